"""New citation keys in whole files: the library's and the manuscripts', all other bytes as they were."""

from __future__ import annotations

from pathlib import Path  # msgspec reads the annotations
from typing import TYPE_CHECKING

import msgspec

from citekit.formats.keys import assign_keys, key_map, rewrite_keys
from citekit.formats.lossless import apply_fixes, open_bib
from citekit.formats.registry import format_of, read, write
from citekit.model import CitekitError, Diagnostic, Record, UnknownName, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Rekeyed", "map_text", "read_map", "rekey"]


class Rekeyed(msgspec.Struct, frozen=True):
    """What new keys change: the records, the map as text, the library's text, and by path the files that differ now."""

    records: tuple[Record, ...]
    key_map: str
    library: str | bytes
    listing: str
    changed: dict[Path | str, bytes]
    diagnostics: tuple[Diagnostic, ...] = ()


def read_map(text: str, source: str) -> dict[str, str]:
    """Return a key map: a line each, old key, tab, new key; keys may swap. Of two lines on one key the later holds.

    Raises:
        UnreadableInput: a line is no such pair.
    """
    pairs: dict[str, str] = {}
    for n, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip():
            continue
        old, tab, new = line.partition("\t")
        if not tab or not old.strip() or not new.strip() or "\t" in new:
            raise UnreadableInput(f"{source}:{n}", "no pair of keys", "a line holds the old key, a tab and the new key")
        pairs[old.strip()] = new.strip()
    return pairs


def map_text(keys: Mapping[str, str]) -> str:
    r"""Return a key map as text.

    >>> map_text({"a": "ivanov2019"})
    'a\tivanov2019\n'
    """
    return "".join(f"{old}\t{new}\n" for old, new in keys.items())


def rekey(
    data: bytes,
    *,
    source: str,
    form: str | None,
    pattern: str,
    keys: Mapping[str, str] | None,
    rewrite: bool,
    manuscripts: Mapping[Path, bytes],
    to: str | None = None,
) -> Rekeyed:
    """Give records keys and return what that changes; nothing is written.

    Existing keys change only where ``rewrite`` is asked for, by ``keys`` (old to new) where given, else by the pattern.
    A .bib changes in its keys alone; another format is written anew. ``to`` names a file for the library in another format.

    Raises:
        UnknownName: the format is not known.
        CitekitError: manuscripts are given but existing keys must stay; the pattern is wrong.
    """
    named = form or format_of(source) or ("csl-json" if source == "-" else None)
    if named is None:
        raise UnknownName("format by the name of the file; give --from. None for", source, ())
    if manuscripts and not rewrite:
        raise CitekitError("a manuscript's keys change only by a key map: give --key-map MAP")
    reading = read(data, named, source=source)
    before = reading.records
    noticed = list(reading.diagnostics)
    if keys is None:
        after = assign_keys(before, pattern, rewrite=rewrite)
        changes = key_map(before, after)
    else:
        changes = dict(keys)
        _not_twice(before, changes, source)
        after, clashes = _by_map(before, changes, source)
        noticed += clashes
    inside = {old: new for old, new in changes.items() if not any(d.record == old and d.code == "KY101" for d in noticed)}
    library = _library(data, named, source, inside, after)
    changed: dict[Path | str, bytes] = {}
    if library != data and source != "-" and (inside or any(b.citation_key != a.citation_key for b, a in zip(before, after, strict=True))):
        changed[source] = library
    for path, text in manuscripts.items():
        new = _manuscript(text, changes)
        if new != text:
            changed[path] = new
    target = format_of(to) if to else None
    copy: str | bytes = write(after, target) if target and target != named else library
    listing = "".join(f"{r.citation_key}\t{r.title}\n" for r in after)
    return Rekeyed(after, map_text(changes), copy, listing, changed, tuple(noticed))


def _not_twice(before: Sequence[Record], keys: Mapping[str, str], source: str) -> None:
    """Refuse a map that was applied before, where doing it again would turn one work's key into another's."""
    own = {r.citation_key or r.id for r in before}
    new = set(keys.values())
    gone = set(keys) - new
    if set(keys) & new and gone and not gone & own and new & own:
        problem = "the key map was applied to it already, and its keys follow on each other: a second time would mix up works"
        raise UnreadableInput(source, problem, "give another --key-map, or one with only the lines that are new")


def _by_map(before: Sequence[Record], keys: Mapping[str, str], source: str) -> tuple[tuple[Record, ...], list[Diagnostic]]:
    """Return the records with the keys of a map; a new key that another record keeps is not given twice."""
    own = [r.citation_key or r.id for r in before]
    stay = {key for key in own if key not in keys}
    given: set[str] = set()
    after, noticed = [], []
    for record, key in zip(before, own, strict=True):
        new = keys.get(key, key)
        if new != key and (new in stay or new in given):
            said = f"{key!r} keeps its key here: another record has the key {new!r} already; merge the two (citekit dedupe)"
            noticed.append(Diagnostic(code="KY101", message=said, source=source, record=key))
            new = key
        given.add(new)
        after.append(record if record.citation_key == new else msgspec.structs.replace(record, citation_key=new))
    return tuple(after), noticed


def _library(data: bytes, named: str, source: str, changes: Mapping[str, str], after: Sequence[Record]) -> bytes:
    if named in ("bibtex", "biblatex", "bib"):
        bib = open_bib(data, source)
        return bib.encoded(apply_fixes(bib.text, bib.rename_keys(changes)))
    # An id by which manuscripts cite (pandoc reads CSL by its id) follows its key.
    moved = [msgspec.structs.replace(r, id=changes[r.id]) if r.id in changes else r for r in after]
    return write(moved, named).encode("utf-8", "replace")


def _manuscript(data: bytes, changes: Mapping[str, str]) -> bytes:
    """Return a manuscript with its keys changed, all other bytes as they were, in whatever encoding."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16-le" if data[:2] == b"\xff\xfe" else "utf-16-be"
        return rewrite_keys(data.decode(encoding, "surrogatepass"), changes).encode(encoding, "surrogatepass")
    # Bytes that are no UTF-8 (an 8-bit encoding) wait as surrogates; keys are ASCII in all of them.
    return rewrite_keys(data.decode("utf-8", "surrogateescape"), changes).encode("utf-8", "surrogateescape")
