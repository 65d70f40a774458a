r"""Blocks of a .bib that are written as they should be, read at once: braces that close, quotes that close, ``name = value``.

bibtexparser says what a file holds; where a block is regular, what it would say is known beforehand, and saying it
here takes a tenth of the time. What is not regular (nothing closes it, a name without ``=``, round brackets, an ``@``
that may begin another block) is left to it. As there, a mark after a backslash is none.
"""

from __future__ import annotations

import re

from citekit.formats.bibtex.blocks import BibBlock, BibField
from citekit.model import Span

__all__ = ["regular_block"]

_INNER = r"[^{}\\@]++|\\++(?:[^\\@]|(?=@))|@(?!\w*+[ \t]*+[{(])"  # text that opens and closes nothing
_BRACED = rf"\{{(?:{_INNER})*+\}}"
for _ in range(4):  # braces in braces, as deep as titles have them
    _BRACED = rf"\{{(?:{_INNER}|{_BRACED})*+\}}"
_QUOTED = r'"(?:[^"\\@]++|\\++(?:[^\\@]|(?=@))|@(?!\w*+[ \t]*+[{(]))*+(?<!\{)"'
_BARE = r'[^\s{}",=@#\\()%]++'
_NAME = r"[^\W\d][\w:.+\-/]*+"
_VALUE = rf"(?:{_BRACED}|{_QUOTED}|{_BARE})(?:\s*+\#\s*+(?:{_BRACED}|{_QUOTED}|{_BARE}))*+"
_UNBRACED = rf'(?:{_BRACED}|"[^"{{}}\\@]*+"|{_BARE})'  # a @string ends at its brace, quotes or no quotes

_HEAD = re.compile(r'@([A-Za-z][A-Za-z0-9_]*+)[ \t]*+\{\s*+([^\s{}",=@\\]++)\s*+([,}])')
_FIELD = re.compile(rf"\s*+({_NAME})\s*+=\s*+({_VALUE})\s*+([,}}])")
_END = re.compile(r"\s*+\}")
_STRING = re.compile(rf"@string[ \t]*+\{{\s*+({_NAME})\s*+(=)\s*+({_UNBRACED}(?:\s*+\#\s*+{_UNBRACED})*+)\s*+\}}", re.IGNORECASE)
_ASIDE = re.compile(rf"@(comment|preamble)[ \t]*+{_BRACED}", re.IGNORECASE)
_NO_ENTRY = ("comment", "preamble", "string")


def regular_block(text: str, start: int) -> BibBlock | None:
    """Return the block that begins with the ``@`` at ``start``, None where it is not regular.

    >>> regular_block("@misc{a, title = {T}}", 0).fields[0].value
    '{T}'
    >>> regular_block("@misc{a, title = {T}", 0)
    """
    head = _HEAD.match(text, start)
    if head is None or (kind := head[1].lower()).startswith(_NO_ENTRY):
        return _aside(text, start)
    fields = []
    position, mark = head.end(), head[3]
    while mark == ",":
        field = _FIELD.match(text, position)
        if field is None:
            end = _END.match(text, position)
            if end is None:
                return None
            position = end.end()
            break
        fields.append(BibField(field[1], field[2], Span(field.start(1), field.end(1)), Span(field.start(2), field.end(2))))
        position, mark = field.end(), field[3]
    return BibBlock(
        kind="entry",
        span=Span(start, position),
        entry_type=kind,
        key=head[2],
        key_span=Span(head.start(2), head.end(2)),
        fields=tuple(fields),
    )


def _aside(text: str, start: int) -> BibBlock | None:
    """Return a @string, a @comment or a @preamble."""
    if string := _STRING.match(text, start):
        equals = string.start(2)
        field = BibField("", string[3], Span(equals, equals), Span(string.start(3), string.end(3)))
        return BibBlock(
            kind="string", span=Span(start, string.end()), key=string[1], key_span=Span(string.start(1), string.end(1)), fields=(field,)
        )
    if aside := _ASIDE.match(text, start):
        return BibBlock(kind="comment" if aside[1].lower() == "comment" else "preamble", span=Span(start, aside.end()))
    return None
