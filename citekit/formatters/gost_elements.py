"""The elements of a GOST description: edition, imprint, dates, numbers of volumes and issues, extent, addresses.

Each function takes a :class:`~citekit.formatters.draft.Draft` and returns the element, empty where the
record has none. Sources: GOST 7.1-2003, GOST R 7.0.5-2008, GOST R 7.0.100-2018; clauses beside the rules.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.formatters.areas import capitalised, elements, joined
from citekit.formatters.draft import clean
from citekit.formatters.richtext import NO_BREAK, RichText, rich
from citekit.language.abbreviations import full_place, short_place
from citekit.language.typography import EN_DASH, dashed_range, tidy
from citekit.model.identifiers import doi_url

if TYPE_CHECKING:
    from citekit.formatters.draft import Draft
    from citekit.model import Date, Record

__all__ = [
    "WHOLES",
    "address",
    "article_number",
    "day_and_month",
    "doi",
    "edition",
    "edn",
    "extent",
    "figures",
    "imprint",
    "isbn",
    "location",
    "notes",
    "numbering",
    "place_names",
    "series",
    "site_of",
    "volume",
    "year",
]

_DIGITS = re.compile(r"\d+\Z")
_ORDINAL = re.compile(r"(\d{1,3})\s*(?:-?(?:st|nd|rd|th|е|ое|ее|ге|тє|те|ше|бас|e|a|ª|º))?\.?\Z", re.IGNORECASE)
# A number that brings its own term: «Т. 1, кн. 1 : Заглавие», «[Т. 3]», «Vol. 3», «вып. 2», «no 5».
_TERMED = re.compile(
    r"\[?(?:т|ч|вып|кн|сер|тетр|полут|том|тома|часть|книга|выпуск|дополнение|vol|vols|bd|no|nr|nos|n|pt|part|bk|book|issue|iss|fasc|heft|h|band|"
    r"ser|tome|suppl|supplement|special issue|спецвыпуск|спец|прил|прилож|№|num|núm|n°|nº)(?:\.|(?=[\s№\d°º]))\s?",
    re.IGNORECASE,
)


def figures(text: str) -> str:
    """Return numbers as printed: ranges with an en dash, «№ 5» and «1, 2» with their blanks."""
    return dashed_range(clean(text)).replace("№ ", f"№{NO_BREAK}")


def _with_term(term: str, figure: str) -> str:
    return f"{term}{NO_BREAK}{figure}"


def edition(draft: Draft) -> RichText:
    """Return the statement of edition; a bare number gets its language's term."""
    text = clean(draft.record.edition)
    note = clean(draft.record.custom.edition_note)
    number = _ORDINAL.match(text)
    if number:
        text = draft.terms.ordinal_edition(int(number[1])).replace(" ", NO_BREAK, 1)
    if note and note not in text:
        text = f"{text}, {note}" if text else note
    return capitalised(rich(text, "edition"))


def place_names(draft: Draft) -> list[RichText]:
    """Return the places of publication, shortened or written out as the standard wants them."""
    return [_place(draft, place) for place in _split(draft.record.publisher_place)]


def _split(text: str) -> list[str]:
    return [part.strip() for part in clean(text).split(";", 8) if part.strip()]  # more are no places


def _place(draft: Draft, place: str) -> RichText:
    place = clean(place)
    if draft.manner.written_out:
        whole = full_place(place)
        if whole != place:
            draft.note("FM110", place, whole)
        return rich(whole, "publisher-place")
    short = draft.manner.short_places
    shorter = short_place(place)
    if short is not None and shorter.strip("[]") not in short:
        shorter = place
    return rich(shorter.replace(". ", f".{NO_BREAK}"), "publisher-place")


def imprint(draft: Draft, date: RichText | None = None) -> RichText:
    """Return «Место : Издатель, год»; several imprints with « ; » between, each publisher at its place."""
    record = draft.record
    date = year(draft) if date is None else date
    pairs = [(clean(place), clean(name)) for place, name in record.custom.imprint]
    if not pairs:
        places, names = _split(record.publisher_place), _split(record.publisher)
        if len(places) == len(names) > 1:
            pairs = list(zip(places, names, strict=True))
        elif places or names:
            pairs = [(place, "") for place in places[:-1]]
            pairs.append((places[-1] if places else "", clean(record.publisher).replace(" ; ", " : ")))
    publishers = [joined(_place(draft, place), " : ", rich(_colons(name), "publisher")) for place, name in pairs]
    return joined(elements(" ; ", publishers), ", ", date)


def _colons(publisher: str) -> str:
    """Return «Астрель : АСТ» with the prescribed blanks: two publishers, GOST 7.1-2003, 5.5.4."""
    return re.sub(r"(?<=\w)\s+:\s*(?=\w)", " : ", publisher)


def year(draft: Draft) -> RichText:
    """Return the year of issue, a range, or what stands for it."""
    issued = draft.record.issued
    if issued.date_parts and not issued.is_possible:
        draft.note("FM111", issued.iso)
    first, last = issued.year, issued.end[0] if issued.end else 0
    if first:
        text = f"{_year(first, draft)}{EN_DASH}{_year(last, draft)}" if last and last != first else _year(first, draft)
        return rich(f"[{text}?]" if issued.circa else text, "issued")
    literal = issued.literal or issued.raw
    return rich(clean(literal) + (" " if literal.rstrip().endswith(("–", "-", "—")) else ""), "issued")


def _year(number: int, draft: Draft) -> str:
    if number > 0:
        return str(number)
    return f"{-number}{NO_BREAK}до н.{NO_BREAK}э." if draft.language == "ru" else f"{-number}{NO_BREAK}B.{NO_BREAK}C."


def _possible(parts: tuple[int, ...], date: Date) -> tuple[int, ...]:
    """Return a date's parts without what the calendar does not have."""
    if date.is_possible:
        return parts
    month = parts[1] if len(parts) > 1 and 1 <= parts[1] <= 12 else 0
    return (parts[0], month) if month else parts[:1]


def day_and_month(draft: Draft, date: Date) -> str:
    """Return «10 марта», «14–20 июня», «30 сент. – 2 окт.»; a month alone in the nominative.

    >>> from citekit.formatters.draft import Draft, Manner
    >>> from citekit.model import Date, Record
    >>> draft = Draft(Record(language="ru"), Manner(separator=". "), {})
    >>> day_and_month(draft, Date(date_parts=((2002, 6, 14), (2002, 6, 20)))).replace(NO_BREAK, " ")
    '14–20 июня'
    """
    terms = draft.terms
    start, end = _possible(date.start, date), _possible(date.end, date)
    if len(start) < 2 or not 1 <= start[1] <= 12:
        return ""
    if len(start) < 3:
        months = terms.bare_months or terms.months
        return months[start[1] - 1]
    month = terms.months[start[1] - 1]
    if len(end) == 3 and end[:2] == start[:2] and end[2] != start[2]:
        return f"{start[2]}{EN_DASH}{end[2]}{NO_BREAK}{month}"
    if len(end) == 3 and end != start and end[0] == start[0]:
        return f"{start[2]}{NO_BREAK}{month}{NO_BREAK}{EN_DASH} {end[2]}{NO_BREAK}{terms.months[end[1] - 1]}"
    return f"{start[2]}{NO_BREAK}{month}"


def numeric_date(date: Date) -> str:
    """Return a date as DD.MM.YYYY, or the parts of it that there are."""
    parts = _possible(date.start, date)
    if not parts or not parts[0]:
        return clean(date.literal or date.raw)
    return ".".join(f"{part:02d}" if place else f"{part:04d}" for place, part in reversed(tuple(enumerate([*parts[:1], *parts[1:]]))))


def _termed(text: str, term: str) -> str:
    """Return a number with its term, unless it brings one."""
    text = figures(text)
    if not text or _TERMED.match(text):
        return re.sub(r"(?<=[.№])\s(?=\d)", NO_BREAK, text)
    return _with_term(term, text)


def volume(draft: Draft, *, serial: bool = False) -> RichText:
    """Return the number of the volume or part with its term and title, begun with a capital."""
    record, terms = draft.record, draft.terms
    term = clean(record.custom.volume_term) or (terms.serial_volume if serial else terms.volume)
    number = rich(_termed(record.volume, term), "volume")
    part = rich(_termed(record.part_number, terms.part), "part-number")
    title = record.volume_title or (record.part_title if record.part_title != record.title else "")
    whole = joined(joined(number, ", ", part), " : ", draft.text(title, "volume-title"))
    return capitalised(whole)


def numbering(draft: Draft, *, article: bool = False) -> RichText:
    """Return «Т. 10, № 7», «№ 44, ст. 4563»: the first term with a capital, the others without."""
    record, terms = draft.record, draft.terms
    parts = [volume(draft, serial=True)]
    if record.issue:
        parts.append(rich(_termed(record.issue, clean(record.custom.issue_term) or terms.issue), "issue"))
    if record.supplement_number:
        parts.append(rich(_termed(record.supplement_number, "suppl."), "supplement-number"))
    if article:
        parts.append(article_number(draft))
    return _lowered(parts)


def _lowered(parts: list[RichText]) -> RichText:
    """Join terms: only the first keeps a capital («Т. 6, вып. 1»)."""
    whole = RichText()
    for part in parts:
        if not whole:
            whole = capitalised(part)
            continue
        whole = joined(whole, ", ", _begun_small(part))
    return whole


def _begun_small(part: RichText) -> RichText:
    if not part or not re.match(r"(?:Вып|Ч|Кн|Ст|Vol|No|Iss|Pt|Art|Т)\.", part.runs[0].text):
        return part
    first = part.runs[0]
    return rich(first.text[0].lower() + first.text[1:], first.field) + RichText(part.runs[1:])


def article_number(draft: Draft) -> RichText:
    """Return the number of an article of law, or an electronic article's: «ст. 4563», «art. e0193972»."""
    record = draft.record
    number = clean(record.custom.article_number) or (clean(record.number) if record.type.startswith("article") else "")
    if record.type in ("legislation", "bill", "regulation", "treaty"):
        number = number or clean(record.section)  # the article of the collection of laws where the act was printed
    if not number or number in record.page:
        return RichText()
    if re.match(r"(?:ст|art|article|статья)\b", number, re.IGNORECASE):
        return rich(number, "number")
    return rich(_with_term(draft.terms.article, number), "number")


def _pages_term(draft: Draft) -> str:
    term = draft.terms.page
    return term[0].upper() + term[1:]


_ONE_PAGE = re.compile(r"\b(\w+)–\1\Z")  # databases write 256–256
_BARE_PAGES = re.compile(r"\[?(?:[A-ZА-Я]{0,3}\d|[ivxlcdmIVXLCDM]+\b|e\d)")


def location(draft: Draft) -> RichText:
    """Return the pages cited, «С. 5–9»: the option ``locator``, else the record's pages."""
    record = draft.record
    pages = _ONE_PAGE.sub(r"\1", figures(draft.options.get("locator") or record.page or record.page_first))
    if not pages:
        return RichText()
    if re.match(r"(?:[сСpPS]{1,2}|[лЛ]|[Сс]тб)\.\s?\d", pages) or not _BARE_PAGES.match(pages):
        return capitalised(rich(re.sub(r"^([сСpP]{1,2}\.)\s?(?=\d)", lambda m: f"{m[1]}{NO_BREAK}", pages), "page"))
    return rich(_with_term(_pages_term(draft), pages), "page")


_EXTENT_WITH_TERM = re.compile(r"[^\W\d_]{1,}\.?\)?\Z")


def extent(draft: Draft) -> RichText:
    """Return the whole extent: «247 с.», «II, 43 с.», «4 т.», «1 электрон. опт. диск (CD-ROM)»."""
    record = draft.record
    if record.custom.extent:
        return draft.text(record.custom.extent, "number-of-pages")
    pages = figures(record.number_of_pages)
    if pages:
        last = re.split(r"[\s,]+", pages)[-1]
        has_term = last[-1:] == "." or (len(last) > 1 and _EXTENT_WITH_TERM.match(last) and not re.fullmatch(r"[IVXLCDMivxlcdm]+", last))
        return rich(pages if has_term else _with_term(pages, draft.terms.page), "number-of-pages")
    volumes = clean(record.number_of_volumes)
    if volumes and not record.volume and volumes != "1":
        return rich(_with_term(volumes, draft.terms.volumes) if _DIGITS.match(volumes) else volumes, "number-of-volumes")
    return RichText()


# Works that have an imprint of their own also where they are found on a site or in a library of e-books.
WHOLES = frozenset(
    {
        "book",
        "thesis",
        "report",
        "standard",
        "dataset",
        "software",
        "map",
        "motion_picture",
        "pamphlet",
        "collection",
        "patent",
        "musical_score",
        "classic",
    }
)


def site_of(record: Record) -> str:
    """Return the site or library of e-books that holds a whole work; a book's container without an address is a series."""
    if not (record.container_title and record.title) or record.type not in WHOLES:
        return ""
    on_the_web = bool(record.url) and "doi.org/" not in record.url.lower()
    return record.container_title if on_the_web or record.type in {"dataset", "software"} else ""


def series(draft: Draft) -> RichText:
    """Return «(Серия ; вып. 3)»."""
    record = draft.record
    name = record.collection_title or ("" if site_of(record) else record.container_title if record.type in WHOLES else "")
    title = draft.text(name, "collection-title" if record.collection_title else "container-title").without_tail(".")
    if not title:
        return title
    number = clean(record.collection_number)
    if number and number[0].isdigit() and len(number) > 20:
        number = ""
    return "(" + joined(title, " ; ", rich(figures(number), "collection-number")) + ")"


_ABOUT_LANGUAGE = re.compile(r"\W*(?:in|на|текст на)\s+(?:russian|russ|english|рус\w*|англ\w*)\.?(?:\s+яз\w*)?\W*\Z", re.IGNORECASE)
_CITATION_KEY = re.compile(r"[A-Za-z][\w .-]{1,40}: ")


def notes(draft: Draft) -> RichText:
    """Return the note as an area; what a program keeps there («PMID: …», «(In Russian)») is left out."""
    note = draft.record.note
    if not note:
        return RichText()
    lines = [line for line in note.splitlines() if line.strip()]
    lines = [line for line in lines if not _ABOUT_LANGUAGE.match(line)]
    kept = [line for line in lines if not (_CITATION_KEY.match(line) and len(lines) > 1)]
    if len(kept) < len(lines):
        draft.note("FM115", "; ".join(clean(line) for line in lines if line not in kept)[:80])
    return capitalised(draft.text(" ".join(kept), "note"))


def isbn(draft: Draft) -> RichText:
    """Return «ISBN 978-…»; the first where the field holds several."""
    text = clean(draft.record.isbn)
    numbers = re.findall(r"[\d][\d\-–—‐ ]{8,16}[\dXxХх]", text)
    return rich(f"ISBN{NO_BREAK}", "") + rich(re.sub("[–—‐]", "-", numbers[0].strip()), "ISBN") if numbers else RichText()


def doi(draft: Draft, label: str) -> RichText:
    """Return the DOI after its label, linked."""
    from citekit.model import InvalidIdentifier
    from citekit.model.identifiers import normalise_doi

    raw = tidy(draft.record.doi)
    if not raw:
        return RichText()
    try:
        bare = normalise_doi(raw)
    except InvalidIdentifier:
        return rich(label) + rich(raw, "DOI")
    shown = raw if raw.lower() == bare else bare
    return rich(label) + rich(shown, "DOI", href=doi_url(bare))


def edn(draft: Draft, label: str) -> RichText:
    """Return the EDN after its label."""
    number = clean(draft.record.custom.edn).upper()
    return rich(label) + rich(number, "EDN") if number else RichText()


_WEB = re.compile(r"https?://[^\s<>\"]+\Z", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[a-zа-я]{2,12}(?:[/?#][^\s<>\"]*)?\Z", re.IGNORECASE)


def address(draft: Draft, label: str = "URL:") -> RichText:
    """Return «URL: адрес (дата обращения: ДД.ММ.ГГГГ)»; an address that only repeats the DOI is left out.

    The words are Russian for every item: they are the cataloguer's (GOST R 7.0.5-2008, 10.4.4).
    """
    record = draft.record
    url = tidy(record.url).replace(" ", "")
    if not url or (record.doi and "doi.org/" in url.lower()):
        return RichText()
    if _WEB.match(url):
        text = rich(f"{label} ") + rich(url, "URL", href=url)
    elif _HOST.match(url):
        text = rich(f"{label} ") + rich(url, "URL", href=f"http://{url}")
    else:
        draft.note("FM112", url[:80])
        text = rich(f"{label} ") + rich(url, "URL")
    day = numeric_date(record.accessed)
    if record.accessed.date_parts and not record.accessed.is_possible:
        draft.note("FM111", record.accessed.iso)
    if day:
        return text + rich(" (дата обращения: ") + rich(day, "accessed") + rich(")")
    return text
