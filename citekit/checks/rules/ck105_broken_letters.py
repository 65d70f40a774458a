"""CK105: letters that were read in a wrong encoding once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.words import words_of
from citekit.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.checks.words import Words
    from citekit.model import Diagnostic

CODE = "CK105"
NAME = "broken-letters"
SEVERITY: Severity = "error"
WHY = (
    "«Ð˜Ð²Ð°Ð½Ð¾Ð²», «Èâàíîâ», «�»: a file was saved or pasted in another encoding, and the words are lost for every reader. "
    "What was meant is named where it can be told."
)
FIX = "Puts the words back where their bytes say them without doubt, with `--unsafe`."
EXAMPLE = {"refs.bib": "@book{a,\n  author = {Ð’Ð°Ð½Ð¸Ð½, И. И.},\n  title  = {О д\ufffdле},\n}\n"}

# UTF-8 read byte by byte: Cyrillic as Ð or Ñ and a second character, Latin with marks as Ã
_AS_BYTES = re.compile("(?:[ÐÑ][\u0080-\u00bf\u0152-\u02dc\u2013-\u203a\u20ac\u2122]){2,}(?:[ ,.-]*(?:[ÐÑ][\u0080-\u00bf\u0152-\u02dc\u2013-\u203a\u20ac\u2122])+)*|Ã[\u0080-\u00bf\u0192\u2030]")  # fmt: skip
# windows-1251 read as Western: a word of five letters from the upper half
_AS_WESTERN = re.compile("(?<![\\w])[À-ß][à-ÿ]{4,}(?![\\w])")
_LOST = re.compile("[^\\s\ufffd]{0,12}\ufffd[^\\s\ufffd]{0,12}")
_ANY = re.compile("[ÐÑÃ\ufffd]|[À-ß][à-ÿ]{4}")


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the words in broken letters."""
    for words in words_of(project, _ANY):
        text = words.text
        if text.isascii():
            continue
        for match in _AS_BYTES.finditer(text):
            yield _found(words, match, ("cp1252", "latin-1"), "utf-8")
        for match in _AS_WESTERN.finditer(text):
            yield _found(words, match, ("latin-1",), "cp1251")
        for match in _LOST.finditer(text):
            yield words.finding(CODE, f"a letter is lost in «{match[0]}»", Span(*match.span()), severity=SEVERITY)


def _found(words: Words, match: re.Match[str], wrong: tuple[str, ...], right: str) -> Diagnostic:
    meant = next((m for name in wrong if (m := _read_again(match[0], name, right))), None)
    said = f"; meant is «{meant[:60]}»" if meant else ""
    return words.finding(
        CODE, f"«{match[0][:60]}» is written in broken letters{said}", Span(*match.span()), severity=SEVERITY, replacement=meant, safe=False
    )


def _read_again(text: str, wrong: str, right: str) -> str:
    """Return what the bytes of a text say in the right encoding, nothing where they say nothing."""
    try:
        return text.encode(wrong).decode(right)
    except UnicodeError:
        return ""
