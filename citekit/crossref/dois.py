"""What a DOI tells of its work by its own letters: the conference, the year; held against the reference that gives it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.crossref.acronyms import looks_like_acronym
from citekit.model import InvalidIdentifier
from citekit.model.identifiers import normalise_doi

if TYPE_CHECKING:
    from collections.abc import Callable

    from citekit.model import Record

__all__ = ["contradictions_of", "doi_of"]

_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(\d\d)(\d\d)\.\d{4,5}(?:v\d+)?")
_ARXIV = re.compile(r"\barxiv(?:\.org/(?:abs|pdf)/|[:. ]\s?)(\d\d)(?:0[1-9]|1[0-2])\.\d{4,5}", re.IGNORECASE)
# Conferences: IEEE's 10.1109/cvpr52729.2023.00373 (with its number, or without before 2020), AAAI's 10.1609/aaai.v37i9.26237.
_IEEE = re.compile(r"10\.1109/([a-z]{3,8})(\d*)\.((?:19|20)\d\d)\.\d+")
_AAAI = re.compile(r"10\.1609/([a-z]{3,7})\.v\d+i\d+\.\d+")
# The ACL Anthology: 10.18653/v1/n19-1423 to 2019, then 10.18653/v1/2020.acl-main.1. Source: aclanthology.org/info/ids.
_ACL_OLD = re.compile(r"10\.18653/v1/([a-z])(\d\d)-\d{4}")
_ACL_NEW = re.compile(r"10\.18653/v1/(20\d\d)\.([a-z0-9]+)-[a-z0-9]+\.\d+")
_ACL_VENUES = {"p": "acl ijcnlp", "n": "naacl hlt", "d": "emnlp ijcnlp", "e": "eacl", "c": "coling", "k": "conll", "q": "tacl"}
# The year in which a publisher took an article: it appears then or later, and its volume may be years after.
_TAKEN = (
    re.compile(r"10\.1016/j\.[a-z]+\.((?:19|20)\d\d)\.\d\d\.\d{3}"),  # Elsevier
    re.compile(r"10\.(?:1007|1186|1038|1140|1057|1365)/s\d{5}-0(\d\d)-\d{4,5}-[\dxyzw]"),  # Springer Nature
    re.compile(r"10\.(?:1101|64898)/(20\d\d)\.\d\d\.\d\d\.\d{4,}"),  # bioRxiv, medRxiv
)
# ACM counts its proceedings: the number that KDD had in a year, each August. Source: dl.acm.org, proceedings of KDD.
_ACM = re.compile(r"10\.1145/(\d{7})\.\d{7}")
_ACM_NUMBERS = ((2783258, 2015), (2939672, 2016), (3097983, 2017), (3219819, 2018), (3292500, 2019), (3394486, 2020), (3447548, 2021), (3534678, 2022), (3580305, 2023), (3637528, 2024), (3711896, 2025))  # fmt: skip
# Conferences that do not meet every year. Sources: eccv.ecva.net, iccv.thecvf.com, aclanthology.org.
_MEETS: dict[str, Callable[[int], bool]] = {
    "ECCV": lambda year: year % 2 == 0,
    "ICCV": lambda year: year % 2 == 1,
    "NAACL": lambda year: year in (2000, 2001, 2003, 2004, 2006, 2007, 2009, 2010, 2012, 2013, 2015, 2016, 2018, 2019, 2021, 2022) or year > 2023,
}  # fmt: skip
# ISSN and year begin the suffix, as most Russian journals have it: 10.22363/2313-1438-2016-2-123-134.
_ISSN_YEAR = re.compile(r"10\.\d{4,6}/\d{4}-\d{3}[\dx]-((?:19|20)\d\d)-\d[\d-]*")


def doi_of(record: Record) -> str:
    """Return the DOI of a record, normalised, empty where it has none that is one."""
    try:
        return normalise_doi(record.doi) if record.doi else ""
    except InvalidIdentifier:
        return ""


def contradictions_of(record: Record) -> tuple[tuple[str, str, str], ...]:
    """Return (kind, sentence, field) where a DOI that tells its own year or conference contradicts its reference.

    A year's difference is none: preprints follow papers, and proceedings their conferences.

    >>> from citekit.model import Date, Record
    >>> contradictions_of(Record(doi="10.18653/v1/N19-1423", issued=Date.of(2021)))
    (('another year', 'it is dated 2021, and its DOI is of 2019', 'issued'),)
    """
    doi = doi_of(record)
    found = [*_about_meeting(record), *_about_arxiv(record, doi)]
    for venue, year, slack in _told(doi):
        container = record.container_title.strip().lower()
        unlike = venue and looks_like_acronym(record.container_title) and not any(v in container or container in v for v in venue.split())
        if unlike:
            sentence = f"its DOI is of {venue.split()[0].upper()}, and it names {record.container_title.strip()}"
            found.append(("another container", sentence, "container-title"))
        earliest = year - 1 if slack >= 0 else 0
        if year and record.year and not earliest <= record.year <= year + abs(slack):
            found.append(("another year", f"it is dated {record.year}, and its DOI is of {year}", "issued"))
    return tuple(found)


def _about_meeting(record: Record) -> tuple[tuple[str, str, str], ...]:
    name, _, year = record.container_title.strip().partition(" ")
    meets = _MEETS.get(name) if not year or year.isdecimal() else None
    if meets is None or not record.year or meets(record.year):
        return ()
    return (("another year", f"there was no {name} in {record.year}", "issued"),)


def _about_arxiv(record: Record, doi: str) -> tuple[tuple[str, str, str], ...]:
    match = _ARXIV_DOI.fullmatch(doi) or _ARXIV.search(record.container_title) or _ARXIV.search(record.url)
    if not match or not record.year:
        return ()
    year = 2000 + int(match[1])
    is_there = "arxiv" in record.container_title.lower() or record.container_title.strip().lower() == "corr"
    # A journal may follow a preprint by many years, a conference by few; arXiv itself is of the number's year, or of a revision's.
    slack = 2 if is_there else 3 if looks_like_acronym(record.container_title) else 99
    if record.year <= year - 2 or record.year > year + slack:
        return (("another year", f"it is dated {record.year}, and its arXiv number is of {year}", "issued"),)
    return ()


def _told(doi: str) -> list[tuple[str, int, int]]:
    """Return (conferences, year, how many years later the work may be dated) that a DOI tells of.

    Less than none: it may be dated so much later, or at any time before.
    """
    if match := _IEEE.fullmatch(doi):
        is_conference = bool(match[2])
        return [(match[1] if is_conference or match[1][0] not in "jlmot" else "", int(match[3]), 1 if is_conference else 4)]
    if match := _AAAI.fullmatch(doi):
        return [(match[1], 0, 0)]
    if match := _ACL_OLD.fullmatch(doi):
        return [(_ACL_VENUES.get(match[1], ""), (1900 if int(match[2]) > 60 else 2000) + int(match[2]), 1)]
    if match := _ACL_NEW.fullmatch(doi):
        venue = "" if match[2] in ("findings", "ws") else f"{match[2]} ijcnlp hlt"
        return [(venue, int(match[1]), 1)]
    if match := _ISSN_YEAR.fullmatch(doi):
        return [("", int(match[1]), 1)]
    if match := _ACM.fullmatch(doi):
        return [("", next((year for number, year in _ACM_NUMBERS if int(match[1]) <= number), 0), -1)]
    for pattern in _TAKEN:
        if match := pattern.fullmatch(doi):
            return [("", int(match[1]) if len(match[1]) == 4 else 2000 + int(match[1]), 6)]
    return []
