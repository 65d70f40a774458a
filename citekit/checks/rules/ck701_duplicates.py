"""CK701: entries that are the same work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from citekit.checks.listing import items_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.listing import Item
    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK701"
NAME = "duplicates"
SEVERITY: Severity = "warning"
WHY = "One work under two keys is printed twice in the list, numbered twice, and counted twice."
FIX = ""
EXAMPLE = {
    "refs.bib": "@article{a,\n  author = {Иванов, И. И.},\n  title = {Одно дело о другом},\n  journal = {Вестник},\n  year = 2020,\n  pages = {5--9},\n}\n@article{b,\n  author = {Иванов И.И.},\n  title = {Одно дело о другом},\n  journal = {Вестник},\n  year = 2020,\n}\n"
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield each entry that is the same work as one before it, in the .bib files and in each printed list."""
    from citekit.dedupe import merge

    lists: dict[int, dict[str, Item]] = {}
    for number, item in items_of(project):
        known = lists.setdefault(number, {})
        name = item.name
        while name in known:
            name += "′"  # the same key in another file
        known[name] = item
    for known in lists.values():
        if len(known) < 2:
            continue
        for group in merge([msgspec.structs.replace(item.record, id=name) for name, item in known.items()]).groups:
            first = known[group.members[0]]
            where = first.finding(CODE, "", severity=SEVERITY, whole=True)
            place = f"{where.source}:{where.line}" if where.line else where.source
            why = "; ".join(reason.split(": ", 1)[-1] for reason in group.reasons[:2])
            for member in group.members[1:]:
                item = known[member]
                message = f"«{item.label}» is the same work as «{first.label}» ({place}): {why}"
                yield item.finding(CODE, message, severity=SEVERITY, whole=True)
