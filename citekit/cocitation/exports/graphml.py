"""The map as GraphML (graphml.graphdrawing.org), for yEd, Gephi, Cytoscape, networkx, igraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from citekit.cocitation.exports.tables import number
from citekit.cocitation.labels import clean

if TYPE_CHECKING:
    from citekit.cocitation.network import CoCitationMap

__all__ = ["graphml"]

_NODE = {
    "label": "string", "kind": "string", "title": "string", "authors": "string", "year": "int", "container": "string", "language": "string",
    "doi": "string", "url": "string", "citations": "int", "strength": "double", "degree": "int", "cluster": "int",
    "x": "double", "y": "double", "bridge": "boolean",
}  # fmt: skip
_EDGE = {
    "kind": "string", "weight": "double", "count": "double", "cosine": "double", "association_strength": "double", "jaccard": "double",
    "inclusion": "double", "proximity": "double", "level": "string",
}  # fmt: skip


def graphml(drawing: CoCitationMap) -> str:
    """Return the drawn network, undirected throughout (most readers refuse a mixture); ``weight`` of an edge is its count."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        (
            '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">'
        ),
    ]
    for scope, keys in (("node", _NODE), ("edge", _EDGE)):
        lines += [f'  <key id="{scope[0]}_{name}" for="{scope}" attr.name="{name}" attr.type="{kind}"/>' for name, kind in keys.items()]
    lines.append('  <graph id="map" edgedefault="undirected">')
    for node in drawing.nodes:
        lines.append(f"    <node id={quoteattr(clean(node.id))}>")
        lines += _data("n", {name: getattr(node, name) for name in _NODE})
        lines.append("    </node>")
    for edge in drawing.edges:
        lines.append(f"    <edge source={quoteattr(clean(edge.source))} target={quoteattr(clean(edge.target))}>")
        lines += _data("e", {name: edge.count if name == "weight" else getattr(edge, name) for name in _EDGE})
        lines.append("    </edge>")
    lines += ["  </graph>", "</graphml>", ""]
    return "\n".join(lines)


def _data(prefix: str, values: dict[str, Any]) -> list[str]:
    lines = []
    for name, value in values.items():
        if isinstance(value, bool):
            text = "true" if value else "false"
        elif isinstance(value, int | float):
            text = number(value)
        else:
            text = escape(clean(value))
        if text:
            lines.append(f'      <data key="{prefix}_{name}">{text}</data>')
    return lines
