"""One record on its way into a description: its language and terms, its cleaned text, what was noticed."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from citekit.formatters.findings import finding
from citekit.formatters.richtext import RichText, rich
from citekit.language.script import language_of, script_of
from citekit.language.terms import language_tag, terms_of
from citekit.language.typography import quoted, tidy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.language.terms import Terms
    from citekit.model import Diagnostic, Record

__all__ = ["Draft", "Manner", "clean", "item_language"]

_CYRILLIC_LANGUAGES = frozenset({"ru", "uk", "be", "bg", "mk", "ky", "tg", "kk", "sr", "mn", "uz"})
_TWO_SCRIPTS = frozenset({"kk", "sr", "mn", "uz"})


class Manner(msgspec.Struct, frozen=True, kw_only=True):
    """What the three GOST standards do differently with the same elements.

    ``separator`` stands between areas; ``written_out``: words are not shortened (GOST R 7.0.100-2018);
    ``location_first``: the pages cited stand for the extent (GOST R 7.0.5-2008, 4.9.4); ``records``: a
    description as libraries make it, with the authors again after « / ».
    """

    separator: str
    written_out: bool = False
    records: bool = True
    most_names: int = 4
    cut_to: int = 3
    short_places: tuple[str, ...] | None = None
    access_label: str = "URL:"
    drops_designation: bool = True


def item_language(record: Record) -> tuple[str, str]:
    """Return the language of an item's terms (BCP-47 primary subtag), and how it is known.

    ``given``: the record says so; ``guessed``: by the script and small words of the title, else of the
    container, the names, the raw text; ``corrected``: the record says a language of another script than
    that in which all of the item is printed.
    """
    tag = language_tag(record.language) if record.language else ""
    text = record.title or record.container_title or record.custom.translated_title
    text = text or " ".join(str(n) for n in record.creators) or record.archive or record.raw or record.publisher
    if not tag:
        return (language_of(text) if text else "en"), "guessed"
    if not text or tag in _TWO_SCRIPTS:
        return tag, "given"
    if tag in _CYRILLIC_LANGUAGES:
        if script_of(text) == "Latn":
            rest = f"{record.title} {record.container_title} {record.publisher} {' '.join(str(n) for n in record.author)}"
            if not any("\u0400" <= c <= "\u04ff" for c in rest):
                return language_of(text), "corrected"
    elif script_of(text) == "Cyrl":
        return language_of(text), "corrected"
    return tag, "given"


# Crossref and Zotero write these into titles; anything else in angle brackets is the author's.
_INLINE = re.compile(r"</?(?:i|b|u|em|strong|sub|sup|scp|sc|span|jats:[a-z-]{1,20}|mml:[a-z]{1,20})(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)


@lru_cache(maxsize=8192)
def clean(text: str, language: str = "") -> str:
    """Return a field's text for print: one line, no inline tags, no entities, its language's quotation marks.

    >>> clean("Effects of CO<sub>2</sub> &amp; heat", "en")
    'Effects of CO2 & heat'
    """
    if "&" in text and ";" in text:
        text = html.unescape(_INLINE.sub("", text))
    if "<" in text:
        text = _INLINE.sub("", text)
    text = tidy(text)
    return quoted(text, language) if language and '"' in text else text


class Draft:
    """A record being described: ``language`` and ``terms`` of the item, ``manner`` of the standard.

    ``note`` collects what had to be guessed, changed or left out.
    """

    __slots__ = ("findings", "language", "manner", "options", "record", "terms")

    def __init__(self, record: Record, manner: Manner, options: Mapping[str, str]) -> None:
        """Begin the description of a record."""
        self.record = record
        self.manner = manner
        self.options = options
        self.findings: list[Diagnostic] = []
        self.language, known = item_language(record)
        self.terms: Terms = terms_of(self.language)
        if known == "guessed":
            self.note("FM107", self.language)
        elif known == "corrected":
            self.note("FM113", record.language, self.language)

    def note(self, code: str, *values: object) -> None:
        """Keep a finding for the caller."""
        self.findings.append(finding(code, self.record.id, *values))

    def text(self, value: str, field: str = "") -> RichText:
        """Return a field's text, cleaned for print."""
        return rich(clean(value, self.language), field) if value else RichText()
