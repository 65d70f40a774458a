"""CK306: a Russian work in References by its transliteration alone, without an English title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.language import fold, script_of
from citekit.language.typography import cut_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.checks.twins import Twins
    from citekit.model import Diagnostic, Reference, Severity

CODE = "CK306"
NAME = "no-english-title"
SEVERITY: Severity = "warning"
WHY = (
    "A transliterated title says nothing to the readers whom the second list is for: journals ask for «Translit [English]» or the "
    "English title alone. Asked where the journal's profile wants it, or where other works of the list have it."
)
FIX = ""
EXAMPLE = {
    "paper.txt": "Литература\n\n1. Иванов И. И. Реформа местного управления // Вестник. 2015. № 2. С. 45–58.\n2. Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 с.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n4. Рязанцев С. В. Новые подходы к миграции // Полис. 2020. № 7. С. 5–17.\n\nReferences\n\n1. Ivanov I. I. Reforma mestnogo upravleniya [Reform of local government]. Vestnik, 2015, no. 2, pp. 45–58.\n2. Ryazantsev S. V. Trudovaya migratsiya [Labour migration]. Moscow, Nauka Publ., 2018, 240 p.\n3. Sidorov A. B. Politika pamyati. Polis, 2019, no. 3, pp. 101–115.\n4. Ryazantsev S. V. Novye podkhody k migratsii [New approaches to migration]. Polis, 2020, no. 7, pp. 5–17.\n"
}

_BRACKETS = re.compile(r"\[([^\[\]]{3,})\]")
_ALIKE = 80.0  # of 100


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the works that have a transliteration alone."""
    plan = project.journal.second.options.get("title", "") if project.journal is not None else ""
    for manuscript in project.manuscripts:
        for twins in manuscript.twins:
            bare, translated = _sorted(twins)
            if plan == "translit" or not (plan or translated):
                continue
            for second in bare:
                message = f"«{cut_to(second.raw)}» has no English title"
                yield manuscript.finding(CODE, message, second.span, severity=SEVERITY, record=second.id)


def _sorted(twins: Twins) -> tuple[list[Reference], list[Reference]]:
    """Return the Russian works of the second list that have no English title, and those that have one."""
    from rapidfuzz import fuzz

    bare: list[Reference] = []
    translated: list[Reference] = []
    for first, second in twins.pairs:
        title = fold(first.record.title)
        if not title or script_of(first.record.title) != "Cyrl":
            continue
        romanised = fuzz.partial_ratio(title, fold(_BRACKETS.sub(" ", second.raw))) >= _ALIKE
        english = any(" " in m[1].strip() or len(m[1]) > 6 for m in _BRACKETS.finditer(second.raw))
        (bare if romanised and not english else translated).append(second)
    return bare, translated
