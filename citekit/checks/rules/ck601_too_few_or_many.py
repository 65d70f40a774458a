"""CK601: a list that is shorter or longer than the journal allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.listing import listings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK601"
NAME = "too-few-or-many"
SEVERITY: Severity = "warning"
WHY = "Journals name the fewest and the most works of a list; a manuscript beyond them comes back unread. Asked where the profile has `items`."
FIX = ""
EXAMPLE = {
    "citekit.toml": 'journal = "./vestnik.toml"\n',
    "vestnik.toml": 'title = "Вестник примеров"\n\n[first]\nstyle = "gost-7.0.5"\n\n[limits]\nitems = [5, 40]\n',
    "refs.bib": "@article{a,\n  author = {Иванов, И. И.},\n  title = {Реформа},\n  journal = {Вестник},\n  year = {1999},\n}\n@article{b,\n  author = {Петров, П. П.},\n  title = {Слово},\n  journal = {Полис},\n  year = {2024},\n  doi = {10.1000/b},\n}\n",
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield what goes beyond the journal's limit."""
    if project.journal is None:
        return
    limits = project.journal.limits
    least, most = limits.items
    for listing in listings(project):
        number = len(listing.items)
        if number and least and number < least:
            yield listing.finding(
                CODE, f"the list has {number} work{'s' * (number != 1)}; {project.journal.title} wants {least} or more", severity=SEVERITY
            )
        elif most and number > most:
            yield listing.finding(
                CODE, f"the list has {number} work{'s' * (number != 1)}; {project.journal.title} takes {most}", severity=SEVERITY
            )
