"""A record's Latin face: its own Latin spelling where it has one, transliteration elsewhere, never a translation made up."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from citekit.language import script_of, transliterate

if TYPE_CHECKING:
    from collections.abc import Callable

    from citekit.model import Name, Record

__all__ = ["CYRILLIC", "english_title", "has_cyrillic", "romanise_name", "romanised", "romaniser"]

# «Т. 1, кн. 2» of a volume field: the word at the head is the style's own to print.
_OWN_TERM = re.compile(r"^(?:[Тт]|[Тт]ом)\b\.?\s*")
_VOLUME_TERMS = re.compile(r"\b(т|ч|кн|вып|том|часть|книга|выпуск)\b\.?", re.IGNORECASE)
_VOLUME_WORDS = {"т": "vol.", "том": "vol.", "ч": "pt.", "часть": "pt.", "кн": "book", "книга": "book", "вып": "iss.", "выпуск": "iss."}
# The languages of Cyrillic records that reference lists hold.
CYRILLIC = frozenset(["ru", "uk", "be", "bg", "mk", "ky", "tg", "kk", "sr", "mn"])
_CYRILLIC_LETTER = re.compile("[\u0400-\u052f]")
_CYRILLIC_WORD = re.compile("[\u0400-\u052f]+")
_QUOTES = str.maketrans({"«": "“", "»": "”", "„": "“"})
_SIGNS = {
    "curly": str.maketrans({"'": "’", '"': "”", "ʹ": "’", "ʺ": "”", "`": "’"}),
    "ascii": str.maketrans({"’": "'", "”": '"', "ʹ": "'", "ʺ": '"', "`": "'"}),
    "none": str.maketrans(dict.fromkeys("'\"’”ʹʺ`", "")),
}

_TEXTS = (
    "title", "container_title", "collection_title", "volume_title", "part_title", "event_title", "event_place", "publisher",
    "publisher_place", "edition", "volume", "issue", "number", "genre", "archive", "archive_place", "archive_collection",
    "archive_location", "authority", "jurisdiction", "medium", "version", "status", "page", "reviewed_title", "section",
    "reviewed_genre", "source", "supplement_number", "note",
)  # fmt: skip
_NAMES = (
    "author", "editor", "translator", "compiler", "illustrator", "director", "editorial_director", "container_author", "chair",
    "narrator", "host", "producer", "executive_producer", "script_writer", "curator", "organizer", "contributor", "interviewer",
    "collection_editor", "reviewed_author", "composer", "performer", "guest", "series_creator", "recipient", "original_author",
)  # fmt: skip


def has_cyrillic(text: str) -> bool:
    """Tell whether a text holds a Cyrillic letter.

    >>> has_cyrillic("273-ФЗ"), has_cyrillic("ISO 690")
    (True, False)
    """
    return not text.isascii() and _CYRILLIC_LETTER.search(text) is not None


def english_title(record: Record) -> str:
    """Return the English title that the record brings with it, empty where it brings none.

    Its own bracketed translation comes first, then the publisher's English face, then somebody's translation.
    """
    own = record.custom.translated_title
    if own and script_of(own) == "Latn":
        return own
    for kind in ("official", "translation"):
        for variant in record.variants:
            if variant.kind == kind and variant.language.startswith("en") and variant.record.title:
                return variant.record.title
    return ""


def romanise_name(name: Name, romanise: Callable[[str], str], initials: Callable[[str], str] | None = None) -> Name:
    """Return the name in Latin letters; ``initials`` cuts a given name before its letters become digraphs."""
    given = initials(name.given) if initials is not None and has_cyrillic(name.given) else name.given
    return msgspec.structs.replace(
        name,
        family=romanise(name.family),
        given=romanise(given),
        non_dropping_particle=romanise(name.non_dropping_particle),
        dropping_particle=romanise(name.dropping_particle),
        suffix=romanise(name.suffix),
        literal=romanise(name.literal),
    )


@lru_cache(maxsize=16384)
def _latin_word(word: str, table: str, signs: str, yo: str) -> str:
    latin = transliterate(word.replace("ё", "е").replace("Ё", "Е") if yo == "e" else word, table)
    return latin.translate(_SIGNS[signs]) if signs in _SIGNS else latin


def english_edition(edition: str) -> str:
    """Return the number of a Russian statement of edition, «Rev. ed.» for a revised one without number; else the text.

    >>> english_edition("2-е изд., перераб. и доп."), english_edition("Изд. испр."), english_edition("Юбил. изд.")
    ('2', 'Rev. ed.', 'Юбил. изд.')
    """
    if number := re.search(r"\d{1,3}", edition):
        return number[0]
    return "Rev. ed." if re.search(r"испр|перераб|доп", edition, re.IGNORECASE) else edition


def romaniser(scheme: str, *, signs: str = "scheme", yo: str = "scheme", language: str = "") -> Callable[[str], str]:
    """Return the function that puts Cyrillic words in Latin letters by a scheme of ``citekit.language.SCHEMES``.

    ``signs`` says how ь and ъ are printed: as the ``scheme`` has them, ``curly`` (’ ”), ``ascii`` (' ") or ``none``;
    ``yo`` whether ё is the ``scheme``'s own or goes as ``e``. Ukrainian texts (``language`` uk) keep to their own table.
    """
    table = "uk-2010" if language.startswith("uk") else scheme

    def romanise(text: str) -> str:
        latin = _CYRILLIC_WORD.sub(lambda match: _latin_word(match[0], table, signs, yo), text)
        return latin.replace("№ ", "No. ").replace("№", "No. ").translate(_QUOTES) if latin != text else text

    return romanise


def romanised(record: Record, romanise: Callable[[str], str], *, initials: Callable[[str], str] | None = None) -> Record:
    """Return the record with its Cyrillic fields in Latin letters, as :func:`romaniser` makes them.

    The Latin spelling of the record's own ``transliteration`` and ``official`` variants goes before the scheme's:
    names from either, titles from a transliteration alone (an official English title is a translation).
    """
    faces = sorted((v for v in record.variants if v.kind != "translation"), key=lambda v: v.kind != "official")
    changes: dict[str, object] = {}
    for field in _TEXTS:
        text: str = getattr(record, field)
        if has_cyrillic(text):
            own = next((getattr(v.record, field) for v in faces if v.kind == "transliteration" and getattr(v.record, field)), "")
            if field == "edition":
                text = english_edition(text)
            if field == "volume":
                text = _VOLUME_TERMS.sub(lambda m: _VOLUME_WORDS[m[1].casefold()], _OWN_TERM.sub("", text))
            if field == "number":  # the bodies have English names of their own: ГОСТ Р ИСО/МЭК is GOST R ISO/IEC
                text = text.replace("ИСО", "ISO").replace("МЭК", "IEC")
            changes[field] = own if own and not has_cyrillic(own) else romanise(text)
    for field in _NAMES:
        names: tuple[Name, ...] = getattr(record, field)
        if names and any(has_cyrillic(str(name)) for name in names):
            own_names = next((face for v in faces if len(face := getattr(v.record, field)) == len(names)), ())
            usable = own_names and not any(has_cyrillic(str(name)) for name in own_names)
            changes[field] = own_names if usable else tuple(romanise_name(name, romanise, initials) for name in names)
    custom: dict[str, object] = {"translated_title": english_title(record)} if has_cyrillic(record.title) else {}
    if record.custom.imprint:
        custom["imprint"] = tuple((romanise(place), romanise(publisher)) for place, publisher in record.custom.imprint)
    changes["custom"] = msgspec.structs.replace(record.custom, **custom)
    return msgspec.structs.replace(record, **changes)
