"""What is true of every GOST reference, whatever the record holds."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citekit.formatters import format_records
from citekit.formatters.repeats import repeat
from citekit.formatters.sorting import SORTS, sorted_records
from citekit.model import WORK_TYPES, Custom, Date, Name, Record

STYLES = ("gost-7.0.5", "gost-7.0.100", "gost-7.0.11")
HOSTILE = (
    "", "…", "?", "<script>", "\\input{x}", "\u202eabc", "\U0001f600", "\x00", "[Текст]", "М.", "[СПб.]", "2", "3-е изд., доп.", "5-9", "С. 5", "т. 3",
    "javascript:alert(1)", "http://a.example/b", "10.1000/xyz", "a: b\nc: d", " ; ", " : ", " / ", " // ", "«", '"x" y"', "(", "[", "]]", "{0}", "%s",
    "IV", "и др.", "שלום", "a" * 3000,
)  # fmt: skip
anything = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=15))
names = st.lists(st.builds(Name, family=anything, given=anything, literal=anything, suffix=anything), max_size=5).map(tuple)
dates = st.one_of(
    st.just(Date()),
    st.lists(st.lists(st.integers(-100, 3000), max_size=3).map(tuple), max_size=2).map(lambda parts: Date(date_parts=tuple(parts))),
    st.builds(Date, literal=anything, raw=anything),
)


def strategy_of(field):
    return anything if field.type is str else dates if field.type is Date else names


CUSTOM = {f.name: anything for f in msgspec.structs.fields(Custom) if f.type is str} | {"et_al": st.booleans()}
OWN = {"type", "custom", "raw", "occurrences", "evidence", "variants", "extra"}
FIELDS = {f.name: strategy_of(f) for f in msgspec.structs.fields(Record) if f.name not in OWN}
some_fields = st.lists(st.sampled_from(sorted(FIELDS)), max_size=12, unique=True).flatmap(
    lambda keys: st.fixed_dictionaries({k: FIELDS[k] for k in keys})
)
some_custom = st.lists(st.sampled_from(sorted(CUSTOM)), max_size=4, unique=True).flatmap(
    lambda keys: st.fixed_dictionaries({k: CUSTOM[k] for k in keys})
)
records = st.builds(
    lambda kind, fields, custom, raw: Record(type=kind, custom=Custom(**custom), raw=raw, **fields),
    st.sampled_from(WORK_TYPES),
    some_fields,
    some_custom,
    anything,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    record=records,
    style=st.sampled_from(STYLES),
    options=st.sampled_from([{}, {"designation": "on", "separator": "dash"}, {"locator": "5"}]),
)
def test_any_record_becomes_one_line_of_text_with_safe_links(record, style, options):
    text = format_records([record], style, options=options, sort="none").entries[0].text
    plain = text.plain()
    assert plain.strip()
    assert not any(ord(c) < 32 or c in "\u202e\u200b\u2028" for c in plain)
    assert "  " not in plain.replace("\u00a0", " ")
    assert all(run.href.startswith(("http://", "https://")) for run in text.runs if run.href)


words = st.lists(st.sampled_from(["Право", "и", "закон", "свобода", "law", "история", "век", "труды"]), min_size=1, max_size=6).map(
    " ".join
)
families = st.sampled_from(["Белов", "Чернова", "Салтыков-Щедрин", "Smith", "Шевченко"])
people = st.lists(st.builds(Name, family=families, given=st.sampled_from(["А. Б.", "Иван Петрович", "J.", ""])), max_size=6).map(tuple)
well_made = st.builds(
    Record,
    type=st.sampled_from(["book", "article-journal", "chapter", "thesis", "webpage", "article-newspaper", "report"]),
    language=st.sampled_from(["ru", "en", "de", ""]),
    author=people,
    editor=people,
    title=words,
    container_title=words,
    publisher=words,
    publisher_place=st.sampled_from(["Москва", "СПб.", "London", ""]),
    issued=st.sampled_from([Date.of(2001), Date.of(2001, 5), Date.of(2001, 5, 6), Date()]),
    volume=st.sampled_from(["", "5", "Т. 1, кн. 2"]),
    issue=st.sampled_from(["", "3", "3-4"]),
    page=st.sampled_from(["", "5", "5-9"]),
    number_of_pages=st.sampled_from(["", "192", "II, 43"]),
    edition=st.sampled_from(["", "2", "Изд. 3-е, доп."]),
    url=st.sampled_from(["", "https://a.example/b"]),
    doi=st.sampled_from(["", "10.1000/x"]),
)


@settings(max_examples=150, deadline=None)
@given(record=well_made, style=st.sampled_from(STYLES), separator=st.sampled_from(["dot", "dash"]))
def test_a_well_made_record_gives_well_made_marks(record, style, separator):
    plain = format_records([record], style, options={"separator": separator}, sort="none").entries[0].text.plain().replace("\u00a0", " ")
    for fault in ("..", ". .", "  ", " ,", ",,", "()", "[]", ": :", "/ /", ";.", ":.", " . "):
        assert fault not in plain.replace("// ", "")
    assert record.title.split()[0] in plain
    assert plain.endswith((".", "10.1000/x"))
    assert plain.count("[и др.]") + plain.count("[et al.]") <= 2


@settings(max_examples=60, deadline=None)
@given(record=well_made)
def test_no_field_that_a_reference_needs_is_lost(record):
    plain = format_records([record], "gost-7.0.100", sort="none").entries[0].text.plain().replace("\u00a0", " ")
    assert record.title in plain
    assert record.container_title in plain
    assert record.doi in plain
    assert not record.year or "2001" in plain
    for name in record.author[:3]:
        assert name.family in plain


@settings(max_examples=60, deadline=None)
@given(batch=st.lists(well_made, max_size=6), order=st.sampled_from(SORTS))
def test_an_order_is_a_permutation_and_settles(batch, order):
    once = sorted_records(batch, order)
    assert sorted(map(repr, once)) == sorted(map(repr, batch))
    assert sorted_records(once, order) == once


@settings(max_examples=100, deadline=None)
@given(text=st.one_of(anything, words), form=st.sampled_from(["short", "ibid", "op-cit"]))
def test_any_first_reference_has_a_repeat(text, form):
    assert repeat(text, form, locator="5")


@pytest.mark.parametrize("style", STYLES)
def test_the_text_of_the_standards_examples_has_no_doubled_marks(style, shared):
    import json

    from citekit.formats import read

    lines = (shared / "gold" / "format" / f"{style}.jsonl").read_text(encoding="utf-8").splitlines()
    items = read(json.dumps([json.loads(line)["csl"] for line in lines]), "csl-json").records
    for entry in format_records(items, style).entries:
        plain = entry.text.plain().replace("\u00a0", " ").replace(" ... ", " ")
        assert ".." not in plain
        assert "  " not in plain
