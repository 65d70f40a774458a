"""Identifiers as people and PDFs print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model.errors import InvalidIdentifier
from citekit.model.identifiers import (
    doi_url,
    find_arxiv,
    find_dois,
    find_edns,
    find_isbns,
    find_issns,
    find_orcids,
    find_pmids,
    normalise_arxiv,
    normalise_doi,
    normalise_edn,
    normalise_isbn,
    normalise_issn,
    normalise_orcid,
    normalise_pmid,
)


@pytest.mark.parametrize(
    ("printed", "doi"),
    [
        ("http://dx.doi.org/10.1162/isec.2006.31.1.165", "10.1162/isec.2006.31.1.165"),
        ("https://doi.org/10.1017/S2044251316000011.", "10.1017/s2044251316000011"),
        ("https://doi.org/10.2307/2546433>", "10.2307/2546433"),
        ("doi:10.1000/182", "10.1000/182"),
        ("DOI: https://doi.org/10.22363/2313-0660-2024-24-1-107-125", "10.22363/2313-0660-2024-24-1-107-125"),
        ("https://doi. org/ 10. 1000/ 18 2", "10.1000/182"),
        ("1О.1016/j.ruje.2017.09.005", "10.1016/j.ruje.2017.09.005"),
        ("10.1016/j.х.2017", "10.1016/j.x.2017"),
        ("10.1000/a%2Fb%3Cc%3E", "10.1000/a/b<c>"),
        (
            "10.1002/(SICI)1097-4636(199705)35:2<199::AID-JBM8>3.0.CO;2-C",
            "10.1002/(sici)1097-4636(199705)35:2<199::aid-jbm8>3.0.co;2-c",
        ),
        ("10.1000/foo#bar", "10.1000/foo#bar"),
        (r"10.1007/978-3-031-53562-8\_4", "10.1007/978-3-031-53562-8_4"),
        ("10.1016/0098-8472(92)90003-K", "10.1016/0098-8472(92)90003-k"),
        ("(10.1000/182)", None),
        ("10.18500/1818‑9601‑2025", "10.18500/1818-9601-2025"),
        ("10.17506\u00ad/dipi", "10.17506/dipi"),
    ],
)
def test_a_doi_is_read_however_it_is_printed(printed, doi):
    if doi is None:
        assert find_dois(printed)[0].value == "10.1000/182"
    else:
        assert normalise_doi(printed) == doi


@pytest.mark.parametrize("text", ["", "10.1000", "10.12/abc", "doi.org/", "11.1000/182", "https://example.org/10.1000/", "x" * 5000])
def test_what_is_no_doi_is_refused_with_the_reason(text):
    with pytest.raises(InvalidIdentifier, match="DOI"):
        normalise_doi(text)


def test_dois_are_found_with_their_place_and_without_the_sentence_around_them():
    text = "See Nye (https://doi.org/10.1000/abc(1)), doi: 10.1162/ISEC.2006; and <http://dx.doi.org/10.5555/x>."
    found = find_dois(text)
    assert [f.value for f in found] == ["10.1000/abc(1)", "10.1162/isec.2006", "10.5555/x"]
    assert text[found[0].span.start : found[0].span.end] == "https://doi.org/10.1000/abc(1)"


@given(st.from_regex(r"10\.\d{4,9}/[a-z0-9][a-z0-9.();:_-]{0,30}[a-z0-9]", fullmatch=True))
def test_normalising_a_doi_twice_changes_nothing(doi):
    once = normalise_doi(doi)
    assert normalise_doi(once) == once
    assert normalise_doi(doi_url(once)) == once


@given(st.text(max_size=300))
def test_no_text_makes_the_finders_raise(text):
    for find in (find_arxiv, find_dois, find_edns, find_isbns, find_issns, find_orcids, find_pmids):
        for found in find(text):
            assert 0 <= found.span.start < found.span.end <= len(text)


@pytest.mark.parametrize(
    ("normalise", "good", "value", "bad"),
    [
        (normalise_isbn, "978-5-394-02783-3", "9785394027833", "978-5-394-02783-4"),
        (normalise_isbn, "ISBN 0-306-40615-2", "0306406152", "0-306-40615-3"),
        (normalise_isbn, "80-902734-1-6", "8090273416", "80-902734-1"),
        (normalise_issn, "2049-3630", "2049-3630", "2049-3631"),
        (normalise_issn, "ISSN 2434-561Х", "2434-561X", "2434561"),
        (normalise_orcid, "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097", "0000-0002-1825-0098"),
        (normalise_edn, "EDN: DVSVAO", "DVSVAO", "DVSVA"),
        (normalise_edn, "https://www.elibrary.ru/dvsvao", "DVSVAO", "DVSVA0"),
        (normalise_arxiv, "arXiv:2205.14677v2", "2205.14677v2", "2205.146"),
        (normalise_arxiv, "hep-th/9901001", "hep-th/9901001", "hep-th/99"),
        (normalise_pmid, "PMID: 31452104.", "31452104", "PMC123"),
    ],
)
def test_identifiers_are_normalised_and_their_digits_checked(normalise, good, value, bad):
    assert normalise(good) == value
    assert normalise(value) == value
    with pytest.raises(InvalidIdentifier):
        normalise(bad)


def test_identifiers_are_found_where_their_names_stand():
    text = "EDN: CLRXRZ. ISBN 978-5-394-02783-3; ISSN 2049-3630, ORCID 0000-0002-1825-0097, arXiv:2205.14677, PMID: 31452104"
    finders = (find_edns, find_isbns, find_issns, find_orcids, find_arxiv, find_pmids)
    values = ["CLRXRZ", "9785394027833", "2049-3630", "0000-0002-1825-0097", "2205.14677", "31452104"]
    assert [find(text)[0].value for find in finders] == values
    assert find_edns("the editor of a journal") == ()
