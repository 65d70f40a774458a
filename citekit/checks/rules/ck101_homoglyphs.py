"""CK101: a word that mixes Latin and Cyrillic letters of one shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.language import mend_homoglyphs
from citekit.model import Fix, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.project import Project
    from citekit.model import Diagnostic

CODE = "CK101"
NAME = "homoglyphs"
SEVERITY: Severity = "warning"
WHY = (
    "A Latin a, e, o, c, p or x inside a Cyrillic word (or the reverse) looks right and is wrong: the word cannot be found, "
    "sorts elsewhere, and indexes count its author as somebody else."
)
FIX = "Puts the letters of the word's own script. Words of three letters or more with a letter that only one script has; others with `--unsafe`."

_WORD = re.compile(r"[^\W\d_]+")
_CERTAIN = re.compile("[DFGIJLNQRSUVWZbdfghjklmnqrstuvwzБГДЖЗИЙЛПФЦЧШЩЪЫЬЭЮЯЁбвгджзийклмнптфцчшщъыьэюяёЄєҐґЇї]")  # fmt: skip
_NO_WORDS = frozenset({"url", "doi", "file", "eprint", "isbn", "issn", "edn", "crossref", "xdata", "ids", "related", "langid", "language", "keywords", "month"})  # fmt: skip


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the mixed words of the .bib files."""
    for bib in project.bibs:
        if bib.text.isascii():
            continue
        for entry, field, value, span in bib.fields():
            if value.isascii() or field.name.casefold() in _NO_WORDS:
                continue
            mended = mend_homoglyphs(value)
            if mended == value:
                continue
            for word in _WORD.finditer(value):
                new = mended[word.start() : word.end()]
                if new == word[0] or value[word.start() - 1 : word.start()] == "\\":
                    continue
                strange = "".join(dict.fromkeys(a for a, b in zip(word[0], new, strict=True) if a != b))
                script = "Latin" if strange.isascii() else "Cyrillic"
                place = Span(span.start + word.start(), span.start + word.end())
                safe = len(new) > 2 and _CERTAIN.search(new) is not None
                message = (
                    f"«{word[0]}» in {field.name} has the {script} {', '.join(strange)} among letters of another script; meant is «{new}»"
                )
                yield bib.finding(CODE, message, place, severity=SEVERITY, record=entry.key, fix=Fix(place, new, safe=safe))
