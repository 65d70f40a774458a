"""References of a form of their own: laws, standards, patents."""

from __future__ import annotations

import re

import msgspec

from citekit.parsers.fields.dates import DATE
from citekit.parsers.fields.names import match_names
from citekit.parsers.grammar.marks import BLANK
from citekit.parsers.grammar.sheet import LIKELY, SURE, Sheet
from citekit.parsers.patterns import begun_by, pattern

__all__ = ["Form", "read_form"]


_QUOTED_LAW = pattern(r"(?P<genre>[^«\"“„]{4,120}?)\s*(?P<q>[«\"“„])(?P<title>[^\x00]{5,600}?)[»\"”]\s*,?\s*$")
_CONSTITUTION = pattern(
    r"(?P<title>Конституци[яи]\s(?:Российской Федерации|РФ|Республики\s\w+|СССР|РСФСР|Украины|України)|(?:[А-Я][а-яё-]+(?:\s[а-яё-]+)?)\sкодекс\s(?:Российской Федерации|РФ|Республики\s\w+|Украины|України|СССР|РСФСР))(?:\s*\((?:часть|ч\.)\s[^()]{3,30}\))?"
    r"|(?P<treaty>(?:Всеобщая декларация|Международный пакт|Конвенция|Конвенція|Декларация|Декларація|Протокол|Соглашение|Хартия|Устав)\s[^()/\x00.]{3,200}?)(?=\s*\((?:принят|подписан|заключ|ратифиц|утв|соверш))"
)
_DIGIT = pattern(r"\d")
_ARCHIVE = pattern(
    r"(?P<archive>[А-ЯЁA-Z][^.;/]{1,60}?(?:\s[А-ЯЁ][^.;/]{1,40}?)?)[.,]\s*(?P<place>Ф(?:онд|\.)\s?[\w-]+(?:\s\([^()]{2,60}\))?[.,]?\s*(?:Оп(?:ись|\.)|Р(?:азд|\.)|Д(?:ело|\.)|Ед\.\s?хр\.|Картон|К\.|№)\s?[^\x00]{1,80}?)\.?\s*(?=$|\x00)"
)


class Form(msgspec.Struct, frozen=True):
    """A recognised form: its ``name`` (law, standard, patent), where the ordinary description goes on, whether all is read."""

    name: str = ""
    end: int = 0
    complete: bool = False
    titled: bool = False


_ACT = r"(?:(?:федер(?:альный|\.)\s+)?(?:конституционный\s+)?закон\w*|ФЗ|кодекс\w*|постановлени\w+|пост\.|указ\w*|приказ\w*|распоряжени\w+|решени\w+|определени\w+|письм\w+|директив\w+|положени\w+|инструкци\w+|приложени\w+|конституци\w+|указани\w+|соглашени\w+|конвенци\w+|договор\w*|устав\w*|постанов[аи]|наказ\w*|декрет\w*|закон\w*)"
_LAW_FIGURES = pattern(
    rf"\s*,?\s*\b(?:от|від)\s+(?P<date>{DATE})(?:\s?(?:г(?:\.|ода)?|р(?:\.|оку)?)(?![\w]))?\s*,?\s*(?:по\sделу\s)?(?:(?:№|N|Nº)\s?(?P<number>[\w/.–-]+(?:\s?-\s?(?:ФЗ|ФКЗ|рп?|п|ст|р)\b)?)|(?=[(\[/.:,«\"]|$))",
    re.IGNORECASE,
)
_FOREIGN_ACT = r"(?P<genre>(?:Federal(?:['’]?n(?:yi|yy|yj|y|iy))?|RF|Russian)?\s?(?:Constitutional\s|konstitutsionn\w+\s)?(?:Law|Act|Decree|Order|Resolution|[Zz]akon|[Uu]kaz|[Pp]rikaz|[Pp]ostanovlenie|[Rr]asporyazhenie)(?:\s[^\"“«\d№\x00]{0,80}?)??)\s*"
_FOREIGN_TITLE = r"\s*,?\s*[\"“«](?P<title>[^\"”»]{5,400})[\"”»]"
_FOREIGN_NUMBER = r"(?:No\.?|№|N)\s?(?P<number>\d[\w/-]*)"
_FOREIGN_LAWS = (  # romanised and English: «Federal Law No. 115-FZ of July 25, 2002, “On …”», «Federal'nyi zakon ot 25.07.2002 № 115-FZ "O …"»
    pattern(rf"{_FOREIGN_ACT}{_FOREIGN_NUMBER},?\s+(?:of|dated|from|ot)\s+(?P<date>{DATE})(?:\sg\.)?{_FOREIGN_TITLE}"),
    pattern(rf"{_FOREIGN_ACT}(?:of|dated|from|ot)\s+(?P<date>{DATE})(?:\sg\.)?,?\s*{_FOREIGN_NUMBER}{_FOREIGN_TITLE}"),
)
_LAW_NUMBER_FIRST = pattern(rf"\s*(?:№|N)\s?(?P<number>[\w/–-]+(?:-ФЗ|-ФКЗ)?)\s+от\s+(?P<date>{DATE})(?:\s?г(?:\.|ода)?)?", re.IGNORECASE)
_ACT_WORD = pattern(_ACT, re.IGNORECASE)
_ACT_START = pattern(
    r"(?:(?:Российская Федерация|РФ|Россия|СССР|Україна|Украина|Республика \w+)\.\s*(?:Законы?|Президент|Правительство|Конституция|Министерство[^.]{0,60})\.?\s*)?",
    re.IGNORECASE,
)
_GENRE_START = pattern(rf"{_ACT}", re.IGNORECASE)
_AMENDED = pattern(
    r"\s*[(\[](?:(?:в\s)?ред\.|в\sредакции|с\s?изм|с\s?послед|принят|одобрен|утв|вступ|действ|зарегистр|с\s?доп)[^()\[\]]{0,240}(?:\([^()]{0,80}\)[^()\[\]]{0,120})?[)\]]",
    re.IGNORECASE,
)
_STANDARD = pattern(
    r"(?P<number>(?:(?:Межгосударственный стандарт\s+)?(?:ГОСТ|ДСТУ|ДБН|ТКП|НПАОП|СОУ|СТБ|ОСТ|СТО|СТП|ТУ|РД|РМГ|МИ|СП|СНиП|СанПиН|СН|ГН|НПБ|ПНСТ|ПБ|ВСН|МУ|МУК|РТМ|ISO|IEC|IEEE(?:\sStd)?|ASTM|DIN|EN|BS|ANSI|NF|ITU-T|RFC|W3C|СТ\s?РК|СТ\s?СЭВ|ИСО))"
    r"(?:\s(?:Р|ISO|IEC|ИСО|МЭК|EN|ЕН|OIML|IEEE|Std|CEN|TR|TS|ТО|CISPR|ЕАСС|РК|СЭВ)(?:/(?:IEC|МЭК|TR|TS|IEEE|ТО|ASTM))?){0,3}(?:[/](?:IEC|МЭК))?\s?(?:№\s?)?[A-ZА-Я]{0,2}\.?\d[\d.]*(?:[./-]\d+)*(?:\s?[–—:-]\s?(?:\d{4}|\d{2})(?!\d))?(?:\*|\([^()]{1,8}\))?)"
)
_STANDARD_START = pattern(r"(?:Межгосударственный стандарт\.?\s*|Национальный стандарт(?: РФ| Российской Федерации)?\.?\s*)?")
_STANDARD_GENRE = pattern(
    r"\s*[.:]?\s*(?P<genre>(?:Межгосударственный|Национальный|Международный|Государственный|межгосударственный|национальный)\sстандарт(?:\s(?:РФ|Российской Федерации|Союза ССР|СССР))?|ГОСУДАРСТВЕННЫЙ СТАНДАРТ[^.]*|International standard|Standard)\.\s"
)
_INTRODUCED = begun_by(
    r"\[ВвДдЧч",
    r"\[?(?:[Чч]инний|[Дд]ействует|[Вв]вед(?:ен\w*|\.)?|[Дд]ата\sвведения)\s*(?:впервые\s|в\sдействие\s)?(?:(?:с|від|з)\s)?\d[\d.–-]{5,11}(?:\s?г\.)?\]?",
)
_PATENT_START = pattern(
    r"(?:Пат(?:ент|\.)|А(?:вт)?\.\s?с(?:вид)?\.|Авторское\s+свидетельство|Заявка(?:\s+на\s+изобретение)?|Свид(?:етельство|\.)(?:\s+о\s+[^\d№]{3,80})?|US\s+Patent|U\.\s?S\.\s+Pat(?:ent|\.)|European\s+Patent|Patent|Pat\.|Деклараційний патент)(?:\s+(?:РФ|СССР|России|Российской\s+Федерации|України))?(?:\s+на\s+(?:изобретение|полезную\s+модель|корисну\s+модель|винахід|промышленный\s+образец))?(?:\s+(?:РФ|СССР|Российской\s+Федерации|США))?\s*(?:(?:RU|SU|US|EP|WO|UA|KZ)\s)?\s*(?:№|N[oº]?\.?)?\s*(?P<number>(?:RU|SU|US|EP|WO)?\s?\d[\d\s,/.]{3,14}\d(?:\s?[ABCUАВСУ]\d?\b)?)",
    re.IGNORECASE,
)
_PATENT_AUTHORITY = pattern(
    r"\s*[,.]?\s*(?P<authority>Российская\s+Федерация|Рос\.\s?Федерация|РФ|Россия|СССР|Украина|Україна|Республика\s+\w+|US|USA|США|EP|WO|RU|SU|UA)\b"
)
_IPC = pattern(
    r"\s*[,.:;]?\s*(?:(?=[A-H]\d{2}[A-Z]\s?\d{1,4}/\d)|МПК|М\.?\s?Кл\.?|Int\.\s?Cl\.?|IPC|МКИ|МКл|МКІ)[\d\s().^]*\s*:?\s*(?P<ipc>[A-HА-Н]\s?\d{2}\s?[A-ZА-Я]\s?\d{1,4}(?:\s?/\s?\d{1,4})?(?:\s?\(\d{4}\.\d\d\))?(?:\s?[,;]\s?(?:[A-HА-Н]\s?\d{2}\s?[A-ZА-Я]\s?)?\d{1,4}\s?/\s?\d{1,4}(?:\s?\(\d{4}\.\d\d\))?)*)\s*"
)
_APPLICANT = pattern(
    r"(?:[;,]|\.\s?[–—-]|\s[–—-])?\s*(?:заявитель(?:\s+и\s+патентообладатель)?(?:и)?|патентообладател[ьи]|правообладател[ьи]|заявл\.\s+и\s+патентообл\.|заявник(?:\s+[іта]+\s+патентовласник)?|assignee|applicant)\s*[:.–—-]?\s*(?P<applicant>[^;]+?)\s*(?=(?:\.?\s?[–—-]\s?)?(?:№|N\s?\d|заявл|опубл|;|$))",
    re.IGNORECASE,
)
_APPLICATION = pattern(r"(?:№|N)\s?(?P<application>\d{6,12}(?:/\d{1,3})?(?:[/-]\d{1,3})?)")
_FILED = pattern(rf"(?:заявл(?:ено|\.)?|заявка\s+от|filed|подано)\s*:?\s*(?P<filed>{DATE}|\d\d\.\d\d\.\d\d(?!\d))", re.IGNORECASE)
_PUBLISHED = pattern(
    rf"(?:опубл(?:иковано|\.)?|зарег(?:истр(?:ировано|\.)?|\.)?|published|issued|публ\.)\s*:?\s*(?P<published>{DATE}|\d\d\.\d\d\.\d\d(?!\d)|\d{{4}}(?!\d))",
    re.IGNORECASE,
)
_BULLETIN = pattern(r"(?:Бюл(?:летень|\.)?|Bull\.?)\s*(?:№|N)?\s?(?P<bulletin>\d+)", re.IGNORECASE)


def read_form(sheet: Sheet) -> Form:
    """Recognise a law, a standard or a patent and note what its form tells; an empty form where it is none."""
    text = sheet.text
    first = text[:1]
    if first in "ПАЗСUEДPп" and (match := _PATENT_START.match(text)):
        return _patent(sheet, match)
    if "Ф." in text or "Фонд" in text:
        archive = _archive(sheet)
        if archive:
            return archive
    if first in "КТГУНСЖБАЛВЗЕМПДХ" and (match := _CONSTITUTION.match(text)):
        found = _law(sheet) if "от " in text else Form()
        return found if found.name else _code(sheet, match)
    if first in "FRLADOZUPfzup" and (law := _foreign_law(sheet)):
        return law
    if _DIGIT.search(text, 0, 240):
        standard = _standard(sheet)
        if standard:
            return standard
        if "от " in text or "від " in text or (" : " in text and "№" in text):
            return _law(sheet)
    return Form()


def _foreign_law(sheet: Sheet) -> Form | None:
    for shape in _FOREIGN_LAWS:
        match = shape.match(sheet.work)
        if match:
            sheet.add("genre", *match.span("genre"))
            sheet.add("number", *match.span("number"))
            sheet.add("title", *match.span("title"))
            _note_date(sheet, match, "date")
            sheet.marks = tuple(m for m in sheet.marks if m.start >= match.end())
            return Form("law", match.end(), titled=True)
    return None


def _code(sheet: Sheet, match: re.Match[str]) -> Form:
    """Read a constitution or a code that is cited without a number."""
    text = sheet.text
    end = match.end()
    sheet.add("title", 0, end, SURE)
    sheet.marks = tuple(m for m in sheet.marks if m.start >= end)
    adopted = re.compile(
        r"\s*[(\[:]\s*(?:принят\w*|утв\w*|одобр\w*|подписан\w*|заключ\w*|соверш\w*)[^()\[\]]{0,120}?(?P<date>"
        + DATE
        + r")(?:\s?г(?:ода|\.))?[^()\[\]]{0,160}[)\]]",
        re.IGNORECASE,
    ).match(text, end)
    if adopted:
        year = next(k for k, v in adopted.groupdict().items() if v and k[0] == "y" and k[1:].isdigit())
        start, stop = adopted.span("date")
        sheet.add("year", *adopted.span(year))
        if adopted.start(year) > start:
            sheet.add("date", start, adopted.start(year))
        if stop > adopted.end(year):
            sheet.add("date", adopted.end(year), stop)
        end = adopted.end()
        sheet.marks = tuple(m for m in sheet.marks if m.start >= end)
        return Form("law", end, titled=True)
    return Form("code", _over_amendments(sheet, end), titled=True)


def _archive(sheet: Sheet) -> Form | None:
    """Read «Title // ГАРФ. Ф. 1. Оп. 2. Д. 3. Л. 4» and the same without a title."""
    slashes = sheet.work.find("//")
    start = slashes + 2 if slashes >= 0 else 0
    while start < len(sheet.text) and sheet.text[start] == " ":
        start += 1
    match = _ARCHIVE.match(sheet.work, start)
    if not match:
        return None
    sheet.add("archive", *match.span("archive"))
    sheet.add("archive_location", *match.span("place"))
    sheet.marks = tuple(m for m in sheet.marks if m.end <= start)
    return Form("archive", max(0, slashes), complete=slashes < 0)


def _over_amendments(sheet: Sheet, at: int) -> int:
    """Note the wordings an act is cited in («(ред. от 02.07.2021)») that stand at ``at``; return where they end."""
    while amended := _AMENDED.match(sheet.work, at):
        sheet.add("edition", amended.start(), amended.end(), LIKELY)
        at = amended.end()
    return at


def _law(sheet: Sheet) -> Form:
    text = sheet.work
    slashes = text.find("//")
    limit = slashes if slashes > 0 else len(text)
    match = _LAW_FIGURES.search(text, 0, limit)
    turned = _LAW_NUMBER_FIRST.search(text, 0, limit)
    if turned and (match is None or not match["number"] or turned.start() < match.start()):
        match = turned
    if match is None:
        return _adopted_law(sheet, limit)
    quoted = _QUOTED_LAW.match(text[: match.start()])
    if quoted and _ACT_WORD.search(quoted["genre"]) and match["number"]:
        sheet.add("genre", *quoted.span("genre"))
        sheet.add("title", *quoted.span("title"))
        _note_law_figures(sheet, match)
        return Form("law", _over_amendments(sheet, match.end()), titled=True)
    front = text[: match.start()]
    if not match["number"] and (heading := match_names(text[:limit], 0)) and heading.form in ("initials-after", "patronymic"):
        return Form()  # «Цветаева М. И. Письмо … от 12 августа 1926 г. // …»
    if not _ACT_WORD.search(front) or not (match["number"] or "//" in text):
        return Form()
    _note_law_figures(sheet, match)
    at = _over_amendments(sheet, match.end())
    colon = max(front.rfind(" : "), front.rfind(": "))
    country = _ACT_START.match(text)
    title_start = country.end() if country else 0
    genre_start = _GENRE_START.match(text, title_start)
    if colon > title_start and _ACT_WORD.search(front, colon):  # О …: федер. закон от …
        sheet.add("title", title_start, colon, SURE)
        after = re.match(r":\s*(?:\[[^\]]*\]\s*:?\s*)?", front[colon:].lstrip())
        offset = colon + (len(front[colon:]) - len(front[colon:].lstrip())) + (after.end() if after else 1)
        sheet.add("genre", offset, match.start(), SURE)
        rest = re.match(r"\s*:\s*(?P<more>[^/\x00]{5,200}?)(?=\s//|$|\x00)", text[at:])
        if rest and not sheet.marks and "//" not in rest["more"]:
            sheet.add("note", at, at + rest.end("more"), LIKELY)
            at += rest.end("more")
        return Form("law", at, titled=True)
    if genre_start:
        quoted = re.compile(r"\s*[.:,]?\s*(?P<q>[«\"“„])").match(text, at)
        if quoted:
            stop = _closing(text, quoted.end(), quoted["q"], _CLOSERS[quoted["q"]])
            if stop > 0:
                sheet.add("genre", title_start, match.start(), SURE)
                sheet.add("title", quoted.end(), stop, SURE)
                return Form("law", _over_amendments(sheet, stop + 1), titled=True)
        unquoted = re.compile(
            r"\s*[.:,]?\s*(?P<title>(?:О|Об|Про|О порядке|По)\s[^/\x00]{8,400}?)\s*(?=//|\x00|$|\.\s[–—-]\s|\s\((?:в\s)?ред|;|\.\s(?:URL|Режим|М\.|Доступ))"
        ).match(text, at)
        if unquoted:
            sheet.add("genre", title_start, match.start(), SURE)
            sheet.add("title", unquoted.start("title"), unquoted.end("title"), SURE)
            return Form("law", _over_amendments(sheet, unquoted.end("title")), titled=True)
        sheet.add("title", title_start, match.start(), SURE)
        return Form("law", at, titled=True)
    named = re.search(r"[.,]\s*(?P<genre>(?:[Фф]едер|[Пп]остан|[Уу]каз|[Пп]риказ|[Рр]аспоряж|[Зз]акон|[Пп]исьмо)[^.]*)$", front)
    if named:
        sheet.add("title", title_start, named.start(), SURE)
        sheet.add("genre", named.start("genre"), named.end("genre"), SURE)
        return Form("law", at, titled=True)
    sheet.add("title", title_start, match.start(), LIKELY)
    return Form("law", at, titled=True)


_NUMBERED_LAW = pattern(
    rf"(?P<title>[^:\x00]{{4,300}}?)\s*:\s*(?:(?P<genre>{_ACT}[^:№\x00]{{0,120}}?)\s*)?(?:(?P<date>{DATE})\s?(?:г(?:\.|ода)?|р\.)?\s*,?\s*)?(?:№|N)\s?(?P<number>[\w/.–-]*[\w])",
    re.IGNORECASE,
)
_ADOPTED = pattern(
    rf"\s*:\s*(?:принят|одобрен|утвержд|подписан|прыняты)[^:\x00]{{0,120}}?(?P<date>{DATE})(?:\s?г(?:\.|ода))?", re.IGNORECASE
)
_LAW_NOTE = pattern(
    r"\s*:\s*(?:(?:принят|одобрен|утвержд|подписан|прыняты|послед|ред\.|с изм|введ|действ|текст с)[^:/\x00–—]{2,160}|[^:/\x00–—]{0,40}\bред\.)",
    re.IGNORECASE,
)


def _adopted_law(sheet: Sheet, limit: int) -> Form:
    """Read ГОСТ Р 7.0.100's «Название : Федеральный закон № 152-ФЗ : принят … 8 июля 2006 года : …»."""
    text = sheet.work
    match = _NUMBERED_LAW.match(text, 0, limit)
    if match is None or not (match["genre"] or _ACT_WORD.search(match["title"])):
        return Form()
    adopted = _ADOPTED.match(text, match.end())
    dated = match if match["date"] else adopted
    if dated is None:
        return Form()
    sheet.add("title", *match.span("title"), SURE)
    if match["genre"]:
        sheet.add("genre", *match.span("genre"), SURE)
    sheet.add("number", *match.span("number"))
    _note_date(sheet, dated, "date")
    at = adopted.end() if adopted else match.end()
    while note := _LAW_NOTE.match(text, at):
        at = note.end()
    sheet.marks = tuple(m for m in sheet.marks if m.start >= at)
    return Form("law", at, titled=True)


def _note_date(sheet: Sheet, match: re.Match[str], group: str) -> None:
    year = next(k for k, v in match.groupdict().items() if v and k[0] == "y" and k[1:].isdigit())
    start, end = match.span(group)
    sheet.add("year", *match.span(year))
    if match.start(year) > start:
        sheet.add("date", start, match.start(year))
    if end > match.end(year):
        sheet.add("date", match.end(year), end)


def _note_law_figures(sheet: Sheet, match: re.Match[str]) -> None:
    if match["number"]:
        end = match.end("number")
        while sheet.text[end - 1] in ".,":
            end -= 1
        sheet.add("number", match.start("number"), end)
    _note_date(sheet, match, "date")
    sheet.marks = tuple(m for m in sheet.marks if m.start >= match.end())


_CLOSERS = {"«": "»", '"': '"', "“": "”", "„": "“"}


def _closing(text: str, start: int, opener: str, closer: str) -> int:
    depth = 1
    for at in range(start, min(len(text), start + 900)):
        if text[at] == closer:
            depth -= 1
            if not depth:
                return at
        elif text[at] == opener:
            depth += 1
    return -1


def _standard(sheet: Sheet) -> Form | None:
    valid = _INTRODUCED.search(sheet.work)
    if valid and _STANDARD.search(sheet.work, 0, 300):
        sheet.work = sheet.work[: valid.start()] + BLANK * (valid.end() - valid.start()) + sheet.work[valid.end() :]
        sheet.marks = tuple(m for m in sheet.marks if m.end <= valid.start() or m.start >= valid.end())
    text = sheet.work
    lead = _STANDARD_START.match(text)
    start = lead.end() if lead else 0
    match = _STANDARD.match(text, start)
    if match:
        sheet.marks = tuple(m for m in sheet.marks if m.start >= match.end())
        sheet.add("number", match.start("number"), match.end("number"))
        at = match.end()
        genre = _STANDARD_GENRE.match(text, at)
        if genre:
            sheet.add("genre", *genre.span("genre"))
            at = genre.end()
        elif lead and lead.end():
            sheet.add("genre", 0, lead.end())
        quoted = re.compile(r"\s*[.:,–—-]*\s*(?P<q>[«\"“„])?").match(text, at)
        if quoted and quoted["q"]:
            stop = _closing(text, quoted.end(), quoted["q"], _CLOSERS[quoted["q"]])
            if stop > quoted.end() + 4:
                sheet.add("title", quoted.end(), stop, SURE)
                return Form("standard", stop + 1, titled=True)
        at = quoted.start("q") if quoted and quoted["q"] else quoted.end() if quoted else at
        return Form("standard", at)
    behind = re.search(r"(?::|\.)\s+(?P<all>" + _STANDARD.pattern + r")", text[:300])
    if (
        behind
        and behind.start() > 12
        and not re.search(r"//", text[: behind.start()])
        and re.match(r"\s*(?:[.–—:,\x00-]|$)", text[behind.end() :])
        and re.match(r"(?:ГОСТ|ДСТУ|СТБ|ISO|СП|СНиП|РД|ОСТ|СТО|ТУ|СанПиН)", behind["all"])
    ):
        sheet.marks = tuple(m for m in sheet.marks if m.start >= behind.end())
        sheet.add("number", behind.start("all"), behind.end("all"))
        sheet.add("title", 0, behind.start(), SURE)
        return Form("standard", behind.end(), titled=True)
    named = _STANDARD_BEHIND.match(text)
    if named:
        sheet.marks = tuple(m for m in sheet.marks if m.start >= named.end())
        sheet.add("title", 0, named.end("title"), SURE)
        sheet.add("number", *named.span("number"))
        return Form("standard", named.end(), titled=True)
    return None


_STANDARD_BEHIND = pattern(
    r"(?P<title>[^\W\d_][^\x00\"“”«»]{11,240}?),\s(?P<number>(?:IEEE|ANSI|ASTM|ISO|IEC|NIST|ETSI|DIN|BS)(?:/[A-Z]{2,5})?(?:\s(?:Std\.?|Standard|EN|ISO|SP))?\s[A-Z]?\d[\w.:/–-]*)(?=[,.]\s|\.?$)"
)


def _patent(sheet: Sheet, match: re.Match[str]) -> Form:
    text = sheet.text
    sheet.pieces = [p for p in sheet.pieces if p.label in ("url", "doi", "accessed", "url_lead", "medium", "edn")]
    sheet.add("number", *match.span("number"))
    at = match.end()
    for part, label in ((_PATENT_AUTHORITY, "authority"), (_IPC, "ipc"), (_PATENT_AUTHORITY, "authority")):
        found = part.match(text, at)
        if found and not sheet.has(label):
            group = "authority" if label == "authority" else "ipc"
            sheet.add(label, *found.span(group))
            at = found.end()
    rest = text[at:]
    for figure, label in ((_FILED, "filed"), (_PUBLISHED, "published"), (_BULLETIN, "bulletin"), (_APPLICANT, "applicant")):
        found = figure.search(rest)
        if found:
            sheet.add(label, at + found.start(label), at + found.end(label))
    application = _APPLICATION.search(rest)
    if application:
        sheet.add("application", at + application.start("application"), at + application.end("application"))
    extent = re.search(r"\s[–—-]\s(\d+)\s?с\.?(?:\s?:\s?(?:ил|табл|граф)\.?)?$", rest)
    if extent:
        sheet.add("numpages", at + extent.start(1), at + extent.end(1))
        for piece in [p for p in sheet.pieces if p.label == "applicant" and p.end > at + extent.start()]:
            sheet.pieces.remove(piece)
            sheet.add("applicant", piece.start, at + len(rest[: extent.start()].rstrip(" .")))
    stops = [at + m.start() for p in (_APPLICANT, _APPLICATION, _FILED, _PUBLISHED, _BULLETIN) if (m := p.search(rest))]
    stop = min([s for s in stops if s > at] or [len(text)])
    while at < stop and text[at] in " .,;:–—-":
        at += 1
    slash = re.compile(r"\s/\s?(?=\S)").search(text, at, stop)
    title_end = slash.start() if slash else stop
    medium = next((p.start for p in sheet.pieces if p.label in ("medium", "url", "url_lead") and at < p.start < title_end), title_end)
    sheet.add("title", at, min(title_end, medium), SURE)
    if slash is None:  # ГОСТ Р 7.0.100: the names stand behind the dates
        slash = re.compile(r"\s/\s(?=\S)").search(text, stop)
        stop = min([s for s in (p.start for p in sheet.pieces if p.label == "applicant") if slash and s > slash.end()] or [len(text)])
    if slash:
        behind = re.compile(r"\s*;?\s*(?:заявител|патентооблад|правооблад)").search(text, slash.end())
        sheet.add("responsibility", slash.end(), min(stop, behind.start()) if behind else stop, SURE)
    return Form("patent", len(text), complete=True)
