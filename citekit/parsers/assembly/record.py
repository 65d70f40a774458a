"""Labelled pieces of a reference ▶ its record, with the evidence of every field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.model import Custom, Record
from citekit.parsers.assembly.figures import put_dates, put_figures, put_imprint
from citekit.parsers.assembly.gathered import Gathered
from citekit.parsers.assembly.identifiers import give_back, put_identifiers
from citekit.parsers.assembly.kinds import language_of_record, put_type
from citekit.parsers.assembly.people import put_names
from citekit.parsers.assembly.remainder import put_patent, put_rest
from citekit.parsers.assembly.titles import put_container, put_title

if TYPE_CHECKING:
    from citekit.parsers.atoms import Atom
    from citekit.parsers.grammar.sheet import Piece
    from citekit.parsers.normalise import Normalised

__all__ = ["assemble"]

_CUT_PLACES = frozenset(["М", "Л", "К", "Х", "СПб", "Спб", "Пг", "Мн", "М.–Л", "М.-Л", "М.; Л", "М.; СПб", "Екб", "Washington, D.C"])


def assemble(
    reference: Normalised,
    atoms: tuple[Atom, ...],
    pieces: tuple[Piece, ...],
    *,
    source: str = "",
    layout: str = "",
    form: str = "",
) -> Record:
    """Make a record of the labelled pieces of a reference.

    ``layout`` and ``form`` are what :mod:`citekit.parsers.grammar.structure` recognised; the kind of work depends
    on them too.
    """
    made = Gathered(reference, pieces, source)
    put_identifiers(made, atoms)
    give_back(made)
    put_title(made)
    put_container(made)
    put_names(made)
    put_figures(made)
    put_dates(made, atoms)
    put_imprint(made)
    put_rest(made)
    if form == "patent":
        put_patent(made)
    put_type(made, layout, form)
    if not made.values.get("publisher_place", "").endswith(".") and made.values.get("publisher_place", "") in _CUT_PLACES:
        made.values["publisher_place"] += "."
    return Record(
        raw=reference.raw,
        language=language_of_record(made),
        custom=Custom(**made.custom),
        evidence=made.evidence,
        **made.values,
    )
