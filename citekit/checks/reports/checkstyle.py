"""Checkstyle XML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from citekit.checks.reports.shape import clean

if TYPE_CHECKING:
    from citekit.checks.checking import Outcome

__all__ = ["written"]


def written(outcome: Outcome) -> str:
    """Return the XML: the findings by file."""
    parts = []
    for path in dict.fromkeys(f.source for f in outcome.findings):
        errors = "".join(
            f'    <error line="{max(1, f.line)}" column="{max(1, f.column)}" severity="{f.severity}" '
            f"message={quoteattr(clean(f.message))} source={quoteattr(f'citekit.{f.code}')}/>\n"
            for f in outcome.findings
            if f.source == path
        )
        parts.append(f"  <file name={quoteattr(clean(path) or 'citekit')}>\n{errors}  </file>\n")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n{"".join(parts)}</checkstyle>\n'
