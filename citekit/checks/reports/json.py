"""JSON: one object with the findings, their places, their edits and the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from citekit.checks.reports.shape import clean, end_of, fingerprints

if TYPE_CHECKING:
    from citekit.checks.checking import Outcome

__all__ = ["entries", "items", "written"]


def items(outcome: Outcome) -> list[dict[str, Any]]:
    """Return each finding as an object; offsets and columns count code points, lines and columns from 1."""
    found = []
    for finding, name in zip(outcome.findings, fingerprints(outcome.findings), strict=True):
        item: dict[str, Any] = {
            "code": finding.code,
            "severity": finding.severity,
            "message": clean(finding.message),
            "file": finding.source,
            "line": finding.line,
            "column": finding.column,
        }
        item["end_line"], item["end_column"] = end_of(finding, outcome)
        item["span"] = [finding.span.start, finding.span.end] if finding.span else None
        item["entry"] = finding.record
        fix = finding.fix
        item["fix"] = {"span": [fix.span.start, fix.span.end], "replacement": fix.replacement, "safe": fix.safe} if fix else None
        item["fingerprint"] = name
        found.append(item)
    return found


def entries(outcome: Outcome) -> list[dict[str, Any]]:
    """Return each work of the .bib files (and, where a registry is asked, of the manuscripts) with its verdict and what was found."""
    return [
        {
            "key": e.key,
            "file": e.file,
            "verdict": e.verdict,
            "DOI": e.doi or None,
            "source": e.source or None,
            "findings": [
                {"kind": f.kind, "message": f.message, "field": f.field or None, "given": f.given or None, "found": f.found or None}
                for f in e.findings
            ],
        }
        for e in outcome.entries
    ]


def written(outcome: Outcome) -> str:
    """Return the JSON text."""
    counts = {s: sum(f.severity == s for f in outcome.findings) for s in ("error", "warning", "info")}
    data = msgspec.json.encode({"version": 1, "counts": counts, "findings": items(outcome), "entries": entries(outcome)})
    return msgspec.json.format(data, indent=2).decode() + "\n"
