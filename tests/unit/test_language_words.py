"""Terms, abbreviations and typography: the small words and marks of a description."""

import pytest

from citekit.language.abbreviations import full_genre, full_place, full_statement, short_genre, short_place
from citekit.language.terms import language_tag, term_languages, terms_of
from citekit.language.typography import NO_BREAK, dashed_range, quoted, spaced_initials, tidy


@pytest.mark.parametrize("language", term_languages())
def test_each_language_has_all_its_words(language):
    terms = terms_of(language)
    assert len(terms.months) == 12
    assert all(terms.months)
    for word in (terms.page, terms.volume, terms.issue, terms.et_al, terms.ibid, terms.op_cit, terms.article, *terms.idem, *terms.thesis):
        assert word == word.strip()
        assert word
    for role in (terms.editor, terms.compiler, terms.translator):
        assert role.by[0]
        assert role.neutral[1]
    assert "7" in terms.ordinal_edition(7)


@pytest.mark.parametrize(
    ("language", "editions"),
    [
        ("ru", ["1-е изд.", "2-е изд.", "12-е изд."]),
        ("uk", ["1-ше вид.", "2-ге вид.", "12-те вид."]),
        ("en", ["1st ed.", "2nd ed.", "12th ed."]),
        ("de", ["1. Aufl.", "2. Aufl.", "12. Aufl."]),
        ("fr", ["1re éd.", "2e éd.", "12e éd."]),
    ],
)
def test_editions_are_counted_as_each_language_counts(language, editions):
    assert [terms_of(language).ordinal_edition(n) for n in (1, 2, 12)] == editions


@pytest.mark.parametrize("text", ["ru", "RU", "rus", "ru-RU", "Russian", "русский", "рус.", "ru; en"])
def test_a_language_goes_by_many_names(text):
    assert language_tag(text) == "ru"


def test_a_language_without_terms_has_english_ones():
    assert terms_of("zh") == terms_of("en")
    assert language_tag("1st") == ""


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Москва", "М."),
        ("Санкт-Петербург", "СПб."),
        ("Ростов-на-Дону", "Ростов н/Д"),
        ("Нижний Новгород", "Н. Новгород"),
        ("[Ленинград]", "[Л.]"),
    ],
)
def test_places_are_shortened_and_written_out(full, short):
    assert (short_place(full), full_place(short)) == (short, full)
    assert (short_place(short), full_place(full)) == (short, full)


@pytest.mark.parametrize("place", ["Киев", "New York, NY", "М.; Л.", "", "[]", "Мончегорск"])
def test_other_places_stay(place):
    assert short_place(place) == place
    assert full_place(place) == place


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("дис. ... канд. экон. наук", "диссертация на соискание ученой степени кандидата экономических наук"),
        ("дис. … д-ра искусствоведения", "диссертация на соискание ученой степени доктора искусствоведения"),
        (
            "автореф. дис. ... канд. физ.-мат. наук",
            "автореферат диссертации на соискание ученой степени кандидата физико-математических наук",
        ),
        ("учеб. пособие", "учебное пособие"),
        ("учеб. для вузов", "учеб. для вузов"),
        ("дис. ... канд. неизв. наук", "дис. ... канд. неизв. наук"),
    ],
)
def test_kinds_of_work_are_written_out_only_where_every_word_is_known(short, full):
    assert full_genre(short) == full


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("под ред. А. Е. Марона", "под редакцией А. Е. Марона"),
        (
            "Ин-т права ; под общ. ред. В. И. Белова ; пер. с англ. А. А. Лис",
            "Ин-т права ; под общей редакцией В. И. Белова ; перевод с английского А. А. Лис",
        ),
        ("[сост.: А. А. Лис, Б. Б. Вол]", "[составители: А. А. Лис, Б. Б. Вол]"),
        ("редакция газеты", "редакция газеты"),
        ("", ""),
    ],
)
def test_a_statement_of_responsibility_is_written_out_group_by_group(printed, whole):
    assert full_statement(printed) == whole


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("сб. науч. тр", "сб. науч. тр."),
        ("Дис… канд. техн. наук", "дис. ... канд. техн. наук"),
        ("дисс. канд. ист. наук", "дис. ... канд. ист. наук"),
        ("автореф. дис.…д-ра мед. наук", "автореф. дис. ... д-ра мед. наук"),
        ("Автореферат диссертации … канд. наук", "Автореферат диссертации ... канд. наук"),
        ("дискуссионный клуб", "дискуссионный клуб"),
    ],
)
def test_the_dots_of_a_thesis_are_three_with_blanks(printed, mended):
    assert short_genre(printed) == mended


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("Юрий Михайлович", "Ю. М."),
        ("Ю.М.", "Ю. М."),
        ("Ю. М.", "Ю. М."),
        ("Жан-Жак", "Ж.-Ж."),
        ("Ж.-Ж.", "Ж.-Ж."),
        ("Дж. Р. Р.", "Дж. Р. Р."),
        ("Х.-Г.", "Х.-Г."),
        ("Гасан оглы", "Г. оглы"),
        ("Robert E.", "R. E."),
        ("JPT", "J. P. T."),
        ("О'Генри", "О."),
        ("", ""),
        ("...", ""),
    ],
)
def test_given_names_become_initials(given, initials):
    assert spaced_initials(given).replace(NO_BREAK, " ") == initials


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("3-11", "3–11"), ("436--444", "436–444"), ("12 - 15", "12–15"), ("e12-e19", "e12–e19"), ("xii-xiv", "xii–xiv"), ("5, 7-9", "5, 7–9"),
        ("PAMI-8", "PAMI-8"), ("1–2", "1–2"), ("", ""), ("А-513", "А-513"),
    ],
)  # fmt: skip
def test_ranges_of_figures_have_an_en_dash(text, printed):
    assert dashed_range(text) == printed


def test_quotation_marks_are_those_of_the_language_and_an_odd_one_stays():
    assert quoted('"Мир" и "война"', "ru") == "«Мир» и «война»"
    assert quoted('The "new" order', "en") == "The “new” order"
    assert quoted('Диск 5" и 3"', "ru") == 'Диск 5" и 3"'


def test_a_tidy_text_is_one_composed_line():
    assert tidy("и\u0306  a\tb\u00ad\u200b\u202e\x00\r\nc\ud800") == "й a b c\ufffd"
