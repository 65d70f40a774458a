"""The map as one HTML file that asks nothing of any network: styles, script and data within, under a strict policy."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

from citekit.cocitation.labels import clean, shortened
from citekit.cocitation.network import LEVELS
from citekit.cocitation.picture import PALETTE, UNGROUPED, picture_of
from citekit.formats.pages import policy_hash, template

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citekit.cocitation.network import CoCitationMap, Edge, Node

__all__ = ["page"]

_EDGE_KINDS = ("cocitation", "coupling", "cites", "link")
_LONGEST_SENTENCE = 480
_LONGEST_NOTE = 400
_MOST_CITING = 60  # papers named on a node's card; the tables have them all
_MOST_TOGETHER = 20  # papers named on an edge's card
_MOST_TEXT = 600_000  # characters of sentences; beyond, only those that prove an edge, then only the first of each paper


def page(drawing: CoCitationMap) -> str:
    """Return the page.

    Nothing in it comes from elsewhere: the policy forbids every request, and allows the one script and the one
    style sheet by their SHA-256. All text is set as text, never as markup.
    """
    import jinja2

    words = tomllib.loads(template("map.words.toml"))
    language = drawing.settings.language
    script, style = template("map.js").strip(), template("map.css").strip()
    title = clean(drawing.settings.title) or words[language][f"form_{drawing.choice.form}"]
    data = {**_data(drawing), "title": clean(drawing.settings.title), "lang": language, "words": words}
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    from markupsafe import Markup

    return environment.from_string(template("map.html.jinja")).render(
        language=language,
        form=drawing.choice.form,
        title=title,
        words=words[language],
        script=Markup(script),  # noqa: S704  # our own file
        style=Markup(style),  # noqa: S704  # likewise
        data=Markup(_json(data)),  # noqa: S704  # every < is escaped
        script_hash=Markup(policy_hash(script)),  # noqa: S704  # base64
        style_hash=Markup(policy_hash(style)),  # noqa: S704  # likewise
    )


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _data(drawing: CoCitationMap) -> dict[str, Any]:
    picture = picture_of(drawing)
    names = _paper_names(drawing)
    number = {name: i for i, name in enumerate(names)}
    index = {node.id: i for i, node in enumerate(drawing.nodes)}
    papers = {paper.id.removeprefix("paper:"): paper for paper in drawing.papers}
    shown = [drawing.edges[k] for k in drawing.shown]
    mentions, texts, moved = _mentions(drawing, shown, number, index)
    nodes = []
    for i, node in enumerate(drawing.nodes):
        (x, y), (u, v) = picture.places[i], picture.timeline[i]
        entry = _node(node, number)
        entry |= {"at": [round(x, 1), round(y, 1)], "on": [u, v], "r": picture.radii[i]}
        nodes.append(entry)
    for edge in shown:
        if edge.kind == "cites":
            nodes[index[edge.source]]["m"] = nodes[index[edge.source]].get("m", 0) + 1
    ids = {"": -1, **index}
    return {
        "version": _version(),
        "form": drawing.choice.form,
        "kind": drawing.settings.kind,
        "reasons": {"en": drawing.choice.reasons, "ru": drawing.choice.reasons_ru},
        "palette": PALETTE,
        "ungrouped": UNGROUPED,
        "papers": [[name, papers[name].label if name in papers else shortened(name), index.get(f"paper:{name}", -1)] for name in names],
        "nodes": nodes,
        "edges": [_edge(edge, index, number, moved) for edge in shown],
        "mentions": mentions,
        "texts": texts,
        "clusters": [[c.number, c.label, c.size, int(bool(c.terms))] for c in drawing.clusters],
        "coupling": [
            [index[f"paper:{e.source}"], index[f"paper:{e.target}"], e.count, round(e.cosine, 4), [ids[w] for w in e.papers if w in ids]]
            for e in drawing.coupling
            if f"paper:{e.source}" in index and f"paper:{e.target}" in index
        ],
        "years": picture.years,
    }


def _version() -> str:
    import citekit

    return citekit.__version__


def _paper_names(drawing: CoCitationMap) -> list[str]:
    """Return the papers that the page speaks of: all of a small corpus, of a large one those that cite what is drawn."""
    if drawing.papers:
        return [paper.id.removeprefix("paper:") for paper in drawing.papers]
    found = dict.fromkeys(name for node in drawing.nodes for name in node.cited_by[:_MOST_CITING])
    found.update(dict.fromkeys(name for k in drawing.shown for name in drawing.edges[k].papers[:_MOST_TOGETHER]))
    return list(found)


def _node(node: Node, number: Mapping[str, int]) -> dict[str, Any]:
    gost, apa, title = node.gost, node.apa, node.title
    entry: dict[str, Any] = {
        "i": node.id,
        "l": clean(node.label),
        "k": node.kind[0],
        "c": node.cluster,
        "p": [number[name] for name in node.cited_by[:_MOST_CITING] if name in number],
    }
    # A title that stands in the description is not written twice.
    at = gost.find(title) if title else -1
    if title and at >= 0:
        entry["u"] = [_units(gost[:at]), _units(title)]
    elif title and title != node.label:
        entry["t"] = title
    optional = {
        "y": node.year,
        "s": round(node.strength, 3),
        "b": int(node.bridge),
        "d": node.doi,
        "h": "" if node.doi else node.url,
        "g": gost,
        "a": apa if apa != gost else "",
    }
    entry |= {key: value for key, value in optional.items() if value}
    if node.kind != "item" or node.citations:
        entry["n"] = node.citations
    variants = [[number.get(source, -1), raw] for source, raw in node.variants if raw not in (gost, apa)]
    if len(node.variants) > 1 and variants:
        entry["q"] = variants
    return entry


def _units(text: str) -> int:
    """Return a text's length in UTF-16 units, in which the script counts."""
    return len(text.encode("utf-16-le")) // 2


def _edge(edge: Edge, index: Mapping[str, int], number: Mapping[str, int], moved: Mapping[int, int]) -> list[Any]:
    meetings = [[moved[m.first], moved[m.second], LEVELS.index(m.level)] for m in edge.meetings if m.first in moved and m.second in moved]
    row: list[Any] = [
        index[edge.source],
        index[edge.target],
        _EDGE_KINDS.index(edge.kind),
        int(edge.count) if edge.count == int(edge.count) else round(edge.count, 4),
        round(edge.cosine, 4),
        float(f"{edge.association_strength:.4g}"),
        round(edge.proximity, 4),
        LEVELS.index(edge.level) if edge.level else -1,
        [number[name] for name in edge.papers[:_MOST_TOGETHER] if name in number],
    ]
    return [*row, meetings] if meetings else row


def _mentions(
    drawing: CoCitationMap, shown: Sequence[Edge], number: Mapping[str, int], index: Mapping[str, int]
) -> tuple[list[list[Any]], list[str], dict[int, int]]:
    """Return the mentions that the page shows, their sentences, and where each of the map's mentions went."""
    ends = {node.record: i for i, node in enumerate(drawing.nodes) if node.record} | dict(index)
    proofs = {m for edge in shown for meeting in edge.meetings for m in (meeting.first, meeting.second)}
    room = _MOST_TEXT - sum(min(_LONGEST_SENTENCE, len(drawing.mentions[m].text)) for m in proofs)
    chosen = []
    for k, mention in enumerate(drawing.mentions):
        if k in proofs:
            chosen.append(k)
        elif mention.record in ends and mention.paper in number:
            room -= min(_LONGEST_SENTENCE, len(mention.text))
            if room > 0:
                chosen.append(k)
    texts: dict[str, int] = {}
    rows = []
    for k in chosen:
        mention = drawing.mentions[k]
        text = shortened(mention.text, _LONGEST_SENTENCE)
        place = texts.setdefault(text, len(texts)) if text else -1
        rows.append(
            [
                number.get(mention.paper, -1),
                place,
                shortened(mention.section_title, 80),
                shortened(mention.footnote, _LONGEST_NOTE),
                clean(mention.locator),
                ends.get(mention.record, -1),
            ]
        )
    return rows, list(texts), {k: i for i, k in enumerate(chosen)}
