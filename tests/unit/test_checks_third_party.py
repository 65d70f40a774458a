"""Rules of other packages, as an installed distribution brings them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from citekit.checks import Settings, check, open_project, registry

RULES = '''
"""House rules of a journal."""
from citekit.checks.registry import Rule
from citekit.model import Span

CODE, NAME, SEVERITY = "ACM101", "no-vestnik", "warning"
WHY = "The house style writes the name of the journal out, because nobody knows which Vestnik is meant."
FIX = ""


def check(project):
    for bib in project.bibs:
        for entry, field, value, span in bib.fields("journal"):
            if value == "Вестник":
                yield bib.finding(CODE, "which Vestnik?", span, severity=SEVERITY, record=entry.key)


def fail(project):
    raise ZeroDivisionError("by the author of this rule")


def wrong(project):
    yield "a text is no finding"


more = (
    Rule(code="ACM102", name="fails", severity="error", why="", fix="", check=fail),
    Rule(code="ACM103", name="wrong", severity="error", why="", fix="", check=wrong),
    Rule(code="ACM104", name="quiet", severity="error", why="", fix="", check=lambda project: (), default=False),
)
taken = Rule(code="CK501", name="taken", severity="error", why="", fix="", check=fail)
'''
BIB = "@article{a, author={Иванов, И.}, title={Дело}, journal={Вестник}, year=2020, doi={x}}\n"


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Lay a distribution with these entry points on the path, as pip would."""

    def lay(**points):
        site = tmp_path / "site"
        info = site / "acme_rules-1.0.dist-info"
        info.mkdir(parents=True)
        (site / "acme_rules.py").write_text(RULES, encoding="utf-8")
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n", encoding="utf-8")
        lines = "".join(f"{name} = {value}\n" for name, value in points.items())
        (info / "entry_points.txt").write_text(f"[citekit.checks]\n{lines}", encoding="utf-8")
        monkeypatch.syspath_prepend(str(site))
        registry._known.cache_clear()
        (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
        return tmp_path

    yield lay
    registry._known.cache_clear()
    sys.modules.pop("acme_rules", None)


def found(folder, **settings):
    outcome = check(open_project([str(folder / "refs.bib")]), Settings(**settings))
    return outcome.status, [f.code for f in outcome.findings], outcome


def test_a_module_of_another_package_is_a_rule_like_any_other(install):
    folder = install(house="acme_rules")
    assert found(folder)[:2] == (1, ["ACM101", "CK201"])
    assert found(folder, select=("ACM",))[:2] == (1, ["ACM101"])
    assert found(folder, ignore=("ACM101",))[:2] == (1, ["CK201"])
    assert found(folder, select=("CK",))[:2] == (1, ["CK201"])
    assert found(folder, severity={"ACM": "info"}, select=("ACM",))[0] == 0
    (folder / "refs.bib").write_text("% citekit: ignore ACM101\n" + BIB, encoding="utf-8")
    assert found(folder)[:2] == (1, ["CK201"])
    rule = registry.rule("acm101")
    assert (rule.name, rule.origin) == ("no-vestnik", "acme-rules")


def test_a_rule_that_raises_or_yields_nonsense_is_its_packages_fault_and_the_others_go_on(install):
    status, codes, outcome = found(install(house="acme_rules", more="acme_rules:more"))
    assert status == 4
    assert codes.count("CK990") == 2
    assert {"ACM101", "CK201"} <= set(codes)
    messages = [f.message for f in outcome.findings if f.code == "CK990"]
    assert any("ACM102 failed, this is acme-rules's fault" in m and "ZeroDivisionError" in m for m in messages)
    assert any("ACM103" in m and "no Diagnostic" in m for m in messages)


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("acme_rules:nothing", "AttributeError"),
        ("no_such_package", "ModuleNotFoundError"),
        ("acme_rules:fail", "is no rule"),
        ("acme_rules:taken", "the code CK501 is taken"),
    ],
)
def test_rules_that_cannot_be_loaded_are_named_and_the_others_go_on(install, point, said):
    status, codes, outcome = found(install(house=point))
    assert (status, sorted(codes)) == (4, ["CK201", "CK990"])
    assert any(said in f.message and "acme-rules" in f.message for f in outcome.findings)


def test_a_rule_that_is_off_by_default_is_asked_where_its_code_is_selected(install):
    install(more="acme_rules:more")
    rule = registry.rule("ACM104")
    assert not Settings().asks(rule.code, default=rule.default)
    assert not Settings(select=("CK",)).asks("CK407", default=False)
    assert Settings(select=("CK", "CK407")).asks("CK407", default=False)
    assert Settings(select=("ACM104",)).asks(rule.code, default=rule.default)


def test_the_command_line_lists_them_and_exits_with_4_where_one_fails(install):
    folder = install(house="acme_rules", more="acme_rules:more")
    environment = {**os.environ, "PYTHONPATH": str(folder / "site"), "PYTHONUTF8": "1"}

    def call(*arguments):
        return subprocess.run([sys.executable, "-m", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)

    assert "ACM101  warning  no-vestnik" in call("citekit", "rules").stdout
    assert "From acme-rules." in call("citekit", "rule", "ACM101").stdout
    done = call("citekit.hook", "check", "refs.bib", "--no-cache")
    assert done.returncode == 4
    assert "refs.bib:1:" in done.stdout
    assert "ACM101 which Vestnik?" in done.stdout
