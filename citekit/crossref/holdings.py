"""Works held in memory, as a source: the works of an example, a test, a short list."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from citekit.crossref.answers import NotFound
from citekit.crossref.dumps import text_of_work
from citekit.language import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from citekit.crossref.answers import SourceError, Work

__all__ = ["Holdings"]


class Holdings:
    """A :class:`~citekit.crossref.answers.Registry` of the works given: what it does not hold, nobody has registered."""

    folds_scripts = True

    def __init__(self, works: Iterable[Work], name: str = "Crossref") -> None:
        """Hold the works; ``name`` is how the source calls itself."""
        self.name = name
        self._works = {str(w["DOI"]).lower(): w for w in works}
        self._words = {doi: Counter(text_of_work(w).split()) for doi, w in self._works.items()}

    def works(self, dois: Sequence[str]) -> Mapping[str, Work | SourceError]:
        """Return each DOI's work, or that it is not held."""
        return {doi: self._works.get(doi.lower()) or NotFound(self.name, "not known there") for doi in dois}

    def search(self, query: str, rows: int = 10) -> tuple[Work, ...]:
        """Return the works with the most words of the query."""
        asked = set(fold(query).split())
        common = {doi: sum(word in words for word in asked) for doi, words in self._words.items()}
        ranked = sorted((doi for doi, n in common.items() if n), key=lambda doi: (-common[doi], doi))
        return tuple(self._works[doi] for doi in ranked[:rows])

    def agency(self, doi: str) -> str:
        """Return «crossref» for a work that is held.

        Raises:
            NotFound: it is not.
        """
        if doi.lower() not in self._works:
            raise NotFound(self.name, "no registration agency knows it")
        return "crossref"

    def datacite_work(self, doi: str) -> Work | SourceError:
        """Return that DataCite has none."""
        return NotFound("DataCite", f"{doi} is not known there")
