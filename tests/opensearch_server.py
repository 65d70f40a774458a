"""OpenSearch's HTTP contract on loopback, as far as citekit uses it: strict mappings, bulk, refresh, mget, match, prefix, faults.

No OpenSearch can be installed from the package registries that the tests use. This follows the REST reference
(docs.opensearch.org, 2.x and 3.x) and refuses, as a cluster does, what it would refuse: unknown fields, broken bulk
lines, unknown queries, requests without an index. What is indexed is found after a refresh and not before.
"""

import base64
import contextlib
import json
import math
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

_ANALYSERS = {"standard", "whitespace", "keyword", "simple"}


class Refusal(Exception):
    def __init__(self, status, kind, reason=""):
        self.status, self.kind, self.reason = status, kind, reason
        super().__init__(reason)


class TestOpenSearch:
    """Indexes, what was asked, and the faults that come next."""

    __test__ = False

    def __init__(self, user="", password=""):
        self.indexes = {}
        self.asked = []
        self.credentials = base64.b64encode(f"{user}:{password}".encode()).decode() if user else ""
        self.faults = []  # status of the next answers; 0 ends the connection
        self.item_faults = 0  # so many of the next bulk items are answered with 429
        self.place = ""

    def index(self, name):
        if name not in self.indexes:
            raise Refusal(404, "index_not_found_exception", f"no such index [{name}]")
        return self.indexes[name]

    def answer(self, method, path, query, body):
        parts = [unquote(p) for p in path.strip("/").split("/") if p]
        if not parts:
            return {"name": "node", "version": {"distribution": "opensearch", "number": "2.19.1"}}
        if parts[0] == "_bulk" or parts[-1] == "_bulk":
            return self._bulk(parts[0] if len(parts) > 1 else "", body)
        name, rest = parts[0], parts[1:]
        if not rest:
            if method == "HEAD":
                self.index(name)
                return {}
            if method == "PUT":
                return self._create(name, json.loads(body))
        index = self.index(name)
        match (method, rest):
            case ("GET", ["_mapping"]):
                return {name: {"mappings": index["mappings"]}}
            case ("PUT", ["_settings"]):
                index["settings"].update(json.loads(body)["index"])
                return {"acknowledged": True}
            case ("POST", ["_refresh"]):
                index["seen"] = dict(index["documents"])
                return {"_shards": {"total": 1, "successful": 1, "failed": 0}}
            case ("POST" | "GET", ["_mget"]):
                return {"docs": [self._document(name, index, one) for one in json.loads(body)["ids"]]}
            case ("PUT" | "POST", ["_doc", one]):
                self._take(index, one, json.loads(body))
                return {"_id": one, "result": "created"}
            case ("POST" | "GET", ["_count"]):
                found = sum(self._score(index, doc, json.loads(body)["query"]) is not None for doc in index["seen"].values())
                most = int(query.get("terminate_after", [found])[0])
                return {"count": min(found, most), "_shards": {"total": 1, "failed": 0}}
            case ("POST" | "GET", ["_search"]):
                return self._search(index, json.loads(body))
        raise Refusal(400, "illegal_argument_exception", f"{method} {path} is not known here")

    def _create(self, name, body):
        if name in self.indexes:
            raise Refusal(400, "resource_already_exists_exception")
        if unknown := set(body) - {"settings", "mappings", "aliases"}:
            raise Refusal(400, "parse_exception", f"unknown key {unknown}")
        analysers = set(body["settings"].get("analysis", {}).get("analyzer", {})) | _ANALYSERS
        for field, how in body["mappings"]["properties"].items():
            if how["type"] not in {"keyword", "text", "object"}:
                raise Refusal(400, "mapper_parsing_exception", f"no handler for type [{how['type']}] declared on field [{field}]")
            if how.get("analyzer", "standard") not in analysers:
                raise Refusal(400, "mapper_parsing_exception", f"analyzer [{how['analyzer']}] has not been configured in mappings")
        self.indexes[name] = {"mappings": body["mappings"], "settings": {}, "documents": {}, "seen": {}}
        return {"acknowledged": True, "index": name}

    def _take(self, index, one, source):
        if len(one.encode()) > 512:
            raise Refusal(400, "action_request_validation_exception", "id is too long, must be no longer than 512 bytes")
        fields = index["mappings"]["properties"]
        if index["mappings"].get("dynamic") == "strict" and (unknown := set(source) - set(fields)):
            raise Refusal(400, "strict_dynamic_mapping_exception", f"introduction of {sorted(unknown)} is not allowed")
        for field, value in source.items():
            if fields[field]["type"] == "object" and not isinstance(value, dict):
                raise Refusal(400, "mapper_parsing_exception", f"object mapping for [{field}] tried to parse field as object")
        index["documents"][one] = source

    def _bulk(self, default, body):
        if not body.endswith(b"\n"):
            raise Refusal(400, "illegal_argument_exception", "The bulk request must be terminated by a newline [\\n]")
        lines = body.split(b"\n")[:-1]
        items = []
        for action, source in zip(lines[::2], lines[1::2], strict=True):
            ((what, where),) = json.loads(action).items()
            name, one = where.get("_index", default), where["_id"]
            try:
                if self.item_faults:
                    self.item_faults -= 1
                    raise Refusal(429, "rejected_execution_exception", "queue is full")  # noqa: TRY301  # answered as any other
                self._take(self.index(name), one, json.loads(source))
                items.append({what: {"_index": name, "_id": one, "status": 201, "result": "created"}})
            except Refusal as refusal:
                items.append(
                    {
                        what: {
                            "_index": name,
                            "_id": one,
                            "status": refusal.status,
                            "error": {"type": refusal.kind, "reason": refusal.reason},
                        }
                    }
                )
        return {"took": 1, "errors": any("error" in next(iter(i.values())) for i in items), "items": items}

    def _document(self, name, index, one):
        source = index["documents"].get(one)  # real-time: no refresh is needed to get a document by its id
        return {"_index": name, "_id": one, "found": source is not None} | ({"_source": source} if source is not None else {})

    def _search(self, index, body):
        if unknown := set(body) - {"size", "from", "_source", "query", "track_total_hits"}:
            raise Refusal(400, "parsing_exception", f"unknown key {unknown}")
        scored = [(score, one) for one, doc in index["seen"].items() if (score := self._score(index, doc, body["query"])) is not None]
        scored.sort(key=lambda pair: (-pair[0], pair[1]))
        hits = [
            {"_id": one, "_score": s, "_source": {k: index["seen"][one][k] for k in body["_source"]}}
            for s, one in scored[: body.get("size", 10)]
        ]
        return {"took": 1, "timed_out": False, "_shards": {"total": 1, "successful": 1, "failed": 0}, "hits": {"hits": hits}}

    def _score(self, index, doc, query):
        ((kind, what),) = query.items()
        if kind == "exists":
            return 1.0 if what["field"] in doc else None
        if kind == "prefix":
            ((field, how),) = what.items()
            return 1.0 if str(doc.get(field, "")).startswith(how["value"]) else None
        if kind != "match":
            raise Refusal(400, "parsing_exception", f"unknown query [{kind}]")
        ((field, how),) = what.items()
        words = Counter(doc.get(field, "").split())
        seen = [Counter(d.get(field, "").split()) for d in index["seen"].values()]
        score = 0.0
        for word in set(how["query"].split()) & set(words):
            among = sum(word in d for d in seen)
            score += math.log(1 + (len(seen) - among + 0.5) / (among + 0.5)) * words[word] / (words[word] + 1.2)
        return score or None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    opensearch: TestOpenSearch

    def log_message(self, *_):
        pass

    def _any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        opensearch = self.opensearch
        address = urlsplit(self.path)
        opensearch.asked.append((self.command, address.path))
        if opensearch.faults:
            status = opensearch.faults.pop(0)
            if not status:
                self.close_connection = True
                self.connection.close()
                return
            self._say(status, {"error": {"type": "fault", "reason": "on demand"}, "status": status})
            return
        if opensearch.credentials and self.headers.get("Authorization") != f"Basic {opensearch.credentials}":
            self._say(401, {"error": "Unauthorized", "status": 401})
            return
        try:
            self._say(200, opensearch.answer(self.command, address.path, parse_qs(address.query), body))
        except Refusal as refusal:
            self._say(refusal.status, {"error": {"type": refusal.kind, "reason": refusal.reason}, "status": refusal.status})

    do_GET = do_POST = do_PUT = do_HEAD = _any  # noqa: N815  # the base class's names

    def _say(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=UTF-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            with contextlib.suppress(OSError):
                self.wfile.write(body)


@contextlib.contextmanager
def opensearch_on_loopback(**options):
    opensearch = TestOpenSearch(**options)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"opensearch": opensearch}))
    server.daemon_threads = True
    opensearch.place = f"opensearch://127.0.0.1:{server.server_address[1]}/works"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield opensearch
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
