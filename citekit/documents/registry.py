"""The kinds of documents: told by what the bytes are first, then by the file's ending.

Other packages add theirs under the entry point ``citekit.documents``: a module or object with ``suffixes`` (a tuple
of endings in small letters) and ``read(data, source, *, folder, password)``.
"""

from __future__ import annotations

import importlib
import re
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Protocol, cast

import msgspec

from citekit.model import Diagnostic, UnreadableInput

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from citekit.documents.document import Document

__all__ = ["Reader", "is_document", "kind_of", "read_as", "with_diagnostics"]

_GROUP = "citekit.documents"
_BUILT_IN: dict[str, tuple[str, ...]] = {
    "pdf": (".pdf",),
    "docx": (".docx", ".docm", ".dotx"),
    "odt": (".odt", ".ott", ".fodt"),
    "html": (".html", ".htm", ".xhtml"),
    "jats": (".xml", ".nxml", ".jats", ".bits"),
    "latex": (".tex", ".ltx", ".latex"),
    "markdown": (".md", ".markdown", ".qmd", ".rmd"),
    "typst": (".typ",),
    "text": (".txt", ".text", ""),
}
_WORDS = {"pdf": "a PDF", "docx": "a DOCX", "odt": "an ODT", "html": "HTML", "jats": "XML"}
_HEAD = 2048
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,1000}?-->\s*)?<(?:!DOCTYPE\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_XML = re.compile(rb"\s*<\?xml\b|\s*<!DOCTYPE\s+(?:article|book)\b|\s*<(?:article|book|book-part-wrapper|ref-list|pmc-articleset)\b")
_JATS = re.compile(
    rb"<(?:article|book|book-part-wrapper|ref-list|sub-article|response|pmc-articleset)[\s>]|<!DOCTYPE\s+(?:article|book)\b", re.IGNORECASE
)


class Reader(Protocol):
    """What a kind of document gives: a module or an object with this function."""

    def read(self, data: bytes, source: str, *, folder: Path | None, password: str) -> Document:
        """Read a document; only files inside ``folder`` may be opened, none where it is None."""


@lru_cache(maxsize=1)
def _entry_points() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=_GROUP) if point.name not in _BUILT_IN}


def _by_signature(data: bytes, source: str) -> str:
    """Return the kind that the bytes declare, empty where they declare none.

    Raises:
        UnreadableInput: they declare something that citekit does not read.
    """
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_archive(data, source)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableInput(source, "the document is locked with a password", "open it in Word and save it without one", code="CK914")
        raise UnreadableInput(source, "an old Office document (.doc, .xls)", "save it as .docx", code="CK913")
    if head.startswith(b"{\\rtf"):
        raise UnreadableInput(source, "an RTF document", "save it as .docx", code="CK913")
    if _HTML.match(head):
        return "html"
    if _XML.match(head.removeprefix(b"\xef\xbb\xbf")):
        if b"office:document" in head:
            return "odt"
        return "jats" if _JATS.search(data[:20_000]) else ""
    return ""


def _of_archive(data: bytes, source: str) -> str:
    from citekit.documents.archive import Archive

    archive = Archive(data, source)
    names = archive.names
    if any(name.startswith("word/") for name in names):
        return "docx"
    kind = (archive.read("mimetype") or b"")[:100]
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if b"epub" in kind:
        raise UnreadableInput(source, "an EPUB", "unpack it and give the HTML files in it", code="CK913")
    if any(name.startswith(("xl/", "ppt/")) for name in names) or kind:
        raise UnreadableInput(source, "a table or a presentation, not a paper", "save the text as .docx, .pdf or .txt", code="CK913")
    raise UnreadableInput(source, "an archive without a document in it", "unpack it and give the papers in it", code="CK913")


def is_document(path: PurePath) -> bool:
    """Tell whether a file in a folder is a paper by its ending."""
    suffix = path.suffix.casefold()
    return bool(suffix) and (any(suffix in endings for endings in _BUILT_IN.values()) or _foreign(suffix) is not None)


def _foreign(suffix: str) -> Reader | None:
    for point in _entry_points().values():
        reader = point.load()
        if suffix in reader.suffixes:
            return cast("Reader", reader)
    return None


def kind_of(data: bytes, source: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the kind of document that bytes are, and a diagnostic where the file's name says another.

    Raises:
        UnreadableInput: they are something that citekit does not read.
    """
    suffix = PurePath(source).suffix.casefold()
    named = next((kind for kind, endings in _BUILT_IN.items() if suffix in endings), "text")
    found = _by_signature(data, source)
    if found and found != named and suffix:
        if named == "markdown" and found == "html":
            return named, ()  # a page of Markdown may well begin with a tag
        message = f"the name says {suffix}, but the file is {_WORDS[found]}; it was read as that; give it the ending {_BUILT_IN[found][0]}"
        return found, (Diagnostic(code="CK910", severity="warning", message=message, source=source),)
    if named in ("pdf", "docx") and not found:
        raise UnreadableInput(
            source,
            f"the name says {suffix}, but this is no {named.upper()}",
            "get the whole file, or give it its true ending",
            code="CK913",
        )
    if named == "odt" and not found:
        raise UnreadableInput(source, "the name says .odt, but this is no OpenDocument text", "get the whole file", code="CK913")
    if named == "jats" and not found:
        named = "text" if not re.match(rb"\s*<", data[:200]) else "jats"
    return found or named, ()


def read_as(kind: str, data: bytes, source: str, *, folder: Path | None = None, password: str = "") -> Document:
    """Read bytes as a kind of document."""
    foreign = _foreign(PurePath(source).suffix.casefold()) if kind == "text" and _entry_points() else None
    reader = foreign or cast("Reader", importlib.import_module(f"citekit.documents.{kind}"))
    return reader.read(data, source, folder=folder, password=password)


def with_diagnostics(document: Document, more: tuple[Diagnostic, ...]) -> Document:
    """Return the document with ``more`` diagnostics before its own."""
    return msgspec.structs.replace(document, diagnostics=(*more, *document.diagnostics)) if more else document
