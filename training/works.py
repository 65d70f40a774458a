"""Works to render: the Russian records, the Crossref works, and the kinds that both lack, put together anew."""

from __future__ import annotations

import gzip
import html
import json
import random
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from citekit.language import transliterate
from training import facts
from training.work import Day, Person, Work

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Stock"]

_KINDS_RU = {
    "article-journal": "article-journal",
    "article-magazine": "article-journal",
    "article-newspaper": "newspaper",
    "book": "book",
    "chapter": "chapter",
    "paper-conference": "paper-conference",
    "thesis": "thesis",
    "webpage": "webpage",
    "post-weblog": "webpage",
    "standard": "standard",
    "patent": "patent",
    "software": "software",
    "report": "report",
    "manuscript": "manuscript",
    "legislation": "legislation",
}
_LATIN_ALPHABET = "ABCDEFGHJKLMNPRSTUVWXYZ"


def _person(item: dict[str, Any]) -> Person | None:
    if item.get("literal"):
        return Person(literal=str(item["literal"]))
    family, given = str(item.get("family") or "").strip(), str(item.get("given") or "").strip()
    if not family or len(family) > 40 or "&" in family or re.search(r"\d", family + given):
        return None
    return Person(family=html.unescape(family), given=html.unescape(given))


def _persons(items: list[dict[str, Any]] | None) -> list[Person]:
    return [person for item in items or [] if (person := _person(item)) is not None]


def _day(value: dict[str, Any] | None) -> Day | None:
    parts = ((value or {}).get("date-parts") or [[]])[0]
    if not parts or not parts[0]:
        return None
    return Day(int(parts[0]), int(parts[1]) if len(parts) > 1 else 0, int(parts[2]) if len(parts) > 2 else 0)


def _clean(text: object) -> str:
    text = html.unescape(html.unescape(re.sub(r"<[^>]{1,60}>", "", str(text or ""))))
    return " ".join(text.replace("\\", "").split()).rstrip(" .,;:/")


class Stock:
    """All works by kind and language; ``draw`` samples them so that no source dominates."""

    def __init__(self, shared: Path, *, held_out: bool) -> None:
        self.russian: dict[str, dict[str, list[Work]]] = defaultdict(lambda: defaultdict(list))
        self.english: dict[str, list[Work]] = defaultdict(list)
        self.families_ru: list[str] = []
        self.titles_ru: list[str] = []
        self.titles_en: list[str] = []
        self.people_en: list[Person] = []
        self.containers_en: list[str] = []
        self.journals_ru: list[str] = []
        self.publishers_ru: list[tuple[str, str]] = []
        self.sources: dict[str, list[str]] = {}
        self.held_out = held_out
        self._groups: dict[int, tuple[list[list[Work]], list[float]]] = {}
        self._read_russian(shared / "records/ru")
        self._read_crossref(shared / "records/crossref-works.jsonl.gz")

    # -------------------------------------------------------- reading

    def _mine(self, key: str) -> bool:
        """One source in ten, and one Crossref work in ten, is kept for development."""
        import hashlib

        return (int(hashlib.sha256(key.encode()).hexdigest()[:6], 16) % 10 == 0) == self.held_out

    def _read_russian(self, folder: Path) -> None:
        with gzip.open(folder / "records.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                custom = record.get("custom") or {}
                source = str(custom.get("source") or "")
                group = source.split(":", maxsplit=1)[0]
                kind = _KINDS_RU.get(record["type"])
                # the two sources that give most are split by record, the others as a whole
                key = record["id"] if group.startswith(("A8536", "nuclear", "moevm")) else group
                if kind is None or not self._mine(key):
                    continue
                work = self._russian(record, kind)
                if work is None:
                    continue
                self.russian[kind][group].append(work)
                if work.title and 15 < len(work.title) < 160 and kind in ("article-journal", "book", "paper-conference"):
                    self.titles_ru.append(work.title)
                if work.container and kind == "article-journal":
                    self.journals_ru.append(work.container)
                if work.publisher and work.place and len(work.publisher) < 50:
                    self.publishers_ru.append((work.publisher, work.place))
        self.families_ru = [line for line in (folder / "surnames.txt").read_text(encoding="utf-8").split("\n") if line]
        self.journals_ru += [
            line.strip("«»_ ") for line in (folder / "journals.txt").read_text(encoding="utf-8").split("\n") if 4 < len(line) < 90
        ]
        self.places_ru = [line for line in (folder / "cities.txt").read_text(encoding="utf-8").split("\n") if line and "(" not in line]
        for publisher in (folder / "publishers.txt").read_text(encoding="utf-8").split("\n"):
            if 3 < len(publisher) < 45:
                self.publishers_ru.append(
                    (
                        publisher,
                        random.Random(publisher).choice(["М.", "М.", "М.", "СПб.", "Новосибирск", "Казань", "Екатеринбург", "Томск"]),
                    )
                )

    def _russian(self, record: dict[str, Any], kind: str) -> Work | None:
        custom = record.get("custom") or {}
        title = _clean(record.get("title"))
        if not title or len(title) > 330 or "//" in title or title.count("$") > 1:
            return None
        work = Work(
            kind=kind,
            language=record.get("language") or "ru",
            source=str(custom.get("source")),
            authors=_persons(record.get("author")),
            etal=bool(custom.get("etal")),
            editors=_persons(record.get("editor")),
            translators=_persons(record.get("translator")),
            title=title,
            container=_clean(record.get("container-title")),
            series=_clean(record.get("collection-title")),
            volume=_clean(record.get("volume")),
            issue=_clean(record.get("issue")),
            pages=_clean(record.get("page")),
            numpages=_clean(record.get("number-of-pages")),
            date=_day(record.get("issued")),
            place=str(record.get("publisher-place") or "").strip(),
            publisher=_clean(record.get("publisher")),
            edition=_clean(record.get("edition")),
            genre=_clean(record.get("genre")),
            number=_clean(record.get("number")),
            doi=str(record.get("DOI") or ""),
            url=str(record.get("URL") or ""),
            edn=str(custom.get("EDN") or ""),
            isbn=str(record.get("ISBN") or "").split(",")[0],
            issn=str(record.get("ISSN") or "").split(",")[0],
            accessed=_day(record.get("accessed")),
        )
        if " " in work.doi or not work.doi.startswith("10."):
            work.doi = ""
        if " " in work.url:
            work.url = ""
        if kind in ("article-journal", "chapter", "paper-conference") and not work.container:
            return None
        if "/" in work.container and " / " in work.container:
            return None
        if len(work.publisher) > 90 or any(len(p.family) > 30 for p in work.authors):
            return None
        if work.edition.isdigit():
            work.edition = f"{work.edition}-е изд."
        if custom.get("title-en"):
            work.translated_title = _clean(custom["title-en"])
            work.translated_container = _clean(custom.get("container-title-en"))
        work.bulletin = str(custom.get("bulletin") or "")
        work.application = str(custom.get("application-number") or "")
        work.filed = _day(record.get("submitted"))
        if kind in ("patent", "software") and record.get("authority"):
            work.responsibility = str(record["authority"])
        return work

    def _read_crossref(self, path: Path) -> None:
        taken: dict[str, int] = defaultdict(int)
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                item = json.loads(line)
                if not self._mine(item["DOI"]):
                    continue
                work = self._english(item)
                if work is None:
                    continue
                self.english[work.kind].append(work)
                self.people_en += work.authors[:4]
                taken[work.container] += 1
                if 20 < len(work.title) < 160 and taken[work.container] <= 25:
                    self.titles_en.append(work.title)
                if work.container and work.kind == "article-journal":
                    self.containers_en.append(work.container)

    def _english(self, item: dict[str, Any]) -> Work | None:
        title = _clean((item.get("title") or [""])[0])
        letters = [c for c in title if c.isalpha()]
        if not title or len(title) > 300 or not letters or sum(c < "\u0250" for c in letters) / len(letters) < 0.95:
            return None
        if title.isupper() and random.Random(title).random() < 0.6:
            title = title.capitalize()
        container = _clean((item.get("container-title") or [""])[0])
        kind = {
            "journal-article": "article-journal",
            "book-chapter": "chapter",
            "proceedings-article": "paper-conference",
            "monograph": "book",
            "book": "book",
            "reference-entry": "encyclopedia",
            "posted-content": "preprint",
            "dataset": "dataset",
            "report": "report",
            "standard": "standard",
            "dissertation": "thesis",
        }.get(item["type"])
        if kind is None or (kind in ("article-journal", "chapter", "paper-conference") and not container):
            return None
        short = _clean((item.get("short-container-title") or [""])[0])
        pages = _clean(item.get("page"))
        if "-" in pages:
            first, _, last = pages.partition("-")
            pages = first if first == last else pages
        number = _clean(item.get("article-number"))
        if pages and not re.search(r"\d", pages):
            pages = ""
        if re.fullmatch(r"[A-Za-z]{0,3}\d{5,}", pages) or re.fullmatch(r"e\d+", pages):
            number, pages = pages, ""
        subtitle = _clean((item.get("subtitle") or [""])[0])
        return Work(
            kind=kind,
            language="en",
            source="crossref",
            authors=_persons(item.get("author")),
            editors=_persons(item.get("editor")) if kind in ("chapter", "book") else [],
            title=title,
            subtitle=subtitle if subtitle and subtitle.casefold() not in title.casefold() and len(subtitle) < 120 else "",
            container=container,
            container_short=short if short != container else "",
            volume=_clean(item.get("volume")),
            issue=_clean(item.get("issue")),
            pages=pages,
            article_no=number,
            date=_day(item.get("issued")),
            place=_clean(item.get("publisher-location")),
            publisher=_clean(item.get("publisher")),
            doi=item["DOI"],
            issn=(item.get("ISSN") or [""])[0],
        )

    # -------------------------------------------------------- drawing

    def draw_russian(self, chance: random.Random) -> Work:
        """Draw a Russian work: kind first, then source, then record."""
        kind = chance.choices(
            [
                "article-journal",
                "book",
                "paper-conference",
                "chapter",
                "thesis",
                "webpage",
                "newspaper",
                "legislation",
                "standard",
                "patent",
                "software",
                "report",
                "archive",
                "encyclopedia",
                "manuscript",
                "collection",
                "preprint",
                "site",
            ],
            [34, 20, 8, 5, 6, 10, 3.5, 4.5, 2.5, 1.5, 1.2, 2, 1, 0.8, 0.5, 2.5, 0.6, 1],
        )[0]
        composed = getattr(self, "_ru_" + kind.replace("-", "_"), None)
        real = self.russian.get(kind)
        share = {
            "thesis": 0.75,
            "webpage": 0.8,
            "newspaper": 0.8,
            "legislation": 0.7,
            "standard": 0.6,
            "patent": 0.8,
            "software": 0.5,
            "report": 0.9,
            "book": 0.25,
            "paper-conference": 0.3,
            "chapter": 0.4,
            "article-journal": 0.15,
            "manuscript": 0.0,
        }.get(kind, 1.0)
        if composed is not None and (not real or chance.random() < share):
            work = composed(chance)
        else:
            real = real or self.russian["article-journal"]
            # a source's weight grows with the root of what it holds
            groups = sorted(real)
            group = chance.choices(groups, [len(real[g]) ** 0.5 for g in groups])[0]
            work = replace(chance.choice(real[group]))
        return self._vary_russian(work, chance)

    def _vary_russian(self, work: Work, chance: random.Random) -> Work:
        online = work.kind in ("webpage", "newspaper", "encyclopedia", "report", "legislation", "preprint", "post-weblog", "site")
        if work.kind == "site" or (work.kind == "webpage" and not work.url):
            work.url = work.url or self._url_ru(chance, chance.choice(facts.SITES_RU)[1])
        if not work.url and chance.random() < (0.12 if not online else 0.5):
            work.url = chance.choice(
                [
                    f"https://elibrary.ru/item.asp?id={chance.randrange(10**7, 6 * 10**7)}",
                    f"https://cyberleninka.ru/article/n/{self._slug(chance)}",
                    f"https://cyberleninka.ru/article/n/{self._slug(chance)}/viewer",
                    f"http://www.{self._host(chance)}/{chance.randrange(1990, 2025)}/{chance.randrange(1, 13)}/{self._slug(chance)[:20]}.pdf",
                ]
            )
        if work.url and not work.accessed and chance.random() < 0.75:
            work.accessed = self._recent(chance)
        if work.kind in ("article-journal", "paper-conference", "book", "chapter") and not work.edn and chance.random() < 0.15:
            work.edn = "".join(chance.choice(_LATIN_ALPHABET) for _ in range(6))
        if work.kind == "article-journal" and not work.doi and chance.random() < 0.2:
            work.doi = f"10.{chance.randrange(1000, 32000)}/{chance.choice(['', 's', ''])}{chance.randrange(1000, 9999)}-{chance.randrange(1000, 9999)}-{chance.randrange(2000, 2025)}-{chance.randrange(1, 60)}-{chance.randrange(1, 12)}-{chance.randrange(1, 300)}-{chance.randrange(300, 400)}"
        if work.kind in ("book", "collection"):
            if not work.genre and chance.random() < 0.3:
                work.genre = chance.choice(facts.GENRES_RU)
            if not work.edition and chance.random() < 0.12:
                work.edition = chance.choice(
                    [
                        "2-е изд.",
                        "2-е изд., перераб. и доп.",
                        "3-е изд., испр. и доп.",
                        "изд. 2-е",
                        "Изд. 3-е, стер.",
                        "4-е изд.",
                        "5-е изд., доп.",
                        "2-е издание",
                        "изд. 2-е, доп.",
                    ]
                )
            if not work.series and chance.random() < 0.06:
                work.series = (
                    chance.choice(["", "Сер.: ", "Серия: ", "Серия ", "Сер. "])
                    + chance.choice(facts.SERIES_RU)
                    + chance.choice(["", "", f" ; вып. {chance.randrange(2, 30)}", f"; т. {chance.randrange(2, 9)}"])
                )
            if not work.translators and chance.random() < 0.05:
                work.translators = [self._russian_person(chance)]
            if not work.editors and chance.random() < 0.1:
                work.editors = [self._russian_person(chance) for _ in range(chance.choice([1, 1, 2, 3]))]
            if not work.compilers and chance.random() < 0.03:
                work.compilers = [self._russian_person(chance)]
            if not work.numpages and chance.random() < 0.6:
                work.numpages = str(chance.randrange(40, 900))
            if work.place and not work.publisher and chance.random() < 0.6:
                work.publisher = chance.choice(self.publishers_ru)[0]
            if work.publisher and chance.random() < 0.06:
                work.publisher = chance.choice(["Изд-во ", "Издательство ", "Изд. дом ", "ООО ", "ИЦ ", "РИО "]) + work.publisher
            if chance.random() < 0.25 and work.kind == "book":
                site = chance.choice(
                    [
                        "Образовательная платформа Юрайт",
                        "ЭБС Юрайт",
                        "Электронно-библиотечная система IPR BOOKS",
                        "Лань : электронно-библиотечная система",
                        "ЭБС «Лань»",
                        "Znanium.com",
                        "Университетская библиотека онлайн",
                        "ЭБС «Консультант студента»",
                        "Цифровой образовательный ресурс IPR SMART",
                    ]
                )
                work.platform = site + chance.choice([" [сайт]", " : [сайт]", "", " : электронно-библиотечная система", ": сайт"])
                work.url = (
                    work.url
                    or f"https://{chance.choice(['urait.ru/bcode/', 'e.lanbook.com/book/', 'www.iprbookshop.ru/', 'znanium.com/catalog/product/'])}{chance.randrange(1000, 600000)}"
                )
            if not work.isbn and chance.random() < (0.5 if work.platform else 0.08):
                work.isbn = f"978-5-{chance.randrange(10, 99)}-{chance.randrange(100000, 999999)}-{chance.randrange(10)}"
            if chance.random() < 0.08:
                # a footnote's page instead of the extent
                first = chance.randrange(5, 500)
                work.pages, work.numpages = chance.choice([str(first), f"{first}-{first + chance.randrange(1, 9)}"]), ""
        if work.kind in ("book", "article-journal", "chapter") and chance.random() < 0.015:
            work.note = chance.choice(
                [
                    "В печати",
                    "в печати",
                    "Рукопись",
                    "Деп. в ВИНИТИ",
                    "На правах рукописи",
                    "Репр. изд.",
                    "Библиогр.: с. 340–352",
                    "Тираж 500 экз.",
                ]
            )
        if work.kind == "article-journal" and work.url and chance.random() < 0.15:
            work.numpages, work.pages = str(chance.randrange(4, 60)), ""
        if (
            len(work.authors) == 1
            and work.authors[0].family
            and chance.random() < 0.15
            and work.kind in ("article-journal", "book", "paper-conference")
        ):
            work.authors = work.authors + [self._russian_person(chance) for _ in range(chance.choice([1, 1, 2, 3]))]
        # particles, suffixes and doubled names are rare in the records
        if work.authors and chance.random() < 0.02 and work.authors[0].family:
            odd = chance.choice(
                [
                    ("Салтыков-Щедрин", "М. Е."),
                    ("фон Мизес", "Л."),
                    ("Мамедов оглы", "А. Р."),
                    ("де Соссюр", "Ф."),
                    ("ван дер Варден", "Б. Л."),
                    ("Леви-Стросс", "К."),
                    ("Мерло-Понти", "М."),
                    ("Сартр", "Ж.-П."),
                    ("Ле Гофф", "Ж."),
                    ("Бен-Нун", "Э."),
                    ("О’Коннор", "Дж."),
                ]
            )
            work.authors = [Person(odd[0], odd[1]), *work.authors[1:]]
        if work.title[-1:].isalnum() and chance.random() < 0.03:
            work.title += "?"
        if work.kind in ("paper-conference", "chapter", "collection") and work.date and chance.random() < 0.06:
            work.container += f" {work.date.year - chance.randrange(0, 3)}" if work.container else ""
        if chance.random() < 0.02:
            work.title = work.title.upper()
        if work.kind == "article-journal" and chance.random() < 0.1 and work.issue.isdigit():
            work.issue = f"{work.issue} ({chance.randrange(10, 300)})"
        return work

    def _russian_person(self, chance: random.Random) -> Person:
        family = chance.choice(self.families_ru)
        if chance.random() < 0.3:
            first = chance.choice(facts.GIVEN_RU)
            return Person(family, f"{first} {chance.choice(facts.GIVEN_RU[:30]).rstrip('йь')}ович" if chance.random() < 0.7 else first)
        letters = "АБВГДЕЖЗИКЛМНОПРСТУФХЭЮЯ"
        return Person(
            family, f"{chance.choice(letters)}. {chance.choice(letters)}." if chance.random() < 0.9 else f"{chance.choice(letters)}."
        )

    def _people_ru(self, chance: random.Random, none: float = 0.0) -> list[Person]:
        if chance.random() < none:
            return []
        return [self._russian_person(chance) for _ in range(chance.choices([1, 2, 3, 4, 6], [50, 25, 15, 7, 3])[0])]

    def _org_ru(self, chance: random.Random) -> str:
        return (
            chance.choice(facts.ORGANISATIONS_RU)
            if chance.random() < 0.6
            else chance.choice(facts.BODIES_RU).format(chance.choice(facts.FIELDS_RU))
        )

    @staticmethod
    def _recent(chance: random.Random) -> Day:
        return Day(chance.randrange(2007, 2026), chance.randrange(1, 13), chance.randrange(1, 29))

    def _slug(self, chance: random.Random) -> str:
        return re.sub(r"[^a-z0-9]+", "-", transliterate(chance.choice(self.titles_ru)).lower()).strip("-")[: chance.randrange(15, 90)]

    def _host(self, chance: random.Random) -> str:
        return re.sub(r"[^a-z]+", "", transliterate(chance.choice(self.journals_ru)).lower())[: chance.randrange(5, 14)] + chance.choice(
            [".ru", ".ru", ".ru", ".com", ".org", ".рф"]
        )

    def _url_ru(self, chance: random.Random, host: str) -> str:
        path = chance.choice(
            [
                f"/{chance.randrange(2005, 2026)}/{chance.randrange(1, 13):02}/{chance.randrange(1, 29):02}/{self._slug(chance)[:25]}/",
                f"/news/{chance.randrange(1000, 999999)}",
                f"/ru/articles/{chance.randrange(100000, 999999)}/",
                f"/{self._slug(chance)[:30]}.html",
                f"/doc/{chance.randrange(10000, 10**7)}",
                f"/index.php?id={chance.randrange(1, 5000)}&lang=ru",
                "/",
                "",
                f"/document/cons_doc_LAW_{chance.randrange(10000, 400000)}/",
                f"/upload/files/{self._slug(chance)[:20]}_{chance.randrange(2000, 2026)}.pdf",
                f"/node/{chance.randrange(10, 9999)}",
            ]
        )
        return (
            chance.choice(["https://", "https://", "http://", ""] if not host.startswith("www") else ["https://", "http://", ""])
            + host
            + path
        )

    # -------------------------------------------------------- kinds put together (Russian)

    def _ru_article_journal(self, chance: random.Random) -> Work:
        year = chance.randrange(1960, 2026)
        first = chance.randrange(3, 600)
        return Work(
            kind="article-journal",
            authors=self._people_ru(chance, 0.02),
            title=chance.choice(self.titles_ru),
            container=self._journal_ru(chance),
            volume=str(chance.randrange(1, 120)) if chance.random() < 0.4 else "",
            issue=str(chance.randrange(1, 13))
            if chance.random() < 0.85
            else chance.choice(
                [
                    "1-2",
                    "3–4",
                    "12",
                    f"{chance.randrange(1, 7)} ({chance.randrange(10, 200)})",
                    f"{chance.randrange(1, 5)}, ч. {chance.randrange(1, 4)}",
                ]
            ),
            pages=f"{first}-{first + chance.randrange(1, 30)}" if chance.random() < 0.92 else str(first),
            date=Day(year, chance.randrange(0, 13)),
        )

    def _journal_ru(self, chance: random.Random) -> str:
        if chance.random() < 0.55:
            return chance.choice(self.journals_ru)
        who = chance.choice(
            [
                "Московского",
                "Казанского",
                "Томского",
                "Пермского",
                "Санкт-Петербургского",
                "Новосибирского",
                "Российского",
                "Воронежского",
                "Самарского",
                "Тюменского",
                "Южно-Уральского",
                "Алтайского",
                "Удмуртского",
                "Саратовского",
            ]
        )
        what = chance.choice(
            [
                "университета",
                "государственного университета",
                "ун-та",
                "гос. ун-та",
                "технического университета",
                "педагогического университета",
                "университета экономики",
                "государственного технического университета",
            ]
        )
        head = chance.choice(
            [
                "Вестник",
                "Вестник",
                "Вестн.",
                "Известия",
                "Изв.",
                "Ученые записки",
                "Труды",
                "Научные труды",
                "Учен. зап.",
                "Научный вестник",
                "Бюллетень",
            ]
        )
        base = (
            f"{head} {who} {what}"
            if chance.random() < 0.8
            else f"{head} {chance.choice(['МГУ', 'СПбГУ', 'РАН', 'ТГУ', 'РГГУ', 'РУДН', 'ВГУ', 'МГТУ им. Н. Э. Баумана', 'МГОУ', 'НГУ', 'РАНХиГС', 'ЮУрГУ', 'высших учебных заведений', 'вузов', 'Академии наук СССР'])}"
        )
        if chance.random() < 0.45:
            number = chance.choice(["", "", f"{chance.randrange(1, 25)}. ", f"{chance.randrange(1, 25)}: "])
            subject = chance.choice(
                [
                    "История",
                    "Философия",
                    "Экономика",
                    "Социология",
                    "Психология",
                    "Филология",
                    "Право",
                    "Биология",
                    "Математика. Механика. Информатика",
                    "Естественные науки",
                    "Гуманитарные науки",
                    "История и филология",
                    "Международные отношения",
                    "Политология",
                    "Педагогика",
                    "Физика",
                    "Химия",
                    "Социологические науки",
                    "Машиностроение",
                    "Лингвистика и межкультурная коммуникация",
                    "Общественные науки",
                    "Технические науки",
                    "Экономика и управление",
                ]
            )
            base += (
                chance.choice([". Серия: ", ". Сер. ", ". Серия ", ": Серия ", ". Сер.: ", ". "])
                + number
                + (subject if chance.random() < 0.8 else f"«{subject}»")
            )
        return base

    def _ru_book(self, chance: random.Random) -> Work:
        publisher, place = chance.choice(self.publishers_ru)
        return Work(
            kind="book",
            authors=self._people_ru(chance, 0.12),
            title=chance.choice(self.titles_ru),
            publisher=publisher if chance.random() < 0.85 else "",
            place=place if chance.random() < 0.8 else chance.choice(self.places_ru),
            date=Day(chance.randrange(1890 if chance.random() < 0.2 else 1960, 2026)),
            numpages=str(chance.randrange(30, 1000)) if chance.random() < 0.8 else "",
            volume=chance.choice(["1", "2", "3", "II", "5"]) if chance.random() < 0.08 else "",
        )

    def _ru_collection(self, chance: random.Random) -> Work:
        work = self._ru_book(chance)
        work.kind, work.authors = "collection", []
        work.genre = chance.choice(
            [
                "сборник статей",
                "сб. науч. тр.",
                "сб. ст.",
                "материалы междунар. науч.-практ. конф.",
                "материалы конференции",
                "коллективная монография",
                "хрестоматия",
                "словарь-справочник",
                "статистический сборник",
                "стат. сб.",
                "учебник",
                "учеб. пособие",
                "энциклопедия",
                "сборник документов",
            ]
        )
        if chance.random() < 0.75:
            work.editors = [self._russian_person(chance) for _ in range(chance.choice([1, 1, 1, 2, 3]))]
        elif chance.random() < 0.5:
            work.compilers = [self._russian_person(chance) for _ in range(chance.choice([1, 2]))]
        return work

    def _ru_paper_conference(self, chance: random.Random) -> Work:
        publisher, place = chance.choice(self.publishers_ru)
        year = chance.randrange(1985, 2026)
        place = place if chance.random() < 0.5 else chance.choice(self.places_ru)
        subject = chance.choice(self.titles_ru)
        quoted = f"«{subject}»" if chance.random() < 0.35 else subject
        ordinal = chance.choice(
            ["", f"{chance.choice(['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'X', 'XII', 'XV', 'XXI'])} ", f"{chance.randrange(2, 40)}-й "]
        )
        what = chance.choice(
            [
                "междунар. науч.-практ. конф.",
                "Международной научно-практической конференции",
                "Всероссийской научной конференции",
                "всерос. конф. с междунар. участием",
                "научно-технической конференции",
                "междунар. науч. конф.",
                "симпозиума",
                "Международного конгресса",
                "научной сессии",
            ]
        )
        name = f"{ordinal}{what}"
        first = chance.randrange(3, 400)
        container, event = (
            quoted,
            f"{chance.choice(['материалы', 'сб. материалов', 'тез. докл.', 'тезисы докладов', 'сб. тр.', 'сборник трудов', 'труды'])} {name}",
        )
        if chance.random() < 0.3:
            container, event = (
                f"{chance.choice(['Материалы', 'Труды', 'Сб. тр.', 'Тезисы докладов', 'Сборник материалов'])} {name} {quoted}",
                "",
            )
        elif chance.random() < 0.2:
            container, event = chance.choice(["Сб. науч. тр.", "Сборник статей", "Сб. ст."]) + " " + chance.choice([quoted, ""]), ""
        days = f"{chance.randrange(1, 15)}–{chance.randrange(16, 29)} {chance.choice(['мая', 'октября', 'апреля', 'ноября', 'июня', 'марта'])} {year}{chance.choice([' г.', ' г.', ''])}"
        return Work(
            kind="paper-conference",
            authors=self._people_ru(chance),
            title=chance.choice(self.titles_ru),
            container=container.strip(),
            event=event,
            event_place=chance.choice(["", "г. "]) + chance.choice([place, chance.choice(self.places_ru)])
            if event and chance.random() < 0.7
            else "",
            event_days=days if event else "",
            editors=[self._russian_person(chance)] if chance.random() < 0.15 else [],
            place=place if chance.random() < 0.85 else "",
            publisher=publisher if chance.random() < 0.55 else "",
            volume=chance.choice(["1", "2", "3"]) if chance.random() < 0.15 else "",
            issue=str(chance.randrange(2, 40)) if chance.random() < 0.12 else "",
            pages=f"{first}-{first + chance.randrange(1, 12)}" if chance.random() < 0.9 else "",
            date=Day(year),
        )

    def _ru_chapter(self, chance: random.Random) -> Work:
        work = self._ru_paper_conference(chance)
        publisher, place = chance.choice(self.publishers_ru)
        work.kind, work.event, work.event_place, work.event_days = "chapter", "", "", ""
        work.container = chance.choice(self.titles_ru) + chance.choice(
            ["", "", ": сб. ст.", ": сб. науч. тр.", ". Сборник статей", " : коллективная монография", ". Вып. 3", ". Т. 2"]
        )
        work.place, work.publisher = place, publisher
        if chance.random() < 0.4:
            work.editors = [self._russian_person(chance) for _ in range(chance.choice([1, 1, 2]))]
        return work

    def _ru_thesis(self, chance: random.Random) -> Work:
        code, science = chance.choice(facts.SPECIALTIES)
        degree = chance.choice(facts.DEGREES_RU).format(science)
        school, place = chance.choice(facts.UNIVERSITIES_RU)
        return Work(
            kind="thesis",
            authors=[self._russian_person(chance)],
            title=chance.choice(self.titles_ru),
            genre=degree,
            number=code if chance.random() < 0.45 else "",
            place=place if chance.random() < 0.95 else "",
            publisher=school if chance.random() < 0.25 else "",
            date=Day(chance.randrange(1965, 2026)),
            numpages=str(chance.choice([chance.randrange(16, 45), chance.randrange(110, 420)])) if chance.random() < 0.85 else "",
        )

    def _ru_webpage(self, chance: random.Random) -> Work:
        site, host = chance.choice(facts.SITES_RU)
        shape = chance.random()
        authors = self._people_ru(chance)[:2] if shape < 0.35 else [Person(literal=self._org_ru(chance))] if shape < 0.42 else []
        title = chance.choice(self.titles_ru)
        if chance.random() < 0.3:
            title = chance.choice(
                [
                    "О компании",
                    "Официальный сайт",
                    "Статистика",
                    "Публикации",
                    "Численность населения по субъектам РФ",
                    "История",
                    "Главная страница",
                    "Отчет о деятельности за {} год",
                    "Пресс-релиз от {} года",
                    "Итоги {} года",
                    "Доклад о состоянии отрасли в {} году",
                    "Рейтинг регионов",
                    "Аналитический обзор рынка труда",
                ]
            ).format(chance.randrange(2005, 2025))
        container = (
            site
            if chance.random() < 0.75
            else chance.choice(
                [
                    f"{self._org_ru(chance)} : [сайт]",
                    f"{site} : [сайт]",
                    f"{site}: сайт",
                    f"официальный сайт {chance.choice(['компании', 'университета', 'организации', 'проекта', 'журнала'])}",
                    f"Сайт {site}",
                    f"Информационный портал «{site}»",
                    "",
                ]
            )
        )
        has_date = chance.random() < 0.45
        return Work(
            kind="webpage",
            authors=authors,
            title=title,
            container=container,
            url=self._url_ru(chance, host),
            date=self._recent(chance) if has_date else None,
            publisher=self._org_ru(chance) if chance.random() < 0.1 else "",
        )

    def _ru_site(self, chance: random.Random) -> Work:
        site, host = chance.choice(facts.SITES_RU + facts.SITES_EN)
        return Work(
            kind="site",
            title=site if chance.random() < 0.4 else chance.choice(facts.DOCUMENTATION),
            genre=chance.choice(["сайт", "официальный сайт", "[сайт]", "портал", "информационный портал", ""]).strip(),
            publisher=chance.choice(["М.", "", ""]),
            url=self._url_ru(chance, host),
            date=Day(chance.randrange(1998, 2025)) if chance.random() < 0.3 else None,
        )

    def _ru_newspaper(self, chance: random.Random) -> Work:
        return Work(
            kind="newspaper",
            authors=self._people_ru(chance, 0.35)[:2],
            title=chance.choice(self.titles_ru),
            container=chance.choice(facts.NEWSPAPERS_RU),
            date=Day(chance.randrange(1900, 2025), chance.randrange(1, 13), chance.randrange(1, 29)),
            issue=str(chance.randrange(2, 300)) if chance.random() < 0.5 else "",
            pages=str(chance.randrange(1, 16)) if chance.random() < 0.5 else "",
        )

    def _ru_legislation(self, chance: random.Random) -> Work:
        kind, number = chance.choice(facts.LAW_KINDS)
        laws = self.russian["legislation"]["general-knowledge"] if self.russian.get("legislation") else []
        title = (
            chance.choice(laws).title
            if laws and chance.random() < 0.5
            else chance.choice(["О ", "Об утверждении ", "О внесении изменений в ", "О мерах по ", "О порядке "])
            + chance.choice(
                [
                    "развитии сельских территорий",
                    "Положения о миграционном учете",
                    "перечня видов аттракционов",
                    "государственной поддержке науки",
                    "стандарта медицинской помощи",
                    "правил дорожного движения",
                    "охране окружающей среды",
                    "квотировании рабочих мест",
                    "Концепции государственной миграционной политики",
                    "Стратегии развития информационного общества",
                    "бюджетном процессе",
                    "реализации образовательных программ",
                    "защите прав потребителей",
                    "порядка проведения аттестации",
                    "персональных данных работников",
                ]
            )
        )
        source, issue, article = "", "", ""
        if chance.random() < 0.5:
            source = chance.choice(
                [
                    "Собрание законодательства РФ",
                    "СЗ РФ",
                    "Собрание законодательства Российской Федерации",
                    "Российская газета",
                    "Рос. газ.",
                    "Ведомости СНД и ВС РФ",
                    "СПС «КонсультантПлюс»",
                    "Справочно-правовая система «Гарант»",
                    "Бюллетень Верховного Суда РФ",
                    "Консультант Плюс: справочная правовая система",
                ]
            )
            if source.startswith(("Собр", "СЗ", "Вед")):
                issue, article = str(chance.randrange(1, 53)), str(chance.randrange(100, 7000))
        day = Day(chance.randrange(1991, 2025), chance.randrange(1, 13), chance.randrange(1, 29))
        amended = (
            f"{chance.choice(['ред. от', 'в ред. от', 'с изм. и доп. от', 'в редакции от', 'с изм. от'])} {chance.randrange(1, 29):02}.{chance.randrange(1, 13):02}.{chance.randrange(2005, 2025)}"
            if chance.random() < 0.35
            else ""
        )
        return Work(
            kind="legislation",
            title=title,
            genre=kind,
            number=number.format(chance.randrange(1, 1500)).replace("№", chance.choice(["№", "№", "№", "N", "N", "No."])),
            date=day,
            container=source,
            issue=issue,
            article_no=article,
            amended=amended,
            note=f"{chance.randrange(1, 29)} {chance.choice(['мая', 'июня', 'декабря'])} {day.year} г." if chance.random() < 0.3 else "",
        )

    def _ru_standard(self, chance: random.Random) -> Work:
        year = chance.randrange(1968, 2025)
        short = f"{year % 100:02}" if year < 2000 else str(year)
        number = chance.choice(
            [
                "ГОСТ",
                "ГОСТ Р",
                "ГОСТ Р",
                "ГОСТ",
                "СП",
                "СНиП",
                "СанПиН",
                "ОСТ",
                "ГОСТ Р ИСО",
                "ГОСТ ISO",
                "РД",
                "ДСТУ",
                "ГОСТ Р МЭК",
                "ISO",
                "ISO/IEC",
                "СТО",
                "ГОСТ IEC",
            ]
        )
        body = chance.choice(
            [
                f"{chance.randrange(2, 60000)}",
                f"{chance.randrange(2, 35)}.{chance.randrange(1, 300)}",
                f"{chance.randrange(1, 12)}.{chance.randrange(0, 9)}.{chance.randrange(1, 999):03}",
                f"{chance.randrange(1000, 60000)}.{chance.randrange(1, 9)}",
            ]
        )
        dash = chance.choice(["-", "-", "–", "—", " – "])
        title = chance.choice(
            [
                "Система стандартов по информации, библиотечному и издательскому делу. Отчет о научно-исследовательской работе",
                "Трубы стальные бесшовные. Технические условия",
                "Изделия электротехнические. Общие требования безопасности",
                "Информационная технология. Комплекс стандартов на автоматизированные системы",
                "Вода питьевая. Методы определения содержания нитратов",
                "Бетоны. Правила подбора состава",
                "Система менеджмента качества. Требования",
                "Надежность в технике. Термины и определения",
                "Нефть и нефтепродукты. Методы определения плотности",
                "Продукты пищевые. Методы отбора проб",
                "Строительная климатология",
                "Единая система конструкторской документации. Общие положения",
                "Металлы. Методы испытаний на растяжение",
                "Кабели силовые. Технические условия",
                "Системы искусственного интеллекта. Термины и определения",
                "Защита информации. Основные термины",
            ]
        )
        return Work(
            kind="standard",
            number=f"{number} {body}{dash}{short}",
            title=title,
            genre=chance.choice(["Межгосударственный стандарт", "Национальный стандарт Российской Федерации", ""]),
            note=chance.choice(
                [
                    "",
                    "",
                    f"введ. {year + 1}-01-01",
                    f"дата введения {year + 1}-07-01",
                    "утв. приказом Росстандарта",
                    f"Введ. 01.01.{year + 1}",
                ]
            ),
            place=chance.choice(["М.", "М.", "Москва", ""]),
            publisher=chance.choice(
                [
                    "Стандартинформ",
                    "Изд-во стандартов",
                    "Издательство стандартов",
                    "ИПК Издательство стандартов",
                    "Госстандарт России",
                    "Стройиздат",
                ]
            )
            if chance.random() < 0.85
            else "",
            date=Day(year + chance.choice([0, 1, 1])),
            numpages=str(chance.randrange(3, 90)) if chance.random() < 0.8 else "",
        )

    def _ru_patent(self, chance: random.Random) -> Work:
        filed = Day(chance.randrange(1975, 2023), chance.randrange(1, 13), chance.randrange(1, 29))
        soviet = filed.year < 1991
        issued = Day(filed.year + chance.choice([1, 2]), chance.randrange(1, 13), chance.randrange(1, 29))
        title = chance.choice(["Способ получения ", "Устройство для ", "Система ", "Способ ", "Композиция для "]) + chance.choice(
            [
                "термообработки деталей",
                "очистки сточных вод",
                "измерения вязкости жидкости",
                "защиты металлов от коррозии",
                "управления электроприводом",
                "диагностики заболеваний сердца",
                "передачи данных по радиоканалу",
                "изготовления строительных изделий",
                "сушки зерна",
                "хирургического лечения переломов",
                "производства нанопорошков",
                "контроля качества сварных швов",
            ]
        )
        classes = f"{chance.choice('ABCDEFGH')} {chance.randrange(1, 99):02} {chance.choice('ABCDFGHKLMN')} {chance.randrange(1, 99)}/{chance.randrange(0, 99):02}"
        firm = (
            chance.choice(facts.UNIVERSITIES_RU)[0]
            if chance.random() < 0.5
            else f"{chance.choice(['ООО', 'ОАО', 'ЗАО', 'АО'])} «{chance.choice(['Прогресс', 'Энергомаш', 'Технолог', 'Вектор', 'Сибирь', 'НПО Квант'])}»"
        )
        return Work(
            kind="patent",
            authors=self._people_ru(chance),
            etal=chance.random() < 0.15,
            title=title,
            genre=chance.choice(["А. с.", "Авторское свидетельство"])
            if soviet
            else chance.choice(["Пат.", "Патент", "Пат.", "Патент на изобретение", "Патент РФ", "Пат. на полезную модель"]),
            number=str(chance.randrange(300000, 1800000) if soviet else chance.randrange(2000000, 2800000)),
            publisher="СССР" if soviet else chance.choice(["Российская Федерация", "РФ", "Рос. Федерация", "Россия", "RU"]),
            ipc=chance.choice(["МПК ", "МПК7 ", "МПК8 ", "МКИ3 ", "Int. Cl. "]) + classes,
            application=f"{filed.year}{chance.randrange(100000, 150000)}"
            if filed.year > 1999
            else f"{chance.randrange(1000000, 5000000)}/{chance.randrange(10, 28)}-{chance.randrange(10, 28)}",
            filed=filed if chance.random() < 0.7 else None,
            responsibility=firm if chance.random() < 0.6 else "",
            date=issued,
            issue=str(chance.randrange(1, 37)) if chance.random() < 0.75 else "",
            numpages=str(chance.randrange(2, 20)) if chance.random() < 0.35 else "",
        )

    def _ru_software(self, chance: random.Random) -> Work:
        day = self._recent(chance)
        genre = chance.choice(
            [
                "Свидетельство о государственной регистрации программы для ЭВМ",
                "Свидетельство о регистрации программы для ЭВМ",
                "Свид. о гос. регистрации программы для ЭВМ",
                "свидетельство о государственной регистрации базы данных",
                "Св-во о гос. рег. программы для ЭВМ",
            ]
        )
        return Work(
            kind="software",
            authors=self._people_ru(chance),
            title="Программа для "
            + chance.choice(["расчета", "моделирования", "анализа", "визуализации"])
            + " "
            + chance.choice(["тепловых полей", "социологических данных", "траекторий", "финансовых рядов", "химических реакций"]),
            genre=genre,
            number=f"{day.year}{chance.randrange(610000, 690000)}",
            date=day,
            responsibility=self._org_ru(chance) if chance.random() < 0.4 else "",
        )

    def _ru_report(self, chance: random.Random) -> Work:
        organisation = chance.random() < 0.5
        place = chance.choice(["М.", "СПб.", "Москва", "Новосибирск", "Обнинск"])
        return Work(
            kind="report",
            authors=[Person(literal=self._org_ru(chance))] if organisation else self._people_ru(chance, 0.2),
            title=chance.choice(self.titles_ru)
            if chance.random() < 0.6
            else chance.choice(
                [
                    "Доклад о развитии человеческого потенциала в РФ",
                    "Социально-экономическое положение России",
                    "Россия в цифрах. {}",
                    "Демографический ежегодник России. {}",
                    "Труд и занятость в России. {}",
                    "Мониторинг рынка труда за {} год",
                    "Мировая миграция: доклад {}",
                ]
            ).format(chance.randrange(2001, 2025)),
            genre=chance.choice(
                [
                    "отчет о НИР",
                    "отчет о НИР (заключ.)",
                    "аналитический доклад",
                    "доклад",
                    "стат. сб.",
                    "статистический сборник",
                    "отчет",
                    "препринт",
                    "информационный бюллетень",
                    "",
                ]
            ),
            responsibility=self._org_ru(chance) if chance.random() < 0.3 else "",
            place=place,
            publisher=self._org_ru(chance) if chance.random() < 0.6 else "",
            number=f"№ ГР {chance.randrange(10**9, 9 * 10**9)}" if chance.random() < 0.15 else "",
            date=Day(chance.randrange(1975, 2026)),
            numpages=str(chance.randrange(12, 400)) if chance.random() < 0.75 else "",
        )

    def _ru_archive(self, chance: random.Random) -> Work:
        dots = chance.random() < 0.85
        fond = f"Ф. {chance.choice(['Р-', '', '', ''])}{chance.randrange(1, 9500)}. Оп. {chance.randrange(1, 90)}. {chance.choice(['Д.', 'Ед. хр.', 'Д.', 'Спр.'])} {chance.randrange(1, 3000)}. {chance.choice(['Л.', 'Л.', 'Лл.', 'Арк.'])} {chance.choice([str(chance.randrange(1, 300)), f'{chance.randrange(1, 100)}–{chance.randrange(100, 200)}', f'{chance.randrange(1, 300)} об.'])}"
        title = chance.choice(
            [
                "Отчет губернатора за {} год",
                "Письмо А. М. Горькому",
                "Протокол заседания комиссии от 3 мая {} г.",
                "Дело о переселении крестьян",
                "Докладная записка",
                "Личное дело студента",
                "Материалы о сборе пожертвований",
                "Дневник",
                "Переписка с департаментом полиции",
            ]
        ).format(chance.randrange(1850, 1960))
        return Work(
            kind="archive",
            title=title,
            publisher=chance.choice(facts.ARCHIVES),
            note=fond if dots else fond.replace(". ", ", "),
            authors=self._people_ru(chance, 0.8)[:1],
        )

    def _ru_encyclopedia(self, chance: random.Random) -> Work:
        online = chance.random() < 0.55
        title = chance.choice(self.titles_ru).split(":")[0]
        title = " ".join(title.split()[: chance.choice([1, 2, 3])]).strip(" .,")
        return Work(
            kind="encyclopedia",
            title=title,
            authors=self._people_ru(chance, 0.6)[:1],
            container=chance.choice(
                [
                    "Википедия",
                    "Википедия: свободная энциклопедия",
                    "Википедия. Свободная энциклопедия",
                    "Большая российская энциклопедия",
                    "Академик",
                ]
            )
            if online
            else chance.choice(
                [
                    "Большая советская энциклопедия",
                    "Философская энциклопедия",
                    "Литературная энциклопедия",
                    "Новая философская энциклопедия",
                    "Словарь русского языка",
                    "Большой энциклопедический словарь",
                    "Краткая литературная энциклопедия",
                    "Энциклопедический словарь Брокгауза и Ефрона",
                ]
            ),
            url=f"https://ru.wikipedia.org/wiki/{title.replace(' ', '_')}" if online else "",
            volume=str(chance.randrange(1, 30)) if not online and chance.random() < 0.7 else "",
            place="М." if not online else "",
            date=Day(chance.randrange(1950, 2020)) if not online else None,
            pages=f"{chance.randrange(10, 300)}-{chance.randrange(300, 400)}" if not online and chance.random() < 0.7 else "",
        )

    def _ru_preprint(self, chance: random.Random) -> Work:
        return Work(
            kind="preprint",
            authors=self._people_ru(chance),
            title=chance.choice(self.titles_ru),
            container=chance.choice(["Препринты ИПМ им. М. В. Келдыша", "Препринт ИАЭ", "Препринт ОИЯИ", "Препринт WP3. М.: ВШЭ"]),
            number=f"№ {chance.randrange(1, 300)}",
            date=Day(chance.randrange(1980, 2025)),
            numpages=str(chance.randrange(12, 40)),
        )

    # -------------------------------------------------------- Ukrainian

    def draw_ukrainian(self, chance: random.Random) -> Work:
        """Put a Ukrainian work together."""
        words: dict[str, list[str]] = defaultdict(list)
        for line in facts.UKRAINIAN:
            kind, _, value = line.partition(": ")
            words[kind].append(value)

        def person() -> Person:
            letters = "АБВГДЕЄЖЗІКЛМНОПРСТУЮЯ"
            return Person(chance.choice(words["Прізвище"]), f"{chance.choice(letters)}. {chance.choice(letters)}.")

        kind = chance.choices(
            ["article-journal", "book", "paper-conference", "thesis", "webpage", "legislation", "standard", "chapter"],
            [35, 25, 8, 8, 10, 6, 3, 5],
        )[0]
        first = chance.randrange(3, 300)
        work = Work(
            kind=kind,
            language="uk",
            source="composed",
            authors=[person() for _ in range(chance.choices([1, 2, 3, 4], [5, 3, 2, 1])[0])],
            title=chance.choice(words["Назва"]),
            date=Day(chance.randrange(1970, 2026), chance.randrange(1, 13), chance.randrange(1, 29)),
            doi=f"10.{chance.randrange(1000, 33000)}/{chance.randrange(1000, 9999)}.{chance.randrange(1, 99)}"
            if chance.random() < 0.2
            else "",
        )
        if kind == "article-journal":
            work.container, work.issue, work.pages = chance.choice(words["Журнал"]), str(chance.randrange(1, 12)), f"{first}-{first + 9}"
            work.volume = str(chance.randrange(1, 80)) if chance.random() < 0.4 else ""
        if kind in ("book", "paper-conference", "chapter"):
            work.place, work.publisher = chance.choice(words["Місто"]), chance.choice(words["Видавництво"])
            work.numpages = str(chance.randrange(80, 600)) if kind == "book" else ""
            work.genre = chance.choice(["підручник", "навч. посіб.", "навчальний посібник", "монографія", ""]) if kind == "book" else ""
            work.edition = (
                chance.choice(["2-ге вид.", "3-тє вид.", "3-тє вид., допов.", "2-ге вид., перероб. і допов.", "4-те вид."])
                if chance.random() < 0.2
                else ""
            )
            work.editors = [person() for _ in range(chance.choice([1, 1, 2]))] if chance.random() < 0.25 else []
        if kind in ("paper-conference", "chapter"):
            work.container, work.pages = (
                chance.choice(words["Назва"]) + chance.choice([": матеріали міжнар. наук.-практ. конф.", ": зб. наук. пр.", ""]),
                f"{first}-{first + 4}",
            )
        if kind == "thesis":
            work.genre = chance.choice(["дис. ... канд. екон. наук", "автореф. дис. ... д-ра іст. наук", "дис. … канд. філол. наук"])
            work.place, work.number, work.numpages = (
                chance.choice(words["Місто"]),
                chance.choice(["08.00.03", "07.00.01", "10.02.01", ""]),
                str(chance.randrange(18, 250)),
            )
        if kind == "webpage":
            work.container, work.url, work.accessed = (
                chance.choice(facts.ORGANISATIONS_UK),
                f"https://{chance.choice(['zakon.rada.gov.ua', 'www.ukrstat.gov.ua', 'mon.gov.ua', 'razumkov.org.ua'])}/{chance.choice(['laws/show/', 'news/', 'ua/'])}{chance.randrange(10, 9999)}",
                self._recent(chance),
            )
            if chance.random() < 0.6:
                work.authors = []
        if kind == "legislation":
            work.authors, work.title, work.genre, work.number = (
                [],
                chance.choice(["Про освіту", "Про вищу освіту", "Про зайнятість населення", "Про охорону культурної спадщини"]),
                chance.choice(["Закон України", "закон України", "Постанова Кабінету Міністрів України"]),
                f"№ {chance.randrange(10, 3000)}-{chance.choice(['VIII', 'IX', 'XII'])}",
            )
            work.url = f"https://zakon.rada.gov.ua/laws/show/{chance.randrange(10, 3000)}-20" if chance.random() < 0.6 else ""
        if kind == "standard":
            work.authors, work.number, work.genre = [], f"ДСТУ {chance.randrange(1000, 9000)}:{chance.randrange(1995, 2022)}", ""
            work.place, work.publisher = "Київ", chance.choice(["Держспоживстандарт України", "ДП «УкрНДНЦ»"])
        if work.url and not work.accessed:
            work.accessed = self._recent(chance)
        return work

    # -------------------------------------------------------- English

    def draw_english(self, chance: random.Random) -> Work:
        """Draw an English work: Crossref's are nearly all articles, the rest is put together."""
        kind = chance.choices(
            [
                "article-journal",
                "book",
                "chapter",
                "paper-conference",
                "thesis",
                "webpage",
                "report",
                "newspaper",
                "preprint",
                "encyclopedia",
                "software",
                "dataset",
                "legislation",
                "standard",
                "patent",
            ],
            [42, 13, 8, 8, 3.5, 9, 7, 3, 1.5, 1, 1, 0.6, 0.8, 0.6, 0.4],
        )[0]
        composed = getattr(self, "_en_" + kind.replace("-", "_"), None)
        real = self.english.get(kind)
        if composed is None or (real and len(real) > 30 and chance.random() < 0.5) or kind == "article-journal":
            # a journal's weight grows with the root of what it holds
            pool = real or self.english["article-journal"]
            work = replace(self._balanced(pool, chance))
        else:
            work = composed(chance)
        if work.kind == "article-journal":
            if not work.authors or chance.random() < 0.1:
                work.authors = self._people_en(chance)
            if work.doi and chance.random() < 0.45:
                work.doi = ""
            if not work.doi and chance.random() < 0.15:
                work.url = self._url_en(chance, chance.choice(facts.SITES_EN)[1])
            if chance.random() < 0.15:
                work.issue = ""
            elif not work.issue and chance.random() < 0.3:
                work.issue = str(chance.randrange(1, 13))
            if chance.random() < 0.1 and work.volume and work.issue:
                work.volume = ""
            if chance.random() < 0.03:
                work.pages = work.article_no = ""
        if work.url and not work.accessed and chance.random() < 0.4:
            work.accessed = self._recent(chance)
        if work.kind == "book" and chance.random() < 0.06:
            first = chance.randrange(5, 500)
            work.pages = chance.choice([str(first), f"{first}-{first + chance.randrange(1, 9)}"])
        if work.title[-1:].isalnum() and chance.random() < 0.05:
            work.title += "?"
        if chance.random() < 0.03:
            work.title = work.title.upper()
        elif chance.random() < 0.15:
            work.title = " ".join(
                w if w in ("of", "and", "the", "in", "for", "on", "a", "to", "with", "by") else w[:1].upper() + w[1:]
                for w in work.title.split()
            )
        return work

    def _balanced(self, pool: list[Work], chance: random.Random) -> Work:
        groups = self._groups.get(id(pool))
        if groups is None:
            by: dict[str, list[Work]] = defaultdict(list)
            for work in pool:
                by[work.container].append(work)
            names = sorted(by)
            groups = self._groups[id(pool)] = ([by[name] for name in names], [len(by[name]) ** 0.5 for name in names])
        return chance.choice(chance.choices(groups[0], groups[1])[0])

    def _people_en(self, chance: random.Random, most: int = 6) -> list[Person]:
        number = chance.choices([1, 2, 3, 4, 6, 9], [30, 25, 18, 12, 10, 5])[0]
        return [self._english_person(chance) for _ in range(min(number, most))]

    def _english_person(self, chance: random.Random) -> Person:
        person = chance.choice(self.people_en)
        if not person.given or chance.random() < 0.2:
            return Person(
                person.family or "Miller",
                chance.choice(facts.GIVEN_EN) + (f" {chance.choice('ABCDEFGHJKLMNPRSTW')}." if chance.random() < 0.4 else ""),
            )
        return person

    def _org_en(self, chance: random.Random) -> str:
        if chance.random() < 0.6:
            name = chance.choice(facts.ORGANISATIONS_EN)
        else:
            name = chance.choice(facts.BODIES_EN).format(chance.choice(facts.FIELDS_EN))
            if chance.random() < 0.3:
                name += " of " + chance.choice(facts.COUNTRIES_EN)
        if chance.random() < 0.12 and len(name.split()) > 2:
            name += " (" + "".join(w[0] for w in name.split() if w[0].isupper()) + ")"
        return name

    def _slug_en(self, chance: random.Random) -> str:
        return re.sub(r"[^a-z0-9]+", "-", chance.choice(self.titles_en).lower()).strip("-")[: chance.randrange(12, 80)]

    def _url_en(self, chance: random.Random, host: str) -> str:
        slug = self._slug_en(chance)
        path = chance.choice(
            [
                f"/{slug}",
                f"/{chance.randrange(2004, 2026)}/{chance.randrange(1, 13):02}/{chance.randrange(1, 29):02}/{slug}",
                f"/news/{slug}-{chance.randrange(10**6, 9 * 10**7)}",
                f"/publications/{slug}.pdf",
                f"/{slug}/",
                f"/en/{slug}.html",
                f"/wiki/{slug.title()}",
                "/",
                f"/content/{chance.randrange(10**5, 10**7)}",
                f"/index.php?page={chance.randrange(1, 99)}&id={chance.randrange(100, 9999)}",
                f"/sites/default/files/{slug[:20]}_{chance.randrange(2000, 2026)}.pdf",
            ]
        )
        return chance.choice(["https://", "https://", "http://"]) + host + path

    def _en_book(self, chance: random.Random) -> Work:
        publisher, place = chance.choice(facts.PUBLISHERS_EN)
        title = chance.choice(self.titles_en)
        if chance.random() < 0.6:
            title = " ".join(
                w if w in ("of", "and", "the", "in", "for", "on", "a", "to", "with", "by") else w[:1].upper() + w[1:]
                for w in title.split()[: chance.choice([2, 3, 4, 5, 6, 8])]
            ).strip(",:;- ")
        edited = chance.random() < 0.15
        organisation = chance.random() < 0.06
        return Work(
            kind="book",
            language="en",
            source="composed",
            authors=[] if edited else [Person(literal=self._org_en(chance))] if organisation else self._people_en(chance, 3),
            editors=self._people_en(chance, 3) if edited else [],
            title=title,
            subtitle=chance.choice(self.titles_en)[:60].rsplit(" ", 1)[0] if chance.random() < 0.25 else "",
            edition=chance.choice(
                ["2nd ed.", "3rd ed.", "2nd edn", "Second edition", "Third Edition", "rev. ed.", "2nd edition", "10th ed."]
            )
            if chance.random() < 0.15
            else "",
            publisher=publisher if chance.random() < 0.94 else "",
            place=place if chance.random() < 0.87 else "",
            date=Day(chance.randrange(1900 if chance.random() < 0.2 else 1965, 2026)),
            numpages=str(chance.randrange(80, 900)) if chance.random() < 0.3 else "",
            isbn=f"978-{chance.randrange(0, 9)}-{chance.randrange(100, 999)}-{chance.randrange(10000, 99999)}-{chance.randrange(0, 9)}"
            if chance.random() < 0.05
            else "",
            translators=self._people_en(chance, 1) if chance.random() < 0.04 else [],
        )

    def _en_chapter(self, chance: random.Random) -> Work:
        work = self._en_book(chance)
        first = chance.randrange(1, 500)
        work.kind, work.container = "chapter", work.title + (": " + work.subtitle if work.subtitle else "")
        work.title, work.subtitle = chance.choice(self.titles_en), ""
        work.authors = self._people_en(chance, 3)
        work.editors = self._people_en(chance, 4) if chance.random() < 0.8 else []
        work.pages = f"{first}-{first + chance.randrange(4, 40)}" if chance.random() < 0.9 else ""
        work.doi = (
            f"10.{chance.randrange(1000, 9999)}/978-{chance.randrange(0, 9)}-{chance.randrange(100, 999)}-{chance.randrange(10000, 99999)}-{chance.randrange(0, 9)}_{chance.randrange(1, 30)}"
            if chance.random() < 0.15
            else ""
        )
        return work

    def _en_paper_conference(self, chance: random.Random) -> Work:
        ordinal = chance.choice(["", "", "5th ", "21st ", "Tenth ", "33rd ", "12th ", "2nd "])
        year = chance.randrange(1985, 2026)
        subject = chance.choice(
            [
                "Computer Vision and Pattern Recognition",
                "Machine Learning",
                "Human Factors in Computing Systems",
                "Artificial Intelligence",
                "Data Mining and Knowledge Discovery",
                "Software Engineering",
                "Robotics and Automation",
                "Computational Linguistics",
                "Renewable Energy Systems",
                "Structural Engineering",
                "Soil Mechanics and Foundation Engineering",
                "Information Systems",
                "Neural Networks",
                "Wireless Communications",
                "Very Large Data Bases",
                "Applied Linguistics",
                "Learning Analytics",
                "Fluid Mechanics",
                "Nuclear Engineering",
            ]
        )
        kind = chance.choice(
            [
                "International Conference on",
                "Conference on",
                "Symposium on",
                "Workshop on",
                "IEEE International Conference on",
                "ACM Conference on",
                "Annual Meeting of the Association for",
                "European Conference on",
                "World Congress on",
                "ACM SIGMOD Symposium on",
            ]
        )
        container = (
            chance.choice(["Proceedings of the ", "Proc. of the ", "Proc. ", "Proceedings of ", "", f"{year} "])
            + ordinal
            + f"{kind} {subject}"
        )
        if chance.random() < 0.15:
            container = chance.choice(
                [
                    "Proc. ICML",
                    "NeurIPS",
                    "CVPR",
                    "Proc. of SIGIR",
                    "Advances in Neural Information Processing Systems",
                    "AAAI",
                    "ICLR",
                    "Proc. EMNLP",
                    "ECCV",
                ]
            ) + chance.choice(["", f" {year}", f" '{year % 100:02}"])
        publisher, place = chance.choice(
            [
                ("IEEE", ""),
                ("ACM", "New York, NY"),
                ("Springer", "Berlin"),
                ("", ""),
                ("ACL", ""),
                ("IEEE", "Piscataway, NJ"),
                ("AAAI Press", ""),
            ]
        )
        first = chance.randrange(1, 2000)
        return Work(
            kind="paper-conference",
            language="en",
            source="composed",
            authors=self._people_en(chance),
            title=chance.choice(self.titles_en),
            container=container.strip(),
            event=container if chance.random() < 0.5 else "",
            genre=chance.choice(["Conference paper", "Paper presentation", "Conference presentation"]),
            event_place=chance.choice(
                [
                    "Paris, France",
                    "Vienna, Austria",
                    "San Francisco, CA, USA",
                    "Beijing, China",
                    "Moscow, Russia",
                    "Boston, MA",
                    "Barcelona, Spain",
                    "Honolulu, HI",
                    "Kyoto, Japan",
                    "London, UK",
                ]
            )
            if chance.random() < 0.45
            else "",
            event_days=f"{chance.randrange(1, 14)}–{chance.randrange(15, 29)} {chance.choice(['May', 'June', 'July', 'September', 'October'])} {year}",
            publisher=publisher,
            place=place,
            pages=f"{first}-{first + chance.randrange(3, 15)}" if chance.random() < 0.8 else "",
            date=Day(year, chance.randrange(0, 13)),
            doi=f"10.1109/{chance.choice(['CVPR', 'ICASSP', 'ICRA'])}.{year}.{chance.randrange(10000, 99999)}"
            if chance.random() < 0.2
            else "",
        )

    def _en_thesis(self, chance: random.Random) -> Work:
        school, place = chance.choice(facts.UNIVERSITIES_EN)
        return Work(
            kind="thesis",
            language="en",
            source="composed",
            authors=[self._english_person(chance)],
            title=chance.choice(self.titles_en),
            genre=chance.choice(facts.DEGREES_EN),
            publisher=school,
            place=place if chance.random() < 0.6 else "",
            date=Day(chance.randrange(1960, 2026)),
            url=self._url_en(
                chance,
                chance.choice(["dspace.mit.edu", "scholarworks.iu.edu", "etheses.bham.ac.uk", "theses.hal.science", "escholarship.org"]),
            )
            if chance.random() < 0.2
            else "",
            numpages=str(chance.randrange(60, 400)) if chance.random() < 0.2 else "",
        )

    def _en_webpage(self, chance: random.Random) -> Work:
        site, host = chance.choice(facts.SITES_EN)
        shape = chance.random()
        authors = self._people_en(chance, 2) if shape < 0.45 else [Person(literal=self._org_en(chance))] if shape < 0.75 else []
        container = site if chance.random() < 0.7 else ""
        if chance.random() < 0.15:
            # the medium itself heads its news: «24.kg. "Title." 24.kg, March 5, 2025»
            outlet = (
                site
                if chance.random() < 0.5
                else chance.choice(facts.NEWSPAPERS_EN)
                if chance.random() < 0.5
                else host.removeprefix("www.")
            )
            authors, container = [Person(literal=outlet)], chance.choice([outlet, "", ""])
        return Work(
            kind="webpage",
            language="en",
            source="composed",
            authors=authors,
            title=chance.choice(self.titles_en)
            if chance.random() < 0.6
            else chance.choice(
                [
                    "About us",
                    "Country profile: {}",
                    "Population, total: {}",
                    "Fact sheet: Migration in {}",
                    "What is happening in {}?",
                    "{}: Events of 2019",
                    "How labour migrants are changing {}",
                    "Statistics of {}",
                    "Why did {} choose reform?",
                    "Trends in {}",
                    "News from {}: what we know so far",
                    "Guidelines",
                    "User guide",
                    "Frequently asked questions",
                    "Data and statistics",
                    "Great Depression",
                    "Poverty facts",
                    "John Maynard Keynes",
                    "Civil War",
                    "Structural analysis",
                    "Image processing",
                    "Machine learning",
                    "World War II in {}",
                    "Basic operations on arrays",
                    "About the project",
                    "Marie Curie",
                    "The Beatles",
                    *facts.DOCUMENTATION[:1],
                ]
            ).format(chance.choice(facts.COUNTRIES_EN).removeprefix("the ")),
            container=container,
            medium=chance.choice(["Internet", "Online", "Web page"]) if chance.random() < 0.05 else "",
            url=self._url_en(chance, host) if chance.random() < 0.93 else host,
            date=self._recent(chance) if chance.random() < 0.75 else Day(chance.randrange(2000, 2026)) if chance.random() < 0.6 else None,
            publisher=self._org_en(chance) if chance.random() < 0.35 else "",
        )

    def _en_report(self, chance: random.Random) -> Work:
        organisation = chance.random() < 0.72
        body = self._org_en(chance)
        where = chance.choice(
            [
                "Geneva",
                "Washington, DC",
                "Washington, D.C.",
                "Paris",
                "New York",
                "London",
                "Brussels",
                "Geneva, Switzerland",
                "Vienna",
                "Rome",
                "Bishkek",
                "Astana",
                "Cambridge, MA",
            ]
        )
        title = (
            chance.choice(facts.REPORTS_EN).format(
                chance.choice([*(c.removeprefix("the ") for c in facts.COUNTRIES_EN), str(chance.randrange(1999, 2025))])
            )
            if chance.random() < 0.5
            else chance.choice(self.titles_en)
        )
        series = chance.random() < 0.35
        return Work(
            kind="report",
            language="en",
            source="composed",
            authors=[Person(literal=body)] if organisation else self._people_en(chance, 4),
            title=title,
            genre=chance.choice(facts.GENRES_EN) if series else "",
            number=chance.choice(
                [
                    f"No. {chance.randrange(1, 9000)}",
                    f"{chance.randrange(1, 9000)}",
                    f"{chance.choice(['TR', 'CS', 'ANL'])}-{chance.randrange(10, 99)}-{chance.randrange(1, 200)}",
                    f"no. {chance.randrange(1, 500)}",
                ]
            )
            if series
            else "",
            publisher=(body if chance.random() < 0.15 else self._org_en(chance)) if not organisation or chance.random() < 0.4 else "",
            place=where if chance.random() < 0.5 else "",
            url=self._url_en(chance, chance.choice(facts.SITES_EN)[1]) if chance.random() < 0.5 else "",
            date=self._recent(chance) if chance.random() < 0.3 else Day(chance.randrange(1985, 2026)),
        )

    def _en_newspaper(self, chance: random.Random) -> Work:
        return Work(
            kind="newspaper",
            language="en",
            source="composed",
            authors=self._people_en(chance, 2) if chance.random() < 0.8 else [],
            title=chance.choice(self.titles_en),
            container=chance.choice(facts.NEWSPAPERS_EN),
            date=Day(chance.randrange(1930, 2026), chance.randrange(1, 13), chance.randrange(1, 29)),
            pages=chance.choice(["A1", "B4", "12", "3-5", "C2"]) if chance.random() < 0.25 else "",
            url=self._url_en(chance, chance.choice(facts.SITES_EN)[1]) if chance.random() < 0.5 else "",
        )

    def _en_preprint(self, chance: random.Random) -> Work:
        number = f"{chance.randrange(7, 25):02}{chance.randrange(1, 13):02}.{chance.randrange(1000, 20000):05}"
        container, label = chance.choice(
            [
                ("arXiv preprint", f"arXiv:{number}"),
                ("arXiv", number),
                ("bioRxiv", ""),
                ("arXiv preprint", f"arXiv:{number} [cs.CL]"),
                ("ArXiv e-prints", number),
                ("SSRN Electronic Journal", ""),
            ]
        )
        return Work(
            kind="preprint",
            language="en",
            source="composed",
            authors=self._people_en(chance),
            title=chance.choice(self.titles_en),
            container=container,
            number=label,
            date=Day(chance.randrange(2007, 2026)),
            url=f"https://arxiv.org/abs/{number}" if chance.random() < 0.3 else "",
        )

    def _en_encyclopedia(self, chance: random.Random) -> Work:
        online = chance.random() < 0.6
        title = " ".join(chance.choice(self.titles_en).split()[: chance.choice([1, 2, 3])]).strip(",:;")
        return Work(
            kind="encyclopedia",
            language="en",
            source="composed",
            title=title,
            authors=self._people_en(chance, 2) if not online else [],
            container=chance.choice(
                ["Wikipedia", "Wikipedia, The Free Encyclopedia", "Encyclopædia Britannica", "Stanford Encyclopedia of Philosophy"]
            )
            if online
            else chance.choice(
                [
                    "International Encyclopedia of the Social Sciences",
                    "Encyclopedia of Language and Linguistics",
                    "The Oxford Dictionary of Byzantium",
                    "Encyclopedia of Mathematics",
                ]
            ),
            url=f"https://en.wikipedia.org/wiki/{title.replace(' ', '_')}" if online else "",
            date=Day(chance.randrange(1970, 2025)),
            publisher="Elsevier" if not online and chance.random() < 0.5 else "",
            place="Oxford" if not online else "",
        )

    def _en_software(self, chance: random.Random) -> Work:
        name = chance.choice(
            [
                "R: A language and environment for statistical computing",
                "MATLAB",
                "PyTorch",
                "scikit-learn",
                "ATLAS.ti",
                "ImageJ",
                "IBM SPSS Statistics for Windows",
                "lme4: Linear mixed-effects models",
                "TensorFlow: Large-scale machine learning",
                "Gephi",
                "QGIS Geographic Information System",
                "Stata Statistical Software: Release 15",
            ]
        )
        return Work(
            kind="software",
            language="en",
            source="composed",
            authors=[Person(literal=self._org_en(chance))] if chance.random() < 0.6 else self._people_en(chance, 3),
            title=name,
            edition=chance.choice(["Version 2.1", "Version 25.0", "v1.4", "Version R2020a", ""]),
            medium=chance.choice(["Computer software", "Software", "Computer program"]),
            publisher=chance.choice(["R Foundation for Statistical Computing", "The MathWorks", "IBM Corp.", "GitHub", ""]),
            place=chance.choice(["Vienna, Austria", "Natick, MA", "Armonk, NY", ""]),
            date=Day(chance.randrange(1998, 2026)),
            url=self._url_en(chance, "github.com") if chance.random() < 0.6 else "",
        )

    def _en_dataset(self, chance: random.Random) -> Work:
        return Work(
            kind="dataset",
            language="en",
            source="composed",
            authors=[Person(literal=self._org_en(chance))] if chance.random() < 0.6 else self._people_en(chance, 3),
            title=chance.choice(self.titles_en) + chance.choice([" dataset", ": Data", ", 2000–2020", ""]),
            medium=chance.choice(["Data set", "Dataset", "Database"]),
            publisher=chance.choice(["Zenodo", "Harvard Dataverse", "figshare", "UCI Machine Learning Repository", "Dryad"]),
            date=Day(chance.randrange(2005, 2026)),
            doi=f"10.5281/zenodo.{chance.randrange(10**5, 10**7)}" if chance.random() < 0.6 else "",
        )

    def _en_legislation(self, chance: random.Random) -> Work:
        return Work(
            kind="legislation",
            language="en",
            source="composed",
            title=chance.choice(
                [
                    "Civil Rights Act of 1964",
                    "Directive 2009/28/EC of the European Parliament and of the Council",
                    "Regulation (EU) 2016/679",
                    "Immigration and Nationality Act",
                    "Convention on the Rights of the Child",
                    "Data Protection Act 1998",
                    "Clean Air Act",
                ]
            ),
            number=chance.choice(["Pub. L. No. 88-352", "OJ L 140", "8 U.S.C. § 1101", "1577 UNTS 3", ""]),
            genre=chance.choice(["78 Stat. 241", "", ""]),
            date=Day(chance.randrange(1950, 2024)),
            url=self._url_en(chance, "eur-lex.europa.eu") if chance.random() < 0.5 else "",
        )

    def _en_standard(self, chance: random.Random) -> Work:
        year = chance.randrange(1985, 2025)
        return Work(
            kind="standard",
            language="en",
            source="composed",
            number=chance.choice(
                [
                    f"ISO {chance.randrange(100, 60000)}:{year}",
                    f"ISO/IEC {chance.randrange(7000, 60000)}-{chance.randrange(1, 9)}:{year}",
                    f"IEEE Std {chance.randrange(100, 2000)}-{year}",
                    f"ASTM D{chance.randrange(10, 8000)}-{year % 100:02}",
                ]
            ),
            title=chance.choice(
                [
                    "Quality management systems – Requirements",
                    "Information technology – Vocabulary",
                    "Standard Test Method for Tensile Properties of Plastics",
                    "Information and documentation – Guidelines for bibliographic references",
                    "Software and systems engineering – Vocabulary",
                ]
            ),
            publisher=chance.choice(["International Organization for Standardization", "IEEE", "ASTM International", "ISO"]),
            place=chance.choice(["Geneva", ""]),
            date=Day(year),
        )

    def _en_patent(self, chance: random.Random) -> Work:
        return Work(
            kind="patent",
            language="en",
            source="composed",
            authors=self._people_en(chance, 3),
            title=chance.choice(["Method for ", "Apparatus for ", "System and method for "])
            + chance.choice(
                [
                    "wireless power transfer",
                    "processing image data",
                    "the treatment of hypertension",
                    "cooling electronic devices",
                    "semantic search",
                ]
            ),
            genre=chance.choice(["U.S. Patent", "US Patent", "European Patent", "U.S. Patent No."]),
            number=chance.choice(
                [
                    f"{chance.randrange(4, 11)},{chance.randrange(100, 999)},{chance.randrange(100, 999)}",
                    f"EP{chance.randrange(100000, 3000000)}B1",
                    f"US{chance.randrange(4000000, 11000000)}B2",
                ]
            ),
            publisher=chance.choice(["U.S. Patent and Trademark Office", "European Patent Office", ""]),
            date=Day(chance.randrange(1970, 2025), chance.randrange(1, 13), chance.randrange(1, 29)),
        )

    # -------------------------------------------------------- romanised

    def draw_romanised(self, chance: random.Random) -> Work:
        """Romanise a Russian work and give it an English title."""
        for _ in range(20):
            work = self.draw_russian(chance)
            if work.kind in ("article-journal", "book", "paper-conference", "chapter", "thesis", "webpage"):
                break
        scheme = chance.choice(["bgn", "bsi", "ala-lc", "gost-7.79b"]) if chance.random() < 0.0 else None

        def latin(text: str) -> str:
            return transliterate(text) if scheme is None else text

        out = replace(work, language="romanised", source="romanised")
        out.authors = [Person(latin(p.family), latin(p.given), latin(p.literal)) for p in work.authors]
        out.editors = [Person(latin(p.family), latin(p.given), latin(p.literal)) for p in work.editors]
        out.translators = out.compilers = []
        for name in ("title", "container", "publisher", "series", "issue", "volume"):
            setattr(out, name, latin(getattr(work, name)))
        out.place = {
            "М.": "Moscow",
            "Москва": "Moscow",
            "СПб.": "St. Petersburg",
            "Санкт-Петербург": "St. Petersburg",
            "Л.": "Leningrad",
        }.get(work.place, latin(work.place))
        if out.publisher:
            out.publisher += chance.choice([" Publ.", " Publ.", "", " Publ", " publ."])
        out.genre = (
            chance.choice(
                [
                    "Diss. kand. tekhn. nauk",
                    "Cand. sci. diss.",
                    "PhD thesis",
                    "Dr. philol. sci. diss.",
                    "Abstract of Cand. Sci. Dissertation",
                    "Avtoref. diss. kand. ekon. nauk",
                ]
            )
            if work.kind == "thesis"
            else ""
        )
        out.edition = ""
        if not out.translated_title:
            out.translated_title = chance.choice(self.titles_en)
        if not out.translated_container:
            out.translated_container = (
                chance.choice(
                    [
                        "Bulletin of the Tomsk State University",
                        "Sociological Studies",
                        "Problems of Philosophy",
                        "Russian Journal of Economics",
                        "Proceedings of the Academy of Sciences",
                        "Herald of Moscow University",
                        "Questions of History",
                        "Foreign Literature",
                    ]
                )
                if chance.random() < 0.5
                else chance.choice(self.containers_en)
            )
        if work.kind == "webpage":
            out.container = ""
        return out
