"""read∘write gives back what a format can hold."""

from __future__ import annotations

import string

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit import formats
from citekit.formats.bibtex import source
from citekit.formats.bibtex.latex import decode_latex, encode_latex
from citekit.formats.bibtex.source import scan
from citekit.formats.lossless import apply_fixes, open_bib
from citekit.model import WORK_TYPES, Custom, Date, Evidence, Name, Occurrence, Record, Span, Variant

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙ" + string.ascii_letters + "éüßñøłçІїқ"
MARKS = "0123456789 .,;:!?()[]{}«»“”„'\"`-–—/\\@#$%^&*_+=<>|~№§"


words = st.text(LETTERS, min_size=1, max_size=12)
texts = st.text(LETTERS + MARKS, max_size=60).map(lambda t: " ".join(t.split())).filter(bool)
years = st.integers(1500, 2099)
dates = st.one_of(
    years.map(Date.of),
    st.builds(Date.of, years, st.integers(1, 12)),
    st.builds(Date.of, years, st.integers(1, 12), st.integers(1, 28)),
)
capitalised = words.map(lambda w: w[0].upper() + w[1:]).filter(lambda w: w[0].isupper() and w.casefold() not in {"and", "others"})
initials = st.lists(st.sampled_from(["А.", "Ж.-П.", "M.", "Æ."]), min_size=1, max_size=3).map(" ".join)
people = st.builds(lambda family, given, particle: Name(family=family, given=given, non_dropping_particle=particle), capitalised, st.one_of(initials, capitalised), st.sampled_from(["", "van der", "де"]))  # fmt: skip
bodies = st.lists(capitalised, min_size=2, max_size=4).map(lambda ws: Name(literal="Институт " + " ".join(w.lower() for w in ws)))
name_lists = st.lists(st.one_of(people, bodies), max_size=4).map(tuple)
page_ranges = st.builds(lambda a, n: f"{a}–{a + n}", st.integers(1, 900), st.integers(1, 50))
figures = st.integers(1, 999).map(str)


@given(texts)
@settings(max_examples=100, deadline=None)
def test_plain_text_survives_latex(text):
    assert decode_latex(encode_latex(text)) == text


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_is_encoded_with_balanced_braces(text):
    library = formats.read(f"@misc{{a, title = {{{encode_latex(text)}}}, note = {{after}}}}", "bibtex")
    assert [r.note for r in library.records] == ["after"]
    assert library.diagnostics == ()


TAGGED_TYPES = ["article-journal", "book", "chapter", "paper-conference", "thesis", "report", "webpage", "patent", "manuscript", "document"]


def records(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Record]:
    return st.builds(
        Record,
        type=st.sampled_from(TAGGED_TYPES),
        author=name_lists,
        title=texts,
        container_title=texts,
        volume=figures,
        page=page_ranges,
        issued=dates,
        publisher=texts,
        publisher_place=texts,
        doi=st.just("10.1000/a_b(1)c"),
        issn=st.just("0317-8471"),
        abstract=st.one_of(st.just(""), texts),
        language=st.sampled_from(["", "ru", "en", "uk", "de"]),
    )


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_bibtex_holds_every_field_but_what_only_citekit_adds(dialect, data):
    fields = {
        f.name: texts
        for f in msgspec.structs.fields(Record)
        if f.type is str and f.name not in {"id", "type", "citation_key", "language", "raw", "doi", "url", "isbn", "issn", "pmid", "pmcid", "volume_title"}
    }  # fmt: skip
    chosen = data.draw(st.sets(st.sampled_from(sorted(fields)), max_size=12))
    record = Record(
        type=data.draw(st.sampled_from(WORK_TYPES)),
        citation_key="key1",
        language=data.draw(st.sampled_from(["", "ru", "en-GB", "ru-RU", "tg", "sr-Cyrl"])),
        author=data.draw(name_lists),
        editor=data.draw(name_lists),
        compiler=data.draw(name_lists),
        director=data.draw(name_lists),
        interviewer=data.draw(name_lists),
        issued=data.draw(st.one_of(st.just(Date()), dates)),
        accessed=data.draw(st.one_of(st.just(Date()), dates)),
        submitted=data.draw(st.one_of(st.just(Date()), dates)),
        custom=Custom(edn="ABCDEF", responsibility=data.draw(texts), volume_term="Вып.", et_al=data.draw(st.booleans()), imprint=(("М.", "А"), ("СПб.", "Б"))),
        **{name: data.draw(texts) for name in chosen},
    )  # fmt: skip
    if record.type in {"thesis", "report"} and not record.genre:
        record = msgspec.structs.replace(record, genre="дис. … канд. наук")
    (back,) = formats.read(formats.write([record], dialect), dialect).records
    assert msgspec.structs.replace(back, id="", occurrences=(), custom=msgspec.structs.replace(back.custom, extra={})) == record


@pytest.mark.parametrize("name", ["ris", "endnote", "csv"])
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_tag_formats_hold_the_common_fields(name, data):
    record = msgspec.structs.replace(data.draw(records(st.lists(words, min_size=1, max_size=5).map(" ".join))), citation_key="key1")
    reading = formats.read(formats.write([record], name), name)
    assert reading.diagnostics == ()
    back = reading.records[0]
    fields = ["author", "title", "volume", "page", "issued", "publisher", "publisher_place", "doi", "issn", "abstract", "language"]
    assert [getattr(back, f) for f in fields] == [getattr(record, f) for f in fields]
    assert record.container_title in {back.container_title, back.collection_title}
    assert back.type == record.type


@given(records(texts))
@settings(max_examples=100, deadline=None)
def test_crossref_holds_the_common_fields_of_plain_texts(record):
    back = formats.read(formats.write([record], "crossref"), "crossref").records[0]
    assert (back.title, back.container_title, back.issued, back.page) == (record.title, record.container_title, record.issued, record.page)


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=20)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=10), inner, max_size=3)),
    max_leaves=8,
)
any_texts = st.text(st.characters(codec="utf-8"), max_size=40)


@st.composite
def whole_records(draw):
    values = {}
    for field in msgspec.structs.fields(Record):
        if field.name not in {"id", "raw"} and field.type is str and draw(st.integers(0, 5)) == 0:
            values[field.name] = draw(any_texts)
    return Record(
        id=draw(any_texts.filter(bool)),
        type=draw(st.sampled_from(WORK_TYPES)),
        author=draw(st.lists(st.builds(Name, family=any_texts.filter(bool), given=any_texts, suffix=any_texts), max_size=3).map(tuple)),
        issued=draw(st.one_of(st.just(Date()), dates, st.builds(Date, literal=any_texts, circa=st.booleans()))),
        event_date=draw(st.one_of(st.just(Date()), st.builds(lambda a, b: Date(date_parts=(a.start, b.start)), dates, dates))),
        custom=Custom(edn=draw(any_texts), et_al=draw(st.booleans()), imprint=(("М.", draw(any_texts)),), extra=draw(st.dictionaries(st.text("xyz", min_size=1), json_values, max_size=2))),
        raw=draw(any_texts),
        occurrences=(Occurrence(source=draw(any_texts), raw=draw(any_texts), span=Span(1, 9)),),
        evidence={"title": (Evidence(value=draw(json_values), confidence=0.5, span=Span(0, 3)), Evidence(agent="merge", raw=draw(any_texts)))},
        variants=(Variant("en", "official", Record(title=draw(any_texts), issued=draw(dates))),),
        extra=draw(st.dictionaries(st.text("xyz_", min_size=1).map("my-".__add__), json_values, max_size=3)),
        **values,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["csl-json", "csl-yaml"])
@given(record=whole_records())
@settings(max_examples=50, deadline=None)
def test_csl_holds_the_whole_record(name, record):
    written = formats.write([record], name)
    reading = formats.read(written, name)
    assert reading.diagnostics == ()
    assert formats.write(reading.records, name) == written
    assert reading.records == (record,)


@given(st.lists(st.sampled_from(["@article{a, title = {T}}\n", '@misc(b, note = "x")', "% c\n", "@string{s = {v}}\r\n", "@comment{x}", '@preamble{"p"}\n', "{", "}", '"', "@", "\n@article{c, t = {", "=", ",", "\\", "Ж", "@book{d}", " # "]), max_size=12).map("".join))  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_blocks_tile_any_file_and_no_edit_changes_nothing(text):
    blocks = scan(text)
    assert "".join(b.span.of(text) for b in blocks) == text
    assert all(f.value_span.of(text) == f.value and f.name_span.of(text) == f.name for b in blocks if b.kind != "string" for f in b.fields)
    bib = open_bib(text.encode())
    assert bib.encoded() == text.encode()
    assert apply_fixes(text, bib.revise(formats.read(text, "bibtex").records)) == text


PIECES = ["@article{a, title = {T}}\n", '@misc(b, note = "x")', "% c\n", "@string{s = {v}}\r\n", "@comment{x}", '@preamble{"p"}\n', "{", "}", '"', "@", "\n@article{c, t = {", "=", ",", "\\", "Ж", "@book{d}", " # ", "\n", '\n@book{k,\n a = "{q}" # s,\n b={x{y}{z\\}}}\n}\n', "a@b.c", "@StRing{", "title = ", '{"}', "\t@misc{", "key", "{{{{{{", "}}}}}}"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=150, deadline=None)
def test_a_block_that_is_read_at_once_is_what_bibtexparser_says(text):
    at_once = scan(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "regular_block", lambda *_: None)
        assert scan(text) == at_once


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_or_refused_by_every_format(text):
    from citekit.model import UnreadableInput

    for name in formats.format_names():
        try:
            reading = formats.read(text, name)
        except UnreadableInput:
            continue
        formats.write(reading.records, name)
