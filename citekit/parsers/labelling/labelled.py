"""The labeller's reading of a reference: runs of labels as pieces, in the same form as the rules' reading."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from citekit.parsers.fields.bodies import is_body
from citekit.parsers.grammar.sheet import ATOM_LABELS, Piece
from citekit.parsers.labelling.labels import LABELS, Labeller
from citekit.parsers.labelling.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.parsers.atoms import Atom
    from citekit.parsers.labelling.tokens import Token
    from citekit.parsers.normalise import Normalised

__all__ = ["Labelled", "habits", "labelled_pieces", "read_labels"]

_IN = re.compile(r"(?:^|\W)(?:[Ii]n:?|В кн\.?\s?:?|В сб\.?\s?:?|У кн\.?\s?:?)\s*$")
_NO_LABELS = frozenset({"sep", "num"})


class Labelled(msgspec.Struct, frozen=True):
    """The labeller's pieces, the layout that they show, and how sure the whole is (mean log-probability a token)."""

    pieces: tuple[Piece, ...]
    layout: str
    score: float


@cache
def _labeller() -> Labeller:
    return Labeller()


def habits(references: Sequence[Normalised]) -> tuple[str, ...]:
    """Return what the references of a list have in common, for the labeller; nothing for fewer than three."""
    if len(references) < 3:
        return ()
    from citekit.parsers.labelling.features import list_hints

    return list_hints([tokenize(reference.text, reference.italics) for reference in references[:200]])


def read_labels(reference: Normalised, atoms: tuple[Atom, ...], hints: tuple[str, ...] = ()) -> Labelled:
    """Read a reference by its tokens' likeliest labels; what a pattern found for certain keeps its label."""
    tokens = tokenize(reference.text, reference.italics)
    certain = [(a.start, a.end, label) for a in atoms if a.end > a.start and (label := ATOM_LABELS[a.kind]) in LABELS]
    labelling = _labeller().labelling(tokens, atoms=certain, hints=hints)
    pieces, layout = labelled_pieces(tokens, labelling.labels, reference.text)
    return Labelled(pieces, layout, labelling.score)


def labelled_pieces(tokens: Sequence[Token], labels: Sequence[tuple[str, float]], text: str) -> tuple[tuple[Piece, ...], str]:
    """Return the pieces that the tokens' labels and probabilities make of a text, and the layout that they show."""
    pieces = _pieces(tokens, labels, text)
    return pieces, _layout(text, pieces)


def _pieces(tokens: Sequence[Token], labels: Sequence[tuple[str, float]], text: str) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    last = ""
    for token, (label, probability) in zip(tokens, labels, strict=True):
        if label in _NO_LABELS:
            last = ""
        elif label == last:
            before = pieces[-1]
            pieces[-1] = Piece(label, before.start, token.end, min(before.confidence, probability))
        else:
            pieces.append(Piece(label, token.start, token.end, probability))
            last = label
    return tuple(
        Piece("body", p.start, p.end, p.confidence) if p.label == "author" and is_body(text[p.start : p.end]) else p for p in pieces
    )


def _layout(text: str, pieces: tuple[Piece, ...]) -> str:
    """Name the layout as the rules would: what stands between the title and what holds it."""
    title = next((p for p in pieces if p.label == "title"), None)
    container = next((p for p in pieces if p.label == "container" and title and p.start >= title.end), None)
    if title is None or container is None:
        return "labelled"
    between = text[title.end : container.start]
    if "//" in between:
        return "slashes"
    return "in" if _IN.search(between) else "labelled"
