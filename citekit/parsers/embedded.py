"""What a document carries beside its text: italics and anchors, records in citations or in files beside it.

A record of a field of Zotero or of the manuscript's .bib is taken before what the parser reads of the printed
reference; a manuscript that prints no list yet has the works that it cites.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from citekit.language import fold
from citekit.model import CitekitError, Diagnostic, Evidence, Record, Reference, Span
from citekit.parsers.reading import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from citekit.documents import Document

__all__ = ["Embedded", "embedded_records", "style_of", "unprinted", "with_records"]

_SPACES = re.compile(r"[\W_]+")
_ADDED = ("doi", "url", "pmid", "pmcid", "isbn", "issn", "language", "accessed")
_NOT_FIELDS = frozenset({"id", "type", "citation_key", "custom", "raw", "occurrences", "evidence", "variants", "extra"})
_SHORTEST = 15  # letters of a title that names a work by itself


# --- style --------------------------------------------------------------------------------------------------------


def style_of(document: Document, places: Sequence[tuple[int, int, int]], shift: int = 0) -> Style:
    """Return which stretches of a joined string are italic and which are anchors; ``places`` lead to the document.

    ``shift`` characters at the string's beginning are left out.
    """
    if not places or not (document.italics or document.links):
        return Style()
    links = [
        (start, end, link.target)
        for link in _touching(document.links, places, lambda x: x.span)
        for start, end in _stretches(places, (link.span,), shift)
    ]
    return Style(tuple(_stretches(places, document.italics, shift)), tuple(links))


def _touching(values: Sequence[Any], places: Sequence[tuple[int, int, int]], span: Callable[[Any], Span]) -> Iterator[Any]:
    low, high = min(p[1] for p in places), max(p[1] + p[2] for p in places)
    for at in range(bisect_right(values, low, key=lambda v: span(v).end), len(values)):
        if span(values[at]).start >= high:
            return
        yield values[at]


def _stretches(places: Sequence[tuple[int, int, int]], spans: Sequence[Span], shift: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    near = list(_touching(spans, places, lambda s: s))
    ends = [s.end for s in near]
    for offset, start, length in places:
        for at in range(bisect_right(ends, start), len(near)):
            span = near[at]
            if span.start >= start + length:
                break
            a, b = max(span.start, start) - start + offset - shift, min(span.end, start + length) - start + offset - shift
            if b <= 0 or b <= a:
                continue
            if found and a - found[-1][1] <= 1:  # the blank between two words
                found[-1] = (found[-1][0], b)
            else:
                found.append((max(0, a), b))
    return found


# --- records ------------------------------------------------------------------------------------------------------


class Embedded(NamedTuple):
    """A record that a citation embeds or a file beside the manuscript holds, and that file's name."""

    record: Record
    source: str


def embedded_records(document: Document) -> tuple[dict[str, Embedded], tuple[Diagnostic, ...]]:
    """Return the records that the document's citations embed and those of the files it names, by key."""
    found: dict[str, Embedded] = {}
    noticed: list[Diagnostic] = []
    wanted: set[str] = set()
    for citation in document.citations:
        for one in citation.cites:
            wanted.add(one.key)
            if one.item is not None and one.key not in found:
                from citekit.formats.items import ItemReader

                reader = ItemReader(document.source)
                found[one.key] = Embedded(reader.record(one.item, "$"), document.source)
                noticed.extend(d for d in reader.diagnostics if d.severity == "error")
    for file in document.bibliographies:
        from citekit import formats

        try:
            reading = formats.read(file.data, formats.format_of(file.name) or "bibtex", source=file.name)
        except CitekitError as error:
            noticed.append(Diagnostic(code="CK920", severity="error", message=str(error), source=document.source))
            continue
        noticed.extend(d for d in reading.diagnostics if d.severity == "error")
        for record in reading.records:
            key = record.citation_key or record.id
            if key and key not in found and (key in wanted or "*" in wanted):
                found[key] = Embedded(record, file.name)
    return found, tuple(noticed)


def _as_tagged(one: Embedded, key: str, raw: str, read: Record | None = None) -> Record:
    """Return an embedded record with its evidence, and the addresses that only the printed reference has."""
    record = one.record
    evidence: dict[str, tuple[Evidence, ...]] = {}
    added: dict[str, Any] = {}
    for field in msgspec.structs.fields(record):
        if field.name in _NOT_FIELDS:
            continue
        if getattr(record, field.name) != field.default:
            evidence[field.encode_name] = (Evidence(agent="tagged", source=one.source, confidence=1.0),)
        elif read is not None and field.name in _ADDED and getattr(read, field.name) != field.default:
            if field.name == "url" and record.doi:
                continue
            added[field.name] = getattr(read, field.name)
            if field.encode_name in read.evidence:
                evidence[field.encode_name] = read.evidence[field.encode_name]
    if read is not None and read.custom.edn and not record.custom.edn:
        added["custom"] = msgspec.structs.replace(record.custom, edn=read.custom.edn)
    return msgspec.structs.replace(record, **added, id="", citation_key=key, raw=raw, evidence=evidence)


def with_records(references: Sequence[Reference], records: dict[str, Embedded]) -> tuple[Reference, ...]:
    """Return the references, the embedded record in place of the parsed one where the printed string holds its title."""
    titles = [(_letters(one.record.title), key) for key, one in records.items()]
    titles = sorted((t for t in titles if len(t[0]) >= _SHORTEST), key=lambda t: (-len(t[0]), t[1]))
    result = []
    given: set[str] = set()
    for reference in references:
        key = _named(reference, titles, records, given) if titles and reference.kind == "bibliography" else ""
        if key:
            given.add(key)
            record = _as_tagged(records[key], key, reference.raw, reference.record)
            reference = msgspec.structs.replace(reference, record=record, confidence=1.0, diagnostics=())  # noqa: PLW2901
        result.append(reference)
    return tuple(result)


def _letters(text: str) -> str:
    return _SPACES.sub("", fold(text))


def _named(reference: Reference, titles: Sequence[tuple[str, str]], records: dict[str, Embedded], given: set[str]) -> str:
    """Return the key of the record whose title (and year, where it has one) the printed reference holds."""
    letters = _letters(reference.raw)
    for title, key in titles:
        year = records[key].record.year
        if key not in given and title in letters and (not year or str(year) in reference.raw):
            return key
    return ""


def unprinted(document: Document, references: Sequence[Reference], records: dict[str, Embedded], stem: str) -> tuple[Reference, ...]:
    """Return references for the cited records of a manuscript that prints no list yet, in the order of citation."""
    if not records or any(r.kind == "bibliography" for r in references):
        return ()
    places: dict[str, Span] = {}
    for citation in document.citations:
        for one in citation.cites:
            for key in records if one.key == "*" else (one.key,):
                places.setdefault(key, citation.span)
    cited = [(key, span) for key, span in places.items() if key in records]
    return tuple(
        Reference(
            id=f"{stem}-{number:02d}", raw="", record=_as_tagged(records[key], key, ""), source=document.source, span=span, confidence=1.0
        )
        for number, (key, span) in enumerate(cited, 1)
    )
