"""Which edges of a network are drawn: for each node its strongest, and a tree that keeps every part in one piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["parts_of", "strongest_links"]

Link = tuple[int, int, float]


def parts_of(size: int, links: Sequence[Link]) -> list[int]:
    """Return for each node the first node of the connected part it is in.

    >>> parts_of(4, [(0, 2, 1.0), (2, 3, 1.0)])
    [0, 1, 0, 0]
    """
    parent = list(range(size))
    for a, b, _ in links:
        parent[_root(parent, max(a, b))] = _root(parent, min(a, b))
    first: dict[int, int] = {}
    return [first.setdefault(_root(parent, node), node) for node in range(size)]


def strongest_links(
    size: int, links: Sequence[Link], weight: Callable[[Link], float], *, per_node: int = 10, most: int = 2000
) -> list[int]:
    """Return the indices of the links to draw, ascending: the maximum spanning forest, then each node's strongest.

    At most ``most``, but never less than the forest.
    """
    if len(links) <= most and len(links) <= per_node * size / 2:
        return list(range(len(links)))
    ranked = sorted(range(len(links)), key=lambda k: (-weight(links[k]), links[k][:2]))
    parent = list(range(size))
    forest: list[int] = []
    for k in ranked:
        a, b = _root(parent, links[k][0]), _root(parent, links[k][1])
        if a != b:
            parent[max(a, b)] = min(a, b)
            forest.append(k)
    count = [0] * size
    chosen = set(forest)
    for k in ranked:
        a, b, _ = links[k]
        if min(count[a], count[b]) < per_node:
            count[a] += 1
            count[b] += 1
            if k not in chosen and len(chosen) < most:
                chosen.add(k)
    return sorted(chosen)


def _root(parent: list[int], node: int) -> int:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node
