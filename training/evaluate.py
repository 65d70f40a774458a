"""Measure a model on what it was not trained on: ``python -m training.evaluate [--model FILE] [--shared DIR]``.

Held-out rows of the annotated sets, and lists rendered from held-out records; token accuracy, mean F1 over the
labels' runs (a run is right where both ends and the label are), whole references.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from pathlib import Path

from citekit.parsers.labels import Labeller
from training.annotated import annotated_samples, is_held_out
from training.lists import rendered_lists
from training.sample import Sample, token_labels
from training.works import Stock

ROOT = Path(__file__).resolve().parent.parent


def held_out(shared: Path, *, rendered: int, seed: int) -> dict[str, list[Sample]]:
    """Return the development samples by group."""
    groups: dict[str, list[Sample]] = defaultdict(list)
    for sample in annotated_samples(shared):
        if is_held_out(sample):
            groups[sample.source].append(sample)
    chance = random.Random(seed)
    made = 0
    for samples in rendered_lists(Stock(shared, held_out=True), chance):
        for sample in samples:
            groups[f"{sample.language}:{sample.style}"].append(sample)
        made += len(samples)
        if made >= rendered:
            break
    return groups


def runs(labels: list[str]) -> set[tuple[int, int, str]]:
    """Return the runs of labels but ``sep``."""
    found, start = set(), 0
    for at in range(1, len(labels) + 1):
        if at == len(labels) or labels[at] != labels[start]:
            if labels[start] != "sep":
                found.add((start, at, labels[start]))
            start = at
    return found


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--model", type=Path)
    options.add_argument("--rendered", type=int, default=1500)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--labels", action="store_true", help="also by label")
    args = options.parse_args()
    labeller = Labeller(args.model.read_bytes() if args.model else None)
    print(f"{'group':28}{'refs':>6}{'tokens':>9}{'token acc':>11}{'run F1':>8}{'whole':>7}")
    by_label: dict[str, Counter[str]] = defaultdict(Counter)
    total: Counter[str] = Counter()
    spent = 0.0
    lists = 0
    for group, samples in sorted(held_out(args.shared, rendered=args.rendered, seed=args.seed).items()):
        count: Counter[str] = Counter()
        for sample in samples:
            tokens, gold = token_labels(sample)
            started = time.perf_counter()
            got = [label for label, _ in labeller.label(tokens)]
            spent += time.perf_counter() - started
            count["tokens"] += len(gold)
            count["right"] += sum(a == b for a, b in zip(gold, got, strict=True))
            a, b = runs(gold), runs(got)
            count["hit"] += len(a & b)
            count["gold"] += len(a)
            count["got"] += len(b)
            count["whole"] += gold == got
            count["refs"] += 1
            for run in a:
                by_label[run[2]]["hit" if run in b else "missed"] += 1
            for run in b - a:
                by_label[run[2]]["wrong"] += 1
        total += count
        if count["refs"] > 15:
            _print(group, count)
    _print("all", total)
    print(f"{total['refs'] / spent:.0f} references a second (features and labels)")
    if args.labels:
        for label, n in sorted(by_label.items()):
            print(f"{label:18}{n['hit'] + n['missed']:>7}{2 * n['hit'] / (2 * n['hit'] + n['missed'] + n['wrong'] or 1):>8.3f}")


def _print(group: str, n: Counter[str]) -> None:
    print(f"{group:28}{n['refs']:>6}{n['tokens']:>9}{n['right'] / n['tokens']:>11.4f}{2 * n['hit'] / (n['gold'] + n['got']):>8.3f}{n['whole'] / n['refs']:>7.3f}")


if __name__ == "__main__":
    main()
