"""The fields of a .bib entry into the fields of a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.formats.bibtex.latex import decode_latex, unescape_verbatim
from citekit.formats.bibtex.names import names_of_value
from citekit.formats.bibtex.table import (
    EDITOR_TYPES,
    GENRES,
    MEDIA,
    RUSSIAN_GENRES,
    SUBTYPES,
    TYPES_READ,
    VERBATIM,
    custom_by_name,
    dates_by_name,
    names_by_name,
    number_slot,
    texts_by_name,
)
from citekit.formats.dates import date_of_text, month_of_text
from citekit.formats.languages import language_of_name
from citekit.model import WORK_TYPES, Custom, Date, InvalidIdentifier
from citekit.model.identifiers import normalise_doi

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Note = Callable[[str, str, str], None]

__all__ = ["record_of_fields"]

_TITLES = (  # the whole, its parts, its place in a record of a part and of a whole
    ("title", "subtitle"),
    ("booktitle", "booksubtitle"),
    ("maintitle", "mainsubtitle"),
    ("journaltitle", "journalsubtitle"),
    ("issuetitle", "issuesubtitle"),
)
_PUBLISHERS = ("publisher", "institution", "school", "organization")
_PARTS = frozenset({"chapter", "paper-conference", "entry", "entry-encyclopedia", "entry-dictionary"})


class _Fields:
    """Raw values by name; what is taken is gone, so that what is left can be kept."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.left = {name: value for name, value in fields.items() if value.strip()}

    def known(self, table: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return the names left that a table has, in their order, and what it says of them."""
        return [(name, table[name]) for name in self.left if name in table]

    def raw(self, *names: str) -> str:
        """Take the first of the names that has a value; the others stay."""
        for name in names:
            if name in self.left:
                return self.left.pop(name).strip()
        return ""

    def text(self, *names: str) -> str:
        """Take a value as plain text."""
        for name in names:
            if name in self.left:
                value = self.left.pop(name)
                return unescape_verbatim(value) if name in VERBATIM else decode_latex(value)
        return ""

    def titled(self, name: str, subtitle: str) -> str:
        """Take a title with its subtitle."""
        if subtitle not in self.left:
            return self.text(name) if name in self.left else ""
        title, more = self.text(name), self.text(subtitle)
        return f"{title.rstrip(' :.')}: {more}" if title and more else title or more


def record_of_fields(entry_type: str, raw: Mapping[str, str], note: Note) -> dict[str, Any]:
    """Return the keyword arguments of a :class:`Record` for the raw values of an entry's fields.

    What the record has no field for waits in ``custom.extra["bibtex"]``, as it was written.
    """
    fields = _Fields(raw)
    values: dict[str, Any] = {}
    custom: dict[str, Any] = {}
    work_type = _type(entry_type, fields)
    _titles(work_type, fields, values)
    if entry_type == "inbook" and not values.get("container_title"):
        work_type = "book"  # BibTeX's own @inbook: the title is the book's, the pages are what is meant
    values["type"] = work_type
    _names(fields, values, custom, note)
    _dates(fields, values)
    _numbers(work_type, fields, values)
    if publisher := fields.text(*_PUBLISHERS):
        values["publisher"] = publisher
    for name, field in fields.known(texts_by_name()):
        if field not in values:
            values[field] = fields.text(name)
    if "page" in values:
        values["page"] = re.sub(r"(?<=\w) [-–—]{1,2} (?=\w)", "–", values["page"])
    _identifiers(fields, values, custom)
    _language(fields, values)
    _genre(entry_type, fields, values)
    if (media := fields.left.get("media", "").strip().casefold()) in MEDIA:
        del fields.left["media"]
        custom["designation"] = MEDIA[media]
    for name, field in fields.known(custom_by_name()):
        if field not in custom:
            custom[field] = fields.text(name)
    if imprint := fields.text("custom-imprint"):
        custom["imprint"] = tuple((p.partition(" : ")[0], p.partition(" : ")[2]) for p in imprint.split(" ; "))
    own = dict(fields.left)
    if TYPES_READ.get(entry_type) != work_type or entry_type in _KEPT_TYPES:
        own["entrytype"] = entry_type
    values["custom"] = Custom(**custom, extra={"bibtex": own} if own else {})
    return values


# Entry types that a record's type alone does not bring back.
_KEPT_TYPES = frozenset({"mvbook", "collection", "mvcollection", "reference", "mvreference", "proceedings", "mvproceedings", "inbook", "bookinbook", "suppbook", "suppcollection", "suppperiodical", "manual"})  # fmt: skip


def _type(entry_type: str, fields: _Fields) -> str:
    work_type = TYPES_READ.get(entry_type, entry_type if entry_type in WORK_TYPES else "document")
    if "entrysubtype" not in fields.left:
        return work_type
    subtype = decode_latex(fields.left["entrysubtype"]).casefold()
    finer = SUBTYPES.get(subtype, subtype)
    if finer in WORK_TYPES:
        del fields.left["entrysubtype"]
        return finer
    return work_type


def _titles(work_type: str, fields: _Fields, values: dict[str, Any]) -> None:
    if "journal" in fields.left:
        fields.left.setdefault("journaltitle", fields.left.pop("journal"))
    title, book, main, journal, issue = (fields.titled(*pair) for pair in _TITLES)
    container = ""
    if work_type in _PARTS and main and book:
        container, values["volume_title"] = main, book
    elif main and not book and not journal and work_type not in _PARTS:
        title, values["volume_title"] = main, title
    else:
        container = book or journal or main
        if book and journal:
            values["collection_title"] = journal
    if issue:
        values["volume_title"] = issue
    values |= {name: text for name, text in (("title", title), ("container_title", container)) if text}


_SLOTS = ("editor", "editora", "editorb", "editorc")


def _names(fields: _Fields, values: dict[str, Any], custom: dict[str, Any], note: Note) -> None:
    roles = {role: field for field, role in EDITOR_TYPES.items()} if not fields.left.keys().isdisjoint(_SLOTS) else {}
    for slot in _SLOTS if roles else ():
        role = roles.get(fields.left.get(f"{slot}type", "").strip().casefold())
        if slot in fields.left and (role or slot != "editor"):
            if not role:
                continue  # a role that CSL has no name for stays as it is
            fields.raw(f"{slot}type")
            fields.left.setdefault(role, fields.left.pop(slot))
    for name, field in fields.known(names_by_name()):
        names, more, bad = names_of_value(fields.raw(name))
        for one in bad:
            note("FT204", f"{name}: {one[:80]!r} cannot be taken apart into names; kept as one", name)
        values[field] = names
        if more and field in {"author", "editor"}:
            custom["et_al" if field == "author" else "editor_et_al"] = True


def _genre(entry_type: str, fields: _Fields, values: dict[str, Any]) -> None:
    """Put the keys that stand for a kind of thesis or report into words."""
    genre = values.pop("genre", "") or (entry_type if entry_type in GENRES else "")
    russian = RUSSIAN_GENRES.get(genre, "") if values.get("language") == "ru" else ""
    if russian and genre != entry_type:
        genre = f"{russian} {fields.text('science')}".strip()
    if genre := GENRES.get(genre, genre):
        values["genre"] = genre


def _dates(fields: _Fields, values: dict[str, Any]) -> None:
    issued = date_of_text(_dated(fields.raw("date")))
    year = fields.text("year")
    if not issued.date_parts and year:
        issued = date_of_text(year)
        month, day = fields.left.get("month", ""), fields.left.get("day", "").strip("{} ")
        if issued.date_parts and not issued.raw and not issued.month and not issued.season and (number := month_of_text(month)):
            fields.raw("month")
            exact = int(fields.raw("day").strip("{} ")) if re.fullmatch(r"[1-9]|[12]\d|3[01]|0[1-9]", day, re.ASCII) else 0
            issued = msgspec.structs.replace(issued, date_parts=(Date.of(issued.year, number, exact).start,))
    elif month_of_text(fields.left.get("month", "")) in {0, issued.month}:
        fields.left.pop("month", None)
    if issued != Date():
        values["issued"] = issued
    for name, field in fields.known(dates_by_name()):
        if field not in values:
            values[field] = date_of_text(_dated(fields.raw(name)))


def _dated(value: str) -> str:
    """Return the text of a date; EDTF's «~» is no tie."""
    return value if _EDTF.fullmatch(value) else decode_latex(value)


def _numbers(work_type: str, fields: _Fields, values: dict[str, Any]) -> None:
    slot = number_slot(work_type, series=bool(values.get("collection_title") or "series" in fields.left))
    for name, field in (("number", slot), ("issue", "issue"), ("eid", "number"), ("collection-number", "collection_number")):
        if name in fields.left and field not in values:
            values[field] = fields.text(name)


def _identifiers(fields: _Fields, values: dict[str, Any], custom: dict[str, Any]) -> None:
    kind = (fields.left.get("eprinttype") or fields.left.get("archiveprefix") or "").strip("{} ").casefold()
    field = {"arxiv": (custom, "arxiv"), "pubmed": (values, "pmid"), "pmid": (values, "pmid"), "pmc": (values, "pmcid")}.get(kind)
    if field and "eprint" in fields.left and field[1] not in field[0]:
        field[0][field[1]] = fields.text("eprint")
        fields.raw("eprinttype", "archiveprefix")
    if doi := values.get("doi"):
        values["doi"] = bare_doi(doi)
    if (
        "howpublished" in fields.left
        and "url" not in values
        and (found := re.search(r"\\url\s*\{([^{}]+)\}", fields.left.get("howpublished", "")))
    ):
        values["url"] = unescape_verbatim(found[1])
        fields.raw("howpublished")


_NAMING = frozenset({"langid", "hyphenation", "language"})
_LABELLED_DOI = re.compile(r"\s*(?:https?:|doi\b|dx\.)", re.IGNORECASE)
_EDTF = re.compile(r"[\d\-/.~?X]+")


def bare_doi(doi: str) -> str:
    """Return a DOI without the resolver's address or a label before it; else as it is."""
    if not doi.startswith("10.") and _LABELLED_DOI.match(doi):
        try:
            return normalise_doi(doi)
        except InvalidIdentifier:
            return doi
    return doi


def _language(fields: _Fields, values: dict[str, Any]) -> None:
    if not _NAMING.intersection(fields.left):
        return
    by_langid = next((tag for name in ("langid", "hyphenation") if (tag := language_of_name(fields.left.get(name, "")))), "")
    by_name = language_of_name(decode_latex(fields.left["language"])) if "language" in fields.left else ""
    if by_langid and by_name.partition("-")[0] in {"", by_langid.partition("-")[0]}:
        language = max(by_langid, by_name, key=len)
    else:
        language = by_langid or by_name
    if language:
        values["language"] = language
        for name in ("langid", "hyphenation"):
            if language_of_name(fields.left.get(name, "")):
                del fields.left[name]
        if by_name and by_name.partition("-")[0] == language.partition("-")[0]:
            del fields.left["language"]
