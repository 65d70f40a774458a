"""CK606: a work of a kind that the journal does not take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.listing import listings
from citekit.language.typography import cut_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK606"
NAME = "banned-types"
SEVERITY: Severity = "warning"
WHY = "Many journals take no theses, textbooks, laws or web pages into the list (they go into notes). Asked where the profile has `banned`."
FIX = ""
EXAMPLE = {
    "citekit.toml": 'journal = "./vestnik.toml"\n',
    "vestnik.toml": 'title = "Вестник примеров"\n\n[first]\nstyle = "gost-7.0.5"\n\n[limits]\nbanned = ["thesis"]\n',
    "refs.bib": "@phdthesis{a,\n  author = {Иванов, И. И.},\n  title = {Реформа},\n  school = {МГУ},\n  year = {1999},\n}\n",
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield what goes beyond the journal's limit."""
    if project.journal is None:
        return
    limits = project.journal.limits
    for listing in listings(project):
        for item in listing.items:
            if item.record.type in limits.banned:
                message = f"«{cut_to(item.record.title)}» is read as {item.record.type}; {project.journal.title} takes none"
                yield item.finding(CODE, message, severity=SEVERITY)
