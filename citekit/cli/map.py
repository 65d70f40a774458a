"""``citekit map``: which works are cited together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit map papers/*.txt -o map")(map)


def map(  # noqa: A001  # the command's name
    papers: Annotated[list[str], typer.Argument(metavar="PAPER…", help="Papers; - is standard input.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write into; made if missing.")],
) -> None:
    """Draw the co-citation map of papers and write its exports."""
    from citekit.cli.terminal import progress, report, table
    from citekit.pipeline import build, map_summary, write_map

    with progress("reading") as advance:
        result = build(papers, progress=advance)
        written = write_map(result, output)
    report(result.diagnostics)
    table(f"{len(written)} files in {output}", map_summary(result))
    raise typer.Exit(result.exit_status)
