"""Identifiers of works, serials and people: find them in text, normalise them, check their digits.

A ``normalise_*`` function takes what a person typed or a PDF printed and returns the canonical form,
or raises :class:`InvalidIdentifier`. A ``find_*`` function returns every :class:`Found` of a text, with
half-open spans in code points.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec

from citekit.model.errors import InvalidIdentifier
from citekit.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = [
    "Found",
    "doi_url",
    "find_arxiv",
    "find_dois",
    "find_edns",
    "find_isbns",
    "find_issns",
    "find_orcids",
    "find_pmids",
    "normalise_arxiv",
    "normalise_doi",
    "normalise_edn",
    "normalise_isbn",
    "normalise_issn",
    "normalise_orcid",
    "normalise_pmid",
]


class Found(msgspec.Struct, frozen=True):
    """An identifier found in a text: its canonical value and where it stands."""

    value: str
    span: Span


# Cyrillic letters that a keyboard or an OCR puts into a Latin identifier.
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХасеорхуі", "ABEKMHOPCTYXaceopxyi")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))

_DOI_RESOLVER = re.compile(r"^\s*<?\s*(?:https?\s*:\s*/\s*/\s*)?(?:www\.|dx\.|dx\s+\.)?doi\s*\.\s*org\s*/\s*", re.IGNORECASE)
_DOI_LABEL = re.compile(r"^\s*(?:DOI|doi)\s*[:=]?\s*", re.IGNORECASE)
_DOI_SHAPE = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_DOI_PLAIN = re.compile(r"10\.\d{4,9}/[A-Za-z0-9._\-]*[A-Za-z0-9]", re.ASCII)  # nothing in it needs mending
_BLANKS = re.compile(r"\s+")
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_FIRST_FIGURES = re.compile(r"^1[OoОо0]\.")
_CLOSERS = {")": "(", "]": "[", "}": "{", ">": "<", "»": "«", "”": "“", "’": "‘"}
_TAIL = ".,;:!?\"'…*_"


def _trim_tail(text: str) -> str:
    """Drop closing marks of the sentence around an identifier, but not brackets that belong to it."""
    while text:
        last = text[-1]
        if last in _TAIL or (last in _CLOSERS and text.count(last) > text.count(_CLOSERS[last])):
            text = text[:-1]
            continue
        return text
    return text


def normalise_doi(raw: str) -> str:
    r"""Return the bare lower-case DOI that ``raw`` means.

    Survives resolver prefixes, labels, blanks and line breaks inside, a closing dot or bracket, Cyrillic
    look-alikes, percent escapes and LaTeX escapes; SICI DOIs keep their ``<>;#``.

    >>> normalise_doi("https://doi. org/10. 1002/(SICI)1096-8644(199605)100:1<1::AID-AJPA1>3.0.CO;2-2.")
    '10.1002/(sici)1096-8644(199605)100:1<1::aid-ajpa1>3.0.co;2-2'
    >>> normalise_doi("1О.1016/J.X%2F1")
    '10.1016/j.x/1'

    Raises:
        InvalidIdentifier: no ``10.NNNN/suffix`` can be read from the text.
    """
    if _DOI_PLAIN.fullmatch(raw):
        return raw.lower()
    text = unicodedata.normalize("NFKC", raw).translate(_INVISIBLE).translate(_LOOK_ALIKES).translate(_DASHES)
    text = text.replace("\\_", "_").replace("\\/", "/").replace("\\%", "%").replace("\\&", "&").replace("\\#", "#")
    text = _DOI_LABEL.sub("", text)
    text = _DOI_RESOLVER.sub("", text)
    text = _DOI_LABEL.sub("", text)
    text = _BLANKS.sub("", text)
    if _ESCAPED.search(text):
        text = unquote(text)
    text = _FIRST_FIGURES.sub("10.", text)
    text = _trim_tail(text).lower()
    if not _DOI_SHAPE.fullmatch(text):
        raise InvalidIdentifier("DOI", raw, "a DOI reads 10.<4 to 9 digits>/<suffix>")
    return text


def doi_url(doi: str) -> str:
    """Return the https://doi.org address of a bare DOI, percent-encoded where a URL needs it.

    >>> doi_url("10.1000/a<b>#c")
    'https://doi.org/10.1000/a%3Cb%3E%23c'
    """
    safe = "".join(f"%{ord(c):02X}" if c in '<>#?%"{}|\\^` ' else c for c in doi)
    return f"https://doi.org/{safe}"


# The suffix runs to the next white space; a look-alike О may stand for the zero of the prefix.
_FIND_DOI = re.compile(
    r"(?:(?:https?://)?(?:www\.|dx\.)?doi\.\s?org/\s?|\bdoi\s*[:=]?\s*(?:(?:https?://)?(?:dx\.)?doi\.org/)?|(?<![\w./]))"
    r"(1[0ОO]\.\s?\d{4,9}(?:\.\d+)*\s?/\s?[^\s«»“”|]+)",
    re.IGNORECASE,
)


def find_dois(text: str) -> tuple[Found, ...]:
    """Return the DOIs of a text; a span covers the DOI with its resolver prefix or label.

    >>> [f.value for f in find_dois("see doi:10.1000/ABC. and https://doi.org/10.2307/2546433>")]
    ['10.1000/abc', '10.2307/2546433']
    """
    found = []
    for match in _FIND_DOI.finditer(text):
        body = _trim_tail(match[1])
        try:
            value = normalise_doi(body)
        except InvalidIdentifier:
            continue
        found.append(Found(value, Span(match.start(), match.start(1) + len(body))))
    return tuple(found)


def _weighted(digits: Iterable[str], weights: Iterable[int]) -> int:
    return sum((10 if d == "X" else int(d)) * w for d, w in zip(digits, weights, strict=False))


def normalise_isbn(raw: str) -> str:
    """Return an ISBN-10 or ISBN-13 without hyphens, its check digit verified (ISO 2108).

    >>> normalise_isbn("ISBN 978-5-394-02783-3")
    '9785394027833'
    """
    digits = re.sub(r"[\s\-]", "", re.sub(r"^\s*ISBN(?:-1[03])?\s*:?\s*", "", raw.translate(_DASHES), flags=re.IGNORECASE))
    digits = digits.upper().replace("Х", "X").rstrip(".,;")
    if re.fullmatch(r"\d{9}[\dX]", digits):
        if _weighted(digits, range(10, 0, -1)) % 11 == 0:
            return digits
    elif re.fullmatch(r"97[89]\d{10}", digits):
        if _weighted(digits, [1, 3] * 7) % 10 == 0:
            return digits
    else:
        raise InvalidIdentifier("ISBN", raw, "an ISBN has 10 or 13 digits")
    raise InvalidIdentifier("ISBN", raw, "its check digit does not fit; a digit is mistyped")


@lru_cache(maxsize=16_384)  # a journal's number stands in all its articles
def normalise_issn(raw: str) -> str:
    """Return an ISSN as ``NNNN-NNNC``, its check digit verified (ISO 3297).

    >>> normalise_issn("ISSN 0317 8471")
    '0317-8471'
    """
    digits = re.sub(r"^\s*[eEpPеЕ]?-?ISSN\s*:?\s*", "", raw.translate(_DASHES), flags=re.IGNORECASE)
    digits = re.sub(r"[\s\-]", "", digits).upper().replace("Х", "X").rstrip(".,;")
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        raise InvalidIdentifier("ISSN", raw, "an ISSN has 8 digits, NNNN-NNNN")
    if _weighted(digits, range(8, 0, -1)) % 11:
        raise InvalidIdentifier("ISSN", raw, "its check digit does not fit; a digit is mistyped")
    return f"{digits[:4]}-{digits[4:]}"


def normalise_orcid(raw: str) -> str:
    """Return an ORCID iD as ``NNNN-NNNN-NNNN-NNNC``, its check digit verified (ISO 7064, MOD 11-2).

    >>> normalise_orcid("https://orcid.org/0000-0003-4616-0758")
    '0000-0003-4616-0758'
    """
    digits = re.sub(r"^.*orcid\.org/", "", raw.strip().translate(_DASHES), flags=re.IGNORECASE)
    digits = re.sub(r"[\s\-]", "", digits).upper().rstrip("./,;")
    if not re.fullmatch(r"\d{15}[\dX]", digits):
        raise InvalidIdentifier("ORCID", raw, "an ORCID iD has 16 digits in four groups")
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    if "0123456789X"[(12 - total % 11) % 11] != digits[15]:
        raise InvalidIdentifier("ORCID", raw, "its check digit does not fit; a digit is mistyped")
    return "-".join(digits[i : i + 4] for i in range(0, 16, 4))


def normalise_edn(raw: str) -> str:
    """Return an EDN (eLIBRARY Document Number): six Latin capitals.

    >>> normalise_edn("https://elibrary.ru/clrxrz")
    'CLRXRZ'
    """
    text = re.sub(r"^.*elibrary\.ru/", "", raw.strip(), flags=re.IGNORECASE)
    text = re.sub(r"^\s*EDN\s*:?\s*", "", text, flags=re.IGNORECASE).translate(_LOOK_ALIKES).strip(" .,;/").upper()
    if not re.fullmatch(r"[A-Z]{6}", text):
        raise InvalidIdentifier("EDN", raw, "an EDN is six Latin letters")
    return text


def normalise_arxiv(raw: str) -> str:
    """Return an arXiv identifier, new (``2101.00001v2``) or old (``math/0309136``).

    >>> normalise_arxiv("https://arxiv.org/abs/2101.00001v2")
    '2101.00001v2'
    """
    text = re.sub(r"^\s*(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|pdf)/", "", raw.strip(), flags=re.IGNORECASE)
    text = re.sub(r"^\s*arxiv\s*:?\s*", "", text, flags=re.IGNORECASE)
    text = re.sub(r"(?:\.pdf)?[.,;]*$", "", text)
    if not re.fullmatch(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z\-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?", text):
        raise InvalidIdentifier("arXiv", raw, "an arXiv number reads 2101.00001 or math/0309136")
    return text


def normalise_pmid(raw: str) -> str:
    """Return a PubMed number, digits alone.

    >>> normalise_pmid("PMID: 12345678")
    '12345678'
    """
    text = re.sub(r"^\s*PMID\s*:?\s*", "", raw, flags=re.IGNORECASE).strip(" .,;")
    if not re.fullmatch(r"[1-9]\d{0,8}", text):
        raise InvalidIdentifier("PMID", raw, "a PMID has one to nine digits")
    return text


def _find(pattern: re.Pattern[str], normalise: Callable[[str], str], text: str) -> tuple[Found, ...]:
    found = []
    for match in pattern.finditer(text):
        try:
            found.append(Found(normalise(match[1]), Span(match.start(), match.end())))
        except InvalidIdentifier:
            continue
    return tuple(found)


_EDN = re.compile(r"(?:\bEDN\s*:?\s*|(?:https?://)?(?:www\.)?elibrary\.ru/)([A-Za-z]{6})(?!\w|\.\w)")
_ISBN = re.compile(r"\bISBN(?:-1[03])?\s*:?\s*(\d[\d\s\-‐‑–—]{8,20}[\dXХ])", re.IGNORECASE)
_ISSN = re.compile(r"\b[ep]?-?ISSN\s*:?\s*(\d{4}\s?[\-‐‑–—]?\s?\d{3}[\dXХ])", re.IGNORECASE)
_ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|\bORCID\s*:?\s*)(\d{4}[\-‐‑–—]\d{4}[\-‐‑–—]\d{4}[\-‐‑–—]\d{3}[\dX])", re.IGNORECASE
)
_ARXIV = re.compile(r"(?:\barxiv\s*:\s*|(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|pdf)/)([\w.\-]+(?:/\d{7})?(?:v\d+)?)", re.IGNORECASE)
_PMID = re.compile(r"\bPMID\s*:?\s*([1-9]\d{0,8})\b", re.IGNORECASE)


def find_edns(text: str) -> tuple[Found, ...]:
    """Return the EDNs of a text that stand after «EDN» or in an eLIBRARY address."""
    return _find(_EDN, normalise_edn, text)


def find_isbns(text: str) -> tuple[Found, ...]:
    """Return the ISBNs of a text whose check digits fit."""
    return _find(_ISBN, normalise_isbn, text)


def find_issns(text: str) -> tuple[Found, ...]:
    """Return the ISSNs of a text whose check digits fit."""
    return _find(_ISSN, normalise_issn, text)


def find_orcids(text: str) -> tuple[Found, ...]:
    """Return the ORCID iDs of a text whose check digits fit."""
    return _find(_ORCID, normalise_orcid, text)


def find_arxiv(text: str) -> tuple[Found, ...]:
    """Return the arXiv numbers of a text."""
    return _find(_ARXIV, normalise_arxiv, text)


def find_pmids(text: str) -> tuple[Found, ...]:
    """Return the PubMed numbers of a text."""
    return _find(_PMID, normalise_pmid, text)
