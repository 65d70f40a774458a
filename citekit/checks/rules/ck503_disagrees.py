"""CK503: a citation that names its work otherwise than the list does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.cited import by_key
from citekit.language.typography import cut_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK503"
NAME = "citation-disagrees"
SEVERITY: Severity = "warning"
WHY = "The year or the spelling of a name differs between text and list: one of the two is wrong, and indexes lose the citation."
FIX = ""
EXAMPLE = {
    "paper.txt": "As Clark (2015) shows, little follows (Brown, 2001). Others agree (Millar, 2005).\n\nReferences\n\nBrown, A. (2001). The theory of things. Journal of Things, 1(2), 3–14.\nClark, B. (2014). On what follows. London: Routledge.\nMiller, E. (2005). Agreement in science. Mind, 4(2), 1–9.\n"
}

_SAID = {"year": "the year differs", "spelling": "the spelling of a name differs", "year-suffix": "the letter after the year differs"}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the citations that disagree with the entry they mean."""
    for manuscript in project.manuscripts:
        if by_key(manuscript, project):
            continue
        listed = {r.id: r for r in manuscript.references}
        for citation in manuscript.citations:
            for cited in citation.cites:
                if cited.ref is None or not cited.mismatch or cited.ref not in listed:
                    continue
                said = ", ".join(_SAID.get(part, part) for part in cited.mismatch.split("+"))
                message = f"«{cut_to(citation.raw, 120)}»: {said}; the list has «{cut_to(listed[cited.ref].raw, 100)}»"
                yield manuscript.finding(CODE, message, citation.span, severity=SEVERITY, record=cited.ref)
