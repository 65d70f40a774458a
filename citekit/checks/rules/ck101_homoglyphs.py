"""CK101: a word that mixes Latin and Cyrillic letters of one shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.checks.words import Words, addresses, lies_in, prose_of
from citekit.language import mend_homoglyphs, script_of
from citekit.model import Severity, Span

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
EXAMPLE = {"refs.bib": "@book{a,\n  author = {Иванoв, И. И.},\n  title  = {Oбщее дело},\n}\n"}

_MIXED = re.compile("[A-Za-z][А-Яа-яЁёІіЇїЄєҐґ]|[А-Яа-яЁёІіЇїЄєҐґ][A-Za-z]")
_WORD = re.compile(r"[^\W\d_]+")
_CERTAIN = re.compile("[DFGIJLNQRSUVWZbdfghjklmnqrstuvwzБГДЖЗИЙЛПФЦЧШЩЪЫЬЭЮЯЁбвгджзийклмнптфцчшщъыьэюяёЄєҐґЇї]")  # fmt: skip
_NO_WORDS = frozenset({"url", "doi", "file", "eprint", "isbn", "issn", "edn", "crossref", "xdata", "ids", "related", "langid", "language", "keywords", "month"})  # fmt: skip


def check(project: Project) -> Iterator[Diagnostic]:
    """Yield the mixed words of the .bib files and of the manuscripts."""
    for bib in project.bibs:
        if bib.text.isascii() or _MIXED.search(bib.text) is None:
            continue
        for entry, field, value, span in bib.fields():
            if not value.isascii() and field.name.casefold() not in _NO_WORDS:
                yield from _mixed(Words(bib, value, span.start, entry.key, field.name))
    for words in prose_of(project):
        if not words.text.isascii():
            yield from _mixed(words)


def _mixed(words: Words) -> Iterator[Diagnostic]:
    mended = mend_homoglyphs(words.text)
    if mended == words.text:
        return
    taken, script = addresses(words.text), script_of(words.text)
    where = f" in {words.name}" if words.name else ""
    for word in _WORD.finditer(words.text):
        new = mended[word.start() : word.end()]
        if new == word[0] or words.text[word.start() - 1 : word.start()] == "\\" or lies_in(taken, word.start()):
            continue
        if script == "Cyrl" and not _CERTAIN.search(new):
            new = mend_homoglyphs(f"б{word[0]}")[1:]  # all its letters are in both scripts: it goes with the words around it
            if new == word[0]:
                continue
        strange = "".join(dict.fromkeys(a for a, b in zip(word[0], new, strict=True) if a != b))
        odd = "Latin" if strange.isascii() else "Cyrillic"
        safe = len(new) > 2 and _CERTAIN.search(new) is not None
        message = f"«{word[0]}»{where} has the {odd} {', '.join(strange)} among letters of another script; meant is «{new}»"
        yield words.finding(CODE, message, Span(*word.span()), severity=SEVERITY, replacement=new, safe=safe)
