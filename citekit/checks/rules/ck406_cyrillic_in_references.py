"""CK406: a reference, or a part of one, left in Cyrillic in the romanised list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.words import entry_of, in_original, is_cyrillic, without_addresses
from citekit.language.typography import cut_to
from citekit.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK406"
NAME = "cyrillic-in-references"
SEVERITY: Severity = "warning"
WHY = "The second list is made for readers and indexes that know no Cyrillic: what is left in it they drop. Asked where «Литература» stands before it; what stands in brackets (the original title) is left in peace."
FIX = ""
EXAMPLE = {
    "paper.txt": "Литература\n\n1. Иванов И. И. Реформа местного управления // Вестник. 2015. № 2. С. 45–58.\n2. Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 с.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n\nReferences\n\n1. Ivanov I. I. Реформа местного управления. Vestnik, 2015, no. 2, pp. 45–58.\n2. Ryazantsev S. V. Trudovaya migratsiya. Moscow, Nauka Publ., 2018, 240 p.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n"
}

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORDS = re.compile(r"[А-Яа-яЁё]{4,}(?:[\s-]+[А-Яа-яЁё]+)*")


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the Cyrillic words of second lists."""
    for manuscript in project.manuscripts:
        for twins in manuscript.twins:
            for reference in twins.second:
                words = entry_of(manuscript, reference)
                if is_cyrillic(reference.raw):
                    message = f"«{cut_to(reference.raw)}» is left in Cyrillic"
                    yield words.finding(CODE, message, Span(0, len(words.text)), severity=SEVERITY)
                    continue
                plain = _BRACKETED.sub(lambda m: " " * len(m[0]), without_addresses(words.text))
                for match in _WORDS.finditer(plain):
                    if in_original(words.text, match.start()):
                        continue
                    yield words.finding(CODE, f"«{match[0][:60]}» is left in Cyrillic", Span(*match.span()), severity=SEVERITY)
