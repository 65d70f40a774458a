"""What gives an invented reference away without any network: dates to come, placeholder names, DOI prefixes nobody has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.crossref.dois import doi_of

if TYPE_CHECKING:
    from citekit.model import Name, Record

__all__ = ["malformed_names", "signs_of_invention"]

# The agencies hand prefixes out upwards and have not come so far in 2026; of four digits any may be given.
_HIGHEST_PREFIX = 87_999
_EXAMPLES = frozenset(["10.1234", "10.12345", "10.0000", "10.9999", "10.99999", "10.1111111", "10.123456"])
_PLACEHOLDERS = re.compile(
    r"(?:john|jane|jon) doe|(?:first|second|third|last|corresponding)? ?author(?: ?(?:one|two|three|[a-c1-9]))?|a author|firstname lastname|"
    r"lorem ipsum|foo bar|test (?:author|user)|unknown author|anonymous authors?|authors? anonymous|name surname|ivan ivanovic ivanov|author name"
)
_TITLE = re.compile(
    r"(?:title(?: of (?:the )?(?:paper|article|work))?|lorem ipsum.{0,80}|your title here|paper title|insert title(?: here)?)"
)


def signs_of_invention(record: Record, year: int) -> tuple[str, ...]:
    """Return in words what shows that a reference was invented; empty where nothing does. ``year`` is the present one.

    >>> from citekit.model import Date, Record
    >>> signs_of_invention(Record(title="Waves", issued=Date.of(2031)), 2026)
    ('it is dated 2031, years from now',)
    """
    signs = []
    if record.year > year + 1:
        signs.append(f"it is dated {record.year}, years from now")
    elif record.year and not record.issued.is_possible:
        signs.append(f"its date, {record.issued.iso}, is not in the calendar")
    names = [name for name in record.creators if _is_placeholder(name)]
    if names:
        signs.append(f"a placeholder stands for a name: {names[0]}")
    elif any(_one(n) == "anonymous" for n in record.author) and re.search(
        r"\barxiv\b", f"{record.container_title} {record.doi}", re.IGNORECASE
    ):
        signs.append("arXiv takes nothing from the anonymous")
    elif len(record.author) > 2 and len({_one(n) for n in record.author}) == 1:
        signs.append("all authors have one name")
    if record.title and _TITLE.fullmatch(record.title.strip().lower().rstrip(".")):
        signs.append("a placeholder stands for the title")
    doi = doi_of(record)
    if doi:
        prefix = doi.partition("/")[0]
        registrant = prefix[3:].split(".")[0]
        if prefix in _EXAMPLES or (len(registrant) > 4 and int(registrant) > _HIGHEST_PREFIX) or registrant.startswith("0"):
            signs.append(f"no registrant has the DOI prefix {prefix}")
    return tuple(signs)


def malformed_names(record: Record) -> str:
    """Say that a list of names is parted by commas where BibTeX wants «and»; empty where it is not.

    >>> from citekit.model import Name, Record
    >>> malformed_names(Record(author=(Name(family="Emma Johnson", suffix="Hiroshi Tanaka", given="Maria Gonzalez"),)))
    'commas part the names, «and» should: Emma Johnson, Hiroshi Tanaka, Maria Gonzalez'
    """
    for name in record.creators:
        if len(re.findall(r"[^\W\d_]{2,}", name.suffix)) > 1 and " " in name.full_family.strip() and " " in name.given.strip():
            return f"commas part the names, «and» should: {name.full_family}, {name.suffix}, {name.given}"
    return ""


def _one(name: Name) -> str:
    return f"{name.given} {name.full_family}".strip().lower()


def _is_placeholder(name: Name) -> bool:
    return bool(_PLACEHOLDERS.fullmatch(re.sub(r"[^\w]+", " ", _one(name)).strip()))
