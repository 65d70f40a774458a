"""The tags of JATS as CSL items: a citation's and the paper's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citekit.documents.properties import date_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

__all__ = ["item_of_citation", "paper_item"]

_XLINK = "{http://www.w3.org/1999/xlink}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPES = {
    "journal": "article-journal", "book": "book", "chapter": "chapter", "confproc": "paper-conference", "conference": "paper-conference",
    "thesis": "thesis", "report": "report", "web": "webpage", "webpage": "webpage", "website": "webpage", "newspaper": "article-newspaper",
    "magazine": "article-magazine", "patent": "patent", "data": "dataset", "dataset": "dataset", "software": "software", "preprint": "article",
    "standard": "standard", "gov": "report", "commun": "personal_communication", "legal": "legislation", "law": "legislation", "regulation": "legislation", "working-paper": "report",
    "blog": "post-weblog", "periodical": "article-journal", "discussion": "post", "list": "post", "working_paper": "report", "data-set": "dataset",
}  # fmt: skip
_ROLES = {"author": "author", "authors": "author", "editor": "editor", "editors": "editor", "ed": "editor", "translator": "translator", "transed": "editor", "guest-editor": "editor", "compiler": "compiler", "inventor": "author", "assignee": "", "director": "director"}  # fmt: skip
_PLAIN = (
    ("volume", "volume"), ("issue", "issue"), ("publisher-name", "publisher"), ("publisher-loc", "publisher-place"), ("edition", "edition"),
    ("series", "collection-title"), ("isbn", "ISBN"), ("issn", "ISSN"), ("version", "version"), ("patent", "number"), ("gov", "genre"), ("supplement", "supplement-number"),
)  # fmt: skip
_IDS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "pmc": "PMCID", "isbn": "ISBN", "issn": "ISSN", "arxiv": "arXiv", "edn": "EDN"}
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_MONTHS = {m: i for i, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}


def _flat(element: _Element | None) -> str:
    return " ".join("".join(str(t) for t in element.itertext()).split()) if element is not None else ""


def _name(element: _Element) -> dict[str, str] | None:
    family, given = _flat(element.find("surname")), _flat(element.find("given-names"))
    if family:
        name = {"family": family.rstrip(",").strip(), "given": given.rstrip(",").strip(), "suffix": _flat(element.find("suffix"))}
        return {k: v for k, v in name.items() if v}
    text = _flat(element).strip(" ,;")
    return {"literal": text} if text and any(c.isalpha() for c in text) else None


def _names(parents: Iterable[_Element]) -> list[dict[str, str]]:
    found = []
    for parent in parents:
        if parent.tag in ("name", "string-name", "collab"):
            elements: Iterable[_Element] = (parent,)
        else:
            elements = parent.iter("name", "string-name", "collab")
        for element in elements:
            if element.tag == "name" and element.getparent() is not None and element.getparent().tag == "collab":  # type: ignore[union-attr]
                continue
            if (name := _name(element)) is not None:
                found.append(name)
    return found


def _with_roles(citation: _Element, item: dict[str, Any]) -> None:
    loose: list[_Element] = []
    grouped = False
    for child in citation:
        if child.tag == "person-group":
            grouped = True
            role = _ROLES.get(child.get("person-group-type", "author").casefold(), "author")
            if role and (names := _names(child)):
                item.setdefault(role, []).extend(names)
            if child.find("etal") is not None and role in ("author", "editor"):
                item.setdefault("custom", {})["et-al" if role == "author" else "editor-et-al"] = True
        elif child.tag in ("name", "string-name", "collab", "name-alternatives"):
            loose.append(child)
        elif child.tag == "etal":
            item.setdefault("custom", {})["et-al"] = True
    if loose and (names := _names(loose)):
        item.setdefault(
            "editor" if grouped and "author" in item and citation.get("publication-type") == "chapter" else "author", []
        ).extend(names)


def _date(citation: _Element) -> dict[str, Any] | None:
    year = citation.find("year")
    text = (year.get("iso-8601-date", "") or _flat(year)) if year is not None else ""
    match = re.search(r"\d{4}", _flat(year) or text)
    if match is None:
        date = citation.find("date")
        if date is not None and (parsed := date_of(date.get("iso-8601-date", "") or _flat(date))):
            return parsed
        return None
    parts = [int(match[0])]
    month = _flat(citation.find("month"))
    number = int(month) if month.isdecimal() and len(month) < 3 else _MONTHS.get(month[:3].casefold(), 0)
    if 1 <= number <= 12:
        parts.append(number)
        day = _flat(citation.find("day"))
        if day.isdecimal() and len(day) < 3 and 1 <= int(day) <= 31:
            parts.append(int(day))
    return {"date-parts": [parts]}


def _pages(citation: _Element) -> str:
    first, last = _flat(citation.find("fpage")), _flat(citation.find("lpage"))
    if first:
        return f"{first}–{last}" if last and last != first else first
    return re.sub(r"(?<=\w)-(?=\w)", "–", _flat(citation.find("page-range"))) or _flat(citation.find("elocation-id"))


def _with_ids(citation: _Element, item: dict[str, Any]) -> None:
    for one in citation.iter("pub-id", "object-id"):
        name = _IDS.get(one.get("pub-id-type", "").casefold())
        text = _flat(one)
        if name in ("arXiv", "EDN"):
            item.setdefault("custom", {})[name] = text
        elif name == "DOI":
            if match := _DOI.search(text):
                item[name] = match[0].rstrip(".,;").casefold()
        elif name:
            item.setdefault(name, text)
    for link in citation.iter("ext-link", "uri"):
        target = (link.get(f"{_XLINK}href", "") or _flat(link)).strip()
        kind = link.get("ext-link-type", "").casefold()
        match = _DOI.search(target)
        if match and ("doi.org/" in target or kind == "doi" or target.startswith("10.")):
            item.setdefault("DOI", match[0].rstrip(".,;").casefold())
        elif kind in ("pmid", "pubmed", "pmcid", "pmc") and target.isalnum():
            item.setdefault(_IDS["pmid" if kind in ("pmid", "pubmed") else "pmc"], target)
        elif re.match(r"(?:https?|ftp)://", target):
            item.setdefault("URL", target)
    accessed = citation.find("date-in-citation")
    if accessed is not None and (parsed := date_of(accessed.get("iso-8601-date", "") or _flat(accessed))):
        item["accessed"] = parsed


def item_of_citation(citation: _Element) -> dict[str, Any] | None:
    """Return the CSL item of a tagged citation, None where nothing in it is tagged."""
    item: dict[str, Any] = {}
    kind = citation.get("publication-type", citation.get("citation-type", "")).casefold()
    _with_roles(citation, item)
    article, chapter, part = (
        _flat(citation.find("article-title")),
        _flat(citation.find("chapter-title")),
        _flat(citation.find("part-title")),
    )
    data, source = _flat(citation.find("data-title")), _flat(citation.find("source"))
    own = article or chapter or data or part
    if own:
        item["title"] = own.strip().rstrip(",;")
        if source:
            item["container-title"] = source
    elif source:
        item["title" if kind not in ("journal", "newspaper", "magazine", "periodical") else "container-title"] = source
    for tag, name in _PLAIN:
        if text := _flat(citation.find(tag)):
            item[name] = text
    if "edition" in item and (match := re.match(r"(\d{1,3})", item["edition"])):
        item["edition"] = match[1]
    translated = citation.find("trans-title")
    if translated is not None:
        item.setdefault("custom", {})["translated-title"] = _flat(translated)
    event = _flat(citation.find("conf-name"))
    if event:
        item["event-title"] = event
        if not source and own:
            item["container-title"] = event
    if place := _flat(citation.find("conf-loc")):
        item["event-place"] = place
    if pages := _pages(citation):
        item["page"] = pages
    size = citation.find("size")
    if size is not None and size.get("units", "page").startswith("page"):
        item["number-of-pages"] = re.sub(r"\D", "", _flat(size))
    if date := _date(citation):
        item["issued"] = date
    _with_ids(citation, item)
    if not item:
        return None
    if kind in _TYPES:
        item["type"] = _TYPES[kind]
        if item["type"] == "book" and own and source:
            item["type"] = "chapter"
    elif article and source and ("volume" in item or "issue" in item):
        item["type"] = "article-journal"
    elif chapter and source:
        item["type"] = "chapter"
    if language := citation.get(_LANG, ""):
        item["language"] = language
    return item


def paper_item(article: _Element, meta: _Element | None) -> dict[str, Any]:
    """Return the CSL item of the paper itself from its front matter."""
    item: dict[str, Any] = {"type": "book" if article.tag == "book" else "article-journal"}
    if meta is None:
        return item
    titles = meta.find("title-group") if meta.find("title-group") is not None else meta.find("book-title-group")
    if titles is not None:
        title = _flat(titles.find("article-title")) or _flat(titles.find("book-title"))
        subtitle = _flat(titles.find("subtitle"))
        item["title"] = f"{title}: {subtitle}" if title and subtitle else title
    names = []
    for group in meta.iter("contrib-group"):
        for one in group.findall("contrib"):
            if one.get("contrib-type", "author") in ("author", ""):
                names += _names([c for c in one if c.tag in ("name", "string-name", "collab", "name-alternatives")][:1])
    if names:
        item["author"] = names
    journal = next(iter(article.iter("journal-meta")), None)
    if journal is not None:
        item["container-title"] = _flat(next(iter(journal.iter("journal-title")), None))
        item["publisher"] = _flat(next(iter(journal.iter("publisher-name")), None))
        item["ISSN"] = _flat(next(iter(journal.iter("issn")), None))
    for one in meta.findall("article-id"):
        name = _IDS.get(one.get("pub-id-type", "").casefold())
        if name in ("DOI", "PMID", "PMCID"):
            item[name] = _flat(one).casefold() if name == "DOI" else _flat(one)
        elif name:
            item.setdefault("custom", {})[name] = _flat(one)
    for tag in ("volume", "issue"):
        item[tag] = _flat(meta.find(tag))
    item["page"] = _pages(meta)
    dates = sorted(
        meta.iter("pub-date"), key=lambda d: d.get("pub-type", d.get("date-type", "")) not in ("collection", "ppub", "epub", "pub")
    )
    for one in dates:
        if date := _date(one):
            item["issued"] = date
            break
    if language := article.get(_LANG, ""):
        item["language"] = language
    return {k: v for k, v in item.items() if v}
