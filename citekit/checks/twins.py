"""Two lists of one manuscript that shall hold the same works: «Литература» and its romanised «References»."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from citekit.checks.words import entry_of, is_cyrillic, is_latin
from citekit.language import fold, script_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.checks.project import Manuscript, Project
    from citekit.checks.words import Words
    from citekit.model import Reference
    from citekit.parsers.extraction import ReferenceList

__all__ = ["Pair", "Twins", "find_twins", "romanised_entries", "romanised_lists", "second_faces"]

_REFERENCES = re.compile(r"references?|reference list|bibliography|works cited", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>«»]+?(?=[.,;)]*(?:\s|$|[<>«»]))")
_ALIKE = 85.0  # of 100: titles in one script that are one title
_MANY, _FEW = 0.2, 0.3  # shares of works in Cyrillic: in the first list, and of it in the second
_SHORTEST = 8  # letters of a title that tells works apart
_COMPARED = 100_000  # pairs that are compared word by word
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


def find_twins(manuscript: Manuscript) -> Iterator[Twins]:
    """Yield the neighbouring lists of a manuscript that are two faces of one."""
    extraction, listed = manuscript.extraction, manuscript.listed
    for one, other in pairwise(extraction.lists):
        first, second = (tuple(listed[name] for name in part.references if name in listed) for part in (one, other))
        if min(len(first), len(second)) < _LEAST or not _are_faces(one, other, first, second):
            continue
        pairs = _by_address(first, second)
        done = {r.id for pair in pairs for r in pair}
        pairs += [(listed[a], listed[b]) for a, b in extraction.faces if a in one.references and b in listed and not done & {a, b}]
        done = {r.id for pair in pairs for r in pair}
        pairs += _more_pairs([r for r in first if r.id not in done], [r for r in second if r.id not in done])
        if 2 * len(pairs) > min(len(first), len(second)):
            place = {r.id: at for at, r in enumerate(first)}
            yield Twins((one.heading, other.heading), first, second, tuple(sorted(pairs, key=lambda p: place[p[0].id])))


def second_faces(manuscript: Manuscript) -> frozenset[str]:
    """Return the ids of references that only repeat another list's: nothing need cite them."""
    return frozenset(r.id for twins in manuscript.twins for r in twins.second)


def _are_faces(one: ReferenceList, other: ReferenceList, first: Sequence[Reference], second: Sequence[Reference]) -> bool:
    """Tell whether the first list is Russian and the second is not, by their headings or by the letters of their works."""
    if script_of(one.heading) == "Cyrl" and _REFERENCES.search(other.heading):
        return True
    cyrillic = [sum(is_cyrillic(r.raw) for r in part) / len(part) for part in (first, second)]
    return cyrillic[0] > _MANY and cyrillic[1] < _FEW * cyrillic[0]


def _by_address(first: Sequence[Reference], second: Sequence[Reference]) -> list[Pair]:
    """Return the pairs that alone have an address in each list."""
    homes: dict[str, tuple[list[Reference], list[Reference]]] = {}
    for side, references in enumerate((first, second)):
        for reference in references:
            for address in set(_ADDRESS.findall(reference.raw)):
                homes.setdefault(address, ([], []))[side].append(reference)
    found = {(a[0].id, b[0].id): (a[0], b[0]) for a, b in homes.values() if len(a) == len(b) == 1}
    once = {name for names in found for name in names if sum(name in other for other in found) == 1}
    return [pair for names, pair in found.items() if once.issuperset(names)]


def _more_pairs(first: Sequence[Reference], second: Sequence[Reference]) -> list[Pair]:
    """Return the pairs that have the same words, letters of both scripts read alike."""
    if len(first) * len(second) > _COMPARED:
        return []
    free = {r.id: r for r in second}
    known = {r.id: (fold(r.record.title), fold(r.raw)) for r in (*first, *second)}
    pairs = []
    for reference in first:
        latin = not is_cyrillic(reference.raw)
        ranked = [(_likeness(known[reference.id], known[name], latin=latin), name) for name in free]
        worth, name = max(ranked, default=(0.0, ""))
        if worth >= _ALIKE:
            pairs.append((reference, free.pop(name)))
    done = {r.id for pair in pairs for r in pair}
    return [*pairs, *_by_author([r for r in first if r.id not in done], list(free.values()))]


def _by_author(first: Sequence[Reference], second: Sequence[Reference]) -> list[Pair]:
    """Return the pairs that alone have a first author and a year: a translated title shares no word."""
    homes: dict[tuple[str, int], tuple[list[Reference], list[Reference]]] = {}
    for side, references in enumerate((first, second)):
        for reference in references:
            record = reference.record
            if record.author and record.year:
                homes.setdefault((fold(record.author[0].full_family), record.year), ([], []))[side].append(reference)
    return [(a[0], b[0]) for a, b in homes.values() if len(a) == len(b) == 1]


def _likeness(one: tuple[str, str], other: tuple[str, str], *, latin: bool) -> float:
    """Return how alike two references are, 0 to 100: by their titles, one's title in the other, all words of Latin ones."""
    from rapidfuzz import fuzz

    title, found = one[0], 0.0
    if len(title) >= _SHORTEST:
        found = fuzz.ratio(title, other[0], score_cutoff=_ALIKE)
    if not found and len(title) >= 2 * _SHORTEST:
        found = fuzz.partial_ratio(title, other[1], score_cutoff=_ALIKE + 5)
    return found or (fuzz.token_set_ratio(one[1], other[1], score_cutoff=_ALIKE) if latin else 0.0)


def romanised_lists(manuscript: Manuscript) -> Iterator[tuple[Reference, ...]]:
    """Yield the lists that shall hold nothing of GOST: second faces, and lists headed References that are not in its style.

    A list with « // » in half of its works and no Cyrillic list before it is one by GOST, whatever its heading says.
    """
    faces = {twins.second[0].id: twins.second for twins in manuscript.twins}
    listed = manuscript.listed
    for one in manuscript.extraction.lists:
        references = tuple(listed[name] for name in one.references if name in listed)
        if not references:
            continue
        if references[0].id in faces or (
            _REFERENCES.search(one.heading) and 2 * sum(" // " in r.raw for r in references) < len(references)
        ):
            yield references


def romanised_entries(project: Project) -> Iterator[tuple[Reference, Words]]:
    """Yield the references in Latin letters of those lists, and the words of each as they stand in the text."""
    for manuscript in project.manuscripts:
        for references in romanised_lists(manuscript):
            for reference in references:
                if is_latin(reference.raw):
                    yield reference, entry_of(manuscript, reference)
