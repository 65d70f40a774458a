"""VOS for small networks without numpy: majorisation, one linear system solved once.

Σ s·d²/2 - Σ d falls with every step x ← L⁺B(x)x, where L is the Laplacian of s and B(x) that of 1/d (the Guttman
transform of this energy), so no step length has to be chosen.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from citekit.cocitation.layout import canonical_places
from citekit.cocitation.selection import parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["plain_places"]

_ACROSS = 0.01
_ROUNDS = 200


def plain_places(size: int, links: Sequence[tuple[int, int, float]], *, heaviest: int = 0) -> list[tuple[float, float]]:
    """Return canonical places of a network of up to about a hundred nodes; time goes with size³.

    >>> a, b, c = plain_places(3, [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0)])
    >>> round(math.dist(a, b), 3), round(math.dist(b, c), 3)
    (1.0, 1.0)
    """
    if size < 3:
        return canonical_places([(float(i), 0.0) for i in range(size)])
    across = _ACROSS if len(set(parts_of(size, links))) > 1 else 0.0
    laplacian = [[-across] * size for _ in range(size)]
    for i in range(size):
        laplacian[i][i] = across * (size - 1)
    for a, b, s in links:
        if a != b:
            laplacian[a][b] -= s
            laplacian[b][a] -= s
            laplacian[a][a] += s
            laplacian[b][b] += s
    inverse = _inverse([[value + 1 / size for value in row] for row in laplacian])
    places = _start(size, links)
    energy = math.inf
    for _ in range(_ROUNDS):
        pushed = _pushed(places)
        places = [
            (math.fsum(row[j] * pushed[j][0] for j in range(size)), math.fsum(row[j] * pushed[j][1] for j in range(size)))
            for row in inverse
        ]
        apart = math.fsum(math.hypot(a[0] - b[0], a[1] - b[1]) for i, a in enumerate(places) for b in places[:i])
        if abs(energy - apart) < 1e-7 * apart:
            break
        energy = apart
    return canonical_places(places, heaviest)


def _pushed(places: Sequence[tuple[float, float]]) -> list[list[float]]:
    sums = [[0.0, 0.0] for _ in places]
    for i, (x, y) in enumerate(places):
        for j in range(i):
            dx, dy = x - places[j][0], y - places[j][1]
            d = math.hypot(dx, dy) or 1e-9
            dx /= d
            dy /= d
            sums[i][0] += dx
            sums[i][1] += dy
            sums[j][0] -= dx
            sums[j][1] -= dy
    return sums


def _start(size: int, links: Sequence[tuple[int, int, float]]) -> list[tuple[float, float]]:
    """Return a circle on which the nodes of one part, and neighbours in it, stand side by side."""
    near: list[list[int]] = [[] for _ in range(size)]
    for a, b, _ in sorted(links, key=lambda link: -link[2]):
        near[a].append(b)
        near[b].append(a)
    order: list[int] = []
    seen: set[int] = set()
    for first in range(size):
        stack = [first]
        while stack:
            node = stack.pop()
            if node not in seen:
                seen.add(node)
                order.append(node)
                stack.extend(reversed(near[node]))
    places = [(0.0, 0.0)] * size
    for place, node in enumerate(order):
        angle = 2 * math.pi * place / size
        radius = 1 + 0.03 * math.sin(7 * place)
        places[node] = (radius * math.cos(angle), radius * math.sin(angle))
    return places


def _inverse(matrix: list[list[float]]) -> list[list[float]]:
    """Return the inverse of a symmetric positive definite matrix (Gauss and Jordan, no pivots needed)."""
    size = len(matrix)
    rows = [[*row, *(1.0 if i == j else 0.0 for j in range(size))] for i, row in enumerate(matrix)]
    for i in range(size):
        pivot = rows[i][i] or 1e-12
        top = rows[i] = [value / pivot for value in rows[i]]
        for j in range(size):
            if j != i and rows[j][i]:
                factor = rows[j][i]
                rows[j] = [value - factor * up for value, up in zip(rows[j], top, strict=True)]
    return [row[size:] for row in rows]
