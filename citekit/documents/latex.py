r"""LaTeX: the text without its commands, citations by key, ``thebibliography``, the files it takes in.

Nothing is executed: macros are not expanded, ``\\input`` is followed inside the manuscript's folder only. Every
stretch of the text leads back to its place in the file (:attr:`Document.origins`).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from citekit.documents.attachments import attached, inside
from citekit.documents.composition import Composition, Run, plain, superscript
from citekit.documents.document import CitedKey
from citekit.documents.latexcommands import ACCENTS, DROPPED, LETTERS, SECTIONS, SHORTHANDS, STYLES, is_citation, is_narrative
from citekit.documents.properties import date_of, name_of, record_of
from citekit.language.encoding import decode
from citekit.model import CitekitError, Diagnostic

if TYPE_CHECKING:
    from pathlib import Path

    from citekit.documents.document import BlockKind, Document

__all__ = ["read"]

_COMMAND = re.compile(r"\\(?:([A-Za-z@]+)\*?[ \t]*(?:\n(?![ \t]*\n)[ \t]*)?|(.))", re.DOTALL)
_PLAIN = re.compile(r"[^\\%{}$~&`'\-\"<>\n\[\]^_#]+")
_VERBATIM = frozenset(
    {"verbatim", "lstlisting", "minted", "Verbatim", "comment", "filecontents", "filecontents*", "tikzpicture", "pgfpicture", "alltt"}
)
_MATHS = frozenset(
    {"equation", "equation*", "align", "align*", "displaymath", "gather", "gather*", "multline", "multline*", "eqnarray", "math"}
)
_SPACE_AFTER = re.compile(r"\s*")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_LOCATOR = re.compile(r"^(?:pp?\.|[Сс]\.|стр\.|S\.)[\s~]*")
_MOST_FILES = 500
_MOST_TEXT = 30_000_000
_MOST_NESTED = 60


class _State(NamedTuple):
    """What a group sets: closing it brings the state before back."""

    italic: bool = False
    bold: bool = False
    small_caps: bool = False
    target: str = ""
    raised: bool = False


def read(data: bytes, source: str, *, folder: Path | None, password: str) -> Document:
    """Read a LaTeX manuscript and the files that it takes in."""
    del password
    text, encoding, noticed = decode(data, source)
    reader = _Reader(folder, source)
    reader.file(text, source)
    reader.close()
    files, missing = attached(folder, reader.bibliographies, source)
    paper = record_of(reader.paper(), source=source)
    diagnostics = (*noticed, *reader.noticed, *missing)
    return reader.composition.document(source, paper=paper, encoding=encoding, bibliographies=files, diagnostics=diagnostics)


class _Reader:
    """Reads one manuscript; the files it takes in are read where they stand."""

    def __init__(self, folder: Path | None, source: str) -> None:
        self.folder, self.source = folder, source
        self.composition = Composition()
        self.noticed: list[Diagnostic] = []
        self.bibliographies: list[str] = []
        self.facts: dict[str, str] = {}
        self.runs: list[Run] = []
        self.kind: BlockKind = "paragraph"
        self.marker = ""
        self.bibitem: tuple[str, str] | None = None
        self.lists: list[list[Any]] = []
        self.number = 0
        self.notes = 0
        self.opened: list[str] = []
        self.files = self.size = 0
        self.in_document = False
        self.in_bibliography = False

    # --- files ----------------------------------------------------------------------------------------------------

    def file(self, text: str, source: str) -> None:
        """Read a file's text."""
        text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        if not self.opened:
            self.in_document = "\\begin{document}" not in text
        self.opened.append(source)
        self.size += len(text)
        self._scan(text, 0, len(text), source)
        self.opened.pop()

    def _take_in(self, name: str, at: str) -> None:
        if self.folder is None:
            return
        path = inside(self.folder, name, (".tex", "", ".ltx", ".bbl"))
        problem = ""
        if path is None:
            problem = "is not in the manuscript's folder and was left out; put it there"
        else:
            shown = path.relative_to(self.folder.resolve()).as_posix()
            if shown in self.opened or (path.name == self.opened[0] and shown == self.opened[0]):
                problem = "takes itself in; mend the loop"
            elif self.files >= _MOST_FILES or self.size > _MOST_TEXT or len(self.opened) > _MOST_NESTED:
                problem = f"is one file too many: citekit follows {_MOST_FILES} files"
            else:
                self.files += 1
                try:
                    if path.stat().st_size > _MOST_TEXT:
                        problem = "is too large"
                    else:
                        text, _, _ = decode(path.read_bytes(), shown)
                        self.file(text, shown)
                except (OSError, CitekitError) as error:
                    problem = f"cannot be read: {error}"
        if problem and sum(d.code == "CK921" for d in self.noticed) < 50:
            message = f"\\input of {name[:200]!r} {problem}"
            self.noticed.append(Diagnostic(code="CK921", severity="warning", message=message, source=at))

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
        runs = self._inner(text, base, source)
        self.close()
        self.composition.add("heading", runs, level=level)

    def _inner(self, text: str, base: int, source: str) -> list[Run]:
        """Return the runs of an argument."""
        outer, kind, marker, bibitem = self.runs, self.kind, self.marker, self.bibitem
        was, self.in_document = self.in_document, True
        self.runs = []
        if len(self.opened) < _MOST_NESTED:
            self.opened.append("\x00argument")
            self._scan(text, 0, len(text), source, base)
            self.opened.pop()
        runs, self.runs = self.runs, outer
        self.kind, self.marker, self.bibitem, self.in_document = kind, marker, bibitem, was
        return runs

    # --- the scanner ----------------------------------------------------------------------------------------------

    def _say(self, text: str, state: _State, origin: tuple[str, int] | None = None) -> None:
        if not self.in_document:
            return
        if state.raised:
            text, origin = superscript(text), None
        self.runs.append(Run(text, state.italic, state.bold, state.small_caps, state.target, origin=origin))

    def _scan(self, text: str, at: int, end: int, source: str, base: int = 0) -> None:
        state = _State()
        stack: list[_State] = []
        pending: _State | None = None
        inner = self.opened[-1:] == ["\x00argument"]
        while at < end:
            match = _PLAIN.match(text, at, end)
            if match is not None:
                if self.in_document:
                    self._words(match[0], state, source, base + at)
                at = match.end()
                continue
            c = text[at]
            if c == "\\":
                at, state, pending = self._command(text, at, end, source, base, state, pending)
            elif c == "%":
                line = text.find("\n", at, end)
                at = end if line < 0 else line + 1
                while at < end and text[at] in " \t":
                    at += 1
            elif c == "{":
                stack.append(state)
                state, pending = pending or state, None
                at += 1
            elif c == "}":
                state = stack.pop() if stack else _State()
                at += 1
            elif c == "\n":
                gap = _BLANK_LINE.match(text, at, end)
                if gap is not None and not inner:
                    if self.in_document:
                        self.close()
                    at = gap.end()
                else:
                    self._say(" ", state)
                    at = gap.end() if gap is not None else at + 1
            elif c == "$":
                at = self._maths(text, at, end, state)
            else:
                at = self._mark(text, at, end, source, base, state)

    def _words(self, text: str, state: _State, source: str, offset: int) -> None:
        for match in re.finditer(r"\S+(?: \S+)*|\s+", text):
            if match[0].isspace():
                self._say(" ", state)
            else:
                self._say(match[0], state, (source, offset + match.start()))

    def _mark(self, text: str, at: int, end: int, source: str, base: int, state: _State) -> int:
        for mark, said in SHORTHANDS:
            if text.startswith(mark, at, end):
                self._say(said, state, (source, base + at) if len(said) == len(mark) else None)
                return at + len(mark)
        if text[at] not in "&#^_":
            self._say(text[at], state, (source, base + at))
        elif text[at] == "&":
            self._say(" ", state)
        return at + 1

    def _maths(self, text: str, at: int, end: int, state: _State) -> int:
        double = text.startswith("$$", at)
        close = text.find("$$" if double else "$", at + 1 + double, min(end, at + 5000))
        if close < 0:
            return at + 1
        if not double:
            body = re.sub(r"\\(?:mathrm|mathbf|mathit|text|rm)\b|[{}$]", "", text[at + 1 : close])
            raised = re.fullmatch(r"\s*\^\s*([\d,\s*–-]+)\s*", body)
            self._say(
                superscript(raised[1]) if raised else re.sub(r"\\([A-Za-z]+)|[\\^_]", lambda m: LETTERS.get(m[1] or "", m[1] or ""), body),
                state,
            )
        return close + 1 + double

    def _command(
        self, text: str, at: int, end: int, source: str, base: int, state: _State, pending: _State | None
    ) -> tuple[int, _State, _State | None]:
        match = _COMMAND.match(text, at, end)
        if match is None:
            return end, state, pending
        name, sign, after = match[1], match[2], match.end()
        if sign is not None:
            return self._sign(text, sign, after, end, state), state, pending
        if name in ("begin", "end"):
            return self._environment(text, name, after, end, source, base, state), state, None
        if name in ("input", "include", "subfile", "import", "subimport", "InputIfFileExists"):
            argument, after = _argument(text, after, end)
            if name in ("import", "subimport"):
                second, after = _argument(text, after, end)
                argument = argument.rstrip("/") + "/" + second
            self._take_in(argument or text[after:after].strip(), source)
            return after, state, None
        if name in ("bibliography", "addbibresource", "addglobalbib", "nobibliography"):
            _, after = _options(text, after, end)
            argument, after = _argument(text, after, end)
            self.bibliographies += [n for n in argument.split(",") if n.strip()]
            return after, state, None
        if name in ("title", "author", "date", "doi", "journal", "subtitle"):
            _, after = _options(text, after, end)
            argument, after = _argument(text, after, end)
            self.facts.setdefault(
                name, plain(self._inner(argument[:20_000].replace("\\and", ";").replace("\\thanks", "\\citekitdropped"), 0, source))
            )
            return after, state, None
        if name in ("newcommand", "renewcommand", "providecommand", "DeclareMathOperator", "def", "newenvironment", "let", "gdef", "edef"):
            return self._definition(text, name, after, end), state, None
        if is_citation(name):
            return self._citation(text, name, after, end, source, state), state, None
        if not self.in_document:
            return after, state, None
        return self._in_text(text, name, after, end, source, base, state)

    @staticmethod
    def _definition(text: str, name: str, after: int, end: int) -> int:
        """Return where a definition ends: it is left out, because nothing is expanded."""
        if name == "let":
            line = text.find("\n", after, end)
            return end if line < 0 else line
        if name.endswith("def"):
            brace = text.find("{", after, min(end, after + 200))
            return _argument(text, brace, end)[1] if brace >= 0 else after
        if after < end and text[after] == "\\":
            match = _COMMAND.match(text, after, end)
            after = match.end() if match else after
        else:
            _, after = _argument(text, after, end)
        _, after = _options(text, after, end)
        for _ in range(2 if name == "newenvironment" else 1):
            _, after = _argument(text, after, end)
        return after

    def _sign(self, text: str, sign: str, after: int, end: int, state: _State) -> int:
        if sign == "\\":
            _, after = _options(text, after, end)
            self._say("\n", state)
        elif sign in ACCENTS and sign != "-":
            return self._accent(text, sign, after, end, state)
        elif sign in "([":
            close = text.find("\\)" if sign == "(" else "\\]", after, min(end, after + 5000))
            return close + 2 if close >= 0 else after
        elif sign in " ,;:!/\n":
            self._say(" " if sign in " ,\n" else "", state)
        elif sign in "%&$#_{}":
            self._say(sign, state)
        return after

    def _accent(self, text: str, sign: str, after: int, end: int, state: _State) -> int:
        match = re.compile(r"\s*(?:\{\s*\\?([^\W\d_])?\s*\}|\\?([^\W\d_]))").match(text, after, end)
        if match is None:
            return after
        letter = match[1] or match[2] or ""
        self._say(unicodedata.normalize("NFC", letter + ACCENTS[sign]) if letter else "", state)
        return match.end()

    def _environment(self, text: str, which: str, after: int, end: int, source: str, base: int, state: _State) -> int:
        name, after = _argument(text, after, end)
        if name == "document":
            self.in_document = which == "begin"
            return after if which == "begin" else end
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
            _, after = _argument(text, after, end)
            self.in_document = self.in_bibliography = True
            self.number = 0
            if not (self.composition.blocks and self.composition.blocks[-1].kind == "heading"):
                self.composition.add("heading", [Run("References")], level=1)
        elif name in ("itemize", "enumerate", "description", "compactitem"):
            self.lists.append([name, 0])
            _, after = _options(text, after, end)
        elif name in ("tabular", "array", "tabularx", "longtable", "minipage", "multicols", "wrapfigure", "tabular*"):
            _, after = _options(text, after, end)
            _, after = _argument(text, after, end)
        else:
            _, after = _options(text, after, end)
        return after

    def _citation(self, text: str, name: str, after: int, end: int, source: str, state: _State) -> int:
        cites: list[CitedKey] = []
        several = name.casefold().endswith("cites")
        while True:
            options, after_options = _options(text, after, end)
            start = _SPACE_AFTER.match(text, after_options, end)
            if start is None or start.end() >= end or text[start.end()] != "{":
                break
            keys, after = _argument(text, after_options, end)
            prefix, locator = (options[0], options[1]) if len(options) > 1 else ("", options[0] if options else "")
            names = [k.strip() for k in keys.split(",") if k.strip()]
            for at, key in enumerate(names[:500]):
                place = _LOCATOR.sub("", locator.replace("~", " ").replace("--", "–").strip()) if at == len(names) - 1 else ""
                cites.append(CitedKey(key=key[:300], locator=place, prefix=prefix.strip() if not at else ""))
            if not several:
                break
        if not cites:
            return after
        if name == "nocite":
            was, self.in_document = self.in_document, True
            self.runs.append(Run("\u2060", cites=tuple(cites)))  # a place without width: nothing is printed
            self.in_document = was
            return after
        shown = "; ".join(c.key + (f", {c.locator}" if c.locator else "") for c in cites)
        if self.in_document:
            narrative = is_narrative(name)
            self.runs.append(Run(shown if narrative else f"[{shown}]", state.italic, state.bold, cites=tuple(cites), narrative=narrative))
        return after

    def _in_text(
        self, text: str, name: str, after: int, end: int, source: str, base: int, state: _State
    ) -> tuple[int, _State, _State | None]:
        if name in STYLES:
            style, grouped = STYLES[name]
            changed = state._replace(**style)
            return (after, state, changed) if grouped else (after, changed, None)
        if name in SECTIONS:
            _, after = _options(text, after, end)
            argument, stop = _argument(text, after, end)
            self._heading(argument, base + stop - len(argument) - 1, source, SECTIONS[name])
            return stop, state, None
        if name in LETTERS:
            self._say(LETTERS[name], state)
            if text.startswith("{}", after, end):
                after += 2
            return after, state, None
        if name in ACCENTS:
            return self._accent(text, name, after, end, state), state, None
        if name in ("url", "path", "nolinkurl"):
            argument, after = _argument(text, after, end)
            address = re.sub(r"\\([%#&_~])", r"\1", argument).strip()
            self._say(address, state._replace(target=address if "://" in address else ""))
            return after, state, None
        if name == "href":
            argument, after = _argument(text, after, end)
            return after, state, state._replace(target=re.sub(r"\\([%#&_~])", r"\1", argument).strip())
        if name in ("footnote", "footnotetext", "endnote"):
            _, after = _options(text, after, end)
            argument, stop = _argument(text, after, end)
            self.notes += 1
            number = str(self.notes)
            self._say(superscript(number), state._replace(raised=False))
            self.composition.note(
                self._inner(argument, base + stop - len(argument) - 1, source), number, "endnote" if name == "endnote" else "footnote"
            )
            return stop, state, None
        if name == "bibitem":
            return self._bibitem(text, after, end, source), state, None
        if name == "item":
            self.close()
            _, after = _options(text, after, end)
            self.kind, self.marker = "list-item", "•"
            if self.lists:
                self.lists[-1][1] += 1
                self.marker = f"{self.lists[-1][1]}." if self.lists[-1][0] == "enumerate" else "•"
            return after, state, None
        if name in ("par", "newpage", "clearpage", "maketitle", "printbibliography", "tableofcontents", "bigskip", "medskip", "smallskip"):
            self.close()
            _, after = _options(text, after, end)
            return after, state, None
        if name in ("newline", "linebreak"):
            self._say("\n", state)
            return after, state, None
        if name in ("verb", "lstinline"):
            close = text.find(text[after], after + 1, min(end, after + 2000)) if after < end else -1
            return (close + 1 if close >= 0 else after), state, None
        if name in ("newblock", "quad", "qquad", "space", "enspace", "thinspace", "hfill", "hskip", "nobreakspace"):
            self._say(" ", state)
            return after, state, None
        if name in DROPPED:
            for _ in range(DROPPED[name]):
                _, after = _options(text, after, end)
                _, after = _argument(text, after, end)
            return after, state, None
        if text.startswith("[", after, end) and name not in ("centering", "noindent"):
            _, after = _options(text, after, end)
        return after, state, None

    def _bibitem(self, text: str, after: int, end: int, source: str) -> int:
        del source
        self.close()
        options, after = _options(text, after, end)
        key, after = _argument(text, after, end)
        self.number += 1
        label = options[0] if options else ""
        numbered = not label or len(label) < 5
        self.kind = "list-item"
        self.marker = f"[{label or self.number}]" if numbered and "\\" not in label else ""
        self.bibitem = (key.strip(), label if numbered and label else "" if label else str(self.number))
        return after

    def paper(self) -> dict[str, Any]:
        """Return what the preamble says of the paper."""
        item: dict[str, Any] = {"type": "document", "title": self.facts.get("title", "")}
        authors = re.split(r";|\band\b|\s{2,}|,\s+(?=\S+\s+\S)", self.facts.get("author", ""))
        if names := [name_of(re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*†]+", "", a)) for a in authors if a.strip() and len(a) < 80]:
            item["author"] = names
        if date := date_of(self.facts.get("date", "")):
            item["issued"] = date
        if doi := re.search(r"10\.\d{4,9}/\S+", self.facts.get("doi", "")):
            item["DOI"] = doi[0].casefold()
        if journal := self.facts.get("journal"):
            item |= {"container-title": journal, "type": "article-journal"}
        return item


def _argument(text: str, at: int, end: int) -> tuple[str, int]:
    """Return the braced argument that begins at ``at`` (after blanks), and where it ends; a missing one is empty."""
    match = _SPACE_AFTER.match(text, at, end)
    at = match.end() if match else at
    if at >= end or text[at] != "{":
        return "", at
    depth = 0
    for found in re.compile(r"\\.|[{}]|(?<!\\)%[^\n]*", re.DOTALL).finditer(text, at, end):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if not depth:
                return text[at + 1 : found.start()], found.end()
    return text[at + 1 : end], end


def _options(text: str, at: int, end: int) -> tuple[list[str], int]:
    """Return the arguments in square brackets that begin at ``at``, and where they end."""
    options: list[str] = []
    while len(options) < 4:
        match = _SPACE_AFTER.match(text, at, end)
        start = match.end() if match else at
        if start >= end or text[start] != "[" or text.count("\n", at, start) > 1:
            return options, at
        depth = 0
        for found in re.compile(r"\\.|[{}\]]", re.DOTALL).finditer(text, start + 1, min(end, start + 1000)):
            if found[0] == "{":
                depth += 1
            elif found[0] == "}":
                depth -= 1
            elif found[0] == "]" and depth <= 0:
                options.append(text[start + 1 : found.start()])
                at = found.end()
                break
        else:
            return options, at
    return options, at
