"""GitHub annotations: workflow commands, ten of a kind as a step shows, and the total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.reports.shape import clean, end_of, total, uri

if TYPE_CHECKING:
    from citekit.checks.checking import Outcome
    from citekit.model import Severity

__all__ = ["written"]

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_MOST = 10  # annotations of one kind that GitHub shows a step; the rest would be dropped silently


def written(outcome: Outcome) -> str:
    """Return a command a line; what does not fit follows as plain lines, and the total."""
    lines, counts = [], dict.fromkeys(_COMMANDS, 0)
    most = {s: _MOST - 1 if s == "info" else _MOST for s in _COMMANDS}  # the last notice is the total
    for finding in outcome.findings:
        counts[finding.severity] += 1
        if counts[finding.severity] > most[finding.severity]:
            lines.append(_plain(f"{finding.source}:{finding.line}:{finding.column}: {finding.code} {finding.message}"))
            continue
        properties = f"title={_property(finding.code)}"
        if finding.source:
            properties = f"file={_property(uri(finding.source))},{properties}"
        if finding.line:
            end, column = end_of(finding, outcome)
            place = f",line={finding.line},endLine={end}"
            if end == finding.line:  # columns count on one line alone
                place += f",col={finding.column},endColumn={column}"
            properties += place
        lines.append(f"::{_COMMANDS[finding.severity]} {properties}::{_data(finding.message)}")
    if outcome.findings:
        lines.append(f"::notice title=citekit::{_data(total(outcome.findings))}")
    return "".join(line + "\n" for line in lines)


def _data(text: str) -> str:
    return clean(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(text: str) -> str:
    """Return a line that is no command, whatever a file's name begins with."""
    return " " + _data(text).replace("::", ": :")
