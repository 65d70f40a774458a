"""The kind of work and the language of a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.language import language_of
from citekit.model import Date, Name
from citekit.parsers.fields.worktype import Facts, work_type
from citekit.parsers.patterns import pattern

if TYPE_CHECKING:
    from citekit.parsers.assembly.gathered import Gathered

__all__ = ["language_of_record", "put_type"]

_NOT_UKRAINIAN = pattern(r"[ыэъё]|\bи\b|(?:ия|ие|ии|ость|ение|ции)\b", re.IGNORECASE)


_UKRAINIAN = pattern(r"[іїєґ]", re.IGNORECASE)


def language_of_record(made: Gathered) -> str:
    """Return the language of the title; where its letters leave Russian or Ukrainian open, the whole reference tells."""
    title = made.values.get("title") or made.values.get("container_title") or made.reference.text
    language = language_of(title)
    if language == "ru" and not _NOT_UKRAINIAN.search(title) and _UKRAINIAN.search(made.reference.text):
        return "uk"
    return language


def put_type(made: Gathered, layout: str, form: str) -> None:
    """Put the kind of work."""
    _choose_type(made, layout, form)
    values = made.values
    if values["type"] == "paper-conference" and "publisher" not in values and _stands_for_event(made):
        values["event_place"] = values.pop("publisher_place")
        made.evidence["event-place"] = made.evidence.pop("publisher-place")


def _stands_for_event(made: Gathered) -> bool:
    """Tell whether a town is where the conference met: it follows the proceedings' title behind a comma."""
    places = made.of("place")
    return bool(places) and "publisher_place" in made.values and made.reference.text[: places[0].start].rstrip().endswith(",")


def _choose_type(made: Gathered, layout: str, form: str) -> None:
    values = made.values
    if re.search(r"\bpatent\b", values.get("genre", ""), re.IGNORECASE) and "number" in values:
        values["type"] = "patent"
        return
    known = {"patent": "patent", "standard": "standard", "law": "legislation", "code": "legislation", "archive": "manuscript"}.get(form)
    if known and not (form == "patent" and "программ" in made.reference.text[:120].casefold()):
        values["type"] = known
        return
    if form == "patent":
        values["type"] = "software"
        return
    issued: Date = values.get("issued", Date())
    authors: tuple[Name, ...] = values.get("author", ())
    slashes = layout in ("gost-part", "slashes")
    italics = made.reference.italics
    title = made.of("title")
    facts = Facts(
        title=values.get("title", ""),
        container=values.get("container_title", ""),
        genre=values.get("genre", ""),
        publisher=values.get("publisher", ""),
        event=values.get("event_title", ""),
        medium=made.custom.get("designation", ""),
        volume="volume" in values,
        issue="issue" in values,
        pages="page" in values,
        extent="number_of_pages" in values,
        place="publisher_place" in values,
        edition="edition" in values,
        isbn="isbn" in values,
        doi="doi" in values,
        url=values.get("url", ""),
        accessed="accessed" in values,
        year=bool(issued.year),
        day=bool(issued.day),
        author=bool(authors),
        body_author=bool(authors) and all(n.literal for n in authors),
        editors="editor" in values,
        inside=layout in ("in", "gost-part", "slashes"),
        slashes=slashes,
        italic_title=bool(title) and any(a <= title[0].start + 1 and b >= title[0].end - 1 for a, b in italics),
        series="collection_title" in values,
        number="number" in values,
        blog=values.get("type") == "post-weblog",
    )
    values["type"] = work_type(facts)
