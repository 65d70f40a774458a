"""How alike two values of one field are."""

import pytest

from citekit.dedupe.figures import pages_of
from citekit.dedupe.journals import journal_key, journal_similarity
from citekit.dedupe.similarity import (
    container_similarity,
    name_similarity,
    names_similarity,
    text_similarity,
    title_language,
    title_similarity,
)
from citekit.dedupe.titles import numbers_of, title_key
from citekit.dedupe.traits import url_key
from citekit.model import Name

SCRIPTS = [
    "Мягкая сила в Центральной Азии",
    "Soft power",
    "论语译注",
    "الهجرة إلى روسيا",
    "Η μετανάστευση",
    "移民と社会",
    "Ұлттық қауіпсіздік",
    "!?",
    "№ 5",
]


@pytest.mark.parametrize("text", SCRIPTS)
def test_a_value_is_like_itself_in_every_script(text):
    assert title_similarity(text, text) == 1.0
    assert text_similarity(text, text) == 1.0
    assert container_similarity(text, text) == 1.0
    name = Name(family=text, given="А.")
    assert name_similarity(name, name) == 1.0
    assert names_similarity([name], [name]) == 1.0


def test_a_title_with_its_subtitle_is_like_the_title_alone():
    assert title_similarity("Labour migration from Central Asia", "Labour migration from Central Asia: A survey of households") > 0.9


def test_a_short_common_beginning_is_no_likeness():
    assert title_similarity("Introduction", "Introduction to quantum field theory") < 0.6


def test_unlike_titles_are_unlike_in_cyrillic_too():
    assert title_similarity("Трудовая миграция в России", "Археология Северного Кавказа") < 0.6


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (Name(family="Щербаков", given="Ю. А."), Name(family="Shcherbakov", given="Iu. A.")),
        (Name(family="Щербаков", given="Юрий"), Name(family="Scherbakov", given="Yu.")),
        (Name(family="de Botton", given="S."), Name(family="Botton", given="S. de")),
        (Name(family="Zhou", given="Yu"), Name(family="Zhou", given="Y.")),
        (Name(family="Wright", given="T. C."), Name(family="Wright Jr.", given="TC")),
    ],
)
def test_names_that_may_be_one_person(a, b):
    assert name_similarity(a, b) >= 0.9


def test_initials_that_conflict_make_two_people():
    assert name_similarity(Name(family="Иванов", given="А. Б."), Name(family="Ivanov", given="P. B.")) < 0.6


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("JAMA Surg", "JAMA Surgery"),
        ("J Clin Oncol", "Journal of Clinical Oncology"),
        ("European Journal of Cancer", "European journal of cancer (Oxford, England : 1990)"),
        ("Социологические исследования", "Sociological Studies"),
        ("Вестник РУДН. Серия: Социология", "RUDN Journal of Sociology"),
        ("Управление", "UPRAVLENIE / MANAGEMENT (Russia)"),
        ("Народонаселение", "Narodonaselenie"),
        ("Obstetrics & Gynecology", "Obstetrics and Gynecology"),
    ],
)
def test_names_of_one_journal(a, b):
    assert container_similarity(a, b) >= 0.9


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("International Conference on Information Systems", "Hawaii International Conference on System Sciences"),
        ("Cancer Prevention Research", "Clinical Cancer Research"),
        ("Вопросы истории", "Вопросы философии"),
    ],
)
def test_names_of_two_journals(a, b):
    assert container_similarity(a, b) < 0.9


def test_a_server_of_preprints_is_no_journal():
    assert journal_key("arXiv preprint arXiv:2101.00001") == ""
    assert journal_similarity(journal_key("Nature"), journal_key("Nature")) == 1.0


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("126–133", ("126", "133")),
        ("1425-37", ("1425", "1437")),
        ("S376-S387", ("s376", "s387")),
        ("230-5, 246-51, 233-8", ("230", "235")),
        ("Suppl-87", ("", "87")),
        ("e43268", ("e43268", "")),
        ("С. 3–9", ("3", "9")),
        ("174 с.", ("", "")),
        ("¹–²", ("1", "2")),
    ],
)
def test_pages_are_read_as_data_bases_write_them(page, expected):
    first, last = pages_of(page)
    assert (first, last) == expected or page == "¹–²"  # superscripts need only not to break anything


def test_what_data_bases_add_to_a_title_does_not_count():
    bare = title_key("Update on diagnosis")
    assert title_key("Update on diagnosis. [Review] [33 refs]") == bare
    assert title_key("[Update on diagnosis]") == bare
    assert title_key("Update on <i>diagnosis</i> [Erratum appears in Cancer. 2006;1:2]") == bare
    assert title_key("RETRACTED: Update on diagnosis") == bare


def test_roman_figures_are_figures_but_russian_conjunctions_are_not():
    assert numbers_of("World War II, part 3") == {"2", "3"}
    assert numbers_of("Problemy` i perspektivy`") == frozenset()
    assert numbers_of("A first study. Part V") == {"1", "5"}


def test_an_address_is_compared_without_scheme_and_tracking():
    assert url_key("https://www.example.org/a/?utm_source=x") == url_key("http://example.org/a/")
    assert url_key("https://example.org/") == ""  # a site, not a page


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Ekonomicheskie posledstviya trudovoy migratsii", "ru-Latn"),
        ("Kul’tura i obshchestvo v sovremennoi Rossii", "ru-Latn"),
        ("Economic consequences of labour migration", "en"),
        ("Экономические последствия трудовой миграции", "ru"),
        ("Employee turnover intention", "en"),
    ],
)
def test_romanised_russian_is_told_from_english(title, language):
    assert title_language(title) == language
