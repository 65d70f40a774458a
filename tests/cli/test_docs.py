"""What the README and the pages of the guide show is there."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "templates" / "journals" / "README.md"]


@cache
def help_of(command):
    run = subprocess.run(
        [sys.executable, "-m", "citekit", *command.split(), "--help"], capture_output=True, text=True, check=False, env={"COLUMNS": "300"}
    )
    assert run.returncode == 0, command
    return run.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_line_exists_with_its_options(page):
    for line in re.findall(r"^(?:\$ )?citekit (.+?)(?:\s+#.*)?$", page.read_text("utf-8"), re.MULTILINE):
        name, *words = line.split()
        if name in {"cache", "index"} and words and not words[0].startswith("-"):
            name = f"{name} {words.pop(0)}"
        for option in (word.split("=")[0] for word in words if word.startswith("-") and len(word) > 1):
            assert option in help_of(name), line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_the_guide_names_every_page():
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    for page in PAGES[1:-1]:
        assert page.name == "README.md" or f"({page.name})" in index, page.name
