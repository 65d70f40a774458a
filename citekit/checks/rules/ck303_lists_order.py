"""CK303: a work that stands at another number in the second list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.cited import rising
from citekit.language.typography import cut_to

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.checks.project import Manuscript, Project
    from citekit.checks.twins import Twins
    from citekit.model import Diagnostic, Reference, Severity

CODE = "CK303"
NAME = "lists-order"
SEVERITY: Severity = "warning"
WHY = (
    "Where both lists are numbered, [5] must be the same work in each. Asked of numbered lists, and of others where the journal's "
    "profile wants the second in the order of the first."
)
FIX = ""
EXAMPLE = {
    "paper.txt": "Литература\n\n1. Иванов И. И. Реформа местного управления // Вестник. 2015. № 2. С. 45–58.\n2. Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 с.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n4. Рязанцев С. В. Новые подходы к миграции // Полис. 2020. № 7. С. 5–17.\n\nReferences\n\n1. Ivanov I. I. Reforma mestnogo upravleniya [Reform of local government]. Vestnik, 2015, no. 2, pp. 45–58.\n2. Sidorov A. B. Politika pamyati [Politics of memory]. Polis, 2019, no. 3, pp. 101–115.\n3. Ryazantsev S. V. Trudovaya migratsiya [Labour migration]. Moscow, Nauka Publ., 2018, 240 p.\n4. Ryazantsev S. V. Novye podkhody k migratsii [New approaches to migration]. Polis, 2020, no. 7, pp. 5–17.\n"
}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the works that changed places, and where the numbers begin to differ."""
    wanted = project.journal is not None and project.journal.lists == "two" and project.journal.second.order in {"", "same"}
    for manuscript in project.manuscripts:
        for twins in manuscript.twins:
            if wanted or all(r.number for r in (*twins.first, *twins.second)):
                yield from _moved(manuscript, twins)


def _moved(manuscript: Manuscript, twins: Twins) -> Iterator[Diagnostic]:
    place = {r.id: at for at, r in enumerate(twins.second)}
    places = [place[b.id] for _, b in twins.pairs]
    kept = set(rising(places))
    shift = 0
    for at, (first, second) in enumerate(twins.pairs):
        a, b = _number(first, twins.first), _number(second, twins.second)
        if at not in kept:
            message = f"«{cut_to(second.raw)}» is {b} here and {a} in «{twins.names[0]}»"
            yield manuscript.finding(CODE, message, second.span, severity=SEVERITY, record=second.id)
        elif len(kept) == len(places) and b - a != shift:
            shift = b - a
            if shift:
                message = f"from here on the numbers differ from «{twins.names[0]}»: {b} is {a} there"
                yield manuscript.finding(CODE, message, second.span, severity=SEVERITY, record=second.id)


def _number(reference: Reference, among: Sequence[Reference]) -> int:
    digits = re.sub(r"\D", "", reference.number)
    return int(digits) if digits else 1 + [r.id for r in among].index(reference.id)
