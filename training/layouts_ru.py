"""Layouts of Russian and Ukrainian lists: GOST in all its dialects, comma style, and what people make of them.

In the templates ``~`` is the list's mark between areas and ``§`` its mark before the container.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.layout import Habits, Names

if TYPE_CHECKING:
    import random

__all__ = ["comma_style", "gost_2003", "gost_2008", "gost_2018", "plain_style", "russian_list", "ukrainian_list"]

# volume and issue in all the ways they are put
_FIGURES = [
    "<~{V} {volume}, {N} {issue}|~{V} {volume}|~{N} {issue}>",
    "<~{V} {volume}, {N} {issue}|~{V} {volume}|~{N} {issue}>",
    "<~{V} {volume}><~{N} {issue}>",
    "<~{V} {volume}><~{N} {issue}>",
    "<~{V}{volume}><~{N}{issue}>",
    "<~{V} {volume} ({issue})|~{V} {volume}|~{N} {issue}>",
    "<~{V} {volume}, {vyp} {issue}|~{V} {volume}|~{Vyp} {issue}>",
    "<~{N} {issue} ({volume})|~{N} {issue}|~{V} {volume}>",
    "<~{volume}({issue})|~{volume}|~{N} {issue}>",
]
_BEFORE_YEAR = [
    "~{year}{figures}",
    "~{year}{figures}",
    "~{year}{figures}",
    "~{year}{figures}",
    "{figures}~{year}",
    "<~{V} {volume}>~{year}<~{N} {issue}>",
]
_PAGES = ["<~{P} {pages}>", "<~{P} {pages}>", "<~{P} {pages}>", "<~{P}{pages}>", "<~{pages}>"]


def _journal(chance: random.Random) -> str:
    order = chance.choice(_BEFORE_YEAR).replace("{figures}", chance.choice(_FIGURES))
    text = order + chance.choice(_PAGES) + "<~{numbered}><~{note}>"
    if chance.random() < 0.12:
        text = text.replace("{year}", "{year} г.", 1)
    return text


def _imprint(chance: random.Random) -> str:
    colon = chance.choice([": ", ": ", " : ", " : ", ":", ", "])
    comma = chance.choice([", ", ", ", ", ", ". ", "~"])
    return f"<{{place}}{colon}{{publisher}}{comma}{{year}}|{{place}}, {{year}}|{{publisher}}{comma}{{year}}|{{year}}>"


def _heads(style: str) -> str:
    return {
        "all": "<{authors} >",
        "few": "<{few} >",
        "first": "<{first} >",
        "comma": "<{authors}, >",
        "dot": "<{authors}. >",
        "colon": "<{authors}: >",
    }[style]


def _templates(chance: random.Random, *, head: str, slash: str, area: str, container: str) -> dict[str, str]:
    journal, imprint = _journal(chance), _imprint(chance)
    heads = _heads(head)
    statement = "< / {statement}>" if slash == "all" else ""
    editors = (
        chance.choice(["< / {editors}>", "< / {editors}>", "<; {editors}>", "<. {editors}>", "< ({editors})>", ", {editors}"])
        if slash != "none"
        else chance.choice(["< / {editors}>", "<. {editors}>", "< ({editors})>", "<; {editors}>", "<, {editors}>"])
    )
    if editors.startswith(", "):
        editors = "<, {editors}>"
    others = (
        editors
        + chance.choice(["< ; {translators}>", "< / {translators}>", "<; {translators}>", "<. {translators}>"])
        + chance.choice(["< ; {compilers}>", "< / {compilers}>", "<. {compilers}>"])
    )
    kind = chance.choice(["< : {genre}>", "<: {genre}>", "<. {genre}>", "<: {genre}>"])
    med = chance.choice(["< {medium}>", "< {medium}>", "<. {medium}>", ""])
    title = "{title}"
    collected = chance.choice(
        ["{container}", "{container}", "{container}", "В кн.: {container}", "В сб.: {container}", "в кн. {container}", "В сб. {container}"]
    )
    event = chance.choice(
        [
            "<: {event} ({event_place}, {event_days})>",
            "<: {event}, {event_place}, {event_days}>",
            "<. {event_place}, {event_days}>",
            "< : {event}. {event_place}, {event_days}>",
            "",
        ]
    )
    series = chance.choice(["< ({series})>", "<~({series})>", "<. ({series})>", "< – ({series})>"])
    edition = "<~{edition}>" if chance.random() < 0.8 else "<, {edition}>"
    tail = "{tail}"
    isbn = "<~{isbn}>" if chance.random() < 0.5 else ""
    chance.choice(["§{container}<~{year}><~{N} {issue}>", "§{container}"])
    web = chance.choice(
        [
            "§{container}",
            "§{container}",
            "<~{container}>",
            "",
            "§{container}<~{date}>",
            "§{container}<~{year}>",
            "< – {container}>",
            "< | {container}>",
            "<. {container}><, {date}|, {year}>",
        ]
    )
    t = {
        "article-journal": f"{heads}{title}{med}{statement}§{{container}}{journal}<{tail}>",
        "article-magazine": f"{heads}{title}{med}{statement}§{{container}}{journal}<{tail}>",
        "book": f"{heads}{title}{med}{kind}{statement}{others}{edition}~{imprint}<~{{V}} {{volume}}><~{{P}} {{pages}}><~{{numbered}}>{series}{isbn}<~{{note}}><{tail}>",
        "collection": f"{title}{med}{kind}{others}{edition}~{imprint}<~{{V}} {{volume}}><~{{numbered}}>{series}{isbn}<{tail}>",
        "chapter": f"{heads}{title}{med}{statement}§{collected}{others}~{imprint}<~{{V}} {{volume}}><~{{P}} {{pages}}><{tail}>",
        "paper-conference": f"{heads}{title}{med}{statement}§{collected}{event}{editors}~{imprint}<~{{V}} {{volume}}><~{{N}} {{issue}}><~{{P}} {{pages}}><{tail}>",
        "thesis": f"{heads}{title}{med}"
        + chance.choice(
            [
                "<: {genre}: {number}>",
                "<: {genre}>",
                "<: {genre}: {number}>",
                "<. {genre}>",
                "<: {genre}. {number}>",
                "<: {genre} ({number})>",
                "<. {genre}: {number}>",
                "< : {genre} : {number}>",
                "<. – {genre}>",
            ]
        )
        + statement
        + chance.choice(
            [
                "<~{place}<: {publisher}>, {year}|~{year}>",
                "<~{place}, {year}|~{year}>",
                "<~{publisher}, {place}, {year}|~{place}, {year}|~{year}>",
                "<~{place}. {year}|~{year}>",
            ]
        )
        + f"<~{{numbered}}><{tail}>",
        "webpage": f"{heads}{title}{med}{web}<{tail}>",
        "post-weblog": f"{heads}{title}{med}{web}<{tail}>",
        "encyclopedia": f"<{{authors}} >{title}{med}§{{container}}<~{{place}}, {{year}}><~{{V}} {{volume}}><~{{P}} {{pages}}><{tail}>",
        "newspaper": f"{heads}{title}{med}§{{container}}"
        + chance.choice(
            [
                "~{year}~{dm}",
                "~{year}~{dm}",
                "~{date}",
                "~{year}<~{N} {issue}> ({dm})",
                "<~{N} {issue}>~{date}",
                "~{year}<~{N} {issue}>",
                "~{date}<~{N} {issue}>",
                "<~{N} {issue} от {date}>",
            ]
        )
        + f"<~{{P}} {{pages}}><{tail}>",
        "legislation": chance.choice(
            [
                "{title}: {genre} от {date} {number}",
                "{title} : {genre} от {date} {number}",
                "{genre} от {date} {number} {title.q}",
                "{genre} {title.q} от {date} {number}",
                "{genre} {number} {title.q} от {date}",
                "{title} [{genre} от {date} {number}]",
                "{title}: {genre}<: [принят Гос. Думой {note}]> от {date} {number}",
                "{genre} от {date} {number}. {title}",
                "{genre} {title.q} {number} от {date}",
            ]
        )
        + chance.choice(["< ({amended})>", "< [{amended}]>", "", "< : {amended}>"])
        + chance.choice(
            [
                "<§{container}<~{year}><~{N} {issue}><~{St} {article_no}><~{P} {pages}>>",
                "<§{container}<~{year}><~{N} {issue}><, {st} {article_no}>>",
                "<§{container}>",
                "",
            ]
        )
        + f"<{tail}>",
        "standard": chance.choice(
            [
                "{number}. {title}",
                "{number}. {title}",
                "{number} {title}",
                "{title}: {number}",
                "{number} {title.q}",
                "{number} – {title}",
                "{number}. {genre}. {title}",
            ]
        )
        + "<: {note}>" * (chance.random() < 0.4)
        + edition
        + f"<~{imprint}>"
        + f"<~{{numbered}}><{tail}>",
        "patent": chance.choice(
            [
                "{genre} {number} {publisher}, {ipc}. {title}< / {statement}><; заявитель и патентообладатель {responsibility}><~№ {application}><; {filed}>; опубл. {date}<, {Bul} {issue}>",
                "{genre} № {number} {publisher}, {ipc}. {title} / {authors}<; {filed}>; опубл. {date}<, {Bul} {issue}>",
                "<{authors} >{title}. {genre} {number} {publisher}, {year}",
                "<{authors} >{title}: {genre} {number} от {date}",
                "<{authors} >{title} // {genre} № {number}. {year}<. {Bul} {issue}>",
                "{genre} {number} {publisher}. {title} / {statement}. {date}",
            ]
        )
        + f"<~{{numbered}}><{tail}>",
        "software": chance.choice(
            [
                "{genre} № {number}. {title} / {statement}<; правообладатель {responsibility}><~{filed}>~{date}",
                "<{authors} >{title}: {genre} № {number} от {date}",
                "<{authors} >{title} // {genre} № {number}. {year}",
                "{genre} {number}. {title}: {date} / {authors}",
                "{title}. {genre} № {number}",
                "<{authors} >{title}{med}<~{place}: {publisher}><, {year}>",
            ]
        )
        + f"<{tail}>",
        "report": f"{heads}{title}{med}<: {{genre}}>{statement}"
        + chance.choice(["< / {responsibility}>", ""])
        + f"{others}~{imprint}<~{{numbered}}><~{{number}}><{tail}>",
        "archive": chance.choice(
            [
                "{publisher}. {note}",
                "{title}~{publisher}. {note}",
                "<{authors} >{title} // {publisher}. {note}",
                "{title} // {publisher}. {note}",
                "{publisher}. {note}. {title}",
            ]
        ),
        "manuscript": f"<{{authors}} >{title}{med}<§{{container}}><~{{year}}><~{{note}}>",
        "preprint": f"{heads}{title}{med}§{{container}}<~{{year}}><~{{number}}><~{{numbered}}><{tail}>",
        "site": "{title}<: {genre}>{med}<~{publisher}><, {year}><{tail}>".replace("{med}", med),
    }
    return {kind: template.replace("~", area).replace("§", container).replace("{med}", med) for kind, template in t.items()}


_AREAS = [". – ", ". – ", ". – ", ". – ", ". ", ". ", ". ", ". ", " – ", ". - ", ". — ", ". -", " - ", ".– "]
_CONTAINERS = [" // ", " // ", " // ", " // ", " // ", " // ", " // ", " // ", "// ", " //", ". // ", ". ", ". ", " / ", ". – "]
_MEDIA = [
    "",
    "",
    "",
    "[Электронный ресурс]",
    "[Электронный ресурс]",
    "[Электронный ресурс]",
    "[Текст]",
    "[электронный ресурс]",
    "[Электрон. ресурс]",
]
_ORDERS = ["fi", "fi", "fi", "fi", "f,i", "f,i", "if"]


def _tail(chance: random.Random) -> tuple[str, ...]:
    return chance.choice(
        [
            ("doi",),
            ("doi", "url"),
            ("url",),
            ("url", "doi"),
            ("doi", "edn"),
            ("edn", "doi"),
            ("edn",),
            ("doi", "edn", "url"),
            ("url",),
            ("doi", "url"),
            ("url", "doi"),
            ("issn", "doi", "url"),
        ]
    )


def _habits(
    chance: random.Random, name: str, templates: dict[str, str], *, area: str, names: Names, statement: Names, medium: str = ""
) -> Habits:
    small = chance.random() < 0.15
    return Habits(
        name=name,
        templates=templates,
        names=names,
        statement=statement,
        quotes=chance.choice(["«»", "«»", "“”", '""', "«»"]),
        dash=area.strip(" ."),
        terms={
            "volume:ru": chance.choice(["Т.", "Т.", "Т.", "т.", "Том", "том", "Vol."]) if not small else "т.",
            "issue:ru": chance.choice(["№", "№", "№", "№", "№", "№", "№", "N", "No", "Вып.", "No.", "Nº", "вып."]),
            "page:ru": chance.choice(["С.", "С.", "С.", "С.", "с.", "стр.", "Стр.", "C."]) if not small else "с.",
            "numpages:ru": chance.choice(["с.", "с.", "с.", "с.", "с.", "стр.", "c."]),
            "volume:uk": chance.choice(["Т.", "т.", "Том"]),
            "issue:uk": chance.choice(["№", "№", "Вип.", "вип."]),
            "page:uk": chance.choice(["С.", "С.", "с."]),
            "volume:en": chance.choice(["Vol.", "Vol.", "V.", "vol.", "Т.", "v."]),
            "issue:en": chance.choice(["No.", "No", "N", "Iss.", "no.", "№", "Issue", "№", "is."]),
            "page:en": chance.choice(["P.", "P.", "Pp.", "pp.", "p.", "С.", "PP."]),
            "numpages:en": chance.choice(["p.", "p.", "pp.", "с."]),
            "colon": chance.choice([": ", ": ", " : ", ". ", ": "]),
        },
        tail=_tail(chance),
        tail_sep=area if chance.random() < 0.7 else chance.choice([". ", ", ", " ", ". – ", " - ", " – "]),
        doi_form=chance.choice(
            [
                "DOI: {}",
                "DOI: {}",
                "DOI {}",
                "doi: {}",
                "DOI:{}",
                "https://doi.org/{}",
                "doi:{}",
                "doi.org/{}",
                "DOI: https://doi.org/{}",
                "http://dx.doi.org/{}",
            ]
        ),
        url_form=chance.choice(
            [
                "URL: {}",
                "URL: {}",
                "URL: {}",
                "URL: {}",
                "Режим доступа: {}",
                "Режим доступа: {}",
                "– URL: {}",
                "{}",
                "URL:{}",
                "Доступ: {}",
                "[URL: {}]",
                "(URL: {})",
                "Электрон. дан. URL: {}",
                "Ссылка: {}",
                "Источник: {}",
                "Доступно по: {}",
            ]
        ),
        edn_form=chance.choice(["EDN: {}", "EDN: {}", "EDN {}", "EDN {}.", "(EDN: {})"]),
        access_form=chance.choice(
            [
                "(дата обращения: {})",
                "(дата обращения: {})",
                "(дата обращения: {})",
                "(дата обращения {})",
                "(дата обращения: {} г.)",
                "(Дата обращения: {})",
                "[Дата обращения: {}]",
                ", дата обращения: {}",
                "– Дата обращения: {}",
                "(обращение {})",
                "(доступ {})",
                "(дата доступа: {})",
                "(accessed {})",
                ". Дата обращения: {}",
            ]
        ),
        day_form=chance.choice(["d.m.Y", "j M Y", "j M Y", "j Mг", "d.m.Y", "j M Y г", "j M"]).replace("j Mг", "j M Y г"),
        short_places=chance.random() < 0.65,
        short_journals=chance.random() < 0.15,
        slant=chance.random() < 0.2,
        end="." if chance.random() < 0.85 else "",
        medium=medium,
        page_dash=chance.choice(["–", "–", "-", "-", "—", " - ", " – "]),
        chance=chance,
    )


def _names(chance: random.Random, order: str, most: int) -> Names:
    full = chance.random() < 0.08
    return Names(
        order=order,
        given="full" if full else "initials",
        gap=chance.choice(["", "", " "]) if not full else " ",
        join=", " if chance.random() < 0.95 else "; ",
        last=", " if chance.random() < 0.95 else " и ",
        most=most,
        shown=chance.choice([1, 3, 3]) if most > 2 else 1,
        etal=chance.choice(["и др.", "и др.", "и др.", "[и др.]", "[и др.]", "et al.", "и соавт.", "et al", "", ""]),
        caps=chance.random() < 0.02,
        tight=not full and chance.random() < 0.1,
    )


def _statement_names(chance: random.Random, gap: str) -> Names:
    most = chance.choice([4, 20, 20])
    full = chance.random() < 0.1
    return Names(
        order="if" if chance.random() < 0.85 else "fi",
        gap=" " if full else gap,
        given="full" if full else "initials",
        most=most,
        shown=chance.choice([1, 3]),
        tight=gap == "" and not full and chance.random() < 0.3,
        etal=chance.choice(["[и др.]", "[и др.]", "и др.", "", "[at al.]"]),
    )


def gost_2008(chance: random.Random) -> Habits:
    """GOST R 7.0.5-2008 as people write it: no statement of responsibility, the names in front."""
    area, container = chance.choice(_AREAS), chance.choice(_CONTAINERS)
    names = _names(chance, chance.choice(_ORDERS), chance.choice([2, 3, 3, 3, 4, 6, 20, 20, 20]))
    medium = chance.choice(_MEDIA)
    head = "all" if names.order != "if" or chance.random() < 0.3 else chance.choice(["dot", "dot", "comma", "colon"])
    templates = _templates(chance, head=head, slash="none", area=area, container=container)
    return _habits(chance, "gost-2008", templates, area=area, names=names, statement=_statement_names(chance, names.gap), medium=medium)


def gost_2003(chance: random.Random) -> Habits:
    """GOST 7.1-2003: a heading, [Текст], the statement of responsibility after a slash."""
    area = chance.choice([". – ", ". – ", ". — ", ". - "])
    order = chance.choice(["f,i", "f,i", "fi"])
    names = _names(chance, order, 3)
    templates = _templates(chance, head=chance.choice(["few", "first", "first"]), slash="all", area=area, container=" // ")
    medium = chance.choice(["[Текст]", "", "", "[Электронный ресурс]", "[Текст]"])
    return _habits(
        chance,
        "gost-2003",
        templates,
        area=area,
        names=names,
        statement=_statement_names(chance, chance.choice([" ", " ", ""])),
        medium=medium,
    )


def gost_2018(chance: random.Random) -> Habits:
    """GOST R 7.0.100-2018: «Текст : электронный» before « // » or at the end."""
    area = chance.choice([". – ", ". – ", ". — "])
    names = _names(chance, "f,i", 3)
    names.given, names.gap, names.caps = chance.choice(["initials", "initials", "full"]), " ", False
    templates = _templates(chance, head=chance.choice(["first", "few"]), slash="all", area=area, container=" // ")
    where = chance.random()
    templates["book"] = (
        templates["book"]
        .replace("< {medium}>", "")
        .replace("<. {medium}>", "")
        .replace("<{tail}>", f"<{area}{{medium}}>< // {{platform}}><{{tail}}>", 1)
    )
    for kind, template in templates.items():
        bare = template.replace("< {medium}>", "").replace("<. {medium}>", "")
        if kind == "book":
            continue
        if where < 0.6 and " // " in bare:
            bare = bare.replace(" // ", f"<{area}{{medium}}> // ", 1)
        elif "<{tail}>" in bare:
            bare = bare.replace("<{tail}>", f"<{area}{{medium}}>< // {{platform}}><{{tail}}>", 1)
        templates[kind] = bare
    medium = chance.choice(
        ["Текст : электронный", "Текст : электронный", "Текст : непосредственный", "Текст: электронный", "Текст (визуальный) : электронный"]
    )
    habits = _habits(chance, "gost-2018", templates, area=area, names=names, statement=_statement_names(chance, " "), medium=medium)
    habits.tail_sep = area
    habits.terms["colon"] = " : "
    return habits


def comma_style(chance: random.Random) -> Habits:
    """Comma style of engineering journals: «*Журнал*, 2015, т. 3, № 4, с. 5–10»."""
    names = _names(chance, chance.choice(["fi", "fi", "if", "f,i"]), chance.choice([3, 20]))
    templates = _templates(
        chance,
        head="all" if names.order != "if" else chance.choice(["comma", "dot"]),
        slash="none",
        area=", ",
        container=chance.choice([". ", ". ", " // ", ", "]),
    )
    for kind in ("article-journal", "chapter", "paper-conference"):
        templates[kind] = templates[kind].replace("{container}", "{container.i}")
    if chance.random() < 0.4:
        templates["book"] = templates["book"].replace("{title}", "{title.i}")
    habits = _habits(chance, "comma", templates, area=", ", names=names, statement=_statement_names(chance, names.gap))
    habits.terms |= {
        "volume:ru": "т.",
        "page:ru": "с.",
        "volume:en": "vol.",
        "page:en": "pp.",
        "issue:en": "no.",
        "issue:ru": chance.choice(["№", "№", "вып."]),
    }
    habits.slant = chance.random() < 0.5
    return habits


def plain_style(chance: random.Random) -> Habits:
    """Author-date and medical ways in Russian: «Иванов И.И. (2019). Название. Журнал, 3(2), 5–10»."""
    shape = chance.randrange(4)
    names = _names(chance, chance.choice(["fi", "f,i", "fi"]), chance.choice([3, 6, 20]))
    names.given, names.gap = "initials", chance.choice(["", " "])
    year = chance.choice([" ({year_letter}). ", " ({year_letter}) ", " {year_letter}. ", ", {year_letter}. "])
    slash = chance.choice([" // ", ". ", ". ", ". "])
    if shape == 0:
        body = {
            "article-journal": "{authors}"
            + year
            + "{title}"
            + slash
            + "{container.i}<, {volume}({issue})|, {volume}|, {N} {issue}>"
            + chance.choice(["<, {pages}>", "<, {P} {pages}>", "<: {pages}>"])
            + "<{tail}>",
            "book": "<{authors}"
            + year
            + "{title.i}<: {genre}>|{title.i}<: {genre}>"
            + year
            + "><. {edition}>. {place}: {publisher}<. {numbered}><{tail}>",
            "chapter": "{authors}"
            + year
            + "{title}. "
            + chance.choice(["В ", "В кн.: ", "В: "])
            + "<{editors_after}, >{container.i}< ({P} {pages})|, {P} {pages}>. {place}: {publisher}<{tail}>",
            "webpage": "<{authors}" + year + "{title}|{title}" + year + "><. {container}><{tail}>",
            "report": "<{authors}" + year + "{title}|{title}" + year + ">. {publisher}<{tail}>",
            "newspaper": "<{authors}" + chance.choice([" ({year}, {month}). ", year]) + "{title}>. {container.i}<, {P} {pages}><{tail}>",
        }
        body["paper-conference"] = body["chapter"]
    else:
        sep = chance.choice([". ", "; "])
        figures = chance.choice(
            [
                "{year}; {volume} ({issue}): {pages}",
                "{year};{volume}({issue}):{pages}",
                "{year}. {V} {volume}, {N} {issue}. {P} {pages}",
                "{year}, {volume}({issue}):{pages}",
                "{year}; {N} {issue}: {pages}",
            ]
        )
        body = {
            "article-journal": "<{authors}. >{title}"
            + slash
            + "{container}. <"
            + figures
            + "|{year}; {V} {volume}: {pages}|{year}; {N} {issue}: {pages}|{year}<: {pages}>><{tail}>",
            "book": "<{authors}. >{title}<: {genre}><. {editors}><. {edition}>. {place}: {publisher}"
            + sep
            + "{year}<. {numbered}|: {numbered}><{tail}>",
            "chapter": "<{authors}. >{title}. "
            + chance.choice(["В кн.: ", "В: ", "В сб.: "])
            + "{container}< / {editors}>. {place}: {publisher}"
            + sep
            + "{year}<: {pages}|. {P} {pages}><{tail}>",
            "thesis": "<{authors}. >{title}: {genre}<. {place}>, {year}<. {numbered}><{tail}>",
            "webpage": "<{authors}. >{title}. <{container}. ><{tail}>",
        }
        body["paper-conference"] = body["chapter"]
    return _habits(chance, "plain", body, area=". ", names=names, statement=_statement_names(chance, names.gap))


def ukrainian_list(chance: random.Random) -> Habits:
    """Choose a Ukrainian list's layout: the Russian ones with Ukrainian words."""
    habits = chance.choices([gost_2008, gost_2003, plain_style], [50, 35, 15])[0](chance)
    habits.url_form = chance.choice(
        [
            "URL: {}",
            "URL: {}",
            "Режим доступу: {}",
            "Режим доступу: {}",
            "Режим доступу до ресурсу: {}",
            "Режим доступу до матеріалів: {}",
            "Доступно з: {}",
            "{}",
        ]
    )
    habits.access_form = chance.choice(
        [
            "(дата звернення: {})",
            "(дата звернення: {})",
            "(дата звернення {})",
            "– Дата звернення: {}",
            "(Дата звернення: {})",
            "(дата обращения: {})",
        ]
    )
    habits.names.etal = chance.choice(["та ін.", "та ін.", "[та ін.]", "і ін.", ""])
    if habits.medium:
        habits.medium = chance.choice(["[Електронний ресурс]", "[Електронний ресурс]", "[Текст]"])
    return habits


def russian_list(chance: random.Random) -> Habits:
    """Choose a Russian list's layout."""
    make = chance.choices([gost_2008, gost_2003, gost_2018, comma_style, plain_style], [52, 16, 13, 8, 11])[0]
    return make(chance)
