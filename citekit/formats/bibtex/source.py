"""The text of a .bib as blocks that tile it: entries with the place of every field, strings, comments, what is broken.

bibtexparser finds the blocks, where :mod:`citekit.formats.bibtex.regular` cannot tell at once; this gives each its span,
so that an edit can touch one value and nothing else.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from citekit.formats.bibtex.blocks import BibBlock, BibField
from citekit.formats.bibtex.regular import regular_block
from citekit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["closed_at", "scan"]

_MOST = 400  # fields that are looked for in a broken entry
_LONGEST = 200_000  # code points of it that are looked at


def scan(text: str) -> tuple[BibBlock, ...]:
    r"""Return the blocks of a .bib: their spans lie one after another from 0 to the end of the text.

    >>> [(b.kind, b.key) for b in scan("% mine\n@misc{a, title = {T}}\n@misc{b, title = {T}")]
    [('text', ''), ('entry', 'a'), ('text', ''), ('broken', 'b')]
    """
    return tuple(_tiles(text))


def _library(text: str) -> Any:
    """Split by bibtexparser, whose complaints are values here and do not go to stderr."""
    from bibtexparser.entrypoint import parse_string

    log = logging.getLogger("bibtexparser")
    if log.level == logging.NOTSET:
        log.setLevel(logging.CRITICAL + 1)
    return parse_string(text, parse_stack=[])


_START = re.compile(r"@\w*+[ \t]*+(?=[{(])")
_LINE_START = re.compile(r"\n[^\S\n]*+(@\w*+[ \t]*+[{(])")  # whatever stands before, another block begins here


def _tiles(text: str) -> Iterator[BibBlock]:
    end = position = 0
    while start := _START.search(text, position):
        if block := regular_block(text, start.start()):
            blocks: Iterable[BibBlock] = (block,)
            position = block.span.end
        else:
            following = _LINE_START.search(text, start.start())
            position = following.start(1) if following else len(text)
            blocks = _irregular(text, start.start(), position, following.end(1) if following else len(text))
        for one in blocks:
            if one.span.start > end:
                yield BibBlock(kind="text", span=Span(end, one.span.start))
            end = one.span.end
            line = text[text.rfind("\n", max(0, one.span.start - 200), one.span.start) + 1 : one.span.start]
            if line.lstrip().startswith("%"):  # commented out, as biber sees it; BibTeX itself knows no comments
                yield BibBlock(kind="comment", span=one.span, problem="commented out with %; biber skips it, BibTeX does not")
            else:
                yield one
    if end < len(text):
        yield BibBlock(kind="text", span=Span(end, len(text)))


def _irregular(text: str, start: int, stop: int, shown: int) -> Iterator[BibBlock]:
    """Yield the blocks that bibtexparser finds between ``start`` and ``stop``; it is shown the text up to ``shown``.

    A line that begins a block ends what is open before it, so nothing behind ``stop`` can change what stands before;
    the head behind it is shown because bibtexparser's complaint names it.
    """
    from bibtexparser import model

    end = start
    for block in _library(text[start:shown]).blocks:
        if isinstance(block, model.ImplicitComment) or not block.raw:
            continue  # what lies between two blocks is text, white space and all
        first = text.find(block.raw, end, shown)
        if not start <= first < stop:
            break
        end = first + len(block.raw)
        if (head := _LAST_HEAD.search(text, first + 1, end)) and text[end : end + 1] in {"{", "("}:
            end = head.start()  # a complaint about the head of the next block takes it along
        yield _block(model, block, text, Span(first, end))


_LAST_HEAD = re.compile(r"@\w*+[ \t]*+\Z")


def _block(model: Any, block: Any, text: str, span: Span) -> BibBlock:
    while isinstance(block, model.DuplicateBlockKeyBlock | model.DuplicateFieldKeyBlock):
        block = block.ignore_error_block
    if isinstance(block, model.Entry):
        return _entry(block, text, span)
    if isinstance(block, model.String):
        equals = text.index("=", span.start)
        start = _EQUALS.match(text, equals).end()  # type: ignore[union-attr]  # it stands there
        value = Span(start, start + len(block.value))
        at = text.index(block.key, _OPENER.search(text, span.start).end()) if block.key else equals  # type: ignore[union-attr]
        field = BibField("", block.value, Span(equals, equals), value)
        return BibBlock(kind="string", span=span, key=block.key, key_span=Span(at, at + len(block.key)), fields=(field,))
    if isinstance(block, model.ParsingFailedBlock):
        return _broken(text, span, " ".join(str(getattr(block.error, "abort_reason", "")).split()))
    return BibBlock(kind="preamble" if isinstance(block, model.Preamble) else "comment", span=span)


def _entry(entry: Any, text: str, span: Span) -> BibBlock:
    opener = _OPENER.search(text, span.start)
    position = opener.end() if opener else span.start
    position = text.index(entry.key, position) if entry.key else position
    key_span = Span(position, position + len(entry.key))
    position = key_span.end
    fields = []
    for field in entry.fields:
        name, value = field.key, field.value
        end = text.index(name or "=", position) + len(name)
        if "\n" in name:  # a comment line before the name counts as its part there
            name = name.split()[-1]
        start = end + 3  # « = », as most files have it
        if not text.startswith(" = ", end) or text[start : start + 1].isspace():
            start = _EQUALS.match(text, end).end()  # type: ignore[union-attr]  # bibtexparser has seen it
        position = start + len(value)
        fields.append(BibField(name, value, Span(end - len(name), end), Span(start, position)))
    return BibBlock(kind="entry", span=span, entry_type=entry.entry_type, key=entry.key, key_span=key_span, fields=tuple(fields))


_EQUALS = re.compile(r"\s*=\s*")
_OPENER = re.compile(r"[{(]")
_HEAD = re.compile(r"@\s*([^\W\d][\w\-]{0,60})\s*([{(])\s*([^\s,{}=\"]{0,300})\s*,?")
_NAME = re.compile(r"[\s,]*(?:%[^\n]*\n[\s,]*){0,50}([^\W\d][\w:.+\-/]{0,60})\s*=\s*")
_NEW_LINE_NAME = re.compile(r"\n[ \t]*,?[ \t]*[^\W\d][\w:.+\-]{0,60}[ \t]*=[ \t]*[{\"\w]")
_NEXT_NAME = re.compile(r"[\n,][ \t]*,?[ \t]*[^\W\d][\w:.+\-]{0,60}[ \t]*=[ \t]*[{\"\w]")
_PAIRED = re.compile(r"\\.|[{}\"]", re.DOTALL)
_BARE = re.compile(r"[^,{}()\"\n]*")


def closed_at(text: str, start: int, stop: int) -> int:
    """Return where the brace or quote that opens at ``start`` is closed before ``stop``, -1 where it is not."""
    quoted, depth = text[start] == '"', 0
    for match in _PAIRED.finditer(text, start + (1 if quoted else 0), stop):
        mark = match[0]
        depth += (mark == "{") - (mark == "}")
        if (quoted and mark == '"' and depth <= 0) or (not quoted and mark == "}" and depth == 0):
            return match.start()
    return -1


def _broken(text: str, span: Span, reason: str) -> BibBlock:
    """Read what can be read of an entry that bibtexparser gave up."""
    head = _HEAD.match(text, span.start)
    if head is None or head[1].casefold() in {"comment", "preamble", "string"}:
        return BibBlock(kind="broken", span=span, problem=reason or "no entry can be made out", problem_at=span.start)
    closer = "}" if head[2] == "{" else ")"
    fields: list[BibField] = []
    position, stop = head.end(), min(span.end, span.start + _LONGEST)
    problem, problem_at, whole = "", span.start, False
    while len(fields) < _MOST:
        name = _NAME.match(text, position, stop)
        if name is None:
            whole = text[position:stop].strip(" \t\r\n,") == closer
            following = None if whole else _NEXT_NAME.search(text, position, stop)
            if not whole and not problem:
                problem, problem_at = f"after {fields[-1].name!r}: {reason}" if fields else reason, position
            if following is None:
                break
            position = following.start()
            continue
        end, trouble = _value_end(text, name.end(), stop)
        if trouble and not problem:
            problem, problem_at = f"the value of {name[1]!r} {trouble}", name.start(1)
        value = text[name.end() : end].rstrip(" \t\r\n,")
        fields.append(BibField(name[1], value, Span(name.start(1), name.end(1)), Span(name.end(), name.end() + len(value))))
        position = end
    clean = whole and not problem
    return BibBlock(
        kind="entry" if clean else "broken",
        span=span,
        entry_type=head[1],
        key=head[3],
        key_span=Span(head.start(3), head.end(3)),
        fields=tuple(fields),
        problem="" if clean else problem or reason,
        problem_at=0 if clean else problem_at,
    )


def _value_end(text: str, start: int, stop: int) -> tuple[int, str]:
    """Return where a value ends, and what is wrong with it."""
    if start >= stop:
        return stop, "is missing"
    if text[start] not in '{"':
        match = _BARE.match(text, start, stop)
        return (match.end() if match else start), ""
    following = _NEW_LINE_NAME.search(text, start, stop)
    end = closed_at(text, start, following.start() if following else stop)
    if end >= 0:
        return end + 1, ""
    return (following.start(), "is not closed before the next field") if following else (stop, "is never closed")
