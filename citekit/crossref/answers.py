"""What a source of works can answer: a work, that it has none, or that no answer could be had. None turns into another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from citekit.model import CitekitError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["BadAnswer", "LocalSource", "NotFound", "Registry", "Source", "SourceError", "SourceUnavailable", "Work", "aliases_of"]

Work = dict[str, Any]
"""A work as Crossref's REST service gives it (a ``message`` of ``/works/{doi}``)."""


def aliases_of(work: Work) -> frozenset[str]:
    """Return the other DOIs that were made aliases of a work's.

    >>> sorted(aliases_of({"DOI": "10.1007/s1", "aliases": ["10.3103/S0095"]}))
    ['10.3103/s0095']
    """
    found = [work.get("aliases"), work.get("alias")]
    return frozenset(a.lower() for some in found for a in (some if isinstance(some, list) else [some]) if isinstance(a, str))


class SourceError(CitekitError):
    """A source gave no work; its children say why."""

    exit_status = 3

    def __init__(self, source: str, problem: str) -> None:
        """Say which ``source`` was asked and what came of it."""
        self.source, self.problem = source, problem
        super().__init__(f"{source}: {problem}")


class NotFound(SourceError):
    """The source answered, and said that it does not know the DOI."""


class SourceUnavailable(SourceError):
    """No answer could be had: no connection, no time left, too many requests, a fault of the server, offline."""


class BadAnswer(SourceError):
    """An answer came that is none: no JSON, another DOI than asked for, too large, a redirect to another host."""


class Source(Protocol):
    """Where works are looked up: Crossref itself, a local index, a cluster; the same four members each."""

    @property
    def name(self) -> str:
        """The source's name, for reasons and errors."""

    @property
    def folds_scripts(self) -> bool:
        """Whether a query finds a work printed in another script, so that no romanised query is needed."""

    def works(self, dois: Sequence[str]) -> Mapping[str, Work | SourceError]:
        """Return for each (normalised) DOI its work, or why there is none."""

    def search(self, query: str, rows: int = 10) -> tuple[Work, ...]:
        """Return the works that a bibliographic reference most likely means, best first.

        Raises:
            SourceUnavailable: no answer could be had.
            BadAnswer: the answer is none.
        """


@runtime_checkable
class LocalSource(Source, Protocol):
    """A source that holds all works of what it covers, so that one it lacks may be missed: an index of Crossref's file."""

    def count_of_prefix(self, prefix: str, enough: int) -> int:
        """Return how many DOIs begin with ``prefix``, counting no further than ``enough``."""


@runtime_checkable
class Registry(Source, Protocol):
    """A source that can say that no agency has registered a DOI: Crossref, which asks the others."""

    def agency(self, doi: str) -> str:
        """Return which agency registered a DOI.

        Raises:
            NotFound: none has.
            SourceError: that could not be proved.
        """

    def datacite_work(self, doi: str) -> Work | SourceError:
        """Return DataCite's record of a DOI in Crossref's shape, or why there is none."""
