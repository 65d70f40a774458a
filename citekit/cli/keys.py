"""``citekit keys``: citation keys for records."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit keys library.json --pattern '[auth][year]'")(keys)


def keys(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of records; - is standard input.")],
    pattern: Annotated[str, typer.Option("--pattern", help="What a key is made of: \\[auth], \\[year], \\[title] …")] = "[auth][year]",
    from_: Annotated[str | None, typer.Option("--from", metavar="FORMAT", help="The input's format, where its name does not tell.")] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write there instead of stdout.")] = None,
) -> None:
    """Print the citation key of each record, a line each: key, tab, title. Keys that exist are kept."""
    from citekit.cli.streams import read_records, status_of, write
    from citekit.cli.terminal import report
    from citekit.formats.keys import assign_keys

    records, diagnostics = read_records([file], from_)
    keyed = assign_keys(records, pattern=pattern)
    write("".join(f"{r.citation_key}\t{r.title}\n" for r in keyed), output)
    report(diagnostics)
    raise typer.Exit(status_of(diagnostics))
