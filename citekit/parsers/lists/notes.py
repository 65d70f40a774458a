"""A paper's footnotes, and its own «For citation» lines.

Footnotes are found where they stand: at the foot of a page in the middle of the text, at the end of a section, or
all together at the end. Their numbers make a count, and a note that only comments is a note all the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citekit.parsers.lists.headings import ends_list, heading_kind
from citekit.parsers.lists.likeness import end_score, likeness, start_score
from citekit.parsers.lists.markers import Marker, chain_of, marker_of
from citekit.parsers.lists.split import Piece, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.parsers.lists.lines import Lines

__all__ = ["Note", "find_notes", "find_own_lines"]


class Note(NamedTuple):
    """A footnote or a «For citation» line: its lines in the file, its ``number``, and its lines in :class:`Lines`."""

    pieces: tuple[Piece, ...]
    number: str
    lines: tuple[int, int]


_LONGEST = 60  # characters of «For citation»
_MOST_LINES = 25
_MOST_TEXT = 1500
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKDOWN = re.compile(r"\[\^([\w-]{1,20})\]:\s*")
_NOTE_WORDS = re.compile(
    r"(?:ibid|ид\.|op\. cit|idem|loc\. cit|там же|указ\. соч|см\b|ср\b|подробнее|цит\. по|see\b|cf\b|quoted|cited|e\.g\.|supra|for (?:a|more|instance|example)|according to"
    r"|https?:|www\.|<http|url\b|\"|“|«|\*)",
    re.IGNORECASE,
)
_ADDRESS_LINE = re.compile(r"<?(?:https?://|www\.)\S+>?\.?$")


# --- the paper's own line -----------------------------------------------------------------------------------------


def find_own_lines(lines: Lines) -> list[Note]:
    """Return the lines in which the paper says how to cite it, at most one in each of its languages."""
    found: list[Note] = []
    for index in range(len(lines)):
        text = lines.text[lines.starts[index] : min(lines.ends[index], lines.starts[index] + _LONGEST + 20)]
        head, colon, _ = text.partition(":")
        if len(head) > _LONGEST or (not colon and len(text) > _LONGEST):
            continue
        if not _may_be_own(head) or heading_kind(head) != "self":
            continue
        first = index
        start = lines.starts[index] + len(head) + len(colon)
        rest = lines.text[start : lines.ends[index]].strip(" \t*_")
        if not rest:
            first, start = index + 1, 0
        note = _own_line(lines, first, start)
        if note is not None:
            found.append(note._replace(lines=(index, note.lines[1])))
            if len(found) > 3:
                break
    return found


_OWN_WORDS = re.compile(r"цит|ссыл|библ|цитув|дәйек|cit|cite|acm|apa|link", re.IGNORECASE)


def _may_be_own(head: str) -> bool:
    return _OWN_WORDS.search(head) is not None


def _own_line(lines: Lines, first: int, start: int) -> Note | None:
    pieces: list[Piece] = []
    raw = ""
    stop = first
    for index in range(first, min(len(lines), first + 15)):
        content = lines.content(index)
        if index > first:
            if lines.gaps[index] > 0 or ends_list(content) or heading_kind(content):
                break
            whole = likeness(raw) >= 2 and end_score(raw[-200:]) >= 0.8 and _YEAR.search(raw)
            if whole and start_score(content[:160]) >= 0:
                break
        begin = lines.starts[index] if index > first or not start else start
        piece = lines.text[begin : lines.ends[index]]
        begin += len(piece) - len(piece.lstrip(" \t*_"))
        pieces.append((begin, lines.ends[index]))
        raw = joined(lines.text, pieces)[0]
        stop = index + 1
        if len(raw) > _MOST_TEXT:
            return None
    if not raw or _YEAR.search(raw) is None or likeness(raw) < 0.5:
        return None
    return Note(tuple(pieces), "", (first, stop))


# --- footnotes ----------------------------------------------------------------------------------------------------


def find_notes(lines: Lines, taken: Sequence[tuple[int, int]]) -> list[Note]:
    """Return the footnotes outside the stretches of lines ``taken`` by reference lists and the paper's own line."""
    busy = {index for first, stop in taken for index in range(first, stop)}
    found = _markdown_notes(lines, busy)
    if found:
        return found
    for style in ("super", "bare", "[]"):
        found = _numbered_notes(lines, busy, style)
        if found:
            return found
    return []


def _markdown_notes(lines: Lines, busy: set[int]) -> list[Note]:
    found = []
    for index in range(len(lines)):
        start = lines.starts[index]
        if index in busy or lines.text[start : start + 2] != "[^":
            continue
        match = _MARKDOWN.match(lines.text, start, lines.ends[index])
        if match is None:
            continue
        stop = index + 1
        while stop < len(lines) and stop - index < _MOST_LINES and (lines.gaps[stop] <= 0 or lines.indents[stop] >= 2) and stop not in busy:
            if lines.text.startswith("[^", lines.starts[stop]) or (lines.gaps[stop] > 0 and lines.indents[stop] < 2):
                break
            stop += 1
        pieces = ((match.end(), lines.ends[index]), *((lines.starts[i], lines.ends[i]) for i in range(index + 1, stop)))
        found.append(Note(pieces, match[1], (index, stop)))
    return found


def _marked(lines: Lines, busy: set[int], style: str) -> list[tuple[int, Marker]]:
    """Return the lines that begin with a note's mark of one style."""
    firsts = {"super": "⁰¹²³⁴⁵⁶⁷⁸⁹", "bare": "0123456789", "[]": "["}[style]
    marked = []
    for index in range(len(lines)):
        if index in busy or lines.text[lines.starts[index]] not in firsts:
            continue
        marker = marker_of(lines.text[lines.starts[index] : min(lines.ends[index], lines.starts[index] + 200)])
        if marker is None or marker.style != style or marker.number is None or marker.length >= lines.ends[index] - lines.starts[index]:
            continue
        if style != "super" and lines.gaps[index] == 0 and not (index and _begins_note(lines, index - 1, style)):
            continue
        marked.append((index, marker))
    return marked


def _begins_note(lines: Lines, index: int, style: str) -> bool:
    marker = marker_of(lines.content(index)[:200])
    return marker is not None and marker.style == style


def _numbered_notes(lines: Lines, busy: set[int], style: str) -> list[Note]:
    marked = _marked(lines, busy, style)
    if not marked:
        return []
    chain = set(chain_of([marker for _, marker in marked]))
    if style == "super":
        # a superscript figure before a line is hardly anything else; the count may have holes
        members = [m for i, m in enumerate(marked) if i in chain or lines.gaps[m[0]] != 0]
    else:
        members = [m for i, m in enumerate(marked) if i in chain]
    begins = {index for index, _ in members}
    notes = [_note(lines, index, marker, begins, busy) for index, marker in members]
    if style == "super":
        return notes
    if len(notes) < 2 or members[0][1].number not in (1, 2):
        return []
    raws = [joined(lines.text, note.pieces)[0] for note in notes]
    sourced = sum(likeness(raw) > 0.5 or _NOTE_WORDS.match(raw) is not None for raw in raws)
    return notes if sourced * 2 >= len(raws) else []


def _note(lines: Lines, index: int, marker: Marker, begins: set[int], busy: set[int]) -> Note:
    pieces = [(lines.starts[index] + marker.length, lines.ends[index])]
    stop = index + 1
    while stop < len(lines) and stop - index < _MOST_LINES and stop not in begins and stop not in busy:
        content = lines.content(stop)
        before = lines.text[pieces[-1][0] : pieces[-1][1]]
        if lines.gaps[stop] != 0:
            # the address of a note that a converter set as a paragraph of its own
            lone = _ADDRESS_LINE.match(content) is not None and end_score(before[-200:]) < 0.8
            if not lone:
                break
        elif heading_kind(content) or ends_list(content):
            break
        pieces.append((lines.starts[stop], lines.ends[stop]))
        stop += 1
    return Note(tuple(pieces), str(marker.number), (index, stop))
