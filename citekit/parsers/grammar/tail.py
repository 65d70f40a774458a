"""The end of a reference, read backwards: as long as atoms and marks explain it, and the imprint before them.

Styles differ at the head; the tail is figures with their terms, dates, addresses and the imprint, which say
what they are wherever they stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.parsers.grammar.imprint import read_imprint
from citekit.parsers.grammar.marks import BLANK
from citekit.parsers.grammar.sheet import LIKELY, SURE
from citekit.parsers.patterns import pattern

if TYPE_CHECKING:
    from citekit.parsers.grammar.marks import Mark
    from citekit.parsers.grammar.sheet import Sheet

__all__ = ["peel"]

_SEPARATORS = " .,;:–—-|/·•"
_CLOSERS = {")": "(", "]": "["}
_NOTE_AT_END = pattern(
    r"(?:^|[\s.(\[,])(Деп\.[^\x00–—]{4,80}|Тираж \d+ экз|Загл\. с (?:экрана|титул\w* экрана)|Заглавие с экрана|свободный|Яз\. рус|Систем\. требования:[^\x00–—]{4,60}|Электрон\.(?: текстовые)? дан|Доступ (?:свободный|ограничен|из [^\x00–—]{4,60})|[Дд]оступ из [^\x00–—]{4,60}|Дата введения \d{4}[-–]\d\d[-–]\d\d|JSTOR|Project MUSE|EBSCOhost|ProQuest|Gale|Google Books|ScienceDirect|SpringerLink|PubMed|Print|Web|PDF|In press|in press|Epub|Online|В печати|в печати|Пер\. с англ|Text|Текст|\[?б\. и\.?\]?|[Нн]азва з (?:екран[ау]|титул\w* екран[ау])|[Пп]арал\. тит\. [а-я]+|\d{1,3}(?:,\d)? см|\d{2,6} экз|[Бб]иблиогр\.(?: в конце \w+\.?|: \d+ назв)|[Пп]ер\. с \w{2,6}|ч\.-б\. ил|цв\. ил|[Дд]ата публикации|[Вв]ид\. оф[іи]ц|[Ии]зд\. офиц|[Дд]ок\. № ?\d+|Режим доступа\s?:\s?(?:свободный|ограниченный|по подписке|для [^\x00.]{4,40}|[^\x00.:]{4,40}пользовател\w+)|[Ии]л)$"
)
_SERIES = pattern(r"(?:[Сс]ерия|[Сс]ер\.|[Сс]ерія|Series|Ser\.)\s?[:.]?\s?[«\"“]?[^\x00]{2,120}$")
_GENRE_YEAR = pattern(r"^(?P<genre>[^\d()]{4,60}?)\s*(?:[–—,-]|\s)\s*(?P<year>(?:19|20)\d\d)$")
_VOLUME_BEFORE = pattern(r"(?<=[^\W\d_)»”\"])[,\s]\s?(?P<volume>\d{1,4})$")
_TERMS_ALONE = pattern(r"\b(?:DOI|doi|URL|EDN|pp?\.|С\.|с\.|no\.|№|In Russian|ISBN|ISSN|УДК|арт\.|art\.)$")
_IN_YEAR = pattern(r"(?:^|[\s(])(?:в|во|за|от|до|с|по|к|на|конца|начала|in|of|for|from|since|until|by|to|the|and|и)$", re.IGNORECASE)
_PART_NAME = pattern(r"\s?[:.]\s(?P<name>[^\W\d_][^:;\x00]{3,120})")


def peel(
    sheet: Sheet, floor: int, *, year_known: bool, stop: int = -1, law: bool = False, titled: bool = False, imprint: bool = True
) -> int:
    """Read the tail of a reference backwards down to ``floor``; return where what it cannot explain ends.

    ``stop`` is where to begin, the end of the text where it is not given. A ``law`` has a date of its own, so
    that one more is its source's. ``titled`` says that the title stands before ``floor``;
    ``imprint`` that a place and a publisher may be looked for.
    """
    end = len(sheet.text) if stop < 0 else stop
    last = end + 1
    while floor < end < last:  # every turn must take something
        last = end
        bare = _without_separators(sheet, end, floor)
        if bare <= floor:
            return bare
        atom = sheet.atom_at_end(bare)
        if atom:
            end = atom.start
            continue
        mark = sheet.mark_at_end(bare) or (sheet.mark_at_end(bare + 1) if bare < len(sheet.text) and sheet.text[bare] == "." else None)
        if mark and law and mark.kind in ("date", "year") and mark.start >= floor:
            sheet.add("sep", mark.start, mark.end, LIKELY)
            end = mark.start
            continue
        if mark and mark.start >= floor and _may_take(sheet, mark, floor, year_known=year_known or sheet.has("year"), titled=titled):
            sheet.take(mark)
            end = mark.start
            if mark.kind == "year" or any(p[0] == "year" for p in mark.parts):
                end = _before_year(sheet, end, floor)
            continue
        if sheet.text[bare - 1] in ")]":
            opened = _bracket(sheet, bare, floor)
            if opened >= 0:
                end = opened
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
        area = _area_behind_year(sheet, floor, bare)
        if area >= 0:
            end = area
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


def _bracket(sheet: Sheet, end: int, floor: int) -> int:
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
    if opener == "(" and _BRACKETED_NOTE.fullmatch(inner):
        sheet.add("note", inner_start, inner_end, LIKELY)
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


_BRACKETED_NOTE = pattern(
    r"\s*(?:[Пп]ер\.\s(?:с|з)\s[\w.]{2,12}|[Пп]рил\.\sк[^()]*|[Рр]епр(?:инт|\.)[^()]*|[Пп]ереизд\.?[^()]*|[Рр]укопись|ДСП|[Вв] печати|[Rr]epr(?:int|\.)[^()]*|[Oo]rig(?:inal(?:ly)?|\.)\s[^()]*)\s*"
)


def _rest(inner: str, offset: int, marks: list[Mark]) -> str:
    out = inner
    for mark in marks:
        a, b = mark.start - offset, mark.end - offset
        out = out[:a] + " " * (b - a) + out[b:]
    return out


_AREA_BEHIND_YEAR = pattern(r"(?<!\d)(?:1[89]|20)\d\d(?:\s?г\.)?\s?[.;,]?(?:\x00[\s.]*)?\s?[–—-]\s(?=[^\x00]{2,120}$)")


def _area_behind_year(sheet: Sheet, floor: int, end: int) -> int:
    """Read an area that no mark explains behind the imprint's year, «– 2 т.», «– 215, [1] с. ; 21 см»; return where it begins."""
    if sheet.has("year", "issue", "volume"):
        return -1
    found = max(_AREA_BEHIND_YEAR.finditer(sheet.work, max(floor, end - 140), end), key=lambda m: m.start(), default=None)
    if found is None or sheet.work.find("//", floor, found.start()) >= 0:
        return -1
    for mark in sheet.marks:
        if found.end() <= mark.start and mark.end <= end and mark.kind in ("numpages", "volume", "edition") and not sheet.has(mark.kind):
            sheet.take(mark)
    if not sheet.has("note") and not sheet.has("numpages", "volume", "edition"):
        sheet.add("note", found.end(), end, LIKELY)
    return found.end()


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
