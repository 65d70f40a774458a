"""HTML: journals' pages. Anchors with their targets, lists with their bounds, the paper's own record from meta tags.

Source of the tags: Highwire Press tags as Google Scholar documents them, Dublin Core, PRISM.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citekit.documents.composition import Composition, Run, plain, superscript
from citekit.documents.properties import date_of, name_of, record_of
from citekit.model import Diagnostic, UnreadableInput

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element

    from citekit.documents.document import BlockKind, Document

__all__ = ["read"]

_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "ul", "ol", "dl", "li", "dt", "dd", "table", "tr", "td", "th", "tbody",
     "thead", "tfoot", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure", "figcaption", "address", "form", "fieldset", "details",
     "summary", "body", "html", "center", "hr", "caption", "doc-endnotes"}
)  # fmt: skip
_GONE = frozenset({"script", "style", "head", "template", "noscript", "svg", "math", "iframe", "object", "button", "select", "textarea", "input", "nav", "audio", "video", "canvas"})  # fmt: skip
_LIST = re.compile(
    r"(?:^|[\s_-])(?:references?|bibliograph\w*|csl-bib-body|reflist|ref-list|citations?-list|literature|literatura)(?:$|[\s_-]|list|body)",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"(?:^|\s)(?:csl-entry|ref-item|reference-item|citation-content|c-article-references__item|reference|bibliography-item|bibitem)(?:$|\s)",
    re.IGNORECASE,
)
_NOTES = re.compile(r"(?:^|\s)(?:footnotes|endnotes)(?:$|[\s-])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BACKLINK = re.compile(
    r"^(?:↩|↑|\^|⏎|▲|↩︎|Google Scholar|Crossref|CrossRef|PubMed|Web of Science|Scopus|Article|View Article|\[Google Scholar\]|\[CrossRef\])[︎️]?$"
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_DEEPEST = 180
_META = {
    "citation_title": "title", "citation_journal_title": "container-title", "citation_inbook_title": "container-title", "citation_conference_title": "container-title",
    "citation_volume": "volume", "citation_issue": "issue", "citation_doi": "DOI", "citation_issn": "ISSN", "citation_isbn": "ISBN", "citation_publisher": "publisher",
    "citation_language": "language", "citation_pmid": "PMID", "dc.title": "title", "dc.identifier.doi": "DOI", "dc.language": "language", "dc.source.volume": "volume",
    "dc.source.issue": "issue", "dc.source": "container-title", "prism.publicationname": "container-title", "prism.volume": "volume", "prism.number": "issue", "prism.doi": "DOI",
}  # fmt: skip
_DATES = (
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "citation_year",
    "dc.date.issued",
    "dc.date",
    "prism.publicationdate",
)


def read(data: bytes, source: str, *, folder: Path | None, password: str) -> Document:
    """Read a page of HTML.

    Raises:
        UnreadableInput: there is no page in the file.
    """
    del folder, password
    text, encoding, noticed = _decoded(data, source)
    from lxml import etree, html

    if not text.strip():
        return Composition().document(source, encoding=encoding, diagnostics=noticed)
    try:
        text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)
        text = "".join(c for c in text if c >= " " or c in "\t\n\r\f")
        root = html.document_fromstring(
            text, parser=html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableInput(source, f"there is no page in the file ({str(error)[:100]})", "save the page anew", code="CK911") from error
    return _Reader(root, source).document(encoding, noticed)


def _decoded(data: bytes, source: str) -> tuple[str, str, tuple[Diagnostic, ...]]:
    """Return the text of a page: as its own tag names the encoding, where that fits."""
    import codecs

    from citekit.language.encoding import decode

    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            codec = codecs.lookup(named[1].decode("ascii"))
            if codec.name not in ("utf-16", "utf-16-le", "utf-16-be") and getattr(codec, "_is_text_encoding", True):
                return data.decode(codec.name), codec.name, ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, source)


class _Reader:
    """Walks one page."""

    def __init__(self, root: _Element, source: str) -> None:
        self.root, self.source = root, source
        self.composition = Composition()
        self.noticed: list[Diagnostic] = []
        self.runs: list[Run] = []
        self.kind: BlockKind = "paragraph"
        self.level = 0
        self.marker = ""
        self.entry = self.noting = False
        self.anchors: list[str] = []
        self.counted: dict[_Element | None, int] = {}

    def document(self, encoding: str, noticed: tuple[Diagnostic, ...]) -> Document:
        body = self.root.find("body")
        self._walk(body if body is not None else self.root, 0, False)
        self._close()
        return self.composition.document(
            self.source, paper=record_of(self._paper(), source=self.source), encoding=encoding, diagnostics=(*noticed, *self.noticed)
        )

    def _close(self) -> None:
        """End the block that is being read."""
        runs, self.runs = self.runs, []
        if plain(runs):
            span = self.composition.add(self.kind, runs, marker=self.marker, level=self.level)
            if self.entry:
                self.composition.list(
                    span, number=self.marker.rstrip(".") if self.marker[:1].isdigit() else "", key=self.anchors[0] if self.anchors else ""
                )
            self.marker, self.entry = "", False
        self.kind, self.level = "paragraph", 0
        self.anchors = []

    def _walk(
        self, element: _Element, depth: int, in_list: bool, italic: bool = False, bold: bool = False, target: str = "", raised: bool = False
    ) -> None:
        if depth > _DEEPEST:
            if not any(d.code == "CK917" for d in self.noticed):
                self.noticed.append(
                    Diagnostic(code="CK917", message=f"elements nested more than {_DEEPEST} deep were left out", source=self.source)
                )
            return
        if element.text:
            self._say(element.text, italic, bold, target, raised, element)
        count = self._start_of(element)
        is_list = in_list or self._is_list(element)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag and tag not in _GONE and not _HIDDEN.search(child.get("style", "")) and child.get("hidden") is None:
                if tag == "li" and self._is_note(child):
                    self._note(child, depth)
                elif tag in _BLOCKS:
                    self._block(child, tag, depth, is_list, element, count)
                    count += tag == "li"
                elif tag == "br":
                    self.runs.append(Run("\n"))
                elif tag == "wbr":
                    pass
                else:
                    self._inline(child, tag, depth, is_list, italic, bold, target, raised)
            if child.tail:
                self._say(child.tail, italic, bold, target, raised, element)

    def _block(self, child: _Element, tag: str, depth: int, in_list: bool, parent: _Element, count: int) -> None:
        if self.noting:
            self.runs.append(Run(" "))
            self._walk(child, depth + 1, False)
            return
        whole = tag in ("td", "th")
        if not whole:
            self._close()
        elif plain(self.runs):
            self.runs.append(Run(" " if re.fullmatch(r"\[?\d{1,4}[.\])]{0,2}", plain(self.runs)) else " | "))
        if tag[0] == "h" and tag[1:].isdigit():
            self.kind, self.level = "heading", int(tag[1:])
        elif tag == "li":
            self.kind = "list-item"
            self.marker = f"{count}." if parent.tag == "ol" and "none" not in parent.get("style", "") + child.get("style", "") else "•"
        elif tag in ("figcaption", "caption"):
            self.kind = "caption"
        elif tag == "pre":
            self.kind = "code"
        classes = " ".join((child.get("class", ""), child.get("role", ""), child.get("itemprop", "")))
        entry = (tag == "li" and in_list and not _holds_blocks(child)) or _ENTRY.search(classes) is not None
        if entry and tag not in ("section", "ol", "ul", "table"):
            self.entry = True
            self.anchors = [child.get("id", "")] if child.get("id") else []
        self._walk(child, depth + 1, in_list)
        if not whole:
            self._close()

    @staticmethod
    def _is_note(item: _Element) -> bool:
        """Tell whether a list's item is a note as pandoc, Word's export and CMSs write it."""
        holder = next(
            (a for a in item.iterancestors() if a.get("role") in ("doc-endnotes", "doc-footnote") or _NOTES.search(a.get("class", ""))),
            None,
        )
        return holder is not None or item.get("role") in ("doc-footnote", "doc-endnote")

    def _note(self, item: _Element, depth: int) -> None:
        """Read a note; its number is its place in the list."""
        self._close()
        parent = item.getparent()
        before = self.counted.get(parent, 0)  # of the notes that stand side by side
        self.counted[parent] = before + 1
        self.noting = True
        self._walk(item, depth + 1, False)
        self.noting = False
        runs, self.runs = self.runs, []
        self.composition.note(runs, str(before + (self._start_of(parent) if parent is not None else 1)))

    def _is_list(self, element: _Element) -> bool:
        return bool(_LIST.search(" ".join((element.get("class", ""), element.get("id", ""), element.get("role", "")))))

    @staticmethod
    def _start_of(element: _Element) -> int:
        start = element.get("start", "1") if element.tag == "ol" else "1"
        return int(start) if re.fullmatch(r"\d{1,6}", start) else 1

    def _inline(self, child: _Element, tag: str, depth: int, in_list: bool, italic: bool, bold: bool, target: str, raised: bool) -> None:
        if tag == "img":
            return
        if tag == "a":
            text = " ".join("".join(str(t) for t in child.itertext()).split())
            href = (child.get("href") or "").strip()
            if _BACKLINK.match(text):
                return
            if re.match(r"(?:https?:|ftp:|mailto:|//|doi:)", href):
                target = "https:" + href if href.startswith("//") else href
        style = child.get("style", "")
        italic = (italic or tag in ("i", "em", "cite", "dfn", "var") or "italic" in style) and "font-style:normal" not in style.replace(
            " ", ""
        )
        bold = bold or tag in ("b", "strong")
        self._walk(child, depth + 1, in_list, italic, bold, target, raised or tag == "sup" or "super" in style)

    def _say(self, text: str, italic: bool, bold: bool, target: str, raised: bool, element: _Element) -> None:
        if element.tag != "pre":
            text = re.sub(r"[ \t\r\n\f]+", " ", text)
        self.runs.append(
            Run(superscript(text.strip("[]")) if raised and text.strip("[] ").isdigit() else text, italic, bold, target=target)
        )

    # --- the paper itself -----------------------------------------------------------------------------------------

    def _paper(self) -> dict[str, Any]:
        item: dict[str, Any] = {}
        authors: list[dict[str, str]] = []
        found: dict[str, str] = {}
        for meta in self.root.iter("meta"):
            name = (meta.get("name") or meta.get("property") or "").casefold()
            content = " ".join((meta.get("content") or "").split())
            if not content:
                continue
            if name == "citation_author" or (
                name in ("dc.creator", "dc.creator.personalname") and not any(k == "citation_author" for k in found)
            ):
                if name == "citation_author" and "citation_author" not in found:
                    authors = []
                authors += [name_of(a) for a in re.split(r";", content) if a.strip()]
            found.setdefault(name, content)
        for name, field in _META.items():
            if name in found and field not in item:
                item[field] = found[name]
        if "DOI" in item:
            match = re.search(r"10\.\d{4,9}/\S+", item["DOI"])
            item["DOI"] = match[0].casefold() if match else ""
        first, last = found.get("citation_firstpage", ""), found.get("citation_lastpage", "")
        if first:
            item["page"] = f"{first}–{last}" if last and last != first else first
        for name in _DATES:
            if name in found and (date := date_of(found[name])):
                item["issued"] = date
                break
        if authors:
            item["author"] = [dict(pairs) for pairs in dict.fromkeys(tuple(a.items()) for a in authors)]
        if "title" not in item or not (item.get("DOI") or item.get("container-title")):
            return {}  # a page's <title> is the site's, not the paper's
        item["type"] = "article-journal" if item.get("container-title") else "document"
        return {k: v for k, v in item.items() if v}


def _holds_blocks(element: _Element) -> bool:
    """Tell whether a list's item holds further items: then it is no reference itself."""
    return any(True for _ in element.iter("li") if _ is not element)
