"""The formats by name: the built-in ones, and those that other packages register under ``citekit.formats``."""

from __future__ import annotations

import importlib
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

import msgspec

from citekit.formats.collector import collector_paused
from citekit.formats.reading import Reading
from citekit.language.encoding import decode
from citekit.model import CitekitError, Diagnostic, UnknownName

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.metadata import EntryPoint

    from citekit.model import Record

__all__ = ["Format", "format_names", "format_of", "losses", "read", "write"]

_GROUP = "citekit.formats"

_BUILT_IN: dict[str, tuple[str, tuple[str, ...]]] = {  # name: (module, endings of file names)
    "csl-json": ("csljson", (".json", ".csljson")),
    "csl-yaml": ("cslyaml", (".yaml", ".yml")),
    "bibtex": ("bibtex", (".bib", ".bibtex")),
    "biblatex": ("biblatex", (".biblatex",)),
    "ris": ("ris", (".ris",)),
    "nbib": ("nbib", (".nbib", ".medline")),
    "endnote": ("endnote", (".xml",)),
    "csv": ("csv", (".csv", ".tsv")),
    "crossref": ("crossref", ()),
}
_ALIASES = {"csljson": "csl-json", "json": "csl-json", "cslyaml": "csl-yaml", "yaml": "csl-yaml", "bib": "bibtex", "pubmed": "nbib", "medline": "nbib", "endnote-xml": "endnote", "xml": "endnote"}  # fmt: skip


@runtime_checkable
class Format(Protocol):
    """What a format gives: a module or an object with these two functions.

    A package adds one by the entry point ``citekit.formats``, whose name is the format's.
    """

    def read(self, text: str, source: str) -> Reading:
        """Read the records of a whole file's text; ``source`` names it in diagnostics."""

    def write(self, records: Sequence[Record], *, plain: bool = False) -> str:
        """Write records as a whole file's text; ``plain`` leaves out what citekit adds."""


@lru_cache(maxsize=1)
def _entry_points() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=_GROUP) if point.name not in _BUILT_IN}


@lru_cache(maxsize=64)
def _format(name: str) -> Format:
    named = _ALIASES.get(name.casefold(), name.casefold())
    if named in _BUILT_IN:
        return cast("Format", importlib.import_module(f"citekit.formats.{_BUILT_IN[named][0]}"))
    if name in _entry_points():
        return cast("Format", _entry_points()[name].load())
    raise UnknownName("format", name, format_names())


def format_names() -> tuple[str, ...]:
    """Return the names of the formats, the built-in ones first."""
    return (*_BUILT_IN, *sorted(_entry_points()))


def format_of(path: str | PurePath) -> str | None:
    """Return the name of the format that a file's ending stands for, None where none does.

    >>> format_of("refs.bib"), format_of("paper.docx")
    ('bibtex', None)
    """
    ending = PurePath(path).suffix.casefold()
    return next((name for name, (_, endings) in _BUILT_IN.items() if ending in endings), None)


def read(data: str | bytes, format: str, *, source: str = "-") -> Reading:  # noqa: A002  # the word that the command line uses
    """Read records; one bad record never loses the others.

    Bytes may be in any encoding that can be told: the one used is said where it is not UTF-8.

    Raises:
        UnknownName: there is no such format.
        UnreadableInput: the data are binary, or not of this format at all.
    """
    chosen = _format(format)
    noticed: tuple[Diagnostic, ...] = ()
    if isinstance(data, bytes):
        data, _, noticed = decode(data, source)
    with collector_paused():
        reading = chosen.read(data.removeprefix("\ufeff"), source)
    return Reading(reading.records, noticed + reading.diagnostics) if noticed else reading


def write(records: Sequence[Record], format: str, *, plain: bool = False) -> str:  # noqa: A002  # likewise
    """Write records; ``plain`` leaves out what citekit adds (raw text, evidence, variants).

    Raises:
        UnknownName: there is no such format.
        CitekitError: an unknown field is nested too deeply.
    """
    try:
        return _format(format).write(records, plain=plain)
    except RecursionError as error:
        raise CitekitError(f"{format}: a record has a field that is nested too deeply to be written") from error


def losses(records: Sequence[Record], format: str, *, source: str = "-") -> tuple[Diagnostic, ...]:  # noqa: A002  # likewise
    """Return what a format cannot hold of the records: a diagnostic for each record that comes back changed.

    Found by writing the records and reading them again, so it is what really happens. What only citekit adds
    (raw text, occurrences, evidence) does not count.
    """
    whole = read(write(records, format), format, source=source).records
    found = []
    for i, record in enumerate(records):
        if len(whole) == len(records):
            back: tuple[Record, ...] = (whole[i],)
        else:  # a record has gone or come: each on its own
            back = read(write([record], format), format, source=source).records
        lost = _changed(record, back[0]) if len(back) == 1 else ("the record as a whole",)
        if lost:
            message = f"{format} cannot hold this as it is: {', '.join(lost)}"
            found.append(Diagnostic(code="FT001", severity="info", message=message, source=source, record=record.id))
    return tuple(found)


_NOT_COUNTED = frozenset({"id", "citation-key", "raw", "occurrences", "evidence", "variants"})


def _changed(record: Record, back: Record) -> tuple[str, ...]:
    names = []
    for field in msgspec.structs.fields(record):
        before, after = getattr(record, field.name), getattr(back, field.name)
        if before == after or field.encode_name in _NOT_COUNTED:
            continue
        if field.name == "custom":
            names += [
                f"custom.{f.encode_name}"
                for f in msgspec.structs.fields(before)
                if f.name != "extra" and getattr(before, f.name) != getattr(after, f.name)
            ]
            before, after, name = before.extra, after.extra, "custom"
        else:
            name = field.encode_name
        if isinstance(before, dict):
            names += [f"{name}.{key}" for key in before if key not in after or before[key] != after[key]]
        else:
            names.append(name)
    return tuple(names)
