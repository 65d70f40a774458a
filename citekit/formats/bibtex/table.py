"""The two-way table of .bib fields and entry types: what BibTeX and BibLaTeX call what a record holds.

Sources: the biblatex manual (2023), sections 2.1 and 2.2; Patashnik, BibTeXing (1988); JabRef's and
citation-js's mappings of entry types to CSL; the fields of biblatex-gost and of the GOST BibTeX styles.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import msgspec

from citekit.model import Custom, Date, Name, Record

__all__ = ["CUSTOM", "DATES", "GENRES", "INHERITED", "LITERAL_LISTS", "MEDIA", "NAMES", "PERIODICALS", "RUSSIAN_GENRES", "TEXTS", "TYPES_READ", "TYPES_WRITTEN", "VERBATIM", "Text", "number_slot", "texts_by_name"]  # fmt: skip


class Text(NamedTuple):
    """A text field of the record, its BibTeX and BibLaTeX names, and other names that are read as it."""

    field: str
    bibtex: str
    biblatex: str
    also: tuple[str, ...] = ()


TEXTS = (
    Text("title", "title", "title"),
    Text("title_short", "shorttitle", "shorttitle"),
    Text("original_title", "origtitle", "origtitle"),
    Text("event_title", "eventtitle", "eventtitle"),
    Text("event_place", "venue", "venue"),
    Text("genre", "type", "type"),
    Text("collection_title", "series", "series"),
    Text("volume", "volume", "volume"),
    Text("part_number", "part", "part"),
    Text("number_of_volumes", "volumes", "volumes"),
    Text("edition", "edition", "edition"),
    Text("chapter_number", "chapter", "chapter"),
    Text("page", "pages", "pages", ("page",)),
    Text("number_of_pages", "pagetotal", "pagetotal", ("numpages",)),
    Text("version", "version", "version"),
    Text("publisher_place", "address", "location", ("place",)),
    Text("original_publisher", "origpublisher", "origpublisher"),
    Text("original_publisher_place", "origlocation", "origlocation"),
    Text("container_title_short", "shortjournal", "shortjournal"),
    Text("isbn", "isbn", "isbn"),
    Text("issn", "issn", "issn"),
    Text("doi", "doi", "doi"),
    Text("pmid", "pmid", "pmid"),
    Text("pmcid", "pmcid", "pmcid", ("pmc",)),
    Text("url", "url", "url"),
    Text("call_number", "library", "library"),
    Text("status", "pubstate", "pubstate"),
    Text("note", "note", "note"),
    Text("annote", "annote", "annotation"),
    Text("keyword", "keywords", "keywords", ("keyword",)),
    Text("abstract", "abstract", "abstract"),
)

# Handled apart: the container's title, number and issue, the publisher, dates, names, the language.
_APART = frozenset({"id", "type", "citation_key", "language", "raw", "container_title", "volume_title", "number", "issue", "collection_number", "publisher"})  # fmt: skip

CUSTOM = {  # field of Custom: name in a .bib, with the names that are read as it
    "edn": ("edn",),
    "orcid": ("orcid",),
    "responsibility": ("credits",),
    "container_responsibility": ("bookcredits",),
    "specialty": ("specialitycode", "specialty"),
    "translated_title": ("titletranslation", "translatedtitle"),
    "assignee": ("holder",),
}

VERBATIM = frozenset({"doi", "url", "eprint", "file", "pmid", "pmcid", "isbn", "issn", "edn", "orcid"})
LITERAL_LISTS = frozenset({"publisher", "institution", "organization", "school", "location", "address", "origpublisher", "origlocation"})

NAMES = {  # field of the record: name in a .bib
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "container_author": "bookauthor",
    "collection_editor": "serieseditor",
}
# Roles that biblatex writes as editora, editorb, editorc with a type.
EDITOR_TYPES = {
    "compiler": "compiler",
    "director": "director",
    "illustrator": "illustrator",
    "producer": "producer",
    "organizer": "organizer",
}
DATES = {
    "accessed": ("urldate", "accessed", "lastaccessed", "lastchecked"),
    "event_date": ("eventdate",),
    "original_date": ("origdate", "origyear"),
}

TYPES_READ = {
    "article": "article-journal", "suppperiodical": "article-journal", "review": "review", "periodical": "periodical", "suppcollection": "chapter",
    "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book", "reference": "book", "mvreference": "book",
    "proceedings": "book", "mvproceedings": "book", "booklet": "pamphlet", "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter",
    "incollection": "chapter", "inreference": "entry-encyclopedia", "inproceedings": "paper-conference", "conference": "paper-conference",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "candthesis": "thesis", "docthesis": "thesis",
    "techreport": "report", "report": "report", "manual": "report", "unpublished": "manuscript", "online": "webpage", "electronic": "webpage", "www": "webpage", "webpage": "webpage",
    "patent": "patent", "dataset": "dataset", "software": "software", "standard": "standard", "legislation": "legislation", "legal": "treaty",
    "jurisdiction": "legal_case", "letter": "personal_communication", "video": "motion_picture", "movie": "motion_picture", "audio": "song",
    "music": "song", "image": "graphic", "artwork": "graphic", "performance": "performance", "misc": "document",
}  # fmt: skip
TYPES_WRITTEN = {  # type of the record: entry type in BibTeX, in BibLaTeX, entrysubtype
    "article-journal": ("article", "article", ""),
    "article-magazine": ("article", "article", "magazine"),
    "article-newspaper": ("article", "article", "newspaper"),
    "review": ("review", "review", ""),
    "review-book": ("review", "review", "review-book"),
    "periodical": ("periodical", "periodical", ""),
    "book": ("book", "book", ""),
    "chapter": ("incollection", "incollection", ""),
    "entry-encyclopedia": ("inreference", "inreference", ""),
    "entry-dictionary": ("inreference", "inreference", "entry-dictionary"),
    "entry": ("inreference", "inreference", "entry"),
    "pamphlet": ("booklet", "booklet", ""),
    "paper-conference": ("inproceedings", "inproceedings", ""),
    "thesis": ("phdthesis", "thesis", ""),
    "report": ("techreport", "report", ""),
    "manuscript": ("unpublished", "unpublished", ""),
    "webpage": ("online", "online", ""),
    "post": ("online", "online", "post"),
    "post-weblog": ("online", "online", "post-weblog"),
    "patent": ("patent", "patent", ""),
    "dataset": ("dataset", "dataset", ""),
    "software": ("software", "software", ""),
    "standard": ("standard", "standard", ""),
    "legislation": ("legislation", "legislation", ""),
    "treaty": ("legal", "legal", ""),
    "legal_case": ("jurisdiction", "jurisdiction", ""),
    "personal_communication": ("letter", "letter", ""),
    "motion_picture": ("video", "video", ""),
    "song": ("audio", "audio", ""),
    "graphic": ("image", "image", ""),
    "performance": ("performance", "performance", ""),
    "document": ("misc", "misc", ""),
}
SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
PERIODICALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "periodical", "review", "review-book"})
_PARTS = frozenset({"chapter", "paper-conference", "entry", "entry-encyclopedia", "entry-dictionary"})
MEDIA = {"eresource": "Электронный ресурс", "text": "Текст"}  # biblatex-gost's media and the designation it prints
# biblatex-gost's types of Russian theses, which go before the field ``science``.
RUSSIAN_GENRES = {"phdthesis": "дис. ... канд.", "candthesis": "дис. ... канд.", "docthesis": "дис. ... д-ра", "phdautoref": "автореф. дис. ... канд.", "candautoref": "автореф. дис. ... канд.", "docautoref": "автореф. дис. ... д-ра"}  # fmt: skip
GENRES = {"phdthesis": "PhD thesis", "mathesis": "Master’s thesis", "mastersthesis": "Master’s thesis", "candthesis": "Candidate thesis", "docthesis": "Doctoral thesis", "techreport": "Technical report", "resreport": "Research report"}  # fmt: skip

# What a part takes from the whole that its crossref names, where the two names differ (biblatex, appendix B).
INHERITED = {
    "book": {"title": "booktitle", "subtitle": "booksubtitle", "author": "bookauthor"},
    "collection": {"title": "booktitle", "subtitle": "booksubtitle"},
    "reference": {"title": "booktitle", "subtitle": "booksubtitle"},
    "proceedings": {"title": "booktitle", "subtitle": "booksubtitle"},
    "mvbook": {"title": "maintitle", "subtitle": "mainsubtitle"},
    "mvcollection": {"title": "maintitle", "subtitle": "mainsubtitle"},
    "mvreference": {"title": "maintitle", "subtitle": "mainsubtitle"},
    "mvproceedings": {"title": "maintitle", "subtitle": "mainsubtitle"},
    "periodical": {"title": "journaltitle", "subtitle": "journalsubtitle"},
}


def number_slot(work_type: str, *, series: bool) -> str:
    """Return which field of the record ``number`` stands for: a journal's issue, a number in a series, or the work's own."""
    if work_type in PERIODICALS:
        return "issue"
    if work_type in _PARTS or work_type in {"book", "pamphlet"}:
        return "collection_number" if series else "issue" if work_type in _PARTS else "number"
    return "number"


def publisher_name(entry_type: str) -> str:
    """Return the .bib field in which an entry type has its publisher."""
    if entry_type in {"phdthesis", "mastersthesis"}:
        return "school"
    if entry_type in {"thesis", "report", "techreport"}:
        return "institution"
    return "organization" if entry_type in {"online", "manual", "software"} else "publisher"


@lru_cache(maxsize=1)
def texts_by_name() -> dict[str, str]:
    """Return the record's text fields by every name that a .bib has for them, CSL's own last."""
    named = {name: row.field for row in TEXTS for name in (row.bibtex, row.biblatex, *row.also)}
    return {name: field for field, name in plain_names().items()} | named


@lru_cache(maxsize=1)
def plain_names() -> dict[str, str]:
    """Return CSL's names, in small letters, of the text fields that .bib files have no name for."""
    tabled = {row.field for row in TEXTS}
    fields = (f for f in msgspec.structs.fields(Record) if f.type is str and f.name not in _APART | tabled)
    return {f.name: f.encode_name.lower() for f in fields}


@lru_cache(maxsize=1)
def plain_structs() -> tuple[dict[str, str], dict[str, str], dict[str, tuple[str, ...]]]:
    """Return the names of the remaining name and date fields, and of Custom's text fields, in small letters."""
    tabled = {*NAMES, *EDITOR_TYPES, *DATES, "issued"}
    fields = [f for f in msgspec.structs.fields(Record) if f.name not in tabled]
    names = {f.name: f.encode_name for f in fields if f.type == tuple[Name, ...]}
    dates = {f.name: f.encode_name for f in fields if f.type is Date}
    custom = {f.name: CUSTOM.get(f.name, (f"custom-{f.encode_name.lower()}",)) for f in msgspec.structs.fields(Custom) if f.type is str}
    return names, dates, custom


@lru_cache(maxsize=1)
def names_by_name() -> dict[str, str]:
    """Return the record's name fields by their names in a .bib."""
    return {name: field for field, name in (NAMES | {role: role for role in EDITOR_TYPES} | plain_structs()[0]).items()}


@lru_cache(maxsize=1)
def dates_by_name() -> dict[str, str]:
    """Return the record's date fields other than ``issued`` by their names in a .bib."""
    return {name: field for field, names in DATES.items() for name in names} | {n: f for f, n in plain_structs()[1].items()}


@lru_cache(maxsize=1)
def custom_by_name() -> dict[str, str]:
    """Return the text fields of Custom by their names in a .bib."""
    return {name: field for field, names in plain_structs()[2].items() for name in names}
