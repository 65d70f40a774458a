"""Speed and memory of reading documents, beside pdfminer.six and docx2python.

    python benchmarks/documents.py [PAGES]

Makes a thesis of about PAGES pages (100 unless told) with python-docx, prints it with LibreOffice, and reads both.
Peak memory is that of a process of its own for each reader. Absent programs and packages are said and left out.
"""

from __future__ import annotations

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


def main() -> None:
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [make(folder, asked)]
        if soffice := shutil.which("soffice"):
            subprocess.run(
                [soffice, "--headless", "--convert-to", "pdf", "--outdir", name, str(paths[0])],
                capture_output=True,
                check=False,
                timeout=900,
            )
        pdf = paths[0].with_suffix(".pdf")
        if pdf.is_file():
            paths.append(pdf)
        else:
            print("LibreOffice made no PDF: PDF is left out")
        pages = pages_of(paths[-1], asked)
        print(f"{'file':12} {'reader':14} {'CPU s':>8} {'pages/s':>8} {'MB':>6} {'letters':>9}")
        for path in paths:
            for reader in PEERS[path.suffix]:
                if importlib.util.find_spec(MODULES[reader]) is None:
                    print(f"{path.name:12} {reader:14} not installed")
                    continue
                seconds, memory, size = measure(reader, path)
                print(f"{path.name:12} {reader:14} {seconds:8.2f} {pages / seconds:8.1f} {memory:6.0f} {size:9}")


if __name__ == "__main__":
    main()
