"""The labeller: which part of a reference each token belongs to, and how sure that is.

A label says what a token is, without begin and inside marks; a field is a run of one label, and the fields'
readers (``parsers/fields``) cut it further. What the labels mean where that could be doubted:

- ``sep``: punctuation at a field's border, brackets and quotes around it, and the small words that only lead
  («In», «В кн.», «от», «//», «/»). Punctuation within a field has the field's label; an abbreviation's dot,
  initials' included, belongs to the abbreviation. Commas and «and» between two authors are ``author``.
- ``editor``, ``compiler``, ``translator``: the names; the words of the role («под ред.», «сост.», «пер. с
  англ.», «Eds.») are ``editor_role`` for all three.
- ``responsibility``: what stands after « / »: the authors named again, organisations; but editors, compilers
  and translators named there have their own labels.
- ``year``: the year of issue, its letter and «г.»; ``date``: the day and month beside it.
- ``genre``: the kind of work (учебное пособие, дис. … канд. наук, PhD thesis, Federal law, Пат.);
  ``number``: a law's, report's, standard's or patent's number with its «№», a specialty's code.
- ``medium``: [Электронный ресурс], «Текст : электронный», [Video]; ``event``, ``event_place``: a conference
  named apart from the book, its dates, its place.
- ``series``: with its lead («Сер.») and its number; ``edition``: «2-е изд., перераб. и доп.», «(ред. от …)».
- ``publisher``: also a thesis's university, a patent's authority and applicant.
- ``url_lead``: words before an address or identifier (URL:, Режим доступа:, DOI, EDN, ISBN, PMID);
  ``accessed``: the date of access with its words; ``note``: everything else.
"""

from __future__ import annotations

import math
import threading
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.parsers.features import features_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citekit.parsers.tokens import Token

__all__ = ["LABELS", "Atom", "Labeller", "Labelling"]

LABELS: tuple[str, ...] = (
    "num", "author", "etal", "editor", "editor_role", "compiler", "translator", "responsibility",
    "title", "translated_title", "container", "series", "volume", "volume_term", "issue", "issue_term",
    "pages", "page_term", "numpages", "article_no", "year", "date", "edition", "place", "publisher",
    "genre", "number", "event", "event_place", "medium", "url_lead", "url", "doi", "isbn", "issn", "edn",
    "accessed", "language_note", "note", "sep",
)  # fmt: skip

Atom = tuple[int, int, str]
"""Characters ``start:end`` whose label a pattern has found for certain."""


class Labelling(msgspec.Struct, frozen=True):
    """The labels of one reference: (label, probability) of each token, and how usual the whole is.

    ``score`` is the mean over the tokens of the logarithm of the labels' probability given the text: near 0 for
    a reference that the labeller is sure of, below -0.5 for prose and torn strings.
    """

    labels: tuple[tuple[str, float], ...]
    score: float


class Labeller:
    """Label the tokens of references with the trained model, which is read at the first use.

    One labeller may be used by many threads; each keeps its own tagger over the shared bytes of the model.
    """

    def __init__(self, model: bytes | None = None) -> None:
        self._bytes = model
        self._local = threading.local()

    def label(self, tokens: Sequence[Token], *, atoms: Iterable[Atom] = (), hints: Sequence[str] = ()) -> tuple[tuple[str, float], ...]:
        """Return each token's label and the probability of it. ``atoms`` have their way.

        >>> from citekit.parsers.tokens import tokenize
        >>> [label for label, _ in Labeller().label(tokenize("М.: Наука, 1999. 267 с."))]
        ['place', 'place', 'sep', 'publisher', 'sep', 'year', 'sep', 'numpages', 'page_term', 'page_term']
        """
        return self.labelling(tokens, atoms=atoms, hints=hints).labels

    def labelling(self, tokens: Sequence[Token], *, atoms: Iterable[Atom] = (), hints: Sequence[str] = ()) -> Labelling:
        """Return the labels with the score of the whole; ``hints`` come from :func:`citekit.parsers.features.list_hints`."""
        if not tokens:
            return Labelling((), 0.0)
        if len(tokens) > _MOST_TOKENS:
            # a line of a book's length is no reference: label its head, leave the rest as a remark
            head = self.labelling(tokens[:_MOST_TOKENS], atoms=atoms, hints=hints)
            return Labelling((*head.labels, *([("note", 0.0)] * (len(tokens) - _MOST_TOKENS))), head.score)
        tagger, clamps = self._tagger()
        items: list[Any] = features_of(tokens, hints)
        fixed = _clamped(tokens, atoms)
        for at, label in fixed.items():
            # the feature «=label» is evidence for its label in the model; its value makes it overwhelming
            weight = clamps.get(label)
            if weight:
                items[at] = dict.fromkeys(items[at], 1.0) | {"=" + label: _OVERWHELMING / weight}
        labels = tagger.tag(items)
        marginal = tagger.marginal
        pairs = tuple([(fixed[at], 1.0) if at in fixed else (label, marginal(label, at)) for at, label in enumerate(labels)])
        probability = tagger.probability(labels)
        return Labelling(pairs, math.log(max(probability, 1e-300)) / len(labels))

    def _tagger(self) -> tuple[Any, dict[str, float]]:
        found: tuple[Any, dict[str, float]] | None = getattr(self._local, "tagger", None)
        if found is None:
            import pycrfsuite

            tagger = pycrfsuite.Tagger()
            tagger.open_inmemory(self._model())
            found = self._local.tagger = (tagger, _clamps())
        return found

    def _model(self) -> bytes:
        if self._bytes is None:
            self._bytes = _shipped()
        return self._bytes


_MOST_TOKENS = 1200
_OVERWHELMING = 30.0


@cache
def _shipped() -> bytes:
    return files("citekit.parsers").joinpath("data/labels.crfsuite").read_bytes()


@cache
def _clamps() -> dict[str, float]:
    """Return the weight that the model gives to the evidence «=label» for each label."""
    text = files("citekit.parsers").joinpath("data/labels.json").read_text(encoding="utf-8")
    return msgspec.json.decode(text, type=dict[str, float])


def _clamped(tokens: Sequence[Token], atoms: Iterable[Atom]) -> dict[int, str]:
    """Return the label that a pattern gives to each token that it covers."""
    fixed: dict[int, str] = {}
    for start, end, label in atoms:
        for at in range(bisect_left(tokens, start, key=_start), len(tokens)):
            if tokens[at].start >= end:
                break
            fixed[at] = label
    return fixed


def _start(token: Token) -> int:
    return token.start
