"""Which map a corpus gets, its clusters and places, and what they are called."""

import math
import random

import pytest

from citekit.cocitation import Mention, Settings, co_citation_map, map_of_table, table_of_links
from citekit.cocitation.clusters import Graph, best_partition, numbered
from citekit.cocitation.layout import canonical_places, mean_distance
from citekit.cocitation.network import Node
from citekit.cocitation.picture import picture_of
from citekit.cocitation.plain import plain_places
from citekit.cocitation.selection import parts_of, strongest_links
from citekit.cocitation.terms import named_clusters
from citekit.model import Date, Library, Name, Occurrence, Record


def corpus(papers, works, *, groups=2, mentions=False, per=8):
    """Papers in groups, each citing works of its own group."""
    chance = random.Random(7)
    cited = {}
    for p in range(papers):
        own = [w for w in range(works) if w % groups == p % groups]
        for w in chance.sample(own, min(per, len(own))):
            cited.setdefault(w, []).append(f"p{p}")
    records = tuple(
        Record(
            id=f"w{w}",
            title=["Soft power of migration", "Inflation and oil prices"][w % groups % 2] + f" {w}",
            author=(Name(family=f"Author{w}"),),
            issued=Date.of(2000 + w % 20),
            language="en",
            occurrences=tuple(Occurrence(source=s) for s in sources),
        )
        for w, sources in sorted(cited.items())
    )
    found = [
        Mention(paper=s, record=r.id, sentence=k // 3, paragraph=k // 6, text="x")
        for p in range(papers)
        for s in [f"p{p}"]
        for k, r in enumerate(r for r in records if any(o.source == s for o in r.occurrences))
    ]
    return Library(records=records), found if mentions else []


@pytest.mark.parametrize(
    ("papers", "mentions", "form"),
    [
        (1, False, "bridge"),
        (1, True, "proximity"),
        (5, True, "bridge"),
        (12, True, "proximity"),
        (12, False, "classic"),
        (30, True, "classic"),
    ],
)
def test_the_size_of_the_corpus_chooses_the_map_and_the_map_says_so(papers, mentions, form):
    library, found = corpus(papers, 40, mentions=mentions)
    drawing = co_citation_map(library, mentions=found)
    assert drawing.choice.form == form
    assert len(drawing.choice.reasons) == len(drawing.choice.reasons_ru) >= 2
    assert drawing.nodes


def test_a_form_that_is_asked_for_is_drawn():
    library, _ = corpus(5, 20)
    assert co_citation_map(library, settings=Settings(form="classic")).choice.form == "classic"


def test_two_groups_of_papers_give_two_clusters_named_by_their_titles():
    library, _ = corpus(30, 40)
    drawing = co_citation_map(library, settings=Settings(resolution=0.3))
    assert len(drawing.clusters) == 2
    names = {c.label for c in drawing.clusters}
    assert any("soft power" in n or "migration" in n for n in names)
    assert any("inflation" in n or "oil" in n for n in names)
    of = {n.id: n.cluster for n in drawing.nodes}
    assert len({of[f"w{w}"] for w in range(0, 40, 2) if f"w{w}" in of}) == 1


def test_authors_are_counted_once_a_paper_and_across_scripts():
    records = (
        Record(id="1", author=(Name(family="Щербакова", given="А. П."),), occurrences=(Occurrence(source="p"),)),
        Record(id="2", author=(Name(family="Shcherbakova", given="A."),), occurrences=(Occurrence(source="p"), Occurrence(source="q"))),
        Record(id="3", author=(Name(family="Nye", given="J. S."),), occurrences=(Occurrence(source="p"), Occurrence(source="q"))),
    )
    drawing = co_citation_map(Library(records=records), settings=Settings(kind="author"))
    assert {(n.label, n.citations) for n in drawing.nodes} == {("Щербакова А. П.", 2), ("Nye J. S.", 2)}
    assert [e.count for e in drawing.edges] == [2]


def test_journals_are_nodes_when_asked():
    records = tuple(
        Record(id=str(k), container_title=j, occurrences=tuple(Occurrence(source=s) for s in "pq"))
        for k, j in enumerate(["Nature", "nature", "Science", ""])
    )
    drawing = co_citation_map(Library(records=records), settings=Settings(kind="journal"))
    assert sorted(n.label for n in drawing.nodes) == ["Nature", "Science"]


def test_coupling_makes_the_papers_the_nodes():
    library, _ = corpus(12, 20)
    drawing = co_citation_map(library, settings=Settings(kind="coupling"))
    assert {n.kind for n in drawing.nodes} == {"paper"}
    assert {n.id for n in drawing.nodes} <= {f"p{p}" for p in range(12)}
    assert all(e.kind == "coupling" for e in drawing.edges)


def test_asked_thresholds_that_nothing_passes_are_explained():
    library, _ = corpus(30, 40)
    drawing = co_citation_map(library, settings=Settings(min_count=99))
    assert drawing.nodes == ()
    assert "Nothing passes" in drawing.choice.reasons[-1]
    assert [d.code for d in drawing.diagnostics] == ["MP104"]


def test_at_most_so_many_nodes_are_drawn_and_the_threshold_is_said():
    links = [(f"p{p}", f"w{w}") for p in range(40) for w in range(120) if w % (p + 2) == 0]
    drawing = map_of_table(table_of_links(links)[0], settings=Settings(max_nodes=25))
    assert 5 < len(drawing.nodes) <= 25
    assert drawing.choice.min_citations > 1
    assert any(str(drawing.choice.min_citations) in reason for reason in drawing.choice.reasons)


def test_every_drawn_node_keeps_a_drawn_edge_however_few_are_drawn():
    library, _ = corpus(40, 80, groups=1, per=15)
    drawing = co_citation_map(library, settings=Settings(max_edges=100))
    ends = {end for k in drawing.shown for end in (drawing.edges[k].source, drawing.edges[k].target)}
    assert ends == {n.id for n in drawing.nodes}
    assert len(drawing.shown) <= 100 < len(drawing.edges)


def test_the_forest_keeps_every_part_in_one_piece():
    chance = random.Random(3)
    links = [(a, b, chance.random()) for a in range(60) for b in range(a) if chance.random() < 0.3]
    kept = strongest_links(60, links, lambda link: link[2], per_node=1, most=10)
    assert parts_of(60, [links[k] for k in kept]) == parts_of(60, links)


def test_leiden_finds_cliques_tied_by_weak_links():
    links = [(a, b, 1.0) for c in range(6) for a in range(5 * c, 5 * c + 5) for b in range(5 * c, a)] + [
        (5 * c, 5 * c - 1, 0.4) for c in range(1, 6)
    ]
    groups, _ = best_partition(Graph(30, links), resolution=0.5)
    assert numbered(groups) == [n // 5 + 1 for n in range(30)]


def test_places_are_centred_turned_and_of_mean_distance_one():
    places = [(3.0 + 0.1 * k, 5.0 + 2.0 * k + 0.3 * math.sin(k)) for k in range(20)]
    found = canonical_places(places, heaviest=0)
    assert math.isclose(mean_distance(found), 1.0)
    assert abs(sum(x for x, _ in found)) < 1e-9
    assert sum(x * x for x, _ in found) > sum(y * y for _, y in found)
    assert found[0][0] < 0
    turned = canonical_places([(-y, x) for x, y in places], heaviest=0)
    assert all(math.isclose(a[0], b[0], abs_tol=1e-9) for a, b in zip(found, turned, strict=True))


def test_the_layout_of_the_standard_library_comes_within_a_thousandth_of_numpys():
    pytest.importorskip("scipy")
    from citekit.cocitation.layout import vos_energy, vos_places

    chance = random.Random(5)
    links = [(a, b, chance.random()) for a in range(40) for b in range(a) if chance.random() < 0.15 or a // 8 == b // 8]
    _, best = vos_places(40, links)
    assert vos_energy(40, links, plain_places(40, links)) == pytest.approx(best, rel=1e-3)


def test_the_mesh_comes_near_the_exact_layout():
    pytest.importorskip("scipy")
    from citekit.cocitation.layout import vos_energy, vos_places
    from citekit.cocitation.mesh import spring_places

    chance = random.Random(5)
    links = [
        (a, b, 1 + chance.random())
        for a in range(200)
        for b in range(a)
        if (a // 20 == b // 20 and chance.random() < 0.4) or chance.random() < 0.01
    ]
    _, best = vos_places(200, links)
    assert vos_energy(200, links, spring_places(200, links)) < 0.98 * best < 0


def test_nodes_of_a_picture_do_not_cover_each_other():
    library, _ = corpus(40, 80, groups=3)
    drawing = co_citation_map(library)
    picture = picture_of(drawing)
    for i, a in enumerate(picture.places):
        for j in range(i):
            b = picture.places[j]
            assert math.hypot(a[0] - b[0], a[1] - b[1]) > picture.radii[i] + picture.radii[j] - 0.5


def test_a_timeline_goes_by_years_from_left_to_right():
    library, _ = corpus(30, 40)
    drawing = co_citation_map(library)
    picture = picture_of(drawing)
    dated = sorted((node.year, place[0]) for node, place in zip(drawing.nodes, picture.timeline, strict=True))
    assert [x for _, x in dated] == sorted(x for _, x in dated)


def test_clusters_without_titles_are_named_by_their_most_cited_nodes():
    nodes = [Node(id=str(k), label=f"n{k}", kind="item", cluster=1, citations=k) for k in range(4)]
    assert named_clusters(nodes)[0].label == "n3; n2"


def test_terms_of_a_russian_cluster_are_russian_and_grouped_by_stem():
    titles = ["Трудовая миграция в России", "О трудовой миграции", "Трудовые мигранты", "Oil prices", "Oil shocks", "Oil and inflation"]
    nodes = [Node(id=str(k), label=f"n{k}", title=t, cluster=1 if k < 3 else 2) for k, t in enumerate(titles)]
    first, second = named_clusters(nodes)
    assert "трудов" in first.label
    assert "oil" in second.label
