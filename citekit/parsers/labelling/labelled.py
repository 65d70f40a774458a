"""The labeller's reading of a reference: runs of labels as pieces, in the same form as the rules' reading."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from citekit.parsers.fields.bodies import is_body
from citekit.parsers.grammar.sheet import ATOM_LABELS, Piece
from citekit.parsers.labelling.labels import LABELS, Labeller
from citekit.parsers.labelling.tokens import Token, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.parsers.atoms import Atom
    from citekit.parsers.normalise import Normalised

__all__ = ["Labelled", "habits", "labelled_pieces", "read_labels"]

_IN = re.compile(r"(?:^|\W)(?:[Ii]n:?|В кн\.?\s?:?|В сб\.?\s?:?|У кн\.?\s?:?)\s*$")
_NO_LABELS = frozenset({"sep", "num"})


class Labelled(msgspec.Struct, frozen=True):
    """The labeller's pieces, the layout that they show, and how sure the whole is (mean log-probability a token).

    ``labels`` and ``second`` are each token's likeliest label with its probability, and the next.
    """

    pieces: tuple[Piece, ...]
    layout: str
    score: float
    tokens: tuple[Token, ...] = ()
    labels: tuple[tuple[str, float], ...] = ()
    second: tuple[tuple[str, float], ...] = ()


@cache
def shipped_labeller() -> Labeller:
    """Return the labeller with the shipped model."""
    return Labeller()


@lru_cache(maxsize=256)
def _tokens(text: str, italics: tuple[tuple[int, int], ...]) -> tuple[Token, ...]:
    """Cut a text into tokens; a list's references are cut for its habits and again to be read."""
    return tokenize(text, italics)


def habits(references: Sequence[Normalised]) -> tuple[str, ...]:
    """Return what the references of a list have in common, for the labeller; nothing for fewer than three."""
    if len(references) < 3:
        return ()
    from citekit.parsers.labelling.features import list_hints

    return list_hints([_tokens(reference.text, reference.italics) for reference in references[:200]])


def read_labels(
    reference: Normalised, atoms: tuple[Atom, ...], hints: tuple[str, ...] = (), *, known: Sequence[tuple[int, int, str]] = ()
) -> Labelled:
    """Read a reference by its tokens' likeliest labels; what a pattern found for certain keeps its label, and what is ``known``."""
    tokens = _tokens(reference.text, reference.italics)
    certain = [(a.start, a.end, label) for a in atoms if a.end > a.start and (label := ATOM_LABELS[a.kind]) in LABELS]
    labelling = shipped_labeller().labelling(tokens, atoms=[*certain, *known], hints=hints)
    pieces, layout = labelled_pieces(tokens, labelling.labels, reference.text)
    return Labelled(pieces, layout, labelling.score, tokens, labelling.labels, labelling.second)


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
    if labels and labels[0][0] == "num" and pieces and pieces[0].label == "title" and text[tokens[0].end : pieces[0].start].isspace():
        pieces[0] = Piece("title", tokens[0].start, pieces[0].end, labels[0][1])  # «10 common patterns»: a list's number has a mark
    if not any(p.label == "title" for p in pieces):
        # a romanised list may print the translated title alone: then it is the title
        pieces = [msgspec.structs.replace(p, label="title") if p.label == "translated_title" else p for p in pieces]
    parted = [part for piece in pieces for part in _parted(piece, text)]
    return tuple([_named(piece, parted[at] if at < len(parted) else None, text) for at, piece in enumerate(parted, 1)])


def _parted(piece: Piece, text: str) -> list[Piece]:
    """Part a site that is its own publisher, which MLA prints twice: «Census Bureau, Census Bureau»."""
    said = text[piece.start : piece.end]
    half = len(said) // 2
    if piece.label == "publisher" and said[half - 1 : half + 1] == ", " and said[: half - 1] == said[half + 1 :]:
        return [
            Piece("container", piece.start, piece.start + half - 1, piece.confidence),
            Piece("publisher", piece.start + half + 1, piece.end, piece.confidence),
        ]
    return [piece]


def _named(piece: Piece, after: Piece | None, text: str) -> Piece:
    """Return the piece by its proper name: authors that are a body, authors that a word behind them makes editors."""
    if piece.label != "author":
        return piece
    if is_body(text[piece.start : piece.end]):
        return Piece("body", piece.start, piece.end, piece.confidence)
    if after is not None and after.label == "editor_role" and not any(c.isalnum() for c in text[piece.end : after.start]):
        return Piece("editor", piece.start, piece.end, piece.confidence)
    return piece


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
