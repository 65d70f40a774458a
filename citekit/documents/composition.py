"""A document in the making: runs of styled text become blocks, and every style, link and citation its span."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from citekit.documents.document import Attached, Block, CitedKey, Document, KeyedCitation, Link, Listed, Origin
from citekit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Literal

    from citekit.documents.document import BlockKind
    from citekit.model import Diagnostic, Record

__all__ = ["Composition", "Run", "plain", "superscript"]

_BLANKS = re.compile(r"[ \t\r\f\x0b]+")
_AROUND_BREAK = re.compile(r" *\n[ \n]*")
_RAISED = re.compile(r"[\d,;\s–—-]+")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Run(NamedTuple):
    r"""A stretch of text in one style; ``\\n`` in it is a line break, other white space is one blank.

    ``cites`` make the run a citation; runs that follow each other with the same tuple are one. ``origin`` is
    the file and offset that the text stands at, where it was taken over letter for letter.
    """

    text: str
    italic: bool = False
    bold: bool = False
    small_caps: bool = False
    target: str = ""
    cites: tuple[CitedKey, ...] = ()
    narrative: bool = False
    origin: tuple[str, int] | None = None


def superscript(text: str) -> str:
    """Return raised figures as the characters that Unicode has for them; other text as it is.

    >>> superscript("12"), superscript("th")
    ('¹²', 'th')
    """
    return text.translate(_SUPERSCRIPTS) if _RAISED.fullmatch(text) else text


def plain(runs: Iterable[Run]) -> str:
    """Return the text of runs in one line."""
    return " ".join("".join(run.text for run in runs).split())


class _Note(NamedTuple):
    runs: Sequence[Run]
    number: str
    kind: Literal["footnote", "endnote"]


class Composition:
    """Collects blocks in reading order; notes come at the end, so that the text around their marks runs on."""

    def __init__(self) -> None:
        """Begin an empty document."""
        self._parts: list[str] = []
        self._size = 0
        self._notes: list[_Note] = []
        self._listings: list[tuple[Span, dict[str, Any]]] = []
        self._marked: dict[str, list[tuple[int, int]]] = {"italics": [], "bolds": [], "small_caps": []}
        self._links: list[Link] = []
        self._origins: list[Origin] = []
        self.blocks: list[Block] = []
        self.citations: list[KeyedCitation] = []

    def add(self, kind: BlockKind, runs: Sequence[Run], *, marker: str = "", level: int = 0, page: int = 0) -> Span | None:
        """Add a block and return its span, None where there is no text in it. A ``marker`` is printed before it."""
        if self._size:
            self._append("\n\n")
        before, kept = self._size, len(self._parts)
        if marker:
            self._append(marker + " ")
        start = self._size
        self._set(runs)
        text = "".join(self._parts[kept + bool(marker) :])
        if not text.strip():
            del self._parts[kept:]
            self._size = before
            if before:
                self._size -= len(self._parts.pop())
            return None
        end = start + len(text.rstrip(" \n"))
        if end < self._size:
            self._parts[kept + bool(marker) :] = [text.rstrip(" \n")]
            self._size = end
        span = Span(start, end)
        self.blocks.append(Block(kind=kind, span=span, marker=marker, level=level, page=page))
        return span

    def note(self, runs: Sequence[Run], number: str, kind: Literal["footnote", "endnote"] = "footnote") -> None:
        """Add a note; its mark in the text is the caller's to print."""
        self._notes.append(_Note(runs, number, kind))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)

    def _set(self, runs: Sequence[Run]) -> None:
        first, blank = self._size, True
        open_cites: tuple[tuple[CitedKey, ...], int, bool] = ((), 0, False)
        for run in runs:
            text = _BLANKS.sub(" ", run.text)
            if "\n" in text:
                text = _AROUND_BREAK.sub("\n", text)
            if blank:
                text = text.lstrip(" \n" if self._size == first else " ")
            if run.cites != open_cites[0]:
                self._close(open_cites)
                open_cites = (run.cites, self._size, run.narrative)
            if not text:
                continue
            if text[0] == "\n" and self._parts and self._parts[-1].endswith(" ") and self._size > first:
                text = text.lstrip(" ")
            start = self._size
            self._append(text)
            blank = text[-1] in " \n"
            end = start + len(text.rstrip())
            start += len(text) - len(text.lstrip())
            if start >= end:
                continue
            for name in ("italics", "bolds", "small_caps"):
                if getattr(run, name.removesuffix("s") if name != "small_caps" else name):
                    self._mark(self._marked[name], start, end)
            if run.target:
                if self._links and self._links[-1].target == run.target and self._links[-1].span.end == start:
                    self._links[-1] = Link(Span(self._links[-1].span.start, end), run.target)
                else:
                    self._links.append(Link(Span(start, end), run.target))
            if run.origin is not None:
                shift = len(run.text) - len(run.text.lstrip())
                self._origins.append(Origin(start, run.origin[0], run.origin[1] + shift))
        self._close(open_cites)

    def _close(self, cites: tuple[tuple[CitedKey, ...], int, bool]) -> None:
        if cites[0]:
            self.citations.append(KeyedCitation(span=Span(cites[1], self._size), cites=cites[0], narrative=cites[2]))

    @staticmethod
    def _mark(spans: list[tuple[int, int]], start: int, end: int) -> None:
        if spans and start - spans[-1][1] <= 1:  # a blank between two italic runs is italic too
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))

    def list(self, span: Span | None, **facts: Any) -> None:
        """Say that the block at ``span`` is a reference of the paper's list; ``facts`` are :class:`Listed`'s."""
        if span is not None:
            self._listings.append((span, facts))

    def document(
        self,
        source: str,
        *,
        paper: Record | None = None,
        encoding: str = "utf-8",
        bibliographies: tuple[Attached, ...] = (),
        diagnostics: Iterable[Diagnostic] = (),
    ) -> Document:
        """Return the document."""
        noted: list[tuple[Span, _Note]] = []
        for note in self._notes:
            span = self.add("footnote", note.runs, marker=superscript(note.number) if note.number else "")
            if span is not None:
                noted.append((span, note))
        text = "".join(self._parts)
        listed = tuple(
            Listed(**{"span": span, "raw": " ".join(span.of(text).split())} | facts)  # type: ignore[arg-type]  # facts are fields of Listed
            for span, facts in self._listings
        )
        notes = tuple(Listed(span=span, raw=" ".join(span.of(text).split()), kind=n.kind, number=n.number) for span, n in noted)

        def spans(name: str) -> tuple[Span, ...]:
            return tuple(Span(a, b) for a, b in self._marked[name])

        return Document(
            source=source,
            text=text,
            blocks=tuple(self.blocks),
            encoding=encoding,
            paper=paper,
            italics=spans("italics"),
            bolds=spans("bolds"),
            small_caps=spans("small_caps"),
            links=tuple(self._links),
            listed=(*listed, *notes),
            citations=tuple(self.citations),
            bibliographies=bibliographies,
            origins=tuple(self._origins),
            diagnostics=tuple(diagnostics),
        )
