"""Typst: the markup's text, citations ``@key[p. 5]`` and ``#cite(<key>)``, ``#bibliography("refs.bib")``.

Nothing is evaluated: code is left out, and files are looked for inside the manuscript's folder only.
Source of the syntax: Typst's reference, «Syntax».
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citekit.documents.attachments import attached, inside
from citekit.documents.composition import Composition, Run, plain, superscript
from citekit.documents.document import CitedKey
from citekit.documents.properties import name_of, record_of
from citekit.language.encoding import decode
from citekit.model import CitekitError, Diagnostic

if TYPE_CHECKING:
    from pathlib import Path

    from citekit.documents.document import BlockKind, Document

__all__ = ["read"]

_KEY = re.compile(r"@([\w](?:[\w.:-]*[\w])?)")
_LABEL = re.compile(r"<([\w](?:[\w.:-]*[\w])?)>")
_LINK = re.compile(r"https?://[^\s\])}>\"']+")
_HEADING = re.compile(r"(={1,6})[ \t]+")
_ITEM = re.compile(r"([-+]|\d{1,4}\.)[ \t]+")
_TERM = re.compile(r"/[ \t]+")
_NAME = re.compile(r"[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_STATEMENT = re.compile(r"#(?:set|show|let|import)\b")
_PLAIN = re.compile(r"[^\\*_@#<$`/~\n\[\]'\"=\-+.&h]+|[=+&.]|h(?!ttps?://)|-(?!-)")
_LOCATOR = re.compile(r"^(?:pp?\.|[Сс]\.|стр\.)[\s~]*")
_MOST_FILES = 200
_MOST_NESTED = 60


def read(data: bytes, source: str, *, folder: Path | None, password: str) -> Document:
    """Read a Typst manuscript and the files that it includes."""
    del password
    text, encoding, noticed = decode(data, source)
    reader = _Reader(folder)
    reader.file(text, source)
    reader.close()
    files, missing = attached(folder, reader.bibliographies, source)
    paper = record_of(reader.paper, source=source)
    return reader.composition.document(
        source, paper=paper, encoding=encoding, bibliographies=files, diagnostics=(*noticed, *reader.noticed, *missing)
    )


class _Reader:
    """Reads one manuscript; included files are read where they stand."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.composition = Composition()
        self.noticed: list[Diagnostic] = []
        self.bibliographies: list[str] = []
        self.paper: dict[str, Any] = {}
        self.runs: list[Run] = []
        self.kind: BlockKind = "paragraph"
        self.level = 0
        self.marker = ""
        self.count = 0
        self.notes = 0
        self.opened: list[str] = []
        self.files = 0

    def file(self, text: str, source: str) -> None:
        """Read a file's text."""
        self.opened.append(source)
        self._scan(text.replace("\r\n", "\n"), 0, len(text.replace("\r\n", "\n")), source)
        self.close()
        self.opened.pop()

    def _include(self, name: str, source: str) -> None:
        path = inside(self.folder, name.lstrip("/")) if self.folder is not None else None
        shown = path.relative_to(self.folder.resolve()).as_posix() if path is not None and self.folder is not None else ""
        if path is None:
            problem = "is not in the manuscript's folder and was left out; put it there"
        elif shown in self.opened:
            problem = "includes itself; mend the loop"
        elif self.files >= _MOST_FILES or len(self.opened) > _MOST_NESTED or path.stat().st_size > 30_000_000:
            problem = "is one file too many, or too large"
        else:
            self.files += 1
            try:
                self.file(decode(path.read_bytes(), shown)[0], shown)
            except (OSError, CitekitError) as error:
                problem = f"cannot be read: {error}"
            else:
                return
        if len(self.noticed) < 50:
            message = f"#include of {name[:200]!r} {problem}"
            self.noticed.append(Diagnostic(code="CK921", severity="warning", message=message, source=source))

    def close(self) -> None:
        """End the block that is being read."""
        runs, self.runs = self.runs, []
        if plain(runs):
            self.composition.add(self.kind, runs, marker=self.marker, level=self.level)
        self.kind, self.marker, self.level = "paragraph", "", 0

    def _inner(self, text: str, base: int, source: str) -> list[Run]:
        if len(self.opened) > _MOST_NESTED:
            return []
        outer, self.runs = self.runs, []
        kept = (self.kind, self.marker, self.level)
        self.opened.append("\x00content")
        self._scan(text, 0, len(text), source, base)
        self.opened.pop()
        self.kind, self.marker, self.level = kept
        runs, self.runs = self.runs, outer
        return runs

    # --- the scanner ----------------------------------------------------------------------------------------------

    def _scan(self, text: str, at: int, end: int, source: str, base: int = 0) -> None:
        inner = self.opened[-1:] == ["\x00content"]
        italic = bold = False
        fresh = not inner  # at the beginning of a line
        while at < end:
            if fresh:
                fresh = False
                at = self._line_start(text, at, end)
                if at >= end:
                    break
            match = _PLAIN.match(text, at, end)
            if match is not None:
                self._words(match[0], italic, bold, source, base + at)
                at = match.end()
                continue
            c = text[at]
            if c == "\n":
                gap = re.compile(r"\n[ \t]*\n\s*").match(text, at, end)
                if gap is not None and not inner:
                    self.close()
                    italic = bold = False
                    self.count = 0 if not _ITEM.match(text, gap.end()) else self.count
                elif self.kind == "heading" and not inner:
                    self.close()
                else:
                    self._say(" ", italic, bold)
                at = gap.end() if gap is not None else at + 1
                fresh = not inner
            elif c == "/" and text.startswith("//", at) and (at == 0 or text[at - 1] != ":"):
                line = text.find("\n", at, end)
                at = end if line < 0 else line
            elif c == "/" and text.startswith("/*", at):
                close = text.find("*/", at + 2, end)
                at = end if close < 0 else close + 2
            elif c == "*":
                bold, at = not bold, at + 1
            elif c == "_" and not (0 < at < end - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()):
                italic, at = not italic, at + 1
            elif c == "`":
                at = self._raw(text, at, end)
            elif c == "$":
                close = text.find("$", at + 1, min(end, at + 3000))
                self._say(text[at + 1 : close].strip() if close > 0 else "", italic, bold)
                at = close + 1 if close > 0 else at + 1
            elif c == "\\":
                at = self._escape(text, at, end, italic, bold)
            elif c == "@" and (match := _KEY.match(text, at, end)):
                at = self._reference(text, match, end)
            elif c == "<" and (match := _LABEL.match(text, at, end)):
                at = match.end()
            elif c == "h" and (match := _LINK.match(text, at, end)):
                address = match[0].rstrip(".,;:!?*_")
                self.runs.append(Run(address, italic, bold, target=address, origin=(source, base + at)))
                at += len(address)
            elif c == "#":
                at = self._code(text, at, end, source, base, italic, bold)
            elif c == "~":
                self._say("\u00a0", italic, bold)
                at += 1
            elif c == "-" and text.startswith("--", at):
                size = 3 if text.startswith("---", at) else 2
                self._say("—" if size == 3 else "–", italic, bold)
                at += size
            else:
                self.runs.append(Run(c, italic, bold, origin=(source, base + at)))
                at += 1

    def _line_start(self, text: str, at: int, end: int) -> int:
        blank = re.compile(r"[ \t]*").match(text, at, end)
        begin = blank.end() if blank else at
        if match := _HEADING.match(text, begin, end):
            self.close()
            self.kind, self.level = "heading", len(match[1])
            return match.end()
        if match := _ITEM.match(text, begin, end):
            self.close()
            self.kind = "list-item"
            self.count = int(match[1][:-1]) if match[1][0].isdigit() else self.count + 1
            self.marker = "•" if match[1] == "-" else f"{self.count}."
            return match.end()
        if match := _TERM.match(text, begin, end):
            self.close()
            return match.end()
        return begin

    def _say(self, text: str, italic: bool, bold: bool) -> None:
        self.runs.append(Run(text, italic, bold))

    def _words(self, text: str, italic: bool, bold: bool, source: str, offset: int) -> None:
        for match in re.finditer(r"\S+(?: \S+)*|\s+", text):
            blank = match[0].isspace()
            self.runs.append(Run(" " if blank else match[0], italic, bold, origin=None if blank else (source, offset + match.start())))

    def _raw(self, text: str, at: int, end: int) -> int:
        fence = re.compile(r"`+").match(text, at, end)
        mark = fence[0] if fence else "`"
        if len(mark) == 2:
            return at + 2
        close = text.find(mark, at + len(mark), end)
        stop = end if close < 0 else close
        if len(mark) >= 3:
            self.close()
            self.composition.add("code", [Run(text[at + len(mark) : stop].strip())])
        else:
            self.runs.append(Run(text[at + 1 : stop].replace("\n", " ")))
        return min(end, stop + len(mark))

    def _escape(self, text: str, at: int, end: int, italic: bool, bold: bool) -> int:
        if at + 1 >= end:
            return end
        following = text[at + 1]
        if match := re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}").match(text, at, end):
            code = int(match[1], 16)
            self._say(chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd", italic, bold)
            return match.end()
        self._say("\n" if following.isspace() else following, italic, bold)
        return at + 2

    def _reference(self, text: str, match: re.Match[str], end: int) -> int:
        key, at, locator = match[1], match.end(), ""
        if at < end and text[at] == "[":
            close = _closing(text, at, end)
            locator = _LOCATOR.sub("", plain([Run(text[at + 1 : close - 1].replace("~", " ").replace("--", "–"))]))
            at = close
        shown = f"[{key}" + (f", {locator}]" if locator else "]")
        self.runs.append(Run(shown, cites=(CitedKey(key=key, locator=locator),)))
        return at

    def _code(self, text: str, at: int, end: int, source: str, base: int, italic: bool, bold: bool) -> int:
        if _STATEMENT.match(text, at, end):
            stop = _statement(text, at, end)
            self._facts(text[at:stop])
            return stop
        match = _NAME.match(text, at + 1, end)
        if match is None:
            if at + 1 < end and text[at + 1] in "({[":
                return _closing(text, at + 1, end)
            return at + 1
        name, after = match[0], match.end()
        arguments = ""
        if after < end and text[after] == "(":
            close = _closing(text, after, end)
            arguments, after = text[after + 1 : close - 1], close
        contents: list[tuple[int, int]] = []
        while after < end and text[after] == "[":
            close = _closing(text, after, end)
            contents.append((after + 1, close - 1))
            after = close
        strings = [re.sub(r"\\(.)", r"\1", s) for s in _STRING.findall(arguments)]
        if name == "bibliography":
            self.bibliographies += [s for s in strings if re.search(r"\.(?:bib|ya?ml)$", s)]
        elif name == "include":
            pass
        elif name == "cite":
            keys = _LABEL.findall(arguments) or strings[:1]
            supplement = re.search(r"supplement:\s*(?:\[([^\]]*)\]|\"([^\"]*)\")", arguments)
            locator = _LOCATOR.sub("", ((supplement[1] or supplement[2] or "") if supplement else "").replace("~", " ").replace("--", "–"))
            cites = tuple(CitedKey(key=k, locator=locator if i == len(keys) - 1 else "") for i, k in enumerate(keys[:200]))
            if cites:
                narrative = '"prose"' in arguments or '"author"' in arguments
                self.runs.append(Run("[" + "; ".join(keys) + (f", {locator}]" if locator else "]"), cites=cites, narrative=narrative))
        elif name in ("footnote", "endnote"):
            self.notes += 1
            self._say(superscript(str(self.notes)), False, False)
            for first, stop in contents:
                self.composition.note(self._inner(text[first:stop], base + first, source), str(self.notes))
        elif name == "link":
            target = strings[0] if strings else ""
            runs = [run for first, stop in contents for run in self._inner(text[first:stop], base + first, source)] or [Run(target)]
            self.runs += [run._replace(target=target, italic=run.italic or italic) for run in runs]
        elif name in (
            "emph",
            "strong",
            "smallcaps",
            "super",
            "text",
            "block",
            "align",
            "par",
            "box",
            "quote",
            "underline",
            "sub",
            "pad",
            "columns",
            "heading",
        ):
            for first, stop in contents:
                for run in self._inner(text[first:stop], base + first, source):
                    raised = superscript(run.text) if name == "super" else run.text
                    self.runs.append(
                        run._replace(text=raised, italic=run.italic or italic or name == "emph", bold=run.bold or bold or name == "strong")
                    )
        elif name in ("linebreak", "parbreak", "pagebreak"):
            self._say("\n" if name == "linebreak" else " ", False, False)
        if name == "include" or text.startswith("#include", at):
            found = _STRING.match(text, after + (1 if text.startswith(" ", after) else 0), end)
            if found:
                self.close()
                self._include(found[1], source)
                return found.end()
        return after

    def _facts(self, statement: str) -> None:
        """Read the document's title and authors from ``#set document(…)`` and templates' ``#show: x.with(…)``."""
        if not re.match(r"#(?:set\s+document|show\s*:)", statement):
            return
        title = re.search(r"(?<![\w-])title:\s*(?:\[([^\[\]]*)\]|\"((?:[^\"\\]|\\.)*)\")", statement)
        if title and "title" not in self.paper:
            self.paper["title"] = " ".join((title[1] or title[2] or "").split())
            self.paper["type"] = "document"
        authors = re.search(r"\bauthors?:\s*(\((?:[^()]|\([^()]*\))*\)|\"[^\"]*\")", statement)
        if authors:
            names = re.findall(r'name:\s*"([^"]+)"', authors[1]) or re.findall(r'"([^"]+)"', authors[1])
            if names:
                self.paper["author"] = [name_of(n) for n in names]


def _closing(text: str, at: int, end: int) -> int:
    """Return where the bracket that opens at ``at`` is closed; the end where it never is."""
    pairs = {"(": ")", "[": "]", "{": "}"}
    open_brackets: list[str] = []
    for match in re.compile(r"\\.|[\[\](){}]|\"(?:[^\"\\\n]|\\.)*\"|//[^\n]*|/\*.*?\*/", re.DOTALL).finditer(text, at, end):
        mark = match[0]
        if mark in pairs:
            open_brackets.append(pairs[mark])
        elif mark in ")]}":
            if mark in open_brackets:
                while open_brackets and open_brackets.pop() != mark:
                    pass
            if not open_brackets:
                return match.end()
    return end


def _statement(text: str, at: int, end: int) -> int:
    """Return where a statement in code ends: at the end of its line, outside brackets."""
    while at < end and text[at] != "\n":
        if text[at] in "([{":
            at = _closing(text, at, end)
        elif text[at] == '"' and (match := _STRING.match(text, at, end)):
            at = match.end()
        elif text[at] == ";":
            return at + 1
        else:
            at += 1
    return at
