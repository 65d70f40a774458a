"""Whether a short name of a journal or conference stands for a long one: CVPR, NeurIPS, IROS."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["is_acronym", "looks_like_acronym"]

# Words that an acronym may pass over; the others between its first and last letter must give one.
_PASSED = frozenset(
    ["a", "an", "and", "annual", "acm", "advances", "at", "chapter", "conference", "cvf", "for", "ieee", "in", "international", "meeting", "of", "on", "proceedings", "sigsac",
     "symposium", "the", "to", "transactions", "und", "der", "die", "et", "de", "la", "и", "в", "на", "по"]
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_LOOKS = re.compile(r"(?=.*[^\W\d_a-zа-яё].*[^\W\d_a-zа-яё])[^\W\d_][\w&-]{1,11}")
_YEAR = re.compile(r"[\s'’]*(?:(?:19|20)\d\d|'\d\d|’\d\d)$")
_CHUNK = 5  # letters of one word: NEUR-I-P-S, COLING is CO-LING… the longest in use


def looks_like_acronym(name: str) -> bool:
    """Tell whether a name is one short word with two capitals or more, a year after it set aside.

    >>> [looks_like_acronym(n) for n in ("CVPR", "NeurIPS 2021", "Nature", "ICML'21", "Physical Review")]
    [True, True, False, True, False]
    """
    return bool(_LOOKS.fullmatch(_bare(name)))


def _bare(name: str) -> str:
    return _YEAR.sub("", name.strip())


@lru_cache(maxsize=4096)
def is_acronym(short: str, long: str) -> bool:
    """Tell whether ``short`` stands for ``long``: is a word of it, or made of its words' beginnings in order.

    >>> is_acronym("ICML", "International Conference on Machine Learning")
    True
    >>> is_acronym("ICML", "International Conference on Quantum Machine Learning")
    False
    >>> is_acronym("NeurIPS 2021", "Advances in Neural Information Processing Systems")
    True
    """
    bare = _bare(short)
    if " " in bare or len(bare) < 2:
        return False
    letters = "".join(c for c in bare.casefold() if c.isalpha())[:16]
    words = [w.casefold() for w in _WORD.findall(long)][:40]
    if letters in words or (len(letters) > 3 and any(w.startswith(letters) for w in words)):
        return True
    return any(_spelled(letters, tuple(words[n:])) for n in range(len(words)) if words[n][:1] == letters[:1])


def _spelled(letters: str, words: tuple[str, ...]) -> bool:
    """Tell whether the beginnings of the words, in order, give the letters; what follows the last may be anything."""
    reached = {0}
    for word in words:
        following: set[int] = set()
        for at in reached:
            common = 0
            while common < min(_CHUNK, len(word), len(letters) - at) and word[common] == letters[at + common]:
                common += 1
            following.update(at + n for n in range(1, common + 1))
            if word in _PASSED and at:
                following.add(at)
        if len(letters) in following:
            return True
        reached = following
        if not reached:
            return False
    return False
