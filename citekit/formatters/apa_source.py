"""The source element of an APA reference: the periodical, the book a part stands in, the publisher, the site, the event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from citekit.formatters.apa_marks import bracketed, sentence
from citekit.formatters.apa_names import inner_names
from citekit.formatters.richtext import NO_BREAK, RichText, rich
from citekit.language.typography import dashed_range

if TYPE_CHECKING:
    from citekit.formatters.apa_terms import ApaTerms
    from citekit.model import Name, Record

__all__ = ["Setting", "archive_of", "edition_of", "is_office", "page_range", "setting_of", "source_of", "volume_of"]

Setting = Literal["periodical", "part", "site", "alone"]

_PERIODICALS = frozenset(["article-journal", "article-magazine", "article-newspaper", "post-weblog", "review", "review-book"])
_PARTS = frozenset(["chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference", "broadcast", "song"])
_OPEN = frozenset(["article", "book", "collection", "document", "legislation", "bill", "regulation", "treaty", "interview", "periodical"])
_ARTICLE_NUMBER = re.compile(r"[eE]\d+|[A-Za-z]{1,5}\d{4,}|\d{6,}")
_LETTERED_PAGES = re.compile(r"(?<=[A-Za-z]\d)-(?=[A-Za-z]\d)|(?<=[A-Za-z]\d\d)-(?=[A-Za-z]\d)")  # A1–A4, B12–B14
_ORDINAL_TAIL = re.compile(r"\s*[-–]?\s*(?:е|ое|ая|й)?\s*изд\.?$", re.IGNORECASE)


def setting_of(record: Record) -> Setting:
    """Tell where the work stands: in a periodical, in a book or programme, on a site, or alone."""
    kind = record.type
    if not record.container_title:
        return "alone"
    if kind in _PERIODICALS:
        return "periodical"
    if kind == "paper-conference" and record.issue and not (record.editor or record.publisher):
        return "periodical"
    if kind in _PARTS or (kind == "speech" and record.chair):
        return "part"
    if kind in _OPEN:
        if record.volume or record.issue:
            return "periodical"
        return "part" if kind in {"book", "collection", "document"} else "site"
    return "site"


def page_range(page: str) -> str:
    """Return pages with en dashes between figures and letters.

    >>> page_range("207-217, 220 — 221"), page_range("A1, A4")
    ('207–217, 220–221', 'A1, A4')
    """
    return _LETTERED_PAGES.sub("–", dashed_range(page.strip()))


def _ordinal(number: int) -> str:
    tail = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


def edition_of(record: Record, terms: ApaTerms) -> str:
    """Return «2nd ed.» for «2», «Summer 2019 ed.» as it is; empty for a first edition without a word of its own."""
    edition = _ORDINAL_TAIL.sub("", record.edition.strip())
    if not edition:
        return ""
    if edition.isdecimal():
        if int(edition) == 1:
            return ""
        number = f"{edition}-е" if terms.number == "№" else _ordinal(int(edition))
        return terms.edition.format(number).replace(" ", NO_BREAK)
    lowered = edition.casefold()
    if re.search(r"\bed(?:\.|ition|n)|изд", lowered):
        return re.sub(r"\s+edition$", " ed.", edition, flags=re.IGNORECASE)
    return terms.edition.format(edition)


def volume_of(record: Record, terms: ApaTerms) -> str:
    """Return «Vol. 7» or «Vols. 1–3» of a book."""
    volume = page_range(record.volume)
    if not volume:
        return f"{terms.volume[1]}{NO_BREAK}1–{record.number_of_volumes}" if record.number_of_volumes.isdecimal() else ""
    return f"{terms.volume['–' in volume or ',' in volume]}{NO_BREAK}{volume}"


def _pages(record: Record, terms: ApaTerms) -> str:
    page = page_range(record.page)
    if not page:
        return ""
    return f"{terms.page['–' in page or ',' in page]}{NO_BREAK}{page}"


def _capital(text: str) -> str:
    """Return a name that begins a sentence; «eLIBRARY» and «migrationpolicy.org» keep their small letter."""
    first = re.match(r"[^\W\d_]+(?![\w.])", text)
    return text[:1].upper() + text[1:] if first and first[0].islower() else text


def _article_number(record: Record, terms: ApaTerms) -> str:
    number = record.custom.article_number or (record.number if record.type == "article-journal" else "")
    if not number and record.type == "article-journal" and _ARTICLE_NUMBER.fullmatch(record.page.strip()):
        number = record.page.strip()
    if not number:
        return ""
    return number if number.casefold().startswith(terms.article.casefold()) else f"{terms.article}{NO_BREAK}{number}"


def _in_periodical(record: Record, terms: ApaTerms) -> RichText:
    issue = record.issue or (f"Suppl.{NO_BREAK}{record.supplement_number}" if record.supplement_number else "")
    number = rich(record.volume, "volume", italic=True)
    if issue:
        inside = page_range(issue).replace("(", "[").replace(")", "]")  # APA 7, 6.9: brackets within parentheses are square
        number = number + "(" + rich(inside, "issue") + ")"
    place = _article_number(record, terms)
    pages = rich(place, "number") if place else rich(page_range(record.page), "page")
    return RichText.join(", ", [rich(record.container_title, "container-title", italic=True), number, pages])


def _in_book(record: Record, terms: ApaTerms) -> RichText:
    """Return «In A. A. Family (Ed.), Title (2nd ed., pp. 7–13). Publisher.» or «On Album» for a song."""
    field = next((f for f in ("editor", "chair", "executive_producer", "compiler") if getattr(record, f)), "")
    names: tuple[Name, ...] = getattr(record, field) if field else ()
    if field == "editor" and not record.author:
        names = () if record.type == "paper-conference" and not record.title else names
    keepers = RichText()
    if names:
        et_al = terms.et_al if field == "editor" and record.custom.editor_et_al else ""
        role = terms.roles[field][len(names) > 1 or bool(et_al)]
        keepers = inner_names(names, field, et_al) + f" ({role})"
    elif record.container_author:
        keepers = inner_names(record.container_author, "container-author")
    numbers = RichText.join(
        ", ",
        [
            rich(edition_of(record, terms), "edition"),
            rich("" if record.type == "broadcast" else volume_of(record, terms), "volume"),
            rich(_pages(record, terms), "page"),
        ],
    )
    title = rich(record.container_title, "container-title", italic=True)
    whole = RichText.join(" ", [title, "(" + numbers + ")" if numbers else "", bracketed(record.genre) if record.chair else ""])
    return RichText.join(" ", [terms.on if record.type == "song" else terms.in_, RichText.join(", ", [keepers, whole])])


def _publishers(record: Record) -> str:
    names = [publisher for _, publisher in record.custom.imprint if publisher] or [record.publisher]
    return "; ".join(dict.fromkeys(name.strip() for name in names if name))


def is_office(authority: str) -> bool:
    """Tell whether a patent's authority is an office rather than a country."""
    return bool(re.search(r"office|organi[sz]ation|agency|ведомств|служба|организаци", authority, re.IGNORECASE))


def _event(record: Record) -> RichText:
    return RichText.join(", ", [rich(record.event_title, "event-title"), rich(record.event_place, "event-place")])


def archive_of(record: Record) -> RichText:
    """Return «Collection (location), Archive, Place»."""
    collection, location = record.archive_collection, record.archive_location
    if collection and location:
        collection, location = f"{collection} ({location})", ""
    return RichText.join(
        ", ",
        [rich(collection or location, "archive_collection"), rich(record.archive, "archive"), rich(record.archive_place, "archive-place")],
    )


def _alone(record: Record) -> RichText:
    publisher = _publishers(record)
    match record.type:
        case "thesis":
            unpublished = record.genre.casefold().startswith(("unpublished", "неопубл"))
            return rich(publisher if unpublished else record.archive or record.source, "publisher" if unpublished else "archive")
        case "speech" | "paper-conference" if record.event_title:
            return _event(record)
        case "manuscript" if record.archive:
            return archive_of(record)
        case "patent":
            return rich(publisher or (record.authority if is_office(record.authority) else ""), "publisher")
        case _:
            return rich(publisher, "publisher") or archive_of(record)


def source_of(record: Record, terms: ApaTerms, *, heading: tuple[Name, ...]) -> RichText:
    """Return the source element, each of its sentences closed; without a publisher or site that heads the reference."""

    def unless_heading(text: RichText) -> RichText:
        said = text.plain().casefold().strip(" .")
        return RichText() if any(said == name.literal.casefold().strip(" .") for name in heading) else text

    match setting_of(record):
        case "periodical":
            parts = [_in_periodical(record, terms)]
        case "part":
            after = _event(record) if record.chair or (record.type == "speech") else rich(_publishers(record), "publisher")
            parts = [_in_book(record, terms), unless_heading(after)]
        case "site":
            own = record.type in {"dataset", "software", "report", "thesis", "standard", "patent"} and record.publisher
            site = RichText() if own else unless_heading(rich(_capital(record.container_title), "container-title"))
            parts = [site or unless_heading(_alone(record))]
        case _:
            parts = [unless_heading(_alone(record))]
    status = record.status if re.search(r"advance online|online first|ahead of print", record.status, re.IGNORECASE) else ""
    return RichText.join(" ", [*(sentence(part) for part in parts), sentence(rich(status, "status"))])
