"""The bundled lists: what stands in bibliographies/ is what citekit makes of their sources."""

import pytest

from citekit import extract, parse_list, read_document
from citekit.formats import read, write

LISTS = ["grebenyuk-averianov-2025", "grebenyuk-protasova-averyanov-2024", "konwar-2024", "matnazarova-2025", "stefanik-2016"]


@pytest.mark.parametrize("name", LISTS)
def test_the_bundled_records_are_those_read_from_the_printed_list(name, root):
    references = extract(read_document(root / "bibliographies" / "sources" / f"{name}.txt")).references
    records = [r.record for r in references if r.kind == "bibliography"]
    kept = read((root / "bibliographies" / f"{name}.bib").read_bytes(), "bibtex").records
    again = read(write(records, "bibtex"), "bibtex").records
    assert [(r.type, r.title, r.author, r.issued, r.page) for r in kept] == [(r.type, r.title, r.author, r.issued, r.page) for r in again]


def test_reading_a_finished_gost_list_gives_its_works_back(root):
    lines = (root / "bibliographies" / "finished" / "gost.txt").read_text("utf-8").splitlines()
    printed = [line.split(". ", 1)[1] for line in lines if line.strip()]
    library = read((root / "bibliographies" / "finished" / "library.json").read_bytes(), "csl-json").records
    titles = {r.title.casefold() for r in library}
    found = sum(reference.record.title.casefold() in titles for reference in parse_list(printed))
    assert len(printed) == len(library)
    assert found > 0.8 * len(printed)
