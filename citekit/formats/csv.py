"""CSV: one record a line, columns as bib-dedupe, Scopus and ASySD name them; the id column keeps its values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citekit.formats.dates import date_of_text, text_of_date
from citekit.formats.languages import language_of_name
from citekit.formats.reading import Reading
from citekit.formats.tagged import Tags, bare_doi, name_with_comma, one_line, pages_of_ends, text_of_name
from citekit.model import WORK_TYPES, Custom, Diagnostic, Name, Occurrence, Record, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read", "write"]

COLUMNS: tuple[
    tuple[str, str, tuple[str, ...]], ...
] = (  # field: the column that is written, and others that are read as it (in small letters)
    ("title", "title", ("titles", "document title", "article title", "primary_title")),
    (
        "container_title",
        "journal",
        ("source title", "secondary_title", "container_title", "publication title", "source_title", "journal/book"),
    ),
    ("collection_title", "series", ("collection_title", "book series title")),
    ("volume", "volume", ()),
    ("issue", "number", ("issue",)),
    ("number", "article_number", ("art. no.", "article number")),
    ("edition", "edition", ()),
    ("publisher", "publisher", ("institution", "school")),
    ("publisher_place", "address", ("place", "location", "publisher city")),
    ("number_of_pages", "page_count", ("page count", "pagetotal")),
    ("doi", "doi", ("doi link",)),
    ("pmid", "pmid", ("pubmed id", "accession")),
    ("pmcid", "pmcid", ()),
    ("isbn", "isbn", ("isbns",)),
    ("issn", "issn", ("issns",)),
    ("url", "url", ("urls", "link")),
    ("keyword", "keywords", ("author keywords", "author_keywords")),
    ("note", "note", ("notes",)),
    ("genre", "genre", ()),
    ("abstract", "abstract", ()),
    ("container_title_short", "journal_short", ("abbreviated source title", "alternate_title1", "journal abbreviation")),
)
NAMES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("author", "author", ("author full names", "authors", "author(s)", "author_full_names")),
    ("editor", "editor", ("editors",)),
    ("translator", "translator", ("translators",)),
)
_IDS = ("id", "record_id", "rec_id", "recordid", "eid", "citation_id")
_TYPES = ("entrytype", "type", "document type", "document_type", "ref_type", "source_type", "publication type")
KINDS = {
    "article": "article-journal", "review": "article-journal", "journal article": "article-journal", "journal": "article-journal", "note": "article-journal",
    "editorial": "article-journal", "letter": "article-journal", "short survey": "article-journal", "erratum": "article-journal", "jour": "article-journal",
    "conference paper": "paper-conference", "inproceedings": "paper-conference", "conference": "paper-conference", "conference review": "article-journal", "proceedings": "book",
    "book": "book", "book chapter": "chapter", "incollection": "chapter", "inbook": "chapter", "chapter": "chapter", "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis",
    "techreport": "report", "report": "report", "online": "webpage", "misc": "document", "unpublished": "manuscript", "data paper": "article-journal", "dataset": "dataset",
}  # fmt: skip
WRITTEN = {"article-journal": "article", "paper-conference": "inproceedings", "book": "book", "chapter": "incollection", "thesis": "phdthesis", "report": "techreport", "webpage": "online", "document": "misc", "manuscript": "unpublished"}  # fmt: skip
_INITIALS = re.compile(r"([^,;]{2,80}) ((?:[A-ZÀ-ÞА-ЯЁІЇЄҐ]\.?-?){1,5})")


def read(text: str, source: str = "-") -> Reading:
    """Read a table with a line of column names; other columns wait in ``custom.extra["csv"]``.

    Raises:
        UnreadableInput: there is no column of titles or authors, so this is no table of records.
    """
    import csv
    import io

    csv.field_size_limit(max(csv.field_size_limit(), 50_000_000))
    text = text.replace("\0", "")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    records: list[Record] = []
    noticed: list[Diagnostic] = []
    try:
        header = [one_line(name) for name in next(rows, [])]
        small = [name.casefold() for name in header]
        if not {"title", "titles", "author", "authors", "doi", "article title", "document title", "primary_title"} & set(small):
            raise UnreadableInput(
                source, "no table of records: no column is called title, author or doi", "name the columns in the first line"
            )
        begun = rows.line_num + 1
        for row in rows:
            line, begun = begun, rows.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(header):
                message = f"{len(row)} cells where the first line names {len(header)} columns; " + (
                    "the rest is left empty" if len(row) < len(header) else "the rest is kept"
                )
                noticed.append(Diagnostic(code="FT601", message=message, source=source, line=line))
            names = small + [f"column {i + 1}" for i in range(len(header), len(row))]
            originals = header + names[len(header) :]
            records.append(_record(dict(zip(names, zip(originals, row, strict=False), strict=False)), source, len(records) + 1))
    except csv.Error as error:
        noticed.append(
            Diagnostic(code="FT602", severity="error", message=f"no CSV from here on: {error}", source=source, line=rows.line_num)
        )
    return Reading(tuple(records), tuple(noticed))


def _delimiter(text: str) -> str:
    first = text[:20_000].splitlines()[:1]
    return max(",;\t", key=lambda mark: (first[0].count(mark) if first else 0, mark == ","))


def _record(cells: dict[str, tuple[str, str]], source: str, number: int) -> Record:
    tags = Tags({name: [value] for name, (_, value) in cells.items()})
    values: dict[str, Any] = {"id": tags.one(*_IDS).strip() or f"entry-{number}", "citation_key": tags.one("citation_key", "citekey")}
    kind = tags.one(*_TYPES).strip()
    values["type"] = KINDS.get(kind.casefold(), kind if kind in WORK_TYPES else "")
    for field, name, also in NAMES:
        values[field] = _names(tags.one(name, *also))
    for field, name, also in COLUMNS:
        values[field] = one_line(tags.one(name, *also))
    book = one_line(tags.one("booktitle"))
    if book and not values["container_title"]:
        values["container_title"] = book
    elif book:
        tags.left["booktitle"] = [book]
    if not values["type"]:
        values["type"] = "article-journal" if values["container_title"] and not book else "document"
        if kind:
            tags.left["type"] = [kind]
    pages = re.sub(r"\s*--+\s*", "–", tags.one("pages", "page"))
    values["page"] = one_line(pages) or pages_of_ends(
        tags.one("page start", "page_start", "start_page"), tags.one("page end", "page_end", "end_page")
    )
    year, full = tags.one("year", "publication year", "pub_year"), tags.one("date", "publication date", "cover date")
    values["issued"] = date_of_text(re.sub(r"^(\d{4})\.0$", r"\1", (full or year).strip()))
    values["accessed"] = date_of_text(tags.one("urldate"))
    values["doi"] = bare_doi(values["doi"])
    language = tags.one("language", "language of original document")
    values["language"] = language_of_name(language) or language
    own = {cells[name][0] if name in cells else name: found[0] for name, found in tags.left.items()}
    values["custom"] = Custom(extra={"csv": own} if own else {})
    return Record(**values, occurrences=(Occurrence(source=source, id=values["id"], kind="entry"),))


def _names(text: str) -> tuple[Name, ...]:
    """Return the names of a cell: parted by semicolons, by «and», or (Scopus of old) by commas after initials."""
    text = one_line(re.sub(r"\s*\(\d{6,}\)", "", text))  # Scopus puts its author's number there
    if ";" in text:
        pieces = text.split(";")
    elif " and " in text:
        pieces = text.split(" and ")
    else:
        short = [_short(p.strip()) for p in text.split(",")]
        if len(short) > 1 and all(short):
            return tuple(name for name in short if name)
        pieces = [text]
    return tuple(_short(piece) or name_with_comma(piece) for p in pieces if (piece := p.strip()))


def _short(text: str) -> Name | None:
    """Return «Family I.I.» as a name, None where the text is none; the family has two letters at least."""
    match = _INITIALS.fullmatch(text)
    if match is None or not re.search(r"[^\W\d_]{2}", match[1]):
        return None
    return Name(family=match[1], given=match[2])


_CORE = ("ID", "ENTRYTYPE", "author", "title", "year", "journal", "booktitle", "volume", "number", "pages", "doi")


def write(records: Sequence[Record], *, plain: bool = False) -> str:  # noqa: ARG001  # evidence is no column
    """Write bib-dedupe's columns, then those others in which anything stands; names are parted by semicolons."""
    import csv
    import io

    rows = [_cells(record) for record in records]
    seen = dict.fromkeys(name for row in rows for name, value in row.items() if value)
    names = [*_CORE, *(name for name in seen if name not in _CORE)]
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _cells(record: Record) -> dict[str, str]:
    cells = {"ID": record.id, "ENTRYTYPE": WRITTEN.get(record.type, record.type), "citation_key": record.citation_key}
    for field, name, _ in NAMES:
        people = [text_of_name(n) for n in getattr(record, field)]
        cells[name] = "; ".join(people) + ";" * (len(people) == 1 and " and " in people[0])
    for field, name, _ in COLUMNS:
        cells[name] = one_line(getattr(record, field))
    if record.type in {"chapter", "paper-conference"}:
        cells["booktitle"], cells["journal"] = cells["journal"], ""
    cells["pages"] = one_line(record.page)
    cells["year"] = str(record.year) if record.year else ""
    written = text_of_date(record.issued)
    cells["date"] = written if written not in {cells["year"], ""} else ""
    cells["urldate"] = text_of_date(record.accessed)
    cells["language"] = record.language
    own = record.custom.extra.get("csv")
    for name, value in own.items() if isinstance(own, dict) else ():
        cells.setdefault(str(name), str(value))
    return cells
