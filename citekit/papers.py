"""Papers on disk ▶ what each holds: folders are walked, and several papers are read at once."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from citekit.model import CitekitError, Diagnostic, Record, Reference, Span, UnreadableInput
from citekit.parsers.citations.cited import Citation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Paper", "PaperRead", "papers_in", "read_paper", "read_papers"]

_FEWEST = 4  # papers for which starting further processes pays
_MOST_FILES = 100_000


class Paper(NamedTuple):
    """A paper to read: its path, how it is called in the results, and how the ids of its references begin."""

    path: str
    name: str
    stem: str


class PaperRead(msgspec.Struct, frozen=True, kw_only=True):
    """What a paper holds. ``failed`` says that it could not be read at all; a diagnostic says why.

    ``faces`` are the ids of references that are one work in two lists, ``sentences`` the sentences of its citations
    by their spans.
    """

    name: str
    references: tuple[Reference, ...] = ()
    faces: tuple[tuple[str, str], ...] = ()
    own: Record = Record()
    citations: tuple[Citation, ...] = ()
    sentences: tuple[tuple[Span, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    failed: bool = False


def papers_in(paths: Sequence[str | Path]) -> tuple[list[Paper], tuple[Diagnostic, ...]]:
    """Return the papers that paths name: files as they are, of folders every file with the ending of a paper.

    Folders are walked in the order of their names, without hidden files and without following links. A paper of a
    folder is called by its path in it; where two papers have one name their references' ids tell them apart.
    """
    from citekit.documents.registry import is_document

    found: list[tuple[str, str]] = []
    noticed: list[Diagnostic] = []
    for given in paths:
        if str(given) == "-" or not Path(given).is_dir():
            found.append((str(given), "-" if str(given) == "-" else Path(given).name))
            continue
        before = len(found)
        for folder, folders, files in os.walk(given):
            folders[:] = sorted(f for f in folders if not f.startswith("."))
            for file in sorted(files):
                path = Path(folder) / file
                if not file.startswith((".", "~$")) and is_document(path) and path.is_file() and len(found) < _MOST_FILES:
                    found.append((str(path), path.relative_to(given).as_posix()))
        if len(found) == before:
            noticed.append(
                Diagnostic(
                    code="CK905",
                    severity="error",
                    message="no papers in this folder; citekit reads .pdf .docx .odt .html .xml .tex .md .typ .txt",
                    source=str(given),
                )
            )
    papers: list[Paper] = []
    taken: dict[str, int] = {}
    for file, name in found:
        stem = PurePath(name).stem if name != "-" else "stdin"
        taken[stem] = taken.get(stem, 0) + 1
        papers.append(Paper(str(file), name, stem if taken[stem] == 1 else f"{stem}({taken[stem]})"))
    return papers, tuple(noticed)


def read_paper(paper: Paper, *, citations: bool = False, password: str = "") -> PaperRead:
    """Read one paper; what goes wrong is a diagnostic."""
    from citekit import parsers
    from citekit.documents import read_document

    try:
        document = read_document(paper.path, password=password)
        if document.source != paper.name:  # in a folder a paper is called by its path in it, also in what is said of it
            said = tuple(msgspec.structs.replace(d, source=paper.name) if d.source == document.source else d for d in document.diagnostics)
            document = msgspec.structs.replace(document, source=paper.name, diagnostics=said)
        extraction = parsers.extract(document, stem=paper.stem)
        own = parsers.paper_record(document, extraction.references)
        cited: tuple[Citation, ...] = ()
        if citations:
            from citekit.parsers.citations.linking import find_citations

            cited = find_citations(document, extraction.references)
    except CitekitError as error:
        return PaperRead(name=paper.name, failed=True, diagnostics=(_failure(error, paper),))
    except (RecursionError, MemoryError) as error:
        message = f"too deep or too large to be read ({type(error).__name__}); cut the file"
        return PaperRead(
            name=paper.name, failed=True, diagnostics=(Diagnostic(code="CK904", severity="error", message=message, source=paper.name),)
        )
    places = {c.place.sentence for c in cited}
    return PaperRead(
        name=paper.name,
        references=extraction.references,
        faces=extraction.faces,
        own=own,
        citations=cited,
        sentences=tuple((span, " ".join(span.of(document.text).split())) for span in sorted(places, key=lambda s: (s.start, s.end))),
        diagnostics=(*document.diagnostics, *extraction.diagnostics),
    )


def _failure(error: CitekitError, paper: Paper) -> Diagnostic:
    """Return an error as a diagnostic that calls the paper as the results do."""
    if isinstance(error, UnreadableInput) and error.source == PurePath(paper.path).name:
        error = UnreadableInput(paper.name, error.problem, error.remedy, code=error.code)
    return Diagnostic(code=getattr(error, "code", "CK900"), severity="error", message=str(error))


def read_papers(papers: Sequence[Paper], *, citations: bool = False, password: str = "", jobs: int = 1) -> Iterator[PaperRead]:
    """Yield what the papers hold, in their order, reading up to ``jobs`` at once."""
    if jobs < 2 or len(papers) < _FEWEST or any(p.path == "-" for p in papers):
        for paper in papers:
            yield read_paper(paper, citations=citations, password=password)
        return
    yield from _at_once(papers, citations, password, min(jobs, len(papers)))


def _at_once(papers: Sequence[Paper], citations: bool, password: str, jobs: int) -> Iterator[PaperRead]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("spawn")
    done = 0
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        waiting = [pool.submit(read_paper, paper, citations=citations, password=password) for paper in papers]
        try:
            for future in waiting:
                yield future.result()
                done += 1
        except BrokenProcessPool:
            pass
    # a process died: each paper that is left gets one of its own, so that only the guilty one is lost
    for paper in papers[done:]:
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            try:
                yield pool.submit(read_paper, paper, citations=citations, password=password).result()
            except BrokenProcessPool:
                message = "reading it ended the process: out of memory, or a fault in a library; the file was left out"
                diagnostic = Diagnostic(code="CK904", severity="error", message=message, source=paper.name)
                yield PaperRead(name=paper.name, failed=True, diagnostics=(diagnostic,))
