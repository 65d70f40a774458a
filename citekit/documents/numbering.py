"""The numbers that Word computes for its lists, from ``word/numbering.xml``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Numbering", "W"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_MOST = 100_000


class _Level(NamedTuple):
    start: int
    form: str
    text: str
    style: str


def _figure(element: _Element | None, default: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return int(value) if re.fullmatch(r"\d{1,6}", value) else default


def _roman(number: int) -> str:
    result = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        result += letters * min(count, 20)
    return result


def _letter(number: int, alphabet: str) -> str:
    count, at = divmod(max(1, number) - 1, len(alphabet))
    return alphabet[at] * min(count + 1, 10)


def printed(number: int, form: str) -> str:
    """Return a number in one of Word's formats (``decimal``, ``lowerRoman``, ``russianLower`` …)."""
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(min(number, _MOST))
        return roman.upper() if form[0] == "u" else roman
    if form in ("lowerLetter", "upperLetter"):
        letter = _letter(number, "abcdefghijklmnopqrstuvwxyz")
        return letter.upper() if form[0] == "u" else letter
    if form in ("russianLower", "russianUpper"):
        letter = _letter(number, _RUSSIAN)
        return letter.upper() if form.endswith("Upper") else letter
    if form == "decimalZero":
        return f"{number:02d}"
    return "" if form == "none" else str(number)


class Numbering:
    """Counts the items of a document's lists: ask for each numbered paragraph's mark in the document's order."""

    def __init__(self, root: _Element | None) -> None:
        """Read the root of ``numbering.xml``, None where a document has none."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        for abstract in root.iter(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId", "")
            levels = self._levels.setdefault(name, {})
            for level in abstract.iter(f"{W}lvl"):
                at = level.get(f"{W}ilvl", "0")
                if at.isdecimal() and len(at) < 3:
                    levels[int(at)] = self._level(level)
        for num in root.iter(f"{W}num"):
            link = num.find(f"{W}abstractNumId")
            own = num.get(f"{W}numId", "")
            self._lists[own] = link.get(f"{W}val", "") if link is not None else ""
            for override in num.iter(f"{W}lvlOverride"):
                at = override.get(f"{W}ilvl", "0")
                begin = override.find(f"{W}startOverride")
                if begin is not None and at.isdecimal():
                    self._starts[own, int(at)] = _figure(begin, 1)

    @staticmethod
    def _level(level: _Element) -> _Level:
        def value(name: str) -> str:
            found = level.find(f"{W}{name}")
            return found.get(f"{W}val", "") if found is not None else ""

        return _Level(_figure(level.find(f"{W}start"), 1), value("numFmt") or "decimal", value("lvlText"), value("pStyle"))

    def mark(self, number: str, level: int) -> str:
        """Return the mark of the next paragraph of list ``number`` (a ``numId``) at ``level`` from 0; empty for none."""
        abstract = self._lists.get(number, "")
        levels = self._levels.get(abstract, {})
        own = levels.get(level)
        if own is None:
            return ""
        if own.form == "bullet":
            return "•"
        counts = self._counts.setdefault(abstract, {})
        restart = self._starts.get((number, level))
        if restart is not None and (number, level) not in self._begun:
            counts[level] = restart
        else:
            counts[level] = counts[level] + 1 if level in counts else own.start
        self._begun.add((number, level))
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]

        def part(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            one = levels.get(at)
            return printed(counts.get(at, one.start), one.form) if one is not None else ""

        return re.sub(r"%(\d)", part, own.text)[:40].strip()
