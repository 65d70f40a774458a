"""Dates as APA 7 sets them: (2019), (2019, September 6), (2021, Winter), (2016, March 30–April 2), (n.d.)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.formatters.richtext import NO_BREAK

if TYPE_CHECKING:
    from citekit.formatters.apa_terms import ApaTerms
    from citekit.model import Date

__all__ = ["YEAR_ALONE", "day_of_access", "heading_date", "year_of"]

# Works that APA dates by the year alone, however exact the record is (9.14).
YEAR_ALONE = frozenset(
    [
        "article-journal", "book", "chapter", "classic", "collection", "dataset", "patent", "periodical", "review", "review-book", "software", "standard", "thesis",
    ]
)  # fmt: skip
_SEASONS = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3, "весна": 0, "лето": 1, "осень": 2, "зима": 3}


def year_of(date: Date, terms: ApaTerms) -> str:
    """Return the year or the years of a date: «2019», «2002–2008», «350 B.C.E.», «ca. 1950»; its literal where there is none."""

    def one(year: int) -> str:
        return terms.bce.format(-year) if year < 0 else str(year)

    years = [one(parts[0]) for parts in date.date_parts if parts and parts[0]]
    text = "–".join(dict.fromkeys(years)) or date.literal or date.raw
    return terms.circa.format(text) if date.circa and years else text


def _month_day(month: int, day: int, terms: ApaTerms) -> str:
    if not 1 <= month <= 12:
        return ""
    if not 1 <= day <= 31:
        return (terms.bare_months or terms.months)[month - 1]
    return terms.month_day.format(month=terms.months[month - 1], day=day).replace(" ", NO_BREAK)


def _span(date: Date, terms: ApaTerms) -> str:
    """Return the month and day, or the stretch of them, within the date's year."""
    start = _month_day(date.month, date.day, terms)
    year, month, day = (*date.end, 0, 0, 0)[:3]
    end = _month_day(month, day, terms)
    if not start or not end or year != date.year:
        return start
    if month == date.month:
        if day == date.day:
            return start
        days = f"{date.day}–{day}" if date.day and day else ""
        return start.replace(str(date.day), days, 1) if days else start
    return f"{start}–{end}"


def _season(season: str, terms: ApaTerms) -> str:
    if season.isdecimal() and 1 <= int(season) <= len(terms.seasons):
        return terms.seasons[int(season) - 1]
    place = _SEASONS.get(season.strip().casefold())
    return terms.seasons[place] if place is not None else season.strip()


def heading_date(date: Date, terms: ApaTerms, *, whole: bool) -> str:
    """Return what stands in the parentheses after the names; with month and day where ``whole``.

    A season is part of the issue's own date and is always given.
    """
    year = year_of(date, terms)
    if not year:
        return ""
    if date.season:
        return f"{year}, {_season(date.season, terms)}"
    if not whole or not date.month:
        return year
    if date.end and date.end[0] != date.year:
        first, last = _month_day(date.month, date.day, terms), _month_day((*date.end, 0)[1], (*date.end, 0, 0)[2], terms)
        return f"{date.year}, {first}–{date.end[0]}, {last}" if first and last else year
    span = _span(date, terms)
    return f"{year}, {span}" if span else year


def day_of_access(date: Date, terms: ApaTerms) -> str:
    """Return a date of access in words: «September 9, 2019»."""
    month_day = _month_day(date.month, date.day, terms)
    return terms.full_date.format(month_day=month_day, year=date.year) if month_day else str(date.year or "")
