"""CK807: a reference that gives itself away as made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.registered import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK807"
NAME = "invented"
SEVERITY: Severity = "error"
WHY = "A reference with a placeholder for a name or title, a date years from now or a DOI prefix that nobody has was made up, by a hurried author or a machine. Where a local index holds the works of its journal and year and lacks it, the rule says so too."
FIX = ""
EXAMPLE = {
    "refs.bib": "@article{x,\n  author = {Lastname, Firstname},\n  title = {Title of the paper},\n  journal = {Mind},\n  year = {2019},\n  doi = {10.1234/abcd},\n}\n",
}

_KINDS: Mapping[str, Severity] = {"invented": "error", "gap": "error"}  # fmt: skip


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the references that were made up."""
    yield from findings_of(project, CODE, _KINDS)
