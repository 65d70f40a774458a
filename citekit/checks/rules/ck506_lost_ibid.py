"""CK506: «Там же» or Ibid. that follows nothing it could mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK506"
NAME = "lost-ibid"
SEVERITY: Severity = "warning"
WHY = "«Там же» means the one work of the note before. After a note that was taken out, or that names several works, it means nothing, or another work than its author thinks."
FIX = ""
EXAMPLE = {
    "paper.txt": "Одно известно¹. Другое нет².\n\n¹ Там же. С. 5.\n² Иванов И. И. Реформа // Вестник. 2015. № 2. С. 45–58.\n\nЛитература\n\n1. Иванов И. И. Реформа // Вестник. 2015. № 2. С. 45–58.\n2. Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 с.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n"
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the repeats of nothing."""
    for manuscript in project.manuscripts:
        for citation in manuscript.citations:
            if any(c.form == "ibid" and c.ref is None for c in citation.cites):
                message = f"«{citation.raw[:60]}» follows no note whose one work it could mean"
                yield manuscript.finding(CODE, message, citation.span, severity=SEVERITY)
