"""References that stand inside a paragraph: a list printed in one run, an entry that swallowed the next."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from citekit.parsers.lists.likeness import MOST, end_score, likeness, names_at_start
from citekit.parsers.lists.markers import Marker, next_marker
from citekit.parsers.lists.rows import Entry, joined, part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.parsers.lists.rows import Row

__all__ = ["run_in", "split_inside"]

_MOST_ROWS = 60  # lines of a paragraph whose semicolons may part references
_LOOK = 300  # characters of what follows a cut that are looked at


def split_inside(text: str, rows: Sequence[Row], entries: list[Entry]) -> list[Entry]:
    """Cut an entry where the list's next number stands inside its lines."""
    result: list[Entry] = []
    numbers = [_count_of(entry) for entry in entries]
    for index, entry in enumerate(entries):
        result.append(entry)
        number = numbers[index]
        if number is None:
            continue
        following = next((n for n in numbers[index + 1 :] if n is not None), None)
        if following == number + 1:
            continue
        marker = rows[entry.rows[0]].marker
        while marker is not None:
            number += 1
            if following is not None and number >= following > numbers[index]:  # type: ignore[operator]
                break
            cut = _cut_at(text, result[-1], number, marker.style)
            if cut is None:
                break
            result[-1:] = cut
    return result


def _count_of(entry: Entry) -> int | None:
    digits = entry.number.strip("[]()*")
    return int(digits) if digits.isdecimal() else None


def _cut_at(text: str, entry: Entry, number: int, style: str) -> tuple[Entry, Entry] | None:
    raw, places = joined(text, entry.pieces)
    cut = _next(raw, number, style, 0)
    if cut is None:
        return None
    before, after = part(places, 0, cut[0]), part(places, cut[1], len(raw))
    return entry._replace(pieces=before), Entry(after, _shown(number, style), entry.rows)


def _shown(number: int, style: str) -> str:
    return f"[{number}]" if style == "[]" else str(number)


def _next(raw: str, number: int, style: str, begin: int) -> tuple[int, int] | None:
    """Return where, behind ``begin``, the mark of a number parts two references: its start and its end."""
    at = begin + 1
    while (found := next_marker(raw, number, style, at)) is not None:
        head, tail = raw[max(begin, found[0] - _LOOK) : found[0]].rstrip(), raw[found[1] : found[1] + _LOOK]
        closed = end_score(head) >= (-1 if names_at_start(tail) else 0)
        if closed and likeness(raw[begin : min(found[0], begin + MOST)].rstrip()) > -1 and likeness(tail) > -1.5:
            return found
        at = found[1]
    return None


def run_in(text: str, rows: Sequence[Row]) -> list[Entry]:
    """Cut a list that is printed as one paragraph: by its numbers, else by the names behind semicolons.

    Returns nothing where the rows are no such list.
    """
    size = next((i for i in range(1, len(rows)) if rows[i].gap > 0 or rows[i].heading), len(rows))
    first = rows[0]
    pieces = ((first.start, first.end), *((row.outset, row.end) for row in rows[1:size]))
    whole = Entry(pieces, "", (0, size))
    if first.marker is not None and first.marker.number == 1:
        return _numbered_run(text, whole, first.marker)
    return _semicolon_run(text, whole) if size < _MOST_ROWS else []


def _numbered_run(text: str, whole: Entry, marker: Marker) -> list[Entry]:
    raw, places = joined(text, whole.pieces)
    cuts: list[tuple[int, int, int]] = [(0, 0, 1)]  # where a mark begins and ends, and its number
    number = missed = 1
    while missed < 3:  # a number may be hidden, but then the next one is not
        number += 1
        cut = _next(raw, number, marker.style, cuts[-1][1])
        missed = missed + 1 if cut is None else 0
        if cut is not None:
            cuts.append((*cut, number))
    if len(cuts) < 2:
        return []
    stops = [start for start, _, _ in cuts[1:]] + [len(raw)]
    return [Entry(part(places, begin, stop), _shown(n, marker.style), whole.rows) for (_, begin, n), stop in zip(cuts, stops, strict=True)]


_SEMICOLON = re.compile(r";\s+(?=[\"“«„]?[A-ZÀ-ÞА-ЯЁЄІЇҐ])")


def _semicolon_run(text: str, whole: Entry) -> list[Entry]:
    raw, places = joined(text, whole.pieces)
    cuts = [
        m for m in _SEMICOLON.finditer(raw) if names_at_start(raw[m.end() : m.end() + 120]) and likeness(raw[: min(m.start(), MOST)]) > 0
    ]
    parts = [raw[a:b] for a, b in pairwise([0, *(m.end() for m in cuts), len(raw)])]
    if len(parts) < 2 or any(likeness(part) < 0.8 for part in parts):
        return []
    ends = [m.start() for m in cuts] + [len(raw)]
    return [Entry(part(places, begin, end), "", whole.rows) for begin, end in zip([0, *(m.end() for m in cuts)], ends, strict=True)]
