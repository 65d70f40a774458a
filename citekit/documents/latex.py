r"""LaTeX: the text without its commands, citations by key, ``thebibliography``, the files it takes in.

Nothing is executed: macros are not expanded, ``\\input`` is followed inside the manuscript's folder only. Every
stretch of the text leads back to its place in the file (:attr:`Document.origins`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.documents.attachments import attached
from citekit.documents.bbl import items_of, made_by_biber
from citekit.documents.composition import Composition, Run, plain, superscript
from citekit.documents.latexarguments import argument, definition, glue, options
from citekit.documents.latexcitations import cited_at
from citekit.documents.latexcommands import (
    ACCENTS,
    DROPPED,
    LETTERS,
    SECTIONS,
    STYLES,
    TEMPLATES,
    is_citation,
    is_narrative,
)
from citekit.documents.latexfiles import Files
from citekit.documents.latexscanner import Scanner, State
from citekit.documents.properties import date_of, name_of, record_of
from citekit.language.encoding import decode

if TYPE_CHECKING:
    from pathlib import Path

    from citekit.documents.document import Document, KeyedCitation

__all__ = ["plain_text", "read"]

_PLAIN = re.compile(r"[^\\%{}$~&`'\-\"<>\n\[\]^_#]+")
_VERBATIM = frozenset(
    {"verbatim", "lstlisting", "minted", "Verbatim", "comment", "filecontents", "filecontents*", "tikzpicture", "pgfpicture", "alltt"}
)
_MATHS = frozenset(
    {"equation", "equation*", "align", "align*", "displaymath", "gather", "gather*", "multline", "multline*", "eqnarray", "math"}
)
_TAKES_IN = frozenset(
    {
        "input",
        "include",
        "subfile",
        "import",
        "subimport",
        "InputIfFileExists",
        "includefrom",
        "subincludefrom",
        "inputfrom",
        "subinputfrom",
    }
)
_BARE_NAME = re.compile(r"[ \t]*([^\s{}\\%]{1,200})[ \t]?")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_MOST_NESTED = 60


def read(data: bytes, source: str, *, folder: Path | None, password: str) -> Document:
    """Read a LaTeX manuscript and the files that it takes in."""
    del password
    text, encoding, noticed = decode(data, source)
    reader = _Reader(folder, source)
    reader.file(text, source)
    reader.close()
    files, missing = attached(folder, reader.bibliographies, source)
    if reader.has_list:
        missing = []  # what its programs have made of the records is there
    paper = record_of(_paper(reader.facts), source=source)
    diagnostics = (*noticed, *reader.files.noticed, *missing)
    document = reader.composition.document(source, paper=paper, encoding=encoding, bibliographies=files, diagnostics=diagnostics)
    if files or not reader.items:
        return document
    return msgspec.structs.replace(document, citations=tuple(_with_items(c, reader.items) for c in document.citations))


def _with_items(citation: KeyedCitation, items: dict[str, dict[str, Any]]) -> KeyedCitation:
    cites = tuple(msgspec.structs.replace(c, item=items[c.key]) if c.key in items else c for c in citation.cites)
    return msgspec.structs.replace(citation, cites=cites)


def plain_text(text: str) -> str:
    r"""Return the text of a piece of LaTeX in one line.

    >>> plain_text(r"\emph{Caf\'e} \& \textbf{bar}")
    'Café & bar'
    """
    return plain(_Reader(None, "-").inner(text[:100_000], 0, "-"))


def _paper(facts: dict[str, str]) -> dict[str, Any]:
    """Return what the preamble says of the paper."""
    item: dict[str, Any] = {"type": "document", "title": facts.get("title", "")}
    authors = re.split(r";|\band\b|\s{2,}|,\s+(?=\S+\s+\S)", facts.get("author", ""))
    if names := [name_of(re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*†]+", "", a)) for a in authors if a.strip() and len(a) < 80]:
        item["author"] = names
    if date := date_of(facts.get("date", "")):
        item["issued"] = date
    if doi := re.search(r"10\.\d{4,9}/\S+", facts.get("doi", "")):
        item["DOI"] = doi[0].casefold()
    if journal := facts.get("journal"):
        item |= {"container-title": journal, "type": "article-journal"}
    return item


class _Reader(Scanner):
    """Reads one manuscript; the files it takes in are read where they stand."""

    def __init__(self, folder: Path | None, source: str) -> None:
        super().__init__()
        self.source = source
        self.composition = Composition()
        self.bibliographies: list[str] = []
        self.facts: dict[str, str] = {}
        self.lists: list[list[Any]] = []
        self.number = 0
        self.notes = 0
        self.files = Files(folder, source)
        self.items: dict[str, dict[str, Any]] = {}
        self.has_list = False
        self.in_bibliography = False

    # --- files ----------------------------------------------------------------------------------------------------

    def file(self, text: str, source: str) -> None:
        """Read a file's text."""
        text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        before = self.in_document
        whole = "\\begin{document}" in text  # a part may be a document of its own (subfiles)
        self.in_document = not whole if source == self.source else before and not whole
        self.scan(text, 0, len(text), source)
        self.in_document = before or source == self.source

    def _take_in(self, name: str, at: str, beside: str = "") -> None:
        taken = self.files.take_in(name, at, beside=beside)
        if taken is not None:
            self.file(*taken)
            self.files.close()

    def _printed_list(self) -> None:
        """Read the list that a program has made, where the manuscript prints it."""
        taken = self.files.printed_list() if not self.has_list else None
        if taken is None:
            return
        self.has_list = True
        if made_by_biber(taken[0]):
            self.items = {key: item for key, _, item in items_of(taken[0])}
        else:
            self.close()
            self.file(*taken)
        self.files.close()

    # --- blocks ---------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """End the block that is being read."""
        runs, self.runs = self.runs, []
        kind, marker, bibitem = self.kind, self.marker, self.bibitem
        self.kind = "paragraph"
        if not plain(runs):
            return
        self.marker, self.bibitem = "", None
        span = self.composition.add(kind, runs, marker=marker)
        if bibitem is not None:
            self.composition.list(span, key=bibitem[0], number=bibitem[1])

    def _heading(self, text: str, base: int, source: str, level: int) -> None:
        runs = self.inner(text, base, source)
        self.close()
        self.composition.add("heading", runs, level=level)

    # --- the scanner ----------------------------------------------------------------------------------------------

    def command(self, name: str, text: str, after: int, end: int, source: str, base: int, state: State) -> tuple[int, State, State | None]:
        """Read a command."""
        if name in ("begin", "end"):
            return self._environment(text, name, after, end, source, base, state), state, None
        if name in _TAKES_IN:
            return self._input(text, name, after, end, source), state, None
        if name == "endinput":
            return end, state, None
        if name == "iffalse":
            close = text.find("\\fi", after, end)
            return (close + 3 if close >= 0 else after), state, None
        if name in ("bibliography", "addbibresource", "addglobalbib", "nobibliography"):
            _, after = options(text, after, end)
            given, after = argument(text, after, end)
            self.bibliographies += [n for n in given.split(",") if n.strip()]
            if name == "bibliography":
                self._printed_list()
            return after, state, None
        if name in ("title", "author", "date", "doi", "journal", "subtitle") and not self.in_bibliography:
            _, after = options(text, after, end)
            given, after = argument(text, after, end)
            given = given[:20_000].replace("\\and", ";").replace("\\thanks", "\\citekitdropped")
            self.facts.setdefault(name, plain(self.inner(given, 0, source)))
            return after, state, None
        if name in ("newcommand", "renewcommand", "providecommand", "DeclareMathOperator", "def", "newenvironment", "let", "gdef", "edef"):
            return definition(text, name, after, end), state, None
        if is_citation(name):
            return self._citation(text, name, after, end, state), state, None
        if not self.in_document:
            return after, state, None
        return self._in_text(text, name, after, end, source, base, state)

    def _input(self, text: str, name: str, after: int, end: int, source: str) -> int:
        given, stop = argument(text, after, end)
        if not given and name == "input" and (bare := _BARE_NAME.match(text, after, end)) is not None:
            given, stop = bare[1], bare.end()  # TeX's own way: up to a blank
        beside = ""
        if name in ("import", "subimport", "subincludefrom", "includefrom", "inputfrom", "subinputfrom"):
            beside = given
            given, stop = argument(text, stop, end)
        if self.in_document or name != "InputIfFileExists":
            self._take_in(given, source, beside)
        return stop

    def _environment(self, text: str, which: str, after: int, end: int, source: str, base: int, state: State) -> int:
        name, after = argument(text, after, end)
        if name == "document":
            self.in_document = which == "begin"
            return after if which == "begin" else end
        if name.startswith("APACref"):
            return after  # a part of an entry, not a block
        if which == "end":
            if name != "document":
                self.close()
            if name == "thebibliography":
                self.in_bibliography = False
            if name in ("itemize", "enumerate", "description", "compactitem") and self.lists:
                self.lists.pop()
            return after
        if name in _VERBATIM or name in _MATHS:
            close = text.find("\\end{" + name + "}", after, end)
            stop = end if close < 0 else close
            if (
                name in _VERBATIM
                and name not in ("comment", "filecontents", "filecontents*", "tikzpicture", "pgfpicture")
                and self.in_document
            ):
                self.close()
                self.composition.add("code", [Run(text[after:stop].strip())])
            return end if close < 0 else close + len(name) + 6
        if not self.in_document and name != "thebibliography":
            return after
        self.close()
        if name == "thebibliography":
            _, after = argument(text, after, end)
            self.in_document = self.in_bibliography = True
            self.number = 0
            if not (self.composition.blocks and self.composition.blocks[-1].kind == "heading"):
                self.composition.add("heading", [Run("References")], level=1)
        elif name in ("itemize", "enumerate", "description", "compactitem"):
            self.lists.append([name, 0])
            _, after = options(text, after, end)
        elif name in ("tabular", "array", "tabularx", "longtable", "minipage", "multicols", "wrapfigure", "tabular*"):
            _, after = options(text, after, end)
            _, after = argument(text, after, end)
        else:
            _, after = options(text, after, end)
        return after

    def _citation(self, text: str, name: str, after: int, end: int, state: State) -> int:
        cites, after = cited_at(text, name, after, end)
        if not cites:
            return after
        if name == "nocite":
            was, self.in_document = self.in_document, True
            self.runs.append(Run("\u2060", cites=cites))  # a place without width: nothing is printed
            self.in_document = was
            return after
        shown = "; ".join(c.key + (f", {c.locator}" if c.locator else "") for c in cites)
        if self.in_document:
            narrative = is_narrative(name)
            self.runs.append(Run(shown if narrative else f"[{shown}]", state.italic, state.bold, cites=cites, narrative=narrative))
        return after

    def _in_text(self, text: str, name: str, after: int, end: int, source: str, base: int, state: State) -> tuple[int, State, State | None]:
        if name in STYLES:
            style, grouped = STYLES[name]
            changed = state._replace(**style)
            return (after, state, changed) if grouped else (after, changed, None)
        if name in SECTIONS:
            _, after = options(text, after, end)
            given, stop = argument(text, after, end)
            self._heading(given, base + stop - len(given) - 1, source, SECTIONS[name])
            return stop, state, None
        if name in LETTERS:
            self.say(LETTERS[name], state)
            if text.startswith("{}", after, end):
                after += 2
            return after, state, None
        if name in ACCENTS:
            return self.accent(text, name, after, end, state), state, None
        if name == "doi":
            given, after = argument(text, after, end)
            doi = re.sub(r"\\([%#&_~])", r"\1", given).strip()
            self.say(doi if "://" in doi else f"https://doi.org/{doi}", state)
            return after, state, None
        if name in TEMPLATES:
            return self._template(text, name, after, end, source, base), state, None
        if name in ("url", "path", "nolinkurl"):
            given, after = argument(text, after, end)
            address = re.sub(r"\\([%#&_~])", r"\1", given).strip()
            self.say(address, state._replace(target=address if "://" in address else ""))
            return after, state, None
        if name == "href":
            given, after = argument(text, after, end)
            return after, state, state._replace(target=re.sub(r"\\([%#&_~])", r"\1", given).strip())
        if name in ("footnote", "footnotetext", "endnote"):
            _, after = options(text, after, end)
            given, stop = argument(text, after, end)
            self.notes += 1
            number = str(self.notes)
            self.say(superscript(number), state._replace(raised=False))
            self.composition.note(
                self.inner(given, base + stop - len(given) - 1, source), number, "endnote" if name == "endnote" else "footnote"
            )
            return stop, state, None
        if name == "bibitem":
            return self._bibitem(text, after, end, source), state, None
        if name == "item":
            self.close()
            _, after = options(text, after, end)
            self.kind, self.marker = "list-item", "•"
            if self.lists:
                self.lists[-1][1] += 1
                self.marker = f"{self.lists[-1][1]}." if self.lists[-1][0] == "enumerate" else "•"
            return after, state, None
        if name == "printbibliography":
            _, after = options(text, after, end)
            self._printed_list()
            return after, state, None
        if name in ("par", "newpage", "clearpage", "maketitle", "tableofcontents", "bigskip", "medskip", "smallskip"):
            self.close()
            _, after = options(text, after, end)
            return after, state, None
        if name in ("newline", "linebreak"):
            self.say("\n", state)
            return after, state, None
        if name in ("verb", "lstinline"):
            close = text.find(text[after], after + 1, min(end, after + 2000)) if after < end else -1
            return (close + 1 if close >= 0 else after), state, None
        if name in ("newblock", "quad", "qquad", "space", "enspace", "thinspace", "hfill", "nobreakspace"):
            self.say(" ", state)
            return after, state, None
        if name in ("hskip", "vskip", "kern", "mskip", "penalty"):
            self.say("" if name == "penalty" else " ", state)
            return glue(text, after, end), state, None
        if name in DROPPED:
            for _ in range(DROPPED[name]):
                _, after = options(text, after, end)
                _, after = argument(text, after, end)
            while name in ("bibinfo", "bibfield") and after < end and text[after].isspace():
                after += 1  # what it names follows
            return after, state, None
        if text.startswith("[", after, end) and name not in ("centering", "noindent"):
            _, after = options(text, after, end)
        return after, state, None

    def _template(self, text: str, name: str, after: int, end: int, source: str, base: int) -> int:
        """Read a command of a bibliography style as its package would print it."""
        for piece in TEMPLATES[name]:
            if not piece.startswith("{"):
                self.say(piece, State())
                continue
            given, stop = argument(text, after, end)
            if piece in ("{}", "{italic}") and given:
                runs = self.inner(given, base + stop - len(given) - 1, source)
                self.runs += [run._replace(italic=True) for run in runs] if piece == "{italic}" else runs
            after = stop
        return after

    def _bibitem(self, text: str, after: int, end: int, source: str) -> int:
        del source
        self.close()
        labels, after = options(text, after, end)
        key, after = argument(text, after, end)
        self.number += 1
        label = labels[0] if labels else ""
        numbered = not label or len(label) < 5
        self.kind = "list-item"
        self.marker = f"[{label or self.number}]" if numbered and "\\" not in label else ""
        self.bibitem = (key.strip(), label if numbered and label else "" if label else str(self.number))
        return after
