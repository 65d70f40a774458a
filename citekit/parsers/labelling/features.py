"""What the labeller sees of a token: its own face, its neighbours' faces and where in the reference it stands.

A feature is a short string; the model knows its weight for each label. Features come in groups that depend on
one thing each (a word, two neighbours, a place), and a group's value is worked out once and kept: the trainer
takes the strings themselves for the value, the labeller the sum of their weights. Both read a reference by
the same code, :class:`FeatureReader`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from citekit.language import mend_homoglyphs
from citekit.parsers.labelling.keywords import keywords
from citekit.parsers.labelling.lexicon import lexicon_matches

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from citekit.parsers.labelling.tokens import Token

__all__ = ["FeatureReader", "folded_word", "list_hints"]

V = TypeVar("V", int, tuple[str, ...], tuple[int, ...])

_MARKS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d]")
_DASHES = "-‐‑‒–—―−"
_QUOTES = "\"“”„''‘’‟"
_OPENING = {"(": "(", "[": "[", "{": "[", "<": "["}
_CLOSING = {")": "(", "]": "[", "}": "[", ">": "["}
# one-letter terms look alike in both scripts, and are mixed up in print: С./C., Т./T., №/N
_ONE_LETTER = str.maketrans("саертокнмвху", "caeptokhmbxy")
_MOST_KEPT = 30_000
"""Groups that a reader keeps before it starts afresh, so that a stream without end takes constant memory."""


class Face:
    """A token's text: ``cls`` is its class, ``word`` what its neighbours see, ``strings`` its own features."""

    __slots__ = ("cls", "figure", "fold", "kind", "strings", "word")

    def __init__(self, text: str) -> None:
        plain = text if text.isascii() else _MARKS.sub("", text) or text
        if len(plain) > 1 and not plain.isascii():
            plain = mend_homoglyphs(plain)
        lower = plain.casefold()
        strings: list[str] = []
        self.kind = ""
        self.figure = False
        if plain.isdigit():
            self.cls = _digits(plain)
            self.figure = True
            word = lower if len(lower) < 3 else self.cls
            strings.append("#" + str(min(len(lower), 6)))
            if len(lower) < 4:
                strings.append("w=" + lower)
        elif len(plain) > 3 and ("/" in plain or "." in plain):
            self.cls = "DOI" if "10." in plain and "/10." in "/" + plain else "URL"
            word = self.cls
        elif plain[0].isalpha():
            if len(lower) == 1:
                lower = lower.translate(_ONE_LETTER)
            word = lower
            shape = _shape(plain) + ("C" if "\u0400" <= plain[0] <= "\u04ff" else "L" if plain[0] < "\u0250" else "O")
            kinds = keywords(lower)
            # a capital alone is an initial more often than a term
            self.cls = kinds[0] if kinds and shape[:-1] != "X" else shape
            self.kind = kinds[0] if kinds else ""
            strings += ["w=" + lower, "h=" + shape, "p2=" + lower[:2], "p3=" + lower[:3], "s2=" + lower[-2:], "s3=" + lower[-3:]]
            if len(lower) > 4:
                strings.append("s4=" + lower[-4:])
            strings += ["k=" + kind for kind in kinds]
            if "-" in lower[1:]:
                strings.append("hy")
        else:
            self.cls = "-" if text in _DASHES else '"' if text in _QUOTES else text
            word = self.cls
        strings.append("c=" + self.cls)
        self.fold = lower if plain[0].isalnum() else ""
        self.strings = tuple(strings)
        self.word = word


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


_faces: dict[str, Face] = {}


def _face(text: str) -> Face:
    face = _faces.get(text)
    if face is None:
        if len(_faces) > _MOST_KEPT:
            _faces.clear()
        face = _faces[text] = Face(text)
    return face


_EDGE = Face("\N{DAGGER}")


def folded_word(text: str) -> str:
    """Return a token's text as word lists hold it: lower case, look-alike letters mended; a mark gives nothing."""
    return _face(text).fold


_INDEX = (0, 1, 2, 3, 4, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 6)


class _Course:
    """What has been seen of a reference so far: open brackets and quotes, marks passed, the last mark and how far it is."""

    __slots__ = ("_depth", "_marks", "mark", "quoted", "seen", "since", "state")

    def __init__(self) -> None:
        self._depth = [0, 0]
        self._marks: set[str] = set()
        self.quoted = self.seen = self.state = ""
        self.mark, self.since = "^", 0

    def _changed(self) -> None:
        self.state = ("(" if self._depth[0] else "") + ("[" if self._depth[1] else "") + self.quoted

    def close(self, bracket: str) -> None:
        """Take a closing bracket: it stands outside what it closes."""
        side = _CLOSING[bracket] == "["
        if self._depth[side]:
            self._depth[side] -= 1
            self._changed()

    def step(self, here: str, *, before_blank: bool, initial: bool) -> None:
        """Take the class of a mark or a year; ``initial`` says that a capital alone stands before it."""
        mark = here
        if here == "YR":
            self._note("y")
            return
        if here in _OPENING:
            self._depth[_OPENING[here] == "["] += 1
            self._changed()
        elif here in _QUOTE_CLASSES:
            opens = here == "«" or (here == '"' and not self.quoted and not before_blank)
            if here == '"':
                mark = '"<' if opens else '">'
            self.quoted = here if opens else ""
            self._changed()
            if not opens:
                self._note("q")
        elif here == "//":
            self._note("/")
        elif here == "/":
            self._note("s")
        elif here == "." and initial:
            return
        self.mark, self.since = mark, 0

    def _note(self, letter: str) -> None:
        if letter not in self._marks:
            self._marks.add(letter)
            self.seen = "".join([c for c in "/syq" if c in self._marks])


_QUOTE_CLASSES = frozenset({"«", "»", '"'})
_COURSE_MARKS = frozenset({"YR", "//", "/", ".", ",", ";", ":", "-", "?", "!", *_OPENING, *_CLOSING, *_QUOTE_CLASSES})


class FeatureReader(Generic[V]):
    """Read references as features; ``value`` turns a group of feature strings into what is added up for a token.

    Groups that recur (of classes and places) are kept; those of words next to each other seldom do.
    """

    def __init__(self, value: Callable[[tuple[str, ...]], V]) -> None:
        self._value: Callable[[tuple[str, ...]], V] = value
        self._kept: dict[Any, Any] = {}
        self._played: dict[Face, tuple[V, V, V, V, V, V, V]] = {}

    def read(self, tokens: Sequence[Token], hints: tuple[str, ...] = (), *, hidden: Collection[str] = ()) -> list[V]:
        """Return each token's value: the sum over its groups.

        ``hints`` are habits of its list (:func:`list_hints`); ``hidden`` entries of the word lists are not seen.
        """
        for cache in (self._kept, self._played):
            if len(cache) > _MOST_KEPT:
                cache.clear()
        kept, played = self._kept, self._played
        value: Callable[[tuple[str, ...]], V] = self._value
        faces = [_EDGE, _EDGE, _EDGE, *[_faces.get(token.text) or _face(token.text) for token in tokens], _EDGE, _EDGE, _EDGE]
        roles = [played.get(face) or self._roles(face) for face in faces]
        count = len(tokens)
        ahead, segments = self._ahead(tokens, faces)
        named = self._named(faces, count, hidden)
        slants = _slants(tokens)
        spaced = [token.space_before for token in tokens]
        spaced.append(True)
        habits = kept.get((hints,))
        if habits is None:
            habits = kept[hints,] = {}
        result: list[V] = []
        course = _Course()
        b = c = here = "†"
        d, e = faces[3].cls, faces[4].cls
        left, face, right = _EDGE, _EDGE, faces[3]
        behind: Any
        middle: Any = self._triple(c, here, d)
        coming: Any = self._triple(here, d, e)
        key: Any
        for at in range(count):
            left, face, right = face, right, faces[at + 4]
            b, c, here, d, e = c, here, d, e, faces[at + 5].cls
            if here in _CLOSING:
                course.close(here)
            behind, middle = middle, coming
            key = (here, d, e)
            coming = kept.get(key) or self._triple(here, d, e)
            word = face.word
            own = value(
                (f"W-={left.word}|{word}", f"W+={word}|{right.word}", f"W±={left.word}|{here}|{right.word}", f"6={b}|{c}|{here}|{d}|{e}")
            )
            state, seen, before = course.state + slants[at], course.seen, ahead[at]
            glue = 2 * spaced[at] + spaced[at + 1]
            key = (here, state, glue, 0)
            place = kept.get(key)
            if place is None:
                place = kept[key] = value(("b=" + state, f"bc={state}{here}", f"g={glue}{here}"))
            key = (here, seen, before, 0, 0)
            course_of = kept.get(key)
            if course_of is None:
                course_of = kept[key] = value(_between(here, seen, before))
            since = course.since
            mark = course.mark
            key = (here, mark, since if since < 4 else 4 if since < 8 else 5, 0, 0, 0)
            where = kept.get(key)
            if where is None:
                where = kept[key] = value((f"m={mark}{key[2]}", f"mc={mark}{here}"))
            index, eighth = _INDEX[at] if at < 16 else 7, at * 8 // count
            key = (here, index, eighth, 0, 0, 0, 0)
            depth = kept.get(key)
            if depth is None:
                depth = kept[key] = value((f"i={index}", f"ic={index}{here}", f"t={eighth}"))
            total = (
                roles[at + 3][0]
                + roles[at + 2][1]
                + roles[at + 4][2]
                + roles[at + 1][3]
                + roles[at + 5][4]
                + roles[at][5]
                + roles[at + 6][6]
            )
            total = total + own + behind[1] + middle[0] + coming[2] + place + course_of + where + depth + segments[at]
            name = named[at]
            if name is not None:
                total = total + name
            if hints:
                hint = habits.get(here)
                if hint is None:
                    hint = habits[here] = value(tuple([f"L{habit}|{here}" for habit in hints]))
                total = total + hint
            result.append(total)
            course.since = since + 1
            if here in _COURSE_MARKS:
                course.step(here, before_blank=spaced[at + 1], initial=c[0] == "X" and len(c) == 2)
        return result

    def _triple(self, x: str, y: str, z: str) -> tuple[V, V, V]:
        """Return what three classes in a row are worth for the second, the third and the first."""
        value = self._value
        triple = value((f"1={x}|{y}", f"2={y}|{z}", f"3={x}|{y}|{z}")), value((f"4={x}|{y}|{z}",)), value((f"5={x}|{y}|{z}",))
        self._kept[x, y, z] = triple
        return triple

    def _roles(self, face: Face) -> tuple[V, V, V, V, V, V, V]:
        word, cls, value = face.word, face.cls, self._value
        roles = (
            value(face.strings),
            value(("w-1=" + word, "c-1=" + cls)),
            value(("w+1=" + word, "c+1=" + cls)),
            value(("w-2=" + word, "c-2=" + cls)),
            value(("w+2=" + word, "c+2=" + cls)),
            value(("c-3=" + cls,)),
            value(("c+3=" + cls,)),
        )
        self._played[face] = roles
        return roles

    def _named(self, faces: Sequence[Face], count: int, hidden: Collection[str]) -> list[V | None]:
        """Return what the word lists say of each token: the list, and whether the entry begins or ends there."""
        named: list[V | None] = [None] * count
        for start, end, kinds in lexicon_matches([face.fold for face in faces[3 : count + 3]], hidden=hidden):
            size = "1" if end - start == 1 else "2"
            for at in range(start, end):
                key = kinds + size + ("<" if at == start else "") + (">" if at == end - 1 else "")
                value = self._kept.get(key)
                if value is None:
                    value = self._kept[key] = self._value(tuple([f"l={kind}{key[len(kinds) :]}" for kind in kinds]))
                named[at] = value
        return named

    def _ahead(self, tokens: Sequence[Token], faces: Sequence[Face]) -> tuple[list[str], list[V]]:
        """Return what is still to come after each token, and the value of the stretch between two stops it is in."""
        count = len(tokens)
        ahead = [""] * count
        slashes = slash = year = quote = address = ""
        for at in range(count - 1, -1, -1):
            ahead[at] = slashes + slash + year + quote + address
            cls = faces[at + 3].cls
            if cls == "YR":
                year = "y"
            elif cls == "//":
                slashes = "/"
            elif cls == "/":
                slash = "s"
            elif cls in ("»", '"'):
                quote = "q"
            elif cls in ("URL", "DOI"):
                address = "u"
        segments: list[Any] = [None] * count
        start = 0
        opener = "^"
        while start < count:
            end = start
            words = figures = 0
            kinds: set[str] = set()
            while end < count:
                face = faces[end + 3]
                if end > start and face.cls in _STOPS and _is_stop(tokens, faces, end):
                    break
                if face.figure:
                    figures += 1
                elif face.fold:
                    words += 1
                    if face.kind:
                        kinds.add(face.kind)
                end += 1
            stop = faces[end + 3].cls if end < count else "$"
            after = faces[end + 4].cls if end + 1 < count else "$"
            after2 = faces[end + 5].cls if end + 2 < count else "$"
            size = "0" if words == 0 else "1" if words == 1 else "3" if words < 4 else "6" if words < 7 else "9"
            key = (opener, size, min(figures, 2), stop, after, after2, frozenset(kinds), 0)
            value = self._kept.get(key)
            if value is None:
                value = self._kept[key] = self._value(_segment(opener, size, min(figures, 2), (stop, after, after2), kinds))
            for at in range(start, min(end + 1, count)):
                segments[at] = value
            opener = stop
            start = end + 1
        return ahead, segments


def _slants(tokens: Sequence[Token]) -> list[str]:
    """Return where each token stands in an italic stretch: ``I<`` at its beginning, ``I`` inside, ``>`` at its end."""
    if not any(token.italic for token in tokens):
        return [""] * len(tokens)
    slants = []
    after = False
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        inside = following is not None and following.italic
        slants.append((("I" if after else "I<") + ("" if inside else ">")) if token.italic else "")
        after = token.italic
    return slants


def _between(here: str, seen: str, ahead: str) -> tuple[str, ...]:
    return ("s=" + seen, f"sc={seen}{here}", "a=" + ahead, f"ac={ahead}{here}", f"sa={seen}|{ahead}")


def _segment(opener: str, size: str, figures: int, ends: tuple[str, str, str], kinds: set[str]) -> tuple[str, ...]:
    stop, after, after2 = ends
    return (
        f"S={size}{figures}",
        f"Sn={stop}{after}",
        f"Sm={stop}{after}|{after2}",
        f"So={opener}{size}{stop}{after}",
        *[f"Sk={kind}" for kind in sorted(kinds)],
    )


_STOPS = frozenset({"//", "/", ";", ":", "-", ".", "?", "!", ",", '"', "»", "(", "["})


def _is_stop(tokens: Sequence[Token], faces: Sequence[Face], at: int) -> bool:
    """Tell whether a token ends a stretch: «//», a dash with blanks, a full stop that ends more than an initial."""
    cls = faces[at + 3].cls
    if cls in ("//", "/", ";", ":", "(", "["):
        return True
    if at + 1 < len(tokens) and not tokens[at + 1].space_before:
        return False
    if cls == "-":
        return tokens[at].space_before
    if cls in ".?!":
        return len(tokens[at - 1].text) > 1
    return True


_HABITS = ("//", "dash", "(y)", "y.", "y;", "yend", "q", "it", "fi", "f,i", "if")


def list_hints(references: Sequence[Sequence[Token]]) -> tuple[str, ...]:
    """Return what most references of a list have in common, as hints for each of them.

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


def _habits(tokens: Sequence[Token]) -> set[str]:
    """Return the habits that one reference shows: its marks, where its year stands, how its first name is written."""
    found: set[str] = set()
    classes = [_face(token.text).cls for token in tokens]
    count = len(classes)
    first = 0
    while first < count and (classes[first][0] == "D" or classes[first] in "[](.)"):
        first += 1
    for at in range(first, count):
        cls = classes[at]
        if cls == "//":
            found.add("//")
        elif cls == "-" and tokens[at].space_before and at and tokens[at - 1].text == ".":
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
        elif cls in ('"', "«"):
            found.add("q")
        if tokens[at].italic:
            found.add("it")
    head = classes[first : first + 4]
    if len(head) > 2:
        if head[0][:1] == "X" and head[1] == ".":
            found.add("if")
        elif head[1] == ",":
            found.add("f,i")
        elif head[1][:2] in ("XC", "XL", "XX"):
            found.add("fi")
    return found
