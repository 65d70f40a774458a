"""The orders of a list: GOST R 7.0.11-2011, 5.6.3–5.6.7; APA 7, 9.44–9.49."""

import pytest

from citekit.formatters.sorting import SORTS, sorted_records
from citekit.model import Date, Name, Occurrence, Record, Span, UnknownName


def by(family, given="", title="", year=0, **more):
    return Record(author=(Name(family=family, given=given),), title=title, issued=Date.of(year) if year else Date(), **more)


def families(records):
    return [r.author[0].family if r.author else r.title for r in records]


def test_cyrillic_stands_before_latin_and_latin_before_the_rest():
    records = [by("Adams"), by("李"), by("Яковлев"), by("Абрамов"), Record(title="100 лет истории"), Record(title="«Мир» и война")]
    assert families(sorted_records(records, "ru-first")) == ["100 лет истории", "Абрамов", "«Мир» и война", "Яковлев", "Adams", "李"]


def test_yo_stands_with_ye_and_after_it_where_all_else_is_equal():
    records = [by("Ёжиков"), by("Жуков"), by("Ежиков"), by("Ежов"), by("Единов")]
    assert families(sorted_records(records, "ru-first")) == ["Единов", "Ежиков", "Ёжиков", "Ежов", "Жуков"]


def test_every_letter_of_the_russian_alphabet_stands_in_its_place():
    alphabet = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"
    records = [by(f"{letter}{'а' * (n % 2)}м") for n, letter in enumerate(reversed(alphabet))]
    assert "".join(family[0] for family in families(sorted_records(records, "ru-first"))) == alphabet


def test_letters_of_ukrainian_and_kazakh_stand_in_their_places():
    records = [by("Їжак"), by("Йосип"), by("Іванов"), by("Иванов"), by("Қасым"), by("Ким"), by("Лев"), by("Ґава"), by("Гай"), by("Дай")]
    assert families(sorted_records(records, "ru-first")) == [
        "Гай",
        "Ґава",
        "Дай",
        "Иванов",
        "Іванов",
        "Їжак",
        "Йосип",
        "Ким",
        "Қасым",
        "Лев",
    ]


def test_accents_do_not_move_a_latin_name():
    records = [by("Zorin"), by("Öberg"), by("Østergaard"), by("Oliver"), by("Łukasz"), by("Lund")]
    assert families(sorted_records(records, "ru-first")) == ["Łukasz", "Lund", "Öberg", "Oliver", "Østergaard", "Zorin"]


def test_namesakes_stand_by_initials_then_title_then_year():
    records = [
        by("Иванов", "П. А.", "А"),
        by("Иванов", "А. Б.", "Я"),
        by("Иванов", "Андрей Борисович", "Б", 2001),
        by("Иванов", "А. Б.", "Б", 1999),
    ]
    ordered = sorted_records(records, "ru-first")
    assert [(r.author[0].given, r.title, r.year) for r in ordered] == [
        ("А. Б.", "Б", 1999),
        ("Андрей Борисович", "Б", 2001),
        ("А. Б.", "Я", 0),
        ("П. А.", "А", 0),
    ]


def test_a_name_that_begins_another_stands_before_it():
    assert families(sorted_records([by("Салтыков-Щедрин"), by("Салтыкова"), by("Салтыков")], "ru-first")) == [
        "Салтыков",
        "Салтыков-Щедрин",
        "Салтыкова",
    ]


def test_four_authors_stand_by_the_title_that_heads_the_reference():
    four = Record(author=tuple(Name(family=f) for f in ("Яшин", "Юдин", "Эрн", "Щукин")), title="Анализ")
    assert families(sorted_records([by("Белов"), four], "ru-first")) == ["Яшин", "Белов"]


def test_apa_ignores_a_leading_article_and_puts_undated_works_first():
    records = [by("Smith", "J.", "B", 2001), by("Smith", "J.", "A"), Record(title="The art of war", type="book"), by("Brown")]
    assert [r.title or r.author[0].family for r in sorted_records(records, "apa")] == ["The art of war", "Brown", "A", "B"]


def test_by_transliteration_all_stand_in_one_row():
    assert families(sorted_records([by("Яковлев"), by("Zorin"), by("Иванов"), by("Lund")], "transliteration")) == [
        "Иванов",
        "Lund",
        "Яковлев",
        "Zorin",
    ]


def test_by_year_the_undated_stand_last():
    assert [r.year for r in sorted_records([by("А"), by("Б", year=2000), by("В", year=-44), by("Г", year=1999)], "year")] == [
        -44,
        1999,
        2000,
        0,
    ]


def test_by_appearance_the_sources_decide_and_uncited_works_stand_last():
    def cited(title, *places):
        return Record(title=title, occurrences=tuple(Occurrence(source=s, span=Span(at, at + 1)) for s, at in places))

    records = [cited("second", ("a.txt", 20)), cited("first", ("a.txt", 5), ("b.txt", 9)), cited("none"), cited("third", ("b.txt", 1))]
    assert [r.title for r in sorted_records(records, "appearance")] == ["first", "second", "third", "none"]


def test_none_keeps_the_order_and_an_unknown_order_is_named_with_the_nearest():
    records = [by("Я"), by("А")]
    assert sorted_records(records, "none") == tuple(records)
    with pytest.raises(UnknownName, match="did you mean 'appearance'"):
        sorted_records(records, "apearance")


@pytest.mark.parametrize("order", SORTS)
def test_every_order_takes_records_of_nothing(order):
    assert len(sorted_records([Record(), Record(title="\U0001f600"), Record(author=(Name(),))], order)) == 3
