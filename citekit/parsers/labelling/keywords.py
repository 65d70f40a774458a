"""Words that tell what a part of a reference is: terms, roles, kinds of work, months, heads of names."""

from __future__ import annotations

import re
from functools import cache

from citekit.parsers.files import shipped

__all__ = ["keywords"]

_STEM = re.compile(r"\*$")


@cache
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], int]:
    """Return whole words and stems with their classes, and the longest stem's length."""
    words: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    text = shipped("data/keywords.txt").decode()
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, _, rest = line.partition(":")
            for word in rest.split():
                table = stems if word.endswith("*") else words
                key = _STEM.sub("", word)
                table[key] = (*table.get(key, ()), name)
    return words, stems, max(map(len, stems))


def keywords(word: str) -> tuple[str, ...]:
    """Return the classes (three capitals) of a word in lower case, the more telling first.

    >>> keywords("изд-во"), keywords("университета"), keywords("мягкая")
    (('PUB',), ('ORG',), ())
    """
    words, stems, longest = _tables()
    found = words.get(word)
    if found is not None:
        return found
    for length in range(min(longest, len(word)), 3, -1):
        kinds = stems.get(word[:length])
        if kinds:
            return kinds
    return ()
