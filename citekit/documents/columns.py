"""Words on a page ▶ its lines in reading order, one, two or three columns one after the other.

All lengths are in points and grow upwards, as in PDF. Nothing here knows of files.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from citekit.documents.composition import superscript
from citekit.documents.layout import Line, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citekit.documents.glyphs import Page, Word

__all__ = ["sheet_of"]

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_CELL = 2.0  # the width of the stretches in which the gaps between columns are looked for


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


def _gutters(segments: Sequence[_Segment], known: tuple[float, ...] = ()) -> tuple[float, ...]:
    """Return where the gaps between the columns lie: none, one or two places. ``known`` is where other pages have them."""
    if three := _thirds(segments):
        return three
    if len(known) > 1 and (found := tuple(x for gap in known if (x := _gutter(segments, gap)))):
        return found
    two = _gutter(segments) or (_gutter(segments, known[0]) if len(known) == 1 else 0.0)
    return (two,) if two else ()


class _Cover(NamedTuple):
    """How many segments stand over each place of a page's width, in cells from ``left`` on."""

    left: float
    width: float
    crossing: list[int]

    def cell(self, share: float) -> int:
        """Return the cell at a share of the width."""
        return int(share * len(self.crossing))

    def gap(self, low: int, high: int) -> tuple[float, int]:
        """Return the middle of the widest stretch of the cells ``low`` to ``high`` that fewest segments cross, and how many do."""
        least = min(self.crossing[low:high])
        runs: list[tuple[int, int]] = []
        for at in range(low, high):
            if self.crossing[at] == least:
                if runs and runs[-1][1] == at:
                    runs[-1] = (runs[-1][0], at + 1)
                else:
                    runs.append((at, at + 1))
        middle = low + high
        first, stop = max(runs, key=lambda run: (run[1] - run[0], -abs(run[0] + run[1] - middle)))
        return self.left + (first + stop) / 2 * _CELL, least


def _cover(segments: Sequence[_Segment]) -> _Cover:
    left = min(s.x0 for s in segments)
    width = max(s.x1 for s in segments) - left
    cells = int(width / _CELL) + 2
    change = [0] * (cells + 1)
    for s in segments:
        change[int((s.x0 - left) / _CELL)] += 1
        change[min(cells, int((s.x1 - left) / _CELL) + 1)] -= 1
    return _Cover(left, width, list(accumulate(change)))


def _thirds(segments: Sequence[_Segment]) -> tuple[float, ...]:
    """Return the two gaps of a page of three columns of one width, nothing for other pages."""
    if len(segments) < 18:
        return ()
    cover = _cover(segments)
    if cover.width < 250:
        return ()
    first, few = cover.gap(cover.cell(0.27), cover.cell(0.4))
    second, less = cover.gap(cover.cell(0.6), cover.cell(0.73))
    parts = (
        [s for s in segments if s.x1 <= first],
        [s for s in segments if s.x0 >= first and s.x1 <= second],
        [s for s in segments if s.x0 >= second],
    )
    inside = min(len(part) for part in parts)
    # the middle column covers the page's middle, where two columns have their gap
    middle = min(cover.crossing[cover.cell(0.45) : cover.cell(0.55)])
    if inside < 5 or max(few, less) * 4 > inside or middle < 0.5 * len({round(s.y / 3) for s in parts[1]}):
        return ()
    rows = min(_rows_wider(part, 0.2 * cover.width) for part in parts)
    return (first, second) if rows > 3 and all(_is_aligned(part) for part in parts[1:]) else ()


def _gutter(segments: Sequence[_Segment], known: float = 0.0) -> float:
    """Return where the gap between two columns lies, 0 for a page of one column.

    ``known`` is where other pages have it: then a few lines on either side are enough.
    """
    if len(segments) < (4 if known else 12):
        return 0.0
    cover = _cover(segments)
    if cover.width < 100:
        return 0.0
    cells = len(cover.crossing) - 1
    low, high = int(0.3 * cells), int(0.7 * cells)
    if known:
        at = int((known - cover.left) / _CELL)
        low, high = max(0, at - 3), min(cells, at + 4)
    if high <= low:
        return 0.0
    x, least = cover.gap(low, high)
    before = sum(s.x1 <= x for s in segments)
    behind = sum(s.x0 >= x for s in segments)
    fewest = 2 if known else 5
    if min(before, behind) < fewest or (not known and least * 3 > before + behind):
        return 0.0
    if not known:
        # columns are wide; the cells of a table or the numbers of a list are not
        wide = 0.3 * cover.width
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
    letters = sum(len(w.text) for w in words)
    is_bold = sum(len(w.text) for w in words if w.bold) > 0.8 * letters
    text, italics = _text(words, whole)
    return Line(text, italics, is_bold, tuple(words[:2]), whole.x0, whole.x1, whole.y, whole.size, column)


def _text(words: Sequence[Word], line: _Segment) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return what a line says, raised figures as such, and where it is italic."""
    parts: list[str] = []
    italics: list[tuple[int, int]] = []
    size = 0
    for at, word in enumerate(words):
        text = word.text.translate(_LIGATURES)
        if word.size < 0.86 * line.size and word.y - line.y > 0.12 * line.size:
            text = superscript(text)
        if at and word.spaced:
            parts.append(" ")
            size += 1
        if word.italic:
            if italics and size - italics[-1][1] <= 1:
                italics[-1] = (italics[-1][0], size + len(text))
            else:
                italics.append((size, size + len(text)))
        parts.append(text)
        size += len(text)
    return "".join(parts), tuple(italics)


def sheet_of(page: Page, number: int, known: tuple[float, ...] = ()) -> tuple[Sheet, tuple[float, ...]]:
    """Return a page's lines in reading order, and where the gaps between its columns are (none for one column)."""
    segments = _segments(page.words)
    gaps = _gutters(segments, known)
    if not gaps:
        return Sheet(number, _rows(segments, 0), page.height), ()
    across = [s for s in segments if any(s.x0 < x < s.x1 for x in gaps)]
    sides = [s for s in segments if not any(s.x0 < x < s.x1 for x in gaps)]
    lines: list[Line] = []
    whole = _with_neighbours(across, sides)
    full = _rows(whole, 0)
    taken = {id(s.words) for s in whole}
    sides = [s for s in sides if id(s.words) not in taken]
    bounds = [float("inf"), *(line.y for line in full), float("-inf")]
    for at, (top, bottom) in enumerate(pairwise(bounds)):
        band = [s for s in sides if bottom < s.y <= top]
        for column in range(len(gaps) + 1):
            lines += _rows([s for s in band if bisect_left(gaps, s.x1) == column], column)
        if at < len(full):
            lines.append(full[at])
    return Sheet(number, lines, page.height), gaps


def _with_neighbours(across: Sequence[_Segment], sides: Sequence[_Segment]) -> list[_Segment]:
    """Return the segments that cross the gutter and those that go on in the same line, close by."""
    found = list(across)
    found.extend(
        s for s in sides if any(abs(s.y - a.y) < 0.3 * a.size and min(abs(s.x0 - a.x1), abs(a.x0 - s.x1)) < 1.5 * a.size for a in across)
    )
    return found
