"""Bytes into text: UTF-8 first, then UTF-16 by its mark, then the Cyrillic code pages; the choice is said."""

from __future__ import annotations

import codecs
import re

from citekit.model import Diagnostic, UnreadableInput

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive (DOCX, ODT, EPUB, XLSX)",
    b"\xd0\xcf\x11\xe0": "an old Office document (.doc, .xls)",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x1f\x8b": "a gzip archive",
    b"{\\rtf": "an RTF document",
}
_CODE_PAGES = ("cp1251", "koi8_r", "koi8_u", "mac_cyrillic", "cp866", "iso8859_5", "cp1252", "mac_roman", "cp1250")
_SAMPLE = 20_000
_LEAST = 0.3
_ASCII_STRETCH = re.compile(r"(?<=[\x00-\x7f]{2})[\x00-\x7f]{4,}(?=[\x00-\x7f]{2})")
_OPENING, _CLOSING = frozenset("«“„‘"), frozenset("»”“’")
_ACCENTED = frozenset("àáâãäåæçèéêëìíîïðñòóôõöøùúûüýÿßœšžÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒŠŽąćęłńśźżĄĆĘŁŃŚŹŻčďěňřťůČĎĚŇŘŤŮőűŐŰğışĞİŞ")
_COMMON = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё")


def decode(data: bytes, source: str = "-") -> tuple[str, str, tuple[Diagnostic, ...]]:
    """Return the text of ``data``, the encoding used, and a diagnostic where it had to be guessed.

    Raises:
        UnreadableInput: the data are a known binary format, or no text in any encoding.
    """
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableInput(source, f"this is {what}, not text", "give the text, or a format that citekit reads")
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = data.decode(name, errors="replace")
            return text, name, _said(text, source, name) if name != "utf-8-sig" or "\ufffd" in text else ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, source, error)
    if "\x00" in text:
        wide = _utf16_without_mark(data)
        if wide is None:
            raise UnreadableInput(source, "binary data, not text")
        return wide[0], wide[1], _said(wide[0], source, wide[1])
    return text, "utf-8", ()


def _said(text: str, source: str, name: str) -> tuple[Diagnostic, ...]:
    broken = text.count("\ufffd")
    message = f"read as {name}" + (f"; {broken} characters could not be read" if broken else "")
    return (Diagnostic(code="CK901", severity="warning" if broken else "info", message=message, source=source),)


def _utf16_without_mark(data: bytes) -> tuple[str, str] | None:
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        likely = sum(" " <= c <= "~" or c in "\t\r\n" or "\xa0" <= c <= "\u052f" or "\u2010" <= c <= "\u2122" for c in text[:5000])
        if likely > 0.95 * min(len(text), 5000):
            return text, name
    return None


def _fitness(text: str) -> float:
    """Tell how well the letters and marks beyond ASCII stand where such are written: 1 for all of them, below 0 for none.

    Cyrillic letters stand in Cyrillic words, Latin ones with accents in Latin words, quotation marks around words,
    dashes between blanks or figures; read in a wrong code page they stand anywhere.
    """
    sample = f" {text[:_SAMPLE]} "
    worth = count = 0.0
    for before, c, after in zip(sample, sample[1:], sample[2:], strict=False):
        if c < "\x80":
            continue
        count += 1
        if "\u0400" <= c <= "\u052f":
            near = (before, after)
            whole = any("\u0400" <= n <= "\u052f" for n in near) or not any(n.isalpha() for n in near)
            split = c.isupper() and before.islower()
            worth += -2.0 if split else (1.0 if c.casefold() in _COMMON else 0.2) if whole else -1.0
        elif c.isalpha():
            near = (before, after)
            latin = any(n < "\u0250" and n.isalpha() for n in near) and not any("\u0400" <= n <= "\u052f" for n in near)
            worth += -2.0 if c.isupper() and before.islower() else 0.7 if latin and c in _ACCENTED else -1.0
        elif c in _OPENING:
            worth += 1.0 if not before.isalnum() and after.isalnum() else -0.5
        elif c in _CLOSING:
            worth += 1.0 if not before.isspace() and (not after.isalnum() or c == "’") else -0.5
        elif c in "–—":
            worth += 1.0 if before.isspace() or after.isspace() or (before.isdigit() and after.isdigit()) else -0.2
        else:
            worth += 0.4 if c in "\xa0…№°§•·©®€\xad" else -2.0
    return worth / count if count else 0.0


def _guess(data: bytes, source: str, error: UnicodeDecodeError) -> tuple[str, str, tuple[Diagnostic, ...]]:
    wide = _utf16_without_mark(data)
    if wide is not None and b"\x00" in data:
        return wide[0], wide[1], _said(wide[0], source, wide[1])
    if b"\x00" in data[:100_000]:
        raise UnreadableInput(source, "binary data, not text") from error
    broken = data.decode("utf-8", errors="replace")
    bad, good = broken.count("\ufffd"), sum(ord(c) > 127 for c in broken)
    if bad < 0.4 * good:  # in a code page nearly no letter would come out as UTF-8
        return broken, "utf-8", _said(broken, source, "utf-8")
    candidates = []
    for rank, name in enumerate(_CODE_PAGES):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        candidates.append((_fitness(_only_beyond(text)), -rank, name, text))
    fit, _, name, text = max(candidates, default=(-9.0, 0, "", ""))
    if fit < _LEAST:  # neither Russian nor a western language: let charset-normalizer judge the others
        from charset_normalizer import from_bytes

        best = from_bytes(data[:200_000]).best()
        name, text = (best.encoding, data.decode(best.encoding, errors="replace")) if best is not None else ("utf-8", broken)
    return text, name, _said(text, source, name)


def _only_beyond(text: str) -> str:
    """Return a text without the long stretches of ASCII in it, so that a sample holds what is to be judged."""
    return text if len(text) <= _SAMPLE else _ASCII_STRETCH.sub("  ", text)
