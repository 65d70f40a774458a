"""CK103: a character that nobody sees inside a reference: a soft hyphen, a blank of no width, a stray byte order mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.words import words_of
from citekit.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK103"
NAME = "hidden-characters"
SEVERITY: Severity = "warning"
WHY = (
    "Soft hyphens, blanks of no width and marks of direction come with text copied from PDF and web pages. They split a word or a "
    "DOI for every search, and a link with one inside leads nowhere."
)
FIX = "Takes them out."
EXAMPLE = {"refs.bib": "@article{a,\n  title = {Инфор\u00adмация},\n  doi   = {10.1000/\u200babc},\n}\n"}

# U+200C and U+200D are letters' own business in Persian or Hindi: they stay
_HIDDEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
_NAMES = {"\u00ad": "soft hyphen", "\u200b": "blank of no width", "\u2060": "word joiner", "\ufeff": "byte order mark"}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the hidden characters of .bib fields and of references as printed."""
    for words in words_of(project, _HIDDEN, every=True):
        if words.text.isascii():
            continue
        for match in _HIDDEN.finditer(words.text):
            name = _NAMES.get(match[0][0], "mark of direction")
            before, after = words.text[max(0, match.start() - 12) : match.start()], words.text[match.end() : match.end() + 12]
            message = f"a {name} (U+{ord(match[0][0]):04X}) nobody sees after «{before.split()[-1] if before.split() else ''}», before «{after.split()[0] if after.split() else ''}»"
            yield words.finding(CODE, message, Span(*match.span()), severity=SEVERITY, replacement="")
