"""Records and names into nodes: what a node says of a work, a paper, an author, a journal."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from citekit.cocitation.labels import author_key, author_label, clean, label_of, labels_of, people, shortened
from citekit.cocitation.network import Node
from citekit.language import fold
from citekit.model import Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citekit.model import Library

__all__ = ["Texts", "author_nodes", "item_node", "journal_nodes", "paper_nodes", "work_nodes"]

Texts = dict[str, dict[str, str]]  # record id -> {"gost": …, "apa": …}

_LONGEST_TEXT = 2000


def _link(url: str) -> str:
    url = clean(url).replace(" ", "")
    return url[:_LONGEST_TEXT] if url.lower().startswith(("https://", "http://")) else ""


def _described(record: Record, texts: Mapping[str, Mapping[str, str]]) -> dict[str, object]:
    text = texts.get(record.id, {})
    plain = clean(record.raw)[:_LONGEST_TEXT]
    return {
        "title": clean(record.title or record.container_title)[:_LONGEST_TEXT],
        "authors": people(record.creators)[:_LONGEST_TEXT],
        "container": clean(record.container_title)[:_LONGEST_TEXT],
        "year": record.year,
        "language": record.language,
        "doi": clean(record.doi),
        "url": _link(record.url),
        "gost": clean(text.get("gost", ""))[:_LONGEST_TEXT] or plain,
        "apa": clean(text.get("apa", ""))[:_LONGEST_TEXT] or plain,
    }


def work_nodes(records: Sequence[Record], texts: Mapping[str, Mapping[str, str]]) -> list[Node]:
    """Return a node for each record, its raw variants as printed with it."""
    return [
        Node(
            id=record.id,
            label=label,
            kind="work",
            variants=tuple(dict.fromkeys((o.source, clean(o.raw)[:_LONGEST_TEXT]) for o in record.occurrences if o.raw)),
            **_described(record, texts),  # type: ignore[arg-type]  # the keys are Node's own
        )
        for record, label in zip(records, labels_of(records), strict=True)
    ]


def paper_nodes(names: Sequence[str], library: Library, texts: Mapping[str, Mapping[str, str]]) -> list[Node]:
    """Return a node for each citing paper: its record's label where it could be read, else the file's name."""
    nodes = []
    for name in names:
        record = library.papers.get(name, Record())
        known = bool(record.title or record.creators)
        label = label_of(record) if known else shortened(PurePath(name).stem or name)
        described = _described(record, texts) if known else {"title": clean(name)}
        nodes.append(Node(id=f"paper:{name}", label=label, kind="paper", **described))
    return nodes


def author_nodes(records: Sequence[Record]) -> tuple[list[Node], list[list[int]]]:
    """Return the authors of the records, and for each record the indices of its own.

    Two spellings are one author where the family name folds to the same letters and the first initial agrees.
    """
    index: dict[str, int] = {}
    nodes: list[Node] = []
    keys: list[list[int]] = []
    for record in records:
        own = []
        for name in record.creators:
            key = author_key(name)
            if not key:
                continue
            if key not in index:
                index[key] = len(nodes)
                nodes.append(Node(id=f"author:{key}", label=author_label(name), kind="author", title=clean(str(name))))
            own.append(index[key])
        keys.append(own)
    return nodes, keys


def journal_nodes(records: Sequence[Record]) -> tuple[list[Node], list[list[int]]]:
    """Return the journals, newspapers and sites that the records stand in, and for each record the index of its own."""
    index: dict[str, int] = {}
    nodes: list[Node] = []
    keys: list[list[int]] = []
    for record in records:
        key = fold(record.container_title)
        if not key:
            keys.append([])
            continue
        if key not in index:
            index[key] = len(nodes)
            title = clean(record.container_title)
            nodes.append(Node(id=f"journal:{key}", label=shortened(title), kind="journal", title=title, language=record.language))
        keys.append([index[key]])
    return nodes, keys


def item_node(name: str) -> Node:
    """Return the node of a name that no record describes."""
    return Node(id=name, label=shortened(name), kind="item", title=clean(name))
