"""The words that rules read: values of .bib fields, references as printed, the text of manuscripts."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from citekit.language import script_of
from citekit.model import Fix, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citekit.checks.project import Manuscript, Project, Source
    from citekit.model import Diagnostic, Reference, Severity

__all__ = [
    "Words",
    "addresses",
    "entries_of",
    "in_original",
    "in_translation",
    "is_cyrillic",
    "is_latin",
    "lies_in",
    "prose_of",
    "without_addresses",
    "words_of",
]

_NO_WORDS = frozenset({"url", "doi", "file", "eprint", "isbn", "issn", "edn", "crossref", "xdata", "ids", "related", "langid", "language", "keywords", "month"})  # fmt: skip
_CODE = re.compile(r"(?<!`)(`+)[^`\n](?:[^\n]{0,300}?[^`\n])?\1(?!`)")
_ADDRESS = re.compile(
    r"(?:https?://|www\.|ftp://|mailto:)[^\s<>«»\"]+(?<![\])])|(?<![\w/.])10\.\d{4,9}/[^\s<>«»\"]+(?<![\])])|(?<![\w.-])[\w.-]{1,64}@[\w.-]{1,200}"
)
_BRACKET = re.compile(r"[()\[\]]")
_CYRILLIC = re.compile("[А-Яа-яЁё]")
_LATIN = re.compile("[A-Za-z]")
_NEAR = 3000
_SOME = 8  # letters: fewer are no description of a work
_IN_BRACKETS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")


class Words(NamedTuple):
    """A stretch of words: the file, what stands there, from which code point on, whose it is and how that is called."""

    home: Source
    text: str
    start: int = 0
    record: str = ""
    name: str = ""

    def finding(  # a finding has so many parts
        self,
        code: str,
        message: str,
        span: Span,
        *,
        severity: Severity = "warning",
        replacement: str | None = None,
        safe: bool = True,
        over: Span | None = None,
    ) -> Diagnostic:
        """Return a finding at a span of these words; ``replacement`` is what is put there, or ``over`` another span."""
        place = Span(self.start + span.start, self.start + span.end)
        target = place if over is None else Span(self.start + over.start, self.start + over.end)
        fix = None if replacement is None else Fix(target, replacement, safe=safe)
        return self.home.finding(code, message, place, severity=severity, record=self.record, fix=fix)


def words_of(project: Project, pattern: re.Pattern[str], *, every: bool = False) -> Iterable[Words]:
    """Return the values of the .bib files' fields (addresses and codes left out but for ``every``) and the references as printed.

    The fields are not looked at where the pattern is nowhere in the files.
    """
    if not any(pattern.search(bib.text) for bib in project.bibs):
        return entries_of(project)
    if every not in project.words:  # a dozen rules read them
        found = [
            Words(bib, value, span.start, entry.key, field.name)
            for bib in project.bibs
            for entry, field, value, span in bib.values
            if every or field.name.casefold() not in _NO_WORDS
        ]
        project.words[every] = (*found, *entries_of(project))
    return project.words[every]


def entries_of(project: Project) -> Iterator[Words]:
    """Yield the references of the manuscripts' lists as they stand in the text."""
    for manuscript in project.manuscripts:
        for reference in manuscript.listed.values():
            yield entry_of(manuscript, reference)


def entry_of(manuscript: Manuscript, reference: Reference) -> Words:
    """Return a reference as it stands in the text, nothing where the file embeds it and does not print it."""
    return Words(manuscript, reference.span.of(manuscript.document.text), reference.span.start, reference.id, f"«{reference.raw[:40]}»")


def prose_of(project: Project) -> Iterator[Words]:
    """Yield the blocks of the manuscripts, code left out."""
    for manuscript in project.manuscripts:
        document = manuscript.document
        for block in document.blocks:
            if block.kind != "code":
                yield Words(manuscript, document.of(block), block.span.start)


def addresses(text: str) -> list[tuple[int, int]]:
    """Return where addresses, DOIs, letters' addresses and code between backticks stand in a text, in order."""
    found = [m.span() for m in _ADDRESS.finditer(text)]
    return sorted(found + [m.span() for m in _CODE.finditer(text)]) if "`" in text else found


def lies_in(places: list[tuple[int, int]], at: int) -> bool:
    """Tell whether a code point lies in one of the places.

    >>> lies_in([(2, 4), (7, 9)], 3), lies_in([(2, 4), (7, 9)], 4)
    (True, False)
    """
    before = bisect_right(places, at, key=lambda p: p[0]) - 1
    return before >= 0 and at < places[before][1]


def without_addresses(text: str) -> str:
    """Return a text with blanks for its addresses, so that all places stay."""
    return _ADDRESS.sub(lambda m: " " * len(m[0]), text)


def _described(raw: str) -> str:
    """Return a reference without addresses and what stands in brackets: the words that tell its script."""
    text = _ADDRESS.sub(" ", raw)
    for _ in range(3):  # brackets in brackets
        text = _IN_BRACKETS.sub(" ", text)
    return text


def is_latin(raw: str) -> bool:
    """Tell whether a reference is written in Latin letters, a translation in brackets left aside.

    >>> is_latin("Ivanov I.I. O dele [О деле] // Vestnik. 2010. № 5. С. 7."), is_latin("Иванов И. И. О Windows // Вестник. 2010.")
    (True, False)
    """
    return script_of(_described(raw)) == "Latn"


def is_cyrillic(raw: str) -> bool:
    """Tell whether a reference is written in Cyrillic letters, a translation in brackets left aside."""
    return script_of(_described(raw)) == "Cyrl"


def in_original(text: str, at: int) -> bool:
    """Tell whether a place lies in brackets that hold the Russian description of a work."""
    return any(len(_CYRILLIC.findall(part)) > _SOME for part in _bracketed(text, at))


def in_translation(text: str, at: int) -> bool:
    """Tell whether a place lies in brackets that hold a description in Latin letters."""
    return any(len(_LATIN.findall(part)) > max(_SOME, len(_CYRILLIC.findall(part))) for part in _bracketed(text, at))


def _bracketed(text: str, at: int) -> list[str]:
    """Return what stands in each pair of brackets around a place.

    >>> _bracketed("a (b [c] (d e)) f", 11)
    ['b [c] (d e)', 'd e']
    """
    first, last = max(0, at - _NEAR), at + _NEAR  # a description is shorter
    opened: list[int] = []
    for match in _BRACKET.finditer(text, first, at):
        if match[0] in "([":
            opened.append(match.end())
        elif opened:
            opened.pop()
    found, depth = [], len(opened)
    for match in _BRACKET.finditer(text, at, last):
        depth += 1 if match[0] in "([" else -1
        if depth < len(opened):
            found.append(text[opened.pop() : match.start()])
    return [*(text[start:last] for start in opened), *reversed(found)]
