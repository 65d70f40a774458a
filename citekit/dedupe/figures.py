"""Volumes, issues and pages for comparison, as different as printers and data bases write them."""

from __future__ import annotations

import re

from citekit.dedupe.titles import EMPTY, ROMAN
from citekit.language import fold

__all__ = ["figure_of", "pages_of"]

_FIGURE = re.compile(r"[a-z]*\d+[a-z]*|\b[ivxlcdm]+\b", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—−‐‑]+\s*")
_PLAIN = re.compile(r"(\d{1,9})[-–—]{1,2}(\d{1,9})", re.ASCII)
_RANGES = re.compile(r"[,;+]|\s&\s|\s(?=\[)")
_PAGE_LABEL = re.compile(r"^(?:pp?|с|стр|art(?:icle)?|no|e?id)\b[.\s]*")
_MONTHS = {m: str(n) for n, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}


def figure_of(text: str) -> str:
    """Return a volume or issue for comparison: «vol. 07» is 7, «XII» is 12, «4 (100)» is 4."""
    if not text:
        return ""
    text = text[:40]
    if text.isdecimal():
        return text.lstrip("0") or "0"
    match = _FIGURE.search(text)
    if match is None:
        if text[:3].lower() in _MONTHS:
            return _MONTHS[text[:3].lower()]
        key = fold(text)
        return "" if key in EMPTY else key
    figure = match[0].lower()
    return ROMAN.get(figure, figure.lstrip("0") or "0")


def pages_of(page: str) -> tuple[str, str]:
    """Return the first and last page of a range, an abbreviated last one completed; of several ranges the lowest.

    >>> pages_of("319–26"), pages_of("S27"), pages_of("126 -- 133"), pages_of("246-51, 230-5"), pages_of("174 с.")
    (('319', '326'), ('s27', ''), ('126', '133'), ('230', '235'), ('', ''))
    """
    if plain := _PLAIN.fullmatch(page):  # most ranges
        first, last = plain[1].lstrip("0") or "0", plain[2].lstrip("0") or "0"
        return first, first[: len(first) - len(last)] + last if len(last) < len(first) else last
    page = page[:200].strip().strip("\"'").lower()
    if not page or page.endswith((" с.", " p.", " pp.", " s.")):
        return "", ""
    ranges = [_range(part) for part in _RANGES.split(page) if part.strip()]
    if len(ranges) > 1:
        figures = [r for r in ranges if r[0].isdecimal()]
        return min(figures, key=lambda r: int(r[0])) if figures else ranges[0]
    return ranges[0] if ranges else ("", "")


def _range(text: str) -> tuple[str, str]:
    parts = [p for p in _DASH.split(text) if p]
    if not parts:
        return "", ""
    first = _page(parts[0])
    last = _page(parts[1]) if len(parts) > 1 else ""
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last


def _page(text: str) -> str:
    key = _PAGE_LABEL.sub("", text.strip())
    key = "".join(c for c in key if c.isalnum())
    if not any(c.isdecimal() for c in key) and any(c not in "ivxlcdm" for c in key):
        return ""  # «Suppl-87», «t-51»: no page
    return key.lstrip("0") or key[:1]
