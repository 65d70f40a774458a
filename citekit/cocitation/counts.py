"""How often two works are cited together, and how many works two papers share.

Source: Small 1973 (JASIS 24:265) and Marshakova 1973 for co-citation, Kessler 1963 for coupling,
Perianes-Rodriguez, Waltman and van Eck 2016 for fractional counting.
"""

from __future__ import annotations

from array import array
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

from citekit.cocitation.citing import CitationTable, Pairs
from citekit.model import Diagnostic, MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Counting", "count_cocitations", "count_couplings", "pair_events", "strengths", "without_hubs"]

Counting = Literal["full", "fractional"]

_PLAIN_EVENTS = 300_000  # up to here a dict is as fast as importing scipy
_BLOCK_EVENTS = 24_000_000  # pairs that one block of rows may make: about 300 MB


def pair_events(table: CitationTable) -> int:
    """Return how many pairs the papers make together, repeats counted: the sum of k(k - 1)/2."""
    sizes = (table.starts[p + 1] - table.starts[p] for p in range(len(table.papers)))
    return sum(k * (k - 1) // 2 for k in sizes)


def strengths(table: CitationTable, counting: Counting = "full") -> array[float]:
    """Return each work's sum of counts over all its pairs, without making the pairs."""
    total = array("d", bytes(8 * len(table.works)))
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


def count_cocitations(table: CitationTable, *, min_count: float = 1, counting: Counting = "full") -> Pairs:
    """Return the pairs of works that are cited together at least ``min_count`` times, exact, in bounded memory.

    >>> pairs = count_cocitations(CitationTable.of(("p", "q"), ("a", "b", "c"), [[0, 1, 2], [0, 1]]), min_count=2)
    >>> list(pairs)
    [(0, 1, 2)]

    Raises:
        MissingExtra: the corpus is too large for counting without numpy and scipy.
    """
    if pair_events(table) <= _PLAIN_EVENTS:
        return _count_plainly(table, min_count, counting)
    try:
        import scipy.sparse  # noqa: F401
    except ImportError as error:
        raise MissingExtra(f"counting {len(table.links)} citations", "map") from error
    return _count_in_blocks(table, min_count, counting)


def count_couplings(table: CitationTable, *, min_count: float = 1, counting: Counting = "full") -> Pairs:
    """Return the pairs of papers that share at least ``min_count`` works, as indices into ``table.papers``."""
    return count_cocitations(table.transposed(), min_count=min_count, counting=counting)


def _count_plainly(table: CitationTable, min_count: float, counting: Counting) -> Pairs:
    counts: dict[tuple[int, int], float] = {}
    for row in table.rows():
        share = 1 if counting == "full" else 1 / max(1, len(row) - 1)
        for pair in combinations(row, 2):
            counts[pair] = counts.get(pair, 0) + share
    kept = sorted(pair for pair, count in counts.items() if count >= min_count)
    code = "i" if counting == "full" else "d"
    return Pairs(array("i", (a for a, _ in kept)), array("i", (b for _, b in kept)), array(code, (counts[pair] for pair in kept)))


def _count_in_blocks(table: CitationTable, min_count: float, counting: Counting) -> Pairs:
    import numpy as np
    from scipy import sparse

    starts, links = np.frombuffer(table.starts, np.int64), np.frombuffer(table.links, np.int32)
    sizes = np.diff(starts)
    whole = np.bincount(links, minlength=len(table.works))
    if counting == "full" and min_count > 1:
        # A pair that n papers cite needs both works cited n times: dropping the others first loses nothing.
        kept = np.flatnonzero(whole >= min_count)
        place = np.full(len(table.works), -1, np.int32)
        place[kept] = np.arange(len(kept), dtype=np.int32)
        moved = place[links]
        held = moved >= 0
        papers = np.repeat(np.arange(len(sizes)), sizes)[held]
        columns = moved[held]
        del moved, held
    else:
        kept = np.arange(len(table.works))
        papers = np.repeat(np.arange(len(sizes)), sizes)
        columns = links
    kind = np.int32 if counting == "full" else np.float64
    pointer = np.concatenate(([0], np.cumsum(np.bincount(papers, minlength=len(sizes)))))
    del papers
    citing = sparse.csr_matrix((np.ones(len(columns), kind), columns, pointer), shape=(len(sizes), len(kept)))
    works = citing.T.tocsr()
    if counting == "fractional":
        citing = sparse.csr_matrix((np.repeat(1 / np.maximum(1, sizes - 1), np.diff(pointer)), columns, pointer), shape=citing.shape)
    first: list[Any] = []
    second: list[Any] = []
    count: list[Any] = []
    for begin, end in _blocks(works, np.diff(pointer)):
        block = (works[begin:end] @ citing).tocoo()
        chosen = (block.col > block.row + begin) & (block.data >= min_count)
        rows, cols, data = block.row[chosen] + begin, block.col[chosen], block.data[chosen]
        order = np.lexsort((cols, rows))
        first.append(rows[order].astype(np.int32))
        second.append(cols[order].astype(np.int32))
        count.append(data[order])
    kept = kept.astype(np.int32)
    return Pairs(
        _array("i", kept[np.concatenate(first)]),
        _array("i", kept[np.concatenate(second)]),
        _array("i" if counting == "full" else "d", np.concatenate(count)),
    )


def _blocks(works: Any, sizes: Any) -> Iterator[tuple[int, int]]:
    """Yield ranges of rows, each of which makes at most about _BLOCK_EVENTS pairs."""
    import numpy as np

    made = np.concatenate(([0], np.cumsum(sizes[works.indices], dtype=np.int64)))[works.indptr]
    begin, rows = 0, works.shape[0]
    while begin < rows:
        end = max(begin + 1, int(np.searchsorted(made, made[begin] + _BLOCK_EVENTS, side="right")) - 1)
        yield begin, min(end, rows)
        begin = end


def _array(code: str, values: Any) -> array[Any]:
    result: array[Any] = array(code)
    result.frombytes(values.tobytes())
    return result
