"""The lines of a document as a reader of its layout sees them: indents, gaps, pages, columns.

What a page adds to its text (page numbers, running heads) is left out here, and two columns that a converter
printed side by side are put one under the other, so that a list runs on from line to line.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.documents import Document

__all__ = ["Line", "Lines", "lines_of"]

_BREAK = re.compile(r"\r\n?|[\n\f\x0b\u0085\u2028\u2029]")
_BLANKS = " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200b\ufeff\xad"
_WIDE_GAP = re.compile(r"\S {3,}(?=\S)")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—~|]\s?|\[\s?)?(?:(?:стр|с|page|p|pg)\b\.?\s{0,3})?(\d{1,4}|[ivxlc]{1,7})(?:\s{0,2}(?:/|of|из)\s{0,2}\d{1,4})?(?:\s?[-–—~|]|\s?\])?",
    re.IGNORECASE,
)
_EDGE_NUMBER = re.compile(r"^\d{1,4}(?=\s{2,}|\s?[|•·])|(?:(?<=\s\s)|(?<=[|•·]\s)|(?<=[|•·]))\d{1,4}$")
_TAB = 8
_HEAD_SPREAD = 15  # lines that lie at least between two printings of a running head
_NEAR = 5  # lines around a lone number in which its neighbours stand where it counts a list
_PAGE_EDGE = 3  # lines of a page in which a running head or a page number stands
_LONGEST_HEAD = 160
# lines that many references of a list have: «(дата обращения: 28.08.2011)», «Cambridge University Press.»
_OF_REFERENCE = re.compile(
    r"^\(|https?:|www\.|//|обращени|звернен|\baccessed|retrieved|\bURL\b|\bDOI\b|электронн|електронн|\b(?:Press|Publ\w*|Springer|Изд\S+|Verlag)\W*$",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """One printed line without its margins: ``text`` is ``document.text[start:end]``.

    ``indent`` counts columns from the margin (of its column, where there are two), ``gap`` the blank lines
    before it (-1 where a page break hides them), ``page`` the page breaks before it.
    """

    start: int
    end: int
    indent: int
    gap: int
    page: int
    text: str


class Lines:
    """The lines of a text in reading order, kept as figures; a :class:`Line` is made when one is asked for."""

    def __init__(self, text: str) -> None:
        """Take the decoded text that all offsets point into."""
        self.text = text
        self.starts = array("q")
        self.ends = array("q")
        self.indents = array("i")
        self.gaps = array("i")
        self.pages = array("i")

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> Line:
        start, end = self.starts[index], self.ends[index]
        return Line(start, end, self.indents[index], self.gaps[index], self.pages[index], self.text[start:end])

    def __iter__(self) -> Iterator[Line]:
        return (self[i] for i in range(len(self)))

    def content(self, index: int) -> str:
        """Return the text of a line."""
        return self.text[self.starts[index] : self.ends[index]]

    def append(self, start: int, end: int, indent: int, gap: int, page: int) -> None:
        """Add a line at the end."""
        self.starts.append(start)
        self.ends.append(end)
        self.indents.append(indent)
        self.gaps.append(gap)
        self.pages.append(page)


def _columns(margin: str) -> int:
    count = 0
    for character in margin:
        if character == "\t":
            count += _TAB - count % _TAB
        elif character not in "\u200b\ufeff\xad":
            count += 1
    return count


def _raw_lines(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and page of every line, blank ones too."""
    start = page = 0
    for match in _BREAK.finditer(text):
        yield start, match.start(), page
        start = match.end()
        if match[0] == "\f":
            page += 1
    yield start, len(text), page


def lines_of(document: Document) -> Lines:
    """Return a document's lines in reading order: columns untwined, page numbers and running heads left out."""
    text = document.text
    plain = Lines(text)
    twined: set[int] = set()  # pages that may have two columns
    wide = count = gap = 0
    last_page = 0

    def close_page() -> None:
        if wide > 9 and wide * 3 > count:
            twined.add(last_page)

    for start, end, page in _raw_lines(text):
        if page != last_page:
            close_page()
            wide = count = 0
            last_page = page
        line = text[start:end]
        bare = line.strip(_BLANKS)
        if not bare:
            gap += 1
            continue
        left = len(line) - len(line.lstrip(_BLANKS))
        begin = start + left
        plain.append(begin, begin + len(bare), _columns(line[:left]) if left else 0, gap, page)
        gap = 0
        count += 1
        if "   " in bare and _WIDE_GAP.search(bare):
            wide += 1
    close_page()
    if _is_line_numbered(plain):
        plain = _without_line_numbers(plain)
    furnished = _without_furniture(plain, document)
    return _untwined(furnished, twined) if twined else furnished


# --- numbered lines -----------------------------------------------------------------------------------------------

_LINE_NUMBER = re.compile(r"(\d{1,5})(?:\s+(?=\S)|$)")


def _is_line_numbered(lines: Lines) -> bool:
    """Tell whether a manuscript prints a number before each of its lines: a count that runs through sentences."""
    size = len(lines)
    if size < 30:
        return False
    counted = small = 0
    last = -9
    for index in range(size):
        start = lines.starts[index]
        if not lines.text[start].isdigit():
            last = -9
            if index == 200 and counted * 4 < index:
                return False
            continue
        match = _LINE_NUMBER.match(lines.text, start, lines.ends[index])
        if match is None:
            continue
        number = int(match[1])
        if number == last + 1:
            counted += 1
            small += match.end() < lines.ends[index] and lines.text[match.end()].islower()
        last = number
    return counted > 0.6 * size and small > 0.2 * counted


def _without_line_numbers(lines: Lines) -> Lines:
    bare = Lines(lines.text)
    margin = min(lines.indents)
    gap = 0
    for line in lines:
        match = _LINE_NUMBER.match(line.text)
        if match is None:
            bare.append(line.start, line.end, line.indent, max(line.gap, gap), line.page)
        elif match.end() < len(line.text):
            bare.append(line.start + match.end(), line.end, line.indent - margin + match.end(), max(line.gap, gap), line.page)
        else:
            gap = max(gap, line.gap) + 1
            continue
        gap = 0
    return bare


# --- running heads and page numbers ---------------------------------------------------------------------------


def _head_key(line: str) -> str:
    """Return a line without the page number at its end or beginning."""
    if line[0].isdigit() or line[-1].isdigit():
        line = _EDGE_NUMBER.sub("", line)
    return line.strip(" |•·-–—")


def _running_heads(lines: Lines, paged: bool) -> dict[str, list[int]]:
    """Return what is printed again and again, far apart, the heads of pages, and the lines where each stands."""
    text, starts, ends = lines.text, lines.starts, lines.ends
    near = array("q", _near_breaks(lines) if paged else range(len(lines)))
    seen: set[int] = set()
    again: set[int] = set()
    codes = array("q")
    for index in near:
        start, end = starts[index], ends[index]
        code = 0
        if 9 < end - start <= _LONGEST_HEAD and not text[start].islower():
            code = hash(_head_key(text[start:end]))
            (again if code in seen else seen).add(code)
        codes.append(code)
    places: dict[str, list[int]] = {}
    for index, code in zip(near, codes, strict=True):
        if code in again:
            places.setdefault(_head_key(lines.content(index)), []).append(index)
    heads = {}
    for key, at in places.items():
        if sum(map(str.isalpha, key)) < 10 or key[0].islower() or _OF_REFERENCE.search(key):
            continue
        # a line that opens or closes two pages is a head; elsewhere it has to come three times
        enough = 2 if paged and all(_at_edge(lines, i) for i in at) else 3
        if len(at) >= enough and min(b - a for a, b in pairwise(at)) >= _HEAD_SPREAD:
            heads[key] = at
    return heads


def _near_breaks(lines: Lines) -> list[int]:
    """Return the first and the last few lines of every page."""
    pages = lines.pages
    size = len(pages)
    return [
        i
        for i in range(size)
        if pages[max(0, i - _PAGE_EDGE)] != pages[i] or pages[min(size - 1, i + _PAGE_EDGE)] != pages[i] or i < _PAGE_EDGE
    ]


def _at_edge(lines: Lines, index: int) -> bool:
    """Tell whether a line is the first or the last one of its page."""
    return (
        index == 0
        or index + 1 == len(lines)
        or lines.pages[index] != lines.pages[index + 1]
        or lines.pages[index] != lines.pages[index - 1]
    )


def _without_furniture(lines: Lines, document: Document) -> Lines:
    text = document.text
    paged = "\f" in text
    # what the file's own pages and tags have told apart needs no second guess
    settled = any(b.page for b in document.blocks)
    notes = [one.span for one in document.listed if one.kind != "bibliography"]
    left = sorted([*(b.span for b in document.blocks if b.kind == "running-head"), *notes], key=lambda span: span.start)
    ends = [span.end for span in left]
    heads = _running_heads(lines, paged) if len(lines) > 40 and not settled else {}
    headed = frozenset(index for at in heads.values() for index in at)
    kept = Lines(text)
    left_out = False  # the blank lines around what a page adds are the page's, not the text's
    size = len(lines)
    for index in range(size):
        furniture = index in headed
        if left:
            after = bisect_right(ends, lines.starts[index])
            furniture = furniture or (after < len(left) and left[after].start < lines.ends[index])
        if lines.ends[index] - lines.starts[index] < 24 and not settled and not furniture:
            furniture = _is_page_number(lines, index, paged)
        if furniture:
            left_out = True
            continue
        broken = left_out or (len(kept) > 0 and kept.pages[-1] != lines.pages[index])
        kept.append(lines.starts[index], lines.ends[index], lines.indents[index], -1 if broken else lines.gaps[index], lines.pages[index])
        left_out = False
    return kept


def _is_page_number(lines: Lines, index: int, paged: bool) -> bool:
    line = lines.content(index)
    number = _PAGE_NUMBER.fullmatch(line)
    if number is None:
        return False
    digits = number[1].isdigit()
    if paged:
        return _at_edge(lines, index) and (digits or len(line) < 12)
    lone = index + 1 == len(lines) or lines.gaps[index + 1] > 0 or lines.gaps[index] > 0 or lines.indents[index] > 20
    return lone and digits and len(number[1]) != 4 and not _is_list_number(lines, index)


def _is_list_number(lines: Lines, index: int) -> bool:
    """Tell whether a number alone on its line is the number of an entry that follows: its fellows are near."""
    number = re.sub(r"\D", "", lines.content(index))
    if not number:
        return False
    wanted = {str(int(number) + 1), str(int(number) - 1)}
    for other in range(max(0, index - _NEAR), min(len(lines), index + _NEAR + 1)):
        if other != index and lines.ends[other] - lines.starts[other] < 8 and re.sub(r"\D", "", lines.content(other)) in wanted:
            return True
    return False


# --- two columns side by side ------------------------------------------------------------------------------------


def _gutter(rows: Sequence[tuple[int, str]], known: int = 0) -> int:
    """Return the column at which the right half of two-column rows begins, 0 where the page has one column.

    A gutter is a strip of blanks that nearly every row leaves free and that many rows have text behind: half of
    them, or, at the gutter ``known`` from the document's other pages, a few.
    """
    width = max(indent + len(row) for indent, row in rows)
    if width < 60:
        return 0
    taken = array("i", bytes(4 * (width + 2)))
    begins: Counter[int] = Counter()
    for indent, row in rows:
        for at, character in enumerate(row, indent):
            if character != " ":
                taken[at] += 1
        for match in _WIDE_GAP.finditer(row):
            begins[indent + match.end()] += 1
        if indent > 20:
            begins[indent] += 1
    best, where = 0, 0
    for column in begins:
        if not (abs(column - known) < 4 if known else width * 0.3 < column < width * 0.7):
            continue
        crossing = max(taken[column - 1], taken[column - 2])
        behind = sum(begins[c] for c in range(column, column + 5))
        if crossing * 10 <= len(rows) and behind * (8 if known else 3) > len(rows) and behind > best:
            best, where = behind, column
    return where


def _untwined(lines: Lines, pages: set[int]) -> Lines:
    """Print the right column of each two-column page under the left one."""
    stretches: list[tuple[int, int]] = []
    for index, page in enumerate(lines.pages):
        if not stretches or lines.pages[stretches[-1][0]] != page:
            stretches.append((index, index))
        stretches[-1] = (stretches[-1][0], index + 1)
    gutters: Counter[int] = Counter()
    found: dict[int, int] = {}
    for first, stop in stretches:
        if lines.pages[first] in pages and (gutter := _gutter(_rows(lines, first, stop))):
            found[first] = gutter
            gutters[gutter] += 1
    usual = gutters.most_common(1)[0][0] if gutters else 0
    if not usual:
        return lines
    result = Lines(lines.text)
    for first, stop in stretches:
        gutter = found.get(first) or _gutter(_rows(lines, first, stop), usual)
        if gutter:
            _append_columns(lines, first, stop, gutter, result)
        else:
            for i in range(first, stop):
                result.append(lines.starts[i], lines.ends[i], lines.indents[i], lines.gaps[i], lines.pages[i])
    return result


def _rows(lines: Lines, first: int, stop: int) -> list[tuple[int, str]]:
    return [(lines.indents[i], lines.content(i)) for i in range(first, stop)]


def _append_columns(lines: Lines, first: int, stop: int, gutter: int, result: Lines) -> None:
    left: list[tuple[int, int, int, int]] = []
    right: list[tuple[int, int, int, int]] = []
    left_gap = right_gap = 0

    def flush() -> None:
        nonlocal left_gap, right_gap
        for start, end, indent, gap in left:
            result.append(start, end, indent, gap, lines.pages[first])
        for at, (start, end, indent, gap) in enumerate(right):
            # the top of a column is like the top of a page
            result.append(start, end, indent, gap if at or not left else -1, lines.pages[first])
        left.clear()
        right.clear()
        left_gap = right_gap = 0

    for i in range(first, stop):
        row, indent, start = lines.content(i), lines.indents[i], lines.starts[i]
        left_gap += max(0, lines.gaps[i])
        right_gap += max(0, lines.gaps[i])
        cut = gutter - indent
        if cut <= 2:
            right.append((start, lines.ends[i], max(0, indent - gutter), right_gap))
            right_gap, left_gap = 0, left_gap + 1
            continue
        # a little play, because a justified row may begin a blank or two off
        split = next((c for c in (cut, cut - 1, cut + 1, cut - 2, cut + 2) if 2 <= c <= len(row) and row[c - 2 : c].isspace()), 0)
        if not split and len(row) > cut:
            flush()  # a line across both columns: a title, a table
            result.append(start, lines.ends[i], indent, lines.gaps[i], lines.pages[i])
            continue
        head = row[:split].rstrip() if split else row
        left.append((start, start + len(head), indent, left_gap))
        left_gap = 0
        tail = row[split:].lstrip() if split else ""
        if tail:
            at = start + len(row) - len(tail)
            right.append((at, lines.ends[i], max(0, indent + len(row) - len(tail) - gutter), right_gap))
            right_gap = 0
        else:
            right_gap += 1
    flush()
