"""What is left: series, genre, event, medium, notes, archives; a patent's own fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.parsers.fields.dates import read_date
from citekit.parsers.fields.titles import clean_title
from citekit.parsers.patterns import pattern

if TYPE_CHECKING:
    from citekit.parsers.assembly.gathered import Gathered

__all__ = ["put_patent", "put_rest"]

_SERIES_LEAD = pattern(r"^(?:Серия|Сер\.|серия|сер\.|Серія|Series)\s*[:.]?\s*(?=[«\"“А-ЯЁA-Z])")


_SERIES_NUMBER = pattern(r"\s*[;,.]\s*(?:вып\.|№|т\.|ч\.|кн\.|vol\.|no\.|issue|Вып\.|Т\.|Vol\.|No\.)?\s?(\d{1,5})\s*$")


_LIBRARIES = frozenset(
    [
        "JSTOR",
        "ProQuest",
        "EBSCOhost",
        "Project MUSE",
        "Google Books",
        "HathiTrust",
        "Academia.edu",
        "ResearchGate",
        "КиберЛенинка",
        "CyberLeninka",
        "eLIBRARY",
    ]
)


def put_rest(made: Gathered) -> None:
    """Put series, genre, event, medium, notes and an archive's description."""
    for piece in made.of("series")[:1]:
        text = _SERIES_LEAD.sub("", made.text(piece).strip(" .;()")).removeprefix("of ")
        number = _SERIES_NUMBER.search(text)
        if number:
            made.put("collection_number", number[1], piece)
            text = text[: number.start()]
        made.put("collection_title", clean_title(text), piece)
    for piece in made.of("source")[:1]:
        made.put("source", made.text(piece).strip(" .,"), piece)
    for piece in made.of("extent")[:1]:
        made.put_custom("extent", made.text(piece), piece)
    for piece in made.of("volume_title")[:1]:
        made.put("volume_title", clean_title(made.text(piece)), piece)
    for label in ("archive", "archive_location"):
        for piece in made.of(label)[:1]:
            made.put(label, made.text(piece).strip(" .,"), piece, name=label)
    for piece in made.of("event")[:1]:
        made.put("event_title", clean_title(made.text(piece)), piece)
    for piece in made.of("event_place")[:1]:
        made.put("event_place", made.text(piece).strip(" .,"), piece)
    for piece in made.of("number")[:1]:
        made.put("number", made.text(piece).strip(" .,;№N"), piece)
    medium = made.of("medium")
    if medium:
        made.put_custom("designation", made.text(medium[0]).strip(" []:.–—-"), medium[0])
    notes = made.of("language_note") or made.of("note")
    if notes:
        text = made.text(notes[0]).strip(" ()[].,;")
        if len(text) > 2 and "://" not in text and not text.upper().startswith("ORCID"):  # an identifier has its own field
            made.put("note", text, notes[0])
    if made.values.get("publisher") in _LIBRARIES and "url" in made.values and "source" not in made.values:
        made.put("source", made.values.pop("publisher"), *made.of("publisher"))
        made.evidence.pop("publisher", None)


def put_patent(made: Gathered) -> None:
    """Put a patent's own fields."""
    for label, field in (("authority", "authority"),):
        for piece in made.of(label)[:1]:
            made.put(field, made.text(piece), piece)
    for piece in made.of("published")[:1]:
        made.put("issued", read_date(made.text(piece)), piece)
    for piece in made.of("filed")[:1]:
        made.put("submitted", read_date(made.text(piece)), piece)
    for label, field in (("application", "application_number"), ("ipc", "ipc"), ("bulletin", "bulletin"), ("applicant", "applicant")):
        for piece in made.of(label)[:1]:
            made.put_custom(field, made.text(piece).strip(" .,;"), piece)
