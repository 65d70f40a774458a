"""CK203: an EDN (eLIBRARY Document Number) that stands in ``note``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.model import Fix, Severity, Span
from citekit.model.identifiers import find_edns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK203"
NAME = "edn-in-note"
SEVERITY: Severity = "warning"
WHY = (
    "An EDN names the record of a work at eLIBRARY. In `note` it is a remark that styles print or leave out; in `edn` it is an identifier."
)
FIX = "Moves the EDN into the field `edn` of the entry."
EXAMPLE = {"refs.bib": "@article{a,\n  note = {На рус. яз. EDN: ABCDEF},\n}\n"}

_LEFT = re.compile(r"^[\s.,;:—–-]+|[\s,;:—–-]+$")


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the notes with an EDN in them."""
    for bib in project.bibs:
        for entry, field, value, span in bib.fields("note", "annote", "addendum"):
            found = find_edns(value)
            if not found or "{" in value:
                continue
            place = Span(span.start + found[0].span.start, span.start + found[0].span.end)
            message = f"the EDN {found[0].value} stands in {field.name}; the field edn is its place"
            edit = None
            if len(found) == 1 and not any(f.name.casefold() == "edn" for f in entry.fields) and field.value[:1] in {"{", '"'}:
                before, after = value[: found[0].span.start], value[found[0].span.end :]
                rest = _LEFT.sub("", before).rstrip() + (" " if before.strip() and after.strip(" .,;") else "") + _LEFT.sub("", after)
                rest = "" if not rest.strip(" .,;:—–-") else rest
                gap = bib.text[field.name_span.end : field.value_span.start]
                moved = f"{'EDN' if field.name.isupper() else 'edn'}{gap}{{{found[0].value}}}"
                line = bib.text.rfind("\n", 0, field.name_span.start) + 1
                indent = bib.text[line : field.name_span.start]
                end = "\r\n" if bib.text[line - 2 : line] == "\r\n" else "\n"
                between = "," + (end + indent if line and not indent.strip() else " ")
                kept = f"{field.name}{gap}{field.value[0]}{rest}{field.value[-1]}{between}" if rest else ""
                edit = Fix(Span(field.name_span.start, field.value_span.end), kept + moved)
            yield bib.finding(CODE, message, place, severity=SEVERITY, record=entry.key, fix=edit)
