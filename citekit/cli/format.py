"""``citekit format``: records into a finished list."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit format library.bib --style gost-7.0.5 --to docx -o list.docx")(format)


def format(  # noqa: A001  # the command's name
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Files of records; - is standard input.")],
    style: Annotated[str, typer.Option("--style", metavar="STYLE", help="gost-7.0.5, gost-7.0.100, gost-7.0.11, apa …")] = "gost-7.0.5",
    to: Annotated[str, typer.Option("--to", metavar="OUTPUT", help="text, markdown, html, latex, docx, rtf or json.")] = "text",
    sort: Annotated[str | None, typer.Option("--sort", metavar="ORDER", help="The style's own order, or another; none keeps it.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="An option of the style; can be repeated.")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="FORMAT", help="The input's format, where its name does not tell.")] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write there instead of stdout.")] = None,
) -> None:
    """Print records as the standards ask: GOST, APA; each item with the terms of its own language."""
    from citekit.cli.streams import read_records, status_of, write
    from citekit.cli.terminal import report
    from citekit.formatters import format_records
    from citekit.formatters.render import render

    options = {}
    for setting in set_ or ():
        key, equals, value = setting.partition("=")
        if not equals:
            raise typer.BadParameter(f"{setting!r} is not KEY=VALUE", param_hint="--set")
        options[key.strip()] = value.strip()
    records, diagnostics = read_records(files, from_)
    bibliography = format_records(records, style, options=options, sort=sort)
    write(render(bibliography, to), output)
    report((*diagnostics, *bibliography.diagnostics))
    raise typer.Exit(status_of(diagnostics))
