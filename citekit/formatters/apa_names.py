"""Names as APA 7 sets them: «Family, I. I.» in the heading, «I. I. Family» elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.formatters.richtext import NO_BREAK, RichText, rich
from citekit.language.typography import spaced_initials

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.model import Name

__all__ = ["heading_names", "inner_names"]

LONGEST_LIST = 20  # APA 7, 9.8: up to 20 names are all given; of more, the first 19 and the last


def _inverted(name: Name) -> str:
    if name.is_body or not name.family:
        return name.full_family or name.given
    family = f"{name.non_dropping_particle} {name.family}".strip()
    given = NO_BREAK.join(part for part in (spaced_initials(name.given), name.dropping_particle) if part)
    return ", ".join(part for part in (family, given, name.suffix) if part)


def _straight(name: Name) -> str:
    if name.is_body or not name.family:
        return name.full_family or name.given
    given = spaced_initials(name.given)
    return (f"{given}{NO_BREAK}" if given else "") + " ".join(part for part in (name.full_family, name.suffix) if part)


def heading_names(names: Sequence[Name], field: str, et_al: str = "") -> RichText:
    """Return the names that head a reference, inverted; ``et_al`` closes a list that was cut short in print.

    APA 7, 9.8: a comma before «&», but not between two organisations; of more than 20 the first 19, «…», the last.
    """
    printed = [rich(text, field) for name in names if (text := _inverted(name))]
    if et_al:
        return RichText.join(", ", [*printed, et_al])
    if len(printed) > LONGEST_LIST:
        return RichText.join(", ", printed[: LONGEST_LIST - 1]) + ", … " + printed[-1]
    if len(printed) < 2:
        return RichText.join("", printed)
    last = " & " if len(printed) == 2 and names[0].is_body else ", & "
    return RichText.join(", ", printed[:-1]) + last + printed[-1]


def inner_names(names: Sequence[Name], field: str, et_al: str = "") -> RichText:
    """Return names in their natural order, as in «In A. Family & B. Family (Eds.)» and in parentheses."""
    printed = [rich(text, field) for name in names if (text := _straight(name))]
    if et_al:
        return RichText.join(", ", [*printed, et_al])
    if len(printed) < 3:
        return RichText.join(" & ", printed)
    return RichText.join(", ", printed[:-1]) + ", & " + printed[-1]
