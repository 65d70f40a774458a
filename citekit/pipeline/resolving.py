"""The DOIs of a library's works: those that are sure are written, the others reported."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from citekit.model import Diagnostic
from citekit.pipeline.extraction import silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.crossref.answers import Source
    from citekit.crossref.resolving import Resolution
    from citekit.model import Record
    from citekit.pipeline.extraction import Progress

__all__ = ["shared_dois", "with_dois"]

_AT_ONCE = 3  # what the polite pool lets run together


def with_dois(
    records: Sequence[Record], sources: Sequence[Source], *, progress: Progress = silent
) -> tuple[tuple[Record, ...], tuple[Resolution, ...]]:
    """Return the records with the DOIs that the sources are sure of, and what came of each; unchanged without sources."""
    if not sources:
        return tuple(records), ()
    from citekit.crossref.client import Client
    from citekit.crossref.resolving import resolve_all, with_doi

    clients = [s for s in sources if isinstance(s, Client)]
    for client in clients:
        client.begin()
    resolutions = tuple(resolve_all(records, sources, at_once=_AT_ONCE if clients else 1, progress=progress))
    return tuple(with_doi(record, found) for record, found in zip(records, resolutions, strict=True)), resolutions


def shared_dois(records: Sequence[Record], resolutions: Sequence[Resolution]) -> Iterator[Diagnostic]:
    """Yield the DOIs that were found for two works or more, which may be one."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for record in records:
        if record.doi:
            bearers[record.doi.lower()].append(record.id)
    for doi in dict.fromkeys(r.doi for r in resolutions if r.verdict == "matched"):
        if len(names := bearers.get(doi, [])) > 1:
            message = f"{', '.join(names)} have the DOI {doi}: one work, or one of the DOIs is another's"
            yield Diagnostic(code="CR110", message=message, record=names[0])
