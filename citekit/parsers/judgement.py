"""Two readings of one reference, by rules and by the labeller: which is the likelier.

Where the layout leaves no doubt (a form of its own, ГОСТ with «//») the rules have their way. Elsewhere a
logistic score over traits of both readings decides. Its weights stand in ``data/judgement.toml``; they are
fitted by ``training/judge.py`` on references that neither reading was made from.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from citekit.parsers.grammar.structure import Structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from citekit.parsers.atoms import Atom
    from citekit.parsers.grammar.sheet import Piece
    from citekit.parsers.labelling.labelled import Labelled
    from citekit.parsers.normalise import Normalised

__all__ = ["judged", "traits"]

# Figures that a title, container or publisher seldom holds: what stands there has swallowed its neighbour.
_FIGURES = re.compile(
    r"\b(?:19|20)\d\d\b|\bpp?\.?\s?\d|\bpages?\s\d|\b[Vv]ol(?:\.|ume)\s?\d|\bno\.\s?\d|\d\s?[–-]\s?\d|https?:|\b[Сс]\.\s?\d|№\s?\d|\d[(:;]\d"
)
_ENDS_WITHIN = re.compile(r"[?!»”\"]\s")
_SURE_LAYOUTS = frozenset({"gost-part", "gost-book", "form", "archive", "titled", "empty"})
_CORE = frozenset({"title", "container", "author", "body", "publisher", "place"})
_PARTS = ("volume", "issue", "pages", "publisher", "place", "numpages")
_SURE = 0.95
_AGREED, _CHOSEN, _AGAINST_SURE = 0.97, 0.75, 0.85


def judged(reference: Normalised, atoms: tuple[Atom, ...], structure: Structure, hints: Callable[[], tuple[str, ...]] = tuple) -> Structure:
    """Return the likelier reading, with the pieces' confidence raised where both agree and lowered where not.

    ``hints`` gives the habits of the list; it is called only where the labeller is needed.
    """
    if structure.form or (structure.layout in _SURE_LAYOUTS and _least(structure.pieces) > _SURE):
        return structure
    from citekit.parsers.labelling.labelled import read_labels

    labelled = read_labels(reference, atoms, hints())
    points = sum(_weights()[name] * value for name, value in traits(reference.text, structure, labelled).items())
    if points > 0:
        pieces = _weighed(structure.pieces, labelled.pieces, own=_AGAINST_SURE)
        return msgspec.structs.replace(structure, pieces=pieces)
    return Structure(_weighed(labelled.pieces, structure.pieces, own=_CHOSEN), labelled.layout, structure.head, "")


def _least(pieces: Iterable[Piece]) -> float:
    return min((p.confidence for p in pieces if p.label in _CORE), default=0.0)


def _weighed(chosen: tuple[Piece, ...], other: tuple[Piece, ...], *, own: float) -> tuple[Piece, ...]:
    seen = {(p.label, p.start, p.end) for p in other}
    return tuple(
        msgspec.structs.replace(p, confidence=max(p.confidence, _AGREED) if (p.label, p.start, p.end) in seen else min(p.confidence, own))
        if p.label in _CORE
        else p
        for p in chosen
    )


@cache
def _weights() -> dict[str, float]:
    import tomllib
    from importlib.resources import files

    table = tomllib.loads(files("citekit.parsers").joinpath("data/judgement.toml").read_text(encoding="utf-8"))
    weights: dict[str, float] = table["weights"]
    return weights


class _Reading:
    """The texts of a reading's fields."""

    def __init__(self, text: str, pieces: tuple[Piece, ...]) -> None:
        self.pieces = pieces
        self._texts: dict[str, list[str]] = {}
        for piece in pieces:
            self._texts.setdefault(piece.label, []).append(text[piece.start : piece.end].strip(" .,:;«»“”\"'"))

    def of(self, label: str) -> str:
        return " ".join(self._texts.get(label, ()))

    def count(self, label: str) -> int:
        return len(self._texts.get(label, ()))


def traits(text: str, structure: Structure, labelled: Labelled) -> dict[str, float]:
    """Return the traits of two readings that tell which is right, by name."""
    rules, labels = _Reading(text, structure.pieces), _Reading(text, labelled.pieces)
    found: dict[str, float] = {
        "bias": 1.0,
        "rules-least": _least(structure.pieces),
        "labels-least": _least(labelled.pieces),
        "labels-score": 20 * labelled.score,
        "quotes": structure.layout == "quotes",
        "slashes": structure.layout in ("slashes", "gost-part", "gost-book"),
        "italic": structure.layout.startswith("italic"),
        "bare-title": structure.layout == "title",
        "sentences": structure.layout == "sentences",
        "same-title": rules.of("title") == labels.of("title"),
        "same-container": rules.of("container") == labels.of("container"),
        "same-publisher": rules.of("publisher") == labels.of("publisher"),
        "rules-title-goes-on": rules.of("title") != labels.of("title") and rules.of("title").startswith(labels.of("title")),
        "labels-title-goes-on": rules.of("title") != labels.of("title") and labels.of("title").startswith(rules.of("title")),
        "more-parts": sum(bool(rules.of(p)) for p in _PARTS) - sum(bool(labels.of(p)) for p in _PARTS),
    }
    for name, reading in (("rules", rules), ("labels", labels)):
        for field in ("title", "container", "publisher"):
            value = reading.of(field)
            found[f"{name}-{field}-figures"] = bool(_FIGURES.search(value))
            found[f"{name}-no-{field}"] = not value
            found[f"{name}-{field}-length"] = min(len(value), 400) / 100
        found[f"{name}-title-ends-within"] = bool(_ENDS_WITHIN.search(reading.of("title")))
        found[f"{name}-title-pieces"] = float(max(0, reading.count("title") - 1))
        found[f"{name}-container-pieces"] = float(max(0, reading.count("container") - 1))
        found[f"{name}-no-year"] = not reading.of("year")
        found[f"{name}-no-names"] = not (reading.of("author") or reading.of("body") or reading.of("editor"))
        found[f"{name}-nowhere"] = not (reading.of("container") or reading.of("publisher") or reading.of("url"))
        found[f"{name}-homeless-figures"] = bool(reading.of("volume") or reading.of("pages")) and not reading.of("container")
    return {key: float(value) for key, value in found.items()}
