"""CK602: a list with too few works of the last years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.listing import listings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK602"
NAME = "too-old"
SEVERITY: Severity = "warning"
WHY = "Journals ask for a share of recent works (half of ten years, four fifths of five). Years are counted back from the paper's own year, else from this one. Asked where the profile has `younger`."
FIX = ""
EXAMPLE = {
    "citekit.toml": 'journal = "./vestnik.toml"\n',
    "vestnik.toml": 'title = "Вестник примеров"\n\n[first]\nstyle = "gost-7.0.5"\n\n[limits]\nyounger = [10, 0.6]\n',
    "refs.bib": "@article{a,\n  author = {Иванов, И. И.},\n  title = {Реформа},\n  journal = {Вестник},\n  year = {1999},\n}\n@article{b,\n  author = {Петров, П. П.},\n  title = {Слово},\n  journal = {Полис},\n  year = {2024},\n  doi = {10.1000/b},\n}\n",
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield what goes beyond the journal's limit."""
    if project.journal is None:
        return
    limits = project.journal.limits
    years, share = limits.younger
    if not years or not share:
        return
    for listing in listings(project):
        dated = [i for i in listing.items if i.record.year]
        young = sum(listing.year(project.today.year) - i.record.year <= years for i in dated)
        if dated and young < share * len(dated):
            message = f"{young} of {len(dated)} works ({young / len(dated):.0%}) are not older than {years} years; {project.journal.title} wants {share:.0%}"
            yield listing.finding(CODE, message, severity=SEVERITY)
