"""Which lines are headings that begin or end a reference list; the phrases are in ``data/headings.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Literal

from citekit.parsers.files import shipped
from citekit.parsers.lists.likeness import names_at_start

__all__ = ["HeadingKind", "clean_heading", "ends_list", "heading_kind", "list_words", "run_in_heading"]

HeadingKind = Literal["list", "notes", "self", "end", "group", ""]

_LONGEST = 140
_LONGEST_PART = 60
_FIRST_LETTERS = 4
_TAGS = re.compile(r"<[^<>]{0,200}>")
_TEX = re.compile(r"\\(?:(?:sub){0,2}section|chapter|paragraph|begin|end)\*?\{")
_MARKS = re.compile(r"[#*_>~|=\\\u00ad\u200b\ufeff]+")
_NUMBER = re.compile(
    r"^(?:(?:глава|раздел|chapter|section|часть)\s+)?(?:§\s*)?(?:(?:\d{1,2}(?:\.\d{1,2}){0,4}|[IVXLC]{1,6}|[A-ZА-Я](?=[.)]))[.)]?|[•·▪●■►-])\s+",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"(?:\.{4,}|(?:\s\.){3,}|…{2,}|_{4,}|·{3,}|\s{3,}|\t)\s*\d{1,4}$|\s\d{1,4}$")
_OF_PART = re.compile(r"\b(?:глав\w+|раздел\w*|част\w+|лекци\w+|тем\w|chapter|section|part|lecture)\s\d{1,3}$", re.IGNORECASE)
_SPACED = re.compile(r"(?<!\S)(?:\w\s){3,}\w(?!\S)")
_PUNCTUATION = re.compile(r"[\s.:;,!?«»\"“”„'’()\[\]–—]+")


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(shipped("data/headings.toml").decode())


def _pattern(phrase: str) -> str:
    words = []
    for word in phrase.split():
        if word == "*":
            words.append(r"(?: \S+){0,5}")
        elif word.endswith("~"):
            words.append(" " + re.escape(word[:-1]) + r"[\w-]*")
        else:
            words.append(" " + re.escape(word))
    return "".join(words)


@cache
def _phrases(kind: str) -> dict[str, re.Pattern[str]]:
    """Return a kind's phrases as patterns, by the first letters of their first word."""
    groups: dict[str, list[str]] = {}
    for phrase in _tables()[kind]["phrases"]:
        first = phrase.split()[0].rstrip("~")
        groups.setdefault("" if first == "*" else first[:_FIRST_LETTERS], []).append(_pattern(phrase))
    return {first: re.compile("|".join(patterns)) for first, patterns in groups.items()}


@cache
def list_words() -> frozenset[str]:
    """Return how the first words of headings of lists begin (and «глава», «IV» …): a quick test of a line."""
    keys = {key for kind in ("list", "notes", "self") for key in _phrases(kind) if key}
    return frozenset(keys | {"глав", "разд", "chap", "sect", "subs", "begi", "част", "iii", "vii", "viii", "xii", "xiii", "iiii"})


def _is(kind: str, words: str) -> bool:
    phrases = _phrases(kind)
    # a short first word («об», «к.») has fewer letters than the key
    first = words[1:].split(" ", 1)[0][:_FIRST_LETTERS]
    return any((pattern := phrases.get(key)) is not None and pattern.fullmatch(words) is not None for key in (first, ""))


@cache
def _begins() -> tuple[str, ...]:
    return tuple(_tables()["end"]["begins"])


def _words(text: str) -> str:
    return " " + " ".join(_PUNCTUATION.sub(" ", text.casefold().replace("’", "'")).split())


def clean_heading(line: str) -> str:
    """Return a heading without marks, number, and the page that a table of contents gives it.

    >>> clean_heading("## **5. Список литературы**")
    'Список литературы'
    """
    text = _TAGS.sub(" ", line) if "<" in line else line
    if line[:1] == "\\" and _TEX.match(line):
        text = "References" if "{thebibliography}" in line else _TEX.sub("", text).rstrip("} ")
    text = _MARKS.sub(" ", text).strip()
    text = _NUMBER.sub("", text, count=1)
    if _SPACED.search(text):  # Л И Т Е Р А Т У Р А
        text = "".join(text.split()) if len(text) < 40 else text
    return text.strip().strip("[](){}«»\"'—–-•. ")


def heading_kind(line: str) -> HeadingKind:
    """Return what a line is a heading of: ``list``, ``notes``, ``self``, ``end``, ``group``, or nothing.

    An entry of a table of contents («Литература .... 136») is nothing.

    >>> heading_kind("СПИСОК ИСПОЛЬЗОВАННЫХ ИСТОЧНИКОВ"), heading_kind("ЛИТЕРАТУРА.......136")
    ('list', '')
    """
    if not line or len(line) > _LONGEST:
        return ""
    text = clean_heading(line)
    if line[:5] == "\\end{":
        return "end"
    if (
        not text
        or len(text) > _LONGEST
        or (_LEADERS.search(text) and not _OF_PART.search(text))
        or not (text[0].isupper() or text[0].isdigit() or not text.isascii())
    ):
        return ""
    if text[0].islower():
        return ""
    whole = _words(text)
    order: tuple[HeadingKind, ...] = ("list", "notes", "self", "end", "group")
    for kind in order:
        if _is(kind, whole):
            return kind
    # «Литература / References», «References (transliterated)»: a part decides where the rest is short
    parts = [p for p in re.split(r"[/(\[]", text) if p.strip(" )].")]
    if 1 < len(parts) < 4 and all(len(p) < _LONGEST_PART for p in parts) and line[0] not in "|+":
        kinds = [next((k for k in order[:2] if _is(k, _words(p))), "") for p in parts]
        for kind in order[:2]:
            if kind in kinds:
                return kind
    return ""


def ends_list(line: str) -> bool:
    """Tell whether a line opens what comes after a list: author details, funding, copyright, an appendix."""
    if not line:
        return False
    head = _MARKS.sub(" ", line[:80]).strip()
    if head.startswith("©"):
        return True
    folded = head.casefold()
    if folded.startswith(_begins()):
        return not head[0].islower()
    return len(line) <= _LONGEST and heading_kind(line) == "end"


def run_in_heading(line: str) -> int:
    """Return where the first entry begins in a line that opens with a heading («Литература: 1. Иванов …»), else 0."""
    best = 0
    for match in re.finditer(r"[:.]\s+|\s+(?=[\[(]?1[\].)])", line[:70]):
        head = line[: match.start()].strip()
        if head.casefold() != "reference" and heading_kind(head) in ("list", "notes"):
            colon = match[0].strip() == ":"
            rest = line[match.end() :]
            if len(rest) < 20:
                break
            if re.match(r"[\[(]?1[\].)]", rest) or (colon and names_at_start(rest)):
                best = match.end()
                break
    return best
