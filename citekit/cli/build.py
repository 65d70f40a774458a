"""``citekit build``: papers in, finished bibliographies and map out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from citekit.cli.asking import BaseUrl, CacheFile, Deadline, Index, Offline, Online, Refresh, Token, asked, is_kept

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
    mailto: Annotated[
        str | None, typer.Option("--mailto", metavar="ADDRESS", help="Ask Crossref for DOIs; your address, for its polite pool.")
    ] = None,
    online: Online = False,
    index: Index = None,
    offline: Offline = False,
    refresh: Refresh = False,
    base_url: BaseUrl = None,
    token: Token = None,
    deadline: Deadline = 0.0,
    cache: CacheFile = None,
) -> None:
    """Do the whole job: find and read the references of papers, merge, resolve, format, map.

    DOIs are looked for at Crossref with --mailto or --online, in an index with --index; else only among the answers that
    are kept from before.
    """
    from citekit.cli.terminal import progress, report, table
    from citekit.pipeline import build as build_library
    from citekit.pipeline import summary, write_build

    online = online or bool(mailto)
    is_asked = online or bool(index) or offline
    sources, client = asked(
        index,
        crossref=online or offline or (not index and is_kept(cache)),
        cache=cache,
        mailto=mailto,
        base_url=base_url,
        token=token,
        offline=offline or not online,
        refresh=refresh,
        deadline=deadline,
    )
    try:
        with progress("reading") as advance:
            result = build_library(
                papers, footnotes=footnotes, password=password, jobs=jobs or os.cpu_count() or 1, sources=sources, progress=advance
            )
            written = write_build(result, output, plain=plain)
    finally:
        if client is not None:
            client.close()
    report(result.diagnostics)
    table(f"{len(written)} files in {output}", summary(result))
    if result.exit_status < 2 and is_asked and any(r.verdict == "unchecked" for r in result.resolutions):
        raise typer.Exit(3)
    raise typer.Exit(result.exit_status)
