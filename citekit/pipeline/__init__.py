"""The jobs: papers into a library, finished lists and a map. The only room that knows all the others.

Importing it loads nothing; a name is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citekit.pipeline.building import Build, build, map_of_build, summary, write_build
    from citekit.pipeline.deduplication import dedupe, dedupe_report, explain_pair, explanations, groups_jsonl, key_map, named, undo_dedupe
    from citekit.pipeline.extraction import Extracted, extract
    from citekit.pipeline.maps import TABLES, map_of_file, map_of_records, map_settings, map_summary, write_map
    from citekit.pipeline.references import citations_jsonl, parse_lines, parse_stream, references_as

__all__ = [
    "TABLES",
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
    "map_of_file",
    "map_of_records",
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

_HOMES = {
    **dict.fromkeys(("Extracted", "extract"), "extraction"),
    **dict.fromkeys(("parse_lines", "parse_stream", "references_as", "citations_jsonl"), "references"),
    **dict.fromkeys(
        ("named", "dedupe", "undo_dedupe", "dedupe_report", "groups_jsonl", "key_map", "explanations", "explain_pair"), "deduplication"
    ),
    **dict.fromkeys(("Build", "build", "write_build", "map_of_build", "summary"), "building"),
    **dict.fromkeys(("TABLES", "map_of_file", "map_of_records", "map_settings", "map_summary", "write_map"), "maps"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
