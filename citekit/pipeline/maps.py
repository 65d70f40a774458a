"""The map job: papers, a library, a table of citations or a network ▶ the files of a map."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.model import Library, UnknownName
from citekit.pipeline.folders import made

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citekit.cocitation import CoCitationMap, Mention, Settings
    from citekit.formatters import Bibliography
    from citekit.model import Record, Span
    from citekit.parsers.citations.linking import Citation

__all__ = ["TABLES", "finished_texts", "map_of_file", "map_of_records", "map_settings", "map_summary", "mentions_of", "write_map"]

TABLES = (".csv", ".tsv", ".parquet")


def finished_texts(lists: Mapping[str, Bibliography]) -> dict[str, dict[str, str]]:
    """Return the finished descriptions of each record by its id, as the map shows them: ``{"id": {"gost": …}}``."""
    texts: dict[str, dict[str, str]] = {}
    for name, bibliography in lists.items():
        for entry in bibliography.entries:
            texts.setdefault(entry.record.id, {})[name] = entry.text.plain()
    return texts


def mentions_of(library: Library, citations: Sequence[Citation], sentences: Mapping[tuple[str, Span], str]) -> tuple[Mention, ...]:
    """Return the citations in the papers' texts as mentions of the library's works.

    ``sentences`` gives the text of a source's sentence; a citation in a sentence that is not there shows itself.
    """
    from citekit.cocitation import Mention

    works = {occurrence.id: record.id for record in library for occurrence in record.occurrences}
    sentence_numbers: dict[tuple[str, Span], int] = {}
    section_numbers: dict[tuple[str, str], int] = {}
    mentions = []
    for citation in citations:
        place = citation.place
        sentence, section = (citation.source, place.sentence), (citation.source, place.section)
        for cited in citation.cites:
            if cited.ref in works:
                mention = Mention(
                    paper=citation.source,
                    record=works[cited.ref],
                    sentence=sentence_numbers.setdefault(sentence, len(sentence_numbers)),
                    paragraph=place.paragraph,
                    section=section_numbers.setdefault(section, len(section_numbers)),
                    text=sentences.get(sentence, citation.raw),
                    section_title=place.section,
                    footnote=citation.raw if citation.kind == "footnote" else "",
                    locator=cited.locator or "",
                )
                mentions.append(mention)
    return tuple(mentions)


def map_of_records(records: Sequence[Record], settings: Settings) -> CoCitationMap:
    """Draw the map of a library whose records say where they are cited (the library.json of a build)."""
    from citekit.cocitation import co_citation_map
    from citekit.formatters import format_records

    lists = {name: format_records(records, style) for name, style in (("gost", "gost-7.0.5"), ("apa", "apa"))}
    return co_citation_map(Library(records=tuple(records)), texts=finished_texts(lists), settings=settings)


def map_of_file(path: str | Path, settings: Settings, *, network: bool = False, columns: tuple[str, str] | None = None) -> CoCitationMap:
    """Draw the map of a table of citations (CSV, TSV, Parquet) or of a VOSviewer ``network``.

    ``columns`` name the table's columns of citing and cited.

    Raises:
        UnreadableInput: the file is missing or has no such columns.
    """
    from citekit.cocitation import map_of_network, map_of_table, read_citations, read_network

    inputs = {Path(path).name: hashlib.sha256(Path(path).read_bytes()).hexdigest()} if Path(path).is_file() else {}
    if network:
        return map_of_network(read_network(path), settings=settings, inputs=inputs)
    table, noticed = read_citations(path, columns=columns)
    return map_of_table(table, settings=settings, inputs=inputs, diagnostics=noticed)


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


def write_map(drawing: CoCitationMap, folder: str | Path, only: Sequence[str] | None = None) -> tuple[Path, ...]:
    """Write a map's exports into ``folder`` (made if missing), all of them or those named in ``only``.

    Raises:
        UnknownName: ``only`` names an export that does not exist.
        UnwritableOutput: the folder cannot be made or written.
    """
    from citekit.cocitation import export_texts
    from citekit.formats.files import write_whole

    drawn = export_texts(drawing, only)
    return tuple(write_whole(made(folder) / name, data) for name, data in drawn.items())


def map_summary(drawing: CoCitationMap) -> list[tuple[str, str]]:
    """Return the summary of a map as (figure, what it counts), with the reasons for the form that was chosen."""
    rows = [(str(len(drawing.nodes)), "nodes"), (str(len(drawing.edges)), "edges")]
    return rows + [("→", reason) for reason in drawing.choice.reasons]
