"""``citekit check``: manuscripts and bibliographies held to account; nothing is written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citekit.cli.asking import AT_ONCE, BaseUrl, CacheFile, Deadline, Index, Mailto, Offline, Online, Refresh, Token, asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from citekit.checks import Project

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit check paper.md refs.bib --output-format sarif -o citekit.sarif")(check)


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Bibliographies (.bib) and manuscripts; all together are one project.")],
    select: Annotated[list[str] | None, typer.Option("--select", metavar="CODE", help="Ask these rules alone: CK501, or CK5 for all that begin so.")] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="CODE", help="Do not ask these rules.")] = None,
    journal: Annotated[str | None, typer.Option("--journal", metavar="NAME", help="Hold the lists against a journal's profile: a name of `citekit journals`, or a path ending in .toml.")] = None,
    output_format: Annotated[str, typer.Option("--output-format", metavar="FORMAT", help="text, concise, json, json-lines, sarif, junit, github, gitlab, checkstyle or html.")] = "text",
    json_: Annotated[bool, typer.Option("--json", help="The same as --output-format json; also gives the verdict on each entry.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file changes, until Ctrl-C.")] = False,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write the report there instead of stdout.")] = None,
    online: Online = False,
    index: Index = None,
    offline: Offline = False,
    refresh: Refresh = False,
    mailto: Mailto = None,
    base_url: BaseUrl = None,
    token: Token = None,
    deadline: Deadline = 0.0,
    cache: CacheFile = None,
) -> None:  # fmt: skip
    """Check citations, references and .bib files; write nothing.

    With --online, --index or --offline a registry is asked about each work, too; exit status 3 says that it could not be
    asked about all.
    """
    from citekit.model import CitekitError

    if watch and (online or index or offline or "-" in files):
        raise CitekitError("--watch reads files and asks no registry: leave --online, --index, --offline and - out")

    def once() -> tuple[Project, int]:
        from citekit import checks
        from citekit.checks.registered import Registered
        from citekit.checks.reports import report
        from citekit.checks.reports.shape import total
        from citekit.cli.streams import write
        from citekit.cli.terminal import progress, say

        settings = checks.read_settings(Path.cwd()).chosen(select or (), ignore or (), journal or "")
        project = checks.open_project(files)
        client = None
        try:
            with progress("asking") as advance:
                if online or index or offline:
                    sources, client = asked(
                        index,
                        crossref=online or offline,
                        cache=cache,
                        mailto=mailto,
                        base_url=base_url,
                        token=token,
                        offline=offline,
                        refresh=refresh,
                        deadline=deadline,
                    )
                    project.registered = Registered(sources, at_once=AT_ONCE if client else 1, progress=advance)
                outcome = checks.check(project, settings)
        finally:
            if client is not None:
                client.close()
        write(report(outcome, "json" if json_ else output_format), output)
        if not outcome.findings or output:
            say(total(outcome.findings))
        return project, outcome.status

    if watch:
        _watch(files, once)
    raise typer.Exit(once()[1])


def _watch(files: list[str], once: Callable[[], tuple[Project, int]]) -> None:
    """Check now and after each change of the files, of those that they name, and of the settings."""
    from citekit.cli.terminal import complain, say
    from citekit.cli.watching import Watched
    from citekit.model import CitekitError

    here = Path.cwd()
    watched = Watched([*files, *(str(place / name) for place in (here, *here.parents) for name in ("citekit.toml", "pyproject.toml"))])
    while True:
        if sys.stdout.isatty():
            sys.stdout.write("\x1b[2J\x1b[3J\x1b[H")  # a clean screen
        try:
            project, _ = once()
        except CitekitError as error:  # the settings are half written, perhaps
            complain(str(error))
        else:
            watched.add(path for path in project.sources if path != "-")
            watched.add(str(Path(m.path).parent / origin.source) for m in project.manuscripts for origin in m.document.origins)
        say("watching; Ctrl-C ends")
        say(f"changed: {', '.join(watched.changed()[:3])}")
