"""Which of the works that papers cite are papers of the same run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from citekit.dedupe.explain import reasons_for
from citekit.dedupe.scoring import Score, score_pair, thresholds
from citekit.dedupe.similarity import family_similarity, given_names_agree
from citekit.dedupe.traits import Traits, traits_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citekit.model import Record

__all__ = ["PaperMatch", "match_papers"]


class PaperMatch(msgspec.Struct, frozen=True):
    """A paper of the run that another one cites: the paper's file, the cited record's id, and why they are one."""

    source: str
    record_id: str
    reasons: tuple[str, ...] = ()


def match_papers(papers: Mapping[str, Record], records: Sequence[Record]) -> tuple[PaperMatch, ...]:
    """Return which records are the papers themselves, in the order of the papers.

    A paper is matched by DOI, by title and names, or, where the record is in another language, by names, year and
    figures: a title page seldom has figures, so three people in the same order and the same year are enough, if no
    second record has them and nothing contradicts. A record that only the paper itself cites is not the paper.
    """
    matches = []
    cited = [(record, traits_of(record)) for record in records]
    for source, paper in papers.items():
        if not (paper.title or paper.doi):
            continue
        own = traits_of(paper)
        sure: list[tuple[float, str, tuple[str, ...]]] = []
        likely: list[tuple[float, str, tuple[str, ...]]] = []
        for record, other in cited:
            sources = {o.source for o in record.occurrences}
            if sources == {source}:
                continue
            score = score_pair(own, other)
            if score.points >= thresholds().merge and not score.veto:
                sure.append((-score.points, record.id, reasons_for(score, own, other)))
            elif _is_likely(own, other, score):
                likely.append((-score.points, record.id, reasons_for(score, own, other)))
        if sure:
            _, record_id, reasons = min(sure)
            matches.append(PaperMatch(source, record_id, reasons))
        elif len(likely) == 1:
            _, record_id, reasons = likely[0]
            matches.append(PaperMatch(source, record_id, (*reasons, "no other record has them")))
    return tuple(matches)


def _is_likely(a: Traits, b: Traits, score: Score) -> bool:
    """Tell whether names and year stand in for titles that cannot be compared."""
    at = dict(score.levels)
    if (
        at["title"] != "other-language"
        or at["year"] != "same"
        or "different" in (at["identifier"], at["pages"], at["volume"], at["container"])
    ):
        return False
    if at["kind"] == "conflict" or len(a.names) != len(b.names) or len(a.names) < 3:
        return False
    return all(family_similarity(x.family, y.family) >= 0.93 and given_names_agree(x, y) for x, y in zip(a.names, b.names, strict=True))
