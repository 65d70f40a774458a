"""CK401: « // » or « — » of GOST left between the parts of a reference in the romanised list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.twins import romanised_entries
from citekit.checks.words import addresses, in_original, lies_in
from citekit.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK401"
NAME = "gost-separators"
SEVERITY: Severity = "warning"
WHY = (
    "The double slash and the dashes between areas are GOST's own. Indexes that read References take « // » for a part of the title, "
    "and editors abroad for a mistake: a comma or a full stop stands there."
)
FIX = "Puts a full stop for « // » and takes the dash after a full stop out, with `--unsafe`: the journal's own form decides."
EXAMPLE = {
    "paper.txt": "Литература\n\n1. Иванов И. И. Реформа местного управления // Вестник. 2015. № 2. С. 45–58.\n2. Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 с.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n\nReferences\n\n1. Ivanov I. I. Reforma mestnogo upravleniya // Vestnik. 2015. no. 2. pp. 45–58.\n2. Ryazantsev S. V. Trudovaya migratsiya. – Moscow: Nauka, 2018. – 240 p.\n3. Sidorov A. B. Politika pamyati. Polis, 2019, no. 3, pp. 101–115.\n"
}

_SLASHES = re.compile(r"(?<=[^\s/:])(?P<stop>[.?!]?)\s+//\s+(?=\S)")
_DASH = re.compile(r"(?<=[.,])\s+[–—]\s+(?=[\w(\[«“\"])(?![^\[\]]{0,200}\])")


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the separators of GOST in romanised lists."""
    for reference, words in romanised_entries(project):
        taken = addresses(words.text)
        for pattern, mark in ((_SLASHES, "//"), (_DASH, "—")):
            for match in pattern.finditer(words.text):
                if lies_in(taken, match.start()) or in_original(words.text, match.start()):
                    continue
                at = match.start() + len(match[0]) - len(match[0].lstrip(".?! \t\r\n"))
                place = Span(at, at + len(mark.strip()))
                new = (match["stop"] or ".") + " " if mark == "//" else " "
                whole = Span(*match.span())
                message = f"«{match[0].strip(' .,')}» of GOST stands between the parts of «{reference.raw[:60]}»"
                yield words.finding(CODE, message, place, severity=SEVERITY, replacement=new, safe=False, over=whole)
