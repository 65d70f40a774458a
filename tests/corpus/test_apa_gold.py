"""APA on the annotated references, and every output on all of them, where the evaluation material is at hand."""

import json
import re
import sys
import unicodedata
from pathlib import Path

import pytest

from citekit.formats import read
from citekit.formatters import format_records
from citekit.formatters.render import render

sys.path.insert(0, str(Path(__file__).parent.parent))
from outputs import READERS

GOLD = {"apa": "apa7", "gost-7.0.5": "gost-7.0.5", "gost-7.0.100": "gost-7.0.100", "gost-7.0.11": "gost-7.0.11"}


def rows(shared, style):
    lines = (shared / "gold" / "format" / f"{GOLD[style]}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def key(text):
    text = re.sub("[‐‑‒–—−]+", "-", unicodedata.normalize("NFKC", text))
    text = re.sub("[’‘`']", "'", re.sub('[«»“”„‟"]', '"', text))
    return re.sub(r"\s+([:;,.])", r"\1", re.sub(r"\s+", " ", text).strip())


def test_apa_prints_the_manuals_examples_with_their_italics(shared):
    wrong = []
    gold = rows(shared, "apa")
    for row in gold:
        records = read(json.dumps([row["csl"]]), "csl-json").records
        text = format_records(records, "apa", options=row["options"], sort="none").entries[0].text
        right = key(text.plain()) in {key(one) for one in (row["expected"], *row.get("accept", ()))}
        if not right or [run.text for run in text.runs if run.italic] != row["italic"]:
            wrong.append((row["id"], row["expected"], text.plain()))
    assert 1 - len(wrong) / len(gold) >= 0.97, wrong


@pytest.mark.parametrize("style", GOLD)
@pytest.mark.parametrize("to", READERS)
def test_every_output_without_its_marks_is_the_text(style, to, shared):
    items = [row["csl"] for row in rows(shared, style)]
    made = format_records(read(json.dumps(items), "csl-json").records, style, sort="none")
    seen = READERS[to](render(made, to))
    if to == "text" and made.numbered:
        seen = [line.partition(". ")[2] for line in seen]
    squeezed = [" ".join(text.replace("\u00a0", " ").split()) for text in seen]
    assert squeezed == [" ".join(e.text.plain().replace("\u00a0", " ").split()) for e in made.entries]
