"""The record: partial dates, names, what belongs to whom."""

import msgspec
import pytest

from citekit.model import Date, Diagnostic, Library, Name, Occurrence, Record, Span, UnknownName, count_by_severity


def test_a_record_speaks_csl():
    record = Record(id="a", type="chapter", container_title="Book", doi="10.1/x", author=(Name(family="Иванов", given="И. И."),))
    item = msgspec.json.decode(msgspec.json.encode(record))
    assert item == {
        "id": "a",
        "type": "chapter",
        "container-title": "Book",
        "DOI": "10.1/x",
        "author": [{"family": "Иванов", "given": "И. И."}],
    }
    assert msgspec.convert(item, Record) == record


@pytest.mark.parametrize(
    ("parts", "iso", "possible"),
    [((2019,), "2019", True), ((2019, 9), "2019-09", True), ((2023, 11, 31), "2023-11-31", False), ((2024, 2, 29), "2024-02-29", True)],
)
def test_dates_are_partial_and_know_the_calendar(parts, iso, possible):
    date = Date.of(*parts)
    assert (date.iso, date.is_possible) == (iso, possible)
    assert (date.year, date.month, date.day) == (*parts, 0, 0)[:3]


def test_a_range_of_dates_has_two_ends():
    date = Date(date_parts=((2017, 7, 12), (2017, 7, 15)))
    assert date.iso == "2017-07-12/2017-07-15"
    assert date.end == (2017, 7, 15)
    assert Date(literal="n.d.").iso == "n.d."


def test_a_name_keeps_particles_with_the_family_name():
    assert Name(family="Maaten", non_dropping_particle="van der", given="L.").full_family == "van der Maaten"
    assert Name(literal="ООН").is_body
    assert str(Name(family="King", given="M. L.", suffix="Jr.")) == "King, M. L., Jr."


def test_a_library_knows_who_cites_a_work():
    work = Record(
        id="w",
        occurrences=tuple(
            Occurrence(source=s, kind=k)
            for s, k in (("b.txt", "bibliography"), ("a.txt", "footnote"), ("b.txt", "bibliography"), ("c.txt", "self"))
        ),
    )
    library = Library(records=(work,))
    assert library.cited_by(work) == ("b.txt", "a.txt")
    assert library.by_id()["w"] is work


def test_an_unread_record_is_known_by_its_empty_fields():
    assert Record(raw="~~~").is_unread
    assert not Record(raw="x", title="x").is_unread


def test_spans_are_half_open():
    assert Span(2, 5).of("abcdefg") == "cde"
    assert len(Span(2, 5)) == 3
    assert Span(2, 5).shifted(1) == Span(3, 6)


def test_diagnostics_print_place_code_and_message():
    diagnostic = Diagnostic(code="CK1", message="a message", source="refs.bib", line=3, column=7)
    assert str(diagnostic) == "refs.bib:3:7: CK1 a message"
    assert count_by_severity((diagnostic,)) == {"error": 0, "warning": 1, "info": 0}


def test_an_unknown_name_names_the_nearest():
    assert "did you mean 'apa'" in str(UnknownName("style", "appa", ("gost", "apa")))
    assert "did you mean" not in str(UnknownName("style", "zzz", ("gost", "apa")))
