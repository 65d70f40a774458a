"""What gives an invented reference away without any network: dates to come, placeholder names, DOI prefixes nobody has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.model import InvalidIdentifier
from citekit.model.identifiers import normalise_doi

if TYPE_CHECKING:
    from citekit.model import Name, Record

__all__ = ["contradictions_of", "signs_of_invention"]

# The agencies hand prefixes out upwards and have not come so far in 2026; of four digits any may be given.
_HIGHEST_PREFIX = 87_999
_EXAMPLES = frozenset(["10.1234", "10.12345", "10.0000", "10.9999", "10.99999", "10.1111111", "10.123456"])
_PLACEHOLDERS = re.compile(
    r"(?:john|jane|jon) doe|john smith(?: jane doe)?|(?:first|second|third|last|corresponding)? ?author(?: ?(?:one|two|three|[a-c1-9]))?|a author|firstname lastname|"
    r"lorem ipsum|foo bar|test (?:author|user)|unknown author|name surname|ivan ivanovic ivanov|author name"
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
    elif len(record.author) > 2 and len({_one(n) for n in record.author}) == 1:
        signs.append("all authors have one name")
    if record.title and _TITLE.fullmatch(record.title.strip().lower().rstrip(".")):
        signs.append("a placeholder stands for the title")
    doi = _doi(record)
    if doi:
        prefix = doi.partition("/")[0]
        registrant = prefix[3:].split(".")[0]
        if prefix in _EXAMPLES or (len(registrant) > 4 and int(registrant) > _HIGHEST_PREFIX) or registrant.startswith("0"):
            signs.append(f"no registrant has the DOI prefix {prefix}")
    return tuple(signs)


_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(\d\d)(\d\d)\.\d{4,5}(?:v\d+)?")
# IEEE's and AAAI's DOIs name the conference, IEEE's its year too: 10.1109/cvpr52729.2023.00373, 10.1609/aaai.v37i9.26237.
_CONFERENCE_DOI = re.compile(r"10\.(?:1109/([a-z]{3,7})\d*\.((?:19|20)\d\d)\.\d+|1609/([a-z]{3,7})\.v\d+i\d+\.\d+)")
_ACRONYM = re.compile(r"[A-Za-z]{3,8}")


def contradictions_of(record: Record) -> tuple[tuple[str, str, str], ...]:
    """Return (kind, sentence, field) where a DOI that tells its own year or conference contradicts its reference.

    A year's difference is none: preprints follow papers, and proceedings their conferences.
    """
    doi = _doi(record)
    if match := _ARXIV_DOI.fullmatch(doi):
        year = 2000 + int(match[1])
        if record.year and record.year <= year - 2:
            return (("another year", f"it is dated {record.year}, and its arXiv number is of {year}", "issued"),)
        return ()
    match = _CONFERENCE_DOI.fullmatch(doi)
    if not match:
        return ()
    found = []
    acronym, year = (match[1] or match[3]), int(match[2] or 0)
    container = record.container_title.strip()
    if _ACRONYM.fullmatch(container) and container.lower() not in acronym and acronym not in container.lower():
        found.append(("another container", f"its DOI is of {acronym.upper()}, and it names {container}", "container-title"))
    if year and record.year and abs(record.year - year) > 1:
        found.append(("another year", f"it is dated {record.year}, and its DOI is of {year}", "issued"))
    return tuple(found)


def _one(name: Name) -> str:
    return f"{name.given} {name.full_family}".strip().lower()


def _is_placeholder(name: Name) -> bool:
    return bool(_PLACEHOLDERS.fullmatch(re.sub(r"[^\w]+", " ", _one(name)).strip()))


def _doi(record: Record) -> str:
    try:
        return normalise_doi(record.doi) if record.doi else ""
    except InvalidIdentifier:
        return ""
