"""CK307: one author romanised in two ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.words import entry_of
from citekit.language import fold
from citekit.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK307"
NAME = "name-in-two-ways"
SEVERITY: Severity = "warning"
WHY = "«Ryazantsev» and «Riazantsev» in one list are two persons for every index: a list keeps to one system of transliteration."
FIX = "Puts the form that the list uses first, with `--unsafe`: the other may be the one that the author uses."
EXAMPLE = {
    "paper.txt": "Литература\n\n1. Иванов И. И. Реформа местного управления // Вестник. 2015. № 2. С. 45–58.\n2. Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 с.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n4. Рязанцев С. В. Новые подходы к миграции // Полис. 2020. № 7. С. 5–17.\n\nReferences\n\n1. Ivanov I. I. Reforma mestnogo upravleniya [Reform of local government]. Vestnik, 2015, no. 2, pp. 45–58.\n2. Ryazantsev S. V. Trudovaya migratsiya [Labour migration]. Moscow, Nauka Publ., 2018, 240 p.\n3. Sidorov A. B. Politika pamyati [Politics of memory]. Polis, 2019, no. 3, pp. 101–115.\n4. Riazantsev S. V. Novye podkhody k migratsii [New approaches to migration]. Polis, 2020, no. 7, pp. 5–17.\n"
}

_ALIKE = 70.0  # of 100


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the second form of a name in the romanised list."""
    if not any(m.listed for m in project.manuscripts):
        return
    from rapidfuzz import fuzz

    for manuscript in project.manuscripts:
        for twins in manuscript.twins:
            forms: dict[str, str] = {}
            for first, second in twins.pairs:
                if len(first.record.author) != len(second.record.author):
                    continue
                for own, other in zip(first.record.author, second.record.author, strict=True):
                    if own.family.isascii() or not other.family.isascii() or fuzz.ratio(fold(own.family), fold(other.family)) < _ALIKE:
                        continue
                    form = forms.setdefault(own.family, other.family)
                    if form.casefold() == other.family.casefold():
                        continue
                    words = entry_of(manuscript, second)
                    at = words.text.find(other.family)
                    place = Span(at, at + len(other.family)) if at >= 0 else Span(0, len(words.text))
                    message = f"«{own.family}» is {other.family} here and {form} before"
                    yield words.finding(CODE, message, place, severity=SEVERITY, replacement=form if at >= 0 else None, safe=False)
