"""A map as files: one module a format, each a pure function from the map to text."""

from __future__ import annotations

import importlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from citekit.model import UnknownName, UnwritableOutput

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.cocitation.network import CoCitationMap

__all__ = ["export_names", "export_texts", "write_exports"]

# name: the module here and the files it makes, by the function's name
_EXPORTS: dict[str, tuple[str, dict[str, str]]] = {
    "csv": (
        "tables",
        {
            "nodes.csv": "nodes_csv",
            "edges.csv": "edges_csv",
            "bridges.csv": "bridges_csv",
            "coupling.csv": "coupling_csv",
            "evidence.csv": "evidence_csv",
        },
    ),
    "graphml": ("graphml", {"map.graphml": "graphml"}),
    "gexf": ("gexf", {"map.gexf": "gexf"}),
    "pajek": ("pajek", {"map.net": "net", "map.clu": "clu", "map.vec": "vec"}),
    "vosviewer": (
        "vosviewer",
        {"vosviewer-map.txt": "vosviewer_map", "vosviewer-network.txt": "vosviewer_network", "vosviewer.json": "vosviewer_json"},
    ),
    "svg": ("svg", {"map.svg": "svg"}),
    "png": ("png", {"map.png": "png"}),
    "html": ("html", {"map.html": "html"}),
    "report": ("report", {"report.json": "report_json"}),
}

_ON_REQUEST = ("png",)  # its bytes hang on the machine's fonts, and it needs an extra


def export_names() -> tuple[str, ...]:
    """Return the names of the formats."""
    return tuple(_EXPORTS)


def export_texts(drawing: CoCitationMap, only: Iterable[str] | None = None) -> dict[str, str | bytes]:
    """Return what each file holds by its name: all formats but PNG, or those named in ``only``.

    Raises:
        UnknownName: ``only`` names a format that does not exist.
        MissingExtra: a PNG picture needs ``citekit[png]``.
    """
    wanted = tuple(name for name in _EXPORTS if name not in _ON_REQUEST) if only is None else tuple(dict.fromkeys(only))
    texts: dict[str, str | bytes] = {}
    for name in wanted:
        if name not in _EXPORTS:
            raise UnknownName("export of a map", name, export_names())
        module, files = _EXPORTS[name]
        room = importlib.import_module(f"citekit.cocitation.exports.{module}")
        for file, function in files.items():
            texts[file] = getattr(room, function)(drawing)
    return texts


def write_exports(drawing: CoCitationMap, folder: str | Path, only: Iterable[str] | None = None) -> tuple[Path, ...]:
    """Write the map's files into a folder, each whole or not at all, and return their paths.

    Raises:
        UnknownName: ``only`` names a format that does not exist.
        UnwritableOutput: the folder cannot be made or written.
    """
    texts = export_texts(drawing, only)
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(_written(folder / name, text) for name, text in texts.items())
    except OSError as error:
        raise UnwritableOutput(str(folder), f"cannot be written: {error.strerror or error}") from error


def _written(path: Path, text: str | bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8") if isinstance(text, str) else text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path
