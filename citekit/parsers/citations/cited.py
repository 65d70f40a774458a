"""What a citation in the text is: what stands there, where, and which references it means."""

from __future__ import annotations

from typing import Literal

import msgspec

from citekit.model import Span

__all__ = ["Citation", "CitationKind", "Cited", "Form", "Place"]

CitationKind = Literal["parenthetical", "narrative", "numeric", "footnote"]
Form = Literal["full", "short", "ibid"]


class Cited(msgspec.Struct, frozen=True):
    """One work that a citation means.

    ``ref`` is the id of a reference, none where the list has no such work; ``locator`` the place in the work
    («197», «22–23») without «p.» or «с.». ``mismatch`` names what disagrees with the list (``year``,
    ``spelling``, ``year-suffix``, joined with «+»), ``note`` says how, ``candidate`` is the id of a reference
    that may be meant where none fits.
    """

    ref: str | None = None
    form: Form = "short"
    locator: str | None = None
    mismatch: str | None = None
    note: str | None = None
    candidate: str | None = None


class Place(msgspec.Struct, frozen=True):
    """Where a citation stands: its sentence (a span of the file), its paragraph (from 1) and section heading."""

    sentence: Span
    paragraph: int = 0
    section: str = ""


class Citation(msgspec.Struct, frozen=True):
    """A citation: ``raw`` as printed at ``span`` of the file ``source``, its place, and what it cites."""

    raw: str
    span: Span
    kind: CitationKind
    place: Place
    cites: tuple[Cited, ...]
    source: str = ""
