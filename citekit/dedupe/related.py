"""Records that are not one work but belong together: an article and its translation with another DOI."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from citekit.dedupe.scoring import Score
    from citekit.dedupe.traits import Traits

__all__ = ["Relation", "relation_of"]


class Relation(msgspec.Struct, frozen=True):
    """Two related works: their ids, how they are related (``translation``, ``version``, ``notice``), and why."""

    a: str
    b: str
    kind: str
    reasons: tuple[str, ...] = ()


def relation_of(a: Traits, b: Traits, score: Score) -> Relation | None:
    """Return how two works that were not merged are related; None where nothing says so."""
    at = dict(score.levels)
    if at["authors"] not in ("same", "most") or at["year"] not in ("same", "next"):
        return None
    if at["identifier"] == "different" and a.script != b.script:
        figures = [field for field in ("pages", "volume", "container") if at[field] in ("same", "first")]
        if at["title"] in ("same", "close", "contained") or (at["title"] == "other-language" and figures):
            return Relation(a.id, b.id, "translation", ("the same authors and year", "two languages", "two DOIs"))
    if at["title"] in ("same", "close", "contained"):
        if a.notice != b.notice:
            return Relation(a.id, b.id, "notice", ("the same authors and title", "one is a notice on the other (erratum, reply, review)"))
        if at["kind"] == "conflict":
            return Relation(a.id, b.id, "version", ("the same authors and title", "types that exclude each other"))
    return None
