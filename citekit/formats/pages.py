"""The folders of templates, the files of templates/html, and what a page's policy calls the one script and the one style sheet that it allows."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

__all__ = ["policy_hash", "template", "templates_folder"]


def templates_folder(name: str) -> Path:
    """Return a folder of templates: inside the package in an installation, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "templates" / name
    return inside if inside.is_dir() else package.parent / "templates" / name


@lru_cache(maxsize=16)
def template(name: str) -> str:
    """Return a file of templates/html."""
    file = templates_folder("html") / name
    if not file.is_file():
        raise FileNotFoundError(f"templates/html/{name} is missing from this installation of citekit")
    return file.read_text("utf-8")


def policy_hash(text: str) -> str:
    """Return how a Content-Security-Policy names a script or style sheet by its content.

    >>> policy_hash("a")
    "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"
    """
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
