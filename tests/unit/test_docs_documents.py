"""The page on documents says what the readers do."""

import re
import sys
from pathlib import Path

import pytest

from citekit.documents import archive, docx, glyphs, latexfiles, pdf, registry

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import manuscripts as m


@pytest.fixture
def page(root):
    return (root / "docs" / "documents.md").read_text("utf-8")


def test_the_table_of_formats_names_the_endings_that_are_read(page):
    rows = dict(re.findall(r"^\| (\w+) \| (\.[^|]+) \|", page, re.MULTILINE))
    assert {kind: tuple(row.replace(" ", "").split(",")) for kind, row in rows.items()} == {
        kind: tuple(e for e in endings if e) for kind, endings in registry._BUILT_IN.items()
    }


def test_the_messages_of_the_readers_are_those_of_the_table(page, root):
    said = set(re.findall(r"^\| (CK\d+) \|", page, re.MULTILINE))
    files = [*(root / "citekit" / "documents").glob("*.py"), root / "citekit" / "language" / "encoding.py", root / "citekit" / "papers.py"]
    written = {code for file in files for code in re.findall(r"\"(CK9[012]\d)\"", file.read_text("utf-8"))}
    assert said - written == set()
    assert {code for code in written if "CK910" <= code <= "CK919"} <= said


def test_the_bounds_are_those_of_the_readers(page):
    bounds = " ".join(page.split("Bounds:")[1].split("\n\n")[0].split())
    assert bounds == (
        f"{archive._MOST_PARTS:,} parts of an archive, {archive._MOST_BYTES // 1_000_000} MB of one part, {archive._RATIO} times its packed size; "
        f"{pdf._MOST_PAGES:,} pages of a PDF and {glyphs._MOST_GLYPHS:,} letters of one; {latexfiles._MOST_FILES} files of a LaTeX manuscript; "
        f"elements, groups and fields nested {docx._DEEPEST} deep."
    )


def test_the_count_of_references_is_that_of_the_lists(page):
    assert f"({sum(len(m.references_of(name)) for name in m.LISTS)} references)" in page
