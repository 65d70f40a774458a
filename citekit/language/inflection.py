"""Russian and Ukrainian personal names from the nominative into the genitive and back («под ред. С. Ф. Мартыновича»).

A form is given only where the rules leave no doubt; otherwise the answer is None and the caller keeps what
is printed. Rules: ``inflection.toml``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from msgspec.structs import replace

if TYPE_CHECKING:
    from citekit.model import Name

__all__ = ["gender_of", "genitive", "nominative"]

Gender = Literal["masculine", "feminine", ""]

_CYRILLIC_NAME = re.compile(r"[А-Яа-яЁё' ’-]+")
_EAST_SLAVIC_NAME = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ' ’-]+")
_FEMININE_FAMILY = ("ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "ая", "яя", "єва", "іна", "їна", "ська", "цька", "зька")
_MASCULINE_FAMILY = ("ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "ской", "цкой", "ий", "ый", "ой", "єв", "ін", "їн", "ський", "цький")
_COMMON_FEMININE_NOUNS = ("щербина", "калина", "долина", "былина")


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    import tomllib
    from importlib import resources

    return tomllib.loads(resources.files("citekit.language").joinpath("inflection.toml").read_text(encoding="utf-8"))


def gender_of(name: Name) -> Gender:
    """Tell a Russian or Ukrainian name's gender by its patronymic, else by its family name; empty where neither tells.

    >>> from citekit.model import Name
    >>> gender_of(Name(family="Камышева", given="С. Ю.")), gender_of(Name(family="Коваль", given="Анна Петровна"))
    ('feminine', 'feminine')
    """
    for word in name.given.casefold().split():
        if word.endswith(("ович", "евич", "ильич", "кузьмич", "оглы", "оглу", "угли")):
            return "masculine"
        if word.endswith(("овна", "евна", "ична", "инична", "івна", "ївна", "кызы", "гызы", "кизи")):
            return "feminine"
    family = name.family.casefold()
    if family.endswith(_FEMININE_FAMILY) and family not in _COMMON_FEMININE_NOUNS:
        return "feminine"
    if family.endswith(_MASCULINE_FAMILY):
        return "masculine"
    return ""


def _inflect(word: str, rules: list[list[str]]) -> str | None:
    folded = word.casefold()
    for ending, new in rules:
        if ending and ending[0].isupper():
            if folded != ending.casefold():
                continue
            return None if new == "?" else new
        if folded.endswith(ending) and len(folded) > len(ending) + (1 if ending else 0):
            if new == "?":
                return None
            return word[: len(word) - len(ending)] + (new.upper() if word.isupper() and len(word) > 1 else new)
    return None


def _parts(text: str, rules: list[list[str]]) -> str | None:
    """Inflect every word; initials stay, and so do particles in small letters."""
    out = []
    for piece in re.split(r"([\s-]+)", text):
        if not piece.strip(" -") or piece.endswith(".") or len(piece) == 1 or piece[0].islower():
            out.append(piece)
            continue
        new = _inflect(piece, rules)
        if new is None:
            return None
        out.append(new)
    return "".join(out)


def genitive(name: Name, language: str = "ru") -> Name | None:
    """Return a name in the genitive of ``language`` (ru, uk), or None where its form is not certain.

    A family name in a consonant with initials alone is taken for a man's, as the style guides do.

    >>> from citekit.model import Name
    >>> [str(genitive(Name(family=f, given="С. Ф."))) for f in ("Мартынович", "Камышева", "Достоевский", "Шевченко", "Черных")]
    ['Мартыновича, С. Ф.', 'Камышевой, С. Ф.', 'Достоевского, С. Ф.', 'Шевченко, С. Ф.', 'Черных, С. Ф.']
    >>> [str(genitive(Name(family=f, given="І. О."), "uk")) for f in ("Ткачук", "Грушевський", "Петрова")]
    ['Ткачука, І. О.', 'Грушевського, І. О.', 'Петрової, І. О.']
    >>> genitive(Name(family="Кравец", given="И. И.")), genitive(Name(family="Петренко", given="І. О."), "uk")
    (None, None)
    """
    if not name.family or not _CYRILLIC_NAME.fullmatch(name.family):
        return None
    tables = _rules().get(language)
    gender = gender_of(name)
    if not tables or (language == "uk" and not gender and name.family.endswith("о")):  # Петренко: a man's is declined, a woman's is not
        return None
    rules = tables[gender or "masculine"]
    family = _parts(name.family, rules["family"])
    given = _parts(name.given, rules["given"])
    if family is None or given is None:
        return None
    return replace(name, family=family, given=given)


def nominative(name: Name) -> Name | None:
    """Return in the nominative a Russian or Ukrainian name that is printed in the genitive, or None where unsure.

    >>> from citekit.model import Name
    >>> [str(nominative(Name(family=f, given="С. Ю."))) for f in ("Камышевой", "Иванова", "Мартыновича", "Белинского", "Гончарука")]
    ['Камышева, С. Ю.', 'Иванов, С. Ю.', 'Мартынович, С. Ю.', 'Белинский, С. Ю.', 'Гончарук, С. Ю.']
    >>> str(nominative(Name(family="Петровой", given="Анны Ивановны")))
    'Петрова, Анна Ивановна'
    >>> [str(nominative(Name(family=f, given="В. П."))) for f in ("Горбуліна", "Шевченка", "Білецького")]  # «за ред.» in Ukrainian
    ['Горбулін, В. П.', 'Шевченко, В. П.', 'Білецький, В. П.']
    """
    if not name.family or not _EAST_SLAVIC_NAME.fullmatch(name.family):
        return None
    rules = _rules()["nominative"]
    family = _parts(name.family, rules["family"])
    given = _parts(name.given, rules["given"])
    if family is None or given is None:
        return None
    return replace(name, family=family, given=given)
