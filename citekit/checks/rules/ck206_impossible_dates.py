"""CK206: a day that the calendar has not, or a year that cannot be."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from citekit.checks.words import Words, entries_of
from citekit.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK206"
NAME = "impossible-date"
SEVERITY: Severity = "warning"
WHY = "«Дата обращения: 31.11.2023», a year 20203: a figure is mistyped, and the reader cannot know which."
FIX = ""
EXAMPLE = {
    "refs.bib": "@online{a,\n  year    = {2O21},\n  urldate = {2023-11-31},\n}\n",
    "paper.txt": "Литература\n\n1. Иванов И. И. Дело. URL: https://example.org/delo (дата обращения: 31.11.2023).\n2. Петров П. П. Слово. М.: Наука, 2011. 130 с.\n",
}

_DATES = ("date", "urldate", "eventdate", "origdate", "note", "howpublished")
_DAY = re.compile(
    r"(?<![\w.,/-])(?:(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)|(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d))(?![\w-]|\.\d)"
)
_YEAR = re.compile(r"\d{1,3}|\d{5,}|(?=[\dОOОоlI]*[ОOоlI])[\dОOОоlI]{4}")


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the dates that cannot be."""
    for bib in project.bibs:
        for entry, _, value, span in bib.fields("year"):
            year = value.strip()
            if _YEAR.fullmatch(year):
                yield bib.finding(CODE, f"«{year[:20]}» is no year", span, severity=SEVERITY, record=entry.key)
    fields = (Words(b, value, span.start, e.key, f.name) for b in project.bibs for e, f, value, span in b.fields(*_DATES))
    for words in (*fields, *entries_of(project)):
        for match in _DAY.finditer(words.text):
            parts = (int(match[a] or match[b]) for a, b in (("year", "y"), ("month", "m"), ("day", "d")))
            try:
                datetime.date(*parts)
            except ValueError:
                yield words.finding(CODE, f"there is no day {match[0]}", Span(*match.span()), severity=SEVERITY)
