"""The pages of the checks say what the rules say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from citekit.checks.documentation import index, page
from citekit.checks.registry import rules

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
OWN = [r for r in rules() if not r.origin]


def test_the_index_names_every_rule_with_its_page():
    assert (DOCS / "checks.md").read_text(encoding="utf-8") == index(), "docs/checks.md lags behind: make rules"
    assert {p.stem for p in (DOCS / "checks").glob("*.md")} == {r.code for r in OWN}


@pytest.mark.parametrize("rule", OWN, ids=lambda r: r.code)
def test_a_rules_page_is_what_the_rule_and_its_example_make_of_it(rule):
    text = page(rule)
    assert (DOCS / "checks" / f"{rule.code}.md").read_text(encoding="utf-8") == text, f"docs/checks/{rule.code}.md lags behind: make rules"
    said = text.partition("`citekit check` says:")[2]
    assert f": {rule.code} " in said, "the example shows nothing"


def test_every_rule_says_why_and_is_named_by_its_file():
    names = {p.stem for p in (ROOT / "citekit" / "checks" / "rules").glob("ck*.py")}
    assert {re.match(r"ck\d{3}", n)[0].upper() for n in names} == {r.code for r in rules()}
    assert all(len(r.why) > 40 and r.name for r in rules())
    assert len({r.name for r in rules()}) == len(rules())
