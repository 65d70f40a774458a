"""The structure of a reference by rules: head, tail, and what stands between them.

The reading is a set of labelled pieces, each with a confidence. Where the layout leaves no doubt (ГОСТ with
«//», quotes, italics, Vancouver's figures) the pieces are sure and bind the labeller; where only a full stop
parts title and container they are a guess, and the labeller decides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from citekit.parsers.grammar.core import read_core
from citekit.parsers.grammar.forms import read_form
from citekit.parsers.grammar.head import read_head
from citekit.parsers.grammar.inside import read_quoted_title
from citekit.parsers.grammar.sheet import Piece, Sheet
from citekit.parsers.grammar.tail import peel
from citekit.parsers.patterns import pattern

if TYPE_CHECKING:
    from citekit.parsers.atoms import Atom
    from citekit.parsers.normalise import Normalised

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
    if form.name == "archive":
        heading = read_head(sheet, known_heads)
        if form.end > heading.end:
            read_core(sheet, heading.end, form.end, dated=False)
        return Structure(_ordered(sheet), "archive", heading.form, form.name)
    head = read_head(sheet, known_heads) if not form.name else None
    start = form.end if form.name else head.end if head else 0
    dated = bool(head and head.year)
    quoted = None if form.titled else read_quoted_title(sheet, start)
    stop = _before_host(sheet, start)
    thesis = quoted and _THESIS_BEHIND.match(sheet.work, quoted[2])
    end = peel(
        sheet,
        quoted[2] if quoted else start,
        year_known=dated,
        stop=stop,
        law=form.name == "law",
        titled=bool(quoted) or form.titled,
        imprint=not thesis,
    )
    end = max(end, quoted[2]) if quoted else end
    layout = "empty"
    if end > start:
        layout = read_core(sheet, start, end, dated=dated, titled=form.titled, quoted=quoted, heading=head.form if head else "")
    patent = (
        layout == "quotes"
        and sheet.has("number")
        and any(p.label == "genre" and "atent" in sheet.text[p.start : p.end] for p in sheet.pieces)
    )
    return Structure(_ordered(sheet), layout, head.form if head else "", "patent" if patent else form.name)


_THESIS_BEHIND = pattern(r"[\s.,]*(?:\S+\s){0,3}(?:thesis|dissertation|diss\.)", re.IGNORECASE)
_FROM = pattern(r",?\s*from:?\s+(?P<site>[^\x00]{2,80}?)\s*(?:\.?$|:\s*\x00)")


def _before_host(sheet: Sheet, start: int) -> int:
    """Return where the description ends that names behind it where it was read; -1 where none is named.

    «… — 235 с. — Текст : электронный // Образовательная платформа Юрайт [сайт]. — URL: …», «Retrieved March
    20, 2024, from Eurasianet».
    """
    for atom in sheet.atoms:
        if atom.kind == "medium" and atom.start > start and not sheet.text.startswith("[", atom.start):
            host = re.compile(r"[\s.]*//\s*").match(sheet.work, atom.end)
            year = next((m for m in sheet.marks if m.kind in ("year", "date") and start < m.start < atom.start), None)
            if host and year:
                site = re.compile(r"[^\x00]{2,120}?(?=\s*(?:\x00|\.\s?[–—-]|$))").match(sheet.work, host.end())
                if site:
                    sheet.add("source", host.end(), site.end())
                return atom.start
        if atom.kind == "accessed" and atom.start > start:
            match = _FROM.match(sheet.work, atom.end)
            if match:
                sheet.add("container", match.start("site"), match.end("site"))
                return atom.start
    return -1


def _ordered(sheet: Sheet) -> tuple[Piece, ...]:
    return tuple(sorted(sheet.pieces, key=lambda p: (p.start, p.end)))
