"""CK201: a field ``doi`` that holds no DOI, or one with foreign letters or blanks in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.model import Fix, InvalidIdentifier, Severity
from citekit.model.identifiers import normalise_doi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK201"
NAME = "malformed-doi"
SEVERITY: Severity = "error"
WHY = "A DOI reads `10.<registrant>/<suffix>`. One that does not leads nowhere, and no registry can confirm the work."
FIX = "Takes out blanks, closing full stops and Cyrillic look-alikes where what is left is a DOI."


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the DOI fields that are no DOIs."""
    for bib in project.bibs:
        for entry, field, value, span in bib.fields("doi"):
            if field.value[:1] not in {"{", '"'}:
                continue
            if not value.strip():
                yield bib.finding(CODE, "the field doi is empty", field.value_span, severity="warning", record=entry.key)
                continue
            try:
                doi = normalise_doi(value)
            except InvalidIdentifier as error:
                yield bib.finding(CODE, f"«{value[:80]}» is no DOI: {error.problem}", span, severity=SEVERITY, record=entry.key)
                continue
            bare = value.strip()
            for mark in "_%&#/":
                bare = bare.replace("\\" + mark, mark)
            if "%" not in bare and not bare.casefold().endswith(doi):
                message = f"«{value[:80]}» is written wrong; meant is {doi}"
                yield bib.finding(CODE, message, span, severity=SEVERITY, record=entry.key, fix=Fix(span, doi))
