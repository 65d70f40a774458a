"""CK301: two lists of the same works that are not equally long."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK301"
NAME = "lists-count"
SEVERITY: Severity = "warning"
WHY = "«Литература» and «References» are one list in two scripts. Where one is longer, a work was added to one of them alone, and all numbers after it mean another work."
FIX = ""
EXAMPLE = {
    "paper.txt": "Литература\n\n1. Иванов И. И. Реформа местного управления // Вестник. 2015. № 2. С. 45–58.\n2. Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 с.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n4. Рязанцев С. В. Новые подходы к миграции // Полис. 2020. № 7. С. 5–17.\n\nReferences\n\n1. Ivanov I. I. Reforma mestnogo upravleniya [Reform of local government]. Vestnik, 2015, no. 2, pp. 45–58.\n2. Ryazantsev S. V. Trudovaya migratsiya [Labour migration]. Moscow, Nauka Publ., 2018, 240 p.\n3. Sidorov A. B. Politika pamyati [Politics of memory]. Polis, 2019, no. 3, pp. 101–115.\n"
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the second lists that are longer or shorter than the first."""
    for manuscript in project.manuscripts:
        for twins in manuscript.twins:
            if len(twins.first) != len(twins.second):
                one, other = twins.names
                message = f"«{one}» has {len(twins.first)} works, «{other}» {len(twins.second)}"
                yield manuscript.finding(CODE, message, twins.second[0].span, severity=SEVERITY, record=twins.second[0].id)
