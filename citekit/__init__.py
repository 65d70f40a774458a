"""citekit turns source papers into finished bibliographies.

The stages, each a function from values to values that can be called alone::

    papers ─ extract ─▶ references ─ dedupe ─▶ works ─ format_records ─▶ lists
    text   ─ parse ──▶ reference                └──── co_citation_map ─▶ map

``build`` does them all. Importing this package loads nothing; a name is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citekit.cocitation import co_citation_map
    from citekit.dedupe import merge
    from citekit.documents import document_of_text, read_document
    from citekit.formats import read, write
    from citekit.formatters import format_records
    from citekit.formatters.render import render
    from citekit.model import Date, Diagnostic, Library, Name, Record, Reference
    from citekit.parsers import extract, parse, parse_list
    from citekit.pipeline import build, write_build

__version__ = "0.1.0"

__all__ = [
    "Date",
    "Diagnostic",
    "Library",
    "Name",
    "Record",
    "Reference",
    "__version__",
    "build",
    "co_citation_map",
    "document_of_text",
    "extract",
    "format_records",
    "merge",
    "parse",
    "parse_list",
    "read",
    "read_document",
    "render",
    "write",
    "write_build",
]

_HOMES = {
    **dict.fromkeys(("Date", "Diagnostic", "Library", "Name", "Record", "Reference"), "model"),
    **dict.fromkeys(("document_of_text", "read_document"), "documents"),
    **dict.fromkeys(("extract", "parse", "parse_list"), "parsers"),
    **dict.fromkeys(("read", "write"), "formats"),
    **dict.fromkeys(("build", "write_build"), "pipeline"),
    "co_citation_map": "cocitation",
    "format_records": "formatters",
    "merge": "dedupe",
    "render": "formatters.render",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
