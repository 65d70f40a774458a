"""What the checks find in a .bib, and what mending them changes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from citekit.checks import check, checking, fix, open_project
from citekit.checks.checking import Outcome
from citekit.checks.project import BibFile, Project
from citekit.checks.registry import Rule, rules
from citekit.checks.settings import Settings, settings_of
from citekit.model import CitekitError, Diagnostic, UnknownName


def found(text: str, **settings) -> list[tuple[str, int, int]]:
    settings["ignore"] = (*settings.get("ignore", ()), "CK921")  # the entries here are as short as can be
    outcome = check(Project([BibFile("refs.bib", text.encode())]), Settings(**settings))
    return [(f.code, f.line, f.column) for f in outcome.findings]


def mended(text: str, *, unsafe: bool = False) -> str:
    return fix(BibFile("refs.bib", text.encode()), unsafe=unsafe).after.decode()


CASES = [
    # (what is found, before, after)
    ("CK101", "@book{a, title = {Cлово и дeло}}", "@book{a, title = {Слово и дело}}"),
    ("CK201", "@misc{a, doi = {10.1000/аbс 1.}}", "@misc{a, doi = {10.1000/abc1}}"),
    ("CK202", "@misc{a, doi = {https://doi.org/10.1000/ABC}}", "@misc{a, doi = {10.1000/ABC}}"),
    ("CK202", '@misc{a, DOI="doi: 10.1000/abc"}', '@misc{a, DOI="10.1000/abc"}'),
    ("CK202", "@misc{a,\n  url   = {https://dx.doi.org/10.1000/aBc}\n}", "@misc{a,\n  doi   = {10.1000/aBc}\n}"),
    ("CK203", "@misc{a, note = {EDN: ABCDEF}, year = 2020}", "@misc{a, edn = {ABCDEF}, year = 2020}"),
    ("CK203", "@misc{a,\r\n  note = {См. EDN ABCDEF}\r\n}", "@misc{a,\r\n  note = {См.},\r\n  edn = {ABCDEF}\r\n}"),
]


@pytest.mark.parametrize(("code", "before", "after"), CASES)
def test_a_fault_is_found_and_mended_and_then_there_is_none(code, before, after):
    assert {c for c, _, _ in found(before)} == {code}
    assert mended(before) == after
    assert found(after) == []


@pytest.mark.parametrize(
    "clean",
    [
        "@misc{a, doi = {10.1002/(SICI)1096-8644(199605)100:1<1::AID-AJPA1>3.0.CO;2-2}}",
        "@misc{a, doi = {10.1007/978-3-030-\\_1}}",
        "@misc{a, doi = {10.1000/abc}, url = {https://doi.org/10.1000/ABC}}",
        "@misc{a, title = {Метод \\emph{soft power} в XXI веке, ЭВМ IBM}}",
        "@misc{a, isbn = {978-5-394-02783-3, 5-02-013850-9}, issn = {0317-8471}, orcid = {0000-0003-4616-0758}}",
        "@misc{a, note = {EDNA is a name}}",
        "@comment{doi = {nothing}}\n",
        "",
    ],
)
def test_what_is_right_is_left_in_peace(clean):
    assert found(clean) == []
    assert mended(clean, unsafe=True) == clean


def test_a_wrong_check_digit_is_named_with_its_place():
    text = "@book{a,\n  isbn = {978-5-394-02783-3, 978-5-394-02783-4},\n  issn = {1234-5678},\n  orcid = {0000-0003-4616-0759},\n}\n"
    assert found(text) == [("CK204", 2, 30), ("CK204", 3, 11), ("CK204", 4, 12)]


def test_a_doi_that_cannot_be_one_is_an_error_that_nobody_mends():
    text = "@misc{a, doi = {11.1000/abc}}"
    (finding,) = check(Project([BibFile("a.bib", text.encode())])).findings
    assert (finding.code, finding.severity, finding.fix) == ("CK201", "error", None)


def test_an_edit_that_may_change_the_meaning_waits_for_leave():
    text = "@misc{a, title = {pН}}"  # a Latin p and a Cyrillic Н: pH, perhaps
    assert [c for c, _, _ in found(text)] == ["CK101"]
    assert mended(text) == text
    assert mended(text, unsafe=True) != text


def test_the_second_entry_of_one_work_names_the_first_also_in_another_file():
    one = "@article{a, author = {Иванов, И. И.}, title = {Одно дело о другом}, journal = {Вестник}, year = {2020}, doi = {10.1000/x}}\n"
    two = "\n\n" + one.replace("{a,", "{b,")
    project = Project([BibFile("one.bib", one.encode()), BibFile("two.bib", two.encode())])
    (finding,) = check(project, Settings(select=("CK7",))).findings
    assert (finding.code, finding.source, finding.line) == ("CK701", "two.bib", 3)
    assert "«a» (one.bib:1)" in finding.message


def test_what_cannot_be_read_is_said_with_line_and_column():
    assert ("CK901", 2, 10) in found("\n@book{a, title = {never closed\n")


def test_one_rule_that_fails_is_citekits_fault_and_the_others_go_on():
    def fail(project: Project) -> list[Diagnostic]:
        raise KeyError(project.bibs[0].path)

    failing = Rule(code="CK199", name="fails", severity="error", why="", fix="", check=fail)
    outcome = check(Project([BibFile("a.bib", b"@misc{a, doi = {x}}")]), asked=(failing, *rules()))
    assert outcome.status == 4
    assert [f.code for f in outcome.findings] == ["CK201", "CK990"] or [f.code for f in outcome.findings] == ["CK990", "CK201"]


def test_the_exit_status_tells_clean_from_findings_from_unreadable(tmp_path):
    assert Outcome((), {}).status == 0
    assert check(Project([BibFile("a.bib", b"@misc{a, doi = {x}}")])).status == 1
    assert check(open_project([str(tmp_path / "none.bib")])).status == 2


def test_informations_alone_do_not_fail():
    assert check(Project([BibFile("a.bib", b"@misc{a, doi = {x}}")]), Settings(severity={"CK2": "info"})).status == 0


def test_the_longest_code_decides_what_is_asked():
    text = "@misc{a, doi = {x}, issn = {1234-5678}}"
    assert [c for c, _, _ in found(text, select=("CK2",), ignore=("CK204",))] == ["CK201"]
    assert [c for c, _, _ in found(text, select=("CK204",), ignore=("CK2",))] == ["CK204"]
    assert found(text, per_file_ignores={"*.bib": ("CK2",)}) == []


@pytest.mark.parametrize(
    ("mark", "left"),
    [
        ("% citekit: ignore CK201\n@misc{a,\n  doi = {x},\n  issn = {1234-5678}}", ["CK204"]),
        ("% citekit: ignore\n@misc{a,\n  doi = {x},\n  issn = {1234-5678}}", []),
        ("% citekit: ignore CK201, CK204\n@misc{a,\n  doi = {x},\n  issn = {1234-5678}}", []),
        ("@misc{b}\n% citekit: ignore CK2\n\n@misc{a,\n  doi = {x},\n  issn = {1234-5678}}", ["CK201", "CK204"]),
    ],
)
def test_a_comment_before_an_entry_silences_what_it_names(mark, left):
    assert [c for c, _, _ in found(mark)] == left


@pytest.mark.parametrize(
    ("table", "error"),
    [({"selekt": ["CK1"]}, UnknownName), ({"select": ["XX"]}, UnknownName), ({"select": "CK1"}, CitekitError), ({"severity": {"CK1": "bad"}}, CitekitError)],
)  # fmt: skip
def test_a_setting_that_does_not_exist_is_named(table, error):
    with pytest.raises(error, match=r"citekit\.toml"):
        settings_of(table, "citekit.toml")


def test_only_the_named_places_change_whatever_else_stands_in_the_file():
    body = '% Kомментарий: Cлово\n@string{x = {Cлово}}\n@misc{a,\n\tTITLE\t=  {Cлово}  ,\n doi="http://dx.doi.org/10.1000/x",,\n}\nмусор }{ \n@broken{c, title={Cлово\n'
    for data in (body.encode(), b"\xef\xbb\xbf" + body.replace("\n", "\r\n").encode(), body.encode("cp1251")):
        fixed = fix(BibFile("a.bib", data))
        assert fixed.findings
        old, new = BibFile("a.bib", data), BibFile("a.bib", fixed.after)
        changed = [(a, b) for a, b in zip(old.lines, new.lines, strict=True) if a != b]
        assert {b for _, b in changed} <= {"\tTITLE\t=  {Слово}  ,", ' doi="10.1000/x",,', "@broken{c, title={Слово"}
        assert len(changed) >= 2
        assert fix(BibFile("a.bib", fixed.after)).after == fixed.after


def test_the_hook_loads_nothing_heavy(tmp_path):
    bib = tmp_path / "refs.bib"
    bib.write_text(
        "@article{a, title={Одно дело}, year=2020, author={Иванов, И.}}\n@article{b, title={Одно дело}, year=2020, author={Иванов, И.}}\n"
    )
    code = (
        "import sys; from citekit.hook import main; s = main(['check', 'refs.bib']);"
        "print(s, [m for m in ('typer', 'rich', 'habanero', 'lxml', 'numpy', 'pybtex', 'jinja2') if sys.modules.get(m)])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "1 []"
    assert "CK701" in run.stdout


def test_rules_asked_in_a_process_of_their_own_find_the_same(monkeypatch):
    entry = "@article{%s, author = {Иванов, И. И.}, title = {Одно дело о другом}, journal = {Вестник}, year = {2020}, doi = {x}}\n"
    data = (entry % "a" + entry % "b" + "@misc{c}\n" * 20).encode()
    alone = check(Project([BibFile("a.bib", data)]))
    monkeypatch.setattr(checking, "_MANY", 1)
    assert check(Project([BibFile("a.bib", data)]), apart=("CK701", "CK201")).findings == alone.findings
    assert {"CK201", "CK701"} <= {f.code for f in alone.findings}


def test_a_process_of_its_own_that_dies_costs_no_finding(monkeypatch):
    def dies(*_):
        raise SystemExit

    monkeypatch.setattr(checking, "_MANY", 1)
    monkeypatch.setattr(checking.msgspec.msgpack, "encode", dies)
    found = check(Project([BibFile("a.bib", b"@misc{a, doi = {x}}\n")]), apart=("CK201",)).findings
    assert "CK201" in {f.code for f in found}
