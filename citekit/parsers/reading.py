"""One reference, or a list of them, ▶ records: the parsers' front door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from citekit.model import Record, Reference, Span
from citekit.parsers.assemble import assemble
from citekit.parsers.atoms import Atom, find_atoms
from citekit.parsers.normalise import Normalised, normalise
from citekit.parsers.structure import read_structure

__all__ = ["parse", "parse_list"]

_LONGEST = 6_000


def parse(raw: str, *, source: str = "") -> Reference:
    """Read one reference.

    >>> record = parse("Каллан Р. Основные концепции нейронных сетей. М.: Вильямс, 2001. 287 с.").record
    >>> record.type, record.author[0].family, record.publisher, record.issued.year
    ('book', 'Каллан', 'Вильямс', 2001)
    """
    return parse_list((raw,), source=source)[0]


def parse_list(raws: Sequence[str], *, source: str = "") -> tuple[Reference, ...]:
    """Read the references of a list, in order; what its entries have in common helps to read each."""
    read = [_prepared(raw) for raw in raws]
    heads = _common_heads([r for r, _ in read])
    return tuple(_reference(reference, atoms, heads, source, number) for number, (reference, atoms) in enumerate(read, 1))


def _prepared(raw: str) -> tuple[Normalised, tuple[Atom, ...]]:
    reference = normalise(raw[:_LONGEST])
    return reference, find_atoms(reference)


def _common_heads(references: Sequence[Normalised]) -> frozenset[str]:
    """Return the first sentences that two or more references share: «World Bank», «IOM»."""
    counts = Counter(r.text.split(". ", 1)[0] for r in references if ". " in r.text[:120])
    return frozenset(head for head, n in counts.items() if n > 1 and len(head.split()) <= 12)


def _reference(reference: Normalised, atoms: tuple[Atom, ...], heads: frozenset[str], source: str, number: int) -> Reference:
    structure = read_structure(reference, atoms, known_heads=heads)
    record: Record = assemble(
        reference, atoms, structure.pieces, source=source, layout=structure.layout, head=structure.head, form=structure.form
    )
    return Reference(
        id=f"{source or 'reference'}-{number:02d}",
        raw=reference.raw,
        record=record,
        source=source,
        span=Span(0, len(reference.raw)),
        number=reference.marker,
        confidence=0.0,
    )
