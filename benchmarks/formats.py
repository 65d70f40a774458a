"""Time and memory of reading a .bib of 10,000 entries, beside bibtexparser and pybtex, and of writing and reading every format.

usage: python benchmarks/formats.py [--count N]
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import sys
import time
import warnings
from pathlib import Path

from citekit import formats

sys.path.insert(0, str(Path(__file__).resolve().parent))

SURNAMES = ["Иванов", "Щукина", "Smith", 'M{\\"u}ller', "Nguyen", "{\\'E}tienne", "Петренко", "O'Neill", "García", "Хохлов"]
WORDS = [
    "мягкая",
    "сила",
    "России",
    "образование",
    "миграция",
    "soft",
    "power",
    "of",
    "states",
    "education",
    "migration",
    "analysis",
    "models",
    "theory",
    "data",
]
JOURNALS = ["Вестник МГУ", "International Security", "Управление", "World Politics", "Полис", "J. Mach. Learn. Res."]


def bib(count: int) -> str:
    """Make a .bib of ``count`` mixed entries: Russian and English, LaTeX's accents, strings, numbers without braces."""
    rng = random.Random(5)
    entries = ["@string{vest = {Вестник МГУ}}\n% made by benchmarks/formats.py\n"]
    for n in range(count):
        authors = " and ".join(f"{rng.choice(SURNAMES)}, {rng.choice('АБВABC')}. {rng.choice('ДЕЖDEF')}." for _ in range(rng.randint(1, 4)))
        title = " ".join(rng.choices(WORDS, k=rng.randint(5, 12)))
        journal = "vest" if rng.random() < 0.1 else f"{{{rng.choice(JOURNALS)}}}"
        first = rng.randint(1, 500)
        entries.append(
            f"@{rng.choice(('article', 'article', 'article', 'book', 'inproceedings'))}{{key{n},\n"
            f"  author = {{{authors}}},\n  title = {{{title} {{\\rm {n}}}}},\n  journal = {journal},\n  year = {rng.randint(1990, 2025)},\n"
            f"  volume = {rng.randint(1, 90)},\n  number = {{{rng.randint(1, 12)}}},\n  pages = {{{first}--{first + 12}}},\n"
            f"  doi = {{10.5555/{n}}},\n  publisher = {{Наука}},\n  abstract = {{{' '.join(rng.choices(WORDS, k=60))}}}\n}}\n"
        )
    return "\n".join(entries)


def measured(name: str, work: object) -> object:
    gc.collect()
    start, worked = time.perf_counter(), time.process_time()
    found = work()  # type: ignore[operator]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name:<34} CPU {time.process_time() - worked:6.2f} s   wall {time.perf_counter() - start:6.2f} s   peak so far {peak} MB")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    count = parser.parse_args().count
    text = bib(count)
    formats.read(bib(20), "bibtex")  # what is loaded once
    print(f"{count:,} entries, {len(text.encode()) / 1e6:.1f} MB")
    reading = measured("citekit reads the .bib", lambda: formats.read(text, "bibtex"))
    print(f"{'':34} {len(reading.records):,} records, {len(reading.diagnostics)} diagnostics")
    for name in formats.format_names():
        if name == "crossref":
            continue  # read only as the service sends it
        written = measured(f"citekit writes {name}", lambda name=name: formats.write(reading.records, name, plain=True))
        measured(f"citekit reads {name}", lambda name=name, written=written: formats.read(written, name))
    peers(text)


def peers(text: str) -> None:
    warnings.simplefilter("ignore")
    import logging

    logging.disable(logging.CRITICAL)
    import bibtexparser

    library = measured("bibtexparser 2 alone, no decoding", lambda: bibtexparser.parse_string(text))
    print(f"{'':34} {len(library.entries):,} entries")
    from pybtex.database import parse_string

    data = measured("pybtex", lambda: parse_string(text, "bibtex"))
    print(f"{'':34} {len(data.entries):,} entries")


if __name__ == "__main__":
    main()
