"""PDF: the text in reading order, with the layout that tells where references begin (extra ``[pdf]``).

Lines stay lines, indents are blanks, pages end with a form feed, so that whoever cuts the lists sees what the page
showed; words broken at line ends are whole again.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from citekit.documents.columns import sheet_of
from citekit.documents.composition import superscript
from citekit.documents.document import Block, Document, Listed
from citekit.documents.layout import Line, begins_note, flow
from citekit.documents.packed import is_overpacked
from citekit.documents.properties import name_of, record_of
from citekit.model import Diagnostic, MissingExtra, Span, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from citekit.documents.document import BlockKind
    from citekit.documents.layout import Flow, Sheet
    from citekit.model import Record

__all__ = ["read"]

_HYPHENS = "-\xad‐"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi\.org/|\b10\.\d{4,9}/)\S*$", re.IGNORECASE)
_NOTE_MARK = re.compile(r"([\d*†‡]{1,4})[.)]?\s*")
_ENOUGH = 1.25  # of the usual leading: from here on a gap sets lines apart
_MOST_PAGES = 20_000


class _Printed(NamedTuple):
    """A line as text: its italic and bold stretches in it, where it stands."""

    text: str
    italics: tuple[tuple[int, int], ...]
    line: Line
    page: int


def read(data: bytes, source: str, *, folder: Path | None, password: str) -> Document:
    """Read a PDF, page after page.

    Raises:
        UnreadableInput: it is damaged, or locked and ``password`` does not open it.
        MissingExtra: pypdfium2 is not installed.
    """
    del folder
    if is_overpacked(data):
        raise UnreadableInput(source, "a page unpacks to far more than a page holds: a bomb?", "print the file anew", code="CK915")
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtra("reading PDF", "pdf") from error
    try:
        file = pypdfium2.PdfDocument(data, password=password or None)
        count = len(file)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or getattr(error, "err_code", None) == 4:
            remedy = "the password given does not open it" if password else "give it with --password"
            raise UnreadableInput(source, "the PDF is locked with a password", remedy, code="CK914") from error
        raise UnreadableInput(
            source, f"the PDF is damaged or cut short ({error})", "get the whole file, or print it anew", code="CK911"
        ) from error
    try:
        return _document(file, count, source)
    finally:
        file.close()


def _document(file: Any, count: int, source: str) -> Document:
    from pypdfium2 import PdfiumError

    from citekit.documents import glyphs

    fonts = glyphs.fonts()
    sheets = []
    mended = 0
    usual: tuple[float, ...] = ()
    gutters: Counter[tuple[int, ...]] = Counter()
    scanned: list[int] = []
    unmapped: list[int] = []
    turned: list[int] = []
    broken: list[int] = []
    for index in range(min(count, _MOST_PAGES)):
        try:
            page = file[index]
            read_page = glyphs.page_of(page, fonts)
            page.close()
        except PdfiumError:
            broken.append(index + 1)
            continue
        if not read_page.words and read_page.images:
            scanned.append(index + 1)
        if read_page.unmapped * 20 > sum(len(w.text) for w in read_page.words) and read_page.words:
            unmapped.append(index + 1)
        mended += read_page.mended
        if read_page.turned > 40 and read_page.turned * 4 > sum(len(w.text) for w in read_page.words):
            turned.append(index + 1)
        if read_page.cut:
            broken.append(index + 1)
        sheet, gaps = sheet_of(read_page, index + 1, usual)
        if gaps:
            gutters[tuple(round(x) for x in gaps)] += 1
            usual = tuple(float(x) for x in gutters.most_common(1)[0][0])
        sheets.append(sheet)
    noticed = tuple(_noticed(source, count, scanned, unmapped, turned, broken, mended))
    return _composed(flow(sheets), source, _paper(file, source), noticed)


def _numbers(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages[:8])) + (f" and {len(pages) - 8} more" if len(pages) > 8 else "")


def _noticed(
    source: str, count: int, scanned: Sequence[int], unmapped: Sequence[int], turned: Sequence[int], broken: Sequence[int], mended: int
) -> Iterator[Diagnostic]:
    def said(code: str, message: str, *, error: bool = False) -> Diagnostic:
        return Diagnostic(code=code, severity="error" if error else "warning", message=message, source=source)

    if scanned:
        what = "the pages are pictures without text" if len(scanned) == count else f"pictures without text on pages {_numbers(scanned)}"
        yield said("CK916", f"{what}: a scan; run OCR over it (ocrmypdf, FineReader) and give the result", error=len(scanned) == count)
    if unmapped:
        yield said(
            "CK918",
            f"fonts without a map to letters on pages {_numbers(unmapped)}: what is printed there cannot be read as text; run OCR over it (ocrmypdf --force-ocr)",
        )
    if mended:
        message = f"{mended} words in fonts whose map calls Russian letters Latin were read as Russian; look them over"
        yield Diagnostic(code="CK918", severity="info", message=message, source=source)
    if turned:
        yield said("CK919", f"turned text on pages {_numbers(turned)} was left out; turn the pages upright")
    if broken:
        yield said("CK912", f"damaged or overfull pages were left out: {_numbers(broken)}; print the file anew")
    if count > _MOST_PAGES:
        yield said("CK915", f"only the first {_MOST_PAGES} of {count} pages were read; cut the file")


def _paper(file: Any, source: str) -> Record | None:
    facts = file.get_metadata_dict(skip_empty=True)
    title, author = " ".join(facts.get("Title", "").split()), facts.get("Author", "")
    doi = re.search(r"\b10\.\d{4,9}/[^\s\"<>]+", " ".join(str(facts.get(k, "")) for k in ("Subject", "Title", "Keywords")))
    if doi is None or len(title) < 10 or " " not in title:
        return None  # a title alone is too often the template's
    names = [name_of(a) for a in re.split(r";| and |, (?=\S+ \S)", author) if a.strip()]
    return record_of({"title": title, "DOI": doi[0].rstrip(".,;)").casefold(), **({"author": names} if names else {})}, source=source)


# --- composition --------------------------------------------------------------------------------------------------


def _printed(line: Line, page: int) -> _Printed:
    return _Printed(line.text, line.italics, line, page)


def _unbroken(lines: Sequence[_Printed]) -> list[_Printed]:
    """Make the words that line ends broke whole again, in the line that they begin in."""
    known: Counter[str] = Counter()
    broken = goes_on = 0
    for line, following in pairwise(lines):
        for match in _WORD.finditer(line.text[:-1]):
            known[match[0].casefold()] += 1
        if following.text[:1].islower():
            goes_on += 1
            broken += line.text[-1:] in _HYPHENS
    hyphenated = broken * 40 > goes_on  # a document that breaks words does it every few lines
    result = list(lines)
    for at in range(len(result) - 1):
        line = result[at]
        if len(line.text) < 2 or line.text[-1] not in _HYPHENS or line.text[-2].isspace():
            continue
        following = result[at + 1]
        head, _, _ = following.text.partition(" ")
        if not head or not head[0].isalnum():
            continue
        before = line.text[:-1]
        keep = "-"
        if _ADDRESS.search(line.text) is None and before[-1].isalpha() and head[0].islower():
            first = _last_word(before)
            second = word[0] if (word := _WORD.match(head)) else head
            whole, parted = known[(first + second).casefold()], known[f"{first}-{second}".casefold()]
            keep = ("" if whole > parted else "-") if whole != parted else "" if hyphenated else "-"
        elif before[-1].isdigit() is not head[0].isdigit() and _ADDRESS.search(line.text) is None and not head[0].isupper():
            continue
        size = len(before) + len(keep)
        moved = [(max(a, 0) + size, min(b, len(head)) + size) for a, b in following.italics if a < len(head)]
        kept = [(a, min(b, len(before))) for a, b in line.italics]
        result[at] = line._replace(text=before + keep + head, italics=(*kept, *moved))
        rest = following.text[len(head) :].lstrip()
        cut = len(following.text) - len(rest)
        result[at + 1] = following._replace(text=rest, italics=tuple((max(0, a - cut), b - cut) for a, b in following.italics if b > cut))
    return result


def _last_word(text: str) -> str:
    match = re.search(r"[^\W\d_]+(?:-[^\W\d_]+)*$", text[-60:])
    return match[0] if match else ""


class _Writer:
    """The text of a PDF in the making."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.blocks: list[Block] = []
        self.italics: list[Span] = []
        self._open: tuple[BlockKind, int, int, int] | None = None

    def put(self, text: str) -> None:
        """Write text."""
        self.parts.append(text)
        self.size += len(text)

    def line(self, printed: _Printed, kind: BlockKind, *, new: bool, indent: int = 0) -> None:
        """Write a line; ``new`` begins a block."""
        if new or self._open is None or self._open[0] != kind:
            self.close()
        if self.parts and not self.parts[-1].endswith(("\n", "\f")):
            self.put("\n")
        self.put(" " * indent)
        start = self.size
        self.put(printed.text)
        self.italics += [Span(start + a, start + b) for a, b in printed.italics if b > a]
        if self._open is None:
            self._open = (kind, start, self.size, printed.page)
        else:
            self._open = (kind, self._open[1], self.size, self._open[3])

    def is_in(self, kind: BlockKind) -> bool:
        """Tell whether the block being written is of a kind."""
        return self._open is not None and self._open[0] == kind

    def close(self) -> None:
        """End the block being written."""
        if self._open is not None:
            kind, start, end, page = self._open
            if end > start:
                self.blocks.append(Block(kind=kind, span=Span(start, end), page=page, level=1 if kind == "heading" else 0))
        self._open = None


def _composed(whole: Flow, source: str, paper: Record | None, noticed: tuple[Diagnostic, ...]) -> Document:
    body = _unbroken([_printed(line, sheet.number) for sheet in whole.sheets for line in sheet.lines if line.kind == "body"])
    rest = iter(body)
    writer = _Writer()
    usual = _usual_margins(whole.sheets)
    for sheet in whole.sheets:
        lines = [next(rest) for line in sheet.lines if line.kind == "body"]
        heads = [_printed(line, sheet.number) for line in sheet.lines if line.kind == "head"]
        top = max((p.line.y for p in lines), default=0.0)
        if writer.parts:
            writer.put("\n\f")
        for head in heads:
            if head.line.y >= top:
                writer.line(head, "running-head", new=True)
        _write_body(writer, [p for p in lines if p.text], whole, usual)
        for head in heads:
            if head.line.y < top:
                writer.line(head, "running-head", new=True)
        writer.close()
    listed = _write_notes(writer, whole)
    return Document(
        source=source,
        text="".join(writer.parts),
        blocks=tuple(writer.blocks),
        encoding="",
        paper=paper,
        italics=tuple(writer.italics),
        listed=listed,
        diagnostics=noticed,
    )


def _margin(starts: Sequence[float]) -> float:
    """Return where the text of a column begins: the leftmost place at which two lines begin."""
    ordered = sorted(starts)
    return next((a for a, b in pairwise(ordered) if b - a < 2), ordered[0])


def _usual_margins(sheets: Sequence[Sheet]) -> dict[tuple[int, int], float]:
    """Return where the columns begin on most pages: (column, page's parity) ▶ place. Odd and even ones may differ."""
    found: dict[tuple[int, int], Counter[int]] = {}
    for sheet in sheets:
        for column in {line.column for line in sheet.lines}:
            starts = [line.x0 for line in sheet.lines if line.kind == "body" and line.column == column]
            if len(starts) > 4:
                found.setdefault((column, sheet.number % 2), Counter())[round(_margin(starts))] += 1
    usual = {key: _commonest(counts) for key, counts in found.items()}
    if abs(usual.get((0, 0), 0.0) - usual.get((0, 1), 0.0)) < 3:  # not mirrored: both sides tell of one margin
        for column in {column for column, _ in found}:
            both = found.get((column, 0), Counter()) + found.get((column, 1), Counter())
            usual[column, 0] = usual[column, 1] = _commonest(both)
    return usual


def _commonest(counts: Counter[int]) -> float:
    return float(min(counts.items(), key=lambda pair: (-pair[1], pair[0]))[0])


def _margins(lines: Sequence[_Printed], usual: dict[tuple[int, int], float], size: float) -> dict[int, float]:
    """Return where the text of each column of a page begins: there may be only indented lines in it."""
    margins = {}
    for column in {p.line.column for p in lines}:
        own = _margin([p.line.x0 for p in lines if p.line.column == column])
        other = usual.get((column, lines[0].page % 2), own)
        margins[column] = other if 0 < own - other < 5 * size else own
    return margins


def _write_body(writer: _Writer, lines: Sequence[_Printed], whole: Flow, usual: dict[tuple[int, int], float]) -> None:
    margins = _margins(lines, usual, whole.size)
    previous: _Printed | None = None
    for printed in lines:
        line = printed.line
        gap, new = False, previous is None
        if previous is not None:
            above = previous.line
            apart = above.y - line.y
            if above.column == line.column and apart > 0:
                gap = apart > _ENOUGH * whole.leading * max(min(line.size, above.size), 1)
            elif line.column < above.column:
                gap = True
        heading = (line.size > 1.12 * whole.size or line.is_bold) and len(printed.text) < 160
        was_heading = writer.is_in("heading")
        kind: BlockKind = "heading" if heading else "paragraph"
        if gap and writer.parts:
            writer.put("\n" if writer.parts[-1].endswith("\n") else "\n\n")
        new = new or gap or (heading != was_heading)
        indent = min(40, max(0, round((line.x0 - margins[line.column]) / (0.5 * max(whole.size, 1)))))
        writer.line(printed, kind, new=new, indent=indent)
        previous = printed


def _write_notes(writer: _Writer, whole: Flow) -> tuple[Listed, ...]:
    """Write the footnotes after the text, each in one line, and say where they are."""
    notes: list[tuple[str, list[_Printed]]] = []
    lines = _unbroken([_printed(line, sheet.number) for sheet in whole.sheets for line in sheet.lines if line.kind == "note"])
    for printed in lines:
        match = _NOTE_MARK.match(printed.line.opening[0].text)
        begins = match is not None and begins_note(printed.line, whole.size)
        if begins and match is not None:
            notes.append((match[1], [printed]))
        elif notes and printed.text:
            notes[-1][1].append(printed)
    if not notes:
        return ()
    writer.put("\n\f")
    listed = []
    for number, parts in notes:
        if not writer.parts[-1].endswith("\f"):
            writer.put("\n\n")
        mark = re.match(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡]{1,4}[.)]?|\d{1,3}(?=[^\W\d_]))\s*", parts[0].text)
        cut = mark.end() if mark else 0
        writer.put(superscript(number) + " ")
        start = writer.size
        for at, part in enumerate(parts):
            skip = cut if not at else 0
            if at:
                writer.put(" ")
            base = writer.size - skip
            writer.put(part.text[skip:])
            writer.italics += [Span(max(base + skip, base + a), base + b) for a, b in part.italics if b > skip]
        span = Span(start, writer.size)
        writer.blocks.append(Block(kind="footnote", span=span, marker=superscript(number), page=parts[0].page))
        text = "".join(part.text[cut if not i else 0 :] + " " for i, part in enumerate(parts))
        listed.append(Listed(span=span, raw=" ".join(text.split()), kind="footnote", number=number))
    return tuple(listed)
