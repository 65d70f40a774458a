"""The words of APA 7 for an item's language, read from ``apa_terms.toml``."""

from __future__ import annotations

from functools import cache

import msgspec

__all__ = ["ApaTerms", "apa_terms"]


class ApaTerms(msgspec.Struct, frozen=True, rename={"in_": "in", "with_": "with"}):
    """What APA prints around a record's values; pairs are for one and for several."""

    months: tuple[str, ...]
    seasons: tuple[str, ...]
    month_day: str
    full_date: str
    no_date: str
    in_press: str
    circa: str
    bce: str
    et_al: str
    in_: str
    on: str
    with_: str
    volume: tuple[str, str]
    page: tuple[str, str]
    number: str
    edition: str
    article: str
    version: str
    publication: str
    patent: str
    retrieved: str
    original: str
    review: str
    roles: dict[str, tuple[str, str]]
    kinds: dict[str, str]
    bare_months: tuple[str, ...] = ()


@cache
def apa_terms(language: str) -> ApaTerms:
    """Return the terms for a language, English where there is no table for it.

    >>> apa_terms("ru").no_date, apa_terms("fr").no_date
    ('б. д.', 'n.d.')
    """
    tables = _tables()
    return tables.get(language.partition("-")[0].casefold(), tables["en"])


@cache
def _tables() -> dict[str, ApaTerms]:
    import tomllib
    from importlib.resources import files

    text = (files(__package__) / "apa_terms.toml").read_text(encoding="utf-8")
    return {language: msgspec.convert(table, ApaTerms) for language, table in tomllib.loads(text).items()}
