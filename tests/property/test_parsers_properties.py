"""Whatever text comes in, parsing answers, keeps the text, and points only into it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.parsers import parse
from citekit.parsers.atoms import find_atoms
from citekit.parsers.normalise import normalise

PIECES = st.sampled_from(
    ["Иванов И. И.", "Stone, L.", "//", " / ", "М.", ": ", "Наука", ", ", "2010", ". ", "№ 3", "С. 5–7", "(", ")", "[", "]", "«", "»", "\u00ad", "*", "http://a.ru/b", " ", "и др.", "DOI: 10.1000/1", "Т. 2", "&amp;", "-\n"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=25).map("".join))


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_any_text_becomes_a_record_whose_evidence_lies_in_it(text: str) -> None:
    reference = parse(text)
    assert reference.record.raw == text
    for evidence in reference.record.evidence.values():
        for witness in evidence:
            assert witness.span is not None
            assert 0 <= witness.span.start <= witness.span.end <= len(text)
            assert witness.span.of(text) == witness.raw


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_the_clean_text_leads_back_to_the_original(text: str) -> None:
    clean = normalise(text)
    assert len(clean.offsets) >= len(clean.text)
    places = list(clean.offsets[: len(clean.text)])
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_atoms_stand_in_order_and_apart(text: str) -> None:
    atoms = find_atoms(normalise(text))
    assert all(a.end <= b.start for a, b in pairwise(atoms))
