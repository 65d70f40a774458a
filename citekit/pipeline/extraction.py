"""Papers ▶ their references, own records and citations in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from citekit.model import Diagnostic, Occurrence, UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from citekit.model import Record, Reference, Span
    from citekit.parsers.citations.linking import Citation

    Progress = Callable[[str, int, int], None]

__all__ = ["KINDS", "Extracted", "extract", "silent"]

KINDS = ("bibliography", "footnote", "self")


@dataclass(frozen=True, kw_only=True)
class Extracted:
    """The references of papers, the papers' own records by file name, and what was noticed.

    ``faces`` are the ids of references that are one work in two lists of a paper.
    """

    references: tuple[Reference, ...]
    papers: dict[str, Record]
    faces: tuple[tuple[str, str], ...] = ()
    citations: tuple[Citation, ...] = ()
    sentences: dict[tuple[str, Span], str] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_status: int = 0


def silent(_name: str, _done: int, _total: int) -> None:
    """Report progress to nobody."""


def extract(
    papers: Sequence[str | Path],
    *,
    kind: str = "bibliography",
    citations: bool = False,
    password: str = "",
    jobs: int = 1,
    progress: Progress = silent,
) -> Extracted:
    """Read papers and return their references of a ``kind``: bibliography, footnote, self or all.

    A folder stands for the papers in it. ``password`` opens locked PDFs; up to ``jobs`` papers are read at once. A
    paper that cannot be read is a diagnostic and makes the exit status 2; the others go on.

    Raises:
        UnknownName: there is no such kind.
    """
    if kind not in (*KINDS, "all"):
        raise UnknownName("kind of reference", kind, (*KINDS, "all"))
    from citekit.papers import papers_in, read_papers

    found, said = papers_in(papers)
    references: list[Reference] = []
    noticed: list[Diagnostic] = list(said)
    own: dict[str, Record] = {}
    faces: list[tuple[str, str]] = []
    cited: list[Citation] = []
    sentences: dict[tuple[str, Span], str] = {}
    status = 2 if said else 0
    for done, paper in enumerate(read_papers(found, citations=citations, password=password, jobs=jobs), 1):
        noticed.extend(paper.diagnostics)
        progress(paper.name, done, len(found))
        if paper.failed:
            status = 2
            continue
        if not any(r.kind != "self" for r in paper.references):
            status = max(status, 1)
        references.extend(_placed(r) for r in paper.references if kind in ("all", r.kind))
        own[paper.name] = paper.own
        faces.extend(paper.faces)
        cited.extend(paper.citations)
        sentences.update({(paper.name, span): text for span, text in paper.sentences})
    noticed.extend(d for r in references for d in r.diagnostics)
    return Extracted(
        references=tuple(references),
        papers=own,
        faces=tuple(faces),
        citations=tuple(cited),
        sentences=sentences,
        diagnostics=tuple(noticed),
        exit_status=status,
    )


def _placed(reference: Reference) -> Reference:
    """Return the reference with its record named and its place among the record's occurrences."""
    occurrence = Occurrence(
        source=reference.source,
        id=reference.id,
        kind=reference.kind,
        raw=reference.raw,
        span=reference.span,
        number=reference.number,
        confidence=reference.confidence,
    )
    record = msgspec.structs.replace(reference.record, id=reference.id, occurrences=(occurrence,))
    return msgspec.structs.replace(reference, record=record)
