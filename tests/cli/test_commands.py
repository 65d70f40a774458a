"""Each stage as a command: streams in and out, same length, same order."""

import json
import tomllib

import pytest

REFERENCES = [
    "Орлова И. Б., Гребенюк А. А. Социальные технологии. М. : Юрайт, 2019. 174 с.",
    "Adamson, F. B. (2006). Crossing borders: International migration and national security. International Security, 31(1), 165-199.",
    "Tolay J. Mass Migration and Images of State Power // Rising Powers Quarterly. 2016. Vol. 1, iss. 2. P. 135–149.",
]


def test_version_and_module_entry(citekit, root):
    declared = (root / "citekit" / "__init__.py").read_text("utf-8").split('__version__ = "')[1].split('"')[0]
    assert citekit("--version").stdout.decode().strip() == f"citekit {declared}"


def test_help_names_every_command_with_an_example(citekit):
    assert citekit("--help").returncode == 0
    for command in ("build", "extract", "parse", "convert", "keys", "dedupe", "format", "map", "styles"):
        run = citekit(command, "--help")
        assert run.returncode == 0
        assert f"citekit {command}" in run.stdout.decode().split("Example:")[1] or "| citekit parse" in run.stdout.decode()


def test_parse_gives_one_record_a_line_in_order(citekit):
    run = citekit("parse", "-", "--to", "csl-json", data="\n".join(REFERENCES) + "\n")
    assert run.returncode == 0
    items = json.loads(run.stdout)
    assert [item["title"].split(":")[0] for item in items] == [
        "Социальные технологии",
        "Crossing borders",
        "Mass Migration and Images of State Power",
    ]
    assert [item["type"] for item in items] == ["book", "article-journal", "article-journal"]


def test_parse_keeps_the_place_of_a_line_it_cannot_read(citekit):
    run = citekit("parse", "-", data=f"{REFERENCES[0]}\n\n~~~ 12 ~~~\n{REFERENCES[1]}\n")
    items = json.loads(run.stdout)
    assert len(items) == 4
    assert items[2]["type"] == "document"
    assert items[3]["DOI" if "DOI" in items[3] else "title"].startswith("Crossing borders")


def test_parse_streams_json_lines(citekit):
    run = citekit("parse", "-", "--to", "jsonl", data="\n".join(REFERENCES * 300) + "\n")
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(rows) == 900
    assert rows[0]["raw"] == REFERENCES[0]
    assert rows[0]["csl"]["publisher"] == "Юрайт"


def test_format_gives_strings_in_the_order_of_the_input(citekit):
    items = json.loads(citekit("parse", "-", data="\n".join(REFERENCES)).stdout)
    run = citekit("format", "-", "--from", "csl-json", "--style", "gost-7.0.5", "--to", "json", "--sort", "none", data=json.dumps(items))
    texts = json.loads(run.stdout)
    assert len(texts) == 3
    assert texts[0].startswith("Орлова\u00a0И.")
    assert texts[1].startswith("Adamson\u00a0F.")


@pytest.mark.parametrize("style", ["gost-7.0.5", "apa"])
@pytest.mark.parametrize("output", ["text", "markdown", "html", "latex", "rtf", "json"])
def test_format_prints_every_output(citekit, style, output):
    items = citekit("parse", "-", "--plain", data="\n".join(REFERENCES)).stdout
    run = citekit("format", "-", "--style", style, "--to", output, data=items)
    assert run.returncode == 0, run.stderr
    assert b"2019" in run.stdout


def test_extract_gives_an_object_a_reference_with_true_spans(citekit, sources):
    paper = next(p for p in sources if "konwar" in p.name)
    run = citekit("extract", paper, "--to", "jsonl")
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    text = paper.read_text("utf-8")
    assert len(rows) == 55
    for row in rows:
        assert set(row) == {"id", "raw", "kind", "source", "span", "csl", "confidence"}
        assert row["kind"] == "bibliography"
        assert "".join(text[row["span"][0] : row["span"][1]].split()) == "".join(row["raw"].split())
        assert 0 <= row["confidence"] <= 1


def test_extract_writes_bibtex_that_convert_reads(citekit, sources, tmp_path):
    assert citekit("extract", sources[0], "--to", "bibtex", "-o", "list.bib").returncode == 0
    run = citekit("convert", "list.bib", "-", "--to", "csl-json")
    assert run.returncode == 0, run.stderr
    assert len(json.loads(run.stdout)) == 16


def test_convert_there_and_back_keeps_the_records(citekit):
    items = json.loads(citekit("parse", "-", "--plain", data="\n".join(REFERENCES)).stdout)
    for name in ("bibtex", "ris"):
        there = citekit("convert", "-", "-", "--from", "csl-json", "--to", name, data=json.dumps(items))
        assert there.returncode == 0, there.stderr
        back = json.loads(citekit("convert", "-", "-", "--from", name, "--to", "csl-json", data=there.stdout).stdout)
        assert [(i["title"], i["author"], i["issued"]) for i in back] == [(i["title"], i["author"], i["issued"]) for i in items]


def test_dedupe_writes_groups_and_a_key_map(citekit, tmp_path):
    items = json.loads(citekit("parse", "-", "--plain", data="\n".join([*REFERENCES, REFERENCES[1]])).stdout)
    for item, name in zip(items, "abcd", strict=True):
        item["id"] = name
    run = citekit("dedupe", "-", "--groups", "groups.jsonl", "--key-map", "keys.tsv", "--explain", data=json.dumps(items))
    assert run.returncode == 0, run.stderr
    assert [i["id"] for i in json.loads(run.stdout)] == ["a", "b", "c"]
    assert [sorted(json.loads(line)) for line in (tmp_path / "groups.jsonl").read_text().splitlines()] == [["b", "d"]]
    assert (tmp_path / "keys.tsv").read_text() == "d\tb\n"
    assert "title" in run.stderr.decode()


def test_keys_prints_a_key_for_each_record(citekit):
    items = citekit("parse", "-", "--plain", data="\n".join(REFERENCES)).stdout
    lines = citekit("keys", "-", data=items).stdout.decode().splitlines()
    assert [line.split("\t")[0].lower() for line in lines] == ["orlova2019", "adamson2006", "tolay2016"]


def test_map_writes_its_exports(citekit, sources, tmp_path):
    run = citekit("map", *sources, "-o", "map")
    assert run.returncode == 0, run.stderr
    names = {p.name for p in (tmp_path / "map").iterdir()}
    assert {"edges.csv", "nodes.csv", "map.graphml", "report.json"} <= names


def test_options_stand_in_the_configuration_too(citekit, tmp_path):
    items = citekit("parse", "-", "--plain", data=REFERENCES[1]).stdout
    (tmp_path / "citekit.toml").write_text('[format]\nstyle = "apa"\n')
    assert b"https" in citekit("format", "-", data=items).stdout or b"(2006)" in citekit("format", "-", data=items).stdout
    (tmp_path / "citekit.toml").write_text('[format]\nstile = "apa"\n')
    run = citekit("format", "-", data=items)
    assert run.returncode == 2
    assert b"'style'" in run.stderr


def test_quiet_says_nothing_and_data_goes_to_stdout(citekit):
    run = citekit("--quiet", "parse", "-", data=REFERENCES[0])
    assert run.stderr == b""
    assert json.loads(run.stdout)


def test_pyproject_declares_what_the_readme_promises(root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert {"docx", "pdf", "map", "local", "csl", "splink", "all"} <= set(project["optional-dependencies"])
    assert project["license"] == "MIT"
