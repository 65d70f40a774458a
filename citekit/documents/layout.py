"""The lines of a document told apart: text, running heads, footnotes.

All lengths are in points and grow upwards, as in PDF. Nothing here knows of files.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.documents.glyphs import Word

__all__ = ["Flow", "Line", "LineKind", "Sheet", "begins_note", "flow"]

LineKind = Literal["body", "head", "note"]

_RAISED_DIGITS = re.compile(r"[\d*†‡]{1,4}[.)]?$")
_GLUED_MARK = re.compile(r"\d{1,3}(?=[«“\"(]?[^\W\d_])")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—~|]\s?|\[)?(?:(?:стр|с|page|p)\b\.?\s?)?(\d{1,4}|[ivxlc]{1,7})(?:\s?(?:/|of|из)\s?\d{1,4})?(?:\s?[-–—~|]|\])?", re.IGNORECASE
)
_EDGE = 3  # lines at the top and the bottom of a page among which heads are looked for


class Line(NamedTuple):
    """A printed line: its text with its italic stretches, its box, the size of its type, its column from 0.

    ``opening`` are its first two words; the others are forgotten, so that a thousand pages find room.
    """

    text: str
    italics: tuple[tuple[int, int], ...]
    is_bold: bool
    opening: tuple[Word, ...]
    x0: float
    x1: float
    y: float
    size: float
    column: int
    kind: LineKind = "body"


class Sheet(NamedTuple):
    """A page's lines in reading order; ``number`` counts from 1."""

    number: int
    lines: list[Line]
    height: float


class Flow(NamedTuple):
    """The lines of a document told apart: sheets with kinds, the size of the body's type and its usual leading."""

    sheets: list[Sheet]
    size: float
    leading: float


def flow(sheets: Sequence[Sheet]) -> Flow:
    """Tell running heads and footnotes from the text."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    body = max(sizes.items(), key=lambda pair: (pair[1], pair[0]))[0] if sizes else 10.0
    marked = _heads(sheets, body)
    ratios = [
        (a.y - b.y) / max(a.size, 1)
        for sheet in marked
        for a, b in pairwise(sheet.lines)
        if a.kind == b.kind == "body" and a.column == b.column and 0 < a.y - b.y < 4 * max(a.size, 1)
    ]
    leading = median(ratios) if ratios else 1.2
    noted: list[Sheet] = []
    running = False
    for sheet in marked:
        sheet, running = _notes(sheet, body, leading, running)  # noqa: PLW2901
        noted.append(sheet)
    return Flow(noted, body, leading)


def _key(text: str) -> str:
    return re.sub(r"\d+|\b[ivxlc]{1,6}\b", "#", text.casefold())


def _heads(sheets: Sequence[Sheet], body: float) -> list[Sheet]:
    """Mark what is printed again and again at the same height of pages, and the rows with page numbers.

    Notes may be alike as well («Там же»), but they begin with a raised mark; ``body`` is the size of the text's type.
    """
    seen: Counter[tuple[str, int]] = Counter()
    offsets: Counter[int] = Counter()
    edges: list[list[list[int]]] = []
    for sheet in sheets:
        rows = _level_rows(sheet)
        edge = rows[:_EDGE] + rows[max(_EDGE, len(rows) - _EDGE) :]
        edges.append(edge)
        for row in edge:
            row[:] = [i for i in row if not begins_note(sheet.lines[i], body)]
            for i in row:
                for y in _heights(sheet.lines[i]):
                    seen[_key(sheet.lines[i].text), y] += 1
        offsets.update({n - sheet.number for row in (*rows[:1], *rows[-1:]) for n in _page_numbers(sheet, row)})
    result = []
    for sheet, edge in zip(sheets, edges, strict=True):
        heads = set()
        for row in edge:
            for i in row:
                line = sheet.lines[i]
                count = max(seen[_key(line.text), y] for y in _heights(line))
                often = count > 2 or (count > 1 and len(sheets) < 6)
                if count > 1 and (_PAGE_NUMBER.fullmatch(line.text.strip()) or (often and len(line.text) > 3)):
                    heads.add(i)
            # a row with the page's number: its count goes with the pages, and it stands apart from the text
            numbers = _page_numbers(sheet, row)
            if numbers and row in (edge[0], edge[-1]) and _is_apart(sheet, row):
                alone = all(_PAGE_NUMBER.fullmatch(sheet.lines[i].text.strip()) for i in row)
                if any(offsets[n - sheet.number] > 1 for n in numbers) or alone:
                    heads.update(row)
        lines = [line._replace(kind="head") if i in heads else line for i, line in enumerate(sheet.lines)]
        result.append(sheet._replace(lines=lines))
    return result


def _heights(line: Line) -> set[int]:
    return {round(line.y / 4), round(line.y / 4 + 0.5)}


def _level_rows(sheet: Sheet) -> list[list[int]]:
    """Return the lines of a page that stand at one height, from the top down."""
    rows: list[list[int]] = []
    for i in sorted(range(len(sheet.lines)), key=lambda i: (-sheet.lines[i].y, sheet.lines[i].x0)):
        if rows and abs(sheet.lines[rows[-1][0]].y - sheet.lines[i].y) < 3:
            rows[-1].append(i)
        else:
            rows.append([i])
    return rows


def _page_numbers(sheet: Sheet, row: Sequence[int]) -> set[int]:
    """Return the numbers with which a row begins or ends: its page's number may be one of them."""
    text = "  ".join(sheet.lines[i].text for i in row).strip(" |•·-–—[]~")
    found = (re.match(r"(\d{1,4})(?![\d.,:])", text), re.search(r"(?<![\d.,:/–-])(\d{1,4})$", text))
    return {int(match[1]) for match in found if match is not None}


def _is_apart(sheet: Sheet, row: Sequence[int]) -> bool:
    """Tell whether a row stands well away from the rest of the page."""
    line = sheet.lines[row[0]]
    others = [other.y for i, other in enumerate(sheet.lines) if i not in row]
    if not others:
        return False
    return line.y < min(others) - 1.6 * line.size or line.y > max(others) + 1.6 * line.size


def begins_note(line: Line, body: float) -> bool:
    """Tell whether a line begins with a raised mark; ``body`` is the size of the text's type."""
    first = line.opening[0]
    if len(line.opening) < 2:
        return False
    if _GLUED_MARK.match(first.text):
        return line.size < 0.93 * body  # some fonts have raised figures of their own, which no size tells
    if not _RAISED_DIGITS.match(first.text):
        return False
    rest = line.opening[1]
    return first.size < 0.86 * rest.size or first.y - rest.y > 0.15 * rest.size


def _notes(sheet: Sheet, body: float, leading: float, running: bool) -> tuple[Sheet, bool]:
    """Mark the footnotes of each column: small type at its foot that begins with a raised mark, or goes on from before."""
    lines = list(sheet.lines)
    any_notes = False
    for column in sorted({line.column for line in lines}):
        at = [i for i, line in enumerate(lines) if line.kind == "body" and line.column == column]
        at.sort(key=lambda i: lines[i].y)
        small: list[int] = []
        for i in at:
            if lines[i].size > 0.93 * body and not (small and begins_note(lines[i], body)):
                break
            small.append(i)
        if not any(begins_note(lines[i], body) for i in small) and not running:
            small = _set_off_notes(lines, at, leading, body) or small
        if not small:
            continue
        begins = [k for k, i in enumerate(small) if begins_note(lines[i], body)]
        if begins:
            top = begins[-1]
        elif running and len(small) < len(at) and _is_set_off(lines, at, len(small), leading):
            top = len(small) - 1
        else:
            continue
        if running and begins and top + 1 < len(small) and len(small) < len(at) and _is_set_off(lines, at, len(small), leading):
            top = len(small) - 1
        for i in small[: top + 1]:
            lines[i] = lines[i]._replace(kind="note")
        any_notes = True
    return sheet._replace(lines=lines), any_notes


def _set_off_notes(lines: Sequence[Line], at: Sequence[int], leading: float, body: float) -> list[int]:
    """Return the lowest lines of a column that are notes in the body's own type: set off, each begun by a raised mark."""
    for count in range(1, len(at) // 2):
        if begins_note(lines[at[count - 1]], body) and _is_set_off(lines, at, count, leading):
            return list(at[:count])
    return []


def _is_set_off(lines: Sequence[Line], at: Sequence[int], count: int, leading: float) -> bool:
    """Tell whether the lowest ``count`` lines of a column stand apart from the line above."""
    above, top = lines[at[count]], lines[at[count - 1]]
    return above.y - top.y > 1.3 * leading * top.size
