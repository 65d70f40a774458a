"""The report of a deduplication: as JSON, from which it can be undone, and as a page that a person reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.dedupe.deduplication import Deduplication, names_of
from citekit.dedupe.differences import Row, differences, shown
from citekit.formats.pages import policy_hash, template
from citekit.model import CitekitError, InvalidIdentifier, Record, UnreadableInput
from citekit.model.identifiers import doi_url, normalise_doi

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citekit.dedupe.related import Relation

__all__ = ["json_report", "page", "read_report"]

_KIND = "citekit-dedupe-report"
_VERSION = 1
_MOST_SHOWN = 1000  # groups and pairs of a page each; a browser does not like more
_MOST_MEMBERS = 12  # of a group that stand side by side


def json_report(result: Deduplication, *, unnamed: Sequence[int] = ()) -> str:
    """Return the whole result as JSON: works, groups with their members as they were, uncertain and related pairs.

    ``unnamed`` are the positions of the records that had no id and were given one.

    Raises:
        CitekitError: an unknown field of a record is nested too deeply.
    """
    try:
        built = msgspec.to_builtins(result, str_keys=True)
        # As ASCII: a byte of no encoding, which waits in a text as half a surrogate pair, survives too.
        return json.dumps({"format": _KIND, "version": _VERSION, "unnamed": list(unnamed), **built}, ensure_ascii=True, indent=1) + "\n"
    except RecursionError as error:
        raise CitekitError("a record has a field that is nested too deeply to be reported") from error


def read_report(text: str, source: str) -> tuple[Deduplication, tuple[int, ...]]:
    """Return the result that a JSON report holds, and the positions of the records that had no id.

    Raises:
        UnreadableInput: the text is no such report, or its groups do not fit its records.
    """
    try:
        value: Any = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(source, f"no JSON: {shown(str(error), 120)}", "give the file that --report FILE.json wrote") from error
    if not isinstance(value, dict) or value.get("format") != _KIND:
        raise UnreadableInput(source, "no report of a deduplication", "give the file that --report FILE.json wrote")
    if value.get("version") != _VERSION:
        raise UnreadableInput(source, f"a report of version {shown(str(value.get('version')), 20)}", "another version of citekit wrote it")
    try:
        result = msgspec.convert({k: v for k, v in value.items() if k not in ("format", "version", "unnamed")}, Deduplication, strict=False)
        unnamed = msgspec.convert(value.get("unnamed", []), tuple[int, ...])
    except (msgspec.ValidationError, RecursionError) as error:
        raise UnreadableInput(source, f"a damaged report: {shown(str(error), 160)}", "undo by another copy of it") from error
    total = len(result.records) + sum(len(g.members) - 1 for g in result.groups)
    positions = [p for g in result.groups for p in g.positions]
    fits = all(1 < len(g.members) == len(g.positions) == len(g.originals) for g in result.groups)
    if not fits or len(set(positions)) != len(positions) or any(not 0 <= p < total for p in positions):
        raise UnreadableInput(source, "a damaged report: its groups do not fit its records", "undo by another copy of it")
    return result, unnamed


def page(result: Deduplication, records: Sequence[Record], *, title: str = "") -> str:
    """Return the report as one HTML page: the uncertain pairs, then the groups, side by side with the differences marked.

    ``records`` are what was merged. The page asks nothing of any network and runs no script; its policy forbids both.
    """
    import jinja2
    from markupsafe import Markup

    by_name = dict(zip(names_of(records)[0], records, strict=True))
    style = template("duplicates.css").strip()
    uncertain = [p for p in sorted(result.uncertain, key=lambda p: -p.points) if p.a in by_name and p.b in by_name]
    # The doubtful groups first: they are the ones to look at.
    groups = sorted(result.groups, key=lambda g: g.confidence)
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(
        template("duplicates.html.jinja")
    ).render(
        title=shown(title, 120) or "Duplicates",
        style=Markup(style),  # noqa: S704  # our own file
        style_hash=Markup(policy_hash(style)),  # noqa: S704  # base64
        counts={
            "records": len(records),
            "works": len(result.records),
            "groups": len(result.groups),
            "uncertain": len(uncertain),
            "related": len(result.related),
        },
        pairs=[
            {
                "points": f"{p.points:g}",
                "reasons": p.reasons,
                "against": p.against,
                **_table((p.a, p.b), (by_name[p.a], by_name[p.b]), ""),
            }
            for p in uncertain[:_MOST_SHOWN]
        ],
        groups=[
            {
                "confidence": f"{g.confidence:.0%}".replace("100%", "over 99%"),
                "reasons": [shown(r) for r in g.reasons[:_MOST_MEMBERS]],
                "more": max(0, len(g.members) - _MOST_MEMBERS),
                **_table(g.members[:_MOST_MEMBERS], g.originals[:_MOST_MEMBERS], g.kept),
            }
            for g in groups[:_MOST_SHOWN]
        ],
        related=[_related(relation, by_name) for relation in result.related[:_MOST_SHOWN]],
        most=_MOST_SHOWN,
    )


def _table(names: Sequence[str], records: Sequence[Record], kept: str) -> dict[str, Any]:
    """Return the heads and rows of a table of records side by side."""
    lead = names.index(kept) if kept in names else 0
    heads = [{"name": shown(n, 80), "kept": n == kept, "source": _source(r)} for n, r in zip(names, records, strict=True)]
    return {"heads": heads, "rows": [_row(row) for row in differences(records, lead)]}


def _row(row: Row) -> dict[str, Any]:
    cells = []
    for pieces in row.cells:
        text = "".join(p.text for p in pieces)
        cells.append({"pieces": pieces, "link": _link(row.field, text)})
    return {"field": row.field, "cells": cells, "verdict": row.verdict}


def _link(field: str, text: str) -> str:
    """Return the address that a cell leads to, of http(s) alone; empty for none."""
    if field == "DOI":
        try:
            return doi_url(normalise_doi(text))
        except InvalidIdentifier:
            return ""
    return text if field == "Address" and text.casefold().startswith(("http://", "https://")) and not text.endswith("…") else ""


def _source(record: Record) -> str:
    return shown(next((Path(o.source).name for o in record.occurrences), ""), 80)


def _related(relation: Relation, by_name: Mapping[str, Record]) -> dict[str, Any]:
    nothing = Record()
    faces = [(shown(name, 80), shown(by_name.get(name, nothing).title, 200)) for name in (relation.a, relation.b)]
    return {"kind": relation.kind, "faces": faces, "reasons": relation.reasons}
