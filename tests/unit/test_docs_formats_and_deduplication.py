"""The pages on deduplication and on formats say what the code does."""

import re
import tomllib

import msgspec
import pytest

from citekit import formats
from citekit.dedupe.scoring import thresholds
from citekit.model import Date, Name, Record


def test_the_table_of_points_is_that_of_the_evidence(root):
    page = (root / "docs" / "deduplication.md").read_text("utf-8")
    table = tomllib.loads((root / "citekit" / "dedupe" / "evidence.toml").read_text("utf-8"))
    rows = re.findall(r"^\| (\w+) \| ([\w-]+) \| ([+-]?[\d.]+) \|", page, re.MULTILINE)
    said = {(field, level): float(points) for field, level, points in rows}
    assert said == {(field, level): points for field, levels in table["points"].items() for level, points in levels.items()}
    limits = thresholds()
    assert f"A pair with {limits.merge:g} points is merged, one with {limits.ask:g} is uncertain" in page


VALUES = {"doi": "10.1000/xyz", "isbn": "978-5-534-06433-9", "issn": "1234-5679", "url": "https://example.org/a", "language": "ru", "page": "3–9", "pmid": "123456", "pmcid": "PMC123"}  # fmt: skip
KEPT_ANYWAY = {"id", "type", "citation_key", "raw", "occurrences", "evidence", "variants", "extra", "custom", "title", "author", "issued"}


def each_field():
    for field in msgspec.structs.fields(Record):
        if field.name in KEPT_ANYWAY:
            continue
        if field.default == ():
            yield field, (Name(family="Jones", given="C."),)
        elif isinstance(field.default, Date):
            yield field, Date.of(2020, 1, 2)
        else:
            yield field, VALUES.get(field.name, "7")


@pytest.mark.parametrize("name", ["ris", "nbib", "endnote", "csv"])
def test_a_format_keeps_the_fields_that_the_page_says(root, name):
    page = (root / "docs" / "formats.md").read_text("utf-8")
    said = set(re.search(rf"^\| {name} \| (abstract[^|]+) \|$", page, re.MULTILINE)[1].split(", "))
    base = Record(id="x", type="article-journal", title="Title", author=(Name(family="Smith", given="A. B."),), issued=Date.of(2019, 3, 4))
    kept = set()
    for field, value in each_field():
        records = [msgspec.structs.replace(base, type=kind, **{field.name: value}) for kind in ("article-journal", "book", "chapter")]
        if len(formats.losses(records, name)) < len(records):
            kept.add(field.encode_name)
    assert kept == said


@pytest.mark.parametrize("name", ["csl-json", "csl-yaml", "bibtex", "biblatex"])
def test_the_formats_that_keep_every_field_do(name):
    base = Record(id="x", type="article-journal", title="Title", author=(Name(family="Smith", given="A. B."),), issued=Date.of(2019, 3, 4))
    for field, value in each_field():
        if field.name != "volume_title":
            assert formats.losses([msgspec.structs.replace(base, **{field.name: value})], name) == (), field.name
