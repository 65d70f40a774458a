"""Deduplication at its figures: sets with known duplicates, the five papers' references, Russian works in all their faces."""

import importlib.util
import itertools
import json
import os
import pathlib
import sys

import msgspec
import pytest

from citekit.dedupe import merge
from citekit.dedupe.scoring import title_ratios
from citekit.dedupe.traits import traits_of
from citekit.model import Record

ROOT = pathlib.Path(__file__).resolve().parents[2]


def benchmark(name):
    folder = str(ROOT / "benchmarks")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", ROOT / "benchmarks" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shared():
    for folder in (os.environ.get("CITEKIT_SHARED"), ROOT / "shared", ROOT.parent / "shared"):
        if folder and pathlib.Path(folder).is_dir():
            return pathlib.Path(folder)
    pytest.skip("the record sets are not here: set CITEKIT_SHARED")
    return None


def pairs(groups):
    return {tuple(sorted(p)) for g in groups for p in itertools.combinations(g, 2)}


@pytest.mark.parametrize(
    ("name", "most_missed", "most_wrong"),
    [("cytology_screening", 3, 0), ("respiratory", 8, 0), ("digital_work", 4, 1), ("special_cases", 0, 0)],
)
def test_a_set_with_known_duplicates(name, most_missed, most_wrong):
    records, groups = benchmark("dedupe").load(shared() / "dedupe" / name)
    gold, found = pairs(groups), pairs(g.members for g in merge(records).groups)
    assert len(gold - found) <= most_missed
    assert len(found - gold) <= most_wrong


def test_the_five_papers_name_168_works():
    records = []
    for path in sorted((shared() / "gold" / "seeds").glob("seed00?.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        records += [msgspec.convert({**r["csl"], "id": r["id"]}, Record, strict=False) for r in rows if r["kind"] == "bibliography"]
    result = merge(records)
    assert len(records) == 172
    assert len(result.records) == 168
    assert pairs(g.members for g in result.groups) == {
        ("seed000-09", "seed001-09"),
        ("seed002-02", "seed002-44"),
        ("seed002-36", "seed003-bib-29"),
        ("seed002-41", "seed004-27"),
    }
    assert result.uncertain == ()


def test_russian_works_in_cyrillic_in_ten_romanisations_and_in_english_find_each_other():
    records, groups = benchmark("russian_works").russian_works(60)
    gold, found = pairs(groups), pairs(g.members for g in merge(records).groups)
    assert found - gold == set()
    assert len(found & gold) >= 0.98 * len(gold)


def test_the_base_install_without_numpy_compares_titles_alike(monkeypatch):
    records, _ = benchmark("russian_works").russian_works(4)
    traits = [traits_of(r) for r in records]
    some = [(i, j) for i in range(10) for j in range(i + 1, 20)]
    with_numpy = list(title_ratios(traits, some))

    def refuse(*_, **__):
        raise ImportError("No module named 'numpy'")

    monkeypatch.setattr("rapidfuzz.process.cpdist", refuse)
    assert list(title_ratios(traits, some)) == pytest.approx(with_numpy, abs=1e-6)


def test_a_list_made_by_rule_is_deduplicated_without_a_fault():
    records, groups = benchmark("dedupe").synthetic(1500)
    assert {frozenset(g.members) for g in merge(records).groups} == {frozenset(g) for g in groups}
