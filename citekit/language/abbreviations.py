"""Words that references shorten and records write out: М. / Москва, дис. … / диссертация ….

The table is ``abbreviations.toml`` beside this module, with its sources.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

import msgspec

__all__ = ["begun_small", "full_genre", "full_place", "full_statement", "short_genre", "short_place"]


class _Table(msgspec.Struct, frozen=True):
    places: dict[str, str]
    written_out: dict[str, str]
    genres: dict[str, str]
    degrees: dict[str, str]
    sciences: dict[str, str]
    roles: dict[str, str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    text = files("citekit.language").joinpath("abbreviations.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Table)


@lru_cache(maxsize=1)
def _full_places() -> dict[str, str]:
    table = _table()
    return {short: full for full, short in table.places.items()} | table.written_out


def short_place(place: str) -> str:
    """Return a place of publication as a GOST reference prints it.

    >>> short_place("Санкт-Петербург"), short_place("[Москва]"), short_place("Киев")
    ('СПб.', '[М.]', 'Киев')
    """
    bare = place.strip("[] ")
    full = _table().written_out.get(bare, bare)
    short = _table().places.get(full, bare)
    return place.replace(bare, short, 1) if bare else place


def full_place(place: str) -> str:
    """Return a place of publication written out, as a GOST record prints it.

    >>> full_place("М."), full_place("[СПб.]"), full_place("Ростов н/Д"), full_place("Тверь")
    ('Москва', '[Санкт-Петербург]', 'Ростов-на-Дону', 'Тверь')
    """
    bare = place.strip("[] ")
    full = _full_places().get(bare, bare)
    return place.replace(bare, full, 1) if bare else place


_THESIS_DOTS = re.compile(r"\bдисс?\b\.?\s*(?:(?:…|\.{2,3})\s*|(?=канд|д-ра|докт))", re.IGNORECASE)
# An abbreviation at the end, whose dot was taken for the area's.
_LOST_DOT = re.compile(r"(?<=\. )(ст|тр|докл|конф|изд|журн)\Z")
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.)\s*")
_SHORT_THESIS = re.compile(
    r"(?P<kind>(?:автореф(?:\.|ерат)\s+)?дис(?:с?\.|сертаци[яи]))\s*(?:…|\.\.\.|на соиск(?:ание|\.) уч(?:еной|ёной|\.) ст(?:епени|\.))?\s*"
    r"(?P<degree>\S+)\s+(?P<science>\S+)(?:\s+наук)?(?P<code>\s*:\s*[\d.]+)?\Z",
    re.IGNORECASE,
)
_WITHOUT_NAUK = frozenset({"архитектуры", "искусствоведения", "культурологии", "теологии"})


def short_genre(genre: str) -> str:
    """Return the kind of work with the marks of omission of a reference: «дис. ... канд. экон. наук».

    Only the dots are mended; a word that is written out stays so, GOST R 7.0.5-2008, 4.9.3 allows it.

    >>> short_genre("дис.… канд. экон. наук"), short_genre("Автореф. дисс. канд. ист. наук")
    ('дис. ... канд. экон. наук', 'Автореф. дис. ... канд. ист. наук')
    """
    genre = _LOST_DOT.sub(r"\1.", _THESIS_DOTS.sub("дис. ... ", genre))
    return _ELLIPSIS.sub(" ... ", genre).strip() if "…" in genre or "..." in genre else genre


def full_genre(genre: str) -> str:
    """Return the kind of work written out, where every word of it is known; else as it is.

    >>> full_genre("автореф. дис. ... д-ра физ.-мат. наук")
    'автореферат диссертации на соискание ученой степени доктора физико-математических наук'
    >>> full_genre("учеб. пособие"), full_genre("роман в стихах")
    ('учебное пособие', 'роман в стихах')
    """
    table = _table()
    genre = _LOST_DOT.sub(r"\1.", genre.strip())
    whole = table.genres.get(genre)
    if whole:
        return whole
    match = _SHORT_THESIS.match(genre)
    if match:
        degree = _whole(match["degree"], table.degrees)
        science = _whole(match["science"], table.sciences)
        if degree and science:
            kind = "автореферат диссертации" if match["kind"].casefold().startswith("автореф") else "диссертация"
            end = "" if science in _WITHOUT_NAUK else " наук"
            return f"{kind} на соискание ученой степени {degree} {science}{end}{match['code'] or ''}"
    return genre


def _whole(word: str, table: dict[str, str]) -> str:
    word = word.casefold()
    return table.get(word) or (word if word in table.values() else "")


def begun_small(statement: str) -> str:
    """Return a statement of responsibility whose first word, where it names a role, has no capital.

    >>> begun_small("Под ред. И. П. Белова"), begun_small("Сарат. гос. ун-т")
    ('под ред. И. П. Белова', 'Сарат. гос. ун-т')
    """
    first = statement.split(" ", 1)[0]
    small = first.casefold()
    known = first[1:].islower() and any(role.split(" ", 1)[0] == small for pair in _table().roles.items() for role in pair)
    return statement[:1].lower() + statement[1:] if known else statement


def full_statement(statement: str) -> str:
    """Return a statement of responsibility with the words that begin each of its groups written out.

    >>> full_statement("Сарат. гос. ун-т ; [под ред. С. Ф. Мартыновича]")
    'Сарат. гос. ун-т ; [под редакцией С. Ф. Мартыновича]'
    """
    return " ; ".join(_full_group(group) for group in statement.split(" ; "))


def _full_group(group: str) -> str:
    table = _table().roles
    bare = group.lstrip("[")
    words = bare.split(" ")
    for length in range(min(6, len(words)), 0, -1):
        begins = " ".join(words[:length])
        if begins in table:
            return group[: len(group) - len(bare)] + " ".join([table[begins], *words[length:]])
    return group
