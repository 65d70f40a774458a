"""``citekit resolve``: the DOIs that references mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citekit.cli.asking import AT_ONCE, BaseUrl, CacheFile, Deadline, Index, Mailto, Offline, Online, Refresh, Token, asked

if TYPE_CHECKING:
    from citekit.model import Diagnostic, Record

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit resolve references.txt --mailto me@example.org --report report.jsonl -o found.bib --to bibtex")(
        resolve
    )


def resolve(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Records in any format, or from .txt and - one reference a line.")],
    report: Annotated[
        list[Path] | None,
        typer.Option(
            "--report", metavar="FILE", help="Write what came of each reference: .jsonl, .json, .csv, .html, or .txt for a table."
        ),
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="FORMAT", help="The output's format; the input's own, or csl-json.")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="FORMAT", help="The input's format, where its name does not tell.")] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write the records there instead of stdout.")] = None,
    index: Index = None,
    online: Online = False,
    mailto: Mailto = None,
    base_url: BaseUrl = None,
    token: Token = None,
    offline: Offline = False,
    refresh: Refresh = False,
    deadline: Deadline = 0.0,
    cache: CacheFile = None,
    plain: Annotated[bool, typer.Option("--plain", help="Leave the evidence out.")] = False,
) -> None:
    """Find the DOIs of references; one that is not sure is suggested in the report and never written.

    Exit status 3 says that some references could not be checked.
    """
    from citekit import formats
    from citekit.cli.streams import write
    from citekit.cli.terminal import complain, progress, table
    from citekit.cli.terminal import report as report_diagnostics
    from citekit.crossref import report as reports
    from citekit.crossref.resolving import resolve_all, unchecked, with_doi
    from citekit.formats.files import write_whole

    wanted = [(path, reports.report_format(path)) for path in report or []]
    records, diagnostics, format_read = _read(file, from_)
    sources, client = asked(
        index,
        crossref=online or offline or not index,
        cache=cache,
        mailto=mailto,
        base_url=base_url,
        token=token,
        offline=offline,
        refresh=refresh,
        deadline=deadline,
    )
    found = []
    stopped = False
    try:
        with progress("asking") as advance:
            for resolution in resolve_all(records, sources, at_once=AT_ONCE if client else 1, progress=advance):
                found.append(resolution)  # noqa: PERF402  # an interruption keeps what is there
    except KeyboardInterrupt:
        stopped = True
    finally:
        if client is not None:
            client.close()
    found += [unchecked(record, "the run was stopped before") for record in records[len(found) :]]
    for path, kind in wanted:
        write_whole(path, reports.render_report(found, kind))
    changed = tuple(with_doi(record, resolution) for record, resolution in zip(records, found, strict=True))
    write(formats.write(changed, to or format_read, plain=plain), output)
    report_diagnostics(diagnostics)
    table("", reports.summary_of(found))
    if stopped:
        complain("interrupted; what was done is written")
        raise typer.Exit(130)
    raise typer.Exit(3 if any(r.verdict == "unchecked" for r in found) else 0)


def _read(file: str, from_: str | None) -> tuple[tuple[Record, ...], tuple[Diagnostic, ...], str]:
    """Return the records, what reading noticed, and the format that they came in (csl-json for plain references)."""
    import msgspec

    from citekit import formats, pipeline
    from citekit.cli.streams import read_records

    named = from_ or formats.format_of(file)
    if named is None and (file == "-" or Path(file).suffix.lower() in (".txt", ".text", "")):
        references, diagnostics = pipeline.parse_lines(file)
        return tuple(msgspec.structs.replace(r.record, id=r.id, raw=r.raw) for r in references), diagnostics, "csl-json"
    records, diagnostics = read_records([file], from_)
    return records, diagnostics, named or "csl-json"
