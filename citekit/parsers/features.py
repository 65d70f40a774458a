"""What the labeller sees of a token: its own face, its neighbours' faces and where in the reference it stands.

A feature is a short string; the model knows its weight for each label. What depends on a token's text alone is
worked out once per text and kept, because features take most of the labeller's time.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from citekit.language import mend_homoglyphs
from citekit.parsers.keywords import keywords
from citekit.parsers.lexicon import lexicon_matches

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from citekit.parsers.tokens import Token

__all__ = ["features_of", "folded_word", "list_hints"]

_MARKS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d]")
_DASHES = "-‐‑‒–—―−"
_OPENING = {"(": "(", "[": "[", "{": "[", "<": "["}
_CLOSING = {")": "(", "]": "[", "}": "[", ">": "["}
# one-letter terms look alike in both scripts, and are mixed up in print: С./C., Т./T., №/N
_ONE_LETTER = str.maketrans("саертокнмвху", "caeptokhmbxy")


class _Face:
    """A token's text as features: ``here`` for itself, the others for its neighbours."""

    __slots__ = ("before", "before2", "cls", "far_after", "far_after2", "fold", "here", "next1", "next2", "word")

    def __init__(self, text: str) -> None:
        plain = _MARKS.sub("", text) or text
        if len(plain) > 1:
            plain = mend_homoglyphs(plain)
        lower = plain.casefold()
        here: list[str] = []
        if plain.isdigit():
            self.cls = _digits(plain)
            word = lower if len(lower) < 3 else self.cls
            here.append("#" + str(min(len(lower), 6)))
            if len(lower) < 4:
                here.append("w=" + lower)
        elif "/" in plain and len(plain) > 3 or ("." in plain and len(plain) > 3):
            self.cls = "DOI" if "10." in plain and "/10." in "/" + plain else "URL"
            word = self.cls
        elif plain[0].isalpha():
            if len(lower) == 1:
                lower = lower.translate(_ONE_LETTER)
            word = lower
            script = "C" if "\u0400" <= plain[0] <= "\u04ff" else "L" if plain[0] < "\u0250" else "O"
            shape = _shape(plain)
            kinds = keywords(lower)
            # a capital alone is an initial more often than a term
            self.cls = kinds[0] if kinds and shape != "X" else shape + script
            here += ["w=" + lower, "h=" + shape + script, "p2=" + lower[:2], "p3=" + lower[:3], "s2=" + lower[-2:], "s3=" + lower[-3:]]
            if len(lower) > 4:
                here.append("s4=" + lower[-4:])
            here += ["k=" + kind for kind in kinds]
            if "-" in lower[1:]:
                here.append("hy")
        else:
            self.cls = "-" if text in _DASHES else '"' if text in "\"“”„''‘’‟" else text
            word = self.cls
        here.append("c=" + self.cls)
        self.fold = lower if plain[0].isalnum() else ""
        self.here = tuple(here)
        self.word = word
        self.before = ("w-1=" + word, "c-1=" + self.cls)
        self.next1 = ("w+1=" + word, "c+1=" + self.cls)
        self.before2 = ("w-2=" + word, "c-2=" + self.cls)
        self.next2 = ("w+2=" + word, "c+2=" + self.cls)
        self.far_after = "c+3=" + self.cls
        self.far_after2 = "c-3=" + self.cls


_face = lru_cache(maxsize=32768)(_Face)


def folded_word(text: str) -> str:
    """Return a token's text as word lists hold it: lower case, look-alike letters mended; a mark gives nothing."""
    return _face(text).fold


_EDGE = _Face("\N{DAGGER}")


def _digits(text: str) -> str:
    if len(text) == 4 and "1500" <= text <= "2039":
        return "YR"
    return "D" + str(min(len(text), 5)) + ("0" if text[0] == "0" else "")


def _shape(text: str) -> str:
    if text.isupper():
        return "X" if len(text) == 1 else "XX"
    if text.islower():
        return "x" if len(text) == 1 else "xx"
    if text[0].isupper():
        return "Xx" if text[1:].islower() else "Xm"
    return "xX"


@lru_cache(maxsize=4096)
def _place(cls: str, brackets: str, quotes: str, slant: str, glue: str, seen: str, ahead: str, index: int, tenth: int) -> tuple[str, ...]:
    state = brackets + quotes + slant
    return (
        "b=" + state,
        "bc=" + state + cls,
        "g=" + glue + cls,
        "s=" + seen,
        "sc=" + seen + cls,
        "a=" + ahead,
        "ac=" + ahead + cls,
        "sa=" + seen + ahead,
        "i=" + str(index),
        "t=" + str(tenth),
        "it=" + slant,
    )


def features_of(tokens: Sequence[Token], hints: Sequence[str] = (), *, hidden: Collection[str] = ()) -> list[list[str]]:
    """Return each token's features; ``hints`` are features of its list, ``hidden`` entries of the word lists are not seen."""
    faces = [_EDGE, _EDGE, _EDGE, *[_face(token.text) for token in tokens], _EDGE, _EDGE, _EDGE]
    count = len(tokens)
    ahead, segments = _ahead(tokens, faces)
    named = _named(faces, count, hidden)
    result: list[list[str]] = []
    round_, square, quoted = 0, 0, ""
    seen_slashes = seen_slash = seen_year = seen_quote = ""
    last_mark, since = "^", 0
    common = tuple(hints)
    for at in range(count):
        token = tokens[at]
        a, b, c, here, d, e, f = faces[at : at + 7]
        cls = here.cls
        closes = _CLOSING.get(cls)
        if closes == "(" and round_:
            round_ -= 1
        elif closes == "[" and square:
            square -= 1
        follows = tokens[at + 1] if at + 1 < count else None
        glue = (" " if token.space_before else "_") + (" " if follows is None or follows.space_before else "_")
        if token.italic:
            slant = "I" + ("<" if at == 0 or not tokens[at - 1].italic else "") + (">" if follows is None or not follows.italic else "")
        else:
            slant = ""
        features = [
            *here.here,
            *c.before,
            *d.next1,
            *b.before2,
            *e.next2,
            f.far_after,
            a.far_after2,
            *_joint(b.cls, c.cls, cls, d.cls, e.cls),
            "W-=" + c.word + "|" + here.word,
            "W+=" + here.word + "|" + d.word,
            "W±=" + c.word + "|" + cls + "|" + d.word,
            *_place(
                cls,
                "(" * (round_ > 0) + "[" * (square > 0),
                quoted,
                slant,
                glue,
                seen_slashes + seen_slash + seen_year + seen_quote,
                ahead[at],
                at if at < 5 else 5 if at < 8 else 6 if at < 16 else 7,
                at * 8 // count,
            ),
            "m=" + last_mark + str(since if since < 4 else 4 if since < 8 else 5),
            "mc=" + last_mark + cls,
            *segments[at],
            *named[at],
            *(_hinted(common, cls) if common else ()),
        ]
        result.append(features)
        since += 1
        if cls in _OPENING:
            if _OPENING[cls] == "(":
                round_ += 1
            else:
                square += 1
            last_mark, since = cls, 0
        elif cls == "«":
            quoted, last_mark, since = "«", cls, 0
        elif cls == "»":
            quoted, seen_quote, last_mark, since = "", "q", cls, 0
        elif cls == '"':
            opens = not quoted and glue[1] == "_" and (follows is not None)
            quoted, last_mark, since = ('"' if opens else ""), ('"<' if opens else '">'), 0
            if not opens:
                seen_quote = "q"
        elif cls == "//":
            seen_slashes, last_mark, since = "/", cls, 0
        elif cls == "/":
            seen_slash = "s"
            last_mark, since = cls, 0
        elif cls == "YR":
            seen_year = "y"
        elif cls in ".,;:-?!" and (cls != "." or len(c.word) != 0) and not cls.isalnum():
            if not (cls == "." and len(tokens[at - 1].text) == 1 and tokens[at - 1].text.isalpha()):
                last_mark, since = cls, 0
        elif closes:
            last_mark, since = cls, 0
    return result


@lru_cache(maxsize=8192)
def _hinted(hints: tuple[str, ...], cls: str) -> tuple[str, ...]:
    return tuple([f"L{hint}|{cls}" for hint in hints])


@lru_cache(maxsize=65536)
def _joint(b: str, c: str, here: str, d: str, e: str) -> tuple[str, ...]:
    return (
        f"1={c}|{here}",
        f"2={here}|{d}",
        f"3={c}|{here}|{d}",
        f"4={b}|{c}|{here}",
        f"5={here}|{d}|{e}",
        f"6={b}|{c}|{here}|{d}|{e}",
    )


def _named(faces: Sequence[_Face], count: int, hidden: Collection[str]) -> list[tuple[str, ...]]:
    """Return what the word lists say of each token: the list, and whether the entry begins or ends there."""
    named: list[tuple[str, ...]] = [()] * count
    for start, end, kinds in lexicon_matches([face.fold for face in faces[3 : count + 3]], hidden=hidden):
        size = "1" if end - start == 1 else "2"
        for at in range(start, end):
            place = ("<" if at == start else "") + (">" if at == end - 1 else "")
            named[at] = tuple([f"l={kind}{size}{place}" for kind in kinds])
    return named


def _ahead(tokens: Sequence[Token], faces: Sequence[_Face]) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return what is still to come after each token, and what the stretch between two stops is like."""
    count = len(tokens)
    ahead = [""] * count
    slashes = slash = year = quote = address = ""
    for at in range(count - 1, -1, -1):
        ahead[at] = slashes + slash + year + quote + address
        cls = faces[at + 3].cls
        if cls == "//":
            slashes = "/"
        elif cls == "/":
            slash = "s"
        elif cls == "YR":
            year = "y"
        elif cls in ("»", '"'):
            quote = "q"
        elif cls in ("URL", "DOI"):
            address = "u"
    segments: list[tuple[str, ...]] = [()] * count
    start = 0
    opener = "^"
    while start < count:
        end = start
        words = figures = 0
        kinds: set[str] = set()
        while end < count:
            face = faces[end + 3]
            cls = face.cls
            if end > start and _is_stop(tokens, faces, end):
                break
            if cls[0] == "D" and cls[1:2].isdigit() or cls == "YR":
                figures += 1
            elif face.word[0].isalpha():
                words += 1
                if cls.isupper() and len(cls) == 3:
                    kinds.add(cls)
            end += 1
        stop = faces[end + 3].cls if end < count else "$"
        after = faces[end + 4].cls if end + 1 < count else "$"
        after2 = faces[end + 5].cls if end + 2 < count else "$"
        size = "0" if words == 0 else "1" if words == 1 else "3" if words < 4 else "6" if words < 7 else "9"
        shared = (
            f"S={size}{min(figures, 2)}",
            f"Sn={stop}{after}",
            f"Sm={stop}{after}|{after2}",
            f"So={opener}{size}{stop}{after}",
            *("Sk=" + kind for kind in sorted(kinds)),
        )
        for at in range(start, min(end + 1, count)):
            segments[at] = shared
        opener = stop
        start = end + 1
    return ahead, segments


def _is_stop(tokens: Sequence[Token], faces: Sequence[_Face], at: int) -> bool:
    """Tell whether a token ends a stretch: «//», a dash with blanks, a full stop that ends more than an initial."""
    cls = faces[at + 3].cls
    if cls in ("//", "/", ";", ":"):
        return True
    follows_blank = at + 1 >= len(tokens) or tokens[at + 1].space_before
    if cls == "-":
        return follows_blank and tokens[at].space_before
    if cls in ".?!":
        return follows_blank and len(tokens[at - 1].text) > 1
    if cls in (",", '"', "»"):
        return follows_blank
    return cls in ("(", "[")


def list_hints(references: Sequence[Sequence[Token]]) -> tuple[str, ...]:
    """Return what most references of a list have in common, as features for each of them.

    A list keeps to one style: what a lone reference leaves open («. Журнал.» or «. Издательство.») its
    neighbours tell. Fewer than three references give no hints.
    """
    if len(references) < 3:
        return ()
    counts: dict[str, int] = {}
    for tokens in references:
        for habit in _habits(tokens):
            counts[habit] = counts.get(habit, 0) + 1
    hints = [habit for habit in _HABITS if counts.get(habit, 0) >= 0.55 * len(references)]
    if counts.get("//", 0) <= 0.2 * len(references):
        hints.append("no//")
    return tuple(hints)


_HABITS = ("//", "dash", "(y)", "y.", "y;", "yend", "q", "it", "fi", "f,i", "if")


def _habits(tokens: Sequence[Token]) -> set[str]:
    """Return the habits that one reference shows: its marks, where its year stands, how its first name is written."""
    found: set[str] = set()
    classes = [_face(token.text).cls for token in tokens]
    count = len(classes)
    while classes and (classes[0][0] == "D" or classes[0] in "[](.)"):
        classes = classes[1:]
    if "//" in classes:
        found.add("//")
    for at in range(count - len(classes), count):
        cls = _face(tokens[at].text).cls
        if cls == "-" and tokens[at].space_before and at and tokens[at - 1].text == ".":
            found.add("dash")
        elif cls == "YR":
            after = tokens[at + 1].text if at + 1 < count else ""
            if at and tokens[at - 1].text == "(" and at < count * 0.6:
                found.add("(y)")
            elif after == ";":
                found.add("y;")
            elif after == "." and 3 < at < count * 0.5:
                found.add("y.")
            if at >= count - 3:
                found.add("yend")
        elif cls == '"' or cls == "«":
            found.add("q")
        if tokens[at].italic:
            found.add("it")
    head = classes[:4]
    if len(head) > 2:
        if head[0][:1] == "X" and head[1] == ".":
            found.add("if")
        elif head[1] == ",":
            found.add("f,i")
        elif head[1][:2] in ("XC", "XL", "XX"):
            found.add("fi")
    return found
