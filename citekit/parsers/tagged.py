r"""References and citations whose bounds, and sometimes fields, the file itself states.

A JATS ``ref``, a ``\\bibitem``, a Word footnote need no search; a field that is tagged is certain.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.model import Evidence, Record, Reference, Span, Variant
from citekit.parsers.citations.cited import Citation, Cited, Place
from citekit.parsers.lists.finding import FoundList
from citekit.parsers.lists.headings import heading_kind
from citekit.parsers.lists.split import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citekit.documents import Document, KeyedCitation, Listed
    from citekit.parsers.lists.lines import Lines

__all__ = ["overlaps", "stated_lists", "stated_notes", "tagged_citations", "with_tags"]

_NOT_TAGGED = frozenset({"id", "raw", "language", "evidence", "occurrences", "variants", "extra", "citation_key"})
_BLANK = Record()
_UNTAGGED = ("url", "doi", "pmid", "pmcid", "isbn", "accessed")  # what a fully tagged reference may still hold beside its tags


# --- bounds -------------------------------------------------------------------------------------------------------


def stated_lists(document: Document, lines: Lines) -> list[FoundList]:
    """Return the reference lists whose entries the file itself bounds; entries that follow each other are one list."""
    groups: list[list[Listed]] = []
    last = -1
    for one in sorted((x for x in document.listed if x.kind == "bibliography"), key=lambda x: x.span.start):
        first = _line_at(lines, one.span.start)
        if not groups or first > last + 2:
            groups.append([])
        groups[-1].append(one)
        last = _line_at(lines, one.span.end - 1)
    return [_list_of(lines, group) for group in groups]


def _line_at(lines: Lines, offset: int) -> int:
    return max(0, bisect_right(lines.starts, offset) - 1)


def _list_of(lines: Lines, group: Sequence[Listed]) -> FoundList:
    first, stop = _line_at(lines, group[0].span.start), _line_at(lines, group[-1].span.end - 1) + 1
    heading = lines.content(first - 1) if 0 < first <= len(lines) else ""
    named = heading_kind(heading) in ("list", "notes")
    entries = tuple(Entry(((one.span.start, one.span.end),), one.number, (at, at + 1)) for at, one in enumerate(group))
    return FoundList(heading if named else "", "list", (first - named, stop), entries)


def overlaps(found: FoundList, stated: Sequence[FoundList]) -> bool:
    """Tell whether a list found by its looks is (a part of) one that the file itself bounds."""
    begins = sorted(e.pieces[0][0] for one in stated for e in one.entries)
    low, high = found.entries[0].pieces[0][0], max(end for e in found.entries for _, end in e.pieces)
    at = bisect_left(begins, low)
    within = at < len(begins) and begins[at] < high
    return within or any(one.entries[0].pieces[0][0] <= low < one.entries[-1].pieces[-1][1] for one in stated)


def stated_notes(document: Document) -> list[Listed]:
    """Return the notes that the file itself bounds."""
    return [one for one in document.listed if one.kind != "bibliography"]


# --- fields -------------------------------------------------------------------------------------------------------


def with_tags(references: Sequence[Reference], document: Document) -> tuple[Reference, ...]:
    """Return the references with what the file tags of them: those fields are certain and win over what was read."""
    stated = {one.span.start: one for one in document.listed}
    result = []
    for reference in references:
        one = stated.get(reference.span.start)
        result.append(_tagged(reference, one, document.source) if one is not None else reference)
    return tuple(result)


def _tagged(reference: Reference, listed: Listed, source: str) -> Reference:
    own = _record(listed, source)
    record, confidence, noticed = reference.record, reference.confidence, reference.diagnostics
    if own is not None:
        record = _joined(own, record, listed, source)
        if own.title or own.container_title:
            confidence, noticed = 1.0, ()
    if listed.key:
        record = msgspec.structs.replace(record, citation_key=listed.key)
    if listed.language:
        record = msgspec.structs.replace(record, language=listed.language)
    variants = tuple(v for face in listed.faces if (v := _variant(face, source)) is not None)
    if variants:
        record = msgspec.structs.replace(record, variants=(*record.variants, *variants))
    return msgspec.structs.replace(reference, record=record, confidence=confidence, diagnostics=noticed)


def _joined(own: Record, read: Record, listed: Listed, source: str) -> Record:
    """Return the tagged fields with those that were read: of a whole record only what nobody tags, of a part the rest."""
    fields: dict[str, Any] = {}
    evidence: dict[str, tuple[Evidence, ...]] = {}
    for field in msgspec.structs.fields(own):
        value = getattr(own, field.name)
        if field.name in _NOT_TAGGED or value == field.default or (field.name == "type" and value == "document"):
            continue
        fields[field.name] = value
        witness = Evidence(agent="tagged", value=msgspec.to_builtins(value), raw=listed.raw, source=source, span=listed.span)
        evidence[field.encode_name] = (witness,)
    if own.custom != type(own.custom)():
        fields["custom"] = own.custom
    if not (own.title and own.issued.year):
        return msgspec.structs.replace(read, **fields, evidence={**read.evidence, **evidence})
    for name in _UNTAGGED:
        value = getattr(read, name)
        if name not in fields and value != getattr(_BLANK, name) and not (name == "url" and own.doi):
            fields[name] = value
            encoded = name.upper() if name != "accessed" else name
            if encoded in read.evidence:
                evidence[encoded] = read.evidence[encoded]
    if read.custom.edn and not own.custom.edn:
        fields["custom"] = msgspec.structs.replace(own.custom, edn=read.custom.edn)
    fields.setdefault("type", read.type)
    return Record(**fields, id=read.id, raw=read.raw, language=own.language or read.language, evidence=evidence)


def _record(listed: Listed, source: str) -> Record | None:
    if not listed.item:
        return None
    from citekit.formats.items import ItemReader

    return ItemReader(source).record(listed.item, "$")


def _variant(face: Listed, source: str) -> Variant | None:
    from citekit.parsers.reading import parse

    record = _record(face, source) or parse(face.raw, source=source).record
    language = face.language or record.language
    if not (record.title or record.container_title):
        return None
    bare = msgspec.structs.replace(record, id="", raw=face.raw, evidence={}, occurrences=())
    return Variant(language=language or "en", kind="official", record=bare)


# --- citations ----------------------------------------------------------------------------------------------------


def tagged_citations(document: Document, references: Sequence[Reference], place: Callable[[int], Place]) -> list[Citation]:
    """Return the citations that the file tags, by the keys of its references; ``place`` tells where an offset is."""
    ids = {r.record.citation_key: r.id for r in reversed(references) if r.record.citation_key}
    return [_citation(document, one, ids, place) for one in document.citations if any(c.key != "*" for c in one.cites)]


def _citation(document: Document, one: KeyedCitation, ids: dict[str, str], place: Callable[[int], Place]) -> Citation:
    raw = " ".join(one.span.of(document.text).split())
    bare = raw.strip("[]() ⁰¹²³⁴⁵⁶⁷⁸⁹")
    numeric = not bare or (bare[:1].isdigit() and not bare[:4].isdecimal()) or bare.isdecimal()
    cites = tuple(
        Cited(ref=ids.get(c.key), locator=c.locator or None, note=None if c.key in ids else c.key) for c in one.cites if c.key != "*"
    )
    return Citation(
        raw=raw,
        span=Span(one.span.start, one.span.end),
        kind="narrative" if one.narrative else "numeric" if numeric else "parenthetical",
        place=place(one.span.start),
        cites=cites,
        source=document.source,
    )
