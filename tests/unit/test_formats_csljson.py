from __future__ import annotations

import json

import pytest

from citekit import formats
from citekit.model import Date, Name, UnreadableInput


def read(value, name="csl-json"):
    return formats.read(json.dumps(value, ensure_ascii=False), name, source="refs.json")


def test_an_item_comes_back_with_every_field_and_value():
    item = {
        "id": "zhukov2019",
        "type": "article-journal",
        "citation-key": "zhukov2019",
        "language": "ru",
        "author": [{"family": "Жуков", "given": "А. Б.", "suffix": "мл."}, {"literal": "Группа «Север»"}],
        "title": "О чём молчит архив",
        "container-title": "Архивное дело",
        "volume": "4 (100)",
        "page": "12–15",
        "issued": {"date-parts": [[2019, 9], [2019, 11]]},
        "DOI": "10.1000/ABC",
        "archive_location": "Ф. 5. Оп. 1",
        "custom": {"EDN": "ABCDEF", "et-al": True, "imprint": [["М.", "Наука"], ["СПб.", "Лань"]], "shelf": {"row": [1, 2.5, None]}},
        "my-own-field": {"deep": [True, {"x": "y"}]},
    }
    reading = read([item])
    assert reading.diagnostics == ()
    assert json.loads(formats.write(reading.records, "csl-json")) == [item]


def test_figures_and_dates_may_be_numbers_or_texts():
    (record,) = read([{"id": 7, "type": "book", "volume": 12, "edition": 2.0, "issued": {"date-parts": [["2019", "09", 3]]}}]).records
    assert (record.id, record.volume, record.edition, record.issued) == ("7", "12", "2", Date.of(2019, 9, 3))


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ({"raw": "2019-09-03"}, Date(date_parts=((2019, 9, 3),), raw="2019-09-03")),
        ({"date-parts": [[2019, None, None]]}, Date.of(2019)),
        ({"date-parts": [[None]]}, Date()),
        ({"date-parts": [2019, 5]}, Date.of(2019, 5)),
        ({"date-parts": [[2019]], "season": 4, "circa": True}, Date(date_parts=((2019,),), season="4", circa=True)),
        ("2019-05", Date.of(2019, 5)),
        (2019, Date.of(2019)),
    ],
)
def test_a_date_is_read_in_the_shapes_that_tools_write(date, expected):
    assert read([{"id": "a", "type": "book", "issued": date}]).records[0].issued == expected


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("volume", {"x": 1}, "$[1].volume"),
        ("title", [1, 2], "$[1].title"),
        ("DOI", True, "$[1].DOI"),
        ("author", 5, "$[1].author"),
        ("author", [["Иванов"]], "$[1].author[0]"),
        ("issued", [2019], "$[1].issued"),
        ("issued", {"date-parts": [["soon"]]}, "$[1].issued.date-parts[0]"),
        ("issued", {"date-parts": [[1, 2, 3, 4]]}, "$[1].issued.date-parts[0]"),
        ("type", "journalArticle", "$[1].type"),
        ("custom", "x", "$[1].custom"),
        ("custom", {"EDN": ["a"]}, "$[1].custom.EDN"),
        ("custom", {"citekit": {"occurrences": 3}}, "$[1].custom.citekit.occurrences"),
    ],
)
def test_a_wrong_shape_is_placed_kept_and_costs_nothing_else(field, value, place):
    items = [
        {"id": "a", "type": "book", "title": "A"},
        {"id": "b", "type": "book", "note": "here", field: value},
        {"id": "c", "type": "book"},
    ]
    reading = read(items)
    assert [r.id for r in reading.records] == ["a", "b", "c"]
    assert reading.records[1].note == "here"
    assert [d.message.split(":")[0] for d in reading.diagnostics] == [place]
    assert reading.diagnostics[0].record == "b"
    assert json.loads(formats.write(reading.records, "csl-json"))[1][field] == value


def test_an_item_that_is_none_becomes_a_raw_record_between_the_others():
    reading = read([{"id": "a", "type": "book"}, "Иванов И. И. Книга. М., 2001.", {"id": "c", "type": "book"}])
    assert [r.raw for r in reading.records] == ["", "Иванов И. И. Книга. М., 2001.", ""]
    assert "$[1]" in reading.diagnostics[0].message
    assert reading.diagnostics[0].severity == "error"


def test_fields_of_names_and_dates_that_citekit_does_not_use_come_back():
    item = {
        "id": "a",
        "type": "book",
        "author": [{"family": "Б", "given": "В.", "ORCID": "0000-0003-4616-0758", "affiliation": [{"name": "МГУ"}]}, {"family": "Г"}],
        "issued": {"date-parts": [[2019]], "date-time": "2019-01-01T00:00:00Z"},
    }
    (record,) = read([item]).records
    assert record.author == (Name(family="Б", given="В."), Name(family="Г"))
    assert json.loads(formats.write([record], "csl-json")) == [item]


def test_what_citekit_adds_travels_in_custom_and_is_left_out_when_plain():
    item = {
        "id": "a",
        "type": "book",
        "title": "Книга",
        "custom": {
            "citekit": {
                "raw": "Книга. М., 2001.",
                "occurrences": [{"source": "paper.txt", "span": [5, 9]}],
                "evidence": {"title": [{"value": "Книга", "span": [5, 9], "confidence": 0.75}]},
                "variants": [{"language": "en", "kind": "official", "record": {"title": "Book"}}],
                "later": 1,
            }
        },
    }
    (record,) = read([item]).records
    assert record.raw == "Книга. М., 2001."
    assert record.evidence["title"][0].confidence == 0.75
    assert record.variants[0].record.title == "Book"
    assert json.loads(formats.write([record], "csl-json")) == [item]
    assert json.loads(formats.write([record], "csl-json", plain=True)) == [{"id": "a", "type": "book", "title": "Книга"}]


@pytest.mark.parametrize(
    "shape", [{"items": [{"id": "a", "type": "book"}]}, {"references": [{"id": "a", "type": "book"}]}, {"id": "a", "type": "book"}]
)
def test_the_wrappings_of_zotero_and_pandoc_are_known(shape):
    assert [r.id for r in read(shape).records] == ["a"]


def test_one_item_a_line_is_read_too():
    text = '{"id": "a", "type": "book"}\n{"id": "b", "type": "book"}\n'
    reading = formats.read(text, "csl-json")
    assert [r.id for r in reading.records] == ["a", "b"]
    assert reading.diagnostics == ()


def test_of_a_truncated_file_the_whole_items_are_read_and_the_break_is_placed():
    text = '[\n{"id": "a", "type": "book"},\n{"id": "b", "type": "book", "title": "Tr'
    reading = formats.read(text, "csl-json", source="refs.json")
    assert [r.id for r in reading.records] == ["a"]
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.code, diagnostic.severity, diagnostic.line) == ("FT101", "error", 3)


def test_a_file_that_is_no_json_is_refused_with_line_and_column():
    with pytest.raises(UnreadableInput, match=r"^refs\.json:2:3: no JSON"):
        formats.read("[\n  oops]", "csl-json", source="refs.json")


@pytest.mark.parametrize("value", [3, "text", True, None, {"foo": 1}])
def test_json_of_another_kind_is_refused_in_one_line(value):
    with pytest.raises(UnreadableInput, match=r"^refs\.json: \$"):
        read(value)


@pytest.mark.parametrize("text", ["[" * 100_000, '[{"a":' * 50_000, "[" + "9" * 10_000 + "]"])
def test_hostile_json_is_refused(text):
    with pytest.raises(UnreadableInput):
        formats.read(text, "csl-json")


def test_half_of_a_surrogate_pair_does_not_poison_the_output():
    (record,) = formats.read(r'[{"id": "a", "type": "book", "title": "x\ud83dy \ud83d\ude00 \\ud83d"}]', "csl-json").records
    assert record.title == "x\ufffdy 😀 \\ud83d"
    formats.write([record], "csl-json").encode("utf-8")


def test_a_name_that_stands_twice_and_nan_are_said():
    reading = formats.read('[{"id": "a", "type": "book", "title": "A", "title": "B", "volume": NaN}]', "csl-json")
    assert reading.records[0].title == "B"
    assert {d.code for d in reading.diagnostics} == {"FT104"}
    assert len(reading.diagnostics) == 2


def test_records_without_id_get_one_that_no_other_has():
    items = json.loads(formats.write(read([{"type": "book"}, {"id": "item-1", "type": "book"}, {"type": "book"}]).records, "csl-json"))
    assert len({item["id"] for item in items}) == 3


def test_the_bytes_may_be_in_any_encoding_that_can_be_told():
    text = '[{"id": "a", "type": "book", "title": "О чём молчит архив и другие рассказы"}]'
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1251"):
        assert formats.read(text.encode(encoding), "csl-json").records[0].title.startswith("О чём молчит")


def test_yaml_says_the_same_as_json_and_no_is_a_language():
    text = "---\nreferences:\n- id: a\n  type: book\n  language: no\n  issued: 2019-09-01\n  volume: 4\n  custom: {et-al: true}\n..."
    (record,) = formats.read(text, "csl-yaml").records
    assert (record.language, record.issued, record.volume, record.custom.et_al) == ("no", Date.of(2019, 9, 1), "4", True)


def test_yaml_with_aliases_or_python_objects_is_refused_with_its_place():
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\n"
    with pytest.raises(UnreadableInput, match=r"refs\.yaml:2:"):
        formats.read(bomb, "csl-yaml", source="refs.yaml")
    with pytest.raises(UnreadableInput):
        formats.read("!!python/object/apply:os.system ['true']", "csl-yaml")
