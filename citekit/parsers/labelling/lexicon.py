"""Word lists: journals, publishers, places, organisations, surnames; the longest entry that stands in a text."""

from __future__ import annotations

import gzip
from functools import cache
from typing import TYPE_CHECKING

from citekit.parsers.files import shipped

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = ["Match", "lexicon_matches"]

Match = tuple[int, int, str]
"""Words ``start:end`` of a text and the list's letter: J journals, P publishers, C places, O organisations, S surnames."""

_LONGEST = 14


@cache
def _entries() -> tuple[dict[str, str], frozenset[str]]:
    """Return each entry's lists by its folded words, and every beginning of an entry of several words."""
    entries: dict[str, str] = {}
    kind = ""
    starts: set[str] = set()
    for line in gzip.decompress(shipped("data/lexicon.txt.gz")).decode("utf-8").split("\n"):
        if line[:1] == "#":
            kind = line[1]
        elif line:
            entries[line] = entries.get(line, "") + kind
            at = line.find(" ")
            while at > 0:
                starts.add(line[:at])
                at = line.find(" ", at + 1)
    return entries, frozenset(starts)


def lexicon_matches(words: Sequence[str], *, hidden: Collection[str] = ()) -> list[Match]:
    """Return the entries found among folded words (marks are empty strings, which an entry may span), in order.

    Of entries that overlap the longest wins; ``hidden`` entries are not seen (training hides some, so that the
    model learns what to do with names that no list has).
    """
    entries, starts = _entries()
    found: list[Match] = []
    count = len(words)
    at = 0
    while at < count:
        word = words[at]
        best, kinds = 0, ""
        if word:
            if word in entries and word not in hidden:
                best, kinds = at + 1, entries[word]
            if word in starts:
                text, end, taken = word, at + 1, 1
                while end < count and taken < _LONGEST:
                    following = words[end]
                    end += 1
                    if not following:
                        continue
                    text += " " + following
                    taken += 1
                    if text in entries and text not in hidden:
                        best, kinds = end, entries[text]
                    if text not in starts:
                        break
        if best:
            found.append((at, best, kinds))
            at = best
        else:
            at += 1
    return found
