"""What a reference is: the record, its names and dates, identifiers, evidence, diagnostics, errors.

No input or output; the standard library and msgspec alone.
"""

from citekit.model.diagnostics import Diagnostic, Fix, Severity, count_by_severity
from citekit.model.errors import (
    CitekitError,
    InvalidIdentifier,
    MissingExtra,
    UnknownName,
    UnreadableInput,
    UnwritableOutput,
)
from citekit.model.evidence import Evidence, Occurrence, Span
from citekit.model.record import WORK_TYPES, Custom, Date, Library, Name, Record, Variant, WorkType
from citekit.model.reference import Reference

__all__ = [
    "WORK_TYPES",
    "CitekitError",
    "Custom",
    "Date",
    "Diagnostic",
    "Evidence",
    "Fix",
    "InvalidIdentifier",
    "Library",
    "MissingExtra",
    "Name",
    "Occurrence",
    "Record",
    "Reference",
    "Severity",
    "Span",
    "UnknownName",
    "UnreadableInput",
    "UnwritableOutput",
    "Variant",
    "WorkType",
    "count_by_severity",
]
