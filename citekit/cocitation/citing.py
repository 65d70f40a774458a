"""Who cites what: a sparse table of papers and works that needs nothing but the standard library."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.model import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from citekit.model import Library

__all__ = ["CitationTable", "Pairs", "array_of", "papers_in_library", "table_of_library", "table_of_links"]


_MANY = 1_000_000  # links beyond which numpy counts them; such a corpus needs it anyway


class Pairs(msgspec.Struct, frozen=True):
    """Pairs of indices, ``first < second``, sorted, each with its count."""

    first: array[int]
    second: array[int]
    count: array[int] | array[float]

    @classmethod
    def empty(cls) -> Pairs:
        """Make a table without pairs."""
        return cls(array("i"), array("i"), array("d"))

    def __len__(self) -> int:
        return len(self.first)

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        return zip(self.first, self.second, self.count, strict=True)


class CitationTable(msgspec.Struct, frozen=True):
    """Papers and the works each cites: the works of paper ``p`` are ``links[starts[p]:starts[p + 1]]``.

    A paper's works are indices into ``works``, distinct and ascending. The arrays can be read by numpy without
    a copy.
    """

    papers: Sequence[str]
    works: Sequence[str]
    starts: array[int]
    links: array[int]

    @classmethod
    def empty(cls) -> CitationTable:
        """Make a table without papers."""
        return cls((), (), array("q", [0]), array("i"))

    @classmethod
    def of(cls, papers: Sequence[str], works: Sequence[str], rows: Iterable[Iterable[int]]) -> CitationTable:
        """Make a table of each paper's works (indices in any order, repeats allowed)."""
        starts, links = array("q", [0]), array("i")
        for row in rows:
            links.extend(sorted(set(row)))
            starts.append(len(links))
        return cls(papers, works, starts, links)

    def row(self, paper: int) -> array[int]:
        """Return the works of a paper."""
        return self.links[self.starts[paper] : self.starts[paper + 1]]

    def rows(self) -> Iterator[array[int]]:
        """Yield the works of each paper."""
        return (self.row(p) for p in range(len(self.papers)))

    def citations(self) -> array[int]:
        """Return how many papers cite each work."""
        counts = array("i", bytes(4 * len(self.works)))
        if len(self.links) > _MANY:
            import numpy as np

            counts[:] = array_of("i", np.bincount(np.frombuffer(self.links, np.int32), minlength=len(self.works)).astype(np.int32))
            return counts
        for work in self.links:
            counts[work] += 1
        return counts

    def transposed(self) -> CitationTable:
        """Return the table of works and the papers that cite each: its co-citation is coupling."""
        if len(self.links) > _MANY:
            import numpy as np

            links = np.frombuffer(self.links, np.int32)
            sizes: Any = np.diff(np.frombuffer(self.starts, np.int64))
            papers = np.repeat(np.arange(len(self.papers), dtype=np.int32), sizes)
            starts = np.concatenate(([0], np.cumsum(np.bincount(links, minlength=len(self.works)))))
            order = np.argsort(links, kind="stable")
            return CitationTable(self.works, self.papers, array_of("q", starts), array_of("i", papers[order]))
        rows: list[list[int]] = [[] for _ in range(len(self.works))]
        for paper in range(len(self.papers)):
            for work in self.row(paper):
                rows[work].append(paper)
        return CitationTable.of(self.works, self.papers, rows)

    def collapsed(self, keys: Sequence[Sequence[int]], names: Sequence[str]) -> CitationTable:
        """Return the table of what the works stand for: work ``w`` becomes the indices ``keys[w]`` into ``names``.

        Each paper counts an author or journal once (White and Griffith 1981, McCain 1991).
        """
        return CitationTable.of(self.papers, names, ((key for work in row for key in keys[work]) for row in self.rows()))

    def digest(self) -> str:
        """Return the SHA-256 of the table's lines «paper TAB work», in order."""
        sha = hashlib.sha256()
        for paper, name in enumerate(self.papers):
            for work in self.row(paper):
                sha.update(f"{name}\t{self.works[work]}\n".encode())
        return sha.hexdigest()


def papers_in_library(library: Library, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return for each paper that stands among the library's works the id of its record, by the paper's name.

    A record is the paper itself where ``known`` says so, where it has an occurrence of the kind ``self`` in it, is
    the paper's own record, or has its DOI.
    """
    found: dict[str, str] = dict(known or {})
    for record in library.records:
        for occurrence in record.occurrences:
            if occurrence.kind == "self":
                found.setdefault(occurrence.source, record.id)
    by_doi = {r.doi.casefold(): r.id for r in reversed(library.records) if r.doi}
    ids = {r.id for r in library.records}
    for name, paper in library.papers.items():
        if name not in found and paper.id and paper.id in ids:
            found[name] = paper.id
        elif name not in found and paper.doi and paper.doi.casefold() in by_doi:
            found[name] = by_doi[paper.doi.casefold()]
    return found


def table_of_library(library: Library, known: Mapping[str, str] | None = None) -> tuple[CitationTable, tuple[Diagnostic, ...]]:
    """Return which paper cites which work, and what was left out: a paper that lists itself.

    ``known`` gives the ids of papers that stand among the works, by the paper's name.
    """
    papers = tuple(dict.fromkeys([*library.papers, *(p for r in library.records for p in library.cited_by(r))]))
    index = {name: i for i, name in enumerate(papers)}
    own = papers_in_library(library, known)
    rows: list[list[int]] = [[] for _ in papers]
    diagnostics: list[Diagnostic] = []
    for number, record in enumerate(library.records):
        for name in library.cited_by(record):
            if own.get(name) == record.id:
                diagnostics.append(
                    Diagnostic(
                        code="MP101",
                        severity="info",
                        source=name,
                        record=record.id,
                        message="the paper lists itself; this citation is not counted",
                    )
                )
            else:
                rows[index[name]].append(number)
    return CitationTable.of(papers, tuple(r.id for r in library.records), rows), tuple(diagnostics)


def table_of_links(links: Iterable[tuple[str, str]], *, source: str = "-") -> tuple[CitationTable, tuple[Diagnostic, ...]]:
    """Return the table of (citing, cited) pairs of names; loops, repeats and empty names are left out and counted."""
    papers: dict[str, int] = {}
    works: dict[str, int] = {}
    rows: list[set[int]] = []
    loops = repeats = blanks = 0
    for citing, cited in links:
        if not citing or not cited:
            blanks += 1
        elif citing == cited:
            loops += 1
        else:
            paper = papers.setdefault(citing, len(papers))
            if paper == len(rows):
                rows.append(set())
            before = len(rows[paper])
            rows[paper].add(works.setdefault(cited, len(works)))
            repeats += len(rows[paper]) == before
    found = ((loops, "of a work to itself"), (repeats, "that repeat an earlier line"), (blanks, "without a citing or a cited name"))
    diagnostics = tuple(
        Diagnostic(code="MP102", severity="warning", source=source, message=f"citations {what}, not counted: {number}")
        for number, what in found
        if number
    )
    return CitationTable.of(tuple(papers), tuple(works), rows), diagnostics


def array_of(code: str, values: Any) -> array[Any]:
    """Return a numpy array's values as an array of the standard library."""
    result: array[Any] = array(code)
    result.frombytes(values.tobytes())
    return result
