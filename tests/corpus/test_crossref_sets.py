"""Finding and proving DOIs at its figures, on sets that nobody made for citekit; skipped where they are not at hand."""

import importlib.util
import types

import pytest

pytest.importorskip("tantivy")


@pytest.fixture(scope="module")
def bench(root, shared):
    if not (shared / "matching").is_dir():
        pytest.skip("the sets of references and works are not here")
    spec = importlib.util.spec_from_file_location("benchmark_crossref", root / "benchmarks" / "crossref.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.shared = lambda: shared
    return module


def test_raw_references_find_their_works_and_no_other_where_half_are_withheld(bench):
    figures = bench.pmc(types.SimpleNamespace(sample=250))
    assert figures["precision"] >= 0.985
    assert figures["recall"] >= 0.95
    assert figures["false"] <= 0.01


def test_verified_pairs_are_told_apart(bench):
    figures = bench.pairs(None)
    assert figures["different called the same"] == 0
    assert figures["same"] >= 0.9


def test_invented_references_are_caught_and_valid_ones_left_alone(bench):
    figures = bench.invented(None)
    caught, alarms = figures["without network"]
    assert caught >= 0.2
    assert alarms <= 0.01
    caught, alarms = figures["with an index of its true records"]
    assert caught >= 0.9
    assert alarms <= 0.02


def test_no_real_reference_is_called_wrong_by_an_index_that_lacks_half(bench):
    counts = bench.proofs(types.SimpleNamespace(sample=150))
    assert {verdict for _, verdict in counts} <= {"ok", "unchecked"}
    assert counts["lacking", "ok"] == 0


def test_the_references_of_the_five_papers_find_their_records(bench):
    found = bench.papers(None)
    assert found["Russian", "right"] == 12
    assert found["other", "right"] >= 110
    assert not any(n for (_, what), n in found.items() if what in ("missed", "matched elsewhere"))
