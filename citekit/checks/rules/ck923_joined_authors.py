"""CK923: authors of a .bib joined by commas instead of «and»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.model import Fix, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK923"
NAME = "joined-authors"
SEVERITY: Severity = "error"
WHY = "In a .bib names are joined by « and ». «Иванов И. И., Петров П. П.» is one person there, whose given name is Петров, and every style and index prints it so."
FIX = "Writes «Иванов, И. И. and Петров, П. П.» where every part is a family name with initials."
EXAMPLE = {"refs.bib": "@article{a,\n  author = {Иванов И.И., Петров П.П.},\n  title  = {Дело},\n}\n"}

_UP = "A-ZА-ЯЁЄІЇҐЎ"
_INITIALS = rf"(?:[{_UP}][a-zа-яё]?\.[\s~-]?){{1,3}}"
_FAMILY = rf"[{_UP}][\w'’-]{{1,30}}(?:[ -][{_UP}][\w'’]{{1,30}})?"
_FAMILY_FIRST = re.compile(rf"({_FAMILY})[ ~]({_INITIALS})")
_INITIALS_FIRST = re.compile(rf"({_INITIALS})[ ~]?({_FAMILY})")
_JOIN = re.compile(r"\s*[,;]\s*")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the fields with several names in one."""
    for bib in project.bibs:
        for entry, field, value, span in bib.fields("author", "editor", "translator"):
            names = [_names(part) for part in _AND.split(" ".join(value.split()))]
            if not any(len(n) > 1 for n in names):
                continue
            new = " and ".join(name for several in names for name in several)
            message = f"{field.name} joins {sum(map(len, names))} names by commas; meant is «{new[:100]}»"
            yield bib.finding(CODE, message, span, severity=SEVERITY, record=entry.key, fix=Fix(span, new))


def _names(part: str) -> list[str]:
    """Return the names of a part, «Family, Initials» each; the part alone where it is one name or nobody can tell.

    >>> _names("Иванов И.И., Петров П. П."), _names("Иванов, И. И.")
    (['Иванов, И.И.', 'Петров, П. П.'], ['Иванов, И. И.'])
    """
    found = []
    for name in _JOIN.split(part.strip().rstrip(",;")):
        if match := _FAMILY_FIRST.fullmatch(name):
            found.append(f"{match[1]}, {match[2].strip()}")
        elif match := _INITIALS_FIRST.fullmatch(name):
            found.append(f"{match[2]}, {match[1].strip()}")
        else:
            return [part]
    return found if len(found) > 1 else [part]
