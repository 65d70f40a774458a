"""A record of each kind of work, to show and test what a style makes of it."""

from __future__ import annotations

from functools import cache

import msgspec

from citekit.model import Record

__all__ = ["example_records"]


@cache
def example_records() -> tuple[Record, ...]:
    """Return the examples: books, articles, a law, a patent and the others, Russian and English.

    >>> sorted({record.type for record in example_records()})[:3]
    ['article-journal', 'article-newspaper', 'book']
    """
    import tomllib
    from importlib.resources import files

    table = tomllib.loads(files("citekit.formatters").joinpath("examples.toml").read_text(encoding="utf-8"))
    return tuple(msgspec.convert(item, Record) for item in table["record"])
