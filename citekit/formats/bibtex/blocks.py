"""The blocks of a .bib and the fields of an entry, each with its place in the text."""

from __future__ import annotations

from typing import Literal

import msgspec

from citekit.model import Span

__all__ = ["BibBlock", "BibField"]


class BibField(msgspec.Struct, frozen=True, gc=False):
    """A field as written: ``value`` with its braces or quotes, both places in the file."""

    name: str
    value: str
    name_span: Span
    value_span: Span


class BibBlock(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the file. ``entry_type``, ``key`` and ``fields`` are an entry's or (``key``, one field) a @string's.

    ``problem`` says what is broken and ``problem_at`` where; the fields of a broken entry are those that could
    still be read.
    """

    kind: Literal["entry", "string", "preamble", "comment", "text", "broken"]
    span: Span
    entry_type: str = ""
    key: str = ""
    key_span: Span = Span(0, 0)
    fields: tuple[BibField, ...] = ()
    problem: str = ""
    problem_at: int = 0
