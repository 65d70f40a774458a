"""What a closed title stands in: the book behind «In», the journal or site behind a title in quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.parsers.fields.lexicon import is_place, is_region
from citekit.parsers.fields.names import match_names
from citekit.parsers.grammar.gost import event_place
from citekit.parsers.grammar.marks import BLANK
from citekit.parsers.grammar.sheet import GUESS, LIKELY, SURE
from citekit.parsers.grammar.title_area import BRACKETED_GENRE, BRACKETED_TRANSLATION, GENRE_SENTENCE, GENRE_WORDS, add_bracketed_genre
from citekit.parsers.patterns import pattern

if TYPE_CHECKING:
    from citekit.parsers.grammar.sheet import Sheet

__all__ = ["THESIS_BEHIND_COMMA", "add_loose", "find_inside", "read_after_quotes", "read_contained", "read_outside"]

_QUOTES = {'"': '"”', "“": '”"“', "„": '“”"', "«": "»", "‘": "’", "'": "'’"}
_IN = pattern(
    r"(?:^|(?<=[.,?!…”\"»’\s]))\s*(?P<in>[Ii]n:?|IN:?|В кн\.?\s?:|В\s?:|[Вв] сб\.?\s?:?|У кн\.?\s?:)\s+(?=[^\W_a-zа-яё]|[\"“«]|\d)"
)
_IN_SENTENCE = pattern(r"[.?!”\"’,]\s*(?P<in>[Ii]n:|In\s|in\s|В кн\.\s?:|В\s?:|[Вв] сб\.\s?:)\s*(?=[^\W_a-zа-яё]|[\"“«]|\d)")
_EDITORS = pattern(r"\s*,?\s*[(\[]?\s*(?P<role>(?:[Ee]ds?|[Ee]ditors?|[Hh]rsg|[Рр]ед|[Оо]тв\.\s?ред)\b\.?)\s*[)\]]?\s*[.,:]?\s*")
_EDITED_BY = pattern(
    r"[,.(]\s*(?P<role>(?:[Ee]dited|[Ee]ds?\.|[Ee]d\.)\s?by|[Ee]ds?\.|[Пп]од\s(?:общ\.\s|общей\s|науч\.\s|научной\s)?ред(?:акцией|\.)|[Оо]тв\.\s?ред\.|[Tt]rans(?:lated|\.)\s?by|[Пп]ер\.\sс\s\w+\.?)\s+"
)
_THESIS_LEAD = pattern(
    r"(?P<genre>(?:Ph\.?\s?D\.?|M\.?\s?S\.?c?\.?|M\.?\s?A\.?|D\.?\s?Phil\.?|B\.?\s?S\.?c?\.?|Master['’]?s|Bachelor['’]?s|Doctoral|Unpublished)\s[^,.]{0,40}?(?:thesis|dissertation|diss\.))[.,]?\s*",
    re.IGNORECASE,
)
_BETWEEN_COMMAS = pattern(r"[^,\x00]+")
_FIGURE_AT_END = pattern(r",\s*(?P<figure>\d{1,4})\.?$")
_STOP_BEHIND = pattern(r"\s*[.,:]\s")
_PATENT_LEAD = pattern(
    r"(?P<genre>(?:U\.\s?S\.|US|European|EP|International|WO)?\s?[Pp]atent(?:\sapplication)?)\s(?:No\.\s?)?(?P<number>[A-Z]{0,2}\s?[\d][\d\s,/]{3,14}\d(?:\s?[AB]\d)?)[.,]?\s*"
)
THESIS_BEHIND_COMMA = pattern(
    r"[,.]\s(?P<lead>(?:Ph\.?\s?D\.?|M\.?\s?S\.?c?\.?|M\.?\s?A\.?|Master['’]?s|Doctoral|Bachelor['’]?s|Unpublished)\s(?:\w+\s)?(?:thesis|dissertation|diss\.)[,.]?\s+)(?=[A-Z])",
    re.IGNORECASE,
)


_GOES_ON = pattern(r"\s(?P<rest>[A-ZА-ЯЁ][^.«»\"“”\x00]{12,200})\.\s(?P<place>[^.:\d]{2,40}):\s")
_GUILLEMETS = pattern(r"«\s?(?P<title>[^«»\x00]{3,300}(?:«[^«»]{1,100}»[^«»\x00]{0,200}){0,3}?)\s?»(?=,)")


def read_quoted_title(sheet: Sheet, start: int) -> tuple[int, int, int] | None:
    """Return (inner start, inner end, behind) of a title in quotes that opens the description."""
    text = sheet.text
    end = len(text)
    while start < end and text[start] in " .,;:–—-":
        start += 1
    if start >= end:
        return None
    opener = text[start]
    if opener == "«":  # «Title», Journal: elsewhere such quotes are often only a part of the title
        whole = _GUILLEMETS.match(text, start)
        return (whole.start("title"), whole.end("title"), whole.end()) if whole else None
    if opener not in '"“„' and not (opener in "‘'" and end - start > 3):
        return None
    closers = _QUOTES[opener]
    depth = 0
    at = start + 1
    last = -1
    limit = end if opener not in "'‘" else min(end, start + 300)
    while at < limit:
        c = text[at]
        if c == "“" and opener == "“":
            depth += 1
        elif c in closers:
            if depth and c == "”":
                depth -= 1
            elif opener in "'‘" and at + 1 < limit and text[at + 1].isalpha():
                pass
            else:
                after = text[at + 1 : at + 2]
                if c == '"' and after and not after.isspace() and after not in ".,;:)[]?!" and sheet.work[at + 1] != BLANK:
                    at += 1
                    continue
                last = at
                break
        at += 1
    if last < 0:
        return None
    inner_end = last
    after = text[last + 1 : end]
    inside = text[last - 1]
    if after[:1] == ":" or re.match(r"\s*//|\s/\s", after):
        return None
    closed = (
        inside in ".,?!…" or after[:1] in ".,;" or not after.strip(" .,") or after.lstrip()[:1] in "([" or re.match(r"\s+[Ii]n:?\s", after)
    )
    if not closed:
        return None
    # «"Are you happy to cheat us?" Exploitation of …»: the title goes on behind the quote
    if (inside in "?!" and _goes_on(after)) or _titled_further(after):
        return None
    if (
        inside in "?!"
        and after[:1] == " "
        and sheet.italic_at(last + 2 if last + 2 < len(text) else last) is None
        and len(sheet.sentences(last + 1, end)) > 1
        and after.lstrip()[:1].isupper()
        and sheet.reference.italics
    ):
        return None
    return start + 1, inner_end, last + 1


def _goes_on(after: str) -> bool:
    more = _GOES_ON.match(after)
    return bool(more and is_place(more["place"]) and len(more["rest"].split()) > 3)


_SENTENCE_NEXT = pattern(r"\.\s(?P<sentence>[A-Z][^.\"“”:;()\d\x00]{30,200})\.\s[A-Z]")


def _titled_further(after: str) -> bool:
    # «“Mini-mental state”. A practical method for grading … . J Psychiatr Res»
    more = _SENTENCE_NEXT.match(after)
    return bool(more and sum(w[0].islower() and len(w) > 3 for w in more["sentence"].split()) > 3)


def read_after_quotes(sheet: Sheet, quoted: tuple[int, int, int], end: int) -> None:
    """Read a quoted title and what stands behind it; ``quoted`` is the title's start and end and where the rest begins."""
    start, stop, behind = quoted
    inner_end = stop
    bracket = re.search(r"\s*\[([^\[\]]{6,600})\]\W*$", sheet.text[start:stop])
    if bracket:
        sheet.add("translated_title", start + bracket.start(1), start + bracket.end(1))
        inner_end = start + bracket.start()
    while inner_end > start and sheet.text[inner_end - 1] in ",. ":
        inner_end -= 1
    sheet.add("title", start, inner_end, SURE)
    at = behind
    while at < end and sheet.text[at] in " .,;:–—-":
        at += 1
    translation = BRACKETED_TRANSLATION.match(sheet.text, at, end)
    if translation and at == behind + len(sheet.text[behind:at]) and not GENRE_WORDS.search(translation["title"]):
        sheet.add("translated_title", translation.start("title"), translation.end("title"))
        at = translation.end()
    genre = BRACKETED_GENRE.match(sheet.text, at, end)
    if genre and GENRE_WORDS.search(genre["genre"]):
        add_bracketed_genre(sheet, genre)
        at = genre.end()
    while at < end and sheet.text[at] in " .,;:–—-":
        at += 1
    if at >= end:
        return
    inside = _IN.match(sheet.work, at, end)
    if inside:
        read_contained(sheet, inside.end(), end)
        return
    read_outside(sheet, at, end)


def read_outside(sheet: Sheet, start: int, end: int) -> None:
    """Note what stands between a title that is closed and the tail: container, publisher, genre, place."""
    serial = sheet.has("volume", "issue", "pages")
    edited = match_names(sheet.text[:end], start)
    role = _EDITORS.match(sheet.work, edited.end, end) if edited else None
    if edited and role and role.end() < end:  # «“Title.” Jane Doe and John Roe, eds. Book»
        sheet.add("editor", start, edited.end, LIKELY)
        sheet.add("editor_role", *role.span("role"))
        start = role.end()
    italic = sheet.italic_at(start)
    if italic and italic[1] <= end + 1:
        sheet.add("container", start, min(italic[1], end), SURE)
        _behind(sheet, italic[1], end)
        return
    if (thesis := _THESIS_LEAD.match(sheet.work, start, end)) is not None:
        sheet.add("genre", *thesis.span("genre"))
        _university(sheet, thesis.end(), end)
        return
    if (patent := _PATENT_LEAD.match(sheet.work, start, end)) is not None:
        sheet.add("genre", *patent.span("genre"))
        sheet.add("number", *patent.span("number"))
        return
    if read_listed(sheet, start, end):
        return
    pieces = sheet.sentences(start, end)
    if not serial and pieces and GENRE_SENTENCE.match(sheet.text[pieces[0][0] : pieces[0][1]].strip(" .")):
        sheet.add("genre", *pieces[0], LIKELY)
        if len(pieces) > 1:
            read_outside(sheet, pieces[1][0], end)
        return
    if serial or sheet.has("place") or not _divided(sheet, start, end):
        sheet.add("container", start, end, LIKELY)


def _behind(sheet: Sheet, at: int, end: int) -> None:
    """Note the rest behind a container."""
    while at < end and sheet.text[at] in " .,;:–—-)":
        at += 1
    if at < end:
        add_loose(sheet, at, end)


def _university(sheet: Sheet, start: int, end: int) -> None:
    """Note «Dept. Electron. Eng., Osaka Univ., Osaka, Japan» behind a thesis."""
    parts = [m.span() for m in _BETWEEN_COMMAS.finditer(sheet.work, start, end)]
    cut = len(parts)
    last = sheet.work[parts[-1][0] : end].strip(" .,") if parts else ""
    while cut > 2 and is_region(sheet.work[slice(*parts[cut - 1])].strip(" .")):
        cut -= 1
    if cut < len(parts) or (cut > 1 and is_place(last)):
        cut -= 1
    if cut < len(parts):
        sheet.add("place", parts[cut][0], end, LIKELY)
    if parts and cut:
        sheet.add("publisher", parts[0][0], parts[cut - 1][1], LIKELY)


def _divided(sheet: Sheet, start: int, end: int) -> bool:
    """Read «Container, 42», «Container, Place», MLA's «Container, Publisher»."""
    number = _FIGURE_AT_END.search(sheet.work, start, end)
    if number and sheet.has("year"):
        sheet.add("volume", *number.span("figure"), LIKELY)
        end = number.start()
    comma = sheet.work.rfind(", ", start, end)
    if comma > 0 and sheet.work.count("(", start, comma) == sheet.work.count(")", start, comma):
        first, second = sheet.text[start:comma].strip(), sheet.text[comma + 1 : end].strip(" .")
        named = (
            sheet.has("year") and not sheet.has("date") and len(second.split()) <= 8 and second[:1].isupper() and len(first.split()) <= 12
        )
        if is_place(second) or named:
            sheet.add("container", start, comma, LIKELY)
            sheet.add("place" if is_place(second) else "publisher", comma + 1, end, LIKELY)
            return True
    if number:
        sheet.add("container", start, end, LIKELY)
    return bool(number)


def read_listed(sheet: Sheet, start: int, end: int) -> bool:
    """Read MLA's «Container, edited by X, 3rd ed., Publisher» where marks stand between the commas."""
    marks = [m for m in sheet.marks if start < m.start and m.end <= end]
    blank = sheet.work.find(BLANK, start, end)
    if not marks and blank < 0:
        return False
    first = min([m.start for m in marks] + ([blank] if blank >= 0 else []))
    if sheet.text[first - 2 : first] != ", ":
        return False
    sheet.add("container", start, first, LIKELY)
    at = first
    for mark in marks:
        sheet.take(mark)
        at = max(at, mark.end)
    at = max(at, sheet.work.rfind(BLANK, start, end) + 1)
    while at < end and sheet.text[at] in " .,;:":
        at += 1
    if at < end:
        add_loose(sheet, at, end)
    return True


def add_loose(sheet: Sheet, start: int, end: int) -> None:
    """Note a rest behind the container: a genre, a place, a number of a series."""
    text = sheet.text[start:end].strip(" .,;")
    if is_place(text):
        sheet.add("place", start, end, LIKELY)
    elif GENRE_SENTENCE.match(text):
        sheet.add("genre", start, end, LIKELY)
    elif re.fullmatch(r"\d{1,4}", text):
        sheet.add("volume", start, end, LIKELY)
    else:
        comma = sheet.work.find(", ", start, end)
        if comma > 0 and is_place(sheet.text[start:comma]):
            sheet.add("place", start, comma, LIKELY)
            sheet.add("publisher", comma + 1, end, LIKELY)
            return
        sheet.add("publisher" if not sheet.has("publisher") and not sheet.has("volume", "issue") else "note", start, end, GUESS)


def find_inside(sheet: Sheet, start: int, end: int) -> tuple[int, int] | None:
    """Return where a title ends and where its container begins, parted by «In»; None where there is none."""
    for match in _IN_SENTENCE.finditer(sheet.work, start, end):
        word = match["in"].strip()
        if word == "in" and sheet.text[match.start()] not in '"”’':
            continue
        if match.start() - start < 6:
            continue
        rest = sheet.text[match.end() : end]
        if len(rest.strip(" .")) < 4:
            continue
        stop = match.start() + 1
        return stop, match.end()
    for a, _ in sheet.reference.italics:
        before = re.search(r"[.,?!\"”]\s*(?:In|in):?\s*$", sheet.work[start:a])
        if start < a < end and before:
            return start + before.start() + 1, a
    return None


_YEAR_BEHIND = pattern(r"\s*;\s(?:1[89]|20)\d\d\b")


def read_contained(sheet: Sheet, start: int, end: int) -> None:
    """Note the editors and the container behind «In»."""
    start = _editors(sheet, start, end)
    end = _paged(sheet, start, end)
    edited = _EDITED_BY.search(sheet.work, start, end)
    after = match_names(sheet.text[:end], edited.end(), strict=False) if edited else None
    if edited and after:
        sheet.add("container", start, edited.start(), SURE)
        label = "translator" if edited["role"][:2].casefold() in ("tr", "пе") else "editor"
        sheet.add("editor_role", edited.start("role"), edited.end("role"))
        sheet.add(label, edited.end(), after.end, SURE)
        _behind(sheet, after.end, end)
        return
    italic = sheet.italic_at(start if sheet.text[start : start + 1] != " " else start + 1)
    if italic and italic[1] < end:
        sheet.add("container", start, italic[1], SURE)
        _behind(sheet, italic[1], end)
        return
    if read_listed(sheet, start, end):
        return
    while end > start and sheet.text[end - 1] in " .,;:–—-":
        end -= 1
    cut = event_place(sheet, start, end)
    pieces = sheet.sentences(start, end) if cut == end else []
    if len(pieces) > 1 and not sheet.has("publisher", "place") and _YEAR_BEHIND.match(sheet.work, end):
        cut = pieces[-1][0]  # «Advances in AI 33. Curran; 2020»
        sheet.add("publisher", cut, end, LIKELY)
        end = cut
    sheet.add("container", start, cut, LIKELY)
    if cut < end:
        sheet.add("event_place", cut + 1, end, LIKELY)


def _editors(sheet: Sheet, start: int, end: int) -> int:
    """Note the editors before the container; return where the container begins."""
    names = match_names(sheet.text[:end], start)
    if names is None:
        return start
    role = _EDITORS.match(sheet.work, names.end, end)
    if role:
        sheet.add("editor", start, names.end, SURE)
        sheet.add("editor_role", role.start("role"), role.end("role"))
        return role.end()
    if names.form in ("initials-before", "initials-after", "vancouver") and _STOP_BEHIND.match(sheet.text, names.end):
        sheet.add("editor", start, names.end, LIKELY)
        return names.end
    return start


def _paged(sheet: Sheet, start: int, end: int) -> int:
    """Read «Container (2nd ed., Vol. 1, pp. 3–25). Publisher» from the brackets on; return where they open."""
    for mark in sheet.marks:
        if mark.kind == "pages" and start < mark.start < end and "(" in sheet.text[mark.start - 24 : mark.start]:
            opened = sheet.text.rfind("(", start, mark.start)
            closed = sheet.text.find(")", mark.end, end)
            if opened < 0 or closed < 0:
                return end
            for inner in sheet.marks:
                if opened < inner.start and inner.end <= closed:
                    sheet.take(inner)
            _behind(sheet, closed + 1, end)
            return opened
    return end
