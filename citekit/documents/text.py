"""Plain text, and text with Markdown or HTML marks left by a converter.

Blocks are paragraphs (runs of lines without a blank one), list items, headings; the text itself is kept as
it is, marks and all, so that every span is true of the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from citekit.documents.document import Block, Document
from citekit.language.encoding import decode
from citekit.model import Diagnostic, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from citekit.documents.document import BlockKind

__all__ = ["document_of_text", "markup_of", "read"]

_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+(?=\S)")
_ITEM = re.compile(r"[ \t]*([-*•·–—]|\[\d{1,4}\]|\(?\d{1,4}[.)])[ \t]+(?=\S)")
_BOLD_LINE = re.compile(r"\s*\*\*[^*\n]{1,160}\*\*\s*$")
_FENCE = re.compile(r"[ \t]{0,3}(?:```|~~~)")


def markup_of(text: str) -> Literal["text", "markdown", "html"]:
    """Tell which marks a text holds: HTML, Markdown, or none worth speaking of."""
    if re.match(r"\s*(?:<!DOCTYPE html|<html\b)", text, re.IGNORECASE):
        return "html"
    marks = len(re.findall(r"(?m)^#{1,6} \S|\*\*?[^*\n]+\*\*?|\]\(https?:", text[:200_000]))
    return "markdown" if marks > 2 else "text"  # two stray asterisks are no Markdown


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in re.finditer(r"\r\n?|\n|\f|\u2028|\u2029", text):
        yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _blocks(text: str) -> Iterator[Block]:
    kind: BlockKind = "paragraph"
    start = end = -1
    marker, level, page = "", 0, 0
    fenced = False

    def closed() -> Iterator[Block]:
        if start >= 0 and end > start:
            yield Block(kind=kind, span=Span(start, end), marker=marker, level=level, page=page)

    for begin, stop in _lines(text):
        line = text[begin:stop]
        if _FENCE.match(line):
            yield from closed()
            start, fenced = -1, not fenced
            continue
        if not line.strip():
            yield from closed()
            start = -1
            continue
        heading, item = _HEADING.match(line), _ITEM.match(line)
        if fenced:
            heading = item = None
        if heading or item or (start >= 0 and kind == "heading"):
            yield from closed()
            start = -1
        if start < 0:
            marker, level = "", 0
            start, kind = begin + len(line) - len(line.lstrip()), "code" if fenced else "paragraph"
            if heading:
                kind, level, start = "heading", len(heading[1]), begin + heading.end()
            elif item:
                kind, marker, start = "list-item", item[1], begin + item.end()
                level = (len(line) - len(line.lstrip())) // 2
            elif _BOLD_LINE.match(line):
                kind = "heading"
        end = begin + len(line.rstrip())
    yield from closed()


def document_of_text(text: str, *, source: str = "-", encoding: str = "utf-8", diagnostics: tuple[Diagnostic, ...] = ()) -> Document:
    """Make a document of a decoded text."""
    return Document(
        source=source, text=text, blocks=tuple(_blocks(text)), encoding=encoding, markup=markup_of(text), diagnostics=diagnostics
    )


def read(data: bytes, source: str, *, folder: Path | None, password: str) -> Document:
    """Read plain text in whatever encoding it is."""
    del folder, password
    text, encoding, noticed = decode(data, source)
    return document_of_text(text, source=source, encoding=encoding, diagnostics=noticed)
