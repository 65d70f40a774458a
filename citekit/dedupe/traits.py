"""What of a record takes part in a comparison: every field folded once, so that a pair costs little."""

from __future__ import annotations

import re
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

__all__ = ["Person", "Traits", "traits_of"]


class Person(msgspec.Struct, frozen=True, gc=False):
    """A name for comparison: the family name folded, the initials folded and as written, a body or not."""

    family: str
    initials: str = ""
    letters: str = ""
    is_body: bool = False


class Traits(msgspec.Struct, frozen=True, kw_only=True):
    """A record as the comparisons see it; every text folded (see :func:`citekit.language.fold`).

    ``titles`` holds the title and its other faces (translated, original, variants), the printed one first;
    ``numbers`` the figures and ordinals of the title; ``first`` and ``last`` are pages; ``kind`` a family of
    types (article, conference, book, …), empty where the type says nothing.
    """

    id: str
    kind: str = ""
    script: str = ""
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
    publisher: str = ""
    doi: str = ""
    isbns: frozenset[str] = frozenset()
    issn: str = ""
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
_MARKUP = re.compile(r"<[^<>]{0,80}>|&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[0-9a-f]{1,5});|[{}$\\]", re.IGNORECASE)
_TRAILER = re.compile(
    r"\s*[\[(](?:электронный ресурс|текст|in russian|in russ\.?|abstract|article|review|letter|editorial|comment|corrected|"
    r"published erratum[^\])]{0,200}|see comments?[^\])]{0,200}|retraction[^\])]{0,200}|erratum[^\])]{0,200})[\])]\.?\s*$",
    re.IGNORECASE,
)
_ROMAN = {r: str(n) for n, r in enumerate("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi".split(), 1)}
_WORDS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
}  # fmt: skip
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?|\b[ivx]{1,6}\b", re.IGNORECASE)
_FIGURE = re.compile(r"[a-z]*\d+[a-z]*|[ivxlcdm]+", re.IGNORECASE)
_FIRST_FIGURE = re.compile(r"\d+")
_DASH = re.compile(r"\s*[-–—−‐‑]+\s*")
_EMPTY = frozenset(
    ["", "nan", "none", "null", "unknown", "n a", "na", "no title", "untitled", "anonymous", "anon", "no author listed", "not available"]
)


def _plain(text: str) -> str:
    if "<" in text or "{" in text or "&" in text or "\\" in text or "$" in text:
        text = _MARKUP.sub(lambda m: " and " if m[0].lower() == "&amp;" else " " if m[0][0] in "<&" else "", text)
    return text.replace("&", " and ")


def title_key(title: str) -> str:
    """Return a title folded, without markup, brackets around it and a kind of work added behind in brackets."""
    key = fold(_TRAILER.sub("", _plain(title)))
    return "" if key in _EMPTY else key


def numbers_of(title: str) -> frozenset[str]:
    """Return the figures of a title, Roman ones and ordinal words as Arabic figures.

    >>> sorted(numbers_of("Part II of the 3 lessons"))
    ['2', '3']
    """
    found = {_ROMAN.get(n.lower(), n.replace(",", ".").lstrip("0") or "0") for n in _NUMBER.findall(title)}
    lower = title.lower()
    if "th" in lower or "second" in lower or "rst" in lower or "one" in lower or "two" in lower or "five" in lower:
        found |= {_WORDS[w] for w in re.findall(r"[a-z]+", lower) if w in _WORDS}
    return frozenset(found)


def _initials(given: str) -> tuple[str, str]:
    if given.isupper() and given.isalpha() and len(given) <= 4 and len(given) > 1:
        parts = list(given)  # Vancouver: «AE»
    else:
        parts = re.findall(r"\w+", given)
    return "".join(fold(p)[:1] for p in parts), "".join(p[0].casefold() for p in parts)


_SUFFIX = re.compile(r",?\s+(?:jr|sr|2nd|3rd|ii|iii|iv)\.?$", re.IGNORECASE)
_persons: dict[tuple[str, str, str], Person | None] = {}


def person_of(name: Name) -> Person | None:
    """Return a name for comparison; None where nothing is in it."""
    key = (name.family, name.given, name.literal)
    try:
        return _persons[key]
    except KeyError:
        pass
    if name.is_body:
        body = fold(_plain(name.literal))
        person = None if body in _EMPTY else Person(body, is_body=True)
    else:
        family = fold(_SUFFIX.sub("", name.family)) or fold(name.family)
        person = None if family in _EMPTY else Person(family, *_initials(name.given))
    if len(_persons) > 500_000:
        _persons.clear()
    _persons[key] = person
    return person


def _persons_of(names: Iterable[Name]) -> tuple[Person, ...]:
    return tuple(p for p in map(person_of, names) if p is not None)


def _figure(text: str) -> str:
    """Return a volume or issue for comparison: «vol. 07» is 7, «XII» is 12, «4 (100)» is 4."""
    if not text:
        return ""
    if text.isdigit():
        return text.lstrip("0") or "0"
    match = _FIGURE.search(text)
    if match is None:
        return fold(text)
    figure = match[0].lower()
    return _ROMAN.get(figure, figure.lstrip("0") or "0")


def pages_of(page: str) -> tuple[str, str]:
    """Return the first and last page of a range, an abbreviated last one completed.

    >>> pages_of("319–26"), pages_of("S27"), pages_of("126 -- 133"), pages_of("174 с.")
    (('319', '326'), ('s27', ''), ('126', '133'), ('', ''))
    """
    page = page.strip().lower()
    if not page or page.endswith((" с.", " p.", " pp.", " s.")):
        return "", ""
    parts = [p for p in _DASH.split(page.split(",")[0].split(";")[0]) if p]
    if not parts:
        return "", ""
    first = _page(parts[0])
    last = _page(parts[1]) if len(parts) > 1 else ""
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last


def _page(text: str) -> str:
    key = re.sub(r"^(?:pp?|с|стр|art(?:icle)?|no|e?id)\b[.\s]*", "", text.strip())
    key = "".join(c for c in key if c.isalnum())
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


def _year(record: Record) -> int:
    if record.issued.year:
        return record.issued.year
    match = re.search(r"\b(1[5-9]\d\d|20\d\d)\b", record.issued.literal or record.issued.raw)
    return int(match[1]) if match else 0


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t for t in texts if t))


_GENERIC = frozenset(
    fold(t) for t in (
        "editorial", "introduction", "preface", "foreword", "correction", "corrigendum", "erratum", "errata", "commentary", "comment", "comments", "reply",
        "response", "letter", "letters", "letter to the editor", "letters to the editor", "book review", "book reviews", "review", "reviews", "abstract",
        "abstracts", "index", "contents", "table of contents", "call for papers", "call for contributions", "discussion", "conclusion", "conclusions",
        "obituary", "news", "in this issue", "from the editor", "editor's note", "editors note", "guest editorial", "message from the chairs", "summary",
        "acknowledgements", "notes", "note", "announcement", "announcements", "front matter", "back matter", "author index", "subject index", "guest editors introduction",
        "authors reply", "the authors reply", "in reply", "list of reviewers", "introduction to the special issue", "special issue", "proceedings",
        "введение", "предисловие", "заключение", "от редакции", "рецензия", "содержание", "хроника", "новости", "письмо в редакцию", "послесловие", "вступление",
    )
)  # fmt: skip


def is_generic(title: str) -> bool:
    """Tell whether a folded title is one that thousands of works bear («editorial»)."""
    return title in _GENERIC or (title.count(" ") <= 4 and any(title.startswith(g + " ") and len(g) > 7 for g in _GENERIC_HEADS))


_GENERIC_HEADS = tuple(
    fold(t)
    for t in ("introduction to", "call for papers", "editorial", "guest editorial", "letter to", "erratum", "corrigendum", "correction")
)


def _script(title: str) -> str:
    for c in title:
        if "\u0400" <= c <= "\u04ff":
            return "Cyrl"
        if c.isalpha() and c < "\u0250":
            return "Latn"
    return "" if not title else "Zyyy"


def traits_of(record: Record) -> Traits:
    """Return what of a record takes part in comparisons."""
    custom = record.custom
    faces = [v.record for v in record.variants]
    titles = _distinct(
        title_key(t)
        for t in (record.title, *[f.title for f in faces], custom.translated_title, record.original_title, custom.original_title)
        if t
    )
    names = _persons_of(record.creators)
    container = record.container_title or record.event_title
    containers = _distinct(
        journal_key(c) for c in (container, record.container_title_short, *[f.container_title for f in faces], record.event_title) if c
    )
    first, last = pages_of(record.page or record.page_first or custom.article_number)
    kind = _KINDS.get(record.type, record.type)
    return Traits(
        id=record.id,
        kind=kind,
        script=_script(record.title),
        year=_year(record),
        names=names,
        titles=titles,
        numbers=numbers_of(record.title),
        generic=bool(titles) and is_generic(titles[0]),
        containers=containers,
        volume=_figure(record.volume),
        issue=_figure(record.issue or (record.number if kind in ("report", "article") else "")),
        first=first,
        last=last,
        extent="".join(_FIRST_FIGURE.findall(record.number_of_pages)[:1]),
        publisher=fold(_plain(record.publisher)),
        doi=_doi(record),
        isbns=_isbns(record.isbn) if record.isbn else frozenset(),
        issn=record.issn,
        pmid=record.pmid,
        edn=custom.edn.upper(),
        url=url_key(record.url),
        abstract=record.abstract,
    )
