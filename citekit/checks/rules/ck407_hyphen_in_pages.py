"""CK407: pages joined by a hyphen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.words import addresses, entries_of, lies_in
from citekit.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK407"
NAME = "hyphen-in-pages"
SEVERITY: Severity = "info"
DEFAULT = False
WHY = "GOST and APA join pages by a dash (С. 45–58), typewriters by a hyphen. Many journals set it themselves, so this is asked only where it is selected."
FIX = "Puts an en dash between the pages."
EXAMPLE = {
    "paper.txt": "Литература\n\n1. Иванов И. И. Реформа местного управления // Вестник. 2015. № 2. С. 45-58.\n2. Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 с.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n"
}

_PAGES = re.compile(r"(?<!\w)(?:[СсPp]|pp|Pp|стр)\.\s{0,2}\d{1,5}(?P<hyphen>\s?-\s?)\d{1,5}(?![\w-])")


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the hyphens between pages."""
    for words in entries_of(project):
        taken = addresses(words.text)
        for match in _PAGES.finditer(words.text):
            if not lies_in(taken, match.start()):
                message = f"a hyphen joins the pages in «{match[0]}»"
                yield words.finding(CODE, message, Span(*match.span("hyphen")), severity=SEVERITY, replacement="–")
