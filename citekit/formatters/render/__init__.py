"""Finished lists as text, Markdown, HTML, LaTeX, DOCX, RTF and JSON: one file an output, all from the same runs.

A module here has a function ``write(lists)``; it is imported when its output is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from citekit.model import UnknownName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.formatters.style import Bibliography

__all__ = ["output_names", "render"]

_OUTPUTS = {
    "text": "text",
    "markdown": "markdown",
    "html": "html",
    "latex": "latex",
    "docx": "docx",
    "rtf": "rtf",
    "json": "strings",
}


def output_names() -> tuple[str, ...]:
    """Return the names of the outputs that :func:`render` can make."""
    return tuple(_OUTPUTS)


def render(bibliography: Bibliography | Sequence[Bibliography], to: str = "text") -> str | bytes:
    """Return a list, or several one under the other, as one of :func:`output_names`: bytes for ``docx``, text for all others.

    The same bibliography gives the same bytes. Text of a record is escaped for the output; links are http(s) alone.

    Raises:
        UnknownName: there is no such output.
        MissingExtra: ``docx`` is asked for and python-docx is not installed.
    """
    if to not in _OUTPUTS:
        raise UnknownName("output", to, output_names())
    from citekit.formatters.style import Bibliography

    lists = (bibliography,) if isinstance(bibliography, Bibliography) else tuple(bibliography)
    made: str | bytes = import_module(f"{__name__}.{_OUTPUTS[to]}").write(lists)
    return made
