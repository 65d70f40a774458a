"""Crossref: find the DOI that is meant, prove the DOI that is given; over the network, or from a local index."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citekit.crossref.answers import BadAnswer, NotFound, Source, SourceUnavailable
    from citekit.crossref.cache import Cache
    from citekit.crossref.client import Client
    from citekit.crossref.invented import signs_of_invention
    from citekit.crossref.match import Judgement, judge, same_work
    from citekit.crossref.resolving import Resolution, resolve, resolve_all
    from citekit.crossref.verifying import Verification, verify, verify_all

_HOMES = {
    "BadAnswer": "answers", "NotFound": "answers", "Source": "answers", "SourceUnavailable": "answers", "Cache": "cache", "Client": "client",
    "Judgement": "match", "judge": "match", "same_work": "match", "Resolution": "resolving", "resolve": "resolving", "resolve_all": "resolving",
    "signs_of_invention": "invented", "Verification": "verifying", "verify": "verifying", "verify_all": "verifying",
}  # fmt: skip

__all__ = [
    "BadAnswer",
    "Cache",
    "Client",
    "Judgement",
    "NotFound",
    "Resolution",
    "Source",
    "SourceUnavailable",
    "Verification",
    "judge",
    "resolve",
    "resolve_all",
    "same_work",
    "signs_of_invention",
    "verify",
    "verify_all",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"citekit.crossref.{home}"), name)
