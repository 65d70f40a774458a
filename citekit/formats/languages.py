"""What files call a language, and the BCP-47 tag that a record carries."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

__all__ = ["langid_of", "language_of_name", "name_of_language"]

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?")


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], dict[str, str]]:
    rows: dict[str, list[str]] = tomllib.loads(files("citekit.formats").joinpath("languages.toml").read_text("utf-8"))["langid"]
    return {tag: names[0] for tag, names in rows.items()}, {name: tag for tag, names in rows.items() for name in names}


def langid_of(language: str) -> str:
    """Return babel's name of a BCP-47 language, the nearest there is; empty where there is none.

    >>> langid_of("ru-RU"), langid_of("en-GB"), langid_of("tlh")
    ('russian', 'british', '')
    """
    names, _ = _table()
    return names.get(language) or names.get(language.partition("-")[0].casefold(), "")


@lru_cache(maxsize=1024)
def language_of_name(name: str) -> str:
    """Return the BCP-47 tag of a name or code of a language; empty where it is none.

    >>> language_of_name("Russian"), language_of_name("rus"), language_of_name("en_US"), language_of_name("Russian; English")
    ('ru', 'ru', 'en-US', '')
    """
    _, tags = _table()
    name = name.strip().strip(".").casefold()
    if name in tags:
        return tags[name]
    if not _TAG.fullmatch(name) or (len(name) == 3 and name not in tags):
        return ""
    first, *rest = re.split(r"[-_]", name)
    return "-".join([tags.get(first, first), *(p.title() if len(p) == 4 else p.upper() for p in rest)])


def name_of_language(language: str) -> str:
    """Return the English name of a BCP-47 language where it has one in the table, else the tag.

    >>> name_of_language("de-AT"), name_of_language("ru")
    ('German', 'Russian')
    """
    langid = langid_of(language.partition("-")[0])
    return langid.removeprefix("n").title() if langid == "ngerman" else langid.title() or language
