"""How much a text looks like a reference, how much a line looks like the beginning or the end of one.

The scores are sums of hand-set weights on the scale of log odds: 0 is even, 3 is nearly sure. They judge by what
all styles share (years, pages, numbers, addresses, names with initials, prescribed punctuation) and by what only
running prose has (verbs, citations in brackets), in Russian, Ukrainian and English and, more roughly, elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache

from citekit.parsers.patterns import pattern

__all__ = ["MOST", "apa_years", "cues", "end_score", "has_year", "likeness", "names_at_start", "slashes", "start_score", "verbs"]

MOST = 1500
"""Characters of a text that are looked at."""

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚА-ЯЁЄІЇҐЎ"
_LOW = "a-zß-öø-ÿāăąćčďđēėęěğģīįıķĺļłńņňōőœřśşšţťūůűųźżžșțа-яёєіїґў\u0300-\u036f"
_WORD = rf"[{_UP}][{_LOW}'’ʼ`]{{1,24}}"
_FAMILY = rf"(?:(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ter|ten|zu|af|фон|де|ван|аль|эль|О['’]|Mc|Mac|Le|La|De|Van|Von|D['’]|d['’]|O['’])[ -]?){{0,3}}{_WORD}(?:[-–‐‑ ]{{1,2}}(?:{_WORD})){{0,2}}"
_CAPS_FAMILY = rf"[{_UP}][{_UP}'’ʼ-]{{1,24}}"
_INITIAL = rf"[{_UP}](?:[{_LOW}]{{1,2}})?[.,]"  # «Ю.», «Дж.», a slip «А,»
_INITIALS = rf"(?:{_INITIAL}[\s~]{{0,2}}-?){{1,4}}"
_MARKS = r"[*_\\\[<(«“„\"'‘\s]{0,3}"

# the shapes in which a reference's first name is printed
NAME_START = pattern(
    rf"{_MARKS}(?:"
    rf"(?:{_FAMILY}|{_CAPS_FAMILY}),?[\s~]{{1,2}}{_INITIALS}"  # Иванов И. И.; Smith, J.
    rf"|{_INITIALS}[\s~]?(?:{_FAMILY}|{_CAPS_FAMILY})[\s,.:;&)(]"  # И. И. Иванов; J. Canny.
    rf"|(?:{_FAMILY}|{_CAPS_FAMILY}),[\s~]{{1,2}}{_FAMILY}"  # Smith, John
    rf"|{_FAMILY}[\s~][{_UP}]{{1,3}}(?:-[{_UP}])?[,.:]"  # Smith JA,
    rf"|{_FAMILY}[\s~][{_UP}]{{1,3}}\sand\s"
    rf"|(?:{_FAMILY}|{_CAPS_FAMILY})\.?\s?\((?:19|20)\d\d"  # Smith (2001)
    rf"|{_FAMILY}[\s~](?:et al|и др|та ін)\b"
    rf"|{_FAMILY}(?:,[\s~]{_FAMILY}){{1,5}},?\s(?:and|&|и|та|und)\s{_FAMILY}"
    r")"
)
_REPEATED_NAME = pattern(r"(?:[—–―-]{2,}|_{3,}|[—–―]\s?[.,(])")
_QUOTE_START = pattern(rf"[*_\\\[<(]{{0,3}}[\"“«„‘'][\s]?[{_UP}\d]")
_CAPITAL_START = pattern(rf"{_MARKS}[{_UP}]")
_SMALL_START = pattern(r"[*_\\]{0,3}[a-zа-яёєіїґў]")
_PARTICLE_START = pattern(
    r"(?:(?:van|von|de|der|den|del|della|di|da|dos|du|el|al|bin|ibn|ter|ten|zu|d['’]|фон|де|ван|аль|эль)[\s-]?){1,3}" rf"[{_UP}]"
)
_BODY_START = pattern(
    rf"(?:[{_UP}]{{2,12}}\b|{_WORD})(?:\s(?:{_WORD}|of|for|the|and|de|по|и|[{_UP}]{{2,12}}\b)){{0,8}}(?:\s\([{_UP}]{{2,12}}\))?\.?\s?(?:\(|[,.]\s?(?:19|20)\d\d|\.\s)"
)
_STARTS_WORK = pattern(
    r"(?:Пат(?:ент|\.)|А\.\s?с\.|ГОСТ|ДСТУ|СНиП|СанПиН|СП \d|ISO\b|Федеральный|Конституци|Закон|Указ\b|Постановлени|Приказ|Распоряжени|Кодекс"
    r"|Гражданский|Уголовный|Трудовой|Налоговый|О внесении|Об утверждении|Про |Федеральная|U\.?\s?S\.?\s?Patent|World Bank|United Nations|WHO\b)"
)
# what stands only inside a reference
_INNER_START = pattern(
    r"(?://|[/.,:;)\]»”…&+=–—-](?![—–―-])|\(|№|N[ºo°]\.?\s?\d|[СсCcPpРSТT]\.\s?\d|[СCPРSТT]\.$|[Вв]ып(?:\.|уск)\s?\d|[Vv]ol(?:\.|ume)|[Ii]ss(?:\.|ue)\s|[Nn]o\.\s?\d|pp?\.\s?\d"
    r"|(?:URL|DOI|EDN|ISBN|ISSN|PMID|PMCID|eLIBRARY|Режим доступа?|Режим доступу)\b|doi\b|https?:|www\.|\[(?:Электронный|Електронний|Electronic|Текст)"
    r"|\[?(?:CrossRef|Crossref|Google Scholar|PubMed|Scopus|WoS|Web of Science|View|Full Text|Publisher Full Text|Article|PMC|MathSciNet|zbMATH|ADS|CAS|Free Full Text)\b\]?(?=\s*(?:\[|$|\||PubMed|Google))"
    r"|(?:Дата|дата) (?:обращения|звернення)|(?:Accessed|Retrieved|Available|Дата доступа)\b|(?:In|in)\s(?!the\b)|et al|и др\.|та ін\.|Изд-во|Издательство|Изд\.|М\.:|СПб\.?:|Л\.:|К\.:)"
)
_NUMBER_START = pattern(r"\d")
_YEAR_START = pattern(r"(?:1[5-9]|20)\d\d[.,;:)\s–—-]|(?:1[5-9]|20)\d\d$|\d{1,2}\.\d\d\.\d{4}")

_YEAR = pattern(r"(?<![\d/.-])(?:1[5-9]\d\d|20[0-4]\d)(?:[a-zа-е]\b)?(?!\d)")
_ANY_YEAR = pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\bn\. ?d\.|\bб\. ?г\.")
_APA_YEAR = pattern(r"\((?:19|20)\d\d[a-zа-е]?(?:,[^()]{1,24})?\)|\((?:n\. ?d\.|б\. ?г\.)\)")
_SLASHES = pattern(r"(?<!:)(?<!/)//(?!/)")
_SLASH = pattern(r"\s/\s?[\[\w]")
_ADDRESS = pattern(r"https?:|www\.\w|\bdoi\b|\b10\.\d{4,9}/|\bURL\b|\w\.(?:ru|com|org|ua|net|edu|gov)\b", re.IGNORECASE)
_ACCESS = pattern(
    r"обращени|звернення|доступа?\b|доступу\b|\baccessed\b|retrieved|электронный ресурс|електронний ресурс|available (?:at|from|online)",
    re.IGNORECASE,
)
_PAGES = pattern(
    r"(?<![\w.])(?:[СсCcPpРSs]|pp|Pp|PP|стр|Стр|Bl|Ст)\.\s{0,2}[A-Zа-я]?\d{1,5}|\d\s?(?:с|c|стр|p|pp|pages|S|стор)\b\.?|\b\d{1,4}\s?[-–—−‐]\s?\d{1,4}(?=[\s.,;)\]]|$)|:\s?[eS]?\d{1,5}[-–—‐]"
)
_VOLUME = pattern(
    r"(?<![\w.])(?:[Vv]ol|[Тт]|[Вв]ып|[Кк]н|[Чч]|[Nn]o|[Ii]ss|[Nn]r|[Bb]d|[Jj]g|[Тт]ом|[Вв]ыпуск|[Ss]er|[Сс]ер)\b\.?\s?[\dIVXL]|№\s?\d|\bN\s\d|\b\d{1,4}\s?\(\d{1,4}(?:[-–/]\d{1,4})?\)|\d{4};\d|, \d{1,3}, "
)
_NAMES = pattern(rf"{_WORD},?\s(?:[{_UP}]\.[\s-]?){{1,3}}|(?<![\w.])(?:[{_UP}]\.[\s-]?){{1,3}}{_WORD}|{_WORD}\s[{_UP}]{{1,3}}(?=[,.;])")
_ET_AL = pattern(r"\bet al\b|\bи др\b|\bта ін\b|\[et al|\beds?\.|\bред\.|\bпер\. с\b|\bсост\.|\bin press\b", re.IGNORECASE)
_IMPRINT = pattern(
    r"(?:[МЛК]\.|СПб\.?|Москва|Киев|Київ|Минск|Санкт-Петербург|Ленинград|Новосибирск|Екатеринбург|Казань|London|New York|Cambridge|Oxford|Berlin|Paris|Amsterdam|Moscow|[A-ZА-Я][a-zа-я]+)\s?:\s?[\"«“]?[A-ZА-Я]"
    r"|\b(?:Изд-во|Издательство|изд\.|Press|Publish\w+|Publ\b|Springer|Wiley|Elsevier|Routledge|Academic|Universit\w+|University|Юрайт|Наука|Академия|Просвещение|Verlag|дис\b|автореф|thesis|dissertation|Proceedings|Conference|конференции|Journal|Вестник|журнал|учебник|пособие)",
)
_STANDARD = pattern(
    r"\b(?:ISBN|ISSN|EDN|PMID|ГОСТ|ДСТУ|УДК|ISO|arXiv|Пат\.|Патент|Patent|Федеральн\w+ закон|постановлени\w+|приказ\w*|кодекс\w*|Конституци\w+|закон\w*|указ\w*)\b",
    re.IGNORECASE,
)
_AREAS = pattern(r"[.,]\s?[–—-]\s")
_VERBS = pattern(
    r"(?<![\w-])(?:is|are|was|were|has|have|had|been|that|which|this|these|we|our|they|it|can|could|may|should|will|would|also|however|therefore|thus|when|because"
    r"|что|это|этой|этого|был|была|было|были|является|являются|которые|который|которая|которых|можно|мы|нами|также|однако|поэтому|если|так|как|может|могут|должен|должны|будет|для того|при этом|таким образом|следует|необходимо"
    r"|що|який|яка|які|було|були|є|може|можуть|також|якщо|тому)(?![\w-])",
    re.IGNORECASE,
)
_CITED = pattern(r"[\w.’'-]+,?\s(?:\((?:19|20)\d\d[a-z]?\)|(?:19|20)\d\d[a-z]?[);])")
_BRACKETED = pattern(r"(?<=\w)\s?\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,8}(?:, ?[сp]\. ?\d+)?\]")
_LEADERS = pattern(r"\.{5,}|(?:\. ){5,}|…{3,}|_{5,}|·{4,}")
_CAPTION = pattern(
    r"(?:Figure|Fig\.|Рис(?:унок|\.)|Таблица|Табл\.|Table|Схема|Диаграмма|Source:|Источник:|Примечание|Note\.|Листинг|График)\s?[\d.:(№]|Source: "
)
_MAIL = pattern(r"[\w.-]+@[\w-]+\.\w|\bORCID\b|\be-?mail\b|\bтел\.\s?[:\d+(]|\bSPIN", re.IGNORECASE)
_AUTHOR_NOTE = pattern(
    r"\b(?:доктор|кандидат|д-р|канд\.|д\.\s?\w{1,5}\.\s?н\.|к\.\s?\w{1,5}\.\s?н\.|профессор|доцент|аспирант\w*|студент\w*|магистрант\w*|научный сотрудник|PhD|Ph\.D\.|Professor|Associate Professor|Lecturer|Candidate of|Postgraduate|Received|Accepted|Поступила|принята к)\b"
)
_EDGE = pattern(r"^[\s*_#>\\]+|[\s*_\\]+$")


@lru_cache(maxsize=8192)
def likeness(text: str) -> float:
    """Return how much a whole string looks like one reference: below 0 it rather does not.

    >>> likeness("Канке В. А. Основы философии. М. : Логос, 2012. 287 с.") > 3
    True
    >>> likeness("This part of the paper shows that the theory, which we have seen above, is wrong.") < -2
    True
    """
    text = _EDGE.sub("", text[:MOST])
    length = len(text)
    if not length:
        return -9.0
    digits = any(c.isdigit() for c in text)
    score = -0.9
    if digits:
        years = len(_YEAR.findall(text))
        score += 1.2 if years else 0.0
        score += 1.4 if _PAGES.search(text) else 0.0
        score += 1.0 if _VOLUME.search(text) else 0.0
        score += 0.7 if _APA_YEAR.search(text) else 0.0
    else:
        score -= 0.8
    score += 1.8 if _SLASHES.search(text) else (0.6 if _SLASH.search(text) else 0.0)
    score += 1.3 if _ADDRESS.search(text) else 0.0
    score += 1.3 if _ACCESS.search(text) else 0.0
    score += 0.9 if _IMPRINT.search(text) else 0.0
    score += 0.9 if _STANDARD.search(text) else 0.0
    score += min(1.2, 0.4 * len(_AREAS.findall(text)))
    if NAME_START.match(text):
        score += 1.6
    elif _REPEATED_NAME.match(text):
        score += 1.5
    elif _QUOTE_START.match(text):
        score += 0.4
    elif _SMALL_START.match(text) and not _PARTICLE_START.match(text):
        score -= 1.2
    score += min(0.9, 0.3 * len(_NAMES.findall(text)))
    score += 0.6 if _ET_AL.search(text) else 0.0
    # prose
    score -= min(6.0, 0.7 * len(_VERBS.findall(text)) * min(1.0, 400 / length))
    score -= min(4.0, 1.3 * max(0, len(_CITED.findall(text)) - 1)) if length > 200 else 0.0
    score -= min(4.0, 1.5 * len(_BRACKETED.findall(text)))
    score -= 4.0 if _LEADERS.search(text) else 0.0
    score -= 4.0 if _CAPTION.match(text) else 0.0
    score -= 2.5 if _MAIL.search(text) else 0.0
    score -= 2.0 if _AUTHOR_NOTE.search(text) else 0.0
    score -= 1.0 if text.endswith((":", "?", "!")) else 0.0
    if length > 700:
        score -= min(3.0, (length - 700) / 400)
    if length < 25:
        score -= 1.5
    return score


def verbs(text: str) -> int:
    """Count the words of running prose in a text."""
    return len(_VERBS.findall(text[:MOST]))


def cues(line: str) -> int:
    """Count, cheaply, the marks of a reference in one line; 0 for most lines of prose."""
    if not line or len(line) > 4000:
        line = line[:4000]
    count = 0
    if any(map(line.__contains__, ("19", "20", "18"))) and _YEAR.search(line):
        count += 1
    count += "//" in line and _SLASHES.search(line) is not None
    count += "http" in line or "www." in line or "doi" in line.lower()
    if any(map(str.isdigit, line)):
        count += _PAGES.search(line) is not None
        count += _VOLUME.search(line) is not None
    return count


def apa_years(line: str) -> int:
    """Count the years in brackets («(2019)», «(2020, May 5)», «(n.d.)»): in a list that has them, one a reference."""
    return len(_APA_YEAR.findall(line)) if "(" in line else 0


def has_year(line: str) -> bool:
    """Tell whether a year stands in a line, that of a date of access too, or an address, which may do without."""
    return "://" in line or _ANY_YEAR.search(line) is not None


def slashes(line: str) -> int:
    """Count the double slashes that part a paper from the journal or book it stands in."""
    return len(_SLASHES.findall(line)) if "//" in line else 0


@lru_cache(maxsize=8192)
def start_score(line: str) -> float:
    """Return how much a line (its marker taken off) looks like the beginning of a reference.

    >>> start_score("Иванов И. И. Опыт перевода") > 2 > 0 > start_score("и практика перевода. М., 2001")
    True
    """
    if not line:
        return 0.0
    if _REPEATED_NAME.match(line):
        return 3.0
    if _PARTICLE_START.match(line) and NAME_START.match(line):
        return 2.0
    if _SMALL_START.match(line):
        return -4.0
    if _INNER_START.match(line):
        return -3.0
    if NAME_START.match(line):
        return 2.5
    if _YEAR_START.match(line):
        return -3.0
    if _NUMBER_START.match(line):
        return -1.2
    if _STARTS_WORK.match(line):
        return 1.2
    if _QUOTE_START.match(line):
        return 1.0
    if _BODY_START.match(line):
        return 0.6
    if _CAPITAL_START.match(line):
        return 0.0
    return -1.0


def names_at_start(line: str) -> bool:
    """Tell whether a line begins with a name as the heading of a reference prints it."""
    return bool(NAME_START.match(line) or _REPEATED_NAME.match(line))


_ENDS_SURELY = pattern(
    r"(?:\d\s?(?:с|c|стр|p|pp|S|стор)\.?|(?<![\w.])(?:[СсCcPpРS]|pp)\.?\s?[A-Zа-я]?\d{1,5}(?:\s?[-–—−‐]\s?[A-Za-zа-я]?\d{1,5})?\.?"
    r"|(?:№|\b[Nn]o\.?|\b[Тт]\.|\b[Вв]ып\.|\b[Vv]ol\.)\s?\d{1,4}(?:\s?\(\d{1,4}\))?\.?|\d[-–—−‐:]\d{1,5}\.?|обращения:?\s?[\d.]{8,10}\s?(?:г\.?)?\)?\.?|\b(?:19|20)\d\d[a-z]?\)?\.?|(?:doi|DOI)\S*\s?\S+|https?://\S+[^-\s/]\.?|EDN:?\s\w{6}\.?"
    r"|\(In Russ(?:ian)?\.?\)\.?|n\.d\.|\bp?ubl?\.|</a>\.?|[>)]\.)[*_>»”\"]{0,3}$"
)
_ENDS_INSIDE = pattern(
    rf"(?:[,:;/&(\[=«“„+]|[–—-]|(?<![\w.])[{_UP}]\.|\b(?:Vol|vol|No|no|[Тт]|[Сс]|[Pp]|pp|[Вв]ып|[Кк]н|[Чч]|[Сс]ер|Ser|Изд|изд|ред|Ed|ed|Eds|eds|Пер|пер|сост|акад|им|ун-та|гос|techn|техн|наук|докт|канд|дис|Дис|автореф|Iss|iss|Proc|Conf|Int|St|Dr|№|Труды|Trans)\.?)[*_]{{0,3}}$"
)
_ENDS_IN_WORD = pattern(
    r"(?<![\w-])(?:and|of|the|in|for|on|to|from|with|an|a|by|at|as|und|der|die|des|et|de|la|и|в|на|с|со|по|для|из|от|к|о|об|при|за|под|до|как|их|или|не|та|і|й|у|з|із|що|№|URL|url|Режим доступа)[:]?$"
)
_ENDS_IN_EXTENT = pattern(r"\d\s?(?:с|c|p|стр|pp)\.?$")
_ENDS_SENTENCE = pattern(r"[.!?…](?:[*_»”\"’')\]]{0,3})$")


@lru_cache(maxsize=8192)
def end_score(line: str) -> float:
    """Return how much a line looks like the last one of a reference.

    >>> end_score("М. : Наука, 2001. 254 с.") > 1 > 0 > end_score("Вопросы теории и")
    True
    """
    tail = line[-200:].rstrip()
    if not tail:
        return 0.0
    last = tail.rsplit(None, 1)[-1]
    if "://" in last or last.startswith(("www.", "<http")):
        last = last.removesuffix("</a>").rstrip(">)]") or last
        return -2.0 if last[-1] in "-_=&%?" else 0.4 if last[-1] == "/" else 1.0
    if last.startswith("10.") or (len(last) > 5 and last.strip(".").isdigit()):
        return 1.0  # a DOI, a PubMed number
    if _ENDS_INSIDE.search(tail):
        # «изд.» closes hardly anything, but «254 с.» does
        return 1.5 if _ENDS_IN_EXTENT.search(tail) else -3.0
    if _ENDS_IN_WORD.search(tail):
        return -3.0
    if _ENDS_SURELY.search(tail):
        return 1.8
    if _ENDS_SENTENCE.search(tail):
        return 0.8
    return -1.0
