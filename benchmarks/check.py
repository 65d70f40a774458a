"""Measure the checks: which planted faults they and their peers name, what they say of clean entries, and how long it takes.

usage: python benchmarks/check.py [--peers FOLDER[,FOLDER…]] [--entries 200,5000] [--runs 5]

Peers are looked for in the folders (``node_modules/.bin``, the ``bin`` of a virtual environment) and on the path:
bibtex-tidy (npm); bibclean, bibtex-linter, citegate, ghostcite, bibaudit, check-hallucinations (PyPI). All run without a
network where ``unshare`` may close it. A fault counts as named where the output has its entry's key.

The timed files are made of Crossref's records in $CITEKIT_SHARED, else in a folder ``shared`` beside the checkout.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from citekit import formats
from citekit.formats.keys import assign_keys

TITLES = [
    "Рынок труда и образование",
    "Мягкая сила университетов",
    "Academic mobility in numbers",
    "A history of citation",
    "Цифровая среда библиотек",
]

# what is wrong: the field that replaces or joins the clean entry's
FAULTS = {
    "a Latin letter in a Cyrillic word": {"title": "Cоциальные технологии управления"},
    "a DOI with its resolver's address": {"doi": "https://doi.org/10.1016/j.x.2019.01.001"},
    "a DOI with a Cyrillic letter": {"doi": "10.1016/j.х.2019.01.002"},
    "a DOI that is none": {"doi": "11.1016/none"},
    "a DOI in the field url": {"url": "https://doi.org/10.1016/j.x.2019.01.003"},
    "an EDN in note": {"note": "EDN: ABCDEF"},
    "a mistyped ISBN": {"isbn": "978-5-394-02783-4"},
    "a mistyped ISSN": {"issn": "1234-5678"},
    "broken letters": {"title": "Ð\xa0Ð¾ÑÑÐ¸Ñ Ð¸ Ð¼Ð¸Ñ\x80"},
    "a soft hyphen": {"title": "Соци\u00adальная политика"},
    "a year yet to come": {"year": "2061"},
    "pages that run backwards": {"pages": "90--80"},
    "an article without a journal": {"journal": None},
    "«et al.» for an author": {"author": "Smith, John and et al."},
    "authors joined by commas": {"author": "Smith, John, Brown, Ann, Jones, Mary"},
    "a field given twice": {"title": "Once and twice},\n  title = {Again"},
    "a string that nobody defines": {"journal": ("undefinedstring",)},
    "the same work, with its DOI": {"title": "A history of citation", "doi": "10.1016/j.twin", "pages": "1--9", "author": "Adams, Carl"},
    "the same work, without a DOI": {"title": "Rynok truda i obrazovanie", "author": "Orlova, I. B.", "pages": "7--19", "year": "2019", "volume": "7"},
    "a brace never closed": {"title": "Never closed {here"},
}  # fmt: skip
TWINS = [
    {"title": "A History of Citation", "doi": "10.1016/j.twin", "pages": "1--9", "author": "Adams, Carl"},
    {"title": "Рынок труда и образование", "author": "Орлова, И. Б.", "pages": "7--19", "year": "2019", "volume": "7"},
]

# name: the program, its arguments, and whether what it says stands on stderr alone
PEERS = {
    "bibtex-tidy": (["--v2", "--duplicates=key,doi,citation,abstract"], True),
    "bibclean": (["check"], False),
    "bibtex_linter": ([], False),
    "citegate": ([], False),
    "ghostcite": ([], False),
    "bibaudit": (["check"], False),
    "check-hallucinations": ([], False),
}


def entry(number: int, **changed: object) -> tuple[str, str]:
    """Return a key and an entry; what is ``changed`` replaces or joins the clean values."""
    key = f"work{number:03}"
    given = ["Анна", "Иван", "Пётр", "Maria", "Carl"][number % 5]
    family = ["Смирнова", "Кузнецов", "Лебедев", "Garcia", "Wilson"][number % 5]
    values: dict[str, object] = {
        "author": f"{family}{'ова' * (number % 2) if number % 5 < 3 else ''}, {given}",
        "title": f"{TITLES[number % 5]}: {['первое', 'второе', 'third', 'fourth', 'пятое'][number % 5]} {'' if number < 5 else 'наблюдение ' + 'абвгдежзиклмнопрстуфхцчшэюя'[number % 26] * 3}",
        "journal": ["Вестник", "Journal of Letters"][number % 2],
        "year": str(1990 + number % 30),
        "volume": str(number),
        "number": "2",
        "pages": f"{number * 10 + 1}--{number * 10 + 9}",
    }
    values |= changed
    lines = [f"  {n} = {v[0] if isinstance(v, tuple) else '{' + str(v) + '}'}," for n, v in values.items() if v is not None]
    return key, f"@article{{{key},\n" + "\n".join(lines) + "\n}\n"


def planted() -> tuple[str, dict[str, str], set[str]]:
    """Return a .bib, the keys of its faults by what is wrong, and the keys of its clean entries."""
    clean = [entry(n) for n in range(40)]
    twins = [entry(100 + n, **values) for n, values in enumerate(TWINS)]
    faults = {what: entry(200 + n, **values) for n, (what, values) in enumerate(FAULTS.items())}
    text = "\n".join([e for _, e in (*clean, *twins, *faults.values())])
    return text, {what: key for what, (key, _) in faults.items()}, {key for key, _ in clean}


def real(count: int, shared: Path) -> str:
    """Return a .bib of so many of Crossref's records."""
    with gzip.open(shared / "records" / "crossref-works.jsonl.gz", "rt", encoding="utf-8") as file:
        lines = random.Random(3).sample(file.readlines(), count)  # a sample, no secret
    records = [r for line in lines for r in formats.read(line, "crossref").records]
    return formats.write([msgspec.structs.replace(r, abstract="") for r in assign_keys(records)], "bibtex")


def alone() -> list[str]:
    """Return what closes the network before a command, nothing where that is not allowed."""
    command = ["unshare", "--map-root-user", "--net"]
    try:
        subprocess.run([*command, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return command


def run(command: list[str], folder: Path, *, runs: int = 1, seconds: float = 120, **more: str) -> tuple[float, str, str]:
    """Return the best time of some runs, stdout and stderr; infinite where it takes longer than ``seconds``."""
    best, out, err = float("inf"), "", ""
    for _ in range(runs):
        start = time.perf_counter()
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=seconds,
                check=False,
                env={**os.environ, **more},
            )
        except subprocess.TimeoutExpired:
            return float("inf"), out, err
        best, out, err = min(best, time.perf_counter() - start), done.stdout, done.stderr
    return best, out, err


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", default="", help="folders with peers, separated by commas")
    parser.add_argument("--entries", default="200,5000")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    closed = alone()
    where = os.pathsep.join([*filter(None, options.peers.split(",")), os.environ.get("PATH", "")])
    tools = {"citekit": ([sys.executable, "-m", "citekit.hook", "check", "--no-cache"], False)}
    for name, (arguments, on_stderr) in PEERS.items():
        if program := shutil.which(name, path=where):
            tools[name] = ([program, *arguments], on_stderr)
        else:
            print(f"{name}: not here")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        text, faults, clean = planted()
        (folder / "faults.bib").write_text(text, encoding="utf-8")
        print(f"\n{len(faults)} planted faults, {len(clean)} clean entries{', no network' if closed else ''}\n")
        print("| tool | named | clean entries named | seconds | not named |\n|---|---|---|---|---|")
        for name, (command, on_stderr) in tools.items():
            seconds, out, err = run([*closed, *command, "faults.bib"], folder, seconds=60)
            said = set(re.findall(r"\bwork\d{3}\b", err if on_stderr else out + err))
            missed = [what for what, key in faults.items() if key not in said]
            print(
                f"| {name} | {len(faults) - len(missed)} | {len(said & clean)} | {seconds:.2f} | {'; '.join(missed[:4])}{' …' if len(missed) > 4 else ''} |"
            )
        shared = Path(os.environ.get("CITEKIT_SHARED") or Path(__file__).resolve().parents[2] / "shared")
        if not (shared / "records").is_dir():
            print("\nthe timed files are made of records that are not here (CITEKIT_SHARED)")
            return
        timed(options, tools, closed, folder, shared)


def timed(options: argparse.Namespace, tools: dict[str, tuple[list[str], bool]], closed: list[str], folder: Path, shared: Path) -> None:
    print("\n| file | tool | seconds, best of runs |\n|---|---|---|")
    for count in map(int, options.entries.split(",")):
        text = real(count, shared)
        (folder / "refs.bib").write_text(text, encoding="utf-8")
        files = ["refs.bib"]
        if count <= 500:
            keys = re.findall(r"^@\w+\{([^,]+),", text, re.MULTILINE)
            (folder / "paper.md").write_text(
                "\n\n".join(f"Так пишут [@{k}; @{j}, p. 3]." for k, j in itertools.pairwise(keys)), encoding="utf-8"
            )
            files.append("paper.md")
        what = f"{count} entries{' and a manuscript' if len(files) > 1 else ''}"
        hook = [sys.executable, "-m", "citekit.hook", "check"]
        cache = {"CITEKIT_CACHE": str(folder / "cache" / "x")}
        print(f"| {what} | citekit, cold | {run([*closed, *hook, '--no-cache', *files], folder, runs=options.runs)[0]:.2f} |")
        run([*closed, *hook, *files], folder, **cache)
        print(f"| {what} | citekit, nothing changed | {run([*closed, *hook, *files], folder, runs=options.runs, **cache)[0]:.2f} |")
        for name in ("bibtex-tidy", "bibclean", "bibtex_linter"):
            if name in tools:
                print(f"| {what} | {name} | {run([*closed, *tools[name][0], 'refs.bib'], folder, runs=options.runs)[0]:.2f} |")


if __name__ == "__main__":
    main()
