"""``citekit keys``: citation keys for records, and for the manuscripts that cite them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit keys refs.bib paper.tex --pattern '[auth][year]' --key-map keys.tsv --in-place")(keys)


def keys(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of records; - is standard input.")],
    manuscripts: Annotated[list[Path] | None, typer.Argument(metavar="MANUSCRIPT…", help="Manuscripts (.tex, .md) that cite them; needs --key-map.")] = None,
    pattern: Annotated[str, typer.Option("--pattern", help="What a key is made of: \\[auth], \\[year], \\[title] …")] = "[auth][year]",
    key_map: Annotated[Path | None, typer.Option("--key-map", metavar="MAP", help="Let existing keys change. MAP (old key, tab, new key a line) is applied where it exists, else made by the pattern and written.")] = None,
    in_place: Annotated[bool, typer.Option("--in-place", help="Write the changed keys into FILE and the manuscripts.")] = False,
    from_: Annotated[str | None, typer.Option("--from", metavar="FORMAT", help="The input's format, where its name does not tell.")] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write the records with their keys there; with --in-place not needed.")] = None,
) -> None:  # fmt: skip
    """Print the citation key of each record, a line each: key, tab, title. Keys that exist are kept unless --key-map is given."""
    from citekit.cli.streams import status_of, write
    from citekit.cli.terminal import report, say
    from citekit.documents.reading import read_bytes, read_text
    from citekit.formats.files import write_whole
    from citekit.formats.rekeying import read_map, rekey

    known = read_map(read_text(key_map)[0], str(key_map)) if key_map and key_map.exists() else None
    texts = {path: read_bytes(path) for path in manuscripts or ()}
    result = rekey(
        read_bytes(file),
        source=file,
        form=from_,
        pattern=pattern,
        keys=known,
        rewrite=key_map is not None,
        manuscripts=texts,
        to=output,
    )
    # The map first: with it the rest can be done again if anything fails on the way.
    if key_map and known is None:
        write_whole(key_map, result.key_map)
    if in_place:
        for path, data in result.changed.items():
            write_whole(path, data)
            say(f"{path}: keys changed")
    elif result.changed:
        say(f"{', '.join(map(str, result.changed))}: would change; --in-place writes {'it' if len(result.changed) == 1 else 'them'}")
    if output and output != "-":
        write(result.library, output)
    write(result.listing, None)
    report(result.diagnostics)
    raise typer.Exit(status_of(result.diagnostics))
