"""CK308: a Russian work in References without «(In Russ.)» where the others have it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.language import script_of
from citekit.language.typography import cut_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK308"
NAME = "no-language-note"
SEVERITY: Severity = "warning"
WHY = (
    "«(In Russ.)» tells a reader abroad that the work behind an English title is in Russian. Asked where the journal's profile has a "
    "`note`, or where most Russian works of the list have one."
)
FIX = ""
EXAMPLE = {
    "paper.txt": "Литература\n\n1. Иванов И. И. Реформа местного управления // Вестник. 2015. № 2. С. 45–58.\n2. Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 с.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n\nReferences\n\n1. Ivanov I. I. Reforma mestnogo upravleniya [Reform of local government]. Vestnik, 2015, no. 2, pp. 45–58. (In Russ.)\n2. Ryazantsev S. V. Trudovaya migratsiya [Labour migration]. Moscow, Nauka Publ., 2018, 240 p. (In Russ.)\n3. Sidorov A. B. Politika pamyati [Politics of memory]. Polis, 2019, no. 3, pp. 101–115.\n"
}

_NOTE = re.compile(r"\(?\b(?:in\s+)?rus(?:s|s?ian)?\b", re.IGNORECASE)
_NOTED = re.compile(
    r"[(\[]\s*(?:in\s+)?Russ?(?:ian)?\.?\s*[)\]]|(?<!\w)in\s+Russ?(?:ian)?(?!\w)|(?<=[.;:]\s)Russian(?=\s*(?:[(.]|https?:|doi|$))",
    re.IGNORECASE,
)
_MOST = 0.6  # share of Russian works that have the note: above it the list has the custom


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the Russian works without the note."""
    wanted = project.journal is not None and bool(_NOTE.search(project.journal.second.options.get("note", "")))
    for manuscript in project.manuscripts:
        for twins in manuscript.twins:
            russian = [b for a, b in twins.pairs if script_of(a.record.title or a.raw) == "Cyrl"]
            bare = [r for r in russian if not _NOTED.search(r.raw)]
            if not (wanted or len(russian) - len(bare) >= _MOST * len(russian)):
                continue
            for reference in bare:
                message = f"«{cut_to(reference.raw)}» has no note that it is in Russian"
                yield manuscript.finding(CODE, message, reference.span, severity=SEVERITY, record=reference.id)
