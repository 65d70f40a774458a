"""How well references are found, split and read: the figures of the README, on real papers and lists.

usage: python benchmarks/parsing.py [--shared DIR] [--table] [--worst N]

Needs the evaluation material (CITEKIT_SHARED, or a folder ``shared`` beside the checkout): gold annotations of
five papers and eleven further documents, and the scorers that come with it. AnyStyle's figures on the same
gold are those of AnyStyle 1.6 as its notes give them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ANYSTYLE = {"papers": "0.773 / 0.355", "lists": "0.508 / 0.072"}


def load(path: Path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def f1_of(total) -> float:
    right, invented, missed = (sum(t[i] for t in total.values()) for i in range(3))
    return 2 * right / max(1, 2 * right + invented + missed)


def parsing(shared: Path, pattern: str, *, table: bool, worst: int) -> str:
    from citekit import parse_list
    from citekit.formats.items import item_of

    scorer = load(shared / "tools" / "score_parse.py")
    documents = {}
    for path in sorted((shared / "gold").glob(pattern)):
        documents[path.stem] = [r for r in rows(path) if r.get("csl") and r.get("kind") == "bibliography"]
    gold = [r for document in documents.values() for r in document]
    read = [
        item_of(r.record, plain=True) for document in documents.values() for r in parse_list([" ".join(g["raw"].split()) for g in document])
    ]
    total, whole, _, differences = scorer.score(gold, read)
    if table:
        for field, (right, invented, missed) in sorted(total.items()):
            print(f"    {field:18} {right:4} right {invented:3} invented {missed:3} missed")
    for _, reference, difference in sorted(differences, key=lambda d: -d[0])[:worst]:
        if difference:
            print(f"    {reference['id']}: {reference['raw'][:120]}")
            for field, wanted, got in difference:
                print(f"        {field}: {wanted} got {got}")
    means = []
    start = 0
    for document in documents.values():
        part = scorer.score(document, read[start : start + len(document)])[0]
        means.append(f1_of(part))
        start += len(document)
    return f"{len(gold)} references: fields F1 {f1_of(total):.3f}, whole {whole / len(gold):.3f}, mean F1 over {len(means)} documents {sum(means) / len(means):.3f}"


def labelled(shared: Path, name: str) -> str:
    """Read the project's own labelled references, list by list; the part held out is never looked at while rules are written."""
    from citekit import parse_list
    from citekit.formats.items import item_of

    scorer = load(shared / "tools" / "score_parse.py")
    gold = rows(Path(__file__).resolve().parents[1] / "training" / name)
    lists: dict[str, list[dict]] = {}
    for row in gold:
        lists.setdefault(row["id"].split("-")[0], []).append(row)
    read = {
        row["id"]: item_of(reference.record, plain=True)
        for part in lists.values()
        for row, reference in zip(part, parse_list([r["raw"] for r in part]), strict=True)
    }
    said = []
    for split in ("dev", "held-out"):
        part = [r for r in gold if r["split"] == split]
        total, whole, _, _ = scorer.score(part, [read[r["id"]] for r in part])
        said.append(f"{split} {len(part)}: fields F1 {f1_of(total):.3f}, whole {whole / len(part):.3f}")
    return "; ".join(said)


def splitting(shared: Path, papers: list[tuple[Path, Path]]) -> str:
    from collections import Counter

    from citekit import extract, read_document

    key = load(shared / "tools" / "score_segments.py").key
    right = found = wanted = 0
    perfect = 0
    for paper, gold_path in papers:
        gold = Counter(key(r["raw"]) for r in rows(gold_path) if r.get("kind", "bibliography") == "bibliography")
        got = Counter(key(r.raw) for r in extract(read_document(paper)).references if r.kind == "bibliography")
        same = sum((gold & got).values())
        right, found, wanted = right + same, found + sum(got.values()), wanted + sum(gold.values())
        perfect += gold == got
    return f"{wanted} strings: F1 {2 * right / (found + wanted):.3f}; {perfect} of {len(papers)} documents without a fault"


def laid_out(shared: Path, *, table: bool) -> str:
    """Score the cutting of real references laid out as documents in every way that is hard (``layouts.py``)."""
    from collections import Counter

    from layouts import papers

    from citekit import document_of_text

    key = load(shared / "tools" / "score_segments.py").key
    counts: dict[str, list[int]] = {}
    for paper in papers(unseen_lists(shared)):
        gold = Counter(map(key, paper.strings))
        got = Counter(map(key, strings_of(document_of_text(paper.text))))
        count = counts.setdefault(paper.layout, [0, 0, 0])
        for at, more in enumerate(((gold & got).total(), got.total(), gold.total())):
            count[at] += more
    f1 = {layout: 2 * right / (found + wanted) for layout, (right, found, wanted) in counts.items()}
    if table:
        for layout, value in f1.items():
            print(f"    {layout:24} {value:.3f}")
    right, found, wanted = (sum(c[i] for c in counts.values()) for i in range(3))
    worst = min(f1, key=f1.__getitem__)
    return f"{wanted} strings in {len(f1)} layouts: F1 {2 * right / (found + wanted):.3f}; worst layout {f1[worst]:.3f} ({worst})"


def strings_of(document) -> list[str]:
    """Return a document's reference strings without reading them."""
    from citekit.parsers.lists.finding import find_lists
    from citekit.parsers.lists.lines import lines_of
    from citekit.parsers.lists.notes import find_own_lines
    from citekit.parsers.lists.split import joined

    lines = lines_of(document)
    found = find_lists(lines, [own.lines for own in find_own_lines(lines)])
    return [joined(document.text, entry.pieces)[0] for one in found for entry in one.entries]


def unseen_lists(shared: Path) -> list[tuple[str, list[str]]]:
    """Return lists of references that no training saw: held-out annotated rows (by paper, or 25 together) and the open lists."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from training.annotated import annotated_samples, is_held_out

    of_paper: dict[str, list[str]] = {}
    alone = []
    for sample in annotated_samples(shared):
        if is_held_out(sample):
            (of_paper.setdefault(sample.style, []) if sample.style else alone).append(sample.text)
    alone.sort(key=lambda text: text[::-1])
    lists = [("en", texts) for texts in of_paper.values()] + [("en", alone[at : at + 25]) for at in range(0, len(alone), 25)]
    for path in sorted((shared / "gold" / "lists").glob("*.jsonl")):
        texts = [r["raw"] for r in rows(path) if r.get("kind", "bibliography") == "bibliography"]
        letters = "".join(texts).lower()
        cyrillic = sum("а" <= c <= "я" for c in letters) > sum("a" <= c <= "z" for c in letters)
        lists.append(("uk" if sum(c in "іїєґ" for c in letters) > 200 else "ru" if cyrillic else "en", texts))
    return [(language, texts) for language, texts in lists if len(texts) > 6]


def speed(shared: Path) -> str:
    """Time references never met before, lists as they are, and the same once more: names and words are then known."""
    from citekit import parse_list

    lists = [texts for _, texts in unseen_lists(shared)]
    papers = sorted((shared / "gold").glob("seeds/seed00?.jsonl"))
    lists += [[" ".join(r["raw"].split()) for r in rows(path) if r.get("csl")] for path in papers]
    count = sum(map(len, lists))
    parse_list(lists[0][:40])
    times = []
    for _ in range(2):
        begin = time.process_time()
        for texts in lists:
            parse_list(texts)
        times.append(count / (time.process_time() - begin))
    return (
        f"{times[0]:.0f} references a second, one core, without start; {times[1]:.0f} where their words are known (AnyStyle 1.6: 305–480)"
    )


def start() -> str:
    """Time the first reference of a fresh process: the best of five."""
    code = "from citekit.parsers import parse; parse('Harlow, J., & Penn, M. (2014). Rivers of the north. Journal of Hydrology, 12(3), 45-67.')"
    line = "Климова О. Н. Реки и озёра Севера. М. : Наука, 2001. 287 с.\n"
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    said = []
    for name, command in (("parse()", [sys.executable, "-c", code]), ("citekit parse", [sys.executable, "-m", "citekit", "parse"])):
        best = 9.9
        for _ in range(5):
            begin = time.perf_counter()
            subprocess.run(command, input=line, text=True, capture_output=True, check=True, env=environment)
            best = min(best, time.perf_counter() - begin)
        said.append(f"{name} {best:.2f} s")
    return ", ".join(said) + " (AnyStyle 1.6: 0.78 s)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    beside = Path(__file__).resolve().parents[2] / "shared"
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CITEKIT_SHARED") or beside))
    parser.add_argument("--table", action="store_true", help="figures for each field")
    parser.add_argument("--worst", type=int, default=0, help="show the worst N references")
    arguments = parser.parse_args()
    shared = arguments.shared
    if not (shared / "gold").is_dir():
        raise SystemExit(f"{shared}: the evaluation material is not here; give --shared or CITEKIT_SHARED")
    papers = [(paper, shared / "gold" / "seeds" / f"seed{paper.name[:3]}.jsonl") for paper in sorted((shared / "seeds").glob("*.txt"))]
    lists = [
        (paper, shared / "gold" / "lists" / f"{paper.stem}.jsonl") for paper in sorted((shared / "gold" / "lists" / "docs").glob("*.txt"))
    ]
    options = {"table": arguments.table, "worst": arguments.worst}
    print(f"parse, five papers:    {parsing(shared, 'seeds/seed00?.jsonl', **options)}   (AnyStyle 1.6: {ANYSTYLE['papers']})")
    print(f"parse, eleven lists:   {parsing(shared, 'lists/h??.jsonl', **options)}   (AnyStyle 1.6: {ANYSTYLE['lists']})")
    print(f"parse, own Russian:    {labelled(shared, 'russian.jsonl')}")
    print(f"parse, own Western:    {labelled(shared, 'western.jsonl')}")
    print(f"split, five papers:    {splitting(shared, papers)}")
    print(f"split, eleven lists:   {splitting(shared, lists)}")
    print(f"split, laid out:       {laid_out(shared, table=arguments.table)}")
    print(f"speed:                 {speed(shared)}")
    print(f"first reference:       {start()}")
    print("citations in the text: python benchmarks/citations.py")


if __name__ == "__main__":
    main()
