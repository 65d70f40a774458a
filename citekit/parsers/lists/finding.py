"""Where a document's reference lists are.

A list begins under a heading («Список литературы», References …) or, where the paper prints none, where lines that
look like references follow each other; it ends at the next heading that cannot be inside a list, or where what
follows looks no longer like references. A heading in a table of contents begins nothing, because no references
follow it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from citekit.parsers.lists.headings import ends_list, heading_kind, list_words, run_in_heading
from citekit.parsers.lists.likeness import cues, end_score, likeness, names_at_start, verbs
from citekit.parsers.lists.markers import chain_of, marker_of
from citekit.parsers.lists.split import Entry, joined, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.parsers.lists.lines import Line, Lines
    from citekit.parsers.lists.markers import Marker

__all__ = ["FoundList", "find_lists"]

_DROP = 25.0  # how far the running score of lines may fall before a list is held to be over
_ENTRY_DROP = 7.0  # the same for whole references
_PROSE = 0.55  # marks of a reference that a line of prose may well have
_RICH = 2.5  # marks over those of prose that a stretch must have to be looked at
_SLACK = -2.5  # how far the marks of a stretch may fall behind those of prose at its beginning
_FEWEST = 3  # references of a list without a heading
_MOST_BETWEEN = 15  # lines from one number to the next
_FIRST_WORD = re.compile(r"[^\W\d_]+")


class FoundList(NamedTuple):
    """A reference list: its ``heading`` as printed (empty where it has none), what it is, and its entries.

    ``lines`` are the indices of its first and one past its last line in the document's :class:`Lines`.
    """

    heading: str
    kind: str
    lines: tuple[int, int]
    entries: tuple[Entry, ...]


class _Heading(NamedTuple):
    line: int
    kind: str
    text: str
    rest: int  # where, in the line, the first entry begins; 0 where it stands on the next line


def _headings(lines: Lines) -> list[_Heading]:
    """Return the lines that may be headings of lists."""
    words = list_words()
    found = []
    for index in range(len(lines)):
        size = lines.ends[index] - lines.starts[index]
        start = lines.starts[index]
        match = _FIRST_WORD.search(lines.text, start, min(lines.ends[index], start + 40))
        if match is None:
            continue
        word = match[0]
        if len(word) > 2 and word[:4].casefold() not in words:
            continue
        text = lines.content(index) if size <= 300 else lines.text[start : start + 300]
        kind = heading_kind(text) if size <= 300 else ""
        if kind in ("list", "notes"):
            if _stands_alone(lines, index):
                found.append(_Heading(index, kind, text, 0))
        elif size < 70 and (two := _on_two_lines(lines, index)):
            found.append(_Heading(index + 1, "list", two, 0))
        elif (rest := run_in_heading(text)) and _stands_alone(lines, index):
            found.append(_Heading(index, "list", text[:rest].rstrip(" :.\t"), rest))
    return found


def _stands_alone(lines: Lines, index: int) -> bool:
    """Tell whether a line is no part of a sentence or reference that goes on around it."""
    line = lines.content(index)
    if line[0] == "#" or line.isupper():
        return True
    if index and lines.gaps[index] == 0 and end_score(lines.content(index - 1)[-200:]) < -2:
        return False
    following = lines.content(index + 1)[:1] if index + 1 < len(lines) and lines.gaps[index + 1] == 0 else ""
    return not following.islower()


def _on_two_lines(lines: Lines, index: int) -> str:
    """Return a heading that is broken into this line and the next («СПИСОК ИСПОЛЬЗОВАННЫХ», «ИСТОЧНИКОВ»)."""
    if index + 1 >= len(lines) or lines.gaps[index + 1] not in (0, 1) or lines.ends[index + 1] - lines.starts[index + 1] > 60:
        return ""
    line = lines.content(index)
    if line[-1] in ".:;,":
        return ""
    both = f"{line} {lines.content(index + 1)}"
    return both if heading_kind(both) == "list" else ""


def find_lists(lines: Lines, taken: Sequence[tuple[int, int]] = ()) -> list[FoundList]:
    """Return the reference lists of a document, in its order, each cut into references.

    ``taken`` are stretches of lines (first, one past the last) that are known to be something else.
    """
    headings = _headings(lines)
    found: list[FoundList] = []
    for at, heading in enumerate(headings):
        if found and heading.line < found[-1].lines[1]:
            continue
        limit = headings[at + 1].line if at + 1 < len(headings) else len(lines)
        if (one := _list_under(lines, heading, limit)) is not None:
            found.append(one)
    if not found:
        return _without_heading(lines, taken)
    return sorted([*found, *_before_groups(lines, found, taken)], key=lambda one: one.lines)


def _list_under(lines: Lines, heading: _Heading, limit: int) -> FoundList | None:
    first = heading.line + (0 if heading.rest else 1)
    stop = _rough_end(lines, first, limit, bool(heading.rest))
    taken = [lines[i] for i in range(first, stop)]
    if heading.rest:
        head = taken[0]
        start = head.start + heading.rest
        taken[0] = head._replace(start=start, text=head.text[heading.rest :])
    entries, used = _references(lines.text, taken)
    if not entries:
        return None
    return FoundList(heading.text, heading.kind, (heading.line, first + used), tuple(entries))


def _rough_end(lines: Lines, first: int, limit: int, run_in: bool) -> int:
    """Return the line at which a list that begins at ``first`` is over at the latest."""
    score = best = 0.0
    prose = _PROSE * _narrowness(lines, first, limit)
    for index in range(first, limit):
        if (index > first or not run_in) and _ends_at(lines, index):
            return index
        line = lines.content(index)
        score += min(3, cues(line)) - prose * min(4.0, 1 + len(line) / 400)
        best = max(best, score)
        if score < best - _DROP:
            return index
    return limit


def _ends_at(lines: Lines, index: int) -> bool:
    """Tell whether a line is set off from the one before and of those that stand behind a list."""
    line = lines.content(index)
    marker = marker_of(line)
    if marker is not None and marker.number is not None:
        return False
    set_off = lines.gaps[index] != 0 or line[0] == "#" or (index > 0 and end_score(lines.content(index - 1)[-200:]) > 0.5)
    return set_off and ends_list(line)


def _narrowness(lines: Lines, first: int, limit: int) -> float:
    """Return how long lines are beside those of a whole page, at most 1: a column's lines hold fewer marks each."""
    widths = sorted(lines.ends[i] - lines.starts[i] for i in range(first, min(limit, first + 200)))
    return min(1.0, widths[len(widths) * 3 // 4] / 75) if widths else 1.0


def _references(text: str, taken: Sequence[Line], *, trim: bool = False) -> tuple[list[Entry], int]:
    """Return the references that stand in a stretch of lines, and how many of its lines they take.

    ``trim`` also takes off what stands before the first reference.
    """
    taken = [line for line in taken if not _is_noise(line)]
    if not taken:
        return [], 0
    entries = split(text, taken)
    kept = _within(text, entries, trim=trim)
    if not kept:
        return [], 0
    used = _line_with(taken, kept[-1].pieces[-1][0]) + 1
    if used < len(taken) - 8:
        # what stood behind the list had its say in the layout: ask again without it
        entries = split(text, taken[:used])
        kept = _within(text, entries, trim=trim) or kept
        used = _line_with(taken, kept[-1].pieces[-1][0]) + 1
    return kept, used


def _line_with(taken: Sequence[Line], offset: int) -> int:
    """Return the line that holds an offset; in a text of two columns the offsets do not rise."""
    return next((i for i, line in enumerate(taken) if line.start <= offset < line.end), len(taken) - 1)


def _is_noise(line: Line) -> bool:
    """Tell whether a line is a stray letter or rule that a converter left."""
    return not any(c.isalnum() for c in line.text) or (len(line.text) < 3 and line.gap > 0 and not line.text[0].isdigit())


def _within(text: str, entries: Sequence[Entry], *, trim: bool) -> list[Entry]:
    """Return the entries up to where they stop looking like references; foreign lines between them go."""
    score = best = 0.0
    start = begin = stop = 0
    worths = []
    previous: Entry | None = None
    for entry in entries:
        raw = joined(text, entry.pieces)[0]
        worth = max(-4.0, min(3.0, likeness(raw)))
        counted = previous is not None and _follows(previous.number, entry.number)
        if previous is None and len(entries) > 1:
            counted = entry.number.strip("[]") == "1" and _follows(entry.number, entries[1].number)
        if counted:
            worth = max(worth + 2.0, 0.2)
        worths.append((worth, raw, counted))
        previous = entry
    for index, (worth, _, _) in enumerate(worths):
        score += worth
        if trim and score < 0 and best <= 0:
            score, start = 0.0, index + 1
        if score > best:
            best, begin, stop = score, start, index + 1
        if score < best - _ENTRY_DROP:
            break
    if best < 1.0:
        return []
    while (
        stop - begin > 3
        and not worths[stop - 1][2]
        and _is_behind(entries[begin:stop], [likeness(raw) for _, raw, _ in worths[begin:stop]], prose=verbs(worths[stop - 1][1]) > 2)
    ):
        stop -= 1
    return [
        entry
        for entry, (worth, raw, counted) in zip(entries[begin:stop], worths[begin:stop], strict=True)
        if counted or worth > -1.5 or not _is_foreign(raw, worth)
    ]


def _is_behind(entries: Sequence[Entry], worths: Sequence[float], *, prose: bool) -> bool:
    """Tell whether the last entry is no reference but what stands behind the list: poorer than the rest, and set off."""
    usual = median(worths)
    if worths[-1] > 0.5 * usual - 0.5:
        return False
    last = entries[-1]
    if prose:
        return True
    return last.breaks > median(e.breaks for e in entries) or last.gap > median(e.gap for e in entries)


def _follows(before: str, after: str) -> bool:
    a, b = before.strip("[]()"), after.strip("[]()")
    return a.isdecimal() and b.isdecimal() and int(b) == int(a) + 1


def _is_foreign(raw: str, worth: float) -> bool:
    return len(raw) < 100 or worth < -2.5 or heading_kind(raw) != ""


# --- lists without a heading ----------------------------------------------------------------------------------------


def _runs(lines: Lines, taken: Sequence[tuple[int, int]], bounds: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield stretches of lines within bounds that are rich in marks of references; ``taken`` are stretches of something else."""
    busy = {index for first, stop in taken for index in range(first, stop)}
    low, high = bounds
    score = best = 0.0
    first = last = -1
    for index in range(low, high + 1):
        over = index == high or index in busy
        if not over:
            line = lines.content(index)
            worth = min(3, cues(line)) - _PROSE * min(4.0, 1 + len(line) / 400)
            if first < 0:
                if worth > 0:
                    first, last, score, best = index, index, worth, worth
                continue
            score += worth
            if score > best:
                best, last = score, index
        if first >= 0 and (over or score < max(_SLACK, best - 6)):
            if best > _RICH:
                yield _paragraph_of(lines, first, low, busy), last + 1
            first, score, best = -1, 0.0, 0.0


def _paragraph_of(lines: Lines, index: int, floor: int, busy: set[int]) -> int:
    """Return where the reference whose first marks stand in a line may begin: a few lines above."""
    for above in range(index, max(-1, index - 4), -1):
        if above < floor or above in busy:
            return above + 1
        if lines.gaps[above] != 0 or marker_of(lines.content(above)) is not None:
            return above
    return index


def _without_heading(lines: Lines, taken: Sequence[tuple[int, int]]) -> list[FoundList]:
    begins, ends = [*sorted(begin for begin, _ in taken), len(lines)], [0, *sorted(end for _, end in taken)]
    found: list[FoundList] = []
    over = 0  # where the last list ends
    for first, stop in _runs(lines, taken, (0, len(lines))):
        if stop <= over:
            continue
        floor, ceiling = max(over, ends[bisect_right(ends, first) - 1]), begins[bisect_left(begins, stop)]
        wider = _counted_on(lines, first, stop, (floor, ceiling))
        one = _list_in(lines, *wider, ceiling) or _list_in(lines, first, stop, ceiling)
        if one is not None and one.lines[0] >= over:
            found.append(one)
            over = one.lines[1]
    return found or [one for stretch in _counts(lines, begins) if (one := _list_in(lines, *stretch)) is not None]


def _counts(lines: Lines, begins: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield stretches of lines that count from 1, with their ceilings: a list of books has too few marks for a run of them."""
    reached = 0
    for index in range(len(lines)):
        if index < reached or lines.text[lines.starts[index]] not in "1[(*\\\uf031\uf05b":
            continue
        marker = marker_of(lines.content(index))
        if marker is None or marker.number != 1:
            continue
        ceiling = begins[bisect_right(begins, index)] if index < begins[-1] else len(lines)
        last = _counted(lines, range(index + 1, ceiling), marker, 1)
        if last > index:
            reached = last
            yield index, _end_of_entry(lines, last + 1, ceiling), ceiling


def _counted_on(lines: Lines, first: int, stop: int, bounds: tuple[int, int]) -> tuple[int, int]:
    """Return a stretch with the entries around it whose numbers go on counting: they may be poor in marks."""
    markers = [marker_of(lines.content(i)) for i in range(first, stop)]
    chain = chain_of(markers)
    if len(chain) < _FEWEST:
        return first, stop
    low, high = markers[chain[0]], markers[chain[-1]]
    before = _counted(lines, range(first + chain[0] - 1, bounds[0] - 1, -1), low, -1)
    behind = _counted(lines, range(first + chain[-1] + 1, bounds[1]), high, 1)
    return min(first, before), _end_of_entry(lines, max(stop, behind + 1), bounds[1])


def _end_of_entry(lines: Lines, stop: int, ceiling: int) -> int:
    """Return a stretch's end with the further lines of its last entry, which may have no marks."""
    for end in range(stop, min(ceiling, stop + _MOST_BETWEEN)):
        if lines.gaps[end] != 0 or end_score(lines.content(end - 1)[-200:]) >= 0:
            return end
    return min(ceiling, stop + _MOST_BETWEEN)


def _counted(lines: Lines, way: range, marker: Marker | None, step: int) -> int:
    """Return the line of the last entry to which the count goes on along a way of lines; where it began if to none."""
    reached = way.start - step
    since = 0
    for index in way:
        other = marker_of(lines.content(index))
        since += 1
        if marker is not None and other is not None and other.style == marker.style and other.number == (marker.number or 0) + step:
            marker, since = other, 0
            reached = index
        elif since > _MOST_BETWEEN:
            break
    return reached


def _list_in(lines: Lines, first: int, stop: int, ceiling: int) -> FoundList | None:
    """Return the list that stands in a stretch of lines rich in marks, if its references are good enough."""
    stop = min(ceiling, stop + 3)  # the last reference may end in lines without marks
    stop = next((i for i in range(first + 1, stop) if _ends_at(lines, i)), stop)
    entries, used = _references(lines.text, [lines[i] for i in range(first, stop)], trim=True)
    raws = [joined(lines.text, e.pieces)[0] for e in entries]
    worths = [likeness(raw) for raw in raws]
    headed = sum(names_at_start(raw) or entry.number != "" for raw, entry in zip(raws, entries, strict=True))
    counted = sum(_follows(a.number, b.number) for a, b in pairwise(entries)) > 0.8 * (len(entries) - 1) and len(entries) > _FEWEST
    # a list of books has fewer marks; but prose that counts its points has hardly any
    usual, share, mean = (1.0, 0.6, 1.3) if counted else (1.5, 0.7, 2.0)
    good = sum(w > usual for w in worths) > share * len(worths) and sum(worths) > mean * len(worths)
    if len(entries) < _FEWEST or not good or headed * 3 <= len(raws):
        return None
    at = _line_with([lines[i] for i in range(first, first + used)], entries[0].pieces[0][0])
    return FoundList("", "list", (first + at, first + used), tuple(entries))


def _before_groups(lines: Lines, found: Sequence[FoundList], taken: Sequence[tuple[int, int]]) -> list[FoundList]:
    """Return lists without a heading that end right before a found one: the heading found was that of a group."""
    more = []
    ends = [0, *sorted([*(end for _, end in taken), *(one.lines[1] for one in found)])]
    for one in found:
        end = one.lines[0]
        floor = ends[bisect_right(ends, end) - 1]
        if end - floor < _FEWEST or not cues(lines.content(end - 1)) or heading_kind(lines.content(end - 1)):
            continue
        for first, stop in list(_runs(lines, (), (floor, end)))[-1:]:
            before = _list_in(lines, first, stop, end) if stop >= end - 1 else None
            if before is not None:
                more.append(before)
    return more
