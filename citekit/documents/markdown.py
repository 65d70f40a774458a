"""Markdown as pandoc, Quarto and R Markdown have it: metadata, citations ``[@a, с. 5; @b]``, notes; code is left alone.

The text stays the file's own, marks and all, so that every span is true of the file.
Source of the citation syntax: pandoc's manual, «Citation syntax».
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.documents.attachments import attached
from citekit.documents.document import Block, CitedKey, KeyedCitation, Listed
from citekit.documents.properties import date_of, name_of, record_of
from citekit.documents.text import document_of_text
from citekit.language.encoding import decode
from citekit.model import Diagnostic, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from citekit.documents.document import Document
    from citekit.model import Record

__all__ = ["citations_in", "read"]

_KEY = r"(?:\{[^{}\s]{1,200}\}|[\w](?:[\w]|[:.#$%&+?<>~/-](?=[\w])){0,200})"
_METADATA = re.compile(r"\ufeff?---[ \t]*\r?\n")
_METADATA_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]{0,3}(`{3,}|~{3,})[^\n]*$", re.MULTILINE)
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)((?:[^`]|(?<!`)`{4,}){1,2000}?)(?<!`)\1(?!`)")
_BRACKET = re.compile(r"\[([^\[\]]{0,2000}?@[^\[\]]{0,2000})\](?![(\[:])")
_CITE = re.compile(rf"(-?)@({_KEY})")
_TEXTUAL = re.compile(rf"(?<![\w@\\/.])-?@({_KEY})(?:\s?\[([^\[\]@\n]{{1,200}})\])?")
_LOCATOR = re.compile(
    r"(?:\{([^{}]{0,200})\}|,?\s*(?:(?:pp?|с|стр|гл|ch|chap|vol|т|sec|para|fig|рис|л)\.?\s?)?((?:[\divxlcIVXLC]+\w?)(?:\s?[-–—,]\s?[\divxlc]+\w?)*))"
)
_NOTE = re.compile(r"^\[\^([^\]\s]{1,100})\]:[ \t]*(?=\S)()[^\n]*", re.MULTILINE)
_GOES_ON = re.compile(r"\r?\n(?:(?![ \t]*\r?\n|\[\^|#{1,6} |[ \t]*$)[^\n]+|[ \t]*\r?\n(?: {4}|\t)[^\n]*\S[^\n]*)")
_LONGEST_METADATA = 200_000


def read(data: bytes, source: str, *, folder: Path | None, password: str) -> Document:
    """Read Markdown."""
    del password
    text, encoding, noticed = decode(data, source)
    document = document_of_text(text, source=source, encoding=encoding, diagnostics=noticed)
    metadata, end, said = _metadata(text, source)
    code = _code(text, end)
    names = metadata.get("bibliography", ())
    names = [names] if isinstance(names, str) else [n for n in names if isinstance(n, str)] if isinstance(names, list) else []
    files, missing = attached(folder, names, source)
    return msgspec.structs.replace(
        document,
        markup="markdown",
        blocks=tuple(_blocks(document.blocks, code, end)),
        paper=_paper(metadata, source),
        listed=tuple(_notes(text, code)),
        citations=tuple(citations_in(text, code)) if files or not _is_numbered(text) else (),
        bibliographies=files,
        diagnostics=(*document.diagnostics, *said, *missing),
    )


def _is_numbered(text: str) -> bool:
    """Tell whether a text has no citations of this kind at all: the quick answer for most."""
    return "@" not in text


def _metadata(text: str, source: str) -> tuple[dict[str, Any], int, list[Diagnostic]]:
    """Return the YAML at the head of a text, where it ends, and what was noticed."""
    begin = _METADATA.match(text)
    finish = _METADATA_END.search(text, begin.end(), begin.end() + _LONGEST_METADATA) if begin else None
    if begin is None or finish is None:
        return {}, 0, []
    import yaml

    block = text[begin.end() : finish.start()]
    try:
        if re.search(r"(?:^|[\s\[{,])&[\w-]+", block):
            raise yaml.YAMLError("anchors are not read")  # noqa: TRY301  # «billion laughs»
        value = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506  # BaseLoader makes texts, lists and mappings only
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        message = f"the metadata cannot be read: {str(error).splitlines()[0][:120]}; mend the YAML between the --- lines"
        return {}, finish.end(), [Diagnostic(code="CK912", severity="warning", message=message, source=source, line=1)]
    return value if isinstance(value, dict) else {}, finish.end(), []


def _code(text: str, metadata: int) -> list[tuple[int, int]]:
    """Return the stretches of a text that are code or metadata, in order."""
    found = [(0, metadata)] if metadata else []
    start, fence = -1, ""
    for match in _FENCE.finditer(text, metadata):
        if start < 0:
            start, fence = match.start(), match[1]
        elif match[1][0] == fence[0] and len(match[1]) >= len(fence) and not match[0].strip().strip(fence[0]):
            found.append((start, match.end()))
            start = -1
    if start >= 0:
        found.append((start, len(text)))
    blocks = list(found)
    ends = [end for _, end in blocks]
    for match in _CODE.finditer(text, metadata):
        at = bisect_right(ends, match.start())
        if at == len(blocks) or blocks[at][0] > match.start():
            found.append(match.span())
    return sorted(found)


def _blocks(blocks: Sequence[Block], code: Sequence[tuple[int, int]], metadata: int) -> Iterator[Block]:
    ends = [end for _, end in code]
    for block in blocks:
        at = bisect_right(ends, block.span.start)
        if at < len(code) and code[at][0] <= block.span.start and block.span.end <= code[at][1] and block.kind != "code":
            kind = "running-head" if block.span.end <= metadata else "code"
            yield msgspec.structs.replace(block, kind=kind)
        else:
            yield block


def _notes(text: str, code: Sequence[tuple[int, int]]) -> Iterator[Listed]:
    """Yield the notes, each with the lines that go on with it: up to a blank line, and indented paragraphs behind one."""
    ends = [end for _, end in code]
    for match in _NOTE.finditer(text):
        near = bisect_right(ends, match.start())
        if near < len(code) and code[near][0] <= match.start():
            continue
        end = match.end()
        while (more := _GOES_ON.match(text, end)) is not None:
            end = more.end()
        span = Span(match.start(2), end)
        if raw := " ".join(span.of(text).split()):
            yield Listed(span=span, raw=raw, kind="footnote", number=match[1])


def _paper(metadata: dict[str, Any], source: str) -> Record | None:
    item: dict[str, Any] = {}
    if isinstance(title := metadata.get("title"), str):
        subtitle = metadata.get("subtitle")
        item["title"] = f"{title}: {subtitle}" if isinstance(subtitle, str) and subtitle else title
    authors = metadata.get("author")
    names = []
    for one in authors if isinstance(authors, list) else [authors]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, dict):
            family, given = name.get("family"), name.get("given")
            if isinstance(family, str):
                names.append({"family": family, "given": given if isinstance(given, str) else ""})
        elif isinstance(name, str) and name.strip():
            names.append(name_of(name))
    if names:
        item["author"] = names
    for key, field in (("doi", "DOI"), ("journal", "container-title"), ("abstract", "abstract"), ("lang", "language")):
        if isinstance(value := metadata.get(key), str) and value:
            item[field] = value
    if isinstance(date := metadata.get("date"), str) and (parts := date_of(date)):
        item["issued"] = parts
    return record_of(item, source=source)


# --- citations ----------------------------------------------------------------------------------------------------


def citations_in(text: str, code: Sequence[tuple[int, int]] = ()) -> Iterator[KeyedCitation]:
    """Yield the citations of a text outside the stretches of ``code``.

    >>> [[(c.key, c.locator) for c in one.cites] for one in citations_in("Так [см. @a, с. 5; -@b] и @c [p. 3].")]
    [[('a', '5'), ('b', '')], [('c', '3')]]
    """
    ends = [end for _, end in code]

    def is_code(at: int) -> bool:
        near = bisect_right(ends, at)
        return near < len(code) and code[near][0] <= at

    found: list[KeyedCitation] = []
    taken: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(text):
        if is_code(match.start()) or (match.start() and text[match.start() - 1] == "\\"):
            continue
        cites = _parts(match[1])
        if cites:
            found.append(KeyedCitation(span=Span(*match.span()), cites=cites))
            taken.append(match.span())
    starts = [end for _, end in taken]
    for match in _TEXTUAL.finditer(text):
        near = bisect_right(starts, match.start())
        if is_code(match.start()) or (near < len(taken) and taken[near][0] <= match.start()):
            continue
        key = match[1].strip("{}")
        if key.startswith(("fig-", "tbl-", "eq-", "sec-", "lst-", "thm-", "fig:", "tab:", "eq:", "sec:")):
            continue  # Quarto's and bookdown's cross-references
        locator = _locator(match[2]) if match[2] else ""
        found.append(KeyedCitation(span=Span(*match.span()), cites=(CitedKey(key=key, locator=locator),), narrative=True))
    yield from sorted(found, key=lambda c: c.span.start)


def _parts(inside: str) -> tuple[CitedKey, ...]:
    cites = []
    for part in inside.split(";"):
        match = _CITE.search(part)
        if match is None or (match.start() and (part[match.start() - 1].isalnum() or part[match.start() - 1] in "\\@")):
            continue
        cites.append(CitedKey(key=match[2].strip("{}"), locator=_locator(part[match.end() :]), prefix=part[: match.start()].strip(" -")))
    return tuple(cites)


def _locator(text: str) -> str:
    match = _LOCATOR.match(text.strip().lstrip(",").strip())
    return "" if match is None else (match[1] or match[2] or "").strip().replace("-", "–")
