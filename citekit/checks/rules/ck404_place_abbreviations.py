"""CK404: M., SPb., L. for a city in a romanised reference."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.twins import romanised_entries
from citekit.checks.words import in_original
from citekit.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK404"
NAME = "place-abbreviations"
SEVERITY: Severity = "warning"
WHY = "«М.» for Москва is known to readers of Russian alone: «M.:» in References tells nobody where the book was published. The city is written out: Moscow, St. Petersburg."
FIX = "Writes the city out, with `--unsafe`: journals differ in St. Petersburg, Saint Petersburg, and L. may be London."
EXAMPLE = {
    "paper.txt": "Литература\n\n1. Иванов И. И. Реформа местного управления // Вестник. 2015. № 2. С. 45–58.\n2. Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 с.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n\nReferences\n\n1. Ivanov I. I. Reforma mestnogo upravleniya. Vestnik, 2015, no. 2, pp. 45–58.\n2. Ryazantsev S. V. Trudovaya migratsiya. M.: Nauka, 2018, 240 p.\n3. Sidorov A. B. Politika pamyati. SPb.: Piter, 2019. 115 p.\n"
}

_PLACE = re.compile(r"(?<=[.\])–—-]\s)(M|М|SPb|S\.?-?Pb|СПб|L|Л)\.(?=\s?[:;]\s?[A-ZА-Я“«\"]|,\s?(?:19|20)\d\d)")
_CITIES = {"M": "Moscow", "М": "Moscow", "L": "Leningrad", "Л": "Leningrad"}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the cities that one letter stands for."""
    for _, words in romanised_entries(project):
        for match in _PLACE.finditer(words.text):
            if in_original(words.text, match.start()):
                continue
            city = _CITIES.get(match[1], "St. Petersburg")
            message = f"«{match[0]}» stands for {city}"
            yield words.finding(CODE, message, Span(*match.span()), severity=SEVERITY, replacement=city, safe=False)
