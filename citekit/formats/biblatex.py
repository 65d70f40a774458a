"""BibLaTeX: the dialect with ``journaltitle``, ``date`` and ``location``. Reading is the same as for BibTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.formats.bibtex import read
from citekit.formats.bibtex.writing import write_entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.model import Record

__all__ = ["read", "write"]


def write(records: Sequence[Record], *, plain: bool = False) -> str:  # noqa: ARG001  # evidence never stands in a .bib
    """Write BibLaTeX entries in UTF-8, ``langid`` set."""
    return write_entries(records, biblatex=True)
