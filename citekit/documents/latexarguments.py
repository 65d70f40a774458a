r"""The arguments of LaTeX's commands: groups in braces, options in brackets, definitions, lengths."""

from __future__ import annotations

import re

__all__ = ["argument", "command", "definition", "glue", "options"]

_COMMAND = re.compile(r"\\(?:([A-Za-z@]+)\*?[ \t]*(?:\n(?![ \t]*\n)[ \t]*)?|(.))", re.DOTALL)
_SPACE = re.compile(r"\s*")
_BRACES = re.compile(r"\\.|[{}]|(?<!\\)%[^\n]*", re.DOTALL)
_BRACKETS = re.compile(r"\\.|[{}\]]", re.DOTALL)
_LENGTH = r"-?[\d.,]{1,10}\s{0,5}(?:true\s?)?(?:pt|em|ex|cm|mm|in|bp|pc|dd|cc|sp|mu|fil{1,3})"
_GLUE = re.compile(rf"\s*(?:{_LENGTH}|\\[A-Za-z]+)(?:\s{{0,5}}plus\s{{0,5}}{_LENGTH})?(?:\s{{0,5}}minus\s{{0,5}}{_LENGTH})?(?:\\relax\b)?")
_NUMBER = re.compile(r"=?\s*-?\d{1,6}\s?")
_MOST_OPTIONS = 4
_LONGEST_OPTION = 1000


def command(text: str, at: int, end: int) -> tuple[str, str, int] | None:
    r"""Return the command that begins at ``at``: its name, or the sign that it is, and where it ends.

    >>> command(r"\emph {x}", 0, 9), command(r"\& b", 0, 4)
    (('emph', '', 6), ('', '&', 2))
    """
    match = _COMMAND.match(text, at, end)
    return (match[1] or "", match[2] or "", match.end()) if match is not None else None


def argument(text: str, at: int, end: int) -> tuple[str, int]:
    """Return the braced argument that begins at ``at`` (after blanks), and where it ends; a missing one is empty."""
    match = _SPACE.match(text, at, end)
    at = match.end() if match else at
    if at >= end or text[at] != "{":
        return "", at
    depth = 0
    for found in _BRACES.finditer(text, at, end):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if not depth:
                return text[at + 1 : found.start()], found.end()
    return text[at + 1 : end], end


def options(text: str, at: int, end: int) -> tuple[list[str], int]:
    """Return the arguments in square brackets that begin at ``at``, and where they end."""
    found: list[str] = []
    while len(found) < _MOST_OPTIONS:
        match = _SPACE.match(text, at, end)
        start = match.end() if match else at
        if start >= end or text[start] != "[" or text.count("\n", at, start) > 1:
            return found, at
        depth = 0
        for mark in _BRACKETS.finditer(text, start + 1, min(end, start + _LONGEST_OPTION)):
            if mark[0] == "{":
                depth += 1
            elif mark[0] == "}":
                depth -= 1
            elif mark[0] == "]" and depth <= 0:
                found.append(text[start + 1 : mark.start()])
                at = mark.end()
                break
        else:
            return found, at
    return found, at


def definition(text: str, name: str, at: int, end: int) -> int:
    r"""Return where the definition that ``\name`` begins (``\newcommand``, ``\def`` …) ends: it is left out, nothing is expanded."""
    if name == "let":
        line = text.find("\n", at, end)
        return end if line < 0 else line
    if name.endswith("def"):
        brace = text.find("{", at, min(end, at + 200))
        return argument(text, brace, end)[1] if brace >= 0 else at
    if at < end and text[at] == "\\":
        found = command(text, at, end)
        at = found[2] if found else at
    else:
        _, at = argument(text, at, end)
    _, at = options(text, at, end)
    for _ in range(2 if name == "newenvironment" else 1):
        _, at = argument(text, at, end)
    return at


def glue(text: str, at: int, end: int) -> int:
    r"""Return where the length behind ``\hskip`` and its fellows ends.

    >>> glue(r"1em plus 0.5em minus 0.4em\relax Wiley", 0, 38)
    32
    """
    match = _GLUE.match(text, at, end) or _NUMBER.match(text, at, end)
    return match.end() if match else at
