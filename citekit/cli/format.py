"""``citekit format``: records into a finished list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit format library.bib --style gost-7.0.5 --to docx -o list.docx")(format)


def format(  # noqa: A001  # the command's name
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Files of records; - is standard input.")],
    style: Annotated[
        str, typer.Option("--style", metavar="STYLE", help="gost-7.0.5, gost-7.0.100, gost-7.0.11, apa, references, or a FILE.csl.")
    ] = "gost-7.0.5",
    to: Annotated[str, typer.Option("--to", metavar="OUTPUT", help="text, markdown, html, latex, docx, rtf or json.")] = "text",
    sort: Annotated[str | None, typer.Option("--sort", metavar="ORDER", help="The style's own order, or another; none keeps it.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="An option of the style; can be repeated.")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="FORMAT", help="The input's format, where its name does not tell.")] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write there instead of stdout.")] = None,
    journal: Annotated[
        str | None, typer.Option("--journal", metavar="NAME", help="A journal's profile (citekit journals) or a .toml file: all its lists.")
    ] = None,
    separate: Annotated[
        bool, typer.Option("--separate", help="With --journal and -o: each list in a file of its own, FILE-1, FILE-2.")
    ] = False,
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
    if journal and (options or sort):
        raise typer.BadParameter("the profile says it: leave out --sort and --set, or write a profile of your own", param_hint="--journal")
    if separate and not (journal and output not in (None, "-")):
        raise typer.BadParameter("needs --journal and -o FILE", param_hint="--separate")
    if journal:
        from citekit.formatters.journal import journal_lists, read_journal

        profile = read_journal(journal)
        records, diagnostics = read_records(files, from_)
        lists = journal_lists(records, profile)
    else:
        records, diagnostics = read_records(files, from_)
        lists = (format_records(records, style, options=options, sort=sort),)
    if separate and output:
        target = Path(output)
        for place, bibliography in enumerate(lists, 1):
            write(render(bibliography, to), str(target.with_name(f"{target.stem}-{place}{target.suffix}")))
    else:
        write(render(lists, to), output)
    report((*diagnostics, *(d for bibliography in lists for d in bibliography.diagnostics)))
    raise typer.Exit(status_of(diagnostics))
