"""Citation keys: ASCII by transliteration, stable, and never rewritten unless asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from citekit.language import ascii_key
from citekit.model import CitekitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from citekit.model import Record

__all__ = ["assign_keys", "key_map", "key_of", "rewrite_keys"]

_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "on",
        "in",
        "for",
        "and",
        "to",
        "der",
        "die",
        "das",
        "le",
        "la",
        "les",
        "el",
        "о",
        "об",
        "обо",
        "в",
        "во",
        "и",
        "на",
        "по",
        "к",
        "ко",
        "с",
        "со",
        "из",
        "для",
        "при",
        "the",
    ]
)
_PLACE = re.compile(r"\[([^\[\]]*)\]")


def _author(record: Record) -> str:
    name = next(iter(record.creators), None)
    return ascii_key(name.family or name.full_family)[:40] if name else ""


def _title_words(record: Record) -> list[str]:
    words = re.findall(r"[^\W_]+", (record.title or record.container_title)[:300])
    return [w for w in words if w.casefold() not in _STOP] or words


_PLACES: dict[str, Callable[[Record], str]] = {
    "auth": _author,
    "year": lambda r: str(r.year) if r.year else "",
    "shortyear": lambda r: f"{r.year % 100:02d}" if r.year else "",
    "title": lambda r: "".join(ascii_key(w).capitalize() for w in _title_words(r)[:8]),
    "shorttitle": lambda r: "".join(ascii_key(w) for w in _title_words(r)[:3]),
    "veryshorttitle": lambda r: ascii_key(next(iter(_title_words(r)), "")),
    "journal": lambda r: ascii_key(r.container_title)[:40],
    "volume": lambda r: ascii_key(r.volume),
    "pages": lambda r: "".join(re.findall(r"\d+", r.page)[:1]),
    "type": lambda r: ascii_key(r.type),
    "lang": lambda r: r.language.partition("-")[0],
}
_FILTERS: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "upper": str.upper,
    "capitalize": str.capitalize,
    "abbr": lambda text: text[:3],
}


def key_of(record: Record, pattern: str = "[auth][year]") -> str:
    """Return the key that a pattern makes of a record, in ASCII; places may have a filter: ``[auth:upper]``.

    Where there is no author, ``[auth]`` is the first word of the title.

    >>> from citekit.model import Date, Name, Record
    >>> key_of(Record(author=(Name(family="Хохлов"),), issued=Date.of(2019)))
    'khokhlov2019'

    Raises:
        CitekitError: the pattern has a place or a filter that does not exist.
    """

    def place(match: re.Match[str]) -> str:
        name, *filters = match[1].casefold().split(":")
        if name not in _PLACES or any(f not in _FILTERS for f in filters):
            known = ", ".join(f"[{p}]" for p in _PLACES)
            raise CitekitError(f"the pattern {pattern!r} has no place {match[0]}. Known: {known}; filters: {', '.join(_FILTERS)}")
        text = _PLACES[name](record)
        if name == "auth" and not text:
            text = _PLACES["veryshorttitle"](record)[:20]
        for one in filters:
            text = _FILTERS[one](text)
        return text

    return re.sub(r"[^A-Za-z0-9:._+/\-]", "", _PLACE.sub(place, pattern))


def _letters() -> Iterator[str]:
    """Yield a, b, …, z, aa, ab, …."""
    number = 0
    while True:
        number += 1
        text, rest = "", number
        while rest:
            rest, last = divmod(rest - 1, 26)
            text = chr(97 + last) + text
        yield text


def assign_keys(records: Sequence[Record], pattern: str = "[auth][year]", *, rewrite: bool = False) -> tuple[Record, ...]:
    """Return the records with a ``citation_key`` each; those that have one keep it unless ``rewrite``.

    Records that would share a key get letters, a, b, c, in the order of their title, pages and identifier,
    so that the order of the file does not change them.

    Raises:
        CitekitError: the pattern has a place or a filter that does not exist.
    """
    keys = ["" if rewrite else record.citation_key for record in records]
    taken = {key.casefold() for key in keys if key}
    wanted: dict[str, list[int]] = {}
    for i, record in enumerate(records):
        if not keys[i]:
            wanted.setdefault(key_of(record, pattern) or "ref", []).append(i)
    for key, members in wanted.items():
        if len(members) == 1 and key.casefold() not in taken:
            keys[members[0]] = key
            taken.add(key.casefold())
            continue
        members.sort(key=lambda i: _order(records[i]))
        letters = _letters()
        for i in members:
            keys[i] = next(k for letter in letters if (k := key + letter).casefold() not in taken)
            taken.add(keys[i].casefold())
    return tuple(
        record if record.citation_key == key else msgspec.structs.replace(record, citation_key=key)
        for record, key in zip(records, keys, strict=True)
    )


def _order(record: Record) -> tuple[object, ...]:
    return (
        record.issued.start,
        record.title.casefold(),
        record.container_title.casefold(),
        record.page,
        record.doi,
        record.url,
        record.raw,
    )


def key_map(before: Sequence[Record], after: Sequence[Record]) -> dict[str, str]:
    """Return old key to new key for the records whose key changed, in their order."""
    pairs = ((b.citation_key or b.id, a.citation_key) for b, a in zip(before, after, strict=True))
    return {old: new for old, new in pairs if old and old != new}


_CITE = re.compile(
    r"(\\[A-Za-z]{0,30}(?:cite|bibitem|bibentry)[A-Za-z]{0,30}\*?(?:\s*(?:\[[^\[\]]{0,500}\]|<[^<>]{0,200}>)){0,3}\s*\{)([^{}]{1,5000})\}"
)
_AT = re.compile(r"(?<![\w.@\\/])(-?@)(?:\{([^{}\s]{1,200})\}|([^\W_](?:[\w:.#$%&\-+?<>~/]{0,198}\w)?))")


def rewrite_keys(text: str, keys: Mapping[str, str]) -> str:
    r"""Return a manuscript with the keys of its ``\cite{…}`` and ``[@…]`` changed, all else as it was.

    >>> rewrite_keys(r"\parencite[5]{old, other} and [see @old, p. 5; -@other]", {"old": "new"})
    '\\parencite[5]{new, other} and [see @new, p. 5; -@other]'
    """

    def latex(match: re.Match[str]) -> str:
        inner = re.sub(r"[^,\s]+", lambda key: keys.get(key[0], key[0]), match[2])
        return f"{match[1]}{inner}}}"

    def markdown(match: re.Match[str]) -> str:
        key = match[2] or match[3]
        new = keys.get(key)
        if new is None:
            return match[0]
        return f"{match[1]}{{{new}}}" if match[2] else match[1] + new

    return _AT.sub(markdown, _CITE.sub(latex, text))
