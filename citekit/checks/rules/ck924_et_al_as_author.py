"""CK924: «et al.» or «и др.» among the authors of a .bib."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.model import Fix, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK924"
NAME = "et-al-as-author"
SEVERITY: Severity = "warning"
WHY = "In a .bib the rest of the authors is `and others`: the style prints et al. or «и др.» for it. Written out it is a person called Al."
FIX = "Writes `and others`."
EXAMPLE = {
    "refs.bib": "@article{a,\n  author = {Иванов, И. И. и др.},\n  title  = {Дело},\n}\n@article{b,\n  author = {Smith, J. and et al.},\n  title  = {Things},\n}\n"
}

_REST = re.compile(r"(?:,|;|\s+and)?\s*(?<!\w)(?:et\s+al\.?|и\s+др(?:угие|\.)?|та\s+ін\.?|и\s+соавт\.|с\s+соавт\.)\s*$", re.IGNORECASE)

_LONGEST = 60  # letters of «et al.» with what stands before it


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the rests that are written out."""
    for bib in project.bibs:
        for entry, field, value, span in bib.fields("author", "editor", "translator"):
            tail = max(0, len(value) - _LONGEST)
            match = _REST.search(value[tail:])
            if match is None or not tail + match.start():
                continue
            place = Span(span.start + tail + match.start(), span.start + tail + match.end())
            message = f"{field.name} ends in «{match[0].strip(' ,;')}»; meant is «and others»"
            yield bib.finding(CODE, message, place, severity=SEVERITY, record=entry.key, fix=Fix(place, " and others"))
