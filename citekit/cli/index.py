"""``citekit index``: a local Crossref."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(no_args_is_help=True, help="A local index of Crossref's records, that resolve can ask.")
    group.command(epilog="Example:  citekit index build crossref-public-data/ -o crossref-index")(build)
    group.command(epilog="Example:  citekit index info crossref-index")(info)
    app.add_typer(group, name="index")


def build(
    dumps: Annotated[list[str], typer.Argument(metavar="DUMP…", help="Crossref's works: .jsonl, .json, .gz of these, or folders of them.")],
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="PLACE", help="The index's folder, or opensearch://host:port/name; what it has is not read again."
        ),
    ],
) -> None:
    """Read Crossref's public data file into an index; a run that was stopped goes on where it was."""
    from citekit.cli.streams import status_of
    from citekit.cli.terminal import progress, report, say
    from citekit.crossref.places import fill

    with progress("reading, MB of") as advance:
        built = fill(dumps, output, advance)
    report(built.diagnostics)
    say(f"{built.works} works of {built.files} files added" + (f", {built.skipped} files were there already" if built.skipped else ""))
    raise typer.Exit(status_of(built.diagnostics))


def info(place: Annotated[str, typer.Argument(metavar="PLACE", help="An index.")]) -> None:
    """Print how many works an index holds."""
    from citekit.crossref.places import opened

    print(f"{len(opened(place))} works")
