"""What a list's layout says of where its references begin, learnt from the list itself.

Each row has a few cues: its mark, the blank lines before it, its indent, whether the row before was full. The rows
that look like beginnings by their words tell how much each cue says in this list; then the cues help to judge all
rows. Where lines that begin a reference stand out by a hanging indent, an indent comes to weigh much; in a list
without indents it weighs nothing.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from citekit.parsers.lists.likeness import end_score, start_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.parsers.lists.rows import Row

__all__ = ["begin_scores"]

_ROUNDS = 3
_STRENGTH = 3.0  # of what is believed of a layout before the list is seen
_BASE = -1.2
_CLIP = 4.0
_HANGING = 3.0
_ROWS_INSIDE = 8  # rows within references from which on a hanging indent is beyond doubt
_CUES: dict[str, dict[str, tuple[float, float]]] = {
    # value: how often at a beginning, how often inside
    "marker": {
        "none": (0.3, 0.93),
        "chain": (0.5, 0.003),
        "number": (0.05, 0.04),
        "bullet": (0.1, 0.004),
        "dash": (0.03, 0.015),
        "label": (0.02, 0.001),
    },
    "gap": {"none": (0.5, 0.88), "one": (0.35, 0.06), "more": (0.05, 0.01), "page": (0.1, 0.05)},
    "indent": {"0": (0.4, 0.4), "1": (0.2, 0.2), "2": (0.2, 0.2), "3": (0.2, 0.2)},
    "fill": {"short": (0.55, 0.25), "full": (0.35, 0.65), "page": (0.1, 0.1)},
}
_LONG_WORD = re.compile(r"[^\W\d_]{2,}")


def begin_scores(rows: Sequence[Row], chain: frozenset[int]) -> list[float]:
    """Return, for each row, the log odds that a reference begins there; ``chain`` are the rows with the list's numbers."""
    lexical = _lexical(rows)
    layout = _layout(rows, chain)
    sure = [_sigmoid(x) for x in lexical]
    scores = lexical
    numbered = len(chain) > 1
    for index in chain:
        sure[index] = 0.999
    if numbered:
        sure = [p if i in chain else 0.3 * p for i, p in enumerate(sure)]
    order = [0.0] * len(rows)
    for _ in range(_ROUNDS):
        weights = _weights(layout, sure)
        common = max(-2.0, min(2.5, _odds(sum(sure) / len(sure)) - _BASE))
        scores = [
            common + x + o + sum(weights[cue][value] for cue, value in row.items())
            for x, o, row in zip(lexical, order, layout, strict=True)
        ]
        scores[0] = 8.0
        sure = [_sigmoid(x) for x in scores]
        if not numbered:
            order = _alphabet(rows, [i for i, p in enumerate(sure) if p > 0.5])
    return scores


def _odds(share: float) -> float:
    return math.log((share + 0.02) / (1.02 - share))


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def _layout(rows: Sequence[Row], chain: frozenset[int]) -> list[dict[str, str]]:
    """Return the value of each layout cue for each row."""
    bases: dict[int, int] = {}
    for row in rows:
        bases[row.page] = min(bases.get(row.page, 999), row.indent)
    widths = sorted(row.width for row in rows)
    full = widths[int(0.85 * (len(widths) - 1))]
    layout = []
    previous: Row | None = None
    for index, row in enumerate(rows):
        marker = "none"
        if index in chain:
            marker = "chain"
        elif row.marker is not None:
            marker = row.marker.kind
        gap = "page" if row.gap < 0 else "none" if row.gap == 0 else "one" if row.gap == 1 else "more"
        if previous is None or row.gap < 0:
            fill = "page"
        else:
            first_word = len(row.text.split(None, 1)[0]) if row.text else 0
            fill = "full" if previous.width + 1 + first_word > 0.97 * full else "short"
        layout.append({"marker": marker, "gap": gap, "indent": str(min(3, (row.indent - bases[row.page]) // 2)), "fill": fill})
        previous = row
    return layout


def _weights(layout: Sequence[dict[str, str]], sure: Sequence[float]) -> dict[str, dict[str, float]]:
    """Return, for each value of each cue, how much it speaks for a beginning in this list."""
    begins = sum(sure) + 1e-9
    inside = len(sure) - begins + 1e-9
    weights: dict[str, dict[str, float]] = {}
    for cue, values in _CUES.items():
        at_begin = dict.fromkeys(values, 0.0)
        at_inside = dict.fromkeys(values, 0.0)
        for row, p in zip(layout, sure, strict=True):
            at_begin[row[cue]] += p
            at_inside[row[cue]] += 1 - p
        weights[cue] = {}
        for value, (b, i) in values.items():
            ratio = ((at_begin[value] + _STRENGTH * b) / (begins + _STRENGTH)) / ((at_inside[value] + _STRENGTH * i) / (inside + _STRENGTH))
            weights[cue][value] = max(-_CLIP, min(_CLIP + 2 * (value == "chain"), math.log(ratio)))
    at_margin = [(p, 1 - p) for row, p in zip(layout, sure, strict=True) if row["indent"] == "0"]
    if inside > _ROWS_INSIDE and sum(b for b, _ in at_margin) > 0.85 * begins and sum(i for _, i in at_margin) < 0.15 * inside:
        for value in ("1", "2", "3"):  # a hanging indent beyond doubt: what is indented goes on, whatever its words
            weights["indent"][value] -= _HANGING
    return weights


def _lexical(rows: Sequence[Row]) -> list[float]:
    """Return how much each row looks like a beginning by its words and those of the row before."""
    scores = [8.0]
    for previous, row in pairwise(rows):
        scores.append(_BASE + start_score(row.text[:160]) + end_score(previous.text[-200:]))
    return scores


def _alphabet(rows: Sequence[Row], begins: Sequence[int]) -> list[float]:
    """Return, for each row, what the list's alphabetical order says of it; all zero where there is no order."""
    nothing = [0.0] * len(rows)
    if len(begins) < 6:
        return nothing
    scripts = [_is_cyrillic(rows[i].text) for i in begins]
    cyrillic = [at for at, is_cyrillic in enumerate(scripts) if is_cyrillic]
    latin = [at for at, is_cyrillic in enumerate(scripts) if not is_cyrillic]
    cyrillic_first = not latin or not cyrillic or sum(cyrillic) / len(cyrillic) < sum(latin) / len(latin)
    keys = [_sort_key(rows[i].text, cyrillic_first=cyrillic_first) for i in begins]
    if sum(a <= b for a, b in pairwise(keys)) < 0.8 * (len(keys) - 1):
        return nothing
    chain = _longest_rising(keys)
    if len(chain) < 0.7 * len(keys):
        return nothing
    at = [begins[i] for i in chain]
    known = [keys[i] for i in chain]
    for index, row in enumerate(rows):
        key = _sort_key(row.text, cyrillic_first=cyrillic_first)
        after = bisect_right(at, index)
        before = after - 2 if after and at[after - 1] == index else after - 1
        low = known[before] if before >= 0 else ""
        high = known[after] if after < len(known) else "\uffff"
        nothing[index] = 0.8 if low <= key <= high else -1.2
    return nothing


def _is_cyrillic(text: str) -> bool:
    letter = next((c for c in text if c.isalpha()), "")
    return "\u0400" <= letter <= "\u04ff"


def _sort_key(text: str, *, cyrillic_first: bool) -> str:
    match = _LONG_WORD.search(text[:80])
    if match is None:
        return ""
    word = unicodedata.normalize("NFKD", match[0]).casefold().replace("ё", "е")
    first = _is_cyrillic(word) is cyrillic_first
    return ("0" if first else "1") + "".join(c for c in word if not unicodedata.combining(c))[:6]


def _longest_rising(keys: Sequence[str]) -> list[int]:
    """Return the indices of a longest non-falling row of keys (patience sorting)."""
    tails: list[str] = []
    at: list[int] = []
    before: list[int] = []
    for index, key in enumerate(keys):
        place = bisect_right(tails, key)
        if place == len(tails):
            tails.append(key)
            at.append(index)
        else:
            tails[place] = key
            at[place] = index
        before.append(at[place - 1] if place else -1)
    result = []
    index = at[-1] if at else -1
    while index >= 0:
        result.append(index)
        index = before[index]
    return result[::-1]
