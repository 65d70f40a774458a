"""Markdown: CommonMark that pandoc and GitHub read alike; a numbered list or a paragraph a reference."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from citekit.formatters.render.runs import clean, plain_runs

if TYPE_CHECKING:
    from citekit.formatters.richtext import RichText, Run
    from citekit.formatters.style import Bibliography

__all__ = ["write"]

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$^@]|&(?=#|[A-Za-z])")
# What would open a list, heading, quotation, rule, table or definition at the beginning of a block.
_BLOCK = re.compile(r"^(\s*)([#+\-=:%]|\(?[A-Za-z0-9]{1,9}(?=[.)]))")
_AUTOLINK = re.compile(r"https?://[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~\[\]]+")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda m: f"\\{m[0]}", text)


def _block_start(text: str) -> str:
    def escape(match: re.Match[str]) -> str:
        mark = match[2]
        return match[1] + (f"\\{mark}" if not mark[-1].isalnum() else f"{mark}\\")

    return _BLOCK.sub(escape, text, count=1)


def _is_word(letter: str) -> bool:
    """Tell whether CommonMark sees neither a blank nor punctuation in the character."""
    return bool(letter) and not letter.isspace() and unicodedata.category(letter)[0] not in "PS"


def _emphasised(inner: str, marks: str, before: str, after: str) -> str:
    """Return emphasis; as HTML tags where CommonMark would not see the asterisks as delimiters."""
    body = inner.strip()
    if not body:
        return inner
    lead, tail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    tight_left = not lead and _is_word(before) and not _is_word(body[0])
    tight_right = not tail and _is_word(after) and not _is_word(body[-1])
    if tight_left or tight_right or before == "*" or after == "*":
        tag = "strong" if marks == "**" else "em"
        return f"{lead}<{tag}>{body}</{tag}>{tail}"
    return f"{lead}{marks}{body}{marks}{tail}"


def _run(run: Run, before: str, after: str) -> str:
    if run.href and run.href == run.text and _AUTOLINK.fullmatch(run.href):
        inner = f"<{run.href}>"
    elif run.href:
        inner = f"[{_escaped(run.text)}](<{run.href}>)"
    else:
        inner = _escaped(run.text)
    if run.italic:
        inner = _emphasised(inner, "*", before, after)
    if run.bold:
        inner = _emphasised(inner, "**", before, after)
    return inner


def _item(text: RichText) -> str:
    runs = plain_runs(text)
    out = ""
    for place, run in enumerate(runs):
        after = runs[place + 1].text[:1] if place + 1 < len(runs) else ""
        out += _run(run, out[-1:], after)
    return _block_start(out.strip())


def write(lists: tuple[Bibliography, ...]) -> str:
    """Return lists in Markdown: numbered items, or paragraphs; marks in the text are escaped."""
    return "\n".join(_list(bibliography) for bibliography in lists)


def _list(bibliography: Bibliography) -> str:
    heading = [f"## {_escaped(clean(bibliography.heading))}\n"] if bibliography.heading else []
    items = [(f"{e.number}. " if bibliography.numbered else "") + _item(e.text) + "\n" for e in bibliography.entries]
    return "\n".join([*heading, *([("".join(items))] if bibliography.numbered else items)])
