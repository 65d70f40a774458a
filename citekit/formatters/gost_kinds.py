"""Kinds of works that the GOST styles tell apart: serials' parts, acts, archives' documents, parts of books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.formatters import gost_elements as element

if TYPE_CHECKING:
    from citekit.model import Record

__all__ = ["LAWS", "SERIALS", "is_archival", "is_part"]

SERIALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "review", "review-book"})
LAWS = frozenset({"legislation", "bill", "legal_case", "regulation", "treaty", "hearing"})


def is_archival(record: Record) -> bool:
    """Tell whether the record describes an archive's document (GOST R 7.0.5-2008, 11)."""
    return bool(record.archive_location) or (bool(record.archive) and record.type == "manuscript")


def is_part(record: Record) -> bool:
    """Tell whether the work stands in another, named by ``container-title``."""
    return bool(record.container_title) and bool(record.title or record.author) and record.type not in element.WHOLES
