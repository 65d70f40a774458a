"""Answers kept on disk, so that an unchanged list asks nothing: SQLite, safe for several processes at once.

Works are kept 90 days, «not found» three, failures never. Nothing that says who asked is kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import threading
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.model import UnwritableOutput

if TYPE_CHECKING:
    from citekit.crossref.pace import Clock

__all__ = ["Cache", "cache_path"]

_VERSION = 1
_DAY = 86_400.0
KEPT = 90 * _DAY
KEPT_ABSENT = 3 * _DAY
_TABLE = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, found INTEGER NOT NULL, body BLOB NOT NULL, fetched REAL NOT NULL) WITHOUT ROWID"


def cache_path() -> Path:
    """Return where the cache lies: $CITEKIT_CACHE, else the platform's folder for caches."""
    if named := os.environ.get("CITEKIT_CACHE"):
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("citekit", appauthor=False)) / "crossref.sqlite"


class Cache:
    """Answers by request. ``path`` None keeps them for this run alone.

    A file that cannot be used (no database, written by a newer citekit, not readable) is left as it is: the run goes on
    with a cache in memory, and ``problem`` says so.
    """

    def __init__(self, path: Path | None, clock: Clock) -> None:
        """Open the file, or make it; ``problem`` is empty where that worked."""
        self.path, self.problem, self._clock = path, "", clock
        self._lock = threading.Lock()
        self._writable = True
        try:
            self._database = self._opened(path)
        except (sqlite3.Error, OSError, ValueError) as error:
            self.problem = (
                f"the cache {path} cannot be used ({error}); this run keeps its answers in memory. `citekit cache clear` makes a new one"
            )
            self._database = self._opened(None)

    def _opened(self, path: Path | None) -> sqlite3.Connection:
        if path is None:
            database = sqlite3.connect(":memory:", check_same_thread=False)
            database.execute(_TABLE)
            return database
        path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path, timeout=10, check_same_thread=False, isolation_level=None)
        try:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version > _VERSION:
                raise ValueError(f"it is of version {version}, this citekit knows {_VERSION}")  # noqa: TRY301  # the caller leaves the file alone
            if version < _VERSION:
                database.execute("PRAGMA journal_mode=WAL")
                database.execute(_TABLE)
                database.execute(f"PRAGMA user_version={_VERSION}")
            database.execute("PRAGMA synchronous=NORMAL")
            database.execute("SELECT count(*) FROM (SELECT 1 FROM answers LIMIT 1)").fetchone()
        except BaseException:
            database.close()
            raise
        return database

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()

    def get(self, key: str) -> tuple[bool, Any] | None:
        """Return (found, the answer) of a request, None where it is not known or too old."""
        try:
            with self._lock:
                row = self._database.execute("SELECT found, body, fetched FROM answers WHERE key=?", (_short(key),)).fetchone()
            if row is None:
                return None
            found, body, fetched = bool(row[0]), row[1], float(row[2])
            if self._clock.now() - fetched > (KEPT if found else KEPT_ABSENT):
                return None
            return found, msgspec.json.decode(zlib.decompress(body))
        except (sqlite3.Error, zlib.error, msgspec.DecodeError, TypeError, ValueError):
            return None  # a damaged row is asked for again

    def put(self, key: str, found: bool, answer: Any) -> None:
        """Keep an answer; where that is impossible the run goes on and ``problem`` says so."""
        if not self._writable:
            return
        body = zlib.compress(msgspec.json.encode(answer), 6)
        try:
            with self._lock:
                self._database.execute(
                    "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", (_short(key), int(found), body, self._clock.now())
                )
                if self.path is None or self._database.in_transaction:
                    self._database.commit()
        except sqlite3.Error as error:
            self._writable = False
            self.problem = f"the cache {self.path} cannot be written ({error}); answers of this run are not kept"

    def info(self) -> dict[str, Any]:
        """Return where the cache lies, how many answers it holds, how many of them «not found», its bytes and the oldest time."""
        with self._lock:
            rows, absent, oldest = self._database.execute("SELECT count(*), sum(found = 0), min(fetched) FROM answers").fetchone()
        size = self.path.stat().st_size if self.path and self.path.exists() and not self.problem else 0
        return {"path": str(self.path), "answers": rows, "not_found": absent or 0, "bytes": size, "oldest": oldest or 0.0}

    @staticmethod
    def clear(path: Path) -> bool:
        """Remove the cache's files; tell whether there was one.

        Raises:
            UnwritableOutput: the file cannot be removed.
        """
        was = path.exists()
        try:
            for file in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
                with contextlib.suppress(FileNotFoundError):
                    file.unlink()
        except OSError as error:
            raise UnwritableOutput(str(path), f"cannot be removed: {error.strerror or error}") from error
        return was


def _short(key: str) -> str:
    return key if len(key) <= 200 else key[:100] + hashlib.sha256(key.encode()).hexdigest()
