"""The structure of a reference by rules: head, tail, and what stands between them.

The reading is a set of labelled pieces, each with a confidence. Where the layout leaves no doubt (ГОСТ with
«//», quotes, italics, Vancouver's figures) the pieces are sure and bind the labeller; where only a full stop
parts title and container they are a guess, and the labeller decides.
"""

from __future__ import annotations

import msgspec

from citekit.parsers.atoms import Atom
from citekit.parsers.core import read_core
from citekit.parsers.forms import read_form
from citekit.parsers.head import read_head
from citekit.parsers.normalise import Normalised
from citekit.parsers.sheet import Piece, Sheet
from citekit.parsers.tail import peel

__all__ = ["Structure", "read_structure"]


class Structure(msgspec.Struct, frozen=True):
    """The pieces of a reference in order, the layout that was recognised, and the form of its head."""

    pieces: tuple[Piece, ...]
    layout: str = ""
    head: str = ""
    form: str = ""


def read_structure(reference: Normalised, atoms: tuple[Atom, ...], *, known_heads: frozenset[str] = frozenset()) -> Structure:
    """Read a reference's structure; ``known_heads`` are bodies that head several references of the list."""
    sheet = Sheet(reference, atoms)
    form = read_form(sheet)
    if form.complete:
        return Structure(_ordered(sheet), "form", "", form.name)
    head = read_head(sheet, known_heads) if not form.name else None
    start = form.end if form.name else head.end if head else 0
    end = peel(sheet, start, year_known=bool(head and head.year) or sheet.has("date") and bool(form.name))
    layout = read_core(sheet, start, end, dated=bool(head and head.year), titled=form.titled) if end > start else "empty"
    return Structure(_ordered(sheet), layout, head.form if head else "", form.name)


def _ordered(sheet: Sheet) -> tuple[Piece, ...]:
    return tuple(sorted(sheet.pieces, key=lambda p: (p.start, p.end)))
