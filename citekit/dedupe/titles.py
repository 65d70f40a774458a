"""Titles for comparison: bare of what data bases add, folded, their figures, whether they are notices or say nothing."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from citekit.language import fold

__all__ = ["EMPTY", "ROMAN", "bare_title", "is_generic", "notice_of", "numbers_of", "plain_text", "title_faces", "title_key"]

_LONGEST = 600  # letters that are compared; a title is never longer, a field that ran away may be
_MARKUP = re.compile(r"<[^<>]{0,80}>|&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[0-9a-f]{1,5});|[{}$\\]", re.IGNORECASE)
# What data bases put behind a title; the text in brackets has no brackets itself, so nothing backtracks.
_NOTE = (
    r"refs?|review|erratum|errata|see comments?|comments? in|summary for patients|republished|article in|corrected|correction|retract\w*|"
    r"reprint\w*|abstract|electronic resource|in russian|in russ|letter|editorial|электронный ресурс|текст|published erratum"
)
_TRAILER = re.compile(rf"\s*\[[^\[\]]{{0,40}}\b(?:{_NOTE})\b[^\[\]]{{0,300}}\][.\s]*$", re.IGNORECASE)
_TRAILER_ROUND = re.compile(
    r"\s*\((?:review|in russian|in russ\.?|abstract|letter|editorial|article|english|vol\.? \d[^()]{0,60})\)[.\s]*$", re.IGNORECASE
)
_PREFIX = re.compile(r"^\s*(?:retracted(?: article)?|withdrawn|(?:review|original|research)[ -](?:article|paper))\s*[:.]\s*", re.IGNORECASE)
_NOTICE = re.compile(
    r"\W*(?:(?P<erratum>errat(?:um|a)\b|corrigend|corrections?\s*(?:to|:|for)|addend(?:um|a)\b|(?:author|publisher)s?'?s? correction|"
    r"retraction\s*(?:note|notice|of|:)|expression of concern|исправлени[ея]\s*(?:к|:)|опечатк)|"
    r"(?P<reply>(?:reply|response|rejoinder|comments?|commentary|discussion|answer|remarks?)\s*(?:to|on|:|from|by)|re\s*:|authors?['’]?s? (?:reply|response)|"
    r"in reply|letter to|ответ\s|комментари[йи] к)|(?P<review>book review|review of\W|рец(?:ензия)?[.:]?\s*(?:на|:)))",
    re.IGNORECASE,
)
ROMAN = {
    r: str(n)
    for n, r in enumerate(
        [
            "i",
            "ii",
            "iii",
            "iv",
            "v",
            "vi",
            "vii",
            "viii",
            "ix",
            "x",
            "xi",
            "xii",
            "xiii",
            "xiv",
            "xv",
            "xvi",
            "xvii",
            "xviii",
            "xix",
            "xx",
            "xxi",
        ],
        1,
    )
}
_WORDS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
}  # fmt: skip
_SINGLE_ROMAN = frozenset(["I", "V", "X"])
_DIGITS = re.compile(r"\d+")
_MAYBE_ROMAN = re.compile(r"[IVX]|[ivx]{2}")
_WORD = re.compile(r"\w+")
_PART_WORDS = frozenset(
    ["part", "phase", "type", "vol", "volume", "stage", "grade", "class", "chapter", "book", "study", "section", "group", "level", "часть", "части", "ч", "том", "т", "книга", "кн", "глава", "вып", "chast", "tom", "kniga"]
)  # fmt: skip
EMPTY = frozenset(
    [
        "",
        "nan",
        "none",
        "null",
        "unknown",
        "n a",
        "na",
        "no title",
        "untitled",
        "anonymous",
        "anon",
        "no author listed",
        "not available",
        "et al",
        "others",
        "i dr",
    ]
)


def plain_text(text: str) -> str:
    """Return a text without markup and LaTeX braces, «&» as a word."""
    if "<" in text or "{" in text or "&" in text or "\\" in text or "$" in text:
        text = _MARKUP.sub(lambda m: " and " if m[0].lower() == "&amp;" else " " if m[0][0] == "&" else "", text)
    return text.replace("&", " and ")


def bare_title(title: str) -> str:
    """Return a title without markup, without what data bases add before and behind, and without brackets around it.

    >>> bare_title("[Treatment of <i>x</i>]. [Review] [33 refs]")
    'Treatment of x'
    """
    title = plain_text(title[:_LONGEST]).strip()
    if title.endswith(("]", ")", "].", ").")):
        for _ in range(4):
            shorter = _TRAILER_ROUND.sub("", _TRAILER.sub("", title))
            if shorter == title or not shorter.strip():
                break
            title = shorter
    title = _PREFIX.sub("", title) or title
    if title.startswith("[") and title.rstrip(" .").endswith("]"):
        title = title.rstrip(" .")[1:-1]
    return title


def title_key(title: str) -> str:
    """Return a title folded for comparison; empty for what means that there is none («Untitled»)."""
    key = fold(bare_title(title))
    return "" if key in EMPTY else key


_PARALLEL = re.compile(r"\s=\s|;\s|\s*<original>\s*|\.?\s*\[(?=[^\[\]]{20,}\]?\.?$)", re.IGNORECASE)


def title_faces(title: str) -> list[str]:
    """Return a printed title folded, then each of the titles that are printed in it («Title = Заглавие», «Title [Translation]»)."""
    key = title_key(title)
    if not key:
        return []
    faces = [key]
    if "=" in title or ";" in title or "[" in title or "<" in title:
        parts = [title_key(p.rstrip("].")) for p in _PARALLEL.split(title[:_LONGEST])]
        if 1 < len(parts) <= 3:
            faces += [p for p in parts if p.count(" ") >= 3 and len(p) >= 20]
    return faces


def numbers_of(title: str) -> frozenset[str]:
    """Return the figures of a title, Roman ones and ordinal words as Arabic figures.

    >>> sorted(numbers_of("Part II of the 3 lessons"))
    ['2', '3']
    """
    title = title[:_LONGEST]
    found = {n.lstrip("0") or "0" for n in _DIGITS.findall(title)}
    if _MAYBE_ROMAN.search(title):
        words = _WORD.findall(title)
        for n, w in enumerate(words):
            # Two letters and more in either case; one letter only as a capital where a figure is expected, for
            # «i», «v», «x» are words of romanised Russian.
            if (len(w) > 1 and w.lower() in ROMAN and (w.isupper() or w.islower())) or (
                w in _SINGLE_ROMAN and (n == len(words) - 1 or words[n - 1].lower() in _PART_WORDS)
            ):
                found.add(ROMAN[w.lower()])
    lower = title.lower()
    if "th" in lower or "second" in lower or "rst" in lower or "one" in lower or "two" in lower or "five" in lower:
        found |= {_WORDS[w] for w in re.findall(r"[a-z]+", lower) if w in _WORDS}
    return frozenset(found)


@lru_cache(maxsize=1)
def _generic_titles() -> tuple[frozenset[str], tuple[str, ...]]:
    table = tomllib.loads(files("citekit.dedupe").joinpath("generic.toml").read_text(encoding="utf-8"))
    return frozenset(map(fold, table["titles"])), tuple(map(fold, table["heads"]))


def is_generic(title: str) -> bool:
    """Tell whether a folded title is one that many works bear («editorial», «introduction to the special issue»)."""
    titles, heads = _generic_titles()
    return title in titles or (title.count(" ") <= 7 and title.startswith(heads))


def notice_of(title: str) -> str:
    """Return what kind of notice on another work a title announces: ``erratum``, ``reply``, ``review``; empty for none."""
    match = _NOTICE.match(title[:80])
    return match.lastgroup or "" if match else ""
