"""Folders that outputs go to."""

from __future__ import annotations

from pathlib import Path

from citekit.model import UnwritableOutput

__all__ = ["made"]


def made(folder: str | Path) -> Path:
    """Return the folder, made if missing.

    Raises:
        UnwritableOutput: it cannot be made.
    """
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableOutput(str(target), f"the folder cannot be made: {error.strerror or error}") from error
    return target
