"""CK207: pages that end before they begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.words import entry_of
from citekit.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK207"
NAME = "reversed-pages"
SEVERITY: Severity = "warning"
WHY = "«С. 254–235»: two figures changed places or one is mistyped, and no registry confirms the work."
FIX = ""
EXAMPLE = {
    "refs.bib": "@article{a,\n  pages = {254--235},\n}\n",
    "paper.txt": "Литература\n\n1. Иванов И. И. Дело // Вестник. 2010. № 5. С. 254–235.\n2. Петров П. П. Слово // Вестник. 2011. № 6. С. 12–15.\n",
}

_RANGE = re.compile(r"(?<![\w.])(\d{1,6})\s*[-–—]+\s*(\d{1,6})(?![\w-])")


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the ranges of pages that run backwards."""
    for bib in project.bibs:
        for entry, _, value, span in bib.fields("pages"):
            for match in _RANGE.finditer(value):
                if _is_reversed(match):
                    place = Span(span.start + match.start(), span.start + match.end())
                    yield bib.finding(CODE, f"the pages {match[0]} end before they begin", place, severity=SEVERITY, record=entry.key)
    for manuscript in project.manuscripts:
        for reference in manuscript.listed.values():
            page = _RANGE.fullmatch(reference.record.page)
            if page is None or not _is_reversed(page):
                continue
            words = entry_of(manuscript, reference)
            for match in _RANGE.finditer(words.text):
                if match.groups() == page.groups():
                    yield words.finding(CODE, f"the pages {match[0]} end before they begin", Span(*match.span()), severity=SEVERITY)
                    break


def _is_reversed(match: re.Match[str]) -> bool:
    """Tell whether the last page is before the first; «123–8» is 123–128."""
    first, last = match[1], match[2]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return int(last) < int(first)
