"""The end of a reference, read backwards: as long as atoms and marks explain it, and the imprint before them.

Styles differ at the head; the tail is figures with their terms, dates, addresses and the imprint, which say
what they are wherever they stand.
"""

from __future__ import annotations

import re

from citekit.parsers.fields.lexicon import is_place
from citekit.parsers.marks import BLANK, Mark
from citekit.parsers.sheet import GUESS, LIKELY, SURE, Sheet

__all__ = ["peel", "read_imprint"]

_SEPARATORS = " .,;:–—-|/·•"
_CLOSERS = {")": "(", "]": "["}
_NOTE_AT_END = re.compile(
    r"(?:^|[\s.(\[,])(Деп\.[^\x00–—]{4,80}|Тираж \d+ экз|Загл\. с (?:экрана|титул\w* экрана)|Заглавие с экрана|свободный|Яз\. рус|Систем\. требования:[^\x00–—]{4,60}|Электрон\.(?: текстовые)? дан|Доступ (?:свободный|ограничен|из [^\x00–—]{4,60})|[Дд]оступ из [^\x00–—]{4,60}|Дата введения \d{4}[-–]\d\d[-–]\d\d|JSTOR|Project MUSE|EBSCOhost|ProQuest|Gale|Google Books|ScienceDirect|SpringerLink|PubMed|Print|Web|PDF|In press|in press|Epub|Online|В печати|в печати|Пер\. с англ|Text|Текст|\[?б\. и\.?\]?)$"
)
_PUBLISHER = re.compile(
    r"\b(?:изд-во|издательств\w*|изд\.\s?дом|издат\.|изд\.|ИД\b|Press\b|publ(?:ish\w*|\.)?\b|Verlag\b|Books?\b|Springer|Elsevier|Wiley|Routledge|Sage\b|SAGE|Palgrave|Macmillan|Birkh|Academic\b|McGraw|Pearson|O[’']Reil+y|Kluwer|CRC\b|IEEE\b|ACM\b|"
    r"University\b|Univ\.|университет\w*|ун-т\w*|институт\w*|ин-т\w*|Institute\b|School\b|College\b|Academy\b|ООО|ОАО|ЗАО|АО\b|Inc\b|Ltd\b|LLC\b|GmbH|Company\b|Co\.|Media\b|House\b|Group\b|Sons\b|Publications?\b|Éditions|Editions|"
    r"Наука\b|Мир\b|Юрайт|Лань\b|Инфра|ИНФРА|Просвещение|Высшая школа|Высш\. шк|Академия\b|Финансы|Экономика\b|Юрист|Норма\b|Проспект\b|Кнорус|КНОРУС|Юнити|ЮНИТИ|Питер\b|Дашков|АСТ\b|Эксмо|Знание\b|Прогресс\b|Политиздат|Мысль\b|ДМК|Вильямс|БХВ|СО РАН|РАН\b|НИИ|ВНИИ|Центр\b|Фонд\b|Издатель|типография|тип\.|Типогр|вид-во|Видавництво|Техника\b|Машиностроение|Химия\b|Медицина\b|Энерг\w+|Стройиздат|Недра\b|Металлургия\b|Колос\b|Книга\b|Статут\b)",
    re.IGNORECASE,
)
_TOWN = re.compile(r"[А-ЯЁІЇЄ][а-яёіїє]{2,}(?:-[А-ЯЁа-яё]+)*")
_STRONG_PUBLISHER = re.compile(
    r"\b(?:Press|Publ(?:ishers?|ishing|ications?)?|Springer|Elsevier|Wiley|Routledge|Verlag|IEEE|ACM|Academic|McGraw|Pearson|[Ии]зд-во|[Ии]здательство|[Ии]зд\. дом|Books)\b"
)
_PLACE_COLON = re.compile(
    r"(?P<place>[^\W\d_][^:;()\[\]\x00«»\"“”]{0,60}?(?:\s\([A-Z]{2}\))?)\s?:\s?:?\s*(?P<publisher>(?:[^\W_]|[«\"“„\[])[^\x00]{1,200})$"
)
_SERIES = re.compile(r"(?:[Сс]ерия|[Сс]ер\.|[Сс]ерія|Series|Ser\.)\s?[:.]?\s?[«\"“]?[^\x00]{2,120}$")
_GENRE_YEAR = re.compile(r"^(?P<genre>[^\d()]{4,60}?)\s*(?:[–—,-]|\s)\s*(?P<year>(?:19|20)\d\d)$")
_VOLUME_BEFORE = re.compile(r"(?<=[^\W\d_)»”\"])[,\s]\s?(?P<volume>\d{1,4})$")
_TERMS_ALONE = re.compile(r"\b(?:DOI|doi|URL|EDN|pp?\.|С\.|с\.|no\.|№|In Russian|ISBN|ISSN|УДК|арт\.|art\.)$")


_AREA = re.compile(
    r"(?P<dash>[.?!…»”\"\])\x00]\s?[–—]\s*|(?<=[.?!…»”\"\])])\s-\s+|\.-\s?)|\s[–—]\s+|(?<=\s)-\s+|(?<!\sSt\.)(?<=[.?!\]\x00)])\s*(?=[^\W\d_]|[«\"“\[])|(?<=/)\s+"
)
_INITIAL_BEFORE = re.compile(r"(?:^|[\s.(])[А-ЯЁA-Z]\.$")
_NUMBER_BEHIND = re.compile(r",\s*(?P<numpages>\d{2,4})$")


def peel(
    sheet: Sheet, floor: int, *, year_known: bool, stop: int = -1, law: bool = False, titled: bool = False, imprint: bool = True
) -> int:
    """Read the tail of a reference backwards down to ``floor``; return where what it cannot explain ends.

    ``stop`` is where to begin, the end of the text where it is not given. A ``law`` has a date of its own, so
    that one more is its source's. ``titled`` says that the title stands before ``floor``;
    ``imprint`` that a place and a publisher may be looked for.
    """
    end = len(sheet.text) if stop < 0 else stop
    started = False
    last = end + 1
    while floor < end < last:  # every turn must take something
        last = end
        bare = _without_separators(sheet, end, floor)
        if bare <= floor:
            return bare
        atom = sheet.atom_at_end(bare)
        if atom:
            end = atom.start
            started = True
            continue
        mark = sheet.mark_at_end(bare) or (sheet.mark_at_end(bare + 1) if bare < len(sheet.text) and sheet.text[bare] == "." else None)
        if mark and law and mark.kind in ("date", "year") and mark.start >= floor:
            sheet.add("sep", mark.start, mark.end, LIKELY)
            end = mark.start
            continue
        if mark and mark.start >= floor and _may_take(sheet, mark, floor, year_known=year_known or sheet.has("year"), titled=titled):
            sheet.take(mark)
            end = mark.start
            started = True
            if mark.kind == "year" or any(p[0] == "year" for p in mark.parts):
                end = _before_year(sheet, end, floor)
            continue
        if sheet.text[bare - 1] in ")]":
            opened = _bracket(sheet, bare, floor, started=started)
            if opened >= 0:
                end = opened
                started = True
                continue
            if sheet.text[bare - 1] == "]":
                return bare
            end = bare
        note = _NOTE_AT_END.search(sheet.work, max(floor, bare - 84), bare)
        if note:
            sheet.add("note", note.start(1), bare, LIKELY)
            end = note.start(1)
            continue
        term = _TERMS_ALONE.search(sheet.work, max(floor, bare - 12), min(bare + 1, len(sheet.work)))
        if term and term.start() < bare:
            end = term.start()
            continue
        begin = read_imprint(sheet, floor, bare, titled=titled) if imprint and _expects_imprint(sheet) else -1
        if begin >= 0:
            end = begin
            continue
        part = _part_title(sheet, floor, bare)
        if part >= 0:
            end = part
            continue
        series = _series(sheet, floor, bare)
        if series >= 0:
            end = series
            continue
        return bare
    return max(end, floor)


def _without_separators(sheet: Sheet, end: int, floor: int) -> int:
    text = sheet.text
    while end > floor and (text[end - 1] in _SEPARATORS):
        if sheet.atom_at_end(end) or sheet.mark_at_end(end):
            break
        end -= 1
    return end


def _expects_imprint(sheet: Sheet) -> bool:
    return not sheet.has("place", "publisher")


def _may_take(sheet: Sheet, mark: Mark, floor: int, *, year_known: bool, titled: bool) -> bool:
    """Tell whether a mark at the end of what is left belongs to the tail and not to a title."""
    before = sheet.text[floor : mark.start].rstrip()
    if not before.strip(_SEPARATORS):
        return titled
    last = before[-1]
    if mark.kind == "year" and _IN_YEAR.search(before):
        return False
    separated = last in '.,;:–—-(/|)»”"?!' + BLANK or sheet.text[mark.start] == "("
    if mark.kind in ("year", "date"):
        if not year_known:
            return separated or len(before) > 5
        alone = not sheet.has("pages", "volume", "issue", "place", "publisher") and not re.search(
            r"\d\s?[-–—]\s?\d", sheet.text[mark.start : mark.end]
        )
        if (
            mark.kind == "date"
            and alone
            and separated
            and _years(sheet, mark)
            and _years(sheet, mark) == {sheet.text[p.start : p.end] for p in sheet.pieces if p.label == "year"}
        ):
            return True  # «2017. "Title." New Yorker, April 17, 2017»
        # a second year: the imprint's of an APA chapter; a conference's date stays with its name
        return (
            separated
            and mark.kind == "year"
            and last in ",(" + BLANK
            and bool(re.search(r"(?:[.?!]|\))\s[^:.]{1,40}:\s?[^:]{3,80},$", before))
            and len(sheet.text[mark.start : mark.end]) < 6
            if last == ","
            else mark.kind == "year" and sheet.text[mark.start] == "("
        )
    if mark.kind == "serial":
        if sheet.has("pages") and any(p[0] == "pages" for p in mark.parts):
            return False
        return not sheet.has("volume") or not any(p[0] == "volume" for p in mark.parts)
    if mark.kind == "edition":
        return True
    if mark.kind == "issue":
        return separated or sheet.has("pages", "volume", "year") or bool(re.match(r"[№N]", sheet.text[mark.start :]))
    if mark.kind == "volume":
        return separated
    return separated or mark.kind == "pages"


_IN_YEAR = re.compile(r"(?:^|[\s(])(?:в|во|за|от|до|с|по|к|на|конца|начала|in|of|for|from|since|until|by|to|the|and|и)$", re.IGNORECASE)


def _years(sheet: Sheet, mark: Mark) -> set[str]:
    return {sheet.text[a:b] for label, a, b in mark.parts if label == "year"}


def _before_year(sheet: Sheet, end: int, floor: int) -> int:
    """Step over «(», «©» and the words that lead to a year."""
    match = re.search(
        r"[\s(\[©]*(?:Published Online First:|Published|publ\.|Epub|опубл\.|\(?c|©|copyright)?\s*[\s(\[]*$",
        sheet.work[floor:end],
        re.IGNORECASE,
    )
    if match and match[0].strip(" (["):
        return floor + match.start()
    while end > floor and sheet.text[end - 1] in "( [":
        end -= 1
    return end


def _bracket(sheet: Sheet, end: int, floor: int, *, started: bool) -> int:
    """Read a bracketed stretch that ends at ``end``; return where it opens, -1 where it is not the tail's."""
    opener = _CLOSERS[sheet.text[end - 1]]
    depth, at = 0, end - 1
    while at >= floor:
        c = sheet.text[at]
        if c == sheet.text[end - 1]:
            depth += 1
        elif c == opener:
            depth -= 1
            if not depth:
                break
        at -= 1
    if at <= floor or depth:
        return -1
    inner_start, inner_end = at + 1, end - 1
    inner = sheet.work[inner_start:inner_end]
    before = sheet.text[floor:at].rstrip()
    marks = [m for m in sheet.marks if m.start >= inner_start and m.end <= inner_end]
    rest = _rest(inner, inner_start, marks)
    if not rest.strip(_SEPARATORS + BLANK) and (marks or BLANK in inner):
        year_known = sheet.has("year")
        for mark in marks:
            if not (year_known and mark.kind in ("year", "date")):
                sheet.take(mark)
        return at
    dated = _GENRE_YEAR.match(inner.strip())
    if dated and not sheet.has("year"):
        shift = inner_start + len(inner) - len(inner.lstrip())
        sheet.add("genre", shift, shift + dated.end("genre"), LIKELY)
        sheet.add("year", shift + dated.start("year"), shift + dated.end("year"))
        number = _VOLUME_BEFORE.search(sheet.work, floor, at - 1 if sheet.text[at - 1] == " " else at)
        if number:
            sheet.add("volume", number.start("volume"), number.end("volume"), LIKELY)
            return number.start()
        return at
    if re.fullmatch(r"\s*about\s\d+\s\w+\.?\s*", inner):
        return at
    if re.fullmatch(r"\s*(?:Eds?|eds?|ред|сост|Ed\. by.{0,40})\.?\s*", inner):
        return -1
    # ГОСТ: «174 с. (Серия)», «– (Серия ; вып. 3)»
    after_dash = before.endswith(("–", "—", "-"))
    area = (
        sheet.mark_at_end(len(sheet.text[:at].rstrip()))
        or sheet.mark_at_end(len(sheet.text[:at].rstrip(" .–—-")) + 1)
        or sheet.mark_at_end(len(sheet.text[:at].rstrip(" .–—-")))
    )
    if opener == "(" and (after_dash or (area and area.kind in ("numpages", "year", "pages"))) and re.search(r"[^\W\d_]{3}", inner):
        sheet.add("series", inner_start, inner_end, SURE)
        return at
    return -1


def _rest(inner: str, offset: int, marks: list[Mark]) -> str:
    out = inner
    for mark in marks:
        a, b = mark.start - offset, mark.end - offset
        out = out[:a] + " " * (b - a) + out[b:]
    return out


def _series(sheet: Sheet, floor: int, end: int) -> int:
    """Read «– Сер. Название» at the end of what is left."""
    if not sheet.has("numpages", "year"):
        return -1
    start = max(sheet.work.rfind(" – ", floor, end), sheet.work.rfind(" — ", floor, end), sheet.work.rfind(". ", floor, end))
    if start < 0 or sheet.has("pages", "issue"):
        return -1
    match = _SERIES.match(sheet.work[start:end].lstrip(" .–—-"))
    if not match:
        return -1
    sheet.add("series", start, end, LIKELY)
    return start


def _part_title(sheet: Sheet, floor: int, end: int) -> int:
    """Read «Т. 1 : Общие вопросы технологии» behind the imprint; return where the volume's name begins."""
    for mark in reversed(sheet.marks):
        if (
            mark.kind in ("volume", "issue")
            and floor < mark.start
            and mark.end < end
            and sheet.text[mark.start - 2 : mark.start - 1] in ".,–—"
        ):
            name = _PART_NAME.fullmatch(sheet.work[mark.end : end])
            before = [m for m in sheet.marks if m.kind == "year" and floor < m.start < mark.start]
            if name and before:
                sheet.add("volume_title", mark.end + name.start("name"), end, LIKELY)
                return mark.end
    return -1


_PART_NAME = re.compile(r"\s?[:.]\s(?P<name>[^\W\d_][^:;\x00]{3,120})")


def _areas_before(sheet: Sheet, floor: int, end: int, *, titled: bool) -> list[tuple[int, bool]]:
    """Return where the areas begin that could open an imprint, nearest first, and whether a dash stands before."""
    starts = []
    low = max(floor, end - 220)
    for match in _AREA.finditer(sheet.work, low, end):
        if not match[0].strip() and _INITIAL_BEFORE.search(sheet.work, max(low, match.start() - 3), match.start()):
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
    for start, dashed in areas:  # first the form that leaves no doubt
        area = sheet.work[start:end]
        match = _PLACE_COLON.match(area)
        if match is None:
            match, start = _place_behind_comma(sheet, start, end)
            if match is None:
                continue
        place = match["place"].strip()
        sure = is_place(place)
        if sure or (dated and not serial and _looks_like_place(place, dashed=dashed) and _looks_like_publisher(match["publisher"])):
            confidence = SURE if sure else LIKELY
            return _several(sheet, start, end, match, confidence)
    if not dated and not sheet.has("numpages"):
        return -1
    for start, dashed in areas[:5]:
        area = sheet.work[start:end].rstrip(" .,")
        if is_place(area):
            sheet.add("place", start, end, SURE)
            return start
        commas = [m.start() for m in re.finditer(r",\s", area)]
        if (
            commas
            and not serial
            and not sheet.has("pages")
            and is_place(area[commas[-1] + 1 :])
            and not _PUBLISHER.search(area)
            and area[: commas[0]]
            and not is_place(area[: commas[0]])
        ):
            sheet.add("place", start + commas[-1] + 1, end, LIKELY)  # «Ценная инициатива, М., 2012»
            return start + commas[-1]
        for comma in reversed(commas):
            place, rest = area[:comma], area[comma + 1 :].strip()
            if is_place(place) and _starts_like_name(rest):
                sheet.add("place", start, start + comma, LIKELY)
                sheet.add("publisher", start + comma + 1, end, LIKELY)
                return start
        for comma in commas:
            publisher, place = area[:comma], area[comma + 1 :].strip()
            if (
                is_place(place)
                and _starts_like_name(publisher)
                and (
                    dashed
                    or _PUBLISHER.search(publisher)
                    or (len(publisher.split()) <= 4 and re.search(r"\b[Ii]n:?\s", sheet.work[floor:start]))
                )
                and not serial
            ):
                sheet.add("publisher", start, start + comma, LIKELY)
                sheet.add("place", start + comma + 1, end, LIKELY)
                return start
    if areas:
        start, dashed = areas[0]
        area = sheet.work[start:end]
        words = area.split()
        slash = sheet.work.rfind(" / ", floor, start) >= 0 and sheet.work.rfind("//", floor, start) < 0
        if (
            (dashed or (slash and sheet.text[start - 2 : start - 1] in "–—-"))
            and len(words) <= 9
            and _starts_like_name(area)
            and "//" not in area
        ):
            # «. – Нариманов, 2016»: a lone Cyrillic name in this place is a town's
            town = len(words) == 1 and _TOWN.fullmatch(words[0].rstrip(".,")) is not None
            sheet.add("place" if town else "publisher", start, end, LIKELY)
            return start
        strong = dated and len(words) <= 5 and _STRONG_PUBLISHER.search(area) and not sheet.has("issue", "volume")
        if strong and start > floor + 8 and _starts_like_name(area) and "//" not in area:
            sheet.add("publisher", start, end, LIKELY)
            return start
        if (
            len(words) <= 9
            and _PUBLISHER.search(area)
            and not serial
            and not sheet.has("pages", "issue", "volume")
            and start > floor + 8
            and _starts_like_name(area)
            and "//" not in area
        ):
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


def _looks_like_place(text: str, *, dashed: bool) -> bool:
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
