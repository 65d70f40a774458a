"""A work against what a reference says of it, field by field, and what became of the work since."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citekit.crossref.acronyms import is_acronym, looks_like_acronym
from citekit.crossref.findings import Finding
from citekit.crossref.match import are_one_language, asked_of, candidate_of, judge
from citekit.dedupe.journals import journal_similarity
from citekit.dedupe.similarity import family_similarity
from citekit.language import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.crossref.answers import Work
    from citekit.crossref.match import Asked, Candidate, Judgement
    from citekit.model import Record

__all__ = ["compare", "is_one_container", "notices_of"]

# Servers of preprints: bioRxiv and medRxiv, SSRN, Preprints.org, Research Square, ChemRxiv, PsyArXiv and its siblings, TechRxiv, arXiv.
_PREPRINTS = frozenset(
    ["10.1101", "10.2139", "10.20944", "10.21203", "10.26434", "10.31219", "10.31234", "10.31235", "10.36227", "10.48550", "10.64898"]
)  # fmt: skip
_NOTICES = {
    "retraction": "retracted", "partial_retraction": "retracted", "withdrawal": "withdrawn", "removal": "withdrawn", "expression_of_concern": "expression of concern",
    "correction": "corrected", "corrigendum": "corrected", "erratum": "corrected", "addendum": "corrected", "new_version": "newer version", "new_edition": "newer version",
}  # fmt: skip


def compare(
    record: Record, work: Work, *, asked: Asked | None = None, candidate: Candidate | None = None, judgement: Judgement | None = None
) -> Iterator[Finding]:
    """Yield what a reference says differently from the source's record, field by field."""
    asked = asked or asked_of(record)
    candidate = candidate or candidate_of(work)
    judgement = judgement or judge(asked, candidate)
    titles = _titles(record, asked, candidate)
    authors = list(_authors(record, asked, candidate))
    if (
        titles is not None
        and titles.kind == "another title"
        and (judgement.title_state == "other" or any(a.kind == "other authors" for a in authors))
    ):
        yield Finding("another work", f"the record is of another work: {candidate.title[:200]}", "title", record.title, candidate.title)
        return
    if titles is not None:
        yield titles
    yield from authors
    yield from _figures(record, asked, candidate)
    yield from _relations(record, work)


_ARTICLES = frozenset(fold(w) for w in ("the", "a", "an"))


def _titles(record: Record, asked: Asked, candidate: Candidate) -> Finding | None:
    if not asked.traits.titles or not candidate.traits.titles:
        return None
    if asked.languages and candidate.languages and not asked.languages & candidate.languages:
        return Finding("other language", "the record's title is in another language", "title", record.title, candidate.title)
    differences = [_title_difference(a, b) for a in asked.traits.titles for b in candidate.traits.titles]
    if "" in differences:
        return None
    kind = "spelling" if "spelling" in differences else "another title"
    return Finding(kind, f"the title there is: {candidate.title[:300]}", "title", record.title, candidate.title)


def _title_difference(a: str, b: str) -> str:
    """Say how two folded titles differ: nothing, ``spelling``, or ``words``; a missing subtitle is no difference."""
    from rapidfuzz.distance import Levenshtein

    x, y = (t.split() for t in (a, b))
    x, y = (w[1:] if w[:1] and w[0] in _ARTICLES else w for w in (x, y))
    if x == y or "".join(x) == "".join(y):
        return ""
    short, long = sorted((x, y), key=len)
    if len(short) >= 2 and len("".join(short)) >= 12 and long[: len(short)] == short:
        return ""
    only_x, only_y = [w for w in x if w not in y], [w for w in y if w not in x]
    if not only_x and not only_y:
        return "words" if sorted(x) == sorted(y) else "spelling"
    joined = "".join(only_x), "".join(only_y)
    if len(only_x) == len(only_y) == 1 and is_inflected(*joined):
        return "words"
    if only_x and only_y and min(map(len, joined)) >= 5 and Levenshtein.distance(*joined) <= max(1, min(map(len, joined)) // 6):
        return "spelling"
    return "words"


_ENDINGS = frozenset(["s", "es", "d", "ed", "ing"])


def is_inflected(a: str, b: str) -> bool:
    """Tell whether one word is the other with an ending: the title has another word, not another spelling.

    >>> is_inflected("models", "model"), is_inflected("behaviour", "behavior")
    (True, False)
    """
    short, long = sorted((a, b), key=len)
    return len(short) > 3 and long.startswith(short) and long[len(short) :] in _ENDINGS


def _authors(record: Record, asked: Asked, candidate: Candidate) -> Iterator[Finding]:
    ours, theirs = asked.traits.names, candidate.traits.names
    if not ours or not theirs or any(p.is_body for p in (*ours, *theirs)):
        return
    cut = (
        record.custom.et_al
        or any(p.family in ("others", "et al", "and others") for p in ours)
        or bool(re.search(r"\bet al\b|\band others\b|и др\.", record.raw))
    )
    common = [a for a in ours if any(_is_one_person(a, b) for b in theirs)]
    given = "; ".join(str(n) for n in record.creators[:8])
    found = "; ".join(candidate.people[:12])
    if (
        len(common) * 2 < min(len(ours), len(theirs))
        or not common
        or (len(theirs) > 1 and len(ours) > len(theirs) and len(common) < len(ours) - 1 and len(theirs) >= 3)
        or (len(common) < len(ours) and len(theirs) >= len(ours) and len(common) * 4 < len(ours) * 3)
    ):
        yield Finding("other authors", f"the authors there are {found}", "author", given, found)
    elif len(ours) < len(theirs) and not cut:
        yield Finding("missing authors", f"the record has {len(theirs)} authors, the reference {len(ours)}", "author", given, found)
    elif not _is_one_person(ours[0], theirs[0]):
        yield Finding(
            "order of authors", f"the first author there is {next(iter(candidate.people), theirs[0].family)}", "author", given, found
        )


def _is_one_person(a: Any, b: Any) -> bool:
    return (
        family_similarity(a.family, b.family) >= 0.9 or (bool(a.given) and a.given == b.family) or (bool(b.given) and b.given == a.family)
    )


def _figures(record: Record, asked: Asked, candidate: Candidate) -> Iterator[Finding]:
    a, b = asked.traits, candidate.traits
    if a.year and candidate.years and a.year not in candidate.years:
        distance = min(abs(a.year - y) for y in candidate.years)
        there = "/".join(map(str, sorted(candidate.years)))
        yield Finding("another year" if distance > 1 else "near year", f"the year there is {there}", "issued", str(a.year), there)
    for field, x, y in (("volume", a.volume, b.volume), ("issue", a.issue, b.issue), ("page", a.first, b.first)):
        if x and y and x != y:
            yield Finding(f"another {field}", f"the {field} there is {y}", field, x, y)
    yield from _containers(record, asked, candidate)


_PARTS = frozenset(
    ["article-journal", "article-magazine", "paper-conference"]
)  # of a book or report the series may stand for the container
_ARXIV = re.compile(r"\b(?:arxiv|corr|biorxiv|medrxiv|preprint|ssrn)\b", re.IGNORECASE)


def _containers(record: Record, asked: Asked, candidate: Candidate) -> Iterator[Finding]:
    ours, theirs = asked.traits.containers, candidate.traits.containers
    there = candidate.containers[0] if candidate.containers else ""
    is_preprint = candidate.type == "posted-content" or (candidate.doi.partition("/")[0] in _PREPRINTS and not candidate.traits.containers)
    if is_preprint and ours and not _ARXIV.search(record.container_title):
        yield Finding(
            "preprint",
            "the record is of a preprint; the reference names a journal or conference",
            "container-title",
            record.container_title,
        )
        return
    if not ours or not theirs or asked.traits.issns & candidate.traits.issns or not are_one_language(asked, candidate):
        return
    # Two short acronyms share letters by chance: ACL and ICML.
    best = max(
        (1.0 if x == y else 0.0) if max(len(x), len(y)) <= 8 and " " not in x + y else journal_similarity(x, y)
        for x in ours
        for y in theirs
    )
    if best < 0.5 and not is_one_container(record.container_title, "", candidate, 2.0):
        kind = "another container" if record.type in _PARTS else "other container"
        yield Finding(kind, f"it appeared in {there}", "container-title", record.container_title, there)


def is_one_container(printed: str, key: str, work: Candidate, least: float) -> bool:
    """Tell whether a container as printed, and its key, is one of the work's: alike by ``least``, or the acronym of it."""
    return any(journal_similarity(key, c) >= least for c in work.traits.containers) or any(
        is_acronym(printed, c) or (looks_like_acronym(c) and is_acronym(c, printed)) for c in work.containers
    )


def notices_of(work: Work) -> list[Finding]:
    """Return what a work's record says of its later fate: retracted, withdrawn, an expression of concern, corrected."""
    findings = []
    seen: set[str] = set()
    updates = work.get("updated-by")
    for update in updates if isinstance(updates, list) else []:
        if not isinstance(update, dict):
            continue
        kind = _NOTICES.get(str(update.get("type", "")).lower().replace("-", "_").replace(" ", "_"))
        if kind and kind not in seen:
            seen.add(kind)
            by = "Retraction Watch" if update.get("source") == "retraction-watch" else "the publisher"
            findings.append(Finding(kind, f"{kind}, by {by}: {update.get('DOI', '')}", "DOI", found=str(update.get("DOI", ""))))
    titles = work.get("title")
    title = str(titles[0]) if isinstance(titles, list) and titles else ""
    if not seen & {"retracted", "withdrawn"} and re.match(
        r"\s*(?:\[?retracted\]?|withdrawn)\b\s*(?:article)?\s*[:.\]]", title, re.IGNORECASE
    ):
        findings.append(Finding("retracted", "its title says that it was retracted", "title", found=title))
    return findings


def _relations(record: Record, work: Work) -> Iterator[Finding]:  # noqa: ARG001  # for the same form as the others
    relation = work.get("relation")
    if not isinstance(relation, dict):
        return
    for key, kind, message in (
        ("is-preprint-of", "version of record", "a preprint; the version of record is {}"),
        ("is-translation-of", "translation", "a translated edition of {}"),
        ("has-translation", "translation", "there is a translated edition: {}"),
    ):
        links = relation.get(key)
        if isinstance(links, list) and links and isinstance(links[0], dict) and links[0].get("id"):
            other = str(links[0]["id"])
            yield Finding(kind, message.format(other), "DOI", found=other)
