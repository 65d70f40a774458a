"""Records ▶ works: merged, explained, reported, and taken apart again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from citekit.model import UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.dedupe import Deduplication
    from citekit.dedupe.deduplication import Engine
    from citekit.model import Record

__all__ = ["dedupe", "dedupe_report", "explain_pair", "explanations", "groups_jsonl", "key_map", "named", "undo_dedupe"]


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
