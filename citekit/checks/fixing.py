"""Mend what can be mended: the edits of findings, made until none is left, so that a second run changes nothing."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import msgspec

from citekit.checks.checking import check
from citekit.checks.project import BibFile, Project
from citekit.formats.lossless import apply_fixes
from citekit.model import CitekitError, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.checks.settings import Settings
    from citekit.model import Fix

__all__ = ["Fixed", "Mended", "fix", "mend_files"]

_ROUNDS = 10  # an edit may uncover another finding in the same field


class Fixed(msgspec.Struct, frozen=True):
    """A file before and after; ``findings`` are those that were mended."""

    path: str
    before: bytes
    after: bytes
    findings: tuple[Diagnostic, ...]

    def diff(self) -> str:
        """Return the change as a unified diff."""
        old, new = BibFile(self.path, self.before).text, BibFile(self.path, self.after).text
        lines = difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), self.path, self.path)
        return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)


def fix(bib: BibFile, settings: Settings | None = None, *, unsafe: bool = False) -> Fixed:
    """Return a .bib with its findings mended; ``unsafe`` also makes the edits that may change what is meant."""
    now = bib
    mended: list[Diagnostic] = []
    for _ in range(_ROUNDS):
        findings = [
            f
            for f in check(Project([now]), settings).findings
            if f.fix and (f.fix.safe or unsafe) and f.source == bib.path and now.bib.fits(f.fix.replacement)
        ]
        chosen: list[Fix] = []
        for finding in findings:
            if finding.fix is not None and not any(_touch(finding.fix, other) for other in chosen):
                chosen.append(finding.fix)
                mended.append(finding)
        if not chosen:
            break
        now = BibFile(bib.path, now.bib.encoded(apply_fixes(now.text, chosen)))
    return Fixed(bib.path, bib.data, now.data, tuple(mended))


class Mended(msgspec.Struct, frozen=True):
    """What mending files did: the files changed, and in words what could not be done."""

    files: tuple[Fixed, ...]
    problems: tuple[str, ...]

    @property
    def status(self) -> int:
        """Return the exit status: 2 where something could not be done, 1 where a file was changed, else 0."""
        return 2 if self.problems else 1 if self.files else 0


def mend_files(paths: Iterable[str], settings: Settings | None = None, *, unsafe: bool = False, write: bool = True) -> Mended:
    """Mend .bib files in place (or only say how, without ``write``); a file that changes meanwhile is left alone."""
    from citekit.documents.reading import read_bytes
    from citekit.formats.files import write_whole

    files, problems = [], []
    for path in dict.fromkeys(paths):
        if not path.casefold().endswith(".bib"):
            continue
        try:
            fixed = fix(BibFile(path, read_bytes(path)), settings, unsafe=unsafe)
            if fixed.after == fixed.before:
                continue
            if write and read_bytes(path) != fixed.before:
                problems.append(f"{path}: the file changed while it was being fixed; nothing was written, run again")
                continue
            if write:
                write_whole(path, fixed.after)
            files.append(fixed)
        except CitekitError as error:
            problems.append(str(error))
    return Mended(tuple(files), tuple(problems))


def _touch(one: Fix, other: Fix) -> bool:
    return one.span.start <= other.span.end and other.span.start <= one.span.end
