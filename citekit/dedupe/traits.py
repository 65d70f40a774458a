"""What of a record takes part in a comparison: every field folded once, so that a pair costs little."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec

from citekit.dedupe.journals import journal_key
from citekit.language import fold
from citekit.model import InvalidIdentifier
from citekit.model.identifiers import normalise_doi, normalise_isbn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.model import Name, Record

__all__ = ["Person", "Traits", "bare_title", "is_generic", "numbers_of", "pages_of", "person_of", "title_key", "traits_of", "url_key"]


class Person(msgspec.Struct, frozen=True, gc=False):
    """A name for comparison: the family name folded, the initials folded and as written, a full given name, a body or not."""

    family: str
    initials: str = ""
    letters: str = ""
    given: str = ""
    is_body: bool = False


class Traits(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A record as the comparisons see it; every text folded (see :func:`citekit.language.fold`).

    ``titles`` holds the title and its other faces (translated, original, variants), the printed one first, which
    is also kept as ``printed``; ``numbers`` the figures and ordinals of the title; ``notice`` says that the title
    is an erratum's or a reply's; ``is_translated`` that it stands in brackets, as PubMed prints translations;
    ``first`` and ``last`` are pages; ``kind`` a family of types (article, conference, book, …), empty where the
    type says nothing.
    """

    id: str
    kind: str = ""
    script: str = ""
    printed: str = ""
    notice: str = ""
    is_translated: bool = False
    year: int = 0
    names: tuple[Person, ...] = ()
    titles: tuple[str, ...] = ()
    numbers: frozenset[str] = frozenset()
    generic: bool = False
    containers: tuple[str, ...] = ()
    volume: str = ""
    issue: str = ""
    first: str = ""
    last: str = ""
    extent: str = ""
    edition: str = ""
    number: str = ""
    publisher: str = ""
    doi: str = ""
    isbns: frozenset[str] = frozenset()
    issns: frozenset[str] = frozenset()
    pmid: str = ""
    edn: str = ""
    url: str = ""
    abstract: str = ""

    @property
    def title(self) -> str:
        """Return the printed title, folded; empty where there is none."""
        return self.titles[0] if self.titles else ""


_KINDS = {
    "article": "", "document": "", "manuscript": "", "article-journal": "article", "article-magazine": "article", "review": "article",
    "review-book": "review", "article-newspaper": "news", "paper-conference": "conference", "speech": "conference", "event": "conference",
    "book": "book", "collection": "book", "classic": "book", "pamphlet": "book", "chapter": "chapter", "entry": "chapter",
    "entry-dictionary": "chapter", "entry-encyclopedia": "chapter", "thesis": "thesis", "report": "report", "webpage": "web", "post": "web",
    "post-weblog": "web", "legislation": "law", "bill": "law", "regulation": "law", "legal_case": "law", "treaty": "law", "hearing": "law",
    "standard": "standard", "patent": "patent", "dataset": "dataset", "software": "software", "periodical": "serial",
}  # fmt: skip
_NUMBERED = frozenset(["standard", "law", "patent"])
_MARKUP = re.compile(r"<[^<>]{0,80}>|&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[0-9a-f]{1,5});|[{}$\\]", re.IGNORECASE)
# What data bases put behind a title; the text in brackets has no brackets itself, so nothing backtracks.
_NOTE = (
    r"refs?|review|erratum|errata|see comments?|comments? in|summary for patients|republished|article in|corrected|correction|retract\w*|"
    r"reprint\w*|abstract|electronic resource|in russian|in russ|letter|editorial|электронный ресурс|текст|published erratum"
)
_TRAILER = re.compile(rf"\s*\[[^\[\]]{{0,40}}\b(?:{_NOTE})\b[^\[\]]{{0,300}}\][.\s]*$", re.IGNORECASE)
_TRAILER_ROUND = re.compile(
    r"\s*\((?:review|in russian|in russ\.?|abstract|letter|editorial|article|english|vol\.? \d[^()]{0,60})\)[.\s]*$", re.IGNORECASE
)
_PREFIX = re.compile(r"^\s*(?:retracted(?: article)?|withdrawn|(?:review|original|research)[ -](?:article|paper))\s*[:.]\s*", re.IGNORECASE)
_NOTICE = re.compile(
    r"\W*(?:(?P<erratum>errat(?:um|a)\b|corrigend|corrections?\s*(?:to|:|for)|addend(?:um|a)\b|(?:author|publisher)s?'?s? correction|"
    r"retraction\s*(?:note|notice|of|:)|expression of concern|исправлени[ея]\s*(?:к|:)|опечатк)|"
    r"(?P<reply>(?:reply|response|rejoinder|comments?|commentary|discussion|answer|remarks?)\s*(?:to|on|:|from|by)|re\s*:|authors?['’]?s? (?:reply|response)|"
    r"in reply|letter to|ответ\s|комментари[йи] к)|(?P<review>book review|review of\W|рец(?:ензия)?[.:]?\s*(?:на|:)))",
    re.IGNORECASE,
)
_ROMAN = {
    r: str(n)
    for n, r in enumerate(
        [
            "i",
            "ii",
            "iii",
            "iv",
            "v",
            "vi",
            "vii",
            "viii",
            "ix",
            "x",
            "xi",
            "xii",
            "xiii",
            "xiv",
            "xv",
            "xvi",
            "xvii",
            "xviii",
            "xix",
            "xx",
            "xxi",
        ],
        1,
    )
}
_WORDS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
}  # fmt: skip
_SINGLE_ROMAN = frozenset(["I", "V", "X"])
_DIGITS = re.compile(r"\d+")
_MAYBE_ROMAN = re.compile(r"[IVX]|[ivx]{2}")
_WORD = re.compile(r"\w+")
_PART_WORDS = frozenset(
    ["part", "phase", "type", "vol", "volume", "stage", "grade", "class", "chapter", "book", "study", "section", "group", "level", "часть", "части", "ч", "том", "т", "книга", "кн", "глава", "вып", "chast", "tom", "kniga"]
)  # fmt: skip
_FIGURE = re.compile(r"[a-z]*\d+[a-z]*|\b[ivxlcdm]+\b", re.IGNORECASE)
_FIRST_FIGURE = re.compile(r"\d+")
_DASH = re.compile(r"\s*[-–—−‐‑]+\s*")
_RANGES = re.compile(r"[,;+]|\s&\s|\s(?=\[)")
_PAGE_LABEL = re.compile(r"^(?:pp?|с|стр|art(?:icle)?|no|e?id)\b[.\s]*")
_MONTHS = {m: str(n) for n, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
_EMPTY = frozenset(
    [
        "",
        "nan",
        "none",
        "null",
        "unknown",
        "n a",
        "na",
        "no title",
        "untitled",
        "anonymous",
        "anon",
        "no author listed",
        "not available",
        "et al",
        "others",
        "i dr",
    ]
)


def _plain(text: str) -> str:
    if "<" in text or "{" in text or "&" in text or "\\" in text or "$" in text:
        text = _MARKUP.sub(lambda m: " and " if m[0].lower() == "&amp;" else " " if m[0][0] == "&" else "", text)
    return text.replace("&", " and ")


def bare_title(title: str) -> str:
    """Return a title without markup, without what data bases add before and behind, and without brackets around it.

    >>> bare_title("[Treatment of <i>x</i>]. [Review] [33 refs]")
    'Treatment of x'
    """
    title = _plain(title).strip()
    if title.endswith(("]", ")", "].", ").")):
        for _ in range(4):
            shorter = _TRAILER_ROUND.sub("", _TRAILER.sub("", title))
            if shorter == title or not shorter.strip():
                break
            title = shorter
    title = _PREFIX.sub("", title) or title
    if title.startswith("[") and title.rstrip(" .").endswith("]"):
        title = title.rstrip(" .")[1:-1]
    return title


def title_key(title: str) -> str:
    """Return a title folded for comparison; empty for what means that there is none («Untitled»)."""
    key = fold(bare_title(title))
    return "" if key in _EMPTY else key


_PARALLEL = re.compile(r"\s=\s|;\s|\s*<original>\s*|\.?\s*\[(?=[^\[\]]{20,}\]?\.?$)", re.IGNORECASE)


def _title_faces(title: str) -> list[str]:
    """Return a printed title folded, then each of the titles that are printed in it («Title = Заглавие», «Title [Translation]»)."""
    key = title_key(title)
    if not key:
        return []
    faces = [key]
    if "=" in title or ";" in title or "[" in title or "<" in title:
        parts = [title_key(p.rstrip("].")) for p in _PARALLEL.split(title)]
        if 1 < len(parts) <= 3:
            faces += [p for p in parts if p.count(" ") >= 3 and len(p) >= 20]
    return faces


def numbers_of(title: str) -> frozenset[str]:
    """Return the figures of a title, Roman ones and ordinal words as Arabic figures.

    >>> sorted(numbers_of("Part II of the 3 lessons"))
    ['2', '3']
    """
    found = {n.lstrip("0") or "0" for n in _DIGITS.findall(title)}
    if _MAYBE_ROMAN.search(title):
        words = _WORD.findall(title)
        for n, w in enumerate(words):
            # Two letters and more in either case; one letter only as a capital where a figure is expected, for
            # «i», «v», «x» are words of romanised Russian.
            if (len(w) > 1 and w.lower() in _ROMAN and (w.isupper() or w.islower())) or (
                w in _SINGLE_ROMAN and (n == len(words) - 1 or words[n - 1].lower() in _PART_WORDS)
            ):
                found.add(_ROMAN[w.lower()])
    lower = title.lower()
    if "th" in lower or "second" in lower or "rst" in lower or "one" in lower or "two" in lower or "five" in lower:
        found |= {_WORDS[w] for w in re.findall(r"[a-z]+", lower) if w in _WORDS}
    return frozenset(found)


_SOUNDS = {"y": "i", "j": "i", "w": "v", "x": "h"}  # as fold() has them


@lru_cache(maxsize=65536)
def _initials(given: str) -> tuple[str, str]:
    is_vancouver = given.isupper() and given.isalpha() and 1 < len(given) <= 4  # «AE»
    parts = list(given) if is_vancouver else _WORD.findall(given)
    folded = []
    for part in parts:
        letter = part[0].lower()
        folded.append(_SOUNDS.get(letter, letter) if len(part) == 1 and letter.isascii() else fold(part)[:1])
    return "".join(folded), "".join([p[0].casefold() for p in parts])


_SUFFIX = re.compile(r",?\s+(?:jr|sr|2nd|3rd|ii|iii|iv)\.?$", re.IGNORECASE)
# A person whose name the source did not take apart: «Smith JA», «J. A. Smith».
_VANCOUVER = re.compile(r"(?P<family>[^\W\d_][\w'’\-]+(?: [^\W\d_][\w'’\-]+)?),? (?P<given>[A-ZА-ЯЁ]{1,3})")
_INITIALS_FIRST = re.compile(r"(?P<given>(?:[A-ZА-ЯЁ]\. ?-?){1,3}) ?(?P<family>[^\W\d_][\w'’\-]+(?: [^\W\d_][\w'’\-]+)?)")
_persons: dict[tuple[str, str, str], Person | None] = {}


def person_of(name: Name) -> Person | None:
    """Return a name for comparison; None where nothing is in it."""
    key = (name.family, name.given, name.literal)
    try:
        return _persons[key]
    except KeyError:
        pass
    person: Person | None
    if name.is_body:
        match = _VANCOUVER.fullmatch(name.literal) or _INITIALS_FIRST.fullmatch(name.literal)
        body = fold(_plain(name.literal))
        if match:
            person = Person(fold(match["family"]), *_initials(match["given"]))
        else:
            person = None if body in _EMPTY else Person(body, is_body=True)
    else:
        family = fold(_SUFFIX.sub("", name.family)) or fold(name.family)
        given = fold(name.given) if len(name.given) > 2 and "." not in name.given[:3] else ""
        person = None if family in _EMPTY else Person(family, *_initials(name.given), given)
    if len(_persons) > 200_000:
        _persons.clear()
    _persons[key] = person
    return person


def _persons_of(names: Iterable[Name]) -> tuple[Person, ...]:
    return tuple(p for p in map(person_of, names) if p is not None)


def _figure(text: str) -> str:
    """Return a volume or issue for comparison: «vol. 07» is 7, «XII» is 12, «4 (100)» is 4."""
    if not text:
        return ""
    if text.isdecimal():
        return text.lstrip("0") or "0"
    match = _FIGURE.search(text)
    if match is None:
        if text[:3].lower() in _MONTHS:
            return _MONTHS[text[:3].lower()]
        key = fold(text)
        return "" if key in _EMPTY else key
    figure = match[0].lower()
    return _ROMAN.get(figure, figure.lstrip("0") or "0")


def pages_of(page: str) -> tuple[str, str]:
    """Return the first and last page of a range, an abbreviated last one completed; of several ranges the lowest.

    >>> pages_of("319–26"), pages_of("S27"), pages_of("126 -- 133"), pages_of("246-51, 230-5"), pages_of("174 с.")
    (('319', '326'), ('s27', ''), ('126', '133'), ('230', '235'), ('', ''))
    """
    page = page.strip().strip("\"'").lower()
    if not page or page.endswith((" с.", " p.", " pp.", " s.")):
        return "", ""
    ranges = [_range(part) for part in _RANGES.split(page[:200]) if part.strip()]
    if len(ranges) > 1:
        figures = [r for r in ranges if r[0].isdecimal()]
        return min(figures, key=lambda r: int(r[0])) if figures else ranges[0]
    return ranges[0] if ranges else ("", "")


def _range(text: str) -> tuple[str, str]:
    parts = [p for p in _DASH.split(text) if p]
    if not parts:
        return "", ""
    first = _page(parts[0])
    last = _page(parts[1]) if len(parts) > 1 else ""
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last


def _page(text: str) -> str:
    key = _PAGE_LABEL.sub("", text.strip())
    key = "".join(c for c in key if c.isalnum())
    if not any(c.isdecimal() for c in key) and any(c not in "ivxlcdm" for c in key):
        return ""  # «Suppl-87», «t-51»: no page
    return key.lstrip("0") or key[:1]


def url_key(url: str) -> str:
    """Return an address without scheme, www, tracking and a closing slash, unquoted; empty where it names only a site."""
    if not url:
        return ""
    address = re.sub(r"^\s*[a-z]+://(?:www\d?\.)?", "", unquote(url.strip()), flags=re.IGNORECASE)
    address = re.sub(r"[?&](?:utm_\w+|fbclid|gclid|ref|share)=[^&#]*", "", address)
    host, slash, path = address.partition("/")
    path = path.split("#:~:", 1)[0].rstrip("/.,;")
    return f"{host.lower()}/{path}" if slash and path else ""


_HOUSE = frozenset(
    map(
        fold,
        (
            "publ",
            "publisher",
            "publishers",
            "publishing",
            "house",
            "press",
            "изд",
            "издательство",
            "во",
            "ооо",
            "зао",
            "ltd",
            "inc",
            "the",
            "и",
            "and",
            "co",
        ),
    )
)


@lru_cache(maxsize=16384)
def publisher_key(publisher: str) -> str:
    """Return a publisher's name folded, without «Publ.», «Изд-во» and the like.

    >>> publisher_key("Изд-во «Наука»") == publisher_key("Nauka Publ.")
    True
    """
    words = fold(_plain(publisher)).split()
    return " ".join([w for w in words if w not in _HOUSE] or words)


def _doi(record: Record) -> str:
    if record.doi:
        doi = record.doi
    elif "doi.org/10." in record.url:
        doi = record.url
    else:
        return ""
    if doi.startswith("10.") and doi.isascii() and not doi.endswith((".", ">", ",", ";")) and "%" not in doi and " " not in doi:
        return doi.lower()
    try:
        return normalise_doi(doi)
    except InvalidIdentifier:
        return ""


def _isbns(text: str) -> frozenset[str]:
    found = set()
    for part in re.split(r"[;,\s]+(?=[\d(])|;", text):
        try:
            isbn = normalise_isbn(part.split("(")[0])
        except InvalidIdentifier:
            continue
        found.add(isbn[3:12] if len(isbn) == 13 else isbn[:9])  # the same book's ISBN-10 and ISBN-13
    return frozenset(found)


_ISSN = re.compile(r"\b\d{4}-?\d{3}[\dX]\b")


def _year(record: Record) -> int:
    if record.issued.year:
        return record.issued.year
    match = re.search(r"\b(1[5-9]\d\d|20\d\d)\b", record.issued.literal or record.issued.raw)
    return int(match[1]) if match else 0


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t for t in texts if t))


@lru_cache(maxsize=1)
def _generic_titles() -> tuple[frozenset[str], tuple[str, ...]]:
    table = tomllib.loads(files("citekit.dedupe").joinpath("generic.toml").read_text(encoding="utf-8"))
    return frozenset(map(fold, table["titles"])), tuple(map(fold, table["heads"]))


def is_generic(title: str) -> bool:
    """Tell whether a folded title is one that many works bear («editorial», «introduction to the special issue»)."""
    titles, heads = _generic_titles()
    return title in titles or (title.count(" ") <= 7 and title.startswith(heads))


def _script(title: str) -> str:
    for c in title:
        if "\u0400" <= c <= "\u04ff":
            return "Cyrl"
        if c.isalpha() and c < "\u0250":
            return "Latn"
    return "" if not title else "Zyyy"


_CONFERENCE = re.compile(r"\b(?:proceedings|proc|conference|conf|symposium|workshop|congress|конференци\w*)\b", re.IGNORECASE)
_JOURNAL = re.compile(r"\b(?:journal|transactions|zeitschrift|journals|magazine|review|вестник|журнал|известия)\b|\bJ\.", re.IGNORECASE)


def traits_of(record: Record, name: str = "") -> Traits:
    """Return what of a record takes part in comparisons, under a ``name`` of its own or its id."""
    custom = record.custom
    faces = [v.record for v in record.variants]
    titles = _distinct(
        key
        for t in (record.title, *[f.title for f in faces], custom.translated_title, record.original_title, custom.original_title)
        if t
        for key in _title_faces(t)
    )
    notice = _NOTICE.match(record.title)
    names = _persons_of(record.creators)
    container = record.container_title or record.event_title
    containers = _distinct(
        journal_key(c) for c in (container, record.container_title_short, *[f.container_title for f in faces], record.event_title) if c
    )
    first, last = pages_of(record.page or record.page_first or custom.article_number)
    kind = _KINDS.get(record.type, record.type)
    year, volume = _year(record), _figure(record.volume)
    if not kind and container:
        kind = "conference" if _CONFERENCE.search(container) else "article" if _JOURNAL.search(container) else ""
    return Traits(
        id=name or record.id,
        kind=kind,
        script=_script(record.title),
        printed=record.title,
        notice=notice.lastgroup or "" if notice else "",
        is_translated=record.title.startswith("["),
        year=year,
        names=names,
        titles=titles,
        numbers=numbers_of(record.title),
        generic=bool(titles) and is_generic(titles[0]),
        containers=containers,
        volume="" if volume == str(year) else volume,  # «2016. № 5» in the place of a volume says nothing new
        issue=_figure(record.issue or (record.number if kind in ("report", "article") else "")),
        first=first,
        last=last,
        extent="".join(_FIRST_FIGURE.findall(record.number_of_pages)[:1]),
        edition="".join(_FIRST_FIGURE.findall(record.edition)[:1]),
        number=fold(record.number) if kind in _NUMBERED else "",
        publisher=publisher_key(record.publisher) if record.publisher else "",
        doi=_doi(record),
        isbns=_isbns(record.isbn) if record.isbn else frozenset(),
        issns=frozenset(_ISSN.findall(record.issn.upper())) if record.issn else frozenset(),
        pmid=record.pmid,
        edn=custom.edn.upper(),
        url=url_key(record.url),
        abstract=record.abstract,
    )
