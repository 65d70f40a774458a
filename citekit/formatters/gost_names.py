"""Names in a GOST description: the heading, the names after « / », the statements of responsibility.

Sources: GOST 7.80-2000, 5.2–5.6 (heading); GOST 7.1-2003, 5.2.6 (responsibility); GOST R 7.0.5-2008, 4.10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.formatters.draft import clean
from citekit.formatters.richtext import NO_BREAK, RichText, rich
from citekit.language.typography import spaced_initials

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.formatters.draft import Draft
    from citekit.language.terms import Role
    from citekit.model import Name, Record

__all__ = [
    "begins_with_name",
    "bodies_of",
    "direct",
    "full_inverted",
    "heading_names",
    "inverted",
    "names_after_slash",
    "people_of",
    "printable",
    "responsibilities",
]


# Where a name of one word is a person's («Аристотель»); on the web it is an agency's («Росстат»).
_OF_PERSONS = frozenset({"book", "chapter", "manuscript", "classic", "article-journal", "entry-encyclopedia", "paper-conference"})


def people_of(record: Record, names: Sequence[Name] | None = None) -> tuple[Name, ...]:
    """Return the authors (or the ``names``) that can head a description: persons, also such as «Аристотель».

    A body's name stands after « / »; its acronym too.
    """
    return tuple(name for name in printable(record.author if names is None else names) if _is_person(name, record))


def bodies_of(record: Record) -> tuple[Name, ...]:
    """Return the authors that are no persons."""
    return tuple(name for name in printable(record.author) if not _is_person(name, record))


def _is_person(name: Name, record: Record) -> bool:
    if not name.is_body:
        return True
    word = name.literal.strip()
    return record.type in _OF_PERSONS and word.isalpha() and word.istitle() and len(word) > 2


def _family(name: Name) -> str:
    return clean(" ".join(p for p in (name.non_dropping_particle, name.family) if p) or name.literal or name.given)


def _initials(name: Name) -> str:
    return spaced_initials(name.given) if name.family else ""


def inverted(name: Name, *, comma: bool = False) -> str:
    """Return a name as it stands in the heading: «Фамилия И. О.» or, in records, «Фамилия, И. О.»."""
    family = _family(name)
    after = NO_BREAK.join(p for p in (_initials(name), clean(name.dropping_particle), clean(name.suffix)) if p)
    return family + ((", " if comma else NO_BREAK) + after if family and after else after)


def full_inverted(name: Name) -> str:
    """Return a name as a thesis prints it after « / »: «Фамилия Имя Отчество»; initials go before the family."""
    given = clean(name.given)
    if not name.family or "." in given or len(given) < 3:
        return direct(name)
    return f"{_family(name)} {given}"


def direct(name: Name) -> str:
    """Return a name as it stands after « / »: «И. О. Фамилия»; a body's as it is."""
    if name.is_body or not name.family:
        return clean(name.literal or name.given)
    whole = NO_BREAK.join(part for part in (_initials(name), clean(name.full_family)) if part)
    return " ".join(part for part in (whole, clean(name.suffix)) if part)


def printable(names: Sequence[Name]) -> tuple[Name, ...]:
    """Return the names that have anything to print."""
    return tuple(name for name in names if any(c.isalnum() for c in f"{name.family}{name.literal}{name.given}"))


def heading_names(names: Sequence[Name], *, comma: bool = False) -> RichText:
    """Return the heading: the inverted names with commas between."""
    return rich(", ".join(inverted(n, comma=comma) for n in names), "author")


def names_after_slash(draft: Draft, names: Sequence[Name], field: str, *, most: int, cut_to: int, cut: bool = False) -> RichText:
    """Return names as a statement of responsibility; more than ``most`` are cut to ``cut_to`` and «[и др.]».

    ``cut``: the source's own list of names was cut short.
    """
    shown = names[:cut_to] if cut or len(names) > most else names
    text = rich(", ".join(direct(n) for n in shown), field)
    return text + f" [{draft.terms.et_al}]" if text and (cut or len(shown) < len(names)) else text


def begins_with_name(statement: str, name: Name) -> bool:
    """Tell whether a group of a printed statement of responsibility already begins with a name.

    «Джон Голсуорси ; перевод с английского …» begins with Голсуорси, Д.; «под редакцией В. В. Говдя» does not
    begin with Говдя, В. В., who is named there as the editor.
    """
    family = _family(name)
    if not statement or not family:
        return False
    for group in clean(statement).replace(NO_BREAK, " ").split(";"):
        before, found, after = group.strip(" [").partition(family)
        given = before.split() or after.split()[:1]
        if found and not after[:1].isalpha() and len(before.split()) <= 3 and all(word[:1].isupper() for word in before.split()):
            first = name.given.strip()[:1].casefold()
            if not first or not given or given[0][:1].casefold() == first:
                return True
    return False


def _role(draft: Draft, names: Sequence[Name], role: Role, field: str, *, cut: bool = False) -> RichText:
    """Return «под ред. И. О. Фамилии»: the names in the case that follows, or the neutral form."""
    if not names:
        return RichText()
    form = 1 if draft.manner.written_out else 0
    shown = names[:1] if len(names) > 3 else names
    formed = _in_genitive(draft, shown) if role.case == "genitive" else tuple(shown)
    begin, several = (role.by, role.several) if formed else (role.neutral, role.neutral_several)
    by = several[form] if len(shown) > 1 and several[form] else begin[form]
    more = f" [{draft.terms.et_al}]" if cut or len(names) > 3 else ""
    return rich(f"{by} ") + rich(", ".join(direct(n) for n in formed or shown), field) + more


def _in_genitive(draft: Draft, names: Sequence[Name]) -> tuple[Name, ...]:
    """Return the names in the genitive; none where one of them cannot be formed for certain.

    «Т. В. Цивьян» may be a woman, whose name does not change, or a man, whose name does.
    """
    from citekit.language.inflection import gender_of, genitive

    formed: list[Name] = []
    for name in names:
        case = None if name.is_body else genitive(name, draft.language)
        if case is None or not (gender_of(name) or case.family == name.family):
            draft.note("FM108", direct(name).replace(NO_BREAK, " "))
            return ()
        formed.append(case)
    return tuple(formed)


def responsibilities(draft: Draft, roles: tuple[str, ...] = ("compiler", "translator", "editor")) -> list[RichText]:
    """Return the statements made of the record's compilers, translators and editors, in the order of ``roles``."""
    record, terms = draft.record, draft.terms
    found = {
        "compiler": (record.compiler, terms.compiler, False),
        "translator": (record.translator, terms.translator, False),
        "editor": (record.editor, terms.editor, record.custom.editor_et_al),
    }
    return [_role(draft, printable(found[role][0]), found[role][1], role, cut=found[role][2]) for role in roles if found[role][0]]
