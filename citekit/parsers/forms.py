"""References of a form of their own: laws, standards, patents."""

from __future__ import annotations

import re

import msgspec

from citekit.parsers.fields.dates import DATE
from citekit.parsers.sheet import LIKELY, SURE, Sheet

__all__ = ["Form", "read_form"]


class Form(msgspec.Struct, frozen=True):
    """A recognised form: its ``name`` (law, standard, patent), where the ordinary description goes on, whether all is read."""

    name: str = ""
    end: int = 0
    complete: bool = False
    titled: bool = False


_ACT = r"(?:(?:федер(?:альный|\.)\s+)?(?:конституционный\s+)?закон\w*|ФЗ|кодекс\w*|постановлени\w+|пост\.|указ\w*|приказ\w*|распоряжени\w+|решени\w+|определени\w+|письм\w+|директив\w+|положени\w+|инструкци\w+|приложени\w+|конституци\w+|указани\w+|соглашени\w+|конвенци\w+|договор\w*|устав\w*|постанов[аи]|наказ\w*)"
_LAW_FIGURES = re.compile(
    rf"\s*,?\s*\b(?:от|від)\s+(?P<date>{DATE})(?:\s?(?:г(?:\.|ода)?|р(?:\.|оку)?)(?![\w]))?\s*,?\s*(?:(?:№|N|Nº)\s?(?P<number>[\w/.–-]+(?:\s?-\s?(?:ФЗ|ФКЗ|рп?|п|ст|р)\b)?)|(?=[(\[/.:,«\"]|$))",
    re.IGNORECASE,
)
_LAW_NUMBER_FIRST = re.compile(rf"\s*(?:№|N)\s?(?P<number>[\w/–-]+(?:-ФЗ|-ФКЗ)?)\s+от\s+(?P<date>{DATE})(?:\s?г(?:\.|ода)?)?", re.IGNORECASE)
_ACT_WORD = re.compile(_ACT, re.IGNORECASE)
_ACT_START = re.compile(r"(?:(?:Российская Федерация|РФ|Россия|СССР|Україна|Украина|Республика \w+)\.\s*(?:Законы?|Президент|Правительство|Конституция|Министерство[^.]{0,60})\.?\s*)?", re.IGNORECASE)
_GENRE_START = re.compile(rf"{_ACT}", re.IGNORECASE)
_AMENDED = re.compile(r"\s*[(\[](?:(?:в\s)?ред\.|в\sредакции|с\s?изм|с\s?послед|принят|одобрен|утв|вступ|действ|зарегистр|с\s?доп)[^()\[\]]{0,240}(?:\([^()]{0,80}\)[^()\[\]]{0,120})?[)\]]", re.IGNORECASE)
_STANDARD = re.compile(
    r"(?P<number>(?:(?:Межгосударственный стандарт\s+)?(?:ГОСТ|ДСТУ|СТБ|ОСТ|СТО|СТП|ТУ|РД|РМГ|МИ|СП|СНиП|СанПиН|СН|ГН|НПБ|ПНСТ|ПБ|ВСН|МУ|МУК|РТМ|ISO|IEC|IEEE(?:\sStd)?|ASTM|DIN|EN|BS|ANSI|NF|ITU-T|RFC|W3C|СТ\s?РК|СТ\s?СЭВ|ИСО))"
    r"(?:\s(?:Р|ISO|IEC|ИСО|МЭК|EN|ЕН|OIML|IEEE|Std|CEN|TR|TS|ТО|CISPR|ЕАСС|РК|СЭВ)(?:/(?:IEC|МЭК|TR|TS|IEEE|ТО|ASTM))?){0,3}(?:[/](?:IEC|МЭК))?\s?(?:№\s?)?[A-ZА-Я]{0,2}\d[\d.]*(?:[./-]\d+)*(?:\s?[–—:-]\s?(?:\d{4}|\d{2})(?!\d))?(?:\*|\([^()]{1,8}\))?)"
)
_STANDARD_START = re.compile(r"(?:Межгосударственный стандарт\.?\s*|Национальный стандарт(?: РФ| Российской Федерации)?\.?\s*)?")
_STANDARD_GENRE = re.compile(r"\s*[.:]?\s*(?P<genre>(?:Межгосударственный|Национальный|Международный|Государственный|межгосударственный|национальный)\sстандарт(?:\s(?:РФ|Российской Федерации|Союза ССР|СССР))?|ГОСУДАРСТВЕННЫЙ СТАНДАРТ[^.]*|International standard|Standard)\.\s")
_PATENT_START = re.compile(
    r"(?:Пат(?:ент|\.)|А(?:вт)?\.\s?с(?:вид)?\.|Авторское\s+свидетельство|Заявка(?:\s+на\s+изобретение)?|Свид(?:етельство|\.)(?:\s+о\s+[^\d№]{3,80})?|US\s+Patent|U\.\s?S\.\s+Pat(?:ent|\.)|European\s+Patent|Patent|Pat\.|Деклараційний патент)(?:\s+на\s+(?:изобретение|полезную\s+модель|корисну\s+модель|винахід|промышленный\s+образец))?\s*(?:(?:RU|SU|US|EP|WO|UA|KZ)\s)?\s*(?:№|N[oº]?\.?)?\s*(?P<number>(?:RU|SU|US|EP|WO)?\s?\d[\d\s,/.]{3,14}\d(?:\s?[ABCUАВСУ]\d?\b)?)",
    re.IGNORECASE,
)
_PATENT_AUTHORITY = re.compile(r"\s*[,.]?\s*(?P<authority>Российская\s+Федерация|Рос\.\s?Федерация|РФ|Россия|СССР|Украина|Україна|Республика\s+\w+|US|USA|США|EP|WO|RU|SU|UA)\b")
_IPC = re.compile(r"\s*[,.:;]?\s*(?:МПК|М\.?\s?Кл\.?|Int\.\s?Cl\.?|IPC|МКИ|МКл|МКІ)[\d\s().^]*\s*:?\s*(?P<ipc>[A-HА-Н]\s?\d{2}\s?[A-ZА-Я]\s?\d{1,4}(?:\s?/\s?\d{1,4})?(?:\s?\(\d{4}\.\d\d\))?(?:\s?[,;]\s?(?:[A-HА-Н]\s?\d{2}\s?[A-ZА-Я]\s?)?\d{1,4}\s?/\s?\d{1,4}(?:\s?\(\d{4}\.\d\d\))?)*)\s*")
_APPLICANT = re.compile(r"(?:[;,]|\.\s?[–—-]|\s[–—-])?\s*(?:заявитель(?:\s+и\s+патентообладатель)?(?:и)?|патентообладател[ьи]|правообладател[ьи]|заявл\.\s+и\s+патентообл\.|заявник(?:\s+[іта]+\s+патентовласник)?|assignee|applicant)\s*[:.–—-]?\s*(?P<applicant>[^;]+?)\s*(?=(?:\.?\s?[–—-]\s?)?(?:№|N\s?\d|заявл|опубл|;|$))", re.IGNORECASE)
_APPLICATION = re.compile(r"(?:№|N)\s?(?P<application>\d{6,12}(?:[/-]\d{1,3})?(?:/\d{2,3})?)")
_FILED = re.compile(rf"(?:заявл(?:ено|\.)?|заявка\s+от|filed|подано)\s*:?\s*(?P<filed>{DATE})", re.IGNORECASE)
_PUBLISHED = re.compile(rf"(?:опубл(?:иковано|\.)?|зарег(?:истр(?:ировано|\.)?|\.)?|published|issued|публ\.)\s*:?\s*(?P<published>{DATE}|\d{{4}}(?!\d))", re.IGNORECASE)
_BULLETIN = re.compile(r"(?:Бюл(?:летень|\.)?|Bull\.?)\s*(?:№|N)?\s?(?P<bulletin>\d+)", re.IGNORECASE)


def read_form(sheet: Sheet) -> Form:
    """Recognise a law, a standard or a patent and note what its form tells; an empty form where it is none."""
    text = sheet.text
    first = text[:1]
    if first in "ПАЗСUEДPп" and (match := _PATENT_START.match(text)):
        return _patent(sheet, match)
    if any(c.isdigit() for c in text[:240]):
        standard = _standard(sheet)
        if standard:
            return standard
        if "от " in text or "від " in text:
            return _law(sheet)
    return Form()


def _law(sheet: Sheet) -> Form:
    text = sheet.work
    slashes = text.find("//")
    limit = slashes if slashes > 0 else len(text)
    match = _LAW_FIGURES.search(text, 0, limit)
    turned = _LAW_NUMBER_FIRST.search(text, 0, limit)
    if turned and (match is None or not match["number"] or turned.start() < match.start()):
        match = turned
    if match is None:
        return Form()
    front = text[: match.start()]
    act = None
    for act in _ACT_WORD.finditer(front):
        pass
    if act is None or not (match["number"] or "//" in text):
        return Form()
    if match["number"]:
        number_end = match.end("number")
        while text[number_end - 1] in ".,":
            number_end -= 1
        sheet.add("number", match.start("number"), number_end)
    year = next(k for k, v in match.groupdict().items() if v and k[0] == "y" and k[1:].isdigit())
    start, end = match.span("date")
    sheet.add("year", *match.span(year))
    if match.start(year) > start:
        sheet.add("date", start, match.start(year))
    if end > match.end(year):
        sheet.add("date", match.end(year), end)
    at = match.end()
    sheet.marks = tuple(m for m in sheet.marks if m.start >= at)
    colon = max(front.rfind(" : "), front.rfind(": "))
    country = _ACT_START.match(text)
    title_start = country.end() if country else 0
    genre_start = _GENRE_START.match(text, title_start)
    while True:
        amended = _AMENDED.match(text, at)
        if not amended:
            break
        sheet.add("edition", amended.start(), amended.end(), LIKELY)
        at = amended.end()
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
            closer = {"«": "»", '"': '"', "“": "”", "„": "“"}[quoted["q"]]
            stop = _closing(text, quoted.end(), quoted["q"], closer)
            if stop > 0:
                sheet.add("genre", title_start, match.start(), SURE)
                sheet.add("title", quoted.end(), stop, SURE)
                at = stop + 1
                while amended := _AMENDED.match(text, at):
                    sheet.add("edition", amended.start(), amended.end(), LIKELY)
                    at = amended.end()
                return Form("law", at, titled=True)
        unquoted = re.compile(r"\s*[.:,]?\s*(?P<title>(?:О|Об|Про|О порядке|По)\s[^/\x00]{8,400}?)\s*(?=//|\x00|$|\.\s[–—-]\s|\s\((?:в\s)?ред|;|\.\s(?:URL|Режим|М\.|Доступ))").match(text, at)
        if unquoted:
            sheet.add("genre", title_start, match.start(), SURE)
            sheet.add("title", unquoted.start("title"), unquoted.end("title"), SURE)
            at = unquoted.end("title")
            while amended := _AMENDED.match(text, at):
                sheet.add("edition", amended.start(), amended.end(), LIKELY)
                at = amended.end()
            return Form("law", at, titled=True)
        stop = front.find(". ", title_start)
        tail = front[stop + 2 :] if stop > 0 else ""
        sheet.add("title", title_start, match.start(), SURE)
        _ = tail
        return Form("law", at, titled=True)
    named = re.search(r"[.,]\s*(?P<genre>(?:[Фф]едер|[Пп]остан|[Уу]каз|[Пп]риказ|[Рр]аспоряж|[Зз]акон|[Пп]исьмо)[^.]*)$", front)
    if named:
        sheet.add("title", title_start, named.start(), SURE)
        sheet.add("genre", named.start("genre"), named.end("genre"), SURE)
        return Form("law", at, titled=True)
    sheet.add("title", title_start, match.start(), LIKELY)
    return Form("law", at, titled=True)


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
        quoted = re.compile(r"\s*[.:,–—-]*\s*").match(text, at)
        at = quoted.end() if quoted else at
        return Form("standard", at)
    behind = re.search(r"(?::|\.)\s+(?P<all>" + _STANDARD.pattern + r")", text[:300])
    if behind and behind.start() > 12 and not re.search(r"//", text[: behind.start()]) and re.match(r"\s*(?:[.–—:,\x00-]|$)", text[behind.end() :]) and re.match(r"(?:ГОСТ|ДСТУ|СТБ|ISO|СП|СНиП)", behind["all"]):
        sheet.marks = tuple(m for m in sheet.marks if m.start >= behind.end())
        sheet.add("number", behind.start("all"), behind.end("all"))
        sheet.add("title", 0, behind.start(), SURE)
        return Form("standard", behind.end(), titled=True)
    return None


def _patent(sheet: Sheet, match: re.Match[str]) -> Form:
    text = sheet.text
    sheet.pieces = [p for p in sheet.pieces if p.label in ("url", "doi", "accessed", "url_lead", "medium", "edn")]
    sheet.add("number", *match.span("number"))
    at = match.end()
    for pattern, label in ((_PATENT_AUTHORITY, "authority"), (_IPC, "ipc"), (_PATENT_AUTHORITY, "authority")):
        found = pattern.match(text, at)
        if found and not sheet.has(label):
            group = "authority" if label == "authority" else "ipc"
            sheet.add(label, *found.span(group))
            at = found.end()
    rest = text[at:]
    for pattern, label in ((_FILED, "filed"), (_PUBLISHED, "published"), (_BULLETIN, "bulletin"), (_APPLICANT, "applicant")):
        found = pattern.search(rest)
        if found:
            sheet.add(label, at + found.start(label), at + found.end(label))
    application = _APPLICATION.search(rest)
    if application:
        sheet.add("application", at + application.start("application"), at + application.end("application"))
    stops = [at + m.start() for p in (_APPLICANT, _APPLICATION, _FILED, _PUBLISHED, _BULLETIN) if (m := p.search(rest))]
    stop = min([s for s in stops if s > at] or [len(text)])
    while at < stop and text[at] in " .,;:–—-":
        at += 1
    slash = re.compile(r"\s/\s?(?=\S)").search(text, at, stop)
    title_end = slash.start() if slash else stop
    medium = next((p.start for p in sheet.pieces if p.label in ("medium", "url", "url_lead") and at < p.start < title_end), title_end)
    sheet.add("title", at, min(title_end, medium), SURE)
    if slash:
        sheet.add("responsibility", slash.end(), stop, SURE)
    return Form("patent", len(text), complete=True)
