"""A stretch of lines ▶ one string a reference.

The lines are cut by a search over all joins: where each reference begins is weighed by what its first line and the
line before look like, by the list's own layout (``layout.py``), and by what a whole reference holds.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from citekit.parsers.lists.headings import heading_kind
from citekit.parsers.lists.layout import begin_scores
from citekit.parsers.lists.likeness import apa_years, cues, end_score, has_year, likeness, slashes, start_score
from citekit.parsers.lists.rows import Entry, Piece, is_section, joined, rows_of, settled
from citekit.parsers.lists.runin import run_in, split_inside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.parsers.lists.lines import Line
    from citekit.parsers.lists.rows import Row

__all__ = ["Entry", "Piece", "joined", "split"]

_ROWS_AN_ENTRY = 5  # a list with fewer numbers at line beginnings may be printed in one run
_MOST_ROWS = 40  # lines of one reference
_FEWEST = 6  # references whose custom can be told
_CUSTOM = 0.8  # the share of a list that makes a custom
_STRANGE = 2.0  # what breaking it costs
_CLOSED = 1.0  # what speaks for a new reference where the one before is closed and the line begins with a capital


def split(text: str, lines: Sequence[Line]) -> list[Entry]:
    """Cut the lines of a list into references; group headings and foreign paragraphs are left out.

    ``text`` is the document's. What stands behind the list is cut off only roughly: see ``lists.py``.
    """
    rows = rows_of(lines)
    if not rows:
        return []
    rows, chain = settled(text, rows)
    if not rows:
        return []
    begins = _begins(rows, chain)
    few = len(chain) < 2 or len(chain) * _ROWS_AN_ENTRY < len(rows)
    if few and len(run := run_in(text, rows)) > max(1.5 * len(chain), 0.8 * len(begins)):
        return run
    entries: list[Entry] = []
    chain = chain if len(chain) > 1 else frozenset()
    for first_row, stop in pairwise([*begins, len(rows)]):
        entries.extend(_entries_of(rows, first_row, stop, chain))
    if chain:
        entries = split_inside(text, rows, entries)
    return _with_tails(text, entries)


# --- the search ---------------------------------------------------------------------------------------------------


def _begins(rows: Sequence[Row], chain: frozenset[int]) -> list[int]:
    """Return the rows at which references begin; a list without numbers is cut twice, the second time by its own custom."""
    scores, sums = begin_scores(rows, chain), _Sums.of(rows, chain)
    begins = _search(scores, sums)
    if len(chain) > 1 or len(begins) < _FEWEST:
        return begins
    dated = sum(sums.dated[b] > sums.dated[a] for a, b in pairwise([*begins, len(rows)])) / len(begins)
    closed = [
        score + _CLOSED * (i > 0 and 0 <= start_score(row.text[:160]) < 1 <= end_score(rows[i - 1].text[-200:]))
        for i, (row, score) in enumerate(zip(rows, scores, strict=True))
    ]
    return _search(closed, sums, undated=_STRANGE if dated > _CUSTOM else 0.0)


class _Sums(NamedTuple):
    """Running sums over the rows, so that a stretch is judged without reading it again."""

    length: list[int]
    marks: list[int]
    years: list[int]
    slashes: list[int]
    chained: list[int]
    dated: list[int]

    @classmethod
    def of(cls, rows: Sequence[Row], chain: frozenset[int]) -> _Sums:
        sums = cls([0], [0], [0], [0], [0], [0])
        for index, row in enumerate(rows):
            sums.length.append(sums.length[-1] + len(row.text) + 1)
            sums.marks.append(sums.marks[-1] + cues(row.text))
            sums.years.append(sums.years[-1] + apa_years(row.text))
            sums.slashes.append(sums.slashes[-1] + slashes(row.text))
            sums.chained.append(sums.chained[-1] + (index in chain))
            sums.dated.append(sums.dated[-1] + has_year(row.text))
        return sums

    def worth(self, first: int, stop: int) -> float:
        """Return how well the rows ``first:stop`` make one reference."""
        length = self.length[stop] - self.length[first]
        score = 0.0
        if self.marks[stop] == self.marks[first]:
            score -= 1.0
        if length < 30:
            score -= 0.7
        elif length > 900:
            score -= (length - 900) / 300
        score -= 1.5 * max(0, self.years[stop] - self.years[first] - 1)
        score -= 1.0 * max(0, self.slashes[stop] - self.slashes[first] - 1)
        return score - 4.0 * max(0, self.chained[stop] - self.chained[first + 1])


def _search(scores: Sequence[float], sums: _Sums, undated: float = 0.0) -> list[int]:
    """Return the rows at which references begin: the best cut of all; ``undated`` is what a reference without a year costs."""
    size = len(scores)
    best = [0.0] + [-math.inf] * size
    back = [0] * (size + 1)
    for stop in range(1, size + 1):
        for first in range(stop - 1, max(-1, stop - 1 - _MOST_ROWS), -1):
            total = best[first] + scores[first] + sums.worth(first, stop)
            if undated and sums.dated[stop] == sums.dated[first]:
                total -= undated
            if total > best[stop]:
                best[stop], back[stop] = total, first
    begins = []
    at = size
    while at > 0:
        at = back[at]
        begins.append(at)
    return begins[::-1]


# --- references ---------------------------------------------------------------------------------------------------


def _entries_of(rows: Sequence[Row], first: int, stop: int, chain: frozenset[int]) -> list[Entry]:
    """Return the entry that stands in the rows ``first:stop``, without a heading or foreign paragraphs inside."""
    marker = rows[first].marker
    number = marker.text.strip("*_").rstrip(".)").replace("\\", "") if marker is not None and marker.number is not None else ""
    size = stop
    for at in range(first + 1, stop):
        row, previous = rows[at], rows[at - 1]
        if not (row.gap or row.heading or (chain and _is_group(row))):
            continue
        starting = start_score(row.text[:160])
        paragraph_end = next((i for i in range(at + 1, stop) if rows[i].gap), stop)
        rest = " ".join(r.text for r in rows[at:paragraph_end])
        worth = likeness(rest)
        if end_score(previous.text[-200:]) < 0 and not (row.gap > 0 and worth < -2 and len(rest) > 200):
            continue
        if row.gap < 0 and not row.heading and worth > -2 and not _is_group(row):
            continue  # a reference torn by a page break
        if (row.heading and starting > -2) or (starting >= 0 and (chain or worth < 0)) or (worth < -1 and len(rest) > 150):
            size = at
            break
    found = []
    if size - first > 1 or not _is_group(rows[first]) or first in chain:
        pieces = tuple((row.start, row.end) for row in rows[first:size])
        breaks = sum(row.gap > 0 for row in rows[first + 1 : size])
        found.append(Entry(pieces, number.strip("()"), (first, size), max(0, rows[first].gap), breaks))
    if size < stop:
        rest = " ".join(row.text for row in rows[size:stop])
        if likeness(rest) > (3 if chain else 1.5) and not _is_group(rows[size]):
            found.extend(_entries_of(rows, size, stop, chain))
    return found


def _is_group(row: Row) -> bool:
    """Tell whether a row is a heading over a group of entries («Электронные ресурсы»), or another heading."""
    if is_section(row.text):
        return True
    if len(row.text) > 90 or any(c.isdigit() for c in row.text) or row.text[-1] in ".,;-":
        return False
    return heading_kind(row.text) in ("group", "list", "end")


_TAIL = re.compile(r"[a-zа-я%][^\s]{2,80}$")
_OPEN_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[-_/=&%](?:</?a>?|>)?$")


def _with_tails(text: str, entries: list[Entry]) -> list[Entry]:
    """Bring the end of an address that a page break put behind the next reference back to its own."""
    result: list[Entry] = []
    for entry in entries:
        result.append(entry)
        if len(entry.pieces) < 2 or len(result) < 2:
            continue
        start, end = entry.pieces[-1]
        before = text[entry.pieces[-2][0] : entry.pieces[-2][1]]
        if not _TAIL.fullmatch(text[start:end]) or end_score(before[-200:]) < 0.8 or _OPEN_ADDRESS.search(before[-300:]):
            continue
        owner = next((i for i in range(len(result) - 2, max(-1, len(result) - 4), -1) if _is_open(text, result[i])), None)
        if owner is not None:
            result[-1] = entry._replace(pieces=entry.pieces[:-1])
            result[owner] = result[owner]._replace(pieces=(*result[owner].pieces, (start, end)))
    return result


def _is_open(text: str, entry: Entry) -> bool:
    start, end = entry.pieces[-1]
    return _OPEN_ADDRESS.search(text[max(start, end - 300) : end]) is not None
