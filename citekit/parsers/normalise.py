"""A reference as printed ▶ a clean text, with the way back to every character's place in the original.

What the source's format and its conversion left in a string is taken out here, once, so that no later stage
meets it: markdown and HTML marks (kept as style bits), TeX escapes, soft hyphens, stray stress marks, broken
ligatures, hyphens of line ends, look-alike letters of the other script, the list's marker. Addresses are left
alone; what breaks them is mended by :mod:`citekit.parsers.atoms`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Sequence

import msgspec

from citekit.language import mend_homoglyphs
from citekit.model import Span
from citekit.parsers.patterns import begun_by, pattern, words

__all__ = ["Link", "Normalised", "dash_class", "normalise"]


class Link(msgspec.Struct, frozen=True, gc=False):
    """An anchor of the source: its visible text at ``start:end`` of the clean text, and its ``target``."""

    start: int
    end: int
    target: str


class Normalised(msgspec.Struct, frozen=True):
    """A reference's clean ``text`` and the way back: ``offsets[i]`` is where ``text[i]`` stands in ``raw``.

    ``italics`` and ``bolds`` are half-open stretches of ``text``; ``marker`` is the list's own («12.», «[3]»).
    """

    raw: str
    text: str
    offsets: Sequence[int]
    italics: tuple[tuple[int, int], ...] = ()
    bolds: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()
    marker: str = ""

    def original(self, start: int, end: int) -> Span:
        """Return where ``text[start:end]`` stands in the original.

        >>> clean = normalise("1. *Soft* power")
        >>> clean.original(0, 4).of(clean.raw)
        'Soft'
        """
        if end <= start:
            return Span(self.offsets[start], self.offsets[start])
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


class _Draft:
    """A text that remembers, through every edit, where each of its characters came from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offsets: Sequence[int] = range(len(text) + 1)

    def edit(self, edits: Sequence[tuple[int, int, str]]) -> None:
        """Put each replacement where its stretch is; the edits are in order and do not overlap."""
        if not edits:
            return
        pieces: list[str] = []
        offsets: list[int] = []
        at = 0
        for start, end, new in edits:
            pieces.append(self.text[at:start])
            offsets.extend(self.offsets[at:start])
            pieces.append(new)
            last = max(start, end - 1)
            offsets.extend(self.offsets[min(start + i, last)] for i in range(len(new)))
            at = end
        pieces.append(self.text[at:])
        offsets.extend(self.offsets[at:])
        self.text, self.offsets = "".join(pieces), offsets

    def sub(self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str | None]) -> None:
        """Replace every match; a function may return None to leave one alone."""
        edits = []
        for match in pattern.finditer(self.text):
            value = new if isinstance(new, str) else new(match)
            if value is not None and value != match[0]:
                edits.append((match.start(), match.end(), value))
        self.edit(edits)

    def place(self, offset: int) -> int:
        """Return the first place of the text that stands at or behind ``offset`` of the original."""
        import bisect

        return bisect.bisect_left(self.offsets, offset, 0, len(self.text))


# Anything that asks for more than the identity; most references of a clean list have none of it.
_SPECIAL = pattern(
    r"[^\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0385\u0388-\u052f\u1e00-\u1fff\u2010\u2011\u2013\u2014\u2018-\u201e\u2026\u2116]"
    r"|[*_\\<>~`$]|&\w|&#|  |^\s|\s$|\w- |f[il]? |(?:ff|ffi|fi|fl) |---?|\]\(| \d [A-Z]"
)
_INVISIBLE = pattern(
    r"\u00ad[ \t]*\n?[ \t]*|[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]|\ufffd"
)
_BLANKS = pattern(r"[\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u2800]+")
_LINE_END_HYPHEN = begun_by(r"\-¬‐", r"(?<=[^\W\d_])[-\u2010\u00ac][ \t]*\n\s*(?=[^\W\d_])")

_TAG = pattern(r"<(/?)(a|i|em|italic|b|bold|strong|sup|sub|u|span|cite|p|br|div|small|font|sc)\b([^<>]{0,2000})(>|(?=</a>))", re.IGNORECASE)
_HREF = pattern(r"""href\s*=\s*["']?\s*([^"'<>]*)""", re.IGNORECASE)
_AUTOLINK = pattern(r"<\s*((?:https?:|ftp:|www\.|mailto:|doi:|10\.\d{4})[^<>]{1,2000}?)\s*>", re.IGNORECASE)
_MARKDOWN_LINK = pattern(r"\[([^\[\]]{1,500})\]\(\s*<?((?:https?://|www\.|mailto:)[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\s*\)")
_ESCAPED = pattern(r"\\([\\`*_{}\[\]()#+\-.!&%$~<>\"'|@:/;,^])")
_EMPHASIS = begun_by(
    r"*_", r"(?P<mark>\*{1,3})(?=\S)(?P<text>[^*\n]{1,1000}?)(?<=\S)(?P=mark)|(?<![\w/.])_(?=\S)(?P<under>[^_]{1,400}?)(?<=\S)_(?!\w)"
)
_STRAY_STAR = pattern(r"\*+")
_ENTITY = pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")

_TEX_ACCENT = pattern(r"\{?\\([`'^\"~=.cvuHkrb])\s*(?:\{\s*\\?([A-Za-z])\s*\}|\\?([A-Za-z]))\}?")
_TEX_LETTER = pattern(r"\{?\\(aa|AA|ae|AE|oe|OE|o|O|l|L|ss|i|j)(?:\{\}|\b\s?)\}?")
_TEX_STYLE = pattern(
    r"\\(?:emph|textit|textsl|textbf|textrm|textsc|text|url|href|mbox|enquote)\s*\{([^{}]{0,500})\}|\{\\(?:it|em|bf|sl|sc)\s+([^{}]{0,500})\}"
)
_TEX_BRACE = pattern(r"[{}]")
_TEX_MARKS = {"`": "\u0300", "'": "\u0301", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "b": "\u0331"}  # fmt: skip
_TEX_LETTERS = {
    "aa": "å",
    "AA": "Å",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ss": "ß",
    "i": "i",
    "j": "j",
}
_TEX_DASH = pattern(r"(?<=\d)--(?=\d)|(?<=\s)---?(?=\s)|(?<=\w)---(?=\w)")
_TEX_QUOTES = pattern(r"``([^`\n]{1,600}?)(?:''|\")")
_TEX_TIE = pattern(r"(?<=[\w.,])~(?=[\w\\])")

_COMBINING = pattern(r"[^\W\d_]?[\u0300-\u036f]+")
_COMPATIBLE = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "‑": "-", "‐": "-", "‒": "–", "―": "—", "−": "–", "\u2044": "/", "＂": '"'})  # fmt: skip
_COMPATIBLE_PATTERN = pattern("[ﬀﬁﬂﬃﬄﬅﬆ‑‐‒―−\u2044＂]")

# «signifi cant», «fl ows», «eff ect»: the blank that a PDF's ligature leaves. Real words end in «ff», so there
# only stems that are no words themselves are joined.
_LIGATURE_BLANK = pattern(
    r"\b(?:(?P<whole>(?:fi|fl|ffi|ffl))|(?P<stem>[A-Za-z]{1,12}(?:fi|fl|ffi|ffl))|(?P<ff>[Ee]ff|[Dd]iff|[Ss]uff|[Cc]oeff|[Aa]ff|[Oo]ff(?=\s(?:er|ic)))) (?=[a-zéü]{2})"
)
_REAL_FI = words("wi sci hi lo fi semi lofi wifi scifi sufi")
# a hyphen and a blank inside a word: the end of a printed line
_WRAPPED = pattern(r"(?<![^\s(«\"“„'‘–—\[])([^\W\d_][^\W\d_'’-]*(?:-[^\W\d_'’-]+)*)- ([^\W\d_]+)")
_SUSPENDED = words("and or und oder et ou и или та або і й bis to ja y e")
# a first part that keeps its hyphen when the second begins small
_KEPT_FIRST = words(
    "non self well co pre post multi cross long short high low mid state large small real time anti inter "
    "все по из кое какой научно социально военно историко учебно северо юго экономико политико культурно "
    "общественно физико химико медико"
)
_SINGLE = begun_by(
    "ABEKMHOPCTYX",
    r"(?<=[А-Яа-яЁё] )(?<!ирования )(?<!язык )(?<!языке )(?<!языка )(?<!итамин )(?<!итамина )(?<!епатит )(?<!епатита )(?<! на )([ABEKMHOPCTYX])(\.)(?=\s?[А-ЯЁABEKMHOPCTYX]\.|[\s,;/]|$)|(?<![\w.])([ABEKMHOPCTYX])(\.)(?=\s?(?:[А-ЯЁ]\.\s?)?[А-ЯЁ][а-яё]{2})",
)
_CHEMICAL = begun_by(r"A-Z", r"\b(?:[A-Z][a-z]?/?)+(?: \d{1,2} [A-Z][a-z]?)+(?: \d{1,2})?(?![\w])")
_MARKER = pattern(
    r"\s*(?:(\[\s?\d{1,4}[a-z]?\s?\])\.?\s*|(\[[A-Z][A-Za-z+]{1,6}\d{2}[a-z]?\])\s+|(\d{1,4}[.)]{1,2})(?:\s+|(?=[A-ZА-ЯЁІЇЄ«“\"][^\s.]))(?![-–—]\s?\d)|(\(\d{1,3}\))\s+|(\d{1,3})\s+(?=[A-ZА-ЯЁ][\w'’-]+,?\s[A-ZА-ЯЁ]{1,2}[.,\s]|[A-ZА-ЯЁ]\.\s?(?:[A-ZА-ЯЁ]\.\s?)?[A-ZА-ЯЁ][a-zа-яё])|([•●▪■◦‣⁃·*])\s*|([-–—])\s+(?=[^\W\d_\"«“„\[]))"
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


def dash_class(text: str) -> str:
    """Return the text with every dash as a hyphen, for comparison; its length does not change."""
    return text.translate(_DASHES)


def normalise(raw: str, italics: Sequence[tuple[int, int]] = (), links: Sequence[tuple[int, int, str]] = ()) -> Normalised:
    r"""Return the clean text of one reference with the way back to ``raw``.

    ``italics`` and ``links`` (with their targets) are stretches of ``raw`` that its source sets so without marks.

    >>> normalise("Kane T. *The  signifi cant* trudova\u0301 [site](https://a.org/b\\_c)").text
    'Kane T. The significant trudová site'
    >>> normalise("[12] Рязанцев C. B. Инте­грация // Санкт- Петербург").text
    'Рязанцев С. В. Интеграция // Санкт-Петербург'
    """
    if not _SPECIAL.search(raw):
        mended = mend_homoglyphs(raw) if not raw.isascii() else raw
        draft = _Draft(mended)
        return _finished(raw, draft, list(italics), [], list(links))
    draft = _Draft(raw)
    draft.sub(_INVISIBLE, _leave_nothing)
    if "\n" in raw:
        draft.sub(_LINE_END_HYPHEN, _join_line_end)
    leaning = list(italics)  # in offsets of the original, until the text stands still
    bolds: list[tuple[int, int]] = []
    anchors = list(links)
    if "<" in draft.text:
        _html(draft, leaning, bolds, anchors)
    if "\\" in draft.text or "{" in draft.text:
        _tex(draft)
    if "](" in draft.text:
        _markdown_links(draft, anchors)
    if "*" in draft.text or "_" in draft.text:
        _emphasis(draft, leaning, bolds)
    if "\\" in draft.text:
        draft.sub(_ESCAPED, lambda m: m[1])
    if "&" in draft.text:
        draft.sub(_ENTITY, lambda m: html.unescape(m[0]))
    if not draft.text.isascii():
        draft.sub(_COMPATIBLE_PATTERN, lambda m: m[0].translate(_COMPATIBLE))
        draft.sub(_COMBINING, _compose)
    if "``" in draft.text:
        draft.sub(_TEX_QUOTES, lambda m: "“" + m[1] + "”")
    if "--" in draft.text:
        draft.sub(_TEX_DASH, lambda m: "–" if len(m[0]) == 2 else "—")
    draft.sub(_BLANKS, " ")
    _mend_breaks(draft)
    mended = mend_homoglyphs(draft.text)
    draft.text = mended
    return _finished(raw, draft, leaning, bolds, anchors)


def _finished(
    raw: str, draft: _Draft, italics: list[tuple[int, int]], bolds: list[tuple[int, int]], links: list[tuple[int, int, str]]
) -> Normalised:
    if not draft.text.isascii():
        draft.sub(_SINGLE, _mend_single)
    marker = ""
    match = _MARKER.match(draft.text)
    start = 0
    if match and match.end() < len(draft.text):
        start = match.end()
        marker = next(g for g in match.groups() if g).replace(" ", "")
    end = len(draft.text)
    while start < end and draft.text[start] == " ":
        start += 1
    while end > start and draft.text[end - 1] == " ":
        end -= 1
    if start or end < len(draft.text):
        draft.text = draft.text[start:end]
        draft.offsets = draft.offsets[start:end]

    def stretches(pairs: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        found = sorted((draft.place(a), draft.place(b)) for a, b in pairs)
        return tuple((a, b) for a, b in found if b > a)

    return Normalised(
        raw=raw,
        text=draft.text,
        offsets=draft.offsets,
        italics=stretches(italics),
        bolds=stretches(bolds),
        links=tuple(Link(draft.place(a), draft.place(b), target) for a, b, target in sorted(links)),
        marker=marker,
    )


def _leave_nothing(match: re.Match[str]) -> str:
    return " " if match[0] in "\x0b\x0c\x1c\x1d\x1e\x1f\x85" else ""


def _join_line_end(match: re.Match[str]) -> str:
    # what follows decides: Санкт-\nПетербург keeps its hyphen, нейрон-\nные loses it
    after = match.string[match.end()]
    return "-" if after.isupper() else ""


def _html(draft: _Draft, italics: list[tuple[int, int]], bolds: list[tuple[int, int]], links: list[tuple[int, int, str]]) -> None:
    """Take the tags out; an anchor's target is kept, and stands in for a text that is missing."""
    edits: list[tuple[int, int, str]] = []
    stack: list[tuple[str, int, str]] = []
    end_of_raw = (draft.offsets[-1] if draft.offsets else 0) + 1
    for match in _TAG.finditer(draft.text):
        closing, name, attributes, close = match[1], match[2].lower(), match[3], match[4]
        start, end = match.span()
        here = draft.offsets[end] if end < len(draft.text) else end_of_raw
        if not closing:
            if name == "a":
                href = _HREF.search(attributes)
                target = href[1].strip() if href else ""
                if not close and href:  # <a href="X</a>: the text is the target itself
                    first = start + 1 + len(match[2]) + href.start(1)
                    edits.append((start, first, ""))
                    last = start + 1 + len(match[2]) + href.end(1)
                    edits.append((last, end, ""))
                    stack.append((name, draft.offsets[first], target))
                    continue
                stack.append((name, here, target))
            elif name in ("i", "em", "italic", "cite", "b", "bold", "strong"):
                stack.append((name, here, ""))
            edits.append((start, end, " " if name in ("br", "p", "div") else ""))
            continue
        edits.append((start, end, ""))
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == name:
                _, begin, target = stack.pop(depth)
                stop = draft.offsets[start]
                if name == "a" and target:
                    links.append((begin, stop, target))
                elif name in ("i", "em", "italic", "cite"):
                    italics.append((begin, stop))
                elif name in ("b", "bold", "strong"):
                    bolds.append((begin, stop))
                break
    draft.edit(edits)
    draft.sub(_AUTOLINK, lambda m: m[1])


def _tex(draft: _Draft) -> None:
    draft.sub(
        _TEX_ACCENT,
        lambda m: unicodedata.normalize("NFC", (m[2] or m[3]) + _TEX_MARKS[m[1]]) if m[1] in "`'^\"~=." or m[2] or m[1] in "cv" else None,
    )
    draft.sub(_TEX_LETTER, lambda m: _TEX_LETTERS[m[1]])
    draft.sub(_TEX_STYLE, lambda m: m[1] or m[2] or "")
    draft.sub(_TEX_TIE, " ")
    if draft.text.count("{") == draft.text.count("}"):
        draft.sub(_TEX_BRACE, "")


def _markdown_links(draft: _Draft, links: list[tuple[int, int, str]]) -> None:
    edits = []
    for match in _MARKDOWN_LINK.finditer(draft.text):
        links.append((draft.offsets[match.start(1)], draft.offsets[match.end(1) - 1] + 1, match[2].replace("\\", "")))
        edits += [(match.start(), match.start(1), ""), (match.end(1), match.end(), "")]
    draft.edit(edits)


def _emphasis(draft: _Draft, italics: list[tuple[int, int]], bolds: list[tuple[int, int]]) -> None:
    edits: list[tuple[int, int, str]] = []
    for match in _EMPHASIS.finditer(draft.text):
        group = "text" if match["mark"] else "under"
        start, end = match.span(group)
        if start > 0 and draft.text[start - 1] == "\\":
            continue
        stretch = (draft.offsets[start], draft.offsets[end - 1] + 1)
        if match["mark"] and len(match["mark"]) > 1:
            bolds.append(stretch)
        if not match["mark"] or len(match["mark"]) != 2:
            italics.append(stretch)
        edits += [(match.start(), start, ""), (end, match.end(), "")]
    draft.edit(edits)
    draft.sub(_STRAY_STAR, lambda m: None if m.start() > 0 and m.string[m.start() - 1] == "\\" else "")


def _compose(match: re.Match[str]) -> str:
    """Compose a letter with its marks; what does not compose on a Cyrillic letter is stress or a stray."""
    text = unicodedata.normalize("NFC", match[0])
    letter = text[0]
    if unicodedata.combining(letter):
        return ""
    if "\u0400" <= match[0][0] <= "\u052f":
        # NFC makes Ѐ, Ѝ and their like of a stressed letter; only й and ё (and ї, ў) are letters of their own
        first, marks = match[0][0], match[0][1:]
        both = unicodedata.normalize("NFC", first + marks[0])
        return both if both in "йЙёЁїЇўЎӣӯ" else first
    return text


def _mend_breaks(draft: _Draft) -> None:
    """Close what a line end or a ligature has opened inside a word; addresses are not touched."""
    if "f" in draft.text:

        def ligature(match: re.Match[str]) -> str | None:
            if match["stem"] and match["stem"].casefold()[:-2] in _REAL_FI:
                return None
            return match[0][:-1]

        draft.sub(_LIGATURE_BLANK, ligature)
    if "- " in draft.text:
        draft.sub(_WRAPPED, _unwrap)
    if _CHEMICAL.search(draft.text):
        draft.sub(_CHEMICAL, lambda m: m[0].replace(" ", "") if len(m[0]) < 20 else None)


def _unwrap(match: re.Match[str]) -> str | None:
    first, second = match[1], match[2]
    if second.casefold() in _SUSPENDED and second.islower():
        return None
    if len(first) == 1 and not first.islower():
        return f"{first}-{second}" if second.islower() else None
    if second[0].isupper():
        return f"{first}-{second}" if first[-1].islower() and len(second) > 1 else None
    kept = "-" in first or first.casefold() in _KEPT_FIRST
    return f"{first}-{second}" if kept else first + second


def _mend_single(match: re.Match[str]) -> str:
    letter, dot = match[1] or match[3], match[2] or match[4]
    return letter.translate(str.maketrans("ABEKMHOPCTYX", "АВЕКМНОРСТУХ")) + dot
