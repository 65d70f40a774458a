"""A pair of indices and its count into an edge with all its weights."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

import msgspec

from citekit.cocitation.citing import CitationTable
from citekit.cocitation.counts import strengths
from citekit.cocitation.network import Edge, Node
from citekit.cocitation.normalisation import association_strength, cosine, inclusion, jaccard, probabilistic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from citekit.cocitation.counts import Counting
    from citekit.cocitation.network import EdgeKind
    from citekit.cocitation.proximity import Nearness

__all__ = ["Items", "LinkMeasure", "Measure"]


class Measure:
    """Knows how often each of a table's works is cited, and what a pair of them weighs."""

    def __init__(
        self,
        table: CitationTable,
        *,
        kind: EdgeKind = "cocitation",
        counting: Counting = "full",
        near: Mapping[tuple[int, int], Nearness] | None = None,
    ) -> None:
        """Take the table whose works are the ends of the pairs."""
        self.table, self.kind = table, kind
        self.citations = table.citations()
        self.strengths = strengths(table, counting)
        self.total = sum(self.strengths)
        self.near = near or {}
        self._citing: CitationTable | None = None

    def cited_by(self, work: int) -> array[int]:
        """Return the papers that cite a work, ascending."""
        if self._citing is None:
            self._citing = self.table.transposed()
        return self._citing.row(work)

    def names_of(self, papers: Sequence[int]) -> tuple[str, ...]:
        """Return the papers' names."""
        return tuple(self.table.papers[p] for p in papers)

    def proximity(self, first: int, second: int, count: float) -> float:
        """Return the pair's proximity: count / 8 and what nearer places add."""
        return count / 8 + (self.near[first, second].bonus if (first, second) in self.near else 0.0)

    def cosine(self, first: int, second: int, count: float) -> float:
        """Return the pair's cosine."""
        return cosine(count, self.citations[first], self.citations[second])

    def edge(self, first: int, second: int, count: float) -> Edge:
        """Return the edge between two of the table's works with the papers that cite both."""
        a, b = self.citations[first], self.citations[second]
        near = self.near.get((first, second))
        also = set(self.cited_by(second))
        works = self.kind == "cocitation"
        return Edge(
            source=self.table.works[first],
            target=self.table.works[second],
            kind=self.kind,
            count=count,
            cosine=cosine(count, a, b),
            jaccard=jaccard(count, a, b),
            inclusion=inclusion(count, a, b),
            association_strength=association_strength(count, self.strengths[first], self.strengths[second], self.total),
            probabilistic=probabilistic(count, a, b, len(self.table.papers)),
            proximity=self.proximity(first, second, count) if works else 0.0,
            level=(near.level if near else "document") if works else "",
            papers=self.names_of([p for p in self.cited_by(first) if p in also]),
            meetings=tuple(near.meetings) if near else (),
        )


class LinkMeasure(Measure):
    """Weighs the links of a network that somebody else counted: nothing is known but their weights."""

    def __init__(self, ids: Sequence[str], links: Sequence[tuple[int, int, float]]) -> None:
        """Take the nodes' names and their links."""
        self.table = CitationTable((), ids, array("q", [0]), array("i"))
        self.kind = "link"
        self.near = {}
        self.citations = array("i", bytes(4 * len(ids)))
        self.strengths = array("d", bytes(8 * len(ids)))
        for a, b, weight in links:
            self.strengths[a] += weight
            self.strengths[b] += weight
        self.total = sum(self.strengths)
        self._citing = None

    def cosine(self, first: int, second: int, count: float) -> float:
        """Return the weight against the ends' strengths, which stand in for the citations that are not known."""
        return cosine(count, self.strengths[first], self.strengths[second])

    def edge(self, first: int, second: int, count: float) -> Edge:
        """Return the link with its association strength."""
        return Edge(
            source=self.table.works[first],
            target=self.table.works[second],
            kind=self.kind,
            count=count,
            association_strength=association_strength(count, self.strengths[first], self.strengths[second], self.total),
        )


class Items(Sequence[Node]):
    """The nodes of everything that was counted, filled with their counts when asked for."""

    def __init__(self, size: int, node: Callable[[int], Node], measure: Measure) -> None:
        """Take how many there are, what makes the bare node of a number, and the measure that knows its counts."""
        self._size, self._node, self._measure = size, node, measure

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, number: int) -> Node: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Node]: ...
    def __getitem__(self, number: int | slice) -> Node | Sequence[Node]:
        if isinstance(number, slice):
            return [self[i] for i in range(*number.indices(self._size))]
        if not 0 <= number < self._size:
            raise IndexError(number)
        measure = self._measure
        citing = measure.cited_by(number)
        return msgspec.structs.replace(
            self._node(number),
            citations=len(citing),
            cited_by=measure.names_of(citing),
            strength=round(measure.strengths[number], 6),
            bridge=len(citing) > 1 and measure.kind == "cocitation",
        )
