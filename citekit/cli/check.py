"""``citekit check``: manuscripts and bibliographies held to account; nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit check paper.md refs.bib --output-format sarif -o citekit.sarif")(check)


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Bibliographies (.bib) and manuscripts; all together are one project.")],
    select: Annotated[list[str] | None, typer.Option("--select", metavar="CODE", help="Ask these rules alone: CK501, or CK5 for all that begin so.")] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="CODE", help="Do not ask these rules.")] = None,
    output_format: Annotated[str, typer.Option("--output-format", metavar="FORMAT", help="text, concise, json, json-lines, sarif, junit, github, gitlab or checkstyle.")] = "text",
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write the report there instead of stdout.")] = None,
) -> None:  # fmt: skip
    """Check citations, references and .bib files; write nothing."""
    from citekit import checks
    from citekit.checks.reports import report
    from citekit.checks.reports.shape import total
    from citekit.cli.streams import write
    from citekit.cli.terminal import say

    settings = checks.read_settings(Path.cwd()).chosen(select or (), ignore or ())
    outcome = checks.check(checks.open_project(files), settings)
    write(report(outcome, output_format), output)
    if not outcome.findings or output:
        say(total(outcome.findings))
    raise typer.Exit(outcome.status)
