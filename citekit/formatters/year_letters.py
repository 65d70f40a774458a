"""The letters that tell works of the same authors and year apart: 2019a, 2019b; n.d.-a (APA 7, 9.47)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from citekit.language import fold
from citekit.language.typography import spaced_initials

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.model import Record

__all__ = ["lettered", "year_letter"]

_KEY = "year-suffix"  # CSL's own name for it


def _letter(place: int) -> str:
    """Return a, b, …, z, aa, ab, … for 0, 1, ….

    >>> [_letter(n) for n in (0, 25, 26, 702)]
    ['a', 'z', 'aa', 'aaa']
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(97 + rest) + letters
    return letters


def lettered(records: Sequence[Record]) -> tuple[Record, ...]:
    """Return the records of an ordered list, those with the same heading and year carrying a letter each, in order.

    Records without names are told apart by their titles and carry none.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for place, record in enumerate(records):
        # As romanised: «Рязанцев С.» and Ryazantsev, S. are one heading.
        names = tuple((fold(name.full_family), fold(spaced_initials(name.given))) for name in record.creators)
        if names and not record.is_unread:
            groups.setdefault((names, record.issued.year or record.issued.literal), []).append(place)
    marked = list(records)
    for places in groups.values():
        if len(places) > 1:
            for count, place in enumerate(places):
                marked[place] = msgspec.structs.replace(marked[place], extra={**marked[place].extra, _KEY: _letter(count)})
    return tuple(marked)


def year_letter(record: Record) -> str:
    """Return the letter that :func:`lettered` gave the record, empty for none."""
    letter = record.extra.get(_KEY, "")
    return letter if isinstance(letter, str) and letter.isalpha() else ""
