"""Names as BibTeX writes them: «von Last, Jr, First», «First von Last», {A Body}, «and others»."""

from __future__ import annotations

import re
from functools import lru_cache

from citekit.formats.bibtex.latex import decode_latex, encode_latex, strip_braces
from citekit.model import Name

__all__ = ["names_of_value", "split_and", "value_of_names"]

_EXTENDED = re.compile(r"\s*(family|given|prefix|suffix|useprefix|id)(?:-i)?\s*=", re.IGNORECASE)
_PLAIN = re.compile(r"([^\\{}$~,`'\"<>\s]+(?: [^\\{}$~,`'\"<>\s]+)*),\s*([^\\{}$~,`'\"<>]+)")


def split_and(value: str, word: str = "and") -> list[str]:
    """Split a value at a word outside braces, as BibTeX splits names.

    >>> split_and("Иванов, И. and {Barnes and Noble} AND others")
    ['Иванов, И.', '{Barnes and Noble}', 'others']
    """
    if word not in value.casefold():
        return [value.strip()] if value.strip() else []
    if "{" not in value and "\\" not in value:
        return [piece for p in _between(word).split(f" {value} ") if (piece := p.strip())]
    pieces, depth, start = [], 0, 0
    for match in re.finditer(rf"\\.|[{{}}]|(?<=\s){word}(?=\s)", f" {value} ", re.IGNORECASE | re.DOTALL):
        mark = match[0]
        if mark in "{}":
            depth = max(0, depth + (1 if mark == "{" else -1))
        elif depth == 0 and mark[0] != "\\":
            pieces.append(value[start : match.start() - 1])
            start = match.end() - 1
    return [piece for p in [*pieces, value[start:]] if (piece := p.strip())]


@lru_cache(maxsize=8)
def _between(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\s){word}(?=\s)", re.IGNORECASE)


def names_of_value(value: str) -> tuple[tuple[Name, ...], bool, tuple[str, ...]]:
    """Return a value's names, whether it ends in «and others», and the names that could not be split.

    A name that cannot be split is kept whole, as a literal.
    """
    names, bad = [], []
    pieces = split_and(value)
    more = bool(pieces) and pieces[-1].casefold() in {"others", "{others}", "др.", "и др."}
    for piece in pieces[:-1] if more else pieces:
        name = _name(piece)
        if name is None:
            bad.append(piece)
            name = Name(literal=decode_latex(piece))
        if name != Name():
            names.append(name)
    return tuple(names), more, tuple(bad)


def _part(pieces: list[str]) -> str:
    return " ".join(decode_latex(" ".join(pieces)).split())  # ties between initials are blanks in a record


@lru_cache(maxsize=65536)
def _name(text: str) -> Name | None:
    if (match := _PLAIN.fullmatch(text)) and not any(w[0].islower() for w in match[1].split()):  # most names are plain
        return Name(family=match[1], given=" ".join(match[2].split()))
    if (body := strip_braces(text)) is not None:
        return Name(literal=decode_latex(body))
    if _EXTENDED.match(text):
        return _extended(text)
    from pybtex.database import InvalidNameString, Person

    try:
        if len(text) > 2000:  # nobody's name; pybtex is not to be fed with it
            return None
        person = Person(re.sub(r"(?<!\\)\\,", "~", text))  # pybtex takes the comma of a thin space for one between parts
    except (InvalidNameString, ValueError, IndexError, RecursionError):
        return None
    return Name(
        family=_part(person.last_names),
        given=_part([*person.first_names, *person.middle_names]),
        non_dropping_particle=_part(person.prelast_names),
        suffix=_part(person.lineage_names),
    )


def _extended(text: str) -> Name:
    """Read biblatex's form: ``family=Berg, given=Jan, prefix=van den, useprefix=true``."""
    parts = {}
    for piece in split_and(text.replace(",", " , "), ","):
        key, _, value = piece.partition("=")
        parts[key.strip().casefold()] = decode_latex(value.strip().strip('"'))
    prefix = parts.get("prefix", "")
    dropping = parts.get("useprefix", "true").casefold() == "false"
    return Name(
        family=parts.get("family", ""),
        given=parts.get("given", ""),
        suffix=parts.get("suffix", ""),
        dropping_particle=prefix if dropping else "",
        non_dropping_particle="" if dropping else prefix,
    )


_NEEDS_BRACES = re.compile(r",|(?:^|\s)and(?:\s|$)", re.IGNORECASE)


def _guarded(text: str, *, lower: bool = False) -> str:
    """Encode a part of a name; braces keep a comma, an «and» or (``lower``) a small first letter from being read."""
    value = encode_latex(text)
    if _NEEDS_BRACES.search(text) or text.casefold() == "others" or (lower and any(w[0].islower() for w in text.split())):
        return f"{{{value}}}"
    return value


def _value(name: Name) -> str:
    if not name.family:
        return f"{{{encode_latex(name.literal or ' '.join(p for p in (name.given, name.non_dropping_particle) if p))}}}"
    particle = " ".join(p for p in (name.dropping_particle, name.non_dropping_particle) if p)
    family = f"{encode_latex(particle)} {_guarded(name.family, lower=True)}" if particle else _guarded(name.family, lower=True)
    if name.suffix:
        return f"{family}, {_guarded(name.suffix)}, {_guarded(name.given)}"
    if name.given:
        return f"{family}, {_guarded(name.given)}"
    return f"{family}," if " " in family or "{" in family else family


def value_of_names(names: tuple[Name, ...], *, more: bool = False) -> str:
    """Return names as a .bib value; ``more`` adds «and others».

    >>> value_of_names((Name(family="Berg", given="Jan", non_dropping_particle="van den"), Name(literal="A and B")), more=True)
    'van den Berg, Jan and {A and B} and others'
    """
    return " and ".join([_value(name) for name in names if name != Name()] + ["others"] * more)
