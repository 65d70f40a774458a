"""JUnit XML: a suite a file, a case a finding; a file without findings is a case that passed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from citekit.checks.reports.shape import clean, place

if TYPE_CHECKING:
    from citekit.checks.checking import Outcome

__all__ = ["written"]


def written(outcome: Outcome) -> str:
    """Return the XML; a finding that is but an information passes."""
    suites = []
    grave = sum(f.severity != "info" for f in outcome.findings)
    cases = 0
    for path in dict.fromkeys([*outcome.sources, *(f.source for f in outcome.findings)]):
        findings = [f for f in outcome.findings if f.source == path]
        name = quoteattr(clean(path) or "citekit")
        failures = sum(f.severity != "info" for f in findings)
        body = []
        for finding in findings:
            case = f"    <testcase classname={name} name={quoteattr(f'{finding.code} {place(finding)}')}"
            message = clean(finding.message)
            if finding.severity == "info":
                body.append(f"{case}>\n      <system-out>{escape(message)}</system-out>\n    </testcase>\n")
            else:
                text = escape(f"{place(finding)}: {finding.code} {message}")
                body.append(
                    f'{case}>\n      <failure type="{finding.severity}" message={quoteattr(message)}>{text}</failure>\n    </testcase>\n'
                )
        if not findings:
            body.append(f'    <testcase classname={name} name="citekit check"/>\n')
        cases += len(body)
        suites.append(f'  <testsuite name={name} tests="{len(body)}" failures="{failures}" errors="0">\n{"".join(body)}  </testsuite>\n')
    head = f'<testsuites name="citekit" tests="{cases}" failures="{grave}" errors="0">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{"".join(suites)}</testsuites>\n'
