"""The stage as a whole: records in, works out, with the groups, the questions and the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from citekit.dedupe.blocking import candidate_pairs
from citekit.dedupe.clustering import cluster
from citekit.dedupe.explain import reasons_against, reasons_for
from citekit.dedupe.merging import leading, merge_records
from citekit.dedupe.related import Relation, relation_of
from citekit.dedupe.scoring import Score, score_pair, score_pairs, thresholds
from citekit.dedupe.traits import Traits, traits_of
from citekit.model import Diagnostic, Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Deduplication", "Group", "Pair", "merge", "undo"]


class Pair(msgspec.Struct, frozen=True):
    """Two records that may be one work: what speaks for it, what against, and the points."""

    a: str
    b: str
    points: float
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


class Group(msgspec.Struct, frozen=True):
    """Records that are one work: the members' ids in order of appearance, the id that is kept, and why.

    ``confidence`` is the probability that the weakest join of the group is right; ``originals`` are the
    members as they were, for :func:`undo`.
    """

    members: tuple[str, ...]
    kept: str
    reasons: tuple[str, ...]
    confidence: float
    originals: tuple[Record, ...] = ()


class Deduplication(msgspec.Struct, frozen=True):
    """What a merge gave: the works in order of first appearance, the groups, what to ask, what is related."""

    records: tuple[Record, ...]
    groups: tuple[Group, ...] = ()
    uncertain: tuple[Pair, ...] = ()
    related: tuple[Relation, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def _names(records: Sequence[Record]) -> tuple[list[str], list[Diagnostic]]:
    """Return a name for each record: its id, ``#3`` where it has none, ``id~2`` where another has the same."""
    seen: dict[str, int] = {}
    names: list[str] = []
    diagnostics = []
    taken = {r.id for r in records}
    for position, record in enumerate(records, 1):
        name = record.id or f"#{position}"
        count = seen[name] = seen.get(name, 0) + 1
        if count > 1:
            diagnostics.append(
                Diagnostic(
                    code="DD101", record=record.id, message=f"two records have the id {record.id!r}; the later one is named with ~{count}"
                )
            )
            name = f"{name}~{count}"
            while name in taken:
                name += "~"
        taken.add(name)
        names.append(name)
    return names, diagnostics


def _confidence(points: float) -> float:
    """Return a probability for the points of the weakest join: 0.9 at the threshold, nearer to 1 above."""
    return round(1 - 0.1 * 0.5 ** ((points - thresholds().merge) / 1.5), 3)


def merge(records: Sequence[Record], *, decisions: Mapping[tuple[str, str], bool] | None = None) -> Deduplication:
    """Merge the records that are the same work.

    ``decisions`` says of pairs of ids whether they are one work; they are obeyed, against any evidence.
    The result does not depend on the order of the records but for the order of its lists.
    """
    names, diagnostics = _names(records)
    traits = [msgspec.structs.replace(traits_of(r), id=n) for r, n in zip(records, names, strict=True)]
    # Everything runs in an order of the contents, so that a permuted input gives the same groups.
    ranked = sorted(range(len(records)), key=lambda i: (traits[i].titles, traits[i].year, traits[i].first, traits[i].id))
    place = {old: new for new, old in enumerate(ranked)}
    ordered = [traits[i] for i in ranked]
    by_name = {t.id: n for n, t in enumerate(ordered)}
    decided = {
        frozenset((by_name[a], by_name[b])): same for (a, b), same in (decisions or {}).items() if a in by_name and b in by_name and a != b
    }
    limits = thresholds()
    pairs = candidate_pairs(ordered)
    scores: dict[tuple[int, int], Score] = dict(zip(pairs, score_pairs(ordered, pairs), strict=True))

    def score(i: int, j: int) -> Score:
        key = (i, j) if i < j else (j, i)
        if key not in scores:
            scores[key] = score_pair(ordered[key[0]], ordered[key[1]])
        return scores[key]

    def forbidden(i: int, j: int) -> bool:
        answer = decided.get(frozenset((i, j)))
        if answer is not None:
            return not answer
        evidence = score(i, j)
        return bool(evidence.veto) or evidence.points < limits.ask

    edges = [
        (s.points, i, j)
        for (i, j), s in list(scores.items())
        if s.points >= limits.merge and not s.veto and decided.get(frozenset((i, j))) is not False
    ]
    given = sorted((min(p), max(p)) for p, same in decided.items() if same)
    clusters = cluster(len(records), edges, forbidden, given=given)
    cluster_of = {i: n for n, members in enumerate(clusters) for i in members}

    groups = []
    merged: dict[int, Record] = {}
    gone: set[int] = set()
    for members in clusters:
        positions = sorted(ranked[i] for i in members)
        originals = [records[p] for p in positions]
        own = [names[p] for p in positions]
        lead = leading(originals)
        merged[positions[0]] = merge_records(originals, names=own)
        gone.update(positions[1:])
        joins = [(score(place[p], place[q]), p, q) for n, p in enumerate(positions) for q in positions[n + 1 :]]
        best = {q: max((j for j in joins if q in j[1:]), key=lambda j: j[0].points) for q in positions}
        weakest = min(best.values(), key=lambda j: j[0].points)
        chosen = dict.fromkeys((j[1], j[2]) for j in best.values())
        reasons = tuple(
            f"{names[p]} and {names[q]}: "
            + (
                "you said so"
                if decided.get(frozenset((place[p], place[q])))
                else ", ".join(reasons_for(score(place[p], place[q]), traits[p], traits[q]))
            )
            for p, q in chosen
        )
        groups.append(Group(tuple(own), own[lead], reasons, _confidence(weakest[0].points), tuple(originals)))
    groups.sort(key=lambda g: names.index(g.members[0]))

    uncertain, related = [], []
    for (i, j), s in sorted(scores.items()):
        if cluster_of.get(i, -1) == cluster_of.get(j, -2) or frozenset((i, j)) in decided:
            continue
        a, b = sorted((ranked[i], ranked[j]))
        relation = relation_of(traits[a], traits[b], s)
        if relation is not None:
            related.append((a, b, relation))
        elif s.points >= limits.ask:
            uncertain.append(
                (a, b, Pair(names[a], names[b], s.points, reasons_for(s, traits[a], traits[b]), reasons_against(s, traits[a], traits[b])))
            )
    return Deduplication(
        records=tuple(merged.get(i, r) for i, r in enumerate(records) if i not in gone),
        groups=tuple(groups),
        uncertain=tuple(p for _, _, p in sorted(uncertain, key=lambda u: u[:2])),
        related=tuple(r for _, _, r in sorted(related, key=lambda u: u[:2])),
        diagnostics=tuple(diagnostics),
    )


def undo(report: Deduplication) -> tuple[Record, ...]:
    """Return the records as they were before the merge: every merged one gives way to its originals, in place."""
    raise NotImplementedError
