"""Names that reference lists are made of, from ``facts.toml``: ``facts.SITES_RU`` is its table ``sites_ru``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _tables() -> dict[str, list[Any]]:
    text = Path(__file__).with_name("facts.toml").read_text(encoding="utf-8")
    return {name.upper(): [tuple(row) if isinstance(row, list) else row for row in rows] for name, rows in tomllib.loads(text).items()}


def __getattr__(name: str) -> list[Any]:
    if name not in _tables():
        raise AttributeError(f"facts.toml has no table {name.lower()!r}")
    return _tables()[name]
