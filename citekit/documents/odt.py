"""OpenDocument text (ODT, flat FODT): the text with accepted changes, lists' numbers, notes, links, Zotero's marks.

Source: OASIS OpenDocument 1.3, part 3.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from citekit.documents.archive import Archive, parse_xml
from citekit.documents.composition import Composition, Run, plain, superscript
from citekit.documents.docxfields import bookmarked
from citekit.documents.fields import citation_of_field, is_bibliography
from citekit.documents.properties import paper_of
from citekit.model import Diagnostic, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

    from citekit.documents.document import BlockKind, CitedKey, Document

__all__ = ["read"]

_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_S = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_F = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_GONE = frozenset({f"{_T}tracked-changes", f"{_O}annotation", f"{_O}annotation-end", f"{_T}sequence-decls", f"{_O}forms", f"{_T}ruby-text"})
_DEEPEST = 200
_MOST_BLANKS = 1000


class _Style(NamedTuple):
    parent: str
    italic: bool | None
    bold: bool | None
    raised: bool | None
    small_caps: bool | None


def read(data: bytes, source: str, *, folder: Path | None, password: str) -> Document:
    """Read an ODT.

    Raises:
        UnreadableInput: the archive is damaged, locked or a bomb, or has no text.
    """
    del folder, password
    noticed: list[Diagnostic] = []
    roots: dict[str, _Element | None] = {}
    if data[:2] == b"PK":
        archive = Archive(data, source)
        if b"encryption-data" in (archive.read("META-INF/manifest.xml") or b""):
            raise UnreadableInput(source, "the document is locked with a password", "save it without one", code="CK914")
        for name in ("content.xml", "styles.xml", "meta.xml"):
            roots[name], said = archive.xml(name)
            noticed.extend(said)
    else:
        whole, said = parse_xml(data, source)
        noticed.extend(said)
        roots = dict.fromkeys(("content.xml", "styles.xml", "meta.xml"), whole)
    content = roots["content.xml"]
    body = next(content.iter(f"{_O}text"), None) if content is not None else None
    if body is None or content is None:
        raise UnreadableInput(source, "there is no text in the document", "open it in an office program and save it anew", code="CK911")
    reader = _Reader(source, [root for root in (roots["styles.xml"], content) if root is not None], roots["meta.xml"])
    reader.container(body)
    return reader.composition.document(source, paper=paper_of(roots["meta.xml"]), diagnostics=(*noticed, *reader.noticed))


class _Reader:
    """Walks the text of one document."""

    def __init__(self, source: str, roots: list[_Element], meta: _Element | None) -> None:
        self.source = source
        self.composition = Composition()
        self.noticed: list[Diagnostic] = []
        self.styles: dict[str, _Style] = {}
        self.lists: dict[str, dict[int, tuple[str, str, str, int]]] = {}
        self.counts: dict[str, list[int]] = {}
        self.depth = 0
        self.cites: tuple[CitedKey, ...] = ()
        self.in_list = False
        self.fields: list[tuple[tuple[CitedKey, ...], bool]] = []
        stated = meta.iter(f"{_META}user-defined") if meta is not None else ()
        self.bookmarked = bookmarked({one.get(f"{_META}name", ""): "".join(str(t) for t in one.itertext()) for one in stated})
        for root in roots:
            for style in root.iter(f"{_S}style"):
                self._learn(style)
            for style in root.iter(f"{_T}list-style"):
                self._learn_list(style)

    def _learn(self, style: _Element) -> None:
        text = style.find(f"{_S}text-properties")
        found: dict[str, str] = {str(k): str(v) for k, v in text.attrib.items()} if text is not None else {}
        italic, weight = found.get(f"{_F}font-style"), found.get(f"{_F}font-weight")
        position, variant = str(found.get(f"{_S}text-position", "")), found.get(f"{_F}font-variant")
        self.styles[style.get(f"{_S}name", "")] = _Style(
            style.get(f"{_S}parent-style-name", ""),
            None if italic is None else italic in ("italic", "oblique"),
            None if weight is None else str(weight) in ("bold", "600", "700", "800", "900"),
            position.startswith("super") or bool(re.match(r"[1-9]\d?%", position)) if position else None,
            None if variant is None else variant == "small-caps",
        )

    def _learn_list(self, style: _Element) -> None:
        levels: dict[int, tuple[str, str, str, int]] = {}
        for level in style:
            at = level.get(f"{_T}level", "1")
            if not at.isdecimal() or len(at) > 2:
                continue
            if level.tag == f"{_T}list-level-style-number":
                start = level.get(f"{_T}start-value", "1")
                levels[int(at)] = (
                    level.get(f"{_S}num-prefix", ""),
                    level.get(f"{_S}num-format", "1"),
                    level.get(f"{_S}num-suffix", ""),
                    int(start) if re.fullmatch(r"\d{1,6}", start) else 1,
                )
            else:
                levels[int(at)] = ("", "•", "", 1)
        self.lists[style.get(f"{_S}name", "")] = levels

    def _style(self, name: str, before: Run) -> tuple[Run, bool]:
        """Return the style of a span inside ``before``, and whether it is raised."""
        italic = bold = raised = capitals = None
        seen: set[str] = set()
        while name in self.styles and name not in seen:
            seen.add(name)
            style = self.styles[name]
            italic = style.italic if italic is None else italic
            bold = style.bold if bold is None else bold
            raised = style.raised if raised is None else raised
            capitals = style.small_caps if capitals is None else capitals
            name = style.parent
        run = before._replace(
            italic=before.italic if italic is None else italic,
            bold=before.bold if bold is None else bold,
            small_caps=before.small_caps if capitals is None else capitals,
        )
        return run, bool(raised)

    # --- blocks ---------------------------------------------------------------------------------------------------

    def container(self, parent: _Element, *, list_name: str = "", level: int = 0, marker: str = "") -> None:
        """Read the blocks in an element."""
        self.depth += 1
        if self.depth > _DEEPEST:
            if not any(d.code == "CK917" for d in self.noticed):
                self.noticed.append(
                    Diagnostic(code="CK917", message=f"elements nested more than {_DEEPEST} deep were left out", source=self.source)
                )
            self.depth -= 1
            return
        for child in parent:
            tag = child.tag
            if tag in (f"{_T}p", f"{_T}h"):
                self._paragraph(child, level, marker)
                marker = ""
            elif tag == f"{_T}list":
                self._items(child, list_name, level + 1)
            elif tag == f"{_TABLE}table-row":
                self._row(child)
            elif tag == f"{_T}bibliography" or (tag == f"{_T}section" and is_bibliography(child.get(f"{_T}name", ""))):
                self._bibliography(child)
            elif tag not in _GONE and isinstance(tag, str) and not tag.endswith("-source"):
                self.container(child, list_name=list_name, level=level)
        self.depth -= 1

    def _bibliography(self, element: _Element) -> None:
        before, self.in_list = self.in_list, True
        self.container(element)
        self.in_list = before

    def _items(self, element: _Element, inherited: str, level: int) -> None:
        name = element.get(f"{_T}style-name", "") or inherited
        levels = self.lists.get(name, {})
        prefix, form, suffix, start = levels.get(level, ("", "•", "", 1))
        goes_on = element.get(f"{_T}continue-numbering") == "true" or element.get(f"{_T}continue-list") is not None
        counts = self.counts.setdefault(name, [0] * 12)
        at = min(level, 11)
        if not goes_on:
            counts[at] = start - 1
        for item in element:
            if item.tag == f"{_T}list-header":
                self.container(item, list_name=name, level=level)
                continue
            if item.tag != f"{_T}list-item":
                continue
            value = item.get(f"{_T}start-value", "")
            counts[at] = int(value) if re.fullmatch(r"\d{1,6}", value) else counts[at] + 1
            mark = "•" if form == "•" else f"{prefix}{_printed(counts[at], form)}{suffix}".strip() if form else ""
            self.container(item, list_name=name, level=level, marker=mark)

    def _paragraph(self, element: _Element, level: int, marker: str) -> None:
        style = element.get(f"{_T}style-name", "")
        first, _ = self._style(style, Run(""))
        was_in_list = self.in_list
        runs = list(self._runs(element, first._replace(bold=False)))
        kind: BlockKind = "list-item" if marker else "paragraph"
        if element.tag == f"{_T}h" or style == "Title":
            outline = element.get(f"{_T}outline-level", "1")
            kind, level = "heading", int(outline) if re.fullmatch(r"\d", outline) else 1
        span = self.composition.add(kind, runs, marker=marker, level=level)
        names = {style, self.styles[style].parent if style in self.styles else ""}
        if kind != "heading" and (self.in_list or was_in_list or names & {"Bibliography_20_1", "Bibliography", "References"}):
            self.composition.list(span, number=marker.strip("[]().") if marker != "•" else "")

    def _row(self, row: _Element) -> None:
        cells = []
        for cell in row:
            runs: list[Run] = []
            for paragraph in cell.iter(f"{_T}p", f"{_T}h"):
                if runs:
                    runs.append(Run("\n"))
                runs.extend(self._runs(paragraph, Run("")))
            if plain(runs):
                cells.append(runs)
        if cells:
            number = plain(cells[0])
            counted = len(cells) > 1 and re.fullmatch(r"\[?\d{1,4}[.\])]{0,2}", number) is not None
            joined = [*cells[0], *([Run(".")] if counted and number[-1].isdigit() else [])]
            for runs in cells[1:]:
                joined += [Run(" " if counted else "\n"), *runs]
            self.composition.add("table", joined)

    # --- runs -----------------------------------------------------------------------------------------------------

    def _runs(self, element: _Element, style: Run, *, raised: bool = False) -> Iterator[Run]:
        self.depth += 1
        if self.depth > _DEEPEST:
            self.depth -= 1
            return
        if element.text:
            yield self._said(element.text, style, raised)
        for child in element:
            tag = child.tag
            if tag == f"{_T}span":
                inner, up = self._style(child.get(f"{_T}style-name", ""), style)
                yield from self._runs(child, inner, raised=raised or up)
            elif tag == f"{_T}a":
                yield from self._runs(child, style._replace(target=child.get(f"{_XLINK}href", "")), raised=raised)
            elif tag == f"{_T}s":
                count = child.get(f"{_T}c", "1")
                yield self._said(" " * min(int(count) if re.fullmatch(r"\d{1,6}", count) else 1, _MOST_BLANKS), style, False)
            elif tag == f"{_T}tab":
                yield self._said(" ", style, False)
            elif tag == f"{_T}line-break":
                yield style._replace(text="\n")
            elif tag == f"{_T}note":
                yield from self._note(child)
            elif tag == f"{_FIELD}fieldmark-start":
                self._open_field(child)
            elif tag == f"{_FIELD}fieldmark-end":
                self.cites, self.in_list = self.fields.pop() if self.fields else ((), self.in_list)
            elif tag in (f"{_T}reference-mark-start", f"{_T}bookmark-start"):
                self.cites = self._cited(child.get(f"{_T}name", "")) or self.cites
            elif tag in (f"{_T}reference-mark-end", f"{_T}bookmark-end"):
                if self.cites and self._cited(child.get(f"{_T}name", "")) == self.cites:
                    self.cites = ()
            elif tag not in _GONE and isinstance(tag, str) and tag not in (f"{_T}p", f"{_T}h"):
                yield from self._runs(child, style, raised=raised)
            if child.tail:
                yield self._said(child.tail, style, raised)
        self.depth -= 1

    def _said(self, text: str, style: Run, raised: bool) -> Run:
        text = text.replace("\n", " ")
        return style._replace(text=superscript(text) if raised else text, cites=self.cites)

    def _open_field(self, mark: _Element) -> None:
        """Begin a field that came from Word: LibreOffice keeps its code."""
        code = next((p.get(f"{_FIELD}value", "") for p in mark if p.get(f"{_FIELD}name", "").endswith(".field.code")), "")
        if len(self.fields) < _DEEPEST:
            self.fields.append((self.cites, self.in_list))
        self.cites = citation_of_field(code) or self.cites
        self.in_list = self.in_list or is_bibliography(code)

    def _cited(self, name: str) -> tuple[CitedKey, ...]:
        name = self.bookmarked.get(name, name)
        at = name.find("CSL_CITATION", 0, 120)
        start = name.find("{", at) if at >= 0 else -1
        if start < 0:
            return ()
        try:
            _, end = json.JSONDecoder().raw_decode(name[start:])
        except (ValueError, RecursionError):
            return ()
        return citation_of_field("ADDIN ZOTERO_ITEM CSL_CITATION " + name[start : start + end])

    def _note(self, note: _Element) -> Iterator[Run]:
        label = plain([Run("".join(str(t) for t in c.itertext())) for c in note.findall(f"{_T}note-citation")])
        body = note.find(f"{_T}note-body")
        runs: list[Run] = []
        cites, self.cites = self.cites, ()
        for paragraph in body.iter(f"{_T}p", f"{_T}h") if body is not None else ():
            if runs:
                runs.append(Run(" "))
            runs.extend(self._runs(paragraph, Run("")))
        self.cites = cites
        self.composition.note(runs, label, "endnote" if note.get(f"{_T}note-class") == "endnote" else "footnote")
        yield Run(superscript(label))


def _printed(number: int, form: str) -> str:
    from citekit.documents.numbering import printed

    return printed(number, {"i": "lowerRoman", "I": "upperRoman", "a": "lowerLetter", "A": "upperLetter"}.get(form, "decimal"))
