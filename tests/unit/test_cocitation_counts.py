"""Counts of pairs: known examples, thresholds, fractional counting, hubs, tables with loops and repeats."""

import pytest

from citekit.cocitation import CitationTable, count_cocitations, count_couplings, table_of_library, table_of_links
from citekit.cocitation import counts as counting
from citekit.cocitation.counts import pair_events, strengths, without_hubs
from citekit.cocitation.measure import Measure
from citekit.cocitation.normalisation import (
    association_strength,
    cosine,
    equivalence,
    inclusion,
    jaccard,
    mutual_information,
    probabilistic,
)
from citekit.model import Library, MissingExtra, Occurrence, Record

TABLE = CitationTable.of(("p", "q", "r"), ("a", "b", "c", "d"), [[0, 1, 2], [0, 1], [1, 2, 3]])


def named(pairs, names):
    return {names[a] + names[b]: n for a, b, n in pairs}


def test_each_paper_that_cites_both_works_counts_once():
    assert named(count_cocitations(TABLE), "abcd") == {"ab": 2, "ac": 1, "bc": 2, "bd": 1, "cd": 1}


def test_a_threshold_keeps_exactly_the_pairs_that_reach_it():
    assert named(count_cocitations(TABLE, min_count=2), "abcd") == {"ab": 2, "bc": 2}


def test_coupling_counts_the_works_that_two_papers_share():
    assert named(count_couplings(TABLE), "pqr") == {"pq": 2, "pr": 2, "qr": 1}


def test_fractional_counting_gives_each_paper_one_unit_a_work():
    pairs = count_cocitations(TABLE, counting="fractional")
    assert named(pairs, "abcd") == {"ab": 1.5, "ac": 0.5, "bc": 1.0, "bd": 0.5, "cd": 0.5}
    assert list(strengths(TABLE, "fractional")) == [2.0, 3.0, 2.0, 1.0]


def test_fractional_counting_still_keeps_pairs_by_the_number_of_papers():
    pairs = count_cocitations(TABLE, counting="fractional", min_count=2)
    assert named(pairs, "abcd") == {"ab": 1.5, "bc": 1.0}


def test_a_paper_that_lists_a_work_twice_counts_it_once():
    twice = CitationTable.of(("p",), ("a", "b"), [[0, 1, 0, 1]])
    assert list(count_cocitations(twice)) == [(0, 1, 1)]


def test_strengths_are_the_sums_of_the_counts():
    sums = dict.fromkeys(range(4), 0)
    for a, b, n in count_cocitations(TABLE):
        sums[a] += n
        sums[b] += n
    assert list(strengths(TABLE)) == [sums[w] for w in range(4)]
    assert pair_events(TABLE) * 2 == sum(sums.values())


def test_normalised_weights_are_those_of_their_definitions():
    assert cosine(4, 16, 4) == 0.5
    assert jaccard(4, 16, 4) == 0.25
    assert inclusion(4, 16, 4) == 1.0
    assert equivalence(4, 16, 4) == 0.25
    assert probabilistic(4, 16, 4, 32) == 2.0
    assert mutual_information(4, 16, 4, 32) == 1.0
    assert association_strength(3, 6, 4, 40) == 5.0
    assert cosine(0, 0, 3) == jaccard(0, 0, 0) == inclusion(0, 0, 1) == 0.0


def test_an_edge_names_the_papers_that_cite_both():
    edge = Measure(TABLE).edge(1, 2, 2)
    assert (edge.source, edge.target, edge.papers) == ("b", "c", ("p", "r"))
    assert edge.cosine == pytest.approx(2 / (3 * 2) ** 0.5)


def test_a_paper_of_very_many_works_is_left_out_and_named():
    table = CitationTable.of(("survey", "p"), tuple(f"w{i}" for i in range(60)), [range(60), [0, 1]])
    kept, said = without_hubs(table, 50)
    assert list(count_cocitations(kept)) == [(0, 1, 1)]
    assert [(d.code, d.source) for d in said] == [("MP103", "survey")]
    assert "cites 60 works" in said[0].message


def test_loops_repeats_and_empty_cells_of_a_table_are_left_out_and_counted():
    table, said = table_of_links([("p", "a"), ("p", "p"), ("p", "a"), ("p", "b"), ("", "c"), ("q", ""), ("q", "a")])
    assert (tuple(table.papers), tuple(table.works)) == (("p", "q"), ("a", "b"))
    assert [list(row) for row in table.rows()] == [[0, 1], [0]]
    assert [d.message.split()[-1] for d in said] == ["1", "1", "2"]


def test_only_the_papers_own_record_is_left_out_of_its_list():
    own = Record(id="w1", occurrences=(Occurrence(source="p", kind="self"), Occurrence(source="p"), Occurrence(source="q")))
    other = Record(id="w2", occurrences=(Occurrence(source="p"),))
    table, said = table_of_library(Library(records=(own, other)))
    assert [list(row) for row in table.rows()] == [[1], [0]]
    assert [d.code for d in said] == ["MP101"]


def test_block_counting_agrees_with_plain_counting(monkeypatch):
    pytest.importorskip("scipy")
    rows = [[(p * 17 + k * k * 7) % 90 for k in range(4 + p % 23)] for p in range(70)]
    table = CitationTable.of(tuple(range(70)), tuple(range(90)), rows)
    for least in (1, 2, 4):
        for kind in ("full", "fractional"):
            plain = count_cocitations(table, min_count=least, counting=kind)
            with monkeypatch.context() as patch:
                patch.setattr(counting, "_PLAIN_EVENTS", 0)
                patch.setattr(counting, "_BLOCK_EVENTS", 500)
                blocks = count_cocitations(table, min_count=least, counting=kind)
            assert list(blocks.first) == list(plain.first)
            assert list(blocks.second) == list(plain.second)
            assert list(blocks.count) == pytest.approx(list(plain.count))


def test_numpy_counts_of_large_tables_agree_with_the_plain_ones(monkeypatch):
    pytest.importorskip("numpy")
    from citekit.cocitation import citing

    plain = (list(TABLE.citations()), [list(r) for r in TABLE.transposed().rows()], list(strengths(TABLE)))
    monkeypatch.setattr(citing, "_MANY", 0)
    monkeypatch.setattr(counting, "_PLAIN_LINKS", 0)
    assert (list(TABLE.citations()), [list(r) for r in TABLE.transposed().rows()], list(strengths(TABLE))) == plain


def test_a_large_corpus_without_scipy_names_the_extra(monkeypatch):
    import builtins

    found = builtins.__import__

    def without(name, *rest, **more):
        if name.startswith("scipy"):
            raise ImportError(name)
        return found(name, *rest, **more)

    table = CitationTable.of(("p",), tuple(map(str, range(1000))), [range(1000)])
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"citekit\[map\]"):
        count_cocitations(table)
