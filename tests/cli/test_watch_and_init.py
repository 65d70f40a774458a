"""``citekit check --watch`` for authors who write, and ``citekit init`` for a folder's settings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tomllib

import pytest

from citekit.checks.settings import settings_of
from citekit.cli.watching import Watched

GOOD = "@misc{a, doi = {10.1000/x}}\n"
BAD = "@misc{a, doi = {x}}\n"


def test_a_change_is_told_when_the_file_is_quiet_again(tmp_path):
    path, other = str(tmp_path / "a.bib"), str(tmp_path / "b.bib")
    (tmp_path / "a.bib").write_text("one", encoding="utf-8")
    steps = iter(
        [
            lambda: None,
            lambda: (tmp_path / "a.bib").write_text("half of t", encoding="utf-8"),
            lambda: (tmp_path / "a.bib").write_text("half of the second", encoding="utf-8"),
            lambda: None,
            lambda: (tmp_path / "b.bib").write_text("appears", encoding="utf-8"),
            lambda: None,
            (tmp_path / "a.bib").unlink,
            lambda: None,
        ]
    )
    watched = Watched([path, other], wait=lambda _: next(steps)())
    assert watched.changed() == (path,)
    assert watched.changed() == (other,)
    assert watched.changed() == (path,)
    assert next(steps, None) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_watch_reports_anew_after_each_change_until_it_is_interrupted(tmp_path):
    bib = tmp_path / "refs.bib"
    bib.write_text(BAD, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "citekit", "check", "refs.bib", "--watch", "--output-format", "concise"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    try:
        assert process.stdout.readline().startswith("refs.bib:1:17: CK201")
        assert "watching" in process.stderr.readline()
        bib.write_text(GOOD, encoding="utf-8")
        assert process.stderr.readline() == "changed: refs.bib\n"
        assert process.stderr.readline() == "0 findings\n"
        assert "watching" in process.stderr.readline()
        (tmp_path / "citekit.toml").write_text("[check]\nselekt = []\n", encoding="utf-8")
        assert "citekit.toml" in process.stderr.readline()
        assert "selekt" in process.stderr.readline()
        assert "watching" in process.stderr.readline()
        (tmp_path / "citekit.toml").unlink()
        bib.write_text("\n\n" + BAD, encoding="utf-8")
        assert process.stdout.readline().startswith("refs.bib:3:17: CK201")
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=60)[1]
        assert process.returncode == 130
        assert "Traceback" not in rest
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


def test_watch_asks_no_registry_and_no_standard_input(citekit):
    for more in (["--online"], ["--index", "x"], ["-"]):
        done = citekit("check", "refs.bib", "--watch", *more)
        assert done.returncode == 2
        assert b"--watch" in done.stderr


def test_init_writes_settings_that_citekit_obeys_and_never_over_others(citekit, tmp_path):
    assert citekit("init", "--journal", "ru-bsi-translit").returncode == 0
    written = (tmp_path / "citekit.toml").read_text(encoding="utf-8")
    table = tomllib.loads(written)
    assert table["journal"] == "ru-bsi-translit"
    settings_of(table["check"], "citekit.toml")
    (tmp_path / "refs.bib").write_text(GOOD, encoding="utf-8")
    assert citekit("check", "refs.bib").returncode == 0
    assert b"References" in citekit("format", "refs.bib").stdout
    again = citekit("init")
    assert again.returncode == 2
    assert b"--force" in again.stderr
    assert (tmp_path / "citekit.toml").read_text(encoding="utf-8") == written
    assert citekit("init", "--force", "--journal", "apa-only").returncode == 0
    assert tomllib.loads((tmp_path / "citekit.toml").read_text(encoding="utf-8"))["journal"] == "apa-only"


def test_every_setting_that_init_shows_is_one_when_its_mark_is_taken_off(citekit, tmp_path):
    assert citekit("init").returncode == 0
    text = (tmp_path / "citekit.toml").read_text(encoding="utf-8")
    bare = "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines() if 'style = "' not in line)
    (tmp_path / "citekit.toml").write_text(bare, encoding="utf-8")
    assert tomllib.loads(bare)["check"]["severity"] == {"CK204": "error"}
    (tmp_path / "refs.bib").write_text(GOOD, encoding="utf-8")
    done = citekit("check", "refs.bib")
    assert (done.returncode, done.stdout) == (0, b"")


def test_init_names_the_nearest_journal_where_there_is_none_of_the_name(citekit, tmp_path):
    done = citekit("init", "--journal", "ru-bsi-translet")
    assert done.returncode == 2
    assert b"ru-bsi-translit" in done.stderr
    assert not (tmp_path / "citekit.toml").exists()
