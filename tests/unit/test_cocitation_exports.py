"""Exports: every format read again by another program, with text that tries to break out of each."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest

from citekit.cocitation import Mention, Settings, co_citation_map, export_names, export_texts, map_of_network, read_network, write_exports
from citekit.model import Date, Library, Name, Occurrence, Record

HOSTILE = {
    "script": "</script><script>alert(1)</script>",
    "quotes": "He said \"no\" & 'yes' \\ \\n",
    "tabs": "a\tb\r\nc\x00d\x0be",
    "turned": "abc \u202egnp.exe\u2066 שלום עולם",
    "emoji": "Миграция 🧭👩‍🔬 и ёлки",
    "formula": '=HYPERLINK("http://example.org")',
    "entity": "&lt;b&gt; ]]> <!-- --> <?xml ?>",
    "long": "оченьдлинноесловобезпробелов" * 15,
    "empty": "",
    "surrogate": "half \ud83d pair",
}


@pytest.fixture(scope="module")
def drawing():
    records = [
        Record(
            id=f'id {name} <&">',
            title=title,
            author=(Name(family=title[:40], given="А."), Name(literal=title)) if name != "quotes" else (),
            issued=Date.of(1990 + k),
            container_title=title,
            doi=f'10.1000/<{name}>;"&',
            url="javascript:alert(1)" if name == "script" else f'https://example.org/?q={name}&x="',
            occurrences=(Occurrence(source="p", raw=title), *((Occurrence(source='q\t"<'),) if k % 3 == 0 else ())),
        )
        for k, (name, title) in enumerate(HOSTILE.items())
    ]
    mentions = [
        Mention(paper="p", record=r.id, sentence=1, paragraph=1, text=r.title, section_title=r.title, footnote="1") for r in records[:5]
    ]
    papers = {"p": Record(title=HOSTILE["script"], issued=Date.of(2020)), 'q\t"<': Record()}
    texts = {r.id: {"gost": r.title, "apa": r.title + " APA"} for r in records}
    return co_citation_map(
        Library(records=tuple(records), papers=papers), mentions=mentions, texts=texts, settings=Settings(title=HOSTILE["script"])
    )


@pytest.fixture(scope="module")
def texts(drawing):
    return export_texts(drawing)


def test_every_format_is_written_and_is_utf_8(drawing, texts, tmp_path):
    paths = write_exports(drawing, tmp_path)
    assert {p.name for p in paths} == set(texts)
    assert {
        "map.html",
        "map.svg",
        "map.gexf",
        "map.graphml",
        "map.net",
        "map.clu",
        "map.vec",
        "vosviewer.json",
        "nodes.csv",
        "edges.csv",
    } <= set(texts)
    for path in paths:
        assert path.read_bytes().decode("utf-8") == texts[path.name]
    assert "csv" in export_names()


def test_the_same_map_gives_the_same_bytes(drawing, texts):
    assert export_texts(drawing) == texts


def test_csv_keeps_every_cell_on_its_line_and_runs_no_formula(drawing, texts):
    nodes = list(csv.reader(io.StringIO(texts["nodes.csv"])))
    assert len(nodes) == 1 + len(drawing.nodes)
    assert {len(row) for row in nodes} == {len(nodes[0])}
    assert not any(cell[:1] in ("=", "+", "@") for row in nodes for cell in row)
    edges = list(csv.DictReader(io.StringIO(texts["edges.csv"])))
    assert list(edges[0])[:5] == ["source", "target", "count", "cosine", "association_strength"]
    assert len(edges) == len(drawing.pairs) == 45


def test_graphml_is_read_by_networkx(drawing, texts):
    networkx = pytest.importorskip("networkx")
    graph = networkx.parse_graphml(texts["map.graphml"])
    assert graph.number_of_nodes() == len(drawing.nodes)
    assert graph.number_of_edges() == len(drawing.edges)
    assert {1990, 1999} <= {data["year"] for _, data in graph.nodes(data=True) if "year" in data}


def test_gexf_is_read_by_networkx_with_places(drawing, texts):
    networkx = pytest.importorskip("networkx")
    graph = networkx.read_gexf(
        io.BytesIO(texts["map.gexf"].replace("1.3", "1.2").replace("gexf.net/1.2", "www.gexf.net/1.2draft").encode()), version="1.2draft"
    )
    assert graph.number_of_nodes() == len(drawing.nodes)
    positions = {tuple(data["viz"]["position"].values()) for _, data in graph.nodes(data=True)}
    assert len(positions) == len(drawing.nodes)


def test_gexf_says_version_1_3_in_its_own_namespace(texts):
    root = ET.fromstring(texts["map.gexf"])
    assert root.tag == "{http://gexf.net/1.3}gexf"
    assert root.get("version") == "1.3"


def test_pajek_is_read_by_networkx(drawing, texts):
    networkx = pytest.importorskip("networkx")
    graph = networkx.parse_pajek(texts["map.net"])
    assert graph.number_of_nodes() == len({node.label for node in drawing.nodes})
    vertices = list(texts["map.net"].splitlines()[1 : 1 + len(drawing.nodes)])
    assert all(line.count('"') == 2 for line in vertices)
    assert len(texts["map.clu"].splitlines()) == len(texts["map.vec"].splitlines()) == 1 + len(drawing.nodes)


def test_the_vosviewer_files_come_back_as_the_same_network(drawing, texts, tmp_path):
    for name in ("vosviewer-network.txt", "vosviewer-map.txt", "vosviewer.json"):
        (tmp_path / name).write_text(texts[name], encoding="utf-8")
    plain, json_one = read_network(tmp_path / "vosviewer-network.txt"), read_network(tmp_path / "vosviewer.json")
    assert len(plain.nodes) == len(json_one.nodes) == len(drawing.nodes)
    assert list(plain.pairs) == list(json_one.pairs)
    assert len(plain.pairs) == len({frozenset((e.source, e.target)) for e in drawing.edges})
    rows = [line.split("\t") for line in texts["vosviewer-map.txt"].splitlines()]
    assert {len(row) for row in rows} == {11}


def test_vosviewer_json_has_the_shape_that_vosviewer_online_asks_for(drawing, texts):
    network = json.loads(texts["vosviewer.json"])["network"]
    ids = {item["id"] for item in network["items"]}
    assert all({"id", "label", "x", "y", "weights"} <= set(item) for item in network["items"])
    assert all(link["source_id"] in ids and link["target_id"] in ids and link["strength"] > 0 for link in network["links"])
    assert not any("<" in item["label"] for item in network["items"]), "the viewer shows labels as HTML"


def test_the_picture_is_xml_without_script_or_foreign_address(drawing, texts):
    root = ET.fromstring(texts["map.svg"])
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "g", "path", "circle", "text"}
    assert not any("href" in name or name.startswith("on") for element in root.iter() for name in element.attrib)


def test_hostile_titles_do_not_leave_the_pages_data(texts):
    page = texts["map.html"]
    assert page.count("</script>") == 2
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    assert any(HOSTILE["script"] in (node.get("t", "") + node.get("g", "")) for node in data["nodes"])
    assert "<" not in page.split('id="data">')[1].split("</script>")[0]
    assert "javascript:" not in json.dumps([n.get("h", "") for n in data["nodes"]])
    assert "&lt;/script&gt;&lt;script&gt;alert(1)" in page.split("<title>")[1].split("</title>")[0]


def test_the_page_carries_the_hash_of_its_script_and_style(texts):
    import base64
    import hashlib

    page = texts["map.html"]
    script = page.rsplit("<script>", 1)[1].split("</script>")[0]
    style = page.split("<style>")[1].split("</style>")[0]
    for text in (script, style):
        assert f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}" in page.split("<style>")[0]


def test_the_page_speaks_both_languages_in_every_word(texts):
    words = json.loads(texts["map.html"].split('id="data">')[1].split("</script>")[0])["words"]
    assert set(words["en"]) == set(words["ru"])
    assert all(isinstance(words["ru"][k], list) == isinstance(v, list) for k, v in words["en"].items())
    assert all(len(v) == 3 for v in words["ru"].values() if isinstance(v, list))


def test_the_report_names_parameters_version_and_hashes(drawing, texts):
    report = json.loads(texts["report.json"])
    assert report["form"] == "bridge"
    assert len(report["inputs"]["citations"]) == 64
    assert report["settings"]["resolution"] == 1.0
    assert report["figures"]["pairs"] == len(drawing.pairs)


def test_a_png_picture_is_drawn_when_asked_for(drawing, texts, tmp_path):
    pytest.importorskip("resvg_py")
    (path,) = write_exports(drawing, tmp_path, only=["png"])
    assert path.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert "map.png" not in texts


def test_an_empty_map_is_written_in_every_format():
    texts = export_texts(co_citation_map(Library()))
    assert json.loads(texts["report.json"])["form"] == "empty"
    assert "Рисовать нечего" in json.loads(texts["report.json"])["reasons"]["ru"][0]
    ET.fromstring(texts["map.svg"])
    ET.fromstring(texts["map.graphml"])


def test_one_reference_is_a_map_of_one_reference():
    drawing = co_citation_map(Library(records=(Record(id="w", title="Alone", occurrences=(Occurrence(source="p"),)),)))
    assert [n.id for n in drawing.nodes] == ["paper:p", "w"]
    assert all(export_texts(drawing).values())


def test_a_network_from_elsewhere_is_drawn_and_all_its_links_are_listed(tmp_path):
    path = tmp_path / "some network.txt"
    path.write_text("1\t2\t3\n2\t3\t1\n1\t1\t9\n3\t1\t2\n4\t1\t0.5\n", encoding="utf-8")
    (tmp_path / "some map.txt").write_text('id\tlabel\n1\tPhys "Rev"\n2\tNature\n3\tScience\n4\tЖЭТФ\n', encoding="utf-8")
    drawing = map_of_network(read_network(path))
    assert {n.label for n in drawing.nodes} == {'Phys "Rev"', "Nature", "Science", "ЖЭТФ"}
    rows = list(csv.DictReader(io.StringIO(export_texts(drawing, ["csv"])["edges.csv"])))
    assert {(r["source"], r["target"]): float(r["count"]) for r in rows} == {("1", "2"): 3, ("2", "3"): 1, ("1", "3"): 2, ("1", "4"): 0.5}
    assert [d.code for d in drawing.diagnostics] == ["MP105"]
