"""The title element of an APA reference: the title, its translation, (numbers and contributors), [kind of work]."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.formatters.apa_marks import bracketed, parenthesised
from citekit.formatters.apa_names import inner_names
from citekit.formatters.apa_source import edition_of, is_office, setting_of, volume_of
from citekit.formatters.richtext import NO_BREAK, RichText, rich
from citekit.formatters.romanised import has_cyrillic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.formatters.apa_terms import ApaTerms
    from citekit.model import Name, Record

__all__ = ["NUMBERED_BY_GENRE", "is_headline_case", "kind_of_work", "sentence_case", "title_of"]

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_SUBTITLE = re.compile(r"([:?!] )([a-z]+)(?![\w\-])")
_LABELLED = re.compile(r"[^\W\d_]{2,}\W|№")
_ACCESSION = re.compile(r"[A-Z]{2,}-?\d+")  # ERIC's ED545393 is no number of a series
_SPECIALITY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}\.?")
# Works whose kind stands before their number: (NIH Publication No. 18-2059), (ISO Standard No. 45001:2018).
NUMBERED_BY_GENRE = frozenset(["bill", "legislation", "regulation", "report", "standard", "treaty"])
_COUNTRIES = {"us": "U.S.", "usa": "U.S.", "united states": "U.S.", "rossiiskaya federatsiya": "Russian Federation", "ros. federatsiya": "Russian Federation",
              "rossiyskaya federatsiya": "Russian Federation", "rf": "Russian Federation", "sssr": "USSR"}  # fmt: skip


def is_headline_case(title: str) -> bool:
    """Tell whether an English title is set with a capital on every longer word.

    >>> is_headline_case("A New Stage of International Integration"), is_headline_case("Emotions in United States storybooks")
    (True, False)
    """
    words = [w for w in _WORD.findall(title)[1:] if len(w) > 3 and not w.isupper()]
    return len(words) >= 3 and all(w[0].isupper() for w in words)


def sentence_case(title: str) -> str:
    """Return a headline-case title in sentence case; words with inner capitals or figures stay as they are.

    Names cannot be told from other words, so they are made small too: the result is to be read by a person.

    >>> sentence_case("Soft Power: The Means to Success in NATO")
    'Soft power: The means to success in NATO'
    """
    small = _WORD.sub(lambda m: m[0].lower() if m[0][1:].islower() else m[0], title)
    return re.sub(r"(^\W*|[:?!] +\W?)([^\W\d_])", lambda m: m[1] + m[2].upper(), small)


def _outside_brackets(title: str, place: int) -> bool:
    return title.count("(", 0, place) <= title.count(")", 0, place) and title.count("[", 0, place) <= title.count("]", 0, place)


def _main(record: Record, terms: ApaTerms, *, italic: bool) -> RichText:
    title, tail = record.title.strip(), ""
    if title.endswith("]") and " [" in title:
        title, _, tail = title.partition(" [")
        tail = f"[{tail}"
    if title.startswith("[") and title.endswith("]"):
        return rich(title, "title")
    if has_cyrillic(title) or not (record.language or "en").startswith(("en", "ru")):
        printed = title
    else:  # the first word of an English subtitle has a capital (APA 7, 6.17)
        printed = _SUBTITLE.sub(lambda m: m[1] + (m[2][:1].upper() + m[2][1:] if _outside_brackets(title, m.start()) else m[2]), title)
    part = record.volume_title or record.part_title
    if part and part not in printed:
        volume = volume_of(record, terms)
        printed = f"{printed}: {volume}. {part}" if volume else f"{printed}: {part}"
    text = rich(printed, "title", italic=italic)
    if tail:
        return text + " " + rich(tail, "title")
    translation = record.custom.translated_title.strip()
    if translation and translation.casefold() != title.casefold():
        text = RichText.join(" ", [text, rich(f"[{translation}]", "translated-title")])
    return text


def _contributors(record: Record, terms: ApaTerms, heading_field: str) -> list[RichText]:
    """Return «H. Weaver, Trans.» and the like for those who neither head the reference nor edit its container."""
    inside_container = setting_of(record) == "part"
    fields = ["editor", "compiler", "translator", "illustrator", "narrator"]
    groups: list[tuple[tuple[Name, ...], list[str]]] = []
    for field in fields:
        names: tuple[Name, ...] = getattr(record, field)
        if not names or field == heading_field or (inside_container and field in {"editor", "compiler"}):
            continue
        if field == "editor" and setting_of(record) == "periodical":
            continue
        role = terms.roles[field][len(names) > 1]
        for known, roles in groups:
            if known == names:
                roles.append(role)
                break
        else:
            groups.append((names, [role]))
    out = [inner_names(names, "contributor") + ", " + " & ".join(roles) for names, roles in groups]
    if record.contributor and record.type == "book":
        out.append(rich(f"{terms.with_} ") + inner_names(record.contributor, "contributor"))
    return out


def _numbered(label: str, number: str, terms: ApaTerms) -> str:
    """Return «NIH Publication No. 18-2059»; a number that brings its own label stays as it is."""
    if not number:
        return ""
    if (_LABELLED.match(number) and (" " in number or not label)) or (not label and _ACCESSION.fullmatch(number)):
        return number
    label = label[:1].upper() + label[1:]
    if label.endswith(("No.", "№", "Number")):
        return f"{label}{NO_BREAK}{number}"
    return (f"{label} " if label else "") + f"{terms.number}{NO_BREAK}{number}"


def _number(record: Record, terms: ApaTerms) -> str:
    number = record.number
    match record.type:
        case "thesis":
            # «05.13.18» is the speciality of a Russian thesis, not the number of its publication.
            return "" if _SPECIALITY.fullmatch(number) else _numbered(terms.publication, number, terms)
        case "patent":
            return _numbered(record.genre or _patent_label(record, terms), number, terms)
        case "dataset" | "software" | "article" | "motion_picture" | "broadcast" | "map" | "song":
            return number if not number.isdecimal() else f"{terms.number}{NO_BREAK}{number}"
        case kind if kind in NUMBERED_BY_GENRE:
            return _numbered(record.genre, number, terms)
        case _:
            return ""


def _patent_label(record: Record, terms: ApaTerms) -> str:
    country = record.jurisdiction or ("" if is_office(record.authority) else record.authority)
    return f"{_COUNTRIES.get(country.casefold().rstrip('.'), country)} {terms.patent}".strip()


def kind_of_work(record: Record, terms: ApaTerms, *, known_genres: Mapping[str, str]) -> str:
    """Return what stands in square brackets after the title, empty where the kind goes without saying."""
    genre, kind = record.genre.strip(), record.type
    if has_cyrillic(record.genre) and known_genres:
        genre = next((english for russian, english in known_genres.items() if russian in record.genre.casefold()), "")
    if kind == "thesis":
        genre = genre or terms.kinds["thesis"]
        unpublished = genre.casefold().startswith(("unpublished", "неопубл"))
        return genre if unpublished or not record.publisher else f"{genre}, {record.publisher}"
    if (kind in NUMBERED_BY_GENRE or kind == "patent") and record.number:
        return ""
    if kind == "article" and genre.casefold() == "preprint":
        return ""
    if kind in {"speech", "paper-conference"} and not record.container_title:
        genre = genre or (terms.kinds["speech"] if record.event_title else "")
    elif kind == "speech" and record.chair:
        return ""
    if record.title.startswith("["):  # the description stands in for a title
        return ""
    genre = genre or ("" if kind == "broadcast" and record.container_title else terms.kinds.get(kind, ""))
    if kind == "manuscript" and record.archive and not record.genre:
        genre = ""
    return "; ".join(part for part in (genre, record.medium) if part)


def _review(record: Record, terms: ApaTerms) -> RichText:
    if not record.reviewed_title:
        return RichText()
    what = f"Review of the {record.reviewed_genre}" if record.reviewed_genre and terms.review.startswith("Review") else terms.review
    by = inner_names(record.reviewed_author, "reviewed-author")
    title = rich(record.reviewed_title, "reviewed-title", italic=True)
    return RichText.join(", ", [f"{what} " + title, "by " + by if by else ""])


def title_of(record: Record, terms: ApaTerms, *, heading_field: str, kind: str) -> RichText:
    """Return the title element without its full stop.

    ``heading_field`` is the names' field that heads the reference, ``kind`` what :func:`kind_of_work` found.
    """
    setting = setting_of(record)
    italic = setting not in {"periodical", "part"}
    named = bool(record.volume_title or record.part_title)
    volume = "" if named or setting != "alone" or record.type in {"article-journal", "legislation"} else volume_of(record, terms)
    edition = edition_of(record, terms) if setting != "part" else ""
    version = f"{terms.version}{NO_BREAK}{record.version}" if record.version else ""
    groups: list[RichText | str] = [
        *_contributors(record, terms, heading_field),
        RichText.join(", ", [rich(edition, "edition"), rich(volume, "volume")]),
        rich(_number(record, terms), "number"),
        rich(record.collection_title, "collection-title") if record.type == "report" and record.number else "",
        rich(version, "version"),
    ]
    review = _review(record, terms)
    return RichText.join(
        " ",
        [_main(record, terms, italic=italic), parenthesised(groups), bracketed(review or rich(kind, "genre"))],
    )
