"""``citekit check --online``: the registry's answer on each entry of a .bib, against a Crossref on loopback."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from crossref_server import WORKS, crossref_on_loopback

BIB = """@article{right,
  author = {Adamson, Fiona B.},
  title = {Crossing Borders: International Migration and National Security},
  journal = {International Security},
  volume = {31},
  number = {1},
  pages = {165--199},
  year = {2006},
  doi = {10.1162/isec.2006.31.1.165},
}
@article{other,
  author = {Adamson, Fiona B.},
  title = {Crossing Borders: International Migration and National Security},
  journal = {International Security},
  year = {2006},
  doi = {10.5555/published.1},
}
@article{retracted,
  author = {Doubtful, D.},
  title = {A remarkable effect of nothing on everything},
  journal = {Journal of Test Records},
  year = {2018},
  doi = {10.5555/retracted.1},
}
@article{nodoi,
  author = {Adamson, Fiona B.},
  title = {Crossing Borders: International Migration and National Security},
  journal = {International Security},
  volume = {31},
  number = {1},
  pages = {165--199},
  year = {2006},
}
@article{invented,
  author = {Lastname, Firstname},
  title = {Title of the paper},
  journal = {Mind},
  year = {2019},
}
@book{unknown,
  author = {Сидоров, А. А.},
  title = {Очерки сравнительной истории малых городов Поволжья},
  publisher = {Наука},
  address = {М.},
  year = {1987},
}
"""
VERDICTS = {"right": "ok", "other": "wrong", "retracted": "wrong", "nodoi": "ok", "invented": "invented", "unknown": "unchecked"}


@pytest.fixture(scope="module")
def crossref():
    with crossref_on_loopback() as server:
        yield server


@pytest.fixture
def run(citekit, tmp_path, crossref):
    crossref.fail("500", 0)
    (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    environment = {
        "CITEKIT_CROSSREF_URL": crossref.url,
        "CITEKIT_DATACITE_URL": crossref.url,
        "CITEKIT_HANDLE_URL": f"{crossref.url}/api/handles",
        "CITEKIT_CACHE": str(tmp_path / "cache.sqlite"),
        "CITEKIT_MAILTO": "editor@example.org",
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }
    return lambda *arguments: citekit("check", "refs.bib", *arguments, environment=environment)


def verdicts_of(result):
    return {e["key"]: e["verdict"] for e in json.loads(result.stdout)["entries"]}


def test_each_entry_gets_its_verdict_its_findings_their_place_and_is_not_asked_again(run, crossref):
    first = run("--online", "--json")
    assert first.returncode == 1, first.stderr.decode()
    assert verdicts_of(first) == VERDICTS
    entries = {e["key"]: e for e in json.loads(first.stdout)["entries"]}
    assert [f["kind"] for f in entries["other"]["findings"]] == ["another work"]
    assert [f["kind"] for f in entries["retracted"]["findings"]] == ["retracted"]
    assert [f["found"] for f in entries["nodoi"]["findings"]] == ["10.1162/isec.2006.31.1.165"]
    codes = {(f["entry"], f["code"]) for f in json.loads(first.stdout)["findings"] if f["code"].startswith("CK8")}
    assert codes == {
        ("other", "CK801"),
        ("retracted", "CK803"),
        ("nodoi", "CK806"),
        ("invented", "CK807"),
        ("unknown", "CK808"),
        ("invented", "CK808"),
    }
    shown = next(f for f in json.loads(first.stdout)["findings"] if f["code"] == "CK801")
    assert (shown["line"], shown["column"]) == (16, 9)
    assert shown["message"].endswith(
        "is of another work: Slow servers and the people who wait for them; here: Crossing Borders: International Migration and National Security"
    )
    fix = next(f for f in json.loads(first.stdout)["findings"] if f["code"] == "CK806")["fix"]
    assert fix["safe"] is False
    start, end = fix["span"]
    mended = BIB[:start] + fix["replacement"] + BIB[end:]
    assert "  year = {2006},\n  doi = {10.1162/isec.2006.31.1.165},\n}\n@article{invented" in mended
    asked = len(crossref.asked)
    assert run("--offline", "--json").stdout == first.stdout
    assert len(crossref.asked) == asked


def test_the_configuration_says_who_asks_and_the_environment_goes_before_it(run, tmp_path, crossref):
    (tmp_path / "citekit.toml").write_text('mailto = "chief@example.org"\n[check]\nonline = true\njson = true\ntoken = "s3cret"\n', "utf-8")
    result = run()
    assert verdicts_of(result) == VERDICTS
    path, headers = crossref.asked[-1]
    assert "editor%40example.org" in path
    assert headers["crossref-plus-api-token"] == "Bearer s3cret"
    assert b"s3cret" not in result.stdout + result.stderr


def test_without_being_told_nobody_is_asked_and_what_gives_itself_away_is_still_seen(run, crossref):
    asked = len(crossref.asked)
    result = run("--json")
    assert verdicts_of(result) == {key: "invented" if key == "invented" else "unchecked" for key in VERDICTS}
    assert len(crossref.asked) == asked


def test_an_outage_makes_nothing_wrong_and_says_so_by_status_3(run, crossref):
    crossref.fail("503", 100_000)
    result = run("--online", "--json", "--deadline", "1")
    assert result.returncode == 3
    assert verdicts_of(result) == {key: "invented" if key == "invented" else "unchecked" for key in VERDICTS}


def test_offline_without_kept_answers_is_status_3(run, crossref):
    asked = len(crossref.asked)
    result = run("--offline", "--json")
    assert result.returncode == 3
    assert "wrong" not in verdicts_of(result).values()
    assert len(crossref.asked) == asked


def test_a_local_index_answers_instead_of_crossref(run, citekit, crossref):
    pytest.importorskip("tantivy")
    assert citekit("index", "build", str(WORKS), "-o", "index").returncode == 0
    asked = len(crossref.asked)
    result = run("--index", "index", "--json")
    assert verdicts_of(result) == VERDICTS
    assert len(crossref.asked) == asked
    assert result.returncode == 1
