"""DOCX: the text as Word shows it with all changes accepted, its lists' numbers, notes, links and citation fields.

Read from the parts themselves (ECMA-376, WordprocessingML); comments are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.documents.archive import Archive
from citekit.documents.composition import Composition, Run, plain, superscript
from citekit.documents.docxfields import Fields, bookmarked, sources_of
from citekit.documents.docxstyles import Styles, is_on, number_of
from citekit.documents.fields import citation_of_tag
from citekit.documents.numbering import Numbering, W
from citekit.documents.properties import paper_of
from citekit.model import Diagnostic, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

    from citekit.documents.document import BlockKind, CitedKey, Document

__all__ = ["read"]

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}rPr", f"{W}pPr", f"{W}commentReference", f"{W}sectPr", f"{W}tblPr", f"{W}tblGrid", f"{W}sdtPr", f"{W}sdtEndPr", f"{_MC}Fallback", f"{W}drawing", f"{W}pict", f"{W}object"})  # fmt: skip
_LIST_STYLES = re.compile(r"^(?:bibliography|endnote bibliography|библиография|список литературы|references?)$", re.IGNORECASE)
_DEEPEST = 200


def read(data: bytes, source: str, *, folder: Path | None, password: str) -> Document:
    """Read a DOCX.

    Raises:
        UnreadableInput: the archive is damaged, locked or a bomb, or has no text part.
    """
    del folder, password
    return _Reader(Archive(data, source), source).document()


class _Reader:
    """Walks the parts of one document; fields may run over paragraphs, so their state lives here."""

    def __init__(self, archive: Archive, source: str) -> None:
        self.archive, self.source = archive, source
        self.noticed: list[Diagnostic] = []
        self.composition = Composition()
        self.numbering = Numbering(self._xml("word/numbering.xml"))
        self.styles = Styles(self._xml("word/styles.xml"))
        self.relations: dict[str, str] = {}
        self.sources = sources_of(archive)
        self.fields = Fields(self.sources)
        self.notes: dict[tuple[str, str], _Element] = {}
        self.counts = {"footnote": 0, "endnote": 0}
        self.boxes: list[_Element] = []
        self.depth = 0
        self.extracted = bookmarked(self._properties())
        self.in_list = False

    def _xml(self, name: str) -> _Element | None:
        root, noticed = self.archive.xml(name)
        self.noticed.extend(noticed)
        return root

    def document(self) -> Document:
        main = self._main_part()
        root = self._xml(main)
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise UnreadableInput(self.source, "there is no text in the document", "open it in Word and save it anew", code="CK911")
        self.relations = self._relations(main)
        for kind in ("footnote", "endnote"):
            notes = self._xml(f"word/{kind}s.xml")
            for note in notes.iter(f"{W}{kind}") if notes is not None else ():
                if note.get(f"{W}type", "normal") == "normal":
                    self.notes[kind, note.get(f"{W}id", "")] = note
        self._container(body)
        core = self._xml("docProps/core.xml")
        return self.composition.document(self.source, paper=paper_of(core), diagnostics=self.noticed)

    def _main_part(self) -> str:
        if "word/document.xml" in self.archive.names:
            return "word/document.xml"
        found = sorted(name for name in self.archive.names if re.fullmatch(r"word/document\d*\.xml", name))
        return found[0] if found else "word/document.xml"

    def _relations(self, part: str) -> dict[str, str]:
        folder, _, name = part.rpartition("/")
        root = self._xml(f"{folder}/_rels/{name}.rels")
        if root is None:
            return {}
        return {r.get("Id", ""): r.get("Target", "") for r in root if r.get("TargetMode") == "External"}

    def _properties(self) -> dict[str, str]:
        root = self._xml("docProps/custom.xml")
        return {prop.get("name", ""): "".join(str(t) for t in prop.itertext()) for prop in root} if root is not None else {}

    # --- blocks ---------------------------------------------------------------------------------------------------

    def _container(self, parent: _Element) -> None:
        """Read paragraphs, tables and what holds them, iteratively where Word nests deep."""
        self.depth += 1
        if self.depth > _DEEPEST:
            self._deep()
            self.depth -= 1
            return
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag == f"{W}sdt":
                self._control(child)
            elif child.tag not in _GONE:
                self._container(child)
        self.depth -= 1

    def _deep(self) -> None:
        if not any(d.code == "CK917" for d in self.noticed):
            self.noticed.append(
                Diagnostic(code="CK917", message=f"tables or fields nested more than {_DEEPEST} deep were left out", source=self.source)
            )

    def _control(self, control: _Element) -> None:
        properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        if content is None:
            return
        is_list = False
        if properties is not None:
            tag = properties.find(f"{W}tag")
            is_list = properties.find(f"{W}bibliography") is not None or (
                tag is not None and tag.get(f"{W}val", "") == "MENDELEY_BIBLIOGRAPHY"
            )
        before, self.in_list = self.in_list, self.in_list or is_list
        self._container(content)
        self.in_list = before

    def _paragraph(self, paragraph: _Element) -> None:
        properties = paragraph.find(f"{W}pPr")
        styles = self.styles.named_by(properties, "pStyle")
        name = styles[0].name.casefold() if styles else ""
        number = number_of(properties)
        inherited = next((s.number for s in styles if s.number is not None and s.number[0]), None)
        if number is None:
            number = inherited
        elif not number[0] and inherited is not None:
            number = (inherited[0], number[1])
        was_in_list = self.in_list or self.fields.is_bibliography
        italic = next((s.italic for s in styles if s.italic is not None), False)
        bold = next((s.bold for s in styles if s.bold is not None), False)
        marker = self.numbering.mark(*number) if number is not None and number[0] not in ("", "0") else ""
        runs = list(self._runs(paragraph, bool(italic), bool(bold), ""))
        in_list = was_in_list or self.in_list or self.fields.is_bibliography
        outline = next((s.outline for s in styles if s.outline), 0)
        own = properties.find(f"{W}outlineLvl") if properties is not None else None
        if own is not None and (value := own.get(f"{W}val", "")).isdecimal():
            outline = int(value) + 1 if int(value) < 9 else 0
        heading = re.fullmatch(r"heading (\d)|(title)", name)
        kind: BlockKind = "paragraph"
        if heading or (outline and len(plain(runs)) < 200):
            kind, level = "heading", int(heading[1]) if heading and heading[1] else outline or 1
        else:
            level = number[1] if number is not None else 0
            kind = "list-item" if marker else "caption" if name == "caption" else "paragraph"
        span = self.composition.add(kind, runs, marker=marker, level=level)
        if span is not None and kind != "heading" and (in_list or (styles and _LIST_STYLES.match(styles[0].name))):
            self.composition.list(span, number=marker.strip("[]().") if marker != "•" else "")
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self._container(box)

    def _table(self, table: _Element) -> None:
        for row in table.iter(f"{W}tr"):
            if row.getparent() is not table and not _holds(table, row):
                continue
            cells: list[list[Run]] = []
            for cell in (c for c in row.iter(f"{W}tc") if _row_of(c) is row):
                runs: list[Run] = []
                for paragraph in (p for p in cell.iter(f"{W}p") if _cell_of(p) is cell):
                    properties = paragraph.find(f"{W}pPr")
                    number = number_of(properties)
                    if runs:
                        runs.append(Run("\n"))
                    if number is not None and number[0] not in ("", "0") and (mark := self.numbering.mark(*number)):
                        runs.append(Run(mark + " "))
                    runs.extend(self._runs(paragraph, False, False, ""))
                if plain(runs):
                    cells.append(runs)
            if not cells:
                continue
            # a list set as a table has its numbers in the first column
            counted = len(cells) > 1 and re.fullmatch(r"\[?\d{1,4}[.\])]{0,2}", plain(cells[0])) is not None
            joined = [*cells[0]]
            if counted and joined and plain(cells[0])[-1].isdigit():
                joined.append(Run("."))
            for cell_runs in cells[1:]:
                joined += [Run(" " if counted else "\n"), *cell_runs]
            self.composition.add("table", joined)

    # --- runs -----------------------------------------------------------------------------------------------------

    def _runs(self, parent: _Element, italic: bool, bold: bool, target: str) -> Iterator[Run]:
        self.depth += 1
        if self.depth > _DEEPEST:
            self._deep()
            self.depth -= 1
            return
        cites: tuple[CitedKey, ...] = ()
        open_bookmark = ""
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                for run in self._run(child, italic, bold, target):
                    yield run._replace(cites=cites) if cites and not run.cites else run
            elif tag in _GONE:
                continue
            elif tag == f"{W}hyperlink":
                address = self.relations.get(child.get(f"{_R}id", ""), "")
                yield from self._runs(child, italic, bold, address or target)
            elif tag == f"{W}fldSimple":
                cited, link = self.fields.of_simple(child.get(f"{W}instr", ""))
                for run in self._runs(child, italic, bold, link or target):
                    yield run._replace(cites=cited) if cited else run
            elif tag == f"{W}sdt":
                yield from self._inline_control(child, italic, bold, target)
            elif tag == f"{W}bookmarkStart" and (name := child.get(f"{W}name", "")) in self.extracted:
                cites, open_bookmark = self.fields.of_simple(self.extracted[name])[0], child.get(f"{W}id", "")
            elif tag == f"{W}bookmarkEnd" and open_bookmark and child.get(f"{W}id", "") == open_bookmark:
                cites, open_bookmark = (), ""
            elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
                yield Run("".join(str(t.text or "") for t in child.iter(f"{_M}t")), target=target)
            else:
                yield from self._runs(child, italic, bold, target)
        self.depth -= 1

    def _inline_control(self, control: _Element, italic: bool, bold: bool, target: str) -> Iterator[Run]:
        properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        tag = properties.find(f"{W}tag") if properties is not None else None
        cited = citation_of_tag(tag.get(f"{W}val", "")) if tag is not None else ()
        for run in self._runs(content, italic, bold, target) if content is not None else ():
            yield run._replace(cites=cited) if cited else run

    def _run(self, run: _Element, italic: bool, bold: bool, target: str) -> Iterator[Run]:
        properties = run.find(f"{W}rPr")
        if properties is not None:
            if is_on(properties, "vanish"):
                return
            styles = self.styles.named_by(properties, "rStyle")
            italic = next((s.italic for s in styles if s.italic is not None), italic)
            bold = next((s.bold for s in styles if s.bold is not None), bold)
            own = is_on(properties, "i")
            italic = italic if own is None else own
            own = is_on(properties, "b")
            bold = bold if own is None else own
        raised = properties.find(f"{W}vertAlign") if properties is not None else None
        is_raised = raised is not None and raised.get(f"{W}val") == "superscript"
        capitals = bool(is_on(properties, "smallCaps"))
        for child in run:
            text = self._text(child)
            if not text:
                continue
            cites, link = self.fields.here()
            yield Run(superscript(text) if is_raised else text, italic, bold, capitals, link or target, cites)

    def _text(self, child: _Element) -> str:
        tag = child.tag
        if tag == f"{W}fldChar":
            self.fields.mark(child)
            return ""
        if tag == f"{W}instrText":
            self.fields.instruct(child.text or "")
            return ""
        if self.fields.is_instruction:
            return ""
        if tag == f"{W}t":
            return (child.text or "").replace("\n", " ")
        if tag == f"{W}tab":
            return " "
        if tag in (f"{W}br", f"{W}cr"):
            return " " if child.get(f"{W}type") in ("page", "column") else "\n"
        if tag == f"{W}noBreakHyphen":
            return "-"
        if tag == f"{W}softHyphen":
            return ""
        if tag == f"{W}sym":
            code = child.get(f"{W}char", "")
            return chr(int(code, 16) & 0xFFF) if re.fullmatch(r"[fF]0[2-7][0-9a-fA-F]", code) else ""
        if tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            return self._note(tag.removeprefix(W).removesuffix("Reference"), child.get(f"{W}id", ""))
        if tag in (f"{W}drawing", f"{W}pict", f"{_MC}AlternateContent"):
            chosen = child.find(f"{_MC}Choice") if tag.startswith(_MC) else child
            self.boxes.extend((chosen if chosen is not None else child).iter(f"{W}txbxContent"))
        return ""

    def _note(self, kind: str, name: str) -> str:
        note = self.notes.pop((kind, name), None)
        if note is None:
            return ""
        self.counts[kind] += 1
        number = str(self.counts[kind])
        runs: list[Run] = []
        fields, self.fields = self.fields, Fields(self.sources)
        relations = self.relations
        self.relations = relations | self._note_relations(kind)
        for paragraph in note.iter(f"{W}p"):
            if runs:
                runs.append(Run(" "))
            runs.extend(self._runs(paragraph, False, False, ""))
        self.fields, self.relations = fields, relations
        self.composition.note(runs, number, "footnote" if kind == "footnote" else "endnote")
        return superscript(number)

    def _note_relations(self, kind: str) -> dict[str, str]:
        if not hasattr(self, "_of_notes"):
            self._of_notes: dict[str, dict[str, str]] = {}
        if kind not in self._of_notes:
            self._of_notes[kind] = self._relations(f"word/{kind}s.xml")
        return self._of_notes[kind]


def _row_of(cell: _Element) -> _Element | None:
    return next(cell.iterancestors(f"{W}tr"), None)


def _cell_of(paragraph: _Element) -> _Element | None:
    return next(paragraph.iterancestors(f"{W}tc"), None)


def _holds(table: _Element, row: _Element) -> bool:
    """Tell whether a row belongs to this table, or to one inside it."""
    del table
    return row.getparent() is not None
