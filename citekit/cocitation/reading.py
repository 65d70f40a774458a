"""Tables that somebody else made: citing and cited works as CSV or Parquet, a network as VOSviewer writes it."""

from __future__ import annotations

import csv
import io
import json
from array import array
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.cocitation.citing import CitationTable, Pairs, table_of_links
from citekit.cocitation.labels import clean, shortened
from citekit.cocitation.network import Node
from citekit.model import Diagnostic, MissingExtra, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Network", "read_citations", "read_network"]


class Network(msgspec.Struct, frozen=True):
    """A weighted network that was counted elsewhere."""

    nodes: tuple[Node, ...]
    pairs: Pairs
    diagnostics: tuple[Diagnostic, ...] = ()


_CITING = ("citing", "citing_id", "source", "from", "paper", "citing_itemid_ref", "citing_doi")
_CITED = ("cited", "cited_id", "target", "to", "work", "reference", "itemid_ref", "cited_doi")


def read_citations(path: str | Path, *, columns: tuple[str, str] | None = None) -> tuple[CitationTable, tuple[Diagnostic, ...]]:
    """Read a table of citations, one a line: a CSV (comma, semicolon or tab) or Parquet file.

    ``columns`` names the column of the citing and of the cited work; without it they are known by their names
    (``citing``, ``cited``) or are the first two.

    Raises:
        UnreadableInput: there is no such file, it is empty, or a column is missing.
        MissingExtra: a Parquet file needs pyarrow.
    """
    path = Path(path)
    if path.suffix.lower() in (".parquet", ".pq"):
        return table_of_links(_parquet(path, columns), source=path.name)
    text = _text(path)
    return table_of_links(_rows(text, path.name, columns), source=path.name)


def read_network(path: str | Path, map_path: str | Path | None = None) -> Network:
    """Read a network as VOSviewer writes it: its JSON, or a network file (two numbers and a weight a line).

    ``map_path`` is the map file that goes with a network file and holds the labels; without it the file beside it
    whose name has «map» for «network» is taken, if there is one. Loops are left out, repeated links are summed.

    Raises:
        UnreadableInput: a file is missing or of another shape; the line is named.
    """
    path = Path(path)
    text = _text(path)
    if text.lstrip().startswith("{"):
        return _network_of_json(text, path.name)
    beside = Path(map_path) if map_path else path.with_name(path.name.replace("network", "map"))
    items = _map_items(_text(beside), beside.name) if beside != path and beside.is_file() else {}
    if map_path and not items:
        raise UnreadableInput(str(map_path), "holds no items", "give a VOSviewer map file with columns id and label")
    links = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        cells = line.replace(",", "\t").split("\t") if "\t" in line or "," in line else line.split()
        try:
            weight = float(cells[2]) if len(cells) > 2 and cells[2].strip() else 1.0
            links.append((str(int(cells[0])), str(int(cells[1])), weight))
        except (ValueError, IndexError) as error:
            raise UnreadableInput(
                f"{path.name}:{number}", "is no link of a VOSviewer network", "expected two item numbers and a weight"
            ) from error
    return _network(links, items, path.name)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableInput(str(path), "no such file") from error
    except IsADirectoryError as error:
        raise UnreadableInput(str(path), "this is a folder", "give the table in it") from error
    except OSError as error:
        raise UnreadableInput(str(path), f"cannot be read: {error.strerror or error}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInput(str(path), "is not UTF-8", "save the table as UTF-8") from error
    if not text.strip():
        raise UnreadableInput(str(path), "the file is empty")
    return text


def _rows(text: str, source: str, columns: tuple[str, str] | None) -> Iterator[tuple[str, str]]:
    head = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    first = [cell.strip() for cell in next(rows)]
    citing, cited = _columns(first, source, columns)
    try:
        for row in rows:
            if row:
                yield (row[citing].strip() if len(row) > citing else "", row[cited].strip() if len(row) > cited else "")
    except csv.Error as error:
        raise UnreadableInput(f"{source}:{rows.line_num}", f"is no CSV: {error}") from error


def _columns(head: Sequence[str], source: str, wanted: tuple[str, str] | None) -> tuple[int, int]:
    if wanted:
        missing = [name for name in wanted if name not in head]
        if missing:
            raise UnreadableInput(source, f"has no column {missing[0]!r}", f"its columns: {', '.join(head[:12])}")
        return head.index(wanted[0]), head.index(wanted[1])
    if len(head) < 2:
        raise UnreadableInput(source, "has only one column", "expected a citing and a cited work a line")
    lower = [name.casefold() for name in head]
    citing = next((lower.index(name) for name in _CITING if name in lower), 0)
    cited = next((lower.index(name) for name in _CITED if name in lower and lower.index(name) != citing), 1 if citing != 1 else 0)
    return citing, cited


def _parquet(path: Path, columns: tuple[str, str] | None) -> Iterator[tuple[str, str]]:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra("a Parquet table", "parquet") from error
    if not path.is_file():
        raise UnreadableInput(str(path), "no such file")
    try:
        file = parquet.ParquetFile(path)
    except Exception as error:
        raise UnreadableInput(str(path), f"is no Parquet file: {str(error).splitlines()[0]}") from error
    head = file.schema_arrow.names
    citing, cited = _columns(head, path.name, columns)
    for batch in file.iter_batches(columns=[head[citing], head[cited]]):
        for a, b in zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True):
            yield ("" if a is None else str(a), "" if b is None else str(b))


def _map_items(text: str, source: str) -> dict[str, dict[str, str]]:
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in text.splitlines()[0] else ",", quoting=csv.QUOTE_NONE)
    if not rows.fieldnames or "id" not in rows.fieldnames or "label" not in rows.fieldnames:
        raise UnreadableInput(source, "is no VOSviewer map file", "expected columns id and label")
    return {row["id"]: row for row in rows if row.get("id")}


def _network_of_json(text: str, source: str) -> Network:
    try:
        network = json.loads(text)["network"]
        items = {str(item["id"]): item for item in network["items"]}
        links = [(str(link["source_id"]), str(link["target_id"]), float(link.get("strength", 1.0))) for link in network.get("links", [])]
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableInput(source, f"is no VOSviewer network in JSON: {error}") from error
    return _network(links, items, source)


def _network(links: Iterable[tuple[str, str, float]], items: dict[str, Any], source: str) -> Network:
    place = {name: i for i, name in enumerate(items)}
    weights: dict[tuple[int, int], float] = {}
    loops = 0
    for a, b, weight in links:
        if a == b:
            loops += 1
            continue
        first, second = place.setdefault(a, len(place)), place.setdefault(b, len(place))
        pair = (min(first, second), max(first, second))
        weights[pair] = weights.get(pair, 0.0) + weight
    diagnostics = (
        (Diagnostic(code="MP105", severity="info", source=source, message=f"links of an item to itself, left out: {loops}"),)
        if loops
        else ()
    )
    pairs = sorted(weights)
    return Network(
        nodes=tuple(_item(name, items.get(name, {})) for name in place),
        pairs=Pairs(array("i", (a for a, _ in pairs)), array("i", (b for _, b in pairs)), array("d", (weights[pair] for pair in pairs))),
        diagnostics=diagnostics,
    )


def _item(name: str, row: dict[str, Any]) -> Node:
    label = clean(str(row.get("label") or name))
    title = clean(str(row.get("description") or ""))
    url = str(row.get("url") or "")
    year = row.get("score<Year>") or (row.get("scores") or {}).get("Year") if isinstance(row.get("scores", {}), dict) else None
    try:
        when = int(float(year)) if year else 0
    except ValueError:
        when = 0
    return Node(
        id=name,
        label=shortened(label, 60),
        kind="item",
        title=title or label,
        url=url if url.startswith(("http://", "https://")) else "",
        year=when,
    )
