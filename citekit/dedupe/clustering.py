"""From pairs to groups: the surest pairs first, and no group that holds two records known to differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["cluster"]

_FULL_CHECK = 12  # members of each side that are compared with all of the other


def cluster(
    count: int,
    edges: Iterable[tuple[float, int, int]],
    forbidden: Callable[[int, int], bool],
    *,
    given: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Return the groups of two and more positions, each in order, by their first member.

    Takes the edges (points, i, j) from the strongest to the weakest and joins two groups only where no pair
    across them is ``forbidden``: A like B and B like C does not make A like C. The ``given`` pairs are joined
    first, whatever is forbidden.
    """
    parent = list(range(count))
    members: dict[int, list[int]] = {}
    heads: dict[int, list[int]] = {}  # the first few members, which are compared with the other group's

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(i: int, j: int) -> None:
        few, many = sorted((members.pop(i, [i]), members.pop(j, [j])), key=len)
        many.extend(few)  # the smaller into the larger, so that a crowd of copies stays cheap
        first, second = min(i, j), max(i, j)
        parent[second] = first
        members[first] = many
        heads[first] = sorted(heads.get(first, [first]) + heads.pop(second, [second]))[:_FULL_CHECK]

    for i, j in given:
        if root(i) != root(j):
            join(root(i), root(j))
    for _, i, j in sorted(edges, key=lambda e: (-e[0], e[1], e[2])):
        x, y = root(i), root(j)
        if x != y and not any(forbidden(a, b) for a in heads.get(x, [x]) for b in heads.get(y, [y])):
            join(x, y)
    return sorted((sorted(group) for group in members.values()), key=lambda g: g[0])
