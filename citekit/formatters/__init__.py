"""Records into finished lists: GOST, APA, References; as text, Markdown, HTML, LaTeX, DOCX, RTF, JSON.

Importing this package loads nothing heavy. A function here never has the name of a module or folder beside
it (Python would put the module in its place): rendering is ``citekit.formatters.render.render``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citekit.formatters.formatting import find_style, format_records, style_names
    from citekit.formatters.richtext import RichText
    from citekit.formatters.style import Bibliography, Entry, Option, Style

__all__ = ["Bibliography", "Entry", "Option", "RichText", "Style", "find_style", "format_records", "style_names"]

_HOMES = {
    "Bibliography": "style",
    "Entry": "style",
    "Option": "style",
    "RichText": "richtext",
    "Style": "style",
    "find_style": "formatting",
    "format_records": "formatting",
    "style_names": "formatting",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
