"""What ``fix`` does to files as they are found: it changes what a finding names, and no other byte."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from citekit.checks import fix
from citekit.checks.checking import check
from citekit.checks.project import BibFile, Project, open_file
from citekit.formats.lossless import apply_fixes, open_bib
from citekit.model import Fix

FOLDER = Path(__file__).parent / "fixing"
FILES = sorted(p.name for p in FOLDER.iterdir())
# what must stand afterwards, and what must not have been touched
LEFT = {
    "jabref.bib": ("comment      = {Слово в комментарии}", "doi          = {10.1000/ABC.45}", "Иванов, И.И. and Петров, П.П.", "and others}", "978-0-00-000000-2"),
    "zotero.bib": ("doi = {10.1000/soc.2020.5}", "edn = {ABCDEF}", "исследования", "Право и порядок", "Ивaнов", "к~миграции"),
    "byhand.bib": ("no entry: Kитай", 'DOI="10.1000/a1" }', "doi={10.1000/a2}", "скобках: Слово", "{После неё}", "org/Cлово"),
    "old.bib": ("Старое слово",),
    "paper.md": ("Как показано", "`Cлово_в_коде`", "/Дeло>", 'имя = "Cлово"', "нарочно стоит Cлово", "и др. Реформа", "Т. 5, № 2. С. 45–58.", "240 с.", "vol. 119", "10.1000/mind.12", "С. 101–115. EDN ABCDEF"),
    "paper.qmd": ("ключевое", 'x <- "Cлово"', "no. 2, pp. 45–58", "240 p.", "et al. Politika", "iss. 3"),
    "paper.tex": ("% Комментарий: Cлово", "\\newcommand{\\nm}{Cлово}", "Введение", "показано", "\\emph{слово}", "% Kитай", "\nCлово\n", "\\emph{Реформа}", "С. 101--115"),
    "paper-cp1251.tex": ("показано",),
    "paper.typ": ("= Введение", "// Комментарий: Cлово", "показано @ivanov2019, #emph[слово]"),
    "thesis.txt": ("показано", "Трудовая миграция и Китай.", "управления //\nВестник. 2015. Т. 5, № 2. С. 45–58.", "М.: Наука, 2018. 240 с.", "P. 12–30"),
    "clean.bib": (),
}  # fmt: skip


def project_of(file):
    return Project([file], []) if isinstance(file, BibFile) else Project([], [file])


def opened(name):
    return open_file(str(FOLDER / name), (FOLDER / name).read_bytes())


@pytest.mark.parametrize("name", FILES)
def test_every_changed_letter_lies_in_an_edit_that_a_finding_names(name):
    fixed = fix(opened(name))
    before, after = open_bib(fixed.before), open_bib(fixed.after)
    assert (before.encoding, before.mark) == (after.encoding, after.mark)
    spans = [(f.fix.span.start, f.fix.span.end) for f in fixed.findings]
    assert all(f.fix.safe for f in fixed.findings)
    for kind, a, b, _, _ in difflib.SequenceMatcher(None, before.text, after.text, autojunk=False).get_opcodes():
        assert kind == "equal" or any(start <= a and b <= end for start, end in spans), before.text[a - 20 : b + 20]


@pytest.mark.parametrize("name", FILES)
def test_the_edits_of_the_findings_and_nothing_else_make_the_new_file(name):
    file = opened(name)
    found = check(project_of(file)).findings
    edits = dict.fromkeys((f.fix.span, f.fix.replacement) for f in found if f.fix and f.fix.safe and f.source == file.path)
    form = open_bib(file.data)
    assert form.encoded(apply_fixes(form.text, [Fix(*edit) for edit in edits])) == fix(file).after


@pytest.mark.parametrize("name", FILES)
def test_a_second_run_changes_nothing_also_with_the_unsafe_edits(name):
    for unsafe in (False, True):
        once = fix(opened(name), unsafe=unsafe)
        again = fix(open_file(str(FOLDER / name), once.after), unsafe=unsafe)
        assert again.after == once.after
        assert not again.findings


@pytest.mark.parametrize("name", FILES)
def test_what_was_meant_stands_there_and_what_was_none_of_its_business_is_left(name):
    fixed = fix(opened(name))
    text = open_bib(fixed.after).text.replace("\r\n", "\n")
    for words in LEFT[name]:
        assert words in text, words
    assert (fixed.before == fixed.after) == (name == "clean.bib")
