"""Crossref's works as its REST service gives them: one ``message``, a list of ``items``, or one work a line.

Source: github.com/CrossRef/rest-api-doc, the JSON format of the works API.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.formats.items import ItemReader
from citekit.formats.jsontext import loads
from citekit.formats.reading import Reading
from citekit.formats.tagged import joined_keywords, one_line, split_keywords
from citekit.model import Custom, Name, Record, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read", "record_of_work", "write"]

TYPES = {  # Crossref's type: the record's; the first with a type is written for it
    "journal-article": "article-journal", "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter", "book": "book", "monograph": "book",
    "edited-book": "book", "reference-book": "book", "book-set": "book", "proceedings": "book", "reference-entry": "entry", "proceedings-article": "paper-conference",
    "dissertation": "thesis", "report": "report", "report-component": "report", "posted-content": "article", "dataset": "dataset", "database": "dataset",
    "standard": "standard", "peer-review": "review", "journal": "periodical", "journal-issue": "periodical", "other": "document",
}  # fmt: skip
LISTS = (  # field of the record: Crossref's field, a list whose first is meant
    ("container_title", "container-title"),
    ("container_title_short", "short-container-title"),
    ("title_short", "short-title"),
    ("original_title", "original-title"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("genre", "degree"),
)
TEXTS = (
    ("doi", "DOI"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("page", "page"),
    ("edition", "edition-number"),
    ("publisher", "publisher"),
    ("publisher_place", "publisher-location"),
    ("collection_title", "group-title"),
    ("language", "language"),
    ("abstract", "abstract"),
)
NAMES = ("author", "editor", "translator", "chair")
DATES = ("issued", "published", "published-print", "published-online", "approved", "created")
# What the service keeps about a record and nobody cites by.
_BOOKKEEPING = frozenset({"indexed", "deposited", "created", "score", "link", "license", "content-domain", "resource", "member", "prefix", "reference-count", "references-count", "is-referenced-by-count", "source", "reference", "update-policy", "URL", "issued", "published", "published-print", "published-online", "issn-type", "isbn-type", "assertion", "event"})  # fmt: skip


def read(text: str, source: str = "-") -> Reading:
    """Read works; what a record has no field for waits in ``custom.extra["crossref"]``, bookkeeping and references left out.

    Raises:
        UnreadableInput: the text is no JSON, or no works of Crossref.
    """
    value, noticed = loads(text, source)
    path = "$"
    if isinstance(value, dict) and "message" in value:
        path, value = "$.message", value["message"]
    if isinstance(value, dict) and isinstance(value.get("items"), list):
        path, value = f"{path}.items", value["items"]
    works, paths = (value, [f"{path}[{i}]" for i in range(len(value))]) if isinstance(value, list) else ([value], [path])
    if not all(isinstance(work, dict) for work in works):
        raise UnreadableInput(source, f"{path}: no work of Crossref", "give the service's JSON: a message, or its items")
    reader = ItemReader(source, "FT802", "FT803")
    records = tuple(_record(work, where, reader) for work, where in zip(works, paths, strict=True))
    return Reading(records, (*noticed, *reader.diagnostics))


def record_of_work(work: dict[str, Any], source: str = "Crossref") -> Record:
    """Return the record of one work (a ``message`` of the works API)."""
    return _record(work, "$", ItemReader(source, "FT802", "FT803"))


def _plain(text: str) -> str:
    """Return a text without the tags and entities that publishers deposit."""
    return one_line(html.unescape(re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", html.unescape(text)) if "<" in text or "&" in text else text))


def _first(value: Any) -> Any:
    return next((v for v in value if v), None) if isinstance(value, list) else value


def _record(work: dict[str, Any], path: str, reader: ItemReader) -> Record:
    item: dict[str, Any] = {"id": work.get("DOI", ""), "type": TYPES.get(str(work.get("type")), "document")}
    for field, key in (*LISTS, *TEXTS):
        value = _first(work.get(key))
        if value is not None:
            item[_KEYS[field]] = _plain(value) if isinstance(value, str) else value
    title, subtitle = _first(work.get("title")), _first(work.get("subtitle"))
    if isinstance(title, str):
        item["title"] = _plain(title)
        more = _plain(subtitle) if isinstance(subtitle, str) else ""
        if more and more.casefold() not in item["title"].casefold():
            item["title"] = f"{item['title'].rstrip(' :.')}: {more}"
    for key in NAMES:
        if isinstance(work.get(key), list):
            item[key] = [_person(name) for name in work[key]]
    item["issued"] = next((d for key in DATES if isinstance(d := work.get(key), dict) and _has_year(d)), None)
    if number := work.get("article-number"):
        item["number"] = number
    if isinstance(subjects := work.get("subject"), list):
        item["keyword"] = joined_keywords([str(s) for s in subjects])
    event = work.get("event")
    if isinstance(event, dict):
        item |= {"event-title": event.get("name"), "event-place": event.get("location")}
    record = reader.record(item, path)
    used = {key for _, key in (*LISTS, *TEXTS)} | {*NAMES, "type", "title", "subtitle", "article-number", "subject"} | _BOOKKEEPING
    own = {key: value for key, value in work.items() if key not in used and value not in (None, [], {}, "")}
    for key in ("ISSN", "ISBN", "container-title", "title"):
        if isinstance(work.get(key), list) and len(work[key]) > 1:
            own[key] = work[key]
    if str(work.get("type")) in TYPES and _WRITTEN[record.type] != work["type"]:
        own["type"] = work["type"]
    return msgspec.structs.replace(record, custom=Custom(extra={"crossref": own} if own else {}))


_KEYS = {f.name: f.encode_name for f in msgspec.structs.fields(Record)}
_WRITTEN = {kind: name for name, kind in reversed(TYPES.items())}


def _has_year(date: dict[str, Any]) -> bool:
    parts = date.get("date-parts")
    return isinstance(parts, list) and bool(parts) and isinstance(parts[0], list) and bool(parts[0]) and parts[0][0] is not None


def _person(name: Any) -> Any:
    if not isinstance(name, dict):
        return name
    kept = {key: name[key] for key in ("family", "given", "suffix", "ORCID") if name.get(key)}
    if "family" not in kept:
        kept = {"literal": name.get("name") or kept.get("given", "")}
    return {key: _plain(value) if isinstance(value, str) else value for key, value in kept.items()}


def write(records: Sequence[Record], *, plain: bool = False) -> str:  # noqa: ARG001  # evidence is none of Crossref's fields
    """Write a ``work-list`` message with the works as items."""
    works = [_work(record) for record in records]
    message = {"status": "ok", "message-type": "work-list", "message": {"total-results": len(works), "items": works}}
    return msgspec.json.format(msgspec.json.encode(message), indent=2).decode() + "\n"


def _work(record: Record) -> dict[str, Any]:
    work: dict[str, Any] = {"type": _WRITTEN.get(record.type, "other")}
    for field, key in TEXTS:
        if value := getattr(record, field):
            work[key] = html.escape(value, quote=False)
    work["title"] = [html.escape(record.title, quote=False)] if record.title else []
    for field, key in LISTS:
        if value := getattr(record, field):
            work[key] = [html.escape(value, quote=False)]
    for key in NAMES:
        if names := getattr(record, key):
            work[key] = [_person_of(name) for name in names]
    if record.issued.date_parts:
        work["issued"] = {"date-parts": record.issued.date_parts}
    if record.number:
        work["article-number"] = record.number
    if record.keyword:
        work["subject"] = split_keywords(record.keyword)
    if record.event_title or record.event_place:
        work["event"] = {"name": record.event_title, "location": record.event_place}
    own = record.custom.extra.get("crossref")
    return work | (own if isinstance(own, dict) else {})


def _person_of(name: Name) -> dict[str, str]:
    if not name.family:
        return {"name": html.escape(name.literal or name.given, quote=False)}
    parts = {"family": name.full_family, "given": name.given, "suffix": name.suffix}
    return {key: html.escape(value, quote=False) for key, value in parts.items() if value}
