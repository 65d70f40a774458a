"""Which sources a run asks: a local index, Crossref, or the one and then the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citekit.crossref.cache import Cache, cache_path
from citekit.crossref.client import Client, Settings
from citekit.crossref.pace import SystemClock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from citekit.crossref.answers import Source

__all__ = ["client_for", "sources_for"]


def client_for(*, cache: Path | None = None, **settings: Any) -> Client:
    """Return a client with the settings given, the environment's for the others, and the cache of the platform."""
    clock = SystemClock()
    return Client(Settings.of_environment(**settings), cache=Cache(cache or cache_path(), clock), clock=clock)


def sources_for(index: Sequence[str], client: Client | None) -> list[Source]:
    """Return the local indexes, in order, then Crossref where a client is given."""
    from citekit.crossref.index import Index

    sources: list[Source] = [Index(place) for place in index]
    if client is not None:
        sources.append(client)
    return sources
