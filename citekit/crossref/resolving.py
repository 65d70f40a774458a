"""Find the DOI that a reference means: DOIs it gives, then queries from the most telling to the least."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from citekit.crossref.answers import NotFound, SourceError
from citekit.crossref.match import ACCEPTED, MARGIN, PLAUSIBLE, asked_of, candidate_of, judge
from citekit.crossref.threads import in_order
from citekit.language import script_of, transliterate
from citekit.model import Evidence, InvalidIdentifier
from citekit.model.identifiers import find_dois, normalise_doi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from citekit.crossref.answers import Source, Work
    from citekit.crossref.match import Judgement
    from citekit.model import Record

__all__ = ["Resolution", "Suggestion", "dois_of", "queries_of", "resolve", "resolve_all", "unchecked", "with_doi"]

_FIRST = 3  # a work that fits as well as the best stands beside it; the rest is looked at where none of these fits
Verdict = Literal["matched", "probable", "none", "unchecked"]
_NO_QUERY = re.compile(r"(?:https?://|www\.|doi:?\s*10\.|\b10\.\d{4,9}/)\S+", re.IGNORECASE)
_ACCESS = re.compile(
    r"\((?:дата обращения|accessed|retrieved)[^()]{0,60}\)|\[(?:электронный ресурс|electronic resource|online)\]|\b(?:URL|DOI|EDN)\b:?",
    re.IGNORECASE,
)


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A work that may be meant: shown to a person, never written."""

    doi: str
    score: float
    title: str = ""
    reasons: tuple[str, ...] = ()
    is_translation: bool = False


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one reference. ``doi`` only where the verdict is ``matched``; the others wait in ``suggestions``."""

    id: str
    raw: str
    verdict: Verdict
    doi: str = ""
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    work: dict[str, Any] = msgspec.field(default_factory=dict)
    source: str = ""


def dois_of(record: Record) -> tuple[str, ...]:
    """Return the DOIs that a reference gives itself, normalised, its own field first."""
    found: list[str] = []
    for text in (record.doi, record.url if "doi.org/" in record.url else ""):
        try:
            if text:
                found.append(normalise_doi(text))
        except InvalidIdentifier:
            continue
    found += [f.value for f in find_dois(record.raw)]
    return tuple(dict.fromkeys(found))


def queries_of(record: Record, *, folds_scripts: bool = False) -> Iterator[str]:
    """Yield bibliographic queries, the most telling first: as printed, romanised, the English face, names and figures."""
    seen: set[str] = set()

    def fresh(text: str) -> bool:
        key = " ".join(text.split())
        if len(key) < 8 or key in seen:
            return False
        seen.add(key)
        return True

    names = [n.full_family for n in record.creators[:3]]
    year = str(record.year or "")
    raw = _ACCESS.sub(" ", _NO_QUERY.sub(" ", record.raw)) if record.raw else ""
    if not raw:
        raw = " ".join([*names, year, record.title, record.container_title, record.volume, record.issue, record.page, record.publisher])
    if fresh(raw):
        yield raw
    is_cyrillic = script_of(raw) == "Cyrl"
    if is_cyrillic and not folds_scripts:
        latin = transliterate(raw, "bgn-simple")
        if fresh(latin):
            yield latin
    for title in (record.custom.translated_title, record.original_title, *(v.record.title for v in record.variants)):
        face = f"{' '.join(_latin(n) for n in names)} {title} {year} {record.volume} {record.issue} {record.page}"
        if title and fresh(face):
            yield face
    if record.title and (record.raw or not is_cyrillic):
        few = f"{' '.join(names[:1])} {record.title} {year}"
        if fresh(few):
            yield few
    if names and (record.page or record.volume):
        figures = (
            f"{' '.join(_latin(n) for n in names)} {_latin(record.container_title)} {year} {record.volume} {record.issue} {record.page}"
        )
        if fresh(figures):
            yield figures


def _latin(text: str) -> str:
    return transliterate(text, "bgn-simple")


def resolve(record: Record, sources: Sequence[Source], *, rows: int = 10) -> Resolution:
    """Find the DOI of one reference in the sources, asked in order until one gives a match."""
    troubles: list[str] = []
    resolution: Resolution | None = None
    for source in sources:
        found = _resolve_at(record, source, rows, troubles)
        if found.verdict == "matched":
            return found
        if resolution is None or found.score > resolution.score:
            resolution = found
    assert resolution is not None, "at least one source is asked"
    if troubles:
        return msgspec.structs.replace(resolution, verdict="unchecked", reasons=(*troubles, *resolution.reasons))
    return resolution


def _resolve_at(record: Record, source: Source, rows: int, troubles: list[str]) -> Resolution:
    asked = asked_of(record)
    notes: list[str] = []
    judged: dict[str, tuple[Judgement, Work]] = {}
    given = dois_of(record)
    if given:
        for doi, answer in source.works(given).items():
            if isinstance(answer, NotFound):
                notes.append(f"the DOI given, {doi}, is not known to {source.name}")
            elif isinstance(answer, SourceError):
                troubles.append(f"{answer}")
            else:
                judgement = judge(asked, candidate_of(answer))
                judged[doi] = (judgement, answer)
                if _is_given_work(judgement):
                    reasons = (f"the DOI given is of this work at {source.name}", *judgement.reasons)
                    return _matched(record, judgement, answer, reasons, source)
                notes.append(f"the DOI given, {doi}, is of another work: {judgement.title[:120]}")
    for query in queries_of(record, folds_scripts=source.folds_scripts):
        try:
            works = source.search(query, rows)
        except SourceError as error:
            troubles.append(f"{error}")
            break
        for some in (works[:_FIRST], works[_FIRST:]):
            for work in some:
                doi = str(work["DOI"]).lower()
                if doi not in judged:
                    judged[doi] = (judge(asked, candidate_of(work)), work)
            chosen = _chosen(list(judged.values()))
            if chosen:
                judgement, work = chosen
                return _matched(record, judgement, work, (*notes, *judgement.reasons), source)
    return _unmatched(record, [j for j, _ in judged.values()], notes, source)


def _is_given_work(judgement: Judgement) -> bool:
    """Tell whether a DOI printed in the reference is of the work: less is asked of it than of a guess."""
    return (judgement.title_state == "same" and judgement.score >= 4) or (
        judgement.title_state in ("foreign", "unknown") and judgement.score >= 5
    )


def _chosen(judged: list[tuple[Judgement, Work]]) -> tuple[Judgement, Work] | None:
    """Return the one candidate that is accepted and stands clear of the others."""
    ranked = sorted(judged, key=lambda pair: (-pair[0].score, pair[0].doi))
    if not ranked or not ranked[0][0].accepted:
        return None
    best = ranked[0]
    if len(ranked) > 1:
        second = ranked[1][0]
        close = best[0].score - second.score < MARGIN and second.score >= PLAUSIBLE and second.title_state in ("same", best[0].title_state)
        if close and not (second.title_state != "same" and best[0].title_state == "same"):
            return None
    return best


def _matched(record: Record, judgement: Judgement, work: Work, reasons: tuple[str, ...], source: Source) -> Resolution:
    return Resolution(
        id=record.id,
        raw=record.raw,
        verdict="matched",
        doi=judgement.doi,
        score=judgement.score,
        reasons=reasons,
        work=work,
        source=source.name,
    )


def _unmatched(record: Record, judgements: list[Judgement], notes: list[str], source: Source) -> Resolution:
    ranked = sorted((j for j in judgements if j.score >= PLAUSIBLE or j.is_translation), key=lambda j: (-j.score, j.doi))[:3]
    suggestions = tuple(
        Suggestion(doi=j.doi, score=j.score, title=j.title, reasons=j.reasons, is_translation=j.is_translation) for j in ranked
    )
    notes = [*notes, *(f"{s.doi} is a translated edition, with pages of its own; not taken" for s in suggestions if s.is_translation)]
    likely = [s for s in suggestions if not s.is_translation]
    if likely:
        first = likely[0]
        why = (
            "two works fit equally"
            if len(likely) > 1 and first.score - likely[1].score < MARGIN and first.score >= ACCEPTED
            else "not sure enough to be written"
        )
        reasons = (*notes, f"{first.doi} is likely, {why}", *first.reasons)
        return Resolution(
            id=record.id,
            raw=record.raw,
            verdict="probable",
            score=first.score,
            reasons=reasons,
            suggestions=suggestions,
            source=source.name,
        )
    reasons = (*notes, f"no work of {source.name} fits")
    return Resolution(id=record.id, raw=record.raw, verdict="none", reasons=reasons, suggestions=suggestions, source=source.name)


def resolve_all(
    records: Sequence[Record],
    sources: Sequence[Source],
    *,
    rows: int = 10,
    at_once: int = 1,
    progress: Callable[[str, int, int], None] | None = None,
) -> Iterator[Resolution]:
    """Resolve references in order; the DOIs they give are looked up together, up to 50 a request.

    Results come one by one, so that a run that is stopped keeps what is done.
    """
    step = 500
    for at in range(0, len(records), step):
        some = records[at : at + step]
        given = list(dict.fromkeys(doi for record in some for doi in dois_of(record)))
        for source in sources:
            if given:
                source.works(given)  # kept in the source's cache; each reference then asks it again
        for n, resolution in enumerate(in_order(lambda record: resolve(record, sources, rows=rows), some, at_once), at + 1):
            if progress:
                progress(resolution.id, n, len(records))
            yield resolution


def unchecked(record: Record, reason: str) -> Resolution:
    """Return the resolution of a reference that was not looked at."""
    return Resolution(id=record.id, raw=record.raw, verdict="unchecked", reasons=(reason,))


def with_doi(record: Record, resolution: Resolution) -> Record:
    """Return the record with the DOI that was found, and where it came from; unchanged where none is sure."""
    if resolution.verdict != "matched" or record.doi.lower() == resolution.doi:
        return record
    evidence = Evidence(
        agent="crossref",
        value=resolution.doi,
        raw="; ".join(resolution.reasons),
        source=resolution.source,
        confidence=min(0.999, 1 - 0.5 ** max(1.0, resolution.score - 5)),
    )
    return msgspec.structs.replace(
        record, doi=resolution.doi, evidence={**record.evidence, "DOI": (evidence, *record.evidence.get("DOI", ()))}
    )
