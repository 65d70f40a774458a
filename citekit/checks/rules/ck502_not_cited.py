"""CK502: a work of the list that nothing cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.cited import by_key, cited_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Manuscript, Project
    from citekit.model import Diagnostic, Severity

CODE = "CK502"
NAME = "listed-not-cited"
SEVERITY: Severity = "warning"
WHY = (
    "Journals ask that every work of the list is cited. A .bib is held against all manuscripts together, "
    "and only where all are given (`citekit check`, `citekit-hook check --project`)."
)
FIX = ""
EXAMPLE = {
    "refs.bib": "@book{ivanov2019,\n  title = {Дело},\n}\n@book{petrov2020,\n  title = {Слово},\n}\n",
    "paper.md": "Как сказано [@ivanov2019], дело есть.\n",
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the entries without a citation."""
    keyed = [m for m in project.manuscripts if by_key(m, project)]
    if keyed and project.whole:
        yield from _keys(project, keyed)
    for manuscript in project.manuscripts:
        if manuscript not in keyed:
            yield from _words(manuscript)


def _keys(project: Project, keyed: list[Manuscript]) -> Iterator[Diagnostic]:
    attached = {b.path: b for m in keyed for b in m.attached}
    given = {b.path for b in project.bibs}
    bibs = (*project.bibs, *(b for path, b in attached.items() if path not in given))
    cited = cited_keys(project, bibs)
    if cited is None:
        return
    for bib in bibs:
        for entry in bib.bib.entries():
            if entry.key and entry.key not in cited and entry.entry_type.casefold() not in {"xdata", "set"}:
                yield bib.finding(CODE, f"no manuscript cites «{entry.key}»", entry.key_span, severity=SEVERITY, record=entry.key)
    for manuscript in keyed:
        for listed in manuscript.document.listed:
            if listed.key and listed.kind == "bibliography" and listed.key not in cited:
                yield manuscript.finding(CODE, f"nothing cites «{listed.key}»", listed.span, severity=SEVERITY, record=listed.key)


def _words(manuscript: Manuscript) -> Iterator[Diagnostic]:
    listed = [r for r in manuscript.references if r.kind == "bibliography"]
    cited = {c.ref for citation in manuscript.citations for c in citation.cites if c.ref}
    if not cited:
        return  # a paper whose citations could not be read, or that has none: nothing can be said of its list
    for reference in listed:
        if reference.id not in cited:
            number = f"{reference.number}. " if reference.number and not reference.raw.startswith(reference.number) else ""
            message = f"nothing in the text cites «{number}{reference.raw[:100]}»"
            yield manuscript.finding(CODE, message, reference.span, severity=SEVERITY, record=reference.id)
