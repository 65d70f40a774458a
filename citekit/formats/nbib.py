"""NBIB: PubMed's MEDLINE format, a tag of up to four letters, a hyphen, a blank; six blanks carry a value on.

Source: MEDLINE/PubMed data element descriptions (nlm.nih.gov/bsd/mms/medlineelements.html).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citekit.formats.dates import MONTHS, date_of_text
from citekit.formats.languages import language_of_name
from citekit.formats.reading import Reading
from citekit.formats.tagged import Tags, bare_doi, joined_keywords, lines_of, name_with_comma, one_line, split_keywords, text_of_name
from citekit.model import Custom, Date, Diagnostic, Name, Occurrence, Record, Span, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["read", "write"]

TEXTS: tuple[tuple[str, tuple[str, ...]], ...] = (  # field: tags, the first is written
    ("pmid", ("PMID",)),
    ("title", ("TI", "BTI")),
    ("container_title", ("JT", "CTI")),
    ("container_title_short", ("TA",)),
    ("collection_title", ("CTDT", "SERI")),
    ("volume", ("VI",)),
    ("issue", ("IP",)),
    ("page", ("PG",)),
    ("edition", ("EN",)),
    ("publisher", ("PB",)),
    ("publisher_place", ("PL",)),
    ("abstract", ("AB",)),
    ("pmcid", ("PMC",)),
    ("note", ("GN",)),
    ("isbn", ("ISBN",)),
)
TYPES = (  # publication types (PT) that say more than an article; the first that stands there decides
    ("Book Chapter", "chapter"), ("Book", "book"), ("Books", "book"), ("Preprint", "article"), ("Dataset", "dataset"), ("Newspaper Article", "article-newspaper"),
    ("Technical Report", "report"), ("Congress", "paper-conference"), ("Dissertation", "thesis"), ("Academic Dissertation", "thesis"), ("Webcast", "broadcast"),
)  # fmt: skip
_LINE = re.compile(r"([A-Z][A-Z0-9]{0,4}) {0,3}- ?(.*)")


def read(text: str, source: str = "-") -> Reading:
    """Read PubMed records; tags that a record has no field for wait in ``custom.extra["nbib"]``.

    Raises:
        UnreadableInput: no line begins with a tag of MEDLINE.
    """
    records: list[Record] = []
    noticed: list[Diagnostic] = []
    for tags, span, line in _blocks(text, source, noticed):
        if not ({"TI", "PMID", "BTI", "FAU", "AU", "JT", "DP"} & tags.keys()):
            noticed.append(_said("FT402", "a record without title, authors, journal and number; kept as it is", source, line))
        name = tags.get("PMID", [""])[0] or f"entry-{len(records) + 1}"
        occurrence = Occurrence(source=source, id=name, kind="entry", span=span)
        records.append(Record(id=name, occurrences=(occurrence,), **_values(Tags(tags))))
    if not records:
        raise UnreadableInput(source, "no PubMed records: no line begins with a tag like «PMID- »", "name the format with --from")
    return Reading(tuple(records), tuple(noticed))


def _said(code: str, message: str, source: str, line: int) -> Diagnostic:
    return Diagnostic(code=code, message=message, source=source, line=line, column=1)


def _blocks(text: str, source: str, noticed: list[Diagnostic]) -> Iterator[tuple[dict[str, list[str]], Span, int]]:
    """Yield each record's values by tag, its span and its first line; an empty line or a PMID begins another."""
    tags: dict[str, list[str]] = {}
    last, start, begun, position = "", 0, 0, 0
    more: list[str] = []  # the lines that carry the last value on
    for number, line in enumerate([*lines_of(text), "\n"], 1):
        match = _LINE.match(line.strip("\ufeff").rstrip())
        if more and (match or not line[:1].isspace() or not line.strip()):
            tags[last][-1] = " ".join([tags[last][-1], *more])
            more = []
        ends = not line.strip() or (match is not None and match[1] == "PMID" and "PMID" in tags)
        if ends and tags:
            yield tags, Span(start, position), begun
            tags, last = {}, ""
        if match:
            if not tags:
                start, begun = position, number
            last = match[1]
            tags.setdefault(last, []).append(match[2].strip())
        elif line[:1].isspace() and line.strip() and last:
            more.append(line.strip())
        elif line.strip():
            noticed.append(_said("FT401", f"no tag and no value carried on: {line.strip()[:60]!r}", source, number))
        position += len(line)


def _values(tags: Tags) -> dict[str, Any]:
    values: dict[str, Any] = {field: one_line(tags.one(*names)) for field, names in TEXTS}
    values["title"] = values["title"].rstrip(".") if not values["title"].endswith("...") else values["title"]
    full, short = tags.all("FAU"), tags.all("AU")
    values["author"] = (*(_name(n) for n in full or short), *(Name(literal=one_line(n)) for n in tags.all("CN")))
    values["editor"] = tuple(_name(n) for n in tags.all("FED") or tags.all("ED"))
    tags.left.pop("ED", None)
    values["issued"] = date_of_text(tags.one("DP"))
    values["keyword"] = joined_keywords(tags.all("OT"))
    values["issn"] = next(iter(re.findall(r"\d{4}-\d{3}[\dX]", " ".join(tags.left.get("IS", [])))), "")
    if values["issn"]:
        tags.one("IS")
    for value in tags.all("LID", "AID"):
        if value.endswith("[doi]"):
            values["doi"] = values.get("doi") or bare_doi(value.removesuffix("[doi]").strip())
        else:
            tags.left.setdefault("AID", []).append(value)
    language = tags.one("LA")
    values["language"] = language_of_name(language) or language
    kinds = tags.left.get("PT", [])
    values["type"] = next((kind for name, kind in TYPES if name in kinds), "article-journal")
    if values["type"] == "article-journal" and "BTI" in tags.left:
        values["type"] = "book"
    values["custom"] = Custom(translated_title=tags.one("TT"), extra={"nbib": dict(tags.left)} if tags.left else {})
    return values


def _name(text: str) -> Name:
    """Return «Family, Given», or MEDLINE's short «Family GI»."""
    short = re.fullmatch(r"(.+) ([A-ZА-ЯЁ]{1,4})(?: (Jr|Sr|2nd|3rd|4th))?", text)
    if "," not in text and short:
        return Name(family=short[1], given=short[2], suffix=short[3] or "")
    return name_with_comma(text)


def write(records: Sequence[Record], *, plain: bool = False) -> str:  # noqa: ARG001  # evidence never stands in NBIB
    """Write PubMed's MEDLINE format."""
    return "\n".join("".join(_lines(record)) for record in records)


def _lines(record: Record) -> Iterator[str]:
    def line(tag: str, value: str) -> Iterator[str]:
        if value.strip():
            yield f"{tag:<4}- {one_line(value)}\n"

    for field, written in TEXTS:
        yield from line(written[0], getattr(record, field))
        if field == "title":
            yield from line("TT", record.custom.translated_title)
    for name in sorted(record.author, key=lambda n: not n.family):  # the format keeps bodies apart
        yield from line("FAU" if name.family else "CN", text_of_name(name))
    for name in record.editor:
        yield from line("FED", text_of_name(name))
    yield from line("DP", _published(record.issued))
    yield from line("IS", record.issn)
    yield from line("LID", f"{record.doi} [doi]" if record.doi else "")
    yield from line("LA", record.language)
    own = record.custom.extra.get("nbib")
    own = own if isinstance(own, dict) else {}
    kind = next((name for name, kind in TYPES if kind == record.type), "")
    if kind and kind not in own.get("PT", []):
        yield from line("PT", kind)
    for word in split_keywords(record.keyword):
        yield from line("OT", word)
    for tag, found in own.items():
        if re.fullmatch(r"[A-Z][A-Z0-9]{0,4}", tag) and isinstance(found, list):
            for value in found:
                yield from line(tag, str(value))


def _published(date: Date) -> str:
    """Return a date as DP has it: «2019 Sep 1»."""
    if date.raw or date.literal or not date.start or date.end:
        return date.raw or date.literal or date.iso
    month = [MONTHS[date.month - 1].title()] if 1 <= date.month <= 12 else []
    return " ".join([str(date.year), *month, *([str(date.day)] if date.day else [])])
