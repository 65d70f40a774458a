"""The main job: papers into a library, finished lists and a map. The only place that knows all the rooms."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.model import (
    Diagnostic,
    Library,
    Occurrence,
    UnknownName,
    UnreadableInput,
    UnwritableOutput,
    count_by_severity,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from citekit.cocitation import CoCitationMap, Settings
    from citekit.dedupe import Deduplication, PaperMatch
    from citekit.dedupe.deduplication import Engine
    from citekit.formatters import Bibliography
    from citekit.model import Record, Reference, Span
    from citekit.parsers.citations.linking import Citation

    Progress = Callable[[str, int, int], None]

__all__ = [
    "Build",
    "Extracted",
    "build",
    "citations_jsonl",
    "dedupe",
    "dedupe_report",
    "explain_pair",
    "explanations",
    "extract",
    "groups_jsonl",
    "key_map",
    "map_of_build",
    "map_settings",
    "map_summary",
    "named",
    "parse_lines",
    "parse_stream",
    "references_as",
    "summary",
    "undo_dedupe",
    "write_build",
    "write_map",
]

KINDS = ("bibliography", "footnote", "self")
_LISTS = (("gost", "gost-7.0.5"), ("apa", "apa"))
_CHUNK = 500
_OUTPUTS = (("txt", "text"), ("md", "markdown"), ("html", "html"), ("docx", "docx"))


@dataclass(frozen=True, kw_only=True)
class Extracted:
    """The references of papers, the papers' own records by file name, and what was noticed."""

    references: tuple[Reference, ...]
    papers: dict[str, Record]
    citations: tuple[Citation, ...] = ()
    sentences: dict[tuple[str, Span], str] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_status: int = 0


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
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_status: int = 0


def _silent(_name: str, _done: int, _total: int) -> None:
    """Report progress to nobody."""


def extract(
    papers: Sequence[str | Path],
    *,
    kind: str = "bibliography",
    citations: bool = False,
    password: str = "",
    jobs: int = 1,
    progress: Progress = _silent,
) -> Extracted:
    """Read papers and return their references of a ``kind``: bibliography, footnote, self or all.

    A folder stands for the papers in it. ``password`` opens locked PDFs; up to ``jobs`` papers are read at once. A
    paper that cannot be read is a diagnostic and makes the exit status 2; the others go on.

    Raises:
        UnknownName: there is no such kind.
    """
    if kind not in (*KINDS, "all"):
        raise UnknownName("kind of reference", kind, (*KINDS, "all"))
    from citekit.papers import papers_in, read_papers

    found, said = papers_in(papers)
    references: list[Reference] = []
    noticed: list[Diagnostic] = list(said)
    own: dict[str, Record] = {}
    cited: list[Citation] = []
    sentences: dict[tuple[str, Span], str] = {}
    status = 2 if said else 0
    for done, paper in enumerate(read_papers(found, citations=citations, password=password, jobs=jobs), 1):
        noticed.extend(paper.diagnostics)
        progress(paper.name, done, len(found))
        if paper.failed:
            status = 2
            continue
        if not any(r.kind != "self" for r in paper.references):
            status = max(status, 1)
        references.extend(_placed(r) for r in paper.references if kind in ("all", r.kind))
        own[paper.name] = paper.own
        cited.extend(paper.citations)
        sentences.update({(paper.name, span): text for span, text in paper.sentences})
    noticed.extend(d for r in references for d in r.diagnostics)
    return Extracted(
        references=tuple(references),
        papers=own,
        citations=tuple(cited),
        sentences=sentences,
        diagnostics=tuple(noticed),
        exit_status=status,
    )


def _placed(reference: Reference) -> Reference:
    """Return the reference with its record named and its place among the record's occurrences."""
    occurrence = Occurrence(
        source=reference.source,
        id=reference.id,
        kind=reference.kind,
        raw=reference.raw,
        span=reference.span,
        number=reference.number,
        confidence=reference.confidence,
    )
    record = msgspec.structs.replace(reference.record, id=reference.id, occurrences=(occurrence,))
    return msgspec.structs.replace(reference, record=record)


def build(
    papers: Sequence[str | Path], *, footnotes: bool = False, password: str = "", jobs: int = 1, progress: Progress = _silent
) -> Build:
    """Do the main job on papers: find, read, merge, key; see :func:`write_build` for the files.

    ``footnotes`` also keeps the works that only a footnote names.
    """
    from citekit.dedupe import match_papers, merge
    from citekit.formats.keys import assign_keys

    extracted = extract(papers, kind="all", citations=True, password=password, jobs=jobs, progress=progress)
    wanted = ("bibliography", "footnote") if footnotes else ("bibliography",)
    references = tuple(r for r in extracted.references if r.kind in wanted)
    merged = merge(tuple(r.record for r in references))
    keyed = assign_keys(merged.records)
    records = tuple(msgspec.structs.replace(r, id=r.citation_key) for r in keyed)
    return Build(
        library=Library(records=records, papers=extracted.papers),
        references=references,
        deduplication=merged,
        keys={old.id: new.id for old, new in zip(merged.records, records, strict=True)},
        cited_papers=match_papers(extracted.papers, records),
        citations=extracted.citations,
        sentences=extracted.sentences,
        diagnostics=(*(d for d in extracted.diagnostics if _concerns(d, references)), *merged.diagnostics),
        exit_status=extracted.exit_status,
    )


def _concerns(diagnostic: Diagnostic, references: Sequence[Reference]) -> bool:
    """Tell whether a diagnostic is about the run or about a reference that is kept."""
    return not diagnostic.record or any(r.id == diagnostic.record for r in references)


def parse_lines(file: str | Path) -> tuple[tuple[Reference, ...], tuple[Diagnostic, ...]]:
    """Read a file of one reference a line into as many references, in order; a blank line is an unread one."""
    from citekit import parsers
    from citekit.documents.reading import read_text

    text, _, noticed = read_text(file)
    references = parsers.parse_list(text.splitlines(), source=str(file))
    return references, (*noticed, *(d for r in references for d in r.diagnostics))


def parse_stream(file: str | Path, *, plain: bool = False) -> Iterator[str]:
    """Yield JSON lines of the references of a file, a chunk at a time, in constant memory."""
    import sys

    from citekit import parsers

    source = str(file)
    try:
        stream = sys.stdin.buffer if source == "-" else Path(source).open("rb")  # noqa: SIM115  # closed by the with below
    except OSError as error:
        raise UnreadableInput(source, f"cannot be read: {error.strerror or error}") from error
    with stream:
        while lines := list(itertools.islice(stream, _CHUNK)):
            raws = [line.decode("utf-8", errors="replace").rstrip("\r\n") for line in lines]
            yield _jsonl(parsers.parse_list(raws, source=source), plain=plain)


def _jsonl(references: Sequence[Reference], *, plain: bool) -> str:
    from citekit.formats.items import item_of

    return "".join(
        json.dumps(
            {
                "id": r.id,
                "raw": r.raw,
                "kind": r.kind,
                "source": r.source,
                "span": [r.span.start, r.span.end],
                "csl": item_of(r.record, plain=plain),
                "confidence": round(r.confidence, 4),
            },
            ensure_ascii=False,
        )
        + "\n"
        for r in references
    )


def references_as(references: Sequence[Reference], to: str, *, plain: bool = False) -> str:
    """Return references as text: ``jsonl``, or their records in a format that citekit writes."""
    if to == "jsonl":
        return _jsonl(references, plain=plain)
    from citekit import formats

    if to not in formats.format_names():
        raise UnknownName("format", to, ("jsonl", *formats.format_names()))
    return formats.write(tuple(r.record for r in references), to, plain=plain)


def citations_jsonl(extracted: Extracted) -> str:
    """Return the citations in the text as JSON lines."""
    return "".join(json.dumps(msgspec.to_builtins(c), ensure_ascii=False) + "\n" for c in extracted.citations)


def named(records: Sequence[Record]) -> tuple[Record, ...]:
    """Return the records, those without an id with one, so that groups and decisions can name them."""
    return tuple(r if r.id else msgspec.structs.replace(r, id=f"record-{n}") for n, r in enumerate(records, 1))


def dedupe(
    records: Sequence[Record],
    *,
    decisions: str = "",
    source: str = "decisions.jsonl",
    engine: str = "builtin",
) -> Deduplication:
    """Merge the records that are the same work; records without an id get one, so that groups can name them.

    ``decisions`` is the text of a decisions file called ``source``; ``engine`` is ``builtin`` or ``splink``.

    Raises:
        UnknownName: there is no such engine.
        MissingExtra: the engine is not installed.
        UnreadableInput: the decisions are no TOML.
    """
    from citekit.dedupe import merge
    from citekit.dedupe.decisions import obeyed, read_decisions

    chosen = _engine(engine)
    whole = named(records)
    said = read_decisions(decisions, source)
    held, noticed = obeyed(said.decisions, whole, source)
    result = merge(whole, decisions=held, engine=chosen)
    return msgspec.structs.replace(result, diagnostics=(*said.diagnostics, *noticed, *result.diagnostics))


def _engine(name: str) -> Engine:
    if name == "builtin":
        from citekit.dedupe.deduplication import builtin_engine

        return builtin_engine
    if name == "splink":
        from citekit.dedupe.splink_engine import splink_engine

        return splink_engine
    raise UnknownName("engine", name, ("builtin", "splink"))


def undo_dedupe(report: str, source: str) -> tuple[Record, ...]:
    """Return the records as they were before the deduplication that a JSON report tells of.

    Raises:
        UnreadableInput: the text is no such report.
    """
    from citekit.dedupe import undo
    from citekit.dedupe.report import read_report

    result, unnamed = read_report(report, source)
    given = set(unnamed)
    return tuple(msgspec.structs.replace(r, id="") if n in given else r for n, r in enumerate(undo(result)))


def dedupe_report(result: Deduplication, records: Sequence[Record], path: str | Path) -> str:
    """Return the report of a deduplication as its file's name asks: .html a page, .json what :func:`undo_dedupe` reads.

    Raises:
        UnknownName: the name ends otherwise.
    """
    from citekit.dedupe.report import json_report, page

    ending = Path(path).suffix.casefold()
    if ending in (".html", ".htm"):
        return page(result, named(records))
    if ending == ".json":
        return json_report(result, unnamed=[n for n, r in enumerate(records) if not r.id])
    raise UnknownName("report by the ending of the file's name", ending or str(path), (".html", ".json"))


def groups_jsonl(result: Deduplication) -> str:
    """Return the groups of merged records: a JSON array of ids a line."""
    return "".join(json.dumps(list(group.members), ensure_ascii=False) + "\n" for group in result.groups)


def key_map(result: Deduplication) -> str:
    """Return old id, tab, new id, a line for each record that gave way to another; likewise for citation keys that are no ids."""
    rows: dict[str, str] = {}
    for group in result.groups:
        rows.update((member, group.kept) for member in group.members if member != group.kept)
    kept = {r.id for r in result.records} | {r.citation_key for r in result.records}
    for group in result.groups:
        keys = [r.citation_key for r in group.originals]
        new = keys[group.members.index(group.kept)] or next((key for key in keys if key), "")
        rows.update((key, new) for key in keys if key and key != new and key not in kept and key not in rows)
    return "".join(f"{old}\t{new}\n" for old, new in rows.items() if not set("\t\r\n") & {*old, *new})


def explanations(result: Deduplication) -> Iterator[str]:
    """Yield in words why records were merged, why others perhaps should be, and which belong together without being one work."""
    for group in result.groups:
        yield f"{' = '.join(group.members)}: {'; '.join(group.reasons)}"
    for pair in result.uncertain:
        against = f"; against it: {', '.join(pair.against)}" if pair.against else ""
        yield f"{pair.a} ? {pair.b}: {', '.join(pair.reasons) or 'little agrees'}{against} ({pair.points:g} points, too few to merge)"
    for relation in result.related:
        yield f"{relation.a} ~ {relation.b}: {relation.kind}: {', '.join(relation.reasons)}"


def explain_pair(records: Sequence[Record], names: tuple[str, str]) -> str:
    """Return in a sentence why two records, named by id or citation key, are one work or are not.

    Raises:
        UnknownName: there is no record of that name.
    """
    from citekit.dedupe import explain

    whole = named(records)
    by_name = {key: r for r in reversed(whole) for key in (r.citation_key, r.id) if key}
    for name in names:
        if name not in by_name:
            raise UnknownName("record", name, tuple(by_name)[:2000])
    return explain(by_name[names[0]], by_name[names[1]])


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

    target = _made(folder)
    lists = _lists(result.library.records)
    # Everything is computed before the first file is written: a fault leaves the folder as it was.
    files = list(_build_files(result, lists, plain=plain))
    drawn = export_texts(_map(result, lists))
    written = [write_whole(target / name, data) for name, data in files]
    return (*written, *(write_whole(_made(target / "map") / name, data) for name, data in drawn.items()))


def _made(folder: str | Path) -> Path:
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableOutput(str(target), f"the folder cannot be made: {error.strerror or error}") from error
    return target


def _map(result: Build, lists: Mapping[str, Bibliography], settings: Settings | None = None) -> CoCitationMap:
    from citekit.cocitation import Settings, co_citation_map
    from citekit.mapping import finished_texts, mentions_of

    mentions = mentions_of(result.library, result.citations, result.sentences)
    return co_citation_map(
        result.library,
        mentions=mentions,
        texts=finished_texts(lists),
        cited_papers={match.source: match.record_id for match in result.cited_papers},
        settings=settings or Settings(),
    )


def map_settings(*, kind: str, counting: str, language: str, **others: Any) -> Settings:
    """Return the settings of a map from words of a command line.

    Raises:
        UnknownName: there is no such kind, counting or language.
    """
    from citekit.cocitation import Settings

    named = {"kind": kind, "counting": counting, "language": language}
    known = {
        "kind": ("cocitation", "coupling", "author", "journal", "proximity"),
        "counting": ("full", "fractional"),
        "language": ("en", "ru"),
    }
    for name, value in named.items():
        if value not in known[name]:
            raise UnknownName(f"{name} of map", value, known[name])
    return msgspec.convert({**named, **others}, Settings)


def map_of_build(result: Build, settings: Settings | None = None) -> CoCitationMap:
    """Draw the co-citation map of a build's papers."""
    return _map(result, _lists(result.library.records), settings)


def write_map(drawing: CoCitationMap, folder: str | Path, only: Sequence[str] | None = None) -> tuple[Path, ...]:
    """Write a map's exports into ``folder`` (made if missing), all of them or those named in ``only``.

    Raises:
        UnknownName: ``only`` names an export that does not exist.
        UnwritableOutput: the folder cannot be made or written.
    """
    from citekit.cocitation import export_texts
    from citekit.formats.files import write_whole

    drawn = export_texts(drawing, only)
    return tuple(write_whole(_made(folder) / name, data) for name, data in drawn.items())


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
    rows += [("→", f"{match.source} is itself cited: {match.record_id} ({'; '.join(match.reasons)})") for match in result.cited_papers]
    return rows


def map_summary(drawing: CoCitationMap) -> list[tuple[str, str]]:
    """Return the summary of a map as (figure, what it counts), with the reasons for the form that was chosen."""
    rows = [(str(len(drawing.nodes)), "nodes"), (str(len(drawing.edges)), "edges")]
    return rows + [("→", reason) for reason in drawing.choice.reasons]
