"""Golden references: what the rules of the standards ask for, one case a rule, in the .toml files beside."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from citekit.formats import read
from citekit.formatters import format_records


def cases():
    for path in sorted(Path(__file__).parent.glob("gost-*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for case in table["case"]:
            yield pytest.param(table["style"], case, id=f"{path.stem}: {case['rule']}")


@pytest.mark.parametrize(("style", "case"), list(cases()))
def test_a_reference_is_printed_as_the_rule_asks(style, case):
    records = read(json.dumps([case["csl"]]), "csl-json").records
    entry = format_records(records, style, options=case.get("options"), sort="none").entries[0]
    assert entry.text.plain().replace("\u00a0", " ") == case["expected"]
    assert set(case.get("codes", ())) <= {d.code for d in entry.diagnostics}
    if "codes" not in case:
        assert not [d for d in entry.diagnostics if d.severity != "info"]
