"""One reference, or the references of a list, ▶ records: the parsers' front door."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from citekit.model import Diagnostic, Record, Reference, Span
from citekit.parsers.assemble import assemble
from citekit.parsers.atoms import Atom, find_atoms
from citekit.parsers.diagnostics import diagnosed
from citekit.parsers.grammar.structure import read_structure
from citekit.parsers.judgement import judged
from citekit.parsers.normalise import Normalised, normalise
from citekit.parsers.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Style", "parse", "parse_list"]

_LONGEST = 6_000


class Style(NamedTuple):
    """How a source sets a reference without marks in its text: italic stretches, and anchors with their targets."""

    italics: tuple[tuple[int, int], ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()


def parse(raw: str, *, source: str = "") -> Reference:
    """Read one reference.

    >>> record = parse("Каллан Р. Основные концепции нейронных сетей. М.: Вильямс, 2001. 287 с.").record
    >>> record.type, record.author[0].family, record.publisher, record.issued.year
    ('book', 'Каллан', 'Вильямс', 2001)
    """
    return parse_list((raw,), source=source)[0]


def parse_list(raws: Sequence[str], *, source: str = "", styles: Sequence[Style] = ()) -> tuple[Reference, ...]:
    """Read the references of a list, in order; what its entries have in common helps to read each.

    ``styles`` say of each what its source sets in italics or as an anchor. The answer has the length and the order
    of ``raws``. A reference that cannot be read is a record of type
    ``document`` with its raw text and a diagnostic.
    """
    read = [_prepared(raw, style) for raw, style in zip(_without_numbers(raws), styles or repeat(Style()), strict=bool(styles))]
    references = [r for r, _ in read]
    context = _Context(source, common_heads(references), _Habits(references))
    return tuple(_reference(raw, *pair, number, context) for number, (raw, pair) in enumerate(zip(raws, read, strict=True), 1))


class _Habits:
    """The habits of a list, found when the labeller is first asked."""

    def __init__(self, references: Sequence[Normalised]) -> None:
        self._references = references

    @cached_property
    def hints(self) -> tuple[str, ...]:
        from citekit.parsers.labelling.labelled import habits

        return habits(self._references)


class _Context(NamedTuple):
    """What the references of a list share: their source, the bodies that head several of them, their habits."""

    source: str
    heads: frozenset[str]
    habits: _Habits


def _prepared(raw: str, style: Style) -> tuple[Normalised, tuple[Atom, ...]]:
    reference = normalise(raw[:_LONGEST], style.italics, style.links)
    return reference, find_atoms(reference)


_NUMBER = pattern(r"\s*(\d{1,3})\s+(?=[^\W_a-zа-яё\d]|[«\"“])")


def _without_numbers(raws: Sequence[str]) -> Sequence[str]:
    """Blank the bare numbers that head a list's entries («7 Иванов»), where they count up; lengths stay."""
    if len(raws) < 3:
        return raws
    found = [_NUMBER.match(raw) for raw in raws]
    numbers = [int(m[1]) if m else -1 for m in found]
    counted = sum(b == a + 1 and a >= 0 for a, b in pairwise(numbers))
    if counted < len(raws) * 0.6:
        return raws
    return [" " * m.end() + raw[m.end() :] if m else raw for m, raw in zip(found, raws, strict=True)]


def common_heads(references: Sequence[Normalised]) -> frozenset[str]:
    """Return the first sentences that two or more references share: «World Bank», «IOM»."""
    counts = Counter(r.text.split(". ", 1)[0] for r in references if ". " in r.text[:120])
    return frozenset(head for head, n in counts.items() if n > 1 and len(head.split()) <= 12)


def _reference(raw: str, reference: Normalised, atoms: tuple[Atom, ...], number: int, context: _Context) -> Reference:
    source = context.source
    structure = read_structure(reference, atoms, known_heads=context.heads)
    structure = judged(reference, atoms, structure, lambda: context.habits.hints).chosen
    record = assemble(reference, atoms, structure.pieces, source=source, layout=structure.layout, form=structure.form)
    if record.raw != raw:
        record = msgspec.structs.replace(record, raw=raw)
    name = f"{source or 'reference'}-{number:02d}"
    confidence, diagnostics = _weighed(record, raw, atoms, source=source, name=name)
    return Reference(
        id=name,
        raw=raw,
        record=record,
        source=source,
        span=Span(0, len(raw)),
        number=reference.marker,
        confidence=confidence,
        diagnostics=diagnostics,
    )


_NEEDED = ("author", "title", "container-title", "publisher", "issued", "volume", "issue", "page")


def _weighed(record: Record, raw: str, atoms: tuple[Atom, ...], *, source: str, name: str) -> tuple[float, tuple[Diagnostic, ...]]:
    """Return how sure the whole record is, and what there is to say of it."""
    said: list[Diagnostic] = []
    span = Span(0, len(raw))

    def say(code: str, **words: object) -> None:
        said.append(diagnosed(code, source=source, record=name, span=span, **words))

    if len(raw) > _LONGEST:
        say("PA006", limit=_LONGEST)
    if not _looks_like_reference(record, raw):
        say("PA002")
    elif record.is_unread and not record.archive:
        say("PA001")
    if any(a.kind == "file" for a in atoms):
        say("PA005")
    for field, date in (("issued", record.issued), ("accessed", record.accessed)):
        if not date.is_possible:
            say("PA004", value=f"{field} {date.iso}")
    confidence = 1.0
    for field, witnesses in record.evidence.items():
        sure = witnesses[0].confidence
        if field in _NEEDED:
            confidence *= sure
        if sure < 0.5:
            say("PA003", field=field)
    if not record.title and not record.author and not record.archive:
        confidence *= 0.3
    return round(confidence, 4), tuple(said)


def _looks_like_reference(record: Record, raw: str) -> bool:
    from citekit.parsers.lists.likeness import likeness

    if not any(c.isalpha() for c in raw):
        return False
    if (
        record.url
        or record.doi
        or record.archive
        or (record.author and record.issued.year)
        or record.volume
        or record.page
        or record.publisher
    ):
        return True
    return likeness(raw) > -1.0
