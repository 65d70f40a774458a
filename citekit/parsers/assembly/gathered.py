"""The fields of one record as they come together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citekit.model import Date, Evidence

if TYPE_CHECKING:
    from citekit.parsers.grammar.sheet import Piece
    from citekit.parsers.normalise import Normalised

__all__ = ["Gathered"]


class Gathered:
    """The fields of one record as they come together."""

    def __init__(self, reference: Normalised, pieces: tuple[Piece, ...], source: str) -> None:
        self.reference = reference
        self.by_label: dict[str, list[Piece]] = {}
        for piece in pieces:
            self.by_label.setdefault(piece.label, []).append(piece)
        self.source = source
        self.values: dict[str, Any] = {}
        self.custom: dict[str, Any] = {}
        self.evidence: dict[str, tuple[Evidence, ...]] = {}

    def of(self, label: str) -> list[Piece]:
        """Return the pieces of a label."""
        return self.by_label.get(label, [])

    def text(self, piece: Piece) -> str:
        """Return a piece's words."""
        return self.reference.text[piece.start : piece.end]

    def put(self, field: str, value: Any, *pieces: Piece, name: str = "") -> None:
        """Set a field and say where it was read; an empty value sets nothing."""
        if value in ("", (), None, Date()):
            return
        self.values[field] = value
        self._witness(name or field.replace("_", "-"), pieces)

    def put_custom(self, field: str, value: Any, *pieces: Piece) -> None:
        """Set a field of ``custom`` likewise."""
        if value in ("", (), None):
            return
        self.custom[field] = value
        self._witness("custom." + field.replace("_", "-"), pieces)

    def _witness(self, name: str, pieces: tuple[Piece, ...]) -> None:
        if not pieces:
            return
        start, end = min(p.start for p in pieces), max(p.end for p in pieces)
        span = self.reference.original(start, end)
        self.evidence[name] = (
            Evidence(
                agent="parser",
                raw=span.of(self.reference.raw),
                source=self.source,
                span=span,
                confidence=round(min(p.confidence for p in pieces), 4),
            ),
        )
