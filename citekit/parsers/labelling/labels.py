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
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.parsers.files import shipped
from citekit.parsers.labelling.features import FeatureReader
from citekit.parsers.labelling.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citekit.parsers.labelling.tokens import Token

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
    """The labels of one reference: (label, probability) of each token, the runners-up, and how sure the whole is.

    ``second`` holds the next best label and its probability where the best one's is below 0.9, else an empty
    label. ``score`` is the mean over the tokens of the natural logarithm of the labels' joint probability: near
    0 for a reference that the labeller is sure of, lower for prose and torn strings.
    """

    labels: tuple[tuple[str, float], ...]
    second: tuple[tuple[str, float], ...]
    score: float


class Labeller:
    """Label the tokens of references with a trained model: ``labels.crf`` and ``labels.crfsuite``, read at the first use.

    A labeller may be used by many threads.
    """

    def __init__(self, model: tuple[bytes, bytes] | None = None) -> None:
        self._model = model
        self._local = threading.local()
        self._parts: tuple[Weights, FeatureReader[int]] | None = None

    def label(self, tokens: Sequence[Token], *, atoms: Iterable[Atom] = (), hints: tuple[str, ...] = ()) -> tuple[tuple[str, float], ...]:
        """Return each token's label and the probability of it. ``atoms`` have their way.

        >>> from citekit.parsers.labelling.tokens import tokenize
        >>> [label for label, _ in Labeller().label(tokenize("Иванов И. И. Земля. М.: Наука, 1999. 267 с."))][-8:]
        ['sep', 'publisher', 'sep', 'year', 'sep', 'numpages', 'page_term', 'page_term']
        """
        return self.labelling(tokens, atoms=atoms, hints=hints).labels

    def labelling(self, tokens: Sequence[Token], *, atoms: Iterable[Atom] = (), hints: tuple[str, ...] = ()) -> Labelling:
        """Return the labels, the runners-up and the score of the whole.

        ``hints`` are the habits of the reference's list, from :func:`citekit.parsers.labelling.features.list_hints`.
        """
        if not tokens:
            return Labelling((), (), 0.0)
        if len(tokens) > _MOST_TOKENS:
            # a line of a book's length is no reference: label its head, leave the rest as a remark
            head = self.labelling(tokens[:_MOST_TOKENS], atoms=atoms, hints=hints)
            rest = len(tokens) - _MOST_TOKENS
            return Labelling((*head.labels, *([("note", 0.0)] * rest)), (*head.second, *([_NONE] * rest)), head.score)
        if self._parts is None:
            weights = Weights(shipped("data/labels.crf") if self._model is None else self._model[0])
            self._parts = weights, FeatureReader(weights.packed)
        weights, reader = self._parts
        items = [weights.likely(packed) for packed in reader.read(tokens, hints)]
        fixed = _clamped(tokens, atoms)
        for at, label in fixed.items():
            items[at] = {label: _CERTAIN}
        tagger = self._tagger()
        labels = tagger.tag(items)
        marginal = tagger.marginal
        pairs = tuple([(fixed[at], 1.0) if at in fixed else (label, marginal(label, at)) for at, label in enumerate(labels)])
        second = tuple([_NONE if p > _SURE else _runner_up(tagger, items[at], label, at) for at, (label, p) in enumerate(pairs)])
        return Labelling(pairs, second, math.log(max(tagger.probability(labels), 1e-300)) / len(labels))

    def _tagger(self) -> Any:
        """Return this thread's tagger over the model's transitions; it holds one reference at a time."""
        tagger = getattr(self._local, "tagger", None)
        if tagger is None:
            import pycrfsuite

            tagger = self._local.tagger = pycrfsuite.Tagger()
            # the tagger reads where the bytes lie, so they are kept as long as it
            self._local.model = shipped("data/labels.crfsuite") if self._model is None else self._model[1]
            tagger.open_inmemory(self._local.model)
        return tagger


_MOST_TOKENS = 1200
_NONE = ("", 0.0)


_SURE = 0.9
_CERTAIN = 40.0


def _runner_up(tagger: Any, likely: Iterable[str], label: str, at: int) -> tuple[str, float]:
    probability, other = max([(tagger.marginal(other, at), other) for other in likely if other != label], default=(0.0, ""))
    return other, probability


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
