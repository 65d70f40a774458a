"""The co-citation map of a library: counts, choice, places, clusters, evidence."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import msgspec

from citekit.cocitation.bridge import bridge_places, bridges_of, paper_order
from citekit.cocitation.choice import choose_map
from citekit.cocitation.citing import Pairs, papers_in_library, table_of_library
from citekit.cocitation.counts import count_cocitations, count_couplings, pair_events, without_hubs
from citekit.cocitation.description import paper_nodes, work_nodes
from citekit.cocitation.measure import Measure
from citekit.cocitation.network import CoCitationMap, Edge, Node, Settings
from citekit.cocitation.proximity import nearness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citekit.cocitation.citing import CitationTable
    from citekit.cocitation.network import Mention
    from citekit.cocitation.proximity import Nearness
    from citekit.model import Library

__all__ = ["co_citation_map"]


def co_citation_map(
    library: Library,
    *,
    mentions: Sequence[Mention] = (),
    texts: Mapping[str, Mapping[str, str]] | None = None,
    settings: Settings = Settings(),  # noqa: B008  # frozen
    inputs: Mapping[str, str] | None = None,
) -> CoCitationMap:
    """Draw which works of a library are cited together.

    ``mentions`` are the citations in the papers' texts, ``texts`` the finished descriptions of each record
    (``{"id": {"gost": …, "apa": …}}``), ``inputs`` the SHA-256 of each input file, for the report. Which map is
    drawn hangs on the number of papers; the result says which and why.

    Raises:
        MissingExtra: a corpus of this size needs numpy and scipy.
    """
    texts = texts or {}
    table, noticed = table_of_library(library)
    table, hubs = without_hubs(table, settings.max_references)
    diagnostics = [*noticed, *hubs]
    works = work_nodes(library.records, texts)
    near = nearness(table, mentions)
    all_pairs = count_cocitations(table, counting=settings.counting)
    choice = choose_map(
        settings, table, all_pairs, sum(n.level in ("sentence", "paragraph") for n in near.values()), has_mentions=bool(near)
    )
    papers = paper_nodes(table.papers, library, texts)
    measure = Measure(table, table.works, counting=settings.counting, near=near)
    citations = measure.citations
    works = [
        msgspec.structs.replace(
            node,
            citations=citations[w],
            cited_by=tuple(table.papers[p] for p in measure.cited_by(w)),
            strength=round(measure.strengths[w], 6),
            bridge=citations[w] > 1,
        )
        for w, node in enumerate(works)
    ]
    figures = {
        "papers": len(table.papers),
        "citing_papers": sum(1 for row in table.rows() if len(row)),
        "works": sum(c > 0 for c in citations),
        "citations": len(table.links),
        "bridges": sum(c > 1 for c in citations),
        "pair_events": pair_events(table),
        "pairs": len(all_pairs),
        "pairs_twice": sum(n >= 2 for n in all_pairs.count),
        "near": {level: sum(n.level == level for n in near.values()) for level in ("sentence", "paragraph", "section")},
    }
    coupling = _coupling(table, [p.id for p in papers]) if len(table.papers) <= 60 else ()
    drawing = CoCitationMap(
        settings=settings,
        choice=choice,
        papers=tuple(papers),
        bridges=tuple(table.works[w] for w in bridges_of(table)),
        coupling=coupling,
        mentions=tuple(mentions),
        measure=measure,
        items=works,
        pairs=_chosen(all_pairs, choice.min_count, near),
        figures=figures,
        inputs=dict(sorted((inputs or {}).items())),
        diagnostics=tuple(diagnostics),
    )
    if choice.form == "bridge":
        return _bridge_map(drawing, library, measure, papers, works)
    return drawing


def _chosen(pairs: Pairs, min_count: float, near: Mapping[tuple[int, int], Nearness]) -> Pairs:
    """Return the pairs that occur often enough, or in one paragraph or nearer."""
    kept = [k for k, (a, b, n) in enumerate(pairs) if n >= min_count or ((a, b) in near and near[a, b].level in ("sentence", "paragraph"))]
    if len(kept) == len(pairs):
        return pairs
    return Pairs(
        array("i", (pairs.first[k] for k in kept)),
        array("i", (pairs.second[k] for k in kept)),
        array("i" if pairs.count.typecode == "i" else "d", (pairs.count[k] for k in kept)),
    )


def _coupling(table: CitationTable, ids: Sequence[str]) -> tuple[Edge, ...]:
    measure = Measure(table.transposed(), ids, kind="coupling")
    return tuple(measure.edge(a, b, n) for a, b, n in count_couplings(table))


def _bridge_map(drawing: CoCitationMap, library: Library, measure: Measure, papers: list[Node], works: list[Node]) -> CoCitationMap:
    table = measure.table
    own = papers_in_library(library)
    paper_of = {record: name for name, record in own.items() if name in table.papers}
    index = {name: p for p, name in enumerate(table.papers)}
    ties: dict[tuple[int, int], float] = {}
    for a, b, n in count_couplings(table):
        ties[a, b] = n
    cites: list[Edge] = []
    leaves: dict[int, list[int]] = {}
    drawn: list[int] = []
    for w, node in enumerate(works):
        citing = measure.cited_by(w)
        if not citing:
            continue
        target = node.id
        if node.id in paper_of:
            cited = index[paper_of[node.id]]
            target = papers[cited].id
            papers[cited] = msgspec.structs.replace(papers[cited], citations=node.citations, cited_by=node.cited_by, bridge=True)
            for p in citing:
                pair = (min(p, cited), max(p, cited))
                ties[pair] = ties.get(pair, 0) + 1
        else:
            drawn.append(w)
            if len(citing) == 1:
                leaves.setdefault(citing[0], []).append(w)
        cites.extend(Edge(source=papers[p].id, target=target, kind="cites", count=1.0) for p in citing)
    order = paper_order(table, ties)
    near = {pair: entry for pair, entry in measure.near.items() if entry.level in ("sentence", "paragraph")}
    leaves = {paper: _neighbourly(own_works, near) for paper, own_works in leaves.items()}
    paper_places, places = bridge_places(table, order, leaves)
    scale = _scale([*paper_places, *places.values()])
    number = {p: i + 1 for i, p in enumerate(order)}
    shown = [
        msgspec.structs.replace(papers[p], cluster=number[p], x=round(x * scale, 4), y=round(y * scale, 4))
        for p, (x, y) in enumerate(paper_places)
    ]
    shown += [
        msgspec.structs.replace(
            works[w],
            cluster=number[measure.cited_by(w)[0]] if works[w].citations == 1 else 0,
            x=round(places[w][0] * scale, 4),
            y=round(places[w][1] * scale, 4),
        )
        for w in drawn
    ]
    known = {node.id for node in shown}
    pairs = {(a, b): n for a, b, n in drawing.pairs}
    together = [measure.edge(a, b, pairs[a, b]) for a, b in sorted({*near, *(p for p, n in pairs.items() if n >= 2)}) if (a, b) in pairs]
    edges = (*cites, *(e for e in together if e.source in known and e.target in known))
    return msgspec.structs.replace(drawing, nodes=_with_degrees(shown, edges), edges=edges, papers=tuple(shown[: len(papers)]))


def _neighbourly(works: list[int], near: Mapping[tuple[int, int], Nearness]) -> list[int]:
    """Return a paper's works in an order in which those cited near each other are neighbours: tied ones first."""
    ties: dict[int, dict[int, float]] = {w: {} for w in works}
    for (a, b), entry in near.items():
        if a in ties and b in ties:
            ties[a][b] = ties[b][a] = entry.bonus
    order: list[int] = []
    seen: set[int] = set()
    for start in sorted(works, key=lambda w: (-sum(ties[w].values()), w)):
        stack = [start]
        while stack:
            work = stack.pop()
            if work in seen:
                continue
            seen.add(work)
            order.append(work)
            stack.extend(sorted((v for v in ties[work] if v not in seen), key=lambda v: (ties[work][v], -v)))
    return order


def _scale(places: Sequence[tuple[float, float]]) -> float:
    """Return the factor that makes the mean distance of all places 1."""
    import math

    total = sum(math.hypot(a[0] - b[0], a[1] - b[1]) for i, a in enumerate(places) for b in places[i + 1 :])
    pairs = len(places) * (len(places) - 1) / 2
    return pairs / total if total else 1.0


def _with_degrees(nodes: Sequence[Node], edges: Sequence[Edge]) -> tuple[Node, ...]:
    degrees: dict[str, int] = {}
    for edge in edges:
        degrees[edge.source] = degrees.get(edge.source, 0) + 1
        degrees[edge.target] = degrees.get(edge.target, 0) + 1
    return tuple(msgspec.structs.replace(node, degree=degrees.get(node.id, 0)) for node in nodes)
