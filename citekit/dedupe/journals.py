"""Names of journals and conferences: one key for a journal's names, and how alike two names are."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from citekit.language import fold

__all__ = ["journal_key", "journal_similarity"]

_BRACKETS = re.compile(r"\([^()]{0,200}\)?|\[[^\[\]]{0,200}\]?")
_OFFICIAL = re.compile(r"\s*[:.=]\s*(?:an? |the )?(?:official|organ|journal of the|publication)\b.{0,300}$", re.IGNORECASE | re.DOTALL)
_STOP = frozenset(
    fold(w) for w in ["the", "of", "and", "for", "in", "on", "a", "an", "de", "la", "le", "les", "des", "du", "et", "der", "die", "das", "und", "für", "zur", "i", "v", "na", "po", "dlya", "и", "в", "на", "по", "для", "к", "о", "proceedings", "conference", "annual", "international", "ieee", "acm", "transactions", "workshop", "symposium", "lecture", "notes", "труды", "материалы", "сборник", "научных", "журнал", "научный", "конференции", "международной"]
) | {"s"}  # fmt: skip
_JOURNAL = re.compile(r"\b(?:J|Jnl|Jour)\b")  # fold() loses the j before a vowel, and with it the abbreviation's first letter
_ARTICLES = frozenset(
    fold(w)
    for w in [
        "the",
        "of",
        "and",
        "for",
        "in",
        "on",
        "a",
        "an",
        "de",
        "la",
        "le",
        "les",
        "des",
        "du",
        "et",
        "der",
        "die",
        "das",
        "und",
        "für",
        "zur",
        "i",
        "v",
        "na",
        "po",
        "и",
        "в",
        "на",
        "по",
        "для",
        "к",
        "о",
    ]
)


_PREPRINTS = tuple(
    fold(w)
    for w in ("arxiv", "corr abs", "biorxiv", "medrxiv", "ssrn", "preprint", "research square", "препринт", "psyarxiv", "osf preprints")
)


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    table = tomllib.loads(files("citekit.dedupe").joinpath("journals.toml").read_text(encoding="utf-8"))
    return {_words(name): _words(names[0]) for names in table["journals"] for name in names}


def _words(name: str) -> str:
    words = fold(_JOURNAL.sub("Journal", name).replace("&", " and ")).split()
    return " ".join([w for w in words if w not in _ARTICLES] or words)


@lru_cache(maxsize=131072)
def journal_key(name: str) -> str:
    """Return the key of a journal's name: folded, without small words, bracketed places and mottoes.

    The Russian and the English name of a journal known to ``journals.toml`` have one key. A server of preprints
    has none: what stands there is printed elsewhere too.

    >>> journal_key("JPEN. Journal of Parenteral & Enteral Nutrition") == journal_key("JPEN: Journal of parenteral and enteral nutrition.")
    True
    """
    full = _words(name)
    if full.startswith(_PREPRINTS):
        return ""
    variants = _variants()
    if full in variants:
        return variants[full]
    for part in (_OFFICIAL.sub("", _BRACKETS.sub(" ", name)), *(name.split(" / ") if " / " in name else ())):
        key = _words(_BRACKETS.sub(" ", part))
        if key in variants:
            return variants[key]
    return _words(_OFFICIAL.sub("", _BRACKETS.sub(" ", name))) or full


def _abbreviates(short: list[str], long: list[str]) -> bool:
    """Tell whether every word of ``short`` begins, in order, with a word of ``long`` (first letters the same)."""
    if len(short) > len(long) or not short or short[0][0] != long[0][0]:
        return False
    at = 0
    for word in short:
        while at < len(long) and not long[at].startswith(word):
            if not (len(word) > 3 and long[at][:2] == word[:2] and _is_subsequence(word, long[at])):
                at += 1
                continue
            break
        if at == len(long):
            return False
        at += 1
    return True


def _is_subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return all(c in letters for c in short)


@lru_cache(maxsize=131072)
def journal_similarity(a: str, b: str) -> float:
    """Return how alike two journal keys are, 0…1; abbreviations, acronyms and shortened names count as the same.

    >>> journal_similarity(journal_key("JAMA Surg"), journal_key("JAMA Surgery"))
    1.0
    """
    if a == b:
        return 1.0
    wa, wb = a.split(), b.split()
    if not wa or not wb:
        return 0.0
    if _abbreviates(wa, wb) or _abbreviates(wb, wa):
        return 1.0
    ca, cb = _core(wa), _core(wb)
    if ca and cb:
        if ca <= cb or cb <= ca:
            return 0.95
        if _is_acronym(wa, wb) or _is_acronym(wb, wa):
            return 0.9
    from rapidfuzz import fuzz

    if not ca or not cb:
        return float(fuzz.token_sort_ratio(a, b)) / 100
    overlap = len(ca & cb) / min(len(ca), len(cb))
    return max(float(fuzz.ratio(" ".join(sorted(ca)), " ".join(sorted(cb)))) / 100, 0.9 * overlap)


def _core(words: list[str]) -> frozenset[str]:
    return frozenset(w for w in words if w not in _STOP and not w[0].isdigit())


def _is_acronym(short: list[str], long: list[str]) -> bool:
    letters = "".join(w[0] for w in long)
    return any(len(w) >= 3 and w in letters for w in short)
