"""The stage as a whole: records in, works out, with the groups, the questions and the reasons."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import msgspec

from citekit.dedupe.blocking import candidate_codes
from citekit.dedupe.clustering import cluster
from citekit.dedupe.explain import reasons_against, reasons_for
from citekit.dedupe.merging import leading, member_names, members_of, merge_records
from citekit.dedupe.related import Relation, relation_of
from citekit.dedupe.scoring import Score, score_pair, score_pairs, thresholds
from citekit.dedupe.traits import Traits, traits_of
from citekit.formats.collector import collector_paused
from citekit.model import Diagnostic, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Engine = Callable[[Sequence[Traits]], dict[tuple[int, int], Score]]

__all__ = ["Deduplication", "Group", "Pair", "builtin_engine", "merge", "names_of", "undo"]


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
    members as they were and ``positions`` where they stood, for :func:`undo`.
    """

    members: tuple[str, ...]
    kept: str
    reasons: tuple[str, ...]
    confidence: float
    originals: tuple[Record, ...] = ()
    positions: tuple[int, ...] = ()


class Deduplication(msgspec.Struct, frozen=True):
    """What a merge gave: the works in order of first appearance, the groups, what to ask, what is related."""

    records: tuple[Record, ...]
    groups: tuple[Group, ...] = ()
    uncertain: tuple[Pair, ...] = ()
    related: tuple[Relation, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def builtin_engine(traits: Sequence[Traits]) -> dict[tuple[int, int], Score]:
    """Return the evidence on the pairs of positions that share a blocking key, as far as it is worth a question."""
    codes, found = candidate_codes(traits), dict[tuple[int, int], Score]()
    for start in range(0, len(codes), _BATCH):  # so that only a batch of pairs is held as pairs
        found.update(score_pairs(traits, [divmod(code, len(traits)) for code in codes[start : start + _BATCH]]))
    return found


_BATCH = 200_000


_Join = tuple[Score, int, int]  # the evidence, and the two nodes that it is on


class _Comparison:
    """The traits of all records in an order of their contents, and the evidence on pairs of them."""

    def __init__(self, records: Sequence[Record], names: Sequence[str], decisions: Mapping[tuple[str, str], bool], engine: Engine) -> None:
        owners: list[int] = []
        traits: list[Traits] = []
        for position, record in enumerate(records):
            for member in members_of(record):
                owners.append(position)
                traits.append(traits_of(member, names[position]))
        # An order of the contents, so that a permuted input gives the same groups.
        ranked = sorted(range(len(traits)), key=lambda i: (traits[i].titles, traits[i].year, traits[i].first, traits[i].id))
        self.owners = [owners[i] for i in ranked]
        self.traits = _with_common_titles([traits[i] for i in ranked])
        self.nodes: defaultdict[int, list[int]] = defaultdict(list)
        for node, owner in enumerate(self.owners):
            self.nodes[owner].append(node)
        self.decided: dict[frozenset[int], bool] = {}
        self.unknown: list[str] = []
        by_name = {name: n for n, record in enumerate(records) for name in (names[n], *member_names(record))}
        for (a, b), same in decisions.items():
            if a in by_name and b in by_name and by_name[a] != by_name[b]:
                self.decided[frozenset((by_name[a], by_name[b]))] = same
            else:
                self.unknown.extend(name for name in (a, b) if name not in by_name)
        self.copies = self._exact_copies()
        gone = set(self.copies)
        distinct = [n for n in range(len(self.traits)) if n not in gone]
        self.scores = self._scored(engine, distinct)
        if _issues_are_junk(self.traits, self.scores, self.copies):
            self.traits = [msgspec.structs.replace(t, issue="") for t in self.traits]
            self.scores = self._scored(engine, distinct)
        self._further: dict[tuple[int, int], Score] = {}

    def _scored(self, engine: Engine, distinct: list[int]) -> dict[tuple[int, int], Score]:
        found = engine([self.traits[n] for n in distinct])
        return {(distinct[i], distinct[j]): score for (i, j), score in found.items()} if self.copies else found

    def _exact_copies(self) -> dict[int, int]:
        """Return the nodes that are another's exact copy, and that other: a crowd of copies is compared once.

        Only where copies are one work by the evidence (two editorials without a place are not), and nothing was
        decided on the record.
        """
        decided = {record for pair in self.decided for record in pair}
        first: dict[int, int] = {}  # by hash, which is a tenth of the values
        copies: dict[int, int] = {}
        is_one: dict[int, bool] = {}
        for node, t in enumerate(self.traits):
            if self.owners[node] in decided:
                continue
            values = msgspec.structs.astuple(t)[1:]
            original = first.setdefault(hash(values), node)
            if original == node or msgspec.structs.astuple(self.traits[original])[1:] != values:
                continue
            if original not in is_one:
                score = score_pair(self.traits[original], t)
                is_one[original] = score.points >= thresholds().merge and not score.veto
            if is_one[original]:
                copies[node] = original
        return copies

    def score(self, i: int, j: int) -> Score:
        """Return the evidence on two nodes."""
        pair = (i, j) if i < j else (j, i)
        found = self.scores.get(pair) or self._further.get(pair)
        if found is None:
            found = self._further[pair] = score_pair(self.traits[pair[0]], self.traits[pair[1]])
        return found

    def answer(self, i: int, j: int) -> bool | None:
        """Return what was decided on the records of two nodes; None where nothing was."""
        return self.decided.get(frozenset((self.owners[i], self.owners[j]))) if self.decided else None

    def forbidden(self, i: int, j: int) -> bool:
        """Tell whether two nodes must not stand in one group."""
        if self.owners[i] == self.owners[j]:
            return False
        answer = self.answer(i, j)
        if answer is not None:
            return not answer
        evidence = self.score(i, j)
        return bool(evidence.veto) or evidence.points < thresholds().apart

    def clusters(self) -> list[list[int]]:
        """Return the positions of the records of each group of two and more, in order."""
        limit = thresholds().merge
        edges = [
            (s.points, i, j) for (i, j), s in self.scores.items() if s.points >= limit and not s.veto and self.answer(i, j) is not False
        ]
        given = [(nodes[0], node) for nodes in self.nodes.values() for node in nodes[1:]]
        given.extend((original, copy) for copy, original in self.copies.items())
        for pair, same in self.decided.items():
            if same:
                a, b = sorted(pair)
                given.append((self.nodes[a][0], self.nodes[b][0]))
        groups = cluster(len(self.traits), edges, self.forbidden, given=sorted(given))
        owned = [sorted({self.owners[node] for node in group}) for group in groups]
        return sorted(group for group in owned if len(group) > 1)

    def joins(self, group_of: Mapping[int, int]) -> dict[int, _Join]:
        """Return, for each record of a group, its strongest evidence on another record of the group."""
        found: dict[int, _Join] = {}
        for (i, j), score in self.scores.items():
            a, b = self.owners[i], self.owners[j]
            if a != b and a in group_of and group_of[a] == group_of.get(b):
                for record in (a, b):
                    best = found.get(record)
                    if best is None or (score.points, -i, -j) > (best[0].points, -best[1], -best[2]):
                        found[record] = score, i, j
        return found

    def join_of(self, a: int, b: int) -> _Join:
        """Return the strongest evidence on two records, and the nodes that it is on."""
        return max(
            ((self.score(i, j), i, j) for i in self.nodes[a] for j in self.nodes[b]),
            key=lambda found: (found[0].points, -found[1], -found[2]),
        )


def _with_common_titles(traits: list[Traits]) -> list[Traits]:
    """Mark the titles that stand in three and more places of this very list as ones that prove little."""
    places: defaultdict[str, set[tuple[int, str, str]]] = defaultdict(set)
    for t in traits:
        if t.title:
            places[t.title].add((t.year, t.volume, t.containers[0] if t.containers else ""))
    common = {title for title, found in places.items() if len(found) >= 4 and len({year for year, _, _ in found}) >= 3}
    return [msgspec.structs.replace(t, generic=True) if t.title in common else t for t in traits]


def _issues_are_junk(traits: list[Traits], scores: Mapping[tuple[int, int], Score], copies: Mapping[int, int]) -> bool:
    """Tell whether this list's issues are no issues (running numbers of a data base): sure pairs contradict each other."""
    said: Counter[str] = Counter()
    said["same"] = sum(bool(traits[copy].issue and traits[copy].first) for copy in copies)
    for (i, j), s in scores.items():
        a, b = traits[i], traits[j]
        if a.issue and b.issue and a.first and a.first == b.first and a.volume and a.volume == b.volume and not s.veto:
            at = dict(s.levels)
            if at["title"] == "same" and at["year"] == "same":
                said["same" if a.issue == b.issue else "different"] += 1
    return said["different"] >= 10 and said["different"] > said["same"]


def names_of(records: Sequence[Record]) -> tuple[list[str], list[Diagnostic]]:
    """Return a name for each record: its id, ``#3`` where it has none, ``id~2`` where another has the same."""
    seen: Counter[str] = Counter()
    taken = {r.id for r in records}
    names: list[str] = []
    diagnostics = []
    for position, record in enumerate(records, 1):
        name = record.id or f"#{position}"
        seen[name] += 1
        if seen[name] > 1:
            name = f"{name}~{seen[name]}"
            while name in taken:
                name += "~"
            diagnostics.append(
                Diagnostic(
                    code="DD101", record=record.id, message=f"another record has the id {record.id!r} too; here this one is {name!r}"
                )
            )
        taken.add(name)
        names.append(name)
    return names, diagnostics


def _confidence(points: float) -> float:
    """Return a probability for the points of the weakest join: 0.9 at the threshold, nearer to 1 above."""
    doubt: float = 0.5 ** ((points - thresholds().merge) / 1.5)
    return round(max(0.5, 1 - 0.1 * doubt), 3)


def _group(found: _Comparison, joins: Mapping[int, _Join], positions: list[int], records: Sequence[Record], names: Sequence[str]) -> Group:
    """Return a group with the strongest join of each member as its reason."""
    originals = tuple(records[p] for p in positions)
    chosen: dict[tuple[int, int], _Join] = {}
    for p in positions:
        decided = [q for q in positions if found.decided.get(frozenset((p, q)))] if found.decided else []
        if decided:
            join = found.join_of(p, decided[0])
        else:
            join = joins.get(p) or found.join_of(p, positions[0] if p != positions[0] else positions[1])
        a, b = sorted((found.owners[join[1]], found.owners[join[2]]))
        chosen[a, b] = join
    reasons = []
    weakest = 1.0
    for (p, q), (score, i, j) in sorted(chosen.items()):
        if found.decided.get(frozenset((p, q))):
            why = "you said so"
        else:
            why = ", ".join(reasons_for(score, found.traits[i], found.traits[j]))
            weakest = min(weakest, _confidence(score.points))
        reasons.append(f"{names[p]} and {names[q]}: {why}")
    return Group(
        members=tuple(names[p] for p in positions),
        kept=names[positions[leading(originals)]],
        reasons=tuple(reasons),
        confidence=weakest,
        originals=originals,
        positions=tuple(positions),
    )


def merge(
    records: Sequence[Record], *, decisions: Mapping[tuple[str, str], bool] | None = None, engine: Engine = builtin_engine
) -> Deduplication:
    """Merge the records that are the same work.

    ``decisions`` says of pairs of ids whether they are one work; they are obeyed, against any evidence.
    ``engine`` finds and weighs the pairs (see :mod:`citekit.dedupe.splink_engine` for another than the built-in one).
    Which records form a group does not depend on their order, and merging again changes nothing.
    """
    with collector_paused():
        return _merge(records, decisions or {}, engine)


def _merge(records: Sequence[Record], decisions: Mapping[tuple[str, str], bool], engine: Engine) -> Deduplication:
    names, diagnostics = names_of(records)
    found = _Comparison(records, names, decisions, engine)
    groups: list[Group] = []
    group_of: dict[int, int] = {}
    merged: dict[int, Record] = {}
    clusters = found.clusters()
    group_of.update((p, n) for n, positions in enumerate(clusters) for p in positions)
    joins = found.joins(group_of)
    for positions in clusters:
        group = _group(found, joins, positions, records, names)
        groups.append(group)
        lead = group.members.index(group.kept)
        merged[positions[0]] = merge_records(group.originals, names=group.members, lead=lead)
    apart = {frozenset(group_of.get(p, -1 - p) for p in pair) for pair, same in found.decided.items() if not same}
    uncertain: dict[tuple[int, int], Pair] = {}
    related: dict[tuple[int, int], Relation] = {}
    for (i, j), score in sorted(found.scores.items(), key=lambda item: (-item[1].points, item[0])):
        a, b = sorted((found.owners[i], found.owners[j]))
        if a == b or (a, b) in uncertain or (a, b) in related or frozenset((a, b)) in found.decided:
            continue
        if (a in group_of and group_of[a] == group_of.get(b)) or frozenset((group_of.get(a, -1 - a), group_of.get(b, -1 - b))) in apart:
            continue
        x, y = (found.traits[i], found.traits[j]) if found.owners[i] == a else (found.traits[j], found.traits[i])
        relation = relation_of(x, y, score)
        if relation is not None:
            related[a, b] = relation
        elif not score.veto and score.points >= thresholds().ask:
            uncertain[a, b] = Pair(names[a], names[b], score.points, reasons_for(score, x, y), reasons_against(score, x, y))
    for name in dict.fromkeys(found.unknown):
        diagnostics.append(
            Diagnostic(
                code="DD102",
                severity="info",
                record=name,
                message=f"a decision names {name!r}, which is not among the records; it is left aside",
            )
        )
    for pair, same in found.decided.items():
        a, b = sorted(pair)
        if not same and a in group_of and group_of[a] == group_of.get(b):
            said = f"by other decisions {names[a]!r} and {names[b]!r} are one work, by this one they are two; they were merged. Change one of the decisions"
            diagnostics.append(Diagnostic(code="DD103", record=names[a], message=said))
    gone = {p for p in group_of if p not in merged}
    return Deduplication(
        records=tuple(merged.get(p, r) for p, r in enumerate(records) if p not in gone),
        groups=tuple(groups),
        uncertain=tuple(pair for _, pair in sorted(uncertain.items())),
        related=tuple(relation for _, relation in sorted(related.items())),
        diagnostics=tuple(diagnostics),
    )


def undo(report: Deduplication) -> tuple[Record, ...]:
    """Return the records as they were before the merge, in their order: ``undo(merge(x)) == x``.

    Changes made since to records that were not merged stay; those of merged ones are lost with the merge.
    """
    restored: dict[int, Record] = {}
    for group in report.groups:
        restored.update(zip(group.positions, group.originals, strict=True))
    firsts = {min(group.positions) for group in report.groups}
    count = len(report.records) - len(report.groups) + len(restored)
    rest = iter(report.records)
    records = []
    for position in range(count):
        if position in firsts:
            next(rest)  # the merged record in the place of its first member
        records.append(restored[position] if position in restored else next(rest))
    return tuple(records)
