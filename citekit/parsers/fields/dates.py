"""Dates as they are printed in Russian, Ukrainian, English, German and French ▶ partial dates."""

from __future__ import annotations

import re

from citekit.model import Date
from citekit.parsers.patterns import pattern

__all__ = ["DATE", "MONTH", "YEAR", "date_of", "find_date", "month_number", "names_month", "read_date", "read_year"]

_MONTH_WORDS: dict[str, int] = {}
for _number, _words in enumerate(
    (
        "january jan januar janvier enero января январь янв січня січень січ",
        "february feb februar février fevrier febrero февраля февраль фев февр лютого лютий лют",
        "march mar märz marz mars marzo марта март мар березня березень берез",
        "april apr avril abril апреля апрель апр квітня квітень квіт",
        "may mai mayo мая май травня травень трав",
        "june jun juni juin junio июня июнь июн червня червень черв",
        "july jul juli juillet julio июля июль июл липня липень лип",
        "august aug août aout agosto августа август авг серпня серпень серп",
        "september sep sept septembre septiembre сентября сентябрь сен сент вересня вересень верес",
        "october oct oktober okt octobre octubre октября октябрь окт жовтня жовтень жовт",
        "november nov novembre noviembre ноября ноябрь ноя нояб листопада листопад лист",
        "december dec dezember dez décembre decembre diciembre декабря декабрь дек грудня грудень груд",
    ),
    start=1,
):
    for _word in _words.split():
        _MONTH_WORDS[_word] = _number
MONTHS = dict(_MONTH_WORDS)

# any word: which words are months is looked up, since patterns of all their names are slow to compile and to match
MONTH = r"(?:[^\W\d_]{3,10}\b\.?)"
"""Where a month's name may stand, with its dot; :func:`names_month` tells whether it is one."""
_WORD = pattern(r"[^\W\d_]{3,10}")
YEAR = r"(?:1[4-9]\d\d|20[0-4]\d)"
"""A year from 1400 to 2049."""
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_JOIN = r"\s?[-–—/]\s?"

# each alternative gives year, month (figure or word) and day by name; the last digit of a name is the alternative
DATE = (
    rf"(?P<d1>0?[1-9]|[12]\d|3[01])\.\s?(?P<m1>0?[1-9]|1[0-2])\.\s?(?P<y1>{YEAR})"
    rf"|(?P<y2>{YEAR})[-‐–./](?P<m2>0[1-9]|1[0-2])[-‐–./](?P<d2>[0-2]\d|3[01])"
    rf"|(?P<d3>{_DAY})(?:{_JOIN}(?P<e3>{_DAY}))?\.?\s+(?:of\s+|de\s+)?(?P<m3>{MONTH}),?\s+(?:de\s+)?(?P<y3>{YEAR})"
    rf"|(?P<m4>{MONTH})\s?(?P<d4>{_DAY})(?:{_JOIN}(?P<e4>{_DAY}))?,?\s+(?P<y4>{YEAR})"
    rf"|(?P<m9>{MONTH})\s(?P<d9>{_DAY})\s?[-–—]\s?(?P<n9>{MONTH})\s(?P<e9>{_DAY}),?\s+(?P<y9>{YEAR})"
    rf"|(?P<y12>{YEAR}),?\s+(?P<m12>{MONTH})\s(?P<d12>{_DAY})\s?[-–—]\s?(?P<n12>{MONTH})\s(?P<e12>{_DAY})"
    rf"|(?P<y5>{YEAR}),?\s+(?P<m5>{MONTH})\s+(?P<d5>{_DAY})(?:{_JOIN}(?P<e5>{_DAY}))?(?![\d)]|[-–:])"
    rf"|(?P<y6>{YEAR}),\s+(?P<d6>{_DAY})\s+(?P<m6>{MONTH})"
    rf"|(?P<d7>0?[1-9]|[12]\d|3[01])/(?P<m7>0?[1-9]|[12]\d|3[01])/(?P<y7>{YEAR})"
    rf"|(?P<d13>{_DAY})[-–](?P<m13>[A-Z][a-z]{{2,8}})[-–](?P<y13>{YEAR})"
    rf"|(?P<d8>0?[1-9]|[12]\d|3[01])-(?P<m8>0[1-9]|1[0-2])-(?P<y8>{YEAR})"
)
"""A whole date, to the day; its month's word is still to be looked up."""
_MONTH_OF_YEAR = (
    rf"(?P<m10>{MONTH})(?:{_JOIN}(?P<n10>{MONTH}))?,?\s*(?P<y10>{YEAR})|(?P<y11>{YEAR}),?\s*(?P<m11>{MONTH})(?:{_JOIN}(?P<n11>{MONTH}))?"
)
_WHOLE = pattern(DATE)
_PARTIAL = pattern(_MONTH_OF_YEAR)
_SPREAD = pattern(
    rf"(?P<year>{YEAR})[\s.,–—-]{{1,5}}(?:(?:№|[Nn]o?\.?|вып\.)\s?[\d/-]+(?:\s?\(\d{{1,6}}\))?[.,]?\s?\(?)?(?P<day>[12]?\d|3[01])\s+(?P<month>{MONTH})"
)
_ONE_YEAR = pattern(rf"(?<!\d)({YEAR})(?:[а-яa-z]\b)?(?:\s?[-–—/]\s?(\d{{4}}|\d\d)\b)?(?!\d)", re.IGNORECASE)
_SEASON = pattern(rf"\b(spring|summer|autumn|fall|winter|весна|лето|осень|зима)\b,?\s*{YEAR}", re.IGNORECASE)
_SEASONS = {"spring": "1", "весна": "1", "summer": "2", "лето": "2", "autumn": "3", "fall": "3", "осень": "3", "winter": "4", "зима": "4"}
_CIRCA = pattern(r"\b(?:ca?\.|circa|ок\.|около|\[?\d{4}\?\]?)", re.IGNORECASE)


def month_number(word: str) -> int:
    """Return the number of a month's name, 0 where it is none.

    >>> month_number("Sept."), month_number("августа"), month_number("листопада")
    (9, 8, 11)
    """
    return MONTHS.get(word.casefold().rstrip(". "), 0)


def names_month(text: str) -> bool:
    """Tell whether a text names a month or a season.

    >>> names_month("(December 2013)"), names_month("Spring"), names_month("Press")
    (True, True, False)
    """
    return any(w in MONTHS or w in _SEASONS for w in map(str.casefold, _WORD.findall(text)))


def _month(text: str) -> int:
    if not text:
        return 0
    return int(text) if text.isdigit() else month_number(text)


def _day(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def find_date(text: str) -> tuple[Date, int, int] | None:
    """Return the first date of a text that is whole to the day, and where it stands."""
    for match in _WHOLE.finditer(text):
        date = date_of(match)
        if date.year:
            return date, match.start(), match.end()
    return None


def date_of(match: re.Match[str]) -> Date:
    """Return the date of a match of :data:`DATE`; an empty one where its word is no month."""
    groups = {k: v for k, v in match.groupdict().items() if v}
    kind = next(k[1:] for k in groups if k[0] == "y")
    year, month = int(groups[f"y{kind}"]), _month(groups[f"m{kind}"])
    day = _day(groups[f"d{kind}"]) if f"d{kind}" in groups else 0
    if month > 12:  # 04/22/2021
        month, day = day, month
    if not month or ("n" + kind in groups and not _month(groups["n" + kind])):
        return Date()
    parts = [tuple(p for p in (year, month, day) if p)]
    if f"e{kind}" in groups:
        parts.append((year, _month(groups.get(f"n{kind}", "")) or month, _day(groups[f"e{kind}"])))
    elif f"n{kind}" in groups:
        parts.append((year, _month(groups[f"n{kind}"])))
    return Date(date_parts=tuple(parts))


def read_date(text: str) -> Date:
    """Read a date as precisely as it is printed; an empty Date where there is none («n.d.», «б. г.»).

    >>> [read_date(t).iso for t in ("28.08.2011", "2022, August 30", "13 июня 2019 г.", "June 13, 2019", "2018, May", "22 Apr. 2021")]
    ['2011-08-28', '2022-08-30', '2019-06-13', '2019-06-13', '2018-05', '2021-04-22']
    >>> read_date("October 11-14, 2016").iso, read_date("1998/99").iso, read_date("n.d.").iso
    ('2016-10-11/2016-10-14', '1998', '')
    """
    if len(text) == 4 and text.isascii() and text.isdecimal():
        return Date.of(int(text)) if "1400" <= text < "2050" else Date()
    for kind in (_WHOLE, _PARTIAL):
        for match in kind.finditer(text):
            date = date_of(match)
            if date.year:
                return date
    spread = _SPREAD.search(text)
    if spread and month_number(spread["month"]):  # «2021. 12 марта», «2021. № 45 (15 марта)»
        return Date.of(int(spread["year"]), month_number(spread["month"]), int(spread["day"]))
    short = re.fullmatch(r"\s*([0-3]?\d)\.([01]?\d)\.(\d\d)\s*", text)
    if short:  # dates of patents
        year = int(short[3])
        return Date.of(year + (2000 if year < 30 else 1900), int(short[2]), int(short[1]))
    return read_year(text)


def read_year(text: str) -> Date:
    """Read a year; a range counts as its first year where the second is cut (1998/99)."""
    match = _ONE_YEAR.search(text)
    if not match:
        return Date()
    season = _SEASON.search(text)
    parts: tuple[tuple[int, ...], ...] = ((int(match[1]),),)
    if match[2] and len(match[2]) == 4 and int(match[2]) > int(match[1]):
        parts = (*parts, (int(match[2]),))
    return Date(date_parts=parts, season=_SEASONS[season[1].casefold()] if season else "", circa=bool(_CIRCA.search(text)))
