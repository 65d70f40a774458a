"""Is this DOI this work, and is the work still good: what a reference says against what its source says.

Four verdicts: ``ok``, ``wrong`` (a finding says what), ``invented`` (the reference gives itself away, or a source that
holds its whole volume does not hold it), ``unchecked``. An outage is never a fault of the reference, and neither is
that a source does not know a work.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from citekit.crossref.answers import NotFound, SourceError
from citekit.crossref.client import Client
from citekit.crossref.invented import contradictions_of, signs_of_invention
from citekit.crossref.match import are_one_language, asked_of, candidate_of, judge
from citekit.crossref.resolving import queries_of
from citekit.dedupe.journals import journal_key, journal_similarity
from citekit.dedupe.similarity import family_similarity, titles_ratio
from citekit.language import fold
from citekit.model import InvalidIdentifier
from citekit.model.identifiers import normalise_doi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from citekit.crossref.answers import Source, Work
    from citekit.crossref.match import Asked, Candidate, Judgement
    from citekit.model import Record

__all__ = ["Finding", "Verification", "compare", "notices_of", "verify", "verify_all"]

Verdict = Literal["ok", "wrong", "invented", "unchecked"]
# Findings that make a reference wrong; the others are said and leave the verdict alone.
WRONG = frozenset(
    ["malformed DOI", "unregistered DOI", "another DOI", "another work", "another title", "other authors", "missing authors", "another year", "another container", "preprint", "retracted", "withdrawn"]
)  # fmt: skip
# Servers of preprints: bioRxiv and medRxiv, SSRN, Preprints.org, Research Square, ChemRxiv, PsyArXiv and its siblings, TechRxiv, arXiv.
_PREPRINTS = frozenset(
    ["10.1101", "10.2139", "10.20944", "10.21203", "10.26434", "10.31219", "10.31234", "10.31235", "10.36227", "10.48550", "10.64898"]
)  # fmt: skip
_NOTICES = {
    "retraction": "retracted", "partial_retraction": "retracted", "withdrawal": "withdrawn", "removal": "withdrawn", "expression_of_concern": "expression of concern",
    "correction": "corrected", "corrigendum": "corrected", "erratum": "corrected", "addendum": "corrected", "new_version": "newer version", "new_edition": "newer version",
}  # fmt: skip
_REGISTRANT = 50  # so many DOIs of one prefix in an index, and it is taken to hold them all
_COVERED = 4  # so many works of a container and year, and the source is taken to hold them all


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing to say: its kind, the sentence, and for a field what was given and what the source has."""

    kind: str
    message: str
    field: str = ""
    given: str = ""
    found: str = ""


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one reference; ``doi`` is that of the work it was compared with."""

    id: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    doi: str = ""
    title: str = ""
    source: str = ""


def verify(record: Record, sources: Sequence[Source], *, year: int) -> Verification:
    """Compare one reference with what the sources hold of it. ``year`` is the present one."""
    signs = tuple(Finding("invented", sign) for sign in signs_of_invention(record, year))
    signs += tuple(Finding(kind, message, field) for kind, message, field in contradictions_of(record))
    try:
        doi = normalise_doi(record.doi) if record.doi else ""
    except InvalidIdentifier as error:
        malformed = Finding("malformed DOI", str(error), "DOI", record.doi[:200])
        found = _by_search(record, sources)
        return _concluded(record, (*signs, malformed, *found.findings), found)
    verification = _by_doi(record, doi, sources, year) if doi else _by_search(record, sources)
    return _concluded(record, (*signs, *verification.findings), verification)


def _concluded(record: Record, findings: tuple[Finding, ...], verification: Verification) -> Verification:
    findings = tuple({(f.kind, f.field): f for f in reversed(findings)}.values())[::-1]  # one word on each matter, the first
    kinds = {f.kind for f in findings}
    verdict: Verdict = verification.verdict
    if "invented" in kinds:
        verdict = "invented"
    elif kinds & WRONG:
        verdict = "wrong"
    return msgspec.structs.replace(verification, id=record.citation_key or record.id, verdict=verdict, findings=findings)


def _nothing(record: Record, findings: Sequence[Finding], source: str = "") -> Verification:
    return Verification(id=record.id, verdict="unchecked", findings=tuple(findings), source=source)


def _by_doi(record: Record, doi: str, sources: Sequence[Source], year: int) -> Verification:
    troubles: list[Finding] = []
    absent: list[str] = []
    for source in sources:
        answer = source.works([doi])[doi]
        if isinstance(answer, dict):
            return _compared(record, answer, source)
        if isinstance(answer, NotFound):
            absent.append(source.name)
        else:
            troubles.append(Finding("not checked", str(answer), "DOI"))
    client = next((s for s in sources if isinstance(s, Client)), None)
    if client is not None and not troubles:
        try:
            agency = client.agency(doi)
        except NotFound:
            finding = Finding("unregistered DOI", f"no agency has registered the DOI {doi}", "DOI", doi)
            found = _by_search(record, sources)
            return msgspec.structs.replace(found, findings=(finding, *_not_about_doi(found.findings)))
        except SourceError as error:
            return _nothing(record, [Finding("not checked", str(error), "DOI")])
        if agency == "datacite":
            work = client.datacite_work(doi)
            if isinstance(work, dict):
                return _compared(record, work, client)
        return _nothing(
            record, [Finding("other agency", f"the DOI is registered with {agency}; its record was not compared", "DOI", doi)], agency
        )
    if troubles:
        return _nothing(record, troubles)
    found = _by_search(record, sources)
    unknown = Finding("unknown DOI", f"{' and '.join(absent)}: the DOI is not known there", "DOI", doi)
    if (known := _known_of_registrant(doi, record, sources, year)) and not found.doi:
        unknown = Finding("unregistered DOI", f"{known} of the same registrant are known, and not the DOI {doi}", "DOI", doi)
    if found.doi and found.doi != doi and not any(f.kind in WRONG for f in found.findings):
        return msgspec.structs.replace(
            found, findings=(Finding("another DOI", f"the work has the DOI {found.doi} there", "DOI", doi, found.doi), *found.findings)
        )
    return msgspec.structs.replace(found, findings=(unknown, *found.findings))


def _known_of_registrant(doi: str, record: Record, sources: Sequence[Source], year: int) -> int:
    """Return how many DOIs of one prefix a local index holds, where that is enough to miss one that is not too new for it."""
    from citekit.crossref.index import Index

    if not record.year or record.year > year - 2:
        return 0
    prefix = doi.partition("/")[0]
    known = max((s.count_of_prefix(prefix, _REGISTRANT) for s in sources if isinstance(s, Index)), default=0)
    return known if known >= _REGISTRANT else 0


def _not_about_doi(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(f for f in findings if f.kind != "missing DOI")


def _compared(record: Record, work: Work, source: Source) -> Verification:
    asked, candidate = asked_of(record), candidate_of(work)
    judgement = judge(asked, candidate)
    findings = list(compare(record, work, asked=asked, candidate=candidate, judgement=judgement))
    findings += notices_of(work)
    return Verification(id=record.id, verdict="ok", findings=tuple(findings), doi=candidate.doi, title=candidate.title, source=source.name)


def _by_search(record: Record, sources: Sequence[Source]) -> Verification:
    """Look for a reference without a DOI (or with one that leads nowhere) by its title and names."""
    if not (record.title or record.raw):
        return _nothing(record, [Finding("not checked", "there is no title to look for")])
    asked = asked_of(record)
    unchecked: list[Finding] = []
    for source in sources:
        try:
            near = _nearest(record, asked, source)
            if near is not None:
                return _compared_by_search(record, near, source)
            gap = _gap(record, source)
        except SourceError as error:
            unchecked.append(Finding("not checked", str(error)))
            continue
        if gap:
            return _nothing(record, [Finding("invented", gap)], source.name)
        unchecked.append(Finding("not found", f"{source.name} has no work like this; that proves nothing", found=""))
    return _nothing(record, unchecked)


def _compared_by_search(record: Record, work: Work, source: Source) -> Verification:
    verification = _compared(record, work, source)
    if verification.doi and not record.doi and not any(f.kind in WRONG for f in verification.findings):
        missing = Finding("missing DOI", f"the work has the DOI {verification.doi}", "DOI", found=verification.doi)
        return msgspec.structs.replace(verification, findings=(*verification.findings, missing))
    return verification


def _nearest(record: Record, asked: Asked, source: Source) -> Work | None:
    """Return the work whose title is the reference's, or so near that a changed word may be all the difference."""
    best: tuple[float, float, Work] | None = None
    for n, query in enumerate(queries_of(record, folds_scripts=source.folds_scripts)):
        for work in source.search(query, 10):
            judgement = judge(asked, candidate := candidate_of(work))
            if judgement.title_state not in ("same", "near") and not judgement.accepted:
                continue
            ratio = max((titles_ratio(a, b) for a in asked.traits.titles for b in candidate.traits.titles), default=0.0)
            if ratio < 0.8 and not judgement.accepted:
                continue
            if ratio < 0.93 and not _has_a_common_author(asked, candidate):
                continue
            key = (round(ratio, 2), judgement.score, work)
            if best is None or key[:2] > best[:2]:
                best = key
        if best is not None or n >= 2:
            break
    return best[2] if best else None


def _has_a_common_author(asked: Asked, candidate: Candidate) -> bool:
    return any(family_similarity(a.family, b.family) >= 0.93 for a in asked.traits.names for b in candidate.traits.names)


def _gap(record: Record, source: Source) -> str:
    """Say that a source holds a container's year and not this work; empty where it may simply not hold it."""
    container = record.container_title or record.event_title
    if not container or not record.year or not record.title:
        return ""
    key = journal_key(container)
    known = 0
    for work in source.search(f"{container} {record.year}", 20):
        candidate = candidate_of(work)
        if record.year in candidate.years and any(
            journal_similarity(key, c) >= 0.95 or _is_acronym(fold(container), c) for c in candidate.traits.containers
        ):
            known += 1
    if known < _COVERED:
        return ""
    return f"{source.name} holds works of {container} {record.year}, and none with this title"


# a work against what the reference says of it


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

    x, y = ([w for w in t.split() if w not in _ARTICLES] for t in (a, b))
    if x == y or "".join(x) == "".join(y):
        return ""
    short, long = sorted((x, y), key=len)
    if len(short) >= 2 and len("".join(short)) >= 12 and long[: len(short)] == short:
        return ""
    only_x, only_y = [w for w in x if w not in y], [w for w in y if w not in x]
    if not only_x and not only_y:
        return "words" if sorted(x) == sorted(y) else "spelling"
    joined = "".join(only_x), "".join(only_y)
    if only_x and only_y and min(map(len, joined)) >= 5 and Levenshtein.distance(*joined) <= max(1, min(map(len, joined)) // 6):
        return "spelling"
    return "words"


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
    found = "; ".join(p.family for p in theirs[:12])
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
        yield Finding("order of authors", f"the first author there is {theirs[0].family}", "author", given, found)


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


_ARXIV = re.compile(r"\b(?:arxiv|corr|biorxiv|medrxiv|preprint|ssrn)\b", re.IGNORECASE)


def _containers(record: Record, asked: Asked, candidate: Candidate) -> Iterator[Finding]:
    ours, theirs = asked.traits.containers, candidate.traits.containers
    there = candidate.names_of_container[0] if candidate.names_of_container else ""
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
    if best < 0.5 and not any(
        _is_acronym(x, y) or _is_acronym(y, x)
        for x in (*ours, fold(record.container_title))
        for y in (*theirs, *candidate.names_of_container)
    ):
        yield Finding("another container", f"it appeared in {there}", "container-title", record.container_title, there)


def _is_acronym(short: str, long: str) -> bool:
    """Tell whether a folded name is the other's acronym: its word, or its words' first letters in order."""
    words = long.split()
    if " " in short or len(short) < 2:
        return False
    if short in words or any(w.startswith(short) for w in words if len(short) > 3):
        return True
    letters = iter("".join(w[0] for w in words))
    return all(c in letters for c in short)


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


def verify_all(
    records: Sequence[Record], sources: Sequence[Source], *, year: int, progress: Callable[[str, int, int], None] | None = None
) -> Iterator[Verification]:
    """Verify references in order; their DOIs are looked up together, up to 50 a request. A work cited by two keys is said."""
    dois = []
    for record in records:
        try:
            if record.doi:
                dois.append(normalise_doi(record.doi))
        except InvalidIdentifier:
            continue
    for source in sources:
        if dois:
            source.works(list(dict.fromkeys(dois)))
    for n, record in enumerate(records, 1):
        if progress:
            progress(record.citation_key or record.id, n, len(records))
        yield verify(record, sources, year=year)
