"""Which sources a run asks: a local index, Crossref, or the one and then the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citekit.crossref.cache import Cache, cache_path
from citekit.crossref.client import Client, Settings
from citekit.crossref.cluster import is_cluster
from citekit.crossref.pace import SystemClock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from citekit.crossref.answers import Source
    from citekit.crossref.cluster import Cluster
    from citekit.crossref.dumps import IndexReport, Progress
    from citekit.crossref.index import Index

__all__ = ["client_for", "fill", "opened", "sources_for"]


def client_for(*, cache: Path | None = None, **settings: Any) -> Client:
    """Return a client with the settings given, the environment's for the others, and the cache of the platform."""
    clock = SystemClock()
    return Client(Settings.of_environment(**settings), cache=Cache(cache or cache_path(), clock), clock=clock)


def sources_for(index: Sequence[str], client: Client | None) -> list[Source]:
    """Return the local indexes (folders, or clusters at ``opensearch://…``), in order, then Crossref where a client is given."""
    sources: list[Source] = [opened(place) for place in index]
    if client is not None:
        sources.append(client)
    return sources


def opened(place: str) -> Index | Cluster:
    """Open the local index at a place for reading."""
    if is_cluster(place):
        from citekit.crossref.cluster import Cluster

        return Cluster(place)
    from citekit.crossref.index import Index

    return Index(place)


def fill(dumps: Sequence[str], place: str, progress: Progress | None = None) -> IndexReport:
    """Read dumps into the local index at a place, made if missing."""
    if is_cluster(place):
        from citekit.crossref.cluster import load_cluster

        return load_cluster(dumps, place, progress=progress)
    from citekit.crossref.index import build_index

    return build_index(dumps, place, progress=progress)
