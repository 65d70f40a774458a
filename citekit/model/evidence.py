"""Where a value came from and how sure it is."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

__all__ = ["Evidence", "Occurrence", "Span"]

Agent = Literal["parser", "tagged", "crossref", "user", "merge", "rule"]
Kind = Literal["bibliography", "footnote", "self", "entry"]


class Span(msgspec.Struct, frozen=True, array_like=True):
    """A half-open stretch of a text in code points: ``text[start:end]``."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def shifted(self, by: int) -> Span:
        """Return the span moved by ``by`` code points."""
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """Return the part of ``text`` that the span covers."""
        return text[self.start : self.end]


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One source's word on one field.

    ``value`` is the field's value as this source gives it (CSL-JSON shape), ``raw`` the text it was read
    from, ``span`` its place in the file ``source``, ``confidence`` a probability. ``agent`` says who: the
    parser, a tagged file, Crossref, the user, a merge, a rule. A merge keeps the losing values here.
    """

    agent: Agent = "parser"
    value: Any = None
    raw: str = ""
    source: str = ""
    span: Span | None = None
    confidence: float = 1.0


class Occurrence(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One place where a work stands in a source: a line of a paper's bibliography, an entry of a .bib.

    ``source`` is the file's name, ``id`` the reference's name within the run (``SOURCE-01``), ``raw`` the
    text as printed with broken lines joined, ``span`` its place in the file.
    """

    source: str
    id: str = ""
    kind: Kind = "bibliography"
    raw: str = ""
    span: Span | None = None
    number: str = ""
    confidence: float = 1.0
