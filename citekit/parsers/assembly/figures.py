"""Volume, issue, pages, edition, dates and imprint."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.parsers.assembly.titles import stopped
from citekit.parsers.fields import figures
from citekit.parsers.fields.dates import read_date
from citekit.parsers.grammar.sheet import Piece
from citekit.parsers.patterns import begun_by, pattern

if TYPE_CHECKING:
    from citekit.parsers.assembly.gathered import Gathered
    from citekit.parsers.atoms import Atom

__all__ = ["put_dates", "put_figures", "put_imprint"]


def put_figures(made: Gathered) -> None:
    """Put volume, issue, pages, the number of pages and the edition."""
    volumes, issues = [p for p in made.of("volume") if not _MANY.match(made.reference.text, p.end)], made.of("issue")
    terms = [made.text(p).casefold().rstrip(". ") for p in made.of("issue_term")]
    if volumes and issues and volumes[0].start > issues[0].end and _is_part(made, volumes[0]):
        made.put("part_number", figures.read_volume(made.text(volumes[0])), volumes[0])  # «№ 31 (ч. 1)»
        volumes = volumes[1:]
    if volumes:
        made.put("volume", figures.read_volume(made.text(volumes[0])), volumes[0])
    if len(issues) > 1 and not volumes and terms and terms[0].startswith(("вып", "iss")):
        # «вып. 10. № 2»: the first is the volume
        made.put("volume", figures.read_volume(made.text(issues[0])), issues[0])
        made.put("issue", figures.read_issue(made.text(issues[1])), issues[1])
    elif issues:
        made.put("issue", figures.read_issue(made.text(issues[0])), issues[0])
    pages = made.of("pages")
    if pages:
        made.put("page", figures.read_pages(made.text(pages[0])), pages[0])
    elif made.of("article_no"):
        piece = made.of("article_no")[0]
        made.put("page", figures.read_pages(made.text(piece)), piece)
        made.put_custom("article_number", figures.read_pages(made.text(piece)), piece)
    extent = made.of("numpages")
    if extent:
        made.put("number_of_pages", figures.read_extent(made.text(extent[0])), extent[0])
    editions = made.of("edition") or [p for p in made.of("note") if _EDITION.fullmatch(made.text(p).strip(" .,()"))]
    for piece in editions:
        number, note = figures.read_edition(made.text(piece))
        if number and not made.text(piece).lstrip("([ ").casefold().startswith(
            ("ред", "в ред", "с изм", "с доп", "прин", "одоб", "утв", "действ")
        ):
            made.put("edition", number, piece)
        elif number:
            note = made.text(piece).strip(" ()[].,;")  # an act's wording: «ред. от 02.07.2021»
        if note:
            made.put_custom("edition_note", note, piece)
    for piece in made.of("chapter")[:1]:
        made.put("chapter_number", made.text(piece), piece)
    section = made.of("section")
    if section:
        made.put("section", figures.read_pages(made.text(section[0])), section[0])


_EDITION = pattern(
    r"(?:\d{1,2}(?:st|nd|rd|th|-е|-ое)?|first|second|third|fourth|fifth|sixth|revised|updated|новое)\s(?:edition|edn|ed|изд|издание)\.?",
    re.IGNORECASE,
)


_MANY = pattern(r"\s?(?:vols\b|тт?\.(?!\s?\d)|томах\b|томов\b|Bde\b|кн\.(?!\s?\d))")  # «2 vols.» counts them


def _is_part(made: Gathered, volume: Piece) -> bool:
    before = made.reference.text[max(0, volume.start - 6) : volume.start].casefold()
    return bool(re.search(r"(?:\bч|\bчасть|\bpt|\bpart)\.?\s?$", before))


def _near(made: Gathered, year: Piece) -> list[Piece]:
    """Return the day and month that stand beside a year."""
    return [p for p in made.of("date") if abs(p.start - year.end) < 14 or abs(year.start - p.end) < 14]


def put_dates(made: Gathered, atoms: tuple[Atom, ...]) -> None:
    """Put the year with its day and month, and the day of access."""
    years = made.of("year")
    if years:
        year = next((y for y in years if made.text(y) == made.text(years[0]) and _near(made, y)), years[0])
        near = _near(made, year)
        start = min([year.start, *(p.start for p in near)])
        end = max([year.end, *(p.end for p in near)])
        made.put("issued", read_date(made.reference.text[start:end]), year, *near)
    for atom in atoms:
        if atom.kind == "accessed":
            made.put("accessed", atom.date, Piece("accessed", atom.start, atom.end))
            break


def put_imprint(made: Gathered) -> None:
    """Put places and publishers; with several, each beside its own."""
    places, publishers = made.of("place"), made.of("publisher")
    defended = _DEFENDED.search(made.reference.text)
    if defended:
        made.put("publisher", defended[1].strip(), Piece("publisher", defended.start(1), defended.end(1)))
    if places:
        texts = [_imprint_text(made.text(p)) for p in places]
        made.put("publisher_place", "; ".join(dict.fromkeys(texts)), *places)
    if publishers:
        names = [stopped(made, [p], re.sub(r"(?<=[^\W\d_]{2})\.$", "", _imprint_text(made.text(p)))) for p in publishers]
        made.put("publisher", "; ".join(dict.fromkeys(names)), *publishers)
        if len(publishers) > 1 and len(places) == len(publishers):
            made.custom["imprint"] = tuple(zip([_imprint_text(made.text(p)) for p in places], names, strict=True))


def _imprint_text(text: str) -> str:
    text = " ".join(text.split()).strip(" ,;:[]–—-")
    if text.count("(") != text.count(")"):
        text = text.strip("()")
    return text


_DEFENDED = begun_by(r"\[Мм\s", r"\[?\s?[Мм]есто защиты\s?:\s*([^\]\x00]{4,160}?)\s*\]")
