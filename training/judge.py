"""Fit the judge between the rules' and the labeller's readings: ``python -m training.judge [--shared DIR]``.

On the held-out rows of the annotated sets and on lists rendered from held-out records: references that neither
reading was made from. A reading's mistakes are its wrong fields; the weights are those of a logistic
regression on which reading has fewer, weighted by how many fewer.

``--prior`` shifts the balance to the rules. The held-out rows are annotated by the habits of the sets that the
labeller learnt from, so they flatter it; Russian lists, pages of the web and laws are what the rules are for.
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from citekit.parsers.assemble import assemble
from citekit.parsers.atoms import find_atoms
from citekit.parsers.grammar.structure import read_structure
from citekit.parsers.judgement import traits
from citekit.parsers.labelling.labelled import read_labels
from citekit.parsers.normalise import normalise
from training.evaluate import held_out

if TYPE_CHECKING:
    from citekit.model import Record
    from training.sample import Sample

ROOT = Path(__file__).resolve().parent.parent
FIELDS = ("title", "container", "volume", "issue", "pages", "publisher", "place", "year")


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text.replace("ё", "е").casefold()).strip()


def _wanted(sample: Sample) -> dict[str, str]:
    texts: dict[str, list[str]] = {}
    for start, end, label in sample.spans():
        texts.setdefault(label, []).append(sample.text[start:end])
    wanted = {field: _key(" ".join(texts.get(field, []))) for field in FIELDS}
    year = re.search(r"\d{4}", wanted["year"])
    wanted["year"] = year[0] if year else ""
    return wanted


def mistakes(sample: Sample, record: Record) -> int:
    """Return how many fields of a record are not what the sample says."""
    got = {
        "title": record.title, "container": record.container_title, "volume": record.volume, "issue": record.issue, "pages": record.page,
        "publisher": record.publisher, "place": record.publisher_place, "year": str(record.year or ""),
    }  # fmt: skip
    return sum(_key(got[field]) != value for field, value in _wanted(sample).items())


def readings(samples: list[Sample]) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return the traits of each sample's two readings, the mistakes of both, and the traits' names."""
    rows, wrong, names = [], [], []
    for sample in samples:
        reference = normalise(sample.text)
        atoms = find_atoms(reference)
        structure = read_structure(reference, atoms)
        labelled = read_labels(reference, atoms)
        found = traits(reference.text, structure, labelled)
        names = list(found)
        rows.append(list(found.values()))
        by_rules = assemble(reference, atoms, structure.pieces, layout=structure.layout, form=structure.form)
        by_labels = assemble(reference, atoms, labelled.pieces, layout=labelled.layout)
        wrong.append((mistakes(sample, by_rules), mistakes(sample, by_labels)))
    return np.array(rows), np.array(wrong), names


def fit(rows: np.ndarray, wrong: np.ndarray, strength: float = 1.0) -> np.ndarray:
    """Return the weights of a logistic regression: positive where the rules are right."""
    better = (wrong[:, 1] - wrong[:, 0]).astype(float)
    rows, better = rows[better != 0], better[better != 0]
    sign, weight = np.sign(better), np.abs(better)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (rows @ weights)
        slope = -(rows * (weight * sign / (1 + np.exp(margin)))[:, None]).sum(0)
        slope[1:] += 2 * strength * weights[1:]
        return float((weight * np.logaddexp(0, -margin)).sum() + strength * (weights[1:] ** 2).sum()), slope

    return minimize(loss, np.zeros(rows.shape[1]), jac=True).x


def main() -> None:
    """Fit, print what is gained, and write the weights."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--rendered", type=int, default=600)
    options.add_argument("--most", type=int, default=250, help="rows of a group")
    options.add_argument("--prior", type=float, default=2.25, help="added to the bias, for the rules")
    options.add_argument("--out", type=Path, default=ROOT / "citekit" / "parsers" / "data" / "judgement.toml")
    args = options.parse_args()
    chance = random.Random(3)
    samples = []
    for group in held_out(args.shared, rendered=args.rendered, seed=11).values():
        samples += chance.sample(group, min(args.most, len(group)))
    rows, wrong, names = readings(samples)
    even = np.arange(len(rows)) % 2 == 0
    points = rows[~even] @ fit(rows[even], wrong[even])
    chosen = np.where(points > 0, wrong[~even, 0], wrong[~even, 1])
    print(f"{len(rows)} references; on the half not fitted on: mistakes by rules {wrong[~even, 0].sum()}, by labels {wrong[~even, 1].sum()}, "
          f"chosen {chosen.sum()}, of the better each time {wrong[~even].min(1).sum()}")  # fmt: skip
    weights = fit(rows, wrong)
    weights[0] += args.prior
    lines = ["# Weights of the judge between the readings by rules and by labels; positive: for the rules.",
             f"# Made by training/judge.py from {len(rows)} held-out references, --prior {args.prior}.", "[weights]"]  # fmt: skip
    lines += [f"{name} = {weight:.3f}" for name, weight in zip(names, weights, strict=True)]
    args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
