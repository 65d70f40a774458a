"""A local Crossref for a team: the works in an OpenSearch cluster, behind the same interface as the index on disk.

A place reads ``opensearch://[user:password@]host[:port]/index``, with ``opensearch+https://`` over TLS; user and
password may stand in $CITEKIT_OPENSEARCH_USER and $CITEKIT_OPENSEARCH_PASSWORD instead. Texts are folded here and not
in the cluster, so that index and query agree and a Cyrillic reference finds its romanised record.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import deque
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from citekit.crossref.answers import BadAnswer, NotFound, SourceUnavailable
from citekit.crossref.client import without_weight
from citekit.crossref.dumps import load, shards, text_of_work, words_asked
from citekit.model import MissingExtra, UnreadableInput, UnwritableOutput

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from citekit.crossref.answers import SourceError, Work
    from citekit.crossref.dumps import IndexReport, Progress

__all__ = ["Cluster", "is_cluster", "load_cluster"]

_PORT = 9200
_TOGETHER = 200  # works asked for in one request
_BULK = 500  # works sent in one request
_DONE = "citekit-done"
_VERSION = 1
_INDEX = {
    "settings": {"analysis": {"analyzer": {"folded": {"type": "custom", "tokenizer": "whitespace"}}}},
    "mappings": {
        "dynamic": "strict",
        "_meta": {"citekit": _VERSION},
        "properties": {
            "doi": {"type": "keyword"},
            "text": {"type": "text", "analyzer": "folded", "index_options": "freqs"},
            "work": {"type": "object", "enabled": False},
        },
    },
}


def is_cluster(place: str) -> bool:
    """Tell whether a place is a cluster's and no folder."""
    return place.startswith(("opensearch://", "opensearch+https://"))


def _connected(place: str) -> tuple[Any, str, str]:
    """Return the client, the index's name, and the place without who asks."""
    try:
        import opensearchpy
    except ModuleNotFoundError:
        raise MissingExtra("an OpenSearch cluster", "opensearch") from None
    try:
        address = urlsplit(place)
        host, port, index = address.hostname, address.port or _PORT, address.path.strip("/")
    except ValueError:
        host, port, index = None, _PORT, ""
    if not host or not index or "/" in index or index != index.lower() or index[0] in "_-+" or set(index) & set(' \\/*?"<>|,#:'):
        shown = place.rpartition("@")[2]
        raise UnreadableInput(shown, "is no place of an index", "write opensearch://host:port/index, the index in small letters")
    user = unquote(address.username or "") or os.environ.get("CITEKIT_OPENSEARCH_USER", "")
    password = unquote(address.password or "") or os.environ.get("CITEKIT_OPENSEARCH_PASSWORD", "")
    client = opensearchpy.OpenSearch(
        hosts=[{"host": host, "port": port}],
        http_auth=(user, password) if user else None,
        use_ssl=address.scheme == "opensearch+https",
        timeout=30,
        max_retries=3,
        retry_on_timeout=True,
        retry_on_status=(429, 502, 503, 504),
    )
    return client, index, f"{address.scheme}://{host}:{port}/{index}"


def _words(error: Exception) -> str:
    """Return what went wrong, without the request, which may hold who asked."""
    status: Any = getattr(error, "status_code", "")
    if status in ("N/A", "TIMEOUT", ""):
        return "no answer in time" if status == "TIMEOUT" else "no connection"
    return {401: "401, user or password are not accepted", 403: "403, access refused", 429: "429, too many requests"}.get(
        status, f"{status}, {str(getattr(error, 'error', '') or type(error).__name__)[:120]}"
    )


def _id_of(doi: str) -> str:
    """Return a document's id: the DOI, a digest of one that is longer than ids may be (512 bytes)."""
    return doi if len(doi.encode()) <= 500 else hashlib.sha256(doi.encode()).hexdigest()


class Cluster:
    """An index of a cluster as a :class:`~citekit.crossref.answers.LocalSource`; safe for several threads."""

    folds_scripts = True

    def __init__(self, place: str) -> None:
        """Connect, and make sure that the index is there.

        Raises:
            UnreadableInput: the place is none, or has no index of citekit's.
            MissingExtra: opensearch-py is not installed.
            SourceUnavailable: the cluster does not answer.
        """
        self._client, self._index, self.name = _connected(place)
        mapping = self._ask(lambda: self._client.indices.get_mapping(index=self._index), absent="there is no index")
        known: dict[str, Any] = next(iter(mapping.values()), {}) if isinstance(mapping, dict) else {}
        if known.get("mappings", {}).get("_meta", {}).get("citekit") != _VERSION:
            raise UnreadableInput(self.name, "is no index of this citekit", "make one: citekit index build DUMP… -o PLACE")

    def _ask(self, call: Callable[[], Any], absent: str = "") -> Any:
        from opensearchpy.exceptions import NotFoundError, OpenSearchException

        try:
            return call()
        except NotFoundError as error:
            if absent:
                raise UnreadableInput(self.name, absent, "make one: citekit index build DUMP… -o PLACE") from None
            raise SourceUnavailable(self.name, _words(error)) from None
        except OpenSearchException as error:
            raise SourceUnavailable(self.name, _words(error)) from None
        except (ValueError, RecursionError):
            raise BadAnswer(self.name, "the answer is no JSON") from None

    def __len__(self) -> int:
        return int(self._ask(lambda: self._client.count(index=self._index, body={"query": {"exists": {"field": "doi"}}}))["count"])

    def works(self, dois: Sequence[str]) -> Mapping[str, Work | SourceError]:
        """Return each DOI's work, or why there is none; up to 200 a request."""
        answers: dict[str, Work | SourceError] = {}
        for at in range(0, len(dois), _TOGETHER):
            some = dois[at : at + _TOGETHER]
            try:
                body = {"ids": [_id_of(doi.lower()) for doi in some]}
                found = self._ask(lambda body=body: self._client.mget(index=self._index, body=body))["docs"]  # type: ignore[misc]
                answers |= {doi: self._work_of(doi, one) for doi, one in zip(some, found, strict=True)}
            except (SourceUnavailable, BadAnswer) as error:
                answers |= dict.fromkeys(some, error)
            except (KeyError, TypeError, ValueError):
                answers |= dict.fromkeys(some, BadAnswer(self.name, "the answer is of another shape"))
        return answers

    def _work_of(self, doi: str, one: dict[str, Any]) -> Work | SourceError:
        if "error" in one:
            return SourceUnavailable(self.name, "a part of the cluster does not answer")
        if not one.get("found"):
            return NotFound(self.name, "not known there")
        work: Work = one["_source"]["work"]
        return work if str(work.get("DOI", "")).lower() == doi.lower() else BadAnswer(self.name, "the answer is of another DOI")

    def search(self, query: str, rows: int = 10) -> tuple[Work, ...]:
        """Return the works whose words a reference has, best first (BM25).

        Raises:
            SourceUnavailable: the cluster, or a part of it, does not answer.
            BadAnswer: the answer is none.
        """
        words = words_asked(query)
        if not words:
            return ()
        body = {
            "size": rows,
            "_source": ["work"],
            "query": {"match": {"text": {"query": " ".join(words), "operator": "or"}}},
            "track_total_hits": False,
        }
        answer = self._ask(lambda: self._client.search(index=self._index, body=body))
        try:
            if answer.get("timed_out") or answer["_shards"]["failed"]:
                raise SourceUnavailable(self.name, "a part of the cluster does not answer")
            return tuple(hit["_source"]["work"] for hit in answer["hits"]["hits"])
        except (KeyError, TypeError, AttributeError):
            raise BadAnswer(self.name, "the answer is of another shape") from None

    def count_of_prefix(self, prefix: str, enough: int) -> int:
        """Return how many DOIs begin with ``prefix``, counting no further than ``enough``."""
        body = {"query": {"prefix": {"doi": {"value": prefix.lower()}}}}
        answer = self._ask(lambda: self._client.count(index=self._index, body=body, params={"terminate_after": enough}))
        return min(enough, int(answer.get("count", 0)))


def load_cluster(dumps: Sequence[str | Path], place: str, *, progress: Progress | None = None) -> IndexReport:
    """Put the works of dumps into a cluster's index, made if missing; what an earlier run put there is not read again.

    Raises:
        UnreadableInput: a dump does not exist or is no JSON; the place is none.
        UnwritableOutput: the cluster refuses, or does not answer.
        MissingExtra: opensearch-py is not installed.
    """
    files = shards(dumps)
    return load(files, _Loader(place), progress)


class _Loader:
    """A cluster's index as a :class:`~citekit.crossref.dumps.Store`. A work's id is its DOI: a later record replaces it."""

    def __init__(self, place: str) -> None:
        self._client, self._index, self._name = _connected(place)
        self._waiting: deque[dict[str, Any]] = deque()
        self._since = 0
        if not self._tried(lambda: self._client.indices.exists(index=self._index)):
            self._tried(lambda: self._client.indices.create(index=self._index, body=_INDEX))
        self._refreshed("-1")  # searchable at the end: the cluster works half as much
        found = self._tried(lambda: self._client.mget(index=self._index, body={"ids": [_DONE]}))["docs"][0]
        self.done: dict[str, int] = json.loads(found["_source"]["work"]["done"]) if found.get("found") else {}

    def _tried(self, call: Callable[[], Any]) -> Any:
        from opensearchpy.exceptions import OpenSearchException

        try:
            return call()
        except OpenSearchException as error:
            raise UnwritableOutput(self._name, f"the cluster does not take it: {_words(error)}") from None

    def _refreshed(self, interval: str | None) -> None:
        self._tried(lambda: self._client.indices.put_settings(index=self._index, body={"index": {"refresh_interval": interval}}))

    @property
    def waiting(self) -> int:
        """Return how many works were taken since the last that is lasting."""
        return self._since

    def add(self, work: Work) -> None:
        """Take a work, and send the portion that is full."""
        doi = work["DOI"].lower()
        document = {"doi": doi, "text": text_of_work(work), "work": without_weight(work)}
        self._waiting.append({"_op_type": "index", "_id": _id_of(doi), "_source": document})
        self._since += 1
        if len(self._waiting) >= _BULK:
            self._sent()

    def _sent(self) -> None:
        from opensearchpy.helpers import streaming_bulk

        def send() -> None:
            sent = streaming_bulk(
                self._client, list(self._waiting), index=self._index, chunk_size=_BULK, max_chunk_bytes=10_000_000, max_retries=5, initial_backoff=1, raise_on_error=False
            )  # fmt: skip
            refused = [answer for taken, answer in sent if not taken]
            if refused:
                what = next(iter(refused[0].values()))
                problem = what.get("error") if isinstance(what, dict) else what
                raise UnwritableOutput(self._name, f"{len(refused)} works are refused: {json.dumps(problem)[:200]}")

        self._tried(send)
        self._waiting.clear()

    def keep(self, mark: str, count: int, *, at_once: bool = True) -> None:
        """Send what waits, then remember how far the files are read."""
        self.done[mark] = count
        if not at_once:
            return
        self._sent()
        body = {"work": {"done": json.dumps(self.done)}}
        self._tried(lambda: self._client.index(index=self._index, id=_DONE, body=body))
        self._since = 0

    def close(self) -> None:
        """Make what was sent searchable."""
        self._refreshed(None)
        self._tried(lambda: self._client.indices.refresh(index=self._index))
