"""CK205: an EDN that is none: an EDN is six Latin capitals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.words import Words, entries_of
from citekit.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK205"
NAME = "malformed-edn"
SEVERITY: Severity = "warning"
WHY = "An EDN (the number of a document at eLIBRARY) is six Latin capitals. With a Cyrillic look-alike or a letter less it leads to nothing, or to another work."
FIX = "Puts Latin capitals where the letters are look-alikes or small; anything else a person has to look up."
EXAMPLE = {"refs.bib": "@article{a,\n  edn = {АBCDEF},\n}\n@article{b,\n  edn = {ABCDE},\n}\n"}

_PRINTED = re.compile(r"(?<!\w)EDN[ ]?[:=]?[ ]?(?:https?://(?:www\.)?elibrary\.ru/)?([A-ZА-ЯЁa-zа-яё]{3,12})(?![\w-])")
_EDN = re.compile(r"[A-Z]{6}")
_TO_LATIN = str.maketrans("АВЕКМНОРСТУХавекмнорстух", "ABEKMHOPCTYXABEKMHOPCTYX")


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the EDN that are none."""
    for bib in project.bibs:
        for entry, field, value, span in bib.fields("edn"):
            text = value.strip().rpartition("/")[2]
            start = span.start + value.rfind(text)
            if text:
                yield from _judged(Words(bib, text, start, entry.key, field.name), text, Span(0, len(text)))
    for words in entries_of(project):
        for match in _PRINTED.finditer(words.text):
            if match[1].isupper():
                yield from _judged(words, match[1], Span(*match.span(1)))


def _judged(words: Words, text: str, place: Span) -> Iterator[Diagnostic]:
    if _EDN.fullmatch(text):
        return
    meant = text.translate(_TO_LATIN).upper()
    if _EDN.fullmatch(meant):
        yield words.finding(CODE, f"«{text}» is no EDN; meant is {meant}", place, severity=SEVERITY, replacement=meant)
    else:
        yield words.finding(CODE, f"«{text[:40]}» is no EDN: an EDN is six Latin capitals", place, severity=SEVERITY)
