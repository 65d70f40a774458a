"""Which records are worth comparing: those that share a key of several kinds.

Near-linear: a block over the cap is not compared whole; it is sorted by title, and neighbours are compared.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from citekit.dedupe.traits import Traits

__all__ = ["BLOCK_CAP", "blocking_keys", "candidate_codes", "candidate_pairs"]

BLOCK_CAP = 40
_WINDOW = 6


def _identifiers(t: Traits) -> Iterator[Hashable]:
    if t.doi:
        yield t.doi
    if t.pmid:
        yield "pmid", t.pmid
    if t.edn:
        yield "edn", t.edn
    if t.url:
        yield "url", t.url
    for isbn in t.isbns:
        yield "isbn", isbn


def _title_heads(t: Traits) -> Iterator[Hashable]:
    for title in t.titles:
        yield title.replace(" ", "")[:24]


def _title_words(t: Traits) -> Iterator[Hashable]:
    for title in t.titles:
        words = {w for w in title.split() if len(w) > 3}
        if len(words) >= 3:
            yield tuple(sorted(sorted(words, key=lambda w: (-len(w), w))[:3]))


def _title_tails(t: Traits) -> Iterator[Hashable]:
    for title in t.titles:
        if len(title) >= 30:
            yield title.replace(" ", "")[-20:]


def _author_year(t: Traits) -> Iterator[Hashable]:
    if t.names and t.year:
        yield t.names[0].family.replace(" ", "")[:7], t.year


def _second_author_year(t: Traits) -> Iterator[Hashable]:
    if len(t.names) > 1 and t.year:
        yield t.names[1].family[:7], t.year, t.first


def _place(t: Traits) -> Iterator[Hashable]:
    if t.first and t.volume and t.first != "1":
        yield t.volume, t.first


def _issue_place(t: Traits) -> Iterator[Hashable]:
    if t.first and t.issue and t.year and t.first != "1":
        yield t.year, t.issue, t.first


def _pages(t: Traits) -> Iterator[Hashable]:
    if t.first and t.last and t.year:
        yield t.year, t.first, t.last


_KEYS: tuple[Callable[[Traits], Iterable[Hashable]], ...] = (
    _identifiers,
    _title_heads,
    _title_words,
    _title_tails,
    _author_year,
    _second_author_year,
    _place,
    _issue_place,
    _pages,
)


def blocking_keys(traits: Sequence[Traits]) -> dict[str, list[Hashable]]:
    """Return the blocking keys of records by their kind: ``author_year``, ``title_heads``, …; every kind is there, also for no records."""
    return {kind.__name__.strip("_"): [key for t in traits for key in kind(t)] for kind in _KEYS}


def candidate_pairs(traits: Sequence[Traits], *, cap: int = BLOCK_CAP) -> list[tuple[int, int]]:
    """Return the pairs of positions, smaller first and in order, that share a blocking key."""
    return [divmod(code, len(traits)) for code in candidate_codes(traits, cap=cap)]


def candidate_codes(traits: Sequence[Traits], *, cap: int = BLOCK_CAP) -> array[int]:
    """Return the same pairs as whole numbers, the smaller position times the number of records plus the larger: a tenth of the memory."""
    count = len(traits)
    found: set[int] = set()
    for keys in _KEYS:
        first: dict[Hashable, int] = {}
        blocks: dict[Hashable, list[int]] = {}  # only of keys that are shared: most are not
        for position, t in enumerate(traits):
            for key in keys(t):
                earlier = first.setdefault(key, position)
                if earlier != position:
                    blocks.setdefault(key, [earlier]).append(position)
        for members in blocks.values():
            if len(members) > cap:
                _neighbours(traits, members, count, found)
                continue
            for n, i in enumerate(members):
                base = i * count
                found.update([base + j for j in members[n + 1 :] if j != i])
    return array("q", sorted(found))


def _neighbours(traits: Sequence[Traits], members: list[int], count: int, found: set[int]) -> None:
    orders: tuple[Callable[[int], tuple[str, ...]], ...] = (
        lambda i: (traits[i].title, traits[i].id),
        lambda i: (traits[i].first, traits[i].volume, traits[i].title, traits[i].id),
    )
    for order in orders:
        ranked = sorted(set(members), key=order)
        for n, i in enumerate(ranked):
            for j in ranked[n + 1 : n + 1 + _WINDOW]:
                found.add(i * count + j if i < j else j * count + i)
