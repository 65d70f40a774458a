"""Records that are not one work but belong together: an article and its translation with another DOI."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from citekit.dedupe.scoring import Score
    from citekit.dedupe.traits import Traits

__all__ = ["Relation", "relation_of"]


class Relation(msgspec.Struct, frozen=True):
    """Two related works: their ids, how they are related (``translation``, ``version``), and why."""

    a: str
    b: str
    kind: str
    reasons: tuple[str, ...] = ()


def relation_of(a: Traits, b: Traits, score: Score) -> Relation | None:
    """Return how two works that were not merged are related; None where nothing says so."""
    level = dict(score.levels)
    if level["authors"] not in ("same", "most") or level["year"] not in ("same", "next"):
        return None
    if level["identifier"] == "different" and a.script != b.script and level["title"] in ("same", "close", "contained", "other-language"):
        return Relation(a.id, b.id, "translation", ("the same authors and year, titles in two languages, two DOIs",))
    if level["kind"] == "conflict" and level["title"] in ("same", "close", "contained"):
        return Relation(a.id, b.id, "version", ("the same authors and title, types that exclude each other",))
    return None
