"""``citekit build``: papers in, finished bibliographies and map out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit build papers/*.txt -o out")(build)


def build(
    papers: Annotated[
        list[str],
        typer.Argument(
            metavar="PAPER…",
            help="Papers or folders of them: PDF, DOCX, ODT, HTML, JATS, LaTeX, Markdown, Typst, text; - is standard input.",
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write into; made if missing.")],
    footnotes: Annotated[bool, typer.Option("--footnotes", help="Also keep the works that only a footnote names.")] = False,
    password: Annotated[str, typer.Option("--password", metavar="WORD", help="Opens locked PDFs.")] = "",
    jobs: Annotated[int, typer.Option("-j", "--jobs", metavar="N", help="How many papers are read at once; 0 for all cores.")] = 0,
    plain: Annotated[bool, typer.Option("--plain", help="Leave the evidence out of library.json.")] = False,
) -> None:
    """Do the whole job: find and read the references of papers, merge, format, map."""
    from citekit.cli.terminal import progress, report, table
    from citekit.pipeline import build as build_library
    from citekit.pipeline import summary, write_build

    with progress("reading") as advance:
        result = build_library(papers, footnotes=footnotes, password=password, jobs=jobs or os.cpu_count() or 1, progress=advance)
        written = write_build(result, output, plain=plain)
    report(result.diagnostics)
    table(f"{len(written)} files in {output}", summary(result))
    raise typer.Exit(result.exit_status)
