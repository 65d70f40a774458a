"""Reading references: where a paper's lists are, one string a reference, each read into a record.

Importing this package loads nothing heavy. A function here never has the name of a module beside it (Python
would put the module in its place): ``parse`` lives in ``reading.py``, citations in the text are
``citekit.parsers.citations.linking.find_citations``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citekit.parsers.extraction import Extraction, extract
    from citekit.parsers.front_matter import paper_record
    from citekit.parsers.reading import parse, parse_list

__all__ = ["Extraction", "extract", "paper_record", "parse", "parse_list"]

_HOMES = {
    "Extraction": "extraction",
    "extract": "extraction",
    "paper_record": "front_matter",
    "parse": "reading",
    "parse_list": "reading",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
