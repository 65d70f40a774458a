"""The hook's cache: what has not changed is answered without a check, and whatever has is checked."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from citekit import hook
from citekit.checks import cache, checking

BAD = "@misc{a, doi = {x}}\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("CITEKIT_CACHE", str(tmp_path / "cache" / "crossref.sqlite"))
    monkeypatch.setattr(hook, "_spare", lambda: None)  # this process is a long one
    (tmp_path / "work" / "refs.bib").write_text(BAD, encoding="utf-8")
    return tmp_path / "work"


@pytest.fixture
def asked(monkeypatch):
    """The checks that were made, as lists of files."""
    made = []
    real = checking.check

    def counted(project, *rest, **more):
        made.append(sorted(project.sources))
        return real(project, *rest, **more)

    monkeypatch.setattr(checking, "check", counted)
    return made


def run(capfd, *arguments):
    status = hook.main(arguments)
    out, err = capfd.readouterr()
    return status, out, err


def test_the_second_run_says_the_same_without_a_check(folder, asked, capfd):
    first = run(capfd, "check", "refs.bib")
    assert first[0] == 1
    assert "CK201" in first[1]
    assert run(capfd, "check", "refs.bib") == first
    assert len(asked) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "refs.bib").write_text(BAD + "% more\n", encoding="utf-8"),
        lambda folder: (folder / "citekit.toml").write_text('[check]\nignore = ["CK2"]\n', encoding="utf-8"),
        lambda folder: (folder.parent / "pyproject.toml").write_text('[tool.citekit.check]\nignore = ["CK2"]\n', encoding="utf-8"),
        lambda folder: (folder / "later.bib").write_text("@misc{b}", encoding="utf-8"),
        lambda folder: (folder / "chapter.tex").write_text("\\cite{nobody}", encoding="utf-8"),
    ],
)
def test_whatever_the_answer_rests_on_makes_a_new_check_when_it_changes(folder, asked, capfd, change):
    (folder / "paper.tex").write_text(
        "\\documentclass{article}\\begin{document}\\cite{a}\\input{chapter}\\bibliography{refs,later}\\end{document}", encoding="utf-8"
    )
    run(capfd, "check", "paper.tex", "refs.bib")
    change(folder)
    run(capfd, "check", "paper.tex", "refs.bib")
    assert len(asked) == 2


def test_other_options_are_another_question(folder, asked, capfd):
    run(capfd, "check", "refs.bib")
    assert run(capfd, "check", "refs.bib", "--ignore", "CK2")[0] == 0
    assert run(capfd, "check", "refs.bib", "--output-format", "json")[1].startswith("{")
    run(capfd, "check", "refs.bib", "--no-cache")
    assert len(asked) == 4


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\xff\n{}\n", b"0" * 64 + b"\n{}\nall is well"])
def test_a_broken_cache_is_no_cache(folder, asked, capfd, damage):
    first = run(capfd, "check", "refs.bib")
    for answer in cache.cache_folder().iterdir():
        answer.write_bytes(damage)
    assert run(capfd, "check", "refs.bib") == first
    assert len(asked) == 2
    assert run(capfd, "check", "refs.bib") == first
    assert len(asked) == 2


def test_a_cache_that_cannot_be_written_is_no_cache(folder, capfd, monkeypatch):
    (folder.parent / "cache").write_text("a file where a folder should be", encoding="utf-8")
    assert run(capfd, "check", "refs.bib")[0] == 1
    assert run(capfd, "fix", "refs.bib")[0] == 0


def test_what_cannot_be_read_is_never_kept(folder, capfd):
    for _ in range(2):
        assert run(capfd, "check", "refs.bib", "gone.bib")[0] == 2
    assert not cache.cache_folder().exists()


def test_fix_asks_again_only_about_files_that_changed(folder, capfd, asked, monkeypatch):
    (folder / "good.bib").write_text("@misc{a, doi = {10.1000/x}}\n", encoding="utf-8")
    (folder / "bad.bib").write_text("@misc{a, doi = {https://doi.org/10.1000/x}}\n", encoding="utf-8")
    assert run(capfd, "fix", "good.bib", "bad.bib")[0] == 1
    assert run(capfd, "fix", "good.bib", "bad.bib") == (0, "", "")
    before = len(asked)
    assert run(capfd, "fix", "good.bib", "bad.bib") == (0, "", "")
    assert len(asked) == before
    (folder / "good.bib").write_text("@misc{a, doi = {doi:10.1000/x}}\n", encoding="utf-8")
    assert run(capfd, "fix", "good.bib", "bad.bib")[0] == 1


def test_old_answers_give_way_and_all_can_be_cleared(folder, monkeypatch):
    monkeypatch.setattr(cache, "_MOST", 8)
    for n in range(20):
        cache.keep(f"{n:064}", 0, b"")
    assert 0 < len(list(cache.cache_folder().iterdir())) <= 8
    assert cache.clear() > 0
    assert list(cache.cache_folder().iterdir()) == []


def test_hooks_that_run_at_once_do_not_hurt_each_other(folder):
    def start(_):
        return subprocess.run(
            [sys.executable, "-m", "citekit.hook", "check", "refs.bib"], cwd=folder, env=dict(os.environ), capture_output=True, check=False
        )

    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(start, range(4)))
    assert {(r.returncode, r.stdout, r.stderr) for r in runs} == {(1, runs[0].stdout, b"")}


def test_a_warm_hook_loads_the_standard_library_alone(folder):
    code = (
        "import sys; from citekit.hook import main; s = main(['check', 'refs.bib']);"
        "print(s, sorted(m for m in sys.modules if m.startswith('citekit.')));"
        "print([m for m in ('msgspec', 'typer', 'rich', 'habanero', 'lxml', 'numpy', 'bibtexparser', 'yaml') if m in sys.modules])"
    )
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-2:] == ["1 ['citekit.checks', 'citekit.checks.cache', 'citekit.hook']", "[]"]


def test_thousands_of_files_are_one_answer(folder, asked, capfd):
    for n in range(2000):
        (folder / f"f{n}.bib").write_text("@misc{a}\n", encoding="utf-8")
    files = [f"f{n}.bib" for n in range(2000)]
    first = run(capfd, "check", "--select", "CK2", *files)
    assert first == (0, "", "")
    assert run(capfd, "check", "--select", "CK2", *files) == first
    assert len(asked) == 1


def test_clearing_the_cache_clears_the_hooks_answers_too(folder, capfd):
    run(capfd, "check", "refs.bib")
    done = subprocess.run([sys.executable, "-m", "citekit", "cache", "clear"], cwd=folder, capture_output=True, text=True, check=True)
    assert "1 answers of the hook removed" in done.stderr
    assert list(cache.cache_folder().iterdir()) == []
