"""CK104: й, ё, é written as two characters, a letter and its mark."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from citekit.checks.words import words_of
from citekit.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK104"
NAME = "decomposed-letters"
SEVERITY: Severity = "warning"
WHY = (
    "macOS and some PDF give й as и and a breve, ё as е and two dots. It prints the same, but «Китайский» is then another word: "
    "it is not found, sorts elsewhere, and does not agree with the same name typed on a keyboard."
)
FIX = "Puts the one letter."
EXAMPLE = {"refs.bib": "@book{a,\n  title = {Китаи\u0306скии\u0306 язык},\n}\n"}

_MARK = re.compile("[\u0300-\u036f]")
_WITH_MARK = re.compile("[^\\W\\d_][\u0300-\u036f]+")


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the letters that one character would say."""
    for words in words_of(project, _MARK):
        if words.text.isascii():
            continue
        for match in _WITH_MARK.finditer(words.text):
            letter = unicodedata.normalize("NFC", match[0])
            if len(letter) < len(match[0]):
                message = f"«{letter}» is written as {len(match[0])} characters"
                yield words.finding(CODE, message, Span(*match.span()), severity=SEVERITY, replacement=letter)
