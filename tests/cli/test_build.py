"""The main job, as a user runs it: papers in, finished bibliographies out."""

import json
import subprocess
import sys

import pytest

FILES = ["library.json", "library.bib", "papers.json", "duplicates.json"]
FILES += [f"{style}.{suffix}" for style in ("gost", "apa") for suffix in ("txt", "md", "html", "docx")]


@pytest.fixture(scope="module")
def built(tmp_path_factory, sources):
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "citekit", "build", *map(str, sources), "-o", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    return run, folder


def test_build_writes_every_file_and_says_what_it_did(built):
    run, folder = built
    assert run.returncode == 0, run.stderr
    assert run.stdout == ""
    for name in FILES:
        assert (folder / name).stat().st_size > 100, name
    assert (folder / "map").is_dir()
    for figure, what in ((5, "papers"), (173, "references found"), (169, "works")):
        assert any(line.split()[:1] == [str(figure)] and what in line for line in run.stderr.splitlines()), (what, run.stderr)


def test_build_merges_exactly_the_four_works_that_stand_twice(built):
    _, folder = built
    merged = json.loads((folder / "duplicates.json").read_text("utf-8"))["merged"]
    assert len(merged) == 4
    raws = [" ".join(member["raw"] for member in group["members"]) for group in merged]
    for word in ("Suvorova", "Malyuchenko", "Ozat", "Under Pressure, Central Asia Migrants"):
        assert sum(word in raw for raw in raws) == 1, word
    assert all(group["reasons"] for group in merged)


def test_build_says_which_paper_is_itself_cited_by_another(built):
    run, folder = built
    cited = json.loads((folder / "duplicates.json").read_text("utf-8"))["papers_cited_by_papers"]
    assert [c["paper"] for c in cited] == ["grebenyuk-protasova-averyanov-2024.txt"]
    library = {item["id"]: item for item in json.loads((folder / "library.json").read_text("utf-8"))}
    assert library[cited[0]["work"]]["DOI"] == "10.22363/2313-0660-2024-24-1-107-125"
    assert "is itself cited" in run.stderr


def test_a_work_cited_in_two_languages_keeps_both_faces(built):
    _, folder = built
    library = json.loads((folder / "library.json").read_text("utf-8"))
    works = [item for item in library if item.get("DOI") == "10.26425/2309-3633-2019-4-131-139"]
    assert len(works) == 1
    text = json.dumps(works[0], ensure_ascii=False)
    assert "Международная образовательная миграция" in text
    assert "International educational migration" in text


def test_gost_list_puts_cyrillic_first_and_gives_each_item_its_own_terms(built):
    _, folder = built
    lines = [line for line in (folder / "gost.txt").read_text("utf-8").splitlines() if line.strip()]
    assert len(lines) == 169
    cyrillic = ["А" <= line.split(". ", 1)[-1].lstrip("«\"'“")[:1].upper() <= "Я" for line in lines]
    assert cyrillic.index(False) == sum(cyrillic), "a Cyrillic item stands after a Latin one"
    russian = next(line for line in lines if "Валдайские записки" in line)
    english = next(line for line in lines if "International Political Science Review" in line)
    assert "С." in russian
    assert "№" in russian
    assert "P." in english
    assert "С. 400" not in english


def test_keys_are_ascii_and_unique(built):
    _, folder = built
    keys = [item["id"] for item in json.loads((folder / "library.json").read_text("utf-8"))]
    assert len(set(keys)) == len(keys) == 169
    assert all(key.isascii() for key in keys)


def test_every_reference_survives_with_its_raw_text(built, sources):
    _, folder = built
    library = json.loads((folder / "library.json").read_text("utf-8"))
    occurrences = [o for item in library for o in item["custom"]["citekit"]["occurrences"]]
    assert len(occurrences) == 173
    texts = {path.name: path.read_text("utf-8") for path in sources}
    for occurrence in occurrences:
        start, end = occurrence["span"]
        printed = "".join(texts[occurrence["source"]][start:end].split())
        assert "".join(occurrence["raw"].split())[:40] in printed


def test_two_builds_give_the_same_bytes(built, citekit, sources, tmp_path):
    _, first = built
    assert citekit("build", *sources, "-o", tmp_path / "again").returncode == 0
    for path in first.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "again" / path.relative_to(first)).read_bytes(), path.name


def test_footnotes_come_with_their_option(citekit, shared, tmp_path):
    paper = next((shared / "seeds").glob("001_*.txt"))
    for options, expected in (((), 15), (("--footnotes",), 18)):
        assert citekit("build", paper, *options, "-o", tmp_path / "out").returncode == 0
        library = json.loads((tmp_path / "out" / "library.json").read_text("utf-8"))
        assert len(library) >= expected
        assert bool(options) == (len(library) > 15)
