"""The figures in the model's card: each command that measures writes its own part."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["CARD", "fill"]

CARD = Path(__file__).resolve().parent.parent / "citekit" / "parsers" / "data" / "MODEL_CARD.md"


def fill(part: str, lines: list[str], *, card: Path = CARD) -> None:
    """Put lines between a part's marks, ``<!-- part -->`` and ``<!-- /part -->``; a card without them is an error."""
    text = card.read_text(encoding="utf-8")
    marks = re.compile(rf"(<!-- {part} -->\n).*?(<!-- /{part} -->)", re.DOTALL)
    if not marks.search(text):
        raise ValueError(f"{card}: no marks for {part!r}")
    card.write_text(marks.sub(lambda m: m[1] + "\n".join(lines) + "\n" + m[2], text), encoding="utf-8")
