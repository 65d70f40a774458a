"""What a source of works can answer: a work, that it has none, or that no answer could be had. None turns into another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from citekit.model import CitekitError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["BadAnswer", "NotFound", "Source", "SourceError", "SourceUnavailable", "Work"]

Work = dict[str, Any]
"""A work as Crossref's REST service gives it (a ``message`` of ``/works/{doi}``)."""


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
