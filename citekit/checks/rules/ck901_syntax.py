"""CK901: what the reader could not read as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic, Severity

CODE = "CK901"
NAME = "syntax"
SEVERITY: Severity = "error"
WHY = "A brace that is never closed, a key that stands twice, a field given twice, a string nobody defines: BibTeX drops such entries or takes another value than the author sees."
FIX = ""
EXAMPLE = {"refs.bib": "@book{a,\n  title = {Дело},\n  title = {Слово},\n}\n@book{b,\n  title = {Речь\n"}


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the reader's diagnostics of the .bib files and of the manuscripts."""
    for bib in project.bibs:
        for noticed in bib.reading.diagnostics:
            yield msgspec.structs.replace(noticed, code=CODE, message=f"{noticed.message} ({noticed.code})")
        for noticed in bib.bib.diagnostics:
            yield msgspec.structs.replace(noticed, code=CODE, source=bib.path)
    for manuscript in project.manuscripts:
        for noticed in manuscript.document.diagnostics:
            where = manuscript.path if noticed.source in {"", manuscript.document.source} else noticed.source
            yield msgspec.structs.replace(noticed, code=CODE, source=where)
