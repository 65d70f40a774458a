"""Citations in a paper's text and notes ▶ the references that they mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from citekit.model import Span
from citekit.parsers.citations.cited import Citation, Cited, Place
from citekit.parsers.citations.footnotes import NoteReader, is_source
from citekit.parsers.citations.intext import Mention, author_year, numeric, superscript
from citekit.parsers.citations.sentences import sentences
from citekit.parsers.citations.works import Works
from citekit.parsers.lists.headings import clean_heading
from citekit.parsers.lists.likeness import end_score
from citekit.parsers.lists.lines import lines_of
from citekit.parsers.lists.split import joined
from citekit.parsers.tagged import tagged_citations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.documents import Document
    from citekit.model import Reference
    from citekit.parsers.lists.lines import Lines
    from citekit.parsers.lists.split import Piece

__all__ = ["Citation", "Cited", "Place", "find_citations"]

_HEADING_LENGTH = 110
_LONGEST = 20_000  # characters of a paragraph that are read at once
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class _Paragraph(NamedTuple):
    """A paragraph of the text: its words in one row, the way back to the file, its number and section."""

    text: str
    places: tuple[tuple[int, int, int], ...]
    starts: tuple[int, ...]
    number: int
    section: str

    def offset(self, at: int) -> int:
        """Return where in the file the character ``at`` stands."""
        offset, start, length = self.places[max(0, bisect_right(self.starts, at) - 1)]
        return start + min(at - offset, length)

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the file that the characters ``start:end`` come from."""
        first = self.offset(start)
        return Span(first, max(first, self.offset(end - 1) + 1))


def find_citations(document: Document, references: Sequence[Reference]) -> tuple[Citation, ...]:
    """Return a document's citations in the order of its text, footnotes where they stand.

    ``references`` are the document's own (:func:`citekit.parsers.extract`): citations are resolved to those of
    its bibliography, and in a paper without one to its footnotes.
    """
    lines = lines_of(document)
    listed = [r for r in references if r.kind == "bibliography"]
    notes = [r for r in references if r.kind == "footnote"]
    works = Works(listed)
    paragraphs = list(_paragraphs(document, lines, references))
    mentions = _mentions(paragraphs, works, noted=bool(notes))
    found = [_citation(document, paragraph, mention) for paragraph, mention in mentions]
    if document.citations:  # what the file tags need not be looked for
        tagged = tagged_citations(document, references, lambda offset: _place_of(paragraphs, offset))
        found = [*tagged, *_apart(found, [c.span for c in tagged])]
    named = sum(c.ref is not None for _, m in mentions for c in m.cites)
    if notes:
        found.extend(_of_notes(document, paragraphs, notes, works, alone=not listed, named=named))
        noted = [c for c in found if c.kind == "footnote"]
        if len(noted) > 2 * named:  # a paper that cites in notes: what stands in the text has to be sure
            found = [c for c in found if c.kind == "footnote" or any(x.ref for x in c.cites)]
    return tuple(sorted(found, key=lambda c: (c.span.start, c.span.end)))


# --- paragraphs ---------------------------------------------------------------------------------------------------


def _paragraphs(document: Document, lines: Lines, references: Sequence[Reference]) -> Iterator[_Paragraph]:
    """Yield the paragraphs of the text, without its lists and notes."""
    spans = sorted((r.span.start, r.span.end, "".join(r.raw.split())) for r in references)
    begins = [start for start, _, _ in spans]
    headings = {b.span.start for b in document.blocks if b.kind == "heading"}
    pieces: list[Piece] = []
    section, number, size = "", 0, 0

    def close() -> Iterator[_Paragraph]:
        nonlocal number, size
        if pieces:
            number += 1
            text, places = joined(document.text, pieces)
            yield _Paragraph(text, places, tuple(p[0] for p in places), number, section)
            pieces.clear()
            size = 0

    for index in range(len(lines)):
        line = lines[index]
        if _is_listed(line.start, line.end, document.text, spans, begins):
            yield from close()
            continue
        torn = line.gap < 0 and bool(pieces) and end_score(document.text[pieces[-1][0] : pieces[-1][1]][-200:]) < 0
        if (line.gap != 0 and not torn) or size > _LONGEST:
            yield from close()
        if _is_heading(lines, index, line.text, line.start in headings or line.text[0] == "#"):
            yield from close()
            section = clean_heading(line.text)
            continue
        pieces.append((line.start, line.end))
        size += len(line.text)
    yield from close()


def _is_listed(start: int, end: int, text: str, spans: Sequence[tuple[int, int, str]], begins: Sequence[int]) -> bool:
    """Tell whether a line belongs to a reference or a note: it lies in its span and says the same."""
    at = bisect_right(begins, end) - 1
    line = ""
    for back in range(at, max(-1, at - 6), -1):
        first, last, raw = spans[back]
        if last <= start:
            continue
        if first >= end:
            continue
        line = line or "".join(text[max(start, first) : min(end, last)].split())
        if line in raw or line.lstrip("#>") in raw:
            return True
    return False


def _is_heading(lines: Lines, index: int, text: str, marked: bool) -> bool:
    if marked:
        return len(text) < 2 * _HEADING_LENGTH
    text = text.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹ ")
    if (
        not text
        or len(text) > _HEADING_LENGTH
        or re.search(r"[a-zа-яё][.!?]\S{0,3}\s", text)
        or text[-1] in ".,;:!?…"
        or text[0].islower()
        or not any(c.isalpha() for c in text)
    ):
        return False
    alone = (index == 0 or lines.gaps[index] != 0) and (index + 1 == len(lines) or lines.gaps[index + 1] != 0)
    return alone and "(" not in text and "[" not in text


# --- in the text --------------------------------------------------------------------------------------------------


def _mentions(paragraphs: Sequence[_Paragraph], works: Works, *, noted: bool) -> list[tuple[_Paragraph, Mention]]:
    """Return the citations in the paragraphs by the paper's own system: by name and year or by number."""
    if not len(works):
        return []
    by_name = [(p, m) for p in paragraphs for m in author_year(p.text, works)]
    by_number = [(p, m) for p in paragraphs for m in numeric(p.text, works)]
    if not by_number and not noted:
        by_number = [(p, m) for p in paragraphs for m in superscript(p.text, works)]
    named = [pair for pair in by_name if any(c.ref for c in pair[1].cites)]
    if by_number and len(named) >= 3 and len(by_number) < len(named):
        by_number = []  # figures in brackets that are notes, equations, intervals
    if by_number and len(by_number) >= 3 * len(named):
        by_name = named if len(named) > 2 else []
    taken = {(id(p), m.start) for p, m in by_number}
    return [*((p, m) for p, m in by_name if (id(p), m.start) not in taken and (m.sure or any(c.ref for c in m.cites))), *by_number]


def _citation(document: Document, paragraph: _Paragraph, mention: Mention) -> Citation:
    return Citation(
        raw=paragraph.text[mention.start : mention.end],
        span=paragraph.span(mention.start, mention.end),
        kind=mention.kind,
        place=_place(paragraph, mention.start),
        cites=mention.cites,
        source=document.source,
    )


def _place(paragraph: _Paragraph, at: int) -> Place:
    start, end = next(((a, b) for a, b in sentences(paragraph.text) if b > at), (0, len(paragraph.text)))
    return Place(paragraph.span(start, end), paragraph.number, paragraph.section)


def _place_of(paragraphs: Sequence[_Paragraph], offset: int) -> Place:
    """Return the place of an offset of the file."""
    at = bisect_right(paragraphs, offset, key=lambda p: p.places[0][1]) - 1
    if at >= 0:
        paragraph = paragraphs[at]
        run = bisect_right(paragraph.places, offset, key=lambda p: p[1]) - 1
        begin, start, length = paragraph.places[max(0, run)]
        if offset < paragraph.places[-1][1] + paragraph.places[-1][2]:
            return _place(paragraph, begin + min(max(0, offset - start), length))
    return Place(Span(offset, offset), 0, "")


def _apart(found: Sequence[Citation], spans: Sequence[Span]) -> list[Citation]:
    """Return the citations that overlap none of the spans (which are in order)."""
    ends = [s.end for s in spans]
    kept = []
    for citation in found:
        at = bisect_right(ends, citation.span.start)
        if at == len(spans) or spans[at].start >= citation.span.end:
            kept.append(citation)
    return kept


# --- in notes -----------------------------------------------------------------------------------------------------


def _of_notes(
    document: Document, paragraphs: Sequence[_Paragraph], notes: Sequence[Reference], works: Works, *, alone: bool, named: int
) -> Iterator[Citation]:
    own = Works([note for note in notes if is_source(note.raw)]) if alone else works
    reader = NoteReader(own, own=alone)
    cited: list[tuple[Reference, tuple[Cited, ...]]] = []
    for note in notes:
        cites = reader.read(note.raw, note.id)
        if not alone:
            cites = (*_in_comment(note.raw, works, cites), *cites)
        cited.append((note, cites))
    total = sum(len(cites) for _, cites in cited)
    by_notes = alone or total > 2 * named
    at = 0
    for note, cites in cited:
        # where the text cites by name or number, a note's own source is the note's own reference
        kept = cites if by_notes else tuple(c for c in cites if c.ref is not None)
        if not kept:
            continue
        place, at = _mark(paragraphs, note, at)
        if place is None:
            place = Place(note.span, 0, "")
        yield Citation(raw=note.raw, span=note.span, kind="footnote", place=place, cites=kept, source=document.source)


def _in_comment(raw: str, works: Works, cites: Sequence[Cited]) -> tuple[Cited, ...]:
    """Return what a note's comment cites by name and year, as the text does."""
    known = {c.ref for c in cites}
    found = [c for m in author_year(raw, works) for c in m.cites if c.ref and c.ref not in known and not c.mismatch]
    return tuple(Cited(ref=c.ref, form="short", locator=c.locator) for c in found)


def _mark(paragraphs: Sequence[_Paragraph], note: Reference, at: int) -> tuple[Place | None, int]:
    """Return the place of the note's mark in the text, looked for from paragraph ``at`` on, and where to go on."""
    if not note.number.isdecimal():
        return None, at
    raised, plain = note.number.translate(_SUPERSCRIPTS), note.number
    mark = re.compile(
        rf"(?<![⁰¹²³⁴⁵⁶⁷⁸⁹]){raised}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])|\[\^?{plain}\]|(?<=[^\W\d_][.,;:!?»”\"’)]){plain}(?![\w.,]\d)(?!\w)|(?<=[^\W\d_]){plain}(?=[\s.,;:)]|$)"
    )
    for index in range(at, len(paragraphs)):
        match = mark.search(paragraphs[index].text)
        if match is not None:
            return _place(paragraphs[index], match.start()), index
    return None, at
