"""The orders of a list.

``ru-first`` (GOST R 7.0.11-2011, 5.6.3–5.6.7): Cyrillic before Latin before the rest; Ё with Е, then Ё;
initials; title; year. ``apa``: letter by letter over names, year, title, leading articles ignored.
``transliteration``: all in one Latin row. ``year``: oldest first. ``appearance``: as the sources cite.
``none``: as given.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from citekit.formatters.apa_dates import YEAR_ALONE
from citekit.formatters.gost_names import people_of
from citekit.language import language_of, script_of, transliterate
from citekit.language.typography import spaced_initials
from citekit.model import UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citekit.model import Name, Record

__all__ = ["SORTS", "sorted_records"]

# One row for the Cyrillic alphabets; Ё counts as Е at first, and after it where all else is equal.
_ALPHABET = "аәбвгґғдђеєжзѕиіїйјкқлљмнңњоөпрстћуўұүфхһцчџшщъыьэюя"
# Each letter is ordered as a letter that stands after all Latin ones, so that words are still words.
_FIRST = 0x4E00
_ORDER = {letter: chr(_FIRST + place) for place, letter in enumerate(_ALPHABET)} | {"ё": chr(_FIRST + _ALPHABET.index("е"))}
_STROKED = {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
_ARTICLES = {
    "en": ("the", "a", "an"),
    "de": ("der", "die", "das", "ein", "eine"),
    "fr": ("le", "la", "les", "un", "une"),
    "es": ("el", "la", "los", "las", "un", "una"),
    "it": ("il", "lo", "la", "i", "gli", "le", "un", "una"),
}
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=16384)
def _letters(text: str) -> str:
    """Return a text as it is ordered: small letters without accents, words with single blanks between."""
    folded = text.casefold()
    if not folded.isascii():
        # й and ї are letters of their own; an accent on a Latin letter is none.
        parts = (c if c in _ORDER else unicodedata.normalize("NFKD", _STROKED.get(c, c)) for c in unicodedata.normalize("NFC", folded))
        folded = "".join(parts)
        folded = "".join(_ORDER.get(c, c) for c in folded if not unicodedata.combining(c))
    return " ".join(_WORD.findall(folded))


def _row(text: str) -> int:
    return {"Cyrl": 0, "Latn": 1}.get(script_of(text), 2)


def _family(name: Name) -> str:
    return f"{name.non_dropping_particle} {name.family}".strip() or name.literal or name.given


def _heading(record: Record) -> tuple[Name, ...]:
    """Return the names that head the entry: of one to three authors (GOST R 7.0.5-2008, 4.10.1)."""
    people = people_of(record)
    return people if len(people) <= 3 and not record.custom.et_al else ()


def _title(record: Record) -> str:
    if record.type == "standard" and record.number:
        return f"{record.number} {record.title}"
    return record.custom.heading or record.title or record.container_title or record.archive or record.raw


def _ru_first(record: Record) -> tuple[Any, ...]:
    names = _heading(record)
    title = _title(record)
    first = _family(names[0]) if names else title
    # Names before titles of the same letters; a family name that is the beginning of another stands before it.
    words = tuple(_letters(_family(n)) for n in names)
    initials = tuple(_letters(" ".join(part[:1] for part in re.split(r"[\s.\-]+", n.given) if part)) for n in names)
    people = tuple(zip(words, initials, strict=True)) or ((_letters(title), ""),)
    return (_row(first), people, _letters(title), record.year, _exact(first), _exact(title))


def _exact(text: str) -> str:
    """Return what decides where all letters are alike: Ё after Е."""
    return unicodedata.normalize("NFC", text).casefold()


def _without_article(title: str, language: str) -> str:
    first, _, rest = title.partition(" ")
    return rest if rest and first.casefold() in _ARTICLES.get(language, ()) else title


def _apa(record: Record) -> tuple[Any, ...]:
    title = transliterate(record.title or record.container_title or record.raw, "bsi")
    title = _letters(_without_article(title, record.language[:2] or language_of(title)))
    # By initials, as they are printed: «S.» before «S. V.», whichever name was given in full.
    names = tuple(
        (_letters(transliterate(_family(n), "bsi")), _letters(transliterate(spaced_initials(n.given), "bsi"))) for n in record.creators
    )
    start = record.issued.start[:1] if record.type in YEAR_ALONE else record.issued.start
    return (names or ((title, ""),), 1 if start else 0, start, title, record.id)


def _transliterated(record: Record) -> tuple[Any, ...]:
    names = _heading(record)
    title = _letters(transliterate(_title(record), "bsi"))
    people = tuple((_letters(transliterate(_family(n), "bsi")), _letters(transliterate(n.given, "bsi"))) for n in names)
    return (people or ((title, ""),), title, record.year)


def _by_year(record: Record) -> tuple[Any, ...]:
    return (record.year or 99999, _ru_first(record))


def _appearance(records: Sequence[Record]) -> tuple[Record, ...]:
    """Return the records in the order in which the sources cite them; those that none cites last."""
    sources: dict[str, int] = {}
    for record in records:
        for occurrence in record.occurrences:
            sources.setdefault(occurrence.source, len(sources))

    def key(record: Record) -> tuple[int, int]:
        places = [(sources[o.source], o.span.start) for o in record.occurrences if o.span is not None]
        return min(places, default=(len(sources), 0))

    return tuple(sorted(records, key=key))


_KEYS: dict[str, Callable[[Record], tuple[Any, ...]]] = {
    "ru-first": _ru_first,
    "apa": _apa,
    "transliteration": _transliterated,
    "year": _by_year,
}
SORTS: tuple[str, ...] = (*_KEYS, "appearance", "none")


def sorted_records(records: Sequence[Record], order: str) -> tuple[Record, ...]:
    """Return the records in an order of :data:`SORTS`; equal ones stay as given.

    Raises:
        UnknownName: there is no such order.
    """
    if order not in SORTS:
        raise UnknownName("order", order, SORTS)
    if order == "none":
        return tuple(records)
    if order == "appearance":
        return _appearance(records)
    return tuple(sorted(records, key=_KEYS[order]))
