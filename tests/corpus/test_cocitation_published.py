"""The published results: the stagflation corpus, and VOSviewer's map of economics journals."""

import csv
import math

import pytest

from citekit.cocitation import Settings, count_cocitations, count_couplings, map_of_network, read_citations, read_network
from citekit.cocitation.measure import Measure


@pytest.fixture(scope="module")
def stagflation(request):
    folder = request.getfixturevalue("shared") / "cocitation" / "stagflation"
    if not folder.is_dir():
        pytest.skip("the stagflation data is not here")
    return folder


@pytest.fixture(scope="module")
def table(stagflation):
    found, _ = read_citations(stagflation / "references.csv", columns=("Citing_ItemID_Ref", "ItemID_Ref"))
    return found


@pytest.fixture(scope="module")
def journals(request):
    folder = request.getfixturevalue("shared") / "cocitation" / "economics-journals"
    if not folder.is_dir():
        pytest.skip("the map of economics journals is not here")
    with (folder / "Economics_journal_co-citation_map.txt").open(encoding="utf-8") as file:
        published = {row["id"]: row for row in csv.DictReader(file, delimiter="\t")}
    return read_network(folder / "Economics_journal_co-citation_network.txt"), published


def rand_index(a, b):
    """The adjusted Rand index of two partitions."""
    from collections import Counter

    def pairs(values):
        return sum(math.comb(n, 2) for n in Counter(values).values())

    both, first, second, all_pairs = pairs(zip(a, b, strict=True)), pairs(a), pairs(b), math.comb(len(a), 2)
    expected = first * second / all_pairs
    return (both - expected) / ((first + second) / 2 - expected)


def test_the_printed_numbers_of_pairs_and_couplings(table):
    pairs, coupled = count_cocitations(table), count_couplings(table)
    assert len(pairs) == 87_668
    assert sum(pairs.count) == 94_989
    assert len(coupled) == 2_716
    assert sum(n >= 3 for n in coupled.count) == 962
    assert [sum(n >= k for n in pairs.count) for k in (2, 3, 4, 5, 6, 8, 10)] == [4499, 1418, 582, 319, 185, 67, 32]


def test_the_weights_of_the_strongest_pairs(table, stagflation):
    measure = Measure(table)
    place = {name: i for i, name in enumerate(table.works)}
    counts = {(a, b): n for a, b, n in count_cocitations(table)}
    with (stagflation / "expected_top25_pairs.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        pair = tuple(sorted((place[row["id_a"]], place[row["id_b"]])))
        edge = measure.edge(*pair, counts[pair])
        assert edge.count == int(row["cocit"])
        assert edge.cosine == pytest.approx(float(row["cosine"]))
        assert edge.jaccard == pytest.approx(float(row["jaccard"]))
        assert edge.inclusion == pytest.approx(float(row["inclusion"]))
        assert edge.association_strength == pytest.approx(float(row["AS_vos"]))
        assert edge.probabilistic == pytest.approx(float(row["AS_prob"]))


@pytest.mark.parametrize("resolution", [0.80, 0.85])
def test_the_clusters_of_the_published_map(journals, resolution):
    network, published = journals
    drawing = map_of_network(network, settings=Settings(resolution=resolution))
    ours = [node.cluster for node in drawing.nodes]
    assert rand_index(ours, [published[node.id]["cluster"] for node in drawing.nodes]) == 1.0
    assert [c.size for c in drawing.clusters] == [109, 44, 33, 26, 20]
    if resolution == 0.80:
        assert drawing.quality["clustering"] >= 0.591677 - 1e-6


def test_the_places_of_the_published_map(journals):
    import numpy as np

    network, published = journals
    drawing = map_of_network(network)
    assert drawing.quality["energy"] == pytest.approx(-65_009.03, abs=0.05)
    ours = np.array([(node.x, node.y) for node in drawing.nodes])
    theirs = np.array([(float(published[n.id]["x"]), float(published[n.id]["y"])) for n in drawing.nodes])
    ours, theirs = ours - ours.mean(axis=0), theirs - theirs.mean(axis=0)
    left, _, right = np.linalg.svd(ours.T @ theirs)
    assert np.abs(ours @ (left @ right) - theirs).max() < 1e-3
