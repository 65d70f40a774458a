"""Make the labeller's model: ``python -m training.train [--shared DIR] [--out FILE] [--rendered N] ...``.

Reads the annotated sets and the records of the folder ``shared`` (beside the checkout by default), renders
lists, trains a linear-chain CRF with L-BFGS and writes the model. The same seed gives the same training data.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pycrfsuite

from citekit.parsers.features import features_of, list_hints
from citekit.parsers.labels import LABELS
from training.annotated import annotated_samples, is_held_out
from training.lists import rendered_lists
from training.sample import Sample, token_labels
from training.works import Stock

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


def main() -> None:
    """Train and write the model."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--out", type=Path, default=ROOT / "citekit/parsers/data/labels.crfsuite")
    options.add_argument("--rendered", type=int, default=60000)
    options.add_argument("--seed", type=int, default=20261121)
    options.add_argument("--iterations", type=int, default=110)
    options.add_argument("--algorithm", choices=["l2sgd", "lbfgs"], default="l2sgd")
    options.add_argument("--verbose", action="store_true")
    options.add_argument("--c1", type=float, default=0.15)
    options.add_argument("--c2", type=float, default=0.02)
    options.add_argument("--minfreq", type=float, default=3)
    args = options.parse_args()

    started = time.time()
    chance = random.Random(args.seed + 1)
    trainer = pycrfsuite.Trainer(algorithm=args.algorithm, verbose=args.verbose)
    if args.algorithm == "l2sgd":
        trainer.set_params({"c2": args.c2, "max_iterations": args.iterations, "feature.minfreq": args.minfreq, "feature.possible_transitions": True, "period": 5, "delta": 1e-4, "calibration.samples": 600, "calibration.candidates": 6, "calibration.max_trials": 10})
    else:
        trainer.set_params({"c1": args.c1, "c2": args.c2, "max_iterations": args.iterations, "feature.minfreq": args.minfreq, "feature.possible_transitions": True, "epsilon": 1e-4, "delta": 1e-4, "num_memories": 5})
    references = words = 0
    for samples in training_lists(args.shared, rendered=args.rendered, seed=args.seed):
        labelled = [(tokens, labels) for tokens, labels in map(token_labels, samples) if 0 < len(tokens) <= 400]
        hints = list_hints([tokens for tokens, _ in labelled]) if chance.random() < 0.6 else ()
        hidden = Hidden(chance.randrange(1 << 30), chance.choice([20, 50, 80]))
        for tokens, labels in labelled:
            features = features_of(tokens, hints, hidden=hidden)
            # so that a pattern's certain finding can be given as evidence: see Labeller
            for at in range(len(tokens)):
                if chance.random() < 0.01:
                    features[at] = [*features[at], "=" + labels[at]]
            trainer.append(features, labels)
            references += 1
            words += len(tokens)
    print(f"{references} references, {words} tokens, {time.time() - started:.0f} s")
    args.out.parent.mkdir(parents=True, exist_ok=True)
    trainer.train(str(args.out))
    write_clamps(args.out)
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.2f} MB, {time.time() - started:.0f} s")
    missing = set(LABELS) - set(pycrfsuite_labels(args.out))
    if missing:
        print("labels without an example:", sorted(missing))


def write_clamps(path: Path) -> None:
    """Write what the feature «=label» weighs for its label, beside the model: patterns' findings are given by it."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    weights = tagger.info().state_features
    clamps = {label: round(weights[("=" + label, label)], 4) for label in LABELS if ("=" + label, label) in weights}
    path.with_suffix(".json").write_text(json.dumps(clamps, indent=1) + "\n", encoding="utf-8")


def pycrfsuite_labels(path: Path) -> list[str]:
    """Return the labels that a model knows."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return list(tagger.labels())


if __name__ == "__main__":
    main()
