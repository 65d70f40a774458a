"""CK808: a reference that could not be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.registered import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK808"
NAME = "not-checked"
SEVERITY: Severity = "info"
WHY = "A reference that nobody could be asked about, or that the sources do not know, is neither right nor wrong. It is counted, so that an outage is not taken for a clean list."
FIX = ""
EXAMPLE = {
    "refs.bib": "@book{sidorov,\n  author = {Сидоров, А. А.},\n  title = {Очерки истории малых городов},\n  year = {1987},\n}\n",
    "crossref.jsonl": '{"DOI": "10.5555/borders.1", "type": "journal-article", "title": ["Crossing borders"], "issued": {"date-parts": [[2006]]}}\n',
}

_KINDS: Mapping[str, Severity] = {"not checked": "info", "not found": "info", "unknown DOI": "info", "other agency": "info"}  # fmt: skip


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield what stayed unchecked."""
    yield from findings_of(project, CODE, _KINDS)
