"""JSON texts as people have them: a broken list gives what stands before the break, names that stand twice are told."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from citekit.model import Diagnostic, UnreadableInput

if TYPE_CHECKING:
    from citekit.model import Severity

__all__ = ["loads"]


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
