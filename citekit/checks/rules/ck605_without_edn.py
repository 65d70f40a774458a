"""CK605: a Russian article without an EDN where the journal wants one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.listing import listings
from citekit.language import language_of
from citekit.language.typography import cut_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK605"
NAME = "without-edn"
SEVERITY: Severity = "warning"
WHY = "Some journals ask for the EDN of works that eLIBRARY has, beside or instead of the DOI. Asked where the profile has `edn = true`."
FIX = ""
EXAMPLE = {
    "citekit.toml": 'journal = "./vestnik.toml"\n',
    "vestnik.toml": 'title = "Вестник примеров"\n\n[first]\nstyle = "gost-7.0.5"\n\n[limits]\nedn = true\n',
    "refs.bib": "@article{a,\n  author = {Иванов, И. И.},\n  title = {Реформа},\n  journal = {Вестник},\n  year = {1999},\n}\n@article{b,\n  author = {Петров, П. П.},\n  title = {Слово},\n  journal = {Полис},\n  year = {2024},\n  doi = {10.1000/b},\n}\n",
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield what goes beyond the journal's limit."""
    if project.journal is None:
        return
    limits = project.journal.limits
    if not limits.edn:
        return
    for listing in listings(project):
        for item in listing.items:
            record = item.record
            if record.type in _ARTICLES and not record.custom.edn and (record.language or language_of(record.title))[:2] == "ru":
                yield item.finding(CODE, f"«{cut_to(record.title)}» has no EDN; {project.journal.title} wants one", severity=SEVERITY)


_ARTICLES = frozenset({"article-journal", "paper-conference"})
