"""Place and publisher that end a description: «М. : Наука», «New York: Wiley», «MIT Press, Cambridge»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.parsers.fields.lexicon import is_place
from citekit.parsers.grammar.sheet import GUESS, LIKELY, SURE
from citekit.parsers.patterns import pattern

if TYPE_CHECKING:
    from citekit.parsers.grammar.sheet import Sheet

__all__ = ["read_imprint"]

_PUBLISHER = pattern(
    r"\b(?:изд-во|издательств\w*|изд\.\s?дом|издат\.|изд\.|ИД\b|Press\b|publ(?:ish\w*|\.)?\b|Verlag\b|Books?\b|Springer|Elsevier|Wiley|Routledge|Sage\b|SAGE|Palgrave|Macmillan|Birkh|Academic\b|McGraw|Pearson|O[’']Reil+y|Kluwer|CRC\b|IEEE\b|ACM\b|"
    r"University\b|Univ\.|университет\w*|ун-т\w*|институт\w*|ин-т\w*|Institute\b|School\b|College\b|Academy\b|ООО|ОАО|ЗАО|АО\b|Inc\b|Ltd\b|LLC\b|GmbH|Company\b|Co\.|Media\b|House\b|Group\b|Sons\b|Publications?\b|Éditions|Editions|Foundation\b|"
    r"Наука\b|Мир\b|Юрайт|Лань\b|Инфра|ИНФРА|Просвещение|Высшая школа|Высш\. шк|Академия\b|Финансы|Экономика\b|Юрист|Норма\b|Проспект\b|Кнорус|КНОРУС|Юнити|ЮНИТИ|Питер\b|Дашков|АСТ\b|Эксмо|Знание\b|Прогресс\b|Политиздат|Мысль\b|ДМК|Вильямс|БХВ|СО РАН|РАН\b|НИИ|ВНИИ|Центр\b|Фонд\b|Издатель|типография|тип\.|Типогр|вид-во|Видавництво|Техника\b|Машиностроение|Химия\b|Медицина\b|Энерг\w+|Стройиздат|Недра\b|Металлургия\b|Колос\b|Книга\b|Статут\b)",
    re.IGNORECASE,
)
_TOWN = pattern(r"[А-ЯЁІЇЄ][а-яёіїє]{2,}(?:-[А-ЯЁа-яё]+)*")
_STRONG_PUBLISHER = pattern(
    r"\b(?:Press|Publ(?:ishers?|ishing|ications?)?|Springer|Elsevier|Wiley|Routledge|Verlag|IEEE|ACM|Academic|McGraw|Pearson|[Ии]зд-во|[Ии]здательство|[Ии]зд\. дом|Books)\b"
)
_PLACE_COLON = pattern(
    r"(?P<place>[^\W\d_][^:;()\[\]\x00«»\"“”]{0,60}?(?:;\s[А-ЯЁA-Z][^:;()\[\]\x00«»\"“”\d]{1,40}?)?(?:\s\([A-Z]{2}\))?)\s?:\s?:?\s*(?P<publisher>(?:[^\W_]|[«\"“„\[])[^\x00]{1,200})$"
)
_COMMA = pattern(r",\s")
_INSIDE = pattern(r"\b[Ii]n:?\s")
_AREA = pattern(
    r"(?P<dash>[.?!…»”\"\])\x00]\s?[–—]\s*|(?<=[.?!…»”\"\])])\s-\s+|\.-\s?)|\s[–—]\s+|(?<=\s)-\s+|(?<!\sSt\.)(?<=[.?!\]\x00)])\s*(?=[^\W\d_]|[«\"“\[])|(?<=/)\s+"
)
_INITIAL_BEFORE = pattern(r"(?:^|(?<![ТтЧч]\.)(?<!ol\.)(?<!н\.)[\s.(])[А-ЯЁA-Z]\.$")
_NUMBER_BEHIND = pattern(r",\s*(?P<numpages>\d{2,4})$")


def _areas_before(sheet: Sheet, floor: int, end: int, *, titled: bool) -> list[tuple[int, bool]]:
    """Return where the areas begin that could open an imprint, nearest first, and whether a dash stands before."""
    starts = []
    low = max(floor, end - 220)
    for match in _AREA.finditer(sheet.work, low, end):
        if not match[0].strip() and _INITIAL_BEFORE.search(sheet.work, max(low, match.start() - 6), match.start()):
            continue
        starts.append((match.end(), bool(match["dash"])))
    for a, b in sheet.reference.italics:
        if low < b < end:
            starts.append((_past_separators(sheet.text, b, end), False))
        starts = [(s, d) for s, d in starts if not a < s < b]
    if low == floor and titled:
        starts.append((_past_separators(sheet.text, floor, end), False))
    unique = sorted({s: d for s, d in starts if s < end}.items(), reverse=True)
    return unique[:9]


def _past_separators(text: str, at: int, end: int) -> int:
    while at < end and text[at] in " .,;:–—-":
        at += 1
    return at


def read_imprint(sheet: Sheet, floor: int, end: int, *, titled: bool = False) -> int:
    """Read place and publisher that end at ``end``; return where they begin, -1 where there are none."""
    dated = sheet.has("year")
    serial = sheet.has("issue", "volume") and sheet.has("pages")
    areas = _areas_before(sheet, floor, end, titled=titled)
    for begin, dashed in areas:  # first the form that leaves no doubt
        start, match = begin, _PLACE_COLON.match(sheet.work[begin:end])
        if match is None:
            match, start = _place_behind_comma(sheet, begin, end)
        if match is None:
            continue
        place = match["place"].strip()
        if is_place(place):
            return _several(sheet, start, end, match, SURE)
        if dated and not serial and _looks_like_place(place, dashed=dashed) and _looks_like_publisher(match["publisher"]):
            return _several(sheet, start, end, match, LIKELY)
    if dated and not serial and floor > 3 and _COMMA_STYLE.search(sheet.text, max(0, floor - 12), floor):
        begin = _listed(sheet, floor, end)
        if begin >= 0:
            return begin
    if not dated and not sheet.has("numpages"):
        return -1
    for start, dashed in areas[:5]:
        begin = _by_commas(sheet, start, end, floor, dashed=dashed, serial=serial)
        if begin >= 0:
            return begin
    return _publisher_alone(sheet, *areas[0], floor, end, serial=serial) if areas else -1


_COMMA_STYLE = pattern(r"\d{4}[a-z]?\)?,\s*$")  # «OECD (2020), International Migration Outlook, OECD Publishing, Paris»


def _listed(sheet: Sheet, floor: int, end: int) -> int:
    """Read «, Publisher, Place» and «, Place, Publisher» at the end of a reference whose parts commas set off."""
    commas = [m.start() for m in _COMMA.finditer(sheet.work, floor, end)]
    if len(commas) < 2:
        return -1
    first, second = sheet.text[commas[-2] + 1 : commas[-1]].strip(), sheet.text[commas[-1] + 1 : end].strip(" .")
    if not (0 < len(first.split()) <= 7 and 0 < len(second.split()) <= 7 and _starts_like_name(first) and _starts_like_name(second)):
        return -1
    if is_place(second) and not is_place(first):
        sheet.add("publisher", commas[-2] + 1, commas[-1], LIKELY)
        sheet.add("place", commas[-1] + 1, end, LIKELY)
    elif is_place(first):
        sheet.add("place", commas[-2] + 1, commas[-1], LIKELY)
        sheet.add("publisher", commas[-1] + 1, end, LIKELY)
    else:
        return -1
    return commas[-2]


def _by_commas(sheet: Sheet, start: int, end: int, floor: int, *, dashed: bool, serial: bool) -> int:
    """Read «Place», «Title, Place», «Place, Publisher» and «Publisher, Place» in one area."""
    area = sheet.work[start:end].rstrip(" .,")
    if is_place(area):
        sheet.add("place", start, end, SURE)
        return start
    commas = [m.start() for m in _COMMA.finditer(area)]
    if not commas:
        return -1
    first, last = area[: commas[0]], area[commas[-1] + 1 :]
    if not serial and not sheet.has("pages") and is_place(last) and first and not is_place(first) and not _PUBLISHER.search(area):
        sheet.add("place", start + commas[-1] + 1, end, LIKELY)  # «Ценная инициатива, М., 2012»
        return start + commas[-1]
    for comma in reversed(commas):
        if is_place(area[:comma]) and _starts_like_name(area[comma + 1 :].strip()):
            sheet.add("place", start, start + comma, LIKELY)
            sheet.add("publisher", start + comma + 1, end, LIKELY)
            return start
    if serial:
        return -1
    inside = _INSIDE.search(sheet.work, floor, start) is not None
    for comma in commas:
        publisher = area[:comma]
        known = dashed or _PUBLISHER.search(publisher) or (inside and len(publisher.split()) <= 4)
        if known and is_place(area[comma + 1 :].strip()) and _starts_like_name(publisher):
            sheet.add("publisher", start, start + comma, LIKELY)
            sheet.add("place", start + comma + 1, end, LIKELY)
            return start
    return -1


def _publisher_alone(sheet: Sheet, start: int, dashed: bool, floor: int, end: int, *, serial: bool) -> int:
    """Read a publisher without a place, or a town that no list has, in the last area."""
    area = sheet.work[start:end]
    words = area.split()
    if not _starts_like_name(area) or "//" in area or len(words) > 9:
        return -1
    slash = sheet.work.rfind(" / ", floor, start) >= 0 and sheet.work.rfind("//", floor, start) < 0
    if dashed or (slash and sheet.text[start - 2 : start - 1] in "–—-"):
        # «. – Нариманов, 2016»: a lone Cyrillic name in this place is a town's
        town = len(words) == 1 and _TOWN.fullmatch(words[0].rstrip(".,")) is not None
        sheet.add("place" if town else "publisher", start, end, LIKELY)
        return start
    if start <= floor + 8 or sheet.has("issue", "volume"):
        return -1
    if sheet.has("year") and len(words) <= 5 and _STRONG_PUBLISHER.search(area):
        sheet.add("publisher", start, end, LIKELY)
        return start
    if _PUBLISHER.search(area) and not serial and not sheet.has("pages"):
        sheet.add("publisher", start, end, GUESS)
        return start
    return -1


def _several(sheet: Sheet, start: int, end: int, match: re.Match[str], confidence: float) -> int:
    """Note the imprint, each of «М. : Наука ; СПб. : Питер» for itself."""
    at = start
    publisher_start = start + match.start("publisher")
    for part in re.finditer(r";\s*([^:;]{1,40}?)\s?:\s*", sheet.work[publisher_start:end]):
        if not is_place(part[1]):
            continue
        sheet.add("place", at, publisher_start, confidence)
        sheet.add("publisher", publisher_start, publisher_start + part.start(), confidence)
        base = start + match.start("publisher")
        at, publisher_start = base + part.start(1), base + part.end()
    sheet.add("place", at, publisher_start, confidence)
    number = _NUMBER_BEHIND.search(sheet.work, publisher_start, end)
    if number and sheet.has("year") and not sheet.has("numpages", "pages"):
        sheet.add("numpages", number.start("numpages"), end, LIKELY)
        end = number.start()
    sheet.add("publisher", publisher_start, end, confidence)
    return start


def _place_behind_comma(sheet: Sheet, start: int, end: int) -> tuple[re.Match[str] | None, int]:
    """Find «, Washington, D.C.: Publisher» where only a comma parts the imprint from the title."""
    colon = sheet.work.rfind(": ", start, end)
    if colon < 0:
        return None, start
    for comma in re.finditer(r",\s+", sheet.work[start:colon]):
        at = start + comma.end()
        if ":" not in sheet.work[at:colon] and is_place(sheet.work[at:colon]):
            match = _PLACE_COLON.match(sheet.work[at:end])
            if match:
                return match, at
    return None, start


_NO_PLACE = frozenset(
    [
        "in",
        "in proc",
        "url",
        "doi",
        "from",
        "see",
        "available at",
        "available",
        "режим доступа",
        "в кн",
        "в сб",
        "сер",
        "серия",
        "пер",
        "т",
        "vol",
        "note",
    ]
)


def _looks_like_place(text: str, *, dashed: bool) -> bool:
    if text.casefold().strip(" .") in _NO_PLACE:
        return False
    words = text.replace(",", " ").split()
    if not 0 < len(words) <= 4:
        return False
    if len(text.strip(" .")) < 2:
        return False
    if re.search(r"\s\([A-Z]{2}\)$", text):
        return True
    capital = all(w[0].isupper() or w in ("на", "am", "upon", "de", "la", "el", "and", "&", "н/Д") for w in words)
    return capital and (dashed or len(words) <= 2)


def _looks_like_publisher(text: str) -> bool:
    return bool(_PUBLISHER.search(text)) or (len(text.split()) <= 6 and text[:1].isupper()) or text[:1] in '«"“'


def _starts_like_name(text: str) -> bool:
    first = text.lstrip(' «"“[(')[:1]
    return first.isupper() or text[:4] in ("the ", "изд-", "изд.", "тип.", "О’Р")
