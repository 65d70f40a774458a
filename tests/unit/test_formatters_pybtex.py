"""The styles as pybtex plugins: pybtex's own program and Sphinx print by them."""

import io
import subprocess
import sys
import zipfile

import pytest

BIB = """@book{vygotsky, author = {Выготский, Лев Семёнович}, title = {Мышление и речь}, edition = {5}, address = {М.},
  publisher = {Лабиринт}, year = {1999}, pagetotal = {352}, langid = {russian}}
@article{turing, author = {Turing, A. M.}, title = {Computing machinery and intelligence}, journal = {Mind}, year = {1950},
  volume = {59}, number = {236}, pages = {433--460}, doi = {10.1093/mind/LIX.236.433}}
"""
RUSSIAN = {
    "gost705": "Выготский Л. С. Мышление и речь. 5-е изд. М. : Лабиринт, 1999. 352 с.",
    "gost7100": "Выготский, Л. С. Мышление и речь / Л. С. Выготский. – 5-е изд. – Москва : Лабиринт, 1999. – 352 с.",
    "gost7011": "Выготский, Л. С. Мышление и речь / Л. С. Выготский. — 5-е изд. — М. : Лабиринт, 1999. — 352 с.",
    "apa7": "Vygotskii, L. S. (1999). Myshlenie i rech’ (5th ed.). Labirint.",
    "references": "Vygotskii L.S. Myshlenie i rech'. 5th ed., Moscow, Labirint Publ., 1999. 352 p. (In Russ.)",
}


def formatted(tmp_path, style, backend, *options):
    (tmp_path / "in.bib").write_text(BIB, encoding="utf-8")
    target = tmp_path / f"out.{backend}"
    command = [sys.executable, "-m", "pybtex.database.format", "-e", "utf-8", "-s", style, "-b", backend, *options, "in.bib", target.name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target.read_bytes()


@pytest.mark.parametrize("style", RUSSIAN)
def test_pybtex_format_prints_by_each_style_in_its_own_order(tmp_path, style):
    text = formatted(tmp_path, style, "plaintext").decode().replace("\u00a0", " ")
    assert RUSSIAN[style] in text
    cyrillic_first = style.startswith("gost")
    assert (text.index("1999") < text.index("1950")) is cyrillic_first


def test_another_sorting_plugin_can_be_asked_for(tmp_path):
    text = formatted(tmp_path, "apa7", "plaintext", "--sorting-style", "none").decode()
    assert text.index("1999") < text.index("1950")


def test_emphasis_and_links_reach_pybtexs_html(tmp_path):
    page = formatted(tmp_path, "apa7", "html").decode()
    assert "<em>Mind</em>" in page
    assert '<a href="https://doi.org/10.1093/mind/LIX.236.433">' in page


def test_the_docx_and_rtf_backends_write_whole_files(tmp_path):
    import docx

    document = docx.Document(io.BytesIO(formatted(tmp_path, "gost705", "docx")))
    assert [p.style.name for p in document.paragraphs] == ["Bibliography", "Bibliography"]
    assert zipfile.ZipFile(tmp_path / "out.docx").testzip() is None
    rtf = formatted(tmp_path, "gost705", "rtf")
    assert rtf.startswith(b"{\\rtf1")
    assert rtf.isascii()


def test_a_sphinx_page_holds_the_list(tmp_path):
    pytest.importorskip("sphinxcontrib.bibtex", reason="sphinxcontrib-bibtex is not installed")
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "conf.py").write_text(
        'extensions = ["sphinxcontrib.bibtex"]\nbibtex_bibfiles = ["refs.bib"]\nbibtex_default_style = "gost705"\n'
    )
    (tmp_path / "index.rst").write_text("Title\n=====\n\nSee :cite:`vygotsky` and :cite:`turing`.\n\n.. bibliography::\n", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", ".", "built"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "built" / "index.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert RUSSIAN["gost705"] in page
    assert page.index("Лабиринт") < page.index("Mind")
