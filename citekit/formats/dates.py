"""Dates as files write them: ISO 8601 and EDTF, RIS's slashes, PubMed's and BibTeX's month names."""

from __future__ import annotations

import re

from citekit.model import Date

__all__ = ["MONTHS", "date_of_text", "month_of_text", "text_of_date"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RUSSIAN = ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTH = {name: number for names in (MONTHS, _RUSSIAN) for number, name in enumerate(names, 1)} | {"май": 5}
SEASONS = {"spring": "1", "summer": "2", "autumn": "3", "fall": "3", "winter": "4"}

_ISO = re.compile(r"(-?\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?:T[\d:.+\-Z]*)?")
_SLASHES = re.compile(r"(\d{4})/(\d\d?)?(?:/(\d\d?)?)?(?:/.*)?")
_POINTS = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")


def month_of_text(text: str) -> int:
    """Return the month 1…12 that a figure or a name stands for, 0 where none.

    >>> month_of_text("Sept."), month_of_text("09"), month_of_text("сентября")
    (9, 9, 9)
    """
    text = text.strip().strip("{}.").casefold()
    if text.isascii() and text.isdecimal() and len(text) <= 2:
        return int(text) if 1 <= int(text) <= 12 else 0
    return _MONTH.get(text[:3], 0)


def _parts(year: str, month: str | None, day: str | None) -> tuple[int, ...] | None:
    parts: list[int] = [int(year)]
    for text, most in ((month, 12), (day, 31)):
        if not text or not int(text):
            break
        if int(text) > most:
            return None
        parts.append(int(text))
    return tuple(parts)


def _one(text: str) -> tuple[int, ...] | None:
    for pattern in (_ISO, _SLASHES):
        if match := pattern.fullmatch(text):
            return _parts(match[1], match[2], match[3])
    if match := _POINTS.fullmatch(text):
        return _parts(match[3], match[2], match[1])
    words = _WORDS.findall(text[:40])
    years = [w for w in words if w.isascii() and w.isdecimal() and len(w) == 4]
    months = [month_of_text(w) for w in words if not w[0].isdecimal() and month_of_text(w)]
    days = [w for w in words if w.isascii() and w.isdecimal() and len(w) <= 2 and 1 <= int(w) <= 31]
    named = sum(not w[0].isdecimal() for w in words)
    if len(text) <= 40 and len(years) == 1 and len(months) == 1 == named and len(days) <= 1 and len(words) == 2 + len(days):
        return (int(years[0]), months[0], *(int(d) for d in days))
    return None


def date_of_text(text: str) -> Date:
    """Return the date that a text means; what cannot be read whole stays in ``raw``, with its year where it has one.

    >>> date_of_text("2019-09/2019-11").date_parts
    ((2019, 9), (2019, 11))
    >>> date_of_text("1998 (вып. дан. 1999)")
    Date(date_parts=((1998,),)..., raw='1998 (вып. дан. 1999)')
    """
    text = text.strip()
    if not text:
        return Date()
    if len(text) == 4 and text.isascii() and text.isdecimal():
        return Date(date_parts=((int(text),),))
    plain = text.rstrip("~?%")
    circa = plain != text
    plain = re.sub(r"(?:-XX){1,2}$", "", plain)  # EDTF: a part that is not known
    if season := re.fullmatch(r"(\d{4})-(2[1-4])", plain):
        return Date(date_parts=((int(season[1]),),), season=season[2][1], circa=circa)
    if (whole := _one(plain)) is not None:
        return Date(date_parts=(whole,), circa=circa)
    ends = re.split(r"\s*(?:--|[/–])\s*", plain, maxsplit=1) if len(plain) < 60 else []
    if len(ends) == 2 and (first := _one(ends[0].rstrip("~?%"))) is not None:
        last = _one(ends[1])
        if last is not None:
            return Date(date_parts=(first, last), circa=circa)
        if ends[1] in {"", ".."}:  # EDTF: open
            return Date(date_parts=(first,), raw=text)
    words = plain.casefold().replace(",", " ").split()
    if len(words) == 2:
        seasons = [SEASONS[w] for w in words if w in SEASONS]
        years = [w for w in words if re.fullmatch(r"\d{4}", w, re.ASCII)]
        if seasons and years:
            return Date(date_parts=((int(years[0]),),), season=seasons[0])
    year = _YEAR.search(text[:1000])
    return Date(date_parts=((int(year[1]),),) if year else (), raw=text)


def text_of_date(date: Date) -> str:
    """Return a date as EDTF: ``2019-09-01``, a range with a slash, ``~`` for circa; else its own words."""
    if date.raw or date.literal:
        return date.raw or date.literal
    if not date.start:
        return ""
    if date.season in {"1", "2", "3", "4"} and len(date.start) == 1:
        return f"{date.year:04d}-2{date.season}" + "~" * date.circa
    ends = ("-".join([f"{'-' * (p[0] < 0)}{abs(p[0]):04d}", *(f"{n:02d}" for n in p[1:])]) for p in date.date_parts if p)
    return "/".join(ends) + "~" * date.circa
