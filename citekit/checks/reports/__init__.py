"""What a check found, as text for people and files for machines; the machines' forms only ever gain fields."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from citekit.model import UnknownName

if TYPE_CHECKING:
    from citekit.checks.checking import Outcome

__all__ = ["REPORTS", "report"]

REPORTS = {
    "text": "text",
    "concise": "concise",
    "json": "json",
    "json-lines": "json_lines",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "gitlab": "gitlab",
    "checkstyle": "checkstyle",
    "html": "html",
}


def report(outcome: Outcome, to: str = "text") -> str:
    """Return the findings in a form of :data:`REPORTS`; the same findings give the same text.

    Raises:
        UnknownName: there is no such form.
    """
    if to not in REPORTS:
        raise UnknownName("output format", to, tuple(REPORTS))
    written: str = import_module(f"{__name__}.{REPORTS[to]}").written(outcome)
    return written
