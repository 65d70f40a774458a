"""How fast a server may be asked, read from its own headers; when to try again; when to stop."""

from __future__ import annotations

import contextlib
import threading
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Clock", "Pace", "Room", "SystemClock", "backoff", "retry_after"]


class Clock(Protocol):
    """The time: injected, so that a test needs none."""

    def now(self) -> float:
        """Return the time of day in seconds since 1970."""

    def monotonic(self) -> float:
        """Return seconds that only grow."""

    def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""


class SystemClock:
    """The computer's clock."""

    now = staticmethod(time.time)
    monotonic = staticmethod(time.monotonic)
    sleep = staticmethod(time.sleep)


class Room:
    """How many requests a server answers at once, by its ``x-concurrency-limit``: one, until it says more."""

    def __init__(self) -> None:
        """Let one in."""
        self.at_once = 1
        self._inside = 0
        self._change = threading.Condition()

    def enter(self, seconds: float) -> bool:
        """Wait at most so many seconds for a place, and tell whether one was had; :meth:`leave` gives it back."""
        with self._change:
            if not self._change.wait_for(lambda: self._inside < self.at_once, max(0.0, min(seconds, 3600.0))):
                return False
            self._inside += 1
            return True

    def leave(self) -> None:
        """Give a place back."""
        with self._change:
            self._inside -= 1
            self._change.notify_all()

    def learn(self, headers: Mapping[str, str]) -> None:
        """Read the limit from an answer's headers; an unreadable one changes nothing."""
        with contextlib.suppress(KeyError, ValueError), self._change:
            self.at_once = max(1, min(32, int(headers["x-concurrency-limit"])))
            self._change.notify_all()


class Pace:
    """Spread requests as the server's ``x-rate-limit-*`` headers ask: so many an interval.

    Until the first answer tells the limit, requests go one by one, so that there is nothing to spread. A server
    that tells no limit is asked ``unlimited`` times a second.
    """

    def __init__(self, clock: Clock, unlimited: float = 20.0) -> None:
        """Start without waiting."""
        self._clock = clock
        self._gap = 1 / unlimited
        self._next = 0.0
        self._lock = threading.Lock()
        self.per_second = unlimited

    def delay(self) -> float:
        """Take the next place in the row and return how many seconds it is away."""
        with self._lock:
            now = self._clock.monotonic()
            start = max(now, self._next)
            self._next = start + self._gap
            return start - now

    def learn(self, headers: Mapping[str, str]) -> None:
        """Read the limits from an answer's headers; unreadable ones change nothing."""
        try:
            limit = float(headers["x-rate-limit-limit"])
            interval = float(headers.get("x-rate-limit-interval", "1s").strip().rstrip("s") or 1)
        except (KeyError, ValueError):
            pass
        else:
            if 0 < limit < 1e6 and 0 < interval < 3600:
                with self._lock:
                    gap = interval / limit
                    self._next += gap - self._gap
                    self._gap, self.per_second = gap, limit / interval

    def hold(self, seconds: float) -> None:
        """Let nobody ask for so many seconds (the server said so)."""
        with self._lock:
            self._next = max(self._next, self._clock.monotonic() + seconds)


def retry_after(headers: Mapping[str, str], clock: Clock) -> float | None:
    """Return the seconds that a Retry-After header asks to wait (a number, or an HTTP date); None without one.

    Source: RFC 9110, section 10.2.3.
    """
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    if value.isdecimal():
        return float(value[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - clock.now())
    except (TypeError, ValueError, OverflowError):
        return None


def backoff(attempt: int, chance: float) -> float:
    """Return the seconds before the next try: half a second, doubled each time, with a ``chance`` (0…1) of a jitter.

    >>> [backoff(n, 0.5) for n in (0, 1, 2, 9)]
    [0.5, 1.0, 2.0, 30.0]
    """
    return float(min(30.0, 0.5 * 2**attempt) * (0.5 + chance))
