"""``citekit convert``: records from one format into another."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit convert refs.ris refs.bib")(convert)


def convert(
    source: Annotated[str, typer.Argument(metavar="IN", help="A file of records; - is standard input.")],
    target: Annotated[str, typer.Argument(metavar="OUT", help="The file to write; - is standard output.")] = "-",
    from_: Annotated[str | None, typer.Option("--from", metavar="FORMAT", help="The input's format, where its name does not tell.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="FORMAT", help="The output's format, where its name does not tell.")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Leave the evidence out.")] = False,
) -> None:
    """Convert records between BibTeX, CSL-JSON, RIS and the other formats."""
    from citekit import formats
    from citekit.cli.streams import read_records, status_of, write
    from citekit.cli.terminal import report
    from citekit.model import UnknownName

    named = to or formats.format_of(target)
    if named is None:
        raise UnknownName("format by the name of the output; give --to. None for", target, formats.format_names())
    records, diagnostics = read_records([source], from_)
    write(formats.write(records, named, plain=plain), target)
    report((*diagnostics, *formats.losses(records, named, source=source)))
    raise typer.Exit(status_of(diagnostics))
