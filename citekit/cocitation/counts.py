"""How often two works are cited together, and how many works two papers share.

Source: Small 1973 (JASIS 24:265) and Marshakova 1973 for co-citation, Kessler 1963 for coupling,
Perianes-Rodriguez, Waltman and van Eck 2016 for fractional counting.
"""

from __future__ import annotations

from array import array
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

from citekit.cocitation.citing import CitationTable, Pairs, array_of
from citekit.model import Diagnostic, MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Counting", "count_cocitations", "count_couplings", "pair_events", "strengths", "without_hubs"]

Counting = Literal["full", "fractional"]

_PLAIN_EVENTS = 300_000  # up to here a dict is as fast as importing scipy
_PLAIN_LINKS = 1_000_000
_BLOCK_EVENTS = 8_000_000  # pairs that one block of rows may make: about 150 MB


def pair_events(table: CitationTable) -> int:
    """Return how many pairs the papers make together, repeats counted: the sum of k(k - 1)/2."""
    sizes = (table.starts[p + 1] - table.starts[p] for p in range(len(table.papers)))
    return sum(k * (k - 1) // 2 for k in sizes)


def strengths(table: CitationTable, counting: Counting = "full") -> array[float]:
    """Return each work's sum of counts over all its pairs, without making the pairs."""
    total = array("d", bytes(8 * len(table.works)))
    if len(table.links) > _PLAIN_LINKS:
        import numpy as np

        sizes: Any = np.diff(np.frombuffer(table.starts, np.int64))
        shares = (sizes > 1).astype(float) if counting == "fractional" else np.maximum(sizes - 1, 0).astype(float)
        return array_of("d", np.bincount(np.frombuffer(table.links, np.int32), np.repeat(shares, sizes), len(table.works)))
    for paper in range(len(table.papers)):
        size = table.starts[paper + 1] - table.starts[paper]
        share = (1.0 if counting == "fractional" else float(size - 1)) if size > 1 else 0.0
        for work in table.row(paper):
            total[work] += share
    return total


def without_hubs(table: CitationTable, max_references: int) -> tuple[CitationTable, tuple[Diagnostic, ...]]:
    """Return the table without the works of papers that cite more than ``max_references``, and name these papers.

    A list of 50,000 works alone would make 1.25 thousand million pairs that say nothing.
    """
    hubs = [p for p in range(len(table.papers)) if table.starts[p + 1] - table.starts[p] > max_references]
    if not hubs:
        return table, ()
    diagnostics = tuple(
        Diagnostic(
            code="MP103",
            severity="warning",
            source=table.papers[p],
            message=f"cites {table.starts[p + 1] - table.starts[p]} works, more than {max_references}; it is left out of the count of pairs",
        )
        for p in hubs
    )
    skipped = set(hubs)
    rows = (array("i") if p in skipped else table.row(p) for p in range(len(table.papers)))
    return CitationTable.of(table.papers, table.works, rows), diagnostics


def count_cocitations(table: CitationTable, *, min_count: int = 1, counting: Counting = "full") -> Pairs:
    """Return the pairs of works that at least ``min_count`` papers cite together, exact, in bounded memory.

    With fractional counting the papers still decide which pairs are kept, and the counts are fractions.

    >>> pairs = count_cocitations(CitationTable.of(("p", "q"), ("a", "b", "c"), [[0, 1, 2], [0, 1]]), min_count=2)
    >>> list(pairs)
    [(0, 1, 2)]

    Raises:
        MissingExtra: the corpus is too large for counting without numpy and scipy.
    """
    if pair_events(table) <= _PLAIN_EVENTS:
        return _count_plainly(table, min_count, counting)
    try:
        import scipy.sparse  # noqa: F401  # asked for here, used below
    except ImportError as error:
        raise MissingExtra(f"counting {len(table.links)} citations", "map") from error
    return _count_in_blocks(table, min_count, counting)


def count_couplings(table: CitationTable, *, min_count: int = 1, counting: Counting = "full") -> Pairs:
    """Return the pairs of papers that share at least ``min_count`` works, as indices into ``table.papers``."""
    return count_cocitations(table.transposed(), min_count=min_count, counting=counting)


def _count_plainly(table: CitationTable, min_count: int, counting: Counting) -> Pairs:
    counts: dict[tuple[int, int], int] = {}
    shares: dict[tuple[int, int], float] = {}
    for row in table.rows():
        share = 1 / max(1, len(row) - 1)
        for pair in combinations(row, 2):
            counts[pair] = counts.get(pair, 0) + 1
            if counting == "fractional":
                shares[pair] = shares.get(pair, 0.0) + share
    kept = sorted(pair for pair, count in counts.items() if count >= min_count)
    first, second = array("i", (a for a, _ in kept)), array("i", (b for _, b in kept))
    if counting == "fractional":
        return Pairs(first, second, array("d", (shares[pair] for pair in kept)))
    return Pairs(first, second, array("i", (counts[pair] for pair in kept)))


def _count_in_blocks(table: CitationTable, min_count: int, counting: Counting) -> Pairs:
    import numpy as np
    from scipy import sparse

    sizes = np.diff(np.frombuffer(table.starts, np.int64))
    columns, pointer, kept = _cited_enough(table, min_count)
    citing = sparse.csr_matrix((np.ones(len(columns), np.int32), columns, pointer), shape=(len(sizes), len(kept)))
    works = citing.T.tocsr()
    shared = None
    if counting == "fractional":
        shares = np.repeat(1 / np.maximum(1, sizes - 1), np.diff(pointer))
        shared = sparse.csr_matrix((shares, columns, pointer), shape=citing.shape)
    found = Pairs(array("i"), array("i"), array("i" if counting == "full" else "d"))
    for begin, end in _blocks(works, np.diff(pointer)):
        block = (works[begin:end] @ citing).tocsr()
        rows = np.repeat(np.arange(begin, end, dtype=np.int32), np.diff(block.indptr))
        chosen = np.flatnonzero((block.indices > rows) & (block.data >= min_count))
        rows, cols = rows[chosen], block.indices[chosen]
        # The product of the same pattern has its entries in the same order.
        data = (block.data if shared is None else (works[begin:end] @ shared).tocsr().data)[chosen]
        order = np.lexsort((cols, rows))
        # Growing the result block by block keeps one copy of it.
        found.first.frombytes(kept[rows[order]].tobytes())
        found.second.frombytes(kept[cols[order]].tobytes())
        found.count.frombytes(data[order].tobytes())
    return found


def _cited_enough(table: CitationTable, min_count: int) -> tuple[Any, Any, Any]:
    """Return the sparse table of the works cited ``min_count`` times: columns, row pointer, the works' numbers.

    A pair that n papers cite needs both works cited n times: dropping the others first loses nothing.
    """
    import numpy as np

    starts, links = np.frombuffer(table.starts, np.int64), np.frombuffer(table.links, np.int32)
    if min_count <= 1:
        return links, starts, np.arange(len(table.works), dtype=np.int32)
    kept = np.flatnonzero(np.bincount(links, minlength=len(table.works)) >= min_count).astype(np.int32)
    place = np.full(len(table.works), -1, np.int32)
    place[kept] = np.arange(len(kept), dtype=np.int32)
    moved = place[links]
    held = moved >= 0
    before = np.zeros(len(held) + 1, np.int32)
    np.cumsum(held, out=before[1:])
    return moved[held], before[starts], kept


def _blocks(works: Any, sizes: Any) -> Iterator[tuple[int, int]]:
    """Yield ranges of rows, each of which makes at most about _BLOCK_EVENTS pairs."""
    import numpy as np

    made = np.concatenate(([0], np.cumsum(sizes[works.indices], dtype=np.int64)))[works.indptr]
    begin, rows = 0, works.shape[0]
    while begin < rows:
        end = max(begin + 1, int(np.searchsorted(made, made[begin] + _BLOCK_EVENTS, side="right")) - 1)
        yield begin, min(end, rows)
        begin = end
