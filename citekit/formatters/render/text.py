"""Plain text: one reference a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.formatters.render.runs import clean

if TYPE_CHECKING:
    from citekit.formatters.style import Bibliography

__all__ = ["write"]


def write(lists: tuple[Bibliography, ...]) -> str:
    """Return one reference a line, numbered where the list is; the heading and a blank line above where there is one."""
    return "\n".join(_list(bibliography) for bibliography in lists)


def _list(bibliography: Bibliography) -> str:
    heading = f"{clean(bibliography.heading)}\n\n" if bibliography.heading else ""
    lines = ((f"{entry.number}. " if bibliography.numbered else "") + clean(entry.text.plain()) + "\n" for entry in bibliography.entries)
    return heading + "".join(lines)
