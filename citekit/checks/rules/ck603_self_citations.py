"""CK603: a list with too many works of the paper's own authors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.listing import listings
from citekit.language import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Name, Record, Severity

CODE = "CK603"
NAME = "self-citations"
SEVERITY: Severity = "warning"
WHY = "Journals bound the share of the authors' own works. The authors are those that the manuscript names; a work counts where one of them wrote it. Asked where the profile has `self_citations` below 1."
FIX = ""
EXAMPLE = {
    "citekit.toml": 'journal = "./vestnik.toml"\n',
    "vestnik.toml": 'title = "Вестник примеров"\n\n[first]\nstyle = "gost-7.0.5"\n\n[limits]\nself_citations = 0.2\n',
    "refs.bib": "@article{a,\n  author = {Иванов, И. И.},\n  title = {Реформа},\n  journal = {Вестник},\n  year = {1999},\n}\n@article{b,\n  author = {Петров, П. П.},\n  title = {Слово},\n  journal = {Полис},\n  year = {2024},\n  doi = {10.1000/b},\n}\n",
    "paper.md": "---\ntitle: О деле\nauthor: Иван Иванов\n---\n\nКак сказано [@a; @b], дело есть.\n",
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield what goes beyond the journal's limit."""
    if project.journal is None:
        return
    limits = project.journal.limits
    if limits.self_citations >= 1:
        return
    for listing in listings(project):
        own = [i for i in listing.items if _is_by(i.record, listing.authors)]
        if len(own) > limits.self_citations * len(listing.items):
            share = len(own) / len(listing.items)
            message = f"{len(own)} of {len(listing.items)} works ({share:.0%}) are the authors' own; {project.journal.title} allows {limits.self_citations:.0%}"
            yield listing.finding(CODE, message, severity=SEVERITY)


def _is_by(record: Record, authors: tuple[Name, ...]) -> bool:
    """Tell whether one of the authors wrote a work: the same family name in any script, and no other initial."""
    mine = {(fold(a.full_family), fold(a.given)[:1]) for a in authors if a.full_family}
    for name in record.author:
        family, initial = fold(name.full_family), fold(name.given)[:1]
        if any(family == f and (not i or not initial or i == initial) for f, i in mine):
            return True
    return False
