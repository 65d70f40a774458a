"""CK302: a work of one list that the other list has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.language.typography import cut_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK302"
NAME = "no-counterpart"
SEVERITY: Severity = "warning"
WHY = "Indexes read the romanised list alone: a work that stands only in «Литература» is cited for nobody. One that stands only in «References» was forgotten in the other."
FIX = ""
EXAMPLE = {
    "paper.txt": "Литература\n\n1. Иванов И. И. Реформа местного управления // Вестник. 2015. № 2. С. 45–58.\n2. Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 с.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n4. Рязанцев С. В. Новые подходы к миграции // Полис. 2020. № 7. С. 5–17.\n\nReferences\n\n1. Ivanov I. I. Reforma mestnogo upravleniya [Reform of local government]. Vestnik, 2015, no. 2, pp. 45–58.\n2. Ryazantsev S. V. Trudovaya migratsiya [Labour migration]. Moscow, Nauka Publ., 2018, 240 p.\n3. Ryazantsev S. V. Novye podkhody k migratsii [New approaches to migration]. Polis, 2020, no. 7, pp. 5–17.\n"
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the works without a counterpart."""
    for manuscript in project.manuscripts:
        for twins in manuscript.twins:
            paired = {r.id for pair in twins.pairs for r in pair}
            for references, other in ((twins.first, twins.names[1]), (twins.second, twins.names[0])):
                for reference in references:
                    if reference.id not in paired:
                        number = f"{reference.number}. " if reference.number and not reference.raw.startswith(reference.number) else ""
                        message = f"«{number}{cut_to(reference.raw, 100)}» is not in «{other}»"
                        yield manuscript.finding(CODE, message, reference.span, severity=SEVERITY, record=reference.id)
