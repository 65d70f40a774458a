"""CK702: one DOI in two entries that are not one work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.listing import items_of
from citekit.language import fold
from citekit.language.typography import cut_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.listing import Item
    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Record, Severity

CODE = "CK702"
NAME = "one-doi-two-works"
SEVERITY: Severity = "error"
WHY = "A DOI names one work. Under two titles it is wrong at one of them, mostly pasted from the entry before, and the reader is led to another's work."
FIX = ""
EXAMPLE = {
    "refs.bib": "@article{a,\n  title = {Реформа местного управления},\n  doi = {10.1000/abc},\n}\n@article{b,\n  title = {Политика памяти в приграничье},\n  doi = {10.1000/abc},\n}\n"
}

_ALIKE = 60.0  # of 100
_LEAST = 6  # letters: a shorter title says nothing


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the second works of a DOI."""
    homes: dict[tuple[int, str], list[Item]] = {}
    for number, item in items_of(project):
        if item.record.doi:
            homes.setdefault((number, item.record.doi.casefold()), []).append(item)
    for (_, doi), items in homes.items():
        first = items[0]
        for item in items[1:]:
            if not _are_alike(first.record, item.record):
                message = f"the DOI {doi} is also that of «{cut_to(first.record.title)}» ({first.name}), another work"
                yield item.finding(CODE, message, severity=SEVERITY)


def _are_alike(one: Record, other: Record) -> bool:
    """Tell whether two titles may be one: in two languages nobody can say."""
    from rapidfuzz import fuzz

    a, b = fold(one.title), fold(other.title)
    if min(len(a), len(b)) < _LEAST or one.title.isascii() != other.title.isascii():
        return True
    return fuzz.token_set_ratio(a, b) >= _ALIKE
