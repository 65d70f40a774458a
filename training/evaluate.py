"""Measure a model on what it was not trained on: ``python -m training.evaluate [--model FILE] [--shared DIR]``.

Held-out rows of the annotated sets, and lists rendered from held-out records; token accuracy, F1 over the
labels' runs (a run is right where both ends and the label are), whole references.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from collections import Counter, defaultdict
from pathlib import Path

from citekit.parsers.labelling import labelled
from citekit.parsers.labelling.features import list_hints
from citekit.parsers.labelling.labels import Labeller
from training.annotated import annotated_samples, is_held_out
from training.card import fill
from training.lists import rendered_lists
from training.sample import Sample, token_labels
from training.works import Stock

ROOT = Path(__file__).resolve().parent.parent


def held_out_lists(shared: Path, *, rendered: int, seed: int) -> list[list[Sample]]:
    """Return the development lists: AnyStyle's rows alone, the others by paper, then the rendered."""
    rows = [sample for sample in annotated_samples(shared) if is_held_out(sample)]
    lists = [list(samples) for _, samples in itertools.groupby(rows, key=lambda sample: sample.style or id(sample))]
    made = 0
    for samples in rendered_lists(Stock(shared, held_out=True), random.Random(seed)):
        lists.append(samples)
        made += len(samples)
        if made >= rendered:
            break
    return lists


def held_out(shared: Path, *, rendered: int, seed: int) -> dict[str, list[Sample]]:
    """Return the development samples by source, or by language and style."""
    groups: dict[str, list[Sample]] = defaultdict(list)
    for samples in held_out_lists(shared, rendered=rendered, seed=seed):
        for sample in samples:
            groups[group_of(sample)].append(sample)
    return groups


def used_model(path: Path | None) -> None:
    """Let the parsers label with the model at ``path`` instead of the shipped one."""
    if path is not None:
        chosen = Labeller((path.read_bytes(), path.with_suffix(".crfsuite").read_bytes()))
        labelled.shipped_labeller = lambda: chosen  # type: ignore[assignment]


def group_of(sample: Sample) -> str:
    """Return the name under which a sample is counted."""
    return sample.source if sample.source != "rendered" else f"{sample.language}:{sample.style}"


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
    options.add_argument("--alone", action="store_true", help="without the list's habits")
    options.add_argument("--card", action="store_true", help="write the figures into the model's card")
    options.add_argument("--brief", action="store_true", help="the sums alone")
    args = options.parse_args()
    labeller = Labeller((args.model.read_bytes(), args.model.with_suffix(".crfsuite").read_bytes()) if args.model else None)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    by_label: dict[str, Counter[str]] = defaultdict(Counter)
    spent = 0.0
    for samples in held_out_lists(args.shared, rendered=args.rendered, seed=args.seed):
        cut = [token_labels(sample) for sample in samples]
        hints = () if args.alone else list_hints([tokens for tokens, _ in cut])
        for sample, (tokens, gold) in zip(samples, cut, strict=True):
            started = time.process_time()
            got = [label for label, _ in labeller.label(tokens, hints=hints)]
            spent += time.process_time() - started
            group = group_of(sample)
            right, found = runs(gold), runs(got)
            n = Counter(
                tokens=len(gold), right=sum(a == b for a, b in zip(gold, got, strict=True)), hit=len(right & found),
                gold=len(right), got=len(found), whole=int(gold == got), refs=1,
            )  # fmt: skip
            for name in (group, "ANNOTATED" if sample.source != "rendered" else "RENDERED " + sample.language, "all"):
                counts[name] += n
            for run in right:
                by_label[run[2]]["hit" if run in found else "missed"] += 1
            for run in found - right:
                by_label[run[2]]["wrong"] += 1
    if args.card:
        fill("labels", _card(counts))
    print(f"{'group':28}{'refs':>6}{'tokens':>9}{'token acc':>11}{'run F1':>8}{'whole':>7}")
    for group, n in sorted(counts.items(), key=lambda item: (item[0].isupper(), item[0])):
        if n["refs"] > 15 and not (args.brief and group[:1].islower() and group != "all"):
            print(
                f"{group:28}{n['refs']:>6}{n['tokens']:>9}{n['right'] / n['tokens']:>11.4f}"
                f"{2 * n['hit'] / (n['gold'] + n['got']):>8.3f}{n['whole'] / n['refs']:>7.3f}"
            )
    print(f"{counts['all']['refs'] / spent:.0f} references a second of processor time (features and labels)")
    if args.labels:
        for label, n in sorted(by_label.items()):
            print(f"{label:18}{n['hit'] + n['missed']:>7}{2 * n['hit'] / (2 * n['hit'] + n['missed'] + n['wrong'] or 1):>8.3f}")


_ON_CARD = {
    "anystyle-core": "AnyStyle core", "anystyle-gold": "AnyStyle gold", "anystyle-good": "AnyStyle good", "grobid": "GROBID", "ore": "Open Research Europe",
    "ANNOTATED": "all annotated", "RENDERED ru": "rendered, Russian", "RENDERED en": "rendered, English", "RENDERED romanised": "rendered, romanised",
    "RENDERED uk": "rendered, Ukrainian",
}  # fmt: skip


def _card(counts: dict[str, Counter[str]]) -> list[str]:
    lines = ["| held out | references | tokens | F1 of runs | whole |", "|---|---|---|---|---|"]
    for group, name in _ON_CARD.items():
        n = counts[group]
        if n["refs"]:
            f1 = 2 * n["hit"] / (n["gold"] + n["got"])
            lines.append(f"| {name} | {n['refs']} | {n['right'] / n['tokens']:.3f} | {f1:.3f} | {n['whole'] / n['refs']:.3f} |")
    return lines


if __name__ == "__main__":
    main()
