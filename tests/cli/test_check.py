"""``citekit check``, ``fix``, ``rules`` and the hook as a person or a program calls them."""

from __future__ import annotations

import json
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

BAD = "@book{a,\n  title = {Дeло},\n  doi = {https://doi.org/10.1000/abc},\n  issn = {1234-5678},\n  year = 2020,\n}\n"
GOOD = "@book{a,\n  title = {Дело},\n  doi = {10.1000/abc},\n  year = 2020,\n}\n"


def call(folder, *arguments, module="citekit"):
    return subprocess.run([sys.executable, "-m", module, *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "refs.bib").write_text(BAD, encoding="utf-8")
    (tmp_path / "good.bib").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_check_shows_the_line_and_a_caret_and_writes_nothing(folder):
    done = call(folder, "check", "refs.bib")
    assert done.returncode == 1
    assert "refs.bib:2:12: warning: CK101" in done.stdout
    lines = done.stdout.splitlines()
    at = lines.index("2 |   title = {Дeло},")
    assert lines[at + 1] == "  |            ^^^^"
    assert (folder / "refs.bib").read_text(encoding="utf-8") == BAD
    assert sorted(p.name for p in folder.iterdir()) == ["good.bib", "refs.bib"]


def test_a_clean_file_is_silent_on_stdout(folder):
    done = call(folder, "check", "good.bib")
    assert (done.returncode, done.stdout) == (0, "")


def test_a_missing_file_is_one_line_and_the_others_are_checked(folder):
    done = call(folder, "check", "none.bib", "refs.bib", "--output-format", "concise")
    assert done.returncode == 2
    assert "none.bib: CK900 no such file" in done.stdout
    assert "CK202" in done.stdout


def test_fix_shows_then_writes_then_has_nothing_to_do(folder):
    shown = call(folder, "fix", "refs.bib", "--diff")
    assert shown.returncode == 1
    assert "\n-  title = {Дeло},\n" in shown.stdout
    assert "\n+  title = {Дело},\n+  doi = {10.1000/abc},\n" in shown.stdout
    assert (folder / "refs.bib").read_text(encoding="utf-8") == BAD
    assert call(folder, "fix", "refs.bib").returncode == 1
    once = (folder / "refs.bib").read_text(encoding="utf-8")
    assert once == BAD.replace("Дeло", "Дело").replace("https://doi.org/", "")
    assert call(folder, "fix", "refs.bib").returncode == 0
    assert (folder / "refs.bib").read_text(encoding="utf-8") == once


def test_the_configuration_selects_grades_and_is_obeyed_by_the_hook_too(folder):
    (folder / "citekit.toml").write_text(
        '[check]\nselect = ["CK2"]\nignore = ["CK202"]\noutput-format = "concise"\n[check.severity]\nCK204 = "info"\n', encoding="utf-8"
    )
    done = call(folder, "check", "refs.bib")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "refs.bib:4:11: CK204 «1234-5678» is no ISSN: its check digit does not fit; a digit is mistyped\n"
    assert call(folder, "check", "refs.bib", module="citekit.hook").stdout == done.stdout


@pytest.mark.parametrize("module", ["citekit", "citekit.hook"])
def test_an_unknown_setting_or_format_or_rule_is_a_wrong_usage(folder, module):
    assert call(folder, "check", "refs.bib", "--output-format", "xls", module=module).returncode == 2
    assert call(folder, "check", "refs.bib", "--select", "XY1", module=module).returncode == 2
    (folder / "citekit.toml").write_text('[check]\nselekt = ["CK2"]\n', encoding="utf-8")
    done = call(folder, "check", "refs.bib", module=module)
    assert done.returncode == 2
    assert "selekt" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_machines_forms_say_the_same_findings(folder):
    def report(form):
        return call(folder, "check", "refs.bib", "good.bib", "--output-format", form).stdout

    listed = json.loads(report("json"))["findings"]
    codes = [f["code"] for f in listed]
    assert codes == ["CK101", "CK202", "CK204", "CK701"]
    assert listed[0]["fix"] == {"span": [20, 24], "replacement": "Дело", "safe": True}
    assert [json.loads(line) for line in report("json-lines").splitlines()] == listed
    (run,) = json.loads(report("sarif"))["runs"]
    assert [r["ruleId"] for r in run["results"]] == codes
    assert all(run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 12,
        "endLine": 2,
        "endColumn": 16,
    }
    suites = ET.fromstring(report("junit"))
    assert [f.tag for f in suites.iter("failure")] == ["failure"] * 4
    assert suites.get("failures") == "4"
    assert [e.get("source") for e in ET.fromstring(report("checkstyle")).iter("error")] == [f"citekit.{c}" for c in codes]
    assert [f["check_name"] for f in json.loads(report("gitlab"))] == codes
    assert report("github").startswith("::warning file=refs.bib,title=CK101,line=2,endLine=2,col=12,endColumn=16::")


def test_annotations_keep_githubs_limit_and_say_the_total(folder):
    (folder / "many.bib").write_text("".join(f"@misc{{k{n}, issn = {{1234-5678}}}}\n" for n in range(30)), encoding="utf-8")
    lines = call(folder, "check", "many.bib", "--select", "CK204", "--output-format", "github").stdout.splitlines()
    assert sum(line.startswith("::warning ") for line in lines) == 10
    assert lines[-1] == "::notice title=citekit::30 findings (30 warnings)"
    assert len(lines) == 31


def test_what_a_file_holds_commands_neither_terminal_nor_github_nor_xml(folder):
    (folder / "evil.bib").write_text("@misc{a, doi = {x\x1b[31m\n::error::<y>&%0A}}\n", encoding="utf-8")
    for form in ("text", "concise", "github", "junit", "checkstyle"):
        out = call(folder, "check", "evil.bib", "--select", "CK201", "--output-format", form).stdout
        assert "\x1b" not in out
        assert not any(line.startswith("::error::") for line in out.splitlines())
        if form in {"junit", "checkstyle"}:
            ET.fromstring(out)


def test_rules_are_listed_and_explained(folder):
    listed = call(folder, "rules").stdout
    assert "CK501  error    cited-not-listed" in listed
    assert call(folder, "rule", "ck501").stdout.startswith("# CK501 cited-not-listed\n")
    assert call(folder, "rule", "CK5010").returncode == 2


def test_the_hook_without_files_or_with_a_deleted_one(folder):
    assert call(folder, "check", module="citekit.hook").returncode == 0
    assert call(folder, "fix", module="citekit.hook").returncode == 0
    assert call(folder, "check", "gone.bib", module="citekit.hook").returncode == 2
    assert call(folder, module="citekit.hook").returncode == 2


def test_the_hook_finds_the_whole_project_itself(folder):
    (folder / "paper.md").write_text("As [@b] says.\n", encoding="utf-8")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "x.bib").write_text("@misc{b}", encoding="utf-8")
    out = call(folder, "check", "--project", "--select", "CK5", module="citekit.hook").stdout
    assert "paper.md:1:4: CK501 the key «b» is cited, but no entry has it" in out
    assert "refs.bib:1:7: CK502 no manuscript cites «a»" in out


def test_a_read_only_folder_is_said_and_nothing_changes(folder, monkeypatch):
    from citekit.checks.fixing import mend_files
    from citekit.formats import files

    def refuse(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files.tempfile, "mkstemp", refuse)
    mended = mend_files([str(folder / "refs.bib")])
    assert mended.status == 2
    assert "cannot be written" in mended.problems[0]
    assert (folder / "refs.bib").read_text(encoding="utf-8") == BAD


def test_a_file_that_changes_while_it_is_fixed_is_left_alone(folder, monkeypatch):
    from citekit.checks import fixing

    path = folder / "refs.bib"
    real = fixing.fix

    def slow(bib, settings, *, unsafe):
        path.write_text(BAD + "% an author types on\n", encoding="utf-8")
        return real(bib, settings, unsafe=unsafe)

    monkeypatch.setattr(fixing, "fix", slow)
    mended = fixing.mend_files([str(path)])
    assert mended.status == 2
    assert "changed while" in mended.problems[0]
    assert path.read_text(encoding="utf-8") == BAD + "% an author types on\n"
