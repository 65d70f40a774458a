"""Records into a bibliography: styles, options, languages, what is said about a record."""

import pytest

from citekit.formatters import find_style, format_records, style_names
from citekit.formatters.draft import item_language
from citekit.formatters.findings import FINDINGS
from citekit.formatters.sorting import SORTS
from citekit.model import Date, Name, Record, UnknownName

GOST = ("gost-7.0.5", "gost-7.0.100", "gost-7.0.11")
BOOK = Record(
    id="b1", type="book", language="ru", author=(Name(family="Белов", given="И. И."),), title="Право", publisher_place="Москва",
    publisher="Статут", issued=Date.of(2010), number_of_pages="410",
)  # fmt: skip


def printed(record, style="gost-7.0.5", **options):
    return format_records([record], style, options={k.replace("_", "-"): v for k, v in options.items()}, sort="none").entries[0]


def codes(record, style="gost-7.0.5", **options):
    return [d.code for d in printed(record, style, **options).diagnostics]


@pytest.mark.parametrize("name", style_names())
def test_each_style_has_a_name_a_title_options_and_an_order(name):
    style = find_style(name)
    assert style.name == name
    assert style.title
    assert style.sort in SORTS
    for option in style.options.values():
        assert not option.values or option.default in option.values
        assert option.purpose


def test_an_unknown_style_option_or_value_is_named_with_the_nearest():
    with pytest.raises(UnknownName, match=r"did you mean 'gost-7\.0\.5'"):
        format_records([BOOK], "gost-7.0.6")
    with pytest.raises(UnknownName, match="did you mean 'separator'"):
        format_records([BOOK], options={"seperator": "dot"})
    with pytest.raises(UnknownName, match="did you mean 'dash'"):
        format_records([BOOK], options={"separator": "dasch"})


def test_a_bibliography_numbers_its_entries_in_the_styles_order():
    other = Record(id="b2", title="Agreement", type="book")
    bibliography = format_records([other, BOOK])
    assert [(e.number, e.record.id, e.language) for e in bibliography.entries] == [(1, "b1", "ru"), (2, "b2", "en")]
    assert bibliography.style == "gost-7.0.5"
    assert {d.record for d in bibliography.diagnostics} == {"b2"}


def test_a_style_object_serves_as_well_as_its_name():
    assert format_records([BOOK], find_style("gost-7.0.11")) == format_records([BOOK], "gost-7.0.11")


@pytest.mark.parametrize(
    ("record", "language", "known"),
    [
        (Record(title="Право", language="ru-RU"), "ru", "given"),
        (Record(title="Recht und Staat in der Geschichte", language="german"), "de", "given"),
        (Record(title="Право и закон"), "ru", "guessed"),
        (Record(title="Право і закон"), "uk", "guessed"),
        (Record(title="The law"), "en", "guessed"),
        (Record(container_title="Вестник"), "ru", "guessed"),
        (Record(author=(Name(family="Белов"),)), "ru", "guessed"),
        (Record(title="Deep learning", author=(Name(family="LeCun"),), language="ru"), "en", "corrected"),
        (Record(title="HTML5", author=(Name(family="Белов"),), language="ru"), "ru", "given"),
        (Record(title="Глубокое обучение", language="en"), "ru", "corrected"),
        (Record(), "en", "guessed"),
    ],
)
def test_the_language_of_an_item_is_its_own(record, language, known):
    assert item_language(record) == (language, known)


@pytest.mark.parametrize("style", GOST)
def test_each_item_of_a_mixed_list_has_the_words_of_its_language(style):
    def article(title, journal, language):
        names = tuple(Name(family=f, given="A.") for f in "ABCDEF")
        return Record(
            type="article-journal",
            title=title,
            container_title=journal,
            language=language,
            author=names,
            issued=Date.of(2001),
            volume="5",
            page="1-9",
        )

    texts = [
        printed(article(*a), style).text.plain() for a in (("Право", "Вестник", "ru"), ("Law", "Review", "en"), ("Recht", "Archiv", "de"))
    ]
    for text, words in zip(
        texts,
        (("[и др.]", "Т.\u00a05", "С.\u00a01–9"), ("[et al.]", "Vol.\u00a05", "P.\u00a01–9"), ("Bd.\u00a05", "S.\u00a01–9")),
        strict=True,
    ):
        assert all(word in text for word in words)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": ""}, "FM101"),
        ({"publisher_place": ""}, "FM102"),
        ({"publisher": ""}, "FM103"),
        ({"issued": Date()}, "FM104"),
        ({"number_of_pages": ""}, "FM105"),
        ({"url": "http://example.org"}, "FM106"),
        ({"language": ""}, "FM107"),
        ({"issued": Date(date_parts=((2023, 11, 31),))}, "FM111"),
        ({"url": "javascript:alert(1)"}, "FM112"),
        ({"language": "en"}, "FM113"),
        ({"type": "article-journal"}, "FM114"),
        ({"note": "PMID: 1\nEdited twice"}, "FM115"),
        ({"editor": (Name(family="Цивьян", given="Т. В."),)}, "FM108"),
    ],
)
def test_what_is_missing_or_doubtful_is_said_once(change, code):
    from msgspec.structs import replace

    assert codes(BOOK) == []
    assert codes(replace(BOOK, **change)).count(code) == 1


def test_a_shortened_city_of_a_record_is_written_out_and_said():
    from msgspec.structs import replace

    entry = printed(replace(BOOK, publisher_place="М."), "gost-7.0.100")
    assert "Москва : Статут" in entry.text.plain()
    assert [d.code for d in entry.diagnostics] == ["FM110"]
    assert "М. : Статут" in printed(BOOK).text.plain()


def test_in_the_text_no_day_of_access_is_missed():
    from msgspec.structs import replace

    assert "FM106" not in codes(replace(BOOK, url="http://example.org"), context="intext")


def test_every_finding_has_a_code_a_severity_and_a_sentence():
    assert all(code.startswith("FM1") and severity in {"info", "warning"} and sentence for code, (severity, sentence) in FINDINGS.items())


def test_a_reference_that_could_not_be_read_is_printed_as_it_stands():
    entry = printed(Record(id="x", raw="Смотри там\nже, кажется"))
    assert entry.text.plain() == "Смотри там же, кажется"
    assert [d.code for d in entry.diagnostics if d.severity == "warning"] == ["FM100"]


def test_no_break_blanks_hold_numbers_and_initials_to_their_words():
    text = printed(Record(type="article-journal", language="ru", author=(Name(family="Белов", given="И. И."),), title="Т", container_title="Ж",
                          issued=Date.of(2001), volume="5", issue="2", page="7")).text.plain()  # fmt: skip
    assert text == "Белов\u00a0И.\u00a0И. Т // Ж. 2001. Т.\u00a05, №\u00a02. С.\u00a07."


def test_runs_name_the_fields_they_print():
    fields = [run.field for run in printed(BOOK).text.runs if run.field]
    assert fields == ["author", "title", "publisher-place", "publisher", "issued", "number-of-pages"]


def test_links_go_to_the_address_and_the_doi_alone():
    record = Record(type="webpage", title="T", url="https://example.org/a?b=1", doi="10.1000/A<b>", language="en")
    links = [(run.field, run.href) for run in printed(record).text.runs if run.href]
    assert links == [("DOI", "https://doi.org/10.1000/a%3Cb%3E"), ("URL", "https://example.org/a?b=1")]


def test_an_address_that_only_repeats_the_doi_is_left_out():
    record = Record(type="webpage", title="T", url="http://dx.doi.org/10.1000/a", doi="10.1000/a", language="en")
    assert "URL" not in printed(record).text.plain()


def test_marks_that_databases_put_into_titles_do_not_reach_print():
    record = Record(type="book", title="Effects of CO<sub>2</sub> &amp; <i>heat</i>.", language="en", issued=Date.of(2001))
    assert printed(record).text.plain() == "Effects of CO2 & heat. 2001."


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "\\input{/etc/passwd}", "a < b > c", "{0} %s", "\U0001f600 שלום"])
def test_other_hostile_text_stays_text(title):
    entry = printed(Record(type="book", title=title, language="en"))
    assert title in entry.text.plain()
    assert not any(run.href for run in entry.text.runs)


def test_a_very_long_title_and_control_characters_do_no_harm():
    entry = printed(Record(type="book", title="слово " * 2000 + "\x00\u202e\u200bend", language="ru"))
    assert entry.text.plain().endswith("слово end.")


def test_the_same_records_give_the_same_list():
    records = [BOOK, Record(title="A"), Record(raw="B")]
    assert format_records(records) == format_records(records)


@pytest.mark.parametrize("piece", ["А. ", '"a" ', "<i ", "; ", "[", "1-", "дис. ", "&;", " : ", "X, Y. "])
def test_endless_repetition_in_any_field_ends_soon_and_stays_whole(piece):
    text = piece * 5000
    record = Record(type="book", title=text, publisher=text, publisher_place=text, edition=text, page=text, note=text, genre=text, language="ru",
                    author=(Name(family=text, given=text),))  # fmt: skip
    assert len(printed(record).text.plain()) >= 5000
