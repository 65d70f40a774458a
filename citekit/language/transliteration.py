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


# One Latin sound for what the schemes write in several ways; the order matters (longest first).
_FOLDS = (
    ("shch", "s"), ("sch", "s"), ("sh", "s"), ("zh", "z"), ("kh", "h"), ("ch", "c"), ("tch", "c"), ("ts", "c"), ("tz", "c"), ("cz", "c"), ("tc", "c"),
    ("x", "ks"), ("yo", "e"), ("jo", "e"), ("io", "e"), ("ye", "e"), ("je", "e"), ("ya", "a"), ("ja", "a"), ("ia", "a"),
    ("yu", "u"), ("ju", "u"), ("iu", "u"), ("iy", "i"), ("yi", "i"), ("ii", "i"), ("ij", "i"), ("yy", "i"), ("w", "v"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "z", "з": "z", "и": "i", "і": "i",
    "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u",
    "ф": "f", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a", "қ": "k",
    "ә": "a", "ғ": "g", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h",
}  # fmt: skip


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return a key for comparison, the same for a Russian word and for each of its romanisations.

    Small letters and figures with single blanks. A key for matching only, never for print; two different
    words may share one.

    >>> {fold(w) for w in ("Щербакова", "Shcherbakova", "Ščerbakova", "Scherbakova")}
    {'serbakova'}
    """
    text = mend_homoglyphs(unicodedata.normalize("NFC", text)).casefold()
    text = "".join(_CYRILLIC.get(c, c) for c in text)
    text = (
        text.replace("č", "ch")
        .replace("š", "sh")
        .replace("ž", "zh")
        .replace("ŝ", "shch")
        .replace("û", "yu")
        .replace("â", "ya")
        .replace("è", "e")
    )
    text = unicodedata.normalize("NFKD", text)
    text = re.sub(r"['’‘`ʹʺ\"“”]", "", text)
    text = "".join(c for c in text if not unicodedata.combining(c))
    for long, short in _FOLDS:
        text = text.replace(long, short)
    text = re.sub(r"(?<=[aeiou])i(?=[aeiou])", "", text)
    text = re.sub(r"i{2,}", "i", text)
    text = re.sub(r"[^\w]+|_", " ", text)
    return " ".join(text.split())


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
