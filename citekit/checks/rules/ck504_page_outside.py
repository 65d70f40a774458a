"""CK504: a citation of a page that the work does not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK504"
NAME = "page-outside"
SEVERITY: Severity = "warning"
WHY = "The list says that the work fills certain pages, and the citation names another: a page is mistyped, or another work is meant."
FIX = ""
EXAMPLE = {
    "paper.txt": "Things are known (Brown, 2001, p. 40), and little follows (Clark, 2014).\n\nReferences\n\nBrown, A. (2001). The theory of things. Journal of Things, 1(2), 3–14.\nClark, B. (2014). On what follows. London: Routledge.\nMiller, E. (2005). Agreement in science. Mind, 4(2), 1–9.\n"
}

_PAGES = re.compile(r"(\d{1,6})(?:\s*[-–—]\s*(\d{1,6}))?")


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the citations whose page lies outside their work's."""
    for manuscript in project.manuscripts:
        if not any(r.record.page for r in manuscript.references if r.kind == "bibliography"):
            continue
        listed = {r.id: r for r in manuscript.references if r.kind == "bibliography"}
        for citation in manuscript.citations:
            for cited in citation.cites:
                reference = listed.get(cited.ref or "")
                if reference is None or not cited.locator:
                    continue
                work, page = _range(reference.record.page), _range(cited.locator)
                # a work on one page may be printed by its first page alone
                if work is None or page is None or work[0] == work[1] or (work[0] <= page[0] and page[1] <= work[1]):
                    continue
                message = f"«{citation.raw[:120]}»: page {cited.locator} lies outside {reference.record.page} of «{reference.raw[:80]}»"
                yield manuscript.finding(CODE, message, citation.span, severity=SEVERITY, record=reference.id)


def _range(text: str) -> tuple[int, int] | None:
    """Return the first and the last page, None where a text is no plain range.

    >>> _range("123–8"), _range("5"), _range("e12")
    ((123, 128), (5, 5), None)
    """
    match = _PAGES.fullmatch(text.strip())
    if match is None:
        return None
    first, last = match[1], match[2] or match[1]
    if len(last) < len(first):  # «123–8» is 123–128
        last = first[: len(first) - len(last)] + last
    return (int(first), int(last)) if int(first) <= int(last) else None
