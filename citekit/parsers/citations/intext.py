"""Citations that stand in a sentence: (Иванов, 2019, с. 5), A. A. Grebenyuk (2016), [3, с. 81], [1; 5–7]."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citekit.parsers.citations.cited import CitationKind, Cited
from citekit.parsers.citations.works import Match, citing_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.parsers.citations.works import Works

__all__ = ["Mention", "author_year", "numeric", "superscript"]

_UP = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁЄІЇҐЎ"
_PARTICLES = r"(?:(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ter|ten|zu|фон|де|ван|аль|эль)[\s-])"
_NAME = rf"{_PARTICLES}{{0,3}}[{_UP}][\w'’ʼ-]{{1,30}}"
_INITIALS = rf"(?:[{_UP}]\.[\s-]{{0,2}}){{1,4}}"
_YEAR = r"(?:1[5-9]|20)\d\d"
_AND = r"(?:\s*(?:,\s*)?(?:&|\band\b|\bи\b|\bта\b|\bund\b|\bet\b|\by\b)\s*|,\s*)"

_GROUP = re.compile(r"\(([^()]{1,300}(?:\([^()]{0,40}\)[^()]{0,200}){0,3})\)|\[([^\[\]]{1,300})\]")
_LEAD = re.compile(
    r"\s*(?:(?:see(?:\s+also)?|cf\.|e\.\s?g\.|i\.\s?e\.|for example|for instance|as cited in|cited in|quoted in|compare|also"
    r"|см\.(?:\s*(?:также|подробнее|об этом|напр\.))?|ср\.|напр(?:имер|\.)|подробнее(?:\s+см\.)?|цит(?:\.|ируется)\s*по|по|див\.)[,:]?\s+)*",
    re.IGNORECASE,
)
_YEARS = re.compile(
    rf"(?<![\w/–-])({_YEAR})([a-zа-е](?!\w))?((?:\s*,\s*(?:{_YEAR}[a-zа-е]?|[a-zа-е])(?![\w.]))*)|(?<!\w)(?:n\.\s?d\.|б\.\s?г\.|in press|forthcoming|в печати)"
)
_LOCATOR = re.compile(
    r"\s*[,:;.]?\s*(?:(?:pp?|с|С|сс|стр|Р|P|S|ch|chap|гл|para|par|sec|Fig|fig|рис|табл|ст|Vol|vol|т|Т)\.?|§§?|pages?|страницы?)\s*"
    r"(?P<marked>[\dIVXLC]{1,6}(?:\s?[-–—]\s?\d{1,5})?(?:,\s?\d{1,5}(?:\s?[-–—]\s?\d{1,5})?)*)|\s*[:,]\s*(?P<bare>\d{1,4}(?:\s?[-–—]\s?\d{1,4})?)(?!\d)"
)
_ET_AL = re.compile(
    r",?\s*(?:et\s+al\.?|и\s+др(?:угие|\.)?|та\s+ін\.?|and\s+(?:others|colleagues)|с\s+соавт\.?|и\s+соавт\.?)", re.IGNORECASE
)
_ROLE = re.compile(r"\((?:eds?|ред|ed\. by|сост)\.?\)|,?\s*\b(?:eds?|ред)\.", re.IGNORECASE)
_SHORT_NAME = re.compile(rf"\s*[\[(](?:далее\s*[–—-]\s*)?[{_UP}][\w&.-]{{1,10}}[\])]")  # «International Organization for Migration [IOM]»
_LONE_INITIAL = re.compile(rf"(?<!\w)(?:[{_UP}]\.[\s-]?)+|(?<=,\s)[{_UP}](?=[\s,]|$)")
_NAME_WORD = re.compile(rf"{_NAME}$")
_NARRATIVE = re.compile(
    rf"((?:{_INITIALS})?{_NAME}(?:,\s(?:{_INITIALS}|[{_UP}][a-zа-яё]+\.(?=\s*(?:\(|$))))?(?:{_AND}(?:{_INITIALS})?{_NAME}(?:,\s{_INITIALS})?){{0,5}}"
    rf"(?:,?\s(?:et\sal\.?|и\sдр\.?|and\scolleagues|с\sсоавт\.?|et\sal\.’s))?(?:,?\s?\((?:[Ee]ds?|[Рр]ед)\.?\))?(?:['’]s)?)\s*$"
)
_STRONG = re.compile(rf"et\sal|и\sдр|соавт|&|(?:[{_UP}]\.){{1}}|\b[Ee]ds?\.")
_SPACES = re.compile(r"\s+")


class Mention(NamedTuple):
    """A citation in a text: the characters ``start:end``, its kind, what it cites, and whether its shape alone is sure."""

    start: int
    end: int
    kind: CitationKind
    cites: tuple[Cited, ...]
    sure: bool = True


def _cited(match: Match, locator: str | None) -> Cited:
    return Cited(
        ref=match.work.id if match.work else None,
        form="short",
        locator=locator,
        mismatch=match.mismatch or None,
        note=match.note or None,
        candidate=match.candidate or None,
    )


def _locator(text: str) -> tuple[str | None, int]:
    """Return a locator at the beginning of a text, and where it ends."""
    match = _LOCATOR.match(text)
    if match is None:
        return None, 0
    found = match["marked"] or match["bare"]
    if match["bare"] and re.fullmatch(_YEAR, found):
        return None, 0
    return re.sub(r"\s?[-—]\s?|\s?–\s?", "–", found), match.end()


def _people(segment: str) -> tuple[list[str], bool, bool]:
    """Return the names in a citation before its year, whether more are meant, and whether they may be names at all."""
    et_al = _ET_AL.search(segment) is not None
    text = _SHORT_NAME.sub("", _ROLE.sub(" ", _ET_AL.sub(" ", segment)))
    text = _LONE_INITIAL.sub(" ", text.replace("’s", "").replace("'s", ""))
    pieces = [
        p.strip(' ,.;:–—\t"“”«»*_')
        for p in re.split(r",|;|&|\band\b(?!\s+(?:Development|Social|Human|Health|Science))|\sи\s|\sта\s|\sund\s", text)
    ]
    pieces = [p for p in pieces if p]
    if not pieces:
        return [], et_al, False
    for piece in pieces:
        words = piece.split()
        if len(words) > 8 or words[0].casefold().rstrip(".") in citing_words("no_names"):
            return [], et_al, False
        if not all(w[0].isupper() or w.casefold() in citing_words("body_words") or _is_particle(w) for w in words) or not _NAME_WORD.search(
            piece
        ):
            return [], et_al, False
    return pieces, et_al, True


def _is_particle(word: str) -> bool:
    return re.fullmatch(_PARTICLES, word + " ") is not None


def _resolve(works: Works, names: list[str], year: int, suffix: str, *, et_al: bool) -> Match:
    match = works.named(names, year, suffix, et_al=et_al)
    if match.work is None and len(names) > 1:
        # «McSweeney, Bill. (1999)»: the second word is the given name of the first
        first = works.named(names[:1], year, suffix)
        if first.work is not None and all(works.says(first.work, name) for name in names[1:]):
            return first
    if match.work is None and len(names) > 1:
        whole = works.named([" ".join(names)], year, suffix)
        if whole.work is not None:
            return whole
    return match


def author_year(text: str, works: Works) -> Iterator[Mention]:
    """Yield the citations by author and year of a paragraph."""
    for group in _GROUP.finditer(text):
        inner = group[1] or group[2]
        start = group.start(1) if group[1] else group.start(2)
        years = _YEARS.search(inner)
        if years is None:
            mention = _without_year(group.start(), group.end(), inner, works)
            if mention is not None:
                yield mention
            continue
        if not inner[: years.start()].strip(" ,") or _ROLE.fullmatch(inner[: years.start()].strip()):
            mention = _narrative(text, group.start(), group.end(), inner, works)
            if mention is not None:
                yield mention
            continue
        cites = tuple(_parenthetical(inner, works))
        if cites:
            yield Mention(group.start(), group.end(), "parenthetical", cites)
        del start


def _parenthetical(inner: str, works: Works) -> Iterator[Cited]:
    at = 0
    names: list[str] = []
    et_al = False
    while (years := _YEARS.search(inner, at)) is not None:
        segment = inner[at : years.start()]
        segment = segment[segment.rfind(";") + 1 :]
        segment = segment[_LEAD.match(segment).end() :]  # type: ignore[union-attr]  # the pattern matches the empty string
        bare = segment.strip(" ,;.:")
        if bare:
            people, et_al, possible = _people(segment)
            if not possible or not (segment[-1] in " ,.:)" or not segment):
                return
            names = people
        if not names:
            return
        locator, length = _locator(inner[years.end() :])
        if years[1]:
            yield _cited(_resolve(works, names, int(years[1]), years[2] or "", et_al=et_al), locator)
            year = years[1]
            for more in re.findall(rf"{_YEAR}[a-zа-е]?|[a-zа-е](?!\w)", years[3] or ""):
                year, suffix = (more[:4], more[4:]) if more[0].isdigit() else (year, more)
                yield _cited(_resolve(works, names, int(year), suffix, et_al=et_al), locator)
        else:
            yield _cited(_undated(works, names, et_al=et_al), locator)
        at = years.end() + length


def _undated(works: Works, names: list[str], *, et_al: bool) -> Match:
    return works.only(names, et_al=et_al)


def _narrative(text: str, start: int, end: int, inner: str, works: Works) -> Mention | None:
    window = text[max(0, start - 140) : start]
    found = _NARRATIVE.search(window)
    if found is None:
        return _behind_a_verb(window, start, end, inner, works)
    segment = found[1]
    people, et_al, possible = _people(segment)
    if not possible:
        return None
    years = _YEARS.search(inner)
    if years is None or not years[1]:
        return None
    locator, _ = _locator(inner[years.end() :])
    best: tuple[Match, int] | None = None
    # «According to McSweeney», «In Russia Ivanov»: the name may begin later than the capitals
    for skip in range(min(3, len(people))):
        match = _resolve(works, people[skip:], int(years[1]), years[2] or "", et_al=et_al)
        if match.work is not None:
            best = match, skip
            break
    strong = _STRONG.search(segment) is not None or len(people) > 1
    begin = start - len(window) + found.start(1)
    if best is None and (body := _body_before(window, start, end, inner, works)) is not None:
        return body
    if best is None:
        if not strong and not _only_years(inner):
            return None
        match = _resolve(works, people, int(years[1]), years[2] or "", et_al=et_al)
        return Mention(begin, end, "narrative", (_cited(match, locator),), strong)
    match, skip = best
    if skip:
        begin += max(0, segment.find(people[skip]))
    cites = [_cited(match, locator)]
    cites.extend(
        _cited(_resolve(works, people[skip:], int(more[:4]), more[4:], et_al=et_al), locator)
        for more in re.findall(rf"{_YEAR}[a-zа-е]?", years[3] or "")
    )
    return Mention(begin, end, "narrative", tuple(cites))


_BODY = re.compile(
    rf"(?:[{_UP}][\w'’-]*\s(?:(?:of|for|the|and|on|по|и|для)\s){{0,2}}){{1,7}}[{_UP}][\w'’-]*\s*$|[{_UP}][\w'’-]*\s(?:[\w'’-]+\s){{1,6}}$"
)


def _body_before(window: str, start: int, end: int, inner: str, works: Works) -> Mention | None:
    # «the World Bank (2018a, 2018b)»: a body's name is of several words
    found, years = _BODY.search(window), _YEARS.search(inner)
    at = found.start() if found else -1
    while found and years and 0 <= at < len(window.rstrip()):
        name = window[at:].strip(" ,")
        match = works.named([name], int(years[1]), years[2] or "") if " " in name else Match(None)
        if match.work is not None and not match.mismatch:
            locator, _ = _locator(inner[years.end() :])
            cites = [_cited(match, locator)]
            cites += [
                _cited(works.named([name], int(more[:4]), more[4:]), locator) for more in re.findall(rf"{_YEAR}[a-zа-е]?", years[3] or "")
            ]
            return Mention(start - len(window) + at, end, "narrative", tuple(cites))
        space = window.find(" ", at)
        at = space + 1 if space >= 0 else -1
    return None


_NAME_AND_VERB = re.compile(rf"((?:{_INITIALS})?{_NAME}(?:{_AND}(?:{_INITIALS})?{_NAME})?)(?:\s[a-zа-яё]{{2,14}}){{1,3}}\s*$")


def _behind_a_verb(window: str, start: int, end: int, inner: str, works: Works) -> Mention | None:
    # «As Abashin argued (2014)»: only where the list has just this work
    found, years = _NAME_AND_VERB.search(window), _YEARS.search(inner)
    if found is None or years is None or not years[1] or not _only_years(inner):
        return None
    people, et_al, possible = _people(found[1])
    match = _resolve(works, people, int(years[1]), years[2] or "", et_al=et_al) if possible else None
    if match is None or match.work is None or match.mismatch:
        return None
    return Mention(start - len(window) + found.start(1), end, "narrative", (_cited(match, None),))


def _only_years(inner: str) -> bool:
    return re.fullmatch(rf"\s*{_YEAR}[a-zа-е]?\s*", inner) is not None


def _without_year(start: int, end: int, inner: str, works: Works) -> Mention | None:
    """Read (Smith 12) and (Short Title), as the MLA prints them: only where the list has such a name or title."""
    if len(inner) > 160 or not re.match(rf"\s*[\"“«‘']?[{_UP}\d]", inner):
        return None
    cites = []
    for part in re.split(r";|,(?=\s[\"“A-ZА-Я])|\sand\s(?=[\"“A-Z])", inner) if works.by_title(inner) is None else [inner]:
        clean = part.strip(" \"“”«»‘’'.,[]")
        found = re.fullmatch(r"(.+?)(?:,?\s(?:pp?\.\s?|с\.\s?)?(\d{1,4}(?:[-–]\d{1,4})?))?", clean)
        if found is None:
            return None
        work = works.by_title(found[1]) or (works.only([found[1]]).work if found[2] else None)
        if work is None:
            return None
        cites.append(Cited(ref=work.id, locator=found[2]))
    return Mention(start, end, "parenthetical", tuple(cites)) if cites else None


# --- by number ---------------------------------------------------------------------------------------------------

_NUMBERS = re.compile(r"(\d{1,4})(?:\s?[-–—]\s?(\d{1,4})(?![\d.]))?")
_NUMBER_LEAD = re.compile(
    r"\s*(?:(?:см\.|ср\.|цит\. по|напр\.|например|see|cf\.|e\.g\.|also|also in|ссылка|ref\.?|refs\.?|№)[\s:,]*)*", re.IGNORECASE
)
_NUMBER_LOCATOR = re.compile(
    r"\s*[,.:]?\s*(?:pp?|с|c|С|C|стр|S|гл|т|Т|л|Л|ст|ч|рис|табл|Fig|fig|Table|Ch|ch|Sec|sec|Theorem|теорема|п)\.?\s?"
    r"(\d{1,5}[\wа-я]?(?:\s?[-–—]\s?\d{1,5})?(?:,\s?\d{1,5}(?:\s?[-–—]\s?\d{1,5})?(?!\s?[-–—]?\d*\s*[,;]))*)"
    r"|\s?:\s?(\d{1,4}(?:\s?[-–—]\s?\d{1,4})?)"
)
_MOST = 60
_AGAIN = re.compile(r"\s*(?:там же|там само|ibid(?:em)?|ib\.)[.,:]?\s*(?P<rest>[^\[\];]{0,40})", re.IGNORECASE)


def numeric(text: str, works: Works) -> Iterator[Mention]:
    """Yield the citations by number of a paragraph: [3], [3, с. 81], [1; 5; 8], [3–7]."""
    last = max(works.by_number, default=0)
    before: Cited | None = None
    for group in re.finditer(r"\\?\[([^\[\]]{1,160})\\?\]", text):
        again = _AGAIN.fullmatch(group[1])
        if again and before:  # «[там же, с. 15]»
            locator, _ = _locator("," + again["rest"]) if again["rest"] else (None, 0)
            yield Mention(group.start(), group.end(), "numeric", (Cited(ref=before.ref, form="ibid", locator=locator),))
            continue
        cites = _numbers(group[1].rstrip("\\"), works, last)
        if cites:
            before = cites[-1]
            yield Mention(group.start(), group.end(), "numeric", tuple(cites))


def _numbers(inner: str, works: Works, last: int) -> list[Cited]:
    cites: list[Cited] = []
    at = _NUMBER_LEAD.match(inner).end()  # type: ignore[union-attr]  # the pattern matches the empty string
    while at < len(inner):
        match = _NUMBERS.match(inner, at)
        if match is None:
            return []
        first, final = int(match[1]), int(match[2] or match[1])
        if not 0 < first <= final <= last or final - first > _MOST:
            return []
        at = match.end()
        found = _NUMBER_LOCATOR.match(inner, at)
        locator = None
        if found is not None:
            locator = re.sub(r"\s?[-—–]\s?", "–", found[1] or found[2])
            at = found.end()
        for number in range(first, final + 1):
            work = works.numbered(number)
            cites.append(Cited(ref=work.id if work else None, locator=locator))
        rest = re.compile(r"\s*(?:[;,]\s*|и\s+|and\s+|$)").match(inner, at)
        if rest is None or (rest.end() == at and at < len(inner)):
            return []
        at = rest.end()
        at += _NUMBER_LEAD.match(inner, at).end() - at  # type: ignore[union-attr]
    return cites


_RAISED = re.compile(r"(?<=[\w.,;:!?)»”\"'’])([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[,⁻⁃–-]\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|,){0,8})")
_TO_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁃", "0123456789––")


def superscript(text: str, works: Works) -> Iterator[Mention]:
    """Yield the citations by raised number of a paragraph; units («m²») are told by their letter before."""
    last = max(works.by_number, default=0)
    for match in _RAISED.finditer(text):
        before = text[max(0, match.start() - 3) : match.start()]
        if re.search(r"(?:^|[\s\d(/])(?:[cdkmн]?m|[скдм]?м|км|R|x|n|s|с)$", before):
            continue
        cites = _numbers(match[1].translate(_TO_DIGITS).rstrip(","), works, last)
        if cites:
            yield Mention(match.start(), match.end(), "numeric", tuple(cites))
