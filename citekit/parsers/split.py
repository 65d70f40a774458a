"""A stretch of lines ▶ one string a reference.

The lines are cut by a search over all joins: where each reference begins is weighed by what its first line and the
line before look like, by the list's own layout (markers, blank lines, indents, short last lines), and by what a
whole reference holds. How much the layout says is learnt from the very list: where lines that look like beginnings
stand out by a hanging indent, there an indent weighs much; in a list without indents it weighs nothing.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from citekit.parsers.headings import heading_kind
from citekit.parsers.likeness import apa_years, cues, end_score, likeness, names_at_start, slashes, start_score
from citekit.parsers.markers import Marker, chain_of, marker_of, next_marker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citekit.parsers.lines import Line

__all__ = ["Entry", "Piece", "Row", "joined", "rows_of", "split"]

Piece = tuple[int, int]


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


_LOOK = 300  # characters of what follows a cut that are looked at
_MOST_ROWS = 40  # lines of one reference
_ROUNDS = 3
_STRENGTH = 3.0  # of what is believed of a layout before the list is seen
_BASE = -1.2
_CLIP = 4.0

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
_HEADING_MARKS = re.compile(r"#{1,6}\s+")
_LONG_WORD = re.compile(r"[^\W\d_]{2,}")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}\.?\s+[A-ZА-ЯЁІЇЄ][^\d.]{3,}$")
_QUOTE_MARKS = re.compile(r"(?:>\s?){1,3}")


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
        if len(text) < 120 and _SECTION.match(text):
            heading = True
        outset, marker = start, marker_of(text)
        if marker is not None:
            text, start = text[marker.length :], start + marker.length
        rows.append(Row(outset, start, line.end, text, marker, line.indent, line.gap, line.page, line.indent + len(line.text), heading))
    return rows


def _settled(document: str, rows: Sequence[Row]) -> tuple[list[Row], frozenset[int]]:
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


# --- layout -----------------------------------------------------------------------------------------------------


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


# --- the search ---------------------------------------------------------------------------------------------------


class _Sums(NamedTuple):
    """Running sums over the rows, so that a stretch is judged without reading it again."""

    length: list[int]
    marks: list[int]
    years: list[int]
    slashes: list[int]
    chained: list[int]

    @classmethod
    def of(cls, rows: Sequence[Row], chain: frozenset[int]) -> _Sums:
        sums = cls([0], [0], [0], [0], [0])
        for index, row in enumerate(rows):
            sums.length.append(sums.length[-1] + len(row.text) + 1)
            sums.marks.append(sums.marks[-1] + cues(row.text))
            sums.years.append(sums.years[-1] + apa_years(row.text))
            sums.slashes.append(sums.slashes[-1] + slashes(row.text))
            sums.chained.append(sums.chained[-1] + (index in chain))
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


def _search(scores: Sequence[float], sums: _Sums, judge: Callable[[int, int], float] | None) -> list[int]:
    """Return the rows at which references begin: the best cut of all."""
    size = len(scores)
    best = [0.0] + [-math.inf] * size
    back = [0] * (size + 1)
    for stop in range(1, size + 1):
        for first in range(stop - 1, max(-1, stop - 1 - _MOST_ROWS), -1):
            total = best[first] + scores[first] + sums.worth(first, stop)
            if judge is not None:
                total += judge(first, stop)
            if total > best[stop]:
                best[stop], back[stop] = total, first
    begins = []
    at = size
    while at > 0:
        at = back[at]
        begins.append(at)
    return begins[::-1]


def _beginnings(rows: Sequence[Row], chain: frozenset[int]) -> list[int]:
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
    return _search(scores, _Sums.of(rows, chain), None)


def _odds(share: float) -> float:
    return math.log((share + 0.02) / (1.02 - share))


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


# --- references ---------------------------------------------------------------------------------------------------

_TOKEN = re.compile(r"\S+")
_SOFT = "\u00ad\u200b\ufeff"


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


def split(text: str, lines: Sequence[Line]) -> list[Entry]:
    """Cut the lines of a list into references; group headings and foreign paragraphs are left out.

    ``text`` is the document's. What stands behind the list is cut off only roughly: see ``lists.py``.
    """
    rows = rows_of(lines)
    if not rows:
        return []
    rows, chain = _settled(text, rows)
    if not rows:
        return []
    begins = _beginnings(rows, chain)
    if len(chain) < 2 and len(begins) < 4 and (first := _run_in(text, rows)):
        return first
    entries: list[Entry] = []
    chain = chain if len(chain) > 1 else frozenset()
    for first_row, stop in pairwise([*begins, len(rows)]):
        entries.extend(_entries_of(rows, first_row, stop, chain))
    if chain:
        entries = _split_inside(text, rows, entries)
    return _with_tails(text, entries)


def _is_numbered(rows: Sequence[Row], chain: Sequence[int]) -> bool:
    if len(chain) < 2:
        return False
    first = rows[chain[0]].marker
    assert first is not None
    span = sum(1 for row in rows[chain[0] : chain[-1] + 1] if row.text)
    if first.style == "bare" and (len(chain) < 3 or first.number != 1) and len(chain) < 8:
        return False
    return len(chain) * 20 >= span and (first.number in (0, 1, 2) or len(chain) >= 4)


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
        if likeness(rest) > 1.5 and not _is_group(rows[size]):
            found.extend(_entries_of(rows, size, stop, chain))
    return found


def _is_group(row: Row) -> bool:
    """Tell whether a row is a heading over a group of entries («Электронные ресурсы»), or another heading."""
    if _SECTION.match(row.text) is not None:
        return True
    if len(row.text) > 90 or any(c.isdigit() for c in row.text) or row.text[-1] in ".,;-":
        return False
    return heading_kind(row.text) in ("group", "list", "end")


def _split_inside(text: str, rows: Sequence[Row], entries: list[Entry]) -> list[Entry]:
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
            before, after = _part(places, 0, found[0]), _part(places, found[1], len(raw))
            return entry._replace(pieces=before), Entry(after, shown, entry.rows)
        at = found[1]
    return None


def _part(places: Sequence[tuple[int, int, int]], begin: int, stop: int) -> tuple[Piece, ...]:
    """Return the pieces that make the characters ``begin:stop`` of a joined string."""
    pieces: list[Piece] = []
    for offset, at, length in places:
        start, end = max(begin, offset), min(stop, offset + length)
        if start >= end:
            continue
        piece = (at + start - offset, at + end - offset)
        if pieces and piece[0] - pieces[-1][1] == 1:
            piece = (pieces.pop()[0], piece[1])
        pieces.append(piece)
    return tuple(pieces)


def _run_in(text: str, rows: Sequence[Row]) -> list[Entry]:
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
    return [Entry(_part(places, begin, end), "", whole.rows) for begin, end in zip([0, *(m.end() for m in cuts)], ends, strict=True)]


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
