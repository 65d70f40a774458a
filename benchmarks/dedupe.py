"""Measure deduplication: the open sets, the five papers, the Russian works, and growth with size.

usage: python benchmarks/dedupe.py [--sizes 10000,100000] [--only sets,papers,russian,growth]

The record sets are looked for in $CITEKIT_SHARED, else in a folder ``shared`` beside the checkout. Each set is
scored as bib-dedupe scores it (records: one of each group kept) and pair by pair.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import itertools
import json
import os
import pathlib
import random
import re
import resource
import sys
import time

import msgspec

from citekit.dedupe import merge
from citekit.model import Date, Name, Record

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from russian_works import russian_works  # noqa: E402

TYPES = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "incollection": "chapter",
    "book": "book",
    "proceedings": "book",
    "techreport": "report",
}
# bib-dedupe 0.11 on the same sets and scorers: record F1, pair F1, seconds.
PEER = {
    "cytology_screening": (0.9961, 0.9922, 6.7),
    "respiratory": (0.9668, 0.9612, 5.9),
    "digital_work": (0.9986, 0.9991, 38.9),
    "special_cases": (0.5, 0.5, 0.6),
}
# Where the published truth is wrong, by the records themselves: an article and its erratum, an editorial and a guest
# editorial with its own title, DOI and pages; and one Ukrainian article, in Cyrillic and romanised, that is one work.
WRONG_TRUTH = {
    "digital_work": {
        "not": [("id_1005082", "id_1005083"), ("id_1000218", "id_1000339")],
        "same": [("id_0000000", "id_3000384")],
    },
}


def shared() -> pathlib.Path | None:
    """Return the folder with the record sets; None where there is none."""
    for folder in (os.environ.get("CITEKIT_SHARED"), HERE.parent / "shared", HERE.parent.parent / "shared"):
        if folder and pathlib.Path(folder).is_dir():
            return pathlib.Path(folder)
    return None


def name_of(text: str) -> Name:
    family, comma, given = text.strip().partition(",")
    return Name(family=family.strip(), given=given.strip()) if comma else Name(literal=family)


def record_of(row: dict[str, str]) -> Record:
    def field(key: str) -> str:
        return (row.get(key) or "").strip()

    year = re.match(r"\d{4}", field("year"))
    return Record(
        id=row["ID"],
        type=TYPES.get(field("ENTRYTYPE"), "document"),
        title=field("title"),
        author=tuple(name_of(n) for n in field("author").split(" and ") if n.strip()),
        editor=tuple(name_of(n) for n in field("editor").split(" and ") if n.strip()),
        container_title=field("journal") or field("booktitle"),
        event_title=field("booktitle") if field("journal") else "",
        volume=field("volume"),
        issue=field("number") or field("issue"),
        page=field("pages"),
        issued=Date.of(int(year[0])) if year else Date(),
        doi=field("doi"),
        isbn=field("isbn"),
        abstract=field("abstract"),
        publisher=field("publisher"),
    )


def load(folder: pathlib.Path) -> tuple[list[Record], list[list[str]]]:
    with gzip.open(folder / "records_pre_merged.csv.gz", "rt", encoding="utf-8") as file:
        records = [record_of(row) for row in csv.DictReader(file)]
    with (folder / "merged_record_ids.csv").open(encoding="utf-8") as file:
        groups = [row["merged_ids"].split(";") for row in csv.DictReader(file)]
    return records, groups


def f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0


def score(name: str, records: list[Record], groups: list[list[str]]) -> None:
    began, began_cpu = time.perf_counter(), time.process_time()
    found = merge(records)
    seconds, cpu = time.perf_counter() - began, time.process_time() - began_cpu
    kept = {r.id for r in found.records}
    grouped = {i for g in groups for i in g}
    wrong = sum(r.id not in kept and r.id not in grouped for r in records)
    right = missed = 0
    for group in groups:
        left = sum(i in kept for i in group)
        wrong += left == 0
        missed += max(0, left - 1)
        right += len(group) - max(1, left)
    gold = {tuple(sorted(p)) for g in groups for p in itertools.combinations(g, 2)}
    pred = {tuple(sorted(p)) for g in found.groups for p in itertools.combinations(g.members, 2)}
    tp, fp, fn = len(gold & pred), len(pred - gold), len(gold - pred)
    peer = "bib-dedupe {:.4f} {:.4f} {:4.1f} s".format(*PEER[name]) if name in PEER else ""
    print(
        f"{name:24} {len(records):7,} records: {right}/{wrong}/{missed} F1 {f1(right, wrong, missed):.4f}; "
        f"pairs {tp}/{fp}/{fn} F1 {f1(tp, fp, fn):.4f}; ask {len(found.uncertain)}; {seconds:.2f} s (CPU {cpu:.2f}); {peer}"
    )


def corrected(groups: list[list[str]], wrong: dict[str, list[tuple[str, str]]]) -> list[list[str]]:
    gone = {i for pair in wrong["not"] for i in pair}
    return [g for g in groups if not set(g) <= gone] + [list(pair) for pair in wrong["same"]]


def sets(folder: pathlib.Path) -> None:
    for path in sorted((folder / "dedupe").iterdir()):
        if not path.is_dir():
            continue
        records, groups = load(path)
        score(path.name, records, groups)
        if path.name in WRONG_TRUTH:
            score(f"{path.name}, truth mended", records, corrected(groups, WRONG_TRUTH[path.name]))


def papers(folder: pathlib.Path) -> None:
    records = []
    for path in sorted((folder / "gold" / "seeds").glob("seed00?.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["kind"] == "bibliography":
                records.append(msgspec.convert({**row["csl"], "id": row["id"]}, Record, strict=False))
    found = merge(records)
    print(
        f"{'five papers':24} {len(records):7,} references: {len(found.records)} works, {len(found.groups)} groups, ask {len(found.uncertain)}"
    )


def russian() -> None:
    records, groups = russian_works(500)
    score("russian works", records, groups)


VOWELS, CONSONANTS = "aeiou", "bcdfghklmnprstvz"


def word(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice(CONSONANTS) + rng.choice(VOWELS) + rng.choice(("", "n", "r", "s", "l")) for _ in range(syllables))


def synthetic(count: int, share: float = 0.25) -> tuple[list[Record], list[list[str]]]:
    """Make ``count`` records of which ``share`` are changed copies of others; words as frequent as in a language."""
    rng = random.Random(count)
    words = [word(rng, rng.choice((1, 2, 2, 3, 3, 4))) for _ in range(12_000)]
    weights = [1 / (n + 8) for n in range(len(words))]
    surnames = [word(rng, rng.choice((2, 2, 3))).title() for _ in range(9_000)]
    name_weights = [1 / (n + 30) for n in range(len(surnames))]
    journals = [" ".join(w.title() for w in rng.choices(words, weights, k=rng.randint(1, 5))) for _ in range(800)]
    originals = int(count * (1 - share))
    records: list[Record] = []
    groups: dict[int, list[str]] = {}
    for n in range(count):
        if n < originals:
            first = rng.randint(1, 1800)
            records.append(
                Record(
                    id=f"r{n}",
                    type="article-journal",
                    title=" ".join(rng.choices(words, weights, k=rng.randint(6, 14))).capitalize(),
                    author=tuple(
                        Name(family=f, given=f"{rng.choice('ABCDEFGHKLMNPRSTV')}. {rng.choice('ABCDEFGHKLMNPRSTV')}.")
                        for f in rng.choices(surnames, name_weights, k=rng.randint(1, 6))
                    ),
                    container_title=rng.choice(journals),
                    volume=str(rng.randint(1, 120)),
                    issue=str(rng.randint(1, 12)),
                    page=f"{first}-{first + rng.randint(3, 25)}",
                    issued=Date.of(rng.randint(1985, 2025)),
                    doi=f"10.5555/{n}" if rng.random() < 0.4 else "",
                )
            )
            continue
        at = rng.randrange(originals)
        source = records[at]
        title = list(source.title)
        for _ in range(rng.randint(0, 2)):
            title[rng.randrange(len(title))] = rng.choice(VOWELS)
        given = [Name(family=a.family, given=a.given[:2]) for a in source.author]
        records.append(
            msgspec.structs.replace(
                source,
                id=f"r{n}",
                title="".join(title),
                author=tuple(given if rng.random() < 0.5 else given[: max(1, len(given) - 1)]),
                doi="" if rng.random() < 0.5 else source.doi,
                page=source.page if rng.random() < 0.8 else source.page.partition("-")[0],
                issue=source.issue if rng.random() < 0.8 else "",
            )
        )
        groups.setdefault(at, [f"r{at}"]).append(f"r{n}")
    order = list(range(count))
    rng.shuffle(order)
    return [records[i] for i in order], list(groups.values())


def growth(sizes: list[int]) -> None:
    for size in sizes:
        records, groups = synthetic(size)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        score(f"synthetic {size:,}", records, groups)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"{'':24} peak {after // 1024} MB (with the records {before // 1024} MB)")


def main() -> None:
    """Run the parts that are asked for and print a line a measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10000")
    parser.add_argument("--only", default="sets,papers,russian,growth")
    options = parser.parse_args()
    parts = options.only.split(",")
    folder = shared()
    if folder is None and {"sets", "papers"} & set(parts):
        print("no record sets: set CITEKIT_SHARED to the folder that holds dedupe/ and gold/")
    if folder and "sets" in parts:
        sets(folder)
    if folder and "papers" in parts:
        papers(folder)
    if "russian" in parts:
        russian()
    if "growth" in parts:
        growth([int(size) for size in options.sizes.split(",")])


if __name__ == "__main__":
    main()
