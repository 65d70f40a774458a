r"""LaTeX's text letter by letter: groups, marks, formulae and accents; what the commands do is the reader's to say."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from citekit.documents.composition import Run, superscript
from citekit.documents.latexarguments import command, options
from citekit.documents.latexcommands import ACCENTS, LETTERS, SHORTHANDS

if TYPE_CHECKING:
    from citekit.documents.document import BlockKind

__all__ = ["Scanner", "State"]

_PLAIN = re.compile(r"[^\\%{}$~&`'\-\"<>\n\[\]^_#]+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_ACCENTED = re.compile(r"\s*(?:\{\s*\\?([^\W\d_])?\s*\}|\\?([^\W\d_]))")
_MOST_NESTED = 60


class State(NamedTuple):
    """What a group sets: closing it brings the state before back."""

    italic: bool = False
    bold: bool = False
    small_caps: bool = False
    target: str = ""
    raised: bool = False


class Scanner:
    """Reads text into runs; a subclass says what a command does and where a block ends."""

    def __init__(self) -> None:
        """Begin outside the document's body."""
        self.runs: list[Run] = []
        self.kind: BlockKind = "paragraph"
        self.marker = ""
        self.bibitem: tuple[str, str] | None = None
        self.nested = 0
        self.in_document = False

    def close(self) -> None:
        """End the block that is being read."""
        raise NotImplementedError

    def command(self, name: str, text: str, after: int, end: int, source: str, base: int, state: State) -> tuple[int, State, State | None]:
        r"""Read the command ``\\name`` whose arguments begin at ``after``.

        Returns where it ends, the state behind it, and the state of a group that begins there.
        """
        raise NotImplementedError

    def inner(self, text: str, base: int, source: str) -> list[Run]:
        """Return the runs of an argument."""
        outer, kind, marker, bibitem = self.runs, self.kind, self.marker, self.bibitem
        was, self.in_document = self.in_document, True
        self.runs = []
        if self.nested < _MOST_NESTED:
            self.nested += 1
            self.scan(text, 0, len(text), source, base, inner=True)
            self.nested -= 1
        runs, self.runs = self.runs, outer
        self.kind, self.marker, self.bibitem, self.in_document = kind, marker, bibitem, was
        return runs

    def say(self, text: str, state: State, origin: tuple[str, int] | None = None) -> None:
        """Add text; ``origin`` is where it stands in its file, if it stands there letter for letter."""
        if not self.in_document:
            return
        if state.raised:
            text, origin = superscript(text), None
        self.runs.append(Run(text, state.italic, state.bold, state.small_caps, state.target, origin=origin))

    def scan(self, text: str, at: int, end: int, source: str, base: int = 0, *, inner: bool = False) -> None:
        """Read the letters ``at:end`` of a text that begins ``base`` into its file; ``inner`` text has no paragraphs."""
        state = State()
        stack: list[State] = []
        pending: State | None = None
        while at < end:
            match = _PLAIN.match(text, at, end)
            if match is not None:
                if self.in_document:
                    self._words(match[0], state, source, base + at)
                at = match.end()
                continue
            c = text[at]
            if c == "\\":
                found = command(text, at, end)
                if found is None:
                    return
                name, sign, at = found
                if sign:
                    at = self._sign(text, sign, at, end, state)
                else:
                    at, state, pending = self.command(name, text, at, end, source, base, state)
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
                state = stack.pop() if stack else State()
                at += 1
            elif c == "\n":
                gap = _BLANK_LINE.match(text, at, end)
                if gap is not None and not inner:
                    if self.in_document:
                        self.close()
                    at = gap.end()
                else:
                    self.say(" ", state)
                    at = gap.end() if gap is not None else at + 1
            elif c == "$":
                at = self._maths(text, at, end, state)
            else:
                at = self._mark(text, at, end, source, base, state)

    def _words(self, text: str, state: State, source: str, offset: int) -> None:
        for match in re.finditer(r"\S+(?: \S+)*|\s+", text):
            if match[0].isspace():
                self.say(" ", state)
            else:
                self.say(match[0], state, (source, offset + match.start()))

    def _mark(self, text: str, at: int, end: int, source: str, base: int, state: State) -> int:
        for mark, said in SHORTHANDS:
            if text.startswith(mark, at, end):
                self.say(said, state, (source, base + at) if len(said) == len(mark) else None)
                return at + len(mark)
        if text[at] not in "&#^_":
            self.say(text[at], state, (source, base + at))
        elif text[at] == "&":
            self.say(" ", state)
        return at + 1

    def _maths(self, text: str, at: int, end: int, state: State) -> int:
        double = text.startswith("$$", at)
        close = text.find("$$" if double else "$", at + 1 + double, min(end, at + 5000))
        if close < 0:
            return at + 1
        if not double:
            body = re.sub(r"\\(?:mathrm|mathbf|mathit|text|rm)\b|[{}$]", "", text[at + 1 : close])
            raised = re.fullmatch(r"\s*\^\s*([\d,\s*–-]+)\s*", body)
            self.say(
                superscript(raised[1]) if raised else re.sub(r"\\([A-Za-z]+)|[\\^_]", lambda m: LETTERS.get(m[1] or "", m[1] or ""), body),
                state,
            )
        return close + 1 + double

    def _sign(self, text: str, sign: str, after: int, end: int, state: State) -> int:
        if sign == "\\":
            _, after = options(text, after, end)
            self.say("\n", state)
        elif sign in ACCENTS and sign != "-":
            return self.accent(text, sign, after, end, state)
        elif sign in "([":
            close = text.find("\\)" if sign == "(" else "\\]", after, min(end, after + 5000))
            return close + 2 if close >= 0 else after
        elif sign in " ,;:!/\n":
            self.say(" " if sign in " ,\n" else "", state)
        elif sign in "%&$#_{}":
            self.say(sign, state)
        return after

    def accent(self, text: str, sign: str, after: int, end: int, state: State) -> int:
        """Read the letter that an accent stands on, and return where it ends."""
        match = _ACCENTED.match(text, after, end)
        if match is None:
            return after
        letter = match[1] or match[2] or ""
        self.say(unicodedata.normalize("NFC", letter + ACCENTS[sign]) if letter else "", state)
        return match.end()
