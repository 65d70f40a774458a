"""CK102: a mark of one letter (С., Т., М.) in the other script's letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.words import entries_of, is_cyrillic, is_latin
from citekit.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK102"
NAME = "lone-homoglyphs"
SEVERITY: Severity = "warning"
WHY = (
    "«C. 5–10» with a Latin C, «T. 3» with a Latin T, «M.» for Москва with a Latin M, or an initial: nobody sees it, and every "
    "program that reads the list (indexes, deduplication, the next editor's search) misses the pages, the volume, the author."
)
FIX = "Puts the letter of the entry's own script where what follows leaves no doubt (a mark before figures, a place before its publisher); initials with `--unsafe`."
EXAMPLE = {"paper.txt": "Литература\n\n1. Иванов И. И. Дело // Вестник. 2010. T. 5, № 2. C. 5–10.\n2. Петров П. П. Слово. M.: Наука, 2011. 120 c.\n3. Сидоров С. С. Речь // Вестник. 2012. Т. 7. С. 11–15.\n"}  # fmt: skip

_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXc", "АВСЕНКМОРТХс")
_TO_LATIN = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")
# in a Russian reference, Latin letters: C. 5, T. 5, 120 c., M.: Наука
_RUSSIAN = re.compile(r"(?<![\w.])(?:(?P<mark>[CT])(?=\.\s{0,2}\d)|(?<=\d\s)(?P<pages>c)(?=\.)|(?P<place>M)(?=\.\s{0,2}:|\.,\s?\d{4}))")
_INITIAL = re.compile(
    r"(?<=[А-Яа-яЁё],\s)[ABCEHKMOPTX](?=\.)|(?<=[а-яё]\s)[ABCEHKMOPTX](?=\.\s?[А-ЯЁABCEHKMOPTX]\.)|(?<=[А-ЯЁ]\.)\s?[ABCEHKMOPTX](?=\.)"
)
# in a Latin one, Cyrillic letters: Р. 5
_ROMANISED = re.compile(r"(?<![\w.])Р(?=\.\s{0,2}\d)")


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the lone letters of the other script in the references of the lists."""
    for words in entries_of(project):
        text = words.text
        if text.isascii():
            continue
        if is_cyrillic(text):
            for match in _RUSSIAN.finditer(text):
                letter = match[0]
                message = f"a Latin {letter} in «{_around(text, match)}»; meant is the Cyrillic {letter.translate(_TO_CYRILLIC)}"
                yield words.finding(
                    CODE, message, Span(*match.span()), severity=SEVERITY, replacement=letter.translate(_TO_CYRILLIC), safe=True
                )
            for match in _INITIAL.finditer(text):
                if any(c.isascii() and c.isalpha() for c in text[max(0, match.start() - 3) : match.start()]):
                    continue  # after a Latin name or initial
                letter = match[0].strip()
                at = match.end() - 1
                message = f"a Latin {letter} as initial in «{_around(text, match)}»; meant is the Cyrillic {letter.translate(_TO_CYRILLIC)}"
                yield words.finding(
                    CODE, message, Span(at, at + 1), severity=SEVERITY, replacement=letter.translate(_TO_CYRILLIC), safe=False
                )
        elif is_latin(text):
            for match in _ROMANISED.finditer(text):
                message = f"a Cyrillic {match[0]} in «{_around(text, match)}»; meant is the Latin {match[0].translate(_TO_LATIN)}"
                yield words.finding(CODE, message, Span(*match.span()), severity=SEVERITY, replacement=match[0].translate(_TO_LATIN))


def _around(text: str, match: re.Match[str]) -> str:
    return " ".join(text[max(0, match.start() - 12) : match.end() + 10].split())
