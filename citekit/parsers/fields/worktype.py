"""What kind of work a reference describes, from what was read of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from citekit.parsers.fields.bodies import is_body
from citekit.parsers.patterns import begun_by, pattern

if TYPE_CHECKING:
    from citekit.model import WorkType

__all__ = ["Facts", "work_type"]


class Facts(msgspec.Struct, frozen=True):
    """What the decision rests on: the record's texts and the signs that were seen."""

    title: str = ""
    container: str = ""
    genre: str = ""
    publisher: str = ""
    event: str = ""
    medium: str = ""
    volume: bool = False
    issue: bool = False
    pages: bool = False
    extent: bool = False
    place: bool = False
    edition: bool = False
    isbn: bool = False
    doi: bool = False
    url: str = ""
    accessed: bool = False
    year: bool = False
    day: bool = False
    author: bool = False
    body_author: bool = False
    editors: bool = False
    inside: bool = False
    """The container stands behind «In» or «//»."""
    slashes: bool = False
    italic_title: bool = False
    series: bool = False
    number: bool = False
    blog: bool = False
    degree: bool = False


_THESIS = pattern(
    r"дис(?:с|серт\w*)?(?:[.…\s]|$)|^дис\w*|автореф|thesis|dissertation|\bdiss\b|магистерск|(?:дипломн|бакалаврск)\w+ (?:работ|проект)|^вкр\b|квалификационн\w+ работ|m\.?s\.? -|master of (?:science|arts)|дисертац",
    re.IGNORECASE,
)
_REPORT = pattern(
    r"\breport\b|working paper|discussion paper|policy (?:brief|note|paper)|white paper|technical (?:note|paper)|(?:^|\W)отч[её]т\b|доклад о\b|\bНИР\b|fact sheet|препринт|preprint",
    re.IGNORECASE,
)
_CONFERENCE = begun_by(
    r"ACEINSacgnpswкмстфч",
    r"\bconference|congress\b|symposi|workshop|colloqui|proceedings|\bproc\b|\bconf\b|\bsymp\b|annual meeting|general meeting|summer school|neural information processing systems|\b(?:NeurIPS|NIPS|ICML|ICLR|CVPR|ICCV|ECCV|AAAI|IJCAI|NAACL|EMNLP|INTERSPEECH|ICASSP|SIGIR|SIGKDD)\b|конференц|\bконф\.|тез(?:исы|\.)\sдокл|конгресс|симпозиум|съезд|форум\b|семинар|чтени[яй]|тезисы|\bматериалы\b.*(?:конф|съезд|чтен|семинар|форум|конгр|симп)|\bтруды\b.*(?:конф|симп|семинар)|конференці",
    re.IGNORECASE,
)
_SERIAL_PROCEEDINGS = pattern(
    r"proceedings of the (?:national academy|royal society|ieee$|aaas|institution|american|london|estonian|steklov|edinburgh|physical|geologists)|proc\. (?:natl|nat|r\.|roy|inst)|proc\. ieee$",
    re.IGNORECASE,
)
_ENCYCLOPEDIA = pattern(r"wikipedia|википед|вікіпед|encyclop|энциклопед|енциклопед|britannica", re.IGNORECASE)
_DICTIONARY = pattern(r"dictionary|словарь|словник|wiktionary|lexicon\b", re.IGNORECASE)
_JOURNAL = pattern(
    r"journal|review\b|quarterly|вестник|вісник|журнал|известия|вопросы|бюллетень|записки|annals|transactions|letters\b|bulletin|archiv|studies\b|research\b|acta\b|наука и образование|учен(?:ые|\.) зап|zeitschrift|revue|вестн\.|изв\.|науки\b|science|survey\b|history\b|affairs\b",
    re.IGNORECASE,
)
_NEWSPAPER = begun_by(
    r"adeghilnpstwzавгиклмнпрту",
    r"\bгазета\b|\bгаз\.|известия$|коммерсант|ведомости|комсомольская правда|^правда\b|новая газета|независимая газета|аргументы и факты|^труд$|красная звезда|вечерняя|^рбк\b|the times\b|times of|\btimes\b|guardian|herald|tribune|\bpost\b|daily|gazette|telegraph|wall street journal|newspaper|le monde|zeitung|spiegel|el país|independent\b|\bsun\b|washington post|asia-plus|российская газета|литературная газета|учительская газета|парламентская газета|московский комсомолец|новые известия|lenta\.ru|газета\.ru|взгляд$",
    re.IGNORECASE,
)
_MAGAZINE = pattern(
    r"magazine|the diplomat|^time$|economist|newsweek|forbes|the atlantic|new yorker|harvard business review|foreign policy|огон[её]к|русский репортер|эксперт$|harper's|spectator|scientific american|national geographic|wired\b",
    re.IGNORECASE,
)
_BLOG_HOST = pattern(r"\bblog\b|блог|livejournal|wordpress\.com|blogspot|medium\.com", re.IGNORECASE)
_PRESS = pattern(
    r"press|publ|verlag|books|изд|springer|elsevier|wiley|routledge|sage|palgrave|macmillan|house|brill|kluwer|pearson|наука|мир\b|университет|century foundation",
    re.IGNORECASE,
)
_ARCHIVE = begun_by(
    r".fГОРФЦа\s",
    r"(?:^|[\s.])Ф\.\s?\S+?[.,]\s?(?:Оп\.|Р\.|Д\.)|\bОп\.\s?\d+.*Д\.\s?\d+|\bfond\b.*\b(?:opis|delo)|ГАРФ|РГАСПИ|РГАЛИ|РГВИА|РГИА|ЦГА\b|архив\b.*\bФ\.",
    re.IGNORECASE,
)
_COLLECTION = pattern(
    r"^(?:сб\.|сборник|collected)\s|:\s(?:межвуз\w*\.?\s)?(?:сб\.|сборник)\s(?:науч|ст|тр|материал|тез)|межвуз\w*\.?\s(?:сб\.|сборник)",
    re.IGNORECASE,
)
_PREPRINT = pattern(r"^(?:arXiv|bioRxiv|medRxiv|PsyArXiv|SocArXiv|SSRN|ChemRxiv|Preprints\.org|OSF Preprints)\b", re.IGNORECASE)
_DATASET = pattern(r"data\s?set|набор данных|\bdatabase\b|база данных", re.IGNORECASE)
_SOFTWARE = pattern(r"software|computer program|программа для эвм|свидетельство о.{0,40}регистрации.{0,40}программ", re.IGNORECASE)
_SOFTWARE_TITLE = pattern(
    r"language and environment for|\br package\b|python package|программа для эвм|свидетельство о.{0,40}регистрации.{0,40}программ",
    re.IGNORECASE,
)


_PAPER = pattern(r"\b(?:policy|development|issue|research|working|discussion|occasional)\s(?:brief|paper)\b", re.IGNORECASE)
_HANDBOOK = pattern(r"\b(?:handbook|textbook|guidebook|manual|введение в|учебник|руководство)\b", re.IGNORECASE)


def work_type(facts: Facts) -> WorkType:
    """Return the CSL type of a work.

    >>> work_type(Facts(title="Теория", container="Полис", issue=True, pages=True, slashes=True))
    'article-journal'
    >>> work_type(Facts(title="Теория", publisher="Наука", place=True, extent=True))
    'book'
    """
    if _THESIS.search(facts.genre):
        return "thesis"
    if _SOFTWARE.search(facts.medium) or _SOFTWARE.search(facts.genre) or (not facts.container and _SOFTWARE_TITLE.search(facts.title)):
        return "software"
    if _PREPRINT.search(facts.container) or (_PREPRINT.search(facts.publisher) and not facts.volume):
        return "article"
    if _DATASET.search(facts.medium) or (_DATASET.search(facts.genre) and not facts.pages):
        return "dataset"
    if facts.blog:
        return "post-weblog"
    if facts.event and not facts.issue:
        return "paper-conference"
    if facts.container:
        return _contained(facts)
    return _whole(facts)


def _contained(facts: Facts) -> WorkType:
    container = facts.container
    if _ENCYCLOPEDIA.search(container):
        return "entry-encyclopedia"
    if _DICTIONARY.search(container) and not facts.issue:
        return "entry-dictionary"
    if (
        _CONFERENCE.search(container)
        and not _SERIAL_PROCEEDINGS.search(container)
        and not (facts.issue and facts.volume)
        and not (facts.issue and not facts.place)
    ):
        return "paper-conference"
    if _REPORT.search(facts.genre) and not facts.issue:
        return "report"
    figured = facts.volume or facts.issue
    if facts.day and _NEWSPAPER.search(container):
        return "article-newspaper"
    if facts.editors and facts.publisher and not facts.issue and not facts.slashes:
        return "chapter"
    if facts.inside and not facts.slashes and not facts.issue:
        return "chapter"
    if facts.place and facts.slashes and _COLLECTION.search(container):
        return "chapter"
    if figured and (facts.pages or facts.doi or facts.issue) and not (facts.place and facts.slashes and not facts.issue):
        return "article-journal"
    if _MAGAZINE.search(container):
        return "article-magazine"
    if _NEWSPAPER.search(container) and (facts.day or facts.url or facts.issue) and not facts.pages:
        return "article-newspaper"
    if (facts.place or (facts.publisher and facts.slashes)) and not facts.issue and (facts.slashes or facts.pages) and not facts.accessed:
        return "chapter"
    return _in_periodical(facts)


def _in_periodical(facts: Facts) -> WorkType:
    container = facts.container
    figured = facts.volume or facts.issue
    if facts.pages or facts.doi:
        return "article-journal"
    if facts.url or facts.accessed:
        if _JOURNAL.search(container) and (facts.year or figured) and not facts.day and not facts.publisher:
            return "article-journal"
        return "article-journal" if facts.issue or (facts.volume and facts.year) else "webpage"
    if figured:
        return "article-journal"
    if facts.day:
        return "article-newspaper" if _NEWSPAPER.search(container) else "webpage"
    if is_body(container) and not _JOURNAL.search(container):
        return "report"
    if _JOURNAL.search(container) or facts.slashes or len(container.split()) > 1:
        return "article-journal"
    return "webpage"


def _whole(facts: Facts) -> WorkType:
    if _ARCHIVE.search(facts.title):
        return "manuscript"
    if facts.issue and not facts.author and not facts.publisher and not facts.place and not facts.editors:
        return "periodical"
    if _REPORT.search(facts.genre):
        return "report"
    if facts.publisher and not facts.extent and _PAPER.search(facts.title):
        return "report"
    public = facts.publisher and is_body(facts.publisher) and not _PRESS.search(facts.publisher)
    if (
        facts.body_author
        and not facts.isbn
        and not facts.extent
        and facts.year
        and (facts.publisher or (facts.url and facts.italic_title) or facts.pages)
    ):
        return "report"
    if (
        public
        and not facts.isbn
        and (facts.url or not facts.extent)
        and (facts.url or (facts.author and not facts.edition))
        and not facts.place
    ):
        return "report"
    if facts.extent and not facts.url:
        return "book"
    if facts.publisher or facts.place or facts.isbn or facts.edition or facts.extent:
        if facts.url and (facts.body_author or public):
            return "report"
        return "book"
    if facts.url or facts.accessed:
        if facts.author and facts.year and not facts.day and _HANDBOOK.search(facts.title):
            return "book"
        return "report" if facts.body_author and facts.year and not facts.day and facts.italic_title else "webpage"
    if re.search(r"\breport\b|отчет", facts.title, re.IGNORECASE) and facts.body_author:
        return "report"
    if facts.doi:
        return "article-journal"
    # an author, a title and a year are how a book is cited when no more is said
    return "book" if facts.year and (facts.italic_title or facts.author) else "document"
