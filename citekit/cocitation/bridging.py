"""The bridge map's nodes and edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from citekit.cocitation.bridge import bridge_places, neighbourly, paper_order
from citekit.cocitation.layout import mean_distance
from citekit.cocitation.network import Cluster, CoCitationMap, Edge, Node

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citekit.cocitation.measure import Measure

__all__ = ["bridge_map", "with_degrees"]


def bridge_map(drawing: CoCitationMap, measure: Measure, own: Mapping[str, str]) -> CoCitationMap:
    """Return the map with papers, works and their ties; ``own`` are the works' ids of papers that are cited themselves.

    Edges: who cites what, pairs cited by two papers or more, pairs in one paragraph or nearer.
    """
    table = measure.table
    papers = list(drawing.papers)
    index = {name: p for p, name in enumerate(table.papers)}
    paper_of = {record: index[name] for name, record in own.items() if name in index}
    ties: dict[tuple[int, int], float] = {(index[e.source], index[e.target]): e.count for e in drawing.coupling}
    cites: list[Edge] = []
    leaves: dict[int, list[int]] = {}
    drawn: list[int] = []
    for w, work in enumerate(table.works):
        citing = measure.cited_by(w)
        target = work
        if work in paper_of and citing:
            cited = paper_of[work]
            target = papers[cited].id
            node = drawing.items[w]
            papers[cited] = msgspec.structs.replace(
                papers[cited], citations=node.citations, cited_by=node.cited_by, bridge=True, record=work, variants=node.variants
            )
            for p in citing:
                pair = (min(p, cited), max(p, cited))
                ties[pair] = ties.get(pair, 0) + 1
        elif citing:
            drawn.append(w)
            if len(citing) == 1:
                leaves.setdefault(citing[0], []).append(w)
        cites.extend(Edge(source=papers[p].id, target=target, kind="cites", count=1, papers=(table.papers[p],)) for p in citing)
    order = paper_order(table, ties)
    near = {pair: entry for pair, entry in measure.near.items() if entry.level in ("sentence", "paragraph")}
    leaves = {paper: neighbourly(works, {pair: n.bonus for pair, n in near.items()}) for paper, works in leaves.items()}
    paper_places, places = bridge_places(table, order, leaves)
    scale = 1 / (mean_distance([*paper_places, *(places[w] for w in drawn)]) or 1.0)
    number = {p: i + 1 for i, p in enumerate(order)}
    shown = [
        msgspec.structs.replace(node, cluster=number[p], x=round(x * scale, 4), y=round(y * scale, 4))
        for p, (node, (x, y)) in enumerate(zip(papers, paper_places, strict=True))
    ]
    for w in drawn:
        x, y = places[w]
        citing = measure.cited_by(w)
        cluster = number[citing[0]] if len(citing) == 1 else 0
        shown.append(msgspec.structs.replace(drawing.items[w], cluster=cluster, x=round(x * scale, 4), y=round(y * scale, 4)))
    known = {node.id for node in shown}
    together = [
        measure.edge(a, b, n)
        for a, b, n in drawing.pairs
        if (n >= 2 or (a, b) in near) and table.works[a] in known and table.works[b] in known
    ]
    edges = (*cites, *together)
    clusters = tuple(
        Cluster(number=number[p], label=papers[p].label, size=len(leaves.get(p, ()))) for p in sorted(number, key=lambda p: number[p])
    )
    return msgspec.structs.replace(
        drawing,
        nodes=with_degrees(shown, edges),
        edges=edges,
        shown=tuple(range(len(edges))),
        clusters=clusters,
        papers=tuple(shown[: len(papers)]),
        quality={"layout": "wreaths on a circle"},
    )


def with_degrees(nodes: Sequence[Node], edges: Sequence[Edge]) -> tuple[Node, ...]:
    """Return the nodes with the number of their edges."""
    degrees: dict[str, int] = {}
    for edge in edges:
        degrees[edge.source] = degrees.get(edge.source, 0) + 1
        degrees[edge.target] = degrees.get(edge.target, 0) + 1
    return tuple(msgspec.structs.replace(node, degree=degrees.get(node.id, 0)) for node in nodes)
