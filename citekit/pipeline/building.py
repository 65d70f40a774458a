"""The main job: papers ▶ a library, finished lists and a map."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.model import Diagnostic, Library, count_by_severity
from citekit.pipeline.extraction import extract, silent
from citekit.pipeline.folders import made
from citekit.pipeline.resolving import shared_dois, with_dois

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from citekit.cocitation import CoCitationMap, Settings
    from citekit.crossref.answers import Source
    from citekit.crossref.resolving import Resolution
    from citekit.dedupe import Deduplication, PaperMatch
    from citekit.formatters import Bibliography
    from citekit.model import Record, Reference, Span
    from citekit.parsers.citations.linking import Citation
    from citekit.pipeline.extraction import Progress

__all__ = ["Build", "build", "map_of_build", "summary", "write_build"]

_LISTS = (("gost", "gost-7.0.5"), ("apa", "apa"))
_OUTPUTS = (("txt", "text"), ("md", "markdown"), ("html", "html"), ("docx", "docx"))


@dataclass(frozen=True, kw_only=True)
class Build:
    """What the main job made of its papers: values only, nothing is written yet.

    ``keys`` maps the ids of the merged references to the citation keys of the library, ``sentences`` the place
    of each citation's sentence to its text.
    """

    library: Library
    references: tuple[Reference, ...]
    deduplication: Deduplication
    keys: dict[str, str]
    cited_papers: tuple[PaperMatch, ...]
    citations: tuple[Citation, ...] = ()
    sentences: dict[tuple[str, Span], str] = field(default_factory=dict)
    resolutions: tuple[Resolution, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_status: int = 0


def build(
    papers: Sequence[str | Path],
    *,
    footnotes: bool = False,
    password: str = "",
    jobs: int = 1,
    sources: Sequence[Source] = (),
    progress: Progress = silent,
) -> Build:
    """Do the main job on papers: find, read, merge, key, resolve; see :func:`write_build` for the files.

    ``footnotes`` also keeps the works that only a footnote names; ``sources`` are asked for the DOIs of the works.
    """
    from citekit.dedupe import match_papers, merge
    from citekit.formats.keys import assign_keys

    extracted = extract(papers, kind="all", citations=True, password=password, jobs=jobs, progress=progress)
    wanted = ("bibliography", "footnote") if footnotes else ("bibliography",)
    references = tuple(r for r in extracted.references if r.kind in wanted)
    merged = merge(tuple(r.record for r in references), decisions=dict.fromkeys(extracted.faces, True))
    keyed = assign_keys(merged.records)
    records, resolutions = with_dois([msgspec.structs.replace(r, id=r.citation_key) for r in keyed], sources, progress=progress)
    return Build(
        library=Library(records=records, papers=extracted.papers),
        references=references,
        deduplication=merged,
        keys={old.id: new.id for old, new in zip(merged.records, records, strict=True)},
        cited_papers=match_papers(extracted.papers, records),
        citations=extracted.citations,
        sentences=extracted.sentences,
        resolutions=resolutions,
        diagnostics=(
            *(d for d in extracted.diagnostics if _concerns(d, references)),
            *merged.diagnostics,
            *shared_dois(records, resolutions),
        ),
        exit_status=extracted.exit_status,
    )


def _concerns(diagnostic: Diagnostic, references: Sequence[Reference]) -> bool:
    """Tell whether a diagnostic is about the run or about a reference that is kept."""
    return not diagnostic.record or any(r.id == diagnostic.record for r in references)


def _duplicates(result: Build) -> str:
    """Return duplicates.json: which references were merged, from which papers, and why."""
    by_id = {r.record.id or r.id: r for r in result.references}
    groups = [
        {
            "work": result.keys[group.kept],
            "confidence": round(group.confidence, 4),
            "reasons": list(group.reasons),
            "members": [{"id": m, "paper": by_id[m].source, "raw": by_id[m].raw} for m in group.members],
        }
        for group in result.deduplication.groups
    ]
    cited = [{"paper": match.source, "work": match.record_id, "reasons": list(match.reasons)} for match in result.cited_papers]
    return _pretty({"merged": groups, "papers_cited_by_papers": cited})


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _lists(records: Sequence[Record]) -> dict[str, Bibliography]:
    from citekit.formatters import format_records

    return {name: format_records(records, style) for name, style in _LISTS}


def _build_files(result: Build, lists: Mapping[str, Bibliography], *, plain: bool) -> Iterator[tuple[str, str | bytes]]:
    from citekit import formats
    from citekit.formats.items import item_of
    from citekit.formatters.render import render

    records = result.library.records
    yield "library.json", formats.write(records, "csl-json", plain=plain)
    yield "library.bib", formats.write(records, "bibtex")
    yield (
        "papers.json",
        _pretty({name: item_of(paper, plain=True) for name, paper in result.library.papers.items() if paper.title or paper.author}),
    )
    yield "duplicates.json", _duplicates(result)
    if result.resolutions:
        from citekit.crossref.report import render_report

        yield "dois.jsonl", render_report(result.resolutions, "jsonl")
        yield "dois.html", render_report(result.resolutions, "html")
    for name, bibliography in lists.items():
        for suffix, to in _OUTPUTS:
            yield f"{name}.{suffix}", render(bibliography, to)


def write_build(result: Build, folder: str | Path, *, plain: bool = False) -> tuple[Path, ...]:
    """Write the main job's files into ``folder`` (made if missing), each whole, and return their paths.

    Raises:
        MissingExtra: the DOCX lists need ``citekit[docx]``.
        UnwritableOutput: the folder cannot be made or written.
    """
    from citekit.cocitation import export_texts
    from citekit.formats.files import write_whole

    target = made(folder)
    lists = _lists(result.library.records)
    # Everything is computed before the first file is written: a fault leaves the folder as it was.
    files = list(_build_files(result, lists, plain=plain))
    drawn = export_texts(_map(result, lists))
    written = [write_whole(target / name, data) for name, data in files]
    return (*written, *(write_whole(made(target / "map") / name, data) for name, data in drawn.items()))


def _map(result: Build, lists: Mapping[str, Bibliography], settings: Settings | None = None) -> CoCitationMap:
    from citekit.cocitation import Settings, co_citation_map
    from citekit.pipeline.maps import finished_texts, mentions_of

    mentions = mentions_of(result.library, result.citations, result.sentences)
    return co_citation_map(
        result.library,
        mentions=mentions,
        texts=finished_texts(lists),
        cited_papers={match.source: match.record_id for match in result.cited_papers},
        settings=settings or Settings(),
    )


def map_of_build(result: Build, settings: Settings | None = None) -> CoCitationMap:
    """Draw the co-citation map of a build's papers."""
    return _map(result, _lists(result.library.records), settings)


def summary(result: Build) -> list[tuple[str, str]]:
    """Return the summary of a build as (figure, what it counts)."""
    counts = count_by_severity(result.diagnostics)
    shared = sum(len(result.library.cited_by(r)) > 1 for r in result.library)
    rows = [
        (str(len(result.library.papers)), "papers"),
        (str(len(result.references)), "references found"),
        (str(len(result.library)), "works"),
        (str(len(result.deduplication.groups)), "works merged from several references"),
        (str(shared), "works cited by two or more papers"),
        (str(sum(r.record.is_unread for r in result.references)), "references unread"),
        (", ".join(f"{n}" for n in counts.values()), "diagnostics: errors, warnings, notes"),
    ]
    if result.resolutions:
        from citekit.crossref.report import summary_of

        rows[-1:-1] = summary_of(result.resolutions)
    rows += [("→", f"{match.source} is itself cited: {match.record_id} ({'; '.join(match.reasons)})") for match in result.cited_papers]
    return rows
