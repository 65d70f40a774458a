"""CK501: a citation whose work is not in the list."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from citekit.checks.cited import by_key, cites, is_label, listed_keys
from citekit.language.typography import cut_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Manuscript, Project
    from citekit.model import Diagnostic, Severity

CODE = "CK501"
NAME = "cited-not-listed"
SEVERITY: Severity = "error"
WHY = "A reader who meets the citation cannot find the work. Where an entry of the list may be meant (a near key, the same authors), it is named."
FIX = ""
EXAMPLE = {
    "refs.bib": "@book{ivanov2019,\n  title = {Дело},\n}\n",
    "paper.md": "Как сказано [@ivanow2019], дело есть.\n",
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the citations without an entry."""
    for manuscript in project.manuscripts:
        yield from _keys(manuscript, project) if by_key(manuscript, project) else _words(manuscript)


def _keys(manuscript: Manuscript, project: Project) -> Iterator[Diagnostic]:
    listed = listed_keys(manuscript, project)
    folded = {key.casefold(): key for key in sorted(listed)}
    for key, span in cites(manuscript):
        if key in listed or key == "*" or is_label(key):
            continue
        near = difflib.get_close_matches(key.casefold()[:200], folded, n=1, cutoff=0.8) if len(folded) <= 20_000 else []
        hint = f"; did you mean «{folded[near[0]]}»?" if near else ""
        yield manuscript.finding(CODE, f"the key «{key}» is cited, but no entry has it{hint}", span, severity=SEVERITY, record=key)


def _words(manuscript: Manuscript) -> Iterator[Diagnostic]:
    listed = {r.id: r for r in manuscript.references}
    if not any(r.kind == "bibliography" for r in listed.values()):
        return  # without a list there is nothing to hold a citation against
    for citation in manuscript.citations:
        if citation.kind == "footnote":
            continue
        for cited in citation.cites:
            if cited.ref is not None or cited.form == "ibid":
                continue
            candidate = listed.get(cited.candidate or "")
            hint = f"; perhaps meant is «{cut_to(candidate.raw)}»" if candidate else ""
            message = f"«{cut_to(citation.raw, 120)}» is cited, but the list has no such work{hint}"
            yield manuscript.finding(CODE, message, citation.span, severity=SEVERITY)
