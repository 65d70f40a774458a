"""References read a line at a time, and references written: JSON lines, the formats of records."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from citekit.model import UnknownName, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.model import Diagnostic, Reference
    from citekit.pipeline.extraction import Extracted

__all__ = ["citations_jsonl", "parse_lines", "parse_stream", "references_as"]

_CHUNK = 500


def parse_lines(file: str | Path) -> tuple[tuple[Reference, ...], tuple[Diagnostic, ...]]:
    """Read a file of one reference a line into as many references, in order; a blank line is an unread one."""
    from citekit import parsers
    from citekit.documents.reading import read_text

    text, _, noticed = read_text(file)
    references = parsers.parse_list(text.splitlines(), source=str(file))
    return references, (*noticed, *(d for r in references for d in r.diagnostics))


def parse_stream(file: str | Path, *, plain: bool = False) -> Iterator[str]:
    """Yield JSON lines of the references of a file, a chunk at a time, in constant memory."""
    import sys

    from citekit import parsers

    source = str(file)
    try:
        stream = sys.stdin.buffer if source == "-" else Path(source).open("rb")  # noqa: SIM115  # closed by the with below
    except OSError as error:
        raise UnreadableInput(source, f"cannot be read: {error.strerror or error}") from error
    with stream:
        first = 1
        while lines := list(itertools.islice(stream, _CHUNK)):
            raws = [line.decode("utf-8", errors="replace").rstrip("\r\n") for line in lines]
            yield _jsonl(parsers.parse_list(raws, source=source, first=first), plain=plain)
            first += len(lines)


def _jsonl(references: Sequence[Reference], *, plain: bool) -> str:
    from citekit.formats.items import item_of

    return "".join(
        json.dumps(
            {
                "id": r.id,
                "raw": r.raw,
                "kind": r.kind,
                "source": r.source,
                "span": [r.span.start, r.span.end],
                "csl": item_of(r.record, plain=plain),
                "confidence": round(r.confidence, 4),
            },
            ensure_ascii=False,
        )
        + "\n"
        for r in references
    )


def references_as(references: Sequence[Reference], to: str, *, plain: bool = False) -> str:
    """Return references as text: ``jsonl``, or their records in a format that citekit writes."""
    if to == "jsonl":
        return _jsonl(references, plain=plain)
    from citekit import formats

    if to not in formats.format_names():
        raise UnknownName("format", to, ("jsonl", *formats.format_names()))
    return formats.write(tuple(r.record for r in references), to, plain=plain)


def citations_jsonl(extracted: Extracted) -> str:
    """Return the citations in the text as JSON lines."""
    return "".join(json.dumps(msgspec.to_builtins(c), ensure_ascii=False) + "\n" for c in extracted.citations)
