"""Crossref over the network: habanero's requests, made safe for thousands of references.

DOIs are percent-encoded and proved against the answer's own DOI; limits are read from the answers' headers; failures
are tried again with jitter and Retry-After until the run's deadline; up to 50 DOIs go in one request; equal requests
are made once; answers are kept in a cache. Sources: crossref.org/documentation/retrieve-metadata/rest-api,
github.com/sckott/habanero.
"""

from __future__ import annotations

import os
import random
import threading
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote, unquote, urlsplit

import msgspec

from citekit.crossref.answers import BadAnswer, NotFound, SourceError, SourceUnavailable, aliases_of
from citekit.crossref.cache import Cache
from citekit.crossref.pace import Pace, Room, SystemClock, backoff, retry_after
from citekit.crossref.session import Refused, Session, answering

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from citekit.crossref.answers import Work
    from citekit.crossref.pace import Clock

__all__ = ["Client", "Settings", "without_weight"]

SELECT = (
    "DOI", "title", "subtitle", "author", "editor", "issued", "published-print", "published-online", "container-title", "short-container-title", "volume", "issue", "page",
    "article-number", "type", "original-title", "update-to", "relation", "score", "ISBN", "ISSN", "publisher",
)  # fmt: skip
# The works route knows «updated-by» but some mirrors do not let it be selected; a single look-up always has it.
_BATCH = 50
_TRIES = 4
_GIVE_UP = 3  # so many requests in a row without any answer, and the service is left alone for a minute
_PAUSE = 60.0
_LONGEST_QUERY = 900


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, whom, and for how long. ``deadline`` is for the whole run, in seconds; 0 means none."""

    base_url: str = "https://api.crossref.org"
    datacite_url: str = "https://api.datacite.org"
    handle_url: str = "https://doi.org/api/handles"
    mailto: str = ""
    token: str = ""
    timeout: float = 30.0
    deadline: float = 0.0
    offline: bool = False
    refresh: bool = False

    def __repr__(self) -> str:
        return f"Settings(base_url={self.base_url!r}, mailto={self.mailto!r}, token={'***' if self.token else ''!r})"

    @classmethod
    def of_environment(cls, environment: Mapping[str, str] = os.environ, **given: Any) -> Settings:
        """Return the settings given, and for what is not given those of the CITEKIT_* variables."""
        names = ("base_url", "datacite_url", "handle_url", "mailto", "token")
        variables = dict(zip(names, ("CROSSREF_URL", "DATACITE_URL", "HANDLE_URL", "MAILTO", "CROSSREF_TOKEN"), strict=True))
        found = {name: environment[f"CITEKIT_{v}"] for name, v in variables.items() if environment.get(f"CITEKIT_{v}")}
        return cls(**(found | {k: v for k, v in given.items() if v not in (None, "")}))


class _Service:
    """One host: its connections, its two paces, how many it answers at once, and whether it answers at all."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self.session = session
        self.paces = {"single": Pace(clock), "list": Pace(clock)}
        self.room = Room()
        self.failures = 0
        self.closed_until = 0.0
        self.why = ""


class _LedTo(threading.local):
    """The path that a redirect led this thread's last request to, in small letters; empty where there was none."""

    path = ""


def _path_led_to(asked: str, answered: str) -> str:
    path, end = (unquote(urlsplit(url).path.lower()) for url in (asked, answered))
    return "" if path == end else end


class Client:
    """Crossref, and the agencies behind it. A :class:`~citekit.crossref.answers.Source`; safe for several threads."""

    folds_scripts = False

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        cache: Cache | None = None,
        clock: Clock | None = None,
        chance: Callable[[], float] | None = None,
    ) -> None:
        """Connect nothing yet. ``chance`` gives the jitter, a number 0…1."""
        self.settings = settings or Settings.of_environment()
        self._clock = clock or SystemClock()
        self._chance = chance or random.Random().random  # noqa: S311  # jitter, no secret
        self.cache = cache or Cache(None, self._clock)
        self.begin()
        self._services = {
            "Crossref": self._service("Crossref", self.settings.base_url, self.settings.token),
            "DataCite": self._service("DataCite", self.settings.datacite_url, ""),
            "handle": self._service("doi.org", self.settings.handle_url, ""),
        }
        self._led_to = _LedTo()
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()
        self._fresh: set[str] = set()  # what this run has asked: --refresh asks once
        self.requests = 0

    def _service(self, name: str, url: str, token: str) -> _Service:
        session = Session(name, url, clock=self._clock, mailto=self.settings.mailto, token=token, timeout=self.settings.timeout)
        return _Service(session, self._clock)

    def begin(self) -> None:
        """Let the time of the deadline begin now: for a run that does other work before it asks."""
        self._end = self._clock.monotonic() + (self.settings.deadline or 1e12)

    @property
    def name(self) -> str:
        """Return «Crossref», or the address where it is pointed elsewhere."""
        return "Crossref" if "api.crossref.org" in self.settings.base_url else self.settings.base_url

    @property
    def at_once(self) -> int:
        """Return how many requests the service lets run at once, by its last answer."""
        return self._services["Crossref"].room.at_once

    def close(self) -> None:
        """Close the connections and the cache."""
        for service in self._services.values():
            service.session.close()
        self.cache.close()

    def __enter__(self) -> Self:
        """Return the client itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def work(self, doi: str) -> Work:
        """Return the work of one normalised DOI.

        Raises:
            NotFound: Crossref does not know the DOI (another agency may).
            SourceUnavailable: no answer could be had.
            BadAnswer: the answer is none, or of another DOI.
        """

        def ask() -> Work:
            self._led_to.path = ""
            message = self._message(lambda: self._habanero().works(ids=quote(doi, safe="")))
            given = str(message.get("DOI", ""))
            # An alias is answered by its primary DOI: the record names it, or the service has led there by a redirect.
            is_alias = doi.lower() in aliases_of(message) or bool(given and self._led_to.path.endswith(f"/works/{given.lower()}"))
            if given.lower() != doi.lower() and not is_alias:
                raise BadAnswer(self.name, f"asked for {doi}, answered for {given[:120] or 'no DOI'}")
            return message

        return self._answered("Crossref", "single", f"works/{doi}", ask)

    def works(self, dois: Sequence[str]) -> Mapping[str, Work | SourceError]:
        """Return each DOI's work or why there is none; up to 50 DOIs a request, in the order given.

        A DOI that a list does not hold is asked for alone before it is called not found.
        """
        answers: dict[str, Work | SourceError] = {}
        waiting: list[str] = []
        for doi in dict.fromkeys(dois):
            kept = self._kept(f"works/{doi}")
            if kept is None:
                waiting.append(doi)
            else:
                answers[doi] = kept
        for some in _batches([d for d in waiting if "," not in d and len(d) <= 200]):
            answers.update(self._batch(some))
        for doi in waiting:
            if doi not in answers:
                answers[doi] = self._work_or_error(doi)
        return {doi: answers[doi] for doi in dict.fromkeys(dois)}

    def _work_or_error(self, doi: str) -> Work | SourceError:
        try:
            return self.work(doi)
        except SourceError as error:
            return error

    def _batch(self, dois: Sequence[str]) -> dict[str, Work | SourceError]:
        if len(dois) == 1:
            return {}  # one request either way, and a single one also says «not found»

        def ask() -> Work:
            return self._message(lambda: self._habanero().works(filter={"doi": list(dois)}, limit=len(dois)))

        try:
            message = self._request("Crossref", "list", ask)
        except SourceUnavailable as error:
            return dict.fromkeys(dois, error)
        except SourceError:
            return {}  # a list that this service does not give: one by one
        items = message.get("items")
        found = {str(w["DOI"]).lower(): w for w in items if isinstance(w, dict) and "DOI" in w} if isinstance(items, list) else {}
        answers: dict[str, Work | SourceError] = {}
        for doi in dois:
            if doi in found:
                answers[doi] = found[doi]
                self._keep(f"works/{doi}", without_weight(found[doi]))
        return answers

    def search(self, query: str, rows: int = 10) -> tuple[Work, ...]:
        """Return the works that ``query.bibliographic`` finds for a reference, best first."""
        query = " ".join(query.split())[:_LONGEST_QUERY]
        if not query:
            return ()

        def ask() -> dict[str, Any]:
            call = self._habanero().works
            message = self._message(lambda: call(query_bibliographic=query, limit=rows, select=list(SELECT)))
            items = message.get("items")
            if not isinstance(items, list):
                raise BadAnswer(self.name, "a list without items")
            return {"items": [without_weight(w) for w in items if isinstance(w, dict) and isinstance(w.get("DOI"), str)]}

        answer = self._answered("Crossref", "list", f"search/{rows}/{query}", ask)
        return tuple(answer["items"])

    def agency(self, doi: str) -> str:
        """Return which agency registered a DOI (crossref, datacite, medra, …), by Crossref, DataCite or the handle system.

        Raises:
            NotFound: none of the three knows the DOI.
            SourceUnavailable: one of them could not be asked, so that nothing is proved.
            BadAnswer: likewise, by a wrong answer.
        """

        def crossref() -> dict[str, Any]:
            label = self._label(quote(doi, safe=""))
            return {"agency": label.lower() or "unknown"}

        def datacite() -> dict[str, Any]:
            data = self._json("DataCite", f"/dois/{quote(doi, safe='')}").get("data")
            if not isinstance(data, dict) or str(data.get("id", "")).lower() != doi.lower():
                raise BadAnswer("DataCite", "the answer is of another DOI")
            return {"agency": "datacite"}

        def handle() -> dict[str, Any]:
            answer = self._json("handle", f"/{quote(doi, safe='')}")
            code, given = answer.get("responseCode"), str(answer.get("handle", ""))
            if code == 100:
                raise NotFound("doi.org", "not known there")
            if code not in (1, 200) or given.lower() != doi.lower():
                raise BadAnswer("doi.org", f"response code {code!r} for {given[:80]!r}")
            return {"agency": "handle"}

        trouble: SourceError | None = None
        for service, key, ask in (("Crossref", "agency", crossref), ("DataCite", "datacite", datacite), ("handle", "handle", handle)):
            try:
                return str(self._answered(service, "single", f"{key}/{doi}", ask)["agency"])
            except NotFound:
                continue
            except SourceError as error:
                trouble = error
        if trouble:
            raise trouble
        raise NotFound(self.name, "no registration agency knows it")

    def datacite_work(self, doi: str) -> Work | SourceError:
        """Return DataCite's record of a DOI in Crossref's shape, or why there is none."""

        def ask() -> dict[str, Any]:
            data = self._json("DataCite", f"/dois/{quote(doi, safe='')}").get("data")
            if not isinstance(data, dict) or str(data.get("id", "")).lower() != doi.lower():
                raise BadAnswer("DataCite", "the answer is of another DOI")
            return _as_crossref(doi, data.get("attributes"))

        try:
            work = self._answered("DataCite", "single", f"datacite-work/{doi}", ask)
        except SourceError as error:
            return error
        return work if work.get("title") else NotFound("DataCite", "a record without a title")

    # one request

    def _habanero(self) -> Any:
        import habanero

        return habanero.Crossref(base_url=self.settings.base_url, mailto=self.settings.mailto or None, ua_string="citekit")

    def _message(self, call: Callable[[], Any]) -> Work:
        answer = call()
        message = answer.get("message") if isinstance(answer, dict) else None
        if not isinstance(message, dict):
            raise BadAnswer(self.name, "an answer without a message")
        return message

    def _label(self, quoted: str) -> str:
        try:
            return str(self._habanero().registration_agency(ids=quoted)[0])
        except (KeyError, TypeError, IndexError):
            raise BadAnswer(self.name, "an answer without an agency") from None

    def _json(self, service: str, path: str) -> dict[str, Any]:
        """Ask a service that habanero does not know; the session answers as for habanero."""
        import msgspec

        from citekit.crossref import session

        ask = session._asking.get()  # noqa: SLF001  # the same room
        assert ask is not None
        value: dict[str, Any] = msgspec.json.decode(ask(self._services[service].session.base_url + path).content)
        return value

    def _key(self, request: str) -> str:
        return f"{self.settings.base_url}|{request}"

    def _kept(self, request: str) -> Work | NotFound | SourceUnavailable | None:
        if (not self.settings.refresh or request in self._fresh) and (row := self.cache.get(self._key(request))):
            found, answer = row
            if found and isinstance(answer, dict):
                return answer
            if not found:
                return NotFound(self.name, "not known there (by an earlier answer)")
        if self.settings.offline:
            return SourceUnavailable(self.name, "not asked: --offline, and no earlier answer is kept")
        return None

    def _answered(self, service: str, pool: str, request: str, ask: Callable[[], Work]) -> Work:
        with self._lock:
            lock = self._locks.setdefault(request, threading.Lock())
        with lock:  # an equal request of another thread waits, then finds the answer in the cache
            kept = self._kept(request)
            if isinstance(kept, SourceError):
                raise kept
            if kept is not None:
                return kept
            try:
                answer = without_weight(self._request(service, pool, ask))
            except NotFound:
                self._keep(request, None)
                raise
            self._keep(request, answer)
            return answer

    def _keep(self, request: str, answer: Work | None) -> None:
        self._fresh.add(request)
        self.cache.put(self._key(request), answer is not None, answer)

    def _request(self, service: str, pool: str, ask: Callable[[], Work]) -> Work:
        """Ask until there is an answer, no sense in asking, or no time."""
        if self.settings.offline:
            raise SourceUnavailable(self.name, "not asked: --offline, and no earlier answer is kept")
        host = self._services[service]
        pace = host.paces[pool]
        trouble: SourceError = SourceUnavailable(host.session.name, "not asked")
        for attempt in range(_TRIES):
            if self._clock.monotonic() < host.closed_until:
                raise SourceUnavailable(host.session.name, f"left alone after several failures ({host.why})")
            self._wait(host, pace.delay())
            try:
                answer = self._once(host, pace, ask)
            except NotFound:
                host.failures = 0
                raise
            except Refused as error:
                trouble, wait = error, retry_after(error.headers, self._clock)
                if not error.again:
                    self._give_up(host, error)
                    raise
                pause = max(backoff(attempt, self._chance()), wait or 0.0)
                if wait:
                    pace.hold(wait)
            except BadAnswer as error:
                trouble, pause = error, backoff(attempt, self._chance())
            else:
                host.failures = 0
                return answer
            if attempt + 1 < _TRIES:
                self._wait(host, pause)
        if isinstance(trouble, Refused):
            host.failures += 1
            if host.failures >= _GIVE_UP:
                self._give_up(host, trouble)
        raise trouble

    def _give_up(self, host: _Service, error: SourceError) -> None:
        host.failures, host.why = 0, error.problem
        host.closed_until = self._clock.monotonic() + _PAUSE

    def _wait(self, host: _Service, seconds: float) -> None:
        left = self._end - self._clock.monotonic()
        if left <= seconds:
            raise SourceUnavailable(host.session.name, "the time for the whole run is over; --deadline gives more")
        if seconds > 0:
            self._clock.sleep(seconds)

    def _once(self, host: _Service, pace: Pace, ask: Callable[[], Work]) -> Work:
        def get(url: str, *, params: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None, timeout: Any = None) -> Any:  # noqa: ARG001
            with self._lock:
                self.requests += 1
            answer = host.session.get(url, params=params, headers=headers, until=self._end, learn=learn)
            self._led_to.path = _path_led_to(url, str(answer.request.url))
            return answer

        def learn(headers: Mapping[str, str]) -> None:
            pace.learn(headers)
            host.room.learn(headers)

        if not host.room.enter(self._end - self._clock.monotonic()):
            raise SourceUnavailable(host.session.name, "the time for the whole run is over; --deadline gives more")
        try:
            with answering(get):
                return ask()
        except SourceError:
            raise
        except RecursionError:
            raise BadAnswer(host.session.name, "an answer nested too deep") from None
        except Exception as error:  # noqa: BLE001
            # What habanero makes of an answer it does not like has no common class.
            raise BadAnswer(host.session.name, f"{type(error).__name__}: {' '.join(str(error).split())[:160]}") from None
        finally:
            host.room.leave()


_HEAVY = ("reference", "abstract", "link", "license", "assertion", "indexed", "content-domain", "resource", "funder")


def _as_crossref(doi: str, attributes: Any) -> Work:
    """Return DataCite's attributes as a work of Crossref. Source: support.datacite.org, schema 4.5."""
    given = attributes if isinstance(attributes, dict) else {}
    titles = [t["title"] for t in given.get("titles") or [] if isinstance(t, dict) and isinstance(t.get("title"), str)]
    people = [n for n in given.get("creators") or [] if isinstance(n, dict)]
    names = [
        {"family": n["familyName"], "given": str(n.get("givenName") or "")} if n.get("familyName") else {"name": str(n.get("name") or "")}
        for n in people
    ]
    work: Work = {
        "DOI": doi,
        "type": "posted-content" if "preprint" in str(given.get("types", "")).lower() else "other",
        "title": titles,
        "author": names,
    }
    if isinstance(year := given.get("publicationYear"), int):
        work["issued"] = {"date-parts": [[year]]}
    return work


def without_weight(work: Work) -> Work:
    """Return a work without what no comparison needs: references, abstract, links, licences."""
    return {k: v for k, v in work.items() if k not in _HEAVY} if "DOI" in work else work


def _batches(dois: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(dois), _BATCH):
        yield dois[at : at + _BATCH]
