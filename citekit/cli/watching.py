"""Files that an author writes: which have changed since, seen by their times and sizes, without any service."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Watched"]

_PAUSE = 0.25  # seconds between two looks


class Watched:
    """Files and how they stood when they were last looked at; ``wait`` passes the time between two looks."""

    def __init__(self, paths: Iterable[str], wait: Callable[[float], object] = time.sleep) -> None:
        """Look at the files."""
        self._wait = wait
        self._seen = {path: _state(path) for path in dict.fromkeys(paths)}

    def add(self, paths: Iterable[str]) -> None:
        """Watch more files, as they stand now."""
        for path in paths:
            if path not in self._seen:
                self._seen[path] = _state(path)

    def changed(self) -> tuple[str, ...]:
        """Wait until files have changed, appeared or gone and are quiet again; return them."""
        while True:
            self._wait(_PAUSE)
            now = self._look()
            if now == self._seen:
                continue
            while True:  # an editor writes in steps
                self._wait(_PAUSE)
                later = self._look()
                if later == now:
                    break
                now = later
            changed = tuple(path for path, state in now.items() if state != self._seen[path])
            self._seen = now
            if changed:
                return changed

    def _look(self) -> dict[str, tuple[int, int, int] | None]:
        return {path: _state(path) for path in self._seen}


def _state(path: str) -> tuple[int, int, int] | None:
    try:
        facts = os.stat(path)  # noqa: PTH116  # of thousands of files, four times a second
    except (OSError, ValueError):
        return None
    return facts.st_mtime_ns, facts.st_size, facts.st_ino
