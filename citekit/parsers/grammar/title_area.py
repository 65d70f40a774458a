"""A title where it stands: kinds of work and asides in brackets behind it, a parallel title, a translation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.parsers.fields.lexicon import is_place
from citekit.parsers.fields.names import match_names
from citekit.parsers.grammar.marks import BLANK
from citekit.parsers.grammar.sheet import LIKELY, SURE
from citekit.parsers.patterns import pattern

if TYPE_CHECKING:
    from citekit.parsers.grammar.sheet import Sheet

__all__ = ["BRACKETED_GENRE", "BRACKETED_TRANSLATION", "GENRE_SENTENCE", "GENRE_WORDS", "add_bracketed_genre", "add_title"]

GENRE_WORDS = pattern(
    r"thesis|dissertation|M\.?\s?S\.?c?\b|Ph\.?\s?D|master|bachelor|doctoral|report|working paper|discussion paper|policy (?:brief|note)|white paper|conference|paper presented|poster|preprint|press release|lecture|podcast|video|film|blog|dataset|data set|software|computer|"
    r"дис\.|диссертац|автореф|препринт|доклад|отчет|учеб",
    re.IGNORECASE,
)
GENRE_SENTENCE = pattern(
    r"^(?:(?:Policy|Working|Discussion|Research|Technical|Analytical|Issue|Briefing|Occasional|White|Position|Annual|Final|Background)\s(?:Brief|Note|Paper|Report|Papers?)s?|Ph\.?\s?D\.?\s(?:thesis|diss(?:ertation|\.)?)|(?:Master|Doctoral|Bachelor|MA|MSc|M\.\s?A\.|M\.Sc\.)\S*\s(?:thesis|dissertation)|Thesis[^.]{0,80}|Dissertation[^.]{0,60}|Report|Preprint|Fact\s?sheet|Unpublished\s\w+)\b[^.]{0,40}$",
    re.IGNORECASE,
)
BRACKETED_GENRE = pattern(r"\s*[\[(](?P<genre>[^\[\]()]{3,120})[\])]\.?")
BRACKETED_TRANSLATION = pattern(r"\s*\[(?P<title>[^\[\]]{6,600})\]")
_PARALLEL = pattern(r"\s=\s(?=[^\W_a-zа-яё]|[«\"“])")
_ASIDE = pattern(
    r"\s*\((?P<text>[^()]*(?:\bed\.|edition|изд\.|[Vv]ol\.|[Vv]ols\.|[Nn]o\.|pp?\.\s|[Vv]ersion|[Tt]hesis|[Dd]issertation|Publication No|Report No|Rep\. No)[^()]*)\)\.?$"
)
_REPORT_NUMBER = pattern(
    r"(?:(?:Publication|Report|Rep\.|Working Paper|Paper|Document|Order|Tech\. Rep\.)\s)?(?:No|Nr)\.\s?(?P<number>[\w./–-]+)$"
)


def _without_asides(sheet: Sheet, start: int, end: int) -> int:
    """Take «(2nd ed.)», «(Report No. 12)», «[Data set]» off a title's end and note what they say."""
    for _ in range(3):
        bracket = re.search(r"\s*\[(?P<genre>[^\[\]\x00]{3,80})\]\.?$", sheet.work[start:end])
        if bracket and GENRE_WORDS.search(bracket["genre"]) and bracket.start() > 3:
            whole = BRACKETED_GENRE.match(sheet.text, start + bracket.start())
            if whole:
                add_bracketed_genre(sheet, whole)
            end = start + bracket.start()
            continue
        aside = _ASIDE.search(sheet.work, max(start, end - 160), end)
        if not aside or aside.start() <= start + 3:
            break
        if re.search(r"thesis|dissertation", aside["text"], re.IGNORECASE):
            sheet.add("genre", *aside.span("text"), LIKELY)
            end = aside.start()
            continue
        number = _REPORT_NUMBER.search(aside["text"].strip())
        marks = [m for m in sheet.marks if aside.start() < m.start and m.end <= aside.end() and m.kind in ("edition", "volume", "pages")]
        if number:
            shift = aside.start("text") + len(aside["text"]) - len(aside["text"].lstrip())
            sheet.add("number", shift + number.start("number"), shift + number.end("number"))
        elif marks:
            for mark in marks:
                sheet.take(mark)
        elif not re.match(r"\s*[Vv]ersion", aside["text"]):
            break
        end = aside.start()
    return end


_COUNTED = pattern(r"\.\s\d{1,2}\s(?:vols?|Bde)\.?$")  # «Democracy in America. 2 vols.»


def _without_edition(sheet: Sheet, start: int, end: int) -> int:
    # «…: Учебник для вузов. 4-е изд. Стандарт третьего поколения»
    if counted := _COUNTED.search(sheet.work, start, end):
        end = counted.start()
    for mark in sheet.marks:
        if mark.kind != "edition" or not start + 4 < mark.start < end or sheet.has("edition"):
            continue
        before, after = sheet.text[: mark.start].rstrip()[-1:], sheet.text[mark.end : end].strip(" .,:;–—-")
        if (
            before in ".,:;–—"
            and len(after.split()) <= 4
            and (not after or sheet.text[mark.end - 1] == "." or sheet.text[mark.end] in ".,:;")
        ):
            sheet.take(mark)
            return len(sheet.text[: mark.start].rstrip(" .,:;–—-"))
    return end


_TRANSLATED_FROM = pattern(r"[\s.:,;–—-]*\b[Пп]ер(?:\.|евод)\s?(?:с|з)\s\w{2,12}\b\.?[\s:]*(?P<names>[^:\x00]{0,80})$")


def _without_translation(sheet: Sheet, start: int, end: int) -> int:
    # «Язык UML. 2-е изд.: Пер. с англ. Мухин Н.»
    found = _TRANSLATED_FROM.search(sheet.work, start + 4, end)
    if found is None:
        return end
    names = match_names(sheet.text[:end], found.start("names")) if found["names"].strip(" .") else None
    if found["names"].strip(" .") and (names is None or sheet.text[names.end : end].strip(" .,")):
        return end
    if names:
        sheet.add("responsibility", found.start() + len(found[0]) - len(found[0].lstrip(" .:,;–—-")), names.end)
    end = found.start()
    edition = next((m for m in sheet.marks if m.kind == "edition" and start < m.start and end - 2 <= m.end <= end + 2), None)
    if edition and not sheet.has("edition"):
        sheet.take(edition)
        end = edition.start
    while end > start and sheet.text[end - 1] in " .,;:–—-":
        end -= 1
    return end


def add_title(sheet: Sheet, start: int, end: int, confidence: float) -> None:
    """Note a title, without the atoms at its end and with a bracketed translation apart."""
    while end > start and (sheet.text[end - 1] in " .,;:–—-/" or sheet.work[end - 1] == BLANK):
        if sheet.text[end - 1] == "." and sheet.text[end - 3 : end] == "...":
            break
        end -= 1
    end = _without_asides(sheet, start, end)
    end = _without_edition(sheet, start, _without_translation(sheet, start, end))
    bracket = re.search(r"\s*\[(?P<title>[^\[\]\x00]{8,600})\]$", sheet.work[start:end])
    if bracket and not GENRE_WORDS.search(bracket["title"]):
        sheet.add("translated_title", start + bracket.start("title"), start + bracket.end("title"))
        end = start + bracket.start()
    elif bracket:
        sheet.add("genre", start + bracket.start("title"), start + bracket.end("title"))
        end = start + bracket.start()
    parallel = _PARALLEL.search(sheet.work, start + 3, end)
    if parallel and end - parallel.end() > 5:
        sheet.add("translated_title", parallel.end(), end)
        end = parallel.start()
    sheet.add("title", start, end, confidence)


def add_bracketed_genre(sheet: Sheet, genre: re.Match[str]) -> None:
    """Read «[Master's thesis, Central European University, Budapest]»."""
    start, end = genre.span("genre")
    parts = genre["genre"].split(", ")
    if len(parts) > 1 and re.search(r"thesis|dissertation|diss\.|дис", parts[0], re.IGNORECASE):
        at = start + len(parts[0])
        sheet.add("genre", start, at, SURE)
        if len(parts) > 2 or is_place(parts[-1]):
            place = end - len(parts[-1])
            if is_place(parts[-1]):
                sheet.add("place", place, end, LIKELY)
                end = place
        sheet.add("publisher", at, end, LIKELY)
        return
    sheet.add("genre", start, end, SURE)
