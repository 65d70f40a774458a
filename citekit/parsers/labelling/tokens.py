"""Tokens: a reference cut at its punctuation, because «С.2–23» and «31(1)» are decided there."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

__all__ = ["Token", "tokenize"]

Spans = Iterable[tuple[int, int]]

# letters may carry marks (stress, diaeresis as its own code point) or a soft hyphen behind them
_MARK = r"[\u0300-\u036f\u00ad\u200b-\u200d]"
_LETTERS = rf"[^\W\d_]+(?:{_MARK}+[^\W\d_]*)*"
# a bare host needs an unmistakable ending; with a path, any ending of letters will do
_HOST = r"\b(?!\d+\.)[A-Za-z0-9][\w-]{1,62}(?:\.[\w-]{1,63}){0,4}?\."
_ADDRESS = r"[^\s<>\"«»“”„]"
_PLAIN = (
    rf"{_LETTERS}(?:['’ʼ\u2010\u2011-]{_LETTERS})*"
    r"|\d+"
    r"|//"
    r"|[^\s]"
)
_TOKEN = re.compile(_PLAIN)
_TOKEN_OR_ADDRESS = re.compile(
    rf"(?P<address>(?:https?|ftp)://{_ADDRESS}+|www\.{_ADDRESS}+|\b10\.\d{{4,9}}/{_ADDRESS}+"
    rf"|{_HOST}(?:[a-z]{{2,6}}/{_ADDRESS}*|(?:com|org|net|edu|gov|ru|su|ua|рф|info)\b(?![-\w@]|\.\w)))|{_PLAIN}"
)
# what an address cannot be without
_ADDRESS_HINT = re.compile(r"\.(?:[a-z]{2,6}/|(?:com|org|net|edu|gov|ru|su|ua|рф|info)\b)|://|www\.|\b10\.\d{4}")
_CLOSERS = {")": "(", "]": "[", "}": "{"}


class Token(msgspec.Struct, frozen=True, gc=False):
    """A piece of a reference: ``text`` at ``start:end`` (code points of the string that was cut).

    ``space_before`` says that white space stands before it, ``italic`` and ``bold`` that the source set it so.
    """

    text: str
    start: int
    end: int
    space_before: bool = False
    italic: bool = False
    bold: bool = False


def tokenize(text: str, italics: Spans = (), bolds: Spans = ()) -> tuple[Token, ...]:
    """Cut a reference into tokens that cover all of its characters but white space.

    A run of letters (with an inner apostrophe or hyphen), a run of digits, ``//`` and an address (URL, DOI,
    host) are one token each; every other character stands alone. ``italics`` and ``bolds`` are half-open
    spans of ``text``.

    >>> [t.text for t in tokenize("С.2–23 // Полис, 31(1). doi:10.1234/ab.(3).")]
    ['С', '.', '2', '–', '23', '//', 'Полис', ',', '31', '(', '1', ')', '.', 'doi', ':', '10.1234/ab.(3)', '.']
    """
    slanted, heavy = _covered(italics), _covered(bolds)
    tokens = []
    at = last = 0
    while hint := _ADDRESS_HINT.search(text, at):
        # an address may begin before its hint; behind the hint, look for the next one
        for match in _TOKEN_OR_ADDRESS.finditer(text, at):
            start, end = match.span()
            if match.lastgroup:
                end = start + _address_length(match[0])
                tokens.append(Token(text[start:end], start, end, start > last, start in slanted, start in heavy))
                at = last = end
                break
            tokens.append(Token(match[0], start, end, start > last, start in slanted, start in heavy))
            at = last = end
            if end > hint.end():
                break
    for match in _TOKEN.finditer(text, at):
        start, end = match.span()
        tokens.append(Token(match[0], start, end, start > last, start in slanted, start in heavy))
        last = end
    return tuple(tokens)


def _covered(spans: Spans) -> frozenset[int]:
    return frozenset(at for start, end in spans for at in range(start, end))


def _address_length(address: str) -> int:
    """Return how much of a run of address characters is the address: closing marks belong to the sentence."""
    end = len(address)
    unopened = {closer: address.count(closer) - address.count(opener) for closer, opener in _CLOSERS.items()}
    while end > 1:
        last = address[end - 1]
        if last in _CLOSERS and unopened[last] > 0:
            unopened[last] -= 1
        elif last not in ".,;:!?'’*_|\\":
            break
        end -= 1
    return end
