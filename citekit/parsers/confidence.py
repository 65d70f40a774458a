"""How sure a reading is: a probability for each field of a record, and one for the whole.

The probabilities are those of a logistic model for each group of fields over what the two readings, the judge
and the list show, then corrected by a table of steps; both stand in ``data/confidence.toml``, and
``training/confidence.py`` fits them on references that no part of the parsers was made from. «Right» means: the
value that a person would have marked, whatever the spelling of dashes, quotes and case.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from functools import cache
from operator import mul
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.parsers.fields.lexicon import is_place
from citekit.parsers.files import shipped
from citekit.parsers.judgement import FIGURES
from citekit.parsers.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citekit.model import Name, Record
    from citekit.parsers.grammar.sheet import Piece
    from citekit.parsers.judgement import Judgement
    from citekit.parsers.labelling.labelled import Labelled

__all__ = [
    "FIELD_INPUTS",
    "GROUPS",
    "SHARED_INPUTS",
    "WHOLE_INPUTS",
    "Sureness",
    "field_inputs",
    "shared_inputs",
    "sureness",
    "whole_inputs",
]

_LABELS: dict[str, tuple[str, ...]] = {
    "title": ("title",), "container-title": ("container",), "author": ("author", "body", "responsibility"), "editor": ("editor",),
    "compiler": ("compiler",), "translator": ("translator",), "issued": ("year",), "volume": ("volume",), "issue": ("issue",),
    "page": ("pages", "article_no"), "number-of-pages": ("numpages",), "publisher": ("publisher",), "publisher-place": ("place",),
    "edition": ("edition",), "genre": ("genre",), "number": ("number",), "collection-title": ("series",), "event-title": ("event",),
    "event-place": ("event_place",), "custom.translated-title": ("translated_title",),
}  # fmt: skip
"""The labels of which a field's pieces are made, by the field's name in the evidence."""

GROUPS: dict[str, str] = {
    "title": "title", "container-title": "container", "author": "author", "editor": "role", "compiler": "role", "translator": "role",
    "issued": "year", "volume": "figures", "issue": "figures", "page": "figures", "number-of-pages": "figures", "publisher": "imprint",
    "publisher-place": "imprint", "DOI": "identifier", "URL": "identifier", "custom.edn": "identifier", "ISBN": "identifier",
    "ISSN": "identifier", "PMID": "identifier", "PMCID": "identifier", "accessed": "identifier", "custom.arxiv": "identifier",
    "custom.orcid": "identifier",
}  # fmt: skip
"""The group whose weights a field uses; any other field is ``rest``."""

FIELD_INPUTS: tuple[str, ...] = (
    "same", "labels-same", "contested", "support", "labels-support", "next", "rules-sureness", "figures", "length", "pieces", "odd",
    "sentences", "brackets", "ends-open",
)  # fmt: skip
SHARED_INPUTS: tuple[str, ...] = (
    "bias", "asked", "labels", "points", "doubts", "form", "gost", "score", "same-layout", "disputed", "long", "cyrillic", "mixed",
    "layout-title", "layout-sentences", "layout-quotes", "layout-in", "layout-book", "only-other",
)  # fmt: skip
WHOLE_INPUTS: tuple[str, ...] = ("sum", "least", "unread", "no-title", "no-year", "nowhere")

_LAYOUTS = ("title", "sentences", "quotes", "in", "book")
_GOST = frozenset({"gost-part", "gost-book", "slashes"})
_CYRILLIC = pattern(r"[а-яё]", 0)
_MIXED = pattern(r"[а-яё][a-z]|[a-z][а-яё]")
_STEEPEST = 6.0
RUNNER_UP = 0.5
"""How often the other reading is right where the chosen one is doubtful and wrong."""


class Sureness(msgspec.Struct, frozen=True):
    """The probability of each field of the evidence, by its name there, and of the whole record."""

    fields: dict[str, float]
    whole: float


def sureness(text: str, judgement: Judgement, record: Record, *, same_layout: float = 0.0) -> Sureness:
    """Return how sure a record is; ``same_layout`` is the share of its list's references that have its layout."""
    table = _table()
    shared = shared_inputs(text, judgement, same_layout=same_layout)
    of_fields = field_inputs(text, judgement, record)
    base: dict[str, float] = {}
    fields: dict[str, float] = {}
    for name, values in of_fields.items():
        group = GROUPS.get(name, "rest")
        of_group = table[group]
        if group not in base:
            base[group] = sum(map(mul, of_group.shared, shared))
        points = base[group] + sum(map(mul, of_group.own, values))
        fields[name] = of_group.probability(points)
    whole = table["whole"]
    points = sum(map(mul, whole.shared, shared))
    points += sum(map(mul, whole.own, whole_inputs(text, judgement, record, list(fields.values()))))
    return Sureness(fields, whole.probability(points))


# --- inputs ---------------------------------------------------------------------------------------------------------


def shared_inputs(text: str, judgement: Judgement, *, same_layout: float) -> list[float]:
    """Return what holds for all fields of a reference, in the order of ``SHARED_INPUTS``."""
    labelled, chosen = judgement.labelled, judgement.chosen
    low = text.lower()
    return [
        1.0,
        labelled is not None,
        judgement.by == "labels",
        min(5.0, abs(judgement.points)) / 5,
        min(3, judgement.doubts) / 3,
        bool(chosen.form),
        chosen.layout in _GOST,
        max(-2.0, 10 * labelled.score) if labelled else 0.0,
        same_layout,
        _disputed(judgement),
        min(len(text), 600) / 600,
        bool(_CYRILLIC.search(low)),
        bool(_MIXED.search(low)),
        *[judgement.rules.layout == layout for layout in _LAYOUTS],
        _only_other(judgement),
    ]


def _only_other(judgement: Judgement) -> float:
    """Return how many sorts of fields the other reading has and the chosen one has not."""
    if judgement.labelled is None:
        return 0.0
    other = judgement.rules.pieces if judgement.by == "labels" else judgement.labelled.pieces
    missed = {p.label for p in other if p.label in _DISPUTED} - {p.label for p in judgement.chosen.pieces}
    return min(3, len(missed)) / 3


def _disputed(judgement: Judgement) -> float:
    rules, labels = judgement.places
    if not labels:
        return 0.0
    both = [place for place in rules if place in labels]
    return 1 - len(both) / max(len(rules), len(labels))


_DISPUTED = frozenset({"title", "container", "author", "body", "publisher", "place", "year", "pages", "volume", "issue", "editor"})


def field_inputs(text: str, judgement: Judgement, record: Record) -> dict[str, list[float]]:
    """Return what is known of each field of the evidence, in the order of ``FIELD_INPUTS``."""
    labelled = judgement.labelled
    by_label: dict[str, list[Piece]] = {}
    for piece in judgement.chosen.pieces:
        by_label.setdefault(piece.label, []).append(piece)
    by_labels = judgement.by == "labels"
    own_places, others = judgement.places[by_labels], judgement.places[not by_labels]
    agreed: dict[str, bool] = {}
    for place in own_places:
        agreed[place[0]] = place in others and agreed.get(place[0], True)
    other_labels = {place[0] for place in others}
    support = _Support(labelled) if labelled else None
    found: dict[str, list[float]] = {}
    for name in record.evidence:
        labels = _LABELS.get(name, ())
        pieces = [p for label in labels for p in by_label.get(label, ())]
        if not pieces:
            raw = record.evidence[name][0].raw
            found[name] = [0.0] * len(FIELD_INPUTS)
            found[name][_ODD] = float(" " in raw.strip() or not raw.isascii())
            continue
        start, end = pieces[0].start, pieces[-1].end
        same = support is not None and all(agreed.get(label, True) for label in labels)
        contested = support is not None and not same and any(label in other_labels for label in labels)
        least, behind = support.of(pieces) if support else (0.0, 0.0)
        long = end - start > _SHORT
        found[name] = [
            float(same),
            float(same and by_labels),
            float(contested),
            least,
            least if by_labels else 0.0,
            behind,
            0.0 if by_labels else 10 * (min([p.confidence for p in pieces]) - 0.9),
            float(long and bool(FIGURES.search(text, start, end))),
            min(end - start, 300) / 100,
            min(len(pieces) - 1, 3) / 3,
            _oddity(name, text[start:end], record, stated=pieces[0].label == "responsibility"),
            min(3, len(_STOP.findall(text, start, end))) / 3 if long else 0.0,
            float(long and bool(_BRACKET.search(text, start, end))),
            float(text[end - 1 : end].isalnum() and text[end : end + 1].isalnum()),
        ]
    return found


_SHORT = 12
_ODD = FIELD_INPUTS.index("odd")
_STOP = pattern(r"[^\W\d_]{3}[.?!]\s")
_BRACKET = pattern(r"[()\[\]]")
_PLAIN_FIGURES = pattern(r"[A-Za-z]{0,2}\d+[A-Za-z]?(?:\s?[-–—/]\s?[A-Za-z]{0,2}\d+)?|[IVXLC]+")
_YEAR = pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def _oddity(name: str, said: str, record: Record, *, stated: bool) -> float:
    """Return how far a value is from what its field mostly holds."""
    group = GROUPS.get(name)
    if name == "author":
        return _odd_names(record.author) + 0.5 * stated
    if name == "editor":
        return _odd_names(record.editor)
    if group == "figures":
        return float(not _PLAIN_FIGURES.fullmatch(said.strip(" .,;:()")))
    if group == "year":
        return float(len(set(_YEAR.findall(record.raw))) > 1)
    if name == "publisher-place":
        return float(not is_place(said.strip(" .,;:()[]")))
    return float(said[:1].islower())


def _odd_names(names: Sequence[Name]) -> float:
    """Return the share of names that do not look read: without given names, very long, «OpenAI B.», «Guideline GDT»."""
    return sum([_is_odd(name) for name in names]) / max(1, len(names))


_INNER_CAPITAL = pattern(r"^(?!Mc|Mac|De|Di|La|Le|Van|Fitz|O)[^\W\d_]*[a-zа-яё][A-ZА-ЯЁ]")
_WORD_OF_CAPITALS = pattern(r"[^\W\d_]{3,}$")


def _is_odd(name: Name) -> bool:
    if not name.family:
        return len(name.literal) > 90
    if not name.given or len(name.family) > 22 or len(name.given) > 25:
        return True
    capitals = name.given.isupper() and not name.family.isupper() and bool(_WORD_OF_CAPITALS.match(name.given))
    return capitals or bool(_INNER_CAPITAL.search(name.family))


class _Support:
    """How far the labeller's marginals bear a stretch out, whoever read it."""

    def __init__(self, labelled: Labelled) -> None:
        self._labels, self._second = labelled.labels, labelled.second
        self._starts = [token.start for token in labelled.tokens]

    def of(self, pieces: Sequence[Piece]) -> tuple[float, float]:
        """Return the log odds of the least sure token of the pieces, and of the token behind them being another field's."""
        least = behind = 1.0
        labels, starts = self._labels, self._starts
        for piece in pieces:
            label = "author" if piece.label == "body" else piece.label
            at = bisect_left(starts, piece.start)
            stop = bisect_left(starts, piece.end, at)
            stretch = labels[at:stop]
            borne = [probability for best, probability in stretch if best == label]
            if borne:
                least = min(least, *borne)
            if len(borne) < len(stretch):
                for place, (best, _) in enumerate(stretch, at):
                    if best not in (label, "sep"):  # marks at the ends of a piece do not count
                        second, less = self._second[place]
                        least = min(least, less if second == label else 0.002)
            if stop < len(labels):
                best, probability = labels[stop]
                second, less = self._second[stop]
                if best == label:
                    behind = min(behind, 1 - probability)
                elif second == label:
                    behind = min(behind, 1 - less)
        return _log_odds(least) / _STEEPEST, _log_odds(behind) / _STEEPEST


def _log_odds(probability: float) -> float:
    probability = min(max(probability, 0.001), 0.9995)
    return max(-_STEEPEST, min(_STEEPEST, math.log(probability / (1 - probability))))


def whole_inputs(text: str, judgement: Judgement, record: Record, fields: Sequence[float]) -> list[float]:
    """Return what tells whether the whole is right, ``fields`` being the fields' probabilities, in the order of ``WHOLE_INPUTS``."""
    least = min(fields, default=0.05)
    read = sum([piece.end - piece.start for piece in judgement.chosen.pieces])
    return [
        max(-6.0, sum([math.log(p) for p in fields])) if fields else -6.0,
        _log_odds(least) / _STEEPEST,
        min(0.6, max(0.0, 1 - read / max(1, len(text)))),
        not record.title,
        not record.year,
        not (record.container_title or record.publisher or record.url),
    ]


# --- the fitted table -------------------------------------------------------------------------------------------------


class Group(msgspec.Struct, frozen=True):
    """A group's weights, and the steps (probability said, share that was right) by which its probabilities are corrected."""

    shared: tuple[float, ...]
    own: tuple[float, ...]
    said: tuple[float, ...] = ()
    right: tuple[float, ...] = ()

    def probability(self, points: float) -> float:
        """Return the probability that points mean, between the steps by straight lines."""
        probability = 1 / (1 + math.exp(-max(-30.0, min(30.0, points))))
        if self.said:
            at = bisect_right(self.said, probability)
            if at == 0:
                probability = self.right[0]
            elif at == len(self.said):
                probability = self.right[-1]
            else:
                low, high = self.said[at - 1], self.said[at]
                probability = self.right[at - 1] + (self.right[at] - self.right[at - 1]) * (probability - low) / (high - low)
        return min(0.999, max(0.001, probability))


@cache
def _table() -> Mapping[str, Group]:
    import tomllib

    table: dict[str, Any] = tomllib.loads(shipped("data/confidence.toml").decode())
    return {name: msgspec.convert(group, Group) for name, group in table.items()}
