"""CK803: a work that was retracted or withdrawn, or of which its publisher is concerned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.registered import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK803"
NAME = "retracted"
SEVERITY: Severity = "error"
WHY = "A retracted or withdrawn work must not be cited as if it stood; an expression of concern is worth a look before the list is printed."
FIX = ""
EXAMPLE = {
    "refs.bib": "@article{doubtful,\n  author = {Doubtful, D.},\n  title = {A remarkable effect},\n  year = {2018},\n  doi = {10.5555/retracted.1},\n}\n",
    "crossref.jsonl": '{"DOI": "10.5555/retracted.1", "type": "journal-article", "title": ["A remarkable effect"], "author": [{"family": "Doubtful", "given": "D."}], "issued": {"date-parts": [[2018]]}, "updated-by": [{"type": "retraction", "DOI": "10.5555/notice.1", "source": "retraction-watch"}]}\n',
}

_KINDS: Mapping[str, Severity] = {"retracted": "error", "withdrawn": "error", "expression of concern": "warning"}  # fmt: skip


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the works that do not stand any more."""
    yield from findings_of(project, CODE, _KINDS)
