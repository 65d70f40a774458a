"""ГОСТ: Заглавие / ответственность // Источник."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.parsers.fields.bodies import is_body
from citekit.parsers.fields.names import match_names
from citekit.parsers.grammar.marks import BLANK
from citekit.parsers.grammar.sheet import LIKELY, SURE
from citekit.parsers.grammar.title_area import add_title
from citekit.parsers.patterns import begun_by, pattern

if TYPE_CHECKING:
    from citekit.parsers.grammar.sheet import Sheet

__all__ = [
    "CONFERENCE",
    "REGISTERED",
    "RESPONSIBILITY",
    "ROLE_BEHIND",
    "add_responsibility",
    "event_place",
    "read_container",
    "read_gost_part",
    "read_with_responsibility",
]

RESPONSIBILITY = begun_by(
    r"/\s",
    r"\s/\s?(?=[^\s/])|(?<=[^\s/])/\s(?=[^\s/])|(?<=[.\w)»])\s/(?=[А-ЯЁA-Z]\.|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.)|(?<=[а-яё.)»\]])/(?=[А-ЯЁ]\.\s?[А-ЯЁ]\.)",
)
_IN_LEAD = pattern(r"\s*(?:[ВвУу]\s(?:кн|сб|зб|журн)\.?\s?:?|[Вв]\s?:|In:)\s*(?=\S)")
_DEGREE = pattern(r"\s*(?P<genre>(?:[Дд]ис|[Аа]втореф)[^/;:]{2,160}?)\s*(?::\s*(?P<code>\d\d\.\d\d\.\d\d))?\s*(?=[:;/]|\.\s?[–—-]|$|\.$)")
CONFERENCE = pattern(
    r"conference|congress|symposium|workshop|colloqui|proceedings|meeting|конференц|конгресс|симпозиум|съезд|форум|семинар|\bproc\b|\bconf\b|\bsymp\b",
    re.IGNORECASE,
)
REGISTERED = pattern(
    r"(?P<genre>(?:Свидетельство о|Свид\.\s?о|Пат(?:ент|\.)|А\.\s?с\.|Авторское свидетельство)[^№\d]{0,80}?)\s*(?:№|N)?\s?(?P<number>\d{5,10})"
)
_ROLE_AHEAD = pattern(
    r"\s*\[?(?:[Пп]од\s|[Зз]а\s|[Сс]ост|[Оо]тв\.|[Аа]вт\.|[Пп]ер\.|[Пп]еревод|[Рр]ед|[Нн]ауч\.|[Гг]л\.|[Оо]бщ\.|[Уу]клад|[Уу]поряд|[Ee]ds?\b|[Ee]dited|[Cc]omp|[Tt]rans)"
)
ROLE_BEHIND = begun_by(
    r",;\s",
    r"(?:(?<=[.)»”])\s+|\s\(|,\s)(?=\[?(?:[Пп]од\s(?:(?:общ|науч)\w*\.?\s)?ред|[Оо]тв\.\s?ред|[Рр]едкол|[Сс]ост(?:\.|авител)|[Гг]л\.\s?ред|[Нн]ауч\.\s?ред))|\s*;\s*(?=\[?(?:под\s|за\sред|сост|отв\.|авт\.-сост|пер\.|перевод|ред\.|редкол|науч\.\s?ред|гл\.\s?ред|общ\.\s?ред|ответственный|редактор|составител))",
)


def read_gost_part(sheet: Sheet, start: int, end: int, slashes: re.Match[str]) -> None:
    """Read «title / responsibility // container» where the slashes are known."""
    responsibility = None
    for match in RESPONSIBILITY.finditer(sheet.work, start, slashes.start()):
        responsibility = match
        if match_names(sheet.text, match.end()) or _ROLE_AHEAD.match(sheet.text, match.end()):
            break
    if responsibility:
        add_title(sheet, start, responsibility.start(), SURE)
        add_responsibility(sheet, responsibility.end(), slashes.start())
    else:
        add_title(sheet, start, slashes.start(), SURE)
    if end > slashes.end():
        read_container(sheet, slashes.end(), end)


def read_container(sheet: Sheet, start: int, end: int) -> None:
    """Note the container, its statement of responsibility and a place and year glued to its end."""
    semicolon = ROLE_BEHIND.search(sheet.work, start, end)
    if semicolon:
        add_responsibility(sheet, semicolon.end(), end)
        end = semicolon.start()
    match = RESPONSIBILITY.search(sheet.work, start, end)
    if match and (
        match_names(sheet.text, match.end())
        or _ROLE_AHEAD.match(sheet.text, match.end())
        or (
            match[0] == " / "
            and re.match(r"[А-ЯЁ]", sheet.text[match.end() :])
            and (";" in sheet.text[match.end() : end] or is_body(sheet.text[match.end() : end]))
        )
    ):
        add_responsibility(sheet, match.end(), end)
        end = match.start()
    patent = REGISTERED.match(sheet.work[start:end].lstrip())
    if patent:
        shift = start + len(sheet.work[start:end]) - len(sheet.work[start:end].lstrip())
        sheet.add("genre", shift + patent.start("genre"), shift + patent.end("genre"), LIKELY)
        sheet.add("number", shift + patent.start("number"), shift + patent.end("number"), LIKELY)
        return
    inside = _IN_LEAD.match(sheet.work, start, end)
    first = inside.end() if inside else start
    while first < end and (sheet.text[first] in " .,;:–—-" or sheet.work[first] == BLANK):
        first += 1
    last = end
    while last > first and (sheet.text[last - 1] in " ,;:–—-" or sheet.work[last - 1] == BLANK):
        last -= 1
    # an address inside: «https://www.ros.org официальный сайт Open Source Robotics Foundation»
    blank = sheet.work.rfind(BLANK, first, last)
    if blank >= 0 and blank - first < 80 and not sheet.work[first:blank].strip(BLANK + " "):
        first = blank + 1
    cut = event_place(sheet, first, last)
    sheet.add("container", first, cut, SURE)
    if cut < last:
        sheet.add("event_place", cut + 1, last, LIKELY)


def event_place(sheet: Sheet, start: int, end: int) -> int:
    """Return where «, Malaysia, Kelantan» begins behind a conference's name whose year follows; else ``end``."""
    if sheet.has("place", "publisher") or not CONFERENCE.search(sheet.work, start, end):
        return end
    after = sheet.text[end : end + 14]
    if not re.match(r"\s*,\s*(?:[A-Z][a-z]{2,8}\.?\s)?(?:19|20)\d\d", after):
        return end
    commas = [m.start() for m in re.finditer(r",\s", sheet.work[start:end])]
    cut = end
    for comma in reversed(commas[-3:]):
        piece = sheet.work[start + comma + 1 : cut].strip()
        words = piece.split()
        if 0 < len(words) <= 3 and all(w[0].isupper() for w in words) and not CONFERENCE.search(piece) and not re.search(r"\d", piece):
            cut = start + comma
        else:
            break
    return cut


def read_with_responsibility(sheet: Sheet, start: int, end: int, match: re.Match[str], *, dated: bool) -> str:
    """Read «Title / names» and, in layouts of «/» alone, «/ Journal»; an empty answer where it is neither."""
    names = match_names(sheet.text[:end], match.end())
    role = re.match(
        r"\s*(?:под|сост|отв|авт|пер|ред|науч|гл|редкол|[Ee]ds?|[Ee]dited|[Пп]ер\.|[Cc]omp|[Tt]rans|[ДдК]ис|[Аа]втореф)",
        sheet.text[match.end() :],
    )
    if names is None and not role and (dated or not re.match(r"\s*[А-ЯЁA-Z«]", sheet.text[match.end() :])):
        return ""
    add_title(sheet, start, match.start(), SURE)
    second = RESPONSIBILITY.search(sheet.work, match.end(), end)
    if second and names and not _ROLE_AHEAD.match(sheet.text, second.end()):
        add_responsibility(sheet, match.end(), second.start())
        read_container(sheet, second.end(), end)
        return "slashes"
    add_responsibility(sheet, match.end(), end)
    return "gost-book"


def add_responsibility(sheet: Sheet, start: int, end: int) -> None:
    """Note the statement as one piece; :mod:`citekit.parsers.fields.responsibility` reads it."""
    degree = _DEGREE.match(sheet.text, start, end)
    if degree:
        sheet.add("genre", *degree.span("genre"), SURE)
        if degree["code"]:
            sheet.add("number", *degree.span("code"), SURE)
        start = degree.end()
    sheet.add("responsibility", start, end, LIKELY)
