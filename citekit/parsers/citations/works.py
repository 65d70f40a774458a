"""The works of a reference list as citations name them: by family names and year, by number, by a short title."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from citekit.language import fold
from citekit.parsers.files import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.model import Reference

__all__ = ["Match", "Work", "Works", "acronym_of", "citing_words", "tokens_of"]

_UP = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁЄІЇҐЎ"
_LOW = "a-zß-öø-ÿā-žа-яёєіїґў\u0300-\u036f"
_WORD = re.compile(r"[^\W\d_][\w'’ʼ-]*")
_YEAR = re.compile(r"(?<![\d/-])((?:1[5-9]|20)\d\d)([a-zа-е](?![\w]))?(?!\d)")
_YEAR_IN_BRACKETS = re.compile(r"\(((?:1[5-9]|20)\d\d)([a-zа-е](?!\w))?")
_VISITED = re.compile(r"(?:accessed|retrieved|дата (?:обращения|звернення|доступа)|обращения)\b.*", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"(?:https?://|www\.|\bdoi\b|10\.\d{4,9}/)\S*", re.IGNORECASE)
_FAMILY_FIRST = re.compile(rf"([{_UP}][\w'’ʼ-]+(?:[ -][{_UP}][\w'’ʼ-]+)?),?\s(?:[{_UP}][{_LOW}]?\.[\s-]?)+")
_INITIALS_FIRST = re.compile(rf"(?:[{_UP}][{_LOW}]?\.[\s-]?){{1,4}}([{_UP}][\w'’ʼ-]+)")
_VANCOUVER = re.compile(rf"([{_UP}][\w'’ʼ-]+)\s[{_UP}]{{1,3}}(?=[,.:])")
_HEAD_END = re.compile(r"\(\s?(?:1[5-9]|20)\d\d|[\"“«„*]|\s//?\s|\bPp?\.|https?:")
_TITLED = re.compile(r"[\"“„]([^\"“”„]{8,300})[\"”]|«([^«»]{8,300})»|\*([^*]{8,300})\*")
_AFTER_YEAR = re.compile(r"\((?:1[5-9]|20)\d\d[^()]{0,24}\)\.?\s+(.{8,300})")
_SENTENCE = re.compile(r"(?<=[\w)\]])[.]\s+(.{8,300})")
_FUZZY = 0.8
_ENDING = re.compile(r"(?:a|u|e|o|i|om|em|oi|ei|im|ova|ovoi|ogo|omu|omi|ai|aa|ii|ih|eh|go|mu|ei|ie|ovi|eve|ovu|m|h|)")
_TAGS = re.compile(r"<[^<>]*>|[*_\\]")


class Work(NamedTuple):
    """What a citation may say of one reference; all words folded."""

    id: str
    number: int
    families: tuple[str, ...]
    bodies: tuple[str, ...]
    years: tuple[tuple[int, str], ...]
    titles: tuple[tuple[str, ...], ...]
    text: str
    raw: str = ""


class Match(NamedTuple):
    """The reference that a citation means: ``mismatch`` says where the two disagree, ``note`` how."""

    work: Work | None
    mismatch: str = ""
    note: str = ""
    candidate: str = ""


@cache
def citing_words(name: str) -> frozenset[str]:
    """Return a table of the words around citations."""
    return frozenset(tomllib.loads(shipped("data/citing.toml").decode())[name])


def tokens_of(text: str) -> tuple[str, ...]:
    """Return a text's words, folded, so that both scripts and all spellings of marks agree."""
    return tuple(fold(_TAGS.sub(" ", text)).split())


def acronym_of(name: str) -> str:
    """Return the initials of a body's name, in small letters: International Organization for Migration ▶ iom."""
    words = [w for w in _WORD.findall(name) if w.casefold() not in citing_words("small")]
    return fold("".join(w[0] for w in words)) if len(words) > 1 else ""


def _heads(raw: str) -> tuple[list[str], list[str]]:
    """Return the family names and the bodies that stand at the head of a reference as printed."""
    text = _TAGS.sub("", raw)
    end = _HEAD_END.search(text, 1)
    head = text[: end.start() if end else 220][:260]
    families = [m[1] for m in _FAMILY_FIRST.finditer(head)]
    if not families:
        families = [m[1] for m in _INITIALS_FIRST.finditer(head)] or [m[1] for m in _VANCOUVER.finditer(head)]
    if families:
        return families, []
    first = re.split(r"[.,(]\s", head.strip(' "“«'), maxsplit=1)[0]
    words = _WORD.findall(first)
    rest = head[len(first) :]
    if len(words) == 1 and rest.startswith(","):  # Smith, John
        others = re.findall(rf"\band\s[{_UP}][\w'’.-]+(?:\s[{_UP}]\.)?\s([{_UP}][\w'’-]+)|\band\s([{_UP}][\w'’-]+),", rest)
        return [words[0], *(a or b for a, b in others)], []
    if " & " in first or " and " in first:
        return [w for w in words if w[0].isupper()], []
    return ([words[0]] if len(words) == 1 else []), [first]


def _titles(reference: Reference) -> list[str]:
    found = [t for t in (reference.record.title, reference.record.container_title) if t][:1]
    text = _ADDRESS.sub(" ", reference.raw)
    found.extend(next(g for g in m.groups() if g) for m in _TITLED.finditer(text))
    if (after := _AFTER_YEAR.search(text)) is not None:
        found.append(after[1])
    if not reference.record.title:
        found.extend(m[1] for m in _SENTENCE.finditer(text[:400]))
        found.append(text)
    return found


def _work(reference: Reference, at: int) -> Work:
    record = reference.record
    people = [n for n in (record.author or record.editor or record.compiler) if n.family or n.literal]
    families = [n.family for n in people if n.family]
    bodies = [n.literal for n in people if n.literal and not n.family]
    if not people:
        families, bodies = _heads(reference.raw)
    acronyms = [acronym_of(b) for b in bodies] + [fold(m) for m in re.findall(rf"\(([{_UP}]{{2,10}})\)", reference.raw[:160])]
    text = _VISITED.sub(" ", _ADDRESS.sub(" ", reference.raw))
    years: list[tuple[int, str]] = []
    if record.issued is not None and record.issued.year:
        years.append((record.issued.year, ""))
    for pattern in (_YEAR_IN_BRACKETS, _YEAR):
        years.extend((int(m[1]), m[2] or "") for m in pattern.finditer(text))
    suffixed = {year for year, suffix in years if suffix}
    years = [y for y in years if y[1] or y[0] not in suffixed]
    digits = re.sub(r"\D", "", reference.number)
    titles = tuple(dict.fromkeys(t for title in _titles(reference) if len(t := tokens_of(title)[:14]) > 1))
    return Work(
        reference.id,
        int(digits) if digits else at,
        tuple(dict.fromkeys(fold(f) for f in families if fold(f))),
        tuple(dict.fromkeys(b for b in (*(fold(b) for b in bodies), *acronyms) if b)),
        tuple(dict.fromkeys(years)),
        titles,
        " ".join(tokens_of(reference.raw)),
        reference.raw.casefold(),
    )


class Works:
    """A list's references, ready to be asked for by what a citation says."""

    def __init__(self, references: Sequence[Reference]) -> None:
        """Take the references of the bibliographies, in their order."""
        self.works = tuple(_work(reference, at) for at, reference in enumerate(references, 1))
        self.by_number: dict[int, Work] = {}
        for work in self.works:
            self.by_number.setdefault(work.number, work)

    def __len__(self) -> int:
        return len(self.works)

    def numbered(self, number: int) -> Work | None:
        """Return the reference of a number."""
        return self.by_number.get(number)

    def named(self, names: Sequence[str], year: int, suffix: str = "", *, et_al: bool = False) -> Match:
        """Return the reference by these authors of this year; names as printed, the first author's first."""
        folded = [fold(name) for name in names if fold(name)]
        if not folded:
            return Match(None)
        declined = any("\u0400" <= c <= "\u04ff" for name in names for c in name)
        close = [(fit, work) for work in self.works if (fit := _names_agree(folded, work, et_al=et_al, declined=declined)) > 0]
        of_year = [(fit, work) for fit, work in close if any(y == year for y, _ in work.years[:2]) or _in_year(work, year)]
        if of_year:
            best = max(fit for fit, _ in of_year)
            several = [work for fit, work in of_year if fit == best]
            spelt = best >= 1 and (declined or all(_is_spelt(name, several[0]) for name in names))
            return _chosen(several, year, suffix, "" if spelt else "spelling")
        exact = [work for fit, work in close if fit >= 1]
        near = [work for work in exact if any(abs(y - year) == 1 for y, _ in work.years[:1])]
        if len(near) == 1:
            return Match(near[0], "year", f"the list has {near[0].years[0][0]}")
        if exact:
            years = ", ".join(str(w.years[0][0]) for w in exact if w.years)
            return Match(None, "year", f"the list has these authors with {years}" if years else "", exact[0].id)
        return Match(None, candidate=self._candidate(folded, year))

    def only(self, names: Sequence[str], *, et_al: bool = False) -> Match:
        """Return the one reference by these authors, whatever its year."""
        folded = [fold(name) for name in names if fold(name)]
        found = [w for w in self.works if folded and _names_agree(folded, w, et_al=et_al) >= 1] if folded else []
        return Match(found[0]) if len(found) == 1 else Match(None)

    def by_title(self, title: str) -> Work | None:
        """Return the one reference whose title begins so, in two words or more."""
        words = tokens_of(title)
        if len(words) < 2:
            return None
        found = [w for w in self.works if any(t[: len(words)] == words[: len(t)] for t in w.titles[:1]) or " ".join(words) in w.bodies]
        return found[0] if len(found) == 1 else None

    def says(self, work: Work, name: str) -> bool:
        """Tell whether a word of a citation stands anywhere in a reference."""
        return re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", work.text) is not None

    def _candidate(self, folded: Sequence[str], year: int) -> str:
        """Return a reference of the year in which the name stands, though not as its author."""
        pattern = re.compile(rf"(?<!\w){re.escape(folded[0])}(?!\w)")
        found = [w.id for w in self.works if pattern.search(w.text) and any(y == year for y, _ in w.years)]
        return found[0] if len(found) == 1 else ""


def _in_year(work: Work, year: int) -> bool:
    """Tell whether a year stands among those of a reference that gives no certain year of issue."""
    return len(work.years) > 2 and any(y == year for y, _ in work.years)


def _names_agree(names: Sequence[str], work: Work, *, et_al: bool, declined: bool = False) -> float:
    """Return how well the names of a citation fit a reference: 1 and more exactly, below that but for spelling."""
    joined = " ".join(names)
    if work.bodies and (joined in work.bodies or (len(names) == 1 and names[0] in work.bodies)):
        return 1.0
    if not work.families:
        whole = [
            b
            for b in work.bodies
            if len(joined) > 5 and len(b) > 5 and (f"{b} ".startswith(f"{joined} ") or f"{joined} ".startswith(f"{b} "))
        ]
        titled = any(" ".join(title).startswith(joined) for title in work.titles) and len(joined) > 5
        return 0.95 if whole else 0.9 if titled else 0.0
    first = _same(names[0], work.families[0], declined=declined)
    if not first:
        return 0.0
    if len(names) > 1:
        others = [max((_same(name, family, declined=declined) for family in work.families[1:]), default=0.0) for name in names[1:]]
        if not all(others):
            return 0.0
        first = min([first, *others])
        return first + (0.2 if len(work.families) == len(names) else 0.0)
    if et_al:
        return first + 0.2 if len(work.families) > 1 else first - 0.05
    # one name cited, several in the list: another work, unless nothing else fits
    return first + 0.2 if len(work.families) == 1 else 0.0


def _same(name: str, family: str, *, declined: bool) -> float:
    if name == family:
        return 1.0
    if name.replace(" ", "") == family.replace(" ", "") or name.replace("-", " ") == family.replace("-", " "):
        return 1.0
    last = name.rsplit(maxsplit=1)[-1]
    if len(last) > 3 and last == family.rsplit(maxsplit=1)[-1]:
        return 1.0
    if min(len(name), len(family)) < 4:
        # a letter lost at the end of a short name: Schen for Schenk
        return _FUZZY if len(name) > 2 and len(family) > 2 and abs(len(name) - len(family)) == 1 and name[:3] == family[:3] else 0.0
    if declined and _is_inflected(name, family):
        return 1.0
    from rapidfuzz.distance import OSA

    likeness: float = OSA.normalized_similarity(name, family)
    return likeness if likeness >= _FUZZY and name[0] == family[0] else 0.0


def _is_inflected(name: str, family: str) -> bool:
    """Tell whether two names may be cases of one Russian name: Гребенюк, Гребенюка; Сталинская, Сталинской."""
    common = 0
    for a, b in zip(name, family, strict=False):
        if a != b:
            break
        common += 1
    endings = name[common:], family[common:]
    return common >= 4 and all(len(e) <= 3 and _ENDING.fullmatch(e) for e in endings)


def _is_spelt(name: str, work: Work) -> bool:
    """Tell whether a name stands letter for letter in a reference; in another script or as an acronym it cannot."""
    if fold(name) in work.bodies or any("\u0400" <= c <= "\u04ff" for c in work.raw[:60]) != any("\u0400" <= c <= "\u04ff" for c in name):
        return True
    return all(re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", work.raw) for word in _WORD.findall(name.replace("-", " ")))


def _chosen(works: Sequence[Work], year: int, suffix: str, mismatch: str) -> Match:
    """Choose among the references that names and year fit; a letter after the year may tell them apart."""
    said = "spelling" if mismatch else ""
    note = f"the list has {', '.join(works[0].families)}" if mismatch else ""
    lettered = [w for w in works if (year, suffix) in w.years]
    if suffix and not lettered:
        at = ord(suffix) - ord("a" if suffix.isascii() else "а")
        plain = [w for w in works if any(y == year for y, _ in w.years)]
        work = plain[at] if len(plain) > 1 and 0 <= at < len(plain) else works[0]
        return Match(work, "+".join(m for m in (said, "year-suffix") if m), note or "the list has the year without a letter")
    return Match((lettered or list(works))[0], said, note)
