"""CK604: articles without a DOI where the journal wants one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.listing import listings
from citekit.language.typography import cut_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK604"
NAME = "without-doi"
SEVERITY: Severity = "warning"
WHY = "Journals ask that articles carry a DOI, all of them (`doi = true`) or a share of all works (`doi = 0.5`). A work without one may have none: the finding names it for a person to look up, or for `citekit check --online`."
FIX = ""
EXAMPLE = {
    "citekit.toml": 'journal = "./vestnik.toml"\n',
    "vestnik.toml": 'title = "Вестник примеров"\n\n[first]\nstyle = "gost-7.0.5"\n\n[limits]\ndoi = true\n',
    "refs.bib": "@article{a,\n  author = {Иванов, И. И.},\n  title = {Реформа},\n  journal = {Вестник},\n  year = {1999},\n}\n@article{b,\n  author = {Петров, П. П.},\n  title = {Слово},\n  journal = {Полис},\n  year = {2024},\n  doi = {10.1000/b},\n}\n",
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield what goes beyond the journal's limit."""
    if project.journal is None:
        return
    limits = project.journal.limits
    if limits.doi is True:
        for listing in listings(project):
            for item in listing.items:
                if item.record.type in _ARTICLES and not item.record.doi:
                    yield item.finding(
                        CODE, f"«{cut_to(item.record.title)}» has no DOI; {project.journal.title} wants one", severity=SEVERITY
                    )
    elif limits.doi:
        for listing in listings(project):
            having = sum(bool(i.record.doi) for i in listing.items)
            if listing.items and having < limits.doi * len(listing.items):
                message = f"{having} of {len(listing.items)} works ({having / len(listing.items):.0%}) have a DOI; {project.journal.title} wants {limits.doi:.0%}"
                yield listing.finding(CODE, message, severity=SEVERITY)


_ARTICLES = frozenset({"article", "article-journal", "paper-conference"})
