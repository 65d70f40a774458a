"""The client around habanero: what it sends, what it makes of every answer, and how long it keeps trying."""

import contextlib
import sys
import threading
import tracemalloc
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from citekit.crossref import BadAnswer, Cache, NotFound, SourceUnavailable
from citekit.crossref.client import Client, Settings
from citekit.crossref.threads import in_order

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from crossref_server import StandingClock, bundled_works, client_of, crossref_on_loopback

ADAMSON = "10.1162/isec.2006.31.1.165"
SICI = "10.1002/(sici)1096-8644(199605)100:1<1::aid-ajpa1>3.0.co;2-2"
ODD = "10.5555/odd#doi?with=marks&more;100%+x"
PASSING = (
    "429",
    "429-retry-after",
    "429-html",
    "500",
    "502",
    "503",
    "504",
    "cut",
    "html",
    "empty",
    "refuse",
    "wrong-doi",
    "no-doi",
    "deep",
)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def server():
    with crossref_on_loopback() as crossref:
        yield crossref


@pytest.fixture
def crossref(server):
    server.fail("500", 0)
    server.asked.clear()
    return server


@pytest.mark.parametrize("doi", [ADAMSON, SICI, ODD])
def test_a_doi_is_asked_for_whole_whatever_marks_it_holds(crossref, doi):
    with client_of(crossref) as client:
        assert client.work(doi)["DOI"].lower() == doi
    assert unquote(urlsplit(crossref.asked[0][0]).path) == f"/works/{doi}"


def test_an_address_is_given_in_parameter_and_header_and_the_token_in_a_header_alone(crossref):
    with client_of(crossref, token="s3cret-token") as client:
        client.work(ADAMSON)
        assert "s3cret" not in repr(client.settings) + repr(client._services["Crossref"].session)
    path, headers = crossref.asked[0]
    assert parse_qs(urlsplit(path).query)["mailto"] == ["editor@example.org"]
    assert "mailto:editor@example.org" in headers["user-agent"]
    assert headers["crossref-plus-api-token"] == "Bearer s3cret-token"
    assert "s3cret" not in path


def test_the_token_goes_to_crossref_alone_and_never_over_an_open_line(crossref):
    crossref.datacite.add("10.5281/zenodo.1")
    with client_of(crossref, token="s3cret-token", base_url=crossref.url) as client:
        client._answered("DataCite", "single", "x", lambda: client._json("DataCite", "/dois/10.5281/zenodo.1"))
    assert all("crossref-plus-api-token" not in headers for _, headers in crossref.asked)
    from citekit.crossref.session import Session

    assert Session("x", "http://crossref.example.org", clock=StandingClock(), token="s3cret")._Session__token == ""


def test_a_doi_that_crossref_does_not_know_is_not_found_and_nothing_else(crossref):
    with client_of(crossref) as client, pytest.raises(NotFound):
        client.work("10.5555/nobody.made.this")


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_is_outlived(crossref, fault):
    crossref.fail(fault, 2)
    with client_of(crossref) as client:
        assert client.work(ADAMSON)["DOI"].lower() == ADAMSON
    assert len(crossref.asked) == 3


@pytest.mark.parametrize("fault", [*PASSING, "403", "400", "404-html", "redirect", "redirect-within", "huge"])
def test_a_fault_that_stays_is_never_called_not_found(crossref, fault):
    crossref.fail(fault, 1000)
    with client_of(crossref) as client, pytest.raises((SourceUnavailable, BadAnswer)) as caught:
        client.work(ADAMSON)
    assert not isinstance(caught.value, NotFound)
    assert len(str(caught.value)) < 300


def test_the_server_s_own_wait_is_kept(crossref):
    clock = StandingClock()
    crossref.fail("429-retry-after")
    with client_of(crossref, clock=clock) as client:
        client.work(ADAMSON)
    assert sum(clock.slept) >= 2


def test_a_refusal_is_not_asked_again_and_the_service_is_left_alone(crossref):
    crossref.fail("403", 1000)
    with client_of(crossref) as client:
        for doi in (ADAMSON, SICI, ODD):
            with pytest.raises(SourceUnavailable):
                client.work(doi)
    assert len(crossref.asked) == 1


def test_a_dead_server_costs_a_few_requests_not_one_for_each_reference(crossref):
    crossref.fail("503", 100_000)
    with client_of(crossref) as client:
        for n in range(50):
            with pytest.raises(SourceUnavailable):
                client.work(f"10.5555/dead.{n}")
    assert len(crossref.asked) <= 12


def test_limits_are_read_from_the_answers(crossref):
    clock = StandingClock()
    with client_of(crossref, clock=clock) as client:
        for n in range(31):
            client.search(f"soft power in central asia {n}")
        start_single = clock.time
        for work in bundled_works()[:21]:
            client.work(work["DOI"].lower())
    assert 9.5 <= start_single - 1_800_000_000 <= 11
    assert 1.9 <= clock.time - start_single <= 2.3


def test_500_dois_cost_10_requests_cold_and_none_warm(tmp_path):
    works = [{"DOI": f"10.5555/many.{n}", "title": [f"Work {n}"], "type": "journal-article"} for n in range(500)]
    dois = [w["DOI"] for w in works]
    clock = StandingClock()
    with crossref_on_loopback(works) as crossref:
        with client_of(crossref, clock=clock, cache=Cache(tmp_path / "c.sqlite", clock)) as client:
            assert all(isinstance(w, dict) for w in client.works(dois).values())
        assert len(crossref.asked) == 10
        with client_of(crossref, clock=clock, cache=Cache(tmp_path / "c.sqlite", clock)) as client:
            assert list(client.works(dois)) == dois
        assert len(crossref.asked) == 10


def test_a_doi_missing_from_a_list_is_asked_for_alone_before_it_is_called_unknown(crossref):
    with client_of(crossref) as client:
        answers = client.works([ADAMSON, SICI, "10.5555/nobody.made.this"])
    assert isinstance(answers["10.5555/nobody.made.this"], NotFound)
    assert [urlsplit(path).path for path, _ in crossref.asked][1:] == ["/works/10.5555%2Fnobody.made.this"]


def test_an_outage_amid_a_batch_leaves_every_doi_unasked_not_unknown(crossref):
    crossref.fail("503", 1000)
    with client_of(crossref) as client:
        answers = client.works([ADAMSON, SICI, "10.5555/nobody.made.this"])
    assert {type(a).__bases__[0] if not isinstance(a, dict) else dict for a in answers.values()} <= {SourceUnavailable, BadAnswer}


def test_a_wrong_doi_is_no_answer(crossref):
    crossref.fail("wrong-doi", 1000)
    with client_of(crossref) as client, pytest.raises(BadAnswer, match=r"10\.5555/some\.other\.work"):
        client.work(ADAMSON)


def test_agencies_are_asked_one_after_the_other(crossref):
    crossref.datacite.add("10.5281/zenodo.1")
    crossref.handles.add("10.9999/other.agency")
    with client_of(crossref) as client:
        assert client.agency(ADAMSON) == "crossref"
        assert client.agency("10.5281/zenodo.1") == "datacite"
        assert client.agency("10.9999/other.agency") == "handle"
        with pytest.raises(NotFound):
            client.agency("10.5555/nobody.made.this")
        crossref.fail("500", 1000, "/dois/")
        with pytest.raises(SourceUnavailable):
            client.agency("10.5555/nobody.made.this.either")


def test_offline_asks_nothing_and_says_so(crossref):
    with client_of(crossref, offline=True) as client:
        with pytest.raises(SourceUnavailable, match="--offline"):
            client.work(ADAMSON)
        with pytest.raises(SourceUnavailable, match="--offline"):
            client.search("anything at all")
    assert crossref.asked == []


def test_refresh_asks_again_but_once_a_run(crossref):
    clock = StandingClock()
    cache = Cache(None, clock)
    with client_of(crossref, clock=clock, cache=cache) as first, client_of(crossref, clock=clock, cache=cache, refresh=True) as second:
        first.work(ADAMSON)
        second.work(ADAMSON)
        second.work(ADAMSON)
    assert len(crossref.asked) == 2


def test_the_deadline_of_the_run_ends_the_waiting(crossref):
    clock = StandingClock()
    crossref.fail("503", 1000)
    with client_of(crossref, clock=clock, deadline=1.2) as client:
        with pytest.raises(SourceUnavailable):
            client.work(ADAMSON)
        assert clock.time - 1_800_000_000 <= 1.2


@pytest.mark.parametrize("fault", ["slow", "drip"])
def test_a_server_that_does_not_end_is_left_in_time(fault):
    import time

    with crossref_on_loopback(slowness=2.5) as crossref:
        crossref.fail(fault, 1000)
        start = time.monotonic()
        client = Client(Settings(base_url=crossref.url, deadline=0.6, timeout=30.0))
        with pytest.raises(SourceUnavailable):
            client.work(ADAMSON)
        assert time.monotonic() - start < 1.6
        client.close()


def test_a_closed_port_and_a_dead_proxy_are_unavailable(crossref, monkeypatch):
    with client_of(crossref, base_url="http://127.0.0.1:9") as client, pytest.raises(SourceUnavailable, match="no connection"):
        client.work(ADAMSON)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with client_of(crossref, base_url="http://crossref.invalid") as client, pytest.raises(SourceUnavailable):
        client.work(ADAMSON)


@contextlib.contextmanager
def proxy_to(target):
    """Serve a proxy that leads every request to one server; yield its address and what it was asked."""
    asked = []

    class Proxy(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_GET(self):
            asked.append(self.path)
            address = urlsplit(self.path)
            straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with straight.open(f"{target}{address.path}?{address.query}") as answer:
                body = answer.read()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_requests_go_through_the_proxy_that_the_environment_names(crossref, monkeypatch):
    with proxy_to(crossref.url) as (address, asked):
        monkeypatch.setenv("HTTP_PROXY", address)
        with client_of(crossref, base_url="http://crossref.invalid") as client:
            assert client.work(ODD)["DOI"] == ODD
            assert client.search("Crossing borders national security Adamson")[0]["DOI"] == ADAMSON
    assert [path.startswith("http://crossref.invalid/works") for path in asked] == [True, True]


def test_no_fault_takes_more_memory_than_an_answer_may_have(crossref):
    with client_of(crossref) as client:
        crossref.fail("bomb", 100)
        assert isinstance(client.works([SICI])[SICI], BadAnswer)  # loads what is loaded once, and has the server make its bomb
        tracemalloc.start()
        answer = client.works([ADAMSON])[ADAMSON]
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert isinstance(answer, BadAnswer)
    assert "MB" in str(answer)
    assert peak < 60_000_000


def test_another_user_of_habanero_in_the_process_keeps_its_own_connection(crossref):
    import habanero

    with client_of(crossref) as client:
        client.work(ADAMSON)
    before = len(crossref.asked)
    answer = habanero.Crossref(base_url=crossref.url).works(ids="10.5555/retracted.1")
    assert answer["message"]["DOI"] == "10.5555/retracted.1"
    assert "mailto" not in crossref.asked[before][0]


def test_a_5000_character_doi_is_asked_for_alone(crossref):
    long = "10.5555/" + "x" * 5000
    with client_of(crossref) as client:
        answers = client.works([long, ADAMSON, SICI])
    assert isinstance(answers[long], NotFound)
    assert isinstance(answers[ADAMSON], dict)


def test_settings_come_from_the_environment_and_options_win():
    settings = Settings.of_environment({"CITEKIT_CROSSREF_URL": "http://127.0.0.1:1", "CITEKIT_MAILTO": "a@b.c"}, mailto="x@y.z")
    assert (settings.base_url, settings.mailto, settings.token) == ("http://127.0.0.1:1", "x@y.z", "")


@pytest.mark.parametrize("limit", [1, 2])
def test_no_more_requests_run_at_once_than_the_service_lets(limit):
    with crossref_on_loopback() as crossref:
        for pool in crossref.limits.values():
            pool["x-concurrency-limit"] = str(limit)
        crossref.slowness = 0.05
        crossref.fail("slow", 1000)
        with client_of(crossref) as client:
            client.search("the first answer tells the limit")
            list(in_order(lambda n: client.search(f"a question about matter {n}"), range(8), 4))
        assert crossref.most_at_once == limit
