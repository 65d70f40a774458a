"""Between head and tail: the title, what it stands in, and who answers for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.parsers.fields.bodies import is_body
from citekit.parsers.fields.lexicon import is_given_name, is_place
from citekit.parsers.fields.names import match_names
from citekit.parsers.grammar.gost import (
    CONFERENCE,
    REGISTERED,
    RESPONSIBILITY,
    ROLE_BEHIND,
    add_responsibility,
    read_container,
    read_gost_part,
    read_with_responsibility,
)
from citekit.parsers.grammar.inside import THESIS_BEHIND_COMMA, add_loose, find_inside, read_after_quotes, read_contained, read_outside
from citekit.parsers.grammar.marks import BLANK
from citekit.parsers.grammar.sheet import GUESS, LIKELY, SURE
from citekit.parsers.grammar.title_area import (
    BRACKETED_GENRE,
    BRACKETED_TRANSLATION,
    GENRE_SENTENCE,
    GENRE_WORDS,
    add_bracketed_genre,
    add_title,
)
from citekit.parsers.patterns import begun_by, pattern

if TYPE_CHECKING:
    from citekit.parsers.grammar.sheet import Sheet

__all__ = ["read_core"]

_SLASHES = begun_by(r"/", r"(?<![:/])//(?!/)|(?<=\s)/\s/(?=\s)")
_DASH_AREA = pattern(r"[.?!»”]\s?[–—-]\s+")
_DIGIT = pattern(r"\d")
_CYRILLIC = pattern(r"[а-яё]")
_FIGURE_AT_END = pattern(r",\s*(?P<figure>\d{1,4})\.?$")
_TITLED_YEAR = pattern(r"(?P<title>[^()\x00]{8,400}?(?:\s\([^()]{3,40}\))?)\.?\s\((?P<year>(?:1[89]|20)\d\d)\)[.,]\s+(?P<rest>\S.*)$")
_TRANSLATED = pattern(
    r"(?P<title>[^\[\]\x00]{3,500}?)\s*\[(?P<translated>[^\[\]\x00]{6,600})\](?P<behind>[.,]?\s+(?=[^\W_a-zа-яё]|[«\"“])|[\s.]*$)"
)
_SERIES_WORD = pattern(r"(?:Series|Seriya|Ser\.|Серия|Сер\.|Серія)(?!\w)")
_NO_CONTAINER = pattern(r"(?:A|An|The|Part|Review|Overview|Часть|Обзор|Evidence|Case|Survey)\b", re.IGNORECASE)


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
            read_container(sheet, slashes.end(), end)
        elif sheet.has("issue", "section", "pages", "volume") and not sheet.has("place", "publisher"):
            sheet.add("container", _past(sheet.text, start, end), end, LIKELY)  # «… № 1556-VII. Відомості Верховної Ради. 2014. № 37»
        return "titled"
    if slashes and slashes.start() < max(end, start + 1):
        second = _SLASHES.search(sheet.work, slashes.end(), end)
        named = match_names(sheet.text[: second.start()], slashes.end() + 1) if second else None
        if second and named and not sheet.work[named.end : second.start()].strip(" .–—-" + BLANK):
            add_title(sheet, start, slashes.start(), SURE)  # «Заглавие // И. О. Фамилия // Журнал»: the first is a slip
            add_responsibility(sheet, slashes.end(), named.end)
            read_container(sheet, second.end(), end)
            return "gost-part"
        read_gost_part(sheet, start, end, slashes)
        return "gost-part"
    thesis = THESIS_BEHIND_COMMA.search(sheet.work, start, end) if not quoted else None
    if thesis and thesis.start() > start + 8:
        add_title(sheet, start, thesis.start(), LIKELY)
        read_outside(sheet, thesis.start("lead"), end)
        return "thesis"
    if quoted:
        read_after_quotes(sheet, quoted, end)
        return "quotes"
    inside = find_inside(sheet, start, end)
    if inside:
        add_title(sheet, start, inside[0], SURE)
        read_contained(sheet, inside[1], end)
        return "in"
    layout = _responsible(sheet, start, end, dated=dated) or _by_italics(sheet, start, end) or _translated(sheet, start, end)
    if layout:
        return layout
    if heading == "body" and not _CYRILLIC.search(sheet.text, start, end):
        return _of_body(sheet, start, end)
    if heading == "" and not dated and _page_of_site(sheet, start, end):
        return "site"
    return _by_sentences(sheet, start, end, dated=dated, front=heading == "front" and is_body(sheet.text[:start]))


def _past(text: str, at: int, end: int) -> int:
    while at < end and text[at] in " .,;:–—-":
        at += 1
    return at


def _responsible(sheet: Sheet, start: int, end: int, *, dated: bool) -> str:
    """Read a title with a statement of responsibility behind «/» or «;»."""
    slash = RESPONSIBILITY.search(sheet.work, start, end)
    semicolon = ROLE_BEHIND.search(sheet.work, start, end)
    if semicolon and (slash is None or semicolon.start() < slash.start()):
        add_title(sheet, start, semicolon.start(), SURE)
        add_responsibility(sheet, semicolon.end(), end)
        return "gost-book"
    return read_with_responsibility(sheet, start, end, slash, dated=dated) if slash else ""


def _by_italics(sheet: Sheet, start: int, end: int) -> str:
    """Read a stretch where italics mark the title of the book or the name of the journal."""
    spans = [(a, b) for a, b in sheet.reference.italics if b > start and a < end and b - a > 1]
    if not spans:
        return ""
    first_start, first_end = spans[0]
    if first_start <= start + 1:  # a book's title, or both
        if len(spans) > 1 and spans[1][0] < end:
            add_title(sheet, start, first_end, SURE)
            sheet.add("container", spans[1][0], min(spans[1][1], end), SURE)
            return "italic-both"
        if first_end >= end - 1:
            return _by_sentences(sheet, start, end, dated=True)
        add_title(sheet, start, first_end, SURE)
        rest = first_end
        translation = BRACKETED_TRANSLATION.match(sheet.text, rest, end)
        if translation and not GENRE_WORDS.search(translation["title"]):
            sheet.add("translated_title", translation.start("title"), translation.end("title"))
            rest = translation.end()
        genre = BRACKETED_GENRE.match(sheet.text, rest, end)
        if genre and GENRE_WORDS.search(genre["genre"]):
            add_bracketed_genre(sheet, genre)
            rest = genre.end()
        while rest < end and sheet.text[rest] in " .,;:–—-":
            rest += 1
        if rest < end:
            _behind_book(sheet, rest, end)
        return "italic-title"
    held = _italic_container(sheet, start, end, spans)
    if held is None:
        return ""
    first_start, first_end = held
    add_title(sheet, start, first_start, LIKELY)
    stop = min(first_end, end)
    sheet.add("container", first_start, stop, SURE)
    rest = stop
    while rest < end and sheet.text[rest] in " .,;:–—-":
        rest += 1
    if rest < end:
        add_loose(sheet, rest, end)
    return "italic-container"


_CLOSES_TITLE = pattern(r"(?:[.?!…”\"’»,;:)\]\x00]|[\s.][Ii]n:?|//|[–—-])\s*$")
_TITLE_GOES_ON = pattern(r"[\s,]*(?!(?:vol|no|pp?|eds?|edited|and|in|volume|issue|т|вып|с|№)\b)[a-zа-яё]")


def _italic_container(sheet: Sheet, start: int, end: int, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    # italics inside a title («… a locus in *Arabidopsis thaliana* that …») name no journal
    for a, b in spans:
        if _CLOSES_TITLE.search(sheet.work, max(start, a - 6), a) and not _TITLE_GOES_ON.match(sheet.work, b, end):
            return a, b
    return spans[-1] if not _TITLE_GOES_ON.match(sheet.work, spans[-1][1], end) else None


def _behind_book(sheet: Sheet, start: int, end: int) -> None:
    """Note what stands between a book's title and the tail."""
    text = sheet.text[start:end].strip(" .,;")
    event = re.match(r"(?:[Ss]ubmitted|[Pp]resented|[Pp]aper presented)\s(?:in|at|to|for)\s+", text)
    if event:
        sheet.add("event", start + event.end(), end, LIKELY)
        return
    if CONFERENCE.search(text) and not sheet.has("publisher"):
        sheet.add("event", start, end, LIKELY)
        return
    if sheet.has("publisher"):
        label = "genre" if GENRE_SENTENCE.match(text) else "note"
        sheet.add(label, start, end, LIKELY)
        return
    if GENRE_SENTENCE.match(text):
        sheet.add("genre", start, end, LIKELY)
        return
    add_loose(sheet, start, end)


def _of_body(sheet: Sheet, start: int, end: int) -> str:
    """Read «Title. Genre. Series. Publisher» behind an organisation's name."""
    sentences = sheet.sentences(start, end)
    if len(sentences) < 2 or sheet.has("issue", "volume", "pages"):
        return _by_sentences(sheet, start, end, dated=True)
    if len(sentences) > 2 and sheet.text[start] in '"“' and sheet.text[sentences[0][1] - 1] in '"”':
        sentences[:2] = [(sentences[0][0], sentences[1][1])]  # «“Are You Happy to Cheat Us?” Exploitation of …»
    add_title(sheet, start, sentences[0][1], LIKELY)
    rest = sentences[1:]
    if not sheet.has("publisher") and (sheet.has("year") or sheet.has("place")):
        last = rest.pop()
        sheet.add("publisher", *last, LIKELY)
    for a, b in rest:
        text = sheet.text[a:b].strip(" .,;")
        if GENRE_SENTENCE.match(text):
            sheet.add("genre", a, b, LIKELY)
        elif sheet.has("publisher"):
            sheet.add("series", a, b, LIKELY)
        else:
            sheet.add("container", a, b, LIKELY)
    return "body"


def _translated(sheet: Sheet, start: int, end: int) -> str:
    """Read «Teoriya gosudarstva [Theory of state]. Sovetskoe pravo»: the translation parts title and container."""
    match = _TRANSLATED.match(sheet.work[start:end])
    if not match or GENRE_WORDS.fullmatch(match["translated"]) or len(match["translated"].split()) < 2:
        return ""
    if BRACKETED_GENRE.match("[" + match["translated"] + "]") and GENRE_SENTENCE.match(match["translated"]):
        return ""
    add_title(sheet, start, start + match.end("title"), SURE)
    sheet.add("translated_title", start + match.start("translated"), start + match.end("translated"))
    rest = start + match.end()
    if rest < end:
        read_outside(sheet, rest, end)
    return "translated"


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
    add_title(sheet, start, start + match.end("title"), LIKELY)
    return True


def _is_host(sheet: Sheet, text: str) -> bool:
    """Tell whether a name's letters are those of the address's host: «Open AI», openai.com."""
    letters = re.sub(r"[^a-z0-9]", "", text.casefold())
    urls = [a.value for a in sheet.atoms if a.kind == "url"]
    return len(letters) > 3 and any(letters in re.sub(r"[^a-z0-9]", "", u.split("/")[2] if "//" in u else u.split("/")[0]) for u in urls)


def _by_sentences(sheet: Sheet, start: int, end: int, *, dated: bool, front: bool = False) -> str:
    """Cut title and container at a full stop: the weakest sign there is."""
    sentences = sheet.sentences(start, end)
    if not sentences:
        return "empty"
    if not sheet.has("year") and (match := _TITLED_YEAR.match(sheet.work[start:end])):
        add_title(sheet, start, start + match.end("title"), LIKELY)
        sheet.add("year", start + match.start("year"), start + match.end("year"))
        sheet.add("publisher" if not sheet.has("url", "volume", "issue") else "container", start + match.start("rest"), end, LIKELY)
        return "titled-year"
    serial = (
        sheet.has("issue") or (sheet.has("volume") and not sheet.has("numpages")) or (sheet.has("pages") and not sheet.has("publisher"))
    )
    if len(sentences) == 1 and serial and sheet.has("volume") and _is_abbreviated_journal(sheet.text[start:end]):
        sheet.add("container", start, end, LIKELY)
        return "untitled"
    if len(sentences) == 1:
        return _one_sentence(sheet, start, end, serial=serial)
    if serial and not sheet.has("publisher", "place") and _is_abbreviated_journal(sheet.text[start:end]):
        sheet.add("container", start, end, LIKELY)
        return "untitled"
    last = _last_container(sheet, sentences)
    if serial:
        last = (_over_abbreviations(sheet, start, last[0]), last[1])
    tail = sheet.text[last[0] : last[1]].strip(" .,;")
    if sheet.has("place") and not sheet.has("publisher") and dated and is_body(tail) and len(tail.split()) <= 9:
        add_title(sheet, start, last[0], LIKELY)
        sheet.add("publisher", last[0], end, LIKELY)
        return "book"
    if sheet.has("publisher", "place") and not serial:
        series = _NUMBERED_SERIES.fullmatch(sheet.work, *last) if len(sentences) > 1 else None
        if series and not sheet.has("series"):
            sheet.add("series", last[0], last[1], LIKELY)
            end = last[0]
        add_title(sheet, start, end, LIKELY)
        return "book"
    if not serial and _publisher_before_year(sheet, start, last, end):
        return "book"
    if GENRE_SENTENCE.match(tail):
        sheet.add("genre", last[0], last[1], LIKELY)
        return _by_sentences(sheet, start, last[0], dated=dated)
    if serial:
        return _serial_sentences(sheet, start, last[0], end)
    if numbered := REGISTERED.match(tail):  # «Свидетельство о регистрации программы для ЭВМ № 2008622264», «А. с. 687958 СССР»
        add_title(sheet, start, last[0], LIKELY)
        sheet.add("genre", last[0] + numbered.start("genre"), last[0] + numbered.end("genre"), LIKELY)
        sheet.add("number", last[0] + numbered.start("number"), last[0] + numbered.end("number"), LIKELY)
        return "registered"
    words = len(tail.split())
    if dated and words <= 14:
        return _dated_sentences(sheet, start, last, end, front=front)
    of_day = _has_day(sheet) and not dated and words <= 8 and not sheet.has("place", "numpages")
    of_site = sheet.has("url") and words <= 6 and tail[:1].isupper() and not sheet.has("numpages")
    if (of_day or of_site) and not _VERSION.match(tail):
        add_title(sheet, start, last[0], GUESS)
        sheet.add("container", last[0], end, GUESS)
        return "sentences"
    add_title(sheet, start, end, GUESS)
    return "title"


# «Routledge Frontiers of Criminal Justice 32.»
_NUMBERED_SERIES = pattern(
    r"\s*(?:[A-Z][\w&'’-]*\s){1,4}Series\s(?:in|on)\s[A-Z][\w\s]{3,50}\.?|\s*(?:Lecture Notes in|Monographs (?:in|on)|Texts in|Studies in)\s[A-Z][\w\s,.]{3,60}|\s*(?:[A-Z][\w'’&-]*,?\s|(?:of|in|and|the|on|for)\s){3,12}(?:[Nn]o\.\s|[Vv]ol\.\s)?\d{1,4}\.?"
)
_HOUSE = pattern(r"(?:(?P<place>[A-Z][\w. ]{2,30}):\s)?(?P<house>[A-Z][\w.&'’-]*(?:,?\s(?:&|and|of|the|[A-Z][\w.&'’-]*)){0,5})")


def _publisher_before_year(sheet: Sheet, start: int, last: tuple[int, int], end: int) -> bool:
    # MLA: «Title. Knopf, 1987.», «Title. 2nd ed., Yale UP, 2000.»
    if last[0] <= start or sheet.has("place", "publisher", "url", "doi", "container") or not _YEAR_NEXT.match(sheet.text, end):
        return False
    at = last[0]
    for mark in sheet.marks:
        if mark.start == at and mark.end < end and mark.kind in ("edition", "volume"):
            sheet.take(mark)
            at = mark.end
            while at < end and (sheet.text[at] in " ," or sheet.work[at] == BLANK):
                at += 1
    while at < end and sheet.work[at] in BLANK + " ,":
        at += 1
    house = _HOUSE.fullmatch(sheet.text[at:end].strip(" ,."))
    if house is None or (at == last[0] and len(house[0].split()) > 4):
        return False
    add_title(sheet, start, last[0], LIKELY)
    sheet.add("place" if is_place(house[0]) else "publisher", at, end, LIKELY)
    return True


_YEAR_NEXT = pattern(r"\s*,\s(?:19|20)\d\d[.\s]*$")


_VERSION = pattern(r"(?:Version|Release|Rev(?:ision|\.)|Версия|Вер\.|Draft)\s?v?\d")
_SHORTENED = pattern(r"(?:[A-Z][\w&'’-]{0,12}\.|[A-Z]&[A-Z]|[A-Z]{2,6}|[A-Z][a-z]{0,3}[A-Z]{1,2}|[A-D]|of|and|the|der|de|für|J|&)")
_ABBREVIATION_RUN = pattern(r"(?<=[.,?!”\"]\s)(?:(?:[A-Z][a-z]{0,9}|[A-Z]{2,6})\.\s(?:(?:of|and|&)\s)?){1,6}$")


def _is_abbreviated_journal(text: str) -> bool:
    # «ApJ», «Phys. Rev. C», «Biochem. and Biophys. Res. Comm.» and nothing else: a list that leaves titles out
    words = text.strip(" ,;").split()
    return (
        0 < len(words) <= 7
        and all(_SHORTENED.fullmatch(w.rstrip(",")) for w in words)
        and any(w[-1] == "." or w.isupper() or not w.istitle() for w in words)
    )


def _over_abbreviations(sheet: Sheet, start: int, at: int) -> int:
    # «…, J. Approx. | Theory 72»: the abbreviations before the last sentence belong to the journal's name
    run = _ABBREVIATION_RUN.search(sheet.work, max(start, at - 60), at)
    return run.start() if run and run.start() > start + 8 else at


def _has_day(sheet: Sheet) -> bool:
    return any(_DIGIT.search(sheet.text, p.start, p.end) for p in sheet.pieces if p.label == "date")


def _one_sentence(sheet: Sheet, start: int, end: int, *, serial: bool) -> str:
    comma = sheet.work.rfind(", ", start, end)
    if serial and comma > start + 20 and sheet.text[comma + 2 : comma + 3].isupper() and not sheet.has("place"):
        add_title(sheet, start, comma, GUESS)
        sheet.add("container", comma + 1, end, GUESS)
        return "sentences"
    add_title(sheet, start, end, LIKELY if sheet.has("publisher", "place", "numpages") else GUESS)
    return "title"


def _serial_sentences(sheet: Sheet, start: int, last: int, end: int) -> str:
    """Read «Title. Журнал» and «Title. – Журнал. Серия» before the figures of an article."""
    area = max(_DASH_AREA.finditer(sheet.work, start, end), key=lambda m: m.start(), default=None)
    if area and area.start() > start + 3:
        add_title(sheet, start, area.start() + 1, LIKELY)
        sheet.add("container", area.end(), end, LIKELY)
        return "areas"
    add_title(sheet, start, last, GUESS)
    sheet.add("container", last, end, GUESS)
    return "sentences"


def _dated_sentences(sheet: Sheet, start: int, last: tuple[int, int], end: int, *, front: bool) -> str:
    """Read APA's «Title. Publisher», «Title. Site», «Title. Journal, 42»; ``front`` says that an organisation heads it."""
    add_title(sheet, start, last[0], GUESS)
    number = _FIGURE_AT_END.search(sheet.work, last[0], end)
    if number:
        sheet.add("volume", *number.span("figure"), LIKELY)
        sheet.add("container", last[0], number.start(), LIKELY)
        return "sentences"
    tail = sheet.text[last[0] : last[1]].strip(" .,;")
    long = len(tail.split()) > 7
    of_site = not front and (sheet.has("date") or (sheet.has("url", "accessed") and not _is_publisher(tail)))
    sheet.add("container" if long or of_site or _has_day(sheet) else "publisher", last[0], end, GUESS)
    return "in" if long and not sheet.has("url") else "sentences"


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
