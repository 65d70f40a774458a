"""CK504: a citation of a page that the work does not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.cited import bibs_of, by_key
from citekit.language.typography import cut_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Manuscript, Project
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
        if by_key(manuscript, project) and not manuscript.listed:
            yield from _keys(manuscript, project)
            continue
        if not any(r.record.page for r in manuscript.references if r.kind == "bibliography"):
            continue
        listed = {r.id: r for r in manuscript.references if r.kind == "bibliography"}
        for citation in manuscript.citations:
            for cited in citation.cites:
                reference = listed.get(cited.ref or "")
                if reference is None or not cited.locator:
                    continue
                work, page = _range(reference.record.page), _range(cited.locator)
                if not _is_outside(work, page):
                    continue
                message = (
                    f"«{cut_to(citation.raw, 120)}»: page {cited.locator} lies outside {reference.record.page} of «{cut_to(reference.raw)}»"
                )
                yield manuscript.finding(CODE, message, citation.span, severity=SEVERITY, record=reference.id)


def _keys(manuscript: Manuscript, project: Project) -> Iterator[Diagnostic]:
    """Yield the citations by key whose page lies outside their entry's."""
    if not any(cited.locator for citation in manuscript.document.citations for cited in citation.cites):
        return
    pages = {
        e.key: " ".join(value.replace("--", "–").split()) for bib in bibs_of(manuscript, project) for e, _, value, _ in bib.fields("pages")
    }
    for citation in manuscript.document.citations:
        for cited in citation.cites:
            if cited.key in pages and _is_outside(_range(pages[cited.key]), _range(cited.locator)):
                message = f"page {cited.locator} of «{cited.key}» lies outside its pages, {pages[cited.key]}"
                yield manuscript.finding(CODE, message, citation.span, severity=SEVERITY, record=cited.key)


def _is_outside(work: tuple[int, int] | None, page: tuple[int, int] | None) -> bool:
    """Tell whether a page is surely none of a work's: one on one page may be printed by its first page alone."""
    return work is not None and page is not None and work[0] != work[1] and not work[0] <= page[0] <= page[1] <= work[1]


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
