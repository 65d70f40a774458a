"""What the settings select, ignore and grade, in every kind of file; and what is said of a setting that does not exist."""

from __future__ import annotations

import zipfile

import pytest

from citekit.checks import Settings, check, open_project, read_settings
from citekit.model import CitekitError, UnknownName

FAULT = "Как пoказано в работе, дело идёт."  # a Latin o
ODT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:text>'
    f"<text:p>{FAULT}</text:p></office:text></office:body></office:document-content>"
)
JATS = f'<?xml version="1.0"?><article><front/><body><p>{FAULT}</p></body><back/></article>'
# how a comment line is written; files without lines have none
COMMENTS = {
    "refs.bib": "% {}\n", "paper.md": "<!-- {} -->\n", "paper.qmd": "<!-- {} -->\n", "paper.Rmd": "<!-- {} -->\n",
    "paper.tex": "% {}\n", "paper.typ": "// {}\n", "paper.txt": "# {}\n", "paper.docx": "", "paper.odt": "", "paper.xml": "",
}  # fmt: skip
KINDS = list(COMMENTS)


def written(folder, name, comment=""):
    path = folder / name
    before = COMMENTS[name].format(comment) if comment else ""
    if name.endswith(".bib"):
        path.write_text(f"{before}@book{{a, title={{{FAULT}}}, year=2020}}\n", encoding="utf-8")
    elif name.endswith(".tex"):
        path.write_text(
            f"\\documentclass{{article}}\n\\begin{{document}}\nНачало.\n\n{before}{FAULT}\n\\end{{document}}\n", encoding="utf-8"
        )
    elif name.endswith(".docx"):
        docx = pytest.importorskip("docx")
        document = docx.Document()
        document.add_paragraph(FAULT)
        document.save(path)
    elif name.endswith(".odt"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("content.xml", ODT)
    elif name.endswith(".xml"):
        path.write_text(JATS, encoding="utf-8")
    else:
        path.write_text(f"Начало.\n\n{before}{FAULT}\n", encoding="utf-8")
    return path


def found(path, **settings):
    return [(f.code, f.severity) for f in check(open_project([str(path)]), Settings(**settings)).findings]


@pytest.mark.parametrize("name", KINDS)
def test_the_settings_hold_in_every_kind_of_file(tmp_path, name):
    path = written(tmp_path, name)
    assert found(path) == [("CK101", "warning")]
    assert found(path, select=("CK1",)) == [("CK101", "warning")]
    assert found(path, select=("CK2",)) == []
    assert found(path, ignore=("CK101",)) == []
    assert found(path, severity={"CK1": "error", "CK101": "info"}) == [("CK101", "info")]
    assert found(path, per_file_ignores={f"*{path.suffix}": ("CK1",)}) == []
    assert found(path, per_file_ignores={"other.*": ("CK1",)}) == [("CK101", "warning")]


@pytest.mark.parametrize("name", [n for n in KINDS if COMMENTS[n]])
def test_a_comment_line_silences_the_next_line_in_every_kind_of_text(tmp_path, name):
    assert found(written(tmp_path, name, "citekit: ignore CK101")) == []
    assert found(written(tmp_path, name, "citekit: ignore")) == []
    assert found(written(tmp_path, name, "citekit: ignore CK2, CK1")) == []
    assert found(written(tmp_path, name, "citekit: ignore CK501")) == [("CK101", "warning")]
    assert found(written(tmp_path, name, "citekit: ignored are the rules")) == [("CK101", "warning")]


@pytest.mark.parametrize(("name", "end"), [("paper.tex", " % {}"), ("paper.typ", " // {}"), ("paper.md", " <!-- {} -->")])
def test_a_comment_in_the_line_itself_silences_it(tmp_path, name, end):
    path = written(tmp_path, name)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(FAULT, FAULT + end.format("citekit: ignore CK101")), encoding="utf-8")
    assert found(path) == []


@pytest.mark.parametrize("name", ["paper.md", "paper.qmd", "paper.Rmd", "paper.tex", "paper.typ"])
def test_a_manuscript_and_its_bib_are_one_project_whatever_cites(tmp_path, name):
    cite = {"tex": "\\cite{ivanow2019}", "typ": "@ivanow2019"}.get(name.rsplit(".", maxsplit=1)[-1], "[@ivanow2019]")
    path = written(tmp_path, name)
    path.write_text(path.read_text(encoding="utf-8").replace("работе", cite).replace("пoказано", "показано"), encoding="utf-8")
    (tmp_path / "refs.bib").write_text("@book{ivanov2019, title={Дело}, year=2019}\n", encoding="utf-8")
    outcome = check(open_project([str(path), str(tmp_path / "refs.bib")]))
    assert sorted((f.code, f.source.rsplit("/", 1)[-1]) for f in outcome.findings) == [("CK501", name), ("CK502", "refs.bib")]


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("citekit.toml", '[check]\nselekt = ["CK2"]\n', r"setting of \[check\].*'selekt'.*did you mean 'select'"),
        ("citekit.toml", "[chek]\nselect = []\n", r"'chek'.*did you mean 'check'"),
        ("citekit.toml", '[check]\nselect = ["KC2"]\n', "rule in .*'KC2'"),
        ("citekit.toml", '[check]\nselect = ["CK5O1"]\n', "did you mean 'CK501'"),
        ("citekit.toml", '[check]\nseverity = {CK1 = "grave"}\n', "error, warning, info"),
        ("citekit.toml", "[check]\njournal = 5\n", "journal a name"),
        ("pyproject.toml", '[tool.citekit.check]\nignor = ["CK2"]\n', "did you mean 'ignore'"),
        ("citekit.toml", "[check\n", "no valid TOML"),
    ],
)
def test_a_setting_that_does_not_exist_is_named_with_the_nearest(tmp_path, file, text, said):
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(CitekitError, match=said) as caught:
        read_settings(tmp_path)
    assert str(tmp_path / file) in str(caught.value)


def test_a_journal_that_nobody_knows_is_named_with_the_nearest(tmp_path):
    (tmp_path / "citekit.toml").write_text('journal = "apa-onli"\n', encoding="utf-8")
    path = written(tmp_path, "paper.md")
    with pytest.raises(UnknownName, match="apa-only"):
        check(open_project([str(path)]), read_settings(tmp_path))


def test_the_journals_path_starts_where_the_configuration_stands(tmp_path):
    (tmp_path / "citekit.toml").write_text('journal = "./ours.toml"\n', encoding="utf-8")
    (tmp_path / "ours.toml").write_text('title = "Ours"\n[first]\nstyle = "apa"\n[limits]\nitems = [5, 9]\n', encoding="utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "refs.bib").write_text("@book{a, title={A}, year=2000}\n", encoding="utf-8")
    settings = read_settings(tmp_path / "deep")
    findings = check(open_project([str(tmp_path / "deep" / "refs.bib")]), settings).findings
    assert [f.code for f in findings] == ["CK601"]
