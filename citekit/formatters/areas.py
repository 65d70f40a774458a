"""The one place where elements and areas of a description meet.

Everything that GOST 7.1-2003, 4.7 asks of two neighbours is done here: a prescribed mark never doubles the
dot of an abbreviation or an ellipsis, neighbours in square brackets share them, a dash does not begin a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from citekit.formatters.richtext import RichText, rich

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["DASH", "DOT", "EN_DASH_AREA", "capitalised", "elements", "ended", "joined", "joined_areas"]

DOT = ". "
DASH = ".\u00a0— "
EN_DASH_AREA = ".\u00a0– "
_DOTTED = (".", "…")
_ASKING = ("?", "!")


def _last(text: RichText) -> str:
    for run in reversed(text.runs):
        if run.text:
            return run.text[-1]
    return ""


def _first(text: RichText) -> str:
    for run in text.runs:
        if run.text:
            return run.text[0]
    return ""


def _is_bracketed(text: RichText) -> bool:
    """Tell whether one pair of square brackets holds the whole element."""
    plain = text.plain()
    return plain.startswith("[") and plain.endswith("]") and plain.count("[") == plain.count("]") == 1


def joined(left: RichText | str, mark: str, right: RichText | str) -> RichText:
    """Put the prescribed ``mark`` between two elements.

    A mark that begins with a dot loses it after an abbreviation's dot or an ellipsis (GOST 7.1-2003, 4.7.11);
    «?» and «!» stay and a dash follows with its dot, but a dot alone gives way to them. Two bracketed elements
    of an imprint share their brackets.

    >>> joined("3-е изд., доп.", ". — ", "М. : Наука").plain(), joined("[СПб.]", ", ", "[2004]").plain()
    ('3-е изд., доп. — М. : Наука', '[СПб., 2004]')
    """
    if not right:
        return rich(left)
    if not left:
        return rich(right)
    left, right = rich(left), rich(right)
    if mark.startswith(".") and _last(left) in _DOTTED:
        mark = mark[1:]
    elif mark == DOT and _last(left) in _ASKING:
        mark = " "
    elif mark == ", " and _is_bracketed(left) and _is_bracketed(right):
        return _without_last(left) + mark + _without_first(right)
    return left + mark + right


def _without_last(text: RichText) -> RichText:
    runs = [run for run in text.runs if run.text]
    runs[-1] = msgspec.structs.replace(runs[-1], text=runs[-1].text[:-1])
    return RichText(tuple(runs))


def _without_first(text: RichText) -> RichText:
    runs = [run for run in text.runs if run.text]
    runs[0] = msgspec.structs.replace(runs[0], text=runs[0].text[1:])
    return RichText(tuple(runs))


def elements(mark: str, parts: Iterable[RichText | str]) -> RichText:
    """Return the elements that are not empty with the prescribed ``mark`` between them."""
    whole = RichText()
    for part in parts:
        if part:
            whole = joined(whole, mark, part)
    return whole


def joined_areas(separator: str, areas: Iterable[RichText | str]) -> RichText:
    """Return the areas that are not empty with ``separator`` between: :data:`DOT`, :data:`DASH`, :data:`EN_DASH_AREA`."""
    return elements(separator, areas)


def ended(text: RichText) -> RichText:
    """Return the description with its final dot, once."""
    return text if not text or _last(text) in _DOTTED or _last(text) in _ASKING else text + "."


def capitalised(text: RichText | str) -> RichText:
    """Return the text with a capital at its beginning.

    >>> capitalised("вып. 3").plain()
    'Вып. 3'
    """
    text = rich(text)
    for index, run in enumerate(text.runs):
        if run.text:
            if not run.text[0].islower():
                return text
            better = msgspec.structs.replace(run, text=run.text[0].upper() + run.text[1:])
            return RichText((*text.runs[:index], better, *text.runs[index + 1 :]))
    return text
