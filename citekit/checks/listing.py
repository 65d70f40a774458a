"""The list that a manuscript comes with: its own references as printed, or the entries of the .bib files that it cites."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from citekit.checks.cited import bibs_of, by_key, cited_keys
from citekit.checks.twins import second_faces
from citekit.model import Name, Record, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import BibFile, Manuscript, Project, Source
    from citekit.model import Diagnostic, Severity

__all__ = ["Item", "Listing", "items_of", "listings"]


class Item:
    """A work of the list: its record, the file, the place that names it and its ``whole`` one, its key or id.

    ``label`` is what a message calls it.
    """

    def __init__(self, record: Record, home: Source, span: Span, name: str, whole: Span | None = None) -> None:
        """Keep the parts."""
        self.record, self.home, self.span, self.name = record, home, span, name
        self.whole = whole or span
        self.label = name if whole else record.raw[:80] or name

    def finding(self, code: str, message: str, *, severity: Severity, whole: bool = False) -> Diagnostic:
        """Return a finding about this work."""
        return self.home.finding(code, message, self.whole if whole else self.span, severity=severity, record=self.name)


class Listing:
    """The list of one manuscript, or of .bib files without one."""

    def __init__(self, home: Source, items: tuple[Item, ...], manuscript: Manuscript | None = None) -> None:
        """Keep the works in their order."""
        self.home, self.items, self.manuscript = home, items, manuscript

    def finding(self, code: str, message: str, *, severity: Severity) -> Diagnostic:
        """Return a finding about the whole list, at its first work where the list stands in the same file."""
        first = next((i.span for i in self.items if i.home is self.home), Span(0, 0))
        return self.home.finding(code, message, Span(first.start, min(first.end, first.start + 1)), severity=severity)

    @cached_property
    def _paper(self) -> Record:
        if self.manuscript is None:
            return Record()
        from citekit.parsers import paper_record

        return paper_record(self.manuscript.document)

    @property
    def authors(self) -> tuple[Name, ...]:
        """The paper's own authors, none where it does not say them."""
        return self._paper.author

    def year(self, this: int) -> int:
        """Return the paper's own year, else ``this`` one."""
        return self._paper.year or this


def listings(project: Project) -> Iterator[Listing]:
    """Yield the lists of a project, one a manuscript; the .bib files' own where there is no manuscript."""
    for manuscript in project.manuscripts:
        if by_key(manuscript, project):
            bibs = bibs_of(manuscript, project)
            cited = cited_keys(project, bibs)
            yield Listing(manuscript, tuple(i for bib in bibs for i in _entries(bib) if cited is None or i.name in cited), manuscript)
            continue
        faces = second_faces(manuscript)
        items = tuple(Item(r.record, manuscript, r.span, r.id) for r in manuscript.listed.values() if r.id not in faces)
        if items:
            yield Listing(manuscript, items, manuscript)
    if not project.manuscripts and project.bibs:
        yield Listing(project.bibs[0], tuple(i for bib in project.bibs for i in _entries(bib)))


def items_of(project: Project) -> Iterator[tuple[int, Item]]:
    """Yield the works among which one may stand twice: those of all .bib files (0), and of each printed list (1, 2, …)."""
    for bib in project.bibs:
        for item in _entries(bib):
            yield 0, item
    for number, manuscript in enumerate(project.manuscripts, 1):
        faces = second_faces(manuscript)
        for reference in manuscript.listed.values():
            if reference.id not in faces:
                yield number, Item(reference.record, manuscript, reference.span, reference.id)


def _entries(bib: BibFile) -> Iterator[Item]:
    places = {e.span.start: e.key_span for e in bib.bib.entries()}
    for record in bib.reading.records:
        span = next((o.span for o in record.occurrences if o.span), None)
        if span is not None:
            yield Item(record, bib, places.get(span.start, span), record.citation_key or record.id, span)
