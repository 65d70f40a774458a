"""Transliteration by the schemes that journals name, letter by letter."""

import unicodedata

import iuliia
import pytest

from citekit.language import SCHEMES, transliterate
from citekit.model import UnknownName

ALPHABET = "абвгдежзийклмнопрстуфхцчшщъыьэюя"

# journal.imbp.ru/eng/translit.html and journals.kantiana.ru/geometry/transliteration: the table that journals call BSI
BSI = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            '"',
            "y",
            "'",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
)
# journals.ucp.by: the table that journals call BGN
BGN_SIMPLE = {**BSI, "й": "y"}


@pytest.mark.parametrize(("scheme", "table"), [("bsi", BSI), ("bgn-simple", BGN_SIMPLE)])
@pytest.mark.parametrize("letter", BSI)
def test_each_letter_is_as_the_journals_table_has_it(scheme, table, letter):
    inside = transliterate(f"к{letter}т", scheme)
    assert inside == f"k{table[letter]}t"


@pytest.mark.parametrize(
    ("scheme", "wanted"),
    [
        ("bsi", 'Rossiiskii zhurnal: novyi ob"em, s"ezd, v\'yuga, podkhod, yazyk Dostoevskogo'),
        ("bgn-simple", 'Rossiyskiy zhurnal: novyy ob"em, s"ezd, v\'yuga, podkhod, yazyk Dostoevskogo'),
        ("bgn", "Rossiyskiy zhurnal: novyy ob”yëm, s”yezd, v’yuga, podkhod, yazyk Dostoyevskogo"),
        ("ala-lc", 'Rossiiskii zhurnal: novyi ob"em, s"ezd, v\'iuga, podkhod, iazyk Dostoevskogo'),
        ("iso9", "Rossijskij žurnal: novyj obʺëm, sʺezd, vʹûga, podhod, âzyk Dostoevskogo"),
        ("gost-7.79b", "Rossijskij zhurnal: novy`j ob``yom, s``ezd, v`yuga, podxod, yazy`k Dostoevskogo"),
        ("icao", "Rossiiskii zhurnal: novyi obieem, sieezd, viuga, podkhod, iazyk Dostoevskogo"),
    ],
)
def test_the_hard_words_by_each_scheme(scheme, wanted):
    assert transliterate("Российский журнал: новый объём, съезд, вьюга, подход, язык Достоевского", scheme) == wanted


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_cyrillic_letter_is_left_over(scheme):
    text = "".join(map(chr, range(0x400, 0x460))) + "ґҐқҚңөұүһәғ"
    assert not [c for c in transliterate(" ".join(text), scheme) if "\u0400" <= c <= "\u052f"]


@pytest.mark.parametrize("scheme", [s for s in SCHEMES if s != "uk-2010"])
def test_capitals_stay_capitals_and_an_initial_keeps_its_small_second_letter(scheme):
    assert transliterate("ЩУКА", scheme) == transliterate("щука", scheme).upper()
    assert transliterate("Щ. Ю.", scheme)[1:2] != "." or scheme in {"iso9", "gost-7.79a"}
    assert transliterate("Щука", scheme)[1:].islower()


@pytest.mark.parametrize(
    ("scheme", "name"), [("icao", "ICAO_DOC_9303"), ("iso9-1968", "ISO_9_1968"), ("mvd", "MVD_782"), ("ala-lc", "ALA_LC_ALT")]
)
def test_the_other_schemes_agree_with_iuliia(scheme, name):
    for letter in ALPHABET:
        assert transliterate(f"к{letter}т", scheme) == unicodedata.normalize("NFC", getattr(iuliia, name).translate(f"к{letter}т"))


def test_ukrainian_has_its_own_table():
    assert (
        transliterate("Згурський, Їжакевич; об’єднання Юрія, щоб знам'янка", "uk-2010")
        == "Zghurskyi, Yizhakevych; obiednannia Yuriia, shchob znamianka"
    )


def test_latin_text_and_marks_are_left_alone():
    assert transliterate("Soft power «», 25 % — naïve", "bsi") == "Soft power «», 25 % — naïve"


def test_an_unknown_scheme_names_the_nearest():
    with pytest.raises(UnknownName, match="did you mean 'bsi'"):
        transliterate("а", "bsii")
