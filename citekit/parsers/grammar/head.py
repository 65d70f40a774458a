"""The beginning of a reference: who it is by, and the year in brackets behind the names."""

from __future__ import annotations

import re

import msgspec

from citekit.parsers.fields.bodies import ABBREVIATION, is_body
from citekit.parsers.fields.dates import YEAR, names_month
from citekit.parsers.fields.lexicon import is_given_name
from citekit.parsers.fields.names import NameList, match_names, read_names
from citekit.parsers.grammar.sheet import LIKELY, SURE, Sheet
from citekit.parsers.patterns import begun_by, pattern
from citekit.parsers.repeated import SAME_AUTHOR

__all__ = ["EDITOR_ROLE", "Head", "read_head"]


class Head(msgspec.Struct, frozen=True, gc=False):
    """Where the description goes on behind the names and the year, and the ``form`` of what was read."""

    end: int
    form: str = ""
    year: bool = False


EDITOR_ROLE = pattern(
    r"\s*,?\s*[(\[]?\s*(?P<role>(?:[Ee]ds?|[Ee]ditors?|[Hh]rsg|[Hh]g|[Рр]ед|[Оо]тв\.\s?ред|[Нн]ауч\.\s?ред|[Гг]л\.\s?ред|[Рр]едакторы?|[Сс]ост|[Сс]оставител[ьи]|[Аа]вт\.-сост|[Cc]omps?|[Tt]rans|[Уу]пор|[Уу]поряд|Directors?|Producers?|Executive Producers?|Hosts?|Writers?)\b\.?)\s*[)\]]?\s*[.,:]?(?!\s*by\b)"
)
_YEAR_IN_BRACKETS = begun_by(
    r".,(\[\s",
    rf"\s*[.,]?\s*[(\[]\s*(?P<year>(?:{YEAR})(?:\s?[-–/]\s?(?:\d\d){{1,2}})?[a-zа-я]?|n\.\s?d\.|no date|б\.\s?г\.|in press|in preparation|in prep\.?|submitted|accepted|to appear|under review|forthcoming|в печати|\x00+)(?:\s*[,.]\s*(?P<date>[^()]{{3,30}}?))?\s*[)\]]\s*[.,:;]?\s*",
    re.IGNORECASE,
)
_YEAR_BARE = pattern(rf"\s*[.,]?\s*(?P<year>{YEAR})(?P<letter>[a-z])?\s*(?:[.,:;]\s*|(?P<loose>\s+))(?=[^\W\d_]|[«\"“„‘'])")
_ADDRESS_NEXT = pattern(r"[\s.]*\x00")
_KNOWN_ACRONYM = pattern(
    r"(?:(?:UN|UNHCR|UNICEF|UNESCO|UNDP|UNODC|UNFPA|UNCTAD|UN DESA|OSCE|ODIHR|OECD|WHO|ILO|IOM|IMF|WTO|NATO|EU|ADB|EBRD|ICMPD|FAO|IPCC|ООН|ПРООН|УВКБ ООН|МОТ|МОМ|ВОЗ|ЮНЕСКО|ЮНИСЕФ|ОБСЕ|БДИПЧ|ОЭСР|МВФ|ВТО|ВЦИОМ|ФОМ|МВД РФ|МВД России|ЦБ РФ|НИУ ВШЭ|РАНХиГС)[/,]?\s?){1,3}"
)
_GROUP_BEHIND = pattern(r"\s*[;,]\s(?:for\s|on\sbehalf\sof\s|and\s)?(?:the\s)?(?P<body>[A-Z][^.;:\x00]{3,90})(?=\.\s)")
_BODY_AND_YEAR = pattern(rf"(?P<body>[^\d,.:;()\x00«»\"“”]{{4,90}}?)\s(?P<year>{YEAR})(?=,\s)")
_ARTICLE = pattern(r"(?:A|An|The|On|How|Why|What|О|Об)\s")
_RUSSIAN_BODY = pattern(
    r"(?:Министерств|Федеральн\w+\s(?:служб|агентств|фонд)|Росстат|Правительств|ООН\b|Всемирн\w+\s(?:банк|организац)|Международн\w+\s(?:организаци|валютн)|Центральный банк|Банк России|Совет Европы\b|ВЦИОМ|Коллектив авторов|Авторский коллектив|Госкомстат|Госстрой|Минздрав|Кабінет|Міністерств|Державна)"
)
_RUSSIAN_HEAD = pattern(
    r"(?:Министерство|Комитет|Союз|Институт|Ассоциация|Агентство|Управление|Департамент|Правительство|Совет|Центр|Фонд|Академия|Университет|Администрация|Служба|Комиссия|Генеральная прокуратура|Верховный [Сс]уд|Державн\w+ служба|Національн\w+)\s(?!и\s)"
)
_HEAD_NOUN = pattern(
    r"\b(?:Organi[sz]ation|Institute|Institut|University|Ministry|Agency|Commission|Committee|Council|Bank|Centre|Center|Association|Federation|Union|Department|Office|Bureau|Society|Foundation|Fund|Academy|Corporation|Company|Inc|Ltd|Government|"
    r"Parliament|Nations|Authority|Board|Consortium|Laboratory|College|Alliance|Forum|Watch|Administration|Secretariat|Congress|Assembly|Court|Team|Network|Group|Panel|Service|Programme|Program|Collaboration|Collaborators|Investigators|Administration|Services|Statistics|Refugees|Fonds|Agence|Press|News|Times)\b"
)
_NO_TITLE_WORDS = pattern(
    r"\b(?:is|are|was|were|how|why|what|when|from|towards?|between|during|after|under|through|as|with|into|among|an)\b"
)


def read_head(sheet: Sheet, known: frozenset[str]) -> Head:
    """Read names (or the body that stands for them) and a year behind them; note them on the sheet.

    ``known`` holds what heads two or more references of the list («World Bank»).
    """
    text, work = sheet.text, sheet.work
    if again := SAME_AUTHOR.match(work, sheet.start):
        year = _YEAR_IN_BRACKETS.match(work, again.end()) or _YEAR_BARE.match(work, again.end())
        if year:
            sheet.add("year", *year.span("year"))
        return Head(year.end() if year else again.end(), "same", year=bool(year))
    limit = _limit(sheet)
    names = _names(text[:limit], sheet.start)
    if names:
        role = EDITOR_ROLE.match(work, names.end)
        end = role.end() if role else names.end
        year = _YEAR_IN_BRACKETS.match(work, end)
        if names.form in ("inverted", "direct", "vancouver", "family") and not year and not role and _doubtful(sheet, names):
            names = None
        elif year or role or names.form != "family" or names.et_al:
            label = _role_label(role["role"]) if role else "author"
            _note_names(sheet, text, names, label)
            group = _GROUP_BEHIND.match(work, end) if names.form == "vancouver" else None
            if group and is_body(group["body"]):
                sheet.add("body", *group.span("body"))
                end = group.end()
            if role:
                sheet.add("editor_role", role.start("role"), role.end("role"))
            if year and _is_issue_year(year):
                _note_year(sheet, year)
                return Head(year.end(), names.form, year=True)
            bare = _YEAR_BARE.match(work, end) if names.form != "patronymic" else None
            if bare and (not bare["loose"] or names.form in ("vancouver", "initials-after")):
                sheet.add("year", bare.start("year"), bare.end("year"))
                return Head(bare.end(), names.form, year=True)
            return Head(_over_separator(text, end), names.form)
    year = _YEAR_IN_BRACKETS.search(work, 0, 260)
    if year and 1 < year.start() <= limit and text[0] not in '"“«„' and _is_issue_year(year):
        front = text[: year.start()].strip(" .,")
        if _may_be_author(front):
            sheet.add("author", 0, _trimmed(text, year.start()))
            _note_year(sheet, year)
            return Head(year.end(), "front", year=True)
    body = _body(sheet, known)
    if body > 0:
        bare = _YEAR_BARE.match(work, body)
        if bare and not bare["loose"]:  # «Human Rights Watch. 2009. Title»
            sheet.add("year", *bare.span("year"))
            return Head(bare.end(), "body", year=True)
        return Head(body, "body")
    return Head(sheet.start)


def _limit(sheet: Sheet) -> int:
    """Return how far names can reach: to the first italics, opening quote, «//» or address."""
    text = sheet.text
    limit = min(len(text), 3000)
    for start, end in sheet.reference.italics:
        if start > sheet.start:
            limit = min(limit, start)
            break
        names = match_names(text[:end], sheet.start, strict=False)
        if names is None or names.end < end - 2 or names.form in ("direct", "inverted", "family"):
            return 0  # a title; names are set in italics too, «*Иванов А. А.* Теория»
    for mark in ("«", "“", "„", " ‘", "//"):
        at = text.find(mark, 0, limit)
        if at >= 0:
            limit = at
    quote = re.search(r"(?:^|\s)\"", text[:limit])
    if quote:
        limit = quote.start()
    if sheet.atoms and sheet.atoms[0].start < limit:
        limit = sheet.atoms[0].start
    return limit


def _names(text: str, start: int) -> NameList | None:
    found = match_names(text, start)
    if found is None:
        return None
    if found.form == "direct" and found.end > 0 and text[found.end - 1] == ",":
        return None
    return found


def _doubtful(sheet: Sheet, names: NameList) -> bool:
    """Tell whether names in a form that titles take too are rather a title: «Structural Analysis and Shape»."""
    text = sheet.text
    rest = text[names.end : names.end + 4].lstrip(" .,")
    at_title = (
        rest[:1] in '"“«„' or sheet.italic_at(names.end + (len(text[names.end :]) - len(text[names.end :].lstrip(" .,")))) is not None
    )
    if names.form == "inverted":
        family = names.names[0].family
        return is_body(family) or not (
            at_title or re.match(r"\s*[.(]|,?\s+\d{4}\b", text[names.end :]) or text[names.end - 1] == "." or names.et_al
        )
    if names.form == "vancouver":
        return len(names.names) == 1 and not names.et_al and (len(names.names[0].given) > 2 or is_body(names.names[0].family))
    if names.form == "direct":
        givens = sum(is_given_name(re.split(r"[\s.]", n.given)[0]) for n in names.names)
        if names.et_al or givens * 2 >= len(names.names):
            return False
        dotted = sum("." in n.given for n in names.names)
        return not (at_title and len(names.names) > 1) and not (dotted and len(names.names) > 1) and not len(names.names) > 3
    return False


def _note_names(sheet: Sheet, text: str, names: NameList, label: str) -> None:
    end = _trimmed(text, names.end)
    if text[names.end - 1 : names.end] == "." and end == names.end - 1:
        end = names.end
    confidence = SURE if names.form in ("initials-after", "initials-before", "patronymic", "vancouver") else LIKELY
    sheet.add(label, sheet.start, end, confidence)


def _role_label(role: str) -> str:
    folded = role.casefold()
    if folded.startswith(("сост", "авт", "comp", "упор")):
        return "compiler"
    if folded.startswith(("direct", "produc", "exec", "host", "writer")):
        return "director" if folded.startswith("direct") else "author"
    return "translator" if folded.startswith("trans") else "editor"


def _note_year(sheet: Sheet, year: re.Match[str]) -> None:
    sheet.add("year", year.start("year"), year.end("year"))
    if year["date"]:
        sheet.add("date", year.start("date"), year.end("date"))


def _is_issue_year(year: re.Match[str]) -> bool:
    date = year["date"]
    return not date or names_month(date) or bool(re.search(r"\d", date))


def _over_separator(text: str, end: int) -> int:
    match = re.compile(r"[\s.,:;–—-]*").match(text, end)
    return match.end() if match else end


def _trimmed(text: str, end: int) -> int:
    while end > 0 and text[end - 1] in " ,;:":
        end -= 1
    return end


def _may_be_author(front: str) -> bool:
    """Tell whether the text before «(2019)» stands for an author and is no title."""
    if not front or len(front) > 200:
        return False
    if re.search(r"[.?!:]\s+[^\W\d_]{3,}", front) and not re.search(r"\b(?:St|Inc|U\.S|Dept)\.", front):
        return False
    if is_body(front) and len(front.split()) <= 14 and not _ARTICLE.match(front):
        return True
    words = front.split()
    if len(words) <= 3 or ABBREVIATION.search(front):
        return True
    names = read_names(front)
    if names.names and all(n.family and n.given for n in names.names):
        return True
    if _ARTICLE.match(front) or _NO_TITLE_WORDS.search(front):
        return False
    capital = sum(w[0].isupper() for w in words if w[0].isalpha() and len(w) > 3)
    return len(words) <= 8 and capital >= sum(len(w) > 3 and w[0].isalpha() for w in words)


def _body(sheet: Sheet, known: frozenset[str]) -> int:
    """Return where the title begins behind an organisation that heads the reference, 0 where none does."""
    text = sheet.text
    for at in sorted({s for s, _ in sheet.reference.italics if s > 2}):
        if (
            at < 200
            and text[:at].rstrip().endswith((".", ",", ":"))
            and len(text[:at].split()) <= 14
            and text[0] not in '"“«'
            and not re.search(r"\bIn\b|[?!]", text[:at])
        ):
            sentences = sheet.sentences(0, at)
            if len(sentences) == 1:
                sheet.add("body", 0, _trimmed(text, len(text[:at].rstrip(" .,:"))), LIKELY)
                return at
        break
    dated = _BODY_AND_YEAR.match(text)
    if dated and is_body(dated["body"]) and not _NO_TITLE_WORDS.search(dated["body"]):  # «Bureau of Statistics 2016, Census …»
        sheet.add("body", *dated.span("body"), LIKELY)
        return dated.start("year")
    sentences = sheet.sentences(0, min(len(text), 400))
    if len(sentences) < 2:
        return 0
    start, end = sentences[0]
    front = text[start:end].strip(" .,")
    words = front.split()
    if not words or len(words) > 14 or text[0] in '"“«„':
        return 0
    after = text[sentences[1][0] :]
    if any(m.kind == "edition" and m.start <= sentences[1][0] + 2 <= m.end for m in sheet.marks):
        return 0  # «Правила устройства электроустановок (ПУЭ). – 7-е изд.»: a title
    bare = _YEAR_BARE.match(text, sentences[1][0])
    if bare and is_body(front) and not _ARTICLE.match(front) and "//" not in front:
        sheet.add("body", start, start + len(text[start:end].rstrip(" .,")), LIKELY)
        return sentences[1][0]
    if _KNOWN_ACRONYM.fullmatch(front) and len(sentences) > 2:
        sheet.add("body", start, start + len(front), LIKELY)
        return sentences[1][0]
    sure = after[:1] in '"“„' or (bool(ABBREVIATION.search(front)) and front.endswith(")"))
    if not sure and front in known and len(sentences) > 2 and (is_body(front) or all(w[0].isupper() for w in words)):
        sure = True
    if not sure:
        caps = [w for w in words if len(w) > 3 and w[0].isalpha()]
        english = (
            bool(_HEAD_NOUN.search(front))
            and all(w[0].isupper() for w in caps)
            and not _NO_TITLE_WORDS.search(front)
            and ":" not in front
            and len(words) <= 10
            and not _ARTICLE.match(front)
        )
        russian = bool(_RUSSIAN_BODY.match(front)) and ":" not in front
        paged = any(a.kind == "url" for a in sheet.atoms) and not any(m.kind == "numpages" for m in sheet.marks)
        russian = russian or (paged and ":" not in front and 1 < len(words) <= 9 and bool(_RUSSIAN_HEAD.match(front)))
        # «Apache Software Foundation. Apache Spark. https://…»
        sure = (english or russian) and (
            len(sentences) > 2 or (english and is_body(front) and bool(_ADDRESS_NEXT.match(sheet.work, sentences[1][1])))
        )
    if not sure or "//" in front:
        return 0
    sheet.add("body", start, start + len(text[start:end].rstrip(" .,")), LIKELY)
    return sentences[1][0]
