"""The files that the parsers ship, wherever the package lies: in a folder or in an archive."""

from __future__ import annotations

from pkgutil import get_data

__all__ = ["shipped"]


def shipped(name: str) -> bytes:
    """Return a file of ``citekit/parsers`` by its path there.

    ``importlib.resources`` would do the same and take as long to import as ten references to read.

    >>> shipped("data/MODEL_CARD.md")[:1]
    b'#'
    """
    data = get_data("citekit.parsers", name)
    if data is None:
        raise FileNotFoundError(f"citekit/parsers/{name}: this file of the package cannot be read; install citekit again")
    return data
