"""A few papers: the bridge map, its tables, and that it needs nothing but the standard library."""

import csv
import io
import json
import subprocess
import sys

import pytest

from citekit.cocitation import Mention, Settings, co_citation_map, export_texts, write_exports
from citekit.model import Date, Library, Name, Occurrence, Record, UnknownName, UnwritableOutput


def work(number, *papers, **fields):
    return Record(
        id=f"w{number}",
        title=fields.pop("title", f"Работа {number}"),
        author=(Name(family=f"Автор{number}"),),
        issued=Date.of(2000 + number),
        language="ru",
        occurrences=tuple(Occurrence(source=p, id=f"{p}-{number}", raw=f"Автор{number}. Работа {number}") for p in papers),
        **fields,
    )


@pytest.fixture
def library():
    return Library(
        records=(work(1, "a", "b"), work(2, "a"), work(3, "a"), work(4, "b"), work(5, "b", "c"), work(6, "c")),
        papers={"a": Record(title="Paper A", author=(Name(family="Smith"),), issued=Date.of(2020)), "b": Record(), "c": Record()},
    )


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_works_that_two_papers_cite_are_the_bridges(library):
    drawing = co_citation_map(library)
    assert drawing.choice.form == "bridge"
    assert drawing.bridges == ("w1", "w5")
    table = rows(export_texts(drawing)["bridges.csv"])
    assert [(r["id"], r["citations"], r["papers"]) for r in table] == [("w1", "2", "a; b"), ("w5", "2", "b; c")]


def test_every_work_and_paper_is_on_the_bridge_map_and_tied_to_who_cites_it(library):
    drawing = co_citation_map(library)
    assert {n.id for n in drawing.nodes} == {"paper:a", "paper:b", "paper:c", "w1", "w2", "w3", "w4", "w5", "w6"}
    assert {(e.source, e.target) for e in drawing.edges if e.kind == "cites"} >= {("paper:a", "w1"), ("paper:b", "w1"), ("paper:c", "w6")}


def test_no_two_nodes_of_a_bridge_map_lie_on_each_other(library):
    nodes = co_citation_map(library).nodes
    places = [(n.x, n.y) for n in nodes]
    nearest = min((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for i, a in enumerate(places) for b in places[i + 1 :])
    assert nearest > 0.01


def test_the_choice_is_explained_in_both_languages(library):
    report = json.loads(export_texts(co_citation_map(library))["report.json"])
    assert "fewer than ten papers" in " ".join(report["reasons"]["en"])
    assert "3 источника, 6 цитируемых работ" in report["reasons"]["ru"][0]


def test_coupling_names_the_shared_works(library):
    table = rows(export_texts(co_citation_map(library))["coupling.csv"])
    assert [(r["source"], r["target"], r["shared"], r["works"]) for r in table] == [("a", "b", "1", "w1"), ("b", "c", "1", "w5")]


def test_a_paper_that_is_cited_by_another_is_one_node(library):
    own = work(7, "a", title="Paper C itself", doi="10.1234/c")
    library = Library(records=(*library.records, own), papers={**library.papers, "c": Record(title="Paper C", doi="10.1234/C")})
    drawing = co_citation_map(library)
    assert "w7" not in drawing.by_id()
    assert any((e.source, e.target) == ("paper:a", "paper:c") for e in drawing.edges)


def test_a_paper_that_the_caller_knows_among_the_works_is_one_node_too(library):
    drawing = co_citation_map(library, cited_papers={"c": "w4"})
    assert "w4" not in drawing.by_id()
    assert any((e.source, e.target) == ("paper:b", "paper:c") for e in drawing.edges)
    (paper,) = [n for n in drawing.papers if n.id == "paper:c"]
    assert (paper.record, paper.citations, paper.cited_by) == ("w4", 1, ("b",))


def test_a_paper_that_lists_itself_is_not_counted_and_that_is_said(library):
    own = work(7, "c", doi="10.1234/c")
    library = Library(records=(*library.records, own), papers={**library.papers, "c": Record(doi="10.1234/c")})
    drawing = co_citation_map(library)
    assert [d.code for d in drawing.diagnostics] == ["MP101"]
    assert drawing.figures["citations"] == 8


def test_works_cited_in_one_sentence_are_tied_with_the_sentence_as_proof(library):
    mentions = [
        Mention(paper="a", record="w2", sentence=5, paragraph=2, section=1, text="Оба (Автор2; Автор3) правы."),
        Mention(paper="a", record="w3", sentence=5, paragraph=2, section=1, text="Оба (Автор2; Автор3) правы."),
        Mention(paper="a", record="w1", sentence=9, paragraph=4, section=1, text="Далее (Автор1)."),
    ]
    drawing = co_citation_map(library, mentions=mentions)
    (edge,) = [e for e in drawing.edges if e.kind == "cocitation"]
    assert (edge.source, edge.target, edge.level, edge.proximity, edge.papers) == ("w2", "w3", "sentence", 1.0, ("a",))
    (proof,) = rows(export_texts(drawing)["evidence.csv"])
    assert proof["source_text"] == "Оба (Автор2; Автор3) правы."


def test_min_count_one_lists_every_pair(library):
    assert len(co_citation_map(library, settings=Settings(min_count=1)).pairs) == 3 + 3 + 1
    assert len(co_citation_map(library, settings=Settings(min_count=2)).pairs) == 0


def test_no_papers_give_an_explanation(library):
    drawing = co_citation_map(Library())
    assert drawing.choice.form == "empty"
    assert "nothing to draw" in drawing.choice.reasons[0]
    assert export_texts(drawing)["nodes.csv"].startswith("id,label")


def test_the_same_input_gives_the_same_bytes_in_every_process(tmp_path):
    program = (
        "import sys\n"
        "from citekit.model import *\n"
        "from citekit.cocitation import *\n"
        "rs = tuple(Record(id=f'w{i}', title=f'T{i}', occurrences=tuple(Occurrence(source=s) for s in ('p', 'q', 'r') if hash((i, 1)) % 3 or s == 'p')) for i in range(9))\n"
        "texts = export_texts(co_citation_map(Library(records=rs)))\n"
        "assert 'numpy' not in sys.modules and 'scipy' not in sys.modules\n"
        "sys.stdout.write(''.join(texts.values()))\n"
    )
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env={"PYTHONHASHSEED": seed, "PATH": ""}).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert len(runs[0]) > 1000


def test_files_are_written_whole_and_only_those_asked_for(library, tmp_path):
    paths = write_exports(co_citation_map(library), tmp_path / "map", only=["graphml", "report"])
    assert [p.name for p in paths] == ["map.graphml", "report.json"]
    assert sorted(p.name for p in (tmp_path / "map").iterdir()) == ["map.graphml", "report.json"]


def test_an_unknown_format_and_a_file_in_the_folders_place_are_said(library, tmp_path):
    drawing = co_citation_map(library)
    with pytest.raises(UnknownName, match="graphml"):
        write_exports(drawing, tmp_path, only=["grapml"])
    (tmp_path / "map").write_text("")
    with pytest.raises(UnwritableOutput):
        write_exports(drawing, tmp_path / "map")
