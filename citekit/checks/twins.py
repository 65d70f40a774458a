"""Two lists of one manuscript that shall hold the same works: «Литература» and its romanised «References»."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from citekit.checks.words import is_cyrillic
from citekit.language import fold, script_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.checks.project import Manuscript
    from citekit.model import Reference
    from citekit.parsers.extraction import ReferenceList

__all__ = ["Pair", "Twins", "romanised_lists", "second_faces", "twins_of"]

_REFERENCES = re.compile(r"references?|reference list|bibliography|works cited", re.IGNORECASE)
_ALIKE = 85.0  # of 100: titles in one script that are one title
_LEAST = 3  # works: shorter lists say nothing

Pair = tuple["Reference", "Reference"]


class Twins(NamedTuple):
    """Two lists, their headings and references, and the pairs that are one work, in the first list's order."""

    headings: tuple[str, str]
    first: tuple[Reference, ...]
    second: tuple[Reference, ...]
    pairs: tuple[Pair, ...]

    @property
    def names(self) -> tuple[str, str]:
        """What the lists are called in a message."""
        a, b = (re.sub(r"[#*_:\s]+", " ", h).strip() for h in self.headings)
        return a or "the first list", b or "the second list"


def twins_of(manuscript: Manuscript) -> Iterator[Twins]:
    """Yield the neighbouring lists of a manuscript that are two faces of one."""
    extraction, listed = manuscript.extraction, manuscript.listed
    for one, other in pairwise(extraction.lists):
        first, second = (tuple(listed[name] for name in part.references if name in listed) for part in (one, other))
        if min(len(first), len(second)) < _LEAST or not _are_faces(one, other, first, second):
            continue
        known = {a: b for a, b in extraction.faces if a in one.references}
        pairs = [(listed[a], listed[b]) for a, b in known.items() if b in listed]
        pairs += _more_pairs([r for r in first if r.id not in known], [r for r in second if r.id not in known.values()])
        if 2 * len(pairs) > min(len(first), len(second)):
            place = {r.id: at for at, r in enumerate(first)}
            yield Twins((one.heading, other.heading), first, second, tuple(sorted(pairs, key=lambda p: place[p[0].id])))


def second_faces(manuscript: Manuscript) -> frozenset[str]:
    """Return the ids of references that only repeat another list's: nothing need cite them."""
    return frozenset(r.id for twins in twins_of(manuscript) for r in twins.second)


def _are_faces(one: ReferenceList, other: ReferenceList, first: Sequence[Reference], second: Sequence[Reference]) -> bool:
    """Tell whether the first list is in Cyrillic (for a good part) and the second is not, by its heading or all its works."""
    cyrillic = [sum(is_cyrillic(r.raw) for r in part) / len(part) for part in (first, second)]
    headed = script_of(one.heading) == "Cyrl" and _REFERENCES.search(other.heading) is not None
    return cyrillic[0] > 0.2 and (headed or cyrillic[1] < 0.3 * cyrillic[0])


def _more_pairs(first: Sequence[Reference], second: Sequence[Reference]) -> list[Pair]:
    """Return the pairs whose titles are one title, letters of both scripts read alike."""
    from rapidfuzz import fuzz

    free = {r.id: r for r in second}
    pairs = []
    for reference in first:
        title = fold(reference.record.title)
        if len(title) < 8:
            continue
        ranked = [(fuzz.ratio(title, fold(other.record.title), score_cutoff=_ALIKE), name) for name, other in free.items()]
        worth, name = max(ranked, default=(0.0, ""))
        if worth:
            pairs.append((reference, free.pop(name)))
    return pairs


def romanised_lists(manuscript: Manuscript) -> Iterator[tuple[Reference, ...]]:
    """Yield the lists that shall hold nothing of GOST: second faces, and lists headed References that are not in its style.

    A list with « // » in half of its works and no Cyrillic list before it is one by GOST, whatever its heading says.
    """
    faces = {twins.second[0].id: twins.second for twins in twins_of(manuscript)}
    listed = manuscript.listed
    for one in manuscript.extraction.lists:
        references = tuple(listed[name] for name in one.references if name in listed)
        if not references:
            continue
        if references[0].id in faces or (
            _REFERENCES.search(one.heading) and 2 * sum(" // " in r.raw for r in references) < len(references)
        ):
            yield references
