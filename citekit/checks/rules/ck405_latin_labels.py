"""CK405: vol., pp., et al. in a Russian reference."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.words import entries_of, in_translation, is_cyrillic
from citekit.language import language_of
from citekit.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK405"
NAME = "latin-labels"
SEVERITY: Severity = "warning"
WHY = "A reference is described in the language of its work: a Russian one has Т., №, С. and «и др.». Programs that know one language print vol., pp. and et al. into all."
FIX = "Puts Т., №, Вып., С. before figures, «с.» after the number of pages, «и др.» for et al.; in Russian references alone."
EXAMPLE = {
    "paper.txt": "Литература\n\n1. Иванов И. И., Петров П. П. et al. Реформа местного управления // Вестник. 2015. Vol. 5, no. 2. pp. 45–58.\n2. Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 p.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n"
}

_LABELS = (
    (re.compile(r"(?<!\w)[Pp]{1,2}\.(?=\s{0,2}\d)"), "С."),
    (re.compile(r"(?<=\d\s)pp?\.(?!\s?\d)"), "с."),
    (re.compile(r"(?<!\w)[Vv]ol\.(?=\s{0,2}[\dIVXLC])"), "Т."),
    (re.compile(r"(?<!\w)(?:[Nn]o\.|[Nn]o(?=\s\d)|N\.)(?=\s{0,2}\d)"), "№"),
    (re.compile(r"(?<!\w)[Ii]ss\.(?=\s{0,2}\d)"), "Вып."),
    (re.compile(r"(?<!\w)et\s+al\.?(?!\w)"), "и др."),
)


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the Latin labels of Russian references."""
    for words in entries_of(project):
        if not is_cyrillic(words.text):
            continue
        russian = language_of(words.text) == "ru"
        for pattern, label in _LABELS:
            for match in pattern.finditer(words.text):
                if in_translation(words.text, match.start()) or _is_translated(words.text, match.start()):
                    continue
                message = f"«{match[0]}» in a reference in Cyrillic letters" + (f"; meant is «{label}»" if russian else "")
                yield words.finding(CODE, message, Span(*match.span()), severity=SEVERITY, replacement=label if russian else None)


def _is_translated(text: str, at: int) -> bool:
    """Tell whether a place lies in a Latin stretch: another work's description, or the title of a foreign journal."""
    near = text[max(0, at - 60) : at]
    latin = sum("A" <= c.upper() <= "Z" for c in near)
    return latin > sum("\u0400" <= c <= "\u04ff" for c in near)
