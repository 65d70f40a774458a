"""``citekit keys``: the library's keys and the manuscripts' change together, and nothing else changes."""

import json

import pytest

BIB = "% Заметка ünï\r\n@article{old1,\r\n  author = {Щукин, И.}, title = {Сила}, year = 2019\r\n}\r\n@book{old2, author={Nye, J.}, title={Power}, year=2004, crossref={old1}}\r\n"
TEX = "\\cite{old1, old2} и \\parencite[5]{old1} old1 % старое\n"


@pytest.fixture
def files(tmp_path):
    (tmp_path / "refs.bib").write_bytes(BIB.encode())
    (tmp_path / "paper.tex").write_bytes(TEX.encode("cp1251"))
    (tmp_path / "notes.md").write_text("[see @old2, p. 3; -@old1] someone@old1.org\n", "utf-8")
    return tmp_path


def test_a_key_map_changes_library_and_manuscripts_and_no_other_byte(citekit, files):
    run = citekit("keys", "refs.bib", "paper.tex", "notes.md", "--key-map", "keys.tsv", "--in-place")
    assert run.returncode == 0, run.stderr
    assert (files / "refs.bib").read_bytes() == BIB.replace("old1", "shchukin2019").replace("old2", "nye2004").encode()
    expected = "\\cite{shchukin2019, nye2004} и \\parencite[5]{shchukin2019} old1 % старое\n"
    assert (files / "paper.tex").read_bytes() == expected.encode("cp1251")
    assert (files / "notes.md").read_text("utf-8") == "[see @nye2004, p. 3; -@shchukin2019] someone@old1.org\n"
    assert (files / "keys.tsv").read_text("utf-8") == "old1\tshchukin2019\nold2\tnye2004\n"


def test_without_in_place_nothing_but_the_map_is_written(citekit, files):
    run = citekit("keys", "refs.bib", "paper.tex", "--key-map", "keys.tsv")
    assert run.stdout.decode() == "shchukin2019\tСила\nnye2004\tPower\n"
    assert "--in-place" in run.stderr.decode()
    assert (files / "refs.bib").read_bytes() == BIB.encode()
    assert (files / "paper.tex").read_bytes() == TEX.encode("cp1251")
    assert (files / "keys.tsv").exists()


def test_a_map_that_exists_is_applied_and_applying_it_again_changes_nothing(citekit, files):
    (files / "keys.tsv").write_text("old1\tmine\n", "utf-8")
    for _ in range(2):
        run = citekit("keys", "refs.bib", "notes.md", "--key-map", "keys.tsv", "--in-place")
        assert run.returncode == 0, run.stderr
        assert "@old2, p. 3; -@mine]" in (files / "notes.md").read_text("utf-8")
    assert "@article{mine," in (files / "refs.bib").read_text("utf-8")
    assert (files / "keys.tsv").read_text("utf-8") == "old1\tmine\n"


def test_keys_that_follow_on_each_other_are_not_moved_twice(citekit, files):
    (files / "keys.tsv").write_text("old1\told2\nold2\tnew\n", "utf-8")
    assert citekit("keys", "refs.bib", "notes.md", "--key-map", "keys.tsv", "--in-place").returncode == 0
    once = (files / "notes.md").read_text("utf-8")
    assert "[see @new, p. 3; -@old2]" in once
    run = citekit("keys", "refs.bib", "notes.md", "--key-map", "keys.tsv", "--in-place")
    assert run.returncode == 2
    assert "applied to it already" in run.stderr.decode()
    assert (files / "notes.md").read_text("utf-8") == once


def test_a_key_that_another_record_has_is_not_given_twice(citekit, files):
    (files / "keys.tsv").write_text("old1\told2\n", "utf-8")
    run = citekit("keys", "refs.bib", "--key-map", "keys.tsv", "--in-place")
    assert run.returncode == 1
    assert "KY101" in run.stderr.decode()
    assert (files / "refs.bib").read_bytes() == BIB.encode()


def test_keys_of_manuscripts_need_a_map(citekit, files):
    run = citekit("keys", "refs.bib", "paper.tex", "--in-place")
    assert run.returncode == 2
    assert "--key-map" in run.stderr.decode()


def test_a_map_of_another_shape_is_refused_with_its_line(citekit, files):
    (files / "keys.tsv").write_text("old1\tmine\nnonsense\n", "utf-8")
    run = citekit("keys", "refs.bib", "--key-map", "keys.tsv", "--in-place")
    assert run.returncode == 2
    assert "keys.tsv:2" in run.stderr.decode()


def test_records_with_their_keys_go_to_the_output_file(citekit, files):
    (files / "refs.json").write_text(
        json.dumps([{"id": "x", "type": "book", "title": "Сила", "issued": {"date-parts": [[2019]]}}]), "utf-8"
    )
    assert citekit("keys", "refs.json", "-o", "keyed.json").returncode == 0
    assert json.loads((files / "keyed.json").read_text("utf-8"))[0]["citation-key"] == "sila2019"
    assert citekit("keys", "refs.bib", "-o", "keyed.ris").returncode == 0
    assert "TI  - " in (files / "keyed.ris").read_text("utf-8")
