"""CK201: a DOI that is none, or one with foreign letters or blanks in it: in a field ``doi`` or in a printed reference."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.words import entries_of
from citekit.model import Fix, InvalidIdentifier, Severity, Span
from citekit.model.identifiers import normalise_doi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.checks.words import Words
    from citekit.model import Diagnostic

CODE = "CK201"
NAME = "malformed-doi"
SEVERITY: Severity = "error"
WHY = "A DOI reads `10.<registrant>/<suffix>`. One that does not leads nowhere, and no registry can confirm the work."
FIX = "Takes out blanks, closing full stops and Cyrillic look-alikes where what is left is a DOI."
EXAMPLE = {
    "refs.bib": "@article{a,\n  doi = {10.1000/аbс 1.},\n}\n@article{b,\n  doi = {11.1000/abc},\n}\n",
    "paper.txt": "References\n\n1. Smith J. On things. Mind, 2010, vol. 5, pp. 1–9. doi: 10. 1000/abc\n2. Jones A. On others. Mind, 2011, vol. 6, pp. 1–9. doi: 10.1000/def\n",
}

# a label, and what stands for the DOI after it
_LABELLED = re.compile(r"(?:\bdoi(?:\.[ ]?org/|[ ]?[:=][ ]?(?:https?://(?:dx\.)?doi\.org/)?|[ ](?=1[0OО]\.)))[ ]?", re.IGNORECASE)
_DOI = re.compile(r"(?P<doi>1[0OО]\.[ ]?\d{4,9}(?:\.\d+)*[ ]?/[ ]?[^\s«»“”|,;<>]{2,200})|(?P<none>\d[^\s,;]{3,60})")


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
    for words in entries_of(project):
        yield from _printed(words)


def _printed(words: Words) -> Iterator[Diagnostic]:
    for label in _LABELLED.finditer(words.text):
        match = _DOI.match(words.text, label.end())
        if match is None:
            continue
        place = Span(match.start(), match.start() + len(match[0].rstrip(".)]}*_")))
        text = place.of(words.text)
        if match["none"]:
            yield words.finding(CODE, f"«{text}» is no DOI: a DOI reads 10.<4 to 9 digits>/<suffix>", place, severity=SEVERITY)
            continue
        try:
            doi = normalise_doi(text)
        except InvalidIdentifier:
            continue
        if doi != text.casefold() and (" " in text or not text.isascii()):
            message = f"«{text}» is written wrong; meant is {doi}"
            kept = "".join(text.split()) if text.isascii() else doi
            yield words.finding(CODE, message, place, severity=SEVERITY, replacement=kept)
