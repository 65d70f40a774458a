"""Titles as a careful person would record them: without quotes and marks, the kind of work apart."""

from __future__ import annotations

import re

import msgspec

from citekit.parsers.patterns import begun_by, pattern

__all__ = ["Title", "clean_container", "clean_title", "read_title"]


class Title(msgspec.Struct, frozen=True):
    """A title and what stood with it: the kind of work, a volume with its term."""

    title: str
    genre: str = ""
    volume: str = ""
    volume_term: str = ""


_PAIRS = {"«": "»", "“": "”", "„": "“", '"': '"', "‘": "’", "'": "'"}
_GENRE = (
    r"(?:(?:краткий|коллективная|научн\w+|школьн\w+|интерактивн\w+|электронн\w+|сетевое|лабораторн\w+|сб\.|конспект|курс)\s+)?"
    r"(?:учеб(?:ник|н(?:ое|ый|ая|ые)|но-\w+|\.)(?!\s?заведен)|монограф\w+|справочник\w*|справ\.|хрестомати\w+|практикум|метод(?:ическ\w+|\.)\s(?:пособи\w+|указани\w+|рекомендаци\w+|пособ\.|указ\.|рек\.)|пособи\w+|курс\sлекций|конспект\sлекций|тексты?\sлекций|лекци[ия]\b|"
    r"сб(?:орник|\.)\s|сборник\b|дис(?:с(?:ертаци\w+|\.)?|\.|…)|автореф(?:ерат\w*|\.)|авторефер\.|магистерск\w+\sдис\w+|маг\.\sдис\w*\.?|(?:дипломн|курсов|бакалаврск)\w+\s(?:работа|проект)|вкр\b|реферат\b|выпускн\w+\sквалиф\w+|вып\.\sквалиф\.|препринт|отч[её]т\b|материалы\s|тез(?:исы|\.)\s|тр(?:уды|\.)\s|избранн\w+\s|очерк[и]?\b|роман\b|повест\w+|стихотворени\w+|"
    r"энциклопеди\w+|энцикл\.|словарь|слов\.|атлас|каталог|указатель|библиограф\w+|руководство\b(?!\sдля\sспециалистов)|задачник|самоучитель|рабочая\sпрограмма|программа\b|доклад\b|"
    r"підручник|навч(?:альн\w+|\.)\s(?:посіб\w*|пос\.)|монографія|посібник|автореф\.|дис\.|"
    r"(?:ph\.?\s?d\.?|doctoral|master(?:['’]?s)?|bachelor(?:['’]?s)?|m\.?\s?s\.?c?\.?|m\.?a\.?)\s(?:thesis|dissertation|diss\.)|thesis\b|dissertation\b|diss\.|textbook\b|monograph\b|a\shandbook\b|working\spaper|technical\sreport|final\sreport|annual\sreport|preprint\b|abstract\sof\s)"
)
_AFTER_COLON = pattern(rf"\s?:\s*(?P<genre>{_GENRE}[^\x00]*)$", re.IGNORECASE)
_AFTER_STOP = pattern(
    r"(?<=[.?!…»”])\s+(?P<genre>(?:(?:сборник\s|учебник|учеб\.|учебное\sпособие|монография|словарь|справочник|дис\.|автореф\.)|Учеб(?:ник|ное\sпособие|но-\w+|\.\s?пособ\w*)|Монография|Хрестоматия|Метод(?:ические|\.)\s\w+|Курс\sлекций|Конспект\sлекций|Автореф\w*\.?|Дис\w*[.…]|Материалы\s|Thesis\b|Ph\.?D\.?\sthesis|PhD\s\w+|Master['’]s\sthesis|Doctoral\s\w+|Dissertation\b|Diss\.|Training\smanual)[^\x00]*)$"
)
_TRAILING_VOLUME = pattern(
    r"[.,:;]?\s+[(\[]?(?P<term>Вып\.|вып\.|Выпуск|Т\.|т\.|Том|Ч\.|ч\.|Кн\.|кн\.|Vol\.|vol\.|Volume|Bd\.|Pt\.|Book)\s?(?P<volume>\d{1,4}(?:\s?[-–/,]\s?\d{1,3})?|[IVXLC]{1,6})[)\]]?$"
)
_BROKEN_SUBTITLE = begun_by(r":\s", r"\s+:\s*|(?<=[^\W\d_»”)]):(?=[А-ЯЁA-Zа-яё]{2})")
_MEDIA = pattern(r"\s*\[(?:Текст|Электронный ресурс|Online|Text|Electronic resource)\]", re.IGNORECASE)


def _unquoted(text: str) -> str:
    if len(text) > 2 and text[0] in _PAIRS and text[-1] == _PAIRS[text[0]]:
        inner = text[1:-1]
        if not any(c in inner for c in (text[0], text[-1])) or (text[0] != text[-1] and _balanced(inner, text[0], text[-1])):
            return inner
    return text


def _balanced(text: str, opener: str, closer: str) -> bool:
    depth = 0
    for c in text:
        depth += (c == opener) - (c == closer)
        if depth < 0:
            return False
    return depth == 0


_SPECIALTY = pattern(r"\s*:\s*специальность\s+[\d.]+\s*(?:[«\"“][^»\"”]{3,160}[»\"”])?(?=\s*:|$)")


def clean_title(text: str) -> str:
    """Return a title without the quotes around it, with «: » before the subtitle and no stop at its end.

    >>> clean_title("«Базы данных : технологии доступа».")
    'Базы данных: технологии доступа'
    """
    text = " ".join(_MEDIA.sub("", text).split()).strip(" ,;:/–—-")
    text = re.sub(r"(?<![.\s])\.$|(?<=[»”\"])\.$|\.,$", "", text)
    text = _unquoted(text).strip(" ,")
    if text.endswith((",", ".")) and not re.search(r"\b\w\.\w?\.?$|\.\.\.$", text):
        text = text[:-1]
    return _BROKEN_SUBTITLE.sub(": ", text).strip()


_MANY_VOLUMES = pattern(r"[.:,]\s(?:[ВвУу]\s\d+(?:-[а-яё]{1,2})?\s(?:т|тт|кн|ч|томах|книгах|частях)\b)")


def read_title(text: str) -> Title:
    """Cut the kind of work and a trailing volume off a title.

    >>> read_title("Компьютерное моделирование: учебник для учреждений СПО").genre
    'учебник для учреждений СПО'
    >>> read_title("Индекс положения русского языка. Вып. 3").volume
    '3'
    """
    text = text.strip()
    genre = ""
    many = _MANY_VOLUMES.search(text)
    specialty = _SPECIALTY.search(text)
    if specialty and specialty.start() > 3:
        text = text[: specialty.start()] + text[specialty.end() :]
    for place, mark in ((_AFTER_COLON, ":"), (_AFTER_STOP, " ")):
        match = place.search(text) if mark in text else None
        if match and match.start() > 3:
            genre = match["genre"].strip(" .,;:")
            if many and many.start() > match.start("genre"):
                genre = text[match.start("genre") : many.start()].strip(" .,;:")
            cut = re.search(r"(?<=thesis|s\sdiss)\.\s+(?=[A-Z])", genre)
            genre = genre[: cut.start()] if cut else genre
            text = text[: match.start()].rstrip(" :;,")
            break
    volume = term = ""
    match = _TRAILING_VOLUME.search(text)
    if match and match.start() > 3:
        volume, term = match["volume"].replace(" ", ""), match["term"]
        text = text[: match.start()]
    return Title(clean_title(text), genre, volume, term)


_SHORT_AFTER_DASH = pattern(r"\s+[-–—]\s+(?P<short>[A-Z][A-Z .&]{3,40})$")
_BLOG = pattern(r"\s*\((?:blog|блог|web\s?log)\)$", re.IGNORECASE)


def clean_container(text: str) -> tuple[str, str, bool]:
    """Return a container's title, its abbreviation printed behind it, and whether it calls itself a blog.

    >>> clean_container("Journal of Ethnic and Migration Studies - J ETHN MIGR STUD")
    ('Journal of Ethnic and Migration Studies', 'J ETHN MIGR STUD', False)
    """
    text = " ".join(_MEDIA.sub("", text).split()).strip(" ,;:/–—-")
    text = re.sub(r"\s+(?:https?|URL|DOI)\s?:?$", "", text)
    text = re.sub(r"(?<=[^\W\d_]{4})\.$|(?<=[»”\")\d])\.$", "", text)
    blog = bool(_BLOG.search(text))
    text = _BLOG.sub("", text)
    text = re.sub(r"\s*\[[A-Z][^\[\]]{3,120}\]$", "", text)  # a translation of the journal's name
    match = _SHORT_AFTER_DASH.search(text)
    short = ""
    if match:
        short = match["short"].strip()
        text = text[: match.start()]
    if text[:1] in _PAIRS:
        text = _unquoted(text)
    return _BROKEN_SUBTITLE.sub(": ", text).strip(" ,"), short, blog
