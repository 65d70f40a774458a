"""What the GOST styles say about a record: the codes FM1xx, how bad each is, and its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.model import Diagnostic

if TYPE_CHECKING:
    from citekit.model import Severity

__all__ = ["FINDINGS", "finding"]

FINDINGS: dict[str, tuple[Severity, str]] = {
    "FM100": ("warning", "could not be read; printed as it stands in the source"),
    "FM101": ("warning", "the title is missing"),
    "FM102": ("info", "the place of publication is missing"),
    "FM103": ("info", "the publisher is missing"),
    "FM104": ("warning", "the year is missing"),
    "FM105": ("info", "the extent is missing: neither the number of pages nor the pages cited"),
    "FM106": ("info", "the date of access is missing"),
    "FM107": ("info", "the language is guessed from the text: {0}"),
    "FM108": ("info", "the genitive of {0!r} could not be formed; the neutral form with the nominative is printed"),
    "FM109": ("info", "day and month are left out: this kind of work is dated by the year"),
    "FM110": ("info", "{0!r} is written out: {1!r}"),
    "FM111": ("warning", "the date {0} does not exist; what cannot be was left out"),
    "FM112": ("warning", "the address {0!r} is neither http nor https; printed, but no link"),
    "FM113": ("info", "the record's language is {0!r}, but its text is not; the terms follow the text: {1}"),
    "FM114": ("warning", "the journal or newspaper is missing"),
    "FM115": ("info", "{0!r} is left out: this style does not print it"),
}


def finding(code: str, record: str, *values: object) -> Diagnostic:
    """Return the diagnostic of a ``code`` for the ``record`` of that id.

    >>> finding("FM104", "smith2020").message
    'the year is missing'
    """
    severity, sentence = FINDINGS[code]
    return Diagnostic(code=code, severity=severity, message=sentence.format(*values), record=record)
