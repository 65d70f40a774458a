"""The labeller: what it is asked to know of references, and that it keeps to what it is told."""

from __future__ import annotations

import math
import threading
from bisect import bisect_right
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.parsers.labelling.features import FeatureReader, list_hints
from citekit.parsers.labelling.labelled import labelled_pieces
from citekit.parsers.labelling.labels import LABELS, Labeller
from citekit.parsers.labelling.tokens import tokenize


@pytest.fixture(scope="module")
def labeller() -> Labeller:
    return Labeller()


def parts(labeller: Labeller, string: str) -> dict[str, str]:
    """Return the text of each label's first run, without the separators."""
    tokens = tokenize(string)
    found: dict[str, str] = {}
    previous = ""
    for token, (label, _) in zip(tokens, labeller.label(tokens), strict=True):
        if label != previous and label not in found:
            found[label] = token.text
        elif label == previous and found.get(label) is not None:
            found[label] += (" " if token.space_before else "") + token.text
        previous = label
    return found


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        (
            "Климова О. Н., Дроздов А. П. Реки и озёра Севера // Вестник географии. – 2017. – Т. 4, № 2. – С. 15–28.",
            {
                "author": "Климова О. Н., Дроздов А. П.",
                "title": "Реки и озёра Севера",
                "container": "Вестник географии",
                "year": "2017",
                "volume": "4",
                "issue": "2",
                "pages": "15–28",
            },
        ),
        (
            "Дроздов А. П. Лес и степь. – М. : Наука, 1984. – 267 с.",
            {"author": "Дроздов А. П.", "title": "Лес и степь", "publisher": "Наука", "year": "1984", "numpages": "267"},
        ),
        (
            "Harlow, J. R., & Penn, M. (2014). Rivers of the north. Journal of Hydrology, 12(3), 45–67. https://doi.org/10.1000/jh.12",
            {
                "author": "Harlow, J. R., & Penn, M.",
                "year": "2014",
                "title": "Rivers of the north",
                "container": "Journal of Hydrology",
                "volume": "12",
                "issue": "3",
                "pages": "45–67",
                "doi": "https://doi.org/10.1000/jh.12",
            },
        ),
        (
            "Harlow JR, Penn M. Rivers of the north. J Hydrol. 2014;12(3):45-67.",
            {"author": "Harlow JR, Penn M", "title": "Rivers of the north", "year": "2014", "volume": "12", "issue": "3", "pages": "45-67"},
        ),
        (
            "Лесной портал [Электронный ресурс]. URL: https://les.example.ru/ (дата обращения: 12.05.2019).",
            {"medium": "Электронный ресурс", "url_lead": "URL", "url": "https://les.example.ru/", "accessed": "дата обращения: 12.05.2019"},
        ),
        (
            "Климова О. Н. Гидрология малых рек : дис. ... канд. геогр. наук : 25.00.27. – Томск, 2009. – 178 с.",
            {"author": "Климова О. Н.", "title": "Гидрология малых рек", "place": "Томск", "year": "2009", "numpages": "178"},
        ),
    ],
)
def test_references_of_the_common_styles_are_told_apart(labeller: Labeller, string: str, expected: dict[str, str]) -> None:
    found = parts(labeller, string)
    assert {label: found.get(label) for label in expected} == expected


def test_a_pattern_s_finding_has_its_way_against_the_model(labeller: Labeller) -> None:
    string = "Дроздов А. П. Лес и степь. – М. : Наука, 1984. – 267 с."
    tokens = tokenize(string)
    start = string.index("Наука")
    labels = dict(zip([t.text for t in tokens], labeller.label(tokens, atoms=[(start, start + 5, "series")]), strict=True))
    assert labels["Наука"][0] == "series"
    assert labels["Наука"][1] > 0.99


def test_prose_scores_lower_than_a_reference(labeller: Labeller) -> None:
    def score(string: str) -> float:
        return labeller.labelling(tokenize(string)).score

    reference = score("Климова О. Н. Реки и озёра Севера // Вестник географии. – 2017. – Т. 4, № 2. – С. 15–28.")
    prose = score("Мы показали выше, что реки Севера замерзают рано; однако, как видно на рис. 3, озёра ведут себя иначе (см. табл. 2).")
    assert prose < reference < 0


def test_an_unsure_label_names_its_rival(labeller: Labeller) -> None:
    strings = ("Наука. Жизнь. Москва. Правда. 5", "Science Nature Press, London Times 12 4", "Известия. Новости. Вестник. Мир, 3")
    results = [labeller.labelling(tokenize(string)) for string in strings]
    unsure = [(pair, rival) for r in results for pair, rival in zip(r.labels, r.second, strict=True) if pair[1] < 0.9]
    assert unsure
    assert all(rival[0] in LABELS and rival[0] != pair[0] and rival[1] <= 1 - pair[1] + 1e-6 for pair, rival in unsure)


def test_look_alike_letters_of_the_other_script_do_not_mislead(labeller: Labeller) -> None:
    latin_c = parts(labeller, "Дроздов А. П. Лес и степь // Вестник географии. – 2017. – № 2. – C. 15–28.")
    assert latin_c["pages"] == "15–28"


def test_a_list_s_habits_are_what_most_of_its_references_do() -> None:
    gost = [tokenize(f"Иванов И. И. Работа {n} // Журнал. – 2010. – № {n}. – С. 5.") for n in range(4)]
    apa = [tokenize(f"Smith, J. (201{n}). Work. Journal, 3(2), 5–6.") for n in range(4)]
    assert "//" in list_hints(gost)
    assert "no//" in list_hints(apa)
    assert "(y)" in list_hints(apa)
    assert list_hints(gost[:2]) == ()


def test_the_labels_of_a_model_are_the_labels_that_are_promised(labeller: Labeller) -> None:
    labeller.label(tokenize("М., 1999."))
    assert labeller._parts is not None
    assert set(labeller._parts[0].labels) <= set(LABELS)


def test_threads_share_a_labeller_and_get_the_same_labels(labeller: Labeller) -> None:
    strings = [f"Дроздов А. П. Лес и степь {n} // Вестник географии. – 2017. – № {n}. – С. 15–28." for n in range(30)]
    expected = [labeller.label(tokenize(string)) for string in strings]
    got: dict[int, list[object]] = {}

    def work(number: int) -> None:
        got[number] = [labeller.label(tokenize(string)) for string in strings]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(got[number] == expected for number in range(4))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
def test_any_text_gets_one_label_and_a_probability_a_token(string: str) -> None:
    tokens = tokenize(string)
    result = _LABELLER.labelling(tokens)
    assert len(result.labels) == len(result.second) == len(tokens)
    assert all(label in LABELS and 0 <= probability <= 1 + 1e-9 for label, probability in result.labels)
    assert math.isfinite(result.score)


def test_a_line_of_a_book_s_length_is_labelled_at_its_head_only() -> None:
    tokens = tokenize("слово " * 20_000)
    result = _LABELLER.labelling(tokens)
    assert len(result.labels) == 20_000
    assert result.labels[-1] == ("note", 0.0)


def test_what_a_reader_keeps_is_bounded() -> None:
    reader: FeatureReader[int] = FeatureReader(len)
    for number in range(3000):
        reader.read(tokenize(" ".join(f"w{number}x{n}" for n in range(10))))
    assert len(reader._kept) + len(reader._played) < 200_000


_LABELLER = Labeller()


def pieces(*runs: tuple[str, str]) -> list[tuple[str, str]]:
    """Return what the pieces of a labelled text are and say."""
    text = "".join(part for part, _ in runs)
    ends = list(accumulate(len(part) for part, _ in runs))
    tokens = tokenize(text)
    labels = [(runs[bisect_right(ends, token.start)][1], 0.9) for token in tokens]
    return [(p.label, text[p.start : p.end]) for p in labelled_pieces(tokens, labels, text)[0]]


def test_a_site_that_is_its_own_publisher_is_container_and_publisher() -> None:
    read = pieces(
        ("Poverty", "title"), (". ", "sep"), ("The Census Bureau, The Census Bureau", "publisher"), (", ", "sep"), ("2010", "year")
    )
    assert read == [("title", "Poverty"), ("container", "The Census Bureau"), ("publisher", "The Census Bureau"), ("year", "2010")]


def test_names_before_the_word_of_a_role_are_editors() -> None:
    read = pieces(("Пупков К.А., Егупов Н.Д.", "author"), (", ", "sep"), ("ред.", "editor_role"), (" ", "sep"), ("Методы теории", "title"))
    assert read[0] == ("editor", "Пупков К.А., Егупов Н.Д.")


def test_a_figure_without_a_mark_begins_the_title_and_one_with_a_mark_is_the_list_s() -> None:
    assert pieces(("10 ", "num"), ("common patterns", "title")) == [("title", "10 common patterns")]
    assert pieces(("10", "num"), (". ", "sep"), ("Common patterns", "title")) == [("title", "Common patterns")]


def test_a_translated_title_that_stands_alone_is_the_title() -> None:
    assert pieces(("Petrov A. B.", "author"), (" ", "sep"), ("Northern rivers", "translated_title"))[1] == ("title", "Northern rivers")
    both = pieces(("Severnye reki", "title"), (" [", "sep"), ("Northern rivers", "translated_title"), ("]", "sep"))
    assert both == [("title", "Severnye reki"), ("translated_title", "Northern rivers")]
