"""A Crossref on loopback and a clock that only moves when it is told to sleep."""

import contextlib
import json
from pathlib import Path

from citekit.crossref.cache import Cache
from citekit.crossref.client import Client, Settings
from citekit.crossref.testserver import TestCrossref, serving

WORKS = Path(__file__).resolve().parent / "data" / "crossref-works.jsonl"


class StandingClock:
    """Time that passes by sleeping alone."""

    def __init__(self):
        self.time = 1_800_000_000.0
        self.slept = []

    def now(self):
        return self.time

    monotonic = now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.time += seconds


def bundled_works():
    return [json.loads(line) for line in WORKS.read_text("utf-8").splitlines()]


@contextlib.contextmanager
def crossref_on_loopback(works=None, **options):
    with serving(TestCrossref(bundled_works() if works is None else works, **options)) as crossref:
        yield crossref


def client_of(crossref, *, clock=None, cache=None, **settings):
    clock = clock or StandingClock()
    asked = Settings(
        **{
            "base_url": crossref.url,
            "datacite_url": crossref.url,
            "handle_url": f"{crossref.url}/api/handles",
            "mailto": "editor@example.org",
            "timeout": 5.0,
            **settings,
        }
    )
    return Client(asked, cache=cache or Cache(None, clock), clock=clock, chance=lambda: 0.5)
