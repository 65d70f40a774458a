"""What a style is: a function from a record to rich text, its options, and its order of entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

import msgspec

from citekit.formatters.richtext import RichText
from citekit.model import Diagnostic, Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Bibliography", "Entry", "ListStyle", "Option", "Style"]


class Option(msgspec.Struct, frozen=True):
    """An option of a style: its default, the values it takes (empty: any text), and what it does."""

    default: str
    values: tuple[str, ...] = ()
    purpose: str = ""


class Style(Protocol):
    """A style of bibliography. Built-in and third-party styles (entry point ``citekit.styles``) are alike."""

    name: str
    title: str
    options: Mapping[str, Option]
    sort: str  # the order that the style asks for: a name of citekit.formatters.sorting

    def entry(self, record: Record, options: Mapping[str, str]) -> tuple[RichText, tuple[Diagnostic, ...]]:
        """Return one record as the style prints it, and what it had to leave out or guess."""
        ...


@runtime_checkable
class ListStyle(Protocol):
    """A style that must see the ordered list before it prints an entry: APA tells 2019a from 2019b."""

    def prepared(self, records: Sequence[Record], options: Mapping[str, str]) -> tuple[Record, ...]:
        """Return the records as they are to be printed, one for one."""
        ...


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One printed reference: its place in the list from 1, its language, its text."""

    record: Record
    text: RichText
    number: int
    language: str
    diagnostics: tuple[Diagnostic, ...] = ()


class Bibliography(msgspec.Struct, frozen=True, kw_only=True):
    """A finished list in one style, in order; ``numbered`` where citations name its items by number."""

    style: str
    entries: tuple[Entry, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    heading: str = ""
    numbered: bool = False

    @property
    def first_number(self) -> int:
        """The number of the first entry: 1, or more where the numbers go on from a list before."""
        return self.entries[0].number if self.entries else 1
