"""Extraction on the annotated papers, where the material lies beside the checkout (or CITEKIT_SHARED names it)."""

import collections
import json
import os
import re
import unicodedata
from html import unescape
from pathlib import Path

import pytest

from citekit.documents import read_document
from citekit.parsers import extract
from citekit.parsers.citations.linking import find_citations

SHARED = Path(os.environ.get("CITEKIT_SHARED", Path(__file__).resolve().parents[3] / "shared"))
GOLD = SHARED / "gold"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated papers are not here: set CITEKIT_SHARED")


def key(raw):
    raw = unescape(re.sub(r"<[^>]*>", " ", re.sub(r'<a href="[^"]*"[^>]*>', " ", raw)))
    raw = unicodedata.normalize("NFKC", raw).replace("\u00ad", "").casefold()
    return re.sub(r"[\W_]+", "", re.sub(r"^\s*(?:[-–—•*·]|\[?\(?\d{1,3}[\]\).]{1,2})\s+", "", raw))


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def counts(gold, document, kind):
    wanted = collections.Counter(key(r["raw"]) for r in rows(gold) if r.get("kind", "bibliography") == kind)
    found = collections.Counter(key(r.raw) for r in extract(read_document(document)).references if r.kind == kind)
    return sum((wanted & found).values()), sum(found.values()), sum(wanted.values())


def f1(right, found, wanted):
    return 2 * right / (found + wanted) if found + wanted else 1.0


@pytest.mark.parametrize("number", range(5))
def test_the_five_papers_lists_are_found_and_cut(number):
    (paper,) = (SHARED / "seeds").glob(f"00{number}_*.txt")
    right, found, wanted = counts(GOLD / "seeds" / f"seed00{number}.jsonl", paper, "bibliography")
    assert right == wanted  # nothing is lost
    assert f1(right, found, wanted) >= 0.99


@pytest.mark.parametrize(("number", "gold"), [(1, "seed001"), (2, "seed002-footnotes"), (3, "seed003")])
def test_the_footnotes_of_three_papers_are_found(number, gold):
    (paper,) = (SHARED / "seeds").glob(f"00{number}_*.txt")
    assert f1(*counts(GOLD / "seeds" / f"{gold}.jsonl", paper, "footnote")) == 1


def test_the_paper_s_own_line_is_found():
    (paper,) = (SHARED / "seeds").glob("000_*.txt")
    assert f1(*counts(GOLD / "seeds" / "seed000.jsonl", paper, "self")) == 1


def test_the_open_documents_lists_are_found_and_cut():
    figures = [counts(gold, gold.parent / "docs" / f"{gold.stem}.txt", "bibliography") for gold in sorted((GOLD / "lists").glob("*.jsonl"))]
    assert f1(*(sum(column) for column in zip(*figures, strict=True))) >= 0.97


@pytest.mark.parametrize(("number", "gold", "least"), [(1, "seed001-intext", 0.95), (2, "seed002-intext", 0.95), (3, "seed003", 0.97)])
def test_citations_lead_to_the_references_meant(number, gold, least):
    (paper,) = (SHARED / "seeds").glob(f"00{number}_*.txt")
    document = read_document(paper)
    references = extract(document).references
    names = {key(r["raw"]): r["id"] for r in rows(GOLD / "seeds" / f"seed00{number}.jsonl")}
    ids = {r.id: names.get(key(r.raw), r.id) for r in references}
    notes = gold == "seed003"

    def unit(ref, locator, form):
        return (ref, (locator or "").replace("-", "–"), form if notes else "")

    wanted = collections.Counter(
        unit(c["ref"], c.get("locator"), c.get("form")) for r in rows(GOLD / "seeds" / f"{gold}.jsonl") for c in r.get("cites") or []
    )
    found = collections.Counter(
        unit(c.ref and ids[c.ref], c.locator, c.form) for citation in find_citations(document, references) for c in citation.cites
    )
    right = sum((wanted & found).values())
    assert f1(right, sum(found.values()), sum(wanted.values())) >= least
