"""The lines of a list as rows: their marks taken off, the list's own numbers told from other figures."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from citekit.parsers.lists.likeness import end_score, start_score
from citekit.parsers.lists.markers import Marker, chain_of, marker_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.parsers.lists.lines import Line

__all__ = ["Entry", "Piece", "Row", "is_section", "joined", "part", "rows_of", "settled"]

Piece = tuple[int, int]

_HEADING_MARKS = re.compile(r"#{1,6}\s+")
_QUOTE_MARKS = re.compile(r"(?:>\s?){1,3}")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}\.?\s+[A-ZА-ЯЁІЇЄ][^\d.]{3,}$")
_TOKEN = re.compile(r"\S+")


class Row(NamedTuple):
    """A line of a list: its ``text`` from ``start`` on and its layout; a marker before it begins at ``outset``."""

    outset: int
    start: int
    end: int
    text: str
    marker: Marker | None
    indent: int
    gap: int
    page: int
    width: int
    heading: bool


class Entry(NamedTuple):
    """One reference as printed: ``pieces`` are its lines (offsets into the file), ``number`` the list's own.

    ``gap`` counts the blank lines before it, ``breaks`` the places in it where blank lines stand.
    """

    pieces: tuple[Piece, ...]
    number: str
    rows: tuple[int, int]
    gap: int = 0
    breaks: int = 0


def is_section(text: str) -> bool:
    """Tell whether a line is a heading with a section's number: «3.2.3. Дополнительные источники»."""
    return len(text) < 120 and _SECTION.match(text) is not None


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Take markers and Markdown's line marks off the lines."""
    rows: list[Row] = []
    for line in lines:
        text, start, heading = line.text, line.start, False
        if text[0] == "#" and (match := _HEADING_MARKS.match(text)):
            heading = True
            text, start = text[match.end() :], start + match.end()
        elif text[0] == ">" and (match := _QUOTE_MARKS.match(text)):
            text, start = text[match.end() :], start + match.end()
        if not text:
            continue
        if is_section(text):
            heading = True
        outset, marker = start, marker_of(text)
        if marker is not None:
            text, start = text[marker.length :], start + marker.length
        rows.append(Row(outset, start, line.end, text, marker, line.indent, line.gap, line.page, line.indent + len(line.text), heading))
    return rows


def settled(document: str, rows: Sequence[Row]) -> tuple[list[Row], frozenset[int]]:
    """Decide which marks are the list's own: the others are text again. Returns the rows and which are counted."""
    rows = list(rows)
    chain: Sequence[int] = chain_of([row.marker for row in rows])
    if not _is_numbered(rows, chain):
        chain = (0,) if rows[0].marker is not None and rows[0].marker.number == 1 and rows[0].text else ()
    counted = set(chain)
    dashes = [i for i, row in enumerate(rows) if row.marker is not None and row.marker.kind == "dash"]
    closed = {i for i in range(1, len(rows)) if end_score(rows[i - 1].text[-200:]) >= 0} | {0}
    fitting = len(closed.intersection(dashes))
    dashed = fitting > 0.6 * len(dashes) and (fitting > 0.35 * len(closed) or dashes[0] == 0)
    if dashes and dashes[0] == 0:  # in a list whose entries end without a stop, their names tell
        dashed = dashed or 2 * sum(start_score(rows[i].text[:160]) > 0 for i in dashes) > len(dashes)
    kept: list[Row] = []
    members: list[int] = []
    alone: Row | None = None
    for index, row in enumerate(rows):
        marker = row.marker
        if marker is not None and ((marker.number is not None and index not in counted) or (marker.kind == "dash" and not dashed)):
            row = row._replace(start=row.outset, text=document[row.outset : row.end], marker=None)  # noqa: PLW2901
        if index in counted and not row.text:
            alone = row  # a number alone on its line goes to the next one
            continue
        if alone is not None and row.marker is None:
            row = row._replace(outset=alone.outset, marker=alone.marker, indent=alone.indent, gap=alone.gap)  # noqa: PLW2901
        alone = None
        if row.marker is not None and row.marker.number is not None:
            members.append(len(kept))
        kept.append(row)
    return kept, frozenset(members)


def _is_numbered(rows: Sequence[Row], chain: Sequence[int]) -> bool:
    if len(chain) < 2:
        return False
    first = rows[chain[0]].marker
    assert first is not None
    span = sum(1 for row in rows[chain[0] : chain[-1] + 1] if row.text)
    if first.style == "bare" and (len(chain) < 3 or first.number != 1) and len(chain) < 8:
        return False
    return len(chain) * 20 >= span and (first.number in (0, 1, 2) or len(chain) >= 4)


def joined(text: str, pieces: Sequence[Piece]) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    """Join the pieces of a reference with one blank; white space within them becomes one blank too.

    Returns the string and its map to the file: (offset in the string, offset in ``text``, length) for each run.
    """
    parts: list[str] = []
    places: list[tuple[int, int, int]] = []
    length = 0
    for start, end in pieces:
        for match in _TOKEN.finditer(text, start, end):
            if parts:
                length += 1
            parts.append(match[0])
            places.append((length, match.start(), len(match[0])))
            length += len(match[0])
    return " ".join(parts), tuple(places)


def part(places: Sequence[tuple[int, int, int]], begin: int, stop: int) -> tuple[Piece, ...]:
    """Return the pieces that make the characters ``begin:stop`` of a joined string."""
    pieces: list[Piece] = []
    for index in range(max(0, bisect_right(places, begin, key=itemgetter(0)) - 1), len(places)):
        offset, at, length = places[index]
        if offset >= stop:
            break
        start, end = max(begin, offset), min(stop, offset + length)
        if start >= end:
            continue
        piece = (at + start - offset, at + end - offset)
        if pieces and piece[0] - pieces[-1][1] == 1:
            piece = (pieces.pop()[0], piece[1])
        pieces.append(piece)
    return tuple(pieces)
