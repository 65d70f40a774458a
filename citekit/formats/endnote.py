"""EndNote XML, as EndNote, Zotero and Rayyan export it.

The parser resolves no entities, loads no DTD and reaches no network. Source: EndNote's RSXML.dtd.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citekit.formats.dates import MONTHS, date_of_text, text_of_date
from citekit.formats.languages import language_of_name
from citekit.formats.reading import Reading
from citekit.formats.tagged import bare_doi, joined_keywords, name_with_comma, one_line, split_keywords, split_serials, text_of_name
from citekit.model import Custom, Date, Diagnostic, Occurrence, Record, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read", "write"]

TYPES = (  # EndNote's name and number, the record's type; the first with a type is written for it
    ("Journal Article", 17, "article-journal"), ("Electronic Article", 43, "article-journal"), ("Magazine Article", 19, "article-magazine"), ("Newspaper Article", 23, "article-newspaper"),
    ("Book", 6, "book"), ("Edited Book", 28, "book"), ("Electronic Book", 44, "book"), ("Book Section", 5, "chapter"), ("Electronic Book Section", 60, "chapter"),
    ("Conference Paper", 47, "paper-conference"), ("Conference Proceedings", 10, "paper-conference"), ("Thesis", 32, "thesis"), ("Report", 27, "report"), ("Government Document", 46, "report"),
    ("Web Page", 12, "webpage"), ("Blog", 56, "post-weblog"), ("Patent", 25, "patent"), ("Standard", 58, "standard"), ("Dataset", 59, "dataset"), ("Computer Program", 9, "software"),
    ("Statute", 31, "legislation"), ("Bill", 4, "bill"), ("Case", 7, "legal_case"), ("Hearing", 14, "hearing"), ("Legal Rule or Regulation", 50, "regulation"), ("Manuscript", 36, "manuscript"), ("Unpublished Work", 34, "manuscript"),
    ("Personal Communication", 26, "personal_communication"), ("Map", 20, "map"), ("Film or Broadcast", 21, "motion_picture"), ("Audiovisual Material", 3, "broadcast"), ("Artwork", 2, "graphic"), ("Figure", 37, "figure"),
    ("Encyclopedia", 53, "entry-encyclopedia"), ("Dictionary", 52, "entry-dictionary"), ("Pamphlet", 55, "pamphlet"), ("Classical Work", 49, "classic"), ("Serial", 57, "periodical"), ("Generic", 13, "document"),
)  # fmt: skip
NAMES = (
    ("author", "authors"),
    ("editor", "secondary-authors"),
    ("collection_editor", "tertiary-authors"),
    ("translator", "subsidiary-authors"),
)
TEXTS = (  # field: the element's path
    ("title", "titles/title"),
    ("container_title", "titles/secondary-title"),
    ("collection_title", "titles/tertiary-title"),
    ("container_title_short", "titles/alt-title"),
    ("title_short", "titles/short-title"),
    ("page", "pages"),
    ("volume", "volume"),
    ("issue", "number"),
    ("edition", "edition"),
    ("section", "section"),
    ("number_of_volumes", "num-vols"),
    ("publisher_place", "pub-location"),
    ("publisher", "publisher"),
    ("call_number", "call-num"),
    ("doi", "electronic-resource-num"),
    ("abstract", "abstract"),
    ("note", "notes"),
    ("annote", "research-notes"),
    ("url", "urls/related-urls/url"),
    ("genre", "work-type"),
    ("archive", "remote-database-name"),
    ("source", "remote-database-provider"),
    ("number", "custom7"),
)
_HELD = frozenset({"ref-type", "contributors", "titles", "periodical", "dates", "urls", "keywords", "isbn", "label", "rec-number", "foreign-keys", "database", "source-app", "language", "access-date"}) | {path.split("/")[0] for _, path in TEXTS}  # fmt: skip


def read(text: str, source: str = "-") -> Reading:
    """Read the records; elements that a record has no field for wait in ``custom.extra["endnote"]``.

    Raises:
        UnreadableInput: the text is no XML, or holds no record of EndNote.
    """
    from lxml import etree

    data = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\0", "")).encode("utf-8", errors="replace")
    noticed: list[Diagnostic] = []
    try:
        root = etree.fromstring(data, _parser(recover=False))
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = f"no XML from here on: {error.msg}"
        noticed.append(Diagnostic(code="FT502", severity="error", message=message, source=source, line=line, column=column))
        root = etree.fromstring(data, _parser(recover=True)) if data.strip() else None
    if root is not None and root.getroottree().docinfo.doctype and "ENTITY" in data[:100_000].decode(errors="replace"):
        noticed.append(Diagnostic(code="FT503", message="the file declares entities; they are not resolved", source=source, line=1))
    elements = [] if root is None else list(root.iter("record"))
    if not elements:
        place = f"{source}:{noticed[0].line}:{noticed[0].column}" if noticed else source
        raise UnreadableInput(
            place, noticed[0].message if noticed else "no EndNote XML: there is no <record>", "name the format with --from"
        )
    records = tuple(_record(element, source, number) for number, element in enumerate(elements, 1))
    return Reading(records, tuple(noticed))


def _parser(*, recover: bool) -> Any:
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover, remove_comments=True, remove_pis=True
    )


def _text(element: Any) -> str:
    return "" if element is None else one_line("".join(element.itertext("*")))


def _record(element: Any, source: str, number: int) -> Record:
    def one(path: str) -> str:
        return _text(element.find(path))

    kind = element.find("ref-type")
    name, code = (kind.get("name", ""), _text(kind)) if kind is not None else ("", "")
    values: dict[str, Any] = {field: one(path) for field, path in TEXTS}
    values["type"] = next((t for n, c, t in TYPES if n == name or (not name and str(c) == code)), "document")
    for field, path in NAMES:
        values[field] = tuple(name_with_comma(t) for a in element.findall(f"contributors/{path}/*") if (t := _text(a)))
    values["container_title"] = values["container_title"] or one("periodical/full-title")
    values["container_title_short"] = values["container_title_short"] or one("periodical/abbr-1")
    if values["container_title_short"] == values["container_title"]:
        values["container_title_short"] = ""
    if values["type"] == "book" and not values["collection_title"]:
        values["collection_title"], values["container_title"] = values["container_title"], ""
    values["issued"] = _issued(one("dates/year"), one("dates/pub-dates/date"))
    values["accessed"] = date_of_text(one("access-date"))
    values["keyword"] = joined_keywords([t for k in element.findall("keywords/keyword") if (t := _text(k))])
    values["doi"] = bare_doi(values["doi"])
    isbns, issns = (" ".join(found) for found in split_serials(one("isbn")))
    values |= {"isbn": isbns, "issn": issns, "language": language_of_name(one("language")) or one("language")}
    values["citation_key"] = one("label")
    own: dict[str, Any] = {}
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _HELD and (text := _text(child)):
            own.setdefault(child.tag, []).append(text)
    own_id = one("rec-number") or values["citation_key"] or f"entry-{number}"
    values["custom"] = Custom(translated_title=own.pop("translated-title", [""])[0], extra={"endnote": own} if own else {})
    place = Occurrence(source=source, id=own_id, kind="entry")
    return Record(id=own_id, occurrences=(place,), **values)


def _issued(year: str, day: str) -> Date:
    issued = date_of_text(year)
    if day and issued.year and not issued.month and not issued.raw:
        finer = date_of_text(day if re.search(r"\d{4}", day) else f"{day} {issued.year}")
        if finer.year == issued.year and finer.month:
            return finer
    return issued if year else date_of_text(day)


_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(records: Sequence[Record], *, plain: bool = False) -> str:  # noqa: ARG001  # evidence never stands in EndNote XML
    """Write EndNote XML, without styles."""
    from lxml import etree

    root = etree.Element("xml")
    parent = etree.SubElement(root, "records")
    for number, record in enumerate(records, 1):
        _element(parent, record, number)
    return str(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True).decode("utf-8"))


def _put(parent: Any, path: str, text: str) -> None:
    """Put a text at a path below ``parent``; the last element is always a new one."""
    from lxml import etree

    if not (text := one_line(_FORBIDDEN.sub("", text))):
        return
    *steps, last = path.split("/")
    for step in steps:
        found = parent.find(step)
        parent = found if found is not None else etree.SubElement(parent, step)
    etree.SubElement(parent, last).text = text


def _element(parent: Any, record: Record, number: int) -> None:
    from lxml import etree

    element = etree.SubElement(parent, "record")
    _put(element, "rec-number", str(number))
    name, code = next(((n, c) for n, c, t in TYPES if t == record.type), ("Generic", 13))
    etree.SubElement(element, "ref-type", name=name).text = str(code)
    for field, path in NAMES:
        for person in getattr(record, field):
            _put(element, f"contributors/{path}/author", text_of_name(person))
    for field, path in TEXTS:
        _put(element, path, getattr(record, field))
    _put(element, "translated-title", record.custom.translated_title)
    for word in split_keywords(record.keyword):
        _put(element, "keywords/keyword", word)
    issued = record.issued
    if issued.raw or issued.literal or issued.end or not issued.start:
        _put(element, "dates/year", text_of_date(issued))
    else:
        _put(element, "dates/year", f"{issued.year:04d}")
        month = MONTHS[issued.month - 1].title() if 1 <= issued.month <= 12 else ""
        _put(element, "dates/pub-dates/date", f"{issued.day or ''} {month}")
    _put(element, "isbn", " ".join(s for s in (record.isbn, record.issn) if s))
    _put(element, "language", record.language)
    _put(element, "access-date", text_of_date(record.accessed))
    _put(element, "label", record.citation_key)
    own = record.custom.extra.get("endnote")
    for tag, found in own.items() if isinstance(own, dict) else ():
        if re.fullmatch(r"[A-Za-z][\w\-]{0,60}", tag, re.ASCII) and tag not in _HELD and isinstance(found, list):
            for value in found:
                _put(element, tag, str(value))
