"""A document: a paper's text in reading order, as blocks that know their place in the source."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from citekit.model import Diagnostic, Record, Span

__all__ = ["Attached", "Block", "BlockKind", "CitedKey", "Document", "KeyedCitation", "Link", "Listed", "Origin"]

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


class Link(msgspec.Struct, frozen=True):
    """An anchor: the stretch of the text that it is set on, and its ``target``."""

    span: Span
    target: str


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    r"""A reference or a note whose bounds the file itself states: a JATS ``ref``, a ``\\bibitem``, a Word footnote.

    ``item`` is a CSL item where the file tags the fields too, ``key`` the name that citations use, ``number``
    the printed mark. ``faces`` are the same work's other printings (Russian and English in one JATS ``ref``).
    ``endnote`` is a note at the end of the document: in a paper without a list these are its list.
    """

    span: Span
    raw: str
    kind: Literal["bibliography", "footnote", "endnote"] = "bibliography"
    number: str = ""
    key: str = ""
    language: str = ""
    item: dict[str, Any] | None = None
    faces: tuple[Listed, ...] = ()


class CitedKey(msgspec.Struct, frozen=True, kw_only=True):
    """One work in a citation that the file tags: its ``key``, and its CSL ``item`` where the file embeds one."""

    key: str
    locator: str = ""
    prefix: str = ""
    item: dict[str, Any] | None = None


class KeyedCitation(msgspec.Struct, frozen=True, kw_only=True):
    r"""A citation that the file tags: ``\\cite{a}``, ``[@a, с. 5]``, a field of Zotero, a JATS ``xref``."""

    span: Span
    cites: tuple[CitedKey, ...]
    narrative: bool = False


class Attached(msgspec.Struct, frozen=True):
    r"""A file of records that a manuscript names (``\\addbibresource``, ``bibliography:``): its path in the manuscript's folder, and its bytes."""

    name: str
    data: bytes


class Origin(msgspec.Struct, frozen=True):
    """From ``start`` on (and up to the next origin) the text was taken from ``source`` at ``offset``."""

    start: int
    source: str
    offset: int


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A paper or manuscript: ``text``, all spans in its code points, and its ``blocks`` in order.

    ``text`` is the file's own, as decoded, where the format is text that can be read as it stands (plain text,
    Markdown); else the text taken out of it in reading order, and ``origins`` lead back to the file where it is
    text (LaTeX, Typst). ``source`` is the file's name as the user gave it, ``encoding`` what it was read with,
    ``markup`` the kind of marks that the text still holds. ``paper`` is the paper's own record where the format
    states it. ``listed`` and ``citations`` are what the file tags itself; ``bibliographies`` the files of
    records that it names, where they lie inside its folder.
    """

    source: str
    text: str
    blocks: tuple[Block, ...] = ()
    encoding: str = "utf-8"
    markup: Literal["text", "markdown", "html", "latex"] = "text"
    paper: Record | None = None
    italics: tuple[Span, ...] = ()
    bolds: tuple[Span, ...] = ()
    small_caps: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    listed: tuple[Listed, ...] = ()
    citations: tuple[KeyedCitation, ...] = ()
    bibliographies: tuple[Attached, ...] = ()
    origins: tuple[Origin, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def of(self, block: Block) -> str:
        """Return a block's text."""
        return block.span.of(self.text)

    def origin_of(self, offset: int) -> tuple[str, int]:
        """Return the file and the code point in it that the text at ``offset`` was taken from."""
        from bisect import bisect_right

        at = bisect_right(self.origins, offset, key=lambda o: o.start) - 1
        if at < 0:
            return self.source, offset
        origin = self.origins[at]
        return origin.source, origin.offset + offset - origin.start
