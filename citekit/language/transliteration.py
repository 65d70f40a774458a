"""Cyrillic into Latin by named schemes, and one key under which all schemes agree.

The schemes are those of the iuliia package (iuliia.ru); the names that journals use for them stand in
:data:`SCHEMES`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from citekit.language.script import mend_homoglyphs
from citekit.model import UnknownName

__all__ = ["SCHEMES", "ascii_key", "fold", "transliterate"]

SCHEMES: dict[str, str] = {
    "bgn": "BGN_PCGN_ALT",
    "bsi": "BS_2979_ALT",
    "ala-lc": "ALA_LC_ALT",
    "gost-7.79b": "GOST_779_ALT",
    "iso9": "ISO_9_1968",
    "icao": "ICAO_DOC_9303",
    "scientific": "SCIENTIFIC",
    "telegram": "TELEGRAM",
    "mvd": "MVD_782",
    "wikipedia": "WIKIPEDIA",
    "yandex": "YANDEX_MAPS",
}


@lru_cache(maxsize=32)
def _scheme(name: str) -> Any:
    import iuliia

    return getattr(iuliia, SCHEMES[name])


def transliterate(text: str, scheme: str = "bgn") -> str:
    """Return the text with its Cyrillic letters in Latin ones, by a scheme of :data:`SCHEMES`.

    >>> transliterate("Хохлов Ю. А.", "icao")
    'Khokhlov Iu. A.'

    Raises:
        UnknownName: there is no such scheme.
    """
    if scheme not in SCHEMES:
        raise UnknownName("transliteration scheme", scheme, tuple(SCHEMES))
    return str(_scheme(scheme).translate(text))


# One Latin sound for what the schemes write in several ways. The order matters: longest first, and what a
# replacement brings forth is met by a later one («сх» and «ш» are both "sh" somewhere, so both end as "s").
_FOLDS = (
    ("ehk", "ek"), ("shch", "s"), ("shh", "s"), ("sch", "s"), ("sh", "s"), ("zh", "z"), ("kh", "h"), ("tch", "c"), ("ch", "c"), ("ts", "c"), ("tz", "c"),
    ("tc", "c"), ("cz", "c"), ("ks", "h"), ("x", "h"), ("w", "v"), ("y", "i"), ("j", "i"), ("io", "e"), ("eh", "e"),
    ("kh", "h"), ("sh", "s"), ("ch", "c"), ("zh", "z"), ("sc", "s"),
)  # fmt: skip
_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z", "и": "i", "і": "i",
    "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u",
    "ф": "f", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a", "қ": "k",
    "ә": "a", "ғ": "g", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h",
    "č": "ch", "š": "sh", "ž": "zh", "ŝ": "s", "û": "u", "â": "a", "è": "e", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae",
    "œ": "oe", "ı": "i", "ə": "a",
}  # fmt: skip
_SILENT = dict.fromkeys("'’‘`´ʹʺʼ\"“”·", "")
_TO_SOUNDS = str.maketrans(_LETTERS | _SILENT)
_ASCII_MARKS = str.maketrans(dict.fromkeys("!#$%&()*+,-./:;<=>?@[\\]^_{|}~", " ") | _SILENT)
# «ия» is ia, iia, iya, ija; «ые» is ye, yye, y'e: beside a vowel an i tells nothing.
_IDLE_I = re.compile(r"i+(?=[aeou])|(?<=[aeou])i+|(?<=i)i+")
_MARKS = re.compile(r"[^\w]+|_")
_CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")
_LATIN_LETTER = re.compile("[A-Za-z]")


def _folded(text: str) -> str:
    if text.isascii():
        text = text.lower().translate(_ASCII_MARKS)
    else:
        if _CYRILLIC_LETTER.search(text) and _LATIN_LETTER.search(text):
            text = mend_homoglyphs(text)
        text = unicodedata.normalize("NFC", text).casefold().translate(_TO_SOUNDS)
        if not text.isascii():
            text = unicodedata.normalize("NFKD", text)
            text = "".join(c for c in text if not unicodedata.combining(c)).translate(_TO_SOUNDS)
        text = _MARKS.sub(" ", text)
    for long, short in _FOLDS:
        text = text.replace(long, short)
    return " ".join(_IDLE_I.sub("", text).split())


_remembered = lru_cache(maxsize=65536)(_folded)


def fold(text: str) -> str:
    """Return a key for comparison, the same for a Russian word and for each of its romanisations.

    Small letters and figures with single blanks. A key for matching only, never for print; two different
    words may share one. A text of any script is a key of itself.

    >>> {fold(w) for w in ("Щербакова", "Shcherbakova", "Ščerbakova", "Scherbakova")}
    {'serbakova'}
    >>> {fold(w) for w in ("Известия", "Izvestiya", "Izvestija", "Izvestiia", "Izvestiâ")}
    {'izvesta'}
    """
    return _remembered(text) if len(text) < 64 else _folded(text)  # names and journals come again, titles seldom


_ASCII = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ө": "o", "ұ": "u", "ү": "u", "қ": "k", "ғ": "g", "ң": "n", "ә": "a", "һ": "h", "і": "i", "ї": "i", "є": "ie", "ґ": "g", "ў": "u"}
)  # fmt: skip


def ascii_key(text: str) -> str:
    """Return a text in ASCII letters and figures alone, for citation keys.

    >>> ascii_key("Өзбекова-Müller")
    'ozbekovamuller'
    """
    text = transliterate(text, "icao").casefold()
    text = text.translate(_ASCII)
    text = unicodedata.normalize("NFKD", text)
    return re.sub(r"[^a-z0-9]", "", text)
