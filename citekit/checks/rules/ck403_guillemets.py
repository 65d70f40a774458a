"""CK403: «quotation marks» of Russian in a romanised reference."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.twins import romanised_entries
from citekit.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK403"
NAME = "guillemets"
SEVERITY: Severity = "warning"
WHY = "«Guillemets» are Russian. In References English quotation marks stand, or none: «Nauka» is Nauka Publ."
FIX = "Puts “ ” for « », with `--unsafe`: around a publisher's name the journal may want none."
EXAMPLE = {
    "paper.txt": "Литература\n\n1. Иванов И. И. Реформа местного управления // Вестник. 2015. № 2. С. 45–58.\n2. Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 с.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n\nReferences\n\n1. Ivanov I. I. Reforma mestnogo upravleniya. «Vestnik», 2015, no. 2, pp. 45–58.\n2. Ryazantsev S. V. Trudovaya migratsiya. Moscow, Nauka Publ., 2018, 240 p.\n3. Sidorov A. B. Politika pamyati. Polis, 2019, no. 3, pp. 101–115.\n"
}

_QUOTED = re.compile(r"«([^«»]{1,200})»")


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the words in guillemets of romanised references."""
    for reference, words in romanised_entries(project):
        if "«" not in reference.raw:
            continue
        for match in _QUOTED.finditer(words.text):
            if match[1].isascii():
                message = f"{match[0][:60]} stands in Russian quotation marks"
                yield words.finding(CODE, message, Span(*match.span()), severity=SEVERITY, replacement=f"“{match[1]}”", safe=False)
