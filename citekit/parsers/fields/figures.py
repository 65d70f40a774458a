"""Volume, issue, pages, extent and edition as values: the figure alone, an en dash in ranges."""

from __future__ import annotations

import re

from citekit.parsers.patterns import pattern

__all__ = ["read_edition", "read_extent", "read_issue", "read_pages", "read_volume"]

_DASH = pattern(r"\s*(?:[-–—−]{1,3})\s*")
_LEADING_TERM = pattern(
    r"^(?:vol(?:ume|s)?|v|т|том|tom|bd|band|t|ч|часть|part|pt|кн|№|n[º°o]?|no|nos|nr|iss(?:ue)?|вып(?:уск)?|вип|p{1,2}|с|стр|c|s|р)(?:\.|(?=\s))\s*|^№\s*",
    re.IGNORECASE,
)
_ORDINALS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10",
    "первое": "1", "второе": "2", "третье": "3", "четвертое": "4", "пятое": "5",
}  # fmt: skip
_EDITION_NOTE = pattern(
    r"(?:испр|перераб|доп|стер|расш|репр|перепеч|rev|enl|upd|exp|юбил|эл|электрон|допов|виправ|перероб)[\w.]*(?:[\s,]*(?:и|and|,|і)?\s*(?:испр|перераб|доп|стер|расш|репр|rev|enl|upd|exp|допов|виправ)[\w.]*){0,4}",
    re.IGNORECASE,
)


def read_volume(text: str) -> str:
    """Return the figure or word of a volume.

    >>> read_volume("Т. 7"), read_volume("PAMI-8"), read_volume("III.")
    ('7', 'PAMI-8', 'III')
    """
    return (
        _DASH.sub("–", _LEADING_TERM.sub("", text.strip(" .,;:()"))).strip(" .,;:()")
        if not re.match(r"[A-Z]+-\d", text)
        else text.strip(" .,;:")
    )


def read_issue(text: str) -> str:
    """Return the figure of an issue, with the cumulative number that may stand behind it.

    >>> read_issue("№ 2(14)"), read_issue("1/2"), read_issue("3-4")
    ('2 (14)', '1/2', '3–4')
    """
    text = _LEADING_TERM.sub("", text.strip(" .,;:"))
    text = re.sub(r"\s*([(\[])\s*(\d+(?:\s?[-–]\s?\d+)?)\s*([)\]])", r" \1\2\3", text)
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    return _DASH.sub("–", text).strip(" .,;:")


def read_pages(text: str) -> str:
    """Return pages as printed, with an en dash: «319–26» is not expanded.

    >>> read_pages("С. 1292 – 1296"), read_pages("pp. 319-26"), read_pages("e1002030"), read_pages("283.e1-8")
    ('1292–1296', '319–26', 'e1002030', '283.e1–8')
    """
    text = _LEADING_TERM.sub("", text.strip(" .,;:()"))
    return re.sub(r"\s*,\s*", ", ", _DASH.sub("–", text)).strip(" .,;:()")


def read_extent(text: str) -> str:
    """Return the number of pages of «174 с.», «XII, 345 p.»."""
    thousands = re.search(r"(?<!\d)(\d)\s(\d{3})(?!\d)", text)
    if thousands:
        return thousands[1] + thousands[2]
    numbers = re.findall(r"\d{1,5}", text)
    return numbers[0] if numbers else ""


def read_edition(text: str) -> tuple[str, str]:
    """Return an edition's number and its note.

    >>> read_edition("2-е изд., испр. и доп."), read_edition("Third edition"), read_edition("испр. и доп.")
    (('2', 'испр. и доп.'), ('3', ''), ('', 'испр. и доп.'))
    """
    number = re.search(r"\d{1,3}", text)
    word = next((v for k, v in _ORDINALS.items() if re.search(rf"\b{k}\b", text, re.IGNORECASE)), "")
    note = _EDITION_NOTE.search(text)
    value = number[0] if number else word
    said = note[0].strip(" ,") if note else ""
    if not value and not said:
        said = text.strip(" .,;")
    return value, said
