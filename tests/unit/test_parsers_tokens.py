"""Tokens: where a reference is cut."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.parsers.labelling.tokens import tokenize


def texts(string: str) -> list[str]:
    return [token.text for token in tokenize(string)]


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("С.2–23", ["С", ".", "2", "–", "23"]),
        ("31(1)", ["31", "(", "1", ")"]),
        ("М.:Наука", ["М", ".", ":", "Наука"]),
        ("А.Б.Салтыков-Щедрин", ["А", ".", "Б", ".", "Салтыков-Щедрин"]),
        ("O’Neil d'Alembert", ["O’Neil", "d'Alembert"]),
        ("трудова\u0301я метал\u00adлы", ["трудова\u0301я", "метал\u00adлы"]),
        ("Название//Журнал", ["Название", "//", "Журнал"]),
        ("№4–5", ["№", "4", "–", "5"]),
        ("e0123", ["e", "0123"]),
    ],
)
def test_a_reference_is_cut_at_its_punctuation(string: str, expected: list[str]) -> None:
    assert texts(string) == expected


@pytest.mark.parametrize(
    ("string", "address"),
    [
        ("URL: https://site.ru/a/(b)_c?d=1&e=2#f.", "https://site.ru/a/(b)_c?d=1&e=2#f"),
        ("(https://site.ru/a).", "https://site.ru/a"),
        ("doi:10.1000/xyz(99)1.", "10.1000/xyz(99)1"),
        ("(www.site.com)", "www.site.com"),
        ("Лента. Lenta.ru. 2010", "Lenta.ru"),
        ("cyberleninka.ru/article/n/slovo", "cyberleninka.ru/article/n/slovo"),
        ("http://пример.рф/путь, дата", "http://пример.рф/путь"),
    ],
)
def test_an_address_is_one_token_without_the_sentence_s_marks(string: str, address: str) -> None:
    assert address in texts(string)


def test_a_lost_blank_between_a_word_and_an_initial_makes_no_address() -> None:
    assert texts("Berlin: W.de Gruyter") == ["Berlin", ":", "W", ".", "de", "Gruyter"]


def test_tokens_know_the_blank_before_them_and_their_slant() -> None:
    tokens = tokenize("Заглавие. Журнал, 5", italics=[(10, 16)], bolds=[(18, 19)])
    assert [(t.text, t.space_before, t.italic, t.bold) for t in tokens] == [
        ("Заглавие", False, False, False),
        (".", False, False, False),
        ("Журнал", True, True, False),
        (",", False, False, False),
        ("5", True, False, True),
    ]


@given(st.text(max_size=300))
def test_tokens_cover_all_but_white_space_in_order(string: str) -> None:
    tokens = tokenize(string)
    assert all(token.text == string[token.start : token.end] for token in tokens)
    assert all(first.end <= second.start for first, second in itertools.pairwise(tokens))
    covered = {at for token in tokens for at in range(token.start, token.end)}
    assert {at for at, c in enumerate(string) if not c.isspace()} <= covered


@pytest.mark.parametrize("unit", ["a-", "a.", "http://(", ")", "10.1234/", "www.", "a.b/", "\u0301", "-"])
def test_a_hostile_line_of_a_hundred_thousand_characters_is_cut(unit: str) -> None:
    # quadratic time would take minutes
    line = unit * (100_000 // len(unit))
    assert sum(len(token.text) for token in tokenize(line)) == len(line)
