"""Make the labeller's model: ``python -m training.train [--shared DIR] [--out FILE] [--rendered N] ...``.

Reads the annotated sets and the records of the folder ``shared`` (beside the checkout by default), renders
lists, trains a linear-chain CRF (``training/crf.py``) and writes the model. The same seed gives the same training data.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from citekit.parsers.labelling.features import FeatureReader, list_hints
from citekit.parsers.labelling.labels import LABELS
from training.annotated import annotated_samples, is_held_out
from training.crf import Corpus, Settings, train
from training.lists import rendered_lists
from training.model import ship_model
from training.sample import Sample, token_labels
from training.works import Stock

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent


class Hidden:
    """A random part of the word lists, not to be seen: real references are full of names that no list has."""

    def __init__(self, seed: int, percent: int) -> None:
        self._seed, self._percent = seed, percent

    def __contains__(self, entry: object) -> bool:
        return zlib.crc32(str(entry).encode(), self._seed) % 100 < self._percent


def training_lists(shared: Path, *, rendered: int, seed: int) -> Iterator[list[Sample]]:
    """Yield lists of samples: the annotated rows that are not held out (AnyStyle's alone, the others by paper), then the rendered."""
    by_paper = itertools.groupby(
        (sample for sample in annotated_samples(shared) if not is_held_out(sample)),
        key=lambda sample: sample.style or id(sample),
    )
    for _, samples in by_paper:
        yield list(samples)
    chance = random.Random(seed)
    made = 0
    for samples in rendered_lists(Stock(shared, held_out=False), chance):
        yield samples
        made += len(samples)
        if made >= rendered:
            return


def read_corpus(shared: Path, *, rendered: int, seed: int) -> tuple[Corpus, int]:
    """Return the corpus, and how many of its first sequences are annotated rows."""
    chance = random.Random(seed + 1)
    corpus = Corpus()
    annotated = 0
    reader: FeatureReader[tuple[int, ...]] = FeatureReader(corpus.numbers)
    for samples in training_lists(shared, rendered=rendered, seed=seed):
        labelled = [(tokens, labels) for tokens, labels in map(token_labels, samples) if 0 < len(tokens) <= 400]
        hints = list_hints([tokens for tokens, _ in labelled]) if chance.random() < 0.6 else ()
        hidden = Hidden(chance.randrange(1 << 30), chance.choice([20, 50, 80]))
        for tokens, labels in labelled:
            corpus.add(reader.read(tokens, hints, hidden=hidden), labels)
        if samples[0].source != "rendered":
            annotated = len(corpus.sequence_ends) - 1
    return corpus, annotated


def main() -> None:
    """Train and write the model."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--out", type=Path, default=ROOT / "citekit/parsers/data/labels.crf", help="the model as shipped")
    options.add_argument("--rendered", type=int, default=50000, help="references to render")
    options.add_argument("--seed", type=int, default=20261121)
    options.add_argument("--epochs", type=int, default=7)
    options.add_argument("--step", type=float, default=0.4)
    options.add_argument("--l1", type=float, default=0.015)
    options.add_argument("--dropped", type=float, default=0.1, help="share of features left out at each step")
    options.add_argument("--least", type=float, default=0.08, help="weights below are dropped")
    options.add_argument("--least-words", type=float, default=0.15, help="likewise of features of two words")
    args = options.parse_args()

    started = time.time()
    corpus, annotated = read_corpus(args.shared, rendered=args.rendered, seed=args.seed)
    print(f"corpus read in {time.time() - started:.0f} s", flush=True)
    settings = Settings(epochs=args.epochs, step=args.step, l1=args.l1, dropped=args.dropped, twice=annotated, seed=args.seed)
    field = train(corpus, settings, say=lambda line: print(line, flush=True))
    kept = ship_model(field, args.out, least=args.least, least_words=args.least_words)
    print(f"{len(field.states)} weights, {kept} kept: {args.out} {args.out.stat().st_size / 1e6:.2f} MB, {time.time() - started:.0f} s")
    missing = set(LABELS) - set(field.labels)
    if missing:
        print("labels without an example:", sorted(missing))


if __name__ == "__main__":
    main()
