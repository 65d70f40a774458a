"""Where two elements meet: GOST 7.1-2003, 4.7."""

import pytest

from citekit.formatters.areas import DASH, DOT, EN_DASH_AREA, elements, ended, joined
from citekit.formatters.richtext import NO_BREAK, rich


@pytest.mark.parametrize(
    ("left", "mark", "right", "whole"),
    [
        ("Заглавие", DOT, "М., 2001", "Заглавие. М., 2001"),
        ("Иванов И. И.", DOT, "Заглавие", "Иванов И. И. Заглавие"),
        ("учеб. пособие для вузов", DASH, "М.", "учеб. пособие для вузов. — М."),
        ("испр. и доп.", DASH, "М.", "испр. и доп. — М."),
        ("Будь здоров…", DOT, "М.", "Будь здоров… М."),
        ("Что делать?", EN_DASH_AREA, "Москва", "Что делать?. – Москва"),
        ("Что делать?", DOT, "М.", "Что делать? М."),
        ("[и др.]", DOT, "М.", "[и др.]. М."),
        ("[СПб.]", ", ", "[2004]", "[СПб., 2004]"),
        ("[СПб.]", ", ", "2004", "[СПб.], 2004"),
        ("[Б. м.] : Наука", ", ", "[2004]", "[Б. м.] : Наука, [2004]"),
        ("", DOT, "М.", "М."),
        ("М.", DOT, "", "М."),
    ],
)
def test_a_prescribed_mark_never_doubles_what_stands_there(left, mark, right, whole):
    assert joined(left, mark, right).plain().replace(NO_BREAK, " ") == whole


def test_empty_elements_leave_no_mark():
    assert elements(" ; ", ["", "А", rich(""), "Б", ""]).plain() == "А ; Б"


@pytest.mark.parametrize("text", ["С. 5", "192 с.", "Что делать?", "и так далее…"])
def test_a_description_ends_once(text):
    once = ended(rich(text))
    assert ended(once) == once
    assert not once.plain().endswith(("..", "?.", "….", "  "))


def test_the_field_of_each_run_survives_the_joining_of_brackets():
    whole = joined(rich("[М.]", "publisher-place"), ", ", rich("[1900]", "issued"))
    assert [(run.text, run.field) for run in whole.runs] == [("[М.", "publisher-place"), (", ", ""), ("1900]", "issued")]
