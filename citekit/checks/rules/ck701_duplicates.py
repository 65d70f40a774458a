"""CK701: entries that are the same work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import BibFile, Project
    from citekit.model import Diagnostic, Record, Severity

CODE = "CK701"
NAME = "duplicates"
SEVERITY: Severity = "warning"
WHY = "One work under two keys is printed twice in the list, numbered twice, and counted twice."
FIX = ""
EXAMPLE = {
    "refs.bib": "@article{a,\n  author = {Иванов, И. И.},\n  title = {Одно дело о другом},\n  journal = {Вестник},\n  year = 2020,\n  pages = {5--9},\n}\n@article{b,\n  author = {Иванов И.И.},\n  title = {Одно дело о другом},\n  journal = {Вестник},\n  year = 2020,\n}\n"
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield each entry that is the same work as one before it."""
    from citekit.dedupe import merge

    records: list[Record] = []
    homes: dict[str, tuple[BibFile, Record]] = {}
    for bib in project.bibs:
        for record in bib.reading.records:
            name = record.id
            while name in homes:
                name += "′"  # the same key in another file
            homes[name] = bib, record
            records.append(msgspec.structs.replace(record, id=name))
    if len(records) < 2:
        return
    for group in merge(records).groups:
        first_bib, first = homes[group.members[0]]
        span = first.occurrences[0].span
        place = f"{first_bib.path}:{first_bib.places.at(span.start)[0]}" if span else first_bib.path
        why = "; ".join(reason.split(": ", 1)[-1] for reason in group.reasons[:2])
        for member in group.members[1:]:
            bib, record = homes[member]
            span = record.occurrences[0].span
            if span is None:
                continue
            key = record.citation_key or record.id
            message = f"«{key}» is the same work as «{first.citation_key or first.id}» ({place}): {why}"
            yield bib.finding(CODE, message, span, severity=SEVERITY, record=record.citation_key)
