"""A Crossref on this computer, for tests and for contributors: a real HTTP server on loopback with faults on demand.

``python -m citekit.crossref.testserver --works WORKS.jsonl [--port 8601] [--fault 503:3]`` serves ``/works``,
``/works/{doi}``, ``/works/{doi}/agency``, DataCite's ``/dois/{doi}`` and the handle system's ``/api/handles/{doi}``.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import math
import re
import socket
import struct
import sys
import threading
import time
import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["FAULTS", "TestCrossref", "serving"]

FAULTS = (
    "429", "429-retry-after", "429-html", "500", "502", "503", "504", "400", "403", "404-html", "html", "cut", "slow", "drip", "wrong-doi", "no-doi", "redirect",
    "redirect-within", "huge", "deep", "refuse", "empty", "bomb",
)  # fmt: skip
_SELECTS = frozenset(
    [
        "abstract",
        "URL",
        "member",
        "posted",
        "score",
        "created",
        "degree",
        "update-policy",
        "short-title",
        "license",
        "ISSN",
        "container-title",
        "issued",
        "update-to",
        "updated-by",
        "issue",
        "prefix",
        "approved",
        "indexed",
        "article-number",
        "clinical-trial-number",
        "accepted",
        "author",
        "group-title",
        "DOI",
        "is-referenced-by-count",
        "original-title",
        "short-container-title",
        "ISBN",
        "published-print",
        "published-online",
        "published",
        "page",
        "publisher",
        "publisher-location",
        "relation",
        "reference",
        "resource",
        "source",
        "standards-body",
        "subtitle",
        "subject",
        "title",
        "translator",
        "type",
        "volume",
        "archive",
        "assertion",
        "chair",
        "editor",
        "event",
        "funder",
        "link",
        "institution",
        "alternative-id",
        "content-created",
        "content-domain",
        "deposited",
        "issn-type",
        "language",
    ]
)
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters without accents; scripts are not mixed, as at Crossref."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return _WORD.findall(plain)


class _Ranking:
    """A text index of works, ranked by BM25 (k1 1.2, b 0.75)."""

    def __init__(self, works: Mapping[str, dict[str, Any]]) -> None:
        self._postings: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._length: dict[str, int] = {}
        for doi, work in works.items():
            counts = Counter(words_of(_text(work)))
            self._length[doi] = sum(counts.values())
            for word, times in counts.items():
                self._postings[word].append((doi, times))
        self._mean = sum(self._length.values()) / max(1, len(self._length))

    def search(self, query: str) -> list[tuple[str, float]]:
        scores: dict[str, float] = defaultdict(float)
        for word in set(words_of(query)):
            found = self._postings.get(word, ())
            weight = math.log(1 + (len(self._length) - len(found) + 0.5) / (len(found) + 0.5))
            for doi, times in found:
                scores[doi] += weight * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * self._length[doi] / self._mean))
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def _text(work: Mapping[str, Any]) -> str:
    parts: list[str] = []
    for key in ("title", "subtitle", "original-title", "container-title", "short-container-title", "ISSN", "ISBN"):
        parts += [v for v in work.get(key) or [] if isinstance(v, str)]
    for key in ("author", "editor"):
        parts += [" ".join(str(n.get(k, "")) for k in ("given", "family", "name")) for n in work.get(key) or []]
    parts += [str(work.get(key) or "") for key in ("volume", "issue", "page", "publisher")]
    parts.append(str((work.get("issued") or {}).get("date-parts", "")))
    return " ".join(parts)


class TestCrossref:
    """The works, the limits it tells, what it was asked, and the faults it will commit."""

    __test__ = False  # pytest: no test class

    def __init__(
        self, works: Iterable[dict[str, Any]], *, datacite: Iterable[str] = (), handles: Iterable[str] = (), slowness: float = 3.0
    ) -> None:
        """Hold works, the DOIs that DataCite and the handle system know besides, and the seconds that «slow» takes."""
        self.works = {w["DOI"].lower(): w for w in works}
        self.aliases = {a.lower(): doi for doi, w in self.works.items() for a in w.get("aliases") or []}
        self.datacite = {d.lower() for d in datacite}
        self.handles = {d.lower() for d in handles}
        self.limits: dict[str, dict[str, str]] = {
            "single": {
                "x-rate-limit-limit": "10",
                "x-rate-limit-interval": "1s",
                "x-concurrency-limit": "3",
                "x-api-pool": "polite-single",
            },
            "list": {"x-rate-limit-limit": "3", "x-rate-limit-interval": "1s", "x-concurrency-limit": "3", "x-api-pool": "polite-array"},
        }
        self.slowness = slowness
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.most_at_once = 0
        self._inside = 0
        self.url = ""
        self._faults: list[tuple[str, int, str]] = []
        self._ranking: _Ranking | None = None
        self._lock = threading.Lock()

    def fail(self, fault: str, times: int = 1, where: str = "") -> None:
        """Answer the next ``times`` requests whose path holds ``where`` with a fault of :data:`FAULTS`; 0 ends all faults."""
        if fault not in FAULTS:
            raise ValueError(f"no fault {fault!r}; known: {', '.join(FAULTS)}")
        with self._lock:
            self._faults = [*self._faults, (fault, times, where)] if times else []

    def take_fault(self, path: str) -> str:
        """Return the fault for this request, if one is due."""
        with self._lock:
            for n, (fault, times, where) in enumerate(self._faults):
                if where in path:
                    self._faults[n : n + 1] = [(fault, times - 1, where)] if times > 1 else []
                    return fault
        return ""

    @contextlib.contextmanager
    def inside(self) -> Iterator[None]:
        """Count a request while it is answered."""
        with self._lock:
            self._inside += 1
            self.most_at_once = max(self.most_at_once, self._inside)
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1

    def search(self, query: str) -> list[tuple[str, float]]:
        """Return (DOI, score) of the works that a bibliographic query finds."""
        with self._lock:
            if self._ranking is None:
                self._ranking = _Ranking(self.works)
        return self._ranking.search(query)


_BODIES = {
    "404-html": (404, b"<html>not here</html>", "text/html"),
    "html": (200, b"<html><body>Sign in to the hotel's network</body></html>", "text/html"),
    "empty": (200, b"", "application/json"),
    "deep": (200, b'{"message":' * 50_000, "application/json"),
}


@lru_cache(maxsize=1)
def _bomb() -> bytes:
    """Return 100 MB of JSON that travel as 100 kB."""
    return gzip.compress(b'{"message":{"DOI":"' + b"x" * 100_000_000 + b'"}}')


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    crossref: TestCrossref

    def log_message(self, *_: Any) -> None:
        """Print nothing."""

    def do_GET(self) -> None:  # the base class's names
        with self.crossref.inside():
            self._answer()

    def _answer(self) -> None:
        crossref = self.crossref
        address = urlsplit(self.path)
        crossref.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        fault = crossref.take_fault(unquote(self.path))
        if fault and self._commit(fault):
            return
        query = {k: v[-1] for k, v in parse_qs(address.query, keep_blank_values=True).items()}
        path = address.path
        if path.rstrip("/") == "/works":
            self._list(query)
        elif path.startswith("/works/") and path.endswith("/agency"):
            self._agency(unquote(path[len("/works/") : -len("/agency")]).lower())
        elif path.startswith("/works/"):
            self._single(unquote(path[len("/works/") :]).lower(), fault)
        elif path.startswith("/dois/"):
            self._datacite(unquote(path[len("/dois/") :]).lower())
        elif path.startswith("/api/handles/"):
            self._handle(unquote(path[len("/api/handles/") :]).lower())
        else:
            self._say(404, b"Resource not found.", "text/plain")

    do_HEAD = do_GET  # noqa: N815  # the base class's names

    def _commit(self, fault: str) -> bool:
        """Commit a fault; tell whether the request is done with."""
        crossref = self.crossref
        if fault in ("429", "429-retry-after"):
            self._say(429, b"Too many requests", "text/plain", {"Retry-After": "2"} if fault.endswith("after") else {})
        elif fault == "429-html":
            self._say(429, b"<html><h1>429 Too Many Requests</h1></html>", "text/html", {})
        elif fault in ("500", "502", "503", "504", "403"):
            self._say(int(fault), b"<html>fault</html>", "text/html", {})
        elif fault == "400":
            self._json(
                {
                    "status": "failed",
                    "message-type": "validation-failure",
                    "message": [{"type": "parameter-not-allowed", "message": "bad"}],
                },
                "list",
                400,
            )
        elif fault in _BODIES:
            self._say(*_BODIES[fault], {})
        elif fault == "huge":
            self._say(200, b'{"message":{"DOI":"' + b"x" * 30_000_000 + b'"}}', "application/json", {})
        elif fault == "bomb":
            self._say(200, _bomb(), "application/json", {"Content-Encoding": "gzip"})
        elif fault == "redirect":
            self._say(302, b"", "text/plain", {"Location": "http://elsewhere.invalid/works"})
        elif fault == "redirect-within":
            self._say(302, b"", "text/plain", {"Location": self.path})
        elif fault == "cut":
            self._cut()
        elif fault == "refuse":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
        elif fault == "slow":
            time.sleep(crossref.slowness)
            return False
        elif fault == "drip":
            self._drip()
        else:
            return False
        return True

    def _cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b'{"status":"ok","message":{"DOI":"10.')
        self.close_connection = True

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        end = time.monotonic() + 30
        with contextlib.suppress(OSError):
            while time.monotonic() < end:
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.1)
        self.close_connection = True

    def _say(self, status: int, body: bytes, kind: str, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def _json(self, value: Any, pool: str, status: int = 200) -> None:
        self._say(status, json.dumps(value, ensure_ascii=False).encode(), "application/json", self.crossref.limits[pool])

    def _single(self, doi: str, fault: str) -> None:
        work = self.crossref.works.get(doi)
        if work is None and doi in self.crossref.aliases:
            target = {"Location": f"/works/{quote(self.crossref.aliases[doi], safe='')}", **self.crossref.limits["single"]}
            self._say(301, b"", "text/plain", target)
            return
        if work is None:
            self._say(404, b"Resource not found.", "text/plain", self.crossref.limits["single"])
            return
        message = {k: v for k, v in work.items() if k != "DOI"} if fault == "no-doi" else dict(work)
        if fault == "wrong-doi":
            message["DOI"] = "10.5555/some.other.work"
        self._json({"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": message}, "single")

    def _agency(self, doi: str) -> None:
        agency = (
            "crossref"
            if doi in self.crossref.works or doi in self.crossref.aliases
            else "datacite"
            if doi in self.crossref.datacite
            else ""
        )
        if not agency:
            self._say(404, b"Resource not found.", "text/plain", self.crossref.limits["single"])
            return
        message = {"DOI": doi, "agency": {"id": agency, "label": agency.title()}}
        self._json({"status": "ok", "message-type": "work-agency", "message": message}, "single")

    def _list(self, query: dict[str, str]) -> None:
        works, select = self.crossref.works, [s for s in query.get("select", "").split(",") if s]
        rows = query.get("rows", "20")
        unknown = [s for s in select if s not in _SELECTS]
        if unknown or not rows.isdecimal() or int(rows) > 1000:
            self._json(
                {"status": "failed", "message-type": "validation-failure", "message": [{"message": f"not valid: {unknown or rows}"}]},
                "list",
                400,
            )
            return
        dois = [part[len("doi:") :].lower() for part in query.get("filter", "").split(",") if part.startswith("doi:")]
        text = query.get("query.bibliographic") or query.get("query") or ""
        found = self.crossref.search(text) if text else [(doi, 1.0) for doi in works]
        if dois:
            found = [(doi, score) for doi, score in found if doi in set(dois)]
        items = [{**works[doi], "score": round(score, 4)} for doi, score in found[: int(rows)]]
        if select:
            items = [{k: v for k, v in item.items() if k in select} for item in items]
        message = {"total-results": len(found), "items-per-page": int(rows), "items": items}
        self._json({"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": message}, "list")

    def _datacite(self, doi: str) -> None:
        if doi in self.crossref.datacite:
            self._json({"data": {"id": doi, "type": "dois", "attributes": {"doi": doi}}}, "single")
        else:
            self._json({"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}, "single", 404)

    def _handle(self, doi: str) -> None:
        known = doi in self.crossref.aliases or doi in self.crossref.handles or doi in self.crossref.datacite or doi in self.crossref.works
        self._json({"responseCode": 1 if known else 100, "handle": doi}, "single", 200 if known else 404)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that has hung up: some faults are there to make it."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def serving(crossref: TestCrossref, port: int = 0) -> Iterator[TestCrossref]:
    """Serve on loopback while the block runs; ``crossref.url`` is the address."""
    handler = type("Handler", (_Handler,), {"crossref": crossref})
    server = _Server(("127.0.0.1", port), handler)
    server.daemon_threads = True
    crossref.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield crossref
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main() -> None:
    """Serve until interrupted."""
    import argparse
    from pathlib import Path

    from citekit.crossref.dumps import read_works

    parser = argparse.ArgumentParser(prog="python -m citekit.crossref.testserver", description="A Crossref on this computer.")
    parser.add_argument("--works", action="append", required=True, metavar="FILE", help="works as JSON lines, .gz too; may be repeated")
    parser.add_argument("--port", type=int, default=8601)
    parser.add_argument("--fault", action="append", default=[], metavar="KIND[:TIMES]", help=", ".join(FAULTS))
    options = parser.parse_args()
    works = [w for file in options.works for w in read_works(Path(file)) if isinstance(w, dict)]
    crossref = TestCrossref(works)
    for fault in options.fault:
        kind, _, times = fault.partition(":")
        crossref.fail(kind, int(times or 1))
    with serving(crossref, options.port), contextlib.suppress(KeyboardInterrupt):
        sys.stderr.write(f"{len(crossref.works)} works at {crossref.url}; export CITEKIT_CROSSREF_URL={crossref.url}\n")
        threading.Event().wait()


if __name__ == "__main__":
    main()
