"""A reference: one string of a list or a footnote, where it stands, and the record read from it."""

from __future__ import annotations

import msgspec

from citekit.model.diagnostics import Diagnostic
from citekit.model.evidence import Kind, Span
from citekit.model.record import Record

__all__ = ["Reference"]


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """One reference as found: ``raw`` (broken lines joined), its ``span`` in the file, and its ``record``.

    ``kind`` tells a list's entry from a footnote and from the paper's own «For citation» line (``self``);
    ``number`` is the list's own marker («12», «[3]») where there is one; ``confidence`` is the probability
    that the whole record is right.
    """

    id: str
    raw: str
    record: Record
    kind: Kind = "bibliography"
    source: str = ""
    span: Span = Span(0, 0)
    number: str = ""
    confidence: float = 0.0
    diagnostics: tuple[Diagnostic, ...] = ()
