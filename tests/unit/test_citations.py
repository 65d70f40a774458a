"""Citations in the text and in notes, and the references they mean."""

import pytest

from citekit.documents import document_of_text
from citekit.parsers import extract
from citekit.parsers.citations.linking import find_citations

NAMED = """

Литература

Абросимова Л. П. Основы степного земледелия. М. : Колос, 2003. 214 с.
Бердников Н. К., Юшкова Т. А. Влияние засухи на урожай проса // Аграрная наука. 2011. Т. 4, № 2. С. 17–25.
Горностаева В. И., Ким А. А., Орлов Б. Б. Почвы Заволжья. Самара, 2015а. 90 с.
Горностаева В. И., Ким А. А., Орлов Б. Б. Воды Заволжья. Самара, 2015б. 95 с.
Abbott, L. (2004). Grain prices and rainfall on the plains. Journal of Dry Farming, 12(3), 45-61.
Barlow, K. T., & Quine, R. (2011). Shelter belts revisited. Annals of Steppe Research, 7(1), 1-19.
World Snow Organization (WSO). (2018). Snow of the world. Geneva: WSO.
Zelinsky, A. (2012). Winds. Ecology of Borders, 2(4), 77-90.
"""
NUMBERED = """

References

1. Abbott, L. (2004). Grain prices and rainfall on the plains. Journal of Dry Farming, 12(3), 45-61.
2. Corrigan, M. (1999). The dust years: A history of wind. Lawrence: Prairie University Press.
3. Delgado, P., Stone, A., & Wu, H. (2018). Snow cover and spring wheat. Field Studies, 33, 201-215.
4. Eastman, O. (2020). Soil maps online. Retrieved from https://soils.example.org/maps
5. Fenwick, J. (1987). On the edge of the forest. Ecology of Borders, 2(4), 77-90.
"""


def cited(sentence, references=NAMED):
    document = document_of_text("Введение\n\n" + sentence + references, source="p.txt")
    found = find_citations(document, extract(document).references)
    return [(c.raw, c.kind, [(x.ref[2:] if x.ref else None, x.locator, x.mismatch) for x in c.cites]) for c in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Это известно (Абросимова, 2003, с. 15).", [("(Абросимова, 2003, с. 15)", "parenthetical", [("01", "15", None)])]),
        ("Это известно (см.: Бердников, Юшкова, 2011: 20).", [("(см.: Бердников, Юшкова, 2011: 20)", "parenthetical", [("02", "20", None)])]),
        ("Так бывает (Горностаева и др., 2015б).", [("(Горностаева и др., 2015б)", "parenthetical", [("04", None, None)])]),
        ("Так (Горностаева и др., 2015а, б).", [("(Горностаева и др., 2015а, б)", "parenthetical", [("03", None, None), ("04", None, None)])]),
        ("Farms fail (Abbott, 2004; Barlow & Quine, 2011, pp. 5-7).", [("(Abbott, 2004; Barlow & Quine, 2011, pp. 5-7)", "parenthetical", [("05", None, None), ("06", "5–7", None)])]),
        ("Farms fail [Abbott, 2004, p. 47].", [("[Abbott, 2004, p. 47]", "parenthetical", [("05", "47", None)])]),
        ("As L. Abbott (2004) says, farms fail.", [("L. Abbott (2004)", "narrative", [("05", None, None)])]),
        ("According to Barlow and Quine (2011, p. 3), belts help.", [("Barlow and Quine (2011, p. 3)", "narrative", [("06", "3", None)])]),
        ("В работе Л. П. Абросимовой (2003) это показано.", [("Л. П. Абросимовой (2003)", "narrative", [("01", None, None)])]),
        ("Snow is rare (WSO, 2018).", [("(WSO, 2018)", "parenthetical", [("07", None, None)])]),
        ("Snow is rare (World Snow Organization, 2018).", [("(World Snow Organization, 2018)", "parenthetical", [("07", None, None)])]),
        ("Farms fail (Abbott 2004).", [("(Abbott 2004)", "parenthetical", [("05", None, None)])]),
        ("Snow is rare, says World Snow Organization (2018).", [("World Snow Organization (2018)", "narrative", [("07", None, None)])]),
        ("Snow is rare (World Snow Organization [WSO], 2018).", [("(World Snow Organization [WSO], 2018)", "parenthetical", [("07", None, None)])]),
        ("As Abbott once argued (2004), farms fail.", [("Abbott once argued (2004)", "narrative", [("05", None, None)])]),
        ("As Kovalev once argued (2004), farms fail.", []),
        ("Это известно (Berdnikov & Yushkova, 2011).", [("(Berdnikov & Yushkova, 2011)", "parenthetical", [("02", None, None)])]),
    ],
)  # fmt: skip
def test_author_and_year_lead_to_the_reference(sentence, expected):
    assert cited(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "ref", "mismatch"),
    [
        ("Farms fail (Abbott, 2005).", "05", "year"),
        ("Winds blow (Zelinski, 2012).", "08", "spelling"),
        ("Farms fail (Abbott, 2004a).", "05", "year-suffix"),
    ],
)
def test_what_disagrees_with_the_list_is_said(sentence, ref, mismatch):
    assert [cites for _, _, cites in cited(sentence)] == [[(ref, None, mismatch)]]


def test_a_work_outside_the_list_is_cited_as_such_with_a_candidate_where_one_may_be_meant():
    document = document_of_text("Farms fail (Abbott, 1990; Zhdanov, 2001; Quine, 2011)." + NAMED, source="p.txt")
    cites = find_citations(document, extract(document).references)[0].cites
    assert [c.ref for c in cites] == [None, None, None]
    assert [c.candidate for c in cites] == ["p-05", None, "p-06"]


@pytest.mark.parametrize(
    "text",
    ["the war (1941–1945)", "in May (2015)", "см. (рис. 2, 2019)", "harvests grew (by 20 % in 2004)", "the law (No. 5, 2003)", "(2004)"],
)
def test_other_figures_in_brackets_are_no_citations(text):
    assert cited(f"It is known from {text} and elsewhere.") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It is so [3].", [("[3]", [("03", None)])]),
        ("It is so [3, p. 81].", [("[3, p. 81]", [("03", "81")])]),
        ("Это так [3, с. 81; 5].", [("[3, с. 81; 5]", [("03", "81"), ("05", None)])]),
        ("Это так [1; 5; 2].", [("[1; 5; 2]", [("01", None), ("05", None), ("02", None)])]),
        ("It is so [2–4].", [("[2–4]", [("02", None), ("03", None), ("04", None)])]),
        ("It is so [1, 3-5].", [("[1, 3-5]", [("01", None), ("03", None), ("04", None), ("05", None)])]),
        ("Это так [см.: 2, с. 5–7].", [("[см.: 2, с. 5–7]", [("02", "5–7")])]),
        ("It is so.²,⁴", [("²,⁴", [("02", None), ("04", None)])]),
    ],
)
def test_numbers_lead_to_the_references_of_the_list(sentence, expected):
    found = cited(sentence, NUMBERED)
    assert [(raw, [(ref, locator) for ref, locator, _ in cites]) for raw, _, cites in found][:1] == expected
    assert {kind for _, kind, _ in found} == {"numeric"}


@pytest.mark.parametrize("text", ["the interval [0, 1]", "the year [2019]", "the words [sic]", "item [17]"])
def test_other_brackets_are_no_numbers_of_the_list(text):
    assert cited(f"Take {text} as given.", NUMBERED) == []


NOTES = """Глава 1

Первый тезис известен.¹ Второй тоже.² Третий спорен.³ Четвёртый нов.⁴ Пятый стар.⁵ Шестой верен.⁶

¹ Абросимова Л. П. Основы степного земледелия. М. : Колос, 2003. С. 15.

² Там же. С. 17.

³ Бердников Н. К. Влияние засухи на урожай проса // Аграрная наука. 2011. № 2. С. 18; Абросимова Л. П. Указ. соч. С. 20.

⁴ Подробнее об этом см.: Бердников Н. К. Влияние засухи. С. 19.

⁵ Под степью здесь понимается вся открытая равнина.

⁶ Там же.
"""


def notes_of(text):
    document = document_of_text(text, source="p.txt")
    return [
        [(x.ref, x.form, x.locator) for x in c.cites]
        for c in find_citations(document, extract(document).references)
        if c.kind == "footnote"
    ]


def test_notes_of_a_paper_without_a_list_name_each_other_s_works():
    assert notes_of(NOTES) == [
        [("p-fn-01", "full", "15")],
        [("p-fn-01", "ibid", "17")],
        [("p-fn-03", "full", "18"), ("p-fn-01", "short", "20")],
        [("p-fn-03", "short", "19")],
        [("p-fn-03", "ibid", None)],
    ]


def test_notes_lead_to_the_list_in_full_short_and_ibid():
    text = (
        "Farms fail.¹ They do.² Again.³ And again.⁴ For ever.⁵\n\n"
        "¹ Lorna Abbott, “Grain prices and rainfall on the plains,” *Journal of Dry Farming* 12, no. 3 (2004): 47.\n\n"
        "² Prices fell twice. *Ibid*., 50–52; Mary Corrigan, *The dust years: A history of wind* (Lawrence: Prairie University Press, 1999): 8.\n\n"
        "³ Abbott, “Grain prices,” 49.\n\n"
        "⁴ Corrigan, *The dust years*, 9.\n\n"
        "⁵ Otto Braun, “Frost,” *Cold Studies* 3 (2001): 5.\n" + NUMBERED
    )
    assert notes_of(text) == [
        [("p-01", "full", "47")],
        [("p-01", "ibid", "50–52"), ("p-02", "full", "8")],
        [("p-01", "short", "49")],
        [("p-02", "short", "9")],
        [(None, "full", "5")],
    ]


def test_a_citation_knows_its_sentence_paragraph_and_section():
    text = (
        "Введение\n\nО степи писали много. См. работу А. А. Кима (Абросимова, 2003, с. 5) и т. д. Потом забыли.\n\nМетоды\n\nМы считали снег (Abbott, 2004).\n"
        + NAMED
    )
    document = document_of_text(text, source="p.txt")
    first, second = find_citations(document, extract(document).references)
    assert first.place.sentence.of(text) == "См. работу А. А. Кима (Абросимова, 2003, с. 5) и т. д."
    assert (first.place.section, first.place.paragraph) == ("Введение", 1)
    assert (second.place.section, second.place.paragraph) == ("Методы", 2)
    assert [c.span.of(text) for c in (first, second)] == ["(Абросимова, 2003, с. 5)", "(Abbott, 2004)"]


def test_a_note_s_place_is_where_its_mark_stands():
    document = document_of_text(NOTES, source="p.txt")
    places = [c.place.sentence.of(NOTES) for c in find_citations(document, extract(document).references)]
    assert places[:2] == ["Первый тезис известен.¹", "Второй тоже.²"]


def test_a_citation_broken_by_a_line_end_is_one():
    document = document_of_text("Farms fail (Abbott,\n2004, p. 47) often." + NAMED, source="p.txt")
    citation = find_citations(document, extract(document).references)[0]
    assert citation.raw == "(Abbott, 2004, p. 47)"
    assert citation.cites[0].locator == "47"


def test_the_list_itself_cites_nothing():
    document = document_of_text("Введение без ссылок.\n" + NAMED, source="p.txt")
    assert find_citations(document, extract(document).references) == ()


def test_short_titles_in_brackets_lead_to_the_list_as_the_mla_prints_them():
    works = (
        "\n\nWorks Cited\n\nAbbott, Lorna. “Grain Prices and Rainfall.” Dry Farming Review, vol. 12, no. 3, 2004, pp. 45-61.\n\n"
        "“Snow and Bread.” Steppe Online, Prairie Press, 2009, https://steppe.example.org/snow. Accessed 22 Apr. 2021.\n\n"
        "Corrigan, Mary. The Dust Years. Prairie University Press, 1999.\n"
    )
    assert cited("Snow is bread (Snow and Bread). Farms fail (Abbott 47), they say (as always).", works) == [
        ("(Snow and Bread)", "parenthetical", [("02", None, None)]),
        ("(Abbott 47)", "parenthetical", [("01", "47", None)]),
    ]


def test_a_number_with_its_page_behind_a_colon_and_the_same_again_are_read():
    found = cited("Winds blow [2: 14–15], and again [там же, с. 16], and [ibid.].", NUMBERED)
    assert [cites for _, _, cites in found] == [[("02", "14–15", None)], [("02", "16", None)], [("02", None, None)]]
