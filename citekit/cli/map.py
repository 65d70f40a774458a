"""``citekit map``: which works are cited together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit map papers/*.txt -o map    citekit map links.csv --columns citing,cited --min-count 2 -o map")(
        map
    )


def map(  # noqa: A001  # the command's name
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT…", help="Papers; or one library.json of a build; or one table of citations (.csv, .tsv, .parquet)."),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write into; made if missing.")],
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="cocitation, coupling, author, journal or proximity.")] = "cocitation",
    min_count: Annotated[
        int | None, typer.Option("--min-count", metavar="N", help="Draw pairs from this count on; 1 writes every pair.")
    ] = None,
    counting: Annotated[str, typer.Option("--counting", metavar="HOW", help="full or fractional.")] = "full",
    resolution: Annotated[float, typer.Option("--resolution", metavar="G", help="Of the clusters; higher makes more of them.")] = 1.0,
    max_nodes: Annotated[int, typer.Option("--max-nodes", metavar="N", help="The most nodes that are drawn.")] = 500,
    only: Annotated[
        str | None, typer.Option("--only", metavar="NAMES", help="Exports, with commas: csv,graphml,html …; all without it.")
    ] = None,
    columns: Annotated[str | None, typer.Option("--columns", metavar="CITING,CITED", help="The columns of a table of citations.")] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="FORMAT", help="vosviewer: the input is a network counted elsewhere.")
    ] = None,
    language: Annotated[str, typer.Option("--language", metavar="en|ru", help="The page's language at its start.")] = "en",
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="The page's title.")] = "",
) -> None:
    """Draw a co-citation map and write its exports; the form that fits the corpus is chosen and said."""
    from citekit.cli.streams import read_records
    from citekit.cli.terminal import progress, report, table
    from citekit.pipeline import TABLES, build, map_of_build, map_of_file, map_of_records, map_settings, map_summary, write_map

    settings = map_settings(
        kind=kind, min_count=min_count, counting=counting, resolution=resolution, max_nodes=max_nodes, language=language, title=title
    )
    status = 0
    if from_ == "vosviewer" or Path(inputs[0]).suffix.casefold() in TABLES:
        pair = columns.split(",") if columns else []
        if (columns and len(pair) != 2) or len(inputs) > 1:
            raise typer.BadParameter("give one file, and the columns as CITING,CITED", param_hint="--columns")
        drawing = map_of_file(
            inputs[0], settings, network=from_ == "vosviewer", columns=(pair[0].strip(), pair[1].strip()) if pair else None
        )
    elif Path(inputs[0]).suffix.casefold() == ".json":
        records, noticed = read_records(inputs, "csl-json")
        report(noticed)
        drawing = map_of_records(records, settings)
    else:
        with progress("reading") as advance:
            result = build(inputs, progress=advance)
        report(result.diagnostics)
        status = result.exit_status
        drawing = map_of_build(result, settings)
    written = write_map(drawing, output, only.split(",") if only else None)
    report(drawing.diagnostics)
    table(f"{len(written)} files in {output}", map_summary(drawing))
    raise typer.Exit(status)
