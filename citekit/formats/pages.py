"""The files of templates/html, and what a page's policy calls the one script and the one style sheet that it allows."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

__all__ = ["policy_hash", "template"]


@lru_cache(maxsize=16)
def template(name: str) -> str:
    """Return a file of templates/html: beside the package in an installation, beside its folder in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "templates" / "html", package.parent / "templates" / "html"):
        if (folder / name).is_file():
            return (folder / name).read_text("utf-8")
    raise FileNotFoundError(f"templates/html/{name} is missing from this installation of citekit")


def policy_hash(text: str) -> str:
    """Return how a Content-Security-Policy names a script or style sheet by its content.

    >>> policy_hash("a")
    "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"
    """
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
