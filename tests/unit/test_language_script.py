"""Script and language of a text; look-alike letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.language import language_of, mend_homoglyphs, script_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Социальные технологии", "ru"),
        ("Архітектура веб-додатків – як вибрати?", "uk"),
        ("Қазақстан тарихы", "kk"),
        ("Беларуская мова ў школе", "be"),
        ("Soft power: The means to success in world politics", "en"),
        ("Die Geschichte der Deutschen und ihre Sprache", "de"),
        ("La place des femmes dans la société et les arts", "fr"),
        ("Uluslararası İlişkiler", "en"),
        ("1234", "en"),
    ],
)
def test_the_language_of_a_title(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Кitачаев", "Кitачаев"),
        ("Ваshir", "Bashir"),
        ("Cоциология", "Социология"),
        ("Sоcial", "Social"),
        ("Mосква", "Москва"),
        ("COVID-19", "COVID-19"),
        ("IT-технологии", "IT-технологии"),
        ("C. 5", "C. 5"),
    ],
)
def test_look_alike_letters_are_mended_only_where_they_are_certain(printed, meant):
    assert mend_homoglyphs(printed) == meant


@given(st.text(max_size=200))
def test_mending_keeps_the_length_and_is_idempotent(text):
    once = mend_homoglyphs(text)
    assert len(once) == len(text)
    assert mend_homoglyphs(once) == once


def test_the_script_is_that_of_most_letters():
    assert [script_of(t) for t in ("Иванов I.", "Ivanov", "123", "Ελλάδα", "中文")] == ["Cyrl", "Latn", "Zyyy", "Grek", "Hani"]
