"""What stands beside a node: «Иванов, 2019», «Smith et al., 2020», and short titles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.language import fold, language_of
from citekit.language.typography import cut_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citekit.model import Name, Record

__all__ = ["LONGEST", "author_key", "author_label", "label_of", "labels_of", "shortened"]

LONGEST = 30  # characters; VOSviewer's default
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+")


def clean(text: str) -> str:
    r"""Return the text on one line without control characters and marks that turn the direction of writing.

    >>> clean(" a\tb\u202e c ")
    'a b c'
    """
    return _SPACE.sub(" ", _CONTROL.sub(" ", text)).strip()


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return the text cut to at most ``longest`` characters, at a word's end where there is one.

    >>> shortened("Министерство внутренних дел Российской Федерации", 30)
    'Министерство внутренних дел…'
    """
    return cut_to(clean(text), longest)


def label_of(record: Record, *, mark: str = "", longest: int = LONGEST) -> str:
    """Return the record's short name in its own language, with the ``mark`` after the year.

    >>> from citekit.model import Date, Name, Record
    >>> label_of(Record(author=(Name(family="Иванов"), Name(family="Ким"), Name(family="Ли")), issued=Date.of(2019), language="ru"))
    'Иванов и др., 2019'
    """
    language = _language(record)
    year = f"{record.year}{mark}" if record.year else (("б. г." if language == "ru" else "n.d.") + (f" {mark}" if mark else ""))
    who = _who(record, language, longest - len(year) - 2)
    return f"{who}, {year}"


def labels_of(records: Sequence[Record], *, longest: int = LONGEST) -> tuple[str, ...]:
    """Return a label for each record; equal ones are told apart by a, b, c after the year (а, б, в in Russian).

    The letters go by title, so that they do not hang on the order of the records.
    """
    plain = [label_of(record, longest=longest) for record in records]
    groups: dict[str, list[int]] = {}
    for number, label in enumerate(plain):
        groups.setdefault(label.casefold(), []).append(number)
    for members in groups.values():
        if len(members) > 1:
            members.sort(key=lambda n: (fold(records[n].title), records[n].id))
            for place, number in enumerate(members):
                alphabet = "абвгдежзиклмнопрстуфхцчшэюя" if _language(records[number]) == "ru" else "abcdefghijklmnopqrstuvwxyz"
                plain[number] = label_of(records[number], mark=_mark(place, alphabet), longest=longest)
    return tuple(plain)


def author_key(name: Name) -> str:
    """Return what two spellings of an author's name share: the family name folded and the first initial.

    >>> from citekit.model import Name
    >>> author_key(Name(family="Щербакова", given="Анна")) == author_key(Name(family="Shcherbakova", given="A. P."))
    True
    """
    family = fold(name.full_family)
    return f"{family} {fold(name.given)[:1]}".strip()


def author_label(name: Name) -> str:
    """Return «Иванов А. А.» or the body's name."""
    initials = " ".join(f"{part[0]}." for part in re.split(r"[\s.]+", name.given) if part[:1].isalpha())
    return shortened(f"{name.full_family} {initials}".strip())


def people(names: Iterable[Name]) -> str:
    """Return the names for search and tables: «Иванов А. А., Ким В.»."""
    return ", ".join(clean(f"{n.full_family} {n.given}") for n in names)


def _mark(place: int, alphabet: str) -> str:
    mark = ""
    while True:
        mark = alphabet[place % len(alphabet)] + mark
        place = place // len(alphabet) - 1
        if place < 0:
            return mark


def _language(record: Record) -> str:
    return (record.language or language_of(" ".join([record.title, *(n.full_family for n in record.creators)]) or record.raw))[:2]


def _who(record: Record, language: str, room: int) -> str:
    names = [clean(n.full_family) for n in record.creators]
    names = [n for n in names if n]
    if not names:
        words = clean(record.title or record.container_title or record.raw or record.url or record.id).split(" ")
        short = shortened(" ".join(words[:4]), max(6, room - 2)).rstrip(" ,.:;—–-")
        if len(words) > 4 and not short.endswith("…"):
            short = shortened(short, max(6, room - 3)).rstrip("…") + "…"
        return f"«{short}»" if language in ("ru", "uk", "be", "kk") else f"“{short}”"
    cut_short = len(names) > 2 or record.custom.et_al
    others = " и др." if language == "ru" else " та ін." if language == "uk" else " et al."
    if cut_short:
        return shortened(names[0], max(6, room - len(others))) + others
    joint = " и " if language == "ru" else " та " if language == "uk" else " & "
    both = joint.join(names)
    if len(names) == 2 and len(both) > room:
        return shortened(names[0], max(6, room - len(others))) + others
    return shortened(both, max(6, room))
