"""A document: a paper's text in reading order, as blocks that know their place in the source."""

from __future__ import annotations

from typing import Literal

import msgspec

from citekit.model import Diagnostic, Record, Span

__all__ = ["Block", "BlockKind", "Document"]

BlockKind = Literal["heading", "paragraph", "list-item", "footnote", "caption", "running-head", "table", "code"]


class Block(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A stretch of the document: ``span`` points into :attr:`Document.text`.

    ``marker`` is a list item's or a footnote's own mark («-», «12.», «[3]»), outside the span's text;
    ``level`` a heading's or a list item's depth; ``page`` counts from 1, 0 where the format has no pages.
    """

    kind: BlockKind
    span: Span
    marker: str = ""
    level: int = 0
    page: int = 0


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A paper or manuscript: ``text`` as decoded, all spans in its code points, and its ``blocks`` in order.

    ``source`` is the file's name as the user gave it, ``encoding`` what it was read with, ``markup`` the kind
    of marks that the text still holds. ``paper`` is the paper's own record where the format states it.
    """

    source: str
    text: str
    blocks: tuple[Block, ...] = ()
    encoding: str = "utf-8"
    markup: Literal["text", "markdown", "html", "latex"] = "text"
    paper: Record | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

    def of(self, block: Block) -> str:
        """Return a block's text."""
        return block.span.of(self.text)

    def line_of(self, offset: int) -> int:
        """Return the line, from 1, in which the code point ``offset`` stands."""
        return self.text.count("\n", 0, offset) + 1
