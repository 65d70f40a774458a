"""A network of counted pairs into a map: which nodes, their clusters, their places, which edges are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from citekit.cocitation.bridging import with_degrees
from citekit.cocitation.clusters import Graph, best_partition, merged_small, numbered
from citekit.cocitation.normalisation import association_strength
from citekit.cocitation.selection import parts_of, strongest_links
from citekit.cocitation.terms import named_clusters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.cocitation.measure import Measure
    from citekit.cocitation.network import CoCitationMap, Node, Settings

__all__ = ["network_map", "normalised", "placed"]

Link = tuple[int, int, float]

_PLAIN = 100  # nodes up to which the standard library lays out as well as numpy, and gives the same bytes everywhere
_EXACT = 1500  # nodes up to which VOS sees every pair
_PER_NODE = 10


def network_map(drawing: CoCitationMap, measure: Measure) -> CoCitationMap:
    """Return the map with the nodes that pass the thresholds, in clusters, at their places, with the strongest edges."""
    settings, choice = drawing.settings, drawing.choice
    by_nearness = choice.form == "proximity"
    links: list[Link] = []
    counts: dict[tuple[int, int], float] = {}
    cited = bytes(c >= choice.min_citations for c in measure.citations)
    least = 0.0 if settings.counting == "fractional" else float(max(2, choice.min_count) if by_nearness else choice.min_count)
    for a, b, n in drawing.pairs:
        if not (cited[a] and cited[b]):
            continue
        if by_nearness and (n >= least or _is_close(measure, a, b)):
            links.append((a, b, measure.proximity(a, b, n)))
            counts[a, b] = n
        elif not by_nearness and n >= least:
            links.append((a, b, n))
            counts[a, b] = n
    links = _heaviest(links, settings.max_nodes, measure)
    chosen = sorted({end for a, b, _ in links for end in (a, b)})
    place = {number: i for i, number in enumerate(chosen)}
    local = [(place[a], place[b], w) for a, b, w in links]
    nodes = [drawing.items[number] for number in chosen]
    nodes, quality = placed(nodes, local, settings)
    shown = strongest_links(
        len(nodes),
        local,
        (lambda link: link[2]) if by_nearness else (lambda link: measure.cosine(chosen[link[0]], chosen[link[1]], link[2])),
        per_node=_PER_NODE,
        most=settings.max_edges,
    )
    edges = tuple(measure.edge(a, b, counts[a, b]) for a, b, _ in links)
    return msgspec.structs.replace(
        drawing, nodes=with_degrees(nodes, edges), edges=edges, shown=tuple(shown), clusters=named_clusters(nodes), quality=quality
    )


def _is_close(measure: Measure, first: int, second: int) -> bool:
    entry = measure.near.get((first, second))
    return entry is not None and entry.level in ("sentence", "paragraph")


def _heaviest(links: list[Link], most: int, measure: Measure) -> list[Link]:
    """Return the links among the ``most`` most cited ends, so that a threshold set by hand cannot flood the map."""
    ends = {end for a, b, _ in links for end in (a, b)}
    if len(ends) <= most:
        return links
    kept = set(sorted(ends, key=lambda w: (-measure.citations[w], -measure.strengths[w], w))[:most])
    return [link for link in links if link[0] in kept and link[1] in kept]


def normalised(size: int, links: Sequence[Link]) -> list[Link]:
    """Return the links with association strengths of this network in place of their weights."""
    strength = [0.0] * size
    for a, b, w in links:
        strength[a] += w
        strength[b] += w
    total = sum(strength)
    return [(a, b, association_strength(w, strength[a], strength[b], total)) for a, b, w in links]


def placed(nodes: Sequence[Node], links: Sequence[Link], settings: Settings) -> tuple[list[Node], dict[str, Any]]:
    """Return the nodes with cluster and place, and what quality was reached.

    Raises:
        MissingExtra: there are more nodes than the standard library can lay out in good time.
    """
    size = len(nodes)
    if not size:
        return [], {}
    similar = normalised(size, links)
    graph = Graph(size, similar)
    groups, quality = best_partition(graph, resolution=settings.resolution, starts=settings.starts, seed=settings.seed)
    smallest = settings.min_cluster_size if settings.min_cluster_size is not None else (5 if size >= 500 else 1)
    if smallest > 1:
        groups = merged_small(graph, groups, smallest)
    clusters = numbered(groups)
    heaviest = max(range(size), key=lambda i: (nodes[i].citations, nodes[i].strength, -i))
    report: dict[str, Any] = {"clusters": max(clusters), "clustering": round(quality, 6), "parts": len(set(parts_of(size, links)))}
    places = _layout(similar, size, heaviest, settings.seed, report)
    return [
        msgspec.structs.replace(node, cluster=clusters[i], x=round(places[i][0], 4) + 0.0, y=round(places[i][1], 4) + 0.0)
        for i, node in enumerate(nodes)
    ], report


def _layout(similar: Sequence[Link], size: int, heaviest: int, seed: int, report: dict[str, Any]) -> list[tuple[float, float]]:
    if size <= _PLAIN:
        from citekit.cocitation.plain import plain_places

        report["layout"] = "VOS by majorisation"
        return plain_places(size, similar, heaviest=heaviest)
    if size <= _EXACT:
        from citekit.cocitation.layout import canonical_places, vos_places

        places, energy = vos_places(size, similar, starts=3 if size <= 300 else 1, seed=seed)
        report["layout"] = "VOS by L-BFGS"
        report["energy"] = round(energy, 2)
        return canonical_places(places, heaviest)
    from citekit.cocitation.mesh import spring_places

    report["layout"] = "VOS springs on a mesh"
    return spring_places(size, similar, seed=seed, heaviest=heaviest)
