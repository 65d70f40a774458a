"""Repeated references and citations in the text: GOST R 7.0.5-2008, 4.12, 7.4–7.5, 8, 9; APA 7, 8."""

import pytest

from citekit.formatters.citations import apa_citation, author_year_citation, name_citation, number_citation, year_letters
from citekit.formatters.repeats import Cited, cited_from, complex_reference, first_of, footnotes, in_same_host, repeat, shortened
from citekit.model import Custom, Date, Name, Record


def plain(text):
    return text.replace("\u00a0", " ")


LOTMAN = Record(
    id="l", type="book", language="ru", author=(Name(family="Лотман", given="Ю. М."),), title="Беседы о русской культуре : быт и традиции",
    publisher_place="СПб.", issued=Date.of(1994), number_of_pages="399",
)  # fmt: skip
ARTICLE = Record(
    id="a", type="article-journal", language="ru", author=(Name(family="Ахматова", given="А. А."),), title="Две новые повести",
    container_title="Новый мир", issued=Date.of(1987), issue="6", page="196–227",
)  # fmt: skip
NEIGHBOUR = Record(
    id="n", type="article-journal", language="ru", author=(Name(family="Белов", given="И. И."),), title="Ответ критикам",
    container_title="Новый мир", issued=Date.of(1987), issue="6", page="228–230",
)  # fmt: skip
TURING = Record(
    id="t", type="article-journal", language="en", author=(Name(family="Turing", given="A. M."),), title="Computing machinery and intelligence",
    container_title="Mind", issued=Date.of(1950), volume="59", page="433–460",
)  # fmt: skip
STANDARD = Record(id="s", type="standard", language="ru", number="ГОСТ 2.105-95", title="Общие требования", issued=Date.of(1995))
PATENT = Record(
    id="p", type="patent", language="ru", number="2456789", jurisdiction="Рос. Федерация", title="Способ очистки", number_of_pages="3"
)
FOUR = Record(
    id="f", type="book", language="ru", author=tuple(Name(family=f, given="А. А.") for f in ("Белов", "Чернов", "Серов", "Рыжов")),
    title="Геологическое картирование и тектоника восточных районов", issued=Date.of(2001),
)  # fmt: skip


@pytest.mark.parametrize(
    ("first", "form", "locator", "printed"),
    [
        (LOTMAN, "short", "62", "Лотман Ю. М. Беседы о русской культуре. С. 62."),
        (LOTMAN, "op-cit", "62-64", "Лотман Ю. М. Указ. соч. С. 62–64."),
        (LOTMAN, "ibid", "", "Там же."),
        (LOTMAN, "ibid", "63", "Там же. С. 63."),
        (TURING, "short", "440", "Turing A. M. Computing machinery and intelligence. P. 440."),
        (TURING, "op-cit", "440", "Turing A. M. Op. cit. P. 440."),
        (TURING, "ibid", "441", "Ibid. P. 441."),
        (STANDARD, "short", "5", "ГОСТ 2.105–95. С. 5."),
        (PATENT, "short", "2", "Пат. 2456789 Рос. Федерация. С. 2."),
        (FOUR, "short", "28", "Геологическое картирование ... С. 28."),
        (FOUR, "op-cit", "28", "Геологическое картирование ... С. 28."),
    ],
)
def test_a_repeat_of_a_record(first, form, locator, printed):
    assert plain(repeat(first, form, locator=locator)) == printed


@pytest.mark.parametrize(
    ("first", "form", "locator", "printed"),
    [
        ("Лотман Ю. М. Беседы о русской культуре. СПб., 1994. 399 с.", "short", "62", "Лотман Ю. М. Беседы о русской культуре. С. 62."),
        ("Салтыков-Щедрин М. Е., Ким Ю. Ч. Сказки : сб. М., 1990.", "op-cit", "7", "Салтыков-Щедрин М. Е., Ким Ю. Ч. Указ. соч. С. 7."),
        ("Русский язык : энциклопедия / под ред. Ю. Н. Караулова. М., 1997.", "short", "9", "Русский язык. С. 9."),
        ("ГОСТ Р 7.0.12–2011. Сокращение слов. М., 2012. 23 с.", "short", "4", "ГОСТ Р 7.0.12–2011. С. 4."),
        ("Turing A. M. Computing machinery // Mind. 1950. Vol. 59. P. 433–460.", "ibid", "440", "Ibid. P. 440."),
        ("Ключевский В. О. Сочинения. М., 1987. Т. 1. 430 с.", "short", "12", "Ключевский В. О. Сочинения. Т. 1. С. 12."),
        (
            "Насос : пат. 100200 Рос. Федерация. № 2010 ; заявл. 01.02.10 ; опубл. 03.04.11. 3 с.",
            "short",
            "2",
            "Пат. 100200 Рос. Федерация. С. 2.",
        ),
    ],
)
def test_a_repeat_of_somebodys_first_reference(first, form, locator, printed):
    assert plain(repeat(first, form, locator=locator)) == printed


def test_another_volume_can_be_meant_and_in_the_text_there_is_no_final_dot():
    first = "Ключевский В. О. Сочинения. М., 1987. Т. 1. 430 с."
    assert plain(repeat(first, volume="2", locator="5", ends=False)) == "Ключевский В. О. Сочинения. Т. 2. С. 5"


def test_another_part_of_the_same_host():
    assert plain(in_same_host(NEIGHBOUR)) == "Белов И. И. Ответ критикам // Там же. С. 228–230."
    assert plain(in_same_host("Lee K. Reply // Mind. 1950. Vol. 59. P. 461.")) == "Lee K. Reply // Ibid. P. 461."


def test_second_hand():
    assert plain(cited_from("Флоренский П. А. Столп. М., 1990. С. 27.")) == "Цит. по: Флоренский П. А. Столп. М., 1990. С. 27."
    assert plain(cited_from(TURING)).startswith("Cit. from: Turing A. M. Computing")


def test_works_of_one_author_stand_under_his_her_or_their_pronoun():
    his = ["Белов И. И. Право. М., 2001.", "Белов И. И. Закон. М., 2002."]
    assert plain(complex_reference(his)) == "Белов И. И. Право. М., 2001 ; Его же. Закон. М., 2002."
    hers = ["Белова И. И. Право. М., 2001.", "Белова И. И. Закон. М., 2002."]
    assert "; Ее же. Закон" in plain(complex_reference(hers))
    theirs = ["Белов И. И., Чернов А. А. Право. М., 2001.", "Белов И. И., Чернов А. А. Закон. М., 2002."]
    assert "; Их же. Закон" in plain(complex_reference(theirs))
    latin = ["Lee K. Law. London, 2001.", "Lee K. Order. London, 2002."]
    assert plain(complex_reference(latin)) == "Lee K. Law. London, 2001 ; Idem. Order. London, 2002."


def test_works_of_one_author_can_be_numbered_and_works_of_two_are_not_confounded():
    his = ["Белов И. И. Право. М., 2001.", "Белов И. И. Закон. М., 2002."]
    assert plain(complex_reference(his, numbered=True)) == "Белов И. И. : 1) Право. М., 2001 ; 2) Закон. М., 2002."
    assert "же" not in plain(complex_reference(["Белов И. И. Право. М., 2001.", "Серов И. И. Закон. М., 2002."]))


def test_the_footnotes_of_a_paper_follow_one_another():
    cited = [Cited(record=LOTMAN, locator="12"), Cited(record=LOTMAN, locator="14"), Cited(record=LOTMAN, locator="14"), Cited(record=ARTICLE),
             Cited(record=NEIGHBOUR), Cited(record=TURING, locator="440"), Cited(record=TURING, locator="441"), Cited(record=LOTMAN, locator="20")]  # fmt: skip
    assert [plain(note) for note in footnotes(cited)] == [
        "Лотман Ю. М. Беседы о русской культуре : быт и традиции. СПб., 1994. С. 12.",
        "Там же. С. 14.",
        "Там же.",
        "Ахматова А. А. Две новые повести // Новый мир. 1987. № 6. С. 196–227.",
        "Белов И. И. Ответ критикам // Там же. С. 228–230.",
        "Turing A. M. Computing machinery and intelligence // Mind. 1950. Vol. 59. P. 440.",
        "Ibid. P. 441.",
        "Лотман Ю. М. Указ. соч. С. 20.",
    ]


def test_with_two_works_of_an_author_op_cit_would_not_say_which():
    from msgspec.structs import replace

    other = replace(LOTMAN, id="l2", title="Семиосфера")
    notes = footnotes([Cited(record=LOTMAN), Cited(record=other), Cited(record=LOTMAN, locator="5")])
    assert plain(notes[2]) == "Лотман Ю. М. Беседы о русской культуре. С. 5."


@pytest.mark.parametrize("text", ["", "...", "Без точки", "x" * 10000, "((((", "А. Б. В.", "Иванов И. И."])
def test_any_text_can_be_repeated(text):
    for form in ("short", "ibid", "op-cit"):
        assert repeat(text, form, locator="5")
    assert first_of(text).text == text


def test_a_long_title_is_cut_after_whole_words():
    assert shortened("О государственном регулировании внешней торговли") == "О государственном регулировании ..."
    assert shortened("Короткое заглавие") == "Короткое заглавие"


def test_numbers_in_square_brackets():
    assert plain(number_citation([(10, "81")])) == "[10, с. 81]"
    assert plain(number_citation([(1, ""), (2, ""), (3, ""), (7, ""), (8, "")])) == "[1–3; 7; 8]"
    assert plain(number_citation([(4, "12-14"), (9, "т. 2, с. 5")])) == "[4, с. 12–14; 9, т. 2, с. 5]"
    assert plain(number_citation([(4, "12")], language="en")) == "[4, p. 12]"


def test_names_or_titles_in_square_brackets():
    assert plain(name_citation([Cited(record=LOTMAN, locator="18")], year=True)) == "[Лотман, 1994, с. 18]"
    assert plain(name_citation([Cited(record=LOTMAN, volume="1", locator="17"), Cited(record=TURING)])) == "[Лотман, т. 1, с. 17; Turing]"
    assert plain(name_citation([Cited(record=FOUR)])) == "[Геологическое картирование ...]"


def test_author_and_year_with_the_words_of_each_language():
    two = Record(id="2", language="ru", author=(Name(family="Белов"), Name(family="Серов")), title="А", issued=Date.of(2019))
    cut = Record(id="3", language="en", author=(Name(family="Lee"),), title="B", issued=Date.of(2020), custom=Custom(et_al=True))
    assert (
        plain(author_year_citation([Cited(record=two, locator="5"), Cited(record=cut)])) == "(Белов и Серов, 2019, с. 5; Lee et al., 2020)"
    )
    assert plain(author_year_citation([Cited(record=Record(title="Без года", language="ru"))])) == "(«Без года», б. г.)"


def test_letters_tell_works_of_one_year_apart_in_their_own_script():
    one, two = (Record(id=i, language="ru", author=(Name(family="Белов"),), title=i, issued=Date.of(2019)) for i in "12")
    lee = [Record(id=f"e{i}", language="en", author=(Name(family="Lee"),), title=str(i), issued=Date.of(2019)) for i in range(3)]
    letters = year_letters([one, two, *lee, TURING])
    assert letters == {"1": "а", "2": "б", "e0": "a", "e1": "b", "e2": "c"}
    assert plain(author_year_citation([Cited(record=two)], letters=letters)) == "(Белов, 2019б)"


def test_apa_citations_are_in_latin_letters_in_alphabetical_order():
    russian = Record(id="r", language="ru", author=(Name(family="Рязанцев"),), title="М", issued=Date.of(2016))
    assert (
        plain(apa_citation([Cited(record=TURING, locator="433-434"), Cited(record=russian)]))
        == "(Ryazantsev, 2016; Turing, 1950, pp. 433–434)"
    )
    assert plain(apa_citation([Cited(record=russian, locator="5")], form="narrative")) == "Ryazantsev (2016, p. 5)"
    assert plain(apa_citation([Cited(record=russian)], letters={"r": "б"})) == "(Ryazantsev, 2016b)"
    three = Record(author=tuple(Name(family=f) for f in "ABC"), issued=Date.of(2001), language="en")
    assert plain(apa_citation([Cited(record=three)])) == "(A et al., 2001)"
