"""Mend what can be mended: the edits of findings, made until none is left, so that a second run changes nothing."""

from __future__ import annotations

import difflib
import os
from pathlib import PurePath
from typing import TYPE_CHECKING

import msgspec

from citekit.checks.checking import check
from citekit.checks.project import BibFile, Manuscript, Project, open_file
from citekit.checks.registry import rules
from citekit.formats.lossless import apply_fixes, open_bib
from citekit.model import CitekitError, Diagnostic, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.checks.settings import Settings
    from citekit.formats.lossless import Bib
    from citekit.model import Fix

__all__ = ["MENDABLE", "Fixed", "Mended", "fix", "is_mendable", "mend_files"]

MENDABLE = (".bib", ".md", ".markdown", ".qmd", ".rmd", ".tex", ".ltx", ".latex", ".typ", ".txt", ".text")

_ROUNDS = 10  # an edit may uncover another finding in the same field


class Fixed(msgspec.Struct, frozen=True):
    """A file before and after; ``findings`` are those that were mended, with their edits."""

    path: str
    before: bytes
    after: bytes
    findings: tuple[Diagnostic, ...]

    def diff(self) -> str:
        """Return the change as a unified diff."""
        old, new = open_bib(self.before, self.path).text, open_bib(self.after, self.path).text
        lines = difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), self.path, self.path)
        return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)


def is_mendable(path: str) -> bool:
    """Tell whether a file is text whose bytes can be edited: a .bib, Markdown, LaTeX, Typst or plain text."""
    return PurePath(path).suffix.casefold() in MENDABLE


def fix(file: BibFile | Manuscript, settings: Settings | None = None, *, unsafe: bool = False) -> Fixed:
    """Return a file with its findings mended; ``unsafe`` also makes the edits that may change what is meant.

    Raises:
        UnreadableInput: the bytes are not wholly text in one encoding, so that they could not stay as they are.
    """
    asked = [r for r in rules() if r.fix]
    now = file
    mended: list[Diagnostic] = []
    for _ in range(_ROUNDS):
        form = _form_of(now)
        findings = [
            f
            for f in check(Project([now] if isinstance(now, BibFile) else (), [now] if isinstance(now, Manuscript) else ()), settings, asked=asked).findings
            if f.fix and (f.fix.safe or unsafe) and f.source == file.path and form.fits(f.fix.replacement)
        ]  # fmt: skip
        chosen: list[Fix] = []
        for finding in findings:
            if finding.fix is not None and not any(_touch(finding.fix, other) for other in chosen):
                chosen.append(finding.fix)
                mended.append(finding)
        if not chosen:
            break
        now = open_file(file.path, form.encoded(apply_fixes(form.text, chosen)))
    return Fixed(file.path, file.data, now.data, tuple(mended))


def _form_of(file: BibFile | Manuscript) -> Bib:
    """Return a file's text and how its bytes say it.

    Raises:
        UnreadableInput: the text that was read is not what the bytes say.
    """
    if isinstance(file, BibFile):
        return file.bib
    form = open_bib(file.data, file.path)
    if form.text != file.text:
        raise UnreadableInput(file.path, "some bytes are no text in its encoding; nothing was changed", "save the file as UTF-8")
    return form


class Mended(msgspec.Struct, frozen=True):
    """What mending files did: the files changed, and in words what could not be done."""

    files: tuple[Fixed, ...]
    problems: tuple[str, ...]

    @property
    def status(self) -> int:
        """Return the exit status: 2 where something could not be done, 1 where a file was changed, else 0."""
        return 2 if self.problems else 1 if self.files else 0


def mend_files(paths: Iterable[str], settings: Settings | None = None, *, unsafe: bool = False, write: bool = True) -> Mended:
    """Mend text files in place (or only say how, without ``write``), no others; one that changes meanwhile is left alone."""
    from citekit.documents.reading import read_bytes
    from citekit.formats.files import write_whole

    files, problems = [], []
    for path in dict.fromkeys(paths):
        if not is_mendable(path):
            continue
        try:
            fixed = fix(open_file(path, read_bytes(path)), settings, unsafe=unsafe)
            if fixed.after == fixed.before:
                continue
            if write and read_bytes(path) != fixed.before:
                problems.append(f"{path}: the file changed while it was being fixed; nothing was written, run again")
                continue
            if write:
                write_whole(os.path.realpath(path), fixed.after)  # a link stays a link
            files.append(fixed)
        except CitekitError as error:
            problems.append(str(error))
    return Mended(tuple(files), tuple(problems))


def _touch(one: Fix, other: Fix) -> bool:
    return one.span.start <= other.span.end and other.span.start <= one.span.end
