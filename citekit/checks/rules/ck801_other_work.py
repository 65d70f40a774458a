"""CK801: a DOI that is registered for another work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.registered import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK801"
NAME = "other-work"
SEVERITY: Severity = "error"
WHY = "A DOI that belongs to another work sends readers and indexes there: the citation is lost to one author and given to another."
FIX = ""
EXAMPLE = {
    "refs.bib": "@article{petrov,\n  author = {Petrov, P. P.},\n  title = {Rivers of the North},\n  journal = {Journal of Rivers},\n  year = {2019},\n  doi = {10.5555/lakes.1},\n}\n",
    "crossref.jsonl": '{"DOI": "10.5555/lakes.1", "type": "journal-article", "title": ["On the depth of southern lakes"], "author": [{"family": "Seaman", "given": "L."}], "issued": {"date-parts": [[2011]]}}\n',
}

_KINDS: Mapping[str, Severity] = {"another work": "error", "another DOI": "error"}  # fmt: skip


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the DOIs of other works."""
    yield from findings_of(project, CODE, _KINDS)
