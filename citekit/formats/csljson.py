"""CSL-JSON: a list of items, as Zotero, pandoc and citeproc write it.

Source: CSL 1.0.2 data schema (github.com/citation-style-language/schema).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.formats.items import ItemReader, items_of
from citekit.formats.reading import Reading
from citekit.model import Diagnostic, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.model import Record, Severity

__all__ = ["loads", "read", "reading_of_items", "write"]

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


def loads(text: str, source: str) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Return the value of a JSON text; of a broken list the items before the break, with an error that says where.

    Raises:
        UnreadableInput: no value can be read.
    """
    noticed: list[Diagnostic] = []

    def note(code: str, message: str, position: int = -1) -> None:
        line, column = (text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)) if position >= 0 else (0, 0)
        severity: Severity = "error" if code == "FT101" else "warning"
        noticed.append(Diagnostic(code=code, severity=severity, message=message, source=source, line=line, column=column))

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(found)
        if len(value) != len(found):
            names = [name for name, _ in found]
            twice = next(name for i, name in enumerate(names) if name in names[:i])
            note("FT104", f"the name {twice[:60]!r} stands twice in one object; the last value counts")
        return value

    def constant(name: str) -> None:
        note("FT104", f"{name} is no JSON; read as null")

    if _SURROGATE.search(text):
        text = _ESCAPE.sub(lambda m: r"\ufffd" if m[1] else m[0], text)  # as long as what it replaces: places stay true
    decoder = json.JSONDecoder(object_pairs_hook=pairs, parse_constant=constant)
    try:
        return decoder.decode(text), tuple(noticed)
    except json.JSONDecodeError as error:
        noticed.clear()  # said again on the second way
        items, end = _items_before(text, decoder)
        if not items:
            raise UnreadableInput(
                f"{source}:{error.lineno}:{error.colno}", f"no JSON: {error.msg}", "mend it there, or name the format with --from"
            ) from error
        if text[end:].strip() or text.lstrip().startswith("["):
            note("FT101", f"no JSON from here on: {error.msg}; read were the {len(items)} items before it", error.pos)
        return items, tuple(noticed)
    except RecursionError as error:
        raise UnreadableInput(source, "JSON nested too deeply") from error
    except ValueError as error:  # a figure of thousands of digits
        raise UnreadableInput(source, f"no JSON that can be read: {error}") from error


_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL)
_GAP = re.compile(r"[\s,]*")


def _items_before(text: str, decoder: json.JSONDecoder) -> tuple[list[Any], int]:
    """Return the whole objects from the beginning of a broken list (or of JSON lines), and where the last ends."""
    end = len(text) - len(text.lstrip())
    end += text.startswith("[", end)
    items: list[Any] = []
    while True:
        gap = _GAP.match(text, end)
        start = gap.end() if gap else end
        if not text.startswith("{", start):
            return items, end
        try:
            item, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            return items, end
        items.append(item)


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
