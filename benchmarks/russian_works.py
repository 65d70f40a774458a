"""Russian works made by rule, each in Cyrillic, romanised in ten schemes, and with an English face.

Names, journals and publishers are common ones; titles are put together from words with their translations.
Among the works are near-misses: the same authors in the same year and journal, and first and second parts.
"""

from __future__ import annotations

import random

import msgspec

from citekit.model import Date, Name, Record

SCHEMES = (
    "ALA_LC_ALT", "BGN_PCGN_ALT", "BS_2979_ALT", "GOST_779", "GOST_779_ALT", "ICAO_DOC_9303", "ISO_9_1968", "MVD_782", "SCIENTIFIC", "WIKIPEDIA",
)  # fmt: skip
SURNAMES = [
    "Иванов",
    "Щербаков",
    "Хохлов",
    "Рязанцев",
    "Юдин",
    "Ефимов",
    "Цыганков",
    "Чижов",
    "Жуков",
    "Шестаков",
    "Яковлев",
    "Гребенюк",
    "Малышева",
    "Кузнецова",
    "Соловьёв",
    "Ельцов",
    "Эйдельман",
    "Подъячев",
    "Крыжановский",
    "Филиппов",
    "Ахметов",
    "Зайцева",
    "Троицкий",
    "Воробьёва",
    "Лещёв",
    "Макаров",
    "Синицын",
    "Тимофеев",
    "Ушаков",
    "Фёдоров",
    "Харитонов",
    "Цветаева",
    "Чернышёв",
    "Шацкая",
    "Щукин",
    "Эткинд",
    "Юсупова",
    "Ярцев",
    "Бронников",
    "Суворова",
    "Денисенко",
    "Мукомель",
    "Ивахнюк",
    "Абашин",
    "Тюрюканова",
    "Зайончковская",
    "Вишневский",
    "Каменский",
    "Флоринская",
    "Полетаев",
]
INITIALS = "АБВГДЕЖИКЛМНОПРСТФЭЮЯ"
HEADS = (
    ("Методы анализа", "Methods of analysis of"), ("Проблемы развития", "Problems of development of"), ("Особенности регулирования", "Features of regulation of"),
    ("Современные тенденции", "Modern trends in"), ("Оценка эффективности", "Assessing the effectiveness of"), ("История изучения", "A history of the study of"),
    ("Моделирование", "Modelling"), ("Государственная поддержка", "State support for"), ("Социальные последствия", "Social consequences of"),
    ("Факторы устойчивости", "Factors of the stability of"), ("К вопросу о природе", "On the nature of"), ("Статистическое исследование", "A statistical study of"),
)  # fmt: skip
OBJECTS = (
    ("трудовой миграции", "labour migration"), ("региональной экономики", "the regional economy"), ("высшего образования", "higher education"),
    ("мягкой силы", "soft power"), ("городской среды", "the urban environment"), ("рынка жилья", "the housing market"), ("научной деятельности", "research"),
    ("цифровых платформ", "digital platforms"), ("семейных отношений", "family relations"), ("пенсионной системы", "the pension system"),
    ("внешней торговли", "foreign trade"), ("сельских поселений", "rural settlements"), ("молодёжной политики", "youth policy"), ("миграционных потоков", "migration flows"),
)  # fmt: skip
PLACES = (
    ("в странах Центральной Азии", "in the countries of Central Asia"), ("в современной России", "in modern Russia"), ("на примере Саратовской области", "the case of Saratov Region"),
    ("в условиях пандемии", "under the pandemic"), ("на Дальнем Востоке", "in the Far East"), ("в Евразийском экономическом союзе", "in the Eurasian Economic Union"),
    ("в крупнейших городах", "in the largest cities"), ("после распада СССР", "after the collapse of the USSR"), ("на Северном Кавказе", "in the North Caucasus"), ("в Сибири", "in Siberia"),
)  # fmt: skip
JOURNALS = (
    ("Вопросы экономики", "Voprosy Ekonomiki"), ("Социологические исследования", "Sociological Studies"), ("Управление", "Management"), ("Народонаселение", "Population"),
    ("Экономика региона", "Economy of Region"), ("Полис. Политические исследования", "Polis. Political Studies"), ("Мировая экономика и международные отношения", "World Economy and International Relations"),
    ("Вестник Московского университета. Серия 18. Социология и политология", "Moscow State University Bulletin. Series 18. Sociology and Political Science"),
    ("Этнографическое обозрение", "Ethnographic Review"), ("Демографическое обозрение", "Demographic Review"), ("Журнал исследований социальной политики", "The Journal of Social Policy Studies"),
    ("Известия Саратовского университета. Новая серия. Серия: Социология. Политология", "Izvestiya of Saratov University. Sociology. Politology"),
)  # fmt: skip
PUBLISHERS = (
    ("Наука", "Nauka Publ."),
    ("Юрайт", "Yurait"),
    ("Проспект", "Prospekt Publ."),
    ("Дашков и К", "Dashkov i K"),
    ("Логос", "Logos Publ."),
)


def romanised(text: str, scheme: str) -> str:
    """Return a text romanised by one of iuliia's schemes."""
    import iuliia

    return str(getattr(iuliia, scheme).translate(text))


def _people(names: tuple[Name, ...], scheme: str) -> tuple[Name, ...]:
    return tuple(Name(family=romanised(n.family, scheme), given=romanised(n.given, scheme)) for n in names)


def russian_works(count: int = 500, seed: int = 2026) -> tuple[list[Record], list[list[str]]]:
    """Return the records, shuffled, and the groups of their ids; a group is a Cyrillic record, ten romanised ones and an English one."""
    rng = random.Random(seed)
    records: list[Record] = []
    groups: list[list[str]] = []
    previous: Record | None = None
    triples = [(h, o, p) for h in HEADS for o in OBJECTS for p in PLACES]
    rng.shuffle(triples)
    for n in range(count):
        head, thing, place = triples[n]
        part = ("", "")
        names = tuple(
            Name(family=family, given=f"{rng.choice(INITIALS)}. {rng.choice(INITIALS)}.")
            for family in rng.sample(SURNAMES, rng.choice((1, 1, 2, 2, 3)))
        )
        year, volume, issue, first = rng.randint(2005, 2025), str(rng.randint(5, 60)), str(rng.randint(1, 6)), rng.randint(3, 240)
        journal = rng.choice(JOURNALS)
        if previous is not None and n % 7 == 0:  # the same authors, year and journal
            names, year = previous.author, previous.year
            journal = next((j for j in JOURNALS if j[0] == previous.container_title), journal)
            volume, first = previous.volume or volume, first + 250
        if n % 25 in (3, 4):  # two parts of one article
            part = (". Часть 1", ". Part 1") if n % 25 == 3 else (". Часть 2", ". Part 2")
            if n % 25 == 4 and previous is not None:
                head, thing, place = triples[n - 1]
                names, year, volume = previous.author, previous.year, previous.volume
                journal = next((j for j in JOURNALS if j[0] == previous.container_title), journal)
                issue = str(int(previous.issue or "1") % 6 + 1)
        title = f"{head[0]} {thing[0]} {place[0]}{part[0]}"
        english = f"{head[1]} {thing[1]} {place[1]}{part[1]}"
        is_book = n % 6 == 5 and not part[0]
        doi = f"10.55555/w{n:04}" if rng.random() < 0.5 and not is_book else ""
        publisher = rng.choice(PUBLISHERS)
        own = Record(
            id=f"w{n:04}-ru",
            type="book" if is_book else "article-journal",
            language="ru",
            author=names,
            title=title,
            container_title="" if is_book else journal[0],
            volume="" if is_book or n % 3 == 0 else volume,
            issue="" if is_book else issue,
            page="" if is_book else f"{first}–{first + 9}",
            number_of_pages=str(100 + rng.randint(0, 400)) if is_book else "",
            publisher=publisher[0] if is_book else "",
            publisher_place="М." if is_book else "",
            issued=Date.of(year),
            doi=doi,
        )
        common = {"publisher_place": "Moscow"} if is_book else {}
        group = [own]
        group.extend(
            msgspec.structs.replace(
                own,
                id=f"w{n:04}-{scheme.lower()}",
                language="",
                author=_people(names, scheme),
                title=romanised(title, scheme),
                container_title=romanised(own.container_title, scheme),
                publisher=romanised(own.publisher, scheme),
                page=own.page.replace("–", "-"),
                doi=doi if rng.random() < 0.5 else "",
                **common,
            )
            for scheme in SCHEMES
        )
        group.append(
            msgspec.structs.replace(
                own,
                id=f"w{n:04}-en",
                language="en",
                author=_people(names, rng.choice(SCHEMES)),
                title=english,
                container_title="" if is_book else journal[1],
                publisher=publisher[1] if is_book else "",
                doi=doi if rng.random() < 0.5 else "",
                **common,
            )
        )
        records.extend(group)
        groups.append([r.id for r in group])
        previous = own
    rng.shuffle(records)
    return records, groups
