"""How alike two values of one field are: names, titles, pages; 1 for a value and itself in every script.

The comparisons work on values as printed or already folded; crossref uses them too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from citekit.dedupe.journals import journal_key, journal_similarity
from citekit.dedupe.titles import title_key
from citekit.dedupe.traits import person_of
from citekit.language import fold, language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.dedupe.traits import Person, Traits
    from citekit.model import Name

__all__ = [
    "contained",
    "container_similarity",
    "family_similarity",
    "given_names_agree",
    "languages_differ",
    "name_similarity",
    "names_similarity",
    "numbers_conflict",
    "persons_overlap",
    "text_similarity",
    "title_language",
    "title_similarity",
    "titles_ratio",
    "words_differ",
]


def text_similarity(a: str, b: str) -> float:
    """Return how alike two texts are, 0…1, whatever their script and case."""
    if a == b:
        return 1.0
    from rapidfuzz import fuzz

    x, y = fold(a[:2000]) or a[:2000], fold(b[:2000]) or b[:2000]
    return 1.0 if x == y else float(fuzz.ratio(x, y)) / 100


def title_similarity(a: str, b: str) -> float:
    """Return how alike two titles are, 0…1; a title and the same with its subtitle are alike.

    A Cyrillic title and its romanisation are alike; a title and its translation are not (ask other fields).

    >>> title_similarity("Мягкая сила России", "Myagkaya sila Rossii")
    1.0
    """
    if a == b:
        return 1.0
    x, y = title_key(a) or fold(a[:600]) or a[:600], title_key(b) or fold(b[:600]) or b[:600]
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


def words_differ(x: str, y: str) -> str:
    """Say how two alike folded titles differ: ``letters`` (typing), ``added`` (words on one side), ``words`` (other words).

    >>> words_differ("migrants and refugees taikistan", "migrants and refugees turkmenistan")
    'words'
    """
    from rapidfuzz import fuzz

    wx, wy = x.split(), y.split()
    only_x, only_y = [w for w in wx if w not in wy], [w for w in wy if w not in wx]
    if not only_x or not only_y:
        return "letters" if sum(map(len, only_x or only_y)) <= 4 else "added"
    if fuzz.ratio("".join(only_x), "".join(only_y)) >= 80:
        return "letters"
    left_x = [w for w in only_x if all(fuzz.ratio(w, v) < 72 for v in only_y)]
    left_y = [w for w in only_y if all(fuzz.ratio(w, v) < 72 for v in only_x)]
    small_x, small_y = sum(map(len, left_x)) <= 3, sum(map(len, left_y)) <= 3
    if small_x and small_y:
        return "letters"
    return "added" if small_x or small_y else "words"


# Endings and small words of Russian as fold() has them, so that the scheme does not matter.
_ENDING = re.compile(
    r"(?:ogo|ego|[nkvthslc]ih|[nkvtr]ah|ost|osti|\w{3}(?:ane|ana|ene|ena)|[snkv]aa|[snkv]oe|skom|nom|ovo|cesk\w{0,4}|nost\w{0,4})\Z"
)
_NOT_LATIN = re.compile("[\u0370-\u1dff\u3000-\u9fff\uac00-\ud7af]")
_INFLECTED = re.compile(r"(?:[aeiou]|ih|ah|om|em|ov|ev|ost|ot|at|it)\Z")
_ENGLISH = re.compile(
    r"(?:tion|sion|ing|ity|ment|ness|ism|ics|ed|er|al|s|ance|ence|ive|ure|th|ck|gh|cy|gy|my|phy|ry|ly|ble|te|se|ze|ide|ine|ome|ase|age|tic|ic|ia|oma)\Z"
)
_SMALL_RUSSIAN = frozenset(
    fold(w) for w in ["в", "и", "на", "для", "по", "из", "к", "о", "об", "от", "при", "за", "как", "или", "его", "с", "у", "до"]
)
_SMALL_OTHERS = frozenset(
    [
        "the",
        "of",
        "and",
        "in",
        "for",
        "to",
        "with",
        "by",
        "an",
        "der",
        "die",
        "das",
        "und",
        "von",
        "des",
        "le",
        "les",
        "du",
        "et",
        "el",
        "los",
        "las",
        "una",
        "del",
        "il",
        "della",
    ]
)


@lru_cache(maxsize=16384)
def title_language(title: str) -> str:
    """Return the language of a printed title; ``ru-Latn`` for romanised Russian.

    >>> title_language("Problemy sovremennogo obrazovaniya i nauki")
    'ru-Latn'
    """
    if _NOT_LATIN.search(title):
        return language_of(title)
    if _SMALL_OTHERS.intersection(title.lower().split()):
        return language_of(title)
    words = fold(title).split()
    hits = sum(bool(_ENDING.search(w)) for w in words)
    small = sum(w in _SMALL_RUSSIAN for w in words)
    if hits and hits + small >= 2:
        return "ru-Latn"
    english = sum(bool(_ENGLISH.search(w)) for w in re.findall(r"[a-z]{5,}", title.lower()))
    russian = sum(bool(_INFLECTED.search(w)) for w in words if len(w) > 4)
    if russian > 1 and russian + small + hits >= 2 + 2 * english:
        return "ru-Latn"
    return language_of(title)


def languages_differ(a: Traits, b: Traits) -> bool:
    """Tell whether two titles are in two languages, so that unlike words say nothing."""
    if a.is_translated != b.is_translated:
        return True
    x, y = title_language(a.printed), title_language(b.printed)
    return x.partition("-")[0] != y.partition("-")[0]


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
    return any(not x or not y or x[0] == y[0] for x, y in ((a.initials, b.initials), (a.letters, b.letters)))


def are_swapped(a: Person, b: Person) -> bool:
    """Tell whether one of two names has its parts exchanged («Carignani, Andrea» and «Andrea, C.»)."""
    for x, y in ((a, b), (b, a)):
        if x.given and x.given == y.family and (y.given == x.family or (y.letters and x.family.startswith(fold(y.letters[0])))):
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
    """Return which share of the shorter list of people the longer one holds, 0…1; of equally long ones the smaller share."""
    if len(a) > len(b):
        a, b = b, a
    if not a:
        return 0.0
    share = _share(a, b)
    return min(share, _share(b, a)) if len(a) == len(b) and share else share


def _share(few: Sequence[Person], many: Sequence[Person]) -> float:
    families = {p.family for p in many}
    found = 0
    for p in few:
        if (
            p.family in families
            or any(family_similarity(p.family, f) >= 0.9 for f in families)
            or (p.is_body and any(_same_body(p.family, f) for f in families))
        ):
            found += 1
    return found / len(few)


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
    x, y = journal_key(a[:400]), journal_key(b[:400])
    return journal_similarity(x, y) if x and y else 0.0
