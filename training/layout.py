"""The renderer: a layout's templates and habits turn a work into a sample in which each character knows its field.

A template is text with parts in braces and optional stretches in angle brackets, ``<a|b>`` being the first of
which every part is there: ``{authors} {title}. {container}<, {V} {volume}>``. ``{part.i}`` is slanted,
``{part.q}`` quoted. The text between the parts is ``sep``.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from training.sample import Sample
from training.terms import MONTHS, term
from training.work import Day, Person, Work

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Habits", "Names", "render"]

Piece = tuple[str, str, bool]


@dataclass
class Names:
    """How a list prints names.

    ``order`` is ``fi`` (Иванов И. И.), ``f,i`` (Иванов, И. И.) or ``if`` (И. И. Иванов); ``rest`` the order of
    all but the first; ``given`` is ``initials``, ``bare`` (JA) or ``full``.
    """

    order: str = "fi"
    rest: str = ""
    given: str = "initials"
    gap: str = " "
    join: str = ", "
    last: str = ", "
    most: int = 20
    shown: int = 3
    etal: str = ""
    caps: bool = False
    tight: bool = False


@dataclass
class Habits:
    """What is constant within a list: its templates and the ways it writes names, terms, dates, addresses."""

    name: str
    templates: dict[str, str]
    names: Names = field(default_factory=Names)
    statement: Names = field(default_factory=lambda: Names(order="if"))
    quotes: str = "“”"
    dash: str = "–"
    terms: dict[str, str] = field(default_factory=dict)
    term_language: str = ""
    tail: tuple[str, ...] = ("doi",)
    tail_sep: str = ". "
    doi_form: str = "doi: {}"
    url_form: str = "URL: {}"
    edn_form: str = "EDN: {}"
    access_form: str = "(дата обращения: {})"
    day_form: str = "d.m.Y"
    accept_number: str = ""
    glue: str = " "
    short_places: bool = True
    short_journals: bool = False
    slant: bool = True
    end: str = "."
    medium: str = ""
    page_dash: str = "–"
    cut_pages: bool = False
    american: bool = False
    role_form: str = " ({})"
    chance: random.Random = field(default_factory=lambda: random.Random(0))


_PART = re.compile(r"\{([a-zA-Z_]+)((?:\.[a-z])*)\}")


def render(work: Work, habits: Habits) -> Sample | None:
    """Render a work; ``None`` where the layout has no template for its kind."""
    template = habits.templates.get(work.kind)
    if template is None:
        return None
    sample = Sample(source="rendered", language=work.language, style=habits.name)
    pieces = _expand(template, work, habits)
    if pieces is None:
        return None
    closing = habits.quotes[1]
    for text, label, slanted in pieces:
        if habits.american and label == "sep" and text[:1] in (".", ",") and sample.text.endswith(closing) and sample.labels[-1] == "sep":
            # American printers put the mark inside the quotes: “Title,” Journal
            sample.text, sample.labels, sample.slanted = sample.text[:-1], sample.labels[:-1], sample.slanted[:-1]
            if sample.text[-1:] not in ".?!":
                sample.add(text[0])
            sample.add(closing)
            text = text[1:]
        _append(sample, text, label, slanted=slanted and habits.slant)
    while sample.text and sample.text[-1] in " ,;:–—-" and sample.labels[-1] == "sep":
        sample.text, sample.labels, sample.slanted = sample.text[:-1], sample.labels[:-1], sample.slanted[:-1]
    if habits.end and sample.text and sample.text[-1] not in ".!?…" and sample.labels[-1] not in ("url", "doi"):
        sample.add(habits.end)
    sample.check()
    return sample if len(sample.text) > 12 else None


def _append(sample: Sample, text: str, label: str, *, slanted: bool) -> None:
    if not text:
        return
    if label == "sep":
        if sample.text and sample.text[-1] in '”»"’' and sample.text[-2:-1] in (".", "?", "!") and text[0] in ".,":
            text = text[1:]
        if sample.text and text and sample.text[-1] in ".!?…" and text[0] == "." and not text.startswith(("...", "..")):
            text = text[1:]
        if sample.text and text and sample.text[-1] in ",:;–—-" and text.lstrip()[:1] in (",", ".", ":", ";") and text.strip():
            text = text.lstrip()[1:]
        if sample.text[-1:] == "." and sample.labels[-1] == "sep" and text[:1] == ",":
            text = text[1:]
        if (not sample.text or sample.text[-1] == " ") and text[:1] == " ":
            text = text[1:]
        if not sample.text:
            text = text.lstrip(" .,–-;:/")
    if text:
        sample.add(text, label, slanted=slanted)


def _split_alternatives(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, c in enumerate(text):
        depth += c == "<"
        depth -= c == ">"
        if c == "|" and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return parts


def _expand(template: str, work: Work, habits: Habits) -> list[Piece] | None:
    pieces: list[Piece] = []
    at = 0
    while at < len(template):
        c = template[at]
        if c == "<":
            depth, end = 1, at + 1
            while depth:
                depth += template[end] == "<"
                depth -= template[end] == ">"
                end += 1
            for alternative in _split_alternatives(template[at + 1 : end - 1]):
                inner = _expand(alternative, work, habits)
                if inner is not None:
                    pieces += inner
                    break
            at = end
        elif c == "{":
            match = _PART.match(template, at)
            assert match is not None, template[at:]
            part = _part(match[1], work, habits)
            if not part:
                return None
            marks = match[2]
            if ".i" in marks:
                part = [(text, label, True) for text, label, _ in part]
            if ".q" in marks:
                part = [(habits.quotes[0], "sep", False), *part, (habits.quotes[1], "sep", False)]
            if ".b" in marks:
                pass
            pieces += part
            at = match.end()
        else:
            end = at
            while end < len(template) and template[end] not in "<{":
                end += 1
            pieces.append((template[at:end], "sep", False))
            at = end
    return pieces


# ---------------------------------------------------------------- parts


def _part(name: str, work: Work, habits: Habits) -> list[Piece]:
    special = _SPECIAL.get(name)
    if special is not None:
        return special(work, habits)
    value = getattr(work, name)
    if not value:
        return []
    if name == "container" and habits.short_journals and work.container_short:
        value = work.container_short
    label = _LABEL.get(name, name)
    if name == "pages" and habits.cut_pages:
        value = cut_range(value)
    if name in ("pages", "issue", "volume"):
        value = value.replace("-", habits.page_dash)
    if name == "place" and not habits.short_places:
        value = {"М.": "Москва", "СПб.": "Санкт-Петербург", "Л.": "Ленинград", "К.": "Киев"}.get(value, value)
    if name == "place" and habits.short_places:
        value = {"Москва": "М.", "Санкт-Петербург": "СПб.", "Ленинград": "Л."}.get(value, value)
    return [(str(value), label, False)]


_LABEL = {
    "responsibility": "responsibility",
    "event_days": "event",
    "translated_container": "container",
    "container_short": "container",
    "subtitle": "title",
    "amended": "edition",
    "bulletin": "issue",
    "application": "note",
    "ipc": "note",
}


def cut_range(pages: str) -> str:
    """Return pages as medical journals print them: «1506-1515» becomes «1506-15»."""
    first, dash, last = pages.partition("-")
    if not (first.isdigit() and last.isdigit() and len(first) == len(last) > 1):
        return pages
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), 0)
    return first + dash + last[same:]


def initials_of(given: str, gap: str, *, bare: bool = False) -> str:
    """Return the initials of given names: «А. А.», «А.А.», «AA»; a hyphen stays («Ж.-П.»)."""
    letters = []
    for part in given.replace(".", ". ").split():
        halves = [h for h in re.split("[-‐‑]", part.strip(".")) if h]
        if not halves:
            continue
        # «Дж.», «Ю.», «Ch.» are printed as they are
        letters.append(
            "-".join(
                (h if len(h) == 2 and h[1:].islower() and part.endswith(".") else h[0].upper()) + ("" if bare else ".") for h in halves
            )
        )
    return ("" if bare else gap).join(letters)


def name_of(person: Person, names: Names, *, first: bool) -> str:
    """Return one name as a list prints it."""
    if person.literal:
        return person.literal
    family = person.family.upper() if names.caps else person.family
    if not person.given:
        return family
    match names.given:
        case "full":
            given = person.given
        case "bare":
            given = initials_of(person.given, "", bare=True).replace("-", "")
        case _:
            given = initials_of(person.given, names.gap)
    if not given:
        return family
    order = names.order if first or not names.rest else names.rest
    if order == "fi":
        return f"{family} {given}"
    if order == "f,i":
        return f"{family}, {given}"
    return f"{given}{family}" if names.tight else f"{given} {family}"


def people(persons: list[Person], names: Names, label: str, *, language: str, etal: bool = False) -> list[Piece]:
    """Return a list of names as pieces, with «и др.» where it is cut."""
    if not persons:
        return []
    cut = len(persons) > names.most
    shown = persons[: names.shown] if cut else persons
    pieces: list[Piece] = []
    for at, person in enumerate(shown):
        if at:
            joiner = names.last if at == len(shown) - 1 and not cut and not etal else names.join
            if language in ("en", "romanised") and joiner == " и ":
                joiner = " and "
            if language not in ("en", "romanised") and "and" in joiner:
                joiner = joiner.replace("and", {"ru": "и", "uk": "та", "de": "und", "fr": "et"}.get(language, "and"))
            pieces.append((joiner, label, False))
        pieces.append((name_of(person, names, first=at == 0), label, False))
    if cut or etal:
        text = names.etal or term("etal", language)
        before = " " if text.startswith(("[", "и ", "и др")) else ", " if "," in names.join else " "
        pieces.append((before, "sep", False))
        pieces += (
            [("[", "sep", False), (text.strip("[]"), "etal", False), ("]", "sep", False)]
            if text.startswith("[")
            else [(text, "etal", False)]
        )
    return pieces


def _authors(work: Work, habits: Habits) -> list[Piece]:
    pieces = people(work.authors, habits.names, "author", language=work.language, etal=work.etal)
    if pieces and work.authors[-1].literal and habits.name.startswith(("gost", "comma", "plain", "romanised")):
        pieces.append((".", "sep", False))  # a body's name as heading is parted from the title by a full stop
    return pieces


def _first_author(work: Work, habits: Habits) -> list[Piece]:
    return people(work.authors[:1], habits.names, "author", language=work.language)


def _few_authors(work: Work, habits: Habits) -> list[Piece]:
    """Up to three names head the description; more stand after the slash."""
    return _authors(work, habits) if work.authors and len(work.authors) <= 3 and not work.etal else []


def _statement(work: Work, habits: Habits) -> list[Piece]:
    return people(work.authors, habits.statement, "responsibility", language=work.language, etal=work.etal)


def genitive(person: Person) -> Person:
    """Return a Russian or Ukrainian name as it stands after «под ред.», «за ред.», by its ending."""
    family = person.family
    if family.endswith("енко"):
        family = family[:-1] + "а"
    elif family.endswith(("ський", "цький")):
        family = family[:-2] + "ого"
    elif family.endswith("ська"):
        family = family[:-1] + "ої"
    elif family.endswith(("ов", "ев", "ёв", "ин", "ын", "ян", "ук", "юк", "ак", "ер", "ман", "берг", "штейн")):
        family += "а"
    elif family.endswith(("ова", "ева", "ина", "ёва")):
        family = family[:-1] + "ой"
    elif family.endswith(("ский", "цкий")):
        family = family[:-2] + "ого"
    elif family.endswith(("ская", "цкая")):
        family = family[:-2] + "ой"
    elif family.endswith("ой"):
        family = family[:-1] + "го"
    return Person(family, person.given, person.literal)


def _role(role: str, label: str) -> Callable[[Work, Habits], list[Piece]]:
    def part(work: Work, habits: Habits) -> list[Piece]:
        persons = getattr(work, role)
        if not persons:
            return []
        before = term(f"{role}-before", work.language, habits.chance)
        if work.language in ("ru", "uk") and role == "editors" and "ред" in before and habits.chance.random() < 0.8:
            persons = [genitive(person) for person in persons]
        return [(before, "editor_role", False), (" ", "sep", False), *people(persons, habits.statement, label, language=work.language)]

    return part


def _role_after(role: str, label: str) -> Callable[[Work, Habits], list[Piece]]:
    def part(work: Work, habits: Habits) -> list[Piece]:
        persons = getattr(work, role)
        if not persons:
            return []
        after = habits.terms.get("eds" if len(persons) > 1 else "ed") or term(
            "eds" if len(persons) > 1 else "ed", work.language, habits.chance
        )
        before, _, behind = habits.role_form.partition("{}")
        names = people(persons, habits.statement, label, language=work.language)
        return [*names, (before, "sep", False), (after, "editor_role", False), (behind, "sep", False)]

    return part


def _term(name: str, label: str) -> Callable[[Work, Habits], list[Piece]]:
    def part(work: Work, habits: Habits) -> list[Piece]:
        language = habits.term_language or work.language
        if name == "page" and habits.terms.get("page:" + language) is None and "-" not in work.pages and language == "en":
            return (
                [("p.", label, False)]
                if habits.terms.get("pages:en", "pp.") in ("pp.", "p.")
                else [(habits.terms["pages:en"], label, False)]
            )
        text = habits.terms.get(f"{name}:{language}") or term(name, language)
        return [(text, label, False)]

    return part


def _year(work: Work, _: Habits) -> list[Piece]:
    return [(str(work.date.year), "year", False)] if work.date else []


def _year_letter(work: Work, habits: Habits) -> list[Piece]:
    if not work.date:
        return [("n.d." if work.language == "en" else "б. г.", "date", False)] if habits.chance.random() < 0.7 else []
    return [(str(work.date.year) + (habits.chance.choice("abc") if habits.chance.random() < 0.06 else ""), "year", False)]


def written(day: Day, form: str, language: str, label: str) -> list[Piece]:
    """Return a date as pieces: ``d`` ``j`` ``m`` ``Y`` ``y`` figures, ``M`` the month's name, ``B`` its abbreviation."""
    if ("d" in form or "j" in form) and not day.day:
        form = "M Y"
    months = MONTHS.get(language, MONTHS["en"])
    if form == "M Y" and not day.month:
        form = "Y"
    pieces: list[Piece] = []
    named = months["nominative" if form.startswith("M Y") else "genitive"]
    for c in form:
        match c:
            case "d":
                text = f"{day.day:02}"
            case "j":
                text = str(day.day)
            case "m":
                text = f"{day.month:02}"
            case "Y":
                pieces.append((str(day.year), "year" if label == "date" else label, False))
                continue
            case "y":
                text = f"{day.year % 100:02}"
            case "M":
                text = named[day.month - 1]
            case "B":
                text = months["short"][day.month - 1]
            case "г":
                text = "г."
                pieces.append((text, "year" if label == "date" else label, False))
                continue
            case _:
                text = c
        pieces.append((text, label, False))
    return pieces


def _day(work: Work, habits: Habits) -> list[Piece]:
    if not work.date or not work.date.month:
        return []
    form = habits.day_form
    return written(work.date, form, work.language, "date")


def _month(work: Work, habits: Habits) -> list[Piece]:
    if not work.date or not work.date.month:
        return []
    months = MONTHS.get(work.language, MONTHS["en"])
    if work.date.day and habits.chance.random() < 0.8:
        text = (
            f"{months['genitive'][work.date.month - 1]} {work.date.day}"
            if work.language == "en"
            else f"{work.date.day} {months['genitive'][work.date.month - 1]}"
        )
    else:
        text = months["nominative"][work.date.month - 1]
    return [(text, "date", False)]


def _day_month(work: Work, habits: Habits) -> list[Piece]:
    """The day and month of a newspaper's issue, whose year stands apart."""
    if not work.date or not work.date.day:
        return []
    return written(work.date, habits.chance.choice(["j M", "j M", "d.m", "j B"]) if work.language != "en" else "M j", work.language, "date")


def _numbered(work: Work, habits: Habits) -> list[Piece]:
    if not work.numpages:
        return []
    language = habits.term_language or work.language
    text = habits.terms.get(f"numpages:{language}") or term("numpages", language)
    return [(work.numpages, "numpages", False), (" ", "sep", False), (text, "page_term", False)]


def _page_or_number(work: Work, habits: Habits) -> list[Piece]:
    if work.pages:
        return _part("pages", work, habits)
    return [(work.article_no, "article_no", False)] if work.article_no else []


def _lead(form: str, value: str, label: str, lead_label: str = "url_lead") -> list[Piece]:
    before, _, after = form.partition("{}")
    if before.endswith("/"):
        return [(before + value, label, False)]
    pieces = [(before, lead_label, False)] if before.strip() else []
    return [*pieces, (value, label, False), (after, "sep", False)]


def _doi(work: Work, habits: Habits) -> list[Piece]:
    return _lead(habits.doi_form, work.doi, "doi") if work.doi else []


def _edn(work: Work, habits: Habits) -> list[Piece]:
    return _lead(habits.edn_form, work.edn, "edn") if work.edn else []


def _url(work: Work, habits: Habits) -> list[Piece]:
    return _lead(habits.url_form, work.url, "url") if work.url else []


def _access(work: Work, habits: Habits) -> list[Piece]:
    if not work.accessed:
        return []
    before, _, after = habits.access_form.partition("{}")
    form = "d.m.Y" if work.language != "en" else habits.day_form
    if "дата" in before or "звернення" in before:
        form = habits.chance.choice(["d.m.Y", "d.m.Y", "d.m.Y", "d.m.y", "j M Y г", "d.m.Y"]) if habits.chance.random() < 0.15 else "d.m.Y"
    pieces = written(work.accessed, form, work.language, "accessed")
    return [(before, "accessed", False), *pieces, (after, "accessed" if after.strip(").] ") else "sep", False)]


def _tail(work: Work, habits: Habits) -> list[Piece]:
    pieces: list[Piece] = []
    for name in habits.tail:
        part = _SPECIAL[name](work, habits) if name in _SPECIAL else _part(name, work, habits)
        if name == "url" and work.doi and "doi" in habits.tail and habits.chance.random() < 0.7:
            continue
        if part:
            if name == "url":
                access = _access(work, habits)
                if access:
                    part = [*part, (" ", "sep", False), *access]
            pieces += [(habits.tail_sep, "sep", False), *part]
    return pieces


def _isbn(work: Work, _: Habits) -> list[Piece]:
    return [("ISBN", "url_lead", False), (" ", "sep", False), (work.isbn, "isbn", False)] if work.isbn else []


def _issn(work: Work, _: Habits) -> list[Piece]:
    return [("ISSN", "url_lead", False), (" ", "sep", False), (work.issn, "issn", False)] if work.issn else []


def _medium(work: Work, habits: Habits) -> list[Piece]:
    text = work.medium or (habits.medium if work.url or habits.medium.startswith(("[Текст", "Текст : неп")) else "")
    if not text:
        return []
    if text.startswith("["):
        return [("[", "sep", False), (text.strip("[]"), "medium", False), ("]", "sep", False)]
    return [(text, "medium", False)]


def _full_title(work: Work, habits: Habits) -> list[Piece]:
    text = work.title
    if work.subtitle:
        text += (habits.terms.get("colon") or ": ") + work.subtitle
    return [(text, "title", False)] if text else []


def _platform(work: Work, _: Habits) -> list[Piece]:
    """The electronic library that a book was read in: neither its container nor its publisher."""
    return [(work.platform, "note", False)] if work.platform else []


def _filed(work: Work, _: Habits) -> list[Piece]:
    if not work.filed:
        return []
    return [
        ("заявл. " if work.language == "ru" else "filed ", "note", False),
        *written(work.filed, "d.m.Y" if work.language == "ru" else "B j, Y", work.language, "note"),
    ]


def _russian(work: Work, habits: Habits) -> list[Piece]:
    """The remark that a romanised reference's work is in Russian."""
    text = habits.terms.get("in-russian") or "In Russian"
    return [("(", "sep", False), (text.strip("()"), "language_note", False), (")", "sep", False)] if work.language == "romanised" else []


def _fixed(text: str, label: str) -> Callable[[Work, Habits], list[Piece]]:
    def part(work: Work, _: Habits) -> list[Piece]:
        return [({"вып.": "вип.", "Вып.": "Вип."}.get(text, text) if work.language == "uk" else text, label, False)]

    return part


_SPECIAL: dict[str, Callable[[Work, Habits], list[Piece]]] = {
    "authors": _authors,
    "first": _first_author,
    "few": _few_authors,
    "statement": _statement,
    "editors": _role("editors", "editor"),
    "translators": _role("translators", "translator"),
    "compilers": _role("compilers", "compiler"),
    "editors_after": _role_after("editors", "editor"),
    "title": _full_title,
    "V": _term("volume", "volume_term"),
    "N": _term("issue", "issue_term"),
    "P": _term("page", "page_term"),
    "year": _year,
    "year_letter": _year_letter,
    "date": _day,
    "platform": _platform,
    "month": _month,
    "dm": _day_month,
    "numbered": _numbered,
    "page_or_number": _page_or_number,
    "doi": _doi,
    "vyp": _fixed("вып.", "issue_term"),
    "Vyp": _fixed("Вып.", "issue_term"),
    "St": _fixed("Ст.", "page_term"),
    "st": _fixed("ст.", "page_term"),
    "Bul": _fixed("Бюл. №", "issue_term"),
    "edn": _edn,
    "url": _url,
    "access": _access,
    "tail": _tail,
    "isbn": _isbn,
    "issn": _issn,
    "medium": _medium,
    "filed": _filed,
    "in_russian": _russian,
}
