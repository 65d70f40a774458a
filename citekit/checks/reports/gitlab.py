"""GitLab code quality: a JSON array."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from citekit.checks.reports.shape import clean, fingerprints, uri

if TYPE_CHECKING:
    from citekit.checks.checking import Outcome
    from citekit.model import Severity

__all__ = ["written"]

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def written(outcome: Outcome) -> str:
    """Return the JSON text."""
    found = [
        {
            "description": clean(finding.message),
            "check_name": finding.code,
            "fingerprint": name,
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": uri(finding.source or "."), "lines": {"begin": max(1, finding.line)}},
        }
        for finding, name in zip(outcome.findings, fingerprints(outcome.findings), strict=True)
    ]
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"
