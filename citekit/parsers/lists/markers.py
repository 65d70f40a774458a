"""The marks before a list's entries: «1.», «[1]», «1)», «•», «-», «[Smi01]», figures that a font hid.

A number is a list's own only where its fellows stand in the lines around it; :func:`chain_of` finds the longest
row of them, with restarts and small holes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Marker", "chain_of", "marker_of", "next_marker"]

MarkerKind = Literal["number", "bullet", "dash", "label"]


class Marker(NamedTuple):
    """A mark at a line's beginning: its ``text``, what it is, its ``number``, and how many characters to take off."""

    text: str
    kind: MarkerKind
    style: str
    number: int | None
    length: int


_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# symbol fonts keep their characters at F000 + code
_HIDDEN = {code: chr(code - 0xF000) for code in range(0xF020, 0xF07F)}
_BOLD = r"(?:\*\*|__|\*)?"
_NUMBER = re.compile(
    rf"{_BOLD}(?P<open>\\?\[|\()?\s?(?P<n>\d{{1,4}})(?:\s?(?P<close>\\?\]\.?|\)\.?|\\?\.\)?))?(?:\*\*|__|\*)?(?P<blank>\s*)"
)
_BULLET = re.compile(r"(?:[↑^]\s+|[•·▪●■►◦‣∙○◆♦✓➢➤→¨§\u25a0-\u25ff\ue000-\uf8ff]\s*|[*+]\s+)")
_BIBITEM = re.compile(r"\\bibitem\s{0,3}(?:\[[^\]]{0,80}\])?\s{0,3}\{[^{}]{0,120}\}\s*")
_BACK_LINK = re.compile(r"(?:[↑^]\s?){1,3}(?:(?:[a-zа-я]\s){1,9}|(?:\d{1,2},\d{1,2}\s){1,9})?(?=\S)")
_DASH = re.compile(r"(?:[-–—−―‒])\s+(?![-–—])")
_LABEL = re.compile(
    r"\\?\[(?:[^\W\d_][\w+’'.-]{0,24}(?:[ ,&]{1,3}[^\W\d_][\w.’'-]{0,24}){0,3},?\s?(?:\d{2}|\d{4})[a-zа-я]?|[A-ZА-ЯЁ][A-ZА-ЯЁ+]{1,7})\\?\]\s+(?=\S)"
)
_SUPER = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}\s*")
_AFTER = re.compile(r"[↑^]|[\\\"“”«„‘'*_\[(<№]{0,4}\s?[^\W\d_a-zа-яё]|[\\\"“”«„‘'*_\[(<]{0,4}\d|[a-zа-яёіїєґ]|[—–_-]{1,4}|https?:|www\.")
_IMPRINT_AFTER = re.compile(r"[A-ZА-ЯЁ][\w.-]{0,18}\s?:\s?[«\"]?[A-ZА-ЯЁ]")  # «– М. : Наука»
_CAPITAL_AFTER = re.compile(
    r"[—–_-]{2,}|[\\\"“”«„‘'*_\[(<]{0,4}\s?(?:(?:van|von|de|der|den|del|della|di|da|dos|du|el|al|d|фон|де|ван|аль|эль)['’ -]{1,2}){0,3}[A-ZÀ-ÞА-ЯЁЄІЇҐĀ-Ž]"
)
_INNER_AFTER = re.compile(
    r"(?:[СCсcРPpТTS]\.\s?\d|[СCР]\.$|№|–\s?[СCРPТ]\.|[–—-]\s?[СCсcРPpS]\.|\d{4}\.|pp?\.|Vol\b|No\.\s?\d|URL\b|DOI\b)"
)


def marker_of(line: str) -> Marker | None:
    """Return the mark that a line begins with, or nothing.

    >>> marker_of("[12] Smith J. Soft power")[3:], marker_of("2. С. 15–20")
    ((12, 5), None)
    """
    first = line[0]
    if first in "⁰¹²³⁴⁵⁶⁷⁸⁹":
        match = _SUPER.match(line)
        assert match is not None
        number = int(match[0].strip().translate(_SUPERSCRIPTS))
        return Marker(match[0].strip(), "number", "super", number, match.end())
    if "\ue000" <= first <= "\uf8ff":
        plain = line[:12].translate(_HIDDEN)
        if (match := _NUMBER.match(plain)) and match["close"]:
            return Marker(match[0].strip(), "number", "hidden", int(match["n"]), match.end())
        match = _BULLET.match(line)
        assert match is not None
        return Marker(match[0].strip(), "bullet", "hidden", None, match.end())
    if match := _NUMBER.match(line):
        marker = _number(line, match)
        if marker is not None and (link := _BACK_LINK.match(line, marker.length)) is not None:
            marker = marker._replace(length=link.end())  # a wiki's way back to the text
        return marker
    if match := _BULLET.match(line):
        return Marker(match[0].strip(), "bullet", match[0].strip(), None, match.end())
    if first in "-–—−―‒" and (match := _DASH.match(line)):
        rest = line[match.end() :]
        if _INNER_AFTER.match(rest) or _IMPRINT_AFTER.match(rest) or not _AFTER.match(rest) or rest[0].isdigit():
            return None
        return Marker(match[0].strip(), "dash", match[0].strip(), None, match.end())
    if first == "\\" and (match := _BIBITEM.match(line)):
        return Marker("", "label", "bibitem", None, match.end())
    if first in "[\\" and (match := _LABEL.match(line)):
        return Marker(match[0].strip(), "label", "label", None, match.end())
    return None


def _number(line: str, match: re.Match[str]) -> Marker | None:
    opened, closed, blank = (match["open"] or "").strip("\\"), (match["close"] or "").strip("\\"), match["blank"]
    rest = line[match.end() :]
    number = int(match["n"])
    text = match[0].strip()
    if bool(opened) != (closed[:1] in ("]", ")")) and not (not opened and closed[:1] == ")"):
        return None
    if opened == "[" and closed[:1] != "]":
        return None
    if opened == "(" and (1800 < number < 2100 or not blank):
        return None
    if not rest:
        # alone on its line: only with its punctuation is it a list's number
        return Marker(text, "number", opened + closed, number, len(line)) if closed and (opened or not 1500 < number < 2100) else None
    if not _AFTER.match(rest) or _INNER_AFTER.match(rest):
        return None
    if not closed:
        if not blank or not _CAPITAL_AFTER.match(rest) or number > 999:
            return None
        return Marker(text, "number", "bare", number, match.end())
    if not blank and not opened and (rest[0].isdigit() or not _CAPITAL_AFTER.match(rest)):
        return None
    if 1500 < number < 2100 and not opened:
        return None  # a year that a line broke before
    return Marker(text, "number", opened + closed.rstrip("."), number, match.end())


# «Т. 2», «№ 2», «С. 2» are no marks, but «214 с. 2.» is one
_OTHER_FIGURE = re.compile(r"(?:№|\b[VvNnТтСсРPpCc]\.|\b[Vv]ol\.|\b[Nn]o\.|\b[Вв]ып\.|\bpp\.|\b[Чч]\.|\b[Кк]н\.)\s*$")
_EXTENT = re.compile(r"\d\s?[сcpСP]\.\s*$")
_BEFORE = 12


class _Link(NamedTuple):
    score: float
    row: int
    number: int
    back: _Link | None


def chain_of(markers: Sequence[Marker | None]) -> tuple[int, ...]:
    """Return the rows whose numbers make the list's own count: 1, 2, 3 …, with restarts at 1 and small holes.

    >>> dots = [marker_of(line) for line in ("1. Ivanov", "no. 7", "2. Petrov", "7. Sidorov", "3. Smith")]
    >>> chain_of(dots)
    (0, 2, 4)
    """
    best: _Link | None = None
    by_style: dict[str, dict[int, _Link]] = {}
    top: dict[str, _Link] = {}
    for row, marker in enumerate(markers):
        if marker is None or marker.number is None:
            continue
        n, style = marker.number, marker.style
        link = _Link(1.0 if n == 1 else max(-1.5, 0.6 - 0.15 * n), row, n, None)
        for other, numbers in by_style.items():
            strange = 0.0 if other == style else 0.6
            for hole, worth in ((1, 1.0), (2, 0.2), (3, -0.1)):
                back = numbers.get(n - hole)
                if back is not None and back.score + worth - strange > link.score:
                    link = _Link(back.score + worth - strange, row, n, back)
            back = top[other]
            if n == 1 and back.number > 1 and back.score + 0.2 - strange > link.score:
                link = _Link(back.score + 0.2 - strange, row, n, back)
        known = by_style.setdefault(style, {})
        if n not in known or link.score >= known[n].score:
            known[n] = link
        if style not in top or link.score > top[style].score:
            top[style] = link
        if best is None or link.score > best.score:
            best = link
    rows = []
    at = best
    while at is not None:
        rows.append(at.row)
        at = at.back
    return tuple(reversed(rows))


@cache
def _inside(style: str) -> re.Pattern[str] | None:
    """Return what a list's mark looks like inside a line, the number being its first group."""
    shape = {
        "": r"(\d{1,4})\.",
        ")": r"(\d{1,4})\)\.?",
        "[]": r"\\?\[(\d{1,4})\\?\]\.?",
        "()": r"\((\d{1,4})\)\.?",
        ".)": r"(\d{1,4})\.\)",
    }.get(style)
    if shape is None:
        return None
    space = r"\s*" if style in ("[]", "()") else r"\s{1,4}"
    behind = r"[\"“«„'‘*_\[]{0,3}(?:[A-ZÀ-ÞА-ЯЁЄІЇҐĀ-Ž0-9]|https?:|(?:van|von|de|der|den|di|da|du|le|la|el|al|фон|де|ван)[\s-])|[—–_]{2}"
    return re.compile(rf"(?<![\w.,:№/-]){shape}{space}(?={behind})")


def next_marker(text: str, number: int, style: str, start: int = 1) -> tuple[int, int] | None:
    """Return where, inside a text, the mark of entry ``number`` stands: its start and the start of the entry.

    The list's own style is asked for, so that a volume or a page of the same figure is not taken for it.
    """
    pattern = _inside(style)
    if pattern is None:
        return None
    for match in pattern.finditer(text, start):
        if int(match[1]) != number:
            continue
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if _OTHER_FIGURE.search(before) is None or _EXTENT.search(before) is not None:
            return match.start(), match.end()
    return None
