"""CK922: a field or a type of entry that nobody knows, one letter from one that all know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.model import Fix, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK922"
NAME = "mistyped-field"
SEVERITY: Severity = "warning"
WHY = "BibTeX passes over a field `auhtor` without a word, and the work is printed without its author. Fields of one's own are left in peace: only a name one slip away from a known one is a finding."
FIX = "Puts the known name, with `--unsafe`."
EXAMPLE = {"refs.bib": "@article{a,\n  auhtor  = {Иванов, И. И.},\n  title   = {Дело},\n  jounral = {Вестник},\n  year    = 2020,\n}\n"}

_FIELDS = (
    "abstract", "address", "author", "booktitle", "chapter", "doi", "edition", "editor", "howpublished", "institution", "isbn", "issn",
    "journal", "journaltitle", "keywords", "language", "location", "month", "note", "number", "organization", "pages", "publisher",
    "school", "series", "title", "translator", "urldate", "volume", "year",
)  # fmt: skip
_TYPES = (
    "article", "book", "booklet", "collection", "inbook", "incollection", "inproceedings", "conference", "manual", "mastersthesis",
    "misc", "online", "patent", "phdthesis", "proceedings", "report", "techreport", "thesis", "unpublished",
)  # fmt: skip
_TRUE = frozenset({*_FIELDS, *_TYPES, "editora", "editorb", "editorc", "pagetotal", "page", "numbers", "titles", "authors", "editors", "volumes", "chapters", "journals", "mathesis", "mvbook", "bookinbook", "url", "date", "years", "keyword", "edn", "eid", "titel", "notes", "annote", "isan", "ismn", "isrn", "issue", "part", "type", "key"})  # fmt: skip
_LEAST = 4  # letters: of three, any two are alike


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the mistyped names."""
    known: dict[tuple[str, bool], str] = {}
    for bib in project.bibs:
        for entry in bib.bib.entries():
            meant = _meant(entry.entry_type.casefold(), known, field=False)
            if meant:
                message = f"no type of entry is called @{entry.entry_type}; did you mean @{meant}?"
                yield bib.finding(CODE, message, entry.key_span, severity=SEVERITY, record=entry.key)
            for field in entry.fields:
                meant = _meant(field.name.casefold(), known, field=True)
                if meant and not any(f.name.casefold() == meant for f in entry.fields):
                    message = f"no field is called {field.name}; did you mean {meant}?"
                    fix = Fix(field.name_span, meant, safe=False)
                    yield bib.finding(CODE, message, field.name_span, severity=SEVERITY, record=entry.key, fix=fix)


def _meant(name: str, known: dict[tuple[str, bool], str], *, field: bool) -> str:
    """Return the known name that is one slip away, nothing where the name is known or stands alone."""
    if name in _TRUE or len(name) < _LEAST:
        return ""
    if (name, field) not in known:
        from rapidfuzz.distance import OSA

        near = [n for n in (_FIELDS if field else _TYPES) if OSA.distance(name, n, score_cutoff=1) == 1 and len(n) > _LEAST]
        known[name, field] = near[0] if len(near) == 1 else ""
    return known[name, field]
