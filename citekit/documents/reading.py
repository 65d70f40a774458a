"""Read a paper from a path: the bytes, their encoding, and the reader for the format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from citekit.documents.registry import kind_of, read_as, with_diagnostics
from citekit.language.encoding import decode
from citekit.model import Diagnostic, UnreadableInput

if TYPE_CHECKING:
    from citekit.documents.document import Document

__all__ = ["document_of", "read_bytes", "read_document", "read_text"]


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


def read_document(path: str | Path, *, password: str = "") -> Document:
    """Read a paper of any kind that citekit knows; ``-`` is standard input.

    The kind is told by the bytes first, then by the file's ending; where the two disagree a diagnostic says so.
    An empty file gives an empty document with a diagnostic. ``password`` opens an encrypted PDF.

    Raises:
        UnreadableInput: the file is missing, a folder, locked, damaged beyond reading, or no document.
        MissingExtra: its kind needs an optional dependency that is not installed.
    """
    return document_of(path, read_bytes(path), password=password)


def document_of(path: str | Path, data: bytes, *, password: str = "") -> Document:
    """Read a paper from the bytes that the file at ``path`` has or shall have; raises what :func:`read_document` raises."""
    named = str(path) != "-"
    source = Path(path).name if named else "-"
    kind, noticed = kind_of(data, source)
    document = read_as(kind, data, source, folder=Path(path).resolve().parent if named else None, password=password)
    if not document.text.strip() and not any(d.severity == "error" for d in document.diagnostics):
        message = "the file is empty" if not data.strip() else "there is no text in the file"
        noticed = (*noticed, Diagnostic(code="CK902", severity="error", message=message, source=source))
    return with_diagnostics(document, noticed)
