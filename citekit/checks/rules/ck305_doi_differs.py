"""CK305: a work that has another DOI in the second list, or has one in one list alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.language.typography import cut_to
from citekit.model.identifiers import find_dois

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Reference, Severity

CODE = "CK305"
NAME = "doi-differs"
SEVERITY: Severity = "warning"
WHY = "A DOI is the same in both lists. Two different ones mean that one belongs to another work (or to its translation); one that stands in one list alone is lost for the readers of the other."
FIX = ""
EXAMPLE = {
    "paper.txt": "Литература\n\n1. Иванов И. И. Реформа местного управления // Вестник. 2015. № 2. С. 45–58. DOI: 10.1000/v.45\n2. Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 с.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n4. Рязанцев С. В. Новые подходы к миграции // Полис. 2020. № 7. С. 5–17. DOI: 10.1000/p.5\n\nReferences\n\n1. Ivanov I. I. Reforma mestnogo upravleniya [Reform of local government]. Vestnik, 2015, no. 2, pp. 45–58. DOI: 10.1000/v.46\n2. Ryazantsev S. V. Trudovaya migratsiya [Labour migration]. Moscow, Nauka Publ., 2018, 240 p.\n3. Sidorov A. B. Politika pamyati [Politics of memory]. Polis, 2019, no. 3, pp. 101–115.\n4. Ryazantsev S. V. Novye podkhody k migratsii [New approaches to migration]. Polis, 2020, no. 7, pp. 5–17.\n"
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the works whose DOI differ; one that is missing is an information."""
    for manuscript in project.manuscripts:
        for twins in manuscript.twins:
            for first, second in twins.pairs:
                one, other = _doi(first), _doi(second)
                if one and other and one != other:
                    message = f"the DOI is {other} here and {one} in «{twins.names[0]}»"
                    yield manuscript.finding(CODE, message, second.span, severity=SEVERITY, record=second.id)
                elif not (one and other) and (one or other):
                    bare, where = (second, twins.names[0]) if one else (first, twins.names[1])
                    message = f"«{cut_to(bare.raw)}» has no DOI here; in «{where}» it has {one or other}"
                    yield manuscript.finding(CODE, message, bare.span, severity="info", record=bare.id)


def _doi(reference: Reference) -> str:
    """Return the DOI that stands in a reference."""
    found = find_dois(reference.raw)
    return found[0].value if found else reference.record.doi
