"""A paper's own record from what a file says of itself: document properties, metadata of pages and of texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.model import Record

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["date_of", "name_of", "paper_of", "record_of"]

_DC = "{http://purl.org/dc/elements/1.1/}"
_NO_TITLE = re.compile(
    r"^(?:untitled|без имени|без названия|document\d*|документ\d*|microsoft word\b.*|word document|pandoc.*|.*\.(?:docx?|odt|pdf|tex))$",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"^(?:user|admin\w*|author|автор|пользователь\w*|owner|python-docx|unknown|home|pc|-|windows.*|microsoft.*)$", re.IGNORECASE
)


_PATRONYMIC = re.compile(r"(?:вич|вна|ична|инична|[ьклмт]ич)$")  # Иванович, Ивановна, Ильинична, Кузьмич


def name_of(text: str) -> dict[str, str]:
    """Return a name as CSL writes it: «Иванов, И. И.», «Иванов Иван Иванович», «Ivan Ivanov».

    >>> name_of("Иванов Иван Иванович"), name_of("Smith, John")
    ({'family': 'Иванов', 'given': 'Иван Иванович'}, {'family': 'Smith', 'given': 'John'})
    """
    text = " ".join(text.split())
    family, comma, given = text.partition(",")
    if comma and given.strip():
        return {"family": family.strip(), "given": given.strip()}
    words = text.split()
    if len(words) < 2 or len(words) > 5:
        return {"literal": text}
    if len(words) == 3 and _PATRONYMIC.search(words[2]) and not _PATRONYMIC.search(words[1]):
        return {"family": words[0], "given": " ".join(words[1:])}
    if re.fullmatch(r"(?:[^\W\d_]\.[ -]?){1,3}", " ".join(words[1:])):
        return {"family": words[0], "given": " ".join(words[1:])}
    return {"family": words[-1], "given": " ".join(words[:-1])}


def date_of(text: str) -> dict[str, Any] | None:
    """Return a date in digits (2024, 2024-05, 2024/5/17, 17.05.2024) as CSL writes it, None for any other.

    >>> date_of("2024/5/17")
    {'date-parts': [[2024, 5, 17]]}
    """
    if match := re.match(r"\s*(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?(?!\d)", text):
        parts = [int(p) for p in match.groups() if p]
    elif match := re.match(r"\s*(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)", text):
        parts = [int(p) for p in match.groups()[::-1]]
    else:
        return None
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        parts = parts[:1]
    if len(parts) > 2 and not 1 <= parts[2] <= 31:
        parts = parts[:2]
    return {"date-parts": [parts]}


def record_of(item: dict[str, Any], *, source: str) -> Record | None:
    """Return the record of a paper's own item, None where it has no title."""
    if not item.get("title"):
        return None
    return msgspec.convert({"type": "article-journal", **item, "id": source}, Record, strict=False)


def paper_of(core: _Element | None) -> Record | None:
    """Return what a document's core properties say of the paper; templates' titles and owners are no word of it.

    The result is a ``document``: the properties do not say where it was published.
    """
    if core is None:
        return None
    title = " ".join((core.findtext(f".//{_DC}title") or "").split())
    creators = (core.findtext(f".//{_DC}creator") or "").replace(" and ", ";")
    authors = [a.strip() for a in re.split(r";|, (?=[^,]*\s[^,]*)", creators) if a.strip()]
    if len(title) < 10 or " " not in title or _NO_TITLE.match(title):
        return None
    item: dict[str, Any] = {"type": "document", "title": title}
    if names := [name_of(a) for a in authors if not _NO_AUTHOR.match(a)]:
        item["author"] = names
    return record_of(item, source="")
