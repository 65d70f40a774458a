"""Which names are an organisation's: by its head nouns, its small words, its abbreviation in brackets."""

from __future__ import annotations

import re
from functools import lru_cache

from citekit.parsers.patterns import pattern, words

__all__ = ["ABBREVIATION", "is_body", "without_abbreviation"]

_STEMS = (
    # English, German, French
    "organi[sz]ation", "institut", "universit", "ministr", "agency", "agencies", "commission", "committee", "council", "bank", "centre", "center", "association",
    "federation", "union", "department", "office", "bureau", "society", "foundation", "fund", "academy", "corporation", "company", "inc", "ltd", "llc", "gmbh", "plc",
    "government", "parliament", "nations", "authority", "authorities", "board", "consortium", "initiative", "programme", "laborator", "college", "alliance", "forum", "watch", "international",
    "books", "publish", "verlag", "agence", "presse", "reuters", "radio", "television", "media", "stat", "administration", "secretariat", "congress", "senate", "assembly", "court", "police", "museum", "library", "press", "collaborat", "investigators", "statistic",
    "team", "network", "group", "panel", "division", "directorate", "federal", "national", "european", "task force", "trust", "journal", "times", "news", "hospital", "clinic",
    "служб", "организац", "институт", "университет", "министерств", "агентств", "комисси", "комитет", "совет", "банк", "центр", "ассоциац", "федерац", "союз", "департамент",
    "управлени", "обществ", "фонд", "академи", "компани", "корпорац", "правительств", "республик", "администрац", "палат", "суд", "ооо", "оао", "зао", "пао", "ао", "фгбу", "фгуп", "фгбоу", "нии",
    "росстат", "инспекц", "прокуратур", "парламент", "дум", "собрани", "кафедр", "лаборатор", "библиотек", "музе", "архив", "бюро", "объединени", "предприяти", "завод", "издательств", "редакци",
    "госстро", "госкомстат", "госстандарт", "госплан", "госдум", "гостех", "роспотреб", "росреестр", "роскомнадз", "рособр", "росстандарт", "росархив", "росгидромет",
    "минздрав", "минтруд", "минобр", "минфин", "минстро", "минэконом", "минюст", "минкульт", "минпром", "минсельх", "минприрод", "минэнерго", "вциом", "юнеско", "авторский коллектив", "коллектив авторов",
    "bundesamt", "bundes", "ministerium", "behörde", "stiftung", "ministère", "conseil", "ministerio", "consejo",
    "журнал", "газет", "міністерств", "організац", "інститут", "університет", "кабінет", "верховн", "рад", "державн", "комітет", "агентство", "нац", "гос",
)  # fmt: skip
# short or ambiguous stems count as whole words alone
_WHOLE = words(
    "stat presse media inc ltd llc gmbh plc bank fund press times news team watch group board trust court "
    "дум суд ооо оао зао пао ао нии фонд рад нац гос дума раду рада совет банк союз центр office"
)
_BODY = pattern(
    r"\b(?:" + "|".join(s if s not in _WHOLE else s + r"\b" for s in _STEMS) + r")|[^\W\d_]stat\b",
    re.IGNORECASE,
)
_SMALL_INSIDE = pattern(r"[^\W\d_]\s+(?:of|for|on|against|of the|für|для|по|при|des|pour)\s+(?:the\s+)?[^\W\d_]", re.IGNORECASE)
ABBREVIATION = pattern(r"\s*[(\[]\s*(?:далее\s*[–—-]\s*)?([^\W\d_a-zа-яё][^\W_]{0,3}[^\W\d_a-zа-яё][\w./&-]{0,9})\s*[)\]]")


@lru_cache(maxsize=4096)
def is_body(text: str) -> bool:
    """Tell whether a name looks like a body's and not like a person's.

    >>> is_body("Human Rights Watch"), is_body("World Bank"), is_body("Federal State Statistics Service"), is_body("Watson, Emma")
    (True, True, True, False)
    """
    text = text[:300]
    if _SMALL_INSIDE.search(text) or ABBREVIATION.search(text):
        return True
    return bool(_BODY.search(text))


def without_abbreviation(text: str) -> str:
    """Drop an abbreviation in brackets at the end or inside of a body's name.

    >>> without_abbreviation("International Organization for Migration (IOM)")
    'International Organization for Migration'
    """
    return ABBREVIATION.sub("", text)
