"""Records into BibTeX that BibLaTeX takes too: UTF-8, ``langid`` set, fields in a fixed order, keys in ASCII."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citekit.formats.bibtex.latex import encode_latex, protect_capitals
from citekit.formats.bibtex.names import split_and, value_of_names
from citekit.formats.bibtex.table import (
    DATES,
    EDITOR_TYPES,
    LITERAL_LISTS,
    MEDIA,
    NAMES,
    PERIODICALS,
    TEXTS,
    TYPES_READ,
    TYPES_WRITTEN,
    VERBATIM,
    number_slot,
    plain_names,
    plain_structs,
    publisher_name,
)
from citekit.formats.dates import MONTHS, text_of_date
from citekit.formats.keys import assign_keys
from citekit.formats.languages import langid_of, language_of_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.model import Record

__all__ = ["entry_of", "values_of", "write", "write_entries"]

_TITLES = frozenset({"title", "booktitle", "maintitle", "shorttitle"})
_NO_KEY = re.compile(r"[\s,{}\"#%~\\='()]+")


def write(records: Sequence[Record], *, plain: bool = False) -> str:  # noqa: ARG001  # evidence never stands in a .bib
    """Write BibTeX entries that BibLaTeX takes too, in UTF-8, ``langid`` set."""
    return write_entries(records, biblatex=False)


def write_entries(records: Sequence[Record], *, biblatex: bool) -> str:
    """Return the entries of records as a whole file, one blank line between two."""
    return "\n".join(entry_of(record, biblatex=biblatex) for record in assign_keys(records))


def entry_of(record: Record, *, biblatex: bool = False) -> str:
    """Return one entry; its key is ``citation_key``."""
    entry_type, _ = _types(record, biblatex=biblatex)
    key = _NO_KEY.sub("_", record.citation_key) or "entry"
    lines = [f"  {name} = {value}," for name, value in values_of(record, biblatex=biblatex).items()]
    return "\n".join([f"@{entry_type}{{{key},", *lines, "}"]) + "\n"


def values_of(record: Record, *, biblatex: bool = False) -> dict[str, str]:
    """Return the fields of a record's entry in order, each value with its braces."""
    entry_type, subtype = _types(record, biblatex=biblatex)
    fields = _Fields(record.language)
    _put_names(record, fields)
    _put_texts(record, fields, entry_type, biblatex=biblatex)
    _put_rest(record, fields, subtype)
    return fields.values


def _types(record: Record, *, biblatex: bool) -> tuple[str, str]:
    """Return the entry type and the subtype that together say the record's type."""
    own = _own(record).get("entrytype", "")
    if own and isinstance(own, str) and TYPES_READ.get(own) == record.type:
        return own, ""
    bibtex_type, biblatex_type, subtype = TYPES_WRITTEN.get(record.type, ("misc", "misc", record.type))
    if record.type == "thesis" and not biblatex and re.search(r"master|магист|бакалавр|дипломн", record.genre, re.IGNORECASE):
        bibtex_type = "mastersthesis"
    return biblatex_type if biblatex else bibtex_type, subtype


def _own(record: Record) -> dict[str, Any]:
    """Return what a .bib had that the record has no field for."""
    own = record.custom.extra.get("bibtex")
    return own if isinstance(own, dict) else {}


_UNESCAPED = re.compile(r"(?<!\\)[{}]")
_ENTRY = re.compile(r"^\s*@\w*[ \t]*[{(]", re.MULTILINE)


def _is_whole(value: str) -> bool:
    """Tell whether a value that another file brought can stand between braces as it is."""
    depth = 0
    for match in _UNESCAPED.finditer(value):
        depth += 1 if match[0] == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and not value.endswith("\\") and not _ENTRY.search(value)


class _Fields:
    """The fields of an entry in order; the first value of a name stays."""

    def __init__(self, language: str) -> None:
        self.values: dict[str, str] = {}
        self._english = language.partition("-")[0] == "en"

    def put(self, name: str, text: str) -> None:
        """Put a plain text under a name."""
        if text.strip() and name not in self.values:
            self.values[name] = f"{{{self._encoded(name, text)}}}"

    def put_raw(self, name: str, value: str) -> None:
        """Put a value that is BibTeX already."""
        if value and name not in self.values:
            self.values[name] = value

    def _encoded(self, name: str, text: str) -> str:
        if name in VERBATIM:
            return re.sub(r"[{}\\\s]", lambda m: f"%{ord(m[0]):02X}" if ord(m[0]) < 128 else "", text.strip())
        if name.endswith("date") and re.fullmatch(r"[\d\-/.~?X]+", text):  # EDTF's «~» is no tie
            return text
        value = encode_latex(text)
        if name in _TITLES:
            return protect_capitals(value, text, english=self._english)
        if name == "pages":
            return value.replace("–", "--")
        if name in LITERAL_LISTS and len(split_and(value)) > 1:
            return f"{{{value}}}"
        return value


def _put_names(record: Record, fields: _Fields) -> None:
    for field, name in NAMES.items():
        more = (field == "author" and record.custom.et_al) or (field == "editor" and record.custom.editor_et_al)
        if value := value_of_names(getattr(record, field), more=more):
            fields.put_raw(name, f"{{{value}}}")
    slots = iter(("editora", "editorb", "editorc"))
    for field, role in EDITOR_TYPES.items():
        if value := value_of_names(getattr(record, field)):
            slot = "editor" if "editor" not in fields.values else next(slots, "")
            fields.put_raw(slot or field, f"{{{value}}}")
            if slot:
                fields.put_raw(f"{slot}type", f"{{{role}}}")
    for field, name in plain_structs()[0].items():
        if value := value_of_names(getattr(record, field)):
            fields.put_raw(name, f"{{{value}}}")


def _put_texts(record: Record, fields: _Fields, entry_type: str, *, biblatex: bool) -> None:
    part = bool(record.container_title)
    for row in TEXTS:
        text = getattr(record, row.field)
        if row.field == "title" and record.volume_title and not part:
            fields.put("maintitle", text)
            text = record.volume_title
        fields.put(row.biblatex if biblatex else row.bibtex, text)
        if row.field == "title":
            _put_container(record, fields, biblatex=biblatex)
        if row.field == "volume":
            _put_numbers(record, fields)
        if row.field == "publisher_place":
            fields.put(publisher_name(entry_type), record.publisher)
            _put_issued(record, fields, biblatex=biblatex)
    for field, name in plain_names().items():
        fields.put(name, getattr(record, field))


def _put_container(record: Record, fields: _Fields, *, biblatex: bool) -> None:
    container = record.container_title
    if record.type in PERIODICALS:
        fields.put("journaltitle" if biblatex else "journal", container)
        fields.put("issuetitle", record.volume_title)
    elif container and record.volume_title:
        fields.put("maintitle", container)
        fields.put("booktitle", record.volume_title)
    else:
        fields.put("booktitle", container)


def _put_numbers(record: Record, fields: _Fields) -> None:
    slot = number_slot(record.type, series=bool(record.collection_title))
    fields.put("number", getattr(record, slot))
    for field, name in (("issue", "issue"), ("number", "eid"), ("collection_number", "collection-number")):
        if field != slot:
            fields.put(name, getattr(record, field))


def _put_issued(record: Record, fields: _Fields, *, biblatex: bool) -> None:
    issued = record.issued
    if text := text_of_date(issued):
        exact = issued.date_parts and not (issued.raw or issued.literal)
        simple = exact and not (issued.season or issued.circa or issued.end or issued.day)
        if exact and not biblatex and 0 < issued.year < 10000:
            fields.put("year", str(issued.year))
            if simple and 1 <= issued.month <= 12:
                fields.put_raw("month", MONTHS[issued.month - 1])
        if not (simple and "year" in fields.values):
            fields.put("date" if exact or re.fullmatch(r"[-\d/.]{5,}", text) else "year", text)


def _put_rest(record: Record, fields: _Fields, subtype: str) -> None:
    for field, names in DATES.items():
        fields.put(names[0], text_of_date(getattr(record, field)))
    for field, name in plain_structs()[1].items():
        fields.put(name, text_of_date(getattr(record, field)))
    fields.put("entrysubtype", subtype)
    if record.is_unread and not record.note:
        fields.put("note", record.raw)
    custom = record.custom
    if custom.arxiv:
        fields.put("eprint", custom.arxiv)
        fields.put("eprinttype", "arxiv")
    media = next((name for name, printed in MEDIA.items() if printed == custom.designation), "")
    fields.put("media", media)
    for field, names in plain_structs()[2].items():
        if field != "arxiv" and not (field == "designation" and media):
            fields.put(names[0], getattr(custom, field))
    if custom.imprint:
        fields.put("custom-imprint", " ; ".join(f"{place} : {publisher}" for place, publisher in custom.imprint))
    langid = langid_of(record.language)
    fields.put("langid", langid)
    if record.language and language_of_name(langid) != record.language:
        fields.put("language", record.language)
    for name, value in _own(record).items():
        if name != "entrytype" and isinstance(value, str) and re.fullmatch(r"[^\s,{}\"#%~\\='()@]+", name):
            if _is_whole(value):
                fields.put_raw(name, f"{{{value}}}")
            else:
                fields.put(name, value)
    for name, value in record.extra.items():
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            fields.put(re.sub(r"[^\w.:\-]+", "-", name).lower() or "field", str(value))
