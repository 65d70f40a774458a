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
import resource
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
    "Рынок труда",
    "Мягкая сила",
    "Academic mobility",
    "The history of citation",
    "Цифровая среда",
    "Library networks",
    "Миграция молодёжи",
    "Peer review",
]
PLACES = ["в городах Сибири", "after the reform", "и семейная политика", "among physicians", "накануне войны"]
FAMILIES = [
    "Смирнова",
    "Garcia",
    "Лебедев",
    "Wilson",
    "Кузнецов",
    "Marten",
    "Зайцева",
    "Nowak",
    "Ершов",
    "Duval",
    "Павлова",
    "Ricci",
    "Чернов",
]

# what is wrong: the field that replaces or joins the clean entry's
FAULTS = {
    "a Latin letter in a Cyrillic word": {"title": "Cоциальные технологии управления"},
    "a DOI with its resolver's address": {"doi": "https://doi.org/10.1016/j.x.01.001"},
    "a DOI with a Cyrillic letter": {"doi": "10.1016/j.х.01.002"},
    "a DOI that is none": {"doi": "11.1016/none"},
    "a DOI in the field url": {"url": "https://doi.org/10.1016/j.x.01.003"},
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

# name: the arguments of the program, and whether what it says stands on stderr alone
PEERS = {
    "bibtex-tidy": (["FILE", "--v2", "--duplicates=key,doi,citation,abstract"], True),
    "bibclean": (["check", "FILE"], False),
    "bibtex_linter": (["FILE"], False),
    "citegate": (["FILE"], False),
    "ghostcite": (["FILE"], False),
    "bibaudit": (["check", "FILE"], False),
    "check-hallucinations": (["FILE"], False),
}


def entry(number: int, **changed: object) -> tuple[str, str]:
    """Return a key and an entry; what is ``changed`` replaces or joins the clean values."""
    key = f"work{number:03}"
    values: dict[str, object] = {
        "author": f"{FAMILIES[number % 13]}, {'ABCDEFGH'[number % 8]}. {'KLMNP'[number % 5]}.",
        "title": f"{TITLES[number % 8]} {PLACES[number % 5]}" + (": notes" if number >= 100 else ""),
        "journal": ["Вестник", "Journal of Letters"][number % 2],
        "year": str(1980 + number % 41),
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


def named(said: str, text: str) -> set[str]:
    """Return the keys of the entries that a tool's words name, by their keys or by a line of theirs."""
    keys = set(re.findall(r"\bwork\d{3}\b", said))
    heads = {text.count("\n", 0, m.start()) + 1: m[1] for m in re.finditer(r"^@\w+\{(\w+),", text, re.MULTILINE)}
    for line in re.findall(r"faults\.bib:(\d+)|\bline (\d+)", said, re.IGNORECASE):
        if before := [n for n in heads if n <= int("".join(line))]:
            keys.add(heads[max(before)])
    return keys


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


def run(command: list[str], folder: Path, *, runs: int = 1, seconds: float = 120, **more: str) -> tuple[str, str, str]:
    """Return the best time of some runs and the least time of the processor, stdout and stderr."""
    best, least, out, err = float("inf"), float("inf"), "", ""
    for _ in range(runs):
        start, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
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
            return f"over {seconds:.0f}", out, err
        best, out, err = min(best, time.perf_counter() - start), done.stdout, done.stderr
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        least = min(least, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime)
    return f"{best:.2f} ({least:.2f})", out, err


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", default="", help="folders with peers, separated by commas")
    parser.add_argument("--entries", default="200,5000")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    closed = alone()
    where = os.pathsep.join([*filter(None, options.peers.split(",")), os.environ.get("PATH", "")])
    tools = {"citekit": ([sys.executable, "-m", "citekit.hook", "check", "--no-cache", "FILE"], False)}
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
        print("| tool | named | clean entries named | seconds (processor) | not named |\n|---|---|---|---|---|")
        for name, (command, on_stderr) in tools.items():
            seconds, out, err = run([*closed, *(a.replace("FILE", "faults.bib") for a in command)], folder, seconds=60)
            said = named(err if on_stderr else out + err, text)
            missed = [what for what, key in faults.items() if key not in said]
            print(
                f"| {name} | {len(faults) - len(missed)} | {len(said & clean)} | {seconds} | {'; '.join(missed[:4])}{' …' if len(missed) > 4 else ''} |"
            )
        shared = Path(os.environ.get("CITEKIT_SHARED") or Path(__file__).resolve().parents[2] / "shared")
        if not (shared / "records").is_dir():
            print("\nthe timed files are made of records that are not here (CITEKIT_SHARED)")
            return
        timed(options, tools, closed, folder, shared)


def timed(options: argparse.Namespace, tools: dict[str, tuple[list[str], bool]], closed: list[str], folder: Path, shared: Path) -> None:
    print("\n| file | tool | seconds, best of runs (processor) |\n|---|---|---|")
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
        print(f"| {what} | citekit, cold | {run([*closed, *hook, '--no-cache', *files], folder, runs=options.runs)[0]} |")
        run([*closed, *hook, *files], folder, **cache)
        print(f"| {what} | citekit, nothing changed | {run([*closed, *hook, *files], folder, runs=options.runs, **cache)[0]} |")
        for name in ("bibtex-tidy", "bibclean", "bibtex_linter"):
            if name in tools:
                print(
                    f"| {what} | {name} | {run([*closed, *(a.replace('FILE', 'refs.bib') for a in tools[name][0])], folder, runs=options.runs)[0]} |"
                )


if __name__ == "__main__":
    main()
