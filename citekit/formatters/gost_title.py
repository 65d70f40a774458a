"""The title area of a GOST description: title, designation, other title information.

Sources: GOST 7.1-2003, 5.2; GOST R 7.0.5-2008, 4.9–4.10, 10.3; GOST R 7.0.100-2018, 5.2.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.formatters import gost_elements as element
from citekit.formatters.areas import elements, joined
from citekit.formatters.draft import clean
from citekit.formatters.gost_kinds import LAWS
from citekit.formatters.richtext import NO_BREAK, RichText, rich

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.formatters.draft import Draft
    from citekit.model import Record

__all__ = ["act_of", "heading_number", "is_electronic", "main_title"]

_OLD_DESIGNATION = re.compile(r"\s*\[\s*(?P<what>Текст|Электронный ресурс|Electronic resource|Text)\s*\]", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?:\b\w{1,3}|[бвгджзклмнпрстфхцчшщ])\.\Z", re.IGNORECASE)
_YEAR_OF_STANDARD = re.compile(r"(?<=\d)\s?[-‐‑‒–—]\s?(?=(?:19|20)?\d{2}\Z)")


def is_electronic(record: Record) -> bool:
    """Tell whether the record describes an electronic resource."""
    custom = record.custom
    told = f"{custom.designation} {custom.extent} {record.medium}".casefold()
    return bool(record.url or custom.published_online) or "электр" in told or "electronic" in told


def heading_number(record: Record) -> str:
    """Return the number of a standard as it heads the description, where the title does not begin with it.

    >>> from citekit.model import Record
    >>> heading_number(Record(type="standard", number="ГОСТ Р 7.0.4-2006", title="Издания")).replace(NO_BREAK, " ")
    'ГОСТ Р 7.0.4–2006'
    """
    number = clean(record.number)
    if record.type != "standard" or not number or clean(record.title).startswith(number):
        return ""
    return _YEAR_OF_STANDARD.sub("–", number)


def _without_dot(title: str) -> str:
    """Drop the dot that a database puts after a title, but no abbreviation's dot or ellipsis."""
    if not title.endswith(".") or title.endswith("..") or _ABBREVIATION.search(title) or "." in title.rsplit(maxsplit=1)[-1][:-1]:
        return title
    return title[:-1]


def _title_of(draft: Draft) -> str:
    record = draft.record
    title = clean(record.title, draft.language)
    if not title and record.custom.translated_title:
        title = f"[{clean(record.custom.translated_title, draft.language)}]"
    if not title and not record.author and record.type != "manuscript":
        title = clean(record.container_title, draft.language)
    if "[" in title and draft.manner.drops_designation:
        title = _OLD_DESIGNATION.sub("", title)
    return _without_dot(title)


def _designation(draft: Draft) -> str:
    """Return «Электронный ресурс» where the option asks for it (GOST R 7.0.5-2008, 10.3)."""
    if draft.options.get("designation") != "on":
        return ""
    own = clean(draft.record.custom.designation)
    return own or ("Электронный ресурс" if is_electronic(draft.record) else "")


def main_title(draft: Draft, kinds: Sequence[RichText]) -> RichText:
    """Return the title, the designation after its main part, and the other title information: ``kinds``, the act, the volumes."""
    title = _title_of(draft)
    designation = _designation(draft)
    if designation and title and f"[{designation.casefold()}]" not in title.casefold():
        main, colon, rest = title.partition(" : ")
        whole = rich(main, "title") + rich(f" [{designation}]", "designation") + (rich(colon + rest, "title") if colon else "")
    else:
        whole = rich(title, "title")
    act = act_of(draft)
    if act and not draft.record.genre:  # «Налоговый кодекс … от 5 авг. 2000 г. № 117-ФЗ»
        whole, act = joined(whole, " ", act[0]), []
    information = [*(lowered(kind) for kind in kinds), *map(lowered, act), *volumes_of(draft)]
    if not whole:
        return elements(" : ", information)
    return elements(" : ", [whole, *information])


def lowered(kind: RichText) -> RichText:
    """Return a kind of work without its capital: «Учебное пособие» stands after « : » as «учебное пособие»."""
    if not kind or kind.runs[0].field != "genre":
        return kind
    text = kind.runs[0].text
    if not ("А" <= text[:1] <= "Я" and text[1:2].islower()):
        return kind
    return rich(text[0].lower() + text[1:], "genre") + RichText(kind.runs[1:])


def volumes_of(draft: Draft) -> list[RichText]:
    """Return «в 2 т.» where one volume of several is described."""
    record = draft.record
    number = clean(record.number_of_volumes)
    if not (record.volume and number.isdigit() and number != "1") or re.search(rf"\b{number}\s+(?:т|vol|Bd)", record.title):
        return []
    preposition = {"ru": "в", "uk": "у", "be": "у", "de": "in", "fr": "en", "es": "en", "it": "in"}.get(draft.language, "in")
    return [rich(f"{preposition}{NO_BREAK}{number}{NO_BREAK}{draft.terms.volumes}", "number-of-volumes")]


def act_of(draft: Draft) -> list[RichText]:
    """Return «федер. закон от 6 марта 2006 г. № 35-ФЗ» of an act whose title does not hold it.

    A law's ``number`` and ``issued`` are the act's own.
    """
    record = draft.record
    if record.type not in LAWS:
        return []
    genre, number = clean(record.genre), clean(record.number)
    title = clean(record.title)
    parts = [genre] if genre and genre.casefold() not in title.casefold() else []
    if number and number not in title:
        day = element.numeric_date(record.issued) if draft.manner.written_out else long_date(draft)
        if record.issued.day:
            parts.append(("от " if draft.language == "ru" else "") + day)
        parts.append(number if number.startswith(("№", "N")) else f"№{NO_BREAK}{number}")
    return [rich(" ".join(parts), "genre")] if parts else []


def long_date(draft: Draft) -> str:
    """Return «6 марта 2006 г.»."""
    issued = draft.record.issued
    day = element.day_and_month(draft, issued)
    end = f"{NO_BREAK}г." if draft.language == "ru" else ""
    return f"{day} {issued.year}{end}".strip()
