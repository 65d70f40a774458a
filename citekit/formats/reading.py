"""What comes of reading a file of records."""

from __future__ import annotations

from collections.abc import Iterator  # noqa: TC003  # msgspec reads the annotations

import msgspec

from citekit.model import Diagnostic, Record

__all__ = ["Reading"]


class Reading(msgspec.Struct, frozen=True):
    """The records of a file in its order, and what was noticed on the way."""

    records: tuple[Record, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)
