"""Bytes into text: UTF-8 first, then UTF-16 by its mark, then the Cyrillic code pages; the choice is said."""

from __future__ import annotations

import codecs
import itertools

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
_CODE_PAGES = ("cp1251", "koi8_r", "mac_cyrillic", "cp866", "cp1252")
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
        letters = sum((c.isalpha() and (c.isascii() or "\u0400" <= c <= "\u04ff")) or c.isspace() for c in text[:5000])
        if letters > 0.6 * min(len(text), 5000):
            return text, name
    return None


def _fitness(text: str) -> float:
    """Tell how much a text looks like Russian prose: common small letters, capitals at beginnings."""
    sample = text[:20_000]
    high = [c for c in sample if ord(c) > 127]  # beyond ASCII
    if not high:
        return 0.0
    good = sum(c in _COMMON for c in high)
    odd = sum((a.islower() and b.isupper()) or (ord(a) > 127 and not a.isalpha() and b.isalpha()) for a, b in itertools.pairwise(sample))
    rare = sum(not (c.isalpha() or c in "«»—–№…“”„’ \xa0°§") for c in high)
    return (good - 2 * odd - 3 * rare) / len(high)


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
        candidates.append((_fitness(text), -rank, name, text))
    fit, _, name, text = max(candidates, default=(-9.0, 0, "", ""))
    if fit < 0.3:  # no Russian: let charset-normalizer judge the other languages
        from charset_normalizer import from_bytes

        best = from_bytes(data[:200_000]).best()
        name, text = (best.encoding, data.decode(best.encoding, errors="replace")) if best is not None else ("utf-8", broken)
    return text, name, _said(text, source, name)
