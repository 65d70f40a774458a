"""The map as CSV tables (RFC 4180, UTF-8): nodes, edges, bridges, coupling, evidence."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from citekit.cocitation.labels import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.cocitation.network import CoCitationMap, Node

__all__ = ["bridges_csv", "coupling_csv", "edges_csv", "evidence_csv", "nodes_csv", "number"]


def number(value: float) -> str:
    """Return a number with at most seven significant figures, whole ones without a point.

    >>> number(20.0), number(1 / 3)
    ('20', '0.3333333')
    """
    return f"{value:.7g}"


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number(value)
    text = clean(str(value))
    # A cell that begins like a formula is run by spreadsheets; titles never begin so honestly.
    return f"'{text}" if text[:1] in ("=", "+", "@") or (text[:1] == "-" and not text[1:2].isdigit()) else text


def _table(head: tuple[str, ...], rows: Iterable[Iterable[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def nodes_csv(drawing: CoCitationMap) -> str:
    """Return all nodes of the map and of the table of pairs; ``drawn`` says which stand on the map."""
    head = [
        "id",
        "label",
        "kind",
        "title",
        "authors",
        "year",
        "container",
        "language",
        "doi",
        "url",
        "citations",
        "cited_by",
        "strength",
        "degree",
        "cluster",
        "x",
        "y",
        "bridge",
        "drawn",
    ]

    def row(node: Node, *, drawn: bool) -> list[Any]:
        return [
            node.id, node.label, node.kind, node.title, node.authors, node.year or "", node.container, node.language, node.doi, node.url,
            node.citations, "; ".join(node.cited_by), node.strength, node.degree, node.cluster or "",
            node.x if drawn else "", node.y if drawn else "", node.bridge, drawn,
        ]  # fmt: skip

    drawn = [row(node, drawn=True) for node in drawing.nodes]
    return _table(tuple(head), [*drawn, *(row(node, drawn=False) for node in drawing.undrawn())])


def edges_csv(drawing: CoCitationMap) -> str:
    """Return all pairs that pass the threshold with all their weights."""
    head = [
        "source",
        "target",
        "count",
        "cosine",
        "association_strength",
        "jaccard",
        "inclusion",
        "probabilistic",
        "proximity",
        "level",
        "papers",
    ]
    rows = (
        (
            e.source,
            e.target,
            e.count,
            e.cosine,
            e.association_strength,
            e.jaccard,
            e.inclusion,
            e.probabilistic,
            e.proximity,
            e.level,
            "; ".join(e.papers),
        )
        for e in drawing.all_edges()
    )
    return _table(tuple(head), rows)


def bridges_csv(drawing: CoCitationMap) -> str:
    """Return the works cited by two or more papers, the most cited first, and which papers cite them."""
    head = ("id", "label", "title", "authors", "year", "doi", "citations", "papers")
    by_id = {node.id: node for node in drawing.items} if drawing.bridges else {}
    works = [by_id[i] for i in drawing.bridges]
    return _table(head, ((n.id, n.label, n.title, n.authors, n.year or "", n.doi, n.citations, "; ".join(n.cited_by)) for n in works))


def coupling_csv(drawing: CoCitationMap) -> str:
    """Return the pairs of papers that share works (Kessler 1963), with the works."""
    head = ("source", "target", "shared", "cosine", "jaccard", "works")
    rows = ((e.source, e.target, e.count, e.cosine, e.jaccard, "; ".join(e.papers)) for e in drawing.coupling)
    return _table(head, rows)


def evidence_csv(drawing: CoCitationMap) -> str:
    """Return for each drawn pair the places in the papers where both works are cited near each other."""
    head = ("source", "target", "paper", "level", "source_text", "target_text", "source_footnote", "target_footnote")
    rows = []
    for edge in drawing.edges:
        for meeting in edge.meetings:
            a, b = drawing.mentions[meeting.first], drawing.mentions[meeting.second]
            rows.append((edge.source, edge.target, a.paper, meeting.level, a.text, b.text, a.footnote, b.footnote))
    return _table(head, rows)
