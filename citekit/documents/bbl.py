r"""The list that biber makes for biblatex (``.bbl``): its entries as CSL items.

Source: biber's manual, «bbl» output format 3.x: ``\entry{key}{type}{}`` … ``\endentry`` with ``\name``, ``\list``,
``\field``, ``\strng`` and ``\verb`` inside.
"""

from __future__ import annotations

import re
from typing import Any

from citekit.documents.latexarguments import argument

__all__ = ["items_of", "made_by_biber"]

_ENTRY = re.compile(r"\\entry\{([^{}]{1,300})\}\{(\w{1,30})\}")
_PART = re.compile(r"\\(name|list|field|range|verb|endentry)\b\s*")
_VERB = re.compile(r"\{(\w{1,30})\}\s*\\verb\s+([^\n]{0,3000}?)\s*\n\s*\\endverb")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?[ \t]*")
_NAME_PART = re.compile(r"\b(family|given|prefix|suffix)=")
_TYPES = {
    "article": "article-journal", "book": "book", "mvbook": "book", "collection": "book", "inbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference",
    "proceedings": "book", "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis", "report": "report", "techreport": "report", "online": "webpage", "misc": "document",
    "dataset": "dataset", "software": "software", "patent": "patent", "manual": "report", "inreference": "entry-encyclopedia", "periodical": "periodical", "unpublished": "manuscript",
}  # fmt: skip
_FIELDS = {
    "title": "title", "journaltitle": "container-title", "booktitle": "container-title", "volume": "volume", "number": "issue", "pages": "page", "edition": "edition", "series": "collection-title",
    "isbn": "ISBN", "issn": "ISSN", "doi": "DOI", "url": "URL", "urlraw": "URL", "langid": "language", "eventtitle": "event-title", "eid": "page", "pagetotal": "number-of-pages",
}  # fmt: skip
_LISTS = {"publisher": "publisher", "location": "publisher-place", "institution": "publisher", "organization": "publisher", "language": ""}
_ROLES = {"author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author"}
_MOST_ENTRIES = 20_000


def made_by_biber(text: str) -> bool:
    """Tell whether a list is one of biber's, with fields, and not one to be printed as it stands."""
    return "\\entry{" in text and "\\endentry" in text


def items_of(text: str) -> list[tuple[str, int, dict[str, Any]]]:
    r"""Return the entries of biber's list in its order: key, where it stands, CSL item.

    >>> items_of(r"\entry{a}{book}{} \field{title}{T\'e} \endentry")[0][2]
    {'type': 'book', 'title': 'Té'}
    """
    found: list[tuple[str, int, dict[str, Any]]] = []
    seen: set[str] = set()
    for entry in _ENTRY.finditer(text):
        if entry[1] in seen or len(found) >= _MOST_ENTRIES:
            continue  # one entry stands in several lists
        seen.add(entry[1])
        end = text.find("\\endentry", entry.end())
        found.append((entry[1], entry.start(), _item(text, entry[2].casefold(), entry.end(), len(text) if end < 0 else end)))
    return found


def _item(text: str, kind: str, at: int, end: int) -> dict[str, Any]:
    item: dict[str, Any] = {"type": _TYPES.get(kind, "document")}
    facts: dict[str, str] = {}
    while (part := _PART.search(text, at, end)) is not None:
        at = part.end()
        if part[1] == "verb":
            if (verb := _VERB.match(text, at, end)) is not None:
                facts.setdefault(verb[1], verb[2])
                at = verb.end()
            continue
        name, at = argument(text, at, end)
        if part[1] in ("name", "list"):
            _, at = argument(text, at, end)  # how many
        if part[1] == "name":
            _, at = argument(text, at, end)
        value, at = argument(text, at, end)
        value = _COMMENT.sub("", value)
        if part[1] == "name" and name in _ROLES:
            item[_ROLES[name]] = _names(value)
        elif part[1] == "list" and name in _LISTS:
            facts.setdefault(_LISTS[name], _plain(argument(value, 0, len(value))[0]))
        elif part[1] == "field":
            facts.setdefault(name, value)
    for name, value in facts.items():
        target = _FIELDS.get(name, name if name in ("publisher", "publisher-place") else "")
        if target and value:
            item.setdefault(target, value if target in ("DOI", "URL") else _plain(value))
    if "page" in item:
        item["page"] = re.sub(r"\s*(?:–|-{1,2})\s*", "–", item["page"])
    if subtitle := facts.get("subtitle"):
        item["title"] = f"{item.get('title', '')}: {_plain(subtitle)}"
    date = [facts[name] for name in ("year", "month", "day") if facts.get(name, "").isdecimal()]
    if date and len(date[0]) == 4:
        item["issued"] = {"date-parts": [[int(part) for part in date]]}
    return item


def _names(value: str) -> list[dict[str, str]]:
    """Return the names in ``{{hash=…}{family={Ivanov},given={Ivan}}}`` and the like."""
    names: list[dict[str, str]] = []
    at = 0
    while len(names) < 500:
        whole, stop = argument(value, at, len(value))
        if not whole:
            return names
        at = stop
        _, after = argument(whole, 0, len(whole))
        body = argument(whole, after, len(whole))[0]
        parts = {match[1]: _plain(argument(body, match.end(), len(body))[0]) for match in _NAME_PART.finditer(body)}
        family = " ".join(filter(None, (parts.get("prefix", ""), parts.get("family", ""))))
        if family:
            names.append({"family": family, "given": parts["given"]} if parts.get("given") else {"literal": family})
    return names


def _plain(text: str) -> str:
    from citekit.documents.latex import plain_text

    return plain_text(text.replace("\\bibrangedash", "–").replace("\\bibinitperiod", ".").replace("\\bibinitdelim", " ").replace("\\bibnamedelima", " ").replace("\\bibnamedelimb", " "))  # fmt: skip
