"""JSON: an array of strings, one a reference, in order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from citekit.formatters.render.runs import clean

if TYPE_CHECKING:
    from citekit.formatters.style import Bibliography

__all__ = ["write"]


def write(lists: tuple[Bibliography, ...]) -> str:
    """Return the references as a JSON array of plain strings, without numbers and heading; of several lists an array of arrays."""
    arrays = [[clean(entry.text.plain()) for entry in bibliography.entries] for bibliography in lists]
    return json.dumps(arrays[0] if len(arrays) == 1 else arrays, ensure_ascii=False, indent=2) + "\n"
