"""The parts of extraction: headings, marks, lines, sentences."""

import pytest

from citekit.documents import document_of_text
from citekit.parsers.citations.sentences import sentences
from citekit.parsers.lists.headings import ends_list, heading_kind, run_in_heading
from citekit.parsers.lists.likeness import end_score, likeness, start_score
from citekit.parsers.lists.lines import lines_of
from citekit.parsers.lists.markers import chain_of, marker_of
from citekit.parsers.lists.split import joined


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Список литературы к главе 2", "list"), ("Використані джерела", "list"), ("Literaturverzeichnis", "list"), ("Bibliografía", "list"), ("Kaynakça", "list"),
        ("Примечания", "notes"), ("ENDNOTES", "notes"), ("Сведения об авторах:", "end"), ("Author Contributions", "end"), ("Приложение Б. Анкета", "end"),
        ("Литература 45", ""), ("Список литературы ........ 12", ""), ("литературы", ""), ("References to the past are many in this text", ""), ("Литературный процесс", ""),
        ("Sources of funding and other matters of the project in the year that passed", ""),
    ],
)  # fmt: skip
def test_headings_are_told_from_other_lines(line, kind):
    assert heading_kind(line) == kind


def test_a_heading_on_the_line_of_the_first_reference_is_seen():
    line = "Литература: 1. Абросимова Л. П. Основы. М., 2003."
    assert line[run_in_heading(line) :].startswith("1. Абросимова")
    assert run_in_heading("Литература: 13") == 0


@pytest.mark.parametrize(
    "line",
    [
        "Поступила в редакцию 12.03.2019",
        "© Петров П. П., 2019",
        "Received: 12 March 2019",
        "E-mail: petrov@example.org",
        "Copyright (c) 2019 Petrov",
    ],
)
def test_lines_behind_a_list_end_it(line):
    assert ends_list(line)


@pytest.mark.parametrize(
    ("line", "number", "rest"),
    [
        ("12. Abbott L.", 12, "Abbott L."), ("[3] Abbott L.", 3, "Abbott L."), ("4) Abbott L.", 4, "Abbott L."), ("5 Abbott L.", 5, "Abbott L."), ("8.Абросимова", 8, "Абросимова"),
        ("⁷ Abbott L.", 7, "Abbott L."), ("• Abbott", None, "Abbott"), ("- Abbott", None, "Abbott"), ("[Abb04] Abbott", None, "Abbott"), ("3. ↑ Abbott", 3, "Abbott"),
    ],
)  # fmt: skip
def test_marks_are_read(line, number, rest):
    marker = marker_of(line)
    assert marker is not None
    assert (marker.number, line[marker.length :]) == (number, rest)


@pytest.mark.parametrize(
    "line",
    ["2019. № 5. С. 3–9.", "17. С. 5.", "2. P. 213–223.", "24.kg. News", "– М. : Наука, 2001.", "12–15 мая", "Abbott L.", "3.5 percent"],
)
def test_figures_of_a_reference_are_no_marks(line):
    assert marker_of(line) is None


def test_the_count_of_a_list_has_restarts_and_small_holes():
    lines = ["1. A", "2. B", "x", "4. D", "5. E", "1. A", "2. B", "77. Z", "3. C"]
    assert chain_of([marker_of(line) for line in lines]) == (0, 1, 3, 4, 5, 6, 8)


def test_prose_and_references_are_far_apart():
    prose = "It can be said that this is the way in which the farmers have always thought of snow (Abbott, 2004)."
    assert likeness("Abbott L. Grain prices // Dry Farming. 2004. Vol. 12, no. 3. P. 45–61.") > 3 > -1 > likeness(prose)


def test_beginnings_and_ends_of_references_are_known():
    assert start_score("Абросимова Л. П. Основы") > 2
    assert start_score("van der Berg, J. (2001)") > 1
    assert start_score("// Аграрная наука. 2011") < -2
    assert end_score("С. 17–25.") > 1
    assert end_score("Влияние засухи на") < -2
    assert end_score("Петров А.") < -2


def test_running_heads_and_page_numbers_are_left_out_of_the_lines():
    pages = [
        f"Steppe Herald. 2019. No. 4          {n}\nline one of page {n}\nline two of page {n}" + "\nmore text" * 20 for n in range(11, 15)
    ]
    lines = lines_of(document_of_text("\n\f".join(pages)))
    assert not [line.text for line in lines if line.text.startswith("Steppe Herald")]
    assert [line.text for line in lines if line.text.startswith("line one")] == [f"line one of page {n}" for n in range(11, 15)]


def test_joined_pieces_keep_the_way_back():
    text = "1. Abbott   L.\n   Grain\tprices"
    raw, places = joined(text, ((3, 14), (18, 30)))
    assert raw == "Abbott L. Grain prices"
    assert [text[at : at + length] for _, at, length in places] == raw.split()
    assert [raw[offset : offset + length] for offset, _, length in places] == raw.split()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("В 2019 г. Россия приняла закон. Он действует.", 2), ("См. рис. 2 и табл. 3. Далее.", 2), ("А. А. Ким пришёл. Б. Б. Ли ушёл.", 2), ("It grew, e.g. in Spain, by 5 percent. No. 5 fell.", 2),
        ("Abbott et al. (2004) agree. Others, i.e. most, do not.", 2), ("Засухи, наводнения и т. д. Это известно.", 2), ("и т. д. и т. п. в степи", 1), ("“It is so.” She left.", 2), ("Is it so? Yes! Good.", 3), ("", 0),
    ],
)  # fmt: skip
def test_sentences_know_initials_and_abbreviations(text, count):
    found = list(sentences(text))
    assert len(found) == count
    assert "".join(text[a:b] for a, b in found).replace(" ", "") == text.replace(" ", "")
