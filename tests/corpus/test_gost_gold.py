"""The GOST styles on the annotated references, where the evaluation material is at hand."""

import json
import re
import unicodedata

import pytest

from citekit.formats import read
from citekit.formatters import format_records


def key(text):
    """Fold what the standards leave free: kinds of blanks, dashes, quotation marks, the blank before a colon, the final dot."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("[‐‑‒–—−]+", "-", text)
    text = re.sub('[«»“”„‟"]', '"', text)
    text = re.sub("[’‘`']", "'", text)
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"\s+([:;,.])", r"\1", text).removesuffix(".")


@pytest.mark.parametrize(("style", "least"), [("gost-7.0.5", 0.95), ("gost-7.0.100", 0.93), ("gost-7.0.11", 1.0)])
def test_a_style_prints_the_standards_examples(style, least, shared):
    lines = (shared / "gold" / "format" / f"{style}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    wrong = []
    for row in rows:
        records = read(json.dumps([row["csl"]]), "csl-json").records
        text = format_records(records, style, options=row["options"], sort="none").entries[0].text.plain()
        if key(text) not in {key(right) for right in (row["expected"], *row.get("accept", ()))}:
            wrong.append((row["id"], row["expected"], text))
    assert 1 - len(wrong) / len(rows) >= least, wrong
