"""The HTTP under habanero: one kept connection instead of one a request, headers read, answers bounded.

habanero opens a connection for every request, shows no headers and cannot send a token (2.9.2). Its modules ask
``httpx2.get``; while one of our requests runs, that call is answered by a :class:`Session`. Other users of habanero
in the process keep what they have.
"""

from __future__ import annotations

import contextlib
import contextvars
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from citekit.crossref.answers import BadAnswer, NotFound, SourceUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from citekit.crossref.pace import Clock

__all__ = ["Refused", "Session"]

MOST_BYTES = 20_000_000  # a thousand full records are about 5 MB
_REDIRECTS = 3
_HTML = ("text/html", "application/xhtml")


class Refused(SourceUnavailable):
    """A failure that time may mend, with the seconds after which the server wants to be asked again."""

    def __init__(self, source: str, problem: str, wait: Mapping[str, str] | None = None, *, again: bool = True) -> None:
        """Keep the answer's headers in ``wait``, and whether trying ``again`` makes sense."""
        self.headers, self.again = dict(wait or {}), again
        super().__init__(source, problem)


class Session:
    """Connections to one service; safe to use from several threads."""

    def __init__(
        self,
        name: str,
        base_url: str,
        *,
        clock: Clock,
        mailto: str = "",
        token: str = "",
        timeout: float = 30.0,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        """Remember who asks; nothing is opened before the first request. The token goes to this host alone."""
        self.name, self.base_url = name, base_url.rstrip("/")
        self._clock, self._mailto, self._timeout, self._most = clock, mailto, timeout, most_bytes
        address = urlsplit(self.base_url)
        self._origin = (address.hostname, address.port)
        is_private = address.scheme == "https" or address.hostname in ("localhost", "127.0.0.1", "::1")
        self.__token = token if is_private else ""
        self._client: Any = None
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"Session({self.base_url!r})"

    def _opened(self) -> Any:
        import httpx2

        with self._lock:
            if self._client is None:
                self._client = httpx2.Client(follow_redirects=False)
            return self._client

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            if self._client is not None:
                self._client.close()
                self._client = None

    def get(
        self,
        url: str,
        *,
        params: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        until: float,
        learn: Callable[[Mapping[str, str]], None],
    ) -> Any:
        """Ask once and return the answer as an ``httpx2.Response`` that holds JSON.

        Raises:
            NotFound: 404, said by the service itself (as text or JSON, not a web page).
            Refused: no connection, time over, 403, 429, 5xx.
            BadAnswer: anything else that is no JSON.
        """
        import httpx2

        asked = {**(params or {})}
        if self._mailto:
            asked["mailto"] = self._mailto
        said = {**(headers or {}), "Accept": "application/json"}
        if self.__token:
            said["Crossref-Plus-API-Token"] = f"Bearer {self.__token}"
        for _ in range(_REDIRECTS + 1):
            try:
                status, answered, body, request = self._exchange(url, asked, said, until)
            except httpx2.TimeoutException:
                raise Refused(self.name, "no answer in time") from None
            except httpx2.ProxyError as error:
                raise Refused(self.name, f"the proxy refuses: {_words(error)}") from None
            except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
                raise BadAnswer(self.name, f"no address to ask: {_words(error)}") from None
            except httpx2.ConnectError as error:
                raise Refused(self.name, f"no connection: {_words(error)}") from None
            except httpx2.HTTPError as error:
                raise Refused(self.name, f"the answer broke off: {_words(error)}") from None
            learn(answered)
            if status in (301, 302, 303, 307, 308):
                url, asked = self._followed(url, answered.get("location", "")), {}
                continue
            self._weigh(status, answered, body)
            return httpx2.Response(200, headers={"Content-Type": "application/json"}, content=body, request=request)
        raise BadAnswer(self.name, f"more than {_REDIRECTS} redirects")

    def _exchange(
        self, url: str, params: Mapping[str, Any], headers: Mapping[str, str], until: float
    ) -> tuple[int, dict[str, str], bytes, Any]:
        import httpx2

        client = self._opened()
        left = until - self._clock.monotonic()
        if left <= 0:
            raise Refused(self.name, "no time left", again=False)
        share = min(self._timeout, max(0.05, left))
        end = self._clock.monotonic() + share
        # Connecting and the first byte have a time each; within the last stretch the two together keep the deadline.
        half = max(0.05, share / 2)
        limits = httpx2.Timeout(share if left > 2 * self._timeout else half, connect=min(10.0, half))
        request = client.build_request("GET", url, params=params or None, headers=headers, timeout=limits)
        answer = client.send(request, stream=True)
        try:
            # The transport reads this before the body: near the end a silent server is left after a second.
            rest = end - self._clock.monotonic()
            request.extensions["timeout"]["read"] = max(0.05, min(rest, 1.0 if left <= self._timeout else rest))
            body, size = [], 0
            for chunk in answer.iter_bytes():
                size += len(chunk)
                if size > self._most:
                    raise BadAnswer(self.name, f"an answer of more than {self._most // 1_000_000} MB")
                body.append(chunk)
                if self._clock.monotonic() > end:
                    raise Refused(self.name, "the answer did not end in time")
            return answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, b"".join(body), request
        finally:
            answer.close()

    def _followed(self, url: str, location: str) -> str:
        from urllib.parse import urljoin

        target = urljoin(url, location)
        address = urlsplit(target)
        if not location or address.scheme not in ("http", "https") or address.hostname != self._origin[0]:
            raise BadAnswer(self.name, f"a redirect to another host ({(address.hostname or 'nowhere')[:80]}), not followed")
        return target

    def _weigh(self, status: int, headers: dict[str, str], body: bytes) -> None:
        import msgspec

        kind = headers.get("content-type", "").lower()
        if status in (404, 410):
            if kind.startswith(_HTML) or body.lstrip()[:1] == b"<":
                raise BadAnswer(self.name, f"{status} as a web page; is the address of the service right?")
            raise NotFound(self.name, "not known there")
        if status == 403:
            raise Refused(self.name, "403, access refused (blocked by hand, or the token is wrong)", headers, again=False)
        if status == 401:
            raise Refused(self.name, "401, the token is not accepted", headers, again=False)
        if status == 429:
            raise Refused(self.name, "429, too many requests", headers)
        if status >= 500 or status == 408:
            raise Refused(self.name, f"{status}, a fault of the server", headers)
        if status != 200:
            raise BadAnswer(self.name, f"status {status}")
        try:
            value = msgspec.json.decode(body)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            what = "a web page" if kind.startswith(_HTML) or body.lstrip()[:1] == b"<" else "no complete JSON"
            raise BadAnswer(self.name, f"{what} instead of an answer") from None
        if not isinstance(value, dict):
            raise BadAnswer(self.name, "JSON that is no answer")


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__


_asking: contextvars.ContextVar[Callable[..., Any] | None] = contextvars.ContextVar("citekit_crossref_asking", default=None)
_installing = threading.Lock()


class _Httpx2:
    """What habanero takes for the module httpx2."""

    def __init__(self, module: Any) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)

    def get(self, url: str, **keywords: Any) -> Any:
        answer = _asking.get()
        return answer(url, **keywords) if answer else self._module.get(url, **keywords)


@contextlib.contextmanager
def answering(get: Callable[..., Any]) -> Iterator[None]:
    """Let ``get`` answer habanero's requests of this thread."""
    import habanero.request
    import habanero.request_class

    with _installing:
        for module in (habanero.request, habanero.request_class):
            if not isinstance(module.httpx2, _Httpx2):
                module.httpx2 = _Httpx2(module.httpx2)
    mark = _asking.set(get)
    try:
        yield
    finally:
        _asking.reset(mark)
