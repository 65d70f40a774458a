"""Two lists of one paper that hold the same works: «Литература» and its romanised or English «References».

Each work's two faces are found by what both must share: number, DOI, family names in any spelling, years, volumes
and pages. The first face's record then carries the second as a variant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import msgspec

from citekit.language import fold
from citekit.model import Record, Variant
from citekit.parsers.citations.works import Works

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.model import Reference

__all__ = ["faces_of", "with_variants"]

_FIGURES = re.compile(r"(?<![\w/])\d{1,5}(?!\w)")
_ADDRESS = re.compile(r"(?:https?://|www\.|10\.\d{4,9}/|doi:?\s)\S+|\((?:дата обращения|accessed)[^()]*\)", re.IGNORECASE)
_LIKE = 4.0  # what two references must share to be one work
_FIELDS = ("title", "container_title", "author", "editor", "publisher", "publisher_place", "collection_title")
VariantKind = Literal["official", "translation", "transliteration"]


def _is_cyrillic(references: Sequence[Reference]) -> float:
    """Return the share of references that begin in Cyrillic."""
    begins = [next((c for c in r.raw if c.isalpha()), "") for r in references]
    return sum("\u0400" <= c <= "\u04ff" for c in begins) / max(1, len(begins))


def faces_of(first: Sequence[Reference], second: Sequence[Reference]) -> list[tuple[Reference, Reference]]:
    """Return the pairs of references of two lists that are one work, in the first list's order.

    Nothing is paired unless the second list as a whole can be the first one's other face: of like length,
    and in Latin letters where the first has Cyrillic ones.
    """
    if not first or not second or not 0.6 < len(first) / len(second) < 1.7:
        return []
    if _is_cyrillic(first) < 0.2 or _is_cyrillic(second) > 0.3 * _is_cyrillic(first):
        return []
    left, right = Works(first), Works(second)
    figures = [_figures(r.raw) for r in second]
    free = set(range(len(second)))
    # two lists of one length that are both counted go side by side
    counted = 2.0 if len(first) == len(second) and all(r.number for r in (*first, *second)) else 1.0
    pairs = []
    for at, reference in enumerate(first):
        own = _figures(reference.raw)
        best, chosen = 0.0, -1
        for other in free:
            worth = _likeness(reference, second[other], own, figures[other])
            shared = set(left.works[at].families) & set(right.works[other].families)
            worth += 2.0 if shared else 0.0
            worth += counted if left.works[at].number == right.works[other].number else -0.1 * min(10, abs(at - other))
            if worth > best:
                best, chosen = worth, other
        if best >= _LIKE:
            pairs.append((reference, second[chosen]))
            free.discard(chosen)
    return pairs if len(pairs) * 2 > min(len(first), len(second)) else []


def _figures(raw: str) -> frozenset[str]:
    return frozenset(_FIGURES.findall(_ADDRESS.sub(" ", raw).replace("–", " ").replace("-", " ")))


def _likeness(a: Reference, b: Reference, first: frozenset[str], second: frozenset[str]) -> float:
    if a.raw == b.raw:
        return 9.0
    if a.record.doi and b.record.doi:
        return 6.0 if a.record.doi == b.record.doi else -4.0
    both = first | second
    return 3.0 * len(first & second) / len(both) if both else 0.0


def _kind(a: Record, b: Record) -> VariantKind:
    if fold(a.title) and fold(a.title)[:40] == fold(b.title)[:40]:
        return "transliteration"
    return "official" if b.doi and a.doi == b.doi else "translation"


def with_variants(references: Sequence[Reference], pairs: Sequence[tuple[Reference, Reference]]) -> tuple[Reference, ...]:
    """Return the references, the first of each pair with its other face among its record's variants."""
    faces = {first.id: second for first, second in pairs}
    return tuple(_with_variant(r, faces[r.id]) if r.id in faces and faces[r.id].raw != r.raw else r for r in references)


def _with_variant(reference: Reference, face: Reference) -> Reference:
    own, other = reference.record, face.record
    fields = {name: getattr(other, name) for name in _FIELDS if getattr(other, name) and getattr(other, name) != getattr(own, name)}
    if not fields:
        return reference
    variant = Variant(
        language=other.language or "en", kind=_kind(own, other), record=Record(type=other.type, language=other.language, **fields)
    )
    return msgspec.structs.replace(reference, record=msgspec.structs.replace(own, variants=(*own.variants, variant)))
