"""One reference, or the references of a list, ▶ records: the parsers' front door."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from citekit.language.typography import cut_to
from citekit.model import Date, Diagnostic, Evidence, Record, Reference, Span
from citekit.parsers.assembly.record import assemble
from citekit.parsers.atoms import Atom, find_atoms
from citekit.parsers.confidence import RUNNER_UP, Sureness, sureness
from citekit.parsers.diagnostics import diagnosed
from citekit.parsers.fields.names import match_names
from citekit.parsers.grammar.structure import read_structure
from citekit.parsers.judgement import judged
from citekit.parsers.normalise import Normalised, normalise
from citekit.parsers.patterns import pattern
from citekit.parsers.repeated import with_repeated_authors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citekit.parsers.grammar.structure import Structure
    from citekit.parsers.judgement import Judgement

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


def parse_list(raws: Sequence[str], *, source: str = "", styles: Sequence[Style] = (), first: int = 1) -> tuple[Reference, ...]:
    """Read the references of a list, in order; what its entries have in common helps to read each.

    ``styles`` say of each what its source sets in italics or as an anchor; ``first`` is the number in the first one's
    id. The answer has the length and the order of ``raws``. A reference that cannot be read is a record of type
    ``document`` with its raw text and a diagnostic.
    """
    printed = zip(raws, _without_numbers(raws), styles or repeat(Style()), strict=bool(styles))
    read = [_prepared(raw, bare, style) for raw, bare, style in printed]
    references = [one.reference for one in read]
    heads, habits = common_heads(references), _Habits(references)
    judgements = [
        judged(one.reference, one.atoms, read_structure(one.reference, one.atoms, known_heads=heads), lambda: habits.hints) for one in read
    ]
    shares = layout_shares(judgements)
    found = [
        _reference(one, judgement, share, number, source)
        for number, (one, judgement, share) in enumerate(zip(read, judgements, shares, strict=True), first)
    ]
    return tuple(with_repeated_authors(found))


class _Habits:
    """The habits of a list, found when the labeller is first asked."""

    def __init__(self, references: Sequence[Normalised]) -> None:
        self._references = references

    @cached_property
    def hints(self) -> tuple[str, ...]:
        from citekit.parsers.labelling.labelled import habits

        return habits(self._references)


class _Prepared(NamedTuple):
    """A reference as it was given, its clean text, and what patterns find in it."""

    raw: str
    reference: Normalised
    atoms: tuple[Atom, ...]


def _prepared(raw: str, bare: str, style: Style) -> _Prepared:
    reference = normalise(_without_second_face(bare[:_LONGEST]), style.italics, style.links)
    return _Prepared(raw, reference, find_atoms(reference))


_NUMBER = pattern(r"\s*(\d{1,3})\s+(?=[^\W_a-zа-яё\d]|[«\"“])")


_SECOND_FACE = pattern(r"\[(?P<face>[A-Z][^\[\]]{60,900}(?:\[[^\[\]]{0,300}\][^\[\]]{0,300})?)\]")
_MOSTLY_CYRILLIC = pattern(r"[^\n]{0,80}?(?:[а-яё]{2,}[^а-яё\n]{1,12}){5}")


def _without_second_face(raw: str) -> str:
    """Blank a whole reference in English that stands in brackets behind a Russian one; its DOI stays, lengths too."""
    found = _SECOND_FACE.search(raw) if "[" in raw and _MOSTLY_CYRILLIC.match(raw) else None
    if found is None or not _YEAR_IN.search(found["face"]) or match_names(found["face"]) is None:
        return raw
    end = found.end("face")
    doi = _DOI_IN.search(raw, found.start(), end)
    if doi and not _DOI_IN.search(raw, 0, found.start()) and not _DOI_IN.search(raw, end):
        return (
            raw[: found.start()]
            + " " * (doi.start() - found.start())
            + raw[doi.start() : end]
            + " " * (found.end() - end)
            + raw[found.end() :]
        )
    return raw[: found.start()] + " " * len(found[0]) + raw[found.end() :]


_YEAR_IN = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DOI_IN = pattern(r"(?:doi:?\s?|https?://(?:dx\.)?doi\.org/)10\.\d{4,9}/\S", re.IGNORECASE)


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


def layout_shares(judgements: Sequence[Judgement]) -> list[float]:
    """Return of each reference of a list which share of the list has its layout; nought where there are too few to tell."""
    if len(judgements) < 3:
        return [0.0] * len(judgements)
    counts = Counter(judgement.chosen.layout for judgement in judgements)
    return [counts[judgement.chosen.layout] / len(judgements) for judgement in judgements]


def _reference(read: _Prepared, judgement: Judgement, same_layout: float, number: int, source: str) -> Reference:
    raw, reference, atoms = read
    record = _assembled(read, judgement.chosen, source)
    if record.raw != raw:
        record = msgspec.structs.replace(record, raw=raw)
    name = f"{source if source not in {'', '-'} else 'reference'}-{number:02d}"
    sure = sureness(reference.text, judgement, record, same_layout=same_layout)
    evidence, doubtful = _weighed(record, sure, lambda: _assembled(read, other, source) if (other := judgement.other) else None)
    record = msgspec.structs.replace(record, evidence=evidence)
    diagnostics = _diagnosed(record, raw, atoms, doubtful, source=source, name=name)
    confidence = sure.whole
    if any(d.code in _NOT_READ for d in diagnostics):
        confidence = min(confidence, _LITTLE)
    return Reference(
        id=name,
        raw=raw,
        record=record,
        source=source,
        span=Span(0, len(raw)),
        number=reference.marker,
        confidence=round(confidence, 4),
        diagnostics=diagnostics,
    )


def _assembled(read: _Prepared, structure: Structure, source: str) -> Record:
    return assemble(read.reference, read.atoms, structure.pieces, source=source, layout=structure.layout, form=structure.form)


_NOT_READ = frozenset({"PA001", "PA002"})
_LITTLE = 0.05
_DOUBTFUL = 0.5


def _weighed(
    record: Record, sure: Sureness, other: Callable[[], Record | None]
) -> tuple[dict[str, tuple[Evidence, ...]], list[tuple[str, Any]]]:
    """Return the evidence with its probabilities, and the doubtful fields with what the other reading gives for each.

    The runner-up of a doubtful field stands in the evidence behind what was chosen, with its value.
    """
    evidence: dict[str, tuple[Evidence, ...]] = {}
    doubtful: list[tuple[str, Any]] = []
    second: Record | None = None
    for field, (witness, *_) in record.evidence.items():
        probability = sure.fields[field]
        own = msgspec.structs.replace(witness, confidence=round(probability, 4))
        evidence[field] = (own,)
        if probability < _DOUBTFUL:
            second = second or other()
            value = _value(second, field) if second else None
            if value and second and value != _value(record, field):
                runner_up = msgspec.structs.replace(
                    second.evidence[field][0] if field in second.evidence else Evidence(source=witness.source),
                    value=msgspec.to_builtins(value),
                    confidence=round((1 - probability) * RUNNER_UP, 4),
                )
                evidence[field] = (own, runner_up)
            else:
                value = None
            doubtful.append((field, value))
    return evidence, doubtful


def _value(record: Record, field: str) -> Any:
    holder, _, name = field.rpartition(".")
    return getattr(record.custom if holder else record, name.casefold().replace("-", "_"), None)


def _diagnosed(
    record: Record, raw: str, atoms: tuple[Atom, ...], doubtful: Sequence[tuple[str, Any]], *, source: str, name: str
) -> tuple[Diagnostic, ...]:
    """Return what there is to say of a reading."""
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
    for field, value in doubtful:
        say("PA003", field=field, instead=f"; it may be «{_shown(value)}»" if value else "")
    return tuple(said)


def _shown(value: Any) -> str:
    """Return a field's value as a message shows it: a long one is cut."""
    if isinstance(value, Date):
        return value.iso
    text = "; ".join(str(name) for name in value) if isinstance(value, tuple) else str(value)
    return cut_to(text)


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
