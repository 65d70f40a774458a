"""The citation in the text: «[10, с. 81]», «[Бахтин, 2003, с. 18]», «(Иванов, 2005, с. 129)», «(Smith & Lee, 2019, p. 5)».

Sources: GOST R 7.0.5-2008, 7.4–7.5 (square brackets); APA 7, 8.10–8.22 (author and year). Repeated references of
footnotes are in :mod:`citekit.formatters.repeats`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from citekit.formatters.draft import item_language
from citekit.formatters.gost_705 import heading_of
from citekit.formatters.repeats import Cited, shortened
from citekit.formatters.richtext import NO_BREAK
from citekit.language.script import script_of
from citekit.language.terms import terms_of
from citekit.language.typography import dashed_range, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from citekit.model import Name, Record

__all__ = ["apa_citation", "author_year_citation", "name_citation", "number_citation", "year_letters"]


def _pages(locator: str, language: str) -> str:
    """Return «с. 81» of a bare number of pages; any other locator as it is («ч. 1, с. 17»)."""
    where = dashed_range(tidy(locator))
    return f"{terms_of(language).page}{NO_BREAK}{where}" if where[:1].isdigit() else where


def number_citation(cited: Iterable[tuple[int, str]], *, language: str = "ru") -> str:
    """Return the citation of items by their numbers in the list, each with the pages meant or an empty text.

    ``language`` is that of the citing text; neighbouring numbers without pages become a range.

    >>> number_citation([(10, "81")]).replace(NO_BREAK, " "), number_citation([(3, ""), (4, ""), (5, ""), (9, "12-14")]).replace(NO_BREAK, " ")
    ('[10, с. 81]', '[3–5; 9, с. 12–14]')
    """
    parts: list[str] = []
    run: list[int] = []

    def close() -> None:
        if len(run) > 2:
            parts.append(f"{run[0]}–{run[-1]}")
        else:
            parts.extend(str(number) for number in run)
        run.clear()

    for number, locator in cited:
        if locator.strip():
            close()
            parts.append(f"{number}, {_pages(locator, language)}")
        elif run and number == run[-1] + 1:
            run.append(number)
        else:
            close()
            run.append(number)
    close()
    return f"[{'; '.join(parts)}]"


def _called(record: Record) -> str:
    """Return what a citation calls a work by: one to three authors, else the title (7.4.1)."""
    names = heading_of(record)
    if names:
        return ", ".join(_family(name) for name in names)
    return shortened(tidy(record.title or record.container_title or record.id).partition(" : ")[0])


def _family(name: Name) -> str:
    return tidy(" ".join(p for p in (name.non_dropping_particle, name.family) if p) or name.literal or name.given)


def name_citation(cited: Iterable[Cited], *, year: bool = False, letters: Mapping[str, str] | None = None) -> str:
    """Return the citation of works by their authors or titles, in square brackets (7.4–7.5).

    ``year``: with the year, as it must be where the list has more works of these authors; ``letters`` as
    :func:`year_letters` gives them.

    >>> from citekit.model import Date, Name, Record
    >>> work = Record(author=(Name(family="Бахтин", given="М. М."),), title="Формальный метод", issued=Date.of(2003), language="ru")
    >>> name_citation([Cited(record=work, locator="18")], year=True).replace(NO_BREAK, " ")
    '[Бахтин, 2003, с. 18]'
    """
    parts = []
    for note in cited:
        language = item_language(note.record)[0]
        when = f"{note.record.year}{(letters or {}).get(note.record.id, '')}" if year and note.record.year else ""
        where = _pages(note.locator, language)
        volume = tidy(note.volume)
        if volume[:1].isdigit():
            volume = f"{terms_of(language).volume}{NO_BREAK}{volume}"
        parts.append(", ".join(part for part in (_called(note.record), when, volume, where) if part))
    return f"[{'; '.join(parts)}]"


def year_letters(records: Sequence[Record]) -> dict[str, str]:
    """Return the letter that tells works of the same names and year apart, by the records' ids, in their order.

    Cyrillic for works that are called in Cyrillic (2019а, 2019б), Latin for the others; works that need none
    are not in the answer.
    """
    groups: dict[tuple[str, int], list[Record]] = {}
    for record in records:
        groups.setdefault((_called_by_author(record), record.year), []).append(record)
    letters: dict[str, str] = {}
    for (called, _), group in groups.items():
        if len(group) > 1:
            alphabet = "абвгдежзиклмнопрстуфхцчшщэюя" if script_of(called) == "Cyrl" else "abcdefghijklmnopqrstuvwxyz"
            for place, record in enumerate(group):
                letters[record.id] = alphabet[place % len(alphabet)] * (1 + place // len(alphabet))
    return letters


def _people(record: Record) -> tuple[Name, ...]:
    return record.author or record.editor or record.compiler


def _called_by_author(record: Record) -> str:
    names = _people(record)
    if not names:
        return _title_in_citation(record)
    if record.custom.et_al or len(names) > 2:
        return f"{_family(names[0])} {terms_of(item_language(record)[0]).et_al}"
    return f" {_and(record)} ".join(_family(name) for name in names)


def _and(record: Record) -> str:
    return {"ru": "и", "uk": "та", "be": "і", "kk": "мен"}.get(item_language(record)[0], "&")


def _title_in_citation(record: Record) -> str:
    title = shortened(tidy(record.title or record.container_title or record.id).partition(":")[0].strip())
    marks = "«»" if script_of(title) == "Cyrl" else "“”"
    return title if record.type in {"book", "report", "standard", "legislation"} else f"{marks[0]}{title}{marks[1]}"


def _year_of(record: Record, letters: Mapping[str, str] | None) -> str:
    letter = (letters or {}).get(record.id, "")
    nothing = {"ru": "б. г.", "uk": "б. р.", "be": "б. г."}.get(item_language(record)[0], "n.d.")
    if record.year:
        return f"{record.year}{letter}"
    return f"{nothing}-{letter}" if letter else nothing


def author_year_citation(cited: Iterable[Cited], *, letters: Mapping[str, str] | None = None, separator: str = ", ") -> str:
    """Return «(Иванов, 2005, с. 129; Smith & Lee, 2019, p. 5)»: each work with the words of its own language.

    ``separator`` stands between author and year; «[Автор 2010: 5]» of some journals is their profile's affair.

    >>> from citekit.model import Date, Name, Record
    >>> work = Record(author=(Name(family="Автор", given="А. А."),), title="Книга", issued=Date.of(2005), language="ru")
    >>> author_year_citation([Cited(record=work, locator="129")]).replace(NO_BREAK, " ")
    '(Автор, 2005, с. 129)'
    """
    parts = []
    for note in cited:
        called = f"{_called_by_author(note.record)}{separator}{_year_of(note.record, letters)}"
        where = _pages(note.locator, item_language(note.record)[0])
        parts.append(f"{called}, {where}" if where else called)
    return f"({'; '.join(parts)})"


def apa_citation(
    cited: Sequence[Cited], *, form: Literal["parenthetical", "narrative"] = "parenthetical", letters: Mapping[str, str] | None = None
) -> str:
    """Return an APA citation: «(Kasatkin & Avatkov, 2014, pp. 5–7)» or «Kasatkin and Avatkov (2014, p. 5)».

    Cyrillic names are romanised as APA's list romanises them; works stand in alphabetical order in one
    pair of brackets (APA 7, 8.12), in the given order in narrative.

    >>> from citekit.model import Date, Name, Record
    >>> work = Record(author=(Name(family="Kasatkin"), Name(family="Avatkov")), issued=Date.of(2014), language="en")
    >>> apa_citation([Cited(record=work)]), apa_citation([Cited(record=work)], form="narrative")
    ('(Kasatkin & Avatkov, 2014)', 'Kasatkin and Avatkov (2014)')
    """
    made = []
    for note in cited:
        names = [_latin(_family(name)) for name in _people(note.record)]
        conjunction = "and" if form == "narrative" else "&"
        if not names:
            called = _title_in_citation(note.record)
        elif len(names) > 2 or note.record.custom.et_al:
            called = f"{names[0]} et al."
        else:
            called = f" {conjunction} ".join(names)
        year = (str(note.record.year) if note.record.year else "n.d.") + _latin_letter(letters, note.record)
        where = _apa_pages(note.locator)
        made.append((called, f"{year}, {where}" if where else year))
    if form == "narrative":
        return "; ".join(f"{called} ({when})" for called, when in made)
    return f"({'; '.join(f'{called}, {when}' for called, when in sorted(made, key=lambda one: one[0].casefold()))})"


def _latin(name: str) -> str:
    from citekit.language import transliterate

    return transliterate(name) if script_of(name) == "Cyrl" else name


def _latin_letter(letters: Mapping[str, str] | None, record: Record) -> str:
    letter = (letters or {}).get(record.id, "")
    if "а" <= letter[:1] <= "я":
        letter = chr(ord("a") + "абвгдежзиклмнопрстуфхцчшщэюя".index(letter[0])) if letter[0] in "абвгдежзиклмнопрстуфхцчшщ" else letter
    return f"-{letter}" if letter and not record.year else letter


def _apa_pages(locator: str) -> str:
    where = dashed_range(tidy(locator))
    if not where[:1].isdigit():
        return where
    return f"{'pp.' if '–' in where or ',' in where else 'p.'}{NO_BREAK}{where}"
