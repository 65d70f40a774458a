"""Make the word lists that the labeller looks names up in: ``python -m training.lexicon [--shared DIR]``.

Journals, publishers and places come from the records, the annotated sets and ``training/facts.py``; surnames
from the records' list and Crossref's authors. Entries are folded words; nothing but names is kept.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from pathlib import Path

from citekit.parsers.labelling.features import folded_word
from citekit.parsers.labelling.tokens import tokenize
from training import facts
from training.annotated import annotated_samples, is_held_out
from training.works import Stock

ROOT = Path(__file__).resolve().parent.parent
_TOO_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "in",
        "for",
        "vol",
        "no",
        "pp",
        "eds",
        "ed",
        "in",
        "press",
        "и",
        "в",
        "на",
        "с",
        "по",
        "о",
        "для",
        "из",
        "от",
        "изд",
        "под",
        "ред",
        "new",
        "general",
        "modern",
        "great",
        "early",
        "late",
        "science",
        "nature",
        "time",
        "wired",
        "cell",
        "brain",
        "life",
        "man",
    ]
)


def folded(name: str) -> str:
    """Return a name as the lexicon's key: folded words joined by blanks."""
    return " ".join(word for token in tokenize(name) if (word := folded_word(token.text)))


def collected(shared: Path) -> dict[str, set[str]]:
    """Return the lists' keys."""
    lists: dict[str, Counter[str]] = {kind: Counter() for kind in "JPCOS"}
    for held_out in (False, True):
        stock = Stock(shared, held_out=held_out)
        for name in stock.journals_ru + stock.containers_en:
            lists["J"][folded(name)] += 2
        for works in stock.english.values():
            for work in works:
                if work.container_short:
                    lists["J"][folded(work.container_short)] += 2
                for person in work.authors:
                    if person.family and person.given and not person.family.isupper():
                        lists["S"][folded(person.family)] += 2
                if work.kind == "article-journal" and work.publisher and len(work.publisher) < 50:
                    lists["P"][folded(work.publisher)] += 1
        for publisher, place in stock.publishers_ru:
            lists["P"][folded(publisher)] += 2
            if len(place) < 25:
                lists["C"][folded(place)] += 1
        for family in stock.families_ru:
            lists["S"][folded(family)] += 2
        for place in stock.places_ru:
            lists["C"][folded(place)] += 2
    for sample in annotated_samples(shared):
        if is_held_out(sample):
            continue
        for start, end, label in sample.spans():
            text = sample.text[start:end].strip(" ,.;:()[]")
            if label == "container" and len(text) < 70 and not re.search(r"\d|^in |proc|conf|workshop|symp", text, re.IGNORECASE):
                lists["J"][folded(text)] += 1
            elif label == "publisher" and len(text) < 45:
                lists["P"][folded(text)] += 1
            elif label == "place" and len(text) < 30 and not re.search(r"\d", text):
                lists["C"][folded(text)] += 1
    for name in facts.NEWSPAPERS_EN + facts.NEWSPAPERS_RU:
        lists["J"][folded(name)] += 2
    for name, place in facts.PUBLISHERS_EN:
        lists["P"][folded(name)] += 2
        lists["C"][folded(place)] += 2
        lists["C"][folded(place.split(",")[0])] += 2
    for name, place in facts.UNIVERSITIES_EN + facts.UNIVERSITIES_RU:
        lists["O"][folded(name)] += 2
        lists["C"][folded(place)] += 2
    for name in facts.ORGANISATIONS_EN + facts.ORGANISATIONS_RU + facts.ORGANISATIONS_UK:
        lists["O"][folded(name)] += 2
    for name, _ in facts.SITES_EN + facts.SITES_RU:
        lists["O"][folded(name)] += 2
    for line in facts.UKRAINIAN:
        kind, _, name = line.partition(": ")
        letter = {"Журнал": "J", "Видавництво": "P", "Місто": "C"}.get(kind)
        if letter:
            lists[letter][folded(name)] += 2
    return {kind: {key for key, n in counts.items() if n > 1 and _usable(key, kind)} for kind, counts in lists.items()}


def _usable(key: str, kind: str) -> bool:
    if len(key) < 3 or key in _TOO_COMMON or len(key.split()) > 12:
        return False
    if kind == "S":
        return " " not in key and key.isalpha()
    if kind == "C":
        return not any(c.isdigit() for c in key)
    return len(key) > 3


def main() -> None:
    """Write the lists."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--out", type=Path, default=ROOT / "citekit/parsers/data/lexicon.txt.gz")
    args = options.parse_args()
    lists = collected(args.shared)
    text = "\n".join(f"#{kind}\n" + "\n".join(sorted(keys)) for kind, keys in lists.items()) + "\n"
    args.out.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print({kind: len(keys) for kind, keys in lists.items()}, f"{args.out.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
