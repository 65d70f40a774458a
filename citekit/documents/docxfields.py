"""The fields of a Word document that are open at a place: what they cite, where they lead, whether they print the list.

A complex field (ECMA-376, 17.16) is three marks with an instruction and its result between; fields nest, and one may run
over many paragraphs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.documents.fields import citation_of_field, is_bibliography, word_sources
from citekit.documents.numbering import W

if TYPE_CHECKING:
    from lxml.etree import _Element

    from citekit.documents.archive import Archive
    from citekit.documents.document import CitedKey

__all__ = ["Fields", "bookmarked", "sources_of"]

_HYPERLINK = re.compile(r"\s*HYPERLINK\s+(?:\\l\s+)?\"([^\"]*)\"")
_BOOKMARK = re.compile(r"((?:ZOTERO|Mendeley|CSL)_BREF_\w{1,40}?)_(\d{1,4})")
_DEEPEST = 200
_MOST_LETTERS = 5_000_000  # of one instruction


class _Field:
    """One open field; what it says is found out once, when its result begins."""

    __slots__ = ("data", "facts", "instruction", "shown", "size")

    def __init__(self, data: str) -> None:
        self.instruction: list[str] = []
        self.size = 0
        self.data = data
        self.shown = False
        self.facts: tuple[tuple[CitedKey, ...], str, bool] = ((), "", False)


class Fields:
    """The open fields of a document, outermost first. ``sources`` are the items of Word's own list by tag."""

    def __init__(self, sources: dict[str, dict[str, Any]]) -> None:
        """Begin outside all fields."""
        self._open: list[_Field] = []
        self._sources = sources

    def mark(self, mark: _Element) -> None:
        """Take notice of a ``fldChar``."""
        kind = mark.get(f"{W}fldCharType", "")
        if kind == "begin":
            if len(self._open) < _DEEPEST:
                self._open.append(_Field(mark.findtext(f"{W}fldData") or ""))
        elif kind == "separate" and self._open:
            field = self._open[-1]
            field.shown = True
            field.facts = self._facts("".join(field.instruction), field.data)
        elif kind == "end" and self._open:
            field = self._open.pop()
            if not field.shown and self._open and not self._open[-1].data:
                self._open[-1].data = field.data  # EN.CITE.DATA holds the data of the citation around it

    def instruct(self, text: str) -> None:
        """Add to the instruction of the innermost field."""
        if self._open and not self._open[-1].shown and self._open[-1].size < _MOST_LETTERS:
            self._open[-1].instruction.append(text)
            self._open[-1].size += len(text)

    @property
    def is_instruction(self) -> bool:
        """Tell whether the place is inside an instruction, of which nothing is printed."""
        return bool(self._open) and not all(field.shown for field in self._open)

    @property
    def is_bibliography(self) -> bool:
        """Tell whether the place is inside the field that prints the reference list."""
        return any(field.facts[2] for field in self._open)

    def here(self) -> tuple[tuple[CitedKey, ...], str]:
        """Return what the text at this place cites, and where it leads."""
        link = ""
        for field in reversed(self._open):
            cites, target, _ = field.facts
            link = link or target
            if cites:
                return cites, link
        return (), link

    def of_simple(self, instruction: str) -> tuple[tuple[CitedKey, ...], str]:
        """Return what a field in one element (``fldSimple``) cites, and where it leads."""
        cites, link, _ = self._facts(instruction, "")
        return cites, link

    def _facts(self, instruction: str, data: str) -> tuple[tuple[CitedKey, ...], str, bool]:
        link = _HYPERLINK.match(instruction)
        cites = citation_of_field(instruction, data)
        if self._sources:
            cites = tuple(
                msgspec.structs.replace(c, item=self._sources[c.key]) if c.item is None and c.key in self._sources else c for c in cites
            )
        return cites, link[1] if link else "", is_bibliography(instruction)


def sources_of(archive: Archive) -> dict[str, dict[str, Any]]:
    """Return the items of Word's own list of sources (``customXml``) by their tags."""
    found: dict[str, dict[str, Any]] = {}
    for name in sorted(archive.names):
        if re.fullmatch(r"customXml/item\d{1,4}\.xml", name):
            data = archive.read(name) or b""
            if b"officeDocument/2006/bibliography" in data[:2000]:
                found |= word_sources(archive.xml(name)[0])
    return found


def bookmarked(properties: dict[str, str]) -> dict[str, str]:
    """Return the citations that Zotero keeps in a document's properties, by the bookmark that each stands at.

    They are cut into pieces, because a property holds 255 characters.

    >>> bookmarked({"ZOTERO_BREF_a1_2": "}", "ZOTERO_BREF_a1_1": "CSL_CITATION {"})
    {'ZOTERO_BREF_a1': 'CSL_CITATION {}'}
    """
    pieces: dict[str, list[tuple[int, str]]] = {}
    for name, text in properties.items():
        if (match := _BOOKMARK.fullmatch(name)) is not None:
            pieces.setdefault(match[1], []).append((int(match[2]), text))
    return {name: "".join(text for _, text in sorted(parts)) for name, parts in pieces.items()}
