"""CK402: Т., С., №, «и др.» in a reference written in Latin letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.twins import romanised_lists
from citekit.checks.words import entries_of, in_original, is_latin
from citekit.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK402"
NAME = "russian-labels"
SEVERITY: Severity = "warning"
WHY = (
    "In a reference in Latin letters the labels are Latin too: vol., no., iss., p. and pp., et al. A Russian «С. 5–10» there is "
    "read as a part of the title by indexes. In a list by GOST «№» may stay."
)
FIX = "Puts vol., no., iss., p. or pp. before figures, p. after the number of pages, et al. for «и др.»; other words a person translates."
EXAMPLE = {
    "paper.txt": "Литература\n\n1. Иванов И. И. Реформа местного управления // Вестник. 2015. № 2. С. 45–58.\n2. Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 с.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n\nReferences\n\n1. Ivanov I. I. Reforma mestnogo upravleniya. Vestnik, 2015, № 2, С. 45–58.\n2. Ryazantsev S. V. и др. Trudovaya migratsiya. Moscow, Nauka Publ., 2018, 240 с.\n3. Sidorov A. B. Politika pamyati. Polis, 2019, Вып. 3, pp. 101–115.\n"
}

# what stands in Cyrillic, and what is said for it in Latin
_LABELS = (
    (re.compile(r"(?<!\w)([Сс]{1,2}\.?|[Сс]тр\.)(?=\s{0,2}\d+\s?[-–—]\s?\d)"), "pp."),
    (re.compile(r"(?<!\w)([Сс]\.|[Сс]тр\.)(?=\s{0,2}\d+(?!\d|\s?[-–—]\s?\d))"), "p."),
    (re.compile(r"(?<=\d\s)(с\.|стр\.)(?!\s?\d)"), "p."),
    (re.compile(r"(?<!\w)(Т\.|т\.|Том)(?=\s{0,2}[\dIVXLC])"), "vol."),
    (re.compile(r"(?<!\w)([Вв]ып\.)(?=\s{0,2}[\dIVXLC])"), "iss."),
    (re.compile(r"(?<!\w)([Чч]\.)(?=\s{0,2}[\dIVXLC])"), "pt."),
    (re.compile(r"(?<!\w)(и\s+др\.|и\s+др(?=\s))"), "et al."),
    (
        re.compile(r"(?<!\w)(под\s+(?:общ(?:ей|\.)\s+)?ред(?:\.|акцией)|[Сс]ост\.|[Пп]ер\.\s+с\s+\w+\.|[Оо]тв\.\s+ред\.|[Ии]зд-во)"),
        "",
    ),
)
# in a list by GOST these may stand beside a Latin description
_ROMANISED = ((re.compile(r"№(?=\s{0,2}\d)"), "no."), (re.compile(r"(?<!\w)(?:дата\s+обращения|Электронный\s+ресурс|Режим\s+доступа)"), ""))


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the Russian labels of references in Latin letters."""
    romanised = {r.id for m in project.manuscripts for references in romanised_lists(m) for r in references}
    for words in entries_of(project):
        if words.text.isascii() or not is_latin(words.text):
            continue
        patterns = (*_LABELS, *_ROMANISED) if words.record in romanised else _LABELS
        for pattern, latin in patterns:
            for match in pattern.finditer(words.text):
                if in_original(words.text, match.start()):
                    continue
                meant = f"; meant is «{latin}»" if latin else ""
                message = f"«{match[0]}» in a reference in Latin letters{meant}"
                yield words.finding(CODE, message, Span(*match.span()), severity=SEVERITY, replacement=latin or None)
