"""Russian names between the nominative and the genitive; None where the rules leave a doubt."""

from __future__ import annotations

import pytest

from citekit.language.inflection import gender_of, genitive, nominative
from citekit.model import Name


@pytest.mark.parametrize(
    ("form", "inflected"),
    [
        ("Мартынович", "Мартыновича"),
        ("Иванов", "Иванова"),
        ("Пушкин", "Пушкина"),
        ("Достоевский", "Достоевского"),
        ("Камышева", "Камышевой"),
        ("Шевченко", "Шевченко"),
        ("Черных", "Черных"),
    ],
)
def test_the_genitive_and_back(form: str, inflected: str) -> None:
    name = Name(family=form, given="С. Ю.")
    made = genitive(name)
    assert made is not None
    assert (made.family, made.given) == (inflected, "С. Ю.")
    back = nominative(made)
    assert back is None or back.family == form


def test_full_names_are_inflected_word_by_word() -> None:
    found = nominative(Name(family="Петровой", given="Анны Ивановны"))
    assert found == Name(family="Петрова", given="Анна Ивановна")


def test_a_fleeting_vowel_and_a_foreign_name_are_left_alone() -> None:
    assert genitive(Name(family="Кравец", given="И. И.")) is None
    assert genitive(Name(family="Smith", given="J.")) is None
    assert nominative(Name(literal="Институт философии")) is None


def test_a_patronymic_tells_the_gender() -> None:
    assert gender_of(Name(family="Коваль", given="Анна Петровна")) == "feminine"
    assert gender_of(Name(family="Коваль", given="Пётр Ильич")) == "masculine"
    assert gender_of(Name(family="Коваль", given="П. И.")) == ""


@pytest.mark.parametrize(
    ("name", "formed"),
    [
        (Name(family="Грушевський", given="М. С."), "Грушевського, М. С."),
        (Name(family="Петренко", given="Іван Олександрович"), "Петренка, Івана Олександровича"),
        (Name(family="Петренко", given="Олена Іванівна"), "Петренко, Олени Іванівни"),
        (Name(family="Лисенко-Ткачук", given="Дмитро Павлович"), "Лисенка-Ткачука, Дмитра Павловича"),
    ],
)
def test_ukrainian_names_have_their_own_genitive(name, formed):
    assert str(genitive(name, "uk")) == formed
    assert nominative(genitive(name, "uk")).family == name.family


@pytest.mark.parametrize("family", ["Петренко", "Кравець", "Ковалів"])
def test_a_ukrainian_form_that_is_not_certain_is_not_given(family):
    assert genitive(Name(family=family, given="І. О."), "uk") is None
