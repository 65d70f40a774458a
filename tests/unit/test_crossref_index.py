"""The local index: reads every shape of Crossref's dump, goes on where it stopped, finds across scripts."""

import gc
import gzip
import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("tantivy")

from citekit.crossref import NotFound, dumps, resolve
from citekit.crossref.index import Index, build_index
from citekit.model import Date, Name, Record, UnreadableInput, UnwritableOutput

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from crossref_server import bundled_works


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    dump = folder / "works.jsonl"
    dump.write_text("".join(json.dumps(w) + "\n" for w in bundled_works()), "utf-8")
    build_index([dump], folder / "index")
    return Index(folder / "index")


def test_lines_items_messages_and_gzipped_shards_are_all_read(tmp_path):
    works = bundled_works()[:8]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(w) for w in works[:2]) + "\n", "utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"items": works[2:4]}, indent=1), "utf-8")
    (tmp_path / "c.json.gz").write_bytes(gzip.compress(json.dumps({"items": works[4:6]}).encode()))
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress("\n".join(json.dumps(w) for w in works[6:]).encode()))
    report = build_index([tmp_path], tmp_path / "index")
    assert (report.works, report.files, report.diagnostics) == (8, 4, ())
    index = Index(tmp_path / "index")
    assert all(isinstance(answer, dict) for answer in index.works([w["DOI"].lower() for w in works]).values())


def test_a_shard_that_is_in_the_index_is_not_read_again_and_a_new_one_is(tmp_path):
    works = bundled_works()[:4]
    (tmp_path / "a.jsonl").write_text(json.dumps(works[0]) + "\n", "utf-8")
    build_index([tmp_path / "a.jsonl"], tmp_path / "index")
    (tmp_path / "b.jsonl").write_text("".join(json.dumps(w) + "\n" for w in works), "utf-8")
    report = build_index([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], tmp_path / "index")
    assert (report.works, report.files, report.skipped) == (4, 1, 1)
    assert len(Index(tmp_path / "index")) == 4  # the first work came twice and stands once


def test_a_broken_line_is_told_and_the_others_are_read(tmp_path):
    good = json.dumps(bundled_works()[0])
    (tmp_path / "a.jsonl").write_text(f'{good}\n{{"DOI": \n[1, 2]\n', "utf-8")
    report = build_index([tmp_path / "a.jsonl"], tmp_path / "index")
    assert report.works == 1
    assert [(d.code, d.line) for d in report.diagnostics] == [("CR101", 2), ("CR103", 3), ("CR103", 3)]


def test_a_cut_shard_gives_what_stood_before_the_cut(tmp_path):
    data = gzip.compress("".join(json.dumps(w) + "\n" for w in bundled_works()).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) // 2])
    report = build_index([tmp_path / "a.jsonl.gz"], tmp_path / "index")
    assert report.works > 0
    assert [d.code for d in report.diagnostics] == ["CR102"]


def test_what_is_no_dump_and_no_index_is_said_in_words(tmp_path):
    with pytest.raises(UnreadableInput, match="no such file"):
        build_index([tmp_path / "nothing.jsonl"], tmp_path / "index")
    (tmp_path / "text.json").write_text("this is no JSON", "utf-8")
    with pytest.raises(UnreadableInput, match="no JSON"):
        build_index([tmp_path / "text.json"], tmp_path / "index")
    with pytest.raises(UnreadableInput, match="citekit index build"):
        Index(tmp_path / "elsewhere")
    (tmp_path / "newer").mkdir()
    (tmp_path / "newer" / "citekit-index.json").write_text('{"version": 99, "done": {}}', "utf-8")
    with pytest.raises(UnwritableOutput, match="version 99"):
        build_index([tmp_path / "text.json"], tmp_path / "newer")


def test_a_doi_is_found_in_any_case_and_an_unknown_one_is_not_found(index):
    answers = index.works(["10.5555/RETRACTED.1", "10.5555/nobody"])
    assert answers["10.5555/RETRACTED.1"]["DOI"] == "10.5555/retracted.1"
    assert isinstance(answers["10.5555/nobody"], NotFound)


def test_a_cyrillic_reference_finds_its_romanised_record(index):
    record = Record(
        id="r",
        type="article-journal",
        author=(Name(family="Рязанцев", given="С. В."),),
        title="Трудовая миграция из Центральной Азии в Россию в контексте экономического кризиса",
        container_title="Валдайские записки",
        issue="55",
        page="2–23",
        issued=Date.of(2016),
        raw="Рязанцев С. В. Трудовая миграция из Центральной Азии в Россию в контексте экономического кризиса // Валдайские записки. 2016. № 55. С. 2–23.",
    )
    found = resolve(record, [index])
    assert (found.verdict, found.doi) == ("matched", "10.5555/citekit.003")


def test_a_query_of_marks_alone_finds_nothing(index):
    assert index.search("— … !!! ( ) \" ' AND OR NOT : * ~") in ((), index.search("and or not"))
    assert index.search("") == ()


def works_of(numbers, title="Work"):
    return "".join(json.dumps({"DOI": f"10.5555/n.{n}", "title": [f"{title} {n}"], "type": "journal-article"}) + "\n" for n in numbers)


@pytest.mark.parametrize("gone", [KeyboardInterrupt, SystemError])
def test_a_run_that_is_stopped_goes_on_where_it_was_and_holds_each_work_once(tmp_path, monkeypatch, gone):
    monkeypatch.setattr(dumps, "_PORTION", 30)
    monkeypatch.setattr(dumps, "_TELL", 10)
    dump = tmp_path / "big.jsonl"
    dump.write_text(works_of(range(100)), "utf-8")
    told = []

    def stopping(name, done, total):
        told.append(name)
        if len(told) == 8:
            raise gone

    with pytest.raises(gone):
        build_index([dump], tmp_path / "index", progress=stopping)
    held = len(Index(tmp_path / "index"))
    assert 60 <= held < 100
    gc.collect()  # the writer's lock goes with it
    report = build_index([dump], tmp_path / "index")
    assert report.works == 100 - held
    assert len(Index(tmp_path / "index")) == 100
    assert build_index([dump], tmp_path / "index").skipped == 1


def test_a_later_record_of_a_doi_takes_the_place_of_an_earlier(tmp_path):
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_text(works_of([1, 2]) + works_of([2], "Again"), "utf-8")
    second.write_text(works_of([1], "Later"), "utf-8")
    build_index([first], tmp_path / "index")
    assert len(Index(tmp_path / "index")) == 2
    build_index([first, second], tmp_path / "index")
    index = Index(tmp_path / "index")
    assert len(index) == 2
    assert [index.works([f"10.5555/n.{n}"])[f"10.5555/n.{n}"]["title"][0] for n in (1, 2)] == ["Later 1", "Again 2"]


def test_two_builders_of_one_index_are_told_apart(tmp_path):
    dump = tmp_path / "a.jsonl"
    dump.write_text(works_of([1]), "utf-8")

    def meanwhile(name, done, total):
        if name:
            with pytest.raises(UnwritableOutput):
                build_index([dump], tmp_path / "index")

    build_index([dump], tmp_path / "index", progress=meanwhile)
    assert len(Index(tmp_path / "index")) == 1
