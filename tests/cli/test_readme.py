"""What the README shows is what happens."""

import doctest
import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def readme(root):
    return (root / "README.md").read_text("utf-8")


def test_the_python_of_the_readme_runs(root):
    result = doctest.testfile(str(root / "README.md"), module_relative=False, encoding="utf-8", optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted > 4
    assert result.failed == 0


def test_the_demo_of_the_readme_is_what_the_build_prints(readme, sources, tmp_path):
    command = [sys.executable, "-m", "citekit", "build", *map(str, sources), "-o", "out"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    shown = readme.split("$ make demo\n")[1].split("```")[0].splitlines()
    printed = run.stderr.splitlines()
    for line in shown[1 : shown.index("")]:
        assert line in printed
    gost = (tmp_path / "out" / "gost.txt").read_text("utf-8").replace("\u00a0", " ").splitlines()
    for line in readme.split("```text\n")[1].split("```")[0].splitlines():
        assert line == "…" or line in gost
