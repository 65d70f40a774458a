"""The map for Pajek: the network, its partition into clusters, and the vector of citations (UTF-8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.cocitation.exports.tables import number
from citekit.cocitation.labels import clean
from citekit.cocitation.picture import picture_of

if TYPE_CHECKING:
    from citekit.cocitation.network import CoCitationMap

__all__ = ["clu", "net", "vec"]


def _quoted(label: str) -> str:
    """Return a label in quotes; Pajek has no escape, so a quote within becomes an apostrophe."""
    return '"' + clean(label).replace('"', "'").replace("\\", "/") + '"'


def net(drawing: CoCitationMap) -> str:
    """Return the network: vertices with places in 0…1, arcs for who cites what, edges with counts."""
    picture = picture_of(drawing)
    place = {node.id: i for i, node in enumerate(drawing.nodes, 1)}
    lines = [f"*Vertices {len(drawing.nodes)}"]
    for i, (node, (x, y)) in enumerate(zip(drawing.nodes, picture.places, strict=True), 1):
        lines.append(f"{i} {_quoted(node.label)} {x / picture.width:.4f} {y / picture.height:.4f} 0.5000")
    cites = [e for e in drawing.edges if e.kind == "cites"]
    ties = [e for e in drawing.edges if e.kind != "cites"]
    for head, edges in (("*Arcs", cites), ("*Edges", ties)):
        if edges or head == "*Edges":
            lines.append(head)
            lines += [f"{place[e.source]} {place[e.target]} {number(e.count)}" for e in edges]
    return "\n".join([*lines, ""])


def clu(drawing: CoCitationMap) -> str:
    """Return the partition: each vertex's cluster, 0 for none."""
    return "\n".join([f"*Vertices {len(drawing.nodes)}", *(str(node.cluster) for node in drawing.nodes), ""])


def vec(drawing: CoCitationMap) -> str:
    """Return the vector: each vertex's citations."""
    return "\n".join([f"*Vertices {len(drawing.nodes)}", *(str(node.citations) for node in drawing.nodes), ""])
