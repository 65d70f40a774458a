"""Two readings of one reference, by rules and by the labeller: which is the likelier.

A form of its own (a patent, a law) and a clean ГОСТ layout are the rules'. Elsewhere a logistic score over traits
of both readings decides. Its weights stand in ``data/judgement.toml``; they are fitted by ``training/judge.py`` on
references that neither reading was made from.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from citekit.parsers.doubts import doubts
from citekit.parsers.files import shipped
from citekit.parsers.grammar.structure import Structure
from citekit.parsers.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from citekit.parsers.atoms import Atom
    from citekit.parsers.grammar.sheet import Piece
    from citekit.parsers.labelling.labelled import Labelled  # noqa: TC004  # the labeller is loaded where it is needed
    from citekit.parsers.normalise import Normalised

__all__ = ["FIGURES", "Judgement", "Places", "judged", "known_to_rules", "places_of", "traits"]

# Figures that a title, container or publisher seldom holds: what stands there has swallowed its neighbour.
FIGURES = pattern(
    r"\b(?:19|20)\d\d\b|\bpp?\.?\s?\d|\bpages?\s\d|\b[Vv]ol(?:\.|ume)\s?\d|\bno\.\s?\d|\d\s?[–-]\s?\d|https?:|\b[Сс]\.\s?\d|№\s?\d|\d[(:;]\d"
)
_ENDS_WITHIN = pattern(r"[?!»”\"]\s")
_NAMES = pattern(r"(?:[^\W\d_]\.\s?){1,2}[^\W\d_]|[^\W\d_][\w'’-]+,?\s(?:[^\W\d_]\.|[A-ZА-ЯЁ]{1,3}[,.:;\s])")
_SURE_LAYOUTS = frozenset({"gost-part", "gost-book", "archive", "titled", "empty"})
_CORE = frozenset({"title", "container", "author", "body", "publisher", "place"})
_DISPUTABLE = _CORE | {"editor", "volume", "issue", "pages", "year", "genre", "numpages"}
_PARTS = ("volume", "issue", "pages", "publisher", "place", "numpages")
_SURE = 0.95


Places = dict[tuple[str, int, int], float]
"""The label and place of each piece of a reading, and how sure it is."""


class Judgement(msgspec.Struct, frozen=True):
    """The reading that was chosen and by whom; the labeller's, where it was asked.

    ``points`` are the judge's for the rules (below zero: for the labels), ``rules`` is the rules' reading,
    ``doubts`` counts what looks wrong in the chosen one; ``places`` are the labels and places of both readings'
    pieces, the rules' first, without the marks at their ends.
    """

    chosen: Structure
    by: Literal["rules", "labels"]
    rules: Structure
    doubts: int
    labelled: Labelled | None = None
    points: float = 0.0
    places: tuple[Places, Places] = ({}, {})

    @property
    def other(self) -> Structure | None:
        """Return the reading that was not chosen; none where the labeller was not asked."""
        if self.by == "labels":
            return self.rules
        return Structure(self.labelled.pieces, self.labelled.layout, self.rules.head, "") if self.labelled else None


def judged(reference: Normalised, atoms: tuple[Atom, ...], structure: Structure, hints: Callable[[], tuple[str, ...]] = tuple) -> Judgement:
    """Return the likelier reading.

    ``hints`` gives the habits of the list; it is called only where the labeller is needed.
    """
    doubted = doubts(reference.text, structure.pieces)
    if structure.form or (structure.layout in _SURE_LAYOUTS and not doubted and _is_clean(reference.text, structure.pieces)):
        return Judgement(structure, "rules", structure, doubted)
    from citekit.parsers.labelling.labelled import read_labels

    labelled = read_labels(reference, atoms, hints(), known=known_to_rules(structure))
    places = places_of(reference.text, structure.pieces), places_of(reference.text, labelled.pieces)
    found = traits(reference.text, structure, labelled, places)
    weights = _weights()
    points = sum([weights.get(name, 0.0) * value for name, value in found.items() if value])
    if points > 0:
        return Judgement(structure, "rules", structure, doubted, labelled, points, places)
    chosen = Structure(labelled.pieces, labelled.layout, structure.head, "")
    return Judgement(chosen, "labels", structure, int(found["labels-doubts"]), labelled, points, places)


def known_to_rules(structure: Structure) -> list[tuple[int, int, str]]:
    """Return what the labeller takes from the rules: a title in quotes is what the quotes hold."""
    if structure.layout != "quotes":
        return []
    return [(piece.start, piece.end, "title") for piece in structure.pieces if piece.label == "title"][:1]


def _is_clean(text: str, pieces: tuple[Piece, ...]) -> bool:
    """Tell whether a reading by rules shows nothing that it often shows where it is wrong."""
    rules = _Reading(text, pieces)
    if _least(pieces) <= _SURE or rules.is_homeless() or not (rules.of("year") or rules.of("url")):
        return False
    title = rules.of("title")
    return not (_NAMES.match(title) or _starts_within(title))


def _least(pieces: Iterable[Piece]) -> float:
    return min([p.confidence for p in pieces if p.label in _CORE], default=0.0)


def _starts_within(title: str) -> bool:
    return bool(title) and (title[0].islower() or not (title[0].isalnum() or title[0] in "(["))


@cache
def _weights() -> dict[str, float]:
    import tomllib

    table = tomllib.loads(shipped("data/judgement.toml").decode())
    weights: dict[str, float] = table["weights"]
    return weights


class _Reading:
    """The texts of a reading's fields; ``inside`` says that its layout tells what the work is part of."""

    def __init__(self, text: str, pieces: tuple[Piece, ...], *, inside: bool = False) -> None:
        self.inside = inside
        self.pieces = pieces
        texts: dict[str, list[str]] = {}
        for piece in pieces:
            texts.setdefault(piece.label, []).append(text[piece.start : piece.end].strip(" .,:;«»“”\"'"))
        self._counts = {label: len(several) for label, several in texts.items()}
        self._texts = {label: " ".join(several) for label, several in texts.items()}

    def of(self, label: str) -> str:
        return self._texts.get(label, "")

    def count(self, label: str) -> int:
        return self._counts.get(label, 0)

    def has_stray_container(self) -> bool:
        """Tell whether a container stands without figures, address or a word that leads to it: often a title's second half."""
        return bool(self.of("container")) and not (
            self.inside or self.of("volume") or self.of("issue") or self.of("pages") or self.of("url")
        )

    def is_homeless(self) -> bool:
        """Tell whether figures of a part stand without what they count."""
        return bool(self.of("volume") or self.of("pages")) and not self.of("container")


def places_of(text: str, pieces: Iterable[Piece]) -> Places:
    """Return the labels and places by which two readings are compared."""
    return {_bare(text, piece): piece.confidence for piece in pieces}


def _bare(text: str, piece: Piece) -> tuple[str, int, int]:
    start, end = piece.start, piece.end
    while end > start and not text[end - 1].isalnum():
        end -= 1
    while start < end and not text[start].isalnum():
        start += 1
    return "author" if piece.label == "body" else piece.label, start, end


def traits(text: str, structure: Structure, labelled: Labelled, places: tuple[Places, Places]) -> dict[str, float]:
    """Return the traits of two readings that tell which is right, by name."""
    layout = structure.layout
    rules = _Reading(text, structure.pieces, inside=layout in _INSIDE)
    labels = _Reading(text, labelled.pieces, inside=labelled.layout in _INSIDE)
    found: dict[str, float] = {
        "bias": 1.0,
        "rules-least": _least(structure.pieces),
        "labels-least": _least(labelled.pieces),
        "labels-score": 20 * labelled.score,
        "form": bool(structure.form),
        "slashes": layout == "slashes",
        "italic": layout.startswith("italic"),
        "bare-title": layout == "title",
        "same-title": rules.of("title") == labels.of("title"),
        "same-authors": rules.of("author") + rules.of("body") == labels.of("author") + labels.of("body"),
        "same-container": rules.of("container") == labels.of("container"),
        "same-publisher": rules.of("publisher") == labels.of("publisher"),
        "same-year": rules.of("year")[:4] == labels.of("year")[:4],
        "rules-title-goes-on": rules.of("title") != labels.of("title") and rules.of("title").startswith(labels.of("title")),
        "labels-title-goes-on": rules.of("title") != labels.of("title") and labels.of("title").startswith(rules.of("title")),
        "more-parts": sum(bool(rules.of(p)) for p in _PARTS) - sum(bool(labels.of(p)) for p in _PARTS),
        "online": bool(rules.of("url") or rules.of("medium")) and not (labels.of("volume") or labels.of("pages")),
        "lost-year": bool(labels.of("year")) and not rules.of("year"),
        "lost-names": bool(labels.of("author") or labels.of("body")) and not (rules.of("author") or rules.of("body") or rules.of("editor")),
    }
    for name in _LAYOUTS:
        found["layout-" + name] = layout == name
    for name, reading in (("rules", rules), ("labels", labels)):
        for field in ("title", "container", "publisher"):
            value = reading.of(field)
            found[f"{name}-{field}-figures"] = bool(FIGURES.search(value))
            found[f"{name}-no-{field}"] = not value
            found[f"{name}-{field}-length"] = min(len(value), 400) / 100
        title = reading.of("title")
        found[f"{name}-title-ends-within"] = bool(_ENDS_WITHIN.search(title))
        found[f"{name}-title-starts-within"] = _starts_within(title)
        found[f"{name}-title-named"] = bool(_NAMES.match(title))
        found[f"{name}-title-pieces"] = float(max(0, reading.count("title") - 1))
        found[f"{name}-container-pieces"] = float(max(0, reading.count("container") - 1))
        found[f"{name}-no-year"] = not reading.of("year")
        found[f"{name}-no-names"] = not (reading.of("author") or reading.of("body") or reading.of("editor"))
        found[f"{name}-nowhere"] = not (reading.of("container") or reading.of("publisher") or reading.of("url"))
        found[f"{name}-homeless-figures"] = reading.is_homeless()
        found[f"{name}-homeless-container"] = reading.has_stray_container()
        found[f"{name}-doubts"] = min(3, doubts(text, reading.pieces))
    found |= _dispute(*places)
    return {key: float(value) for key, value in found.items()}


_INSIDE = frozenset({"slashes", "in", "gost-part", "quotes"})
_LAYOUTS = ("quotes", "sentences", "in", "book", "gost-part", "gost-book", "translated")


def _dispute(rules: Places, labels: Places) -> dict[str, float]:
    """Return how sure each side is of what the other does not say."""
    for_labels = [confidence for place, confidence in labels.items() if place not in rules and place[0] in _DISPUTABLE]
    for_rules = [confidence for place, confidence in rules.items() if place not in labels and place[0] in _DISPUTABLE]
    least = min(for_labels, default=1.0)
    return {
        "disputed": min(len(for_labels), 5),
        "disputed-by-rules": min(len(for_rules), 5),
        "dispute-least": least,
        "dispute-most": max(for_labels, default=0.0),
        "dispute-sure": bool(for_labels) and least > 0.97,
        "dispute-unsure": least < 0.8,
        "dispute-rules-least": min(for_rules, default=1.0),
    }
