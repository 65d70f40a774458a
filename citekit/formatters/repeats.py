"""Repeated references: the shortened one, Там же / Ibid., Указ. соч. / Op. cit., Его же / Idem.

GOST R 7.0.5-2008, 8 (repeats), 9 (complex references), 4.12 (second-hand). A repeat is made from a record
or from the text of the first reference, as it stands in somebody's footnote.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import msgspec

from citekit.formatters.areas import capitalised
from citekit.formatters.draft import item_language
from citekit.formatters.gost_705 import GOST_705, heading_of
from citekit.formatters.gost_title import heading_number
from citekit.formatters.richtext import NO_BREAK
from citekit.language.inflection import gender_of
from citekit.language.script import language_of
from citekit.language.terms import terms_of
from citekit.language.typography import dashed_range, tidy
from citekit.model import Name, Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.language.terms import Terms

__all__ = ["Cited", "First", "cited_from", "complex_reference", "first_of", "footnotes", "in_same_host", "repeat", "shortened"]

Form = Literal["short", "ibid", "op-cit"]


class First(msgspec.Struct, frozen=True, kw_only=True):
    """What a repeat takes from the first reference.

    ``heading`` the names that head it, empty for four authors and more; ``designation`` what alone repeats a
    standard or a patent; ``text`` the whole first reference; ``host`` the work that holds the part.
    """

    text: str
    language: str
    heading: str = ""
    names: tuple[Name, ...] = ()
    title: str = ""
    designation: str = ""
    host: str = ""
    volume: str = ""
    ends: bool = True

    @property
    def terms(self) -> Terms:
        """Return the terms of the reference's language."""
        return terms_of(self.language)


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """A work cited in a footnote: the record, the pages, the volume meant."""

    record: Record
    locator: str = ""
    volume: str = ""


_NAME = r"[А-ЯЁA-ZІЇЄҐЎ][\w’'-]+(?: (?:[а-яa-z]{2,4} )?(?:[А-ЯЁA-ZІЇЄҐЎ][а-яёa-z]?\.[\s-]?){1,3})"
_HEADING = re.compile(rf"(?P<heading>{_NAME}(?:, {_NAME}){{0,2}})(?=\S)")
_ONE_NAME = re.compile(r"(?P<family>[^,]+?) (?P<given>(?:\w{1,3}\.[\s-]?)+)\s*(?:,|\Z)")
_STANDARD = re.compile(
    r"(?:ГОСТ|ОСТ|СТБ|ДСТУ|СНиП|СанПиН|СП|ТУ|ISO|IEC|DIN|BS|ANSI|EN)(?:\s[А-ЯA-Z/]{1,12})*\s[\d.]+(?:[-–—][\d.]+)*(?=\.\s|\Z)"
)
_PATENT = re.compile(
    r" : (?P<kind>пат\.|а\. с\.|pat\.) (?P<number>\d[\d ]{0,12}\d)(?P<country> .{1,60}?)(?=\. (?:№|заявл|опубл|filed|publ|\d+ с)| ;|\.?\Z)"
)
_TITLE_END = re.compile(r" // | / | : | \[| \.\.\.|\. (?=[^а-яёa-z])|\.?\Z")
_VOLUME = re.compile(r"(?<=\. )(?:Т|Ч|Вып|Кн|Vol|Pt|Bd|T)\. ?[\dIVX]+(?:–[\dIVX]+)?(?:, (?:кн|ч|вып|pt)\. ?\d+)?")


def first_of(first: Record | str) -> First:
    """Read what a repeat needs from a record or from the text of a first reference.

    >>> first_of("Гаврилов В. П., Ивановский С. И. Общество и природная среда. М. : Наука, 2006. 210 с.").title
    'Общество и природная среда'
    """
    return _of_record(first) if isinstance(first, Record) else _of_text(first)


def _of_text(text: str) -> First:
    plain = tidy(text).replace(NO_BREAK, " ")
    language = language_of(plain)
    ends = plain.endswith(".") and not plain.endswith("...")
    found = _HEADING.match(plain)
    heading = found["heading"].strip() if found else ""
    names = tuple(Name(family=m["family"].strip(" ,"), given=m["given"].strip()) for m in _ONE_NAME.finditer(heading))
    rest = plain[found.end() :].strip() if found else plain
    end = _TITLE_END.search(rest)
    title = rest[: end.start()].strip() if end else rest
    standard, patent, volume = _STANDARD.match(plain), _PATENT.search(plain), _VOLUME.search(plain)
    designation = standard[0] if standard else ""
    if patent:
        designation = f"{patent['kind'][0].upper()}{patent['kind'][1:]} {patent['number']}{patent['country']}".rstrip(".")
    host = plain.partition(" // ")[2]
    return First(
        text=plain,
        language=language,
        heading=heading,
        names=names,
        title=title,
        designation=designation,
        host=host,
        volume=volume[0] if volume and "–" not in volume[0] else "",
        ends=ends or not plain.endswith("..."),
    )


def _of_record(record: Record) -> First:
    from citekit.formatters.draft import Draft
    from citekit.formatters.gost_elements import volume
    from citekit.formatters.gost_names import inverted

    text = _printed(record)
    language = item_language(record)[0]
    draft = Draft(record, GOST_705.manner({}), {})
    names = heading_of(record)
    designation = heading_number(record)
    if record.type == "patent" and record.number:
        read = _of_text(text).designation
        designation = read or designation
    host = text.partition(" // ")[2]
    return First(
        text=text,
        language=language,
        heading=", ".join(inverted(n) for n in names),
        names=names,
        title=tidy(record.title).partition(" : ")[0].partition(" = ")[0],
        designation=designation,
        host=host,
        volume=volume(draft).plain().partition(" : ")[0] if record.type not in {"article-journal", "article-magazine"} else "",
    )


def _printed(record: Record, locator: str = "", *, ends: bool = True) -> str:
    options = {"locator": locator, "context": "footnote" if ends else "intext"}
    return GOST_705.entry(record, options)[0].plain()


_SMALL = frozenset({
    "и", "в", "во", "на", "о", "об", "от", "по", "с", "со", "к", "у", "за", "из", "для", "при", "а", "но", "или", "та", "the", "a", "an",
    "of", "and", "in", "on", "for", "to", "de", "la", "le", "des", "der", "die", "und",
})  # fmt: skip


def shortened(title: str, *, longest: int = 40, kept: int = 25) -> str:
    """Return a long title's first words and « ...» (8.4); one of at most ``longest`` characters as it is.

    At least ``kept`` characters stay, and no preposition or conjunction is the last word.

    >>> shortened("Концепция виртуальных миров и научное познание"), shortened("Общество и природная среда")
    ('Концепция виртуальных миров ...', 'Общество и природная среда')
    """
    if len(title) <= longest:
        return title
    words = title.split(" ")
    count, length = 0, 0
    while count < len(words) and (length < kept or words[count - 1].casefold() in _SMALL):
        length += len(words[count]) + 1
        count += 1
    short = " ".join(words[:count]).rstrip(",;:–—- ")
    return title if len(short) + 4 >= len(title) else f"{short} ..."


def _where(terms: Terms, locator: str, volume: str) -> list[str]:
    pages = dashed_range(locator.strip())
    if pages and pages[0].isdigit():
        pages = f"{capitalised(terms.page).plain()}{NO_BREAK}{pages}"
    number = volume.strip()
    if number and number[0].isdigit():
        number = f"{capitalised(terms.volume).plain()}{NO_BREAK}{dashed_range(number)}"
    return [part for part in (number, pages) if part]


def _sentence(parts: Sequence[str], *, ends: bool) -> str:
    text = ""
    for part in parts:
        if part:
            text += part if not text else f" {part}" if text.endswith(".") else f". {part}"
    return text if not ends or text.endswith(".") else f"{text}."


def repeat(
    first: Record | str | First, form: Form = "short", *, locator: str = "", volume: str = "", shorten: bool = True, ends: bool = True
) -> str:
    """Return the repeated reference to a work.

    ``form``: ``short`` – heading, title, pages (8.4–8.9), a standard or patent by its designation alone;
    ``ibid`` – directly after the first one (8.10); ``op-cit`` – the author's only cited work (8.12).
    ``locator``: the pages, or whatever stands for them; ``volume``: the volume meant, where not the first
    reference's own; ``shorten``: cut a long title; ``ends``: close with a dot (none in the text, 5.2).

    >>> first = "Дживилегов А. К. Армия Великой Французской революции и ее вожди : ист. очерк. М., 2006. С. 151–172."
    >>> repeat(first, "op-cit", locator="163").replace(NO_BREAK, " ")
    'Дживилегов А. К. Указ. соч. С. 163.'
    >>> repeat("Turing A. M. Computing machinery and intelligence // Mind. 1950.", "ibid", locator="440").replace(NO_BREAK, " ")
    'Ibid. P. 440.'
    """
    work = first if isinstance(first, First) else first_of(first)
    terms = work.terms
    where = _where(terms, locator, volume or ("" if form == "ibid" else work.volume))
    if form == "ibid":
        return _sentence([terms.ibid, *_where(terms, locator, volume)], ends=ends)
    if work.designation:
        return _sentence([work.designation, *where], ends=ends)
    if form == "op-cit" and work.heading:
        return _sentence([work.heading, terms.op_cit, *where], ends=ends)
    title = shortened(work.title) if shorten else work.title
    if title.endswith(" ..."):
        # The mark of omission takes the place of the prescribed dot.
        return _sentence([f"{work.heading} {title}".strip(), *where], ends=ends)
    return _sentence([work.heading, title, *where], ends=ends)


def in_same_host(second: Record | str, *, locator: str = "", ends: bool = True) -> str:
    """Return the reference to another part of the work cited just before: «… // Там же. С. 30–36.» (8.11).

    >>> in_same_host("Пранц В. А. Геополитика: ее роль в России // Воен. мысль. 2006. № 4. С. 30–36.").replace(NO_BREAK, " ")
    'Пранц В. А. Геополитика: ее роль в России // Там же. С. 30–36.'
    """
    text = _printed(second) if isinstance(second, Record) else tidy(second)
    own, _, host = text.partition(" // ")
    language = item_language(second)[0] if isinstance(second, Record) else language_of(own)
    pages = re.search(rf"(?:С|P|S|p|с)\.[\s{NO_BREAK}]?(\d[\d–,\s-]*)\.?\Z", host)
    terms = terms_of(language)
    where = _where(terms, locator or (pages[1].strip() if pages else ""), "")
    return _sentence([f"{own} // {terms.ibid}", *where], ends=ends)


def cited_from(first: Record | str) -> str:
    """Return «Цит. по: …» before the reference that a quotation was taken from (4.12)."""
    text = _printed(first) if isinstance(first, Record) else tidy(first)
    language = item_language(first)[0] if isinstance(first, Record) else language_of(text)
    return f"{terms_of(language).cited_from} {text}"


def _idem(work: First) -> str:
    """Return «Его же», «Ее же», «Их же» for names that have just been printed (9.3)."""
    if len(work.names) > 1:
        return work.terms.idem[2]
    return work.terms.idem[1 if gender_of(work.names[0]) == "feminine" else 0]


def complex_reference(items: Sequence[Record | str], *, numbered: bool = False) -> str:
    """Return several references as one: joined with « ; », the same author's next works under «Его же» (9.2–9.4).

    ``numbered``: works of one author stand under one heading, «Кнабе Г. С. : 1) … ; 2) …».

    >>> complex_reference(["Лихачев Д. С. Образ города. Киев, 1991.", "Лихачев Д. С. Окно в Европу. СПб., 1992."])
    'Лихачев Д. С. Образ города. Киев, 1991 ; Его же. Окно в Европу. СПб., 1992.'
    """
    works = [first_of(item) for item in items]
    bodies = []
    same = works[:1] and works[0].heading and all(work.heading == works[0].heading for work in works)
    for place, work in enumerate(works):
        body = work.text.rstrip(".") if not work.text.endswith(("...", "с.", "г.")) or place < len(works) - 1 else work.text
        own = body[len(work.heading) :].strip() if work.heading and body.startswith(work.heading) else body
        if numbered and same and len(works) > 1:
            bodies.append(f"{place + 1}) {own}")
        elif place and work.heading and work.heading == works[place - 1].heading:
            bodies.append(f"{_idem(work)}. {own}")
        else:
            bodies.append(body)
    text = " ; ".join(bodies)
    if numbered and same and len(works) > 1:
        text = f"{works[0].heading} : {text}"
    return text if text.endswith(".") else f"{text}."


def footnotes(cited: Sequence[Cited], *, form: Form = "op-cit") -> tuple[str, ...]:
    """Return the footnotes of a paper that cites these works in this order.

    The first reference is whole; one directly after it is «Там же»; another part of the same host stands
    before « // Там же»; a later one is «Указ. соч.» (``op-cit``, where the author has no other work among
    those cited) or the shortened reference.
    """
    notes: list[str] = []
    seen: dict[str, First] = {}
    headings: dict[str, set[str]] = {}
    for note in cited:
        key = _key(note.record)
        headings.setdefault(_of_record(note.record).heading, set()).add(key)
    before: Cited | None = None
    for note in cited:
        key = _key(note.record)
        if before is not None and _key(before.record) == key:
            same_place = (note.locator or note.record.page) == (before.locator or before.record.page)
            notes.append(repeat(seen[key], "ibid", locator="" if same_place else note.locator, volume=note.volume))
        elif key in seen:
            work = seen[key]
            only = form == "op-cit" and bool(work.heading) and len(headings[work.heading]) == 1
            notes.append(repeat(work, "op-cit" if only else "short", locator=note.locator, volume=note.volume))
        elif before is not None and _host(note.record) and _host(note.record) == _host(before.record):
            notes.append(in_same_host(note.record, locator=note.locator))
            seen[key] = _of_record(note.record)
        else:
            notes.append(_printed(note.record, note.locator))
            seen[key] = _of_record(note.record)
        before = note
    return tuple(notes)


def _key(record: Record) -> str:
    return record.id or _printed(record)


def _host(record: Record) -> tuple[str, int, str, str] | None:
    """Return what tells the work that a part is in: an issue of a journal, a collection."""
    if not record.container_title or record.type == "webpage":
        return None
    return (record.container_title.casefold(), record.year, record.volume, record.issue)
