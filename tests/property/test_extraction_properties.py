"""Whatever the text, extraction ends, keeps to the text, and stays the same."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.documents import document_of_text
from citekit.parsers.citations.linking import find_citations
from citekit.parsers.citations.sentences import sentences
from citekit.parsers.extraction import extract
from citekit.parsers.lists.finding import find_lists
from citekit.parsers.lists.lines import lines_of
from citekit.parsers.lists.split import joined

PIECES = st.sampled_from([
    "Литература\n", "References\n\n", "1. ", "2. ", "[1] ", "- ", "\n", "\n\n", "\f", "    ", "Иванов И. И. ", "Smith, J. (2004). ", "М. : Наука, 2001. 254 с.", "// Вестник. 2011. № 2. С. 17–25.",
    "https://example.org/a-", "b.\n", "(Smith, 2004)", "[1; 2, с. 5]", "Там же. С. 5.", "¹", "² ", "\uf031\uf02e ", "«", "*", '<a href="', "\u0301", "\r\n", "\t", "12", "For citation: ", "Приложение А\n", "|", "\x00", "ש", "中文",
])  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=300))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_is_read_without_an_error_and_every_span_lies_in_it(text):
    document = document_of_text(text, source="p.txt")
    found = extract(document)
    for reference in found.references:
        assert 0 <= reference.span.start < reference.span.end <= len(text)
        assert reference.raw == " ".join(reference.raw.split()) != ""
        assert set(reference.raw.split()) <= {*reference.span.of(text).split(), *reference.raw.split()}
    assert len({r.id for r in found.references}) == len(found.references)
    for citation in find_citations(document, found.references):
        assert 0 <= citation.span.start <= citation.span.end <= len(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_no_two_references_of_a_list_share_a_character(text):
    lines = lines_of(document_of_text(text))
    taken = [piece for one in find_lists(lines) for entry in one.entries for piece in entry.pieces]
    assert all(a[1] <= b[0] for a, b in pairwise(sorted(taken)))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_lines_of_a_text_lose_nothing_but_what_a_page_adds(text):
    lines = lines_of(document_of_text(text))
    words = [word for line in lines for word in line.text.split()]
    assert all(word in text for word in words)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_sentences_cover_a_text_in_order(text):
    found = list(sentences(text))
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in pairwise(found))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_joining_a_whole_text_collapses_its_blanks_alone(text):
    raw, places = joined(text, ((0, len(text)),))
    assert raw == " ".join(text.split())
    assert all(text[at : at + length] == raw[offset : offset + length] for offset, at, length in places)
