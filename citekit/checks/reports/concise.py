"""One finding a line: ``file:line:col: CODE message``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.reports.shape import clean, place

if TYPE_CHECKING:
    from citekit.checks.checking import Outcome

__all__ = ["written"]


def written(outcome: Outcome) -> str:
    """Return a line for each finding."""
    return "".join(f"{place(f)}: {f.code} {clean(f.message)}\n" if f.source else f"{f.code} {clean(f.message)}\n" for f in outcome.findings)
