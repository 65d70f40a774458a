"""The page of the checks says what the rules say."""

from __future__ import annotations

import re
from pathlib import Path

from citekit.checks.documentation import page
from citekit.checks.registry import rules

ROOT = Path(__file__).parents[2]


def test_the_page_is_what_the_rules_make_of_it():
    assert (ROOT / "docs" / "checks.md").read_text(encoding="utf-8") == page(), (
        "docs/checks.md lags behind: python -m citekit.checks.documentation > docs/checks.md"
    )


def test_every_rule_says_why_and_is_named_by_its_file():
    names = {p.stem for p in (ROOT / "citekit" / "checks" / "rules").glob("ck*.py")}
    assert {re.match(r"ck\d{3}", n)[0].upper() for n in names} == {r.code for r in rules()}
    assert all(len(r.why) > 40 and r.name for r in rules())
    assert len({r.name for r in rules()}) == len(rules())
