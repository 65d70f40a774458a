"""The works in an OpenSearch cluster: the same answers as the index on disk, against OpenSearch's HTTP contract on loopback."""

import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("opensearchpy")

from citekit.crossref import BadAnswer, NotFound, SourceUnavailable, dumps, resolve, verify
from citekit.crossref.cluster import Cluster, load_cluster
from citekit.crossref.places import fill, opened
from citekit.model import Date, Name, Record, UnreadableInput, UnwritableOutput

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from crossref_server import WORKS, bundled_works
from opensearch_server import opensearch_on_loopback

ADAMSON = "Adamson, F. B. (2006). Crossing borders: International migration and national security. International Security, 31(1), 165-199."


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def server():
    with opensearch_on_loopback() as opensearch:
        fill([str(WORKS)], opensearch.place)
        yield opensearch


@pytest.fixture
def cluster(server):
    server.faults.clear()
    return opened(server.place)


def test_a_cluster_holds_what_was_put_into_it_and_answers_as_crossref_does(cluster):
    works = bundled_works()
    assert len(cluster) == len(works)
    answers = cluster.works([works[0]["DOI"].upper(), "10.5555/not.there"])
    assert answers[works[0]["DOI"].upper()]["title"] == works[0]["title"]
    assert isinstance(answers["10.5555/not.there"], NotFound)
    assert cluster.search(ADAMSON)[0]["DOI"].lower() == "10.1162/isec.2006.31.1.165"
    assert cluster.search("…") == ()
    assert cluster.count_of_prefix("10.5555/CITEKIT.", 5) == 5
    assert cluster.count_of_prefix("10.77777/", 5) == 0


def test_references_are_resolved_and_verified_by_a_cluster(cluster):
    record = Record(id="r", raw=ADAMSON, title="Crossing borders: International migration and national security", author=(Name(family="Adamson", given="F. B."),), issued=Date.of(2006), volume="31", page="165-199")  # fmt: skip
    assert resolve(record, [cluster]).doi == "10.1162/isec.2006.31.1.165"
    assert verify(record, [cluster], year=2026).verdict == "ok"


def test_a_cyrillic_reference_finds_its_romanised_record_in_a_cluster(cluster):
    found = cluster.search("Трудовая миграция из Центральной Азии в Россию в контексте экономического кризиса")
    assert found[0]["DOI"] == "10.5555/citekit.003"


@pytest.mark.parametrize("fault", [503, 429, 500, 403, 0])
def test_a_cluster_that_fails_is_unavailable_and_never_says_not_found(server, cluster, fault):
    server.faults[:] = [fault] * 8
    with pytest.raises(SourceUnavailable) as raised:
        cluster.search(ADAMSON)
    assert server.place.rpartition("/")[0] in str(raised.value)
    server.faults[:] = [fault] * 8
    assert isinstance(cluster.works(["10.5555/citekit.003"])["10.5555/citekit.003"], SourceUnavailable)
    server.faults.clear()


@pytest.mark.parametrize("fault", [503, 429, 0])
def test_a_fault_that_passes_is_outlived(server, cluster, fault):
    server.faults[:] = [fault]
    assert cluster.search(ADAMSON)


def test_a_document_of_another_doi_is_a_bad_answer(server, cluster):
    server.indexes["works"]["documents"]["10.5555/stray"] = {"doi": "10.5555/stray", "text": "", "work": {"DOI": "10.5555/other"}}
    assert isinstance(cluster.works(["10.5555/stray"])["10.5555/stray"], BadAnswer)
    del server.indexes["works"]["documents"]["10.5555/stray"]


def works_of(numbers, title="Work"):
    return "".join(json.dumps({"DOI": f"10.5555/n.{n}", "title": [f"{title} {n}"]}) + "\n" for n in numbers)


def test_loading_goes_on_where_it_was_and_replaces_what_is_newer(tmp_path, monkeypatch):
    monkeypatch.setattr(dumps, "_PORTION", 30)
    monkeypatch.setattr(dumps, "_TELL", 10)
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_text(works_of(range(100)), "utf-8")
    second.write_text(works_of([7], "Later"), "utf-8")
    told = []

    def stopping(name, done, total):
        told.append(name)
        if len(told) == 8:
            raise KeyboardInterrupt

    with opensearch_on_loopback() as opensearch:
        with pytest.raises(KeyboardInterrupt):
            load_cluster([first], opensearch.place, progress=stopping)
        opensearch.item_faults = 3  # a full queue: the works are sent again
        report = load_cluster([first, second], opensearch.place)
        assert report.works < 100
        cluster = Cluster(opensearch.place)
        assert len(cluster) == 100
        assert cluster.works(["10.5555/n.7"])["10.5555/n.7"]["title"] == ["Later 7"]
        assert opensearch.indexes["works"]["settings"]["refresh_interval"] is None
        assert load_cluster([first, second], opensearch.place).skipped == 2


def test_a_doi_longer_than_an_id_may_be_is_kept_and_found(tmp_path):
    doi = "10.5555/" + "x" * 5000
    (tmp_path / "a.jsonl").write_text(json.dumps({"DOI": doi, "title": ["Long"]}) + "\n", "utf-8")
    with opensearch_on_loopback() as opensearch:
        load_cluster([tmp_path / "a.jsonl"], opensearch.place)
        assert Cluster(opensearch.place).works([doi])[doi]["title"] == ["Long"]


def test_who_asks_is_sent_and_shown_nowhere(monkeypatch):
    with opensearch_on_loopback(user="editor", password="s3cret") as opensearch:
        place = opensearch.place.replace("//", "//editor:s3cret@")
        load_cluster([WORKS], place)
        cluster = Cluster(place)
        assert len(cluster) == len(bundled_works())
        assert "s3cret" not in cluster.name + repr(cluster)
        with pytest.raises(SourceUnavailable) as refused:
            Cluster(opensearch.place.replace("//", "//editor:wr0ng@"))
        assert "401" in str(refused.value)
        assert "wr0ng" not in str(refused.value)
        monkeypatch.setenv("CITEKIT_OPENSEARCH_USER", "editor")
        monkeypatch.setenv("CITEKIT_OPENSEARCH_PASSWORD", "s3cret")
        assert len(Cluster(opensearch.place)) == len(bundled_works())


@pytest.mark.parametrize(
    "place",
    [
        "opensearch://",
        "opensearch://host",
        "opensearch://host:99999/x",
        "opensearch://host/A",
        "opensearch://h/a/b",
        "opensearch://u:pw@h/_x",
    ],
)
def test_a_place_that_is_none_is_said_in_words(place):
    with pytest.raises(UnreadableInput) as raised:
        Cluster(place)
    assert "pw@" not in str(raised.value)


def test_no_index_another_index_and_no_cluster_are_three_things(tmp_path):
    with opensearch_on_loopback() as opensearch:
        with pytest.raises(UnreadableInput, match="there is no index"):
            Cluster(opensearch.place)
        opensearch.indexes["works"] = {"mappings": {"properties": {}}, "settings": {}, "documents": {}, "seen": {}}
        with pytest.raises(UnreadableInput, match="no index of this citekit"):
            Cluster(opensearch.place)
        opensearch.indexes["works"]["mappings"] = {"dynamic": "strict", "properties": {}}
        with pytest.raises(UnwritableOutput):
            load_cluster([WORKS], opensearch.place)
    with pytest.raises(SourceUnavailable, match="no connection"):
        Cluster(opensearch.place)
