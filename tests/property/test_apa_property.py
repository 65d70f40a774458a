"""What is true of every APA entry and of the romanised list, whatever the record holds."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citekit.formatters import format_records
from citekit.formatters.render import output_names, render
from citekit.model import WORK_TYPES, Custom, Date, Name, Record, Variant

HOSTILE = (
    "", "…", "?", "<script>", "\\input{x}", "\u202eabc", "😀", "\x00", "\ud800", "[Текст]", "М.", "[СПб.]", "2", "3-е изд., доп.", "5-9", "т. 3", "Ё", "Щ.",
    "javascript:alert(1)", "http://a.example/b", "10.1000/xyz", "a: b\nc: d", " : ", "“x”", "‘", "(", "]]", "{0}", "%s", "IV", "שלום", "a" * 2000, "Ю", "§",
)  # fmt: skip
anything = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12))
names = st.lists(st.builds(Name, family=anything, given=anything, literal=anything, suffix=anything), max_size=4).map(tuple)
dates = st.one_of(
    st.just(Date()),
    st.lists(st.lists(st.integers(-100, 3000), max_size=3).map(tuple), max_size=2).map(lambda parts: Date(date_parts=tuple(parts))),
    st.builds(Date, literal=anything, raw=anything, season=anything),
)


def strategy_of(field):
    return anything if field.type is str else dates if field.type is Date else names


OWN = {"type", "custom", "raw", "occurrences", "evidence", "variants", "extra"}
FIELDS = {f.name: strategy_of(f) for f in msgspec.structs.fields(Record) if f.name not in OWN}
CUSTOM = {f.name: anything for f in msgspec.structs.fields(Custom) if f.type is str} | {"et_al": st.booleans()}


def some(fields, most):
    return st.lists(st.sampled_from(sorted(fields)), max_size=most, unique=True).flatmap(
        lambda keys: st.fixed_dictionaries({k: fields[k] for k in keys})
    )


variants = st.lists(
    st.builds(Variant, language=st.sampled_from(["en", "ru", ""]), kind=st.sampled_from(["official", "translation", "transliteration"]), record=some(FIELDS, 4).map(lambda f: Record(**f))),
    max_size=2,
).map(tuple)  # fmt: skip
records = st.builds(
    lambda kind, fields, custom, raw, variants: Record(type=kind, raw=raw, custom=Custom(**custom), variants=variants, **fields),
    st.sampled_from(WORK_TYPES), some(FIELDS, 12), some(CUSTOM, 4), anything, variants,
)  # fmt: skip
MANNERS = [
    ("apa", {"script": "keep", "case": "sentence", "accessed": "always"}), ("apa", {"scheme": "iso9"}),
    ("references", {"form": "harvard", "source": "translit=en", "authors": "1"}), ("references", {"form": "ama", "title": "official"}),
    ("references", {"form": "apa", "title": "translit+en", "initials": "I.I.", "note-place": "end"}),
]  # fmt: skip


@pytest.mark.parametrize(("style", "options"), MANNERS)
@given(record=records)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_record_prints_and_no_text_becomes_a_link(style, options, record):
    (entry,) = format_records([record], style, options=options, sort="none").entries
    assert entry.text.plain().strip()
    assert all(run.href.startswith(("http://", "https://")) for run in entry.text.runs if run.href)
    assert all(d.code.startswith(("FM2", "FM3")) and d.message for d in entry.diagnostics)


@given(record=records)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_record_renders_everywhere_and_the_same_twice(record):
    made = format_records([record], "apa", sort="none")
    for to in output_names():
        assert render(made, to) == render(made, to)


@given(record=records)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_a_romanised_entry_holds_no_cyrillic_but_in_addresses(record):
    if record.is_unread:
        return
    (entry,) = format_records([record], "apa", sort="none").entries
    shown = [
        run.text
        for run in entry.text.runs
        if run.field not in {"URL", "DOI", "raw", "status", "issued", "collection-title", "translated-title"}
    ]
    assert not [letter for text in shown for letter in text if "\u0400" <= letter <= "\u045f"]
