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


def speed(shared: Path) -> str:
    from citekit import parse_list

    raws = [
        " ".join(r["raw"].split())
        for path in sorted((shared / "gold").glob("*/*.jsonl"))
        if "format" not in str(path)
        for r in rows(path)
        if r.get("csl")
    ]
    parse_list(raws[:50])
    begin = time.perf_counter()
    for _ in range(3):
        parse_list(raws)
    return f"{3 * len(raws) / (time.perf_counter() - begin):.0f} references a second, one core, without start"


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
    print(f"speed:                 {speed(shared)}")


if __name__ == "__main__":
    main()
