"""The marks between APA's elements: one full stop at each one's end, round and square brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from citekit.formatters.richtext import RichText, rich

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["bracketed", "parenthesised", "sentence"]


def sentence(text: RichText) -> RichText:
    """Close an element with a full stop, unless it closes itself; the stop goes inside English closing quotes (APA 7, 6.7).

    >>> [sentence(rich(t)).plain() for t in ("Forgetting?", "The “House”", "Slovo «delo»", "Wiley Inc.", "rech’")]
    ['Forgetting?', 'The “House.”', 'Slovo «delo».', 'Wiley Inc.', 'rech’.']
    """
    plain = text.plain().rstrip()
    if not plain:
        return RichText()
    inside = _closes_quotation(plain)
    bare = plain.rstrip("”\"’»)]'")
    if plain.endswith((".", "?", "!", "…")) or (plain[-1] in '”"’»' and bare.endswith((".", "?", "!", "…"))):
        return text
    if not inside:
        return text + "."
    last = text.runs[-1]
    return RichText((*text.runs[:-1], msgspec.structs.replace(last, text=f"{last.text[:-1]}.{last.text[-1]}")))


def _closes_quotation(plain: str) -> bool:
    last = plain[-1]
    if last == "”":
        return True
    if last == '"':
        return plain.count('"') % 2 == 0
    # An apostrophe may also be a soft sign or a possessive: only an opened quotation is closed.
    return last == "’" and plain.count("‘") > plain[:-1].count("’")


def parenthesised(groups: Iterable[RichText | str]) -> RichText:
    """Return the groups in one pair of parentheses with semicolons between; empty where there are none."""
    inner = RichText.join("; ", groups)
    return "(" + inner + ")" if inner else RichText()


def bracketed(text: RichText | str) -> RichText:
    """Return a description in square brackets with a capital at its head."""
    inner = rich(text)
    if not inner:
        return inner
    first = inner.runs[0]
    head = msgspec.structs.replace(first, text=first.text[:1].upper() + first.text[1:])
    return "[" + RichText((head, *inner.runs[1:])) + "]"
