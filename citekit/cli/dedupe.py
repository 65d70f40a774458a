"""``citekit dedupe``: records that are the same work become one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.dedupe import Deduplication
    from citekit.model import Record

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit dedupe a.bib b.ris --review --report report.html -o merged.bib --to bibtex")(dedupe)


def dedupe(
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE…", help="Files of records; - is standard input.")] = None,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="The output's format.")] = "",
    from_: Annotated[str | None, typer.Option("--from", metavar="FORMAT", help="The input's format, where its name does not tell.")] = None,
    groups: Annotated[Path | None, typer.Option("--groups", metavar="FILE", help="Write the groups: a JSON array of ids a line.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say on stderr why records were merged, or perhaps should be.")] = False,
    pair: Annotated[tuple[str, str] | None, typer.Option("--pair", metavar="ID ID", help="Only say why these two records are one work or are not.")] = None,
    review: Annotated[bool, typer.Option("--review", help="Ask about the uncertain pairs; the answers are kept.")] = False,
    decisions: Annotated[Path | None, typer.Option("--decisions", metavar="FILE", help="Where answers are kept and obeyed (.jsonl or .toml); else citekit-decisions.jsonl beside the first FILE.")] = None,
    report: Annotated[list[Path] | None, typer.Option("--report", metavar="FILE", help="Write a report: .html to read, .json to undo by.")] = None,
    undo: Annotated[str | None, typer.Option("--undo", metavar="REPORT", help="Give back the records as they were before the .json report's run.")] = None,
    key_map: Annotated[Path | None, typer.Option("--key-map", metavar="FILE", help="Write old id, tab, new id, a line each.")] = None,
    engine: Annotated[str, typer.Option("--engine", metavar="ENGINE", help="builtin, or splink (extra: citekit\\[splink]).")] = "builtin",
    plain: Annotated[bool, typer.Option("--plain", help="Leave the evidence out.")] = False,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write there instead of stdout.")] = None,
) -> None:  # fmt: skip
    """Merge the records that are the same work; keep every losing value as evidence."""
    from citekit import formats, pipeline
    from citekit.cli.streams import read_records, status_of, write
    from citekit.cli.terminal import report as show
    from citekit.cli.terminal import say
    from citekit.documents.reading import read_text
    from citekit.formats.files import write_whole
    from citekit.model import CitekitError

    form = to or formats.format_of(output or "") or "csl-json"
    if undo is not None:
        if files or review or pair:
            raise CitekitError("--undo needs the report alone: it holds the records; leave out FILE, --review and --pair")
        restored = pipeline.undo_dedupe(read_text(undo)[0], undo)
        write(formats.write(restored, form, plain=plain), output)
        say(f"{len(restored)} records, as they were")
        return
    if not files:
        raise CitekitError("no FILE of records is given; - is standard input")
    records, diagnostics = read_records(files, from_)
    if pair:
        write(pipeline.explain_pair(records, pair) + "\n", output)
        return
    kept_in = decisions or (Path() if files[0] == "-" else Path(files[0]).parent) / "citekit-decisions.jsonl"
    known = read_text(kept_in)[0] if kept_in.exists() else ""
    result = pipeline.dedupe(records, decisions=known, source=str(kept_in), engine=engine)
    if known.strip():
        say(f"the decisions in {kept_in} are obeyed")
    if review:
        known = _reviewed(result, records, kept_in, known)
        result = pipeline.dedupe(records, decisions=known, source=str(kept_in), engine=engine)
    elif decisions and not kept_in.exists():
        say(f"{kept_in} is not there: nothing is decided yet")
    reports = [(path, pipeline.dedupe_report(result, records, path)) for path in report or ()]
    write(formats.write(result.records, form, plain=plain), output)
    for path, text in reports:
        write_whole(path, text)
    if groups:
        write_whole(groups, pipeline.groups_jsonl(result))
    if key_map:
        write_whole(key_map, pipeline.key_map(result))
    if explain:
        for line in pipeline.explanations(result):
            say(line)
    show((*diagnostics, *result.diagnostics))
    asked = f", {len(result.uncertain)} uncertain pairs (--review asks about them)" if result.uncertain else ""
    say(f"{len(records)} records, {len(result.records)} works, {len(result.groups)} merged groups{asked}")
    raise typer.Exit(status_of(diagnostics))


def _reviewed(result: Deduplication, records: Sequence[Record], file: Path, known: str) -> str:
    """Ask about the uncertain pairs, keep each answer in the file at once, and return the file's text."""
    from citekit import pipeline
    from citekit.cli.review import can_ask, conduct
    from citekit.cli.terminal import say
    from citekit.dedupe.decisions import written
    from citekit.dedupe.review import Review, review_of
    from citekit.formats.files import write_whole

    state = review_of(result, pipeline.named(records))
    if not state.questions:
        say("nothing is uncertain")
        return known
    if not can_ask():
        say(f"warning: --review needs a terminal to ask at; {len(state.questions)} uncertain pairs are left as they are")
        return known

    kept: list[Review] = []

    def keep(now: Review) -> None:
        write_whole(file, written(known, now.decisions, str(file)))
        kept.append(now)

    try:
        state = conduct(state, keep)
    finally:  # also where the person interrupts: every answer is in the file already
        count = len(kept[-1].decisions) if kept else 0
        say(f"\n{count} new {'decision is' if count == 1 else 'decisions are'} kept in {file}" if count else "\nnothing was decided")
    return written(known, state.decisions, str(file)) if state.decisions else known
