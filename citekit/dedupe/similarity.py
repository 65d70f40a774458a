"""How alike two values of one field are: names, titles, pages; 1 for a value and itself in every script.

The comparisons work on values as printed or already folded; crossref uses them too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from citekit.dedupe.journals import journal_key, journal_similarity
from citekit.dedupe.traits import Person, numbers_of, person_of, title_key
from citekit.language import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.model import Name

__all__ = [
    "container_similarity",
    "family_similarity",
    "given_names_agree",
    "name_similarity",
    "names_similarity",
    "numbers_conflict",
    "persons_overlap",
    "text_similarity",
    "title_similarity",
    "titles_ratio",
]


def text_similarity(a: str, b: str) -> float:
    """Return how alike two texts are, 0…1, whatever their script and case."""
    if a == b:
        return 1.0
    from rapidfuzz import fuzz

    x, y = fold(a) or a, fold(b) or b
    return 1.0 if x == y else float(fuzz.ratio(x, y)) / 100


def title_similarity(a: str, b: str) -> float:
    """Return how alike two titles are, 0…1; a title and the same with its subtitle are alike.

    A Cyrillic title and its romanisation are alike; a title and its translation are not (ask other fields).

    >>> title_similarity("Мягкая сила России", "Myagkaya sila Rossii")
    1.0
    """
    if a == b:
        return 1.0
    x, y = title_key(a) or fold(a) or a, title_key(b) or fold(b) or b
    return titles_ratio(x, y)


def titles_ratio(x: str, y: str) -> float:
    """Return how alike two folded titles are, 0…1."""
    if x == y:
        return 1.0
    from rapidfuzz import fuzz

    return max(float(fuzz.ratio(x, y)) / 100, contained(x, y))


def contained(x: str, y: str) -> float:
    """Return 0.9…0.97 where the shorter folded title is the beginning of the longer one, else 0.

    Short beginnings («Introduction») prove nothing: at least four words and twenty letters are asked for.
    """
    if len(x) > len(y):
        x, y = y, x
    if len(x) < 20 or x.count(" ") < 3:
        return 0.0
    if y.startswith(x):
        return 0.97 if len(x) >= 40 else 0.93
    if len(y) >= len(x) * 1.15:
        from rapidfuzz import fuzz

        head = y[: len(x)]
        if fuzz.ratio(x, head, score_cutoff=94):
            return 0.92 if len(x) >= 40 else 0.9
    return 0.0


_LATER_PART = re.compile(r"(?:part|vol|volume|chapter|episode|book|cast|tom|vipusk|kniga)\b")


def numbers_conflict(a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether each of two titles has a figure that the other has not (part 1 against part 2)."""
    return bool(a - b) and bool(b - a)


@lru_cache(maxsize=65536)
def family_similarity(a: str, b: str) -> float:
    """Return how alike two folded family names are, 0…1; «de Botton» and «Botton» are the same."""
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    if a.replace(" ", "") == b.replace(" ", ""):
        return 1.0
    if " " in a or " " in b:
        wa, wb = a.split(), b.split()
        if wa[-1] == wb[-1] or wa[0] == wb[0] or set(wa) <= set(wb) or set(wb) <= set(wa):
            return 0.95
    from rapidfuzz.distance import JaroWinkler

    return float(JaroWinkler.similarity(a, b))


def given_names_agree(a: Person, b: Person) -> bool:
    """Tell whether two people's initials can be one person's: the shorter list begins the longer one."""
    for x, y in ((a.initials, b.initials), (a.letters, b.letters)):
        if not x or not y or x[0] == y[0]:
            return True
    return False


def name_similarity(a: Name, b: Name) -> float:
    """Return how alike two names are, 0…1: family names across scripts, initials must not conflict."""
    if a == b:
        return 1.0
    x, y = person_of(a), person_of(b)
    if x is None or y is None:
        return 0.0
    alike = family_similarity(x.family, y.family)
    return alike if given_names_agree(x, y) else alike * 0.5


def persons_overlap(a: Sequence[Person], b: Sequence[Person]) -> float:
    """Return which share of the shorter list of people the longer one holds, 0…1."""
    if len(a) > len(b):
        a, b = b, a
    if not a:
        return 0.0
    left = {p.family for p in b}
    exact = sum(p.family in left for p in a)
    if exact == len(a):
        return 1.0
    found = exact + sum(
        any(family_similarity(p.family, f) >= 0.9 for f in left) or (p.is_body and any(_same_body(p.family, f) for f in left))
        for p in a
        if p.family not in left
    )
    return found / len(a)


def _same_body(a: str, b: str) -> bool:
    wa, wb = set(a.split()), set(b.split())
    return wa <= wb or wb <= wa


def names_similarity(a: Sequence[Name], b: Sequence[Name]) -> float:
    """Return how alike two lists of names are, 0…1: the share of the shorter list that stands in the longer."""
    if tuple(a) == tuple(b):
        return 1.0
    return persons_overlap([p for p in map(person_of, a) if p], [p for p in map(person_of, b) if p])


def container_similarity(a: str, b: str) -> float:
    """Return how alike two names of journals, books or sites are, 0…1; abbreviations count as the same."""
    if a == b:
        return 1.0
    x, y = journal_key(a), journal_key(b)
    return journal_similarity(x, y) if x and y else 0.0
