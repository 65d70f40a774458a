"""``citekit extract``: the references of papers, as found."""

from __future__ import annotations

import os
from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit extract paper.pdf --to bibtex -o paper.bib")(extract)


def extract(
    papers: Annotated[
        list[str],
        typer.Argument(
            metavar="PAPER…",
            help="Papers or folders of them: PDF, DOCX, ODT, HTML, JATS, LaTeX, Markdown, Typst, text; - is standard input.",
        ),
    ],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="jsonl (an object a reference), csl-json, bibtex, ris …")] = "jsonl",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="bibliography, footnote, self or all.")] = "bibliography",
    citations: Annotated[bool, typer.Option("--citations", help="List the citations in the text instead, an object a line.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Leave the evidence out.")] = False,
    password: Annotated[str, typer.Option("--password", metavar="WORD", help="Opens locked PDFs.")] = "",
    jobs: Annotated[int, typer.Option("-j", "--jobs", metavar="N", help="How many papers are read at once; 0 for all cores.")] = 0,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write there instead of stdout.")] = None,
) -> None:
    """Find the references of papers and read each into a record."""
    from citekit import pipeline
    from citekit.cli.streams import write
    from citekit.cli.terminal import progress, report

    with progress("reading") as advance:
        result = pipeline.extract(
            papers, kind=kind, citations=citations, password=password, jobs=jobs or os.cpu_count() or 1, progress=advance
        )
    write(pipeline.citations_jsonl(result) if citations else pipeline.references_as(result.references, to, plain=plain), output)
    report(result.diagnostics)
    raise typer.Exit(result.exit_status)
