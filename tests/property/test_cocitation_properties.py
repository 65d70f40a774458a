"""What must hold of co-citation whatever the corpus."""

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.cocitation import CitationTable, Mention, count_cocitations, count_couplings
from citekit.cocitation.clusters import Graph, best_partition, merged_small, numbered, potts_quality
from citekit.cocitation.counts import pair_events
from citekit.cocitation.labels import clean, label_of, labels_of, shortened
from citekit.cocitation.measure import Measure
from citekit.cocitation.picture import placed_labels, text_width
from citekit.cocitation.proximity import nearness
from citekit.model import Date, Name, Record

rows = st.lists(st.lists(st.integers(0, 14), max_size=10), min_size=1, max_size=12)


def table(lists):
    return CitationTable.of(tuple(f"p{i}" for i in range(len(lists))), tuple(f"w{i}" for i in range(15)), lists)


def counts(lists, **options):
    return {(a, b): n for a, b, n in count_cocitations(table(lists), **options)}


@given(rows)
def test_counts_are_the_number_of_papers_that_hold_both(lists):
    truth = Counter((a, b) for row in lists for a in set(row) for b in set(row) if a < b)
    assert counts(lists) == dict(truth)


@given(rows, st.randoms())
def test_the_order_of_papers_and_of_works_in_them_changes_nothing(lists, chance):
    mixed = [chance.sample(row, len(row)) for row in lists]
    chance.shuffle(mixed)
    assert counts(mixed) == counts(lists)


@given(rows)
def test_every_paper_twice_doubles_the_counts_and_keeps_cosine_and_jaccard(lists):
    once, twice = counts(lists), counts(lists * 2)
    assert twice == {pair: 2 * n for pair, n in once.items()}
    a, b = Measure(table(lists)), Measure(table(lists * 2))
    for (i, j), n in once.items():
        assert a.edge(i, j, n).cosine == pytest.approx(b.edge(i, j, 2 * n).cosine)
        assert a.edge(i, j, n).jaccard == pytest.approx(b.edge(i, j, 2 * n).jaccard)


@given(rows)
def test_the_sum_of_counts_is_the_number_of_pairs_in_the_lists(lists):
    assert sum(counts(lists).values()) == sum(math.comb(len(set(row)), 2) for row in lists) == pair_events(table(lists))


@given(rows)
def test_coupling_is_the_co_citation_of_the_table_turned_round(lists):
    turned = table(lists).transposed()
    assert list(count_couplings(table(lists))) == list(count_cocitations(turned))
    back = turned.transposed()
    assert [list(r) for r in back.rows()] == [list(r) for r in table(lists).rows()]


@given(rows, st.integers(0, 14), st.integers(0, 14))
def test_merging_two_works_never_lowers_the_count_with_a_third(lists, first, second):
    merged = [[first if w == second else w for w in row] for row in lists]
    before, after = counts(lists), counts(merged)
    for third in range(15):
        if third not in (first, second):
            pair = (min(first, third), max(first, third))
            assert after.get(pair, 0) >= before.get(pair, 0)


@given(rows)
def test_weights_stay_in_their_bounds(lists):
    measure = Measure(table(lists))
    for (a, b), n in counts(lists).items():
        edge = measure.edge(a, b, n)
        assert 0 < edge.jaccard <= edge.cosine <= edge.inclusion <= 1 + 1e-12
        assert edge.association_strength > 0


places = st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(-1, 6), st.integers(-1, 3), st.integers(-1, 2))


@given(st.lists(places, max_size=25))
def test_the_nearest_place_of_each_paper_decides_a_pairs_proximity(found):
    lists = [range(6)] * 4
    mentions = [Mention(paper=f"p{p}", record=f"w{w}", sentence=s, paragraph=a, section=c) for p, w, s, a, c in found]
    near = nearness(table(lists), mentions)
    for i in range(6):
        for j in range(i + 1, 6):
            total = 0.0
            for paper in range(4):
                levels = [3]
                for p, w, *x in found:
                    for q, v, *y in found:
                        if p == q == paper and w == i and v == j:
                            levels += [k for k in range(3) if x[k] == y[k] >= 0]
                total += 2.0 ** -min(levels)
            bonus = near[i, j].bonus if (i, j) in near else 0.0
            assert 4 / 8 + bonus == pytest.approx(total)


graphs = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.floats(0.01, 5)), max_size=40)


@settings(deadline=None)
@given(graphs, st.floats(0.1, 3), st.integers(0, 5))
def test_clusters_cover_all_nodes_are_repeatable_and_no_worse_than_the_trivial_ones(links, resolution, seed):
    unique = {(min(a, b), max(a, b)): w for a, b, w in links if a != b}
    graph = Graph(12, [(a, b, w) for (a, b), w in unique.items()])
    groups, quality = best_partition(graph, resolution=resolution, starts=2, seed=seed)
    again, _ = best_partition(graph, resolution=resolution, starts=2, seed=seed)
    assert groups == again
    assert len(groups) == 12
    assert quality == pytest.approx(potts_quality(graph, groups, resolution))
    assert quality >= potts_quality(graph, list(range(12)), resolution) - 1e-9
    assert quality >= potts_quality(graph, [0] * 12, resolution) - 1e-9
    assert sorted(set(numbered(groups))) == list(range(1, len(set(groups)) + 1))
    for group in set(groups):
        members = [n for n in range(12) if groups[n] == group]
        reached, stack = {members[0]}, [members[0]]
        while stack:
            node = stack.pop()
            for other in graph.near[node]:
                if groups[other] == group and other not in reached:
                    reached.add(other)
                    stack.append(other)
        assert reached == set(members), "Leiden leaves no cluster in two pieces"
    merged = merged_small(graph, groups, 3)
    for group in set(merged):
        members = {n for n in range(12) if merged[n] == group}
        assert len(members) >= 3 or all(other in members for n in members for other in graph.near[n])


@given(st.text(max_size=500))
def test_clean_text_stands_on_one_line_and_stays_short(text):
    assert clean(clean(text)) == clean(text)
    assert not any(c in clean(text) for c in "\n\r\t\x00\u202e\u200f")
    assert len(shortened(text, 30)) <= 30


names = st.builds(Name, family=st.text(max_size=40), given=st.text(max_size=10), literal=st.text(max_size=60))
records = st.builds(
    Record,
    author=st.lists(names, max_size=4).map(tuple),
    title=st.text(max_size=80),
    issued=st.sampled_from([Date(), Date.of(2019), Date.of(1999)]),
    language=st.sampled_from(["", "ru", "en", "uk"]),
    raw=st.text(max_size=40),
)


@given(st.lists(records, max_size=6))
def test_labels_are_short_never_empty_and_differ(found):
    labels = labels_of(found)
    assert all(label and len(label) <= 44 for label in labels)
    assert len(set(labels)) == len(labels)
    assert all(label_of(r) for r in found)


@given(st.lists(st.tuples(st.floats(0, 1200), st.floats(0, 800), st.floats(2, 18), st.text(min_size=1, max_size=20)), max_size=25))
def test_labels_of_a_picture_never_overlap(found):
    labels = [t for *_, t in found]
    spots = placed_labels(labels, [(x, y) for x, y, *_ in found], [r for _, _, r, _ in found], range(len(found)))
    boxes = []
    for i, (x, y, anchor) in spots.items():
        wide = text_width(labels[i], 11)
        left = x - (0 if anchor == "start" else wide if anchor == "end" else wide / 2)
        boxes.append((left, y - 8.5, left + wide, y + 2))
    for k, a in enumerate(boxes):
        for b in boxes[k + 1 :]:
            assert not (a[0] < b[2] - 0.01 and b[0] < a[2] - 0.01 and a[1] < b[3] - 0.01 and b[1] < a[3] - 0.01)
