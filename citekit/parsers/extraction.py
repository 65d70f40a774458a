"""A document ▶ its references: lists found, cut, read and numbered, each with its place in the file."""

from __future__ import annotations

from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING

import msgspec

from citekit.model import Diagnostic, Evidence, Record, Reference, Span
from citekit.model.evidence import Kind
from citekit.parsers.citations.footnotes import citation_part
from citekit.parsers.embedded import embedded_records, style_of, unprinted, with_records
from citekit.parsers.faces import faces_of, with_variants
from citekit.parsers.lists.finding import find_lists
from citekit.parsers.lists.lines import lines_of
from citekit.parsers.lists.notes import find_notes, find_own_lines
from citekit.parsers.lists.split import Piece, joined
from citekit.parsers.reading import Style, parse_list
from citekit.parsers.tagged import overlaps, stated_lists, stated_notes, with_tags

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from citekit.documents import Document, Listed

__all__ = ["Extraction", "ReferenceList", "extract"]

_NO_REFERENCE = "PA002"
_KINDS: tuple[Kind, ...] = ("bibliography", "footnote", "self")


class ReferenceList(msgspec.Struct, frozen=True):
    """A list as found: its ``heading`` as printed, its place in the file, and the ids of its references."""

    heading: str
    span: Span
    references: tuple[str, ...] = ()


class Extraction(msgspec.Struct, frozen=True):
    """The references of a document in its order, its lists, and what was noticed.

    ``faces`` are the ids of references that are one work in two lists («Литература» and «References»): the first
    one's record has the second among its variants.
    """

    references: tuple[Reference, ...] = ()
    lists: tuple[ReferenceList, ...] = ()
    faces: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class _Found(msgspec.Struct, frozen=True):
    """A string that was found: where it comes in reading, its kind, its list (-1 for none), its pieces and number."""

    order: tuple[int, int]
    kind: Kind
    group: int
    pieces: tuple[Piece, ...]
    number: str


def extract(document: Document, *, kinds: Collection[str] = _KINDS, stem: str = "") -> Extraction:
    """Find a document's references and read them.

    ``kinds`` names what is wanted: ``bibliography`` (the reference lists), ``footnote`` and ``self`` (the
    paper's own «For citation» lines). Ids are ``stem`` (the source's own where none is given) and a number: ``paper-01``, ``paper-fn-01``,
    ``paper-self``.
    """
    lines = lines_of(document)
    own = find_own_lines(lines)
    taken = [note.lines for note in own]
    stated, notes = stated_lists(document, lines), stated_notes(document)
    lists = find_lists(lines, taken)
    if stated:
        lists = sorted([*stated, *(one for one in lists if not overlaps(one, stated))], key=lambda one: one.lines)
    has_list = any(one.kind == "list" for one in lists)
    taken.extend(one.lines for one in lists)
    found: list[_Found] = []
    for group, one in enumerate(lists):
        # notes at the end are the list of a paper that has no other
        kind: Kind = "footnote" if one.kind == "notes" and has_list else "bibliography"
        found.extend(_Found((one.lines[0], at), kind, group, entry.pieces, entry.number) for at, entry in enumerate(one.entries))
    if notes:
        found.extend(_note(one, (len(lines), at), has_list=has_list) for at, one in enumerate(notes))
    elif "footnote" in kinds:
        found.extend(_Found((note.lines[0], 0), "footnote", -1, note.pieces, note.number) for note in find_notes(lines, sorted(taken)))
    found.extend(_Found((note.lines[0], 0), "self", -1, note.pieces, "") for note in own)
    found = [one for one in found if one.kind in kinds]
    found.sort(key=lambda one: one.order)
    stem = stem or _stem(document)
    references = tuple(_references(document, found, stem))
    records, noticed = embedded_records(document)
    references = with_records(with_tags(references, document), records)
    groups: dict[int, list[str]] = {}
    for string, reference in zip(found, references, strict=True):
        groups.setdefault(string.group, []).append(reference.id)
    shown = tuple(
        ReferenceList(one.heading, Span(lines.starts[one.lines[0]], _end(one.entries[-1].pieces)), tuple(groups.get(at, ())))
        for at, one in enumerate(lists)
    )
    pairs = _faces(references, shown)
    faces = tuple((a.id, b.id) for a, b in pairs)
    references = with_variants(references, pairs)
    if "bibliography" in kinds:
        references = (*unprinted(document, references, records, stem), *references)
    return Extraction(references, shown, faces, (*noticed, *_noticed(document, references)))


def _note(note: Listed, order: tuple[int, int], *, has_list: bool) -> _Found:
    """Return a note that the file itself bounds; endnotes are the list of a paper that has no other."""
    kind: Kind = "bibliography" if note.kind == "endnote" and not has_list else "footnote"
    return _Found(order, kind, -2, ((note.span.start, note.span.end),), note.number)


def _faces(references: Sequence[Reference], lists: Sequence[ReferenceList]) -> list[tuple[Reference, Reference]]:
    """Return the pairs of references that are one work in two neighbouring lists."""
    by_id = {r.id: r for r in references if r.kind == "bibliography"}
    listed = [[by_id[name] for name in one.references if name in by_id] for one in lists]
    return [pair for first, second in pairwise(listed) for pair in faces_of(first, second)]


def _end(pieces: Sequence[Piece]) -> int:
    return max(end for _, end in pieces)


def _noticed(document: Document, references: Sequence[Reference]) -> tuple[Diagnostic, ...]:
    if any(r.kind != "self" for r in references) or not document.text.strip():
        return ()
    message = "no reference list found: no heading such as «Список литературы» or References, and no row of lines like references"
    return (Diagnostic(code="CK903", severity="warning", message=message, source=document.source),)


def _stem(document: Document) -> str:
    return PurePath(document.source).stem if document.source != "-" else "stdin"


def _ids(found: Sequence[_Found], stem: str) -> Iterator[str]:
    counts = dict.fromkeys(_KINDS, 0)
    for one in found:
        counts[one.kind] += 1
        number = counts[one.kind]
        if one.kind == "self":
            yield f"{stem}-self" + (f"-{number}" if number > 1 else "")
        else:
            yield f"{stem}-{'fn-' if one.kind == 'footnote' else ''}{number:02d}"


def _references(document: Document, found: Sequence[_Found], stem: str) -> Iterator[Reference]:
    texts = [joined(document.text, one.pieces) for one in found]
    # a note is read from where its comment ends
    parts = [citation_part(raw) if one.kind == "footnote" else raw for one, (raw, _) in zip(found, texts, strict=True)]
    styles = [style_of(document, places, len(raw) - len(part)) for (raw, places), part in zip(texts, parts, strict=True)]
    for one, name, (raw, places), part, read in zip(
        found, _ids(found, stem), texts, parts, _read(document, found, parts, styles), strict=True
    ):
        record = _placed(msgspec.structs.replace(read.record, raw=raw), places, len(raw) - len(part), document.source)
        yield msgspec.structs.replace(
            read,
            id=name,
            raw=raw,
            kind=one.kind,
            source=document.source,
            span=Span(min(start for start, _ in one.pieces), _end(one.pieces)),
            number=one.number,
            record=record,
            diagnostics=tuple(
                msgspec.structs.replace(d, source=document.source, record=name)
                for d in read.diagnostics
                if one.kind != "footnote" or d.code != _NO_REFERENCE  # a note may comment
            ),
        )


def _read(document: Document, found: Sequence[_Found], raws: Sequence[str], styles: Sequence[Style]) -> list[Reference]:
    """Read the strings list by list, because the style of a list tells how to read each of its references."""
    read: list[Reference] = []
    bounds = [i for i in range(len(found)) if i == 0 or (found[i].kind, found[i].group) != (found[i - 1].kind, found[i - 1].group)]
    for first, stop in pairwise([*bounds, len(found)]):
        read.extend(parse_list(raws[first:stop], source=document.source, styles=styles[first:stop]))
    return read


def _placed(record: Record, places: Sequence[tuple[int, int, int]], shift: int, source: str) -> Record:
    """Move the spans of the record's evidence from the string that was read, ``shift`` into the whole, to the file."""
    if not record.evidence:
        return record

    def moved(one: Evidence) -> Evidence:
        span = one.span and Span(
            _offset(places, shift + one.span.start), _offset(places, shift + max(one.span.start, one.span.end - 1)) + 1
        )
        return msgspec.structs.replace(one, span=span, source=source)

    return msgspec.structs.replace(record, evidence={field: tuple(moved(e) for e in several) for field, several in record.evidence.items()})


def _offset(places: Sequence[tuple[int, int, int]], at: int) -> int:
    """Return where in the file the character ``at`` of a joined string stands."""
    low, high = 0, len(places) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if places[middle][0] <= at:
            low = middle
        else:
            high = middle - 1
    offset, start, length = places[low]
    return start + min(at - offset, length)
