"""Between head and tail: the title, what it stands in, and who answers for them."""

from __future__ import annotations

import re

from citekit.parsers.fields.bodies import is_body
from citekit.parsers.fields.lexicon import is_given_name, is_place, is_region
from citekit.parsers.fields.names import match_names
from citekit.parsers.marks import BLANK
from citekit.parsers.sheet import GUESS, LIKELY, SURE, Sheet

__all__ = ["read_core"]

_SLASHES = re.compile(r"(?<![:/])//(?!/)|(?<=\s)/\s/(?=\s)")
_QUOTES = {'"': '"”', "“": '”"“', "„": '“”"', "«": "»", "‘": "’", "'": "'’"}
_IN = re.compile(
    r"(?:^|(?<=[.,?!…”\"»’\s]))\s*(?P<in>[Ii]n:?|IN:?|В кн\.?\s?:|В\s?:|[Вв] сб\.?\s?:?|У кн\.?\s?:)\s+(?=[^\W_a-zа-яё]|[\"“«]|\d)"
)
_IN_SENTENCE = re.compile(r"[.?!”\"’,]\s*(?P<in>[Ii]n:|In\s|in\s|В кн\.\s?:|В\s?:|[Вв] сб\.\s?:)\s*(?=[^\W_a-zа-яё]|[\"“«]|\d)")
_EDITORS = re.compile(r"\s*,?\s*[(\[]?\s*(?P<role>(?:[Ee]ds?|[Ee]ditors?|[Hh]rsg|[Рр]ед|[Оо]тв\.\s?ред)\b\.?)\s*[)\]]?\s*[.,:]?\s*")
_EDITED_BY = re.compile(
    r"[,.(]\s*(?P<role>(?:[Ee]dited|[Ee]ds?\.|[Ee]d\.)\s?by|[Ee]ds?\.|[Пп]од\s(?:общ\.\s|общей\s|науч\.\s|научной\s)?ред(?:акцией|\.)|[Оо]тв\.\s?ред\.|[Tt]rans(?:lated|\.)\s?by|[Пп]ер\.\sс\s\w+\.?)\s+"
)
_RESPONSIBILITY = re.compile(r"\s/\s?(?=[^\s/])|(?<=[^\s/])/\s(?=[^\s/])|(?<=[.\w)»])\s/(?=[А-ЯЁA-Z]\.|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.)")
_BRACKETED_TRANSLATION = re.compile(r"\s*\[(?P<title>[^\[\]]{6,600})\]")
_BRACKETED_GENRE = re.compile(r"\s*[\[(](?P<genre>[^\[\]()]{3,120})[\])]\.?")
_GENRE_WORDS = re.compile(
    r"thesis|dissertation|M\.?\s?S\.?c?\b|Ph\.?\s?D|master|bachelor|doctoral|report|working paper|discussion paper|policy (?:brief|note)|white paper|conference|paper presented|poster|preprint|press release|lecture|podcast|video|film|blog|dataset|data set|software|computer|"
    r"дис\.|диссертац|автореф|препринт|доклад|отчет|учеб",
    re.IGNORECASE,
)
_GENRE_SENTENCE = re.compile(
    r"^(?:(?:Policy|Working|Discussion|Research|Technical|Analytical|Issue|Briefing|Occasional|White|Position|Annual|Final|Background)\s(?:Brief|Note|Paper|Report|Papers?)s?|Ph\.?\s?D\.?\s(?:thesis|diss(?:ertation|\.)?)|(?:Master|Doctoral|Bachelor|MA|MSc|M\.\s?A\.|M\.Sc\.)\S*\s(?:thesis|dissertation)|Thesis[^.]{0,80}|Dissertation[^.]{0,60}|Report|Preprint|Fact\s?sheet|Unpublished\s\w+)\b[^.]{0,40}$",
    re.IGNORECASE,
)


def read_core(
    sheet: Sheet, start: int, end: int, *, dated: bool, titled: bool = False, quoted: tuple[int, int, int] | None = None, heading: str = ""
) -> str:
    """Read title, container and responsibility between ``start`` and ``end``; return the layout's name.

    ``dated`` says that the year stood in brackets behind the names, ``titled`` that the title is known, ``quoted``
    where a title in quotes stands, ``heading`` in which form the names stand («body»
    for an organisation's).
    """
    if not titled:
        while start < end and sheet.text[start] in " .,;:–—-/":
            start += 1
    if start >= end:
        return "empty"
    slashes = _SLASHES.search(sheet.work, max(0, start - 2), max(end, start + 4))
    if titled:
        if slashes and slashes.end() < end:
            _container(sheet, slashes.end(), end)
        return "titled"
    if slashes and slashes.start() < max(end, start + 1):
        _gost_part(sheet, start, end, slashes)
        return "gost-part"
    thesis = _THESIS_COMMA.search(sheet.work, start, end) if not quoted else None
    if thesis and thesis.start() > start + 8:
        _title(sheet, start, thesis.start(), LIKELY)
        _outside(sheet, thesis.start("lead"), end)
        return "thesis"
    if quoted:
        _after_quotes(sheet, quoted, end)
        return "quotes"
    inside = _in(sheet, start, end)
    if inside:
        _title(sheet, start, inside[0], SURE)
        _contained(sheet, inside[1], end)
        return "in"
    responsibility = _RESPONSIBILITY.search(sheet.work, start, end)
    semicolon = _ROLE_BEHIND_SEMICOLON.search(sheet.work, start, end)
    if semicolon and (responsibility is None or semicolon.start() < responsibility.start()):
        _title(sheet, start, semicolon.start(), SURE)
        _responsibility(sheet, semicolon.end(), end)
        return "gost-book"
    if responsibility:
        layout = _with_responsibility(sheet, start, end, responsibility, dated=dated)
        if layout:
            return layout
    italic = _by_italics(sheet, start, end)
    if italic:
        return italic
    if _translated(sheet, start, end):
        return "translated"
    if heading == "body" and not re.search("[а-яё]", sheet.text[start:end]):
        return _of_body(sheet, start, end)
    if heading == "" and not dated and _page_of_site(sheet, start, end):
        return "site"
    return _by_sentences(sheet, start, end, dated=dated, front=heading == "front" and is_body(sheet.text[:start]))


# -- ГОСТ: Заглавие / ответственность // Источник ---------------------------------------------------------


def _gost_part(sheet: Sheet, start: int, end: int, slashes: re.Match[str]) -> None:
    responsibility = None
    for match in _RESPONSIBILITY.finditer(sheet.work, start, slashes.start()):
        responsibility = match
        if match_names(sheet.text, match.end()) or re.match(r"\s*(?:под|сост|отв|авт|пер|ред|науч|гл)\b", sheet.text[match.end() :]):
            break
    if responsibility:
        _title(sheet, start, responsibility.start(), SURE)
        _responsibility(sheet, responsibility.end(), slashes.start())
    else:
        _title(sheet, start, slashes.start(), SURE)
    if end > slashes.end():
        _container(sheet, slashes.end(), end)


def _container(sheet: Sheet, start: int, end: int) -> None:
    """Note the container, its statement of responsibility and a place and year glued to its end."""
    semicolon = _ROLE_BEHIND_SEMICOLON.search(sheet.work, start, end)
    if semicolon:
        _responsibility(sheet, semicolon.end(), end)
        end = semicolon.start()
    match = _RESPONSIBILITY.search(sheet.work, start, end)
    if match and (
        match_names(sheet.text, match.end())
        or re.match(r"\s*(?:под|сост|отв|ред|науч|гл|редкол|[Ee]ds?)\b", sheet.text[match.end() :])
        or (
            match[0] == " / "
            and re.match(r"[А-ЯЁ]", sheet.text[match.end() :])
            and (";" in sheet.text[match.end() : end] or is_body(sheet.text[match.end() : end]))
        )
    ):
        _responsibility(sheet, match.end(), end)
        end = match.start()
    patent = _REGISTERED.match(sheet.work[start:end].lstrip())
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
    cut = _event_place(sheet, first, last)
    sheet.add("container", first, cut, SURE)
    if cut < last:
        sheet.add("event_place", cut + 1, last, LIKELY)


_IN_LEAD = re.compile(r"\s*(?:[ВвУу]\s(?:кн|сб|зб|журн)\.?\s?:?|[Вв]\s?:|In:)\s*(?=\S)")
_DEGREE = re.compile(
    r"\s*(?P<genre>(?:[Дд]ис|[Аа]втореф)[^/;:]{2,160}?)\s*(?::\s*(?P<code>\d\d\.\d\d\.\d\d))?\s*(?=[:;/]|\.\s?[–—-]|$|\.$)"
)
_CONFERENCE = re.compile(
    r"conference|congress|symposium|workshop|colloqui|proceedings|meeting|конференц|конгресс|симпозиум|съезд|форум|семинар|\bproc\b|\bconf\b|\bsymp\b",
    re.IGNORECASE,
)


def _event_place(sheet: Sheet, start: int, end: int) -> int:
    """Return where «, Malaysia, Kelantan» begins behind a conference's name whose year follows; else ``end``."""
    if sheet.has("place", "publisher") or not _CONFERENCE.search(sheet.work, start, end):
        return end
    after = sheet.text[end : end + 14]
    if not re.match(r"\s*,\s*(?:[A-Z][a-z]{2,8}\.?\s)?(?:19|20)\d\d", after):
        return end
    commas = [m.start() for m in re.finditer(r",\s", sheet.work[start:end])]
    cut = end
    for comma in reversed(commas[-3:]):
        piece = sheet.work[start + comma + 1 : cut].strip()
        words = piece.split()
        if 0 < len(words) <= 3 and all(w[0].isupper() for w in words) and not _CONFERENCE.search(piece) and not re.search(r"\d", piece):
            cut = start + comma
        else:
            break
    return cut


_ROLE_AHEAD = re.compile(r"\s*\[?(?:под|за|сост|отв|авт|пер|ред|науч|гл|редкол|общ|уклад|[Ee]ds?\b|[Ee]dited|[Пп]ер\.|[Cc]omp|[Tt]rans)")
_ROLE_BEHIND_SEMICOLON = re.compile(
    r"(?:(?<=[.)»”])\s+|\s\(|,\s)(?=\[?(?:[Пп]од\s(?:(?:общ|науч)\w*\.?\s)?ред|[Оо]тв\.\s?ред|[Рр]едкол|[Сс]ост(?:\.|авител)|[Гг]л\.\s?ред|[Нн]ауч\.\s?ред))|\s*;\s*(?=\[?(?:под\s|за\sред|сост|отв\.|авт\.-сост|пер\.|перевод|ред\.|редкол|науч\.\s?ред|гл\.\s?ред|общ\.\s?ред|ответственный|редактор|составител))"
)


def _with_responsibility(sheet: Sheet, start: int, end: int, match: re.Match[str], *, dated: bool) -> str:
    """Read «Title / names» and, in layouts of «/» alone, «/ Journal»; an empty answer where it is neither."""
    names = match_names(sheet.text[:end], match.end())
    role = re.match(
        r"\s*(?:под|сост|отв|авт|пер|ред|науч|гл|редкол|[Ee]ds?|[Ee]dited|[Пп]ер\.|[Cc]omp|[Tt]rans|[ДдК]ис|[Аа]втореф)",
        sheet.text[match.end() :],
    )
    if names is None and not role and (dated or not re.match(r"\s*[А-ЯЁA-Z«]", sheet.text[match.end() :])):
        return ""
    _title(sheet, start, match.start(), SURE)
    second = _RESPONSIBILITY.search(sheet.work, match.end(), end)
    if second and names and not _ROLE_AHEAD.match(sheet.text, second.end()):
        _responsibility(sheet, match.end(), second.start())
        _container(sheet, second.end(), end)
        return "slashes"
    _responsibility(sheet, match.end(), end)
    return "gost-book"


def _responsibility(sheet: Sheet, start: int, end: int) -> None:
    """Note the statement as one piece; :mod:`citekit.parsers.fields.responsibility` reads it."""
    degree = _DEGREE.match(sheet.text, start, end)
    if degree:
        sheet.add("genre", *degree.span("genre"), SURE)
        if degree["code"]:
            sheet.add("number", *degree.span("code"), SURE)
        start = degree.end()
    sheet.add("responsibility", start, end, LIKELY)


# -- quotes ------------------------------------------------------------------------------------------------


def read_quoted_title(sheet: Sheet, start: int) -> tuple[int, int, int] | None:
    """Return (inner start, inner end, behind) of a title in quotes that opens the description."""
    text = sheet.text
    end = len(text)
    while start < end and text[start] in " .,;:–—-":
        start += 1
    if start >= end:
        return None
    opener = text[start]
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


def _after_quotes(sheet: Sheet, quoted: tuple[int, int, int], end: int) -> None:
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
    translation = _BRACKETED_TRANSLATION.match(sheet.text, at, end)
    if translation and at == behind + len(sheet.text[behind:at]) and not _GENRE_WORDS.search(translation["title"]):
        sheet.add("translated_title", translation.start("title"), translation.end("title"))
        at = translation.end()
    genre = _BRACKETED_GENRE.match(sheet.text, at, end)
    if genre and _GENRE_WORDS.search(genre["genre"]):
        _bracketed_genre(sheet, genre)
        at = genre.end()
    while at < end and sheet.text[at] in " .,;:–—-":
        at += 1
    if at >= end:
        return
    inside = _IN.match(sheet.work, at, end)
    if inside:
        _contained(sheet, inside.end(), end)
        return
    _outside(sheet, at, end)


def _outside(sheet: Sheet, start: int, end: int) -> None:
    """Note what stands between a title that is closed and the tail: container, publisher, genre, place."""
    serial = sheet.has("volume", "issue", "pages")
    italic = sheet.italic_at(start)
    if italic and italic[1] <= end + 1:
        rest = italic[1]
        sheet.add("container", start, min(italic[1], end), SURE)
        while rest < end and sheet.text[rest] in " .,;:–—-":
            rest += 1
        if rest < end:
            _loose(sheet, rest, end)
        return
    thesis = _THESIS_LEAD.match(sheet.work, start, end)
    if thesis:
        sheet.add("genre", *thesis.span("genre"))
        rest = sheet.work[thesis.end() : end]
        parts = [(thesis.end() + m.start(), thesis.end() + m.end()) for m in re.finditer(r"[^,\x00]+", rest)]
        cut = len(parts)
        if cut > 1 and is_place(sheet.work[parts[cut - 1][0] : end].strip(" .,")):
            cut -= 1
        elif cut > 2 and is_region(sheet.work[parts[cut - 1][0] : end].strip(" .,")):
            cut -= 2
        if cut < len(parts):
            sheet.add("place", parts[cut][0], end, LIKELY)
        if parts and cut:
            sheet.add("publisher", parts[0][0], parts[cut - 1][1], LIKELY)
        return
    patent = _PATENT_LEAD.match(sheet.work, start, end)
    if patent:
        sheet.add("genre", *patent.span("genre"))
        sheet.add("number", *patent.span("number"))
        return
    if _listed(sheet, start, end):
        return
    pieces = sheet.sentences(start, end)
    if not serial and pieces and _GENRE_SENTENCE.match(sheet.text[pieces[0][0] : pieces[0][1]].strip(" .")):
        sheet.add("genre", *pieces[0], LIKELY)
        if len(pieces) > 1:
            _outside(sheet, pieces[1][0], end)
        return
    if serial or sheet.has("place"):
        sheet.add("container", start, end, LIKELY)
        return
    number = re.search(r",\s*(\d{1,4})\.?$", sheet.work[start:end])
    if number and sheet.has("year"):
        sheet.add("volume", start + number.start(1), start + number.end(1), LIKELY)
        end = start + number.start()
    comma = sheet.work.rfind(", ", start, end)
    if comma > 0 and sheet.work.count("(", start, comma) == sheet.work.count(")", start, comma):
        first, second = sheet.text[start:comma].strip(), sheet.text[comma + 1 : end].strip(" .")
        if is_place(second):
            sheet.add("container", start, comma, LIKELY)
            sheet.add("place", comma + 1, end, LIKELY)
            return
        if sheet.has("year") and not sheet.has("date") and len(second.split()) <= 8 and second[:1].isupper() and len(first.split()) <= 12:
            sheet.add("container", start, comma, LIKELY)
            sheet.add("publisher", comma + 1, end, LIKELY)
            return
    sheet.add("container", start, end, LIKELY)


_THESIS_LEAD = re.compile(
    r"(?P<genre>(?:Ph\.?\s?D\.?|M\.?\s?S\.?c?\.?|M\.?\s?A\.?|D\.?\s?Phil\.?|B\.?\s?S\.?c?\.?|Master['’]?s|Bachelor['’]?s|Doctoral|Unpublished)\s[^,.]{0,40}?(?:thesis|dissertation|diss\.))[.,]?\s*",
    re.IGNORECASE,
)
_PATENT_LEAD = re.compile(
    r"(?P<genre>(?:U\.\s?S\.|US|European|EP|International|WO)?\s?[Pp]atent(?:\sapplication)?)\s(?:No\.\s?)?(?P<number>[A-Z]{0,2}\s?[\d][\d\s,/]{3,14}\d(?:\s?[AB]\d)?)[.,]?\s*"
)


_THESIS_COMMA = re.compile(
    r"[,.]\s(?P<lead>(?:Ph\.?\s?D\.?|M\.?\s?S\.?c?\.?|M\.?\s?A\.?|Master['’]?s|Doctoral|Bachelor['’]?s|Unpublished)\s(?:\w+\s)?(?:thesis|dissertation|diss\.)[,.]?\s+)(?=[A-Z])",
    re.IGNORECASE,
)


def _listed(sheet: Sheet, start: int, end: int) -> bool:
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
        _loose(sheet, at, end)
    return True


def _bracketed_genre(sheet: Sheet, genre: re.Match[str]) -> None:
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


def _loose(sheet: Sheet, start: int, end: int) -> None:
    """Note a rest behind the container: a genre, a place, a number of a series."""
    text = sheet.text[start:end].strip(" .,;")
    if is_place(text):
        sheet.add("place", start, end, LIKELY)
    elif _GENRE_SENTENCE.match(text):
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


# -- In: -----------------------------------------------------------------------------------------------------


def _in(sheet: Sheet, start: int, end: int) -> tuple[int, int] | None:
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


def _contained(sheet: Sheet, start: int, end: int) -> None:
    """Note the editors and the container behind «In»."""
    names = match_names(sheet.text[:end], start)
    if names:
        role = _EDITORS.match(sheet.work, names.end, end)
        if role:
            sheet.add("editor", start, names.end, SURE)
            sheet.add("editor_role", role.start("role"), role.end("role"))
            start = role.end()
        elif names.form in ("initials-before", "initials-after", "vancouver") and re.match(r"\s*[.,:]\s", sheet.text[names.end :]):
            sheet.add("editor", start, names.end, LIKELY)
            start = names.end
    paged = next(
        (m for m in sheet.marks if m.kind == "pages" and start < m.start < end and "(" in sheet.text[m.start - 24 : m.start]), None
    )
    if paged:  # «Container (2nd ed., Vol. 1, pp. 3–25). Publisher»
        opened = sheet.text.rindex("(", start, paged.start)
        closed = sheet.text.find(")", paged.end, end)
        if closed > 0:
            for mark in sheet.marks:
                if opened < mark.start and mark.end <= closed:
                    sheet.take(mark)
            rest = closed + 1
            while rest < end and sheet.text[rest] in " .,;:–—-":
                rest += 1
            if rest < end:
                _loose(sheet, rest, end)
            end = opened
    edited = _EDITED_BY.search(sheet.work, start, end)
    if edited:
        after = match_names(sheet.text[:end], edited.end(), strict=False)
        if after:
            sheet.add("container", start, edited.start(), SURE)
            label = "translator" if edited["role"][:2].casefold() in ("tr", "пе") else "editor"
            sheet.add("editor_role", edited.start("role"), edited.end("role"))
            sheet.add(label, edited.end(), after.end, SURE)
            rest = after.end
            while rest < end and sheet.text[rest] in " .,;:–—-)":
                rest += 1
            if rest < end:
                _loose(sheet, rest, end)
            return
    italic = sheet.italic_at(start if sheet.text[start : start + 1] != " " else start + 1)
    if italic and italic[1] < end:
        sheet.add("container", start, italic[1], SURE)
        rest = italic[1]
        while rest < end and sheet.text[rest] in " .,;:–—-":
            rest += 1
        if rest < end:
            _loose(sheet, rest, end)
        return
    if _listed(sheet, start, end):
        return
    while end > start and sheet.text[end - 1] in " .,;:–—-":
        end -= 1
    cut = _event_place(sheet, start, end)
    sheet.add("container", start, cut, LIKELY)
    if cut < end:
        sheet.add("event_place", cut + 1, end, LIKELY)


# -- italics and sentences -----------------------------------------------------------------------------------


def _by_italics(sheet: Sheet, start: int, end: int) -> str:
    """Read a stretch where italics mark the title of the book or the name of the journal."""
    spans = [(a, b) for a, b in sheet.reference.italics if b > start and a < end and b - a > 1]
    if not spans:
        return ""
    first_start, first_end = spans[0]
    if first_start <= start + 1:  # a book's title, or both
        if len(spans) > 1 and spans[1][0] < end:
            _title(sheet, start, first_end, SURE)
            sheet.add("container", spans[1][0], min(spans[1][1], end), SURE)
            return "italic-both"
        if first_end >= end - 1:
            return _by_sentences(sheet, start, end, dated=True, closed=sheet.has("volume", "issue"))
        _title(sheet, start, first_end, SURE)
        rest = first_end
        translation = _BRACKETED_TRANSLATION.match(sheet.text, rest, end)
        if translation and not _GENRE_WORDS.search(translation["title"]):
            sheet.add("translated_title", translation.start("title"), translation.end("title"))
            rest = translation.end()
        genre = _BRACKETED_GENRE.match(sheet.text, rest, end)
        if genre and _GENRE_WORDS.search(genre["genre"]):
            _bracketed_genre(sheet, genre)
            rest = genre.end()
        while rest < end and sheet.text[rest] in " .,;:–—-":
            rest += 1
        if rest < end:
            _behind_book(sheet, rest, end)
        return "italic-title"
    _title(sheet, start, first_start, LIKELY)
    stop = min(first_end, end)
    sheet.add("container", first_start, stop, SURE)
    rest = stop
    while rest < end and sheet.text[rest] in " .,;:–—-":
        rest += 1
    if rest < end:
        _loose(sheet, rest, end)
    return "italic-container"


def _behind_book(sheet: Sheet, start: int, end: int) -> None:
    """Note what stands between a book's title and the tail."""
    text = sheet.text[start:end].strip(" .,;")
    event = re.match(r"(?:[Ss]ubmitted|[Pp]resented|[Pp]aper presented)\s(?:in|at|to|for)\s+", text)
    if event:
        sheet.add("event", start + event.end(), end, LIKELY)
        return
    if _CONFERENCE.search(text) and not sheet.has("publisher"):
        sheet.add("event", start, end, LIKELY)
        return
    if sheet.has("publisher"):
        label = "genre" if _GENRE_SENTENCE.match(text) else "note"
        sheet.add(label, start, end, LIKELY)
        return
    if _GENRE_SENTENCE.match(text):
        sheet.add("genre", start, end, LIKELY)
        return
    _loose(sheet, start, end)


def _of_body(sheet: Sheet, start: int, end: int) -> str:
    """Read «Title. Genre. Series. Publisher» behind an organisation's name."""
    sentences = sheet.sentences(start, end)
    if len(sentences) < 2 or sheet.has("issue", "volume", "pages"):
        return _by_sentences(sheet, start, end, dated=True)
    _title(sheet, start, sentences[0][1], LIKELY)
    rest = sentences[1:]
    if not sheet.has("publisher") and (sheet.has("year") or sheet.has("place")):
        last = rest.pop()
        sheet.add("publisher", *last, LIKELY)
    for a, b in rest:
        text = sheet.text[a:b].strip(" .,;")
        if _GENRE_SENTENCE.match(text):
            sheet.add("genre", a, b, LIKELY)
        elif sheet.has("publisher"):
            sheet.add("series", a, b, LIKELY)
        else:
            sheet.add("container", a, b, LIKELY)
    return "body"


_REGISTERED = re.compile(
    r"(?P<genre>(?:Свидетельство о|Свид\.\s?о|Пат(?:ент|\.)|А\.\s?с\.|Авторское свидетельство)[^№\d]{0,80}?)\s*(?:№|N)?\s?(?P<number>\d{5,10})"
)
_DASH_AREA = re.compile(r"[.?!»”]\s?[–—-]\s+")
_TITLED_YEAR = re.compile(r"(?P<title>[^()\x00]{8,400}?(?:\s\([^()]{3,40}\))?)\.?\s\((?P<year>(?:1[89]|20)\d\d)\)[.,]\s+(?P<rest>\S.*)$")


_TRANSLATED = re.compile(
    r"(?P<title>[^\[\]\x00]{3,500}?)\s*\[(?P<translated>[^\[\]\x00]{6,600})\](?P<behind>[.,]?\s+(?=[^\W_a-zа-яё]|[«\"“])|[\s.]*$)"
)


def _translated(sheet: Sheet, start: int, end: int) -> bool:
    """Read «Teoriya gosudarstva [Theory of state]. Sovetskoe pravo»: the translation parts title and container."""
    match = _TRANSLATED.match(sheet.work[start:end])
    if not match or _GENRE_WORDS.fullmatch(match["translated"]) or len(match["translated"].split()) < 2:
        return False
    if _BRACKETED_GENRE.match("[" + match["translated"] + "]") and _GENRE_SENTENCE.match(match["translated"]):
        return False
    _title(sheet, start, start + match.end("title"), SURE)
    sheet.add("translated_title", start + match.start("translated"), start + match.end("translated"))
    rest = start + match.end()
    if rest < end:
        _outside(sheet, rest, end)
    return True


def _page_of_site(sheet: Sheet, start: int, end: int) -> bool:
    """Read «Title of a page - Site» and «Title - Author» before an address."""
    if not sheet.has("url") or sheet.has("year", "publisher", "pages"):
        return False
    match = re.compile(r"(?P<title>[^\x00]{4,300})\s[-–—]\s(?P<last>[^–—\x00]{2,60}?)[\s.,;–—-]*$").match(sheet.work[start:end])
    if not match:
        return False
    last = match["last"]
    names = match_names(last)
    at, stop = start + match.start("last"), start + match.end("last")
    if (
        names
        and names.end >= len(last.rstrip(" ."))
        and (names.form != "direct" or all(is_given_name(n.given.split()[0]) for n in names.names))
    ):
        sheet.add("author", at, stop, LIKELY)
    elif re.search(r"\b(?:blog|блог|wiki|портал|сайт|форум|forum|documentation|docs|online)\b", last, re.IGNORECASE) or _is_host(
        sheet, last
    ):
        sheet.add("container", at, stop, LIKELY)
    else:
        return False
    _title(sheet, start, start + match.end("title"), LIKELY)
    return True


def _is_host(sheet: Sheet, text: str) -> bool:
    """Tell whether a name's letters are those of the address's host: «Open AI», openai.com."""
    letters = re.sub(r"[^a-z0-9]", "", text.casefold())
    urls = [a.value for a in sheet.atoms if a.kind == "url"]
    return len(letters) > 3 and any(letters in re.sub(r"[^a-z0-9]", "", u.split("/")[2] if "//" in u else u.split("/")[0]) for u in urls)


def _by_sentences(sheet: Sheet, start: int, end: int, *, dated: bool, closed: bool = False, front: bool = False) -> str:
    """Cut title and container at a full stop: the weakest sign there is."""
    sentences = sheet.sentences(start, end)
    if not sentences:
        return "empty"
    if not sheet.has("year"):
        match = _TITLED_YEAR.match(sheet.work[start:end])
        if match:
            _title(sheet, start, start + match.end("title"), LIKELY)
            sheet.add("year", start + match.start("year"), start + match.end("year"))
            sheet.add("publisher" if not sheet.has("url", "volume", "issue") else "container", start + match.start("rest"), end, LIKELY)
            return "titled-year"
    serial = (
        sheet.has("issue") or (sheet.has("volume") and not sheet.has("numpages")) or (sheet.has("pages") and not sheet.has("publisher"))
    )
    if len(sentences) == 1:
        comma = sheet.work.rfind(", ", start, end)
        if serial and comma > start + 20 and sheet.text[comma + 2 : comma + 3].isupper() and not sheet.has("place"):
            _title(sheet, start, comma, GUESS)
            sheet.add("container", comma + 1, end, GUESS)
            return "sentences"
        _title(sheet, start, end, LIKELY if sheet.has("publisher", "place", "numpages") else GUESS)
        return "title"
    last = _last_container(sheet, sentences)
    tail = sheet.text[last[0] : last[1]].strip(" .,;")
    if sheet.has("place") and not sheet.has("publisher") and dated and is_body(tail) and len(tail.split()) <= 9:
        _title(sheet, start, last[0], LIKELY)
        sheet.add("publisher", last[0], end, LIKELY)
        return "book"
    if sheet.has("publisher", "place") and not serial:
        _title(sheet, start, end, LIKELY)
        return "book"
    if _GENRE_SENTENCE.match(tail):
        sheet.add("genre", last[0], last[1], LIKELY)
        return _by_sentences(sheet, start, last[0], dated=dated)
    if serial:
        _title(sheet, start, last[0], GUESS)
        sheet.add("container", last[0], end, GUESS)
        return "sentences"
    day = any(re.search(r"\d", sheet.text[p.start : p.end]) for p in sheet.pieces if p.label == "date")
    if day and not dated and len(tail.split()) <= 8 and not sheet.has("place", "numpages"):
        _title(sheet, start, last[0], GUESS)
        sheet.add("container", last[0], end, GUESS)
        return "sentences"
    numbered = _REGISTERED.match(tail)
    if numbered:  # «Свидетельство о регистрации программы для ЭВМ № 2008622264», «А. с. 687958 СССР»
        _title(sheet, start, last[0], LIKELY)
        sheet.add("genre", last[0] + numbered.start("genre"), last[0] + numbered.end("genre"), LIKELY)
        sheet.add("number", last[0] + numbered.start("number"), last[0] + numbered.end("number"), LIKELY)
        return "registered"
    if serial:
        area = None
        for area in _DASH_AREA.finditer(sheet.work, start, end):
            pass
        if area and area.start() > start + 3:  # «Title. – Журнал. Серия. 2013»
            _title(sheet, start, area.start() + 1, LIKELY)
            sheet.add("container", area.end(), end, LIKELY)
            return "areas"
    if dated and (len(tail.split()) <= 14):
        _title(sheet, start, last[0], GUESS)
        number = re.search(r",\s*(\d{1,4})\.?$", sheet.work[last[0] : end])
        if number:
            sheet.add("volume", last[0] + number.start(1), last[0] + number.end(1), LIKELY)
            sheet.add("container", last[0], last[0] + number.start(), LIKELY)
            return "sentences"
        long = len(tail.split()) > 7
        day = any(re.search(r"\d", sheet.text[p.start : p.end]) for p in sheet.pieces if p.label == "date")
        loose = day or (not front and (sheet.has("date") or (sheet.has("url", "accessed") and not _is_publisher(tail))))
        sheet.add("container" if long or loose else "publisher", last[0], end, GUESS)
        return "in" if long and not sheet.has("url") else "sentences"
    if sheet.has("url") and len(tail.split()) <= 6 and tail[:1].isupper() and not sheet.has("numpages"):
        _title(sheet, start, last[0], GUESS)
        sheet.add("container", last[0], end, GUESS)
        return "sentences"
    _title(sheet, start, end, GUESS)
    return "title"


def _is_publisher(text: str) -> bool:
    return is_body(text) and not re.search(r"\b(?:News|Times|Post|Daily|Journal|Review)\b", text)


def _last_container(sheet: Sheet, sentences: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the last sentence, with the short ones before it that belong to its name: «Ekonomika. Nalogi. Pravo»."""
    at = len(sentences) - 1
    words = len(sheet.text[slice(*sentences[at])].split())
    while at > 1:
        piece = sheet.text[slice(*sentences[at - 1])].strip(" .,")
        current = sheet.text[slice(*sentences[at])]
        series = bool(_SERIES_WORD.match(current))
        short = (
            len(piece.split()) <= 4
            and all(w[0].isupper() for w in piece.split() if w[0].isalpha() and len(w) > 3)
            and not _NO_CONTAINER.match(piece)
        )
        if series or (short and words <= 2) or (_SERIES_WORD.match(piece) and short):
            at -= 1
            continue
        break
    return sentences[at][0], sentences[-1][1]


_SERIES_WORD = re.compile(r"(?:Series|Seriya|Ser\.|Серия|Сер\.|Серія)(?!\w)")
_NO_CONTAINER = re.compile(r"(?:A|An|The|Part|Review|Overview|Часть|Обзор|Evidence|Case|Survey)\b", re.IGNORECASE)


_PARALLEL = re.compile(r"\s=\s(?=[^\W_a-zа-яё]|[«\"“])")
_ASIDE = re.compile(
    r"\s*\((?P<text>[^()]*(?:\bed\.|edition|изд\.|[Vv]ol\.|[Vv]ols\.|[Nn]o\.|pp?\.\s|[Vv]ersion|[Tt]hesis|[Dd]issertation|Publication No|Report No|Rep\. No)[^()]*)\)\.?$"
)
_REPORT_NUMBER = re.compile(
    r"(?:(?:Publication|Report|Rep\.|Working Paper|Paper|Document|Order|Tech\. Rep\.)\s)?(?:No|Nr)\.\s?(?P<number>[\w./–-]+)$"
)


def _without_asides(sheet: Sheet, start: int, end: int) -> int:
    """Take «(2nd ed.)», «(Report No. 12)», «[Data set]» off a title's end and note what they say."""
    for _ in range(3):
        bracket = re.search(r"\s*\[(?P<genre>[^\[\]\x00]{3,80})\]\.?$", sheet.work[start:end])
        if bracket and _GENRE_WORDS.search(bracket["genre"]) and bracket.start() > 3:
            whole = _BRACKETED_GENRE.match(sheet.text, start + bracket.start())
            if whole:
                _bracketed_genre(sheet, whole)
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


def _title(sheet: Sheet, start: int, end: int, confidence: float) -> None:
    """Note a title, without the atoms at its end and with a bracketed translation apart."""
    while end > start and (sheet.text[end - 1] in " .,;:–—-/" or sheet.work[end - 1] == BLANK):
        if sheet.text[end - 1] == "." and sheet.text[end - 3 : end] == "...":
            break
        end -= 1
    end = _without_asides(sheet, start, end)
    bracket = re.search(r"\s*\[(?P<title>[^\[\]\x00]{8,600})\]$", sheet.work[start:end])
    if bracket and not _GENRE_WORDS.search(bracket["title"]):
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
