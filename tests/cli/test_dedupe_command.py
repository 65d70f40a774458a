"""``citekit dedupe`` as its user meets it: reports, reviews at a terminal, decisions that stay, and the way back."""

import json
import os
import pty
import select
import sys

import pytest

BIB = """\
@article{ivanov, author={Иванов, И. И. and Петров, П. П.}, title={Мягкая сила России в Азии}, journal={Вестник МГУ}, year=2019, number=4, pages={3--9}}
@article{ivanov-en, author={Ivanov, I. I. and Petrov, P. P.}, title={Myagkaya sila Rossii v Azii}, journal={Vestnik MGU}, year=2019, number=4, pages={3--9}, doi={10.1000/xyz}}
@book{nye, author={Nye, J. S.}, title={Soft power}, year=2004, publisher={PublicAffairs}}
@book{nye3, author={Nye, Joseph}, title={Soft power}, year=2005}
@book{hard, author={Hardy, Ann}, title={Hard <b>power</b>}, year=2001, publisher={<script>alert(1)</script>}}
@book{hard2, author={Hardy, A.}, title={Hard power}, year=2002}
"""


@pytest.fixture
def bib(tmp_path):
    (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    return tmp_path


def at_a_terminal(folder, answers, *arguments):
    """Run citekit at a pseudo-terminal, giving an answer at each prompt, and return what was seen and the exit status."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ.update(COLUMNS="100", TERM="xterm", PYTHONUTF8="1")
        os.execv(sys.executable, [sys.executable, "-m", "citekit", *arguments])
    seen = b""
    left = list(answers)
    while select.select([terminal], [], [], 60)[0]:
        try:
            some = os.read(terminal, 65536)
        except OSError:
            break
        seen += some
        if seen.rstrip().endswith(b"[q]uit:"):
            if not left:
                left = ["q"]
            word = left.pop(0)
            os.write(terminal, word.encode() if word in "\x03\x04" else f"{word}\n".encode())
    return seen.decode(), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def decided(folder):
    return [(d["a"], d["b"], d["same"]) for d in map(json.loads, (folder / "citekit-decisions.jsonl").read_text("utf-8").splitlines())]


def groups(folder):
    return [json.loads(line) for line in (folder / "groups.jsonl").read_text("utf-8").splitlines()]


def test_undo_gives_back_the_very_records(citekit, bib):
    assert citekit("dedupe", "refs.bib", "-o", "merged.json", "--report", "report.json").returncode == 0
    assert len(json.loads((bib / "merged.json").read_text("utf-8"))) == 5
    run = citekit("dedupe", "--undo", "report.json", "-o", "back.json")
    assert run.returncode == 0, run.stderr
    citekit("convert", "refs.bib", "straight.json")
    assert (bib / "back.json").read_bytes() == (bib / "straight.json").read_bytes()


def test_undo_gives_back_records_without_ids_with_two_of_one_and_with_broken_letters(citekit, tmp_path):
    power = {"type": "book", "title": "Soft power of nations", "author": [{"family": "Nye"}], "issued": {"date-parts": [[2004]]}}
    odd = [
        power,
        {"id": "x", **power},
        {"id": "x", **power, "note": "p\udc80"},
        {"type": "book", "title": "Other"},
        {"id": "t\tab", **power},
    ]
    (tmp_path / "odd.json").write_text(json.dumps(odd), "utf-8")
    citekit("dedupe", "odd.json", "-o", "merged.json", "--report", "report.json")
    assert len(json.loads((tmp_path / "merged.json").read_text("utf-8"))) == 2
    citekit("dedupe", "--undo", "report.json", "-o", "back.json")
    citekit("convert", "odd.json", "straight.json")
    assert (tmp_path / "back.json").read_bytes() == (tmp_path / "straight.json").read_bytes()


def test_what_a_file_holds_does_not_speak_to_the_terminal(citekit, tmp_path):
    power = {"type": "book", "title": "Soft power of nations", "author": [{"family": "Nye"}], "issued": {"date-parts": [[2004]]}}
    (tmp_path / "evil.json").write_text(json.dumps([{"id": "a\x1b]0;x\x07", **power}, {"id": "a\x1b]0;x\x07", **power}]), "utf-8")
    run = citekit("dedupe", "evil.json", "--explain", "-o", "merged.json")
    assert b"the same title" in run.stderr
    assert b"\x1b" not in run.stderr + citekit("dedupe", "evil.json", "--pair", "b", "c").stderr


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": "citekit-dedupe-report", "version": 1, "records": 3}', "[" * 100_000,
     '{"format": "citekit-dedupe-report", "version": 1, "records": [], "groups": [{"members": ["a","b"], "kept": "a", "reasons": [], "confidence": 1, "originals": [{}, {}], "positions": [0, 999999999999]}]}'],
)  # fmt: skip
def test_a_report_that_is_none_is_refused_in_one_line(citekit, tmp_path, text):
    (tmp_path / "report.json").write_text(text, "utf-8")
    run = citekit("dedupe", "--undo", "report.json")
    assert run.returncode == 2
    assert run.stderr.decode().startswith("citekit: report.json")
    assert run.stderr.count(b"\n") == 1


def test_the_page_shows_the_pairs_marked_and_runs_nothing(citekit, bib):
    assert citekit("dedupe", "refs.bib", "-o", "merged.json", "--report", "report.html").returncode == 0
    page = (bib / "report.html").read_text("utf-8")
    assert "default-src 'none'" in page
    assert "<script" not in page.casefold()
    assert "<mark>2004</mark>" in page
    assert "<mark>2005</mark>" in page
    assert page.index("Uncertain") < page.index("Merged")
    assert page.count("<article>") == page.count("</article>") >= 2


def test_explain_says_why_one_and_why_perhaps(citekit, bib):
    said = citekit("dedupe", "refs.bib", "--explain", "-o", "merged.json").stderr.decode()
    assert "ivanov = ivanov-en: ivanov and ivanov-en: the same title" in said
    assert "nye ? nye3: the same short title" in said
    assert "too few to merge" in said


def test_a_pair_is_explained_whether_one_or_not(citekit, bib):
    assert "ivanov and ivanov-en are one work" in citekit("dedupe", "refs.bib", "--pair", "ivanov", "ivanov-en").stdout.decode()
    assert "nye and hard are two works: different titles" in citekit("dedupe", "refs.bib", "--pair", "nye", "hard").stdout.decode()
    run = citekit("dedupe", "refs.bib", "--pair", "nye", "nie3")
    assert run.returncode == 2
    assert "did you mean 'nye3'" in run.stderr.decode()


def test_review_never_asks_without_a_terminal(citekit, bib):
    run = citekit("dedupe", "refs.bib", "--review", "-o", "merged.json", data="y\ny\ny\n")
    assert run.returncode == 0
    assert "needs a terminal" in run.stderr.decode()
    assert not (bib / "citekit-decisions.jsonl").exists()
    assert len(json.loads((bib / "merged.json").read_text("utf-8"))) == 5


def test_answers_are_kept_and_later_runs_obey_them(citekit, bib):
    seen, status = at_a_terminal(bib, ["y", "n"], "dedupe", "refs.bib", "--review", "-o", "merged.json", "--groups", "groups.jsonl")
    assert status == 0, seen
    assert sorted(same for _, _, same in decided(bib)) == [False, True]
    first = groups(bib)
    run = citekit("dedupe", "refs.bib", "-o", "again.json", "--groups", "groups.jsonl")
    assert "are obeyed" in run.stderr.decode()
    assert groups(bib) == first
    assert "uncertain" not in run.stderr.decode()
    assert (bib / "again.json").read_bytes() == (bib / "merged.json").read_bytes()


def test_a_review_goes_on_where_it_was_left(bib):
    at_a_terminal(bib, ["y", "q"], "dedupe", "refs.bib", "--review", "-o", "merged.json")
    assert len(decided(bib)) == 1
    seen, _ = at_a_terminal(bib, ["n"], "dedupe", "refs.bib", "--review", "-o", "merged.json")
    assert "1 of 1" in seen
    assert len(decided(bib)) == 2


def test_an_interrupted_review_keeps_what_was_answered_and_writes_no_output(bib):
    seen, status = at_a_terminal(bib, ["y", "\x03"], "dedupe", "refs.bib", "--review", "-o", "merged.json")
    assert status == 130, seen
    assert "Traceback" not in seen
    assert len(decided(bib)) == 1
    assert not (bib / "merged.json").exists()


def test_the_end_of_the_input_leaves_the_review(bib):
    seen, status = at_a_terminal(bib, ["\x04"], "dedupe", "refs.bib", "--review", "-o", "merged.json")
    assert status == 0, seen
    assert not (bib / "citekit-decisions.jsonl").exists()
    assert (bib / "merged.json").exists()


def test_a_record_cannot_command_the_terminal(tmp_path):
    (tmp_path / "refs.json").write_text(
        json.dumps([{"id": f"x{n}", "type": "book", "title": "Power\x1b]0;owned\x07", "author": [{"family": "Nye"}], "issued": {"date-parts": [[2000 + n]]}} for n in (1, 2)]),
        "utf-8",
    )  # fmt: skip
    seen, _ = at_a_terminal(tmp_path, ["s"], "dedupe", "refs.json", "--review", "-o", "merged.json")
    assert "1 of 1" in seen
    assert "\x1b]0;" not in seen


def test_decisions_stand_in_toml_too_and_a_stale_one_is_named(citekit, bib):
    (bib / "mine.toml").write_text(
        '[[decision]]\na = "nye"\nb = "nye3"\nsame = true\n\n[[decision]]\na = "gone"\nb = "nye"\nsame = true\n\n'
        '[[decision]]\na = "hard"\nb = "hard2"\nsame = true\ntitles = ["Another title", "Another title"]\n',
        "utf-8",
    )
    run = citekit("dedupe", "refs.bib", "--decisions", "mine.toml", "-o", "merged.json", "--groups", "groups.jsonl")
    assert ["nye", "nye3"] in groups(bib)
    assert ["hard", "hard2"] not in groups(bib)
    said = run.stderr.decode()
    assert "DD102" in said
    assert "gone" in said
    assert "DD112" in said


def test_broken_decisions_are_named_by_their_line_and_the_others_hold(citekit, bib):
    (bib / "d.jsonl").write_text('{"a": "nye", "b": "nye3", "same": true}\nnonsense\n{"a": "x", "b": "x", "same": true}\n', "utf-8")
    run = citekit("dedupe", "refs.bib", "--decisions", "d.jsonl", "-o", "merged.json", "--groups", "groups.jsonl")
    assert ["nye", "nye3"] in groups(bib)
    assert "d.jsonl:2" in run.stderr.decode()
    assert "d.jsonl:3" in run.stderr.decode()


def test_unknown_engines_and_reports_are_refused_before_anything_is_written(citekit, bib):
    for option, value in (("--engine", "spark"), ("--report", "report.pdf")):
        run = citekit("dedupe", "refs.bib", option, value, "-o", "merged.json")
        assert run.returncode == 2
        assert not (bib / "merged.json").exists()


def test_an_absent_splink_is_named_with_the_command_that_installs_it(citekit, bib):
    (bib / "splink").mkdir()
    (bib / "splink" / "__init__.py").write_text("raise ImportError\n", "utf-8")
    run = citekit("dedupe", "refs.bib", "--engine", "splink", "-o", "merged.json", environment={"PYTHONPATH": str(bib)})
    assert run.returncode == 2
    assert "pip install 'citekit[splink]'" in run.stderr.decode()
