"""Where commands read and write: files, - for the standard streams, records in any format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from citekit.model import CitekitError, Diagnostic, UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citekit.model import Record

__all__ = ["read_records", "status_of", "write"]


def read_records(files: Sequence[str], format: str | None = None) -> tuple[tuple[Record, ...], tuple[Diagnostic, ...]]:  # noqa: A002  # the option's name
    """Read the records of all files; the format is guessed from the name where it is not given."""
    from citekit import formats
    from citekit.documents.reading import read_bytes

    records: list[Record] = []
    diagnostics: list[Diagnostic] = []
    for file in files:
        named = format or formats.format_of(file) or ("csl-json" if file == "-" else None)
        if named is None:
            raise UnknownName("format by the name of the file; give --from. None for", Path(file).suffix or file, formats.format_names())
        reading = formats.read(read_bytes(file), named, source=file)
        records.extend(reading.records)
        diagnostics.extend(reading.diagnostics)
    return tuple(records), tuple(diagnostics)


def write(data: str | bytes, output: str | None) -> None:
    """Write ``data`` whole to the file ``output``, or to standard output for None and «-»."""
    if output not in (None, "-"):
        from citekit.formats.files import write_whole

        write_whole(str(output), data)
        return
    payload = data.encode("utf-8", errors="replace") if isinstance(data, str) else data
    if isinstance(data, bytes) and sys.stdout.isatty():
        raise CitekitError("this output is no text for a terminal; give -o FILE")
    sys.stdout.buffer.write(payload)
    sys.stdout.buffer.flush()


def status_of(diagnostics: Iterable[Diagnostic]) -> int:
    """Return the exit status of what reading noticed: 1 where something was wrong, else 0."""
    return 1 if any(d.severity != "info" for d in diagnostics) else 0
