"""CK507: a work that one citation names twice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK507"
NAME = "cited-twice"
SEVERITY: Severity = "warning"
WHY = "«[5; 7; 5]» or `\\cite{{a,b,a}}` names a work twice: one of the two was to be another."
FIX = ""
EXAMPLE = {"paper.tex": "\\documentclass{article}\n\\begin{document}\nAs \\cite{ivanov2019,petrov2020,ivanov2019} say.\n\\end{document}\n"}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the citations with a work in them twice, at the same place in it."""
    for manuscript in project.manuscripts:
        tagged = manuscript.document.citations
        for group in tagged:
            for (name, _), number in Counter((c.key, c.locator) for c in group.cites).items():
                if number > 1:
                    yield manuscript.finding(CODE, f"«{name}» is cited {number} times at once", group.span, severity=SEVERITY, record=name)
        if tagged:
            continue
        for citation in manuscript.citations:
            if citation.kind == "footnote":
                continue
            for (ref, _), number in Counter((c.ref, c.locator) for c in citation.cites if c.ref and not c.mismatch).items():
                if number > 1 and ref in manuscript.listed:
                    message = f"«{citation.raw[:60]}» cites «{manuscript.listed[ref].raw[:60]}» {number} times"
                    yield manuscript.finding(CODE, message, citation.span, severity=SEVERITY, record=ref)
