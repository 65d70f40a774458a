"""Entries of a .bib into records: the file split, @string and crossref resolved, nothing lost on the way."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from citekit.formats.bibtex.record import record_of_fields
from citekit.formats.bibtex.source import closed_at, scan
from citekit.formats.bibtex.table import INHERITED, TYPES_READ
from citekit.formats.reading import Reading
from citekit.model import Diagnostic, Occurrence, Record, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from citekit.formats.bibtex.blocks import BibBlock
    from citekit.model import Severity

__all__ = ["Places", "read"]

_MONTHS = {m: m for m in ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")}
_NOT_INHERITED = frozenset({"ids", "crossref", "xref", "xdata", "entryset", "entrysubtype", "execute", "label", "options", "presort", "related", "relatedtype", "shorthand", "sortkey", "keywords", "abstract", "note", "annote", "annotation", "file", "url", "urldate", "doi", "pages", "pagetotal", "shorttitle"})  # fmt: skip
_LONGEST = 2_000_000  # code points of one value
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_DEPTH = 8  # a chain of crossrefs longer than this is none


class Places:
    """Lines and columns of a text, both counted from 1 in code points."""

    def __init__(self, text: str) -> None:
        """Find the beginnings of the lines."""
        self._starts = list(accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0))

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class _Entry:
    """An entry as the file has it: raw values by the small name of the field, and where the fields begin."""

    def __init__(self, block: BibBlock, broken: str = "") -> None:
        self.type, self.key, self.span, self.broken = block.entry_type.casefold(), block.key, block.span, broken
        self.fields: dict[str, str] = {}
        self.places: dict[str, int] = {}


def read(text: str, source: str = "-", *, blocks: Iterable[BibBlock] | None = None) -> Reading:
    """Read the entries of a .bib in both dialects; @string, ``#``, crossref and xdata are resolved.

    Entries with one key are all kept; so is an entry that is broken, as far as it can be read. ``blocks`` are the
    text's own, where somebody has them already.
    """
    found = _Noticed(source, Places(text))
    entries, strings = _entries(text, scan(text) if blocks is None else blocks, found)
    for entry in entries:
        for name, value in entry.fields.items():
            if value[:1] == "{" and value[-1:] == "}" and value.count("{") == 1 == value.count("}") and "\\" not in value:
                entry.fields[name] = value[1:-1]  # as nearly all are
            else:
                entry.fields[name] = _resolved(value, strings, found.unknown_string(entry, name))
    wholes = {e.key: e for e in reversed(entries) if e.key}
    records = []
    twins: dict[str, int] = {}
    taken: set[str] = set()
    for number, entry in enumerate((e for e in entries if e.type != "xdata"), 1):
        fields = _inherited(entry, wholes, found)
        name = entry.key or f"entry-{number}"
        if name in taken:
            found.note("FT202", f"the key {name!r} stands more than once; all its entries are kept", entry.span.start, entry.key)
            again = twins[name] = twins.get(name, 1) + 1
            while (name := f"{entry.key or name}~{again}") in taken:
                again += 1
        taken.add(name)
        occurrence = Occurrence(source=source, id=name, kind="entry", span=entry.span)
        values = record_of_fields(entry.type, fields, found.about(entry))
        records.append(Record(id=name, citation_key=entry.key, occurrences=(occurrence,), raw=entry.broken, **values))
    return Reading(tuple(records), found.sorted())


class _Noticed:
    """Collects diagnostics with their places."""

    def __init__(self, source: str, places: Places) -> None:
        self.source, self.places, self.list = source, places, list[Diagnostic]()

    def note(self, code: str, message: str, offset: int, key: str = "", *, severity: Severity = "warning", end: int | None = None) -> None:
        message = _CONTROL.sub("", " ".join(message.split()))  # what a file holds must not speak to the terminal
        line, column = self.places.at(offset)
        span = Span(offset, max(offset, end if end is not None else offset))
        self.list.append(
            Diagnostic(
                code=code,
                severity=severity,
                message=message,
                source=self.source,
                line=line,
                column=column,
                span=span,
                record=key,
            )
        )

    def about(self, entry: _Entry) -> Callable[[str, str, str], None]:
        """Return what notes a code and a message about a field of an entry."""
        return lambda code, message, name: self.note(code, message, entry.places.get(name, entry.span.start), entry.key)

    def unknown_string(self, entry: _Entry, name: str) -> Callable[[str], None]:
        """Return what notes a name that no @string has."""
        return lambda word: self.about(entry)("FT206", f"{name} = {word[:60]}: no @string of that name; read as the text itself", name)

    def sorted(self) -> tuple[Diagnostic, ...]:
        return tuple(sorted(self.list, key=lambda d: (d.line, d.column, d.code)))


def _entries(text: str, blocks: Iterable[BibBlock], found: _Noticed) -> tuple[list[_Entry], dict[str, str]]:
    """Return the entries, whole and broken, and the @strings by their small names."""
    entries: list[_Entry] = []
    strings = dict(_MONTHS)
    for block in blocks:
        if block.kind == "string":
            # put together here, in BibTeX's order, and cut: doubling strings must not fill the memory
            value = _resolved(block.fields[0].value, strings, lambda _: None)
            strings[block.key.casefold()] = value[:_LONGEST]
        if block.kind == "broken":
            found.note("FT201", f"a broken entry: {block.problem}", block.problem_at, block.key, severity="error", end=block.span.end)
        if block.kind == "comment" and block.problem:
            found.note("FT208", block.problem, block.span.start, severity="info", end=block.span.end)
        if not block.entry_type:
            continue
        entry = _Entry(block, block.span.of(text) if block.kind == "broken" else "")
        fields = entry.fields
        for field in block.fields:
            name = field.name.casefold()
            if name in fields and name in {"keywords", "keyword"}:
                fields[name] += f' # ", " # {field.value}'
            elif name in fields:
                message = f"the field {name!r} stands twice; the first counts, not {field.value[:60]}"
                found.note("FT203", message, field.name_span.start, block.key)
            else:
                fields[name], entry.places[name] = field.value, field.name_span.start
        if not block.key and block.kind == "entry":
            found.note("FT207", "an entry without a key", block.span.start)
        entries.append(entry)
    return entries, strings


_MARK = re.compile(r"(?<!\\)[{}\"]")
_GAP = re.compile(r"[\s#]+")


def _resolved(value: str, strings: dict[str, str], unknown: Callable[[str], None]) -> str:
    """Return the text of a value: braces or quotes taken off, @string names and ``#`` put together."""
    if value[:1] == "{" and value[-1:] == "}" and not _MARK.search(value, 1, len(value) - 1) and value[-2:-1] != "\\":
        return value[1:-1]
    pieces: list[str] = []
    position = length = 0
    while position < len(value) and length < _LONGEST:
        length += len(pieces[-1]) if pieces else 0
        if gap := _GAP.match(value, position):
            position = gap.end()
        elif value[position] in '{"':
            end = closed_at(value, position, len(value))
            end = end if end >= 0 else len(value)
            pieces.append(value[position + 1 : end])
            position = end + 1
        else:
            stop = value.find("#", position)
            stop = stop if stop >= 0 else len(value)
            word = value[position:stop].strip()
            position = stop
            known = strings.get(word.casefold())
            if known is None and not word.isdecimal():
                unknown(word)
            pieces.append(word if known is None else known)
    return "".join(pieces)[:_LONGEST]


def _inherited(entry: _Entry, wholes: dict[str, _Entry], found: _Noticed) -> dict[str, str]:
    """Return the fields of an entry with those it takes from its xdata and its crossref."""
    fields = dict(entry.fields)
    for by in ("xdata", "crossref"):
        for key in filter(None, re.split(r"\s*,\s*", fields.get(by, "").strip()) if by == "xdata" else [fields.get(by, "").strip()]):
            try:
                given = _given(by, entry.type, (entry.key, key), wholes)
            except LookupError as problem:
                found.about(entry)("FT205", f"{by} = {key[:60]}: {problem.args[0]}", by)
                continue
            for name, value in given:
                fields.setdefault(name, value)
        if fields.get(by, "").strip() in wholes:  # taken over: the record stands for itself now
            del fields[by]
    return fields


def _given(by: str, part: str, chain: tuple[str, ...], wholes: dict[str, _Entry]) -> list[tuple[str, str]]:
    """Return what the last entry of the ``chain`` of keys gives to a ``part``, with what itself takes from others.

    Raises:
        LookupError: there is no such entry, or the chain comes back to itself.
    """
    if chain[-1] not in wholes:
        raise LookupError("no entry has that key")
    if chain[-1] in chain[:-1] or len(chain) > _DEPTH:
        raise LookupError("it leads back to itself")
    whole = wholes[chain[-1]]
    given = [(name, value) for name, value in whole.fields.items() if name not in {"crossref", "xdata"}]
    for more in ("xdata", "crossref"):
        if key := whole.fields.get(more, "").strip():
            given += _given(more, whole.type, (*chain, key), wholes)
    if by == "xdata":
        return given
    return [(_name_in_part(name, part, whole.type), value) for name, value in given if name not in _NOT_INHERITED]


def _name_in_part(name: str, part: str, whole: str) -> str:
    if TYPES_READ.get(part) in {"book", "pamphlet"} and not whole.startswith("mv"):
        return name
    if name == "author" and part != "inbook":
        return name
    return INHERITED.get(whole, {}).get(name, name)
