"""``citekit resolve``, ``index`` and ``cache`` as processes, against a Crossref on loopback."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from crossref_server import WORKS, crossref_on_loopback

ADAMSON = "Adamson, F. B. (2006). Crossing borders: International migration and national security. International Security, 31(1), 165-199."
UNKNOWN = "Сидоров А. А. Очерки истории несуществующего города. М. : Примерное изд-во, 1987. 240 с."
RETRACTED = "Doubtful D. A remarkable effect of nothing on everything // Journal of Test Records. 2018. Vol. 7, no. 2. P. 11–19."


@pytest.fixture
def crossref():
    with crossref_on_loopback() as server:
        yield server


@pytest.fixture
def run(citekit, tmp_path, crossref):
    environment = {
        "CITEKIT_CROSSREF_URL": crossref.url,
        "CITEKIT_CACHE": str(tmp_path / "cache.sqlite"),
        "CITEKIT_MAILTO": "editor@example.org",
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }
    return lambda *arguments, data=None: citekit(*arguments, data=data, environment=environment)


def rows_of(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_list_of_references_gets_its_dois_and_a_report_in_order(run, tmp_path):
    result = run("resolve", "-", "--report", "report.jsonl", data=f"{ADAMSON}\n{UNKNOWN}\n\n{RETRACTED}\n")
    assert result.returncode == 0, result.stderr.decode()
    rows = rows_of(tmp_path / "report.jsonl")
    assert [r["verdict"] for r in rows] == ["matched", "none", "none", "matched"]
    assert [r["raw"] for r in rows][:2] == [ADAMSON, UNKNOWN]
    assert [set(r) >= {"id", "raw", "verdict", "DOI", "score", "reasons"} for r in rows] == [True] * 4
    assert rows[0]["DOI"] == "10.1162/isec.2006.31.1.165"
    assert rows[1]["DOI"] is None
    items = json.loads(result.stdout)
    assert [i.get("DOI") for i in items] == ["10.1162/isec.2006.31.1.165", None, None, "10.5555/retracted.1"]


def test_an_unchanged_list_asks_nothing_the_second_time(run, crossref):
    first = run("resolve", "-", data=f"{ADAMSON}\n{UNKNOWN}\n")
    asked = len(crossref.asked)
    assert asked > 0
    second = run("resolve", "-", data=f"{ADAMSON}\n{UNKNOWN}\n")
    assert len(crossref.asked) == asked
    assert second.stdout == first.stdout
    offline = run("resolve", "-", "--offline", data=f"{ADAMSON}\n{UNKNOWN}\n")
    assert (offline.returncode, offline.stdout) == (0, first.stdout)


def test_an_outage_leaves_references_unchecked_with_status_3_and_keeps_the_records(run, crossref, tmp_path):
    crossref.fail("503", 100_000)
    result = run("resolve", "-", "--deadline", "1", "--report", "report.jsonl", data=f"{ADAMSON}\n{UNKNOWN}\n")
    assert result.returncode == 3
    assert {r["verdict"] for r in rows_of(tmp_path / "report.jsonl")} == {"unchecked"}
    assert len(json.loads(result.stdout)) == 2
    crossref.fail("503", 0)
    again = run("resolve", "-", "--report", "report.jsonl", data=f"{ADAMSON}\n{UNKNOWN}\n")
    assert again.returncode == 0
    assert [r["verdict"] for r in rows_of(tmp_path / "report.jsonl")] == ["matched", "none"]


def test_offline_without_answers_checks_nothing_and_says_so(run, crossref, tmp_path):
    result = run("resolve", "-", "--offline", "--report", "report.jsonl", data=f"{ADAMSON}\n")
    assert result.returncode == 3
    assert rows_of(tmp_path / "report.jsonl")[0]["verdict"] == "unchecked"
    assert crossref.asked == []


def test_a_bibtex_file_comes_back_as_bibtex_with_its_doi(run, tmp_path):
    entry = "@article{adamson, author = {Adamson, F. B.}, title = {Crossing borders: International migration and national security},\n journal = {International Security}, volume = {31}, number = {1}, pages = {165--199}, year = {2006}}\n"
    (tmp_path / "list.bib").write_text(entry, "utf-8")
    result = run("resolve", "list.bib")
    assert result.returncode == 0
    assert b"@article{adamson" in result.stdout
    assert b"10.1162/isec.2006.31.1.165" in result.stdout


@pytest.mark.parametrize("ending", ["json", "csv", "html", "txt"])
def test_the_report_comes_as_the_name_of_its_file_says(run, tmp_path, ending):
    run("resolve", "-", "--report", f"report.{ending}", data=f"{ADAMSON}\n")
    report = (tmp_path / f"report.{ending}").read_text("utf-8")
    assert "10.1162/isec.2006.31.1.165" in report
    assert "Adamson" in report


def test_a_report_of_no_known_kind_is_refused_before_anything_is_asked(run, crossref):
    result = run("resolve", "-", "--report", "report.xlsx", data=f"{ADAMSON}\n")
    assert result.returncode == 2
    assert b"xlsx" in result.stderr
    assert crossref.asked == []


def test_the_token_is_printed_nowhere(run, crossref):
    crossref.fail("403", 1000)
    result = run("resolve", "-", "--token", "s3cret-token", data=f"{ADAMSON}\n")
    assert b"s3cret" not in result.stdout + result.stderr
    assert result.returncode == 3


def test_a_local_index_answers_instead_of_crossref(run, crossref, tmp_path):
    pytest.importorskip("tantivy")
    built = run("index", "build", str(WORKS), "-o", "index")
    assert built.returncode == 0, built.stderr.decode()
    assert run("index", "info", "index").stdout.decode().split()[0] == str(len(WORKS.read_text("utf-8").splitlines()))
    result = run("resolve", "-", "--index", "index", "--report", "report.jsonl", data=f"{ADAMSON}\n{UNKNOWN}\n")
    assert result.returncode == 0
    assert [r["verdict"] for r in rows_of(tmp_path / "report.jsonl")] == ["matched", "none"]
    assert crossref.asked == []


def test_the_cache_is_told_and_cleared(run, tmp_path):
    assert json.loads(run("cache", "info", "--json").stdout)["answers"] == 0
    run("resolve", "-", data=f"{ADAMSON}\n")
    assert json.loads(run("cache", "info", "--json").stdout)["answers"] > 0
    assert run("cache", "clear").returncode == 0
    assert not (tmp_path / "cache.sqlite").exists()


def test_a_cache_that_is_no_database_is_said_in_one_line_and_stops_nothing(run, tmp_path):
    (tmp_path / "cache.sqlite").write_bytes(b"no database" * 1000)
    result = run("resolve", "-", data=f"{ADAMSON}\n")
    assert result.returncode == 0
    assert b"cannot be used" in result.stderr
    assert json.loads(result.stdout)[0]["DOI"] == "10.1162/isec.2006.31.1.165"


@pytest.mark.parametrize("command", ["resolve", "index build", "cache info"])
def test_help_has_an_example(run, command):
    result = run(*command.split(), "--help")
    assert result.returncode == 0
    assert f"citekit {command}" in result.stdout.decode().split("Example:")[1]


PAPER = f"""Waves of migration

The matter is old (Adamson, 2006).

References

1. {ADAMSON}
2. {RETRACTED}
3. {UNKNOWN}
"""


def test_build_finds_the_dois_of_its_works_where_it_is_told_who_asks(run, crossref, tmp_path):
    (tmp_path / "paper.txt").write_text(PAPER, "utf-8")
    silent = run("build", "paper.txt", "-o", "silent")
    assert silent.returncode == 0, silent.stderr.decode()
    assert crossref.asked == []
    assert not (tmp_path / "silent" / "dois.jsonl").exists()
    asked = run("build", "paper.txt", "-o", "asked", "--mailto", "me@example.org")
    assert asked.returncode == 0, asked.stderr.decode()
    assert "2  DOIs found" in asked.stderr.decode()
    dois = [item.get("DOI") for item in json.loads((tmp_path / "asked" / "library.json").read_text("utf-8"))]
    assert dois == ["10.1162/isec.2006.31.1.165", "10.5555/retracted.1", None]
    assert "10.1162/isec.2006.31.1.165" in (tmp_path / "asked" / "apa.txt").read_text("utf-8")
    assert [r["verdict"] for r in rows_of(tmp_path / "asked" / "dois.jsonl")] == ["matched", "matched", "none"]
    before = len(crossref.asked)
    kept = run("build", "paper.txt", "-o", "kept")
    assert kept.returncode == 0
    assert (tmp_path / "kept" / "library.json").read_bytes() == (tmp_path / "asked" / "library.json").read_bytes()
    crossref.fail("503", 100_000)
    outage = run("build", "paper.txt", "-o", "outage", "--mailto", "me@example.org", "--deadline", "3", "--cache", "other.sqlite")
    assert outage.returncode == 3
    assert "3  not checked" in outage.stderr.decode()
    assert len(crossref.asked) > before


def test_ctrl_c_writes_what_is_done_at_once_and_the_next_run_goes_on(run, crossref, tmp_path):
    crossref.slowness = 30.0
    crossref.fail("slow", 100, "Doubtful")
    # Three are asked about at once: the fourth is asked about when one of them, the first, is done.
    (tmp_path / "list.txt").write_text(
        "\n".join([ADAMSON, *(f"{RETRACTED} {word}" for word in ("Alpha", "Beta", "Gamma"))]) + "\n", "utf-8"
    )
    environment = {**os.environ, "CITEKIT_CROSSREF_URL": crossref.url, "CITEKIT_CACHE": str(tmp_path / "cache.sqlite"), "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}  # fmt: skip
    command = [sys.executable, "-m", "citekit", "resolve", "list.txt", "--report", "report.jsonl", "-o", "found.json"]
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE)
    until = time.monotonic() + 60
    while not any("Gamma" in path for path, _ in crossref.asked):
        assert time.monotonic() < until, process.poll()
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=25)[1].decode()  # the silent server answers after thirty
    assert process.returncode == 130
    assert "interrupted; what was done is written" in said
    assert [r["verdict"] for r in rows_of(tmp_path / "report.jsonl")] == ["matched", "unchecked", "unchecked", "unchecked"]
    assert [item.get("DOI") for item in json.loads((tmp_path / "found.json").read_text("utf-8"))] == [
        "10.1162/isec.2006.31.1.165",
        None,
        None,
        None,
    ]
    crossref.fail("slow", 0)
    before = len(crossref.asked)
    assert run("resolve", "list.txt", "--report", "report.jsonl").returncode == 0
    assert {r["verdict"] for r in rows_of(tmp_path / "report.jsonl")} == {"matched"}
    assert not any("Adamson" in path for path, _ in crossref.asked[before:])


def test_a_doi_with_cyrillic_look_alikes_blanks_and_marks_is_the_doi_that_is_meant(run, tmp_path):
    lines = [
        "Adamson F. Crossing borders: International migration and national security. doi: 10.1162/isеc.2006.31.1.165.",  # a Cyrillic е
        "Adamson F. Crossing borders: International migration and national security. https://doi. org/10. 1162/isec.2006.31.1.165",
        "Test A. A work whose DOI holds every mark that an address gives a meaning. https://doi.org/10.5555/odd%23doi%3Fwith=marks%26more;100%25+x",
        "Long L. A work with a DOI that does not end. doi: 10.5555/" + "x" * 5000,
    ]
    result = run("resolve", "-", "--report", "report.jsonl", data="\n".join(lines) + "\n")
    assert result.returncode == 0, result.stderr.decode()
    found = [r["DOI"] for r in rows_of(tmp_path / "report.jsonl")]
    assert found == ["10.1162/isec.2006.31.1.165", "10.1162/isec.2006.31.1.165", "10.5555/odd#doi?with=marks&more;100%+x", None]


def test_the_test_crossref_starts_as_a_program_with_its_faults():
    process = subprocess.Popen([sys.executable, "-m", "citekit.crossref.testserver", "--works", str(WORKS), "--port", "0", "--fault", "503:1"], stderr=subprocess.PIPE, text=True)  # fmt: skip
    try:
        line = process.stderr.readline()
        assert line.startswith(f"{len(WORKS.read_text('utf-8').splitlines())} works at http://127.0.0.1:")
        url = line.split()[3].rstrip(";")
        straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with pytest.raises(urllib.error.HTTPError, match="503"):
            straight.open(f"{url}/works?rows=0")
        with straight.open(f"{url}/works?query.bibliographic=crossing+borders&rows=1") as answer:
            assert answer.headers["x-rate-limit-limit"] == "3"
            assert json.load(answer)["message"]["items"][0]["DOI"] == "10.1162/isec.2006.31.1.165"
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
        process.stderr.close()
