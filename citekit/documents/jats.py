"""JATS and BITS: tagged papers and books; a tagged reference is a CSL item, certain as far as the tags go.

Source: JATS 1.3 (NISO Z39.96), elements ``ref``, ``mixed-citation``, ``element-citation``, ``xref``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citekit.documents.archive import parse_xml
from citekit.documents.composition import Composition, Run, superscript
from citekit.documents.document import CitedKey, Listed
from citekit.documents.jatsitems import item_of_citation, paper_item
from citekit.documents.properties import record_of
from citekit.model import Diagnostic, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

    from citekit.documents.document import Document

__all__ = ["read"]

_XLINK = "{http://www.w3.org/1999/xlink}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CITATIONS = ("mixed-citation", "element-citation", "citation", "nlm-citation")
_BLOCKS = {
    "p": "paragraph",
    "title": "heading",
    "label": "paragraph",
    "disp-quote": "paragraph",
    "verse-line": "paragraph",
    "def": "paragraph",
    "tr": "table",
}
_SKIPPED = frozenset(
    {
        "front",
        "front-stub",
        "journal-meta",
        "article-meta",
        "book-meta",
        "object-id",
        "alternatives",
        "graphic",
        "permissions",
        "tex-math",
        "processing-meta",
    }
)
_INLINE_GONE = frozenset(
    {"fn", "table-wrap", "fig", "boxed-text", "disp-formula-group", "list", "disp-quote", "tex-math", "graphic", "inline-graphic"}
)
_DEEPEST = 200


def read(data: bytes, source: str, *, folder: Path | None, password: str) -> Document:
    """Read JATS or BITS; of broken XML what stands before the break."""
    del folder, password
    root, noticed = parse_xml(data, source)
    if root is None:
        return Composition().document(source, diagnostics=noticed)
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag[:1] == "{" and "MathML" not in element.tag:
            element.tag = element.tag.rpartition("}")[2]  # JATS in a namespace of OAI and the like
    return _Reader(root, source, noticed).document()


def _flat(element: _Element | None) -> str:
    return " ".join("".join(str(t) for t in element.itertext()).split()) if element is not None else ""


class _Reader:
    """Walks one article; notes and references are met once."""

    def __init__(self, root: _Element, source: str, noticed: tuple[Diagnostic, ...]) -> None:
        self.root, self.source = root, source
        self.noticed = list(noticed)
        self.composition = Composition()
        self.depth = 0
        self.notes: dict[str, tuple[str, _Element]] = {}
        self.refs = {ref.get("id", ""): ref for ref in root.iter("ref")}
        self.entities = False

    def document(self) -> Document:
        article = next(iter(self.root.iter("article", "book", "book-part", "ref-list")), self.root)
        meta = next(iter(article.iter("article-meta", "book-meta", "front-stub")), None)
        item = paper_item(article, meta)
        number = 0
        for note in article.iter("fn"):
            if any(a.tag in ("front", "article-meta", "table-wrap", "author-notes") for a in note.iterancestors()):
                continue
            number += 1
            label = _flat(note.find("label")).strip("[]().") or str(number)
            self.notes[note.get("id", f"fn-{number}")] = (label, note)
        if title := item.get("title"):
            self.composition.add("heading", [Run(str(title))], level=1)
        for abstract in meta.iter("abstract", "trans-abstract") if meta is not None else ():
            self._walk(abstract)
        self._walk(article)
        for label, note in self.notes.values():
            runs = [run for child in note if child.tag != "label" for run in [*self._runs(child), Run(" ")]]
            self.composition.note(runs, label)
        if self.entities:
            message = "entities declared in the file were left out; write the characters themselves"
            self.noticed.append(Diagnostic(code="CK912", message=message, source=self.source))
        return self.composition.document(self.source, paper=record_of(item, source=self.source), diagnostics=self.noticed)

    # --- text -----------------------------------------------------------------------------------------------------

    def _walk(self, parent: _Element, level: int = 1) -> None:
        self.depth += 1
        for child in parent if self.depth < _DEEPEST else ():
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED or tag == "fn":
                continue
            if tag == "ref-list":
                self._list(child, level)
            elif tag in _BLOCKS:
                in_caption = parent.tag == "caption" or tag == "label"
                kind: Any = "caption" if in_caption and tag != "tr" else _BLOCKS[tag]
                if tag == "label" and parent.tag not in ("fig", "table-wrap"):
                    continue
                self.composition.add(kind, list(self._runs(child)), level=level if kind == "heading" else 0)
                for held in child:  # lists and tables may stand inside a paragraph
                    if held.tag in _INLINE_GONE and held.tag != "fn":
                        self._walk_one(held, level)
            elif tag == "list-item":
                self.composition.add("list-item", list(self._runs(child)), marker="•", level=level)
            else:
                self._walk(child, level + (tag in ("sec", "app", "book-part")))
        self.depth -= 1

    def _walk_one(self, element: _Element, level: int) -> None:
        self._walk(element, level)

    def _runs(self, element: _Element, italic: bool = False, bold: bool = False, target: str = "") -> Iterator[Run]:
        self.depth += 1
        if self.depth > _DEEPEST:
            self.depth -= 1
            return
        if element.text:
            yield Run(element.text.replace("\n", " "), italic, bold, target=target)
        for child in element:
            tag: object = child.tag  # lxml gives a function for an entity, whatever its stubs say
            if not isinstance(tag, str):
                self.entities = True  # an entity that was declared: left unread
            elif tag in ("italic", "i", "source-italic"):
                yield from self._runs(child, True, bold, target)
            elif tag in ("bold", "b"):
                yield from self._runs(child, italic, True, target)
            elif tag in ("ext-link", "uri"):
                yield from self._runs(child, italic, bold, child.get(f"{_XLINK}href", "") or _flat(child))
            elif tag == "sup":
                yield from (run._replace(text=superscript(run.text)) for run in self._runs(child, italic, bold, target))
            elif tag == "xref":
                yield from self._xref(child, italic, bold)
            elif tag == "name" and not "".join(str(part.tail or "") for part in child).strip():
                parts = [_flat(child.find(part)) for part in ("prefix", "surname", "given-names", "suffix")]
                yield Run(" ".join(part for part in parts if part), italic, bold, target=target)
            elif tag == "break":
                yield Run("\n")
            elif tag in ("td", "th"):
                yield Run(" | ")
                yield from self._runs(child, italic, bold, target)
            elif tag in ("p", "title") and element.tag in ("fn", "list-item", "def", "disp-quote", "td"):
                yield Run(" ")
                yield from self._runs(child, italic, bold, target)
            elif tag not in _INLINE_GONE:
                yield from self._runs(child, italic, bold, target)
            if child.tail:
                yield Run(child.tail.replace("\n", " "), italic, bold, target=target)
        self.depth -= 1

    def _xref(self, element: _Element, italic: bool, bold: bool) -> Iterator[Run]:
        kind, names = element.get("ref-type", ""), element.get("rid", "").split()
        text = _flat(element)
        if kind in ("fn", "table-fn") and names and names[0] in self.notes:
            yield Run(superscript(text.strip("[]()") or self.notes[names[0]][0]))
            return
        cites = tuple(CitedKey(key=name) for name in names if name in self.refs)
        for run in self._runs(element, italic, bold):
            yield run._replace(cites=cites) if cites else run

    # --- references -----------------------------------------------------------------------------------------------

    def _list(self, element: _Element, level: int) -> None:
        for child in element:
            if child.tag == "title":
                self.composition.add("heading", list(self._runs(child)), level=level)
            elif child.tag == "ref-list":
                self._list(child, level + 1)
            elif child.tag == "ref":
                self._ref(child)
            elif child.tag == "p":
                self.composition.add("paragraph", list(self._runs(child)))
        if element.find("title") is None and not any(b.kind == "heading" and b.span.end for b in self.composition.blocks[-1:]):
            return

    def _ref(self, ref: _Element) -> None:
        citations = [c for c in ref.iter(*_CITATIONS) if not any(a.tag in _CITATIONS for a in c.iterancestors(*_CITATIONS))]
        label = _flat(ref.find("label"))
        number = re.sub(r"[^\w]", "", label)[:12]
        marker = (f"{number}." if number.isdigit() else label)[:20] if label else ""
        if not citations:
            runs = [run for child in ref if child.tag != "label" for run in [*self._runs(child), Run(" ")]]
            span = self.composition.add("list-item" if marker else "paragraph", runs, marker=marker)
            self.composition.list(span, number=number, key=ref.get("id", ""))
            return
        groups = self._faces(citations)
        for at, (main, others) in enumerate(groups):
            span = self._printed(main, marker if not at else "")
            faces = tuple(
                Listed(span=Span(0, 0), raw=self._text(o), kind="bibliography", language=o.get(_LANG, ""), item=item_of_citation(o))
                for o in others
            )
            key = ref.get("id", "") if not at else main.get("id", "")
            self.composition.list(
                span, number=number if not at else "", key=key, language=main.get(_LANG, ""), item=item_of_citation(main), faces=faces
            )

    @staticmethod
    def _faces(citations: list[_Element]) -> list[tuple[_Element, list[_Element]]]:
        """Tell a work's other printings (another language, or alternatives) from further works in one ``ref``."""
        groups: list[tuple[_Element, list[_Element]]] = []
        for citation in citations:
            alternative = citation.getparent() is not None and citation.getparent().tag == "citation-alternatives"  # type: ignore[union-attr]
            language = citation.get(_LANG, "")
            if groups:
                first, others = groups[-1]
                known = {first.get(_LANG, ""), *(o.get(_LANG, "") for o in others)}
                if alternative or (language and language not in known and all(known)):
                    if not (alternative and language in known and citation.tag != first.tag and not language):
                        others.append(citation)
                    continue
            groups.append((citation, []))
        return groups

    def _text(self, citation: _Element) -> str:
        return " ".join("".join(run.text for run in self._citation_runs(citation)).split())

    def _printed(self, citation: _Element, marker: str) -> Span | None:
        return self.composition.add("list-item" if marker else "paragraph", list(self._citation_runs(citation)), marker=marker)

    def _citation_runs(self, citation: _Element) -> Iterator[Run]:
        """Return what a citation prints: its own text, or its elements with the usual marks between where it has none."""
        if citation.tag == "mixed-citation" or "".join(str(c.tail or "") for c in citation).strip() or not len(citation):
            yield from self._runs(citation)
            return
        first = True
        for child in citation:
            tag: object = child.tag
            if not isinstance(tag, str):
                continue
            names = list(child.iter("name", "string-name", "collab"))
            text = ", ".join(
                _flat(n.find("surname")) + " " + _flat(n.find("given-names")) if n.find("surname") is not None else _flat(n) for n in names
            )
            text = " ".join((text or _flat(child)).split())
            if not text:
                continue
            mark = {"issue": "(", "fpage": ": ", "lpage": "–", "issue-title": ". "}.get(child.tag, ". ")
            if child.tag == "lpage" and citation.find("fpage") is None:
                mark = ": "
            runs = [Run(text, child.tag == "source")]
            if not first:
                yield Run(mark)
            yield from runs
            if child.tag == "issue" and not first:
                yield Run(")")
            first = False
