"""CK502: a work of the list that nothing cites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.cited import by_key, cited_keys
from citekit.checks.twins import second_faces
from citekit.language.typography import cut_to

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

_SHORTEST = 12  # letters of a title that is no phrase of the text


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
    faces = second_faces(manuscript)
    listed = [r for r in manuscript.listed.values() if r.id not in faces]
    cited = _cited(manuscript)
    if not cited:
        return  # a paper whose citations could not be read, or that has none: nothing can be said of its list
    printed = {c.ref: citation.raw for citation in manuscript.citations if citation.kind == "footnote" for c in citation.cites if c.ref}
    prose = _prose(manuscript) if any(r.id not in cited for r in listed) else ""
    for reference in listed:
        if reference.id in cited:
            continue
        number = f"{reference.number}. " if reference.number and not reference.raw.startswith(reference.number) else ""
        if _is_named(reference.record.title, prose):
            continue
        message = f"nothing in the text cites «{number}{cut_to(reference.raw, 100)}»"
        if reference.id in printed:
            message += f"; a note prints it in full: «{printed[reference.id][:60]}»"
        yield manuscript.finding(CODE, message, reference.span, severity=SEVERITY, record=reference.id)


def _prose(manuscript: Manuscript) -> str:
    """Return the text in small letters, without its references and notes."""
    pieces, end = [], 0
    for span in sorted((r.span for r in manuscript.references), key=lambda s: s.start):
        pieces.append(manuscript.document.text[end : span.start])
        end = max(end, span.end)
    return " ".join(" ".join((*pieces, manuscript.document.text[end:])).casefold().split())


def _is_named(title: str, prose: str) -> bool:
    """Tell whether the text names a work by its title, as the MLA style cites: in brackets or quotation marks."""
    words = title.casefold().split()
    if len(words) < 2 or len(title) < _SHORTEST:
        return False
    return re.search(rf"[(\[“\"«‘„*_,;] ?{re.escape(' '.join(words)[:60])}", prose) is not None


def _cited(manuscript: Manuscript) -> set[str]:
    """Return the references that a manuscript cites; one that cites in its text cites nothing by printing a work in a note."""
    in_text = sum(c.kind != "footnote" and any(x.ref for x in c.cites) for c in manuscript.citations)
    in_notes = sum(c.kind == "footnote" for c in manuscript.citations)
    return {
        c.ref
        for citation in manuscript.citations
        for c in citation.cites
        if c.ref and not (citation.kind == "footnote" and c.form == "full" and in_text > 2 * in_notes)
    }
