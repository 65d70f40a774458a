"""CK304: a work whose year, volume, issue or pages differ between the two lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.words import entry_of, without_addresses
from citekit.model import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Manuscript, Project
    from citekit.checks.twins import Pair
    from citekit.model import Diagnostic, Record

CODE = "CK304"
NAME = "figures-differ"
SEVERITY: Severity = "warning"
WHY = "The year, volume, issue and pages of a work are the same in every language: where the lists differ, one of them is mistyped."
FIX = ""
EXAMPLE = {
    "paper.txt": "Литература\n\n1. Иванов И. И. Реформа местного управления // Вестник. 2015. № 2. С. 45–58.\n2. Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 с.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n4. Рязанцев С. В. Новые подходы к миграции // Полис. 2020. № 7. С. 5–17.\n\nReferences\n\n1. Ivanov I. I. Reforma mestnogo upravleniya [Reform of local government]. Vestnik, 2016, no. 2, pp. 45–58.\n2. Ryazantsev S. V. Trudovaya migratsiya [Labour migration]. Moscow, Nauka Publ., 2018, 240 p.\n3. Sidorov A. B. Politika pamyati [Politics of memory]. Polis, 2019, no. 3, pp. 101–105.\n4. Ryazantsev S. V. Novye podkhody k migratsii [New approaches to migration]. Polis, 2020, no. 7, pp. 5–17.\n"
}

_FIGURE = re.compile(r"\d+")
_FIELDS = (
    ("issued", "year"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("page", "pages"),
    ("number_of_pages", "number of pages"),
)


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the figures that differ."""
    for manuscript in project.manuscripts:
        for twins in manuscript.twins:
            for pair in twins.pairs:
                yield from _differing(manuscript, pair, twins.names[0])


def _differing(manuscript: Manuscript, pair: Pair, other: str) -> Iterator[Diagnostic]:
    first, second = pair
    stands = [set(_FIGURE.findall(without_addresses(r.raw))) for r in pair]
    words = entry_of(manuscript, second)
    for field, name in _FIELDS:
        a, b = (_figures(r.record, field) for r in pair)
        if not a or not b or a == b:
            continue
        odd_here, odd_there = [x for x in b if x not in stands[0]], [x for x in a if x not in stands[1]]
        if not odd_here or not odd_there:  # the figure stands in the other entry: it was read as something else there
            continue
        match = re.search(rf"(?<!\d){odd_here[0]}(?!\d)", words.text)
        place = Span(*match.span()) if match else Span(0, len(words.text))
        message = f"{name}: {'–'.join(b)} here, {'–'.join(a)} in «{other}»: «{first.raw[:60]}»"
        yield words.finding(CODE, message, place, severity=SEVERITY)


def _figures(record: Record, field: str) -> tuple[str, ...]:
    """Return the figures of a field, the last page written out: «123–8» is 123 and 128."""
    if field == "issued":
        return (str(record.year),) if record.year else ()
    found = _FIGURE.findall(getattr(record, field))
    if field == "page" and len(found) == 2 and len(found[1]) < len(found[0]):
        found[1] = found[0][: len(found[0]) - len(found[1])] + found[1]
    return tuple(found[:2])
