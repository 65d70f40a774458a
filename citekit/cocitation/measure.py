"""A pair of indices and its count into an edge with all its weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.cocitation.counts import strengths
from citekit.cocitation.network import Edge
from citekit.cocitation.normalisation import association_strength, cosine, inclusion, jaccard, probabilistic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citekit.cocitation.citing import CitationTable
    from citekit.cocitation.counts import Counting
    from citekit.cocitation.network import EdgeKind
    from citekit.cocitation.proximity import Nearness

__all__ = ["Measure"]


class Measure:
    """Turns a pair of indices and its count into an edge with all its weights."""

    def __init__(
        self,
        table: CitationTable,
        ids: Sequence[str],
        *,
        kind: EdgeKind = "cocitation",
        counting: Counting = "full",
        near: Mapping[tuple[int, int], Nearness] | None = None,
    ) -> None:
        """Take the table whose works are the ends of the pairs, and the ``ids`` that name them."""
        self.table, self.ids, self.kind = table, ids, kind
        self.citations = table.citations()
        self.strengths = strengths(table, counting)
        self.total = sum(self.strengths)
        self.near = near or {}
        self._cited_by: list[list[int]] | None = None

    def cited_by(self, work: int) -> list[int]:
        """Return the papers that cite a work."""
        if self._cited_by is None:
            self._cited_by = [[] for _ in self.table.works]
            for paper in range(len(self.table.papers)):
                for cited in self.table.row(paper):
                    self._cited_by[cited].append(paper)
        return self._cited_by[work]

    def proximity(self, first: int, second: int, count: float) -> float:
        """Return the pair's proximity: count / 8 and what nearer places add."""
        return count / 8 + (self.near[first, second].bonus if (first, second) in self.near else 0.0)

    def edge(self, first: int, second: int, count: float, *, papers: bool = True) -> Edge:
        """Return the edge; ``papers`` says whether to name those that cite both."""
        a, b = self.citations[first], self.citations[second]
        near = self.near.get((first, second))
        both: tuple[str, ...] = ()
        if papers:
            also = set(self.cited_by(second))
            both = tuple(self.table.papers[p] for p in self.cited_by(first) if p in also)
        works = self.kind == "cocitation"
        return Edge(
            source=self.ids[first],
            target=self.ids[second],
            kind=self.kind,
            count=count,
            cosine=cosine(count, a, b),
            jaccard=jaccard(count, a, b),
            inclusion=inclusion(count, a, b),
            association_strength=association_strength(count, self.strengths[first], self.strengths[second], self.total),
            probabilistic=probabilistic(count, a, b, len(self.table.papers)),
            proximity=self.proximity(first, second, count) if works else 0.0,
            level=(near.level if near else "document") if works else "",
            papers=both,
            meetings=tuple(near.meetings) if near else (),
        )
