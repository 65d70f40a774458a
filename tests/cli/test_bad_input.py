"""What a user can get wrong gives one clear line and the documented status, never a traceback."""

import json
import os
import signal
import subprocess
import sys

import pytest

PAPER = "Title of a paper about references\n\nReferences\n\n1. Ivanov, I. I. (2019). A title of an article. Journal of Tests, 3(1), 5–9.\n"


def one_line(run, status):
    text = run.stderr.decode()
    assert run.returncode == status, text
    assert "Traceback" not in text
    lines = [line for line in text.splitlines() if line.startswith(("citekit:", "error:", "warning:"))]
    assert lines, text
    return lines[0]


def test_a_missing_file_is_named(citekit, tmp_path):
    assert "nowhere.txt: no such file" in one_line(citekit("build", "nowhere.txt", "-o", "out"), 2)


def test_a_folder_without_papers_is_said(citekit, tmp_path):
    (tmp_path / "papers").mkdir()
    assert "papers: CK905 no papers in this folder" in one_line(citekit("build", "papers", "-o", "out"), 2)


def test_an_empty_file_is_said_to_be_empty(citekit, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    assert "empty" in one_line(citekit("extract", "empty.txt"), 1)


@pytest.mark.parametrize(
    ("data", "what"), [(b"%PDF-1.7\n%\xe2\xe3", "PDF"), (b"PK\x03\x04rest", "ZIP"), (bytes(range(256)) * 40, "binary")]
)
def test_a_binary_file_is_recognised(citekit, tmp_path, data, what):
    (tmp_path / "paper.txt").write_bytes(data)
    assert what in one_line(citekit("build", "paper.txt", "-o", "out"), 2)


def test_a_paper_without_references_is_said_and_the_others_go_on(citekit, tmp_path):
    (tmp_path / "none.txt").write_text("Just a few words.\n\nAnd some more of them, without any list.\n")
    (tmp_path / "one.txt").write_text(PAPER)
    run = citekit("build", "none.txt", "one.txt", "-o", "out")
    assert "none.txt" in one_line(run, 1)
    assert len(json.loads((tmp_path / "out" / "library.json").read_text())) == 1


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16", "utf-16-le"])
def test_other_encodings_are_read_and_said(citekit, tmp_path, encoding):
    text = "Статья о ссылках\n\nСписок литературы\n\n1. Орлова И. Б. Социальные технологии. М. : Юрайт, 2019. 174 с.\n2. Петров П. П. Общая теория ссылок и примечаний. СПб. : Наука, 2001. 200 с.\n"
    (tmp_path / "paper.txt").write_bytes(text.encode(encoding))
    run = citekit("extract", "paper.txt")
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    assert [row["csl"]["publisher"] for row in rows] == ["Юрайт", "Наука"]
    assert encoding.replace("-", "").replace("_", "") in run.stderr.decode().replace("-", "").replace("_", "")


def test_invalid_utf8_is_read_with_the_damage_said(citekit, tmp_path):
    text = PAPER.replace("A title", "Ünïcödé títle").encode().replace(b"Journal", b"Jour\xffnal", 1)
    (tmp_path / "paper.txt").write_bytes(text)
    run = citekit("extract", "paper.txt")
    assert len(run.stdout.splitlines()) == 1
    assert b"read as" in run.stderr


def test_a_broken_bib_entry_does_not_take_the_others_with_it(citekit, tmp_path):
    (tmp_path / "refs.bib").write_text("@book{good1, title = {One}}\n@article{broken, title = {Never closed\n@book{good2, title = {Two}}\n")
    run = citekit("convert", "refs.bib", "-", "--to", "csl-json")
    titles = [item.get("title", "") for item in json.loads(run.stdout)]
    assert "One" in titles
    assert "Two" in titles
    assert "refs.bib:2" in one_line(run, 1)


def test_csl_json_of_the_wrong_shape_says_where(citekit):
    items = [{"title": "a"}, {"title": "b"}, {"title": "c"}, {"title": "d", "volume": {"number": 3}}]
    run = citekit("format", "-", "--from", "csl-json", data=json.dumps(items))
    assert "$[3].volume" in run.stderr.decode()
    assert run.returncode == 1
    assert "Traceback" not in run.stderr.decode()


def test_broken_json_says_line_and_column(citekit):
    line = one_line(citekit("format", "-", "--from", "csl-json", data='[\n {"title": }\n]'), 2)
    assert "2" in line
    assert "JSON" in line


def test_an_output_folder_that_cannot_be_made_is_named(citekit, tmp_path):
    (tmp_path / "paper.txt").write_text(PAPER)
    (tmp_path / "taken").write_text("a file")
    assert "taken" in one_line(citekit("build", "paper.txt", "-o", "taken"), 2)
    assert (tmp_path / "taken").read_text() == "a file"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_folder_that_may_not_be_written_is_named(citekit, tmp_path):
    (tmp_path / "paper.txt").write_text(PAPER)
    (tmp_path / "locked").mkdir(mode=0o500)
    assert "locked" in one_line(citekit("build", "paper.txt", "-o", "locked"), 2)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("format", "-", "--style", "gost-7.0.6"), "gost-7.0.5"),
        (("format", "-", "--to", "htm"), "html"),
        (("format", "-", "--set", "seperator=dash"), "separator"),
        (("extract", "-", "--kind", "bibliografy"), "bibliography"),
        (("parse", "-", "--to", "bibtec"), "bibtex"),
    ],
)
def test_a_mistyped_name_gets_the_nearest_known_one(citekit, arguments, word):
    run = citekit(*arguments, data=PAPER if arguments[0] != "format" else "[]")
    line = one_line(run, 2)
    assert f"did you mean '{word}'" in line


def test_a_text_of_50_megabytes_is_read(citekit, tmp_path):
    body = "A line of prose that is not a reference at all, and goes on for a while.\n" * 690_000
    (tmp_path / "long.txt").write_text(body + "\n" + PAPER)
    run = citekit("extract", "long.txt")
    assert len(run.stdout.splitlines()) == 1, run.stderr


def test_control_c_leaves_no_half_file(tmp_path, sources):
    process = subprocess.Popen(
        [sys.executable, "-m", "citekit", "parse", "-", "-o", "out.json"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    )
    process.stdin.write(b"Ivanov, I. (2019). A title. Journal, 3, 5.\n")
    process.stdin.flush()
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=4)  # it is reading standard input now
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    assert list(tmp_path.iterdir()) == []


def test_a_closed_pipe_is_quiet(sources):
    command = f"{sys.executable} -m citekit parse - --to jsonl | head -c 10"
    run = subprocess.run(
        ["bash", "-c", command], input=(PAPER.splitlines()[4] + "\n").encode() * 3000, capture_output=True, timeout=120, check=False
    )
    assert run.stderr == b""
