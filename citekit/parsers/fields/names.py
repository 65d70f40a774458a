"""Names of people and bodies, in every order and script in which references print them.

:func:`match_names` reads a list of names where one begins and says where it ends; :func:`read_names` reads a
text that is names and nothing else. Initials come out as printed, spaced («А. А.», «Ж.-П.»); Vancouver's
«AE» stays run together. «и др.» and «et al.» are a flag, not a name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

import msgspec

from citekit.model import Name
from citekit.parsers.fields.bodies import is_body, without_abbreviation
from citekit.parsers.fields.lexicon import is_given_name
from citekit.parsers.patterns import pattern, words

__all__ = ["CAP", "ET_AL", "INITIALS", "LOWER", "UPPER", "NameList", "match_names", "read_names", "space_initials"]

Form = Literal["initials-after", "initials-before", "vancouver", "inverted", "direct", "patronymic", "bracketed", "body", "family", ""]


class NameList(msgspec.Struct, frozen=True, gc=False):
    """Names in order, where their text ends, whether «и др.» follows, and in what ``form`` the first is printed."""

    names: tuple[Name, ...]
    end: int
    et_al: bool = False
    form: Form = ""


LOWER = "a-zа-яёà-öø-ÿіїєґўқғңұүәөһąćčďđęěėğıķłļľńňņōőœŕřśšşșťţțūůűýźżžāăēīįǧǔ"
UPPER = rf"[^\W\d_{LOWER}]"
_LETTER = r"[^\W\d_]"
CAP = rf"{UPPER}{_LETTER}+(?:['’ʼ`-]{_LETTER}+)*|{UPPER}['’ʼ`]{_LETTER}+(?:-{_LETTER}+)*"
_WORD = rf"(?:{CAP})"
_PARTICLE = r"(?:van|von|der|den|de|del|della|delle|di|da|dos|das|do|du|la|le|lo|ter|ten|te|zu|zum|zur|al|el|bin|ibn|bint|ben|af|av|vom|am|y|e|фон|ван|де|дер|ди|да|дю|ла|ле|эль|аль|бен|ибн|бин|дель)"
_SURNAME = rf"(?:{_PARTICLE}\s+){{0,3}}(?:[dlд]['’])?{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}){{0,2}}"
_ONE_SURNAME = rf"(?:{_PARTICLE}\s+){{0,3}}(?:[dlд]['’])?{_WORD}"
# two letters may stand for a name («Ю.», «Дж.», «Yu.»), but not these, which are terms
_NOT_INITIAL = r"(?!(?:Кн|Ст|Сб|Гл|Изд|Вып|Тр|Ин|Им|Уч|Мн|См|Ср|Ук|Ред|Пер|Eds?|Vol|No|Pp|In|Ser|Bd|Nr|St\.\s[A-Z][a-z])\.)"
# given names cut to more than two letters
_CUT_GIVEN = r"(?:Вяч|Алдр|Алекс|Вас|Дм|Евг|Ник|Мих|Серг|Конст|Григ|Вл|Влад|Вс|Всев|Chr|Joh|Wm|Geo|Jos|Alex|Chas|Thos|Ph|Edw)"
_INITIAL = rf"{_NOT_INITIAL}(?:{UPPER}(?:[{LOWER}]|hch|hr)?|{_CUT_GIVEN})\.(?!\s?\d{{1,3}}(?!\d))"
INITIALS = rf"{_INITIAL}(?:\s?[-–]?\s?{_INITIAL}){{0,2}}(?:-?{UPPER}(?![\w.'’])|\s{UPPER}(?=\s*(?:[,;–—/]|$)))?"
_TAIL_NAME = r"(?:\s+(?:оглы|оглу|кызы|гызы|угли|кизи|Оглы|Кызы|ogly|oglu|kyzy|qizi))?"
_SUFFIX = r"(?:,?\s+(?:Jr|Sr|jr|мл|ст)\.?(?![\w])|,?\s+(?:II|III|IV)(?![\w.]))?"
ET_AL = r"(?:\s*[,;]?\s*(?:\[|\()?\s*(?:(?:и|та|and|й)\s+(?:др(?:угие|\.|(?=\s|\]))|ін(?:ші|\.)|others|соавт(?:оры|\.)|co-?authors|dr\.)|[еe]t\.?\s+al[il]*\b\.?|at\s+al\b\.?|et\s+coll\.?|u\.\s?a\.|i\s+dr\.|…|\.\s?\.\s?\.)\s*(?:\]|\))?)"

_ET_AL = pattern(ET_AL, re.IGNORECASE)
_AND = r"(?:&|\band\b|\bи\b|\bі\b|\bта\b|\bund\b|\bet\b(?!\.?\s+al)|\by\b)"
_SEPARATOR = pattern(rf"\s*(?:[,;]\s*(?P<and1>{_AND}\s*)?|(?P<and2>{_AND})\s*|/\s?(?=\w)|[-–—]\s(?={_WORD}\s+{_INITIAL}))")
_INITIALS_AFTER = pattern(
    rf"(?P<family>{_SURNAME})(?P<comma>,\s*|\s+|(?<=[а-яё])(?={UPPER}\.))(?P<given>{INITIALS}{_TAIL_NAME}){_SUFFIX}(?P<late>\s+(?:de|van|von|da|dos|di)\b)?"
)
_INITIALS_BEFORE = pattern(
    rf"(?P<given>{INITIALS})\s*(?P<family>{_ONE_SURNAME}(?:(?<=[a-zà-ÿ])\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}(?=\s*(?:[,;.:\]\[/(“\"«]|$|and\b|&)))?){_SUFFIX}"
)
_MIXED_GIVEN = pattern(rf"(?P<given>{_WORD}\s+{INITIALS})\s*(?P<family>{_ONE_SURNAME}){_SUFFIX}")
_VANCOUVER = pattern(
    rf"(?P<family>{_SURNAME})\s+(?P<given>[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢİĪĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽȘȚ]{{1,3}}(?:-[A-Z]{{1,2}})?|[А-ЯЁ]{{1,2}})(?![\w.'’]*[\w'’])(?P<suffix>\s+(?:Jr|Sr|2nd|3rd|II|III)\b)?(?P<late>\s+(?:de|van|von|da|dos|di)\b)?"
)
_COMMA_CAPITALS = pattern(rf"(?P<family>{_SURNAME}),\s(?P<given>[A-Z]{{1,3}}|[A-Z][a-z]?[A-Z])(?![\w.'’])")
_INVERTED = pattern(
    rf"(?P<family>{_SURNAME}),\s*(?P<given>{_WORD}(?:\s+{_WORD}){{0,2}}(?:\s+(?:{INITIALS}|[A-ZА-Я]\b))?(?:,\s+[A-Z]\.)?){_SUFFIX}(?P<late>\s+(?:de|van|von|da|dos|di|du|de la|van der)\b)?"
)
_DIRECT = pattern(
    rf"(?P<given>{_WORD}(?:\s+(?:{INITIALS}|{_WORD}(?=\s+(?:{_PARTICLE}\s+){{0,3}}{UPPER})|[A-Z](?=\s+[A-Z][a-z]))){{0,3}})\s+(?P<family>{_ONE_SURNAME}){_SUFFIX}"
)
_PATRONYM = r"[А-ЯЁ][а-яё]+(?:ович|евич|ьич|овна|евна|ична|инична)\b"
_PATRONYMIC = pattern(rf"(?P<family>{_WORD}),?\s+(?P<given>[А-ЯЁ][а-яё]+\s+(?:{_PATRONYM}){_TAIL_NAME})")
_PATRONYMIC_BEFORE = pattern(rf"(?P<given>[А-ЯЁ][а-яё]+\s+(?:{_PATRONYM}))\s+(?P<family>{_WORD})")
_BRACKETED = pattern(rf"(?P<family>{_SURNAME})\s\((?P<given>{INITIALS}|{_WORD})\)(?=\s?(?:,|;|et\b|and\b|&|–|$))")  # «Codou (Y.), …»
_FAMILY_ET_AL = pattern(rf"(?P<family>{_ONE_SURNAME})(?=,?\s(?:et\.?\sal|и\sдр\.))")
_FAMILY = pattern(rf"(?P<family>{_ONE_SURNAME})")
_CAPS = pattern(rf"{UPPER}{{4,}}(?:-{UPPER}+)*")
_CLOSE = pattern(r"\s*(?:[.:;,/([\]\"“„«—–]|$|[-–—]\s)")


@lru_cache(maxsize=4096)
def space_initials(given: str) -> str:
    """Return initials spaced as references are written here; full names and Vancouver initials stay.

    >>> space_initials("В.Э."), space_initials("Ж. -П."), space_initials("Г.Н"), space_initials("AE")
    ('В. Э.', 'Ж.-П.', 'Г. Н.', 'AE')
    """
    text = re.sub(r"\s*-\s*", "-", given.strip())
    text = re.sub(r"\.(?=[^\s\-.,])", ". ", text)
    if re.search(rf"\.\s{UPPER}$", text):
        text += "."
    return re.sub(r"\s+", " ", text)


def _family_case(family: str) -> str:
    """Set JARDINE as Jardine; abbreviations of up to three letters stay."""
    return _CAPS.sub(lambda m: m[0][0] + m[0][1:].lower() if "-" not in m[0] else "-".join(p.capitalize() for p in m[0].split("-")), family)


@lru_cache(maxsize=8192)
def _name(family: str, given: str, suffix: str = "", late: str = "") -> Name:
    family = " ".join(family.split())
    particle = ""
    match = re.match(rf"((?:{_PARTICLE}\s+)+)(?=\S)", family)
    if match:
        particle, family = match[1].strip(), family[match.end() :]
    given = space_initials(given.strip(" ,"))
    late = late.strip()
    return Name(
        family=_family_case(family),
        given=given,
        non_dropping_particle=particle,
        dropping_particle=late,
        suffix=suffix.strip(" ,"),
    )


def _of(match: re.Match[str]) -> Name:
    groups = match.groupdict()
    family, given = groups["family"], groups.get("given") or ""
    suffix = match[0][max(match.end("family"), match.end("given") if given else 0) - match.start() :] if given else ""
    late = groups.get("late") or ""
    if late:
        suffix = suffix.replace(late, "")
    words = family.split()
    if (
        given
        and len(words) == 2
        and groups.get("comma")
        and "," not in groups["comma"]
        and is_given_name(words[1])
        and not is_given_name(words[0])
    ):
        family, given = words[0], f"{words[1]} {given}"  # «Sutton Richard S.»
    if (
        match.re.pattern == _DIRECT.pattern
        and given.casefold() in _CHINESE_FAMILIES
        and family.casefold() not in _CHINESE_FAMILIES
        and _PINYIN.fullmatch(family)
    ):
        family, given = given, family  # «Liu Guofu»
    return _name(family, given, suffix, late)


_CHINESE_FAMILIES = words(
    "li wang zhang liu chen yang huang zhao wu zhou xu sun zhu hu guo he luo gao zheng liang xie tang xiang deng feng cao peng zeng xiao tian "
    "dong pan yuan cai jiang yu du ye cheng wei su lü ding shen ren lu yao cui zhong tan wan qian qiu jia fan shi hou xiong meng qin bai jin"
)
_SYLLABLE = r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|uang|iong|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|a|o|e|i|u|ü)"
_PINYIN = pattern(rf"{_SYLLABLE}(?:-?{_SYLLABLE})?", re.IGNORECASE)
# in the order of trust; «inverted» and «direct» need the test of what follows them
_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("patronymic", _PATRONYMIC),
    ("initials-after", _INITIALS_AFTER),
    ("initials-before", _INITIALS_BEFORE),
    ("direct", _MIXED_GIVEN),
    ("vancouver", _VANCOUVER),
    ("patronymic", _PATRONYMIC_BEFORE),
    ("vancouver", _COMMA_CAPITALS),
    ("inverted", _INVERTED),
    ("direct", _DIRECT),
    ("bracketed", _BRACKETED),
    ("family", _FAMILY_ET_AL),
)
_AFTER: dict[Form, tuple[re.Pattern[str], ...]] = {
    "initials-after": (_INITIALS_AFTER, _INITIALS_BEFORE, _PATRONYMIC, _INVERTED),
    "initials-before": (_INITIALS_BEFORE, _INITIALS_AFTER, _MIXED_GIVEN, _DIRECT),
    "vancouver": (_VANCOUVER, _COMMA_CAPITALS),
    "patronymic": (_PATRONYMIC, _PATRONYMIC_BEFORE, _INITIALS_AFTER),
    "inverted": (_MIXED_GIVEN, _DIRECT, _INITIALS_BEFORE, _INVERTED),
    "bracketed": (_BRACKETED,),
    "direct": (_MIXED_GIVEN, _INITIALS_AFTER, _DIRECT, _INITIALS_BEFORE, _INVERTED),
}


def match_names(text: str, start: int = 0, *, forms: tuple[Form, ...] = (), strict: bool = True) -> NameList | None:
    """Read the list of names that begins at ``start``; None where none does.

    ``forms`` limits the forms that are tried. With ``strict`` a list in a form that titles could take too
    («Security, Identity») must be closed by a mark.

    >>> match_names("Вильдеман В.Э., Соколкин Ю.В. Краевая задача").names[1].given
    'Ю. В.'
    >>> found = match_names("Lisonkova S, Razaz N, et al. Maternal risk")
    >>> [n.family for n in found.names], found.et_al, found.form
    (['Lisonkova', 'Razaz'], True, 'vancouver')
    """
    for form, shape in _FORMS:
        if forms and form not in forms:
            continue
        match = shape.match(text, start)
        if match is None or not _plausible(form, match):
            continue
        found = _list_from(text, match, form)
        if strict and not _closed(text, found):
            continue
        return found if forms else _or_direct(text, start, found, strict=strict)
    return None


def _or_direct(text: str, start: int, found: NameList, *, strict: bool) -> NameList:
    """Prefer given names first where the other reading makes a family name of two: «Ian Goodfellow, Yoshua Bengio»."""
    first = found.names[0]
    words = first.family.split()
    if found.form == "inverted" and len(words) > 1 and not first.non_dropping_particle:
        again = match_names(text, start, forms=("direct",), strict=strict)
        if again and (len(again.names) > 1 or again.et_al or is_given_name(words[0])):
            return again
    if found.form == "initials-after" and len(words) == 1 and "," not in text[start : found.end][: len(words[0]) + 2]:
        known = is_given_name(words[0])
        if known or (len(found.names) == 1 and not found.et_al and words[0].isascii()):
            again = match_names(text, start, forms=("direct",), strict=strict)
            others = sum(is_given_name(re.split(r"[\s.]", n.given)[0]) for n in again.names[1:]) if again else 0
            quoted = again is not None and len(again.names) > 1 and _QUOTE_NEXT.match(text, again.end)
            if again and again.end > found.end and (known or others or len(again.names) > 2 or quoted):
                return again
    return found


_QUOTE_NEXT = pattern(r"[.,]?\s*[\"“(]")
_NO_FAMILY = words(
    "письмо письма записки записка доклад отчет отчёт труды вестник журнал материалы сборник собрание "
    "протокол речь лекция лекции введение история теория закон указ приказ работы статьи сочинения беседа "
    "интервью дневник воспоминания proceedings journal letters letter works introduction"
)


def _plausible(form: Form, match: re.Match[str]) -> bool:
    if match["family"].casefold() in _NO_FAMILY:
        return False
    if form in ("initials-after", "vancouver"):
        family = match["family"]
        words = family.split()
        if len(words) > 1 and is_body(family):
            return False
        if form == "vancouver" and not match["given"].isascii() and len(match["given"]) > 1 and len(words) > 1:
            return False
        return not (form == "vancouver" and family.isupper() and len(family) < 5)
    if form == "direct" and match[0].isupper() and len(match["family"]) < 6 and not is_given_name(match["given"].split()[0]):
        return False  # «ГУ ВШЭ»
    if form in ("inverted", "direct", "bracketed"):
        return not is_body(match[0]) and not match["family"].isdigit()
    return True


def _list_from(text: str, match: re.Match[str], form: Form) -> NameList:
    names = [_of(match)]
    end = match.end()
    while len(names) < 400:
        et_al = _ET_AL.match(text, end)
        if et_al:
            return NameList(tuple(names), et_al.end(), et_al=True, form=form)
        separator = _SEPARATOR.match(text, end)
        if separator is None:
            break
        et_al = _ET_AL.match(text, separator.end())
        if et_al:
            last = re.compile(r"\s*(?:&\s*)?").match(text, et_al.end()) if et_al[0].strip(" ,;").startswith((".", "…")) else None
            after = last and next((m for p in _AFTER.get(form, ())[:1] if (m := p.match(text, last.end()))), None)
            if after:  # APA: the first nineteen, an ellipsis, the last
                return NameList((*names, _of(after)), after.end(), et_al=True, form=form)
            return NameList(tuple(names), et_al.end(), et_al=True, form=form)
        after = _next_name(text, separator, form)
        if after is None:
            break
        names.append(_of(after))
        end = after.end()
    return NameList(tuple(names), end, form=form)


def _next_name(text: str, separator: re.Match[str], form: Form) -> re.Match[str] | None:
    at = separator.end()
    joined = bool(separator["and1"] or separator["and2"])
    for shape in _AFTER.get(form, ()):
        match = shape.match(text, at)
        if match is None:
            continue
        if shape is _INITIALS_BEFORE and form == "initials-before":
            return match
        if shape in (_DIRECT, _INVERTED, _MIXED_GIVEN):
            if is_body(match[0]):
                continue
            if shape is _DIRECT and form == "initials-before" and not joined:
                continue
            if shape is _INVERTED:
                given = re.split(r"[\s.]", match["given"])[0]
                if form == "initials-after" and not is_given_name(given):
                    continue
                if not (joined or separator[0].strip() == ";" or is_given_name(given) or "." in match["given"]):
                    continue
            if not _CLOSE.match(text, match.end()) and not re.match(rf"\s+{_AND}\s", text[match.end() : match.end() + 8]):
                continue
        if shape in (_VANCOUVER, _COMMA_CAPITALS) and not _plausible("vancouver", match):
            continue
        if shape is _INITIALS_AFTER and len(match["family"].split()) > 1 and is_body(match["family"]):
            continue
        return match
    return None


def _closed(text: str, found: NameList) -> bool:
    rest = text[found.end : found.end + 12]
    if found.form in ("initials-after", "patronymic", "bracketed"):
        return True
    if found.form == "initials-before":
        capitals = found.names[-1].family != text[found.end - len(found.names[-1].family) : found.end]  # А.С. ТОЩЕВ Архитектура
        return bool(_CLOSE.match(rest)) or found.et_al or (capitals and len(found.names[-1].family) > 3)
    if found.form == "vancouver":
        return found.et_al or bool(
            re.match(r"\s*[.:(]|\s*;\s(?:for\s|on\s|and\s)?(?:the\s)?[A-Z]|\s*,\s*(?:eds?\b|editors?\b)|$|,?\s+\d{4}\b", rest)
        )
    if found.form == "direct":
        return found.et_al or bool(re.match(r"\s*[.:,(\[\"“«‘/]|\s*$|\s[–—-]\s|\s+\d{4}\b", rest))
    if text[found.end - 1 : found.end] == "." and re.match(r"\s+[^\W\d_]|\s+\d{4}", rest):
        return True  # an initial's own stop closes the list: «Levine, Robert S. Conspiracy and Romance»
    return found.et_al or bool(re.match(r"\s*[.(\[\"“«:]|,?\s*(?:[\"“«‘(]|eds?\b|editors?\b|и\s+др)|,?\s*$|,?\s+\d{4}\b", rest))


_LEAD = pattern(r"^[\s,;:.&/–—-]+|^(?:and|и|та|by|&)\s+", re.IGNORECASE)
_TRAIL = pattern(r"[\s,;:/–—-]+$|\s+(?:and|и|&)$")


def read_names(text: str) -> NameList:
    """Read a text that is names alone; what cannot be a person's name is a body's.

    >>> [str(n) for n in read_names("International Organization for Migration (IOM)").names]
    ['International Organization for Migration']
    >>> [str(n) for n in read_names("J. S. Nye, R. Keohane and W. van der Maaten").names]
    ['Nye, J. S.', 'Keohane, R.', 'van der Maaten, W.']
    """
    names: list[Name] = []
    et_al = False
    form: Form = ""
    rest = text.strip()
    for _ in range(400):
        rest = _LEAD.sub("", rest)
        if not rest:
            break
        cut = _ET_AL.match(rest)
        if cut and cut.end():
            et_al = True
            rest = rest[cut.end() :]
            continue
        found = (
            None
            if is_body(rest.split(";")[0]) and not re.match(rf"{_ONE_SURNAME},?\s+{_INITIAL}", rest)
            else match_names(rest, strict=False)
        )
        if found and found.form in ("inverted", "direct") and not re.match(r"\s*(?:[.,;&/(\[]|$|and\b|и\b)", rest[found.end :]):
            found = None
        if found:
            names += found.names
            et_al = et_al or found.et_al
            form = form or found.form
            rest = rest[found.end :].lstrip(" .")
            continue
        piece, rest = _one_piece(rest)
        if piece:
            names.append(piece)
            form = form or ("body" if piece.literal else "family")
    return NameList(tuple(names), len(text), et_al, form)


def _one_piece(text: str) -> tuple[Name | None, str]:
    """Cut the first name off a text that no form of a person's name fits."""
    cut = re.search(
        rf"\s*;\s*|\s+&\s+(?={_WORD}\s*$)|\s+(?:and|и)\s+(?={_WORD}\s*$)|,\s+(?={_WORD}(?:,|\s+&|\s*$))"
        if not is_body(text)
        else r"\s*;\s*",
        text,
    )
    end = cut.start() if cut else len(text)
    et_al = _ET_AL.search(text, 0, end)
    if et_al and et_al.start() > 0:
        end = et_al.start()
    piece, rest = text[:end], text[end:]
    piece = _TRAIL.sub("", piece).strip()
    literal = without_abbreviation(piece).strip(" .,")
    if not literal or not any(c.isalpha() for c in literal):
        return None, rest
    family = _FAMILY.fullmatch(literal)
    if family and not is_body(literal) and not re.search(r"\d", literal) and not (literal.isupper() and 1 < len(literal) < 7):
        return _name(literal, ""), rest  # «OECD», «UNHCR» are bodies'
    return Name(literal=literal if not literal.endswith((" Inc", " Ltd", " Co")) else literal + "."), rest
