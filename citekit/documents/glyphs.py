"""The words of a PDF's pages with their places and styles, as PDFium finds them. Lengths are in points."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

__all__ = ["Page", "Word", "page_of"]

_MOST_GLYPHS = 150_000  # of one page; a page of small print has 15,000
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18
_ITALIC_NAMES = ("italic", "oblique", "slanted", "cmti", "cmmi", "sfti", "ecti", "lati", "cmsl", "-ital", "kursiv")
_BOLD_NAMES = ("bold", "black", "heavy", "cmbx", "sfbx", "ecbx", "labx", "semibold")
_BLANKS = frozenset((0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x2028, 0x2029, 0x3000, 0x200B, 0xFEFF, *range(0x2000, 0x200B), 0x202F, 0x205F))
_LINE_END_HYPHENS = frozenset((0x02, 0xFFFE))  # how PDFium writes a hyphen at a line's end
# Russian in a font whose map says Latin: «Ñïèñîê» for «Список»
_MISREAD = re.compile(r"[^\w]*[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{3,}[^\w]*")
_BULLETS = frozenset((0xF0B7, 0xF0A7, 0xF02D, 0xF076, 0xF0D8, 0xF0FC, 0xF06E, 0xF0A8))  # of Symbol and Wingdings


_ACCENT = re.compile(r"([\u00b4`\u00a8\u02c6\u02dc\u00af\u02d8\u02d9\u02dd\u02da\u02c7\u00b8\u02db])([^\W\d_])")
_COMBINING = dict(
    zip(
        "\u00b4`\u00a8\u02c6\u02dc\u00af\u02d8\u02d9\u02dd\u02da\u02c7\u00b8\u02db",
        "\u0301\u0300\u0308\u0302\u0303\u0304\u0306\u0307\u030b\u030a\u030c\u0327\u0328",
        strict=True,
    )
)


_TAILED = re.compile(r"([AaEeIiUu])\u02db")  # a tail is set after the letter that it hangs on


def _composed(match: re.Match[str]) -> str:
    """Put an accent that a font prints by itself on its letter, where there is such a letter."""
    letter = unicodedata.normalize("NFC", match[2] + _COMBINING[match[1]])
    return letter if len(letter) == 1 else match[0]


class Word(NamedTuple):
    """A word: its text, its box, its baseline, the size of its type, whether a blank stands before it."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    italic: bool
    bold: bool
    spaced: bool


class Page(NamedTuple):
    """A page: its words in the file's order, its size, and what was noticed; ``turned`` counts the glyphs left out."""

    words: list[Word]
    width: float
    height: float
    unmapped: int
    turned: int
    images: int
    cut: bool
    mended: int = 0


class _Fonts:
    """The styles of a document's fonts, asked once for each font."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[bool, bool]] = {}

    def style(self, raw: Any, textpage: Any, index: int) -> tuple[bool, bool]:
        item = raw.FPDFText_GetTextObject(textpage, index)
        if not item:
            return False, False
        font = raw.FPDFTextObj_GetFont(item)
        if not font:
            return False, False
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._known:
            self._known[key] = self._asked(raw, font)
        return self._known[key]

    @staticmethod
    def _asked(raw: Any, font: Any) -> tuple[bool, bool]:
        size = raw.FPDFFont_GetBaseFontName(font, None, 0)
        buffer = ctypes.create_string_buffer(max(1, min(int(size), 500)))
        raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
        name = buffer.value.decode("utf-8", errors="replace").casefold()
        flags = max(0, raw.FPDFFont_GetFlags(font))
        angle = ctypes.c_int(0)
        leaning = bool(raw.FPDFFont_GetItalicAngle(font, ctypes.byref(angle))) and -45 < angle.value < -2
        italic = bool(flags & _ITALIC_FLAG) or leaning or any(part in name for part in _ITALIC_NAMES)
        return italic, bool(flags & _BOLD_FLAG) or any(part in name for part in _BOLD_NAMES)


def page_of(page: PdfPage, fonts: Any = None) -> Page:
    """Return the words of a page. ``fonts`` is a value of this function's to be handed on from page to page."""
    from pypdfium2 import raw

    fonts = fonts if isinstance(fonts, _Fonts) else _Fonts()
    text = page.get_textpage()
    try:
        return _read(raw, text.raw, page, fonts)
    finally:
        text.close()


def fonts() -> Any:
    """Return an empty memory of fonts for :func:`page_of`."""
    return _Fonts()


class _Turn(NamedTuple):
    """How a page is read whose text runs up, down, or stands on its head: by quarters, counter-clockwise."""

    quarter: int
    width: float
    height: float

    def matrix(self, a: float, b: float, c: float, d: float) -> tuple[float, float, float, float]:
        """Return a glyph's matrix as it would be on the page turned upright."""
        return ((a, b, c, d), (b, -a, d, -c), (-a, -b, -c, -d), (-b, a, -d, c))[self.quarter]

    def edges(self, left: float, right: float, bottom: float, top: float) -> tuple[float, float]:
        """Return where a glyph begins and ends along its line."""
        return ((left, right), (bottom, top), (self.width - right, self.width - left), (self.height - top, self.height - bottom))[
            self.quarter
        ]

    def baseline(self, x: float, y: float) -> float:
        """Return the height of a glyph's line."""
        return (y, self.width - x, self.height - y, x)[self.quarter]


def _quarter(a: float, b: float) -> int:
    """Return which way text of that matrix runs: 0 upright, 1 up the page, 2 on its head, 3 down."""
    if abs(b) > abs(a):
        return 1 if b > 0 else 3
    return 2 if a < 0 else 0


def _read(raw: Any, textpage: Any, page: PdfPage, known: _Fonts, quarter: int = 0) -> Page:
    count = raw.FPDFText_CountChars(textpage)
    total = min(max(0, count), _MOST_GLYPHS)
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    matrix = raw.FS_MATRIX()
    at_box, at_x, at_y, at_matrix = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y), ctypes.byref(matrix)
    unicode_of, loose, origin, size_of = (
        raw.FPDFText_GetUnicode,
        raw.FPDFText_GetLooseCharBox,
        raw.FPDFText_GetCharOrigin,
        raw.FPDFText_GetFontSize,
    )
    turn = _Turn(quarter, page.get_width(), page.get_height())
    elsewhere: Counter[int] = Counter()  # glyphs that run another way
    words: list[Word] = []
    letters: list[str] = []
    x0 = x1 = base = size = last = type_size = 0.0
    spaced, blank = True, True
    italic = bold = False
    unmapped = mended = 0
    high = 0

    def close() -> None:
        nonlocal mended
        if letters:
            text = "".join(letters)
            if not text.isascii() and _ACCENT.search(text):
                text = _TAILED.sub(lambda m: unicodedata.normalize("NFC", m[1] + "\u0328"), text)
                text = _ACCENT.sub(_composed, text)
            if _MISREAD.fullmatch(text):
                text = text.encode("cp1252", errors="replace").decode("cp1251", errors="replace")
                mended += 1
            words.append(Word(text, x0, x1, base, size, italic, bold, spaced))
            letters.clear()

    for index in range(total):
        code = unicode_of(textpage, index)
        if code in _BLANKS:
            close()
            blank = True
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0) if high else (0xFFFD, 0)
        if code in _LINE_END_HYPHENS:
            code = 0x2D
        elif code in _BULLETS:
            code = 0x2022
        elif code < 0x20 or 0xE000 <= code < 0xF900 or code == 0xFFFD:
            unmapped += 1
            code = 0xFFFD
        loose(textpage, index, at_box)
        origin(textpage, index, at_x, at_y)
        left, right, line, points = box.left, box.right, y.value, size_of(textpage, index)
        if quarter:
            left, right = turn.edges(left, right, box.bottom, box.top)
            line = turn.baseline(x.value, line)
        # the letters of a ligature share one box, so only what begins before the last letter has moved back
        if letters and (abs(line - base) > 0.2 * size or left - x1 > 0.3 * size or left < last - 0.1 * size or points != type_size):
            gone = left - x1 > 0.2 * size or left < x0 or abs(line - base) > 0.8 * size
            close()
            blank = gone
        if not letters:
            raw.FPDFText_GetMatrix(textpage, index, at_matrix)
            a, b, c, d = turn.matrix(matrix.a, matrix.b, matrix.c, matrix.d) if quarter else (matrix.a, matrix.b, matrix.c, matrix.d)
            if abs(b) > 0.1 * abs(a) or a < 0:
                elsewhere[_quarter(matrix.a, matrix.b)] += 1
                blank = True
                continue
            x0, base, type_size = left, line, points
            size = max(0.1, points * (c**2 + d**2) ** 0.5)
            italic, bold = known.style(raw, textpage, index)
            italic = italic or abs(c) > 0.15 * abs(d)  # made italic by leaning the upright letters
            spaced, blank = blank, False
        letters.append(chr(code))
        x1, last = right, left
    close()
    if not quarter and elsewhere:
        most, glyphs = elsewhere.most_common(1)[0]
        if most and glyphs > sum(len(word.text) for word in words):
            return _read(raw, textpage, page, known, most)
    images = 0
    if total < 20:
        images = sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    return Page(words, page.get_width(), page.get_height(), unmapped, elsewhere.total(), images, count > total, mended)
