"""Layouts of English lists: author-date, notes, numbered; and the romanised «References» of Russian journals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.layout import Habits, Names

if TYPE_CHECKING:
    import random

__all__ = ["english_list", "romanised_list"]


def _habits(chance: random.Random, name: str, templates: dict[str, str], names: Names, **more: object) -> Habits:
    defaults: dict[str, object] = {
        "statement": Names(order="if", gap=" ", join=", ", last=chance.choice([" & ", " and ", ", and "])),
        "quotes": chance.choice(["“”", "“”", '""', "‘’"]),
        "doi_form": chance.choice(
            [
                "https://doi.org/{}",
                "https://doi.org/{}",
                "doi:{}",
                "doi: {}",
                "DOI: {}",
                "http://dx.doi.org/{}",
                "https://dx.doi.org/{}",
                "doi.org/{}",
            ]
        ),
        "url_form": chance.choice(
            [
                "{}",
                "{}",
                "Retrieved from {}",
                "Available at: {}",
                "URL: {}",
                "Available from: {}",
                "Available: {}",
                "[Online]. Available: {}",
                "<{}>",
                "Available online: {}",
                "Retrieved from: {}",
            ]
        ),
        "access_form": chance.choice(
            [
                "(accessed {})",
                "Accessed {}",
                "[Accessed {}]",
                "(accessed on {})",
                "[cited {}]",
                "(Accessed: {})",
                "Accessed: {}",
                "(last accessed {})",
                "(Retrieved {})",
            ]
        ),
        "day_form": chance.choice(["j M Y", "M j, Y", "M j, Y", "j B Y", "Y-m-d", "d.m.Y", "B j, Y", "d/m/Y"]),
        "tail": chance.choice([("doi", "url"), ("doi",), ("url", "doi"), ("doi", "url"), ()]),
        "tail_sep": chance.choice([". ", ". ", " ", ", "]),
        "terms": {
            "in-russian": chance.choice(["In Russian", "In Russ.", "in Russian", "in Russ.", "Rus."]),
            "numpages:en": chance.choice(["p.", "pp.", "p"]),
            "colon": chance.choice([": ", ": ", ". ", ": "]),
        },
        "short_places": False,
        "american": chance.random() < 0.65,
        "role_form": chance.choice([" ({})", " ({})", ", {}", " {}"]),
        "slant": chance.random() < 0.45,
        "end": "." if chance.random() < 0.85 else "",
        "page_dash": chance.choice(["–", "–", "-", "-", "—"]),
        "chance": chance,
    }
    return Habits(name=name, templates=templates, names=names, **(defaults | more))  # type: ignore[arg-type]


def apa(chance: random.Random) -> Habits:
    """APA 6 and 7 and their neighbours."""
    issue = chance.choice(
        [
            "<, {volume.i}({issue})|, {volume.i}|, ({issue})>",
            "<, {volume.i}({issue})|, {volume.i}|({issue})>",
            "<, {volume} ({issue})|, {volume}|, {N} {issue}>",
        ]
    )
    year = chance.choice([" ({year_letter}). ", " ({year_letter}). ", " ({year_letter}) ", ". ({year_letter}). "])
    full = chance.choice([" ({year}, {month}). ", " ({year}, {month}). ", " ({year}). "])
    place = chance.choice(["{publisher}", "<{place}: {publisher}|{publisher}>"])
    bracket = chance.choice(["< [{genre}]>", "< ({genre})>"])
    t = {
        "article-journal": f"{{authors}}{year}{{title}}. {{container.i}}{issue}<, {{page_or_number}}><{{tail}}>",
        "magazine": f"{{authors}}{full}{{title}}. {{container.i}}{issue}<, {{pages}}><{{tail}}>",
        "newspaper": f"<{{authors}}{full}{{title}}|{{title}}{full}>. {{container.i}}<, {{pages}}><{{tail}}>",
        "book": f"<{{authors}}{year}{{title.i}}|{{editors_after}}{year}{{title.i}}|{{title.i}}{year}>< ({{edition}})>. {place}<{{tail}}>",
        "chapter": f"{{authors}}{year}{{title}}. In <{{editors_after}}, >{{container.i}}< (pp. {{pages}})>. {place}<{{tail}}>".replace(
            "pp. {pages}", "{P} {pages}"
        ),
        "paper-conference": chance.choice(
            [
                f"{{authors}}{year}{{title}}. In {{container.i}}< ({{P}} {{pages}})><. {{publisher}}><{{tail}}>",
                f"{{authors}}{full}{{title.i}}< [{{genre}}]>. {{event}}<, {{event_place}}><{{tail}}>",
            ]
        ),
        "thesis": f"{{authors}}{year}{{title.i}}"
        + chance.choice(
            [" [{genre}, {publisher}]", " ({genre}). {publisher}<, {place}>", " [{genre}]. {publisher}", " ({genre}, {publisher})"]
        )
        + "<{tail}>",
        "webpage": f"<{{authors}}{full}{{title.i}}|{{authors}}{year}{{title.i}}|{{title}}{year}|{{title}}><. {{container}}><{{tail}}>",
        "report": f"<{{authors}}{full}{{title.i}}|{{authors}}{year}{{title.i}}|{{title.i}}{year}>< ({{genre}} {{number}})|{bracket}><. {{publisher}}><{{tail}}>",
        "dataset": f"<{{authors}}{year}{{title.i}}>< ({{edition}})> [{{medium}}]<. {{publisher}}><{{tail}}>",
        "software": f"<{{authors}}{year}{{title.i}}>< ({{edition}})> [{{medium}}]<. {{publisher}}><{{tail}}>",
        "preprint": f"{{authors}}{year}{{title.i}}. {{container}}<, {{number}}><{{tail}}>",
        "encyclopedia": f"<{{authors}}{year}{{title}}|{{title}}{year}>. In <{{editors_after}}, >{{container.i}}<. {{publisher}}><{{tail}}>",
        "legislation": "{title}< {number}>, {genre}< ({year})|, {year}><{tail}>",
        "standard": f"<{{publisher}}{year}>{{title.i}} ({{number}})<{{tail}}>",
        "patent": f"{{authors}}{year}{{title.i}} ({{genre}} {{number}})<. {{publisher}}><{{tail}}>",
    }
    if chance.random() < 0.45:
        # the site is slanted as a journal would be, and the page is not
        t["webpage"] = f"<{{authors}}{full}{{title}}|{{authors}}{year}{{title}}|{{title}}{year}|{{title}}><. {{container.i}}><{{tail}}>"
    t["post-weblog"] = t["webpage"]
    t["article-magazine"] = t["magazine"]
    t["collection"] = t["book"]
    names = Names(
        order="f,i",
        gap=chance.choice([" ", " ", " ", ""]),
        join=", ",
        last=chance.choice([", & ", ", & ", " & ", ", and ", " and "]),
        most=chance.choice([6, 7, 20, 20, 3]),
        shown=chance.choice([1, 3, 6]),
        etal="et al.",
        given="initials" if chance.random() < 0.93 else "full",
    )
    return _habits(
        chance, "apa", t, names, access_form=chance.choice(["(accessed {})", "Retrieved {}", "Accessed {}", "(Accessed {})"]), tail_sep=". "
    )


def harvard(chance: random.Random) -> Habits:
    """Harvard and publishers' author-date ways."""
    year = chance.choice(
        [
            " ({year_letter}). ",
            " ({year_letter}) ",
            ", {year_letter}. ",
            " {year_letter}. ",
            " ({year_letter}), ",
            ". {year_letter}. ",
            " {year_letter}, ",
        ]
    )
    sep = ", " if year.endswith(("), ", ", ")) else ". "
    title = chance.choice(["{title}", "{title}", "{title.q}", "{title.q}"])
    figures = chance.choice(
        [
            "<, {V} {volume}, {N} {issue}|, {V} {volume}|, {N} {issue}>",
            "< {volume}({issue})|, {volume}|, {N} {issue}>",
            "<, {volume} ({issue})|, {volume}|, ({issue})>",
            "<. {V} {volume}. {N} {issue}|. {V} {volume}|. {N} {issue}>",
            "< {volume}, {N} {issue}| {volume}|, {N} {issue}>",
            "<; {volume}: {issue}| {volume}>",
        ]
    )
    pages = chance.choice(["<, {P} {page_or_number}>", "<: {page_or_number}>", "<, {page_or_number}>", "<. {P} {page_or_number}>"])
    imprint = chance.choice(["{place}: {publisher}", "{publisher}, {place}", "{place}: {publisher}", "{publisher}: {place}"])
    imprint = f"<{imprint}|{{publisher}}>"
    inn = chance.choice(["in ", "In ", "In: ", "in: "])
    t = {
        "article-journal": f"{{authors}}{year}{title}{sep}{{container.i}}{figures}{pages}<{{tail}}>",
        "book": f"<{{authors}}{year}|{{editors_after}}{year}|>{{title.i}}<{sep}{{edition}}>{sep}{imprint}<{sep}{{numbered}}><{{tail}}>",
        "chapter": f"{{authors}}{year}{title}{sep}{inn}<{{editors_after}}{sep}>{{container.i}}{sep}{imprint}{pages}<{{tail}}>",
        "paper-conference": f"{{authors}}{year}{title}{sep}{inn}{{container.i}}<, {{event_place}}>< {{publisher}}>{pages}<{{tail}}>",
        "thesis": f"{{authors}}{year}{{title.i}}{sep}{{genre}}<{sep}{{publisher}}><, {{place}}><{{tail}}>",
        "webpage": f"<{{authors}}{year}{{title.i}}|{{title}}{year}|{{title}}><{sep}{{container}}><{{tail}}>",
        "report": f"<{{authors}}{year}{{title.i}}|{{title.i}}{year}><{sep}{{genre}}< {{number}}>><{sep}{imprint}><{{tail}}>",
        "newspaper": f"<{{authors}}{year}{title}|{{title}}{year}>{sep}{{container.i}}<, {{month}}><, {{P}} {{pages}}><{{tail}}>",
        "encyclopedia": f"<{{authors}}{year}{title}|{{title}}{year}>{sep}{inn}{{container.i}}<{sep}{imprint}><{{tail}}>",
        "preprint": f"{{authors}}{year}{title}{sep}{{container}}<, {{number}}><{{tail}}>",
        "legislation": "{title}<, {number}>< ({year})><, {genre}><{tail}>",
    }
    t["post-weblog"] = t["webpage"]
    t["article-magazine"] = t["newspaper"]
    t["collection"] = t["book"]
    names = Names(
        order=chance.choice(["f,i", "f,i", "fi", "if"]),
        rest=chance.choice(["", "", "if"]),
        gap=chance.choice([" ", ""]),
        given=chance.choice(["initials", "initials", "bare", "full"]),
        join=", ",
        last=chance.choice([" and ", ", and ", " & ", ", "]),
        most=chance.choice([3, 6, 20]),
        shown=chance.choice([1, 3]),
        etal="et al.",
    )
    return _habits(
        chance,
        "harvard",
        t,
        names,
        terms={
            "volume:en": chance.choice(["vol.", "Vol."]),
            "issue:en": chance.choice(["no.", "No.", "issue", "Iss.", "Issue"]),
            "page:en": chance.choice(["pp.", "pp.", "p.", "Pp."]),
            "numpages:en": chance.choice(["p.", "pp."]),
        },
    )


def chicago(chance: random.Random) -> Habits:
    """Chicago notes-bibliography, its notes, and author-date; MLA."""
    flavour = chance.choice(["nb", "nb", "note", "ad", "mla"])
    if flavour == "mla":
        t = {
            "article-journal": "{authors}. {title.q}. {container.i}<, {V} {volume}><, {N} {issue}><, {year}><, {P} {pages}><{tail}>",
            "book": "<{authors}. >{title.i}<. {edition}><. {editors}>. <{publisher}><, {year}><{tail}>",
            "chapter": "{authors}. {title.q}. {container.i}<, {editors}>, {publisher}<, {year}><, {P} {pages}><{tail}>",
            "webpage": "<{authors}. >{title.q}<. {container.i}><, {publisher}><, {date}|, {year}><{tail}>",
            "newspaper": "<{authors}. >{title.q}. {container.i}<, {date}><, {P} {pages}><{tail}>",
            "thesis": "{authors}. {title.i}. {year}<. {publisher}>, {genre}<{tail}>",
            "report": "<{authors}. >{title.i}<. {publisher}><, {year}><{tail}>",
        }
    elif flavour == "ad":
        t = {
            "article-journal": "{authors}. {year_letter}. {title.q}. {container.i}< {volume} ({issue})| {volume}|, {N} {issue}><: {page_or_number}><{tail}>",
            "book": "<{authors}. {year_letter}. |{editors_after}. {year_letter}. >{title.i}<. {edition}>. <{place}: {publisher}|{publisher}><{tail}>",
            "chapter": "{authors}. {year_letter}. {title.q}. In {container.i}<, {editors}><, {pages}>. <{place}: {publisher}|{publisher}><{tail}>",
            "webpage": "<{authors}. {year_letter}. >{title.q}<. {container}><. {month}><{tail}>",
            "newspaper": "<{authors}. {year_letter}. >{title.q}. {container.i}<, {month}><{tail}>",
            "thesis": "{authors}. {year_letter}. {title.q}. {genre}, {publisher}<{tail}>",
            "report": "<{authors}. {year_letter}. >{title.i}<. {genre}< {number}>><. <{place}: {publisher}|{publisher}>><{tail}>",
        }
    else:
        s = ". " if flavour == "nb" else ", "
        inn = "In " if flavour == "nb" else "in "
        imprint = "<{place}: {publisher}|{publisher}>, {year}" if flavour == "nb" else "(<{place}: {publisher}|{publisher}>, {year})"
        pre = ". " if flavour == "nb" else " "
        t = {
            "article-journal": f"{{authors}}{s}{{title.q}}{s}{{container.i}}< {{volume}}, {{N}} {{issue}}| {{volume}}|, {{N}} {{issue}}>< ({{year}})><: {{pages}}><{{tail}}>",
            "book": f"<{{authors}}{s}|{{editors_after}}{s}>{{title.i}}<{s}{{translators}}><{s}{{edition}}>{pre}{imprint}<, {{pages}}><{{tail}}>",
            "chapter": f"{{authors}}{s}{{title.q}}{s}{inn}{{container.i}}<, {{editors}}><, {{pages}}>{pre}{imprint}<{{tail}}>",
            "webpage": f"<{{authors}}{s}>{{title.q}}<{s}{{container}}><{s}{{publisher}}><{s}{{date}}|, {{year}}><{{tail}}>",
            "newspaper": f"<{{authors}}{s}>{{title.q}}{s}{{container.i}}<, {{date}}><{{tail}}>",
            "thesis": f"{{authors}}{s}{{title.q}}{s}{{genre}}, {{publisher}}, {{year}}<{{tail}}>"
            if flavour == "nb"
            else "{authors}, {title.q} ({genre}, {publisher}, {year})<{tail}>",
            "report": f"<{{authors}}{s}>{{title.i}}<{s}{{genre}}< {{number}}>>{pre}{imprint}<{{tail}}>",
            "legislation": "{title}<, {number}><, {genre}>< ({year})><{tail}>",
        }
    t["paper-conference"] = t["chapter"]
    t["post-weblog"] = t["webpage"]
    t["article-magazine"] = t["newspaper"]
    t["encyclopedia"] = t["webpage"]
    t["collection"] = t["book"]
    order = "if" if flavour == "note" else "f,i"
    names = Names(
        order=order,
        rest="if",
        given=chance.choice(["full", "full", "full", "initials"]),
        gap=" ",
        join=", ",
        last=", and " if flavour != "note" else " and ",
        most=chance.choice([3, 10]),
        shown=chance.choice([1, 3]),
        etal="et al.",
    )
    return _habits(
        chance,
        "chicago",
        t,
        names,
        quotes=chance.choice(["“”", '""', "“”", "«»"]),
        terms={"volume:en": "vol.", "issue:en": "no.", "page:en": "pp."},
        access_form=chance.choice(["Accessed {}", "accessed {}", "(accessed {})"]),
        day_form=chance.choice(["M j, Y", "j M Y"]),
        url_form=chance.choice(["{}", "{}", "Retrieved from {}", "Available at: {}"]),
        tail_sep=chance.choice([". ", ", ", ", "]),
    )


def anthropology(chance: random.Random) -> Habits:
    """American anthropologists' and archaeologists' lists: names in full, the year before the title without a stop.

    The author often stands on a line of its own above the dated works, so that an entry begins with its year.
    """
    year = chance.choice([" {year_letter} ", " {year_letter}  ", " {year_letter}. ", ". {year_letter} "])
    heads = f"<{{authors}}{year}|{{year_letter}} >"
    figures = chance.choice(
        [
            "< {volume}({issue})| {volume}><:{pages}>",
            "< {volume}({issue})| {volume}><: {pages}>",
            "<, {V} {volume}><, {N} {issue}><, {P} {pages}>",
        ]
    )
    imprint = chance.choice(["<{place}: {publisher}|{publisher}>", "<{publisher}, {place}|{publisher}>"])
    t = {
        "article-journal": f"{heads}{{title}}. {{container.i}}{figures}<{{tail}}>",
        "book": f"<{{authors}}{year}|{{editors_after}}{year}|{{year_letter}} >{{title.i}}<. {{edition}}>. {imprint}<{{tail}}>",
        "chapter": f"{heads}{{title}}. In {{container.i}}<, {{editors}}><, {{P}} {{pages}}|, {{pages}}>. {imprint}<{{tail}}>",
        "thesis": f"{heads}{{title}}. {{genre}}, {{publisher}}<, {{place}}><{{tail}}>",
        "webpage": f"{heads}{{title}}<. {{container}}><{{tail}}>",
        "report": f"{heads}{{title}}<. {{genre}}< {{number}}>>. {imprint}<{{tail}}>",
        "newspaper": f"{heads}{{title}}. {{container.i}}<, {{month}}><{{tail}}>",
    }
    t["paper-conference"] = t["chapter"]
    t["collection"] = t["book"]
    names = Names(
        order="f,i",
        rest="if",
        given=chance.choice(["full", "full", "initials"]),
        join=", ",
        last=chance.choice([" and ", ", and "]),
        most=20,
        shown=3,
        etal="et al.",
    )
    return _habits(
        chance,
        "anthropology",
        t,
        names,
        terms={"page:en": "pp.", "volume:en": "vol.", "issue:en": "no."},
        tail_sep=chance.choice([". ", ", "]),
    )


def vancouver(chance: random.Random) -> Habits:
    """Vancouver, NLM, AMA, BMJ."""
    figures = chance.choice(
        [
            "{year};{volume}({issue}):{page_or_number}",
            "{year};{volume}({issue}):{page_or_number}",
            "{year}; {volume}({issue}): {page_or_number}",
            "{year} {B}",
            "{year}; {volume} ({issue}): {page_or_number}",
            "{year}, {volume}({issue}):{page_or_number}",
            "{year}, {volume}({issue}):{page_or_number}",
        ]
    ).replace(" {B}", ";{volume}({issue}):{page_or_number}")
    less = figures.replace("({issue})", "").replace(" ({issue})", "")
    article = f"<{figures}|{less}|{{year}};({{issue}}):{{page_or_number}}|{{year}}<:{{page_or_number}}>>"
    if chance.random() < 0.1:
        # the year behind the figures: «86:1506-15, 1999»
        article = "<{volume}({issue}):{page_or_number}|{volume}:{page_or_number}|({issue}):{page_or_number}><, {year}>"
    dot = chance.choice([". ", " "])
    colon = chance.choice([". ", ". ", ". ", ": "])
    t = {
        "article-journal": f"{{authors}}{colon}{{title}}. {{container.i}}{dot}{article}<{{tail}}>",
        "book": "<{authors}"
        + colon
        + "|{editors_after}"
        + colon
        + ">{title.i}<. {edition}>. <{place}: {publisher}|{publisher}>; {year}<. {numbered}><{tail}>",
        "chapter": f"{{authors}}{colon}{{title}}. In: <{{editors_after}}, |{{editors_after}}. >{{container.i}}<. {{edition}}>. <{{place}}: {{publisher}}|{{publisher}}>; {{year}}<. {{P}} {{pages}}|:{{pages}}><{{tail}}>",
        "paper-conference": f"{{authors}}{colon}{{title}}. In: {{container.i}}<; {{year}} {{event_days}}; {{event_place}}><. {{publisher}}>; {{year}}<. {{P}} {{pages}}><{{tail}}>",
        "thesis": f"{{authors}}{colon}{{title}} [{{genre}}]. <{{place}}: {{publisher}}|{{publisher}}>; {{year}}<{{tail}}>",
        "webpage": "<{authors}" + colon + ">{title}< [{medium}]><. {container}><. {publisher}><; {year}|. {date}><{tail}>",
        "report": "<{authors}" + colon + ">{title}<. {genre}< {number}>>. <{place}: {publisher}|{publisher}>; {year}<{tail}>",
        "preprint": f"{{authors}}{colon}{{title}}. {{container.i}}<. {{year}}><:{{number}}><{{tail}}>",
        "newspaper": "<{authors}" + colon + ">{title}. {container.i}<. {date}><{tail}>",
        "software": "<{authors}" + colon + ">{title}< [{medium}]><. {publisher}><; {year}><{tail}>",
    }
    t["dataset"] = t["software"]
    names = Names(
        order="fi",
        given="bare",
        join=", ",
        last=", ",
        most=chance.choice([3, 6, 6, 20]),
        shown=chance.choice([3, 6]),
        etal=chance.choice(["et al.", "et al", "et al."]),
    )
    return _habits(
        chance,
        "vancouver",
        t,
        names,
        short_journals=chance.random() < 0.8,
        cut_pages=chance.random() < 0.4,
        statement=Names(order="fi", given="bare"),
        terms={
            "page:en": chance.choice(["p.", "pp."]),
            "eds": chance.choice(["eds", "editors", "Eds."]),
            "ed": chance.choice(["ed", "editor", "Ed."]),
        },
        medium=chance.choice(["Internet", "Online", "Internet", ""]),
        url_form=chance.choice(["Available from: {}", "Available from: {}", "{}", "Available at: {}"]),
        access_form=chance.choice(["[cited {}]", "(accessed {})", "Accessed {}"]),
        day_form=chance.choice(["Y B j", "M j, Y", "j B Y"]),
    )


def numbered(chance: random.Random) -> Habits:
    """IEEE, ACS, Nature, Elsevier, Springer and the physicists."""
    flavour = chance.choice(["ieee", "ieee", "ieee", "acs", "nature", "elsevier", "springer", "aip", "mdpi", "plain", "acm"])
    names = Names(order="if", gap=" ", join=", ", last=" and ", most=chance.choice([6, 20]), shown=chance.choice([1, 3]), etal="et al.")
    book = "<{authors}, |{editors_after}, >{title.i}<, {edition}><. {place}: {publisher}|, {publisher}>, {year}<, {P} {pages}><{tail}>"
    web = "<{authors}, >{title.q}<, {container.i}><, {year}><{tail}>"
    report = "<{authors}, >{title.q}<, {publisher}><, {place}><, {genre}< {number}>><, {year}><{tail}>"
    more: dict[str, object] = {}
    match flavour:
        case "ieee":
            names.last = chance.choice([" and ", ", and "])
            t = {
                "article-journal": "{authors}, {title.q}, {container.i}<, {V} {volume}><, {N} {issue}><, {P} {page_or_number}><, {month}>"
                + chance.choice(["<, {year}>", "< {year}>", "<, {year}>"])
                + "<{tail}>",
                "paper-conference": "{authors}, {title.q}, "
                + chance.choice(["in ", "in ", "In: ", ""])
                + "{container.i}<, {event_place}><, {year}><, {P} {pages}><{tail}>",
                "chapter": "{authors}, {title.q}, in {container.i}<, {editors}><. {place}: {publisher}>, {year}<, {P} {pages}><{tail}>",
                "thesis": "{authors}, {title.q}, {genre}<, {publisher}><, {place}><, {year}><{tail}>",
                "standard": "{title.i}, {number}<, {year}><{tail}>",
                "patent": "{authors}, {title.q}, {genre} {number}<, {date}|, {year}><{tail}>",
            }
            more = {
                "terms": {"volume:en": "vol.", "issue:en": "no.", "page:en": "pp."},
                "tail_sep": ", " if chance.random() < 0.5 else ". ",
                "url_form": chance.choice(["[Online]. Available: {}", "Available: {}", "{}"]),
                "doi_form": chance.choice(["doi: {}", "doi: {}", "DOI: {}", "https://doi.org/{}"]),
                "quotes": chance.choice(["“”", '""', "“”"]),
            }
        case "acs":
            names.order, names.join, names.last = "f,i", "; ", "; "
            t = {
                "article-journal": "{authors} <{title}. >{container.i}< {year}><, {volume.i}< ({issue})>><, {page_or_number}><{tail}>",
                "book": "{authors} {title.i}<, {edition}>; {publisher}: {place}<, {year}><{tail}>",
                "chapter": "{authors} {title}. In {container.i}; <{editors_after}; >{publisher}: {place}<, {year}><; {P} {pages}><{tail}>",
                "thesis": "{authors} {title}. {genre}, {publisher}<, {place}><, {year}><{tail}>",
            }
            t["paper-conference"] = t["chapter"]
        case "nature":
            names.order, names.last = "f,i", " & "
            t = {
                "article-journal": "{authors} {title}. {container.i}< {volume}><, {page_or_number}>< ({year})><{tail}>",
                "book": "{authors} {title.i} ({publisher}, {year})<{tail}>",
                "chapter": "{authors} {title}. in {container.i}< ({editors})><, {pages}> ({publisher}, {year})<{tail}>",
                "webpage": "<{authors} >{title}<. {container.i}>< ({year})><{tail}>",
            }
            t["paper-conference"] = t["chapter"]
            t["thesis"] = "{authors} {title.i}. {genre}, {publisher} ({year})"
            t["preprint"] = "{authors} {title}. {container} {number} ({year})"
        case "elsevier":
            names.gap = ""
            names.last = ", "
            t = {
                "article-journal": "{authors}, <{title}, >{container}< {volume}>< ({year})>< {page_or_number}|, {page_or_number}><{tail}>",
                "book": "{authors}, {title}<, {edition}>, {publisher}<, {place}>, {year}<{tail}>",
                "chapter": "{authors}, {title}, in: <{editors_after}, >{container}, {publisher}<, {place}>, {year}<, {P} {pages}><{tail}>",
                "thesis": "{authors}, {title}, {genre}, {publisher}, {year}<{tail}>",
            }
            t["paper-conference"] = t["chapter"]
            more = {"doi_form": chance.choice(["doi:{}", "https://doi.org/{}", "http://dx.doi.org/{}"])}
        case "springer":
            names.order, names.given, names.last = "fi", "bare", ", "
            t = {
                "article-journal": "{authors} ({year_letter}) {title}. {container}< {volume}<({issue})>><:{page_or_number}><{tail}>",
                "book": "<{authors} ({year_letter}) |{editors_after} ({year_letter}) >{title}<, {edition}>. {publisher}<, {place}><{tail}>",
                "chapter": "{authors} ({year_letter}) {title}. In: <{editors_after} >{container}. {publisher}<, {place}><, {P} {pages}><{tail}>",
                "thesis": "{authors} ({year_letter}) {title}. {genre}, {publisher}<{tail}>",
                "webpage": "<{authors} ({year_letter}) >{title}<. {container}><{tail}>",
            }
            t["paper-conference"] = t["chapter"]
            more = {
                "statement": Names(order="fi", given="bare", last=", "),
                "short_journals": True,
                "terms": {"page:en": "pp", "eds": "eds", "ed": "ed"},
            }
            if chance.random() < 0.4:
                names = Names(order="f,i", gap="", join=", ", last=", ", most=20)
                t["article-journal"] = "{authors}: {title}. {container}< {volume}<({issue})>><, {page_or_number}>< ({year})><{tail}>"
                t["book"] = "{authors}: {title}<, {edition}>. {publisher}<, {place}> ({year})<{tail}>"
                t["paper-conference"] = (
                    "{authors}: {title}. In: <{editors_after} >{container}<, {P} {pages}>. {publisher}<, {place}> ({year})<{tail}>"
                )
                t["chapter"] = t["paper-conference"]
        case "aip":
            names.gap = chance.choice([" ", ""])
            t = {
                "article-journal": "{authors}, <{title.q}, |>{container}< {volume}><, {page_or_number}>< ({year})><{tail}>"
                if chance.random() < 0.4
                else "{authors}, {container}< {volume}><, {page_or_number}>< ({year})><{tail}>",
                "book": "{authors}, {title.i} ({publisher}<, {place}>, {year})<, {P} {pages}><{tail}>",
                "chapter": "{authors}, in {container.i}<, {editors}> ({publisher}<, {place}>, {year})<, {P} {pages}><{tail}>",
                "preprint": "{authors}, {container}:{number}< ({year})><{tail}>",
            }
            t["paper-conference"] = t["chapter"]
            more = {"short_journals": True}
        case "mdpi":
            names.order, names.join, names.last = "f,i", "; ", "; "
            t = {
                "article-journal": "{authors} {title}. {container.i} <{year}><, {volume.i}><, {page_or_number}><{tail}>",
                "book": "{authors} {title.i}<, {edition}>; {publisher}: {place}<, {year}><{tail}>",
                "paper-conference": "{authors} {title}. In Proceedings of the {container}<, {event_place}><, {event_days}><; {P} {pages}><{tail}>",
                "webpage": "<{authors} >{title}<. {container}><{tail}>",
            }
            t["paper-conference"] = "{authors} {title}. In {container}<, {event_place}><, {event_days}><; {P} {pages}><{tail}>"
            more = {"url_form": "Available online: {}", "access_form": "(accessed on {})", "day_form": "j M Y"}
        case "acm":
            names.given = chance.choice(["full", "initials"])
            names.last = ", and "
            t = {
                "article-journal": "{authors}. {year}. {title}. {container.i}< {volume}<, {issue}>>< ({month} {year})><, {page_or_number}><{tail}>",
                "paper-conference": "{authors}. {year}. {title}. In {container.i}<. {publisher}><, {place}><, {pages}><{tail}>",
                "book": "{authors}. {year}. {title.i}<. {publisher}><, {place}><{tail}>",
                "webpage": "<{authors}. ><{year}. >{title}<{tail}>",
            }
            t["chapter"] = t["paper-conference"]
        case _:
            names.given = chance.choice(["full", "initials"])
            names.order = "fi" if chance.random() < 0.25 else "if"
            names.last = " and "
            dot = ". "
            t = {
                "article-journal": "{authors}"
                + dot
                + "{title}. {container.i}<, {volume}<({issue})>><:{pages}|, {P} {pages}><, {month}><, {year}| {year}><{tail}>",
                "paper-conference": "{authors}"
                + dot
                + "{title}. In {container.i}<, {P} {pages}><, {event_place}><, {month}><, {year}><. {publisher}><{tail}>",
                "book": "{authors}" + dot + "{title.i}. {publisher}<, {place}><, {year}><{tail}>",
                "chapter": "{authors}" + dot + "{title}. In <{editors_after}, >{container.i}<, {P} {pages}>. {publisher}<, {year}><{tail}>",
                "thesis": "{authors}" + dot + "{title.i}. {genre}, {publisher}<, {year}>",
                "report": "{authors}" + dot + "{title}. {genre}< {number}><, {publisher}><, {year}><{tail}>",
                "preprint": "{authors}" + dot + "{title}. {container.i}<, {number}><, {year}>",
            }
            more = {"terms": {"page:en": chance.choice(["pages", "pp.", "pages"])}}
    t.setdefault("book", book)
    t.setdefault("webpage", web)
    t.setdefault("report", report)
    t.setdefault("preprint", "{authors}, {title.q}, {container.i}<, {number}><, {year}><{tail}>")
    t.setdefault("software", web)
    t.setdefault("newspaper", "<{authors}, >{title.q}, {container.i}<, {date}><{tail}>")
    return _habits(chance, flavour, t, names, **({"short_journals": chance.random() < 0.6} | more))


def english_list(chance: random.Random) -> Habits:
    """Choose an English list's layout."""
    make = chance.choices([apa, harvard, chicago, vancouver, numbered, anthropology], [26, 17, 19, 15, 22, 3])[0]
    return make(chance)


def romanised_list(chance: random.Random) -> Habits:
    """The «References» of Russian journals: romanised, with the English title in brackets."""
    flavour = chance.choice(["bracket", "bracket", "apa", "equals", "translated", "vancouver"])
    sep = chance.choice([". ", ". ", " "])
    end = chance.choice(["< {in_russian}>", "< {in_russian}>", "<. {in_russian}>", ""])
    figures = chance.choice(
        [
            "<, {year}><, {V} {volume}><, {N} {issue}><, {P} {pages}>",
            "<, {year}><, {V} {volume}><, {N} {issue}><, {P} {pages}>",
            "<. {year}><. {V} {volume}><. {N} {issue}><. {P} {pages}>",
            "<. {year};{volume}({issue}):{pages}|. {year};({issue}):{pages}>",
            "<, {V} {volume}><, {N} {issue}>< ({year})><, {P} {pages}>",
        ]
    )
    year = ""
    if flavour == "apa" or chance.random() < 0.2:
        year = " ({year_letter})" + sep.strip()
        figures = chance.choice(
            [
                "<, {volume}({issue})|, {volume}|, ({issue})><, {pages}>",
                "<, {V} {volume}><, {N} {issue}><, {P} {pages}>",
                "<, {volume} ({issue})|, {volume}|, {N} {issue}><: {pages}>",
            ]
        )
    heads = "<{authors}" + year + " >" if flavour != "vancouver" else "<{authors}. >"
    title = {
        "bracket": "{title} [{translated_title}]",
        "apa": "{title} [{translated_title}]",
        "equals": "{title} = {translated_title}",
        "translated": "{translated_title}",
        "vancouver": "{translated_title}",
    }[flavour]
    if flavour == "bracket" and chance.random() < 0.3:
        title = "{title.i} [{translated_title}]"
    journal = chance.choice(
        [
            "{container.i}",
            "{container.i} = {translated_container}",
            "{container.i} = {translated_container.i}",
            "{container.i} [{translated_container}]",
            "{container.i}",
        ]
    )
    imprint = chance.choice(
        ["{place}, {publisher} Publ.", "{place}: {publisher}", "{place}, {publisher}", "{place}, {publisher} Publ., "]
    ).rstrip(", ")
    imprint = imprint.replace("{publisher} Publ.", "{publisher}")
    book_year = "" if year else "<, {year}>"
    t = {
        "article-journal": f"{heads}{title}. {journal}{figures}{end}<{{tail}}>"
        if chance.random() < 0.6
        else f"{heads}{title}. {journal}{figures}<{{tail}}>{end}",
        "book": f"{heads}<{title.replace('{title}', '{title.i}').replace('.i.i', '.i')}|{{title.i}}>. <{imprint}|{{place}}>{book_year}<, {{numbered}}|. {{numbered}}>{end}",
        "paper-conference": f"{heads}{title}. {{container.i}}< [{{translated_container}}]>. <{imprint}|{{place}}>{book_year}<, {{P}} {{pages}}>{end}",
        "thesis": f"{heads}{title}. {{genre}}. {{place}}{book_year}<, {{numbered}}>{end}",
        "webpage": f"{heads}<{title}|{{title}}>{end}<{{tail}}>",
    }
    t["chapter"] = t["paper-conference"]
    names = Names(
        order=chance.choice(["fi", "fi", "f,i"]),
        gap=chance.choice(["", " "]),
        join=", ",
        last=chance.choice([", ", ", ", " & ", " and "]),
        most=chance.choice([3, 20]),
        shown=3,
        etal=chance.choice(["et al.", "i dr.", "et al."]),
        given="bare" if flavour == "vancouver" else "initials",
    )
    return _habits(
        chance,
        "romanised",
        t,
        names,
        url_form=chance.choice(["Available at: {}", "Available at: {}", "URL: {}", "{}", "Available from: {}"]),
        access_form=chance.choice(["(accessed {})", "(accessed {})", "(date of access: {})", "(Accessed {})"]),
        day_form=chance.choice(["j M Y", "d.m.Y", "M j, Y"]),
        terms={
            "in-russian": chance.choice(["In Russ.", "In Russian", "in Russ.", "in Russian", "In Russ"]),
            "volume:romanised": chance.choice(["vol.", "Vol.", "T.", "vol."]),
            "issue:romanised": chance.choice(["no.", "No.", "№", "iss."]),
            "page:romanised": chance.choice(["pp.", "P.", "S.", "pp."]),
        },
        end="." if chance.random() < 0.8 else "",
    )
