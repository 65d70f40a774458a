"""Any CSL style: each item in its own locale, faults as findings, a broken style as one clear error."""

import pytest

from citekit.formatters.formatting import format_records
from citekit.model import Date, MissingExtra, Name, Record, UnreadableInput

pytest.importorskip("citeproc", reason="citeproc-py is not installed: the extra [csl]")

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>A test style</title><id>http://example.org/test</id><updated>2020-01-01T00:00:00+00:00</updated>{category}</info>
  {macros}
  <citation><layout><text variable="citation-number"/></layout></citation>
  <bibliography>{sort}<layout suffix="."><group delimiter=". "><text variable="citation-number"/>
    <names variable="author"><name et-al-min="3" et-al-use-first="1" initialize-with="." name-as-sort-order="all" delimiter=", "/></names>
    <text variable="title" font-style="italic"/>
    <group delimiter=" "><label variable="page" form="short"/><text variable="page"/></group><text variable="URL"/></group></layout></bibliography>
</style>"""


def style(tmp_path, *, macros="", sort="", category='<category citation-format="numeric"/>', text=STYLE):
    file = tmp_path / "test.csl"
    file.write_text(text.format(macros=macros, sort=sort, category=category) if text is STYLE else text, encoding="utf-8")
    return str(file)


def lines(bibliography):
    return [entry.text.plain() for entry in bibliography.entries]


RECORDS = [
    Record(id="a", type="chapter", title="Power", language="en", page="5-9", author=tuple(Name(family=f, given="A.") for f in ("Ab", "Bc", "Cd"))),
    Record(id="b", type="chapter", title="Сила", language="ru", page="5-9", author=tuple(Name(family=f, given="А.") for f in ("Аб", "Бв", "Вг"))),
]  # fmt: skip


def test_each_item_is_printed_in_the_locale_of_its_language(tmp_path):
    made = format_records(RECORDS, style(tmp_path))
    english, russian = lines(made)
    assert "et al." in english
    assert "p" in english.split("Power. ")[1]
    assert "и др." in russian
    assert "с" in russian.split("Сила. ")[1]


def test_a_numeric_style_is_numbered_by_the_list_itself(tmp_path):
    made = format_records(RECORDS, style(tmp_path))
    assert made.numbered
    assert all(not line[0].isdigit() for line in lines(made))
    assert not format_records(RECORDS, style(tmp_path, category="")).numbered


def test_emphasis_and_addresses_survive(tmp_path):
    record = Record(id="c", type="webpage", title="Дом & <b>сад</b> <script>", url="https://example.org/a?b=1")
    (entry,) = format_records([record], style(tmp_path)).entries
    assert [run.text for run in entry.text.runs if run.italic] == ["Дом & сад <script>"]
    assert [run.href for run in entry.text.runs if run.href] == ["https://example.org/a?b=1"]


def test_the_order_is_the_lists_own_where_the_style_sorts(tmp_path):
    sort = '<sort><key variable="title"/></sort>'
    assert [e.record.id for e in format_records(RECORDS, style(tmp_path, sort=sort)).entries] == ["b", "a"]
    assert [e.record.id for e in format_records(RECORDS, style(tmp_path)).entries] == ["a", "b"]


@pytest.mark.parametrize("record", [Record(), Record(id="x", issued=Date(raw="?")), Record(title="a" * 10_000), Record(title="\x00\u202e😀{}\\"), Record(author=(Name(),)), Record(issued=Date(date_parts=((0, 99),)))])  # fmt: skip
def test_a_strange_record_is_printed_or_reported_and_stops_no_other(tmp_path, record):
    made = format_records([record, RECORDS[0]], style(tmp_path))
    assert len(made.entries) == 2
    assert all(entry.text.plain() for entry in made.entries)
    assert "Power" in lines(made)[1]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("nonsense", "no XML"),
        ("<html/>", "no CSL style"),
        ('<!DOCTYPE s [<!ENTITY x "y">]><style xmlns="http://purl.org/net/xbiblio/csl"/>', "document type declaration"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl"><info/><citation/></style>', "no <bibliography>"),
        (
            '<style xmlns="http://purl.org/net/xbiblio/csl"><info><link href="http://p" rel="independent-parent"/></info></style>',
            "names its parent http://p",
        ),
    ],
)
def test_a_file_that_is_no_style_is_one_clear_error(tmp_path, text, problem):
    with pytest.raises(UnreadableInput, match=problem):
        format_records(RECORDS, style(tmp_path, text=text))


@pytest.mark.parametrize(
    ("macros", "problem"),
    [
        ('<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>', "calls itself"),
        ('<macro name="a"><text macro="a"/></macro>', "'a' calls itself"),
        ('<macro name="a"><text macro="zz"/></macro>', "'zz' is called and not defined"),
    ],
)
def test_macros_that_never_end_are_found_before_they_run(tmp_path, macros, problem):
    with pytest.raises(UnreadableInput, match=problem):
        format_records(RECORDS, style(tmp_path, macros=macros))


def test_without_the_extra_its_name_is_said(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "citeproc", None)
    with pytest.raises(MissingExtra, match=r"citekit\[csl\]"):
        format_records(RECORDS, style(tmp_path))


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(UnreadableInput, match="No such file"):
        format_records(RECORDS, str(tmp_path / "none.csl"))
