"""Manuscripts for the tests of documents: written here around real reference lists, for real programs to set.

Each is a text of several pages with a running head, footnotes and one of the bundled lists; nothing here starts a
program (see ``programs``).
"""

from __future__ import annotations

import html
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from citekit.documents import read_document
from citekit.parsers import extract, parse_list
from citekit.parsers.normalise import normalise

ROOT = Path(__file__).resolve().parent.parent
__all__ = ["extract", "parse_list", "read_document"]

LISTS = ("grebenyuk-averianov-2025", "grebenyuk-protasova-averyanov-2024", "konwar-2024", "matnazarova-2025", "stefanik-2016")
HEAD = "Journal of Tested References, 2025, no. 3"
REMARK = "A remark of the author that names no work at all."
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


@cache
def references_of(name: str) -> tuple[str, ...]:
    """Return the strings of one of the bundled lists, without the marks of the page they came from."""
    document = read_document(ROOT / "bibliographies" / "sources" / f"{name}.txt")
    raws = [r.raw for r in extract(document, kinds=("bibliography",)).references]
    return tuple(" ".join(normalise(raw).text.split()) for raw in raws)


def prose(name: str) -> str:
    return RUSSIAN if name == LISTS[0] else ENGLISH


def heading(name: str) -> str:
    return "Список литературы" if name == LISTS[0] else "References"


def language(name: str) -> str:
    return "ru" if name == LISTS[0] else "en"


def key(text: str) -> str:
    """Return a string without what printing may change: blanks, hyphens, marks."""
    return re.sub(r"[\W_]+", "", text.casefold().replace("\u00ad", ""))


def agreement(expected: tuple[str, ...], found: list[str]) -> float:
    """Return F1 of the strings found."""
    a, b = Counter(map(key, expected)), Counter(map(key, found))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


def strings_in(path: Path) -> list[str]:
    """Return the references that citekit finds in a file."""
    return [r.raw for r in extract(read_document(path), kinds=("bibliography",)).references]


def across_pages(path: Path) -> int:
    """Return how many references of a PDF a page's end cuts in two."""
    document = read_document(path)
    return sum("\f" in r.span.of(document.text) for r in extract(document, kinds=("bibliography",)).references)


def escaped(text: str, marks: str) -> str:
    """Return a text with a backslash before each of the marks."""
    return re.sub(f"([{re.escape(marks)}])", r"\\\1", text)


# --- manuscripts --------------------------------------------------------------------------------------------------


def markdown(name: str, *, numbered: bool = False) -> str:
    lines = ["# A study of references", "", prose(name) * 3, "", "Further text with a note.[^1]", "", f"# {heading(name)}", ""]
    for number, reference in enumerate(references_of(name), 1):
        text = escaped(reference, "\\`*_{}[]<>#+@$~^|")
        lines += [f"{number}. {text}" if numbered else re.sub(r"^(\d+)\.", r"\1\\.", text), ""]
    lines += [f"[^1]: {REMARK}"]
    return "\n".join(lines)


def docx(name: str, target: Path, *, columns: int = 1, numbered: bool = False) -> Path:
    document_of = pytest.importorskip("docx").Document
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = document_of()
    document.styles["Normal"].font.name = "Liberation Serif"
    document.styles["Normal"].font.size = Pt(12 - columns)
    section = document.sections[0]
    section.header.paragraphs[0].text = HEAD
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


def page(name: str, *, columns: int = 1) -> str:
    """Return a page for a browser to print, with a stamp up its edge as preprint servers set it."""
    items = "".join(f"<p class='item'>{html.escape(r)}</p>" for r in references_of(name))
    text = "".join(f"<p>{prose(name) * 2}</p>" for _ in range(6))
    stamp = "<div style='position:absolute;left:-1.6cm;top:9cm;transform:rotate(-90deg);transform-origin:0 0;color:#777'>arXiv:2501.00001v2 [cs.DL] 5 Jan 2025</div>"
    return (
        f"<!DOCTYPE html><html lang='{language(name)}'><head><meta charset='utf-8'><style>@page{{size:A4;margin:2cm}} body{{font:{12 - columns}pt 'Liberation Serif',serif}}"
        f".text{{column-count:{columns};column-gap:7mm;text-align:justify;hyphens:auto}} .item{{margin:0;padding-left:1.5em;text-indent:-1.5em;overflow-wrap:anywhere}}"
        f"</style></head><body>{stamp}<h1>A study of references</h1><div class='text'>{text}<h2>{heading(name)}</h2>{items}</div></body></html>"
    )


_TEX = {"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_\allowbreak ", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\^{}", "\\": r"\textbackslash{}"}  # fmt: skip


def latex(name: str, *, columns: int = 1, engine: str = "pdflatex") -> str:
    """Return a manuscript for pdfTeX, or for XeTeX with its own way to the letters."""

    def set_as_text(text: str) -> str:
        text = re.sub(r'"([^"]*)"', "“\\1”", text)  # babel gives the straight ones a meaning
        text = "".join(_TEX.get(c, c) for c in text)
        return re.sub(r"(?<=[/?=.])(?=[^\s.]{6})", r"\\allowbreak ", text)

    items = "\n".join(f"\\bibitem{{k{i}}} {set_as_text(r)}" for i, r in enumerate(references_of(name), 1))
    body = "\n\n".join(prose(name) * 2 + (f"\\footnote{{{REMARK}}}" if i % 2 else "") for i in range(6))
    languages = "english,russian" if language(name) == "ru" else "russian,english"
    letters = "\\usepackage{cmap}\\usepackage[T1,T2A]{fontenc}\\usepackage[utf8]{inputenc}"
    if engine == "xelatex":
        letters = "\\usepackage{fontspec}\\setmainfont{DejaVu Serif}"
    return (
        f"\\documentclass[a4paper,10pt{',twocolumn' if columns > 1 else ''}]{{article}}{letters}"
        f"\\usepackage[{languages}]{{babel}}\\pagestyle{{headings}}\\sloppy\\begin{{document}}\\title{{A study of references}}\\author{{A. Author}}\\maketitle"
        f"\\section{{Text}}\n{body}\n\\renewcommand\\refname{{{heading(name)}}}\n\\begin{{thebibliography}}{{99}}\n{items}\n\\end{{thebibliography}}\\end{{document}}"
    )


def typst(name: str, *, columns: int = 1, turned: bool = False) -> str:
    """Return a manuscript for Typst; ``turned`` sets the list's pages lying down, as wide tables are set."""
    quoted = [escaped(r, '\\"') for r in references_of(name)]
    items = "\n".join(f'#par(hanging-indent: 1.5em)[#"{text}"]' for text in quoted)
    body = "\n\n".join(escaped(prose(name) * 2, "#$*_<>@`~") + (f"#footnote[{REMARK}]" if i % 2 else "") for i in range(6))
    size = {1: 11, 2: 10, 3: 8}[columns]
    listed = f"= {heading(name)}\n{items}"
    if turned:
        whole = "".join(f"#page(columns: 1, header: none, numbering: none)[#rotate(-90deg, reflow: true)[#block(width: 24cm)[{'= ' + heading(name) if not at else ''}\n" + "\n".join(f'#par(hanging-indent: 1.5em)[#"{text}"]' for text in quoted[at : at + 12]) + "]]]\n" for at in range(0, len(quoted), 12))  # fmt: skip
        listed = whole
    return (
        f'#set page(paper: "a4", margin: 2cm, columns: {columns}, header: align(center, text(8pt)[{HEAD}]), numbering: "1")\n'
        f'#set text({size}pt, lang: "{language(name)}", hyphenate: true)\n#set par(justify: true)\n'
        f"#place(top + left, float: false, dx: -1.4cm, rotate(-90deg, reflow: true)[arXiv:2501.00001v2])\n= A study of references\n{body}\n\n{listed}\n"
    )
