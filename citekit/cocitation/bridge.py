"""The bridge map: papers, the works that several of them cite, and around each paper the works it alone cites.

Its places are geometry, not an optimum, so that a small corpus needs nothing but the standard library.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citekit.cocitation.citing import CitationTable

__all__ = ["bridge_places", "bridges_of", "neighbourly", "paper_order"]


_WIDER = 1.4
_INWARDS = 0.84


def bridges_of(table: CitationTable) -> tuple[int, ...]:
    """Return the works that two or more papers cite, the most cited first."""
    citations = table.citations()
    return tuple(sorted((w for w in range(len(table.works)) if citations[w] > 1), key=lambda w: (-citations[w], w)))


def paper_order(table: CitationTable, ties: Mapping[tuple[int, int], float]) -> tuple[int, ...]:
    """Return the papers in an order round the circle in which tied papers are neighbours.

    Greedy: begin with the paper of the strongest ties, go on to the one most tied to the last.
    """
    papers = list(range(len(table.papers)))

    def tie(a: int, b: int) -> float:
        return ties.get((min(a, b), max(a, b)), 0.0)

    if not papers:
        return ()
    total = {p: sum(tie(p, q) for q in papers if q != p) for p in papers}
    order = [max(papers, key=lambda p: (total[p], -p))]
    while len(order) < len(papers):
        rest = [p for p in papers if p not in order]
        order.append(max(rest, key=lambda p: (tie(order[-1], p), total[p], -p)))
    return tuple(order)


def bridge_places(
    table: CitationTable,
    order: Sequence[int],
    works: Mapping[int, Sequence[int]],
) -> tuple[list[tuple[float, float]], dict[int, tuple[float, float]]]:
    """Return the places of the papers (by index) and of the works.

    ``works`` holds for each paper the works that it alone cites, in the order in which they are to stand round it.
    """
    papers = len(order)
    radii = {p: wreath_radius(len(works.get(p, ()))) for p in order}
    circle = _circle([radii[p] for p in order])
    paper_places: list[tuple[float, float]] = [(0.0, 0.0)] * len(table.papers)
    angles = _angles([radii[p] for p in order], circle)
    for paper, angle in zip(order, angles, strict=True):
        # Wider than high, like the windows it is read in; moving wreaths apart sideways cannot make them meet.
        paper_places[paper] = (_WIDER * circle * math.cos(angle), circle * math.sin(angle)) if papers > 1 else (0.0, 0.0)
    places: dict[int, tuple[float, float]] = {}
    for paper, angle in zip(order, angles, strict=True):
        x, y = paper_places[paper]
        for work, (dx, dy) in zip(works.get(paper, ()), wreath(len(works.get(paper, ()))), strict=True):
            # The wreath begins on the far side of the middle, where there is room.
            places[work] = (x + dx * math.cos(angle) - dy * math.sin(angle), y + dx * math.sin(angle) + dy * math.cos(angle))
    citing: dict[int, list[int]] = {}
    for paper in range(len(table.papers)):
        for work in table.row(paper):
            citing.setdefault(work, []).append(paper)
    # A little inwards, so that they do not lie on the straight line between two papers.
    middle = {
        w: (_INWARDS * sum(paper_places[p][0] for p in ps) / len(ps), _INWARDS * sum(paper_places[p][1] for p in ps) / len(ps))
        for w, ps in sorted(citing.items())
        if len(ps) > 1
    }
    places.update(_spread(middle, [(*paper_places[p], radii[p] + 1.0) for p in order]))
    return paper_places, places


def wreath(count: int) -> list[tuple[float, float]]:
    """Return places on rings round (0, 0), one unit apart, filled from inside, evenly spaced on each ring."""
    places: list[tuple[float, float]] = []
    for ring, size in enumerate(_rings(count)):
        radius = 2.2 + ring * 1.15
        for i in range(size):
            angle = 2 * math.pi * (i + 0.5 * (ring % 2)) / size
            places.append((radius * math.cos(angle), radius * math.sin(angle)))
    return places


def wreath_radius(count: int) -> float:
    """Return the radius of the circle that a wreath of so many works fills."""
    return 2.2 + max(0, len(_rings(count)) - 1) * 1.15 + 0.6


def _rings(count: int) -> list[int]:
    sizes: list[int] = []
    while count > 0:
        room = int(2 * math.pi * (2.2 + len(sizes) * 1.15) / 1.1)
        sizes.append(min(room, count))
        count -= room
    return sizes


def _circle(radii: Sequence[float]) -> float:
    """Return the smallest circle on which wreaths of these radii stand side by side with a middle left free."""
    if len(radii) < 2:
        return 0.0
    if len(radii) == 2:
        return max(radii) + 4.0
    low, high = 0.0, 4 * sum(radii) + 10
    for _ in range(60):
        middle = (low + high) / 2
        wide = sum(math.asin(min(1.0, (r + 0.8) / middle)) for r in radii) if middle else math.inf
        low, high = (middle, high) if wide > math.pi else (low, middle)
    return max(high, max(radii) + 4.0)


def _angles(radii: Sequence[float], circle: float) -> list[float]:
    if not circle:
        return [0.0] * len(radii)
    halves = [math.asin(min(1.0, (r + 0.8) / circle)) for r in radii]
    spare = (2 * math.pi - 2 * sum(halves)) / max(1, len(radii))
    angles, at = [], -math.pi / 2 - halves[0]
    for half in halves:
        angles.append(at + half)
        at += 2 * half + spare
    return angles


def _spread(places: Mapping[int, tuple[float, float]], discs: Sequence[tuple[float, float, float]]) -> dict[int, tuple[float, float]]:
    """Return the places moved apart to 2.4 units and out of the discs, by small even steps."""
    points = {w: [x + 0.01 * math.cos(2.4 * w), y + 0.01 * math.sin(2.4 * w)] for w, (x, y) in places.items()}
    names = list(points)
    for _ in range(200):
        moved = False
        for i, a in enumerate(names):
            for b in names[i + 1 :]:
                dx, dy = points[b][0] - points[a][0], points[b][1] - points[a][1]
                apart = math.hypot(dx, dy) or 1e-9
                if apart < 2.4:
                    push = (2.4 - apart) / 2 / apart
                    points[a][0] -= dx * push
                    points[a][1] -= dy * push
                    points[b][0] += dx * push
                    points[b][1] += dy * push
                    moved = True
        for point in points.values():
            for x, y, radius in discs:
                dx, dy = point[0] - x, point[1] - y
                apart = math.hypot(dx, dy) or 1e-9
                if apart < radius + 0.6:
                    push = (radius + 0.6 - apart) / apart
                    point[0] += dx * push
                    point[1] += dy * push
                    moved = True
        if not moved:
            break
    return {w: (x, y) for w, (x, y) in points.items()}


def neighbourly(works: list[int], near: Mapping[tuple[int, int], float]) -> list[int]:
    """Return a paper's works in an order in which those cited near each other are neighbours: tied ones first."""
    ties: dict[int, dict[int, float]] = {w: {} for w in works}
    for (a, b), tie in near.items():
        if a in ties and b in ties:
            ties[a][b] = ties[b][a] = tie
    order: list[int] = []
    seen: set[int] = set()
    for start in sorted(works, key=lambda w: (-sum(ties[w].values()), w)):
        stack = [start]
        while stack:
            work = stack.pop()
            if work in seen:
                continue
            seen.add(work)
            order.append(work)
            stack.extend(sorted((v for v in ties[work] if v not in seen), key=lambda v: (ties[work][v], -v)))
    return order
