"""Time and memory of the formatters on mixed items, beside citeproc-py and pandoc where they are installed.

usage: python benchmarks/formatting.py [RECORDS.json|.bib …]   without files: the bundled lists, repeated to 1,000 items
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
import tracemalloc
import warnings
from itertools import cycle, islice
from pathlib import Path

from msgspec.structs import replace

from citekit.formats import format_of, read, write
from citekit.formatters import format_records, style_names
from citekit.formatters.formatting import each_entry

COUNT = 1000
STREAM = 100_000


def items(paths: list[str]) -> list:
    found = []
    for path in paths:
        found.extend(read(Path(path).read_bytes(), format_of(path) or "csl-json", source=path).records)
    if not found:
        raise SystemExit("no records: name files of records")
    return [replace(r, id=f"r{n}", title=f"{r.title} {n}" if r.title else "") for n, r in enumerate(islice(cycle(found), COUNT))]


def row(name: str, seconds: float | None, remark: str = "") -> None:
    print(f"{name:<28} {'–' if seconds is None else f'{seconds:6.2f} s'}  {remark}")


def main() -> None:
    bundled = sorted(str(p) for p in (Path(__file__).parent.parent / "bibliographies").rglob("*.bib"))
    records = items(sys.argv[1:] or bundled)
    print(f"{len(records)} items")
    for name in style_names():
        format_records(records[:20], name)  # what is loaded once
        start, worked = time.perf_counter(), time.process_time()
        format_records(records, name)
        row(f"citekit {name}", time.perf_counter() - start, f"{time.process_time() - worked:.2f} s of one processor")
    tracemalloc.start()
    for _ in each_entry(islice(cycle(records), STREAM), "gost-7.0.5"):
        pass
    row(f"citekit gost-7.0.5, {STREAM:,}", None, f"streamed, peak {tracemalloc.get_traced_memory()[1] / 1e6:.0f} MB")
    tracemalloc.stop()
    peers(records)


def peers(records: list) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "items.json")
        source.write_text(write(records, "csl-json", plain=True), encoding="utf-8")
        if shutil.which("pandoc"):
            start = time.perf_counter()
            text = "---\nnocite: '@*'\n---\n"
            subprocess.run(
                ["pandoc", "--citeproc", "--bibliography", source, "-t", "plain"], input=text, text=True, capture_output=True, check=False
            )
            row("pandoc, Chicago", time.perf_counter() - start, "with its start")
        else:
            row("pandoc", None, "not installed")
        try:
            import citeproc  # noqa: F401
        except ImportError:
            row("citeproc-py", None, "not installed")
        else:
            try:
                row("citeproc-py, Harvard", citeproc_seconds(source))
            except Exception as error:  # noqa: BLE001  # a peer's failure is a result
                row("citeproc-py", None, f"failed: {type(error).__name__}: {str(error)[:80]}")


def citeproc_seconds(source: Path) -> float:
    import json

    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
    from citeproc.source.json import CiteProcJSON

    warnings.simplefilter("ignore")  # it warns of every field it does not know
    start = time.perf_counter()
    data = CiteProcJSON(json.loads(source.read_text(encoding="utf-8")))
    bibliography = CitationStylesBibliography(CitationStylesStyle("harvard-cite-them-right", validate=False), data)
    for key in data:
        bibliography.register(Citation([CitationItem(key)]))
    bibliography.bibliography()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
