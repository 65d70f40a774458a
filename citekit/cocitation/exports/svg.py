"""The map as a picture: SVG 1.1 without scripts, fonts from the system."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from citekit.cocitation.labels import clean, shortened
from citekit.cocitation.picture import colour_of, ink_on, picture_of, placed_labels

if TYPE_CHECKING:
    from citekit.cocitation.network import CoCitationMap, Node
    from citekit.cocitation.picture import Picture

__all__ = ["svg"]

_FONT = "font-family=\"'Segoe UI', 'Noto Sans', 'DejaVu Sans', 'Helvetica Neue', Arial, sans-serif\""
_INK, _PAPER = "#1F2937", "#FFFFFF"


def svg(drawing: CoCitationMap) -> str:
    """Return the picture with labels, clusters and one line on what it shows."""
    picture = picture_of(drawing)
    russian = drawing.settings.language == "ru"
    title = drawing.settings.title or ("Карта социтирования" if russian else "Co-citation map")
    reason = (drawing.choice.reasons_ru if russian else drawing.choice.reasons)[0]
    legend = _legend(drawing)
    height = picture.height + 40 + 20 * ((len(legend) + 2) // 3)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {picture.width:g} {height:g}" width="{picture.width:g}" height="{height:g}" role="img" {_FONT}>',
        f"<title>{escape(clean(title))}</title>",
        f"<desc>{escape(clean(' '.join(drawing.choice.reasons_ru if russian else drawing.choice.reasons)))}</desc>",
        f'<rect width="100%" height="100%" fill="{_PAPER}"/>',
        *_edges(drawing, picture),
        *_nodes(drawing, picture),
        *_labels(drawing, picture),
    ]
    for i, line in enumerate(legend):
        x, y = 40 + (i % 3) * 380, picture.height + 8 + 20 * (i // 3)
        lines.append(f'<g transform="translate({x},{y})">{line}</g>')
    lines.append(f'<text x="40" y="{height - 14:g}" font-size="11" fill="#4B5563">{escape(shortened(reason, 210))}</text>')
    lines += ["</svg>", ""]
    return "\n".join(lines)


def _edges(drawing: CoCitationMap, picture: Picture) -> list[str]:
    index = {node.id: i for i, node in enumerate(drawing.nodes)}
    own = {paper.id.removeprefix("paper:"): paper.cluster for paper in drawing.papers}
    shown = [drawing.edges[k] for k in drawing.shown]
    strongest = max((e.count for e in shown if e.kind != "cites"), default=1.0) or 1.0
    lines = ['<g fill="none" stroke-linecap="round">']
    for edge in shown:
        a, b = index[edge.source], index[edge.target]
        (x1, y1), (x2, y2) = picture.places[a], picture.places[b]
        node_a, node_b = drawing.nodes[a], drawing.nodes[b]
        dash = ""
        if edge.kind == "cites":
            colour, wide, alpha = colour_of(node_a.cluster), 1.8 if node_b.bridge else 0.8, 0.75 if node_b.bridge else 0.28
            dash = ' stroke-dasharray="7 5"' if node_b.kind == "paper" else ""
        else:
            close = edge.level in ("sentence", "paragraph")
            group = (
                own.get(edge.papers[0], 0) if len(edge.papers) == 1 and own else node_a.cluster if node_a.cluster == node_b.cluster else 0
            )
            colour = colour_of(group) if group else "#6B7280"
            share = edge.proximity / 3 if close and drawing.choice.form != "classic" else edge.count / strongest
            wide = 0.6 + 3.0 * min(1.0, share)
            alpha = (0.65 if edge.level == "sentence" else 0.4) if close else 0.35 if group else 0.22
        lines.append(
            f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" stroke-width="{wide:.2f}" stroke-opacity="{alpha}"{dash}/>'
        )
    lines.append("</g>")
    return lines


def _nodes(drawing: CoCitationMap, picture: Picture) -> list[str]:
    lines = ["<g>"]
    order = sorted(range(len(drawing.nodes)), key=lambda i: -picture.radii[i])
    for i in order:
        node, (x, y), r = drawing.nodes[i], picture.places[i], picture.radii[i]
        colour = colour_of(node.cluster)
        told = f"<title>{escape(clean(f'{node.label}. {node.title}'))}</title>"
        if node.kind == "paper":
            shape = f'<rect x="{x - r:.1f}" y="{y - r:.1f}" width="{2 * r:.1f}" height="{2 * r:.1f}" rx="4" fill="{colour}" stroke="{_PAPER}" stroke-width="1.5">{told}</rect>'
        elif node.bridge and drawing.choice.form == "bridge":
            shape = f'<g>{told}<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{_PAPER}"/>{_ring(drawing, node, x, y, r)}</g>'
        else:
            shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{colour}" stroke="{_PAPER}" stroke-width="1">{told}</circle>'
        if node.cluster and (node.kind == "paper" or (r >= 7 and drawing.choice.form != "bridge")):
            shape += (
                f'<text x="{x:.1f}" y="{y + r * 0.36:.1f}" font-size="{r:.1f}" text-anchor="middle" font-weight="600" fill="{ink_on(colour)}">'
                f"{node.cluster}</text>"
            )
        lines.append(shape)
    lines.append("</g>")
    return lines


def _ring(drawing: CoCitationMap, node: Node, x: float, y: float, r: float) -> str:
    """Return a ring in the colours of the papers that cite the work."""
    import math

    own = {paper.id.removeprefix("paper:"): paper.cluster for paper in drawing.papers}
    colours = [colour_of(own.get(name, 0)) for name in node.cited_by]
    arcs = []
    for k, colour in enumerate(colours):
        begin, end = (2 * math.pi * (k + d) / len(colours) - math.pi / 2 for d in (0, 1))
        wide = int(end - begin > math.pi)
        x1, y1, x2, y2 = x + r * math.cos(begin), y + r * math.sin(begin), x + r * math.cos(end), y + r * math.sin(end)
        arcs.append(
            f'<path d="M{x1:.1f} {y1:.1f}A{r:.1f} {r:.1f} 0 {wide} 1 {x2:.1f} {y2:.1f}" fill="none" stroke="{colour}" stroke-width="4"/>'
        )
    return "".join(arcs) + f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r * 0.4:.1f}" fill="{_INK}"/>'


def _labels(drawing: CoCitationMap, picture: Picture) -> list[str]:
    nodes = drawing.nodes
    order = sorted(
        range(len(nodes)), key=lambda i: (nodes[i].kind != "paper", not nodes[i].bridge, -nodes[i].citations, -nodes[i].degree, nodes[i].id)
    )
    labels = [clean(node.label) for node in nodes]
    lines = [f'<g font-size="11" fill="{_INK}" stroke="{_PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">']
    for i, (x, y, anchor) in placed_labels(labels, picture.places, picture.radii, order).items():
        weight = ' font-weight="600"' if nodes[i].kind == "paper" or nodes[i].bridge else ""
        lines.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{weight}>{escape(labels[i])}</text>')
    lines.append("</g>")
    return lines


def _legend(drawing: CoCitationMap) -> list[str]:
    lines = []
    for cluster in drawing.clusters[:12]:
        colour = colour_of(cluster.number)
        lines.append(
            f'<rect width="16" height="16" rx="3" fill="{colour}"/><text x="8" y="12" font-size="10" text-anchor="middle" font-weight="600" fill="{ink_on(colour)}">'
            f'{cluster.number}</text><text x="22" y="12.5" font-size="12" fill="{_INK}">{escape(shortened(cluster.label, 44))} ({cluster.size})</text>'
        )
    return lines
