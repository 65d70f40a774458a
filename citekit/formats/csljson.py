"""CSL-JSON: a list of items, as Zotero, pandoc and citeproc write it.

Source: CSL 1.0.2 data schema (github.com/citation-style-language/schema).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.formats.items import ItemReader, items_of
from citekit.formats.jsontext import loads
from citekit.formats.reading import Reading
from citekit.model import Diagnostic, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.model import Record

__all__ = ["read", "reading_of_items", "write"]

_WRAPPERS = ("items", "references")  # Zotero's web service; pandoc


def read(text: str, source: str = "-") -> Reading:
    """Read a list of items, one item, an object with ``items`` or ``references``, or one item a line.

    Raises:
        UnreadableInput: the text is no JSON, or JSON of another kind.
    """
    value, noticed = loads(text, source)
    if isinstance(value, dict) and ("message" in value or "message-type" in value):
        from citekit.formats.crossref import read as read_works

        return read_works(text, source)
    return reading_of_items(value, source, noticed)


def reading_of_items(value: Any, source: str, noticed: tuple[Diagnostic, ...] = ()) -> Reading:
    """Read items from the value that a JSON or YAML file holds."""
    path = "$"
    if isinstance(value, dict):
        wrapper = next((w for w in _WRAPPERS if isinstance(value.get(w), list)), None)
        path, value = (f"$.{wrapper}", value[wrapper]) if wrapper else ("$", value)
    if isinstance(value, dict):
        if not ({"type", "title", "id", "DOI"} & value.keys()):
            raise UnreadableInput(source, "$: an object that is no CSL item", 'give a list of items: [{"id": …, "type": …}]')
        value, paths = [value], ["$"]
    elif isinstance(value, list):
        paths = [f"{path}[{i}]" for i in range(len(value))]
    else:
        raise UnreadableInput(source, f"$: a {type(value).__name__} where a list of items should stand")
    reader = ItemReader(source)
    records = tuple(reader.record(item, where) for item, where in zip(value, paths, strict=True))
    return Reading(records, (*noticed, *reader.diagnostics))


def write(records: Sequence[Record], *, plain: bool = False) -> str:
    """Write a list of items, indented, in UTF-8 letters; ``plain`` leaves out ``custom.citekit``."""
    items = items_of(records, plain=plain)
    try:
        return _compact(msgspec.json.format(msgspec.json.encode(items), indent=2).decode()) + "\n"
    except OverflowError:  # an integer beyond 64 bits in a field that is none of ours
        return json.dumps(items, ensure_ascii=False, indent=2, default=msgspec.to_builtins) + "\n"


_FIGURES = re.compile(r"\[\n +(-?\d+(?:,\n +-?\d+)*)\n +\]")
_DATES = re.compile(r'("date-parts": )\[\n +(\[[^\[\]\n"]*\](?:,\n +\[[^\[\]\n"]*\])*)\n +\]')


def _compact(text: str) -> str:
    """Put lists of figures on one line: dates and spans. A text in JSON holds no line end, so none is touched."""

    def line(found: str) -> str:
        return re.sub(r",\n +", ", ", found)

    text = _FIGURES.sub(lambda m: f"[{line(m[1])}]", text)
    return _DATES.sub(lambda m: f"{m[1]}[{line(m[2])}]", text)
