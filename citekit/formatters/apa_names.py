"""Names as APA 7 sets them: «Family, I. I.» in the heading, «I. I. Family» elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.formatters.richtext import NO_BREAK, RichText, rich

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.model import Name

__all__ = ["heading_names", "initials", "inner_names"]

LONGEST_LIST = 20  # APA 7, 9.8: up to 20 names are all given; of more, the first 19 and the last
_HYPHENS = re.compile(r"[‐‑‒–-]")


def _initial(word: str, *, abbreviated: bool) -> str:
    """Return one given name's initial with its dot; «Дж.» and «Yu.» stay as printed."""
    letters = word.strip("'’ʹʼ`\"")
    if not letters:
        return ""
    if abbreviated and len(letters) <= 3:  # longer than a digraph it is a short form such as «Alex.»
        return f"{letters}."
    return f"{letters[0].upper()}."


def _of_word(word: str, *, run_together: bool) -> list[str]:
    pieces = word.split(".")
    found: list[str] = []
    for place, piece in enumerate(pieces):
        if not piece:
            continue
        if run_together and place == len(pieces) - 1 and piece.isupper() and 2 <= len(piece) <= 3:
            found.extend(f"{letter}." for letter in piece)
        else:
            found.append(_initial(piece, abbreviated=place < len(pieces) - 1))
    return [initial for initial in found if initial]


def initials(given: str) -> str:
    """Return the initials of given names, with no-break blanks between.

    Hyphens stay, particles that are written small stay as words, capitals run together part.

    >>> [initials(g).replace(chr(160), " ") for g in ("Lev Semenovich", "Jean-Paul", "А.С.", "AE", "Дж. Р. Р.", "Ludwig van")]
    ['L. S.', 'J.-P.', 'А. С.', 'A. E.', 'Дж. Р. Р.', 'L. van']
    """
    run_together = given == given.upper()
    out: list[str] = []
    for word in given.split():
        if word[0].islower() and len(word) > 1 and not word.endswith("."):
            out.append(word)
            continue
        parts = [_of_word(part, run_together=run_together) for part in _HYPHENS.split(word)]
        joined = "-".join(NO_BREAK.join(part) for part in parts if part)
        if joined:
            out.append(joined)
    return NO_BREAK.join(out)


def _inverted(name: Name) -> str:
    if name.is_body or not name.family:
        return name.full_family or name.given
    family = f"{name.non_dropping_particle} {name.family}".strip()
    given = NO_BREAK.join(part for part in (initials(name.given), name.dropping_particle) if part)
    return ", ".join(part for part in (family, given, name.suffix) if part)


def _straight(name: Name) -> str:
    if name.is_body or not name.family:
        return name.full_family or name.given
    given = initials(name.given)
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
