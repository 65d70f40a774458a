"""The options by which commands ask Crossref, a local index or kept answers: one place for resolve, check and build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.crossref.answers import Source
    from citekit.crossref.client import Client

__all__ = [
    "AT_ONCE",
    "BaseUrl",
    "CacheFile",
    "Deadline",
    "Index",
    "Mailto",
    "Offline",
    "Online",
    "Refresh",
    "Token",
    "asked",
    "is_kept",
]

AT_ONCE = 3  # questions together: what Crossref's polite pool lets run

Index = Annotated[
    list[str] | None,
    typer.Option("--index", metavar="PLACE", help="Ask a local index (a folder, or opensearch://host:port/name) instead of Crossref."),
]
Online = Annotated[bool, typer.Option("--online", help="Ask Crossref; with --index: what the index does not know.")]
Mailto = Annotated[str | None, typer.Option("--mailto", envvar="CITEKIT_MAILTO", help="Your address, for Crossref's polite pool.")]
BaseUrl = Annotated[str | None, typer.Option("--base-url", envvar="CITEKIT_CROSSREF_URL", help="A mirror of Crossref's REST service.")]
Token = Annotated[
    str | None, typer.Option("--token", envvar="CITEKIT_CROSSREF_TOKEN", help="A token of Crossref Plus; better in the variable.")
]
Offline = Annotated[bool, typer.Option("--offline", help="Ask nobody: what the cache does not hold is not checked.")]
Refresh = Annotated[bool, typer.Option("--refresh", help="Ask again what the cache holds.")]
Deadline = Annotated[float, typer.Option("--deadline", metavar="SECONDS", help="Time for asking in the whole run; 0 is none.")]
CacheFile = Annotated[Path | None, typer.Option("--cache", metavar="FILE", help="The cache, instead of the platform's.")]


def asked(index: Sequence[str] | None, *, crossref: bool, **settings: Any) -> tuple[list[Source], Client | None]:
    """Return the sources to ask, in order, and the client among them, which is to be closed; a cache that fails is said.

    ``settings`` are those of :class:`~citekit.crossref.client.Settings`, and ``cache``, a path.
    """
    from citekit.cli.terminal import say
    from citekit.crossref.places import client_for, sources_for

    client = client_for(**{k: v or None for k, v in settings.items()}) if crossref else None
    if client is not None and client.cache.problem:
        say(client.cache.problem)
    return sources_for(index or [], client), client


def is_kept(cache: Path | None) -> bool:
    """Tell whether there are answers from before."""
    from citekit.crossref.cache import cache_path

    return (cache or cache_path()).exists()
