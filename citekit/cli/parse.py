"""``citekit parse``: one reference a line into one record each."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  echo 'Орлова И. Б. Социальные технологии. М. : Юрайт, 2019. 174 с.' | citekit parse - --to bibtex")(parse)


def parse(
    file: Annotated[str, typer.Argument(metavar="[FILE]", help="One reference a line; - is standard input.")] = "-",
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="csl-json, jsonl (streamed), bibtex, ris …")] = "csl-json",
    plain: Annotated[bool, typer.Option("--plain", help="Leave the evidence out.")] = False,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write there instead of stdout.")] = None,
) -> None:
    """Read references, one a line, into records of the same number and order."""
    from citekit import pipeline
    from citekit.cli.streams import write
    from citekit.cli.terminal import report

    if to == "jsonl" and output in (None, "-"):
        for chunk in pipeline.parse_stream(file, plain=plain):
            write(chunk, None)
        return
    references, diagnostics = pipeline.parse_lines(file)
    write(pipeline.references_as(references, to, plain=plain), output)
    report(diagnostics)
