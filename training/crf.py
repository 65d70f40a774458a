"""A linear-chain conditional random field, trained by gradient descent with a step of its own for each weight.

CRFsuite's L-BFGS takes an hour for what takes minutes here: batches of sequences go through the forward and
backward sums together (numpy), states' scores and gradients are sparse products (scipy), steps are AdaGrad's
(Duchi et al. 2011) with a proximal L1 term that keeps most weights at zero, and some features of each batch
are dropped so that no single one is leant on.
"""

from __future__ import annotations

import time
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Corpus", "Settings", "train"]


CHANCY = ("W", "6=")
"""Beginnings of the features of two words and of five classes: many, and each seldom met again."""


class Corpus:
    """Sequences of tokens, each with the numbers of its features, and their labels."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.labels: dict[str, int] = {}
        self.features = array("i")
        self.token_ends = array("q", [0])
        self.token_labels = array("b")
        self.sequence_ends = array("q", [0])

    def numbers(self, strings: tuple[str, ...]) -> tuple[int, ...]:
        """Return the numbers of some features; a new one gets the next number."""
        names = self.names
        return tuple([names.setdefault(string, len(names)) for string in strings])

    def add(self, tokens: Sequence[tuple[int, ...]], labels: Sequence[str]) -> None:
        """Add a sequence."""
        for numbers, label in zip(tokens, labels, strict=True):
            self.features.extend(numbers)
            self.token_ends.append(len(self.features))
            self.token_labels.append(self.labels.setdefault(label, len(self.labels)))
        self.sequence_ends.append(len(self.token_labels))


@dataclass
class Settings:
    """How a field is trained."""

    epochs: int = 6
    batch: int = 96
    step: float = 0.25
    l1: float = 0.15
    l2: float = 0.0
    dropped: float = 0.15
    least_frequent: int = 3
    least_frequent_words: int = 6  # of features of two words or five classes: most are chance
    twice: int = 0  # so many of the first sequences are seen twice an epoch
    seed: int = 1


@dataclass
class Field:
    """A trained field: ``states[(feature, label)]``, ``moves[(label, label)]``."""

    labels: list[str]
    states: dict[tuple[str, str], float] = field(default_factory=dict)
    moves: dict[tuple[str, str], float] = field(default_factory=dict)


def train(corpus: Corpus, settings: Settings, *, say: Callable[[str], None] = print) -> Field:
    """Train on a corpus; the same corpus and settings give the same field."""
    flat = np.frombuffer(corpus.features, dtype=np.int32)
    ends = np.frombuffer(corpus.token_ends, dtype=np.int64)
    gold = np.frombuffer(corpus.token_labels, dtype=np.int8).astype(np.int64)
    bounds = np.frombuffer(corpus.sequence_ends, dtype=np.int64)
    n_labels = len(corpus.labels)

    # features that are too rare go; the others are numbered anew
    counts = np.bincount(flat, minlength=len(corpus.names))
    chancy = np.fromiter((name.startswith(CHANCY) for name in corpus.names), dtype=bool, count=len(corpus.names))
    kept = counts >= np.where(chancy, settings.least_frequent_words, settings.least_frequent)
    renumbered = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
    n_features = int(kept.sum())
    token_of = np.repeat(np.arange(len(gold), dtype=np.int32), np.diff(ends))
    flat = renumbered[flat]
    present = flat >= 0
    flat, token_of = flat[present], token_of[present]
    starts = np.zeros(len(gold) + 1, dtype=np.int64)
    np.cumsum(np.bincount(token_of, minlength=len(gold)), out=starts[1:])
    # only pairs of feature and label that occur have a weight
    allowed = np.zeros((n_features, n_labels), dtype=bool)
    allowed[flat, gold[token_of]] = True
    del token_of
    say(f"{len(bounds) - 1} sequences, {len(gold)} tokens, {n_features} features, {int(allowed.sum())} weights, {n_labels} labels")

    rng = np.random.default_rng(settings.seed)
    weights = np.zeros((n_features, n_labels), dtype=np.float32)
    squares = np.full((n_features, n_labels), 1e-3, dtype=np.float32)
    moves = np.zeros((n_labels, n_labels), dtype=np.float32)
    move_squares = np.full((n_labels, n_labels), 1.0, dtype=np.float32)
    n_sequences = len(bounds) - 1
    lengths = np.diff(bounds)
    total_batches = settings.epochs * -(-(n_sequences + settings.twice) // settings.batch)
    done = 0
    for epoch in range(settings.epochs):
        started, loss, wrong, seen = time.time(), 0.0, 0, 0
        order = rng.permutation(np.concatenate([np.arange(n_sequences), np.arange(settings.twice)]))
        # sequences of a like length share a batch, batches come in random order
        chunks = [np.sort(order[at : at + 20 * settings.batch]) for at in range(0, len(order), 20 * settings.batch)]
        batches = []
        for chunk in chunks:
            by_length = chunk[np.argsort(-lengths[chunk], kind="stable")]
            batches += [by_length[at : at + settings.batch] for at in range(0, len(by_length), settings.batch)]
        for which in rng.permutation(len(batches)):
            batch = batches[which]
            step = settings.step * max(0.02, 1 - done / total_batches)
            done += 1
            rows = np.concatenate([np.arange(bounds[s], bounds[s + 1]) for s in batch])
            sizes = starts[rows + 1] - starts[rows]
            pointers = np.zeros(len(rows) + 1, dtype=np.int64)
            np.cumsum(sizes, out=pointers[1:])
            places = np.repeat(starts[rows] - pointers[:-1], sizes) + np.arange(pointers[-1])
            used, columns = np.unique(flat[places], return_inverse=True)
            if settings.dropped:
                data = (rng.random(len(columns), dtype=np.float32) >= settings.dropped).astype(np.float32) / np.float32(
                    1 - settings.dropped
                )
            else:
                data = np.ones(len(columns), dtype=np.float32)
            design = sparse.csr_matrix((data, columns.astype(np.int32), pointers), shape=(len(rows), len(used)))
            current = weights[used]
            scores = np.asarray(design @ current)
            log_sum, marginals, expected = _sums(scores, moves, lengths[batch])
            labels = gold[rows]
            observed = np.zeros_like(moves)
            firsts = np.zeros(len(rows), dtype=bool)
            firsts[np.concatenate([[0], np.cumsum(lengths[batch])[:-1]])] = True
            inner = np.flatnonzero(~firsts)
            np.add.at(observed, (labels[inner - 1], labels[inner]), 1.0)
            loss += log_sum - float(scores[np.arange(len(rows)), labels].sum()) - float((moves * observed).sum())
            seen += len(rows)
            wrong += int((marginals.argmax(1) != labels).sum())
            marginals[np.arange(len(rows)), labels] -= 1
            gradient = np.asarray(design.T @ marginals)
            gradient *= allowed[used]
            gradient += settings.l2 * current
            grown = squares[used]
            grown += gradient * gradient
            squares[used] = grown
            rate = step / np.sqrt(grown)
            current -= rate * gradient
            np.copyto(current, np.sign(current) * np.maximum(np.abs(current) - rate * settings.l1, 0))
            weights[used] = current
            gradient = (expected - observed) + settings.l2 * moves
            move_squares += gradient * gradient
            moves -= step * gradient / np.sqrt(move_squares)
        alive = int((np.abs(weights) > 1e-6).sum())
        say(
            f"epoch {epoch + 1}: loss {loss / len(order):.4f} a sequence, tokens wrong {wrong / seen:.4%}, {alive} weights not zero, {time.time() - started:.0f} s"
        )

    names = [""] * n_features
    for name, number in corpus.names.items():
        if renumbered[number] >= 0:
            names[renumbered[number]] = name
    label_names = list(corpus.labels)
    result = Field(label_names)
    for at, label in zip(*np.nonzero(np.abs(weights) > 1e-6), strict=True):
        result.states[names[at], label_names[label]] = float(weights[at, label])
    for a, first in enumerate(label_names):
        for b, second in enumerate(label_names):
            result.moves[first, second] = float(moves[a, b])
    return result


def _sums(scores: np.ndarray, moves: np.ndarray, lengths: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """Return the summed log-partition, each token's marginal probabilities and the expected moves.

    ``scores`` holds the sequences one after another, the longest first.
    """
    n_labels = moves.shape[0]
    count, longest = len(lengths), int(lengths[0])
    begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    top = scores.max(1, keepdims=True)
    grown = np.exp(scores - top)
    factors = np.exp(moves)
    forward = np.zeros_like(grown)
    norms = np.ones(len(grown), dtype=np.float64)
    active = np.array([int((lengths > t).sum()) for t in range(longest)])
    for t in range(longest):
        rows = begins[: active[t]] + t
        a = grown[rows] if t == 0 else (forward[rows - 1] @ factors) * grown[rows]
        norm = a.sum(1, keepdims=True)
        forward[rows] = a / norm
        norms[rows] = norm[:, 0]
    marginals = np.empty_like(grown)
    expected = np.zeros((n_labels, n_labels), dtype=np.float32)
    behind = np.ones((count, n_labels), dtype=np.float32)
    for t in range(longest - 1, -1, -1):
        rows = begins[: active[t]] + t
        b = behind[: active[t]]
        marginals[rows] = forward[rows] * b
        if t:
            carried = grown[rows] * b / norms[rows, None].astype(np.float32)
            expected += (forward[rows - 1].T @ carried) * factors
            behind[: active[t]] = carried @ factors.T
    marginals /= marginals.sum(1, keepdims=True)
    return float(np.log(norms).sum() + top.sum()), marginals, expected
