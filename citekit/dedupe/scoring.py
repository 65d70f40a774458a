"""How sure two records are one work: evidence in points, field by field, and vetoes.

The levels of the fields and their points stand in ``evidence.toml``.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from citekit.dedupe.journals import journal_similarity
from citekit.dedupe.similarity import contained, family_similarity, given_names_agree, persons_overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.dedupe.traits import Traits

__all__ = ["Score", "Thresholds", "score_pair", "score_pairs", "thresholds"]


class Score(msgspec.Struct, frozen=True):
    """The evidence on one pair: the sum in points, the level of each field, and what forbids a merge."""

    points: float
    levels: tuple[tuple[str, str], ...]
    veto: str = ""


class Thresholds(msgspec.Struct, frozen=True):
    """From how many points on a pair is merged, and from how many a person is asked."""

    merge: float
    ask: float


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, dict[str, float]], Thresholds]:
    table = tomllib.loads(files("citekit.dedupe").joinpath("evidence.toml").read_text(encoding="utf-8"))
    return table["points"], msgspec.convert(table["thresholds"], Thresholds)


def thresholds() -> Thresholds:
    """Return the two thresholds of ``evidence.toml``."""
    return _table()[1]


def _title_level(a: Traits, b: Traits, ratio: float) -> str:
    if not a.titles or not b.titles:
        return "missing"
    if ratio < 0.9:
        ratio = max(ratio, *(contained(x, y) for x in a.titles for y in b.titles))
        if ratio >= 0.9:
            return "contained"
    if ratio >= 0.9:
        if a.generic or b.generic:
            return "generic-same"
        if min(len(a.title), len(b.title)) < 16 and ratio > 0.97:
            return "short-same"
        return "same" if ratio > 0.97 else "close"
    if ratio >= 0.8:
        return "like"
    if a.script != b.script and a.script and b.script:
        return "other-language"
    return "weak" if ratio >= 0.7 else "different"


def _author_level(a: Traits, b: Traits) -> str:
    if not a.names or not b.names:
        return "missing"
    x, y = a.names[0], b.names[0]
    overlap = persons_overlap(a.names, b.names)
    if family_similarity(x.family, y.family) >= 0.9:
        if not given_names_agree(x, y):
            return "some" if overlap > 0.6 and len(a.names) > 2 and len(b.names) > 2 else "initials-conflict"
        if overlap >= 0.8:
            return "same" if len(a.names) == len(b.names) else "most"
        return "first"
    if overlap >= 0.8:
        return "most"
    return "some" if overlap > 0 else "different"


def _year_level(a: int, b: int) -> str:
    if not a or not b:
        return "missing"
    gap = abs(a - b)
    return "same" if gap == 0 else "next" if gap == 1 else "near" if gap == 2 else "different"


def _pages_level(a: Traits, b: Traits) -> str:
    if not a.first or not b.first:
        return "missing"
    if a.first == b.first:
        return "same" if a.last and a.last == b.last else "first"
    if a.last and a.last == b.last:
        return "within"
    return "different"


def _equal_level(a: str, b: str) -> str:
    if not a or not b:
        return "missing"
    return "same" if a == b else "different"


def _container_level(a: Traits, b: Traits) -> str:
    if a.issn and a.issn == b.issn:
        return "same"
    if not a.containers or not b.containers:
        return "missing"
    alike = max(journal_similarity(x, y) for x in a.containers for y in b.containers)
    return "same" if alike >= 0.9 else "like" if alike >= 0.7 else "different"


def _identifier_level(a: Traits, b: Traits) -> str:
    level = "missing"
    for x, y in ((a.doi, b.doi), (a.pmid, b.pmid), (a.edn, b.edn)):
        if x and y:
            if x == y:
                return "same"
            level = "different"
    return level


def _abstract_level(a: Traits, b: Traits) -> str:
    if len(a.abstract) < 120 or len(b.abstract) < 120:
        return "missing"
    x, y = a.abstract[:400], b.abstract[:400]
    if x == y:
        return "same"
    from rapidfuzz import fuzz

    ratio = fuzz.ratio(x.lower(), y.lower())
    return "same" if ratio > 85 else "different" if ratio < 50 else "missing"


_CONFLICTS = frozenset(
    frozenset(p) for p in (
        ("article", "conference"), ("article", "thesis"), ("article", "book"), ("review", "book"), ("thesis", "conference"), ("book", "chapter"),
        ("article", "review"), ("book", "thesis"), ("standard", "article"), ("patent", "article"), ("dataset", "article"), ("software", "article"),
    )
)  # fmt: skip


def _kind_level(a: str, b: str) -> str:
    if not a or not b or a == b:
        return "same"
    return "conflict" if frozenset((a, b)) in _CONFLICTS else "different"


def _numbers_level(a: Traits, b: Traits) -> str:
    if a.numbers == b.numbers:
        return "same"
    return "conflict" if a.numbers - b.numbers and b.numbers - a.numbers else "more"


def score_pair(a: Traits, b: Traits, title_ratio: float | None = None) -> Score:
    """Return the evidence on two records; ``title_ratio`` 0…1 spares the comparison of the titles."""
    if title_ratio is None:
        from rapidfuzz import fuzz

        title_ratio = max((fuzz.ratio(x, y) / 100 for x in a.titles for y in b.titles), default=0.0)
    points, _ = _table()
    title = _title_level(a, b, title_ratio)
    numbers = _numbers_level(a, b) if title not in ("missing", "other-language", "different") else "same"
    levels = (
        ("title", title),
        ("authors", _author_level(a, b)),
        ("year", _year_level(a.year, b.year)),
        ("pages", _pages_level(a, b)),
        ("volume", _equal_level(a.volume, b.volume)),
        ("issue", _equal_level(a.issue, b.issue)),
        ("container", _container_level(a, b)),
        ("identifier", _identifier_level(a, b)),
        ("url", "same" if a.url and a.url == b.url else "missing"),
        ("isbn", "missing" if not a.isbns or not b.isbns else "same" if a.isbns & b.isbns else "different"),
        ("extent", _equal_level(a.extent, b.extent)),
        ("publisher", "same" if a.publisher and a.publisher == b.publisher else "missing"),
        ("abstract", _abstract_level(a, b)),
        ("kind", _kind_level(a.kind, b.kind)),
        ("numbers", numbers),
    )
    total = sum(points[field][level] for field, level in levels)
    return Score(round(total, 2), levels, "")


def score_pairs(traits: Sequence[Traits], pairs: Sequence[tuple[int, int]]) -> list[Score]:
    """Return the evidence on each pair of positions, in order."""
    return [score_pair(traits[i], traits[j]) for i, j in pairs]
