"""What the parsers have to say of a reference, by code."""

from __future__ import annotations

from citekit.model import Diagnostic, Severity, Span

__all__ = ["CODES", "diagnosed"]

CODES: dict[str, tuple[Severity, str]] = {
    "PA001": ("warning", "nothing but the text of this reference could be read; it is kept as printed"),
    "PA002": ("warning", "this does not look like a reference"),
    "PA003": ("info", "the reading of {field} is uncertain{instead}"),
    "PA004": ("info", "the printed date {value} does not exist in the calendar"),
    "PA005": ("info", "the address is a file on somebody's own disk and was left out"),
    "PA006": ("warning", "this text is too long for a reference; only its first {limit} characters were read"),
}


def diagnosed(code: str, *, source: str = "", record: str = "", span: Span | None = None, **words: object) -> Diagnostic:
    """Make a diagnostic of a known code.

    >>> str(diagnosed("PA002", source="a.txt", record="a-01"))
    'a.txt [a-01]: PA002 this does not look like a reference'
    """
    severity, message = CODES[code]
    return Diagnostic(code=code, message=message.format(**words), severity=severity, source=source, record=record, span=span)
