"""CK204: an ISBN, ISSN or ORCID iD whose check digit does not fit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.words import entries_of
from citekit.model import InvalidIdentifier, Severity, Span
from citekit.model.identifiers import normalise_isbn, normalise_issn, normalise_orcid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK204"
NAME = "check-digit"
SEVERITY: Severity = "warning"
WHY = "ISBN, ISSN and ORCID iD end in a digit computed from the others. Where it does not fit, a digit is mistyped, and the number is another's or nobody's."
FIX = ""
EXAMPLE = {
    "refs.bib": "@book{a,\n  isbn = {978-5-394-02783-4},\n}\n",
    "paper.txt": "Литература\n\n1. Иванов И. И. Дело. М.: Наука, 2010. 120 с. ISBN 978-5-394-02783-4.\n2. Петров П. П. Слово. М.: Наука, 2011. 130 с.\n",
}

_KINDS: dict[str, tuple[str, Callable[[str], str]]] = {
    "isbn": ("ISBN", normalise_isbn),
    "issn": ("ISSN", normalise_issn),
    "eissn": ("ISSN", normalise_issn),
    "orcid": ("ORCID iD", normalise_orcid),
}
_PRINTED = re.compile(
    r"(?<!\w)(?:(ISBN)(?:-1[03])?|(ISSN)|(ORCID))[ ]?[:№]?[ ]?(?:https?://orcid\.org/)?([\dXХх][\dXХх\-–‐ ]{6,20}[\dXХх])(?![\w-])",
    re.IGNORECASE,
)
_OF_PRINTED: tuple[Callable[[str], str], ...] = (normalise_isbn, normalise_issn, normalise_orcid)
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
    for words in entries_of(project):
        for match in _PRINTED.finditer(words.text):
            at = 0 if match[1] else 1 if match[2] else 2
            try:
                _OF_PRINTED[at](match[4])
            except InvalidIdentifier as error:
                kind = (match[1] or match[2] or "ORCID iD").upper().replace("ORCID ID", "ORCID iD")
                yield words.finding(CODE, f"«{match[4]}» is no {kind}: {error.problem}", Span(*match.span(4)), severity=SEVERITY)


def _each(text: str) -> list[str]:
    """Return the numbers of a text that holds several between blanks, or the text."""
    words = text.split()
    whole = len(words) > 1 and all(len(re.sub(r"\D", "", w)) >= 8 for w in words)
    return words if whole else [text]
