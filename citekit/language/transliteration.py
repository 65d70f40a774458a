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

# The name that journals use, and iuliia's. «iso9» is ISO 9:1995, the same table as GOST 7.79 A.
SCHEMES: dict[str, str] = {
    "bgn": "BGN_PCGN_ALT",
    "bgn-simple": "BS_2979_ALT",
    "bsi": "BS_2979_ALT",
    "ala-lc": "ALA_LC_ALT",
    "ala-lc-full": "ALA_LC",
    "gost-7.79a": "GOST_779",
    "gost-7.79b": "GOST_779_ALT",
    "gost-7.0.34": "GOST_7034",
    "iso9": "GOST_779",
    "iso9-1968": "ISO_9_1968",
    "icao": "ICAO_DOC_9303",
    "scientific": "SCIENTIFIC",
    "telegram": "TELEGRAM",
    "mvd": "MVD_782",
    "wikipedia": "WIKIPEDIA",
    "yandex": "YANDEX_MAPS",
    "uk-2010": "",  # a table of our own: iuliia's are for Russian
}
# Where the journals' tables part from iuliia's. BSI as they print it has й = i always (BS 2979 writes -ий as -y),
# their simplified BGN has й = y and no «ye». Sources: journal.imbp.ru/eng/translit.html and
# journals.kantiana.ru/geometry/transliteration (BSI), journals.ucp.by Transliteration (BGN).
_BEFORE = {
    "bsi": str.maketrans("йЙ", "iI"),
    "bgn-simple": str.maketrans("йЙ", "yY"),
}
# iuliia leaves the Cyrillic ё in some schemes, and letters of other languages than Russian in all.
_LEFT_OVER = str.maketrans(
    {
        "ё": "ë", "Ё": "Ë", "і": "i", "І": "I", "ї": "i", "Ї": "I", "є": "ie", "Є": "Ie", "ґ": "g", "Ґ": "G", "ў": "u", "Ў": "U", "ә": "a", "Ә": "A",
        "ғ": "g", "Ғ": "G", "қ": "k", "Қ": "K", "ң": "n", "Ң": "N", "ө": "o", "Ө": "O", "ұ": "u", "Ұ": "U", "ү": "u", "Ү": "U", "һ": "h", "Һ": "H",
        "ѐ": "e", "Ѐ": "E", "ѝ": "i", "Ѝ": "I", "ѣ": "e", "Ѣ": "E", "ѳ": "f", "Ѳ": "F", "ѵ": "i", "Ѵ": "I", "ј": "j", "Ј": "J", "љ": "lj", "Љ": "Lj", "њ": "nj", "Њ": "Nj", "ћ": "c", "Ћ": "C",
        "ђ": "dj", "Ђ": "Dj", "џ": "dz", "Џ": "Dz", "ѕ": "dz", "Ѕ": "Dz", "ѓ": "g", "Ѓ": "G", "ќ": "k", "Ќ": "K",
    }
)  # fmt: skip
# Ukrainian by the Cabinet of Ministers' resolution No. 55 of 27 January 2010; at a word's beginning є ї й ю я take y.
_UKRAINIAN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y", "і": "i", "ї": "i", "й": "i",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
        "ш": "sh", "щ": "shch", "ь": "", "ю": "iu", "я": "ia", "'": "", "’": "", "ʼ": "", "ы": "y", "э": "e", "ё": "io", "ъ": "",
    }
)  # fmt: skip
_UKRAINIAN_INITIALS = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_CYRILLIC_WORD = re.compile("[\u0400-\u052f]+(?:['’ʼ][\u0400-\u052f]+)*")


@lru_cache(maxsize=32)
def _scheme(name: str) -> Any:
    import iuliia

    return getattr(iuliia, SCHEMES[name])


def _ukrainian(word: str) -> str:
    small = word.lower().replace("зг", "zgh")
    first = _UKRAINIAN_INITIALS.get(small[0])
    latin = (first + small[1:] if first else small).translate(_UKRAINIAN)
    return latin[:1].upper() + latin[1:] if word[0].isupper() else latin


@lru_cache(maxsize=16384)
def _transliterated(word: str, scheme: str) -> str:
    before = _BEFORE.get(scheme)
    latin = _ukrainian(word) if scheme == "uk-2010" else str(_scheme(scheme).translate(word.translate(before) if before else word))
    latin = unicodedata.normalize("NFC", latin.translate(_LEFT_OVER))
    # «ЩУКА» is SHCHUKA, though «Щ.» is Shch.
    return latin.upper() if len(word) > 1 and word.isupper() else latin


def transliterate(text: str, scheme: str = "bgn") -> str:
    """Return the text with its Cyrillic letters in Latin ones, by a scheme of :data:`SCHEMES`.

    >>> transliterate("Хохлов Ю. А.", "icao")
    'Khokhlov Iu. A.'
    >>> [transliterate("Краткий объём, ЮНЕСКО", s) for s in ("bsi", "bgn")]
    ['Kratkii ob"em, YUNESKO', 'Kratkiy ob”yëm, YUNESKO']

    Raises:
        UnknownName: there is no such scheme.
    """
    if scheme not in SCHEMES:
        raise UnknownName("transliteration scheme", scheme, tuple(SCHEMES))
    return _CYRILLIC_WORD.sub(lambda word: _transliterated(word[0], scheme), text)


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
