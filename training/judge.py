"""Fit the judge between the rules' and the labeller's readings: ``python -m training.judge [--shared DIR]``.

On the held-out rows of the annotated sets and on lists rendered from held-out records: references that neither
reading was made from. A reading's mistakes are its wrong fields; the weights are those of a logistic
regression on which reading has fewer, weighted by how many fewer.

``--prior`` shifts the balance to the rules. The held-out rows are annotated by the habits of the sets that the
labeller learnt from, and rendered by the templates that it learnt from, so they flatter it; pages of the web, laws
and lists that nobody could render are what the rules are for.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec
import numpy as np
from scipy.optimize import minimize

from citekit.parsers.assembly.record import assemble
from citekit.parsers.atoms import find_atoms
from citekit.parsers.grammar.structure import read_structure
from citekit.parsers.judgement import judged, known_to_rules, places_of, traits
from citekit.parsers.labelling.labelled import habits, read_labels
from citekit.parsers.normalise import normalise
from citekit.parsers.reading import common_heads
from training.card import fill
from training.evaluate import held_out_lists, used_model
from training.truth import true_values, values_of, wrong_fields

ROOT = Path(__file__).resolve().parent.parent
FOLDS = 5


class Case(msgspec.Struct):
    """One reference with its two readings: their traits, the wrong fields of each, whether the judge is asked at all."""

    traits: dict[str, float]
    wrong: tuple[int, int]
    fields: int
    rendered: bool
    asked: bool


def cases(shared: Path, *, rendered: int, seed: int) -> list[Case]:
    """Return the held-out references with their two readings."""
    found = []
    for samples in held_out_lists(shared, rendered=rendered, seed=seed):
        references = [normalise(sample.text) for sample in samples]
        heads, hints = common_heads(references), habits(references)
        for sample, reference in zip(samples, references, strict=True):
            atoms = find_atoms(reference)
            structure = read_structure(reference, atoms, known_heads=heads)
            labelled = read_labels(reference, atoms, hints, known=known_to_rules(structure))
            true = true_values(sample, reference, atoms)
            by_rules = assemble(reference, atoms, structure.pieces, layout=structure.layout, form=structure.form)
            by_labels = assemble(reference, atoms, labelled.pieces, layout=labelled.layout)
            found.append(
                Case(
                    traits(
                        reference.text,
                        structure,
                        labelled,
                        (places_of(reference.text, structure.pieces), places_of(reference.text, labelled.pieces)),
                    ),
                    (len(wrong_fields(true, values_of(by_rules))), len(wrong_fields(true, values_of(by_labels)))),
                    len(true),
                    sample.source == "rendered",
                    judged(reference, atoms, structure, lambda hints=hints: hints).labelled is not None,
                )
            )
    return found


def fit(rows: np.ndarray, wrong: np.ndarray, strength: float = 1.0) -> np.ndarray:
    """Return the weights of a logistic regression: positive where the rules are right."""
    better = (wrong[:, 1] - wrong[:, 0]).astype(float)
    rows, better = rows[better != 0], better[better != 0]
    sign, weight = np.sign(better), np.minimum(np.abs(better), 3)

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
    options.add_argument("--model", type=Path, help="another labeller's model")
    options.add_argument("--rendered", type=int, default=1500)
    options.add_argument("--prior", type=float, default=3.0, help="added to the bias, for the rules")
    options.add_argument("--card", action="store_true", help="write the figures into the model's card")
    options.add_argument("--out", type=Path, default=ROOT / "citekit" / "parsers" / "data" / "judgement.toml")
    args = options.parse_args()
    used_model(args.model)
    found = cases(args.shared, rendered=args.rendered, seed=11)
    names = list(found[0].traits)
    rows = np.array([list(case.traits.values()) for case in found])
    wrong = np.array([case.wrong for case in found])
    asked = np.array([case.asked for case in found])
    rendered = np.array([case.rendered for case in found])
    fields = np.array([case.fields for case in found])
    fold = np.arange(len(rows)) % FOLDS
    points = np.zeros(len(rows))
    for k in range(FOLDS):
        points[fold == k] = rows[fold == k] @ fit(rows[fold != k], wrong[fold != k])
    print(f"{len(rows)} references, {FOLDS} folds: wrong fields of 1,000 / references without one of 1,000")
    card = ["| held out | references | reading | wrong of 1,000 fields | whole of 1,000 |", "|---|---|---|---|---|"]
    for name, chosen in (("annotated", ~rendered), ("rendered", rendered)):
        print(f"  {name}: {chosen.sum()} references, the judge is asked for {asked[chosen].mean():.0%}")
        for way, count in (
            ("by rules", wrong[:, 0]),
            ("by labels", wrong[:, 1]),
            ("chosen, no prior", np.where((points > 0) | ~asked, wrong[:, 0], wrong[:, 1])),
            (f"chosen, prior {args.prior:g}", np.where((points + args.prior > 0) | ~asked, wrong[:, 0], wrong[:, 1])),
            ("the better of the two", wrong.min(1)),
        ):
            errors, whole = 1000 * count[chosen].sum() / fields[chosen].sum(), 1000 * (count[chosen] == 0).mean()
            print(f"    {way:24}{errors:7.1f}{whole:7.0f}")
            card.append(f"| {name} | {chosen.sum()} | {way} | {errors:.0f} | {whole:.0f} |")
    if args.card:
        fill("judge", card)
    weights = fit(rows, wrong)
    weights[0] += args.prior
    lines = ["# Weights of the judge between the readings by rules and by labels; positive: for the rules.",
             f"# Made by training/judge.py from {len(rows)} held-out references, --prior {args.prior}.", "[weights]"]  # fmt: skip
    lines += [f"{name} = {weight:.3f}" for name, weight in zip(names, weights, strict=True)]
    args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
