"""Edit a .bib so that only the bytes of the fields that change change.

Comments, @string, order, line ends, the byte order mark, the encoding and the broken entries stay as they are.
An edit is a :class:`citekit.model.Fix` (a span and what to put there), so that it can be shown before it is made.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

import msgspec

from citekit.formats.bibtex.blocks import BibBlock, BibField
from citekit.formats.bibtex.reading import read
from citekit.formats.bibtex.source import scan
from citekit.formats.bibtex.writing import entry_of, values_of
from citekit.language.encoding import decode
from citekit.model import Diagnostic, Fix, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from citekit.model import Record

__all__ = ["Bib", "apply_fixes", "open_bib"]

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_COMMA = re.compile(r"[ \t]*,")
# Names that mean the same field: an edit keeps the one that the file uses.
_ALIASES = (("journal", "journaltitle"), ("address", "location"), ("school", "institution", "publisher", "organization"), ("annote", "annotation"), ("keywords", "keyword"), ("langid", "hyphenation"))  # fmt: skip
_KEY_FIELDS = frozenset({"crossref", "xref", "xdata", "related", "entryset", "ids"})


class Bib(msgspec.Struct, frozen=True):
    """A .bib as it stands in a file: its text, how its bytes say it, and its blocks."""

    text: str
    encoding: str
    mark: bytes
    blocks: tuple[BibBlock, ...]
    source: str = "-"
    errors: str = "strict"
    diagnostics: tuple[Diagnostic, ...] = ()

    def encoded(self, text: str | None = None) -> bytes:
        """Return a text (the file's own if none is given) in the file's encoding, with its byte order mark.

        Where the text has a letter that the encoding has not (see :meth:`fits`) it becomes UTF-8.
        """
        chosen = self.text if text is None else text
        if not self.fits(chosen):
            return chosen.encode("utf-8", "replace")
        return self.mark + chosen.encode(self.encoding, self.errors)

    def fits(self, text: str) -> bool:
        """Tell whether the file's encoding has every letter of a text."""
        try:
            text.encode(self.encoding, self.errors)
        except UnicodeEncodeError:
            return False
        return True

    def entries(self) -> tuple[BibBlock, ...]:
        """Return the entries, whole ones and those broken ones that have a key."""
        return tuple(b for b in self.blocks if b.kind == "entry" or (b.kind == "broken" and b.key))

    def set_field(self, entry: BibBlock, name: str, value: str, *, bare: bool = False, leaving: Collection[str] = ()) -> Fix:
        """Return the edit that gives a field the value: in BibTeX, without braces around it; ``bare`` puts none.

        ``leaving`` are names of fields that another edit takes out at the same time.
        """
        names = next((alike for alike in _ALIASES if name in alike), (name,))
        field = next((f for n in (name, *names) for f in entry.fields if f.name.casefold() == n), None)
        if field is None:
            return self._new_field(
                entry, [f for f in entry.fields if f.name.casefold() not in leaving], name, value if bare else f"{{{value}}}"
            )
        if bare:
            return Fix(field.value_span, value)
        if field.value[:1] == '"' and field.value[-1:] == '"' and '"' not in value:
            return Fix(field.value_span, f'"{value}"')
        if field.value[:1] not in '{"' and value.isascii() and value.isdecimal():
            return Fix(field.value_span, value)
        return Fix(field.value_span, f"{{{value}}}")

    def _new_field(self, entry: BibBlock, fields: Sequence[BibField], name: str, value: str) -> Fix:
        """Return the edit that adds a field after the last of the ``fields``, in their manner."""
        if not fields:
            at = entry.key_span.end
            comma = _COMMA.match(self.text, at)
            at, before, after = (comma.end(), "", ",") if comma else (at, ",", "")
            return Fix(Span(at, at), f"{before}{self._line_end(at)}  {name} = {value}{after}")
        last = fields[-1]
        before, gap = self._manner(last)
        if gap.startswith("  "):  # the signs of equality stand in a column
            gap = gap.lstrip(" ").rjust(len(last.name) + len(gap) - len(name)) if len(last.name) + len(gap) > len(name) + 2 else " = "
        upper = last.name.isupper() and len(last.name) > 1
        written = f"{before}{name.upper() if upper else name}{gap}{value}"
        end = last.value_span.end
        if comma := _COMMA.match(self.text, end):
            return Fix(Span(comma.end(), comma.end()), f"{written},")
        return Fix(Span(end, end), f",{written}")

    def _manner(self, field: BibField) -> tuple[str, str]:
        """Return what stands before a field's name (line end and indentation, or a blank) and between name and value."""
        start = field.name_span.start
        line = self.text.rfind("\n", 0, start) + 1
        indent = self.text[line:start]
        before = " " if indent.strip() or not line else self._line_end(start) + indent
        gap = self.text[field.name_span.end : field.value_span.start]
        return before, gap if "\n" not in gap else " = "

    def _line_end(self, near: int) -> str:
        at = self.text.rfind("\n", 0, near + 1)
        at = at if at >= 0 else self.text.find("\n")
        return "\r\n" if at > 0 and self.text[at - 1] == "\r" else "\n"

    def remove_field(self, entry: BibBlock, name: str) -> Fix | None:
        """Return the edit that takes a field out with its comma and its line, None where there is none."""
        field = next((f for f in entry.fields if f.name.casefold() == name), None)
        if field is None:
            return None
        start, end = field.name_span.start, field.value_span.end
        line = self.text.rfind("\n", 0, start) + 1
        alone = not self.text[line:start].strip(" \t")
        if after := _COMMA.match(self.text, end):
            end = after.end()
        rest = re.compile(r"[ \t]*(?:\r\n|\n)").match(self.text, end)
        if alone and rest:
            return Fix(Span(line, rest.end()), "")
        blank = re.compile(r"[ \t]+").match(self.text, end)
        return Fix(Span(start, blank.end() if blank and after else end), "")

    def rename_keys(self, keys: Mapping[str, str]) -> tuple[Fix, ...]:
        """Return the edits that give entries new keys, and change them where other entries name them."""
        fixes = []
        for entry in self.entries():
            if entry.key in keys:
                fixes.append(Fix(entry.key_span, keys[entry.key]))
            for field in entry.fields:
                if field.name.casefold() in _KEY_FIELDS:
                    new = re.sub(r"[^\s,{}\"]+", lambda m: keys.get(m[0], m[0]), field.value)
                    if new != field.value:
                        fixes.append(Fix(field.value_span, new))
        return tuple(fixes)

    def remove_entry(self, entry: BibBlock) -> Fix:
        """Return the edit that takes an entry out, with the empty line after it."""
        rest = re.compile(r"[ \t]*(?:\r\n|\n|$)(?:[ \t]*(?:\r\n|\n))?").match(self.text, entry.span.end)
        return Fix(Span(entry.span.start, rest.end() if rest else entry.span.end), "")

    def add_entry(self, record: Record) -> Fix:
        """Return the edit that puts a new entry at the end, in the dialect of the file."""
        end = self._line_end(len(self.text))
        text = entry_of(record, biblatex=self.is_biblatex()).replace("\n", end)
        before = "" if not self.text.strip() else end if self.text.endswith("\n") else 2 * end
        return Fix(Span(len(self.text), len(self.text)), before + text)

    def is_biblatex(self) -> bool:
        """Tell whether the file is written in BibLaTeX's dialect rather than BibTeX's."""
        names = [f.name.casefold() for b in self.blocks for f in b.fields]
        new, old = (
            sum(names.count(n) for n in dialect) for dialect in (("journaltitle", "date", "location"), ("journal", "year", "address"))
        )
        return new > old

    def revise(self, records: Sequence[Record]) -> tuple[Fix, ...]:
        """Return the edits that make the file say what changed ``records`` say.

        A record belongs to the entry whose ``id`` reading gave it. Only fields whose value differs from what
        the file's own record has are touched; a changed ``citation_key`` renames the entry everywhere; a
        record without an entry is added at the end; an entry without a record stays. A broken entry takes only
        changes of the fields that it still shows.
        """
        own = {record.id: record for record in read(self.text, self.source, blocks=self.blocks).records}
        places = {r.id: o.span.start for r in own.values() for o in r.occurrences if o.span}
        blocks = {block.span.start: block for block in self.blocks}
        biblatex = self.is_biblatex()
        fixes: list[Fix] = []
        keys: dict[str, str] = {}
        for record in records:
            before = own.get(record.id)
            block = blocks.get(places[record.id]) if before else None
            if before is None or block is None:
                fixes.append(self.add_entry(record))
                continue
            if record.citation_key and before.citation_key and record.citation_key != before.citation_key:
                keys[before.citation_key] = record.citation_key
            fixes += self._revised(block, before, record, biblatex=biblatex)
        return (*fixes, *self.rename_keys(keys)) if keys else tuple(fixes)

    def _revised(self, block: BibBlock, before: Record, after: Record, *, biblatex: bool) -> Iterable[Fix]:
        names = {f.name.casefold() for f in block.fields}
        dialect = bool(names & {"journaltitle", "date", "location"}) or (biblatex and not names & {"journal", "year", "address"})
        was, now = (values_of(r, biblatex=dialect) for r in (before, after))
        leaving = {name for name in was if name not in now}
        for name, value in now.items():
            if was.get(name) != value and (block.kind == "entry" or name in names):
                yield self.set_field(block, name, value[1:-1] if value[:1] == "{" else value, bare=value[:1] != "{", leaving=leaving)
        yield from (fix for name in was if name in leaving and (fix := self.remove_field(block, name)))


def open_bib(data: bytes | str, source: str = "-") -> Bib:
    """Return a .bib ready for editing; ``bib.encoded()`` gives back the very bytes.

    Raises:
        UnreadableInput: the data are binary.
    """
    if isinstance(data, str):
        return Bib(data, "utf-8", b"", scan(data), source)
    _, guessed, noticed = decode(data, source)
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8" if guessed == "utf-8-sig" else guessed))
    body = data[len(mark) :]
    for name, errors in ((encoding, "strict"), ("utf-8", "surrogateescape")):  # bytes of no encoding wait as surrogates
        try:
            text = body.decode(name, errors)
        except UnicodeDecodeError:
            continue
        if text.encode(name, errors) == body:
            break
    return Bib(text, name, mark, scan(text), source, errors, noticed)


def apply_fixes(text: str, fixes: Iterable[Fix]) -> str:
    """Return the text with the edits made; all else stays letter by letter. Insertions at one place keep their order.

    >>> apply_fixes("abc", [Fix(Span(1, 2), "B"), Fix(Span(3, 3), "!")])
    'aBc!'

    Raises:
        ValueError: two edits overlap.
    """
    pieces, end = [], 0
    for fix in sorted(fixes, key=lambda f: (f.span.start, f.span.end)):
        if fix.span.start < end:
            raise ValueError(f"two edits overlap at {fix.span.start}")
        pieces += [text[end : fix.span.start], fix.replacement]
        end = fix.span.end
    return "".join([*pieces, text[end:]])
