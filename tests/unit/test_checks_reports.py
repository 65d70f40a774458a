"""The reports that machines read: they fit their schemas, keep their promises, and say the same findings."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import material
import pytest

from citekit.checks import check, open_project
from citekit.checks.checking import Outcome
from citekit.checks.project import BibFile, Project
from citekit.checks.reports import REPORTS, report
from citekit.checks.reports.shape import fingerprints
from citekit.checks.settings import Settings
from citekit.model import Diagnostic, UnknownName

BIB = (
    "@article{a,\n  title = {Cлово <b>&amp;</b> ]]> \x1b[31m},\n  doi = {https://doi.org/10.1000/abc},\n  issn = {1234-5678},\n}\n"
    "@article{b, doi = {nothing \u202eevil}}\n@misc{🦉, title = {Ж🦉 Cлово}, isbn = {123}}\n@misc{c, title = {open\n"
)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    """Findings of every severity, with and without lines, with and without files, in files of odd names."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "ссылки & <1>.bib").write_text(BIB, encoding="utf-8")
    (folder / "paper.md").write_text("Смотри [@a; @missing, с. 5].\n", encoding="utf-8")
    paths = [str(folder / "ссылки & <1>.bib"), str(folder / "paper.md"), str(folder / "gone.bib")]
    found = check(open_project(paths), Settings(severity={"CK204": "info"}))
    own = Diagnostic(code="CK990", severity="error", message="the rule CK999 failed, this is citekit's own fault")
    return Outcome((*found.findings, own), found.sources)


@pytest.fixture(scope="module")
def nothing():
    return check(Project([BibFile("a.bib", b"@misc{a, title = {T}}")]))


def test_sarif_fits_the_schema_of_oasis(outcome, nothing):
    from jsonschema import Draft4Validator

    validator = Draft4Validator(json.loads(material.wanted("sarif-2.1.0.json").read_text("utf-8")))
    for found in (outcome, nothing, Outcome((), {})):
        assert list(validator.iter_errors(json.loads(report(found, "sarif")))) == []


@pytest.mark.parametrize(("form", "schema"), [("junit", "junit-10.xsd"), ("checkstyle", "checkstyle-report-1.0.0.xsd")])
def test_xml_fits_its_schema(outcome, nothing, form, schema):
    from lxml import etree

    validator = etree.XMLSchema(etree.parse(material.wanted(schema)))
    for found in (outcome, nothing, Outcome((), {})):
        validator.assertValid(etree.fromstring(report(found, form).encode()))


def test_all_reports_say_as_many_findings(outcome):
    count = len(outcome.findings)
    assert count > 8
    assert {f.severity for f in outcome.findings} == {"error", "warning", "info"}
    assert len(report(outcome, "concise").splitlines()) == count
    assert len(json.loads(report(outcome, "json"))["findings"]) == count
    assert len(report(outcome, "json-lines").splitlines()) == count
    assert len(json.loads(report(outcome, "sarif"))["runs"][0]["results"]) == count
    assert len(json.loads(report(outcome, "gitlab"))) == count
    assert len(list(ET.fromstring(report(outcome, "checkstyle")).iter("error"))) == count
    cases = ET.fromstring(report(outcome, "junit"))
    assert len([c for c in cases.iter("testcase") if " " in c.get("name", "")]) >= count
    assert report(outcome, "html").count('<tr role="row" tabindex') == count


@pytest.mark.parametrize("form", sorted(REPORTS))
def test_the_same_findings_give_the_same_text_without_control_characters(outcome, form):
    first = report(outcome, form)
    assert first == report(outcome, form)
    assert not {"\x1b", "\u202e"} & set(first)
    assert first.encode("utf-8")
    report(Outcome((), {}), form)


def test_sarif_regions_lie_in_the_files_and_fixes_put_what_fix_puts(outcome):
    for result in json.loads(report(outcome, "sarif"))["runs"][0]["results"]:
        for location in result.get("locations", ()):
            place = location["physicalLocation"]
            assert " " not in place["artifactLocation"]["uri"]
            region = place.get("region")
            if region:
                assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
    (owl,) = (f for f in outcome.findings if f.code == "CK101" and f.record == "🦉")
    line, column = owl.line, owl.column
    source = outcome.sources[owl.source]
    assert source.line(line)[column - 1 :].startswith("Cлово")  # columns count code points, as columnKind says


def test_gitlabs_fingerprints_are_one_a_finding_and_outlive_shifted_lines():
    text = "@misc{a, issn = {1234-5678}}\n@misc{b, issn = {1234-5678}}\n@misc{b, issn = {1234-5678}}\n"
    found = [check(Project([BibFile("a.bib", data.encode())]), Settings(select=("CK204",))) for data in (text, "% a new line\n\n" + text)]
    first, second = (fingerprints(f.findings) for f in found)
    assert first == second
    assert len(set(first)) == len(first) == 3
    listed = json.loads(report(found[0], "gitlab"))
    assert [f["fingerprint"] for f in listed] == list(first)
    assert {frozenset(f) for f in listed} == {frozenset(("description", "check_name", "fingerprint", "severity", "location"))}
    assert {f["severity"] for f in json.loads(report(found[0], "gitlab"))} <= {"info", "minor", "major", "critical", "blocker"}


def test_json_has_the_documented_fields(outcome):
    item = json.loads(report(outcome, "json"))
    assert list(item)[:3] == ["version", "counts", "findings"]
    assert sum(item["counts"].values()) == len(outcome.findings)
    fields = ["code", "severity", "message", "file", "line", "column", "end_line", "end_column", "span", "entry", "fix", "fingerprint"]
    assert all(list(f) == fields for f in item["findings"])
    fixed = [f["fix"] for f in item["findings"] if f["fix"]]
    assert fixed
    assert all(list(f) == ["span", "replacement", "safe"] for f in fixed)


def test_annotations_keep_githubs_limits_of_each_kind():
    many = "".join(f"@misc{{k{n}, issn = {{1234-5678}}, doi = {{x}}, isbn = {{123}}}}\n" for n in range(30))
    found = check(Project([BibFile("a.bib", many.encode())]), Settings(select=("CK201", "CK204")))
    lines = report(found, "github").splitlines()
    kinds = [line.partition(" ")[0] for line in lines if line.startswith("::")]
    assert (kinds.count("::error"), kinds.count("::warning"), kinds.count("::notice")) == (10, 10, 1)
    assert lines[-1] == "::notice title=citekit::90 findings (30 errors, 60 warnings)"


def test_a_report_that_does_not_exist_is_named():
    with pytest.raises(UnknownName, match="html"):
        report(Outcome((), {}), "htm")
