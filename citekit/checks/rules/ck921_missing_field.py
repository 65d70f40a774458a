"""CK921: an entry without what its type needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK921"
NAME = "missing-field"
SEVERITY: Severity = "info"
WHY = (
    "An article without a journal or a year, a chapter without its book: styles print a hole or BibTeX warns, and no reader finds the work."
)
FIX = ""
EXAMPLE = {"refs.bib": "@article{a,\n  author = {Иванов, И. И.},\n  title  = {Дело},\n}\n"}

_YEAR = ("year", "date", "pubstate")
_BOOK = ("booktitle", "maintitle", "crossref", "xref", "xdata")
# of each type, rows of fields one of which must be there
_NEEDED = {
    "article": (("title",), ("journal", "journaltitle"), _YEAR),
    "book": (("title",), _YEAR),
    "inbook": (("title", "chapter"), _YEAR),
    "incollection": (("title",), _BOOK, _YEAR),
    "inproceedings": (("title",), _BOOK, _YEAR),
    "conference": (("title",), _BOOK, _YEAR),
    "phdthesis": (("title",), ("school", "institution"), _YEAR),
    "mastersthesis": (("title",), ("school", "institution"), _YEAR),
    "thesis": (("title",), ("school", "institution"), _YEAR),
    "techreport": (("title",), _YEAR),
    "online": (("title",), ("url", "doi", "eprint", "howpublished")),
}
_INHERITED = frozenset({"crossref", "xdata"})


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the entries with a hole."""
    for bib in project.bibs:
        for entry in bib.bib.entries():
            needed = _NEEDED.get(entry.entry_type.casefold())
            if needed is None or entry.kind != "entry":
                continue
            names = {f.name.casefold() for f in entry.fields if f.value.strip('{}" ')}
            if names & _INHERITED:
                continue  # what is missing stands in the parent
            missing = [" or ".join(row[:2]) for row in needed if not names.intersection(row)]
            if missing:
                message = f"@{entry.entry_type} «{entry.key}» has no {', no '.join(missing)}"
                yield bib.finding(CODE, message, entry.key_span, severity=SEVERITY, record=entry.key)
