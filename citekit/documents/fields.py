"""The citations that programs leave in a document's fields: Zotero, Mendeley, EndNote, Word's own sources.

Zotero and Mendeley embed CSL items as JSON, EndNote its own XML, Word names a source of its list.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.documents.document import CitedKey

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["citation_of_field", "citation_of_tag", "is_bibliography", "word_sources"]

_LONGEST = 5_000_000
_MOST_CITED = 200
_BIBLIOGRAPHY = re.compile(r"\s*(?:ADDIN\s+)?(?:ZOTERO_BIBL|Mendeley Bibliography|CSL_BIBLIOGRAPHY|EN\.REFLIST|BIBLIOGRAPHY)\b")
_CSL = re.compile(r"(?:ADDIN\s+)?(?:ZOTERO_ITEM\s+)?CSL_CITATION\s*(?=\{)")
_WORD = re.compile(r"\s*CITATION\s+(?=\S)")
_WORD_PARTS = re.compile(r"\\([A-Za-z])(?:\s+(?:\"([^\"]*)\"|([^\s\\]\S*)))?|\"([^\"]*)\"|(\S+)")
_ENDNOTE_TYPES = {
    "Journal Article": "article-journal", "Book": "book", "Book Section": "chapter", "Edited Book": "book", "Thesis": "thesis", "Report": "report",
    "Conference Paper": "paper-conference", "Conference Proceedings": "paper-conference", "Web Page": "webpage", "Newspaper Article": "article-newspaper",
    "Magazine Article": "article-magazine", "Electronic Article": "article-journal", "Patent": "patent", "Standard": "standard", "Statute": "legislation",
    "Manuscript": "manuscript", "Dataset": "dataset", "Computer Program": "software", "Blog": "post-weblog", "Encyclopedia": "entry-encyclopedia",
}  # fmt: skip
_WORD_TYPES = {
    "JournalArticle": "article-journal", "Book": "book", "BookSection": "chapter", "ArticleInAPeriodical": "article-magazine", "Report": "report",
    "ConferenceProceedings": "paper-conference", "InternetSite": "webpage", "DocumentFromInternetSite": "webpage", "Patent": "patent", "Misc": "document",
    "ElectronicSource": "document", "Interview": "interview", "Film": "motion_picture", "SoundRecording": "song", "Case": "legal_case", "Art": "graphic",
}  # fmt: skip
_B = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"


def is_bibliography(instruction: str) -> bool:
    """Tell whether a field's instruction prints the reference list."""
    return _BIBLIOGRAPHY.match(instruction) is not None


def citation_of_field(instruction: str, data: str = "") -> tuple[CitedKey, ...]:
    """Return what a field cites; ``data`` is the field's own data (base64), where it has some.

    >>> citation_of_field('ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[{"id":7,"locator":"5","itemData":{"title":"T"}}]}')[0].locator
    '5'
    """
    instruction = instruction[:_LONGEST].strip()
    match = _CSL.search(instruction[:200])
    if match is not None:
        return _of_json(instruction[match.end() :])
    if "EN.CITE" in instruction[:40]:
        text = instruction
        if "<EndNote>" not in text and data:
            text = _unpacked(data)
        start = text.find("<EndNote>")
        return _of_endnote(text[start:]) if start >= 0 else ()
    match = _WORD.match(instruction)
    return _of_word(instruction[match.end() :]) if match is not None else ()


def _of_word(switches: str) -> tuple[CitedKey, ...]:
    r"""Return the sources that a ``CITATION`` field names: the first by itself, each further one behind ``\\m``.

    A source's pages (``\\p``), and what stands before it (``\\f``) follow it.
    """
    cited: list[CitedKey] = []
    for match in _WORD_PARTS.finditer(switches):
        switch, value = match[1], match[2] or match[3] or ""
        if (switch is None and not cited) or (switch == "m" and value):
            cited.append(CitedKey(key=match[4] or match[5] if switch is None else value))
        elif cited and switch == "p":
            cited[-1] = msgspec.structs.replace(cited[-1], locator=value)
        elif cited and switch == "f":
            cited[-1] = msgspec.structs.replace(cited[-1], prefix=value.strip())
        if len(cited) > _MOST_CITED:
            break
    return tuple(cited)


def _unpacked(code: str) -> str:
    """Return a text that a program has written in base64, of either alphabet, with or without its last marks."""
    code = "".join(code[:_LONGEST].split()).replace("-", "+").replace("_", "/").rstrip("=")
    try:
        data = base64.b64decode(code[: len(code) - (len(code) % 4 == 1)] + "=" * (-len(code) % 4 % 3), validate=False)
    except (binascii.Error, ValueError):
        return ""
    return data.decode("utf-8", errors="replace").replace("\x00", "")


def citation_of_tag(tag: str) -> tuple[CitedKey, ...]:
    """Return what a content control of Mendeley Cite names in its tag; nothing where the tag is none of it."""
    head, _, code = tag.partition("MENDELEY_CITATION_v3_")
    if head or not code:
        return ()
    return _of_json(_unpacked(code))


def _of_json(text: str) -> tuple[CitedKey, ...]:
    try:
        value, _ = json.JSONDecoder().raw_decode(text.lstrip())
    except (ValueError, RecursionError):
        return ()
    items = value.get("citationItems") if isinstance(value, dict) else None
    cited = []
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        data = item.get("itemData")
        uris = item.get("uris") or item.get("uri")
        key = str(uris[0]) if isinstance(uris, list) and uris else str(item.get("id", ""))
        locator, prefix = item.get("locator"), item.get("prefix")
        cited.append(
            CitedKey(
                key=key[:500],
                locator=str(locator) if isinstance(locator, str | int) else "",
                prefix=prefix.strip() if isinstance(prefix, str) else "",
                item=_without_url_of_library(data) if isinstance(data, dict) else None,
            )
        )
    return tuple(cited)


def _without_url_of_library(item: dict[str, Any]) -> dict[str, Any]:
    """Return the item without its id in somebody's library: the key names it here."""
    return {k: v for k, v in item.items() if k not in ("id", "citation-key", "journalAbbreviation", "shortTitle")} | (
        {"container-title-short": item["journalAbbreviation"]} if isinstance(item.get("journalAbbreviation"), str) else {}
    )


def _of_endnote(text: str) -> tuple[CitedKey, ...]:
    from citekit.documents.archive import parse_xml

    root, _ = parse_xml(text.encode(), "field")
    if root is None:
        return ()
    cited = []
    for cite in root.iter("Cite"):
        record = cite.find("record")
        key = cite.findtext("RecNum") or ""
        item = _endnote_item(record) if record is not None else None
        cited.append(CitedKey(key=f"endnote-{key}", locator=(cite.findtext("Pages") or cite.findtext("Suffix") or "").strip(), prefix=(cite.findtext("Prefix") or "").strip(), item=item))  # fmt: skip
    return tuple(cited)


def _endnote_item(record: _Element) -> dict[str, Any]:
    def text(path: str) -> str:
        found = record.find(path)
        return " ".join("".join(str(t) for t in found.itertext()).split()) if found is not None else ""

    kind = record.find("ref-type")
    item: dict[str, Any] = {"type": _ENDNOTE_TYPES.get(kind.get("name", "") if kind is not None else "", "document")}
    for name, path in (
        ("title", "titles/title"), ("container-title", "titles/secondary-title"), ("collection-title", "titles/tertiary-title"), ("volume", "volume"),
        ("issue", "number"), ("page", "pages"), ("publisher", "publisher"), ("publisher-place", "pub-location"), ("DOI", "electronic-resource-num"),
        ("ISBN", "isbn"), ("edition", "edition"), ("URL", "urls/related-urls/url"), ("abstract", "abstract"), ("language", "language"),
    ):  # fmt: skip
        if value := text(path):
            item[name] = value
    if "container-title" not in item and (journal := text("periodical/full-title")):
        item["container-title"] = journal
    for role, path in (("author", "contributors/authors/author"), ("editor", "contributors/secondary-authors/author"), ("translator", "contributors/subsidiary-authors/author")):  # fmt: skip
        names = [" ".join("".join(str(t) for t in one.itertext()).split()) for one in record.findall(path)]
        if names := [n for n in names if n]:
            item[role] = [_name(n) for n in names]
    year = re.search(r"\d{4}", text("dates/year"))
    if year:
        item["issued"] = {"date-parts": [[int(year[0])]]}
    return item


def _name(text: str) -> dict[str, str]:
    family, comma, given = text.partition(",")
    if not comma or not given.strip():
        return {"literal": text.rstrip(",").strip()}
    return {"family": family.strip(), "given": given.strip()}


def word_sources(root: _Element | None) -> dict[str, dict[str, Any]]:
    """Return the items of Word's own list of sources (``customXml``) by their tags."""
    found: dict[str, dict[str, Any]] = {}
    for source in root.iter(f"{_B}Source") if root is not None else ():

        def text(name: str, source: _Element = source) -> str:
            return (source.findtext(f"{_B}{name}") or "").strip()

        item: dict[str, Any] = {"type": _WORD_TYPES.get(text("SourceType"), "document")}
        for name, path in (
            ("title", "Title"), ("container-title", "JournalName"), ("container-title", "BookTitle"), ("container-title", "PeriodicalTitle"),
            ("container-title", "ConferenceName"), ("container-title", "InternetSiteTitle"), ("volume", "Volume"), ("issue", "Issue"), ("page", "Pages"),
            ("publisher", "Publisher"), ("publisher-place", "City"), ("edition", "Edition"), ("URL", "URL"), ("DOI", "DOI"),
            ("ISBN" if item["type"] in ("book", "chapter") else "ISSN", "StandardNumber"),
        ):  # fmt: skip
            if name not in item and (value := text(path)):
                item[name] = value
        for role, path in (("author", "Author"), ("editor", "Editor"), ("translator", "Translator")):
            names: list[dict[str, str]] = []
            for holder in source.findall(f"{_B}Author/{_B}{path}"):
                if body := (holder.findtext(f"{_B}Corporate") or "").strip():
                    names.append({"literal": body})
                for person in holder.iter(f"{_B}Person"):
                    family = (person.findtext(f"{_B}Last") or "").strip()
                    given = " ".join(filter(None, ((person.findtext(f"{_B}{part}") or "").strip() for part in ("First", "Middle"))))
                    if family:
                        names.append({"family": family, "given": given})
            if names:
                item[role] = names
        date = [text(part) for part in ("Year", "Month", "Day")]
        if re.fullmatch(r"\d{4}", date[0]):
            parts = [int(date[0])]
            parts += [int(d) for d in date[1:2] if re.fullmatch(r"\d{1,2}", d)]
            item["issued"] = {"date-parts": [parts]}
        if tag := text("Tag"):
            found[tag] = item
    return found
