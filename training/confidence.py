"""Fit how sure a reading is: ``python -m training.confidence [--shared DIR]`` writes ``data/confidence.toml``.

On the held-out rows of the annotated sets, on lists rendered from held-out records and on the ``dev`` part of the
references labelled by hand: each field that the parsers give is right or wrong, and so is each record. A logistic
regression a group of fields, held towards one that they all share; the steps that correct it are an isotonic
regression on what it says of references that it was not fitted on. The figures printed are of such references too
(five folds); of the hand-labelled ``held-out`` part and, with ``--gold``, of lists that nothing was fitted on.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from citekit.formats.items import ItemReader
from citekit.parsers.assembly.record import assemble
from citekit.parsers.atoms import find_atoms
from citekit.parsers.confidence import (
    FIELD_INPUTS,
    GROUPS,
    SHARED_INPUTS,
    WHOLE_INPUTS,
    Sureness,
    field_inputs,
    shared_inputs,
    sureness,
    whole_inputs,
)
from citekit.parsers.grammar.structure import read_structure
from citekit.parsers.judgement import judged
from citekit.parsers.labelling.labelled import habits
from citekit.parsers.normalise import normalise
from citekit.parsers.reading import common_heads, layout_shares
from training.card import fill
from training.evaluate import held_out_lists, used_model
from training.truth import FIELDS, true_values, values_of, wrong_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from citekit.model import Record
    from citekit.parsers.atoms import Atom
    from citekit.parsers.judgement import Judgement
    from citekit.parsers.normalise import Normalised

ROOT = Path(__file__).resolve().parent.parent
FOLDS = 5
OWN_NAME = {"custom.edn": "EDN"}


class Read(NamedTuple):
    """A reference as it was read: its inputs, which of its fields are right (None: not known), and whether all is."""

    text: str
    judgement: Judgement
    record: Record
    shared: list[float]
    fields: dict[str, list[float]]
    right: dict[str, bool]
    whole: bool
    source: str
    group: int
    sure: Sureness

    @property
    def known(self) -> dict[str, bool]:
        """Return of each field whose truth is known whether it is right."""
        named = {name: self.right.get(OWN_NAME.get(name, name)) for name in self.fields}
        return {name: right for name, right in named.items() if right is not None}


def read_list(
    texts: Sequence[str],
    truths: Sequence[Callable[[Normalised, tuple[Atom, ...], Record], tuple[dict[str, bool], bool]]],
    source: str,
    group: int,
) -> list[Read]:
    """Read a list as the parsers do and compare each reference with what is true of it."""
    references = [normalise(text) for text in texts]
    atoms = [find_atoms(reference) for reference in references]
    heads, hints = common_heads(references), habits(references)
    judgements = [
        judged(reference, found, read_structure(reference, found, known_heads=heads), lambda: hints)
        for reference, found in zip(references, atoms, strict=True)
    ]
    result = []
    for reference, found, judgement, share, truth in zip(references, atoms, judgements, layout_shares(judgements), truths, strict=True):
        chosen = judgement.chosen
        record = assemble(reference, found, chosen.pieces, layout=chosen.layout, form=chosen.form)
        right, whole = truth(reference, found, record)
        shared = [float(v) for v in shared_inputs(reference.text, judgement, same_layout=share)]
        result.append(
            Read(
                reference.text,
                judgement,
                record,
                shared,
                field_inputs(reference.text, judgement, record),
                right,
                whole,
                source,
                group,
                sureness(reference.text, judgement, record, same_layout=share),
            )
        )
    return result


def of_samples(shared: Path, *, rendered: int, seed: int) -> Iterable[Read]:
    """Yield the held-out samples, read."""
    for at, samples in enumerate(held_out_lists(shared, rendered=rendered, seed=seed)):

        def truth(sample: Any) -> Any:
            def compared(reference: Normalised, atoms: tuple[Atom, ...], record: Record) -> tuple[dict[str, bool], bool]:
                true, got = true_values(sample, reference, atoms), values_of(record)
                return {f: true.get(f) == got[f] for f in got}, not wrong_fields(true, got)

            return compared

        yield from read_list([s.text for s in samples], [truth(s) for s in samples], samples[0].source, at)


def of_rows(rows: Sequence[dict[str, Any]], source: str, first: int, *, alone: bool) -> Iterable[Read]:
    """Yield references with a CSL record each (``csl``, ``accept``), read alone or as a list."""

    def truth(row: dict[str, Any]) -> Any:
        allowed = [values_of(ItemReader("").record(row["csl"], "$"))]
        for field, values in (row.get("accept") or {}).items():
            listed = values if isinstance(values, list) else [values]
            if field in ("author", "editor", "translator") and listed and not isinstance(listed[0], list | None):
                listed = [listed]
            allowed += [values_of(ItemReader("").record({"type": "document", field: v}, "$")) if v else {} for v in listed]
        open_fields = {f for f, vs in (row.get("accept") or {}).items() if None in (vs if isinstance(vs, list) else [vs])}
        # under these names the row allows what it has elsewhere
        other_names = {f for fs in (row.get("accept_field") or {}).values() for f in fs}

        def compared(reference: Normalised, atoms: tuple[Atom, ...], record: Record) -> tuple[dict[str, bool], bool]:
            got = values_of(record)
            right = {
                f: any(a.get(f) == value for a in allowed) or (f in other_names and value in allowed[0].values())
                for f, value in got.items()
            }
            missed = any(
                f in FIELDS and f not in got and f not in open_fields and f not in (row.get("accept_field") or {}) for f in allowed[0]
            )
            return right, all(right.values()) and not missed

        return compared

    if alone:
        for at, row in enumerate(rows, first):
            yield from read_list([row["raw"]], [truth(row)], source, at)
    else:
        yield from read_list([row["raw"] for row in rows], [truth(row) for row in rows], source, first)


def labelled_by_hand(split: str) -> list[dict[str, Any]]:
    """Return the hand-labelled references of a split."""
    rows = [
        json.loads(line)
        for name in ("russian", "western")
        for line in (ROOT / "training" / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    return [row for row in rows if row["split"] == split]


# --- fitting ----------------------------------------------------------------------------------------------------------


def regression(rows: np.ndarray, right: np.ndarray, weight: np.ndarray, held: np.ndarray) -> np.ndarray:
    """Return a logistic regression's weights; ``held`` is how strongly each is held at nought."""
    sign = np.where(right, 1.0, -1.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (rows @ weights)
        slope = -rows.T @ (weight * sign / (1 + np.exp(np.clip(margin, -50, 50)))) + 2 * held * weights
        return float((weight * np.logaddexp(0, -margin)).sum() + (held * weights**2).sum()), slope

    return minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x


def isotonic(said: np.ndarray, right: np.ndarray, weight: np.ndarray, *, least: float = 25.0, most: int = 9) -> list[tuple[float, float]]:
    """Return the steps of an isotonic regression, each of at least ``least`` cases, as (said, share that was right)."""
    order = np.argsort(said, kind="stable")
    steps: list[list[float]] = []
    at: list[float] = [0.0, 0.0, 0.0]
    for i in order:
        at = [at[0] + weight[i] * said[i], at[1] + weight[i] * right[i], at[2] + weight[i]]
        if at[2] >= max(least, weight.sum() / most):
            steps.append(at)
            at = [0.0, 0.0, 0.0]
    if at[2] and steps:
        steps[-1] = [a + b for a, b in zip(steps[-1], at, strict=True)]
    merged: list[list[float]] = []
    for step in steps:
        merged.append(step)
        while len(merged) > 1 and merged[-2][1] / merged[-2][2] >= merged[-1][1] / merged[-1][2]:
            last = merged.pop()
            merged[-1] = [a + b for a, b in zip(merged[-1], last, strict=True)]
    return [(s / w, (r + 0.5) / (w + 1)) for s, r, w in merged]


class Model(NamedTuple):
    """A group's weights (shared inputs, then its own) and steps."""

    weights: np.ndarray
    steps: list[tuple[float, float]]

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        """Return the probabilities that rows of inputs mean."""
        said = 1 / (1 + np.exp(-np.clip(rows @ self.weights, -30, 30)))
        if len(self.steps) > 1:
            said = np.interp(said, [s for s, _ in self.steps], [r for _, r in self.steps])
        return np.clip(said, 0.001, 0.999)


class Table(NamedTuple):
    """Everything that is known of fields: rows by group, right or wrong, weight and fold."""

    rows: np.ndarray
    right: np.ndarray
    weight: np.ndarray
    fold: np.ndarray
    group: np.ndarray
    source: np.ndarray
    reference: np.ndarray


def table(reads: Sequence[Read]) -> Table:
    """Return the fields of references whose truth is known."""
    found: list[tuple[list[float], bool, float, int, str, str, int]] = []
    for number, read in enumerate(reads):
        for name, values in read.fields.items():
            right = read.right.get(OWN_NAME.get(name, name))
            if right is not None:
                found.append(
                    (read.shared + values, right, weight_of(read), read.group % FOLDS, GROUPS.get(name, "rest"), read.source, number)
                )
    return Table(*(np.array(column) for column in zip(*found, strict=True)))


def weight_of(read: Read) -> float:
    """Return what a reference counts in fitting: rendered ones less, since no person printed them."""
    return 0.5 if read.source == "rendered" else 1.0


def fitted(rows: np.ndarray, right: np.ndarray, weight: np.ndarray, group: np.ndarray) -> dict[str, np.ndarray]:
    """Return the weights of each group: one vector for all and each group's difference from it, which is held more strongly."""
    names = sorted({*GROUPS.values(), "rest"})
    width = rows.shape[1]
    blocks = np.zeros((len(rows), width * (1 + len(names))))
    blocks[:, :width] = rows
    for at, name in enumerate(names, 1):
        mine = group == name
        blocks[mine, at * width : (at + 1) * width] = rows[mine]
    held = np.concatenate([np.full(width, 0.5), np.full(width * len(names), 1.5)])
    weights = regression(blocks, right, weight, held)
    return {name: weights[:width] + weights[at * width : (at + 1) * width] for at, name in enumerate(names, 1)}


def out_of_fold(data: Table) -> np.ndarray:
    """Return for each field what a model says that was fitted on the other folds."""
    points = np.zeros(len(data.right))
    for k in range(FOLDS):
        train, test = data.fold != k, data.fold == k
        weights = fitted(data.rows[train], data.right[train], data.weight[train], data.group[train])
        for name, mine in weights.items():
            chosen = test & (data.group == name)
            points[chosen] = data.rows[chosen] @ mine
    return 1 / (1 + np.exp(-np.clip(points, -30, 30)))


def stepped(said: np.ndarray, data: Table, *, apart: bool) -> tuple[np.ndarray, dict[str, list[tuple[float, float]]]]:
    """Return what is said after the steps, and the steps; ``apart``: each fold's fields by steps of the other folds."""
    corrected = said.copy()
    steps = {}
    for name in sorted(set(data.group)):
        mine = data.group == name
        steps[name] = isotonic(said[mine], data.right[mine], data.weight[mine])
        for k in range(FOLDS) if apart else ():
            learnt = mine & (data.fold != k)
            model = Model(np.zeros(0), isotonic(said[learnt], data.right[learnt], data.weight[learnt]))
            chosen = mine & (data.fold == k)
            if len(model.steps) > 1:
                corrected[chosen] = np.interp(said[chosen], [s for s, _ in model.steps], [r for _, r in model.steps])
    return np.clip(corrected, 0.001, 0.999), steps


# --- measuring --------------------------------------------------------------------------------------------------------


def area(said: np.ndarray, right: np.ndarray) -> float:
    """Return the area under the curve: how often a right one is said to be surer than a wrong one."""
    order = np.argsort(said, kind="stable")
    ranks = np.empty(len(said))
    ranks[order] = np.arange(1, len(said) + 1)
    for value in np.unique(said):
        same = said == value
        ranks[same] = ranks[same].mean()
    positive = right.sum()
    negative = len(right) - positive
    return float((ranks[right].sum() - positive * (positive + 1) / 2) / (positive * negative)) if positive and negative else float("nan")


def calibration_error(said: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Return the expected calibration error over ``bins`` bins of equal width."""
    at = np.minimum((said * bins).astype(int), bins - 1)
    return float(sum(abs(said[at == b].mean() - right[at == b].mean()) * (at == b).mean() for b in range(bins) if (at == b).any()))


class Figures:
    """The lines of figures: printed, and kept for the card."""

    def __init__(self) -> None:
        self.card = ["| of | number | right | said | AUC | ECE |", "|---|---|---|---|---|---|"]

    def say(self, name: str, said: np.ndarray, right: np.ndarray) -> None:
        """Print a line of figures."""
        figures = (right.mean(), said.mean(), area(said, right), calibration_error(said, right))
        print(f"  {name:48}{len(said):>7}" + "".join(f"{value:>8.3f}" for value in figures), flush=True)
        self.card.append(f"| {name} | {len(said)} | " + " | ".join(f"{value:.3f}" for value in figures) + " |")


def whole_rows(reads: Sequence[Read], of_fields: Callable[[int, Read], list[float]]) -> np.ndarray:
    """Return the inputs of the whole records, the fields' probabilities being what ``of_fields`` says."""
    return np.array(
        [[*r.shared, *(float(v) for v in whole_inputs(r.text, r.judgement, r.record, of_fields(n, r)))] for n, r in enumerate(reads)]
    )


def said_of(read: Read, models: dict[str, Model]) -> list[float]:
    """Return the fields' probabilities of a reference."""
    return [float(models[GROUPS.get(name, "rest")](np.array([read.shared + values]))[0]) for name, values in read.fields.items()]


def main() -> None:
    """Fit, print the figures, write the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--model", type=Path, help="another labeller's model")
    options.add_argument("--rendered", type=int, default=2000)
    options.add_argument("--gold", type=Path, nargs="*", default=[], help="JSON lines of raw and csl, a list each: to measure on")
    options.add_argument("--card", action="store_true", help="write the figures into the model's card")
    options.add_argument("--out", type=Path, default=ROOT / "citekit" / "parsers" / "data" / "confidence.toml")
    args = options.parse_args()
    used_model(args.model)
    reads = list(of_samples(args.shared, rendered=args.rendered, seed=23))
    reads += of_rows(labelled_by_hand("dev"), "by hand", 100_000, alone=True)
    figures = Figures()
    data = table(reads)
    apart = out_of_fold(data)
    corrected, steps = stepped(apart, data, apart=True)
    models = {name: Model(weights, steps.get(name, [])) for name, weights in fitted(data.rows, data.right, data.weight, data.group).items()}
    print(f"  {'':48}{'n':>7}{'right':>8}{'said':>8}{'AUC':>8}{'ECE':>8}")
    for name in sorted(set(data.group)):
        figures.say(f"fields, {name}", corrected[data.group == name], data.right[data.group == name])
    kinds = {
        "annotated": ~np.isin(data.source, ["rendered", "by hand"]),
        "rendered": data.source == "rendered",
        "by hand (dev)": data.source == "by hand",
    }
    for name, chosen in kinds.items():
        figures.say(f"fields, {name}", corrected[chosen], data.right[chosen])
    figures.say("fields, all", corrected, data.right)

    # what the fields' own folds said goes into the whole's inputs
    by_reference: dict[int, list[float]] = {}
    for number, probability in zip(data.reference, corrected, strict=True):
        by_reference.setdefault(int(number), []).append(float(probability))
    rows = whole_rows(reads, lambda number, read: by_reference.get(number, []) or said_of(read, models))
    whole = np.array([read.whole for read in reads])
    weight = np.array([weight_of(read) for read in reads])
    fold = np.array([read.group % FOLDS for read in reads])
    held = np.full(rows.shape[1], 0.5)
    points = np.zeros(len(rows))
    for k in range(FOLDS):
        points[fold == k] = rows[fold == k] @ regression(rows[fold != k], whole[fold != k], weight[fold != k], held)
    said = 1 / (1 + np.exp(-points))
    source = np.array([read.source for read in reads])
    one = Table(rows, whole, weight, fold, np.array(["whole"] * len(rows)), source, np.arange(len(rows)))
    said, whole_steps = stepped(said, one, apart=True)
    for name, chosen in (
        ("annotated", ~np.isin(source, ["rendered", "by hand"])),
        ("rendered", source == "rendered"),
        ("by hand (dev)", source == "by hand"),
    ):
        figures.say(f"references, {name}", said[chosen], whole[chosen])
    figures.say("references, all", said, whole)
    models["whole"] = Model(regression(rows, whole, weight, held), whole_steps["whole"])

    sets = [("by hand (held-out)", list(of_rows(labelled_by_hand("held-out"), "by hand", 0, alone=True)))]
    for path in args.gold:
        listed = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        sets.append(
            (
                path.stem,
                list(
                    of_rows([r for r in listed if r.get("csl") and r.get("kind", "bibliography") == "bibliography"], "gold", 0, alone=False)
                ),
            )
        )
    if len(sets) > 1:
        sets.append(("lists of --gold", [read for _, more in sets[1:] for read in more]))
    for name, more in sets:
        checked = table(more)
        field_said = np.array([models[g](row[None])[0] for g, row in zip(checked.group, checked.rows, strict=True)])
        whole_said = models["whole"](whole_rows(more, lambda _, read: said_of(read, models)))
        if len(sets) < 4 or name in ("lists of --gold", "by hand (held-out)"):
            figures.say(f"fields, {name}, not fitted on", field_said, checked.right)
            figures.say(f"references, {name}, not fitted on", whole_said, np.array([read.whole for read in more]))
    write(args.out, models, len(reads))
    if args.card:
        fill("confidence", figures.card)


def write(path: Path, models: dict[str, Model], references: int) -> None:
    """Write the table."""
    lines = [f"# How sure a reading is, fitted by training/confidence.py on {references} held-out references.",
             f"# shared: {' '.join(SHARED_INPUTS)}", f"# own: {' '.join(FIELD_INPUTS)}; of the whole: {' '.join(WHOLE_INPUTS)}"]  # fmt: skip
    width = len(SHARED_INPUTS)
    for name, model in sorted(models.items()):
        lines += ["", f"[{name}]"]
        for key, values in (
            ("shared", model.weights[:width]),
            ("own", model.weights[width:]),
            ("said", [s for s, _ in model.steps] if len(model.steps) > 1 else []),
            ("right", [r for _, r in model.steps] if len(model.steps) > 1 else []),
        ):
            lines.append(f"{key} = [{', '.join(f'{v:.4g}' for v in values)}]")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
