"""One list through every format, each file made by a real program: the same references come out.

The lists are those of the five papers whose bibliographies stand in ``bibliographies/sources``. Each list takes
another way through the programs here; ``benchmarks/documents.py formats`` sends every list every way. A program
that is not installed skips its tests by name.
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import manuscripts as m
import programs

STRUCTURED = ("docx", "odt", "html", "xml", "tex", "typ", "md")
PANDOC = {"xml": "jats", "tex": "latex", "typ": "typst", "md": "markdown"}
LEAST = {1: 0.98, 2: 0.96, 3: 0.96}
RUSSIAN, SHORT, LONG, WEB, OLD = m.LISTS
PRINTED = {1: (RUSSIAN, OLD, SHORT), 2: (LONG, WEB), 3: (SHORT, RUSSIAN)}  # columns ▶ lists


def agrees(name, path):
    return m.agreement(m.references_of(name), m.strings_in(path))


# --- formats that keep the structure ------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", STRUCTURED)
@pytest.mark.parametrize(("name", "numbered"), [(RUSSIAN, True), (SHORT, False), (LONG, True), (WEB, True), (OLD, False)])
def test_structured_formats_give_every_reference_as_written(tmp_path, name, numbered, ending):
    path = programs.pandoc(m.markdown(name, numbered=numbered), tmp_path / f"paper.{ending}", PANDOC.get(ending, ""))
    assert agrees(name, path) == 1.0


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """The lists as Word documents, by columns, and what LibreOffice makes of them."""
    folder = tmp_path_factory.mktemp("office")
    paths = {
        (name, columns): m.docx(name, folder / f"{name}-{columns}.docx", columns=columns)
        for columns in PRINTED
        for name in PRINTED[columns]
    }
    numbered = {name: m.docx(name, folder / f"{name}-numbered.docx", numbered=True) for name in m.LISTS}
    return paths, numbered


@pytest.fixture(scope="session")
def of_writer(written):
    _, numbered = written
    return dict(zip(numbered, programs.office(list(numbered.values()), "odt"), strict=True))


@pytest.fixture(scope="session")
def of_office(written):
    paths, _ = written
    return dict(zip(paths, programs.office(list(paths.values()), "pdf"), strict=True))


@pytest.mark.parametrize("name", m.LISTS)
def test_word_documents_give_every_reference_as_written(written, name):
    assert agrees(name, written[1][name]) == 1.0


@pytest.mark.parametrize("name", m.LISTS)
def test_writers_documents_give_every_reference_as_written(of_writer, name):
    assert agrees(name, of_writer[name]) == 1.0


# --- PDF ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def of_browser(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    printer = programs.Printer()
    try:
        return {
            (name, columns): printer.print(m.page(name, columns=columns), folder / f"{name}-{columns}.pdf", head=m.HEAD)
            for columns in PRINTED
            for name in PRINTED[columns]
        }
    finally:
        printer.close()


@pytest.fixture(scope="session")
def of_typst(tmp_path_factory):
    folder = tmp_path_factory.mktemp("typst")
    return {
        (name, columns): programs.typst(m.typst(name, columns=columns), folder / f"{name}-{columns}.pdf")
        for columns in PRINTED
        for name in PRINTED[columns]
    }


WAYS = [(name, columns) for columns in PRINTED for name in PRINTED[columns]]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way[0]}-{way[1]}")
@pytest.mark.parametrize("by", ["of_office", "of_browser", "of_typst"])
def test_printed_lists_give_nearly_every_reference(request, by, way):
    pytest.importorskip("pypdfium2")
    name, columns = way
    assert agrees(name, request.getfixturevalue(by)[way]) >= LEAST[columns]


@pytest.mark.parametrize(
    ("engine", "name", "columns"), [("pdflatex", RUSSIAN, 1), ("pdflatex", SHORT, 2), ("xelatex", RUSSIAN, 2), ("xelatex", OLD, 1)]
)
def test_lists_set_by_tex_give_nearly_every_reference(tmp_path, engine, name, columns):
    pytest.importorskip("pypdfium2")
    path = programs.tex(m.latex(name, columns=columns, engine=engine), tmp_path / f"{name}.pdf", engine=engine)
    assert agrees(name, path) >= LEAST[columns]


def test_references_that_a_page_break_cuts_are_whole(of_typst):
    pytest.importorskip("pypdfium2")
    assert m.across_pages(of_typst[LONG, 2]) >= 1
    assert agrees(LONG, of_typst[LONG, 2]) == 1.0


def test_running_heads_page_numbers_and_stamps_are_no_part_of_the_text(of_browser, of_typst):
    pytest.importorskip("pypdfium2")
    for document in (m.read_document(of_browser[LONG, 2]), m.read_document(of_typst[LONG, 2])):
        heads = {document.of(b) for b in document.blocks if b.kind == "running-head"}
        assert m.HEAD in heads
        assert all(m.HEAD not in document.of(b) for b in document.blocks if b.kind != "running-head")
        assert "arXiv" not in document.text


def test_pages_that_lie_on_their_side_are_read(tmp_path):
    pytest.importorskip("pypdfium2")
    path = programs.typst(m.typst(SHORT, turned=True), tmp_path / "turned.pdf")
    assert agrees(SHORT, path) >= LEAST[1]


# --- notes and fields ---------------------------------------------------------------------------------------------


def test_the_fields_of_a_word_document_are_those_of_its_text(written):
    records = [r.record for r in m.extract(m.read_document(written[1][RUSSIAN])).references]
    plain = [r.record for r in m.parse_list(m.references_of(RUSSIAN))]
    assert [(r.type, r.title, r.author, r.doi) for r in records] == [(r.type, r.title, r.author, r.doi) for r in plain]


def test_footnotes_of_every_format_are_told_from_the_list(tmp_path, of_typst):
    text = m.markdown(SHORT)
    for ending in STRUCTURED:
        path = programs.pandoc(text, tmp_path / f"notes.{ending}", PANDOC.get(ending, ""))
        notes = [r.raw for r in m.extract(m.read_document(path)).references if r.kind == "footnote"]
        assert notes == [m.REMARK], ending
    for way in ((RUSSIAN, 1), (LONG, 2), (SHORT, 3)):
        notes = [r.raw for r in m.extract(m.read_document(of_typst[way])).references if r.kind == "footnote"]
        assert notes == [m.REMARK] * 3, way
