"""Records side by side: their fields in rows, what differs marked word by word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citekit.model import Name, Record

__all__ = ["Piece", "Row", "differences", "shown"]

_LONGEST = 400  # letters of a field that are shown
_MOST_NAMES = 12
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# What a terminal or a page would obey instead of show: control characters and marks that turn the direction of text.
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_ALIKE = str.maketrans("–—−‐‑«»„“”’", '-----"""""\'')


class Piece(msgspec.Struct, frozen=True):
    """A stretch of a field's text, and whether the leading record has it differently."""

    text: str
    differs: bool = False


class Row(msgspec.Struct, frozen=True):
    """One field of several records: a cell each, and whether all that have it say the ``same``, one is ``missing``, or they are ``different``."""

    field: str
    cells: tuple[tuple[Piece, ...], ...]
    verdict: Literal["same", "missing", "different"]


def shown(text: str, longest: int = _LONGEST) -> str:
    r"""Return a text as one line that is safe to print: without control characters, and cut.

    >>> shown("a\x1b[31m\nb")
    'a [31m b'
    """
    line = " ".join(_OBEYED.sub(" ", text[: 2 * longest]).split())
    return line if len(line) <= longest and len(text) <= 2 * longest else f"{line[: longest - 1].rstrip()}…"


def _names(names: tuple[Name, ...]) -> str:
    more = len(names) - _MOST_NAMES
    return "; ".join(str(n) for n in names[:_MOST_NAMES]) + (f"; … and {more} more" if more > 0 else "")


_FIELDS: dict[str, Callable[[Record], str]] = {
    "Type": lambda r: r.type if r.type != "document" else "",
    "Authors": lambda r: _names(r.author),
    "Editors": lambda r: _names(r.editor),
    "Title": lambda r: r.title,
    "In": lambda r: r.container_title or r.event_title,
    "Year": lambda r: r.issued.iso,
    "Volume": lambda r: r.volume,
    "Issue": lambda r: r.issue,
    "Pages": lambda r: r.page or r.custom.article_number,
    "Edition": lambda r: r.edition,
    "Number": lambda r: r.number,
    "Place": lambda r: r.publisher_place,
    "Publisher": lambda r: r.publisher,
    "Extent": lambda r: r.number_of_pages,
    "DOI": lambda r: r.doi,
    "PMID": lambda r: r.pmid,
    "EDN": lambda r: r.custom.edn,
    "ISBN": lambda r: r.isbn,
    "ISSN": lambda r: r.issn,
    "Address": lambda r: r.url,
    "Abstract": lambda r: r.abstract,
    "As printed": lambda r: r.raw if r.is_unread else "",
}


def _compared(token: str) -> str:
    """Return a token without what printers choose freely: case, the shape of dashes and quotation marks."""
    return " " if token.isspace() else token.translate(_ALIKE).casefold()


def _marked(text: str, against: str) -> tuple[Piece, ...]:
    """Return a text in pieces, those marked that the other text lacks."""
    from rapidfuzz.distance import Indel

    tokens = _TOKEN.findall(text)
    mine, theirs = [_compared(t) for t in tokens], [_compared(t) for t in _TOKEN.findall(against)]
    own = [False] * len(tokens)
    for step in Indel.opcodes(theirs, mine):
        if step.tag == "insert":
            own[step.dest_start : step.dest_end] = [True] * (step.dest_end - step.dest_start)
    for i in range(1, len(tokens) - 1):
        if tokens[i].isspace():  # a blank between two marked words is marked, one at an edge is not
            own[i] = own[i - 1] and own[i + 1]
    pieces: list[Piece] = []
    for token, differs in zip(tokens, own, strict=True):
        if pieces and pieces[-1].differs == differs:
            pieces[-1] = Piece(pieces[-1].text + token, differs)
        else:
            pieces.append(Piece(token, differs))
    return tuple(pieces)


def differences(records: Sequence[Record], lead: int = 0) -> tuple[Row, ...]:
    """Return the fields that any of the records has, in a fixed order, each cell marked against the leading record.

    The leading record's own cell is marked against the first other one that has the field. Case, dashes and
    quotation marks do not count as differences.

    >>> from citekit.model import Record
    >>> rows = differences([Record(title="Soft power"), Record(title="Soft Power", volume="3")])
    >>> [(row.field, row.verdict) for row in rows]
    [('Title', 'same'), ('Volume', 'missing')]
    """
    rows = []
    cells: tuple[tuple[Piece, ...], ...]
    for field, value in _FIELDS.items():
        texts = [shown(value(r)) for r in records]
        filled = [t for t in texts if t]
        if not filled:
            continue
        compared = {_compared(t) for t in filled}
        base = texts[lead] or filled[0]
        other = next((t for t in texts if t and _compared(t) != _compared(base)), "")
        if not other:
            cells = tuple((Piece(t),) if t else () for t in texts)
        else:
            cells = tuple(_marked(t, base if t is not texts[lead] and t != base else other) if t else () for t in texts)
        rows.append(Row(field, cells, "different" if len(compared) > 1 else "same" if len(filled) == len(texts) else "missing"))
    return tuple(rows)
