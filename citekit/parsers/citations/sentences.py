"""Where the sentences of a text end, in Russian, Ukrainian and English: initials and abbreviations end none."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING

from citekit.parsers.files import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["sentences"]

_STOP = re.compile(r"(?:[.!?…]+|\.{2,})[\"”»’')\]*_]{0,4}(?:\[\d{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,2}(?=\s))?(?=\s|$)")
_WORD_BEFORE = re.compile(r"[^\W_](?:[\w-]|\.(?=\w))*$")
_LOOK = 24


@cache
def _abbreviations() -> frozenset[str]:
    data = tomllib.loads(shipped("data/abbreviations.toml").decode())
    return frozenset(word for words in data.values() for word in words)


@cache
def _closing() -> frozenset[str]:
    """Return the abbreviations that often stand last in a sentence."""
    return frozenset(tomllib.loads(shipped("data/abbreviations.toml").decode())["closing"])


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the half-open spans of the sentences of ``text[start:end]``, without the blanks around them.

    >>> text = "See A. A. Grebenyuk et al. (2016), vol. 2. It is said, т. е. written, in г. Москва. No."
    >>> [text[a:b] for a, b in sentences(text)]
    ['See A. A. Grebenyuk et al. (2016), vol. 2.', 'It is said, т. е. written, in г. Москва.', 'No.']
    """
    end = len(text) if end is None else end
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match[0][0] == "." and not any(c in match[0] for c in "\"”»’'") and not _ends(text, begin, match.start(), match.end(), end):
            continue
        if not _starts(text, match.end(), end):
            continue
        first = begin + len(text[begin : match.end()]) - len(text[begin : match.end()].lstrip())
        if first < match.end():
            yield first, match.end()
        begin = match.end()
    rest = text[begin:end]
    if rest.strip():
        yield begin + len(rest) - len(rest.lstrip()), begin + len(rest.rstrip())


def _ends(text: str, begin: int, dot: int, after: int, end: int) -> bool:
    """Tell whether the dot at ``dot`` closes a sentence and not an initial or an abbreviation."""
    found = _WORD_BEFORE.search(text, max(begin, dot - _LOOK), dot)
    if found is None:
        return True
    word = found[0]
    if len(word) == 1 and word.isalpha() and word.isupper():
        return False  # an initial
    folded = word.casefold()
    following = text[after : min(end, after + 3)].lstrip()
    if folded in _closing():
        return not following or following[0].isupper()
    return not (folded in _abbreviations() or (len(word) == 1 and word.isalpha()))


def _starts(text: str, at: int, end: int) -> bool:
    following = text[at : min(end, at + 12)].lstrip()
    return not following or not following.lstrip("\"“«‘'([*_—–-").strip()[:1].islower()
