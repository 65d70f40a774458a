"""Which script and which language a text is in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

__all__ = ["Script", "language_of", "mend_homoglyphs", "script_of"]

Script = Literal["Cyrl", "Latn", "Grek", "Arab", "Hebr", "Hani", "Zyyy"]

_UKRAINIAN = frozenset("іїєґІЇЄҐ")
_BELARUSIAN = frozenset("ўЎ")
_KAZAKH = frozenset("әғқңөұүһӘҒҚҢӨҰҮҺ")
_WORDS = {
    "de": frozenset(["der", "die", "das", "und", "für", "von", "zur", "zum", "im", "des", "eine", "einer", "über", "bei", "auf", "mit"]),
    "fr": frozenset(["le", "la", "les", "des", "du", "et", "une", "dans", "pour", "sur", "au", "aux", "par", "à", "l", "d"]),
    "es": frozenset(["el", "los", "las", "del", "una", "para", "por", "con", "en", "y", "su"]),
    "it": frozenset(["il", "gli", "della", "delle", "dei", "nel", "nella", "per", "con", "una", "sul", "e"]),
    "en": frozenset(["the", "of", "and", "in", "for", "on", "to", "from", "with", "an", "a", "by", "at", "is", "as", "its"]),
}
_CYRILLIC = re.compile("[\u0400-\u0481\u048a-\u052f]")
_LATIN = re.compile("[A-Za-z]")
_CERTAIN = re.compile("[\\s\\d!-/:-@A-Za-z\u0400-\u0481\u048a-\u052f]+")
_LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> Script:
    name = unicodedata.name(letter, "")
    if name.startswith("CYRILLIC"):
        return "Cyrl"
    if name.startswith("LATIN"):
        return "Latn"
    if name.startswith("GREEK"):
        return "Grek"
    if name.startswith("ARABIC"):
        return "Arab"
    if name.startswith("HEBREW"):
        return "Hebr"
    if name.startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL")):
        return "Hani"
    return "Zyyy"


@lru_cache(maxsize=4096)
def script_of(text: str) -> Script:
    """Return the script of most of a text's letters as an ISO 15924 code; ``Zyyy`` where it has none.

    >>> script_of("Soft power, «мягкая сила» и другие")
    'Cyrl'
    """
    text = text[:2000]
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    counts: dict[Script, int] = {"Cyrl": cyrillic} if cyrillic else {}
    if latin:
        counts["Latn"] = latin
    if text.isascii():
        return "Latn" if latin else "Zyyy"
    for letter in _CERTAIN.sub("", text):
        if letter.isalpha():
            script = _script_of_letter(letter)
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda s: (counts[s], s), default="Zyyy")


@lru_cache(maxsize=4096)
def language_of(text: str) -> str:
    """Return the BCP-47 language of a title or reference, guessed from its script and small words.

    Cyrillic is Russian unless letters of Ukrainian, Belarusian or Kazakh stand in it; Latin is English
    unless the small words of another language outnumber the English ones.

    >>> language_of("Архітектура веб-додатків"), language_of("Die Nation der Deutschen und ihre Feinde")
    ('uk', 'de')
    """
    script = script_of(text)
    if script == "Cyrl":
        letters = set(text)
        if letters & _KAZAKH and not letters & (_UKRAINIAN - set("іІ")):
            return "kk"
        if letters & _BELARUSIAN:
            return "be"
        return "uk" if letters & _UKRAINIAN else "ru"
    if script == "Latn":
        words = [w.casefold() for w in _LETTERS.findall(text)]
        counts = {language: sum(w in small for w in words) for language, small in _WORDS.items()}
        best = max(counts, key=lambda language: (counts[language], language == "en"))
        return best if counts[best] > counts["en"] and counts[best] > 1 else "en"
    return {"Grek": "el", "Arab": "ar", "Hebr": "he", "Hani": "zh"}.get(script, "en")


_TO_CYRILLIC = str.maketrans("ABEKMHOPCTYXaceopxyi", "АВЕКМНОРСТУХасеорхуі")
_TO_LATIN = str.maketrans("АВЕКМНОРСТУХасеорхуі", "ABEKMHOPCTYXaceopxyi")
_LATIN_LETTERS, _CYRILLIC_LETTERS = "A-Za-z", "А-Яа-яЁёІіЇїЄєҐґ"
# a run of letters that changes its script: looked for at the start of each run alone, so the time is linear
_MIXED = re.compile(
    rf"(?<![{_LATIN_LETTERS}{_CYRILLIC_LETTERS}])(?:[{_LATIN_LETTERS}]+[{_CYRILLIC_LETTERS}]|[{_CYRILLIC_LETTERS}]+[{_LATIN_LETTERS}])[{_LATIN_LETTERS}{_CYRILLIC_LETTERS}]*"
)


def mend_homoglyphs(text: str) -> str:
    """Put look-alike letters of the other script right, word by word, by the word's own majority.

    The length never changes, so spans stay true. A word is left alone unless all of its minority letters
    are look-alikes.

    >>> mend_homoglyphs("Kитaчaeв")
    'Китачаев'
    """

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        cyrillic = sum("\u0400" <= c <= "\u04ff" for c in word)
        latin = len(word) - cyrillic
        certain_cyrillic = sum("\u0400" <= c <= "\u04ff" and ord(c) not in _TO_LATIN for c in word)
        certain_latin = sum(c.isascii() and ord(c) not in _TO_CYRILLIC for c in word)
        if certain_latin and not certain_cyrillic:
            return word.translate(_TO_LATIN)
        if certain_cyrillic and not certain_latin:
            return word.translate(_TO_CYRILLIC)
        if certain_cyrillic and certain_latin:
            return word
        return word.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)

    return _MIXED.sub(mend, text)
