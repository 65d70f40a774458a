"""CK802: a DOI that no registration agency knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.registered import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK802"
NAME = "unregistered-doi"
SEVERITY: Severity = "error"
WHY = "A DOI that no agency has registered leads nowhere: it was mistyped or made up. It is said only where every agency answered, or a local index holds the other DOIs of the registrant."
FIX = ""
EXAMPLE = {
    "refs.bib": "@article{petrov,\n  author = {Petrov, P. P.},\n  title = {Rivers of the North},\n  year = {2019},\n  doi = {10.5555/rivers.77},\n}\n",
    "crossref.jsonl": '{"DOI": "10.5555/lakes.1", "type": "journal-article", "title": ["On the depth of southern lakes"], "issued": {"date-parts": [[2011]]}}\n',
}

_KINDS: Mapping[str, Severity] = {"unregistered DOI": "error"}  # fmt: skip


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the DOIs that nobody has registered."""
    yield from findings_of(project, CODE, _KINDS)
