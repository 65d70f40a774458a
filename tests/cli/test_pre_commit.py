"""The three hooks through the real pre-commit in a git repository, with the network closed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
BAD = "@misc{a, doi = {https://doi.org/10.1000/x}}\n"
GOOD = "@misc{a, doi = {10.1000/x}}\n"

GUARD = """
import socket

def closed(*_, **__):
    raise SystemExit("citekit reached for the network")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = closed
"""


@pytest.fixture(scope="module")
def tools():
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """What comes before a command so that it has no network: a namespace of its own, else (in the hook) no sockets."""
    alone = ["unshare", "--map-root-user", "--net"]
    try:
        subprocess.run([*alone, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        alone = []
    folder = tmp_path_factory.mktemp("guard")
    (folder / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    return alone, str(folder)


@pytest.fixture
def repository(tools, closed, tmp_path):
    """A git repository with the hooks of .pre-commit-hooks.yaml, which run this very citekit."""
    alone, guard = closed
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT"))},
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        "CITEKIT_CACHE": str(tmp_path / "cache" / "x"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
        "PYTHONPATH": guard,
    }
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in hooks:
        assert hook["entry"].startswith("citekit-hook ")
        hook |= {
            "language": "unsupported",
            "entry": hook["entry"].replace("citekit-hook", f"{sys.executable} -m citekit.hook"),
            "verbose": True,
        }
        del hook["minimum_pre_commit_version"]
    folder = tmp_path / "repository"
    folder.mkdir()

    def run(*command):
        return subprocess.run([*alone, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False)

    def git(*arguments):
        done = run("git", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def hook(name, *more):
        done = run(sys.executable, "-m", "pre_commit", "run", name, *more)
        assert "reached for the network" not in done.stdout + done.stderr
        return done.returncode, done.stdout

    git("init", "-q")
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return folder, git, hook, run


def test_check_fails_where_something_is_found_and_passes_where_not(repository):
    folder, git, hook, _ = repository
    (folder / "refs.bib").write_text(BAD, encoding="utf-8")
    (folder / "notes.txt").write_text("nothing to see", encoding="utf-8")
    git("add", ".")
    for _ in range(2):  # the second time from the cache
        status, said = hook("citekit-check")
        assert status == 1
        assert "refs.bib:1:17: CK202" in said
        assert re.search(r"- exit code: 1", said)
    (folder / "refs.bib").write_text(GOOD, encoding="utf-8")  # not staged: what is committed is checked
    assert hook("citekit-check")[0] == 1
    git("add", "refs.bib")
    assert hook("citekit-check")[0] == 0
    assert (folder / "refs.bib").read_text(encoding="utf-8") == GOOD


def test_check_sees_all_files_of_a_commit_at_once(repository):
    folder, git, hook, _ = repository
    entry = "@article{{{}, author = {{Иванов, И. И.}}, title = {{Одно дело о другом}}, journal = {{Вестник}}, year = {{2020}}}}\n"
    for n in range(150):
        (folder / f"part{n}.bib").write_text(entry.format(f"k{n}") if n in {0, 149} else "", encoding="utf-8")
    git("add", ".")
    status, said = hook("citekit-check")
    assert status == 1
    assert "is the same work as «k0»" in said or "is the same work as «k149»" in said


def test_fix_changes_the_file_fails_once_and_then_passes(repository):
    folder, git, hook, _ = repository
    (folder / "refs.bib").write_text("% mine\n" + BAD, encoding="utf-8")
    git("add", ".")
    status, said = hook("citekit-fix")
    assert status == 1
    assert "files were modified by this hook" in said
    assert (folder / "refs.bib").read_text(encoding="utf-8") == "% mine\n" + GOOD
    git("add", ".")
    assert hook("citekit-fix")[0] == 0


def test_project_finds_what_nothing_cites_among_the_files_that_git_knows(repository):
    folder, git, hook, _ = repository
    (folder / "refs.bib").write_text("@misc{a, title = {Одно}}\n@misc{b, title = {Другое}}\n", encoding="utf-8")
    (folder / "paper.md").write_text("Смотри [@a] и [@c].\n", encoding="utf-8")
    git("add", ".")
    (folder / "draft.md").write_text("Вот [@b].\n", encoding="utf-8")  # git does not know it yet
    status, said = hook("citekit-project")
    assert status == 1
    assert "paper.md:1:15: CK501" in said or "CK501 the key «c»" in said
    assert "CK502 no manuscript cites «b»" in said
    git("rm", "-q", "--cached", "paper.md")
    (folder / "paper.md").unlink()
    git("add", "draft.md")
    status, said = hook("citekit-project", "--all-files")
    assert "CK502 no manuscript cites «a»" in said


def test_a_commit_is_stopped_and_one_that_deletes_the_file_goes_through(repository):
    folder, git, _, run = repository
    assert run(sys.executable, "-m", "pre_commit", "install").returncode == 0
    (folder / "refs.bib").write_text("@misc{a, doi = {x}}\n", encoding="utf-8")
    git("add", ".")
    stopped = run("git", "commit", "-m", "no")
    assert stopped.returncode == 1
    assert "CK201" in stopped.stdout + stopped.stderr
    git("commit", "-q", "--no-verify", "-m", "in spite of it")
    git("rm", "-q", "refs.bib")
    gone = run("git", "commit", "-m", "gone")
    assert gone.returncode == 0, gone.stdout + gone.stderr
