"""The map for VOSviewer and VOSviewer Online: map file, network file, and JSON.

Source: the manual of VOSviewer 1.6.20 and the JSON format of VOSviewer Online 1.2 (github.com/neesjanvaneck/VOSviewer-Online).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from citekit.cocitation.exports.tables import number
from citekit.cocitation.labels import clean

if TYPE_CHECKING:
    from citekit.cocitation.network import CoCitationMap, Node

__all__ = ["vosviewer_json", "vosviewer_map", "vosviewer_network"]

_MOST_CLUSTERS = 1000  # VOSviewer's own limit


def vosviewer_map(drawing: CoCitationMap) -> str:
    """Return the map file: a line an item, columns between tabs."""
    head = [
        "id",
        "label",
        "description",
        "url",
        "x",
        "y",
        "cluster",
        "weight<Links>",
        "weight<Total link strength>",
        "weight<Citations>",
        "score<Year>",
    ]
    lines = ["\t".join(head)]
    links, totals = _totals(drawing)
    for i, node in enumerate(drawing.nodes, 1):
        row = [
            str(i), _label(node), clean(node.title), _url(node), number(node.x), number(node.y), _cluster(node),
            str(links[i - 1]), number(totals[i - 1]), str(node.citations), str(node.year or ""),
        ]  # fmt: skip
        lines.append("\t".join(row))
    return "\n".join([*lines, ""])


def vosviewer_network(drawing: CoCitationMap) -> str:
    """Return the network file: two item numbers and the strength of their link."""
    place = {node.id: i for i, node in enumerate(drawing.nodes, 1)}
    return "".join(f"{place[e.source]}\t{place[e.target]}\t{number(e.count)}\n" for e in drawing.edges)


def vosviewer_json(drawing: CoCitationMap) -> str:
    """Return the JSON that VOSviewer Online opens."""
    place = {node.id: i for i, node in enumerate(drawing.nodes, 1)}
    links, totals = _totals(drawing)
    russian = drawing.settings.language == "ru"
    items = []
    for i, node in enumerate(drawing.nodes, 1):
        item: dict[str, Any] = {"id": i, "label": _label(node)}
        if node.title:
            item["description"] = _escaped(node.title)
        if _url(node):
            item["url"] = _url(node)
        item |= {"x": node.x, "y": node.y}
        if _cluster(node):
            item["cluster"] = node.cluster
        item["weights"] = {"Links": links[i - 1], "Total link strength": float(number(totals[i - 1])), "Citations": node.citations}
        if node.year:
            item["scores"] = {"Year": node.year}
        items.append(item)
    terminology = (
        {"item": "Работа", "items": "Работы", "link": "Связь", "links": "Связи", "link_strength": "Сила связи", "cluster": "Кластер"}
        if russian
        else {
            "item": "Work",
            "items": "Works",
            "link": "Co-citation link",
            "links": "Co-citation links",
            "link_strength": "Times cited together",
        }
    )
    document = {
        "info": {
            "title": _escaped(drawing.settings.title),
            "description": _escaped(" ".join(drawing.choice.reasons_ru if russian else drawing.choice.reasons)),
        },
        "config": {"terminology": terminology},
        "network": {
            "items": items,
            "links": [
                {"source_id": place[e.source], "target_id": place[e.target], "strength": float(number(e.count))} for e in drawing.edges
            ],
            "clusters": [{"cluster": c.number, "label": _escaped(c.label)} for c in drawing.clusters],
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _totals(drawing: CoCitationMap) -> tuple[list[int], list[float]]:
    place = {node.id: i for i, node in enumerate(drawing.nodes)}
    links, totals = [0] * len(place), [0.0] * len(place)
    for edge in drawing.edges:
        for end in (edge.source, edge.target):
            links[place[end]] += 1
            totals[place[end]] += edge.count
    return links, totals


def _label(node: Node) -> str:
    # VOSviewer Online renders labels and descriptions as HTML.
    return _escaped(node.label) or node.id


def _escaped(text: str) -> str:
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") if any(c in text for c in "<>") else clean(text)


def _url(node: Node) -> str:
    from urllib.parse import quote

    return f"https://doi.org/{quote(node.doi, safe='/:;().,-_')}" if node.doi else node.url


def _cluster(node: Node) -> str:
    return str(node.cluster) if 0 < node.cluster <= _MOST_CLUSTERS else ""
