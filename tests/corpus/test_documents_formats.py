"""One list through every format, each file made by a real program: the same references come out.

The lists are those of the five papers whose bibliographies stand in ``bibliographies/sources``. A program that is
not installed skips its tests by name.
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import manuscripts as m

STRUCTURED = ("docx", "odt", "html", "xml", "tex", "typ", "md")
PANDOC = {"xml": "jats", "tex": "latex", "typ": "typst", "md": "markdown-smart"}


@pytest.mark.parametrize("name", m.LISTS)
@pytest.mark.parametrize("numbered", [False, True], ids=["plain", "numbered"])
@pytest.mark.parametrize("ending", STRUCTURED)
def test_structured_formats_give_every_reference_as_written(tmp_path, name, numbered, ending):
    path = m.pandoc(m.markdown(name, numbered=numbered), tmp_path / f"paper.{ending}", PANDOC.get(ending, ""))
    assert m.agreement(m.references_of(name), path) == 1.0


@pytest.mark.parametrize("name", m.LISTS)
@pytest.mark.parametrize("numbered", [False, True], ids=["hanging", "numbered"])
def test_word_and_writer_documents_give_every_reference_as_written(tmp_path, name, numbered):
    path = m.docx(name, tmp_path / "paper.docx", numbered=numbered)
    expected = m.references_of(name)
    assert m.agreement(expected, path) == 1.0
    assert m.agreement(expected, m.office(path, "odt")) == 1.0


def _pdf(by, columns, name, folder):
    target = folder / f"{name}.pdf"
    if by == "office":
        return m.office(m.docx(name, target.with_suffix(".docx"), columns=columns), "pdf")
    if by == "browser":
        return m.browser(m.page(name, columns=columns), target)
    return m.tex(m.latex(name, columns=columns), target)


@pytest.mark.parametrize(("columns", "least"), [(1, 0.98), (2, 0.96)], ids=["one-column", "two-columns"])
@pytest.mark.parametrize("by", ["office", "browser", "tex"])
def test_pdfs_give_nearly_every_reference(tmp_path, by, columns, least):
    pytest.importorskip("pypdfium2")
    right = total = 0.0
    for name in m.LISTS[:3] if by == "tex" else m.LISTS:  # pdfTeX has no letters for the names of the other two
        expected = m.references_of(name)
        right += m.agreement(expected, _pdf(by, columns, name, tmp_path)) * len(expected)
        total += len(expected)
    assert right / total >= least


def test_the_fields_of_a_word_document_are_those_of_its_text(tmp_path):
    name = m.LISTS[0]
    path = m.docx(name, tmp_path / "paper.docx")
    records = [r.record for r in m.extract(m.read_document(path)).references]
    plain = [r.record for r in m.parse_list(m.references_of(name))]
    assert [(r.type, r.title, r.author, r.doi) for r in records] == [(r.type, r.title, r.author, r.doi) for r in plain]


def test_footnotes_of_every_format_are_told_from_the_list(tmp_path):
    name = m.LISTS[1]
    text = m.markdown(name)
    for ending in STRUCTURED:
        path = m.pandoc(text, tmp_path / f"notes.{ending}", PANDOC.get(ending, ""))
        notes = [r.raw for r in m.extract(m.read_document(path)).references if r.kind == "footnote"]
        assert notes == ["A remark of the author that names no work at all."], ending
