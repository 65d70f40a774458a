"""Which work is meant: a reference against a work of Crossref, point by point, with the reasons in words.

Search-based matching with validation (as Crossref's own), scored additively: scripts are folded, a title in another
language says nothing, and the figures (year, volume, issue, pages) decide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from citekit.dedupe.figures import pages_of
from citekit.dedupe.journals import journal_key, journal_similarity
from citekit.dedupe.similarity import (
    family_similarity,
    numbers_conflict,
    persons_overlap,
    title_language,
    titles_ratio,
    words_differ,
)
from citekit.dedupe.titles import is_generic, numbers_of, title_key
from citekit.dedupe.traits import Traits, traits_of
from citekit.formats.crossref import record_of_work
from citekit.language import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.crossref.answers import Work
    from citekit.model import Record

__all__ = ["ACCEPTED", "Asked", "Candidate", "Judgement", "asked_of", "candidate_of", "judge", "same_work"]

ACCEPTED = 9.0
PLAUSIBLE = 6.0
MARGIN = 2.0
# Records that nobody cites as a work.
_NO_WORKS = frozenset(
    [
        "journal",
        "journal-issue",
        "journal-volume",
        "component",
        "peer-review",
        "grant",
        "book-series",
        "report-series",
        "proceedings-series",
    ]
)
_FIGURES = re.compile(r"(?<![a-z\d])[a-z]{0,2}\d+[a-z]?(?![a-z])")
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")

_LONGEST = 4000  # no reference is longer; what runs on is a list that was not split

TitleState = Literal["same", "near", "other", "foreign", "unknown"]


class Asked(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A reference as the comparison sees it: its fields folded, and its whole text folded with blanks around."""

    traits: Traits
    text: str
    figures: tuple[str, ...]
    years: frozenset[int]
    languages: frozenset[str]
    words: tuple[str, ...]
    container_languages: frozenset[str] = frozenset()


class Candidate(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A work of Crossref as the comparison sees it; ``years`` are those of print and online, ``containers`` and ``people`` as printed."""

    doi: str
    type: str
    traits: Traits
    years: frozenset[int]
    languages: frozenset[str]
    title: str
    names_of_container: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    container_languages: frozenset[str] = frozenset()
    article_number: str = ""
    translation_of: str = ""


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """How well a work fits a reference: points, the reasons in words, and whether that is enough."""

    doi: str
    score: float
    reasons: tuple[str, ...]
    accepted: bool
    title: str = ""
    title_state: TitleState = "unknown"
    is_translation: bool = False
    pages: bool = False


def asked_of(record: Record) -> Asked:
    """Return a reference for comparison; its raw text stands in for what was not read."""
    traits = traits_of(record)
    raw = record.raw or " ".join([record.title, record.container_title, *(n.full_family for n in record.creators)])
    raw = raw[:_LONGEST]
    text = f" {fold(raw)} "
    years = {int(y) for y in _YEAR.findall(raw)}
    if traits.year:
        years.add(traits.year)
    figures = tuple(f.lstrip("0") or "0" for f in _FIGURES.findall(raw.lower()))
    printed = [record.title, record.custom.translated_title, record.original_title, *(v.record.title for v in record.variants)]
    return Asked(
        traits=traits,
        text=text,
        figures=figures,
        years=frozenset(years),
        languages=_languages(printed),
        words=tuple(text.split()),
        container_languages=_languages([record.container_title]),
    )


def _languages(titles: Iterable[str]) -> frozenset[str]:
    return frozenset(title_language(t).partition("-")[0] for t in titles if t)


def candidate_of(work: Work) -> Candidate:
    """Return a work of Crossref for comparison."""
    record = record_of_work(work)
    traits = traits_of(record)
    printed = [record.title, *_texts(work.get("title")), *_texts(work.get("original-title"))]
    keys = dict.fromkeys(key for t in printed if (key := title_key(t)))
    containers = [*_texts(work.get("container-title")), *_texts(work.get("short-container-title"))]
    journals = dict.fromkeys((*traits.containers, *(journal_key(c) for c in containers if c)))
    years = {y for key in ("issued", "published-print", "published-online", "published") if (y := _year(work.get(key)))}
    relation = work.get("relation")
    original = ""
    if isinstance(relation, dict):
        links = relation.get("is-translation-of")
        if isinstance(links, list) and links and isinstance(links[0], dict):
            original = str(links[0].get("id", ""))
    return Candidate(
        doi=str(work.get("DOI", "")).lower(),
        type=str(work.get("type", "")),
        traits=msgspec.structs.replace(traits, titles=tuple(keys), containers=tuple(j for j in journals if j), doi=""),
        years=frozenset(years),
        languages=_languages(printed),
        title=record.title,
        names_of_container=tuple(dict.fromkeys(f for c in containers if (f := fold(c)))),
        containers=tuple(containers),
        people=tuple(n.full_family for n in record.creators),
        container_languages=_languages(containers),
        article_number=str(work.get("article-number") or "").lower().lstrip("0"),
        translation_of=original,
    )


def _texts(value: Any) -> list[str]:
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _year(date: Any) -> int:
    try:
        year = date["date-parts"][0][0]
    except (KeyError, IndexError, TypeError):
        return 0
    return year if isinstance(year, int) and 1000 < year < 3000 else 0


class _Tally:
    """Points and reasons as they gather."""

    def __init__(self) -> None:
        self.score = 0.0
        self.reasons: list[str] = []
        self.agree: set[str] = set()
        self.conflict: set[str] = set()

    def add(self, points: float, what: str, reason: str) -> None:
        self.score += points
        self.reasons.append(f"{reason} ({points:+g})")
        if points > 0:
            self.agree.add(what)
        elif points < 0:
            self.conflict.add(what)


def judge(asked: Asked, work: Candidate) -> Judgement:
    """Return how well a work fits a reference."""
    tally = _Tally()
    state = _judge_title(asked, work, tally)
    _judge_names(asked, work, tally)
    _judge_year(asked, work, tally)
    _judge_figures(asked, work, tally)
    _judge_pages(asked, work, tally)
    _judge_container(asked, work, tally)
    _judge_publisher(asked, work, tally)
    _judge_kind(asked, work, tally)
    has_pages = "first page" in tally.agree
    return Judgement(
        doi=work.doi,
        score=round(tally.score, 2),
        reasons=tuple(tally.reasons),
        accepted=tally.score >= ACCEPTED and _is_supported(state, tally, asked),
        title=work.title,
        title_state=state,
        is_translation=_is_translation(asked, work, state, tally),
        pages=has_pages,
    )


def _is_supported(state: TitleState, tally: _Tally, asked: Asked) -> bool:
    """Tell whether enough kinds of evidence agree, whatever the points."""
    agree, conflict = tally.agree, tally.conflict
    if "kind" in conflict or "notice" in conflict or state in ("other", "near"):
        return False
    if state == "same":
        support = agree & {"title", "author", "year", "volume", "first page", "ISSN"}
        if len(support) < 3 or {"volume", "first page"} <= conflict:
            return False
        if "author" in conflict and "first page" not in agree:
            return False
        is_short = "short title" in agree or asked.traits.generic
        return not is_short or "first page" in agree or ({"author", "year", "publisher"} <= agree and not asked.traits.generic)
    figures = agree & {"volume", "issue", "last page"}
    # A work whose title proves nothing: names, year and pages must, and the journal must not speak against it.
    return {"author", "year", "first page"} <= agree and bool(figures) and not conflict & {"container", "volume"}


def _judge_title(asked: Asked, work: Candidate, tally: _Tally) -> TitleState:
    theirs = work.traits.titles
    if not theirs:
        return "unknown"
    ours = asked.traits.titles
    best, x, y = max(((titles_ratio(a, b), a, b) for a in ours for b in theirs), default=(0.0, "", ""))
    if best < 0.95:
        best, x, y = max((best, x, y), _found_in_text(asked, theirs, best))
    if best >= 0.88:
        difference = words_differ(x, y) if best < 1 else "letters"
        unlike = numbers_conflict(numbers_of(x), numbers_of(y)) or (difference == "words" and best < 0.99)
        if unlike:
            tally.add(1.0, "near title", f"title alike, but other words ({best:.2f})")
            return "near"
        points = 5.0 if best >= 0.95 else 3.5
        if len(y) < 15 or y.count(" ") < 2 or is_generic(y):
            tally.add(min(points, 2.0) if is_generic(y) else 3.0, "title", "title equal, but short or common")
            tally.agree.add("short title")
        else:
            tally.add(points, "title", "title equal" if best >= 0.99 else f"title alike ({best:.2f})")
        return "same"
    if not ours:
        return "unknown"
    if asked.languages and work.languages and not asked.languages & work.languages:
        tally.add(0, "language", "title in another language")
        return "foreign"
    if best >= 0.75:
        tally.add(0.5, "near title", f"title near ({best:.2f})")
        return "near"
    tally.add(-4.0, "title", f"title differs ({best:.2f})")
    return "other"


def _found_in_text(asked: Asked, titles: Iterable[str], best: float) -> tuple[float, str, str]:
    """Return how well one of the titles stands in the reference's text, where its own title was read badly."""
    from rapidfuzz import fuzz

    found = (0.0, "", "")
    book = asked.traits.containers
    for title in titles:
        if len(title) < 20 or title.count(" ") < 2:
            if len(title) >= 8 and f" {title} " in asked.text and (not asked.traits.titles or best >= 0.75):
                found = max(found, (0.95, title, title))
            continue
        if best < 0.6 and any(journal_similarity(journal_key(title), c) > 0.85 for c in book):
            continue  # the container's title, not the work's
        ratio = fuzz.partial_ratio(title, asked.text, score_cutoff=88) / 100
        if ratio:
            found = max(found, (ratio if ratio < 1 else 0.97, title, title))
    return found


def _judge_names(asked: Asked, work: Candidate, tally: _Tally) -> None:
    ours, theirs = asked.traits.names, work.traits.names
    if not theirs:
        return
    first = theirs[0]
    name = next(iter(work.people), first.family)
    words = [w for w in first.family.split() if len(w) > 1]
    head = asked.text[: max(60, len(asked.text) // 2)]
    if ours and family_similarity(ours[0].family, first.family) >= 0.93:
        if ours[0].initials and first.initials and ours[0].initials[0] != first.initials[0] and not (ours[0].given and first.given):
            tally.add(1.0, "author", f"first author's name {name}, other initials")
        else:
            tally.add(3.0, "author", f"first author {name}")
        return
    if words and f" {words[-1]} " in head:
        tally.add(2.5, "author", f"first author {name} in the text")
        return
    overlap = persons_overlap(ours, theirs) if ours else 0.0
    if overlap >= 0.5 or any(f" {p.family} " in asked.text for p in theirs[:6] if len(p.family) > 3):
        tally.add(1.5, "author", "an author in common")
    elif ours and not (ours[0].is_body or first.is_body):
        tally.add(-4.0, "author", f"no author in common ({name})")


def _judge_year(asked: Asked, work: Candidate, tally: _Tally) -> None:
    ours, theirs = asked.traits.year, work.years
    if not theirs or not (ours or asked.years):
        return
    if ours in theirs or (not ours and theirs & asked.years):
        tally.add(1.5, "year", f"year {ours or min(theirs & asked.years)}")
    elif min(abs(ours - y) for y in theirs) == 1:
        tally.add(0.5, "near year", f"year {ours}, there {min(theirs)}")
    elif theirs & asked.years:
        tally.add(0.5, "near year", f"year {min(theirs & asked.years)} in the text")
    else:
        tally.add(-3.0, "year", f"year {ours}, there {min(theirs)}")


def _judge_figures(asked: Asked, work: Candidate, tally: _Tally) -> None:
    a, b = asked.traits, work.traits
    if b.volume:
        if a.volume == b.volume or (b.volume == a.issue and not a.volume):
            tally.add(1.5, "volume", f"volume {b.volume}")
        elif _stand_together(asked, work):
            tally.add(1.5, "volume", f"volume {b.volume} before the page in the text")
        elif b.volume in asked.figures and b.volume not in (a.first, a.last):
            tally.add(1.0, "volume", f"volume {b.volume} in the text")
        elif a.volume:
            tally.add(-1.5, "volume", f"volume {a.volume}, there {b.volume}")
    if b.issue and a.issue:
        if a.issue == b.issue:
            # Where a journal counts no volumes, the issue is what tells.
            tally.add(1.0 if a.volume or b.volume else 1.5, "issue", f"issue {b.issue}")
        elif b.issue not in asked.figures:
            tally.add(-0.5, "issue", f"issue {a.issue}, there {b.issue}")
    elif b.issue and not a.issue and a.volume == b.issue and not b.volume:
        tally.add(1.0, "issue", f"issue {b.issue}")


def _first_page(work: Candidate) -> str:
    return work.traits.first or pages_of(work.article_number)[0]


def _stand_together(asked: Asked, work: Candidate) -> bool:
    """Tell whether volume and first page stand one after the other in the text, at most an issue between them."""
    volume, first = work.traits.volume, _first_page(work)
    if not volume or not first or volume == first:
        return False
    row = asked.figures
    return any(row[n] == volume and first in row[n + 1 : n + 3] for n in range(len(row) - 1))


def _judge_pages(asked: Asked, work: Candidate, tally: _Tally) -> None:
    a, b = asked.traits, work.traits
    first = _first_page(work)
    if not first:
        return
    if a.first and a.first in (first, work.article_number):
        tally.add(2.5 if len(first) > 2 else 2.0, "first page", f"first page {first}")
        if a.last and a.last == b.last and a.last != a.first:
            tally.add(1.0, "last page", f"last page {b.last}")
    elif _stand_together(asked, work):
        tally.add(2.5 if len(first) > 2 else 2.0, "first page", f"first page {first} after the volume in the text")
    elif (first in asked.figures and len(first) > 2 and not _YEAR.fullmatch(first)) or (
        len(first) > 4 and f" {fold(first)} " in asked.text
    ):
        tally.add(2.0, "first page", f"first page {first} in the text")
    elif a.first:
        tally.add(-2.5, "first page", f"first page {a.first}, there {first}")


def _judge_container(asked: Asked, work: Candidate, tally: _Tally) -> None:
    a, b = asked.traits, work.traits
    if a.issns & b.issns or a.isbns & b.isbns:
        tally.add(3.0, "ISSN", "same ISSN or ISBN")
        return
    if not b.containers:
        return
    best = max((journal_similarity(x, y) for x in a.containers for y in b.containers), default=0.0)
    if best >= 0.85 or any(f" {c} " in asked.text or _abbreviated(c, asked.words) for c in work.names_of_container):
        tally.add(2.0, "container", "same container")
    elif a.containers and best < 0.5 and are_one_language(asked, work):
        tally.add(-1.0, "container", f"another container ({next(iter(work.containers), b.containers[0])[:60]})")


def _judge_publisher(asked: Asked, work: Candidate, tally: _Tally) -> None:
    ours, theirs = asked.traits.publisher, work.traits.publisher
    if not theirs or asked.traits.kind not in ("book", "") or work.traits.kind != "book":
        return
    if ours and (family_similarity(ours, theirs) >= 0.9 or ours in theirs or theirs in ours):
        tally.add(1.5, "publisher", "same publisher")
    elif len(theirs) > 4 and f" {theirs} " in asked.text:
        tally.add(1.5, "publisher", "publisher in the text")


_SMALL = frozenset(fold(w) for w in ("of", "the", "and", "for", "in", "de", "la", "der", "des", "et", "и", "в", "по"))


def _abbreviated(container: str, text: tuple[str, ...]) -> bool:
    """Tell whether a container's words stand in the text one after the other, abbreviated on either side."""
    words = [w for w in container.split() if w not in _SMALL]
    if len(words) < 2:
        return False
    row = [w for w in text if w not in _SMALL]
    return any(
        all(_one_abbreviates(word, other) for word, other in zip(words, row[n : n + len(words)], strict=False))
        for n in range(len(row) - len(words) + 1)
        if row[n][0] == words[0][0]
    )


def _one_abbreviates(a: str, b: str) -> bool:
    if len(a) > len(b):
        a, b = b, a
    return b.startswith(a) or (len(a) > 2 and b.startswith(a[:2]) and a[-1] == b[-1] and not a[0].isdigit())


_CYRILLIC = frozenset(["ru", "uk", "be", "kk", "ky", "tg", "bg", "sr", "mk", "tt", "ba", "mn"])


def are_one_language(asked: Asked, work: Candidate) -> bool:
    """Tell whether two containers are named in one language, so that unlike names mean two containers."""
    if not asked.container_languages or not work.container_languages:
        return False
    return bool(asked.container_languages & _CYRILLIC) == bool(work.container_languages & _CYRILLIC)


_WHOLE = frozenset(["book"])
_PARTS = frozenset(["article", "chapter", "conference", "news"])


def _judge_kind(asked: Asked, work: Candidate, tally: _Tally) -> None:
    a, b = asked.traits, work.traits
    if work.type in _NO_WORKS:
        tally.add(-9.0, "kind", f"the record is of a {work.type}, no work")
    elif "first page" in tally.agree:
        pass  # whatever the kind was taken for, a book has no first page
    elif (a.kind in _PARTS and b.kind in _WHOLE) or (a.kind in _WHOLE and b.kind in ("article", "chapter", "news")):
        tally.add(-3.0, "kind", f"{a.kind} asked, {b.kind} there")
    if a.notice != b.notice:
        tally.add(
            -6.0,
            "notice",
            f"one is {'an ' + b.notice if b.notice else 'the work'}, the other {'an ' + a.notice if a.notice else 'the work'}",
        )


def _is_translation(asked: Asked, work: Candidate, state: TitleState, tally: _Tally) -> bool:
    """Tell whether the work is a translated edition of the one asked for: same names, other language, other pages."""
    if work.translation_of and (not asked.traits.doi or asked.traits.doi == work.translation_of.lower()):
        return state == "foreign" and "author" in tally.agree
    return state == "foreign" and {"author"} <= tally.agree and "year" not in tally.conflict and "first page" in tally.conflict


def same_work(a: Record, b: Record) -> tuple[bool, tuple[str, ...]]:
    """Tell whether two records are of one work, and why or why not; versions and the preprint of a paper are the same work.

    Title and names decide; other dates far apart, pages of the same kind of print, parts and numbers, a whole and its
    part, a notice and what it is about speak against it.
    """
    x, y = traits_of(a), traits_of(b)
    if x.doi and x.doi == y.doi and not numbers_conflict(x.numbers, y.numbers):
        return True, (f"same DOI {x.doi}",)
    if x.pmid and x.pmid == y.pmid:
        return True, (f"same PubMed number {x.pmid}",)
    title = max(((titles_ratio(p, q), p, q) for p in x.titles for q in y.titles), default=(0.0, "", ""))
    if title[0] < 0.97 and not (title[0] >= 0.9 and words_differ(title[1], title[2]) == "letters"):
        return False, ("their titles differ",)
    against = _against(x, y, title)
    if against:
        return False, (against,)
    if x.doi and y.doi and _stem(x.doi) == _stem(y.doi):
        return not (_SUPPLEMENT.search(x.doi) and _SUPPLEMENT.search(y.doi)), ("one DOI but for the version or the supplement",)
    names = max(persons_overlap(x.names, y.names), _words_in_common(a, b))
    # Two DOIs, and one of them without the co-authors: an abstract or a talk of the same title.
    is_less = x.doi and y.doi and len(x.names) != len(y.names) and min(len(x.names), len(y.names)) == 1
    printed = x.volume and x.volume == y.volume and x.first and x.first == y.first
    if is_less:
        return False, ("two DOIs, and one lacks the co-authors",)
    if names >= 0.5 and (len(title[2]) >= 15 or printed or (x.year == y.year and x.year)):
        return True, ("same title and names",)
    if printed and (names > 0 or (x.year == y.year and not (x.names and y.names))):
        return True, ("same title, volume and page",)
    one_registrant = not (x.doi and y.doi) or x.doi.partition("/")[0] == y.doi.partition("/")[0]
    if not (x.names and y.names) and x.year and x.year == y.year and len(title[2]) >= 50 and title[0] == 1 and one_registrant:
        return True, ("same long title and year",)
    return False, ("their names differ" if x.names and y.names else "nothing but the title agrees",)


def _words_in_common(a: Record, b: Record) -> float:
    """Return which share of the words of two lists of names is common, however the names were taken apart."""
    x, y = ({w for n in r.creators for w in fold(f"{n.given} {n.full_family}").split() if len(w) > 2} for r in (a, b))
    return len(x & y) / max(len(x), len(y)) if len(x) > 2 and len(y) > 2 else 0.0


_SUPPLEMENT = re.compile(r"[.]s\d{3}$")
_VERSION = re.compile(r"(?:[./]?v\d+|[.]s\d{3}|u|[.]\d{1,2})$")


def _stem(doi: str) -> str:
    """Return a DOI without the version, supplement or state at its end."""
    return _VERSION.sub("", doi)


def _against(x: Traits, y: Traits, title: tuple[float, str, str]) -> str:
    """Say what parts two records of one title; empty where nothing does."""
    if numbers_conflict(numbers_of(x.printed), numbers_of(y.printed)) or (title[0] < 1 and numbers_of(title[1]) != numbers_of(title[2])):
        return "their titles have other figures"
    if x.notice != y.notice:
        return "one is about the other"
    if x.generic or y.generic:
        return "a title that many works bear" if not (x.volume == y.volume and x.first == y.first and x.first) else ""
    if x.kind and y.kind and x.kind != y.kind and {x.kind, y.kind} & {"dataset", "book", "review", "thesis", "chapter", "software", "news"}:
        return f"a {x.kind} and a {y.kind}"
    if (
        x.doi
        and y.doi
        and _stem(x.doi) != _stem(y.doi)
        and x.doi.partition("/")[0] == y.doi.partition("/")[0]
        and (x.kind == "dataset" or title[1] != title[2])
    ):
        return "two DOIs of one registrant"
    if x.year and y.year and abs(x.year - y.year) > 2:
        return f"of {x.year} and {y.year}"
    if x.kind == y.kind == "article" and x.volume and y.volume and x.volume != y.volume and x.first != y.first:
        return "printed in two places"
    if x.first and y.first and x.first != y.first and x.volume == y.volume and x.volume:
        return "on other pages of one volume"
    return ""
