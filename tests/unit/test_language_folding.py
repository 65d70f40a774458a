"""One key for a Russian word and for its romanisations by every scheme in use."""

import iuliia
import pytest

from citekit.language import fold

SCHEMES = sorted(name for name in dir(iuliia) if name.isupper() and hasattr(getattr(iuliia, name), "translate"))
# The French and the Uzbek table write sounds as no other does (ou, tch; j for ж, s for ц); ж = j of telegrams is й elsewhere.
ODD = {"MVD_310_FR", "UZ", "TELEGRAM"}
SURNAMES = [
    "Щербакова", "Хохлов", "Рязанцев", "Цыганков", "Юдин", "Ельцов", "Соловьёв", "Эйдельман", "Филиппов", "Бронников", "Ахметов", "Чхартишвили", "Схиртладзе",
    "Воробьёва", "Алексеев", "Максимов", "Троицкий", "Ушаков", "Лещёв", "Бесчеров", "Сысоев", "Мукомель", "Шацкая", "Зайончковская",
]  # fmt: skip
TITLES = [
    "Известия высших учебных заведений",
    "Вестник Российского университета дружбы народов. Серия: Международные отношения",
    "Экономические и социальные последствия трудовой миграции из стран Центральной Азии",
    "Социологические исследования",
    "К вопросу о формировании общественного мнения: опыт изучения",
    "Русский язык в научном освещении",
]


@pytest.mark.parametrize("scheme", [s for s in SCHEMES if s not in ODD])
def test_a_surname_and_its_romanisation_have_one_key(scheme):
    table = getattr(iuliia, scheme)
    assert {w: fold(table.translate(w)) for w in SURNAMES} == {w: fold(w) for w in SURNAMES}


@pytest.mark.parametrize("scheme", [s for s in SCHEMES if s not in ODD])
def test_a_title_and_its_romanisation_have_one_key(scheme):
    table = getattr(iuliia, scheme)
    assert {t: fold(table.translate(t)) for t in TITLES} == {t: fold(t) for t in TITLES}


def test_different_surnames_keep_different_keys():
    assert len({fold(w) for w in SURNAMES}) == len(SURNAMES)
    assert fold("Иванов") != fold("Петров")


def test_case_punctuation_accents_and_soft_signs_do_not_count():
    assert fold("  «Мягкая сила» — РЕСУРС!") == fold("мягкая сила ресурс")
    assert fold("Müller-Łukasz") == fold("Muller Lukasz")
    assert fold("Сверхновая") == fold("Cверxнoвая")  # Latin look-alikes


@pytest.mark.parametrize("text", ["论语译注", "الهجرة", "סוציולוגיה", "Μετανάστευση", "移民と社会", "이주"])
def test_a_text_of_another_script_is_kept(text):
    assert fold(text)
    assert fold(text) == fold(fold(text))
