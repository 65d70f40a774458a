"""A work to be rendered: a record reduced to what reference lists print."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Day", "Person", "Work"]


@dataclass(frozen=True)
class Person:
    """A name: ``given`` is full names or initials, parted by blanks; an organisation has ``literal`` alone."""

    family: str = ""
    given: str = ""
    literal: str = ""


@dataclass(frozen=True)
class Day:
    """A date, as precise as known."""

    year: int
    month: int = 0
    day: int = 0


@dataclass
class Work:
    """A record with its parts ready to be printed; an empty string is a missing part."""

    kind: str
    language: str = "ru"
    source: str = ""
    authors: list[Person] = field(default_factory=list)
    etal: bool = False
    editors: list[Person] = field(default_factory=list)
    translators: list[Person] = field(default_factory=list)
    compilers: list[Person] = field(default_factory=list)
    title: str = ""
    subtitle: str = ""
    translated_title: str = ""
    container: str = ""
    container_short: str = ""
    translated_container: str = ""
    series: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    article_no: str = ""
    numpages: str = ""
    date: Day | None = None
    place: str = ""
    publisher: str = ""
    edition: str = ""
    genre: str = ""
    number: str = ""
    event: str = ""
    event_place: str = ""
    event_days: str = ""
    medium: str = ""
    responsibility: str = ""
    note: str = ""
    platform: str = ""
    doi: str = ""
    url: str = ""
    edn: str = ""
    isbn: str = ""
    issn: str = ""
    accessed: Day | None = None
    amended: str = ""
    bulletin: str = ""
    application: str = ""
    filed: Day | None = None
    ipc: str = ""
