"""What of a record takes part in a comparison: every field folded once, so that a pair costs little."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec

from citekit.dedupe.figures import figure_of, pages_of
from citekit.dedupe.journals import journal_key
from citekit.dedupe.titles import EMPTY, is_generic, notice_of, numbers_of, plain_text, title_faces
from citekit.language import fold
from citekit.model import InvalidIdentifier
from citekit.model.identifiers import normalise_doi, normalise_isbn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.model import Name, Record

__all__ = ["Person", "Traits", "person_of", "publisher_key", "traits_of", "url_key"]


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
_FIRST_FIGURE = re.compile(r"\d+")
_WORD = re.compile(r"\w+")
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
    if len(name.family) + len(name.given) + len(name.literal) > 400:
        name = type(name)(family=name.family[:100], given=name.given[:100], literal=name.literal[:200])
    key = (name.family, name.given, name.literal)
    try:
        return _persons[key]
    except KeyError:
        pass
    person: Person | None
    if name.is_body:
        match = _VANCOUVER.fullmatch(name.literal) or _INITIALS_FIRST.fullmatch(name.literal)
        body = fold(plain_text(name.literal))
        if match:
            person = Person(fold(match["family"]), *_initials(match["given"]))
        else:
            person = None if body in EMPTY else Person(body, is_body=True)
    else:
        family = fold(_SUFFIX.sub("", name.family)) or fold(name.family)
        given = fold(name.given) if len(name.given) > 2 and "." not in name.given[:3] else ""
        person = None if family in EMPTY else Person(family, *_initials(name.given), given)
    if len(_persons) > 200_000:
        _persons.clear()
    _persons[key] = person
    return person


_MOST_PEOPLE = 60  # a collaboration's thousands tell no more


def _persons_of(names: tuple[Name, ...]) -> tuple[Person, ...]:
    return tuple(p for p in map(person_of, names[:_MOST_PEOPLE]) if p is not None)


def url_key(url: str) -> str:
    """Return an address without scheme, www, tracking and a closing slash, unquoted; empty where it names only a site."""
    if not url:
        return ""
    address = re.sub(r"^\s*[a-z]+://(?:www\d?\.)?", "", unquote(url[:2000].strip()), flags=re.IGNORECASE)
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
    words = fold(plain_text(publisher)).split()
    return " ".join([w for w in words if w not in _HOUSE] or words)


def _doi(record: Record) -> str:
    if record.doi:
        doi = record.doi[:400]
    elif "doi.org/10." in record.url:
        doi = record.url[:400]
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
        for key in title_faces(t)
    )
    names = _persons_of(record.creators)
    container = (record.container_title or record.event_title)[:400]
    containers = _distinct(
        journal_key(c[:400])
        for c in (container, record.container_title_short, *[f.container_title for f in faces], record.event_title)
        if c
    )
    first, last = pages_of(record.page or record.page_first or custom.article_number)
    kind = _KINDS.get(record.type, record.type)
    year, volume = _year(record), figure_of(record.volume)
    if not kind and container:
        kind = "conference" if _CONFERENCE.search(container) else "article" if _JOURNAL.search(container) else ""
    return Traits(
        id=name or record.id,
        kind=kind,
        script=_script(record.title),
        printed=record.title[:600],
        notice=notice_of(record.title),
        is_translated=record.title.startswith("["),
        year=year,
        names=names,
        titles=titles,
        numbers=numbers_of(record.title),
        generic=bool(titles) and is_generic(titles[0]),
        containers=containers,
        volume="" if volume == str(year) else volume,  # «2016. № 5» in the place of a volume says nothing new
        issue=figure_of(record.issue or (record.number if kind in ("report", "article") else "")),
        first=first,
        last=last,
        extent="".join(_FIRST_FIGURE.findall(record.number_of_pages[:80])[:1]),
        edition="".join(_FIRST_FIGURE.findall(record.edition[:80])[:1]),
        number=fold(record.number[:200]) if kind in _NUMBERED else "",
        publisher=publisher_key(record.publisher[:300]) if record.publisher else "",
        doi=_doi(record),
        isbns=_isbns(record.isbn[:400]) if record.isbn else frozenset(),
        issns=frozenset(_ISSN.findall(record.issn[:400].upper())) if record.issn else frozenset(),
        pmid=record.pmid,
        edn=custom.edn.upper(),
        url=url_key(record.url),
        abstract=record.abstract,
    )
