"""Reading documents: speed and memory beside pdfminer.six and docx2python; one list through every program.

usage: python benchmarks/documents.py [--pages N] [--formats]

Speed: a thesis of about N pages (100 unless told) is made with python-docx and printed by LibreOffice; both are read, the
PDF also ten times over, page after page in one file. CPU seconds and the peak memory of a process of its own for each.

Formats: each of the five bundled lists is set by each program that is installed, in one, two and three columns, with running
heads, footnotes and page breaks wherever they fall, and read back: F1 of the strings, and how many references a page's end
cuts in two. Absent programs and packages are said and left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

READERS = {
    "citekit": "from citekit.documents import read_document; n = len(read_document(path).text)",
    "pdfminer.six": "from pdfminer.high_level import extract_text; n = len(extract_text(path))",
    "docx2python": "from docx2python import docx2python; n = len(docx2python(path).text)",
}
PEERS = {".pdf": ("citekit", "pdfminer.six"), ".docx": ("citekit", "docx2python")}
MODULES = {"pdfminer.six": "pdfminer", "docx2python": "docx2python", "citekit": "citekit"}
MEASURE = """
import pathlib, re, sys, time
path = sys.argv[1]
start = time.process_time()
{code}
peak = int(re.search(r'VmHWM:\\s+(\\d+)', pathlib.Path('/proc/self/status').read_text())[1]) / 1024
print(time.process_time() - start, peak, n)
"""
WORDS = "Исследование миграции опирается на несколько традиций, которые долго развивались порознь, и сводит их вместе. "


def make(folder: Path, pages: int) -> Path:
    from docx import Document

    document = Document()
    for chapter in range(max(1, pages // 10)):
        document.add_heading(f"Глава {chapter + 1}", 1)
        for _ in range(10 * 5):
            document.add_paragraph(WORDS * 5)
    document.add_heading("Список литературы", 1)
    for i in range(pages * 2):
        document.add_paragraph(
            f"Иванов И. И. Работа номер {i} о миграции // Вестник. 2019. № {i % 12 + 1}. С. {i}–{i + 9}.", style="List Number"
        )
    path = folder / "thesis.docx"
    document.save(str(path))
    return path


def measure(reader: str, path: Path) -> tuple[float, float, int]:
    code = MEASURE.format(code=READERS[reader])
    run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    seconds, memory, size = run.stdout.split()
    return float(seconds), float(memory), int(size)


def pages_of(path: Path, asked: int) -> int:
    if path.suffix != ".pdf":
        return asked
    import pypdfium2

    with pypdfium2.PdfDocument(path) as file:
        return len(file)


def repeated(path: Path, times: int) -> Path:
    import pypdfium2

    target = path.with_name(f"{path.stem}-{times}.pdf")
    whole = pypdfium2.PdfDocument.new()
    with pypdfium2.PdfDocument(path) as file:
        for _ in range(times):
            whole.import_pages(file)
    whole.save(str(target))
    whole.close()
    return target


def speed(folder: Path, asked: int) -> None:
    paths = [make(folder, asked)]
    if soffice := shutil.which("soffice"):
        command = [soffice, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(paths[0])]
        subprocess.run(command, capture_output=True, check=False, timeout=900)
    pdf = paths[0].with_suffix(".pdf")
    if pdf.is_file():
        paths += [pdf, repeated(pdf, 10)]
    else:
        print("LibreOffice made no PDF: PDF is left out")
    print(f"{'file':16} {'reader':14} {'pages':>6} {'CPU s':>8} {'pages/s':>8} {'MB':>6} {'letters':>9}")
    for path in paths:
        pages = pages_of(path if path.suffix == ".pdf" else pdf if pdf.is_file() else path, asked)
        for reader in PEERS[path.suffix]:
            if importlib.util.find_spec(MODULES[reader]) is None:
                print(f"{path.name:16} {reader:14} not installed")
                continue
            seconds, memory, size = measure(reader, path)
            print(f"{path.name:16} {reader:14} {pages:6} {seconds:8.2f} {pages / seconds:8.1f} {memory:6.0f} {size:9}", flush=True)


def formats(folder: Path) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    import manuscripts as m
    import programs
    from _pytest.outcomes import Skipped

    def ways():
        for columns in (1, 2, 3):
            yield (
                f"LibreOffice {columns}",
                lambda c=columns: programs.office([m.docx(name, folder / f"{name}-office{c}.docx", columns=c) for name in m.LISTS], "pdf"),
            )
            yield f"Chromium {columns}", lambda c=columns: printed(c)
            yield (
                f"Typst {columns}",
                lambda c=columns: [programs.typst(m.typst(name, columns=c), folder / f"{name}-typst{c}.pdf") for name in m.LISTS],
            )
        yield "Typst, turned", lambda: [programs.typst(m.typst(name, turned=True), folder / f"{name}-turned.pdf") for name in m.LISTS]
        for engine in ("pdflatex", "xelatex"):
            for columns in (1, 2):
                yield (
                    f"{engine} {columns}",
                    lambda e=engine, c=columns: [
                        programs.tex(m.latex(name, columns=c, engine=e), folder / f"{name}-{e}{c}.pdf", engine=e)
                        for name in (m.LISTS if e == "xelatex" else m.LISTS[:3])  # pdfTeX has no letters for the other two
                    ],
                )
        for ending, to in (
            ("docx", ""),
            ("odt", ""),
            ("html", ""),
            ("xml", "jats"),
            ("tex", "latex"),
            ("typ", "typst"),
            ("md", "markdown"),
            ("md", "gfm"),
        ):
            for numbered in (False, True):
                label = f"pandoc {to or ending}{', numbered' if numbered else ''}"
                yield (
                    label,
                    lambda e=ending, t=to, n=numbered: [
                        programs.pandoc(m.markdown(name, numbered=n), folder / f"{name}-{t or e}-{n}.{e}", t) for name in m.LISTS
                    ],
                )

    def printed(columns):
        printer = programs.Printer()
        try:
            return [printer.print(m.page(name, columns=columns), folder / f"{name}-browser{columns}.pdf", head=m.HEAD) for name in m.LISTS]
        finally:
            printer.close()

    print(f"{'program':24} {'  '.join(name[:12].rjust(12) for name in m.LISTS)}     all  cut by a page's end")
    for label, build in ways():
        try:
            paths = build()
        except Skipped as skipped:
            print(f"{label:24} {skipped}")
            continue
        figures, right, total, cut = [], 0.0, 0, 0
        for name, path in zip(m.LISTS, paths, strict=False):
            expected = m.references_of(name)
            figures.append(m.agreement(expected, m.strings_in(path)))
            right, total = right + figures[-1] * len(expected), total + len(expected)
            cut += m.across_pages(path) if path.suffix == ".pdf" else 0
        print(f"{label:24} {'  '.join(f'{figure:12.3f}' for figure in figures):68} {right / total:7.3f} {cut:5}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=100, help="pages of the thesis")
    parser.add_argument("--formats", action="store_true", help="send the bundled lists through every program instead")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if arguments.formats:
            formats(Path(name))
        else:
            speed(Path(name), arguments.pages)


if __name__ == "__main__":
    main()
