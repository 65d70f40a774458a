"""The statement of responsibility («сост. И. И. Иванов ; под ред. С. Ю. Камышевой») ▶ names by role."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from citekit.language.inflection import nominative
from citekit.model import Name
from citekit.parsers.fields.lexicon import is_given_name
from citekit.parsers.fields.names import match_names, read_names
from citekit.parsers.patterns import pattern

__all__ = ["Responsibility", "in_nominative", "ordered", "read_responsibility", "role_of", "without_ranks"]

Role = Literal["author", "editor", "compiler", "translator", "other"]


class Responsibility(msgspec.Struct, frozen=True):
    """Names by role; ``bodies`` are organisations, ``rest`` is what could not be read, ``statement`` all of it."""

    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    compilers: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    bodies: tuple[str, ...] = ()
    et_al: bool = False
    editor_et_al: bool = False
    rest: str = ""
    statement: str = ""


_ROLE = pattern(
    r"\s*[\[(]?\s*(?:"
    r"(?P<editor_gen>(?:под|за)\s+(?:(?:общ|научн?|отв|гл|заг|ред)(?:ей|ой|\.)?\s*(?:и\s+)?){0,3}(?:ред(?:акци(?:ей|єю)|\.)?|руководством|рук\.)(?:\s+и\s+с\s+\w+\.)?)"
    r"|(?P<editor>(?:(?:отв|науч|гл|общ|лит|техн|ответственн\w+|научн\w+|главн\w+)\.?\s*){0,2}(?:ред(?:актор[ыа]?|акционная коллегия|кол(?:легия)?|\.)(?:[-–]сост(?:авител[ьи]|\.))?(?:\s*и др\.)?)|[Ee]d(?:ited|s|itors?)?\.?(?:\s+by)?(?=[\s:])|[Hh]rsg\.(?:\s+von)?)"
    r"|(?P<compiler>(?:авт(?:ор[ыа]?|\.)?\s?[-–]\s?)?сост(?:авител[ьи]|авил[аи]?|\.)|compiled\s+by|comp\.|уклад(?:ач[іи]?|\.)|упоряд(?:ник|\.))"
    r"|(?P<editor_translated>пер(?:евод|\.)\s+(?:с\s+)?[\w.]+\s+под\s+(?:(?:общ|науч)\w*\.?\s)?ред(?:акцией|\.))"
    r"|(?P<translator>(?:в\s+)?(?:пер(?:евод(?:чик[иа]?)?|\.|ев\.)|transl?(?:ated|\.)?(?:\s+by)?|пер[ие]кл(?:ад|\.))(?:\s*(?:с|from|з)\s+[\w.]+(?:[-\s](?:и|and)\s[\w.]+)?)?(?:(?:,|\s+и)\s?(?:вступ|предисл|послесл|коммент|примеч|сост|подгот)[\w.]*(?:\s(?:ст|слово|текста|статья)\b\.?)?){0,4}(?:\s+под\s+ред\.)?)"
    r"|(?P<other>(?:вступ|предисл|послесл|коммент|примеч|худож|рис\.|илл?\.|рец|консульт|подгот|авт\.\s?(?:вступ|предисл)|науч\.\s?рук|foreword|introd|preface|illustr|with\s)[\w.\s,]*?(?=[А-ЯЁA-Z]\.|$)))"
    r"[\s:.,]*",
    re.IGNORECASE,
)
# «проф. А. Д. Хомоненко», «д-ра экон. наук, проф. В. А. Петрова», «акад. РАН И. И. Иванова»
_RANKS = pattern(
    r"(?<![\w.-])(?:(?:проф(?:ессора?|\.)|акад(?:емика?|\.)|чл\.-?\s?корр?\.|члена?-корр\w*\.?|д(?:-р|окт)(?:а|\.|ора)?|канд(?:идата?|\.)|к\.\s?[а-я]{1,5}\.\s?н\.|д\.\s?[а-я]{1,5}\.\s?н\.|доц(?:ента?|\.)|засл(?:уж)?\.\s\w+\.?\s\w+\.?|prof\.|dr\.)[\s,]*"
    r"(?:(?:РАН|РАМН|РАО|НАН|АН СССР|РААСН|[а-яё.-]{3,16}\sнаук)[\s,]*)?)+(?=[А-ЯЁA-Z])",
    re.IGNORECASE,
)
_SPLIT = pattern(
    r"\s*;\s*|\s*\]\s*\[\s*|(?<=[\w.])\s*,\s*(?=(?:под|отв|науч|сост|авт\.-сост|пер|ред)\.?:?\s)|(?<!общ)(?<!науч)(?<!отв)(?<!гл)(?<!лит)(?<!техн)(?<!фр)\.\s+(?=(?:[Пп]од|[Оо]тв|[Нн]ауч|[Сс]ост|[Пп]ер|[Рр]ед)\.?\s)",
    re.IGNORECASE,
)
_GENITIVE_ROLES = frozenset(["editor_gen", "editor_translated", "translator"])


def role_of(text: str) -> Role | Literal[""]:
    """Return the role that the words at the beginning of a text give, empty where they give none."""
    match = _ROLE.match(text)
    if not match:
        return ""
    kind = match.lastgroup or "other"
    return {
        "editor_gen": "editor",
        "editor_translated": "editor",
        "editor": "editor",
        "compiler": "compiler",
        "translator": "translator",
    }.get(kind, "other")  # type: ignore[return-value]


def without_ranks(text: str) -> str:
    """Return names without the ranks and degrees before them.

    >>> without_ranks("Н. В. Ивановой, д-ра ист. наук, проф. И. И. Петрова")
    'Н. В. Ивановой, И. И. Петрова'
    """
    return _RANKS.sub("", text)


def in_nominative(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Put names that stand in the genitive into the nominative, where that is certain."""
    return tuple(nominative(n) or n for n in names)


def read_responsibility(text: str) -> Responsibility:
    """Read a statement of responsibility.

    >>> found = read_responsibility("авт.-сост. А. Л. Арефьев, В. А. Жильцов ; под ред. С. Ю. Камышевой")
    >>> [n.family for n in found.compilers], [n.family for n in found.editors]
    (['Арефьев', 'Жильцов'], ['Камышева'])
    """
    names: dict[str, list[Name]] = {"author": [], "editor": [], "compiler": [], "translator": []}
    flags = {"author": False, "editor": False}
    bodies: list[str] = []
    rest: list[str] = []
    first = True
    for piece in _SPLIT.split(text.strip(" ,;")):
        part = piece.strip(" []")
        if not part:
            continue
        match = _ROLE.match(part)
        role = role_of(part)
        if match and role == "other":
            continue
        body = part[match.end() :] if match else part
        body = without_ranks(body)
        genitive = bool(match and match.lastgroup in _GENITIVE_ROLES)
        found = match_names(body, strict=False) if body else None
        if found and found.form in ("inverted", "direct", "vancouver") and not _surely_people(body, found.end):
            found = None
        if found:
            people = in_nominative(found.names) if genitive else found.names
            if found.form in ("direct", "inverted"):
                people = ordered(people)
            names[role or "author"] += people
            if found.et_al:
                flags["editor" if role == "editor" else "author"] = True
            left = body[found.end :].strip(" .,;]")
            late = re.match(r"[(\[]\s*((?:отв|науч|гл)?\.?\s*ред|пред|сост|[Ee]ds?)\.?[^()]*[)\]]", left)
            if late:
                moved = names[role or "author"][-len(people) :]
                del names[role or "author"][-len(people) :]
                names["compiler" if late[1].startswith("сост") else "editor"] += moved
                left = left[late.end() :].strip(" .,;")
            if left:
                rest.append(left)
        elif (not match and first and re.search(r"[^\W\d_]{3}", body)) or (not match and re.search(r"[^\W\d_]{3}", body)):
            bodies.append(body)
        first = False
    return Responsibility(
        authors=tuple(names["author"]),
        editors=tuple(names["editor"]),
        compilers=tuple(names["compiler"]),
        translators=tuple(names["translator"]),
        bodies=tuple(bodies),
        et_al=flags["author"],
        editor_et_al=flags["editor"],
        rest=" ; ".join(rest),
        statement=text.strip(" .,;"),
    )


def _surely_people(text: str, end: int) -> bool:
    """Tell whether full names are people's: what follows them closes a list, and they are no organisation's."""
    from citekit.parsers.fields.bodies import is_body

    return (not is_body(text[:end]) and not text[end:].strip(" .,;]")) or ", " in text[:end]


def ordered(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Turn «Bellemare Marc» round where the given names show that the family names stand first."""
    turned = [_is_turned(n) for n in names]
    if turned.count(True) <= turned.count(False):
        return names
    return tuple(_turned(n) if t is not False else n for n, t in zip(names, turned, strict=True))


def _is_turned(name: Name) -> bool | None:
    first = re.split(r"[\s.]", name.given)[0] if name.given else ""
    if is_given_name(first):
        return False
    return True if is_given_name(name.family) else None


def _turned(name: Name) -> Name:
    if " " in name.given or "." in name.given or not name.given:
        return name
    return Name(family=name.given, given=name.family)


def names_of(text: str) -> tuple[Name, ...]:
    """Read names without a role."""
    return read_names(text).names
