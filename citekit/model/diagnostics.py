"""What citekit has to say about its input: values that are returned, never printed by the core."""

from __future__ import annotations

from typing import Literal

import msgspec

from citekit.model.evidence import Span

__all__ = ["Diagnostic", "Fix", "Severity", "count_by_severity"]

Severity = Literal["error", "warning", "info"]


class Fix(msgspec.Struct, frozen=True):
    """An edit that would mend a finding: put ``replacement`` where ``span`` is."""

    span: Span
    replacement: str
    safe: bool = True


class Diagnostic(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One finding: a stable ``code``, how bad it is, a sentence, and where.

    ``source`` is the file, ``span`` the place in it (half-open, code points), ``record`` the id of the
    record or reference meant.
    """

    code: str
    message: str
    severity: Severity = "warning"
    source: str = ""
    span: Span | None = None
    line: int = 0
    column: int = 0
    record: str = ""
    fix: Fix | None = None

    def __str__(self) -> str:
        where = self.source
        if self.line:
            where += f":{self.line}" + (f":{self.column}" if self.column else "")
        if self.record:
            where += f" [{self.record}]"
        return f"{where}: {self.code} {self.message}" if where else f"{self.code} {self.message}"


def count_by_severity(diagnostics: tuple[Diagnostic, ...]) -> dict[Severity, int]:
    """Return how many diagnostics there are of each severity, errors first."""
    counts: dict[Severity, int] = {"error": 0, "warning": 0, "info": 0}
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += 1
    return counts
