"""Titles and what holds the work: the pieces joined, cleaned and given their stops."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from citekit.parsers.assembly.identifiers import ADDRESS
from citekit.parsers.fields.lexicon import is_place
from citekit.parsers.fields.titles import clean_container, clean_title, read_title
from citekit.parsers.grammar.sheet import Piece
from citekit.parsers.patterns import pattern, words

if TYPE_CHECKING:
    from citekit.parsers.assembly.gathered import Gathered

__all__ = ["put_container", "put_title", "stopped"]


def _joined(made: Gathered, pieces: list[Piece]) -> str:
    """Return the text of pieces of one label that belong together: the first run and what adjoins it."""
    if not pieces:
        return ""
    start, end = pieces[0].start, pieces[0].end
    for piece in pieces[1:]:
        gap = made.reference.text[end : piece.start]
        if len(gap) > 4:
            break
        end = piece.end
    return made.reference.text[start:end]


_CLOSES_ABBREVIATION = pattern(r"\s*[:/;]|,")


_ABBREVIATIONS = words(
    "т тт ч чч кн тр сб пособ посіб спец науч техн газ журн лит изд мин обл ун-т ин-т в вв гг г др пр inc ltd co corp jr etc univ"
)


def stopped(made: Gathered, pieces: list[Piece], value: str) -> str:
    """Give an abbreviation at the end of a value its stop back, where the text shows that it is one."""
    text, end = made.reference.text, pieces[-1].end
    stop = end - 1 if text.startswith(".", end - 1) else end
    if not value or not value[-1].isalpha() or not text.startswith(".", stop) or not text[:stop].endswith(value[-3:]):
        return value
    if _CLOSES_ABBREVIATION.match(text, stop + 1) or value.rsplit(None, 1)[-1].casefold() in _ABBREVIATIONS:
        return value + "."
    return value


def _before_medium(made: Gathered) -> list[Piece]:
    """Return the title's pieces as far as the sort of carrier that closes it: «Towns [Data set]. Zenodo»."""
    pieces = made.of("title")
    for mark in made.of("medium"):
        for i, piece in enumerate(pieces):
            if piece.start < mark.start and mark.end < piece.end and made.reference.text.startswith(".", mark.end):
                rest = Piece("publisher", mark.end + 2, piece.end, piece.confidence)
                if not made.of("publisher") and len(made.text(rest).split()) < 5:
                    made.by_label["publisher"] = [rest]
                return [*pieces[:i], Piece("title", piece.start, mark.start, piece.confidence)]
    return pieces


_MONTHS_BETWEEN = pattern(r"[:,]\s[^\W\d_]{3,10}(?:\s?[–—-]+\s?[^\W\d_]{3,10})?\s")


def _with_years(made: Gathered, pieces: list[Piece]) -> list[Piece]:
    # a year that only a blank parts from the title is the title's, where another year is the work's
    years = made.of("year")
    if not pieces or len(years) < 2:
        return pieces
    text = made.reference.text
    first, last = pieces[0], pieces[-1]
    for year in years[:-1]:
        month = _MONTHS_BETWEEN.fullmatch(text, last.end, year.start) if last.end < year.start else None
        if month and text[year.end : year.end + 1] in ".,":  # «Situation Report: July–September 2024. Bishkek»
            made.by_label["date"] = [d for d in made.of("date") if not last.end <= d.start < year.start]
            last = msgspec.structs.replace(last, end=year.end)
        elif year.end < first.start and text[year.end : first.start] == " " and text[: year.start].rstrip().endswith("."):
            first = msgspec.structs.replace(first, start=year.start)
        elif last.end < year.start and text[last.end : year.start] == " " and text[year.end : year.end + 2].strip()[:1] in (".", ",", "("):
            last = msgspec.structs.replace(last, end=year.end)
        else:
            continue
        made.by_label["year"] = [y for y in years if y is not year]
        if len(pieces) == 1:
            return [msgspec.structs.replace(first, end=max(first.end, last.end))]
        return [first, *pieces[1:-1], last]
    return pieces


def put_title(made: Gathered) -> None:
    """Put the title, its translation and what belongs to it."""
    pieces = _with_years(made, _before_medium(made))
    text = _joined(made, pieces)
    if "://" in text:
        text = max((part.strip(" ,;:–—-") for part in ADDRESS.split(text)), key=len)
    if text:
        found = read_title(text)
        made.put("title", found.title if found.genre or found.volume else stopped(made, pieces, found.title), *pieces)
        if found.genre and not made.of("genre"):
            made.put("genre", stopped(made, pieces, found.genre), *pieces)
        if found.volume and not made.of("volume"):
            made.put("volume", found.volume, *pieces)
            made.put_custom("volume_term", found.volume_term, *pieces)
    translated = made.of("translated_title")
    genre_code = re.compile(r"\s*:?\s*(\d\d?\.\d\d?\.\d\d?)\s*$")
    if translated:
        made.put_custom("translated_title", clean_title(_joined(made, translated)), *translated)
    genre = made.of("genre")
    if genre:
        made.put("genre", stopped(made, genre, _joined(made, genre).strip(" .,;:()[]–—-")), *genre)
    code = genre_code.search(made.values.get("genre", ""))
    if code and code.start() > 3:
        made.put("number", code[1], *(genre or pieces))
        made.put_custom("specialty", code[1], *(genre or pieces))
        made.values["genre"] = made.values["genre"][: code.start()].rstrip(" :")


def put_container(made: Gathered) -> None:
    """Put the work that holds this one."""
    pieces = _with_years(made, made.of("container"))
    text = _joined(made, pieces)
    if not text:
        return
    title, short, blog = clean_container(text)
    volume = _VOLUME_BEHIND.search(title)
    if volume and made.of("pages") and not made.of("volume") and not made.of("issue"):
        made.put("volume", volume[1] or volume[2], *pieces)  # «JAMA Ophthalmology 131. p. 194»
        title = title[: volume.start()]
    bracket = re.search(r"\s*\(([^()]{3,40})\)$", title)
    if bracket and is_place(bracket[1]):
        title = title[: bracket.start()]
        made.put("publisher_place", bracket[1], *pieces)
    made.put("container_title", title if short else stopped(made, pieces, title), *pieces)
    if short:
        made.put("container_title_short", short, *pieces)
    if blog:
        made.values["type"] = "post-weblog"


_VOLUME_BEHIND = pattern(r"(?<=[^\W\d_]),\s((?!1[89]\d\d|20\d\d)\d{1,4})$|(?<=[^\W\d_])\s((?!1[89]\d\d|20\d\d)\d{1,4})$")
