"""The map as GEXF 1.3 (gexf.net) with places, sizes and colours, for Gephi."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from citekit.cocitation.exports.tables import number
from citekit.cocitation.labels import clean
from citekit.cocitation.picture import colour_of, picture_of

if TYPE_CHECKING:
    from citekit.cocitation.network import CoCitationMap

__all__ = ["gexf"]

_NODE = {
    "kind": "string", "title": "string", "authors": "string", "year": "integer", "doi": "string", "citations": "integer",
    "strength": "double", "cluster": "integer", "bridge": "boolean",
}  # fmt: skip
_EDGE = {"count": "double", "cosine": "double", "association_strength": "double", "proximity": "double", "level": "string"}


def gexf(drawing: CoCitationMap) -> str:
    """Return the drawn network, undirected throughout; ``weight`` of an edge is its count, y grows upwards as Gephi has it."""
    picture = picture_of(drawing)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
        f"  <meta><creator>citekit</creator><description>{_text(' '.join(drawing.choice.reasons))}</description></meta>",
        '  <graph mode="static" defaultedgetype="undirected">',
    ]
    for scope, keys in (("node", _NODE), ("edge", _EDGE)):
        lines.append(f'    <attributes class="{scope}">')
        lines += [f'      <attribute id="{name}" title="{name}" type="{kind}"/>' for name, kind in keys.items()]
        lines.append("    </attributes>")
    lines.append("    <nodes>")
    for node, (x, y), radius in zip(drawing.nodes, picture.places, picture.radii, strict=True):
        colour = colour_of(node.cluster)
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        lines.append(f"      <node id={_quoted(node.id)} label={_quoted(node.label)}>")
        lines += _values({name: getattr(node, name) for name in _NODE})
        lines.append(f'        <viz:color r="{red}" g="{green}" b="{blue}"/>')
        lines.append(f'        <viz:position x="{x - picture.width / 2:.2f}" y="{picture.height / 2 - y:.2f}" z="0.0"/>')
        lines.append(f'        <viz:size value="{radius:.2f}"/>')
        lines.append("      </node>")
    lines += ["    </nodes>", "    <edges>"]
    for k, edge in enumerate(drawing.edges):
        ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)}"
        lines.append(f'      <edge id="{k}" {ends} weight="{number(edge.count)}" kind={_quoted(edge.kind)}>')
        lines += _values({name: getattr(edge, name) for name in _EDGE})
        lines.append("      </edge>")
    lines += ["    </edges>", "  </graph>", "</gexf>", ""]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return quoteattr(clean(text))


def _text(text: str) -> str:
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _values(values: dict[str, object]) -> list[str]:
    lines = []
    for name, value in values.items():
        if isinstance(value, bool):
            text = "true" if value else "false"
        elif isinstance(value, int | float):
            text = number(value)
        else:
            text = clean(str(value))
        if text:
            lines.append(f'          <attvalue for="{name}" value={_quoted(text)}/>')
    return ["        <attvalues>", *lines, "        </attvalues>"] if lines else []
