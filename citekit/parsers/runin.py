"""References that stand inside a paragraph: a list printed in one run, an entry that swallowed the next."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from citekit.parsers.likeness import end_score, likeness, names_at_start
from citekit.parsers.markers import Marker, next_marker
from citekit.parsers.rows import Entry, joined, part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.parsers.rows import Row

__all__ = ["run_in", "split_inside"]

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
    at = 1
    while (found := next_marker(raw, number, style, at)) is not None:
        head, tail = raw[: found[0]].rstrip(), raw[found[1] : found[1] + _LOOK]
        if end_score(head) >= (-1 if names_at_start(tail) else 0) and likeness(head) > -1 and likeness(tail) > -1.5:
            shown = f"[{number}]" if style == "[]" else str(number)
            before, after = part(places, 0, found[0]), part(places, found[1], len(raw))
            return entry._replace(pieces=before), Entry(after, shown, entry.rows)
        at = found[1]
    return None


def run_in(text: str, rows: Sequence[Row]) -> list[Entry]:
    """Cut a list that is printed as one paragraph: by its numbers, else by the names behind semicolons."""
    size = len(rows)
    for index in range(1, len(rows)):
        if rows[index].gap > 0 or rows[index].heading:
            size = index
            break
    whole = Entry(tuple((row.start, row.end) for row in rows[:size]), "", (0, size))
    marker = rows[0].marker
    if marker is not None and marker.number == 1:
        return _numbered_run(text, whole, marker)
    return _semicolon_run(text, whole)


def _numbered_run(text: str, whole: Entry, marker: Marker) -> list[Entry]:
    entries = [whole._replace(number=marker.text.rstrip(".)"))]
    number = missed = 1
    while missed < 3:  # a number may be hidden, but then the next one is not
        number += 1
        cut = _cut_at(text, entries[-1], number, marker.style)
        missed = missed + 1 if cut is None else 0
        entries[-1:] = cut or entries[-1:]
    return entries if len(entries) > 1 else []


_SEMICOLON = re.compile(r";\s+(?=[\"“«„]?[A-ZÀ-ÞА-ЯЁЄІЇҐ])")


def _semicolon_run(text: str, whole: Entry) -> list[Entry]:
    raw, places = joined(text, whole.pieces)
    cuts = [m for m in _SEMICOLON.finditer(raw) if names_at_start(raw[m.end() : m.end() + 120]) and likeness(raw[: m.start()]) > 0]
    parts = [raw[a:b] for a, b in pairwise([0, *(m.end() for m in cuts), len(raw)])]
    if len(parts) < 2 or any(likeness(part) < 0.8 for part in parts):
        return []
    ends = [m.start() for m in cuts] + [len(raw)]
    return [Entry(part(places, begin, end), "", whole.rows) for begin, end in zip([0, *(m.end() for m in cuts)], ends, strict=True)]
