"""Manuscripts for the tests of documents: written here around real reference lists, set by real programs.

A builder returns the file it made, or skips the test where its program is absent.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from citekit.documents import read_document
from citekit.parsers import extract, parse_list
from citekit.parsers.normalise import normalise

ROOT = Path(__file__).resolve().parent.parent
__all__ = ["extract", "parse_list", "read_document"]

LISTS = ("grebenyuk-averianov-2025", "grebenyuk-protasova-averyanov-2024", "konwar-2024", "matnazarova-2025", "stefanik-2016")
RUSSIAN = (
    "Исследование миграции опирается на несколько традиций, которые долго развивались порознь. Одни авторы описывают потоки людей, "
    "другие изучают учреждения, третьи говорят о языке и повседневной жизни приезжих. Настоящая работа сводит эти подходы вместе и "
    "проверяет их на материале опросов, проведённых в пяти городах. Результаты показывают, что доверие растёт вместе со сроком пребывания. "
)
ENGLISH = (
    "Research on migration rests on several traditions that grew apart for a long time. Some authors describe flows of people, others "
    "study institutions, and still others speak of language and everyday life. This paper brings these approaches together and tests "
    "them on surveys held in five cities. The results show that trust grows with the length of stay, though not everywhere alike. "
)


def references_of(name: str) -> list[str]:
    """Return the strings of one of the bundled lists, without the marks of the page they came from."""
    document = read_document(ROOT / "bibliographies" / "sources" / f"{name}.txt")
    raws = [r.raw for r in extract(document, kinds=("bibliography",)).references]
    return [" ".join(normalise(raw).text.split()) for raw in raws]


def prose(name: str) -> str:
    return RUSSIAN if name == LISTS[0] else ENGLISH


def heading(name: str) -> str:
    return "Список литературы" if name == LISTS[0] else "References"


def key(text: str) -> str:
    """Return a string without what printing may change: blanks, hyphens, marks."""
    return re.sub(r"[\W_]+", "", text.casefold().replace("\u00ad", ""))


def agreement(expected: list[str], path: Path, **options: str) -> float:
    """Return F1 of the strings found in a file."""
    found = [r.raw for r in extract(read_document(path, **options)).references if r.kind == "bibliography"]
    a, b = Counter(map(key, expected)), Counter(map(key, found))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


# --- programs -----------------------------------------------------------------------------------------------------


def program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"{names[0]} is not installed")
    return found


def run(*command: str, cwd: Path, seconds: int = 240) -> None:
    environment = {**os.environ, "HOME": str(cwd), "SOURCE_DATE_EPOCH": "0"}
    subprocess.run(command, cwd=cwd, env=environment, capture_output=True, timeout=seconds, check=False)


def made(path: Path, by: str) -> Path:
    if not path.is_file():
        pytest.skip(f"{by} made no {path.name}")
    return path


def pandoc(text: str, target: Path, to: str = "") -> Path:
    pypandoc = pytest.importorskip("pypandoc")
    try:
        pypandoc.convert_text(
            text, to or target.suffix[1:], format="markdown-smart", outputfile=str(target), extra_args=["-s", "--wrap=preserve"]
        )
    except OSError:
        pytest.skip("pandoc is not installed")
    return target


def office(source: Path, to: str) -> Path:
    run(program("soffice", "libreoffice"), "--headless", "--convert-to", to, "--outdir", str(source.parent), str(source), cwd=source.parent)
    return made(source.with_suffix("." + to), "LibreOffice")


def browser(page: str, target: Path) -> Path:
    source = target.with_suffix(".page.html")
    source.write_text(page, encoding="utf-8")
    chromium = program("chromium", "chromium-browser", "google-chrome")
    run(
        chromium,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--print-to-pdf={target}",
        str(source),
        cwd=target.parent,
    )
    return made(target, "Chromium")


def tex(text: str, target: Path) -> Path:
    target.with_suffix(".tex").write_text(text, encoding="utf-8")
    for _ in range(2):
        run(program("pdflatex"), "-interaction=nonstopmode", target.with_suffix(".tex").name, cwd=target.parent)
    return made(target, "pdfTeX")


# --- manuscripts --------------------------------------------------------------------------------------------------


def markdown(name: str, *, numbered: bool = False) -> str:
    def escaped(text: str) -> str:
        return re.sub(r"([\\`*_{}\[\]<>#+@$~^|])", r"\\\1", text)

    lines = ["# A study of references", "", prose(name) * 3, "", "Further text with a note.[^1]", "", f"# {heading(name)}", ""]
    for number, reference in enumerate(references_of(name), 1):
        lines += [f"{number}. {escaped(reference)}" if numbered else re.sub(r"^(\d+)\.", r"\1\\.", escaped(reference)), ""]
    lines += ["[^1]: A remark of the author that names no work at all."]
    return "\n".join(lines)


def docx(name: str, target: Path, *, columns: int = 1, numbered: bool = False) -> Path:
    document_of = pytest.importorskip("docx").Document
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = document_of()
    document.styles["Normal"].font.name = "Liberation Serif"
    document.styles["Normal"].font.size = Pt(11 if columns == 1 else 10)
    section = document.sections[0]
    section.header.paragraphs[0].text = "Journal of Tested References, 2025, no. 3"
    grid = section._sectPr.find(qn("w:cols"))
    if columns > 1:
        grid.set(qn("w:num"), str(columns))
        grid.set(qn("w:space"), "500")
    document.add_heading("A study of references", 0)
    for _ in range(4):
        document.add_paragraph(prose(name) * 2)
    document.add_heading(heading(name), 1)
    for reference in references_of(name):
        paragraph = document.add_paragraph(reference, style="List Number" if numbered else None)
        if not numbered:
            paragraph.paragraph_format.left_indent = Pt(18)
            paragraph.paragraph_format.first_line_indent = Pt(-18)
        paragraph.paragraph_format.space_after = Pt(0)
    document.save(str(target))
    return target


def page(name: str, *, columns: int = 1, gap: str = "0") -> str:
    items = "".join(f"<p class='item'>{html.escape(r)}</p>" for r in references_of(name))
    text = "".join(f"<p>{prose(name) * 2}</p>" for _ in range(6))
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><style>@page{size:A4;margin:2cm} body{font:11pt 'Liberation Serif',serif}"
        f".text{{column-count:{columns};column-gap:7mm;text-align:justify}} .item{{margin:{gap} 0;padding-left:1.5em;text-indent:-1.5em;overflow-wrap:anywhere}}"
        f"</style></head><body><h1>A study of references</h1><div class='text'>{text}<h2>{heading(name)}</h2>{items}</div></body></html>"
    )


def latex(name: str, *, columns: int = 1) -> str:
    special = {
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_\allowbreak ",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\^{}",
        "\\": r"\textbackslash{}",
    }

    def escaped(text: str) -> str:
        text = "".join(special.get(c, c) for c in text)
        return re.sub(r"(?<=[/?=.])(?=[^\s.]{6})", r"\\allowbreak ", text)

    items = "\n".join(f"\\bibitem{{k{i}}} {escaped(r)}" for i, r in enumerate(references_of(name), 1))
    body = "\n\n".join(prose(name) * 2 + (r"\footnote{A remark of the author that names no work.}" if i % 2 else "") for i in range(6))
    languages = "english,russian" if name == LISTS[0] else "russian,english"
    word = "refname"
    return (
        f"\\documentclass[a4paper,10pt{',twocolumn' if columns > 1 else ''}]{{article}}\\usepackage{{cmap}}\\usepackage[T1,T2A]{{fontenc}}\\usepackage[utf8]{{inputenc}}"
        f"\\usepackage[{languages}]{{babel}}\\pagestyle{{headings}}\\sloppy\\begin{{document}}\\title{{A study of references}}\\author{{A. Author}}\\maketitle"
        f"\\section{{Text}}\n{body}\n\\renewcommand\\{word}{{{heading(name)}}}\n\\begin{{thebibliography}}{{99}}\n{items}\n\\end{{thebibliography}}\\end{{document}}"
    )
