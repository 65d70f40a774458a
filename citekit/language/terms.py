"""The words of a description in each language: с. / p., Т. / Vol., № / no., изд. / ed., и др. / et al.

The table is ``terms.toml`` beside this module, with its sources.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec

__all__ = ["Role", "Terms", "language_tag", "term_languages", "terms_of"]

Case = Literal["nominative", "genitive", ""]


class Role(msgspec.Struct, frozen=True):
    """How a statement of responsibility begins: «под ред.» and, where the case cannot be formed, «ред.».

    Each pair is [abbreviated, written out]. ``case`` is that of the names that follow; empty where the
    language has none.
    """

    by: tuple[str, str]
    neutral: tuple[str, str]
    several: tuple[str, str] = ("", "")
    neutral_several: tuple[str, str] = ("", "")
    case: Case = ""


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one language, as they stand inside an area."""

    language: str = ""
    page: str
    leaf: str
    volume: str
    serial_volume: str
    issue: str
    part: str
    release: str
    book: str
    volumes: str
    et_al: str
    article: str
    version: str
    thesis: tuple[str, str]
    patent: str
    filed: str
    published: str
    bulletin: str
    edition: str
    editions: dict[str, str] = {}
    first_edition: str = ""
    months: tuple[str, ...]
    bare_months: tuple[str, ...] = ()
    ibid: str
    op_cit: str
    cited_from: str
    idem: tuple[str, str, str]
    editor: Role
    compiler: Role
    translator: Role

    def ordinal_edition(self, number: int) -> str:
        """Return the statement of the ``number``-th edition.

        >>> terms_of("en").ordinal_edition(22), terms_of("en").ordinal_edition(12), terms_of("uk").ordinal_edition(3)
        ('22nd ed.', '12th ed.', '3-тє вид.')
        """
        if number == 1 and self.first_edition:
            return self.first_edition
        last = number % 10
        own = "" if 10 < number % 100 < 20 else self.editions.get(str(last), "")
        return own.replace(str(last), str(number), 1) if own else self.edition.format(n=number)


@lru_cache(maxsize=1)
def _table() -> dict[str, Terms]:
    text = files("citekit.language").joinpath("terms.toml").read_text(encoding="utf-8")
    return {tag: msgspec.convert({"language": tag, **words}, Terms) for tag, words in tomllib.loads(text).items()}


def term_languages() -> tuple[str, ...]:
    """Return the languages that have terms of their own."""
    return tuple(_table())


@lru_cache(maxsize=512)
def terms_of(language: str) -> Terms:
    """Return the terms of a language (BCP-47); English ones where the table has none.

    >>> terms_of("de-AT").page, terms_of("ru").page, terms_of("zh").page
    ('S.', 'с.', 'p.')
    """
    table = _table()
    return table.get(language_tag(language), table["en"])


# ISO 639-2 codes and the names that babel, Zotero and people write in `langid` and `language`.
_NAMES = {
    "rus": "ru", "russian": "ru", "русский": "ru", "рус": "ru", "ukr": "uk", "ukrainian": "uk", "українська": "uk", "ua": "uk",
    "bel": "be", "belarusian": "be", "by": "be", "kaz": "kk", "kazakh": "kk", "kz": "kk", "eng": "en", "english": "en", "american": "en",
    "british": "en", "usenglish": "en", "ukenglish": "en", "английский": "en", "англ": "en", "deu": "de", "ger": "de", "german": "de",
    "ngerman": "de", "austrian": "de", "naustrian": "de", "немецкий": "de", "нем": "de", "fra": "fr", "fre": "fr", "french": "fr",
    "francais": "fr", "français": "fr", "французский": "fr", "фр": "fr", "spa": "es", "spanish": "es", "español": "es", "испанский": "es",
    "исп": "es", "ita": "it", "italian": "it", "итальянский": "it",
}  # fmt: skip
_TAG = re.compile(r"[a-z]{2,3}\Z")


@lru_cache(maxsize=512)
def language_tag(text: str) -> str:
    """Return the primary BCP-47 subtag that a ``language`` or ``langid`` means; empty where it means none.

    >>> language_tag("ru-RU"), language_tag("russian"), language_tag("рус."), language_tag("1st")
    ('ru', 'ru', 'ru', '')
    """
    first = re.split(r"[-_;,/\s]", text.strip().casefold(), maxsplit=1)[0].rstrip(".")
    return _NAMES.get(first) or (first if _TAG.match(first) else "")
