"""CK202: a DOI with its resolver's address or a label, or standing in the field ``url``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.model import Fix, InvalidIdentifier, Severity, Span
from citekit.model.identifiers import normalise_doi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK202"
NAME = "doi-address"
SEVERITY: Severity = "warning"
WHY = (
    "The field `doi` holds the bare DOI; styles put `https://doi.org/` before it themselves and print it twice otherwise. "
    "A DOI in `url` is not seen as one: no link check, no deduplication."
)
FIX = "Leaves the bare DOI in `doi`; turns a `url` that is a DOI into `doi` where the entry has none."
EXAMPLE = {
    "refs.bib": "@article{a,\n  doi = {https://doi.org/10.1000/abc},\n}\n@article{b,\n  url = {https://dx.doi.org/10.1000/def},\n}\n@article{c,\n  doi = {10.1000/ghi},\n  url = {https://doi.org/10.1000/jkl},\n}\n"
}

_PREFIX = re.compile(r"\s*(?:https?\s*:\s*/\s*/\s*)?(?:(?:www|dx)\s*\.\s*)?doi\s*(?:\.\s*org\s*/|[:=]|\s)\s*", re.IGNORECASE)
_RESOLVED = re.compile(r"(?:\\url\{)?\s*(?:https?://)?(?:www\.|dx\.)?doi\.org/(10\.[^\s{}]+?)\s*\}?", re.IGNORECASE)


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the DOIs that stand with an address or in one."""
    for bib in project.bibs:
        for entry, _, value, span in bib.fields("doi"):
            if _PREFIX.match(value) is None:
                continue
            try:
                doi = normalise_doi(value)
            except InvalidIdentifier:
                continue  # CK201's
            bare = value.strip()
            bare = bare[-len(doi) :] if bare.casefold().endswith(doi) else doi
            message = f"the field doi holds an address or a label; the DOI alone is {bare}"
            yield bib.finding(CODE, message, span, severity=SEVERITY, record=entry.key, fix=Fix(span, bare))
        for entry, field, value, span in bib.fields("url"):
            match = _RESOLVED.fullmatch(value.strip())
            if match is None:
                continue
            try:
                doi = normalise_doi(match[1])
            except InvalidIdentifier:
                continue
            own = next((f.value for f in entry.fields if f.name.casefold() == "doi"), None)
            if own is None:
                name = "DOI" if field.name.isupper() else "doi"
                gap = bib.text[field.name_span.end : field.value_span.start]
                bare = match[1] if match[1].casefold() == doi else doi
                whole = Span(field.name_span.start, field.value_span.end)
                message = f"the field url holds the DOI {bare}; the field doi is its place"
                yield bib.finding(CODE, message, span, severity=SEVERITY, record=entry.key, fix=Fix(whole, f"{name}{gap}{{{bare}}}"))
            elif _differs(own, doi):
                message = f"the field url leads to the DOI {doi}, the field doi says another"
                yield bib.finding(CODE, message, span, severity=SEVERITY, record=entry.key)


def _differs(value: str, doi: str) -> bool:
    try:
        return normalise_doi(value.strip('{}"')) != doi
    except InvalidIdentifier:
        return False
