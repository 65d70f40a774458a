"""SARIF 2.1.0, for code scanning; columns count code points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from citekit import __version__
from citekit.checks.registry import rules
from citekit.checks.reports.shape import clean, end_of, fingerprints, uri

if TYPE_CHECKING:
    from citekit.checks.checking import Outcome
    from citekit.model import Diagnostic, Severity

__all__ = ["written"]

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def written(outcome: Outcome) -> str:
    """Return the log."""
    codes = sorted({f.code for f in outcome.findings} | {r.code for r in rules()})
    known = {r.code: r for r in rules()}
    described = []
    for code in codes:
        rule = known.get(code)
        entry: dict[str, Any] = {"id": code}
        if rule is not None:
            entry |= {
                "name": rule.name,
                "shortDescription": {"text": rule.name.replace("-", " ")},
                "fullDescription": {"text": rule.why},
                "defaultConfiguration": {"level": _LEVELS[rule.severity]},
            }
        described.append(entry)
    results = [
        _result(finding, outcome, codes.index(finding.code), name)
        for finding, name in zip(outcome.findings, fingerprints(outcome.findings), strict=True)
    ]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "citekit", "version": __version__, "rules": described}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def _result(finding: Diagnostic, outcome: Outcome, index: int, name: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": clean(finding.message)},
        "partialFingerprints": {"citekit/v1": name},
    }
    if not finding.source:
        return result
    artifact = {"uri": quote(uri(finding.source))}
    place: dict[str, Any] = {"artifactLocation": artifact}
    if finding.line:
        line, column = end_of(finding, outcome)
        place["region"] = {"startLine": finding.line, "startColumn": max(1, finding.column), "endLine": line, "endColumn": max(1, column)}
    result["locations"] = [{"physicalLocation": place}]
    source = outcome.sources.get(finding.source)
    if finding.fix and source is not None and finding.line:
        first, last = source.places.at(finding.fix.span.start), source.places.at(finding.fix.span.end)
        region = {"startLine": first[0], "startColumn": first[1], "endLine": last[0], "endColumn": last[1]}
        change = {"deletedRegion": region, "insertedContent": {"text": finding.fix.replacement}}
        result["fixes"] = [{"description": {"text": "citekit fix"}, "artifactChanges": [{"artifactLocation": artifact, "replacements": [change]}]}]  # fmt: skip
    return result
