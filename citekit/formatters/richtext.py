"""Rich text: runs with emphasis, links, and the field of the record that each came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["NO_BREAK", "RichText", "Run", "rich"]

NO_BREAK = "\u00a0"


class Run(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of text set in one way. ``field`` names the CSL field it prints; empty for punctuation."""

    text: str
    field: str = ""
    italic: bool = False
    bold: bool = False
    small_caps: bool = False
    href: str = ""


class RichText(msgspec.Struct, frozen=True):
    """An immutable sequence of runs; ``+`` joins, ``plain()`` strips."""

    runs: tuple[Run, ...] = ()

    def plain(self) -> str:
        """Return the text without its marks."""
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        for run in self.runs:  # noqa: SIM110  # a generator costs more than the rest of a description
            if run.text:
                return True
        return False

    def __add__(self, other: RichText | str) -> RichText:
        return RichText(self.runs + rich(other).runs)

    def __radd__(self, other: str) -> RichText:
        return rich(other) + self

    def italicised(self) -> RichText:
        """Return the text in italics."""
        return RichText(tuple(msgspec.structs.replace(run, italic=True) for run in self.runs))

    def linked(self, href: str) -> RichText:
        """Return the text as a link."""
        return RichText(tuple(msgspec.structs.replace(run, href=href) for run in self.runs))

    def without_tail(self, marks: str) -> RichText:
        """Return the text without any of ``marks`` at its end."""
        runs = list(self.runs)
        while runs:
            text = runs[-1].text.rstrip(marks)
            if text:
                runs[-1] = msgspec.structs.replace(runs[-1], text=text)
                break
            runs.pop()
        return RichText(tuple(runs))

    @staticmethod
    def join(separator: RichText | str, parts: Iterable[RichText | str]) -> RichText:
        """Return the parts that are not empty with ``separator`` between them."""
        runs: tuple[Run, ...] = ()
        between = rich(separator).runs
        for part in parts:
            one = rich(part)
            if one:
                runs = runs + between + one.runs if runs else one.runs
        return RichText(runs)


def rich(text: RichText | str, field: str = "", *, italic: bool = False, href: str = "") -> RichText:
    """Make rich text of a string; rich text comes back as it is.

    >>> (rich("Nature", "container-title", italic=True) + ", 1").plain()
    'Nature, 1'
    """
    if isinstance(text, RichText):
        return text
    return RichText((Run(text, field=field, italic=italic, href=href),)) if text else RichText()
