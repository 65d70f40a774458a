"""``citekit dedupe``: records that are the same work become one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit dedupe a.bib b.ris --groups groups.jsonl -o merged.bib --to bibtex")(dedupe)


def dedupe(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Files of records; - is standard input.")],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="The output's format.")] = "csl-json",
    from_: Annotated[str | None, typer.Option("--from", metavar="FORMAT", help="The input's format, where its name does not tell.")] = None,
    groups: Annotated[Path | None, typer.Option("--groups", metavar="FILE", help="Write the groups: a JSON array of ids a line.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say on stderr why records were merged.")] = False,
    key_map: Annotated[Path | None, typer.Option("--key-map", metavar="FILE", help="Write old id, tab, new id, a line each.")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Leave the evidence out.")] = False,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write there instead of stdout.")] = None,
) -> None:
    """Merge the records that are the same work; keep every losing value as evidence."""
    from citekit import formats, pipeline
    from citekit.cli.streams import read_records, status_of, write
    from citekit.cli.terminal import report, say
    from citekit.formats.files import write_whole

    records, diagnostics = read_records(files, from_)
    result = pipeline.dedupe(records)
    write(formats.write(result.records, to, plain=plain), output)
    if groups:
        write_whole(groups, pipeline.groups_jsonl(result))
    if key_map:
        write_whole(key_map, pipeline.key_map(result))
    if explain:
        for line in pipeline.explanations(result):
            say(line)
    report((*diagnostics, *result.diagnostics))
    say(f"{len(records)} records, {len(result.records)} works, {len(result.groups)} merged groups")
    raise typer.Exit(status_of(diagnostics))
