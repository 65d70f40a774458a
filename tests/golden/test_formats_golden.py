"""What a mixed .bib becomes in every format: the files beside, read by eye when they change."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit import formats

FOLDER = Path(__file__).parent / "formats"
ENDINGS = {"csl-json": "json", "bibtex": "bibtex.bib", "biblatex": "biblatex.bib", "ris": "ris", "nbib": "nbib", "endnote": "xml", "csv": "csv", "csl-yaml": "yaml", "crossref": "crossref.json"}  # fmt: skip


@pytest.mark.parametrize("name", ENDINGS)
def test_a_mixed_bib_is_written_as_the_golden_file_has_it(name):
    reading = formats.read((FOLDER / "mixed.bib").read_bytes(), "bibtex", source="mixed.bib")
    expected = (FOLDER / f"mixed.{ENDINGS[name]}").read_bytes().decode("utf-8")
    assert formats.write(reading.records, name, plain=True) == expected


def test_what_is_noticed_in_a_mixed_bib():
    reading = formats.read((FOLDER / "mixed.bib").read_bytes(), "bibtex", source="mixed.bib")
    assert [str(d) for d in reading.diagnostics] == [
        "mixed.bib:39:38 [broken]: FT201 a broken entry: the value of 'title' is never closed",
    ]
