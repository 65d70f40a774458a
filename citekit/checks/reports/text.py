"""For people: each finding with its line of the file and a caret under the place."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from citekit.checks.reports.shape import clean, place, total

if TYPE_CHECKING:
    from citekit.checks.checking import Outcome
    from citekit.model import Diagnostic

__all__ = ["written"]

_WIDTH = 100


def written(outcome: Outcome) -> str:
    """Return the findings with their lines, and how many there are."""
    parts = []
    for finding in outcome.findings:
        hint = " [fix]" if finding.fix and finding.fix.safe else " [fix --unsafe]" if finding.fix else ""
        where = f"{place(finding)}: " if finding.source else ""
        parts.append(f"{where}{finding.severity}: {finding.code} {clean(finding.message)}{hint}\n{_shown(finding, outcome)}")
    fixable = sum(f.fix is not None and f.fix.safe for f in outcome.findings)
    mend = f"; citekit fix mends {fixable}" if fixable else ""
    return "".join(parts) + (f"{total(outcome.findings)}{mend}\n" if outcome.findings else "")


def _shown(finding: Diagnostic, outcome: Outcome) -> str:
    """Return the line of the finding, cut around the place where it is long, and carets under it."""
    source = outcome.sources.get(finding.source)
    if source is None or not finding.line:
        return ""
    line = clean(source.line(finding.line).replace("\t", " "))
    column = finding.column - 1
    length = max(1, min(len(finding.span) if finding.span else 1, len(line) - column))
    start = max(0, column - _WIDTH // 3) if len(line) > _WIDTH else 0
    cut = line[start : start + _WIDTH]
    length = min(length, max(1, len(cut) - (column - start)))
    before = ("…" if start else "") + cut[: column - start]
    number = str(finding.line)
    carets = "^" * max(1, _columns(cut[column - start : column - start + length]))
    shown = ("…" if start else "") + cut + ("…" if start + _WIDTH < len(line) else "")
    return f"{number} | {shown.rstrip()}\n{' ' * len(number)} | {' ' * _columns(before)}{carets}\n"


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
