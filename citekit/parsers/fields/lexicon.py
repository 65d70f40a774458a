"""Small word lists that the readers of fields ask: places of publication, given names."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from citekit.parsers.files import shipped
from citekit.parsers.patterns import words

__all__ = ["is_given_name", "is_place", "is_region"]


@cache
def _lines(name: str) -> tuple[str, ...]:
    text = shipped("fields/" + name).decode()
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _places() -> frozenset[str]:
    return frozenset(_folded(p) for line in _lines("places.txt") for p in line.split("; ") if p)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(w for line in _lines("given_names.txt") for w in line.split())


def _folded(place: str) -> str:
    return re.sub(r"\s\([A-Z]{2}\)$", "", place).casefold().replace(" ", "").strip(".,;:[]()").replace("ё", "е").replace("–", "-")


@lru_cache(maxsize=4096)
def is_place(text: str) -> bool:
    """Tell whether a text is a known place of publication, or several of them («М. ; СПб.», «London, New York»).

    >>> is_place("М."), is_place("Ростов н/Д"), is_place("London; New York"), is_place("Теория")
    (True, True, True, False)
    """
    if len(text) > 80 or not text.strip(" ."):
        return False
    known = _places()
    if _folded(text) in known:
        return True
    for mark in (";", "/", "–", "—", " - ", ", ", " and ", " & ", " и "):
        if mark in text:
            parts = [p for p in text.split(mark) if p.strip()]
            if (
                parts
                and all(_folded(p) in known or (mark == ", " and is_region(p)) for p in parts)
                and any(_folded(p) in known for p in parts)
            ):
                return True
    return False


_REGIONS = words(
    "uk usa us ny nj ma ca dc d.c. md va pa il tx fl oh mi ct nc ga co wa or england scotland ireland "
    "germany france switzerland netherlands thenetherlands russia italy spain australia canada japan "
    "china india austria belgium sweden norway denmark finland poland ukraine kazakhstan uzbekistan "
    "kyrgyzstan tajikistan turkey greece portugal brazil mexico malaysia singapore korea southkorea iran "
    "israel egypt newzealand thailand hungary czechrepublic romania bulgaria croatia serbia massachusetts "
    "california pennsylvania illinois texas florida newjersey ontario quebec mass. россия украина сша "
    "англия великобритания германия франция казахстан беларусь"
)


def is_region(text: str) -> bool:
    """Tell whether a text is a country or a state as it stands behind a city («Osaka, Japan»)."""
    return text.casefold().replace(" ", "").strip(";:,") in _REGIONS or text.casefold().replace(" ", "").strip(".;:,") in _REGIONS


def is_given_name(word: str) -> bool:
    """Tell whether a word is a common given name.

    >>> is_given_name("Robert"), is_given_name("Deep")
    (True, False)
    """
    return word.casefold() in _given_names()
