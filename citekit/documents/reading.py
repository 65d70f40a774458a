"""Read a paper from a path: the bytes, their encoding, and the reader for the format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from citekit.language.encoding import decode
from citekit.documents.text import document_of_text
from citekit.model import Diagnostic, UnreadableInput

if TYPE_CHECKING:
    from citekit.documents.document import Document

__all__ = ["read_bytes", "read_document", "read_text"]


def read_bytes(path: str | Path) -> bytes:
    """Return the bytes of a file, or of standard input for ``-``.

    Raises:
        UnreadableInput: there is no such file, it is a folder, or it may not be read.
    """
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise UnreadableInput(str(path), "no such file") from error
    except IsADirectoryError as error:
        raise UnreadableInput(str(path), "this is a folder", "give the files in it") from error
    except OSError as error:
        raise UnreadableInput(str(path), f"cannot be read: {error.strerror or error}") from error


def read_text(path: str | Path) -> tuple[str, str, tuple[Diagnostic, ...]]:
    """Return a file's text, its encoding and what was noticed."""
    return decode(read_bytes(path), str(path))


def read_document(path: str | Path) -> Document:
    """Read a paper; ``-`` is standard input.

    An empty file gives an empty document with a diagnostic.

    Raises:
        UnreadableInput: the file is missing, a folder, or holds no text.
    """
    text, encoding, diagnostics = read_text(path)
    source = "-" if str(path) == "-" else Path(path).name
    if not text.strip():
        diagnostics = (*diagnostics, Diagnostic(code="CK902", severity="error", message="the file is empty", source=source))
    return document_of_text(text, source=source, encoding=encoding, diagnostics=diagnostics)
