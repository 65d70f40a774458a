"""The typesetter's hand: blanks, dashes, quotation marks, characters that must not reach print."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["EM_DASH", "EN_DASH", "NO_BREAK", "cut_to", "dashed_range", "quoted", "spaced_initials", "spaced_names", "tidy"]

NO_BREAK = "\u00a0"
EN_DASH = "–"
EM_DASH = "—"

# Controls, soft hyphens, zero-width and directional marks: they print as nothing or as boxes, and can hide text.
_CONTROL = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]")  # fmt: skip
_BLANKS = re.compile(r"\s+")
_SURROGATE = re.compile("[\ud800-\udfff]")


@lru_cache(maxsize=8192)
def tidy(text: str) -> str:
    r"""Return one line of text in Unicode's composed form, with single blanks and without control characters.

    >>> tidy("Мир\u00ad  и\n война\u0007 ")
    'Мир и война'
    """
    if text.isascii() and text.isprintable():
        return _BLANKS.sub(" ", text).strip() if "  " in text or text[:1] == " " or text[-1:] == " " else text
    text = _CONTROL.sub("", text)
    text = _SURROGATE.sub("\ufffd", text)
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


_RANGE = re.compile(r"(?<=[0-9IVXLCivxlc\])])\s*(?:--?-?|[‐‑‒–—−])\s*(?=[\[0-9IVXLCSivxlce])")


def dashed_range(text: str) -> str:
    """Return figures with an en dash between the ends of a range.

    >>> dashed_range("319-26, 330--335"), dashed_range("S1-S9"), dashed_range("PAMI-8")
    ('319–26, 330–335', 'S1–S9', 'PAMI-8')
    """
    if "-" not in text and not any(dash in text for dash in "‐‑‒–—−"):
        return text
    if re.fullmatch(r"[A-Za-zА-Яа-я]{2,}-?\s?\d+", text):
        return text
    return _RANGE.sub(EN_DASH, text)


_QUOTES = {"ru": "«»", "uk": "«»", "be": "«»", "kk": "«»", "fr": "«»", "it": "«»", "es": "«»", "de": "„“"}
_STRAIGHT = re.compile(r'(?<![^\s(\[«„“—–/-])"(?=\S)([^"]{1,300}?)(?<=\S)"(?![\w"])')


def quoted(text: str, language: str) -> str:
    """Return the text with pairs of straight quotation marks as its language prints them.

    A mark without its pair, or an inch, stays.

    >>> quoted('Роман "Мастер и Маргарита"', "ru"), quoted('A "new" wave', "en"), quoted('Диск 3,5"', "ru")
    ('Роман «Мастер и Маргарита»', 'A “new” wave', 'Диск 3,5"')
    """
    if '"' not in text:
        return text
    marks = _QUOTES.get(language, "“”")
    return _STRAIGHT.sub(lambda match: f"{marks[0]}{match[1]}{marks[1]}", text)


_GLUED_INITIALS = re.compile(r"(?<![\w.])([A-ZА-ЯЁІЇЄҐЎ])\.\s?(?:([A-ZА-ЯЁІЇЄҐЎ])\.\s?)?(?=[A-ZА-ЯЁІЇЄҐЎ][\w’'-])")


def spaced_names(text: str) -> str:
    """Return a statement with no-break blanks between initials and names.

    >>> spaced_names("под ред. И.П. Мухленова, С. Д.Белова").replace(NO_BREAK, " ")
    'под ред. И. П. Мухленова, С. Д. Белова'
    """
    return _GLUED_INITIALS.sub(lambda m: f"{m[1]}.{NO_BREAK}{m[2]}.{NO_BREAK}" if m[2] else f"{m[1]}.{NO_BREAK}", text)


_PART_OF_NAME = re.compile(r"[^\s.\-‐‑]+\.?|[\-‐‑]")
_RUN_TOGETHER = re.compile(r"[A-ZА-ЯЁІЇЄҐЎ]{2,3}\Z")
_LOWER_WORDS = frozenset({"оглы", "оглу", "кызы", "гызы", "улы", "ибн", "бин", "бен", "эль", "аль", "де", "да", "ди", "van", "von", "de", "del", "da", "di", "dos", "bin", "ibn", "al", "el", "of"})  # fmt: skip


@lru_cache(maxsize=8192)
def spaced_initials(given: str) -> str:
    """Return given names as initials with no-break blanks between: «А. С.», «Ж.-П.», «Дж. Р. Р.».

    Two-letter initials that end in a dot («Дж.», «Ю.», «Ch.») stay as they are printed.

    >>> spaced_initials("Андрей Николаевич").replace(NO_BREAK, " "), spaced_initials("Donald E.").replace(NO_BREAK, " ")
    ('А. Н.', 'D. E.')
    >>> spaced_initials("Jean-Paul"), spaced_initials("А.С.").replace(NO_BREAK, " "), spaced_initials("AE").replace(NO_BREAK, " ")
    ('J.-P.', 'А. С.', 'A. E.')
    """
    given = tidy(given)
    if _RUN_TOGETHER.match(given):
        return NO_BREAK.join(f"{letter}." for letter in given)
    words: list[str] = []
    glued = False
    for part in _PART_OF_NAME.findall(given):
        if part in "-‐‑":
            glued = bool(words)
            continue
        initial = _initial(part)
        if not initial:
            continue
        if glued and words and not initial[0].islower():
            words[-1] += f"-{initial}"
        else:
            words.append(initial)
        glued = False
    return NO_BREAK.join(words)


def _initial(part: str) -> str:
    bare = part.rstrip(".")
    if bare.casefold() in _LOWER_WORDS and bare.islower():
        return bare
    if not any(c.isalpha() for c in bare):
        return part if any(c.isalnum() for c in bare) else ""
    if part.endswith(".") and len(bare) <= 3 and not bare.isupper():
        return part
    letters = bare.lstrip("'’‘`«\"([")
    first = letters[:1] or bare[:1]
    return first.upper() + "."


def cut_to(text: str, longest: int = 80) -> str:
    """Return a text of at most ``longest`` characters: a longer one ends at a word's end, with «…».

    >>> cut_to("Министерство внутренних дел Российской Федерации", 30)
    'Министерство внутренних дел…'
    """
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > 0.6 * longest else cut).rstrip(' ,.;:—–-«(“"') + "…"
