"""RIS: a tag, two blanks, a hyphen, a blank, the value; TY begins a record and ER ends it.

Source: the RIS format specification (Research Information Systems, 2011), and the tags as Zotero, EndNote and
Mendeley write them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citekit.formats.dates import date_of_text, text_of_date
from citekit.formats.languages import language_of_name
from citekit.formats.reading import Reading
from citekit.formats.tagged import (
    Tags,
    bare_doi,
    ends_of_pages,
    joined_keywords,
    lines_of,
    name_with_comma,
    one_line,
    pages_of_ends,
    split_keywords,
    split_serials,
    text_of_name,
)
from citekit.model import Custom, Date, Diagnostic, Occurrence, Record, Span, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["read", "write"]

TYPES = {  # what TY says: the type; the first with a type is written for it
    "JOUR": "article-journal", "EJOUR": "article-journal", "ABST": "article-journal", "INPR": "article", "MGZN": "article-magazine",
    "NEWS": "article-newspaper", "JFULL": "periodical", "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "SER": "book", "CHAP": "chapter",
    "ECHAP": "chapter", "CPAPER": "paper-conference", "CONF": "paper-conference", "THES": "thesis", "RPRT": "report", "GOVDOC": "report",
    "ELEC": "webpage", "WEB": "webpage", "BLOG": "post-weblog", "ICOMM": "post", "PAT": "patent", "STAND": "standard", "DATA": "dataset",
    "AGGR": "dataset", "DBASE": "dataset", "COMP": "software", "STAT": "legislation", "LEGAL": "regulation", "BILL": "bill", "UNBILL": "bill", "CASE": "legal_case",
    "HEAR": "hearing", "MANSCPT": "manuscript", "UNPB": "manuscript", "UNPD": "manuscript", "PCOMM": "personal_communication", "MAP": "map", "VIDEO": "motion_picture", "MPCT": "motion_picture",
    "SOUND": "song", "MUSIC": "musical_score", "ART": "graphic", "FIGURE": "figure", "CHART": "figure", "SLIDE": "speech", "ENCYC": "entry-encyclopedia", "DICT": "entry-dictionary",
    "PAMP": "pamphlet", "CLSWK": "classic", "ANCIENT": "classic", "MULTI": "broadcast", "ADVS": "broadcast", "GEN": "document",
}  # fmt: skip
NAMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("author", ("AU", "A1")),
    ("editor", ("A2", "ED")),
    ("collection_editor", ("A3",)),
    ("translator", ("A4", "TR")),
)  # written first
TEXTS: tuple[tuple[str, tuple[str, ...]], ...] = (  # field: tags, the first is written
    ("title", ("TI", "T1", "CT")),
    ("title_short", ("ST",)),
    ("collection_title", ("T3",)),
    ("volume", ("VL",)),
    ("issue", ("IS",)),
    ("number", ("C7", "M1")),
    ("edition", ("ET",)),
    ("number_of_volumes", ("NV",)),
    ("section", ("SE",)),
    ("publisher", ("PB",)),
    ("publisher_place", ("CY", "PP")),
    ("abstract", ("AB", "N2")),
    ("note", ("N1",)),
    ("genre", ("M3",)),
    ("archive", ("DB",)),
    ("source", ("DP",)),
    ("call_number", ("CN",)),
    ("archive_location", ("AV",)),
)
_CONTAINERS = ("JF", "T2", "BT", "JO", "JA", "J2", "J1")
_LINE = re.compile(r"([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t]|$)[ \t]*(.*)", re.DOTALL)


def read(text: str, source: str = "-") -> Reading:
    """Read the records of a RIS file; tags that a record has no field for wait in ``custom.extra["ris"]``.

    Raises:
        UnreadableInput: no line begins with TY.
    """
    records: list[Record] = []
    noticed: list[Diagnostic] = []
    for tags, span, line, ended in _blocks(text, source, noticed):
        name = tags.get("ID", [""])[0].strip() or f"entry-{len(records) + 1}"
        if not ended:
            noticed.append(_said("FT302", "the record has no ER; it is read up to the next TY or the end", source, line, name))
        kind = tags["TY"][0].strip().upper()
        if kind not in TYPES:
            noticed.append(_said("FT303", f"TY {kind[:20]!r} is no type of RIS; read as a document", source, line, name))
        occurrence = Occurrence(source=source, id=name, kind="entry", span=span)
        records.append(Record(id=name, occurrences=(occurrence,), **_values(Tags(tags))))
    if not records:
        raise UnreadableInput(source, "no RIS: no line begins with «TY  - »", "name the format with --from")
    return Reading(tuple(records), tuple(noticed))


def _said(code: str, message: str, source: str, line: int, record: str = "") -> Diagnostic:
    return Diagnostic(code=code, message=message, source=source, line=line, column=1, record=record)


def _blocks(text: str, source: str, noticed: list[Diagnostic]) -> Iterator[tuple[dict[str, list[str]], Span, int, bool]]:
    """Yield each record's values by tag, its span, its first line, and whether ER ended it."""
    tags: dict[str, list[str]] = {}
    last, start, begun, position = "", 0, 0, 0
    more: list[str] = []  # the lines that carry the last value on
    for number, line in enumerate([*lines_of(text), "TY  - "], 1):
        match = _LINE.match(line.strip("\ufeff").rstrip())
        if match and more:
            tags[last][-1] = " ".join([tags[last][-1], *more]).strip()
            more = []
        if match and match[1] in {"TY", "ER"}:
            if tags and (match[1] == "ER" or "TY" in tags):
                yield tags, Span(start, position + (len(line) if match[1] == "ER" else 0)), begun, match[1] == "ER"
            tags, last = ({"TY": [match[2]]}, "TY") if match[1] == "TY" else ({}, "")
            start, begun = position, number
        elif match and tags:
            last = match[1]
            tags.setdefault(last, []).append(match[2].strip())
        elif tags and last != "TY" and line.strip():
            more.append(line.strip())
        elif line.strip() and not tags:
            noticed.append(_said("FT301", f"outside of any record: {line.strip()[:60]!r}", source, number))
        position += len(line)


def _values(tags: Tags) -> dict[str, Any]:
    kind = tags.one("TY").strip().upper()
    values: dict[str, Any] = {"type": TYPES.get(kind, "document"), "citation_key": tags.one("ID")}
    for field, names in NAMES:
        values[field] = tuple(name_with_comma(one) for one in tags.all(*names))
    for field, names in TEXTS:
        values[field] = one_line(tags.one(*names))
    if values["type"] in {"book", "report", "thesis"} and not values["collection_title"]:
        values["collection_title"] = tags.one("T2", "JF")
    values["container_title"] = tags.one(*_CONTAINERS)
    short = tags.one("J2", "JA", "J1", "JO")
    values["container_title_short"] = short if short != values["container_title"] else ""
    values["page"] = pages_of_ends(tags.one("SP"), tags.one("EP"))
    values["issued"] = _date(tags)
    values["accessed"] = date_of_text(tags.one("Y2"))
    values["keyword"] = joined_keywords(tags.all("KW"))
    values["doi"] = bare_doi(tags.one("DO"))
    values["url"] = tags.one("UR", "L2")
    serials = tags.all("SN")
    isbns, issns = (" ".join(found) for found in split_serials(" ; ".join(serials)))
    values |= {"isbn": isbns, "issn": issns}
    if serials and not isbns + issns:
        tags.left["SN"] = serials
    language = tags.one("LA")
    values["language"] = language_of_name(language) or language
    own = {tag: found for tag, found in tags.left.items() if found}
    if values["type"] == "document" and kind not in {"GEN", ""}:
        own["TY"] = [kind]
    values["custom"] = Custom(translated_title=own.pop("TT", [""])[0], extra={"ris": own} if own else {})
    return values


def _date(tags: Tags) -> Date:
    """Return the date of DA where it says more than PY's year."""
    year, full = tags.one("PY", "Y1"), tags.one("DA")
    issued, finer = date_of_text(year.rstrip("/")), date_of_text(full.rstrip("/"))
    if finer.year and finer.year == issued.year and len(finer.start) > len(issued.start):
        return finer
    if not issued.date_parts and not issued.raw:
        return finer
    if full and finer != issued:
        tags.left["DA"] = [full]
    return issued


def _slashed(date: Date) -> str:
    return "/".join([f"{date.year:04d}", *(f"{part:02d}" for part in date.start[1:])])


_WRITTEN = {kind: tag for tag, kind in reversed(TYPES.items())}


def write(records: Sequence[Record], *, plain: bool = False) -> str:  # noqa: ARG001  # evidence never stands in RIS
    """Write RIS with CRLF line ends, as its specification asks."""
    lines = [line for record in records for line in [*_lines(record), ""]]
    return "".join(f"{line}\r\n" for line in lines)


def _lines(record: Record) -> Iterator[str]:
    own = record.custom.extra.get("ris")
    own = own if isinstance(own, dict) else {}

    def line(tag: str, value: str) -> Iterator[str]:
        if value.strip():
            yield f"{tag}  - {one_line(value)}"

    kept = own.get("TY")
    yield f"TY  - {kept[0] if record.type == 'document' and kept else _WRITTEN.get(record.type, 'GEN')}"
    yield from line("ID", record.citation_key)
    for field, written in NAMES:
        for name in getattr(record, field):
            yield from line(written[0], text_of_name(name))
    for field, written in TEXTS:
        yield from line(written[0], getattr(record, field))
        if field == "title":
            yield from line("TT", record.custom.translated_title)
            yield from line("JF" if record.type in {"book", "report", "thesis"} else "T2", record.container_title)
            yield from line("J2", record.container_title_short)
    first, last = ends_of_pages(record.page)
    yield from [*line("SP", first), *line("EP", last)]
    issued = record.issued
    simple = issued.date_parts and not (issued.raw or issued.literal or issued.season or issued.end or issued.circa) and issued.year > 0
    if simple:
        yield from line("PY", f"{issued.year:04d}")
    if not simple or issued.month:
        yield from line("DA", _slashed(issued) if simple else text_of_date(issued))
    accessed = record.accessed
    yield from line("Y2", _slashed(accessed) if accessed.day and not accessed.end else text_of_date(accessed))
    for word in split_keywords(record.keyword):
        yield from line("KW", word)
    for tag, value in (("DO", record.doi), ("UR", record.url), ("SN", record.isbn), ("SN", record.issn), ("LA", record.language)):
        yield from line(tag, value)
    for tag, found in own.items():
        if re.fullmatch(r"[A-Z][A-Z0-9]", tag) and tag not in {"TY", "ER"} and isinstance(found, list):
            for value in found:
                yield from line(tag, str(value))
    yield "ER  - "  # with its blank, as old readers demand
