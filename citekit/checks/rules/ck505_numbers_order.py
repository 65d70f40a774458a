"""CK505: numbers that are cited out of order, where the list is in the order of citation."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from citekit.checks.cited import rising
from citekit.checks.twins import second_faces
from citekit.language import script_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.checks.project import Manuscript, Project
    from citekit.model import Diagnostic, Reference, Severity
    from citekit.parsers.citations.cited import Citation

CODE = "CK505"
NAME = "numbers-out-of-order"
SEVERITY: Severity = "warning"
WHY = (
    "In a list in the order of citation [5] is not cited before [4]. Asked where most numbers first appear in order and the list is "
    'not alphabetical, or where the journal\'s profile says `order = "appearance"`.'
)
FIX = ""
EXAMPLE = {
    "paper.txt": "Одно известно [1], другое нет [2]. Третье спорно [4], четвёртое забыто [3], пятое ново [5].\n\nЛитература\n\n1. Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 с.\n2. Иванов И. И. Реформа // Вестник. 2015. № 2. С. 45–58.\n3. Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.\n4. Белов Б. Б. Право. СПб.: Питер, 2017. 180 с.\n5. Козлов К. К. Порядок. СПб.: Питер, 2016. 80 с.\n"
}

_LEAST = 4  # works: fewer show no order
_ORDERLY = 0.7  # share of numbers that rise: below it nobody meant an order
_ALPHABETICAL = 0.85


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the first citations of numbers that come too early."""
    wanted = project.journal is not None and project.journal.first.order == "appearance"
    for manuscript in project.manuscripts:
        faces = second_faces(manuscript)
        listed = [r for r in manuscript.listed.values() if r.id not in faces]
        if len(listed) >= _LEAST and (wanted or not _is_alphabetical(listed)):
            yield from _early(manuscript, [r.id for r in listed], wanted=wanted)


def _early(manuscript: Manuscript, listed: Sequence[str], *, wanted: bool) -> Iterator[Diagnostic]:
    place = {name: at for at, name in enumerate(listed)}
    first: dict[str, Citation] = {}
    for citation in manuscript.citations:
        if citation.kind == "numeric":
            for cited in citation.cites:
                if cited.ref in place:
                    first.setdefault(cited.ref, citation)
    names = list(first)
    kept = set(rising([place[name] for name in names]))
    if len(names) < _LEAST or (not wanted and len(kept) < _ORDERLY * len(names)):
        return
    for at, name in enumerate(names):
        if at in kept:
            continue
        reference, citation = manuscript.listed[name], first[name]
        number = reference.number.strip("[]. ()") or str(place[name] + 1)
        later = next((names[k] for k in sorted(kept) if place[names[k]] > place[name]), "")
        beside = place[later] + 1 if later and names.index(later) < at else 0
        said = f"after {beside}" if beside else f"before {_before(place, names, at)}"
        message = f"{number} is first cited here, {said}: «{reference.raw[:60]}»"
        yield manuscript.finding(CODE, message, citation.span, severity=SEVERITY, record=name)


def _before(place: dict[str, int], names: Sequence[str], at: int) -> int:
    """Return the least number below the one at ``at`` that comes after it."""
    return min(place[n] + 1 for n in names[at:] if place[n] <= place[names[at]])


def _is_alphabetical(listed: Sequence[Reference]) -> bool:
    """Tell whether nearly all works stand in the order of the alphabet, each script by itself."""
    keys = [(script_of(r.raw), r.raw.lstrip('«"“*_ ').casefold().replace("ё", "е")) for r in listed]
    pairs = [(a, b) for a, b in pairwise(keys) if a[0] == b[0]]
    return sum(a <= b for a, b in pairs) >= _ALPHABETICAL * max(1, len(pairs))
