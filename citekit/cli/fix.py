"""``citekit fix``: the safe edits of the checks, made in .bib files and manuscripts that are text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit fix refs.bib --diff")(fix)


def fix(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE…", help="Bibliographies (.bib) and manuscripts that are text: .md, .qmd, .Rmd, .tex, .typ, .txt."),
    ],
    select: Annotated[list[str] | None, typer.Option("--select", metavar="CODE", help="Mend what these rules find alone.")] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="CODE", help="Do not ask these rules.")] = None,
    unsafe: Annotated[bool, typer.Option("--unsafe", help="Also make the edits that may change what is meant.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print the changes; write nothing.")] = False,
) -> None:
    """Mend what can be mended safely; change no other byte."""
    from citekit import checks
    from citekit.checks.fixing import MENDABLE, is_mendable, mend_files
    from citekit.cli.streams import write
    from citekit.cli.terminal import complain, say
    from citekit.model import CitekitError

    for name in files:
        if not is_mendable(name):
            raise CitekitError(f"{name}: only text files can be fixed ({', '.join(MENDABLE)}); citekit check reads the others")
    settings = checks.read_settings(Path.cwd()).chosen(select or (), ignore or ())
    mended = mend_files(files, settings, unsafe=unsafe, write=not diff)
    for file in mended.files:
        if diff:
            write(file.diff(), None)
        say(f"{file.path}: {len(file.findings)} {'would be mended' if diff else 'mended'}")
    for problem in mended.problems:
        complain(problem)
    raise typer.Exit(mended.status)
