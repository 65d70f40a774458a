"""Is this DOI this work, and is the work still good: what a reference says against what its source says.

Four verdicts: ``ok``, ``wrong`` (a finding says what), ``invented`` (the reference gives itself away, or a source that
holds its whole volume does not hold it), ``unchecked``. An outage is never a fault of the reference, and neither is
that a source does not know a work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from citekit.crossref.answers import LocalSource, NotFound, Registry, SourceError, aliases_of
from citekit.crossref.comparing import compare, is_one_container, notices_of
from citekit.crossref.dois import contradictions_of, doi_of
from citekit.crossref.findings import WRONG, Finding, Verification, conclude
from citekit.crossref.invented import malformed_names, signs_of_invention
from citekit.crossref.match import asked_of, candidate_of, judge
from citekit.crossref.resolving import queries_of
from citekit.crossref.threads import in_order
from citekit.dedupe.journals import journal_key
from citekit.dedupe.similarity import family_similarity, titles_ratio
from citekit.dedupe.titles import is_generic, title_key
from citekit.model import InvalidIdentifier
from citekit.model.identifiers import normalise_doi

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citekit.crossref.answers import Source, Work
    from citekit.crossref.match import Asked, Candidate
    from citekit.model import Record

__all__ = ["Verification", "verify", "verify_all"]

_ENOUGH = 20  # so many references tell how much of a list a source holds
_REGISTRANT = 50  # so many DOIs of one prefix in an index, and it is taken to hold them all
_COVERED = 4  # so many works of a container and year, and the source is taken to hold them all


def verify(record: Record, sources: Sequence[Source], *, year: int) -> Verification:
    """Compare one reference with what the sources hold of it. ``year`` is the present one."""
    signs = tuple(Finding("invented", sign) for sign in signs_of_invention(record, year))
    signs += tuple(Finding(kind, message, field) for kind, message, field in contradictions_of(record))
    if said := malformed_names(record):
        signs += (Finding("malformed names", said, "author"),)
    try:
        doi = normalise_doi(record.doi) if record.doi else ""
    except InvalidIdentifier as error:
        malformed = Finding("malformed DOI", str(error), "DOI", record.doi[:200])
        found = _by_search(record, sources)
        return _concluded(record, (*signs, malformed, *found.findings), found)
    verification = _by_doi(record, doi, sources, year) if doi else _by_search(record, sources)
    return _concluded(record, (*signs, *verification.findings), verification)


def _concluded(record: Record, findings: tuple[Finding, ...], verification: Verification) -> Verification:
    verdict, findings = conclude(findings, verification.verdict)
    return msgspec.structs.replace(verification, id=record.citation_key or record.id, verdict=verdict, findings=findings)


def _nothing(record: Record, findings: Sequence[Finding], source: str = "") -> Verification:
    return Verification(id=record.id, verdict="unchecked", findings=tuple(findings), source=source)


def _by_doi(record: Record, doi: str, sources: Sequence[Source], year: int) -> Verification:
    troubles: list[Finding] = []
    absent: list[str] = []
    for source in sources:
        answer = source.works([doi])[doi]
        if isinstance(answer, dict):
            return _by_alias(record, answer, source, doi)
        if isinstance(answer, NotFound):
            absent.append(source.name)
        else:
            troubles.append(Finding("not checked", str(answer), "DOI"))
    registry = next((s for s in sources if isinstance(s, Registry)), None)
    if registry is not None and not troubles:
        try:
            agency = registry.agency(doi)
        except NotFound:
            finding = Finding("unregistered DOI", f"no agency has registered the DOI {doi}", "DOI", doi)
            found = _by_search(record, sources)
            return msgspec.structs.replace(found, findings=(finding, *_not_about_doi(found.findings)))
        except SourceError as error:
            return _nothing(record, [Finding("not checked", str(error), "DOI")])
        if agency == "datacite":
            work = registry.datacite_work(doi)
            if isinstance(work, dict):
                return _compared(record, work, registry)
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


def _by_alias(record: Record, work: Work, source: Source, doi: str) -> Verification:
    """Compare with the work of a DOI, and say where the service leads that DOI to another, its primary one."""
    verification = _compared(record, work, source)
    if not verification.doi or verification.doi == doi:
        return verification
    alias = Finding("alias", f"the DOI leads to {verification.doi}, which is the work's own", "DOI", doi, verification.doi)
    if any(f.kind == "another work" for f in verification.findings) and doi not in aliases_of(work):
        # The service leads there and does not say that the two are one: no proof against the reference.
        return _nothing(record, [Finding("not checked", f"{source.name} leads {doi} to {verification.doi}, another work", "DOI", doi)])
    return msgspec.structs.replace(verification, findings=(alias, *verification.findings))


def _known_of_registrant(doi: str, record: Record, sources: Sequence[Source], year: int) -> int:
    """Return how many DOIs of one prefix a local index holds, where that is enough to miss one that is not too new for it."""
    if not record.year or record.year > year - 2:
        return 0
    prefix = doi.partition("/")[0]
    try:
        known = max((s.count_of_prefix(prefix + "/", _REGISTRANT) for s in sources if isinstance(s, LocalSource)), default=0)
    except SourceError:
        return 0
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
    gaps: list[tuple[str, str]] = []
    for source in sources:
        try:
            near = _nearest(record, asked, source)
            if near is not None and (verification := _compared_by_search(record, near, source)):
                return verification
            gap = _gap(record, source) if isinstance(source, LocalSource) else ""
        except SourceError as error:
            unchecked.append(Finding("not checked", str(error)))
            continue
        if gap:
            gaps.append((gap, source.name))
        unchecked.append(Finding("not found", f"{source.name} has no work like this; that proves nothing"))
    if gaps and all(f.kind == "not found" for f in unchecked):
        return _nothing(record, [Finding("gap", gaps[0][0])], gaps[0][1])
    return _nothing(record, unchecked, " and ".join(s.name for s in sources))


def _compared_by_search(record: Record, work: Work, source: Source) -> Verification | None:
    """Compare with the work that a search brought; None where what differs may be because it is another work."""
    verification = _compared(record, work, source)
    wrong = {f.kind for f in verification.findings if f.kind in WRONG}
    candidate = candidate_of(work)
    stands_elsewhere = {"another volume", "another page"} <= {f.kind for f in verification.findings}
    if wrong and (stands_elsewhere or not _is_meant(record, candidate, wrong)):
        return None
    verification = _with_fate(verification, work, source)
    if verification.doi and not record.doi and not wrong:
        missing = Finding("missing DOI", f"the work has the DOI {verification.doi}", "DOI", found=verification.doi)
        return msgspec.structs.replace(verification, findings=(*verification.findings, missing))
    return verification


def _with_fate(verification: Verification, work: Work, source: Source) -> Verification:
    """Add what became of a work that a search brought: Crossref's lists do not tell, its record of the DOI does."""
    if not isinstance(source, Registry) or not verification.doi or "updated-by" in work:
        return verification
    whole = source.works([verification.doi])[verification.doi]
    if isinstance(whole, dict):
        notices = notices_of(whole)
    else:
        notices = [Finding("not checked", f"whether it was retracted could not be asked: {whole}")]
    told = {f.kind for f in notices}
    return msgspec.structs.replace(verification, findings=(*(f for f in verification.findings if f.kind not in told), *notices))


def _is_meant(record: Record, work: Candidate, wrong: set[str]) -> bool:
    """Tell whether a work without the reference's DOI is its work all the same, so that what differs is a fault.

    A title is borne by several works, an author writes two of nearly one title, and a work is printed twice.
    """
    container = record.container_title or record.event_title
    is_dated = bool(record.year) and any(abs(record.year - y) <= 1 for y in work.years)
    is_placed = bool(container) and is_one_container(container, journal_key(container), work, 0.5)
    if "another work" in wrong:
        return False
    if "other authors" in wrong:
        title = title_key(record.title)
        is_telling = len(title) >= 20 and title.count(" ") >= 2 and not is_generic(title)
        return is_telling and (is_dated or is_placed) and "another title" not in wrong
    if "another title" in wrong:
        return is_dated and (is_placed or not container or not work.containers)
    if "another year" in wrong:
        return record.type != "book" and (is_placed or not container or not work.containers)
    return True


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


def _gap(record: Record, source: LocalSource) -> str:
    """Say that a local source holds a container's year and not this work; empty where it may simply not hold it."""
    container = record.container_title or record.event_title
    if not container or not record.year or not record.title:
        return ""
    if container.strip().lower().startswith("arxiv"):
        # arXiv's records name no container: its DOIs begin with year and month.
        known = source.count_of_prefix(f"10.48550/arxiv.{record.year % 100:02d}", _COVERED)
    else:
        key, works = journal_key(container), map(candidate_of, source.search(f"{container} {record.year}", 20))
        known = sum(record.year in work.years and is_one_container(container, key, work, 0.95) for work in works)
    if known < _COVERED:
        return ""
    return f"{source.name} holds works of {container} {record.year}, and none with this title"


def verify_all(
    records: Sequence[Record],
    sources: Sequence[Source],
    *,
    year: int,
    at_once: int = 1,
    progress: Callable[[str, int, int], None] | None = None,
) -> tuple[Verification, ...]:
    """Verify references, in order, some at once; their DOIs are looked up together, up to 50 a request.

    Where a local source lacks many of the references it is taken to be incomplete, and none is called invented for lacking there.
    """
    dois = list(dict.fromkeys(doi for record in records if (doi := doi_of(record))))
    for source in sources:
        if dois:
            source.works(dois)
    found = []
    for n, verification in enumerate(in_order(lambda record: verify(record, sources, year=year), records, at_once), 1):
        found.append(verification)
        if progress:
            progress(verification.id, n, len(records))
    lacking = sum(any(f.kind == "gap" for f in v.findings) for v in found)
    held = sum(bool(v.doi) for v in found)
    if lacking + held >= _ENOUGH and lacking * 3 > lacking + held:
        return tuple(_without_gap(v) for v in found)
    return tuple(found)


def _without_gap(verification: Verification) -> Verification:
    if not any(f.kind == "gap" for f in verification.findings):
        return verification
    findings = tuple(
        Finding("not found", f"{f.message}; but it lacks many of this list") if f.kind == "gap" else f for f in verification.findings
    )
    verdict, findings = conclude(findings, "unchecked")
    return msgspec.structs.replace(verification, findings=findings, verdict=verdict)
