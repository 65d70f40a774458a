"""CK204: an ISBN, ISSN or ORCID iD whose check digit does not fit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.model import InvalidIdentifier, Severity, Span
from citekit.model.identifiers import normalise_isbn, normalise_issn, normalise_orcid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK204"
NAME = "check-digit"
SEVERITY: Severity = "warning"
WHY = "ISBN, ISSN and ORCID iD end in a digit computed from the others. Where it does not fit, a digit is mistyped, and the number is another's or nobody's."
FIX = ""

_KINDS = {
    "isbn": ("ISBN", normalise_isbn),
    "issn": ("ISSN", normalise_issn),
    "eissn": ("ISSN", normalise_issn),
    "orcid": ("ORCID iD", normalise_orcid),
}
_ONE = re.compile(r"[^,;|]+")
_REMARK = re.compile(r"\([^()]*\)|:\s+[^\d].*$")


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the numbers that do not fit themselves."""
    for bib in project.bibs:
        for entry, field, value, span in bib.fields(*_KINDS):
            kind, normalise = _KINDS[field.name.casefold()]
            for part in _ONE.finditer(value):
                number = _REMARK.sub("", part[0]).strip()
                if not any(c.isdigit() for c in number):
                    continue
                try:
                    for one in _each(number):
                        normalise(one)
                except InvalidIdentifier as error:
                    place = Span(span.start + part.start() + len(part[0]) - len(part[0].lstrip()), span.start + part.end())
                    message = f"«{number[:60]}» is no {kind}: {error.problem}"
                    yield bib.finding(CODE, message, place, severity=SEVERITY, record=entry.key)


def _each(text: str) -> list[str]:
    """Return the numbers of a text that holds several between blanks, or the text."""
    words = text.split()
    whole = len(words) > 1 and all(len(re.sub(r"\D", "", w)) >= 8 for w in words)
    return words if whole else [text]
