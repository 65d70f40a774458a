"""Stretches of a reference that their own words or shape explain: volumes, issues, pages, dates, editions.

A mark may still be part of a title («Часть 1», «… in 2020»); what counts is where it stands, and that is for
:mod:`citekit.parsers.grammar.structure` to say. Atoms are blanked out before marks are sought.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from citekit.parsers.fields.dates import DATE, MONTH, YEAR, date_of, names_month
from citekit.parsers.patterns import begun_by, pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from citekit.parsers.atoms import Atom

__all__ = ["BLANK", "Mark", "MarkKind", "blanked", "find_marks"]

MarkKind = Literal["serial", "volume", "issue", "pages", "numpages", "year", "date", "day", "edition", "number", "section"]
Part = tuple[str, int, int]

BLANK = "\x00"


class Mark(msgspec.Struct, frozen=True, gc=False):
    """A stretch that is explained, and the labelled ``parts`` in it: (label, start, end)."""

    kind: MarkKind
    start: int
    end: int
    parts: tuple[Part, ...]


_DASH = r"\s?[-–—]{1,2}\s?"
_PAGE = r"(?:[A-Za-zА-Яа-я]{0,2}\d{1,7}(?:[.:]\d{1,3})?[A-Za-zа-я]{0,2}\d{0,3}|[ivxlcIVXLC]{1,7})"
_PAGES = rf"{_PAGE}(?:{_DASH}{_PAGE})?(?:\s?(?:[,;]|и|and|&)\s?{_PAGE}{_DASH}{_PAGE}){{0,4}}"
_ROMAN = r"(?:[IVXLCІХ]{1,7}\b)"
_NUMBER = (
    rf"(?:\d{{1,5}}(?:[-–—/]\d{{1,4}}(?!\d)|\s[-–—/]\s\d{{1,3}}(?!\d))?[A-Za-zА-Яа-я]?(?![\w])|{_ROMAN}|[A-Z]{{1,5}}-?\d{{1,3}}[A-Z]?\b)"
)
_ISSUE_NUMBER = rf"(?:[SС]?\d{{1,5}}(?:[-–—/]\d{{1,4}}(?!\d)|\s[-–—/]\s\d{{1,3}}(?!\d))?[A-Za-zА-Яа-я]?(?![\w])(?:\s?[(\[]\s?\d{{1,5}}(?:\s?[-–—/]\s?\d{{1,5}})?\s?[)\]])?|{_ROMAN}|[A-Z]{{1,4}}-?\d{{1,4}}\b)"

_VANCOUVER = pattern(
    rf"(?P<year>{YEAR})\.?(?P<date>\s*{MONTH}(?:\s?[-–/]\s?{MONTH})?(?:\s+\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?)?)?[\s\x00]{{0,60}};\s?"
    rf"(?P<volume>(?:[A-Z]{{0,3}}-?)?\d{{1,5}}[A-Z]?(?:\s?[-–]\s?\d{{1,4}})?|{_ROMAN})?(?:\s?[Ss]uppl\.?\s?(?P<supplement>\d*))?"
    rf"(?:\s?\(\s?(?P<issue>[^()]{{1,30}}?)\s?\))?(?:\s?:\s?(?P<pages>{_PAGES}))?"
)
_CHICAGO = begun_by(
    r"(HINinВв№\d",
    rf"(?:(?P<volume>(?<!\d)(?<!\d[–—-])(?!{YEAR}\s\(\d{{4}}\))\d{{1,4}}),?\s+)?(?:(?P<term>[Nn]os?\.|[Вв]ып\.|№|[Ii]ss(?:\.|ue)|Heft|Nr\.)\s?(?P<issue>{_ISSUE_NUMBER})\s*)?"
    rf"\(\s?(?:(?P<date>{MONTH}(?:\s?[-–/]\s?{MONTH})?(?:\s+\d{{1,2}},?)?)\s*)?(?P<year>{YEAR})\s?\)(?:\s?[:,]\s?(?:[Pp]p?\.\s?)?(?P<pages>{_PAGES}))?",
)
_ACM = pattern(  # Commun. ACM 2, 1 (1990), 125–142; 37, 4, Article 111 (2018)
    rf"(?<=\D\s)(?P<volume>\d{{1,4}})(?:,\s|:)(?P<issue>\d{{1,3}}(?:[-–]\d{{1,3}})?)(?:,\s(?:Article\s)(?P<article>\d{{1,5}}))?\s\((?:(?P<date>{MONTH})\s)?(?P<year>{YEAR})\)[,:]\s(?P<pages>{_PAGES})(?!\s(?:pages|pp))"
)
_ISSUE_OF_MONTH = pattern(
    rf"(?P<volume>\d{{1,4}}),?\s+(?:[Nn]o\.|№)\s?(?P<issue>{_ISSUE_NUMBER})\s*\(\s?(?P<date>{MONTH}(?:\s?[-–/]\s?{MONTH})?)\s?\)(?:\s?[:,]\s?(?P<pages>{_PAGES}))?"
)
_VOLUME_ISSUE = begun_by(
    r"BCILVXvІТХт\d",
    rf"(?P<term>\b(?:(?:Vol|V|Т|Bd|vol|v|т)\.\s?|(?:[Тт]ом|[Vv]olume|Vol|vol)\s))?(?P<volume>(?<![\w.\-–/])\d{{1,4}}|(?<![\w.]){_ROMAN})\s?\(\s?(?P<iterm>(?:no|№|iss|вып|Suppl)\.?\s?)?(?P<issue>\d{{1,5}}(?:\s?[-–/,]\s?\d{{1,5}})?[A-Za-z]?|[Ss]uppl\.?\s?\d*|[A-Z]\d{{1,3}}|Special Issue|special issue)\s?\)"
    rf"(?:\s?[:,]\s?(?P<pterm>(?:pp?|С|с|P|S)\.\s?)?(?P<pages>{_PAGES})(?![\w\-–]|\s?\())?",
)
_ISSUE_ALONE = pattern(
    rf"(?<=[,.])\s*\(\s?(?:no\.\s?|№\s?)?(?P<issue>\d{{1,4}}(?:\s?[-–/]\s?\d{{1,4}})?)\s?\)(?:\s?[:,]\s?(?:pp?\.\s?)?(?P<pages>{_PAGES})(?![\w]))?"
)
_PHYSICS = begun_by(
    r"A-Z\d",  # Phys. Rev. D57 (1998) 6948; Top. Curr. Chem. 121, 181 (1984); BMJ 2005, 330, 1347
    rf"(?<=[\s.,])(?P<volume>[A-Z]?\d{{1,4}}[A-Z]?)\s?,?\s?\(\s?(?P<year>{YEAR})\s?\)\s?,?\s?(?P<pages>[A-Z]?\d{{1,7}}(?:{_DASH}\d{{1,6}})?)(?![\w(])"
    rf"|(?<=[\s.,])(?P<volume2>[A-Z]?\d{{1,4}}[A-Z]?)\s?[,:]\s?(?P<pages2>[A-Z]?\d{{1,7}}(?:{_DASH}\d{{1,6}})?)\s?,?\s\(\s?(?P<year2>{YEAR})\s?\)"
    rf"|(?<=[\s.,])(?P<year3>{YEAR})\s?,\s?(?P<volume3>[A-Z]?\d{{1,4}}[A-Z]?)(?:\s?\((?P<issue3>[\w–-]{{1,8}})\))?\s?,\s?(?P<pages3>[A-Za-z]?\d{{1,7}}(?:{_DASH}[A-Za-z]?\d{{1,6}})?)(?![\w(])",
)
_DAY_ALONE = pattern(rf"(?<=,\s)(?P<day>{MONTH}\s\d{{1,2}}|\d{{1,2}}\s{MONTH})(?=[.,]?\s*(?:$|{BLANK}|[PpСс]))")
_VOLUME_THEN_ISSUE = begun_by(
    r"\d",
    rf"(?:(?<=[^\W\d_]\s)|(?<=[»”\"’)]\s)|(?<=,\s))(?<!том\s)(?<!Том\s)(?<!ol\s)(?<!Bd\s)(?<!\bТ\s)(?<!ume\s)(?P<volume>(?!{YEAR})\d{{1,4}}),?\s(?P<term>[Nn]os?\.|№|[Ii]ss(?:ue|\.)|вып\.)\s?(?P<issue>{_ISSUE_NUMBER})",
)
_BARE_VOLUME = pattern(rf"(?<={YEAR}\.\s[–—-]\s)(?P<volume>\d{{1,4}})(?=(?:,|\.\s[–—-])\s(?:[PСCSs№]|[Pp]p\.|с\.))")
_VOLUME_PAGES = pattern(
    rf"(?<=[\s,])(?P<volume>\d{{1,4}}[A-Z]?)\s?(?:[:,])\s?(?P<pterm>pp?\.\s?)?(?P<pages>{_PAGE}(?:{_DASH}{_PAGE})|[eEsSA-Z]{{1,2}}\d{{2,7}}|\d{{1,7}})(?![\w\-–—]|\s?[(/%])"
)

_VOLUME = begun_by(
    r"BJPTVptvКТЧктч",
    r"(?<![\w«\"“])(?P<term>Vols?\.?|VOL\.?|vols?\.?|Volume|volume|Т{1,2}\.|Т(?=\s?\d)|том|Том|Томa|т\.|V\.|V(?=\s\d)|v\.|Bd\.?|Band|T\.|t\.|Tome|tome|Ч\.|ч\.|Pt\.?|pt\.|Кн\.|кн\.|Jg\.)"
    rf"\s?(?P<volume>{_NUMBER})(?:\s?\(\s?(?P<second>\d{{1,4}})\s?\))?",
)
_ISSUE = begun_by(
    r"HINSinsВСвс№",
    r"(?<![\w«\"“])(?P<term>№{1,2}|N(?=\s?\d)|N\.(?=\s?[\dIVX])|N[º°o]\.?(?=\s?[\dIVX])|No\.?|Nos\.|no\.?|nos\.|NO\.|Nr\.?|nr\.?|Iss(?:ue)?\.?|iss(?:ue)?\.?|Is\.|is\.|Вып(?:уск|\.)?|вып(?:уск|\.)?|ВЫП\.|Вип(?:уск|\.)|вип\.|Heft|H\.|num\.|n\.º|n°|nº|Suppl(?:ement|\.)?|suppl\.|Спецвыпуск|спецвыпуск|Спец\.\s?вып\.)"
    rf"\s?(?P<issue>(?:S\.?\s?)?{_ISSUE_NUMBER}|S\d{{1,3}}\b)(?:,?\s+(?:Suppl\.?|прил\.?)\s?(?P<supplement>\d*))?",
)
_PAGES_TERM = begun_by(
    "ACIPSacipsЛРСлрс",
    r"(?<![\w])(?<![\w]\.)(?P<term>С\.|C\.|с\.|c\.|Сс\.|С(?=\s?\d+\s?[-–—])|C(?=\s?\d+\s?[-–—])|[Сс]тр\.|[Сс]тор\.|Р\.|P\.|p\.|pp\.?|PP\.?|Pp\.?|Рр\.|р\.|Pages?|pages?|pag\.|S\.|s\.|p(?=\s?\d)|Стлб\.|Ст\.|ст\.|Art\.(?:\s?(?:no|ID|number)\.?)?|[Aa]rticle(?:\s(?:no\.|ID|number|No\.))?|[Aa]rt\.\s?(?:no\.)?|ID|Paper|id\.|с(?=\s?\d+\s?[-–—]\s?\d+)|Л\.|л\.)"
    rf"\s?:?\s?(?P<pages>{_PAGES})(?![\w])(?!\s?[сc]\.)",
)
_PAGES_BEHIND = pattern(rf"(?<=\))\s?:\s?(?P<pages>{_PAGE}{_DASH}{_PAGE})(?![\w])")
_BARE_PAGES = pattern(
    rf"(?<=[,.–—{BLANK}-])\s?(?:[-–—]\s)?(?P<pages>\d{{1,5}}{_DASH}\d{{1,5}}|(?<=,\s)[A-Z]\d{{1,2}}(?:{_DASH}[A-Z]?\d{{1,2}})?(?:,\s?[A-Z]\d{{1,2}})*)(?=\.?\s*(?:$|{BLANK}|\.\s[–—-])|\.\s[A-Z][A-Za-z, ]{{1,30}}:\s)"
)
_NUMBER_OF_PAGES = begun_by(
    r"CILVX\[Х\d",
    r"(?<![\w.])(?<!\d[-–—])(?<!№\s)(?:[IVXLCХ]+,\s?)?\[?(?P<numpages>(?<!\d\s)\d\s\d{3}(?=\s?[сc]\.)|(?!(?:19|20)\d\d\sр\.)\d{1,5})\]?(?:\s?,\s?\[\d+\])?\s?(?P<term>(?:[сcСC]|[рp]|[РP]|pp|стр|стор|с|s|S|Seiten|pages|л|Bl|страниц[аы]?)\b\.?)(?!\s?\d)(?P<more>\s?[:,]\s?(?:(?:цв|ч\.-б|черн)\.\s)?(?:[^.;:()\x00]{0,30}\b(?:ил|рис|табл|цв|ill|fig|tab|граф|портр|карт|факс|схем|diagr)\b[^()\x00;–—]{0,40}?)\.?(?=\s*(?:$|[.–—;(\x00])))?",
)
_CHAPTER = pattern(r"(?<=[,.]\s)(?:[Cc]h(?:ap)?\.|[Cc]hapter|[Гг]л\.)\s?(?P<chapter>\d{1,3}|[IVXLC]{1,6})(?=[,.;:]\s|\.?$)")
_DISC = begun_by(
    r"\d",
    r"(?<![\w.])\d{1,3}\s(?:(?:электрон|зв|эл)\.\s?)?(?:(?:опт|оптич)\w*\.?\s)?(?:диск\w*|CD-ROM|DVD-ROM|DVD|CD)(?:\s?\([^()]{2,14}\))?(?:\s?:\s?(?:зв|цв)\.[^.;–—\x00]{0,20})?",
)
_YEAR = begun_by(
    r"12c",
    rf"(?<![\w/.№])(?<![\w(][-–—])(?<!\d[\s.,])c?(?P<year>{YEAR}(?:\s?[-–—/]\s?(?:{YEAR}|\d\d(?!\d)))?)(?P<letter>[a-zа-я](?![\w]))?(?P<term>\s?(?:гг?\.|год[ау]?\b|року|рр?\.))?(?![\w\-–—/]|\.\d|,\d)",
)
_GLUED_YEAR = begun_by(r"12", rf"(?<=[.,])(?P<year>{YEAR})(?=\s*(?:$|[.,\x00]))")
_DATE = pattern(rf"(?<![\w.\-/])(?:{DATE})(?P<term>\s?г(?:\.|ода\b))?(?![\w]|\.\d)")
_MONTH_YEAR = pattern(
    rf"(?<![\w])(?P<month>{MONTH}(?:\s?[-–/]\s?{MONTH})?),?\s+(?P<year>{YEAR})(?![\w])|(?<![\w])(?P<year2>{YEAR}),?\s+(?P<month2>{MONTH}(?:\s?[-–/]\s?{MONTH})?)(?![\w])"
)
_DAY_OF_YEAR = pattern(rf"(?P<year>{YEAR})\.?\s?[.,–—-]\s?(?P<day>\d{{1,2}}(?:\s?[-–—]\s?\d{{1,2}})?\s+{MONTH}(?:\s?г\.)?)(?![\w])")
_DAY_BEHIND_ISSUE = pattern(rf"(?<=[\d)][.,]\s)(?P<day>\d{{1,2}}\s{MONTH})(?=\.?,?\s*(?:$|{BLANK}|[–—-]\s|[СCсPp]\.))")
_DAY_IN_BRACKETS = pattern(rf"\(\s?(?P<day>\d{{1,2}}\s+{MONTH}|{MONTH}\s\d{{1,2}})\s?\)")
_EDITION = begun_by(
    r"EFINRSTUWefinrstuВИПТвдипст\d",
    r"(?<![\w])(?:\d{1,3}\s?[-–]?\s?(?:е|ое|ге|те|e|є|тє|ше)\.?\s?(?:изд(?:ание|\.)?|вид(?:ання|\.)?|выд(?:анне|\.)?)(?![\w])|[Ии]зд(?:ание|\.)\s?\d{1,3}(?:\s?[-–]?\s?(?:е|ое|e))?(?![\w])|(?<=,\s)\d{1,2}\s[Ee]dition(?![\w])|\d{1,3}\s?(?:st|nd|rd|th)\s(?:(?:[Rr]ev(?:ised|\.)|[Ii]nt(?:ernational|\.|l\.?)|[Uu]pdated)\s(?:and\s\w+\s)?)?[Ee]d(?:ition|n\.?|\.)?(?![\w])|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Rr]evised|[Rr]ev\.|[Uu]pdated|[Ii]nternational|[Nn]ew|[Ee]xpanded|[Ii]llustrated)\s[Ee]d(?:ition|n\.?|\.)(?![\w])|(?:Spring|Summer|Fall|Winter)\s\d{4}\s[Ee]d(?:ition|\.)|[Ee]d\.\s\d{1,2}(?:st|nd|rd|th)?(?![\w])|\d{1,2}\.\sAufl(?:age|\.)|[Пп]ервое\sизд(?:ание|\.)|[Вв]торое\sизд(?:ание|\.)|[Тт]ретье\sизд(?:ание|\.))"
    r"(?:,?\s?(?:(?:и(?=\s)|і(?=\s)|and|,|стереотип(?:н\w*|\.)|испр(?:авл\w*|\.)?|перераб(?:от\w*|\.)?|доп(?:олн\w*|ов\w*\.?|\.)?|стер\.?|расш\.?|репр\.?|перепеч\.?|с\sизм(?:ен\w*|\.)|допов\.?|виправ\.?|перероб\.?|[Rr]evised|rev\.|enlarged|updated|expanded|überarb\.|юбил\.?|эл\.|электрон\.))){0,6}"
    r"|(?<![\w])(?:испр|перераб|доп|стер)\.(?:\s?(?:и|,)\s?(?:испр|перераб|доп|стер)\.){0,3}(?:\s?изд\.)?(?=\s*[.–—-])",
)

_DIGITS = pattern(r"\d+")
_YEARISH = pattern(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_NUMERIC_DATE = pattern(r"\d[./-]\s?\d")
_EDITION_HINT = pattern(r"изд|вид|[Ee]d[.n]?|[Aa]ufl|испр|перераб|доп\.|стер\.")
_WORDED = begun_by(
    r"BFINRSTUVfinrstuvВКПТЧвдипстч№",
    r"(?:Vol|V|Т|Ч|Кн|Bd|Вып|вып|т|ч|vol|No|№)\.?\s?[IVXLC]{1,7}\b|(?:испр|перераб|доп|стер)\.|\b(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Rr]evised|[Rr]ev\.|[Nn]ew|[Ii]nternational|[Uu]pdated|Первое|первое|Второе|второе|Третье|третье)\s(?:[Ee]d|изд)",
)


_STANDARD_WORD = begun_by(r"ГДС", r"СНиП|ГОСТ|СанПиН|ДСТУ|\bСП\s\d")
_DESIGNATION = pattern(r"\b((?:СНиП|ГОСТ|СанПиН|ДСТУ|СП)(?:\sР)?)\s\d[\d.]*(?:\s?[–—-]\s?\d{2,4}(?!\d))?\*?")


def blanked(text: str, atoms: tuple[Atom, ...]) -> str:
    """Return the text with its atoms replaced by as many :data:`BLANK` characters."""
    pieces = []
    at = 0
    for atom in atoms:
        if atom.end > atom.start >= at:
            pieces += [text[at : atom.start], BLANK * (atom.end - atom.start)]
            at = atom.end
    pieces.append(text[at:])
    return "".join(pieces)


def find_marks(work: str) -> tuple[Mark, ...]:
    """Return the marks of a text in order; where two overlap, the more telling one stays.

    >>> [(m.kind, [p[0] for p in m.parts]) for m in find_marks("Полис. 2019. Т. 7, № 4 (15). С. 2–23.")]
    [('year', ['year']), ('volume', ['volume_term', 'volume']), ('issue', ['issue_term', 'issue']), ('pages', ['page_term', 'pages'])]
    """
    if _STANDARD_WORD.search(work):  # «СНиП 2.01.07-85» has no pages
        work = _DESIGNATION.sub(lambda m: m[1] + BLANK * (len(m[0]) - len(m[1])), work)
    windows = _windows(work)
    if not windows:
        return ()
    taken: list[Mark] = []
    near = _near_years(work)
    dated = any(month for _, _, month in near)
    bracketed = "(" in work
    gates = {
        "": True,
        "(": bracketed,
        ";": ";" in work,
        "no(": bracketed and ("№" in work or "o." in work),
        "month": dated,
        "date": True,
        "edition": _EDITION_HINT.search(work) is not None,
        ",": "," in work,
        "):": "):" in work or ") :" in work,
    }
    for gate, sought, make in _SEEKERS:
        if not gates[gate]:
            continue
        if gate == "date":
            spots = [(low, high) for low, high, month in near if month or _NUMERIC_DATE.search(work, low, high)]
        else:
            spots = [(low, high) for low, high, month in near if month] if gate == "month" else windows
        for low, high in spots:
            for match in sought.finditer(work, low, high):
                mark = make(match)
                if mark is None:
                    continue
                start, end = mark.start, mark.end
                for other in taken:
                    if end > other.start and start < other.end:
                        break
                else:
                    taken.append(mark)
    taken.sort(key=lambda m: m.start)
    return tuple(taken)


def _near_years(work: str) -> list[tuple[int, int, bool]]:
    """Return the stretches around years, and whether a month's name stands in each."""
    spots: list[tuple[int, int, bool]] = []
    for match in _YEARISH.finditer(work):
        low, high = max(0, match.start() - 30), min(len(work), match.end() + 26)
        month = names_month(work[low:high])
        if spots and low < spots[-1][1]:
            spots[-1] = (spots[-1][0], high, month or spots[-1][2])
        else:
            spots.append((low, high, month))
    return spots


def _windows(work: str) -> list[tuple[int, int]]:
    """Return the stretches around figures, where alone a mark can stand."""
    windows: list[tuple[int, int]] = []
    for match in _DIGITS.finditer(work):
        low, high = max(0, match.start() - 60), min(len(work), match.end() + 60)
        if windows and low <= windows[-1][1]:
            windows[-1] = (windows[-1][0], high)
        else:
            windows.append((low, high))
    # an edition may be told in words alone, a volume in Roman figures: «испр. и доп.», «Т. III»
    windows.extend((max(0, m.start() - 10), min(len(work), m.end() + 60)) for m in _WORDED.finditer(work))
    return windows


def _mark(kind: MarkKind, match: re.Match[str], **labels: str) -> Mark:
    parts = []
    for group, label in labels.items():
        start, end = match.span(group)
        if label and end > start >= 0:
            piece = match[group]
            start += len(piece) - len(piece.lstrip(" ,"))
            end -= len(piece) - len(piece.rstrip(" ,"))
            if end > start:
                parts.append((label, start, end))
    return Mark(kind, match.start(), match.end(), tuple(sorted(parts, key=lambda p: p[1])))


def _physics(match: re.Match[str]) -> Mark:
    return _mark(
        "serial",
        match,
        volume="volume",
        year="year",
        pages="pages",
        volume2="volume",
        pages2="pages",
        year2="year",
        year3="year",
        volume3="volume",
        issue3="issue",
        pages3="pages",
    )


def _pages(match: re.Match[str]) -> Mark:
    term = match["term"]
    if term in ("Ст.", "ст."):
        return _mark("section", match, term="page_term", pages="section")
    if term[:2] in ("Ar", "ar", "ID") or term == "Paper":
        return _mark("pages", match, term="page_term", pages="article_no")
    return _mark("pages", match, term="page_term", pages="pages")


def _whole_date(match: re.Match[str]) -> Mark | None:
    if not date_of(match).year:
        return None
    name = next(k for k, v in match.groupdict().items() if v and k[0] == "y")
    start, end = match.span(name)
    parts: list[Part] = [("year", start, end)]
    if start > match.start():
        parts.append(("date", match.start(), start))
    tail = match.start("term") if match["term"] else match.end()
    if tail > end:
        parts.append(("date", end, tail))
    return Mark("date", match.start(), match.end(), tuple(sorted(parts, key=lambda p: p[1])))


def _vancouver(match: re.Match[str]) -> Mark | None:
    if not (match["volume"] or match["issue"] or match["pages"]):
        return None
    date = "date" if match["date"] and names_month(match["date"]) else ""
    if match["volume"] and not match["issue"] and not match["pages"] and _RANGE.fullmatch(match["volume"]):
        return _mark("serial", match, year="year", date=date, volume="pages")  # «2019;117–154»
    return _mark("serial", match, year="year", date=date, volume="volume", supplement="issue", issue="issue", pages="pages")


def _chicago(match: re.Match[str]) -> Mark | None:
    if match["date"] and not names_month(match["date"]):
        return None
    if match["volume"] and _IS_YEAR.fullmatch(match["volume"]):
        return None
    if match["volume"] or match["issue"] or match["pages"]:
        return _mark("serial", match, volume="volume", term="issue_term", issue="issue", date="date", year="year", pages="pages")
    return _mark("year", match, date="date", year="year")


def _acm(match: re.Match[str]) -> Mark | None:
    if match["date"] and not names_month(match["date"]):
        return None
    return _mark("serial", match, volume="volume", issue="issue", article="article_no", date="date", year="year", pages="pages")


def _month_year(match: re.Match[str]) -> Mark | None:
    words = (match["month"] or match["month2"]).replace("–", "-").replace("/", "-").split("-")
    if not all(names_month(w) for w in words):
        return None
    return _mark("date", match, month="date", year="year", year2="year", month2="date")


def _volume_issue(match: re.Match[str]) -> Mark | None:
    if _IS_YEAR.fullmatch(match["issue"]):
        return None
    if match["term"] and not match["iterm"] and _ISSUE_NEXT.match(match.string, match.end()):
        return _mark("serial", match, term="volume_term", volume="volume")  # «Т. 47(89), № 3»
    return _mark("serial", match, term="volume_term", volume="volume", iterm="issue_term", issue="issue", pterm="page_term", pages="pages")


def _issue_alone(match: re.Match[str]) -> Mark | None:
    return None if _IS_YEAR.fullmatch(match["issue"]) else _mark("serial", match, issue="issue", pages="pages")


def _volume_pages(match: re.Match[str]) -> Mark | None:
    return None if _IS_YEAR.fullmatch(match["volume"]) else _mark("serial", match, volume="volume", pterm="page_term", pages="pages")


def _bare_pages(match: re.Match[str]) -> Mark | None:
    if _YEARS.fullmatch(match["pages"]) and not _FIGURE_BEFORE.search(match.string, max(0, match.start() - 24), match.start()):
        return None
    return _mark("pages", match, pages="pages")


_ISSUE_NEXT = pattern(r"\s?[,.]?\s(?:[–—-]\s)?(?:№|[Вв]ып\.|[Nn]o\.)")
_FIGURE_BEFORE = pattern(r"(?:[Ii]ss(?:ue|\.)|[Nn]o\.?|№|[Vv]ol\.?|Т\.|вып\.|Вып\.|\()\s?\d{1,4}\)?\s?[,.]$")
_IS_YEAR = pattern(YEAR)
_RANGE = pattern(r"\d{1,5}\s?[-–]\s?\d{1,4}|\d{4,5}")
_YEARS = pattern(rf"{YEAR}{_DASH}{YEAR}")
# in the order of trust: of two that overlap, the one found first stays
_SEEKERS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], Mark | None]], ...] = (
    (";", _VANCOUVER, _vancouver),
    ("(", _ACM, _acm),
    ("(", _CHICAGO, _chicago),
    ("", _PHYSICS, _physics),
    (
        "no(",
        _ISSUE_OF_MONTH,
        lambda m: _mark("serial", m, volume="volume", issue="issue", date="date", pages="pages") if names_month(m["date"]) else None,
    ),
    ("edition", _EDITION, lambda m: Mark("edition", m.start(), m.end(), (("edition", m.start(), m.end()),))),
    ("", _VOLUME_THEN_ISSUE, lambda m: _mark("serial", m, volume="volume", term="issue_term", issue="issue")),
    ("", _ISSUE, lambda m: _mark("issue", m, term="issue_term", issue="issue", supplement="issue")),
    ("(", _VOLUME_ISSUE, _volume_issue),
    ("(", _ISSUE_ALONE, _issue_alone),
    ("):", _PAGES_BEHIND, lambda m: _mark("pages", m, pages="pages")),
    ("", _CHAPTER, lambda m: _mark("section", m, chapter="chapter")),
    ("", _PAGES_TERM, _pages),
    ("", _VOLUME, lambda m: _mark("volume", m, term="volume_term", volume="volume", second="issue")),
    ("", _NUMBER_OF_PAGES, lambda m: _mark("numpages", m, numpages="numpages", more="note")),
    ("", _DISC, lambda m: Mark("numpages", m.start(), m.end(), (("extent", m.start(), m.end()),))),
    ("date", _DATE, _whole_date),
    ("month", _MONTH_YEAR, _month_year),
    ("month", _DAY_OF_YEAR, lambda m: _mark("date", m, year="year", day="date") if names_month(m["day"]) else None),
    (",", _DAY_ALONE, lambda m: _mark("day", m, day="date") if names_month(m["day"]) else None),
    ("month", _DAY_BEHIND_ISSUE, lambda m: _mark("day", m, day="date") if names_month(m["day"]) else None),
    ("(", _DAY_IN_BRACKETS, lambda m: _mark("day", m, day="date") if names_month(m["day"]) else None),
    ("", _BARE_VOLUME, lambda m: _mark("volume", m, volume="volume")),
    ("", _VOLUME_PAGES, _volume_pages),
    ("", _BARE_PAGES, _bare_pages),
    ("", _YEAR, lambda m: _mark("year", m, year="year")),
    ("", _GLUED_YEAR, lambda m: _mark("year", m, year="year")),
)
