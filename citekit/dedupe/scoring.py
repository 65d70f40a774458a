"""How sure two records are one work: evidence in points, field by field, and vetoes.

The levels of the fields and their points stand in ``evidence.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from citekit.dedupe.journals import journal_similarity
from citekit.dedupe.similarity import (
    are_swapped,
    contained,
    family_similarity,
    given_names_agree,
    languages_differ,
    persons_overlap,
    titles_ratio,
    words_differ,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.dedupe.traits import Traits

__all__ = ["CONFLICTING_KINDS", "Score", "Thresholds", "points_table", "score_pair", "score_pairs", "thresholds", "title_ratios"]


_BATCH = 100_000  # pairs whose titles are compared at once


class Score(msgspec.Struct, frozen=True, gc=False):
    """The evidence on one pair: the sum in points, the level of each field, and what forbids a merge."""

    points: float
    levels: tuple[tuple[str, str], ...]
    veto: str = ""


class Thresholds(msgspec.Struct, frozen=True):
    """From how many points on a pair is merged, from how many a person is asked, and under how many it stays apart."""

    merge: float
    ask: float
    apart: float


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, dict[str, float]], Thresholds]:
    table = tomllib.loads(files("citekit.dedupe").joinpath("evidence.toml").read_text(encoding="utf-8"))
    return table["points"], msgspec.convert(table["thresholds"], Thresholds)


def points_table() -> dict[str, dict[str, float]]:
    """Return the points of ``evidence.toml``: field, level, points."""
    return _table()[0]


def thresholds() -> Thresholds:
    """Return the two thresholds of ``evidence.toml``."""
    return _table()[1]


def _title_level(a: Traits, b: Traits, ratio: float) -> str:
    if not a.titles or not b.titles:
        return "missing" if a.titles == b.titles else "one-missing"
    if ratio < 0.97 and (len(a.titles) > 1 or len(b.titles) > 1):
        ratio = max(ratio, *(titles_ratio(x, y) for x in a.titles for y in b.titles if x != a.titles[0] or y != b.titles[0]))
        if ratio >= 0.9:
            return "same" if ratio >= 0.97 else "close"
    if ratio == 1.0 or ratio >= 0.8:
        if a.generic or b.generic:
            return "generic-same"
        if ratio < 1.0:
            how = words_differ(a.titles[0], b.titles[0])
            if how == "added" and contained(a.titles[0], b.titles[0]):
                return "contained"
            if how != "letters":
                return how
            return "close" if ratio >= 0.9 else "like"
        return "short-same" if len(a.title) < 16 else "same"
    if contained(a.titles[0], b.titles[0]):
        return "contained"
    if languages_differ(a, b):
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
    if are_swapped(x, y):
        return "same" if len(a.names) == len(b.names) else "most"
    if overlap >= 0.8:
        return "most"
    return "some" if overlap > 0 else "different"


def _year_level(a: int, b: int) -> str:
    if not a or not b:
        return "missing"
    gap = abs(a - b)
    return "same" if gap == 0 else "next" if gap == 1 else "near" if gap == 2 else "different"


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _stands_in(a: Traits, b: Traits) -> bool:
    return not a.last and a.first.isdecimal() and b.first.isdecimal() and b.last.isdecimal() and int(b.first) <= int(a.first) <= int(b.last)


def _pages_level(a: Traits, b: Traits) -> str:
    if not a.first or not b.first:
        return "within" if a.last and b.last and (a.last.endswith(b.last) or b.last.endswith(a.last)) else "missing"
    if a.first == b.first:
        return "same" if a.last and a.last == b.last else "first"
    if (
        a.first.isdecimal() != b.first.isdecimal()
        and a.first.lstrip(_LETTERS) == b.first.lstrip(_LETTERS) != ""
        and len(a.first) > 1 < len(b.first)
    ):
        return "first"  # «S63» and «63»
    if _stands_in(a, b) or _stands_in(b, a):
        return "within"  # a footnote names the one page that it means
    if a.last and b.last and (a.last.endswith(b.last) or b.last.endswith(a.last)) and min(len(a.last), len(b.last)) > 1:
        return "within"
    return "different"


def _equal_level(a: str, b: str) -> str:
    if not a or not b:
        return "missing"
    return "same" if a == b else "different"


def _container_level(a: Traits, b: Traits) -> str:
    if a.issns & b.issns:
        return "same"
    if not a.containers or not b.containers:
        return "missing"
    alike = max(journal_similarity(x, y) for x in a.containers for y in b.containers)
    if alike >= 0.7:
        return "same" if alike >= 0.9 else "like"
    return "other-language" if a.script != b.script else "different"


_VERSION = re.compile(r"[./]v\d{1,2}\Z")  # of a preprint: the same work


def _identifier_level(a: Traits, b: Traits) -> str:
    level = "missing"
    for x, y in ((_VERSION.sub("", a.doi), _VERSION.sub("", b.doi)), (a.pmid, b.pmid), (a.edn, b.edn)):
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


CONFLICTING_KINDS = frozenset(
    frozenset(p) for p in (
        ("article", "conference"), ("article", "thesis"), ("article", "book"), ("review", "book"), ("thesis", "conference"), ("book", "chapter"),
        ("article", "review"), ("book", "thesis"), ("standard", "article"), ("patent", "article"), ("dataset", "article"), ("software", "article"),
        ("serial", "article"), ("serial", "chapter"), ("serial", "conference"),
    )
)  # fmt: skip


def _kind_level(a: str, b: str) -> str:
    if not a or not b or a == b:
        return "same"
    return "conflict" if frozenset((a, b)) in CONFLICTING_KINDS else "different"


def _numbers_level(a: Traits, b: Traits) -> str:
    if a.numbers == b.numbers:
        return "same"
    return "conflict" if a.numbers - b.numbers and b.numbers - a.numbers else "more"


_COMPARABLE = frozenset(["same", "close", "contained", "added", "words", "like", "weak", "short-same", "generic-same"])
_DATA = frozenset(["dataset", "software", "figure"])
_NOT_THE_SAME = frozenset(["missing", "different", "within"])


def _places_agree(at: dict[str, str]) -> bool:
    """Tell whether figures stand in for titles that cannot be compared: the first page, or volume and issue, or a book's numbers."""
    if at["authors"] not in ("same", "most", "first", "missing") or at["year"] != "same":
        return False
    if at["pages"] in ("same", "first") or "same" in (at["url"], at["isbn"]):
        return True
    return at["pages"] == "missing" and (
        (at["volume"] == "same" and at["issue"] == "same") or (at["extent"] == "same" and at["publisher"] == "same")
    )


def _veto(a: Traits, b: Traits, at: dict[str, str]) -> str:
    """Return what forbids that two records are one work, in words; empty where nothing does."""
    if at["identifier"] == "same":
        # a chapter often carries its book's identifier
        return "one identifier on two titles" if at["title"] == "different" and at["pages"] in _NOT_THE_SAME else ""
    if at["title"] == "other-language" and not _places_agree(at):
        return "titles in two languages, and no page or issue that agrees"
    if a.notice != b.notice and at["title"] in _COMPARABLE:
        return "one is a notice on the other (erratum, reply, review)"
    if at["numbers"] == "conflict" and at["pages"] in _NOT_THE_SAME:
        return "different figures in the titles"
    if at["kind"] == "conflict" and at["pages"] in _NOT_THE_SAME and not set(a.containers) & set(b.containers) and at["isbn"] != "same":
        return "types that exclude each other"
    if at["title"] == "generic-same" and "different" in (at["pages"], at["volume"], at["issue"], at["year"], at["identifier"]):
        return "a title that many works bear, and another place"
    if at["title"] == "words" and "different" in (at["volume"], at["pages"]):
        return "other words in the titles, and another place"
    if at["identifier"] == "different" and at["pages"] == "different" and at["abstract"] != "same":
        return "different identifiers and pages"
    if at["identifier"] == "different" and (a.kind in _DATA or b.kind in _DATA):
        return "different identifiers of data"
    if a.edition != b.edition and a.edition and b.edition and "article" not in (a.kind, b.kind):
        return "different editions"
    if a.number != b.number and a.number and b.number:
        return "different numbers"
    if at["volume"] == "different" and "book" in (a.kind, b.kind):
        return "different volumes of a book"
    return ""


def score_pair(a: Traits, b: Traits, title_ratio: float | None = None) -> Score:
    """Return the evidence on two records; ``title_ratio`` 0…1 of the printed titles spares their comparison."""
    if title_ratio is None:
        title_ratio = titles_ratio(a.title, b.title) if a.titles and b.titles else 0.0
    points, _ = _table()
    title = _title_level(a, b, title_ratio)
    at = {
        "title": title,
        "authors": _author_level(a, b),
        "year": _year_level(a.year, b.year),
        "pages": _pages_level(a, b),
        "volume": _equal_level(a.volume, b.volume),
        "issue": _equal_level(a.issue, b.issue),
        "container": _container_level(a, b),
        "identifier": _identifier_level(a, b),
        "url": "same" if a.url and a.url == b.url else "missing",
        "isbn": "missing" if not a.isbns or not b.isbns else "same" if a.isbns & b.isbns else "different",
        "extent": _equal_level(a.extent, b.extent),
        "publisher": "same" if a.publisher and a.publisher == b.publisher else "missing",
        "abstract": _abstract_level(a, b),
        "kind": _kind_level(a.kind, b.kind),
        "numbers": _numbers_level(a, b) if title in _COMPARABLE else "same",
        "place": "same",
    }
    if title == "other-language" and at["container"] == "different":
        at["container"] = "other-language"
    if at["issue"] == "different" and at["volume"] == "same" and at["container"] == "same" and at["pages"] in _NOT_THE_SAME:
        at["issue"] = "another"
    if at["container"] == "different" and at["pages"] == "same" and at["volume"] == "same":
        at["container"] = "unlike"
    elif at["container"] == "different" or at["volume"] == "different":
        apart = (at["container"] == "different") + (at["volume"] == "different") + (at["pages"] == "different")
        apart += at["container"] == "different" and at["year"] not in ("same", "missing")
        if apart >= 2:
            at["place"] = "elsewhere"
    total = sum([points[field][level] for field, level in at.items()])
    return Score(round(total, 2), tuple(at.items()), _veto(a, b, at))


def title_ratios(traits: Sequence[Traits], pairs: Sequence[tuple[int, int]]) -> Sequence[float]:
    """Return how alike the printed titles of each pair are, 0…1, in one batch where numpy is installed."""
    from rapidfuzz import fuzz, process

    left, right = [traits[i].title for i, _ in pairs], [traits[j].title for _, j in pairs]
    try:
        scores = process.cpdist(left, right, scorer=fuzz.ratio, score_cutoff=60)
    except (ImportError, NotImplementedError):  # the base install has no numpy
        return [fuzz.ratio(x, y, score_cutoff=60) / 100 for x, y in zip(left, right, strict=True)]
    return [float(score) / 100 for score in scores]


def _is_hopeless(a: Traits, b: Traits, ratio: float) -> bool:
    """Tell, quickly, whether a pair with unlike titles has nothing else that could outweigh them."""
    if ratio >= 0.7 or len(a.titles) > 1 or len(b.titles) > 1 or not a.titles or not b.titles:
        return False
    if a.titles[0][:16] == b.titles[0][:16]:
        return False
    if (a.first and a.first == b.first and not _are_strangers(a, b)) or (a.doi and a.doi == b.doi) or (a.url and a.url == b.url):
        return False
    if (a.pmid and a.pmid == b.pmid) or (a.edn and a.edn == b.edn) or (a.isbns and a.isbns & b.isbns):
        return False
    if a.abstract and a.abstract[:40] == b.abstract[:40]:
        return False
    return a.script == b.script and not a.is_translated and not b.is_translated


def _are_strangers(a: Traits, b: Traits) -> bool:
    """Tell whether both have authors and no family name in common: pages alone, which many works share, prove nothing then."""
    return bool(a.names and b.names) and {name.family for name in a.names}.isdisjoint([name.family for name in b.names])


def score_pairs(traits: Sequence[Traits], pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Score]:
    """Return the evidence on those pairs of positions that are worth a question or may be related works.

    Other pairs are left out, so that memory follows the duplicates, not the pairs.
    """
    ask = thresholds().ask
    found: dict[tuple[int, int], Score] = {}
    for start in range(0, len(pairs), _BATCH):
        batch = pairs[start : start + _BATCH]
        for pair, ratio in zip(batch, title_ratios(traits, batch), strict=True):
            a, b = traits[pair[0]], traits[pair[1]]
            if _is_hopeless(a, b, ratio):
                continue
            score = score_pair(a, b, ratio)
            if score.points >= ask or (a.script != b.script and dict(score.levels)["identifier"] == "different"):
                found[pair] = score
    return found
