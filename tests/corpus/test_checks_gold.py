"""Citations held against the list in the real papers, where the evaluation material is at hand."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from citekit.checks import Settings, check, open_project


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def letters(text):
    return "".join(c for c in text.casefold() if c.isalnum())[:60]


def found(shared, seed, select):
    (paper,) = (shared / "seeds").glob(f"{seed}_*.txt")
    project = open_project([str(paper)])
    return project.manuscripts[0], check(project, Settings(select=select)).findings


def agreement(got, right):
    same = sum((got & right).values())
    return same / max(1, sum(got.values())), same / max(1, sum(right.values()))


@pytest.fixture(scope="module")
def eurasian(shared):
    """The paper of 54 references: what the checks find, and what is annotated."""
    manuscript, findings = found(shared, "002", ("CK5",))
    gold = shared / "gold" / "seeds"
    return manuscript, findings, rows(gold / "seed002-intext.jsonl"), rows(gold / "seed002.jsonl")


@pytest.mark.parametrize(("code", "annotated"), [("CK501", lambda c: c["ref"] is None), ("CK503", lambda c: bool(c.get("mismatch")))])
def test_citations_without_an_entry_and_those_that_disagree_are_found(eurasian, code, annotated):
    manuscript, findings, citations, _ = eurasian
    right = Counter(letters(row["raw"]) for row in citations for c in row["cites"] if annotated(c))
    got = Counter(letters(f.span.of(manuscript.text)) for f in findings if f.code == code)
    precision, recall = agreement(got, right)
    assert precision >= 0.95, got - right
    assert recall >= 0.95, right - got


def test_entries_that_nothing_cites_are_found(eurasian):
    manuscript, findings, citations, references = eurasian
    cited = {c["ref"] for row in citations for c in row["cites"]}
    right = Counter(letters(row["raw"]) for row in references if row["id"] not in cited)
    got = Counter(letters(manuscript.listed[f.record].raw) for f in findings if f.code == "CK502")
    precision, recall = agreement(got, right)
    assert sum(right.values()) == 16
    assert precision >= 0.95, got - right
    assert recall >= 0.95, right - got


def test_a_candidate_is_named_where_an_entry_may_be_meant(eurasian):
    _, findings, citations, _ = eurasian
    wrong = [f.message for f in findings if f.code == "CK503" and "the list has «" not in f.message]
    assert not wrong
    perhaps = [row["raw"] for row in citations for c in row["cites"] if c.get("candidate")]
    said = [f.message for f in findings if f.code == "CK501" and "perhaps meant is" in f.message]
    assert len(said) >= len(perhaps) / 2


def test_the_four_entries_that_the_carleton_paper_never_cites_are_found(shared):
    manuscript, findings = found(shared, "003", ("CK502",))
    heads = {manuscript.listed[f.record].raw.split(",")[0].split(" (")[0] for f in findings}
    assert heads == {"Abashin", "Khrustalev", "Organization for Security and Co-operation in Europe", "Рязанцев"}
