"""The romanised second list: its four forms, its English words, and what it refuses to invent."""

import msgspec
import pytest

from citekit.formatters.formatting import checked_options
from citekit.formatters.references import REFERENCES
from citekit.model import Custom, Date, Name, Record, Variant


def printed(record, **options):
    text, _ = REFERENCES.entry(record, checked_options(REFERENCES, options))
    return text.plain().replace("\u00a0", " ")


def codes(record, **options):
    return [d.code for d in REFERENCES.entry(record, checked_options(REFERENCES, options))[1]]


BOOK = Record(
    id="k", type="book", language="ru", title="Рейтинги в экономике : методология и практика", publisher_place="М.", publisher="Финансы и статистика",
    author=(Name(family="Карминский", given="А. М."), Name(family="Пересецкий", given="А. А.")), issued=Date.of(2005), number_of_pages="240",
    custom=Custom(translated_title="Ratings in economics: Methodology and practice"),
)  # fmt: skip
ARTICLE = Record(
    id="b", type="article-journal", language="ru", title="Объём и ёмкость", container_title="Вестник Щукинского института", volume="41", issue="2",
    page="84-90", issued=Date.of(2016, 5), author=(Name(family="Бородулин", given="Дмитрий Михайлович"),), doi="10.1000/Ab",
    custom=Custom(issue_term="Вып.", edn="ABCDEF"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        (
            "bsi",
            ("Karminskii A.M., Peresetskii A.A. Reitingi v ekonomike: metodologiya i praktika [Ratings in economics: Methodology and practice]. "
            "Moscow, Finansy i statistika Publ., 2005. 240 p. (In Russ.)"),
        ),
        (
            "harvard",
            ("Karminskii A.M., Peresetskii A.A. (2005). Reitingi v ekonomike: metodologiya i praktika "
            "[Ratings in economics: Methodology and practice]. Moscow, Finansy i statistika Publ. 240 p. (In Russ.)"),
        ),
        (
            "ama",
            "Karminskii AM, Peresetskii AA. Ratings in economics: Methodology and practice. Moscow: Finansy i statistika; 2005. 240 p. (In Russ.)",
        ),
        (
            "apa",
            "Karminskii, A. M., & Peresetskii, A. A. (2005). Ratings in economics: Methodology and practice. Finansy i statistika. (In Russ.)",
        ),
    ],
)  # fmt: skip
def test_a_book_in_each_form(form, wanted):
    assert printed(BOOK, form=form) == wanted
    assert codes(BOOK, form=form) == []


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("bsi", "Borodulin D.M. Ob\"em i emkost'. Vestnik Shchukinskogo instituta, 2016, vol. 41, iss. 2, pp. 84–90. (In Russ.) https://doi.org/10.1000/Ab"),
        ("harvard", "Borodulin D.M. (2016). Ob\"em i emkost'. Vestnik Shchukinskogo instituta, vol. 41, iss. 2, pp. 84–90. (In Russ.) https://doi.org/10.1000/Ab"),
        ("ama", "Borodulin DM. Ob\"em i emkost'. Vestnik Shchukinskogo instituta. 2016;41(2):84–90. (In Russ.) https://doi.org/10.1000/Ab"),
        ("apa", "Borodulin, D. M. (2016). Ob\"em i emkost'. Vestnik Shchukinskogo instituta, 41(2), 84–90. (In Russ.) https://doi.org/10.1000/Ab"),
    ],
)  # fmt: skip
def test_an_article_in_each_form_and_its_missing_translation_is_said(form, wanted):
    assert printed(ARTICLE, form=form) == wanted
    assert "FM301" in codes(ARTICLE, form=form)


def official(**fields):
    return Variant("en", "official", Record(**fields))


def test_the_forms_of_titles():
    article = msgspec.structs.replace(
        ARTICLE, variants=(official(title="Volume and capacity", container_title="Bulletin of the Institute"),)
    )
    assert "Ob\"em i emkost' [Volume and capacity]. Vestnik" in printed(article)
    assert "Borodulin D.M. Volume and capacity. Vestnik" in printed(article, title="en")
    assert "Borodulin D.M. [Volume and capacity]. Vestnik" in printed(article, title="[en]")
    assert "Borodulin D.M. Volume and capacity. Vestnik" in printed(article, title="official")
    assert "Volume" not in printed(article, title="translit")
    assert codes(article) == []


def test_the_forms_of_sources():
    article = msgspec.structs.replace(ARTICLE, variants=(official(title="V", container_title="Bulletin"),))
    assert ". Vestnik Shchukinskogo instituta [Bulletin], 2016" in printed(article, source="translit+en")
    assert ". Vestnik Shchukinskogo instituta = Bulletin, 2016" in printed(article, source="translit=en")
    assert ". Bulletin, 2016" in printed(article, source="en")
    assert "FM304" in codes(ARTICLE, source="en")
    assert ". Vestnik Shchukinskogo instituta, 2016" in printed(ARTICLE, source="en")


def test_an_unconfirmed_translation_is_used_and_reported():
    variant = Variant("en", "translation", Record(title="Volume and capacity"))
    article = msgspec.structs.replace(ARTICLE, variants=(variant,))
    assert "[Volume and capacity]" in printed(article)
    assert codes(article) == ["FM302"]
    assert "emkost' [Volume and capacity]" in printed(article, title="official")


def test_a_translated_foreign_author_is_not_silently_transliterated_back():
    book = msgspec.structs.replace(BOOK, author=(Name(family="Бокс", given="Дж."),), translator=(Name(family="Иванов", given="И."),))
    assert "FM303" in codes(book)


@pytest.mark.parametrize(
    ("place", "wanted"),
    [("М.", "Moscow"), ("СПб.", "St. Petersburg"), ("[СПб.]", "St. Petersburg"), ("М. ; Л.", "Moscow, Leningrad"), ("Ростов н/Д", "Rostov-on-Don"), ("Ростов н/Д.", "Rostov-on-Don"), ("Кемерово", "Kemerovo"), ("Пермь", "Perm"), ("Berlin", "Berlin")],
)  # fmt: skip
def test_places_have_their_english_names(place, wanted):
    assert f". {wanted}, Finansy" in printed(msgspec.structs.replace(BOOK, publisher_place=place))


@pytest.mark.parametrize(
    ("publisher", "wanted"),
    [("Наука", "Nauka Publ."), ("Изд-во «Наука»", "Nauka Publ."), ("Издательский дом «Юность»", "Yunost' Publ."), ("Изд-во Моск. ун-та", "Moscow University Press"), ("Springer", "Springer"), ("Флинта : МСПИ", "Flinta Publ., MSPI Publ."), ("ООО «Прогресс»", "Progress Publ.")],
)  # fmt: skip
def test_publishers_are_named_not_translated(publisher, wanted):
    assert f"Moscow, {wanted}, 2005" in printed(msgspec.structs.replace(BOOK, publisher=publisher))


def test_an_organisation_without_a_known_english_name_is_reported():
    assert "FM305" in codes(msgspec.structs.replace(BOOK, publisher="Горный институт"))


def test_non_russian_items_have_no_remark_and_keep_their_spelling():
    english = Record(type="book", language="en", title="Soft power", author=(Name(family="Nye", given="Joseph S."),), publisher="PublicAffairs", publisher_place="New York", issued=Date.of(2004))  # fmt: skip
    assert printed(english) == "Nye J.S. Soft power. New York, PublicAffairs, 2004."
    ukrainian = msgspec.structs.replace(BOOK, language="uk", title="Їжа", custom=Custom())
    assert printed(ukrainian).endswith("(In Ukr.)")


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"initials": "I. I."}, "Karminskii A. M., Peresetskii A. A. Rei"),
        ({"initials": "II"}, "Karminskii AM, Peresetskii AA Rei"),
        ({"comma": "on"}, "Karminskii, A.M., Peresetskii, A.A. Rei"),
        ({"authors": "1"}, "Karminskii A.M., et al. Rei"),
        ({"authors": "1/1", "scheme": "bgn"}, "Karminskiy A.M., et al. Rey"),
    ],
)
def test_names_as_the_journal_sets_them(options, wanted):
    assert printed(BOOK, **options).startswith(wanted)


def test_identifiers_and_the_remark_stand_where_the_journal_wants_them():
    assert printed(ARTICLE, doi="DOI:", edn="on").endswith("(In Russ.) DOI: 10.1000/Ab EDN ABCDEF")
    assert printed(ARTICLE, doi="doi:", **{"note-place": "end"}).endswith("pp. 84–90. doi:10.1000/Ab (In Russ.)")
    assert printed(ARTICLE, note="").endswith("pp. 84–90. https://doi.org/10.1000/Ab")
    assert "(in Russian)" in printed(ARTICLE, note="(in Russian)")
    assert "pp. 84-90" in printed(ARTICLE, dash="hyphen")


def test_the_marks_of_gost_do_not_reach_the_list():
    thesis = Record(
        type="thesis", language="ru", title="Заглавие [Электронный ресурс]", author=(Name(family="Фенухин", given="В. И."),), genre="автореф. дис. ... канд. полит. наук",
        publisher_place="М.", issued=Date.of(2002), number_of_pages="178", edition="2-е изд., испр. и доп.", volume="Т. 1, кн. 2",
    )  # fmt: skip
    text = printed(thesis)
    assert text == "Fenukhin V.I. Zaglavie. Abstract of Cand. Sci. diss. 2nd ed., Moscow, 2002, vol. 1, book 2. 178 p. (In Russ.)"


def test_standards_patents_and_pages_of_the_web():
    standard = Record(type="standard", language="ru", title="Библиографическая ссылка", number="ГОСТ Р 7.0.5–2008", publisher_place="М.", publisher="Стандартинформ", issued=Date.of(2008))  # fmt: skip
    assert printed(standard) == "GOST R 7.0.5–2008. Bibliograficheskaya ssylka. Moscow, Standartinform Publ., 2008. (In Russ.)"
    page = Record(type="webpage", language="ru", title="Новости", container_title="РБК", issued=Date.of(2021, 9, 29), url="https://rbc.ru/x", accessed=Date.of(2023, 5, 11))  # fmt: skip
    assert printed(page) == "Novosti. RBK, 2021, 29 September. (In Russ.) Available at: https://rbc.ru/x (accessed 11.05.2023)."


@pytest.mark.parametrize("form", ["bsi", "harvard", "ama", "apa"])
@pytest.mark.parametrize("record", [Record(), Record(id="x"), Record(title="\x00"), Record(raw="текст"), Record(author=(Name(family="Ц"),)), Record(url="javascript:x"), Record(type="chapter", container_title="Ж")])  # fmt: skip
def test_a_record_of_almost_nothing_still_prints(form, record):
    text, _ = REFERENCES.entry(record, checked_options(REFERENCES, {"form": form}))
    assert text.plain().strip(" .()")
    assert not [run.href for run in text.runs if run.href.startswith("javascript")]
