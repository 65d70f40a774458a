"""The record: a CSL-JSON item, typed and immutable.

The names are CSL's own (``container-title``, ``issued``, ``DOI``), so the parser's labels, the dedupe's
fields, the formatter's areas and the interchange file are the same words. In Python the hyphens are
underscores and the capitals small: ``record.container_title``, ``record.doi``.

Source: CSL 1.0.2 data schema (github.com/citation-style-language/schema).
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from citekit.model.evidence import Evidence, Occurrence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["WORK_TYPES", "Custom", "Date", "Library", "Name", "Record", "Variant", "WorkType"]

WorkType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
]  # fmt: skip
WORK_TYPES: tuple[str, ...] = WorkType.__args__  # type: ignore[attr-defined]  # typing keeps a Literal's values there


class Name(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """A person, or a body as ``literal``.

    Initials are kept as printed and spaced: «А. А.», «Ж.-П.»; Vancouver's «AE» stays run together.
    """

    family: str = ""
    given: str = ""
    non_dropping_particle: str = ""
    dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def is_body(self) -> bool:
        """Tell whether the name is an organisation's (or any name that must not be inverted)."""
        return bool(self.literal) and not self.family

    @property
    def full_family(self) -> str:
        """Return the family name with its particles, or the literal."""
        parts = (self.dropping_particle, self.non_dropping_particle, self.family)
        return " ".join(p for p in parts if p) or self.literal

    def __str__(self) -> str:
        return ", ".join(p for p in (self.full_family, self.given, self.suffix) if p)


DateParts = tuple[int, ...]


class Date(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """A partial date or a range: each of ``date-parts`` is (year,), (year, month) or (year, month, day)."""

    date_parts: tuple[DateParts, ...] = ()
    season: str = ""
    circa: bool = False
    literal: str = ""
    raw: str = ""

    @classmethod
    def of(cls, year: int, month: int = 0, day: int = 0) -> Date:
        """Make a date of the parts that are known.

        >>> Date.of(2019, 9).iso
        '2019-09'
        """
        return cls(date_parts=(tuple(p for p in (year, month, day) if p),))

    @property
    def start(self) -> DateParts:
        """Return the first (or only) day's parts; empty where there is none."""
        return self.date_parts[0] if self.date_parts else ()

    @property
    def end(self) -> DateParts:
        """Return the last day's parts of a range; empty for a single date."""
        return self.date_parts[1] if len(self.date_parts) > 1 else ()

    @property
    def year(self) -> int:
        """Return the year, 0 where there is none."""
        return self.start[0] if self.start else 0

    @property
    def month(self) -> int:
        """Return the month 1…12, 0 where there is none."""
        return self.start[1] if len(self.start) > 1 else 0

    @property
    def day(self) -> int:
        """Return the day of the month, 0 where there is none."""
        return self.start[2] if len(self.start) > 2 else 0  # year, month, day

    @property
    def iso(self) -> str:
        """Return the date as ISO 8601 (a range with «/»), or its literal."""

        def one(parts: DateParts) -> str:
            return "-".join([f"{parts[0]:04d}", *(f"{p:02d}" for p in parts[1:])])

        return "/".join(one(p) for p in self.date_parts if p) or self.literal or self.raw

    @property
    def is_possible(self) -> bool:
        """Tell whether every part exists in the calendar (31.11.2023 does not)."""
        try:
            for parts in self.date_parts:
                year, month, day = (*parts, 1, 1)[:3]
                datetime.date(max(1, min(9999, year)), month, day)
        except ValueError:
            return False
        return True


class Custom(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """What CSL cannot say: the contents of the item's ``custom``, the one place that its schema leaves open.

    ``responsibility`` and ``container_responsibility`` are the statement after « / », as it is to be printed;
    ``imprint`` is a tuple of (place, publisher) where there are several; ``volume_term`` «Ч.», «Вып.»;
    ``extent`` «1 электрон. опт. диск (CD-ROM)»; ``designation`` «Электронный ресурс»; ``heading`` the heading
    of a law; ``access`` what follows «Режим доступа»; ``et_al`` that the printed list of names was cut short.
    """

    edn: str = msgspec.field(default="", name="EDN")
    orcid: str = msgspec.field(default="", name="ORCID")
    arxiv: str = msgspec.field(default="", name="arXiv")
    translated_title: str = ""
    original_title: str = ""
    responsibility: str = ""
    container_responsibility: str = ""
    volume_term: str = ""
    issue_term: str = ""
    imprint: tuple[tuple[str, str], ...] = ()
    extent: str = ""
    designation: str = ""
    specialty: str = ""
    heading: str = ""
    access: str = ""
    published_online: str = ""
    article_number: str = ""
    application_number: str = ""
    filed: str = ""
    published: str = ""
    ipc: str = msgspec.field(default="", name="IPC")
    assignee: str = ""
    applicant: str = ""
    bulletin: str = ""
    edition_note: str = ""
    et_al: bool = False
    editor_et_al: bool = False
    extra: dict[str, Any] = msgspec.field(default_factory=dict)


class Variant(msgspec.Struct, frozen=True, omit_defaults=True):
    """The same work's face in another language or script.

    ``kind`` says how it came to be: the publisher's own (``official``), somebody's ``translation``, or a
    ``transliteration``. ``record`` holds only the fields that differ.
    """

    language: str
    kind: Literal["official", "translation", "transliteration"]
    record: Record


class Record(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, rename="kebab"):
    """A bibliographic record. Make a changed one with ``msgspec.structs.replace``.

    Text fields are plain text and empty where unknown; the figures of CSL (volume, issue, page, …) are text
    too, because what stands in print is «4 (100)» or «PAMI-8». ``extra`` holds the input's fields that CSL
    does not know, so that they survive the round trip. ``raw`` is the reference as printed.
    """

    id: str = ""
    type: WorkType = "document"
    citation_key: str = ""
    language: str = ""

    # names
    author: tuple[Name, ...] = ()
    chair: tuple[Name, ...] = ()
    collection_editor: tuple[Name, ...] = ()
    compiler: tuple[Name, ...] = ()
    composer: tuple[Name, ...] = ()
    container_author: tuple[Name, ...] = ()
    contributor: tuple[Name, ...] = ()
    curator: tuple[Name, ...] = ()
    director: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    editorial_director: tuple[Name, ...] = ()
    executive_producer: tuple[Name, ...] = ()
    guest: tuple[Name, ...] = ()
    host: tuple[Name, ...] = ()
    illustrator: tuple[Name, ...] = ()
    interviewer: tuple[Name, ...] = ()
    narrator: tuple[Name, ...] = ()
    organizer: tuple[Name, ...] = ()
    original_author: tuple[Name, ...] = ()
    performer: tuple[Name, ...] = ()
    producer: tuple[Name, ...] = ()
    recipient: tuple[Name, ...] = ()
    reviewed_author: tuple[Name, ...] = ()
    script_writer: tuple[Name, ...] = ()
    series_creator: tuple[Name, ...] = ()
    translator: tuple[Name, ...] = ()

    # titles
    title: str = ""
    title_short: str = ""
    container_title: str = ""
    container_title_short: str = ""
    collection_title: str = ""
    collection_number: str = ""
    part_number: str = ""
    part_title: str = ""
    volume_title: str = ""
    original_title: str = ""
    reviewed_title: str = ""
    reviewed_genre: str = ""
    event_title: str = ""
    event_place: str = ""

    # figures
    volume: str = ""
    issue: str = ""
    page: str = ""
    page_first: str = ""
    number: str = ""
    number_of_pages: str = ""
    number_of_volumes: str = ""
    edition: str = ""
    chapter_number: str = ""
    section: str = ""
    supplement_number: str = ""
    printing_number: str = ""
    version: str = ""

    # imprint
    publisher: str = ""
    publisher_place: str = ""
    original_publisher: str = ""
    original_publisher_place: str = ""

    # dates
    issued: Date = Date()
    accessed: Date = Date()
    submitted: Date = Date()
    available_date: Date = Date()
    event_date: Date = Date()
    original_date: Date = Date()

    # identifiers and addresses
    doi: str = msgspec.field(default="", name="DOI")
    isbn: str = msgspec.field(default="", name="ISBN")
    issn: str = msgspec.field(default="", name="ISSN")
    pmid: str = msgspec.field(default="", name="PMID")
    pmcid: str = msgspec.field(default="", name="PMCID")
    url: str = msgspec.field(default="", name="URL")

    # archives, law, the rest
    archive: str = ""
    archive_place: str = ""
    archive_collection: str = msgspec.field(default="", name="archive_collection")
    archive_location: str = msgspec.field(default="", name="archive_location")
    authority: str = ""
    call_number: str = ""
    jurisdiction: str = ""
    division: str = ""
    references: str = ""
    dimensions: str = ""
    medium: str = ""
    genre: str = ""
    scale: str = ""
    source: str = ""
    status: str = ""
    abstract: str = ""
    annote: str = ""
    keyword: str = ""
    note: str = ""

    custom: Custom = Custom()

    # what citekit adds; in JSON under custom.citekit
    raw: str = ""
    occurrences: tuple[Occurrence, ...] = ()
    evidence: dict[str, tuple[Evidence, ...]] = msgspec.field(default_factory=dict)
    variants: tuple[Variant, ...] = ()
    extra: dict[str, Any] = msgspec.field(default_factory=dict)

    @property
    def year(self) -> int:
        """Return the year of issue, 0 where unknown."""
        return self.issued.year

    @property
    def creators(self) -> tuple[Name, ...]:
        """Return the names that head the description: the authors, else the editors, else the compilers."""
        return self.author or self.editor or self.compiler

    @property
    def is_unread(self) -> bool:
        """Tell whether nothing but the raw text could be read."""
        return bool(self.raw) and not (self.title or self.author or self.container_title or self.url or self.doi)


class Library(msgspec.Struct, frozen=True):
    """Records in order, and the papers that cite them.

    ``papers`` maps a source's name to the paper's own record where it can be read (else to an empty one);
    which paper cites which work stands in each record's ``occurrences``.
    """

    records: tuple[Record, ...] = ()
    papers: dict[str, Record] = msgspec.field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def by_id(self) -> Mapping[str, Record]:
        """Return the records by id."""
        return {r.id: r for r in self.records}

    def cited_by(self, record: Record) -> tuple[str, ...]:
        """Return the names of the sources whose reference lists hold the record, in order."""
        return tuple(dict.fromkeys(o.source for o in record.occurrences if o.kind != "self"))
