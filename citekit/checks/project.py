"""What is checked together: the .bib files and the manuscripts of one project, read once."""

from __future__ import annotations

import datetime
import os
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

import msgspec

from citekit.checks.registered import Registered
from citekit.formats.bibtex.reading import Places, read
from citekit.formats.lossless import open_bib
from citekit.language.encoding import decode
from citekit.model import CitekitError, Diagnostic, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citekit.checks.twins import Twins
    from citekit.checks.words import Words
    from citekit.documents import Document
    from citekit.formats.bibtex.blocks import BibBlock, BibField
    from citekit.formats.lossless import Bib
    from citekit.formats.reading import Reading
    from citekit.formatters.journal import Journal
    from citekit.model import Fix, Reference, Severity
    from citekit.parsers import Extraction
    from citekit.parsers.citations.cited import Citation
    from citekit.parsers.extraction import ReferenceList

__all__ = ["BibFile", "Manuscript", "Project", "Source", "open_file", "open_project"]

_TEXTUAL = frozenset({".txt", ".md", ".markdown", ".qmd", ".rmd", ".tex", ".typ", ".ltx", ".latex", ".text"})

# A short line with a word that heads of lists have; a wrong yes only costs time.
_HEAD_OF_LIST = re.compile(
    r"^(?=.{3,120}$).*(?:литератур|библиограф|источник|список|примечани|сноск|referenc|bibliogr|literatur|sources|cited|citations|notes|works)",
    re.IGNORECASE | re.MULTILINE,
)


class _Nothing(NamedTuple):
    """An extraction of nothing, for which the parsers need not be loaded."""

    references: tuple[Reference, ...] = ()
    lists: tuple[ReferenceList, ...] = ()
    faces: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


_NOTHING = _Nothing()


class Source:
    """A file that findings point into: its ``path`` as the user gave it, and its ``text``."""

    def __init__(self, path: str, text: str, *, lined: bool = True) -> None:
        """Keep the text; ``lined`` says that its lines are the file's own."""
        self.path, self.text, self.lined = path, text, lined

    @cached_property
    def places(self) -> Places:
        """Lines and columns of the text."""
        return Places(self.text)

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines without their ends."""
        return [line.rstrip("\r") for line in self.text.split("\n")]

    @cached_property
    def is_marked(self) -> bool:
        """Tell whether any line says «citekit: ignore»."""
        return "citekit:" in self.text

    def line(self, number: int) -> str:
        """Return a line by its number from 1, empty where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def finding(
        self, code: str, message: str, span: Span, *, severity: Severity = "warning", record: str = "", fix: Fix | None = None
    ) -> Diagnostic:
        """Return a finding at a span of the text, with its line and column where the file has lines."""
        line, column = self.places.at(span.start) if self.lined else (0, 0)
        return Diagnostic(
            code=code,
            message=" ".join(message.split()),
            severity=severity,
            source=self.path,
            span=span,
            line=line,
            column=column,
            record=record,
            fix=fix,
        )


class BibFile(Source):
    """A .bib: its bytes, its blocks and its records."""

    def __init__(self, path: str, data: bytes) -> None:
        """Open the file's bytes.

        Raises:
            UnreadableInput: they are binary.
        """
        self.data = data
        self.bib: Bib = open_bib(data, path)
        super().__init__(path, self.bib.text)

    @cached_property
    def reading(self) -> Reading:
        """The records, and what the reader noticed."""
        return read(self.text, self.path, blocks=self.bib.blocks)

    @cached_property
    def values(self) -> tuple[tuple[BibBlock, BibField, str, Span], ...]:
        """Entry, field, value without its braces or quotes, and that value's span, of all fields."""
        found = []
        for entry in self.bib.entries():
            for field in entry.fields:
                value, span = field.value, field.value_span
                if len(value) > 1 and value[0] + value[-1] in {"{}", '""'}:
                    value, span = value[1:-1], Span(span.start + 1, span.end - 1)
                found.append((entry, field, value, span))
        return tuple(found)

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        """The positions of the fields' values by their small names."""
        found: dict[str, list[int]] = {}
        for position, (_, field, _, _) in enumerate(self.values):
            found.setdefault(field.name.casefold(), []).append(position)
        return found

    def fields(self, *names: str) -> Iterator[tuple[BibBlock, BibField, str, Span]]:
        """Yield entry, field, value without its braces or quotes, and that value's span; of these names, or all."""
        if not names:
            yield from self.values
            return
        positions = [p for name in dict.fromkeys(names) for p in self._by_name.get(name, ())]
        yield from (self.values[p] for p in (sorted(positions) if len(names) > 1 else positions))


class Manuscript(Source):
    """A paper that cites: its document, and what is cited in it. Its ``text`` is the file's own where that has lines."""

    def __init__(self, path: str, document: Document, data: bytes = b"") -> None:
        """Keep the document that was read from ``path``, and the file's bytes."""
        self.document, self.data = document, data
        lined = path == "-" or Path(path).suffix.casefold() in _TEXTUAL
        super().__init__(path, decode(data, path)[0] if document.origins and data else document.text, lined=lined)

    @cached_property
    def extraction(self) -> Extraction:
        """The references that the document prints, and its lists."""
        if self._prints_no_list:
            return cast("Extraction", _NOTHING)
        from citekit.parsers import extract

        return extract(self.document, kinds=("bibliography", "footnote"))

    @cached_property
    def _prints_no_list(self) -> bool:
        """Tell whether the document cites by keys and no line of it can be the head of a list: then nothing need be read."""
        document = self.document
        return bool(document.citations) and not document.listed and not _HEAD_OF_LIST.search(document.text)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The references that the document prints."""
        return self.extraction.references

    @cached_property
    def listed(self) -> dict[str, Reference]:
        """The references of its lists by their ids."""
        return {r.id: r for r in self.references if r.kind == "bibliography"}

    @cached_property
    def twins(self) -> tuple[Twins, ...]:
        """The pairs of its lists that are one list in two scripts."""
        from citekit.checks.twins import find_twins

        return tuple(find_twins(self))

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The citations in its text, each with the reference it means."""
        if self._prints_no_list:
            return ()
        from citekit.parsers.citations.linking import find_citations

        return find_citations(self.document, self.references)

    @cached_property
    def attached(self) -> tuple[BibFile, ...]:
        """The .bib files that the document names and that lie in its folder."""
        return tuple(BibFile(str(Path(self.path).parent / a.name), a.data) for a in self.document.bibliographies if a.name.endswith(".bib"))

    @cached_property
    def _files(self) -> dict[str, Source]:
        return {}

    def finding(
        self, code: str, message: str, span: Span, *, severity: Severity = "warning", record: str = "", fix: Fix | None = None
    ) -> Diagnostic:
        """Return a finding at a span of the document, led back with its edit to the file that the words stand in."""
        if not self.document.origins:
            return super().finding(code, message, span, severity=severity, record=record, fix=fix)
        name, start = self.document.origin_of(span.start)
        source = self._file(name)
        place = Span(start, min(len(source.text), start + len(span)))
        return Source.finding(source, code, message, place, severity=severity, record=record, fix=fix and self._led_back(fix, name))

    def _led_back(self, fix: Fix, name: str) -> Fix | None:
        """Return an edit of the document as one of the file, None where the file has other letters there (commands)."""
        home, start = self.document.origin_of(fix.span.start)
        span = Span(start, start + len(fix.span))
        same = home == name and span.of(self._file(name).text) == fix.span.of(self.document.text)
        return msgspec.structs.replace(fix, span=span) if same else None

    def _file(self, name: str) -> Source:
        if name == self.document.source:
            return self
        if name not in self._files:
            from citekit.documents.reading import read_text

            path = str(Path(self.path).parent / name)
            try:
                text = read_text(path)[0]
            except CitekitError:  # gone since; the finding stays, without its line
                text = ""
            self._files[name] = Source(path, text, lined=bool(text))
        return self._files[name]

    @property
    def files(self) -> Iterable[Source]:
        """The other files that findings were led back to."""
        return self._files.values()


class Project:
    """The files of one check. ``whole`` says that they are all: only then is a work nobody cites a finding.

    ``journal`` is the profile that the lists are held against, where one is named; ``today`` tells what is yet to come,
    ``registered`` asks a registry what it holds of the works, where one may be asked.
    """

    def __init__(
        self,
        bibs: Iterable[BibFile] = (),
        manuscripts: Iterable[Manuscript] = (),
        diagnostics: Iterable[Diagnostic] = (),
        *,
        whole: bool = True,
    ) -> None:
        """Put the files together; ``diagnostics`` name those that could not be read."""
        self.bibs, self.manuscripts, self.diagnostics = tuple(bibs), tuple(manuscripts), tuple(diagnostics)
        self.whole = whole
        self.today = datetime.date.today()  # noqa: DTZ011  # the author's own calendar
        self.journal: Journal | None = None
        self.words: dict[bool, tuple[Words, ...]] = {}  # what citekit.checks.words has found
        self.registered = Registered()

    @property
    def sources(self) -> dict[str, Source]:
        """Return all files by path."""
        found: dict[str, Source] = {}
        for manuscript in self.manuscripts:
            for source in (*manuscript.attached, *manuscript.files, manuscript):
                found[source.path] = source
        found.update({bib.path: bib for bib in self.bibs})
        return found


def open_file(path: str, data: bytes) -> BibFile | Manuscript:
    """Return a file as what it is checked as.

    Raises:
        UnreadableInput: the bytes are nothing that can be read.
    """
    if path.casefold().endswith((".bib", ".biblatex")):
        return BibFile(path, data)
    from citekit.documents.reading import document_of

    return Manuscript(path, document_of(path, data), data)


def open_project(paths: Iterable[str], *, whole: bool = True) -> Project:
    """Read the files to be checked together; one that cannot be read becomes a diagnostic CK900, the others go on.

    To a ``whole`` project belong the .bib files that its manuscripts name.
    """
    from citekit.documents.reading import read_bytes

    bibs: list[BibFile] = []
    manuscripts: list[Manuscript] = []
    diagnostics: list[Diagnostic] = []
    for path in dict.fromkeys(paths):
        try:
            file = open_file(path, read_bytes(path))
            if isinstance(file, BibFile):
                bibs.append(file)
            else:
                manuscripts.append(file)
        except CitekitError as error:
            problem = getattr(error, "problem", str(error))
            diagnostics.append(Diagnostic(code="CK900", severity="error", message=problem, source=path))
    given = {os.path.normpath(bib.path) for bib in bibs}
    for manuscript in manuscripts:
        try:
            named = manuscript.attached
        except CitekitError as error:
            problem = f"the .bib that it names cannot be read: {getattr(error, 'problem', str(error))}"
            diagnostics.append(Diagnostic(code="CK900", severity="error", message=problem, source=manuscript.path))
            manuscript.attached = ()
            continue
        for bib in named if whole else ():
            if os.path.normpath(bib.path) not in given:
                given.add(os.path.normpath(bib.path))
                bibs.append(bib)
    return Project(bibs, manuscripts, diagnostics, whole=whole)
