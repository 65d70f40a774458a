"""Words on pages ▶ lines in reading order: columns, running heads, footnotes, indents and gaps.

All lengths are in points and grow upwards, as in PDF. Nothing here knows of files.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citekit.documents.glyphs import Page, Word

__all__ = ["Line", "LineKind", "Sheet", "flow", "sheet_of"]

LineKind = Literal["body", "head", "note"]

_RAISED_DIGITS = re.compile(r"[\d*†‡]{1,4}[.)]?$")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—~|]\s?|\[)?(?:(?:стр|с|page|p)\b\.?\s?)?(\d{1,4}|[ivxlc]{1,7})(?:\s?(?:/|of|из)\s?\d{1,4})?(?:\s?[-–—~|]|\])?", re.IGNORECASE
)
_EDGE = 3  # lines at the top and the bottom of a page among which heads are looked for


class Line(NamedTuple):
    """A printed line: its words from left to right, its box, the size of its type, its column from 0."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    y: float
    size: float
    column: int
    kind: LineKind = "body"

    @property
    def text(self) -> str:
        """Return the words with blanks between them."""
        return "".join((" " if i and w.spaced else "") + w.text for i, w in enumerate(self.words))

    @property
    def is_bold(self) -> bool:
        """Tell whether nearly all of the line is bold."""
        bold = sum(len(w.text) for w in self.words if w.bold)
        return bold > 0.8 * sum(len(w.text) for w in self.words)


class Sheet(NamedTuple):
    """A page's lines in reading order; ``number`` counts from 1."""

    number: int
    lines: list[Line]
    height: float


class _Segment(NamedTuple):
    """Neighbouring words of one line with no wide gap between them."""

    words: list[Word]
    x0: float
    x1: float
    y: float
    size: float


def _segments(words: Iterable[Word]) -> list[_Segment]:
    """Put the words that follow each other in the file together where they do so on the page."""
    found: list[list[Word]] = []
    main: Word | None = None  # the word that gives the line's baseline
    for word in words:
        if found and main is not None:
            last = found[-1][-1]
            near = -0.6 * main.size < word.x0 - last.x1 < 0.9 * max(main.size, word.size)
            level = abs(word.y - main.y) < (0.25 if abs(word.size - main.size) < 0.12 * main.size else 0.55) * max(main.size, word.size)
            if near and level:
                found[-1].append(word)
                if len(word.text) > 1 and word.size > main.size * 1.1:
                    main = word
                continue
        found.append([word])
        main = word
    return [_segment(group) for group in found]


def _segment(words: list[Word]) -> _Segment:
    weight: Counter[tuple[float, float]] = Counter()
    for word in words:
        weight[round(word.size, 1), round(word.y, 1)] += len(word.text)
    (size, y), _ = max(weight.items(), key=lambda pair: (pair[1], pair[0]))
    return _Segment(words, min(w.x0 for w in words), max(w.x1 for w in words), y, size)


def _gutter(segments: Sequence[_Segment], known: float = 0.0) -> float:
    """Return where the gap between two columns lies, 0 for a page of one column.

    ``known`` is where other pages have it: then a few lines on either side are enough.
    """
    if len(segments) < (4 if known else 12):
        return 0.0
    left = min(s.x0 for s in segments)
    right = max(s.x1 for s in segments)
    width = right - left
    if width < 100:
        return 0.0
    step = 2.0
    cells = int(width / step) + 2
    cover = [0] * (cells + 1)
    for s in segments:
        cover[int((s.x0 - left) / step)] += 1
        cover[min(cells, int((s.x1 - left) / step) + 1)] -= 1
    crossing, running = [], 0
    for change in cover:
        running += change
        crossing.append(running)
    low, high = int(0.3 * cells), int(0.7 * cells)
    if known:
        low, high = (max(0, int((known - left) / step) - 3), min(cells, int((known - left) / step) + 4))
    if high <= low:
        return 0.0
    least = min(crossing[low:high])
    runs: list[tuple[int, int]] = []
    for at in range(low, high):
        if crossing[at] == least:
            if runs and runs[-1][1] == at:
                runs[-1] = (runs[-1][0], at + 1)
            else:
                runs.append((at, at + 1))
    first, stop = max(runs, key=lambda run: (run[1] - run[0], -abs(run[0] + run[1] - cells)))
    x = left + (first + stop) / 2 * step
    before = sum(s.x1 <= x for s in segments)
    behind = sum(s.x0 >= x for s in segments)
    fewest = 2 if known else 5
    if min(before, behind) < fewest or (not known and least * 3 > before + behind):
        return 0.0
    if not known:
        # columns are wide; the cells of a table or the numbers of a list are not
        wide = 0.3 * width
        lefts = _rows_wider([s for s in segments if s.x1 <= x], wide)
        rights = _rows_wider([s for s in segments if s.x0 >= x], wide)
        if min(lefts, rights) < 4 or not _is_aligned([s for s in segments if s.x0 >= x]):
            return 0.0
    return x


def _is_aligned(segments: Sequence[_Segment]) -> bool:
    """Tell whether the lines of a right column begin at one or two places, as those of a column do."""
    firsts: dict[int, float] = {}
    for s in segments:
        row = round(s.y / 3)
        firsts[row] = min(firsts.get(row, s.x0), s.x0)
    starts = Counter(round(x / 3) for x in firsts.values())
    common = starts.most_common(2)
    # a place on the border of two cells is counted in both
    near = sum(n for start, n in starts.items() if any(abs(start - c) <= 1 for c, _ in common))
    return near > 0.6 * len(firsts)


def _rows_wider(segments: Sequence[_Segment], wide: float) -> int:
    rows: dict[int, list[_Segment]] = {}
    for s in segments:
        rows.setdefault(round(s.y / 3), []).append(s)
    return sum(max(s.x1 for s in row) - min(s.x0 for s in row) > wide for row in rows.values())


def _rows(segments: Iterable[_Segment], column: int) -> list[Line]:
    """Put the segments of one column that stand on one baseline together, from the top down."""
    lines: list[list[_Segment]] = []
    for s in sorted(segments, key=lambda s: (-s.y, s.x0)):
        if lines:
            main = max(lines[-1], key=lambda one: one.x1 - one.x0)
            raised = min(s.size, main.size) < 0.85 * max(s.size, main.size)
            if abs(s.y - main.y) < (0.5 if raised else 0.3) * max(s.size, main.size) and not any(
                s.x0 < one.x1 - 1 and one.x0 < s.x1 - 1 for one in lines[-1]
            ):
                lines[-1].append(s)
                continue
        lines.append([s])
    return [_line(sorted(row, key=lambda s: s.x0), column) for row in lines]


def _line(segments: Sequence[_Segment], column: int) -> Line:
    words: list[Word] = []
    for s in segments:
        for at, word in enumerate(s.words):
            if not at and words:
                # kerned letters and raised figures touch what stands before
                gap = word.x0 - words[-1].x1
                word = word._replace(spaced=gap > 0.12 * word.size)  # noqa: PLW2901
            words.append(word)
    whole = _segment(words)
    return Line(tuple(words), whole.x0, whole.x1, whole.y, whole.size, column)


def sheet_of(page: Page, number: int, known: float = 0.0) -> tuple[Sheet, float]:
    """Return a page's lines in reading order, and where the gap between its columns is (0 for one column)."""
    segments = _segments(page.words)
    gutter = _gutter(segments) or (_gutter(segments, known) if known else 0.0)
    if not gutter:
        return Sheet(number, _rows(segments, 0), page.height), 0.0
    across = [s for s in segments if s.x0 < gutter < s.x1]
    sides = [s for s in segments if not s.x0 < gutter < s.x1]
    lines: list[Line] = []
    full = _rows(_with_neighbours(across, sides), 0)
    taken = {id(word) for line in full for word in line.words}
    sides = [s for s in sides if id(s.words[0]) not in taken]
    bounds = [float("inf"), *(line.y for line in full), float("-inf")]
    for at, (top, bottom) in enumerate(pairwise(bounds)):
        band = [s for s in sides if bottom < s.y <= top]
        lines += _rows([s for s in band if s.x1 <= gutter], 0)
        lines += _rows([s for s in band if s.x0 >= gutter], 1)
        if at < len(full):
            lines.append(full[at])
    return Sheet(number, lines, page.height), gutter


def _with_neighbours(across: Sequence[_Segment], sides: Sequence[_Segment]) -> list[_Segment]:
    """Return the segments that cross the gutter and those that go on in the same line, close by."""
    found = list(across)
    found.extend(
        s for s in sides if any(abs(s.y - a.y) < 0.3 * a.size and min(abs(s.x0 - a.x1), abs(a.x0 - s.x1)) < 1.5 * a.size for a in across)
    )
    return found


# --- the document as a whole --------------------------------------------------------------------------------------


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
    marked = _heads(sheets)
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


def _heads(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Mark what is printed again and again at the same height of pages, and the rows with page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    offsets: Counter[int] = Counter()
    edges: list[list[list[int]]] = []
    for sheet in sheets:
        rows = _level_rows(sheet)
        edge = rows[:_EDGE] + rows[max(_EDGE, len(rows) - _EDGE) :]
        edges.append(edge)
        for row in edge:
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


def _begins_note(line: Line) -> bool:
    """Tell whether a line begins with a raised mark."""
    first = line.words[0]
    if not _RAISED_DIGITS.match(first.text) or len(line.words) < 2:
        return False
    rest = line.words[1]
    return first.size < 0.86 * rest.size or first.y - rest.y > 0.15 * rest.size


def _notes(sheet: Sheet, body: float, leading: float, running: bool) -> tuple[Sheet, bool]:
    """Mark the footnotes of each column: small type at its foot that begins with a raised mark, or goes on from before."""
    lines = list(sheet.lines)
    any_notes = False
    for column in (0, 1):
        at = [i for i, line in enumerate(lines) if line.kind == "body" and line.column == column]
        at.sort(key=lambda i: lines[i].y)
        small: list[int] = []
        for i in at:
            if lines[i].size > 0.93 * body and not (small and _begins_note(lines[i])):
                break
            small.append(i)
        if not any(_begins_note(lines[i]) for i in small) and not running:
            small = _set_off_notes(lines, at, leading) or small
        if not small:
            continue
        begins = [k for k, i in enumerate(small) if _begins_note(lines[i])]
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


def _set_off_notes(lines: Sequence[Line], at: Sequence[int], leading: float) -> list[int]:
    """Return the lowest lines of a column that are notes in the body's own type: set off, each begun by a raised mark."""
    for count in range(1, len(at) // 2):
        if _begins_note(lines[at[count - 1]]) and _is_set_off(lines, at, count, leading):
            return list(at[:count])
    return []


def _is_set_off(lines: Sequence[Line], at: Sequence[int], count: int, leading: float) -> bool:
    """Tell whether the lowest ``count`` lines of a column stand apart from the line above."""
    above, top = lines[at[count]], lines[at[count - 1]]
    return above.y - top.y > 1.3 * leading * top.size
