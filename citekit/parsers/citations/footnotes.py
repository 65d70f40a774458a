"""What a footnote cites: full references, short ones, Ibid. and Там же, among comments and several to a note."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from citekit.parsers.citations.cited import Cited, Form
from citekit.parsers.citations.works import tokens_of
from citekit.parsers.lists.likeness import likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.parsers.citations.works import Work, Works

__all__ = ["NoteReader", "citation_part", "is_source"]

_IBID = re.compile(r"(?<!\w)(?:ibid(?:em)?|там же|там само|тамсама|ebd(?:a)?|idem)(?!\w)", re.IGNORECASE)
_BEFORE_CITED = re.compile(
    r"(?<!\w)(?:op\.?\s?cit|loc\.?\s?cit|указ\.?\s?(?:соч|раб|произв|ст)|цит\.?\s?(?:соч|произв)|вказ\.?\s?(?:праця|тв))(?!\w)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"<?(?:https?://|www\.)\S+", re.IGNORECASE)
_FULL = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|https?://|www\.|\bno\.\s?\d|№\s?\d|\bvol\.\s?\d|//")
_QUOTED = re.compile(r"[\"“„]([^\"“”„]{6,300})[\"”]|«([^«»]{6,300})»")
_LAW = re.compile(
    r"(?:\b(?:law|act|decree|regulation|directive|resolution|convention)\b|закон|указ|постановлени|приказ|конвенци)[^;]{0,30}$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:(?:see(?:\s+also)?|cf\.|for (?:a|more|further|details|example|instance)[^,.:]{0,40}|quoted in|cited in|e\.g\.|см\.(?:\s*(?:также|подробнее|об этом|напр\.|например))?|ср\.|подробнее(?:\s+об этом)?(?:\s+см\.)?|цит\. по|об этом см\.)[:,]?\s+)+",
    re.IGNORECASE,
)
_PLACE = r"[\dIVXLCivxlc]{1,6}(?:\s?[-–—]\s?\d{1,5})?(?:,\s?\d{1,5}(?:\s?[-–—]\s?\d{1,5})?){0,5}"
_LOCATOR_MARKED = re.compile(rf"(?<![\w.])(?:pp?|P|Pp|с|С|c|C|стр|S|Bl|л|Л)\.\s?({_PLACE})")
_LOCATOR_LAST = re.compile(rf"(?:[:,.?!”\"»*)_]|\)\s?:|ibid\.?,?|там же\.?,?)[*_]?\s*({_PLACE})\s*[.*_]?\s*$", re.IGNORECASE)
_AFTER_TITLE = re.compile(rf"^[\s,.;:?!”\"»*_]{{0,6}}(?:pp?\.|с\.|С\.)?\s?({_PLACE})(?![\d(])")
_NUMBERED = re.compile(r"(?:\b[Nn]o|№|\bvol|\bт)\.?\s*$")
_NEAR = 80  # characters before a title in which its kind is named
_MOST = 4000  # characters of a note that are read
_FEWEST = 3  # words of a title that are enough alone


class _Found(NamedTuple):
    start: int
    end: int
    work: Work | None
    ibid: bool


class _Words(NamedTuple):
    """A text's words, folded, each with its place."""

    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str) -> _Words:
        words: list[str] = []
        places: list[tuple[int, int]] = []
        for match in re.finditer(r"[\w'’ʼ]+", _ADDRESS.sub(lambda m: " " * len(m[0]), text)):
            for word in _folded(match[0]):
                words.append(word)
                places.append(match.span())
        return cls(tuple(words), tuple(places))


@lru_cache(maxsize=4096)
def _folded(word: str) -> tuple[str, ...]:
    return tokens_of(word)


class NoteReader:
    """Reads a paper's notes in their order, because Ibid. and short forms mean what came before."""

    def __init__(self, works: Works, *, own: bool) -> None:
        """Take the works of the list; ``own`` says that there is none, so that the notes name each other's works."""
        self.works = works
        self.own = own
        self.last: str | None = None
        self.recent: list[Work] = []

    def read(self, raw: str, note: str) -> tuple[Cited, ...]:
        """Return what a note cites, in its order; ``note`` is the note's own id."""
        cites: list[Cited] = []
        for part in _parts(raw[:_MOST]):
            found = self._found(part)
            for at, one in enumerate(found):
                stop = found[at + 1].start if at + 1 < len(found) else len(part)
                cites.append(self._cited(part, one, stop, note))
        return tuple(cites)

    # --- which works stand in a part -------------------------------------------------------------------------

    def _found(self, part: str) -> list[_Found]:
        found = [_Found(m.start(), m.end(), None, True) for m in _IBID.finditer(part)]
        found.extend(self._titled(part))
        if not found:
            found.extend(self._named(part))
        found.extend(self._unknown(part, found))
        if not found and not _IBID.search(part):
            whole = citation_part(part)
            if likeness(whole) > 2.2 and _FULL.search(whole):
                found.append(_Found(len(part) - len(whole), len(part) - len(whole) + min(20, len(whole)), None, False))
        return sorted(found, key=lambda f: (f.start, f.end))

    def _titled(self, part: str) -> list[_Found]:
        """Return the works of the list whose titles begin in a part; of two at one place the longer one."""
        note = _Words.of(part)
        if len(note.words) < 2:
            return []
        starts: dict[str, list[int]] = {}
        for at, word in enumerate(note.words):
            starts.setdefault(word, []).append(at)
        whole = set(note.words)
        matches: list[tuple[float, int, int, Work]] = []
        for work in self.works.works:
            best: tuple[float, int, int] | None = None
            for rank, title in enumerate(work.titles[:2]):
                for at in starts.get(title[0], ()):
                    length = 0
                    while length < len(title) and at + length < len(note.words) and title[length] == note.words[at + length]:
                        length += 1
                    authored = any(f in whole or set(f.split()) <= whole for f in (*work.families, *work.bodies))
                    if length < min(_FEWEST, len(title)) - (1 if authored else 0) or length < 2 or (rank and not authored):
                        continue
                    worth = length + 3.0 * authored - 20 * rank  # its journal's name only where its own title is not there
                    if best is None or worth > best[0]:
                        best = worth, at, at + length
            if best is not None:
                matches.append((*best, work))
        matches.sort(key=lambda m: (-m[0], m[1]))
        chosen: list[_Found] = []
        for _, first, stop, work in matches:
            start, end = note.places[first][0], note.places[stop - 1][1]
            if all(end <= c.start or start >= c.end for c in chosen) and not self._inside(part, start, chosen):
                chosen.append(_Found(start, end, work, False))
        return chosen

    @staticmethod
    def _inside(part: str, start: int, chosen: Sequence[_Found]) -> bool:
        """Tell whether a title stands behind a chosen one as its journal («*Current Sociology* 53»), not as a work."""
        before = [c for c in chosen if c.end <= start]
        if not before:
            return False
        between = part[max(c.end for c in before) : start]
        return len(between) < 160 and re.search(r"[.;]\s+[A-ZА-ЯЁ][^,;]{0,80}[,.]\s*[\"“«*]?$", between) is None

    def _named(self, part: str) -> list[_Found]:
        """Return the work meant by an author's name alone («Ivanov, 25», «Иванов И. И. Указ. соч. С. 5»)."""
        before = _BEFORE_CITED.search(part)
        words = _Words.of(part[: before.start()] if before else part)
        short = before is not None or (len(part) < 60 and re.search(r"\d", part) is not None)
        if not short:
            return []
        for work in [*reversed(self.recent), *self.works.works]:
            if work.families and any(w == work.families[0] for w in words.words[:6]):
                rivals = [w for w in self.works.works if w.families[:1] == work.families[:1]]
                if work in self.recent or len(rivals) == 1:
                    at = words.words.index(work.families[0])
                    return [_Found(words.places[at][0], before.end() if before else words.places[at][1], work, False)]
        return [_Found(before.start(), before.end(), None, False)] if before else []

    @staticmethod
    def _unknown(part: str, found: Sequence[_Found]) -> list[_Found]:
        """Return what is cited in quotes and stands in no list: a title with its source behind, a law."""
        unknown = []
        for match in _QUOTED.finditer(part):
            if any(f.start < match.end() and f.end > match.start() for f in found):
                continue
            behind = part[match.end() : match.end() + 60]
            title = (match[1] or match[2]).strip()
            sourced = title.endswith((",", ".")) or behind.lstrip().startswith(",")
            if _LAW.search(part[max(0, match.start() - _NEAR) : match.start()]) or (
                sourced and re.match(r"[,.]?\s*(?:\*[^*]{3,}\*|<?https?:|in\s|//)", behind)
            ):
                unknown.append(_Found(match.start(), match.end(), None, False))
        return unknown

    # --- what is said of one -------------------------------------------------------------------------------------

    def _cited(self, part: str, one: _Found, stop: int, note: str) -> Cited:
        rest = part[one.end : stop]
        form: Form = "ibid" if one.ibid else "full" if _FULL.search(rest) or _FULL.search(part[one.start : one.end]) else "short"
        if _BEFORE_CITED.search(part[one.start : one.end] + rest[:40]):
            form = "short"
        elif not one.ibid and one.work is None:
            form = "full"
        ref: str | None
        if one.ibid:
            ref = self.last
        elif one.work is not None:
            ref = one.work.id
            self.recent = [w for w in self.recent if w.id != ref] + [one.work]
        else:
            ref = note if self.own and form == "full" else None
        self.last = ref
        return Cited(ref=ref, form=form, locator=_locator(rest, form))


def is_source(raw: str) -> bool:
    """Tell whether a note gives a work in full, so that later notes may mean it."""
    whole = citation_part(_parts(raw)[0]) if raw.strip() else ""
    return bool(whole) and _IBID.search(whole[:40]) is None and _FULL.search(whole) is not None and likeness(whole) > 1


def _locator(rest: str, form: Form) -> str | None:
    text = _ADDRESS.sub(" ", rest)
    marked = list(_LOCATOR_MARKED.finditer(text))
    if marked:
        return _dashed(marked[-1][1])
    if form != "full" and (near := _AFTER_TITLE.match(text)) is not None:
        return _dashed(near[1])
    last = _LOCATOR_LAST.search(text.rstrip(" .;,<>*_\n"))
    if last is not None and not re.fullmatch(r"(?:1[5-9]|20)\d\d", last[1]) and not _NUMBERED.search(text[: last.start(1)]):
        return _dashed(last[1])
    colon = re.search(rf"\)\s?:\s?({_PLACE})", text)
    return _dashed(colon[1]) if colon else None


def _dashed(place: str) -> str:
    return re.sub(r"\s?[-–—]\s?", "–", place).strip(" ,.")


def _parts(raw: str) -> list[str]:
    """Cut a note at the semicolons between its citations, not at those in quotes or brackets."""
    parts = []
    depth = begin = 0
    quoted = False
    for at, character in enumerate(raw):
        if character in "([«“":
            depth += 1
        elif character in ")]»”":
            depth = max(0, depth - 1)
        elif character == '"':
            quoted = not quoted
        elif character == ";" and not depth and not quoted:
            parts.append(raw[begin:at])
            begin = at + 1
    parts.append(raw[begin:])
    return [p.strip() for p in parts if p.strip()]


def citation_part(raw: str) -> str:
    """Return the part of a note that is a reference, without «See:» and the comment before it.

    >>> citation_part("See: Nye J. Soft power. New York, 2004. P. 5.")
    'Nye J. Soft power. New York, 2004. P. 5.'
    """
    lead = _LEAD.match(raw)
    text = raw[lead.end() :] if lead else raw
    if likeness(text) > 1:
        best, begin = likeness(text), 0
    else:
        best, begin = -9.0, 0
    for match in list(re.finditer(r"(?<=[a-zа-яё)\]”\"»%\d])[.?!]\s+(?=[*\"“«A-ZА-ЯЁІЇЄ])", text))[:12]:
        worth = likeness(text[match.end() :])
        if worth > best + 1.5:
            best, begin = worth, match.end()
    return text[begin:]
