"""The cache: what is kept how long, and that no state of its file loses answers or stops a run."""

import os
import sqlite3
import sys
from pathlib import Path

import pytest

from citekit.crossref.cache import Cache

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from crossref_server import StandingClock

DAY = 86_400


def test_works_are_kept_90_days_and_not_found_three(tmp_path):
    clock = StandingClock()
    cache = Cache(tmp_path / "c.sqlite", clock)
    cache.put("works/a", True, {"DOI": "a"})
    cache.put("works/b", False, None)
    clock.sleep(2.9 * DAY)
    assert cache.get("works/a") == (True, {"DOI": "a"})
    assert cache.get("works/b") == (False, None)
    clock.sleep(0.2 * DAY)
    assert cache.get("works/b") is None
    clock.sleep(86.8 * DAY)
    assert cache.get("works/a") == (True, {"DOI": "a"})
    clock.sleep(0.2 * DAY)
    assert cache.get("works/a") is None
    cache.close()


def test_two_processes_write_one_file(tmp_path):
    clock = StandingClock()
    one, two = Cache(tmp_path / "c.sqlite", clock), Cache(tmp_path / "c.sqlite", clock)
    for n in range(50):
        (one if n % 2 else two).put(f"works/{n}", True, {"n": n})
    assert all(one.get(f"works/{n}") == (True, {"n": n}) for n in range(50))
    assert one.info()["answers"] == 50
    one.close()
    two.close()


def test_a_file_that_is_no_database_is_left_alone_and_the_run_goes_on(tmp_path):
    path = tmp_path / "c.sqlite"
    path.write_bytes(b"these are somebody's notes, not a database" * 100)
    before = path.read_bytes()
    cache = Cache(path, StandingClock())
    assert "cannot be used" in cache.problem
    cache.put("works/a", True, {"DOI": "a"})
    assert cache.get("works/a") == (True, {"DOI": "a"})
    assert path.read_bytes() == before
    cache.close()


def test_a_file_of_a_newer_citekit_is_left_alone(tmp_path):
    path = tmp_path / "c.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version=99")
        database.execute("CREATE TABLE later (x)")
    database.close()
    cache = Cache(path, StandingClock())
    assert "version 99" in cache.problem
    cache.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_file_that_may_only_be_read_is_read(tmp_path):
    clock = StandingClock()
    path = tmp_path / "c.sqlite"
    cache = Cache(path, clock)
    cache.put("works/a", True, {"DOI": "a"})
    cache.close()
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        cache = Cache(path, clock)
        cache.put("works/b", True, {"DOI": "b"})
        assert cache.problem
        cache.close()
    finally:
        tmp_path.chmod(0o755)


def test_a_damaged_row_is_asked_for_again(tmp_path):
    clock = StandingClock()
    cache = Cache(tmp_path / "c.sqlite", clock)
    cache._database.execute("INSERT INTO answers VALUES ('works/a', 1, x'00ff', ?)", (clock.now(),))
    assert cache.get("works/a") is None
    cache.close()


def test_no_row_says_who_asked(tmp_path):
    from crossref_server import client_of, crossref_on_loopback

    clock = StandingClock()
    with (
        crossref_on_loopback() as crossref,
        client_of(crossref, clock=clock, cache=Cache(tmp_path / "c.sqlite", clock), token="s3cret-token") as client,
    ):
        client.search("migration and national security")
        client.work("10.1162/isec.2006.31.1.165")
        rows = client.cache._database.execute("SELECT key, body FROM answers").fetchall()
    assert len(rows) == 2
    assert "editor@example.org" not in repr(rows)
    assert "s3cret" not in repr(rows)
