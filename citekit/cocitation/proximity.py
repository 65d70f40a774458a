"""How near two works are cited in the text: one sentence, paragraph, section, or only one paper.

Weights 2 to the power of minus the level (Gipp and Beel 2009, ISSI, 571-575); for a pair in one paper the
nearest instance counts (Liu and Chen 2012, Scientometrics 91:495).
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import msgspec

from citekit.cocitation.network import LEVELS, Level, Meeting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from citekit.cocitation.citing import CitationTable
    from citekit.cocitation.network import Mention

__all__ = ["Nearness", "nearness", "weight_of"]

_MOST_TOGETHER = 400  # works in one section beyond which it says no more than the whole paper
_MOST_KEPT = 24  # meetings kept as evidence for one pair


class Nearness(msgspec.Struct):
    """A pair's proximity above what being in the same papers gives, its nearest level, and the proof."""

    bonus: float = 0.0
    level: Level = "document"
    meetings: list[Meeting] = msgspec.field(default_factory=list)


def weight_of(level: Level) -> float:
    """Return 1, 1/2, 1/4 or 1/8.

    >>> [weight_of(level) for level in LEVELS]
    [1.0, 0.5, 0.25, 0.125]
    """
    return float(2.0 ** -LEVELS.index(level))


def nearness(table: CitationTable, mentions: Sequence[Mention]) -> dict[tuple[int, int], Nearness]:
    """Return the pairs of works that meet in a section or nearer, as indices ``first < second`` into the works.

    A pair's proximity is its count / 8 (every paper that cites both) plus ``bonus``. Mentions of papers or works
    that the table does not know, or of a work that the paper does not cite, are passed over.
    """
    if not mentions:
        return {}
    papers = {name: i for i, name in enumerate(table.papers)}
    works = {name: i for i, name in enumerate(table.works)}
    cited = [set(row) for row in table.rows()]
    by_paper: dict[int, list[tuple[int, int]]] = {}
    for number, mention in enumerate(mentions):
        paper, work = papers.get(mention.paper, -1), works.get(mention.record, -1)
        if paper >= 0 and work >= 0 and work in cited[paper]:
            by_paper.setdefault(paper, []).append((number, work))
    found: dict[tuple[int, int], Nearness] = {}
    for paper in sorted(by_paper):
        nearest = _nearest(by_paper[paper], mentions)
        for pair, (level, meetings) in nearest.items():
            entry = found.setdefault(pair, Nearness())
            entry.bonus += weight_of(level) - weight_of("document")
            if LEVELS.index(level) < LEVELS.index(entry.level):
                entry.level = level
            entry.meetings.extend(meetings[: _MOST_KEPT - len(entry.meetings)])
    return {pair: found[pair] for pair in sorted(found)}


def _nearest(cited: list[tuple[int, int]], mentions: Sequence[Mention]) -> Mapping[tuple[int, int], tuple[Level, list[Meeting]]]:
    best: dict[tuple[int, int], tuple[Level, list[Meeting]]] = {}
    for level in LEVELS[:-1]:
        here: dict[tuple[int, int], list[Meeting]] = {}
        for group in _groups(cited, mentions, level):
            if len({work for _, work in group}) > _MOST_TOGETHER:
                continue
            for (a, first), (b, second) in combinations(group, 2):
                if first == second:
                    continue
                pair = (first, second) if first < second else (second, first)
                if pair in best:
                    continue
                meetings = here.setdefault(pair, [])
                if len(meetings) < _MOST_KEPT:
                    meetings.append(Meeting(*((a, b) if first < second else (b, a)), level))
        for pair, meetings in here.items():
            best[pair] = (level, meetings)
    return best


def _groups(cited: list[tuple[int, int]], mentions: Sequence[Mention], level: Level) -> Iterable[list[tuple[int, int]]]:
    groups: dict[int, list[tuple[int, int]]] = {}
    for number, work in cited:
        key = int(getattr(mentions[number], level))
        if key >= 0:
            groups.setdefault(key, []).append((number, work))
    return groups.values()
