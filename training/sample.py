"""A labelled reference: text whose every character knows its field, and the tokens' labels made of it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from citekit.parsers.labelling.labels import LABELS
from citekit.parsers.labelling.tokens import Token, tokenize

__all__ = ["Sample", "token_labels"]

_KNOWN = frozenset(LABELS)
_QUOTES_OPEN = "«“„\"‘'"
_QUOTES_CLOSE = "»”“\"’'"
_PAIRS = {"(": ")", "[": "]", "«": "»", "“": "”", "„": "“"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_NAMES = {"author", "editor", "compiler", "translator", "responsibility"}
# labels in which a word before the last dot is an abbreviation as a rule
_ABBREVIATING = {"volume_term", "issue_term", "page_term", "etal", "editor_role", "genre", "edition", "medium", "url_lead", "accessed"}
_WHOLE = frozenset(
    [
        "book",
        "paper",
        "from",
        "text",
        "work",
        "url",
        "doi",
        "isbn",
        "issn",
        "edn",
        "том",
        "год",
        "диск",
        "ресурс",
        "обзор",
        "доклад",
        "курс",
        "словарь",
        "атлас",
        "каталог",
        "роман",
        "сборник",
        "отчет",
        "отчёт",
    ]
)
_ABBREVIATED = frozenset(
    [
        "м",
        "спб",
        "л",
        "к",
        "пг",
        "н",
        "ростов-н",
        "inc",
        "co",
        "ltd",
        "corp",
        "llc",
        "jr",
        "sr",
        "univ",
        "ун-т",
        "ун-та",
        "ин-т",
        "ин-та",
        "изд-во",
        "gmbh",
        "зао",
        "оао",
        "ооо",
        "publ",
        "press",
        "dept",
        "г",
        "гг",
    ]
)


@dataclass
class Sample:
    """Characters with their labels and slant; ``hints`` are features of the list it stood in."""

    text: str = ""
    labels: list[str] = field(default_factory=list)
    slanted: list[bool] = field(default_factory=list)
    source: str = ""
    language: str = ""
    style: str = ""

    def add(self, text: str, label: str = "sep", *, slanted: bool = False) -> None:
        """Append a run of text of one label."""
        assert label in _KNOWN, label
        self.text += text
        self.labels += [label] * len(text)
        self.slanted += [slanted] * len(text)

    def spans(self) -> list[tuple[int, int, str]]:
        """Return the runs of one label."""
        runs: list[tuple[int, int, str]] = []
        for at, label in enumerate(self.labels):
            if runs and runs[-1][2] == label and runs[-1][1] == at:
                runs[-1] = (runs[-1][0], at + 1, label)
            else:
                runs.append((at, at + 1, label))
        return runs

    def check(self) -> None:
        """Assert that every character has its label."""
        assert len(self.text) == len(self.labels) == len(self.slanted), (len(self.text), len(self.labels))

    def italics(self) -> list[tuple[int, int]]:
        """Return the slanted runs."""
        runs: list[tuple[int, int]] = []
        for at, slant in enumerate(self.slanted):
            if slant:
                if runs and runs[-1][1] == at:
                    runs[-1] = (runs[-1][0], at + 1)
                else:
                    runs.append((at, at + 1))
        return runs


def token_labels(sample: Sample) -> tuple[tuple[Token, ...], list[str]]:
    """Cut a sample into tokens and label them; punctuation at a field's border becomes ``sep``.

    An abbreviation's dot belongs to it also where the source has put it outside: the sets do not agree, and a
    model cannot learn what only their makers knew.
    """
    tokens = tokenize(sample.text, sample.italics())
    labels = [sample.labels[token.start] for token in tokens]
    start = 0
    while start < len(labels):
        end = start + 1
        while end < len(labels) and labels[end] == labels[start]:
            end += 1
        if labels[start] != "sep":
            kept = _trim(tokens, labels, start, end)
            if (
                kept == end
                and end < len(labels)
                and labels[end] == "sep"
                and tokens[end].text == "."
                and _keeps_dot(tokens, labels[start], start, end)
            ):
                labels[end] = labels[end - 1]
                end += 1
        start = end
    return tokens, labels


def _is_mark(text: str) -> bool:
    return not any(c.isalnum() for c in text) and text not in ("№", "…", "&", "%", "°", "§")


def _trim(tokens: tuple[Token, ...], labels: list[str], start: int, end: int) -> int:
    label = labels[start]
    while start < end and _is_mark(tokens[start].text):
        text = tokens[start].text
        if text in _PAIRS:
            close = _PAIRS[text]
            inside = [t.text for t in tokens[start + 1 : end]]
            # a pair within the field stays: «Наука» и жизнь; a pair around it goes
            if close in inside and not all(_is_mark(t) for t in inside[inside.index(close) + 1 :]):
                break
        labels[start] = "sep"
        start += 1
    while end > start and _is_mark(tokens[end - 1].text):
        text = tokens[end - 1].text
        if text == "." and _keeps_dot(tokens, label, start, end - 1):
            break
        if text in ("?", "!", "%", "+", "#") and label in ("title", "container", "translated_title", "series"):
            break
        opener = _CLOSERS.get(text)
        if opener is not None and any(t.text == opener for t in tokens[start : end - 1]):
            break
        labels[end - 1] = "sep"
        end -= 1
    return end


def _keeps_dot(tokens: tuple[Token, ...], label: str, start: int, dot: int) -> bool:
    if dot == start:
        return False
    before = tokens[dot - 1].text
    low = before.casefold()
    if label in _NAMES:
        if len(before) == 1 and before.isupper():
            # «Smith J, Lee K. Title»: the list's initials have no dots, so this one ends the sentence
            run = tokens[start : dot - 1]
            bare = any(len(a.text) < 3 and a.text.isupper() and b.text != "." for a, b in itertools.pairwise(run))
            return not bare or any(len(a.text) == 1 and a.text.isupper() and b.text == "." for a, b in itertools.pairwise(run))
        return low in _ABBREVIATED
    if label in _ABBREVIATING:
        return _is_abbreviation(low)
    if label == "year":
        return before == "г"
    if label == "date":
        return low in _ABBREVIATED or (_is_abbreviation(low) and low not in ("may", "june", "july", "мая"))
    return label in ("place", "publisher") and low in _ABBREVIATED


def _is_abbreviation(word: str) -> bool:
    """Tell whether a word looks cut: short, or Cyrillic that ends in a consonant."""
    if not word.isalpha() or word in _WHOLE:
        return False
    if "а" <= word[0] <= "я" or word[0] in "іїєґ":
        return len(word) < 9 and word[-1] not in "аеёиоуыэюяйьіїє"
    return len(word) < 5 or word in ("trans", "transl", "hrsgg", "übers", "suppl", "compl")
