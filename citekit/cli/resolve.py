"""``citekit resolve``: the DOIs that references mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
        list[Path] | None, typer.Option("--report", metavar="FILE", help="Write what came of each reference: .jsonl, .json, .csv or .html.")
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="FORMAT", help="The output's format; the input's own, or csl-json.")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="FORMAT", help="The input's format, where its name does not tell.")] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write the records there instead of stdout.")] = None,
    index: Annotated[
        list[str] | None, typer.Option("--index", metavar="DIR", help="Ask a local index (citekit index build) instead of Crossref.")
    ] = None,
    online: Annotated[bool, typer.Option("--online", help="With --index: then ask Crossref too.")] = False,
    mailto: Annotated[
        str | None, typer.Option("--mailto", envvar="CITEKIT_MAILTO", help="Your address, for Crossref's polite pool.")
    ] = None,
    base_url: Annotated[
        str | None, typer.Option("--base-url", envvar="CITEKIT_CROSSREF_URL", help="A mirror of Crossref's REST service.")
    ] = None,
    token: Annotated[
        str | None, typer.Option("--token", envvar="CITEKIT_CROSSREF_TOKEN", help="A token of Crossref Plus; better in the variable.")
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Ask nobody: what the cache does not hold is not checked.")] = False,
    refresh: Annotated[bool, typer.Option("--refresh", help="Ask again what the cache holds.")] = False,
    deadline: Annotated[float, typer.Option("--deadline", metavar="SECONDS", help="Time for the whole run; 0 is none.")] = 0.0,
    cache: Annotated[Path | None, typer.Option("--cache", metavar="FILE", help="The cache, instead of the platform's.")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Leave the evidence out.")] = False,
) -> None:
    """Find the DOIs of references; one that is not sure is suggested in the report and never written.

    Exit status 3 says that some references could not be checked.
    """
    from citekit import formats
    from citekit.cli.streams import write
    from citekit.cli.terminal import complain, progress, say, table
    from citekit.cli.terminal import report as report_diagnostics
    from citekit.crossref import report as reports
    from citekit.crossref.places import client_for, sources_for
    from citekit.crossref.resolving import resolve_all, unchecked, with_doi
    from citekit.formats.files import write_whole

    wanted = [(path, reports.report_format(path)) for path in report or []]
    records, diagnostics, format_read = _read(file, from_)
    client = None
    if online or not index:
        client = client_for(
            cache=cache,
            mailto=mailto,
            base_url=base_url,
            token=token,
            offline=offline or None,
            refresh=refresh or None,
            deadline=deadline or None,
        )
        if client.cache.problem:
            say(client.cache.problem)
    sources = sources_for(index or [], client)
    found = []
    stopped = False
    try:
        with progress("asking") as advance:
            for resolution in resolve_all(records, sources, at_once=3 if client else 1, progress=advance):
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
