"""Splink on DuckDB against the built-in engine, on an open set and on records made here."""

import itertools
import os
import pathlib
import sys

import pytest

from citekit.dedupe import merge

ROOT = pathlib.Path(__file__).resolve().parents[2]
pytest.importorskip("splink", reason="the engine splink is not installed: pip install 'citekit[splink]'")
pytestmark = pytest.mark.filterwarnings("ignore")  # of Splink and DuckDB


@pytest.fixture(scope="module")
def benchmark():
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import dedupe
    finally:
        sys.path.pop(0)
    return dedupe


def pairs(groups):
    return {tuple(sorted(p)) for g in groups for p in itertools.combinations(g, 2)}


def found(records):
    from citekit.dedupe.splink_engine import splink_engine

    return pairs(g.members for g in merge(records, engine=splink_engine).groups)


def test_an_open_set_comes_out_as_with_the_builtin_engine(benchmark):
    folder = pathlib.Path(os.environ.get("CITEKIT_SHARED") or ROOT.parent / "shared") / "dedupe"
    if not folder.is_dir():
        pytest.skip("the record sets are not here: set CITEKIT_SHARED")
    records, groups = benchmark.load(folder / "cytology_screening")
    some = records[:600]
    kept = {r.id for r in some}
    gold = {p for p in pairs(groups) if set(p) <= kept}
    ours, theirs = pairs(g.members for g in merge(some).groups), found(some)
    assert len(gold) > 50
    assert len(theirs - gold) <= 1
    assert len(ours ^ theirs) <= 0.02 * len(gold)


def test_a_list_made_by_rule_comes_out_whole_and_pure(benchmark):
    records, groups = benchmark.synthetic(400)
    theirs = found(records)
    assert theirs <= pairs(groups)
    assert len(theirs) >= 0.97 * len(pairs(groups))


def test_crowded_blocks_and_empty_records_are_no_trouble():
    from citekit.model import Record

    assert found([Record(id=str(n)) for n in range(60)]) == set()
    assert found([Record(id="one")]) == set()
