"""Footnotes and the paper's own «For citation» line."""

import pytest

from citekit.documents import document_of_text
from citekit.parsers import extract

LIST = (
    "References\n\n"
    "1. Abbott, L. (2004). Grain prices and rainfall on the plains. Journal of Dry Farming, 12(3), 45-61.\n"
    "2. Corrigan, M. (1999). The dust years: A history of wind. Lawrence: Prairie University Press.\n"
    "3. Fenwick, J. (1987). On the edge of the forest. Ecology of Borders, 2(4), 77-90.\n"
)


def strings(text, kind):
    return [(r.number, r.raw) for r in extract(document_of_text(text, source="p.txt")).references if r.kind == kind]


def test_notes_with_raised_figures_are_found_between_the_paragraphs():
    text = (
        "Snow keeps the soil warm.¹ It melts in spring.²\n\n"
        "¹ Lorna Abbott, “Grain prices,” *Journal of Dry Farming* 12, no. 3 (2004): 47.\n\n"
        "² By spring we mean the weeks after the equinox.\n\n"
        "The text goes on after the page break.³\n\n"
        "³ *Ibid*., 50.\n\n" + LIST
    )
    assert strings(text, "footnote") == [
        ("1", "Lorna Abbott, “Grain prices,” *Journal of Dry Farming* 12, no. 3 (2004): 47."),
        ("2", "By spring we mean the weeks after the equinox."),
        ("3", "*Ibid*., 50."),
    ]
    assert len(strings(text, "bibliography")) == 3


def test_notes_gathered_before_the_list_are_notes():
    text = (
        "Farmers say that snow is bread,1 and officials count it.2\n\n"
        "1 See: Snow Register. URL: https://snow.example.org/register (accessed: 11.05.2021).\n\n"
        "2 Harvest by Region // Steppe Office. 2020. URL: https://office.example.org/harvest (accessed: 11.05.2021).\n\n" + LIST
    )
    assert [n for n, _ in strings(text, "footnote")] == ["1", "2"]
    assert strings(text, "footnote")[1][1].startswith("Harvest by Region // Steppe Office.")


def test_a_note_s_address_in_a_paragraph_of_its_own_belongs_to_it():
    text = (
        "Wages differ.¹\n\n¹ Wages by region. Retrieved from\n\n<https://wages.example.org/by-region>\n\nThe text goes on.²\n\n² Another note on wages.\n\n"
        + LIST
    )
    assert strings(text, "footnote")[0] == ("1", "Wages by region. Retrieved from <https://wages.example.org/by-region>")


def test_markdown_footnotes_are_found():
    text = "Snow is bread.[^1] So they say.[^b]\n\n" + LIST + "\n[^1]: Abbott, *Grain prices*, 47.\n    And more of it.\n[^b]: A saying.\n"
    assert strings(text, "footnote") == [("1", "Abbott, *Grain prices*, 47. And more of it."), ("b", "A saying.")]


def test_numbered_conclusions_are_no_notes():
    text = (
        "Conclusions\n\n1 Snow matters most in the dry steppe\n\n2 Shelter belts keep it where it falls\n\n3 Stubble helps as well\n\n"
        + LIST
    )
    assert strings(text, "footnote") == []


def test_notes_under_a_heading_are_notes_beside_a_list_and_the_list_without_one():
    notes = "Notes\n\n1. Abbott, L. Grain prices. Journal of Dry Farming, 2004, vol. 12, pp. 45-61.\n2. Corrigan, M. The dust years. Lawrence: Prairie University Press, 1999.\n3. Fenwick, J. Forests. Ecology of Borders, 1987, vol. 2, pp. 77-90.\n\n"
    assert len(strings("Some text.\n\n" + notes, "bibliography")) == 3
    assert len(strings("Some text.\n\n" + notes + LIST, "bibliography")) == 3
    assert len(strings("Some text.\n\n" + notes + LIST, "footnote")) == 3


def test_a_note_is_read_from_where_its_comment_ends():
    text = "Snow.¹ Rain.²\n\n¹ See: Corrigan M. The dust years. Lawrence: Prairie University Press, 1999. P. 5.\n\n² A comment.\n\n" + LIST
    note = next(r for r in extract(document_of_text(text, source="p.txt")).references if r.kind == "footnote")
    assert note.raw.startswith("See: Corrigan")
    assert note.record.raw == note.raw
    assert [n.family for n in note.record.author] == ["Corrigan"]
    span = note.record.evidence["title"][0].span
    assert span.of(text) == "The dust years"


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("For citation:\n", "Petrov P. P. Droughts of the east. *Steppe Herald*, 2019, vol. 4, no. 2, pp. 11–20. DOI: 10.1234/sh.2019.4.2"),
        ("Для цитирования: ", "Петров П. П. Засухи востока // Вестник степи. 2019. Т. 4, № 2. С. 11–20."),
        ("**Cite this article as:** ", "Petrov, P. (2019). Droughts of the east. Steppe Herald, 4(2), 11-20."),
        ("Образец цитирования:\n\n", "Петров П. П. Засухи востока // Вестник степи. 2019. Т. 4, № 2. С. 11–20."),
    ],
)  # fmt: skip
def test_the_paper_s_own_line_is_found(head, line):
    text = f"Droughts of the east\n\n{head}{line}\n\nThe article tells of droughts.\n\n{LIST}"
    found = extract(document_of_text(text, source="p.txt")).references
    own = [r for r in found if r.kind == "self"]
    assert [r.raw for r in own] == [line]
    assert own[0].id == "p-self"
    assert len([r for r in found if r.kind == "bibliography"]) == 3


def test_a_broken_own_line_is_joined_and_the_title_after_it_is_not():
    text = (
        "For citation:\nPetrov P. P. Droughts of the east and what the\nrecords say of them. Steppe Herald, 2019, vol. 4, pp. 11–20.\n"
        "Droughts of the east and what the records say of them\nThe article tells of droughts.\n\n" + LIST
    )
    assert strings(text, "self") == [
        ("", "Petrov P. P. Droughts of the east and what the records say of them. Steppe Herald, 2019, vol. 4, pp. 11–20.")
    ]


def test_the_word_citation_alone_makes_no_own_line():
    assert strings("Citation:\n\nWe cite sources with care.\n\n" + LIST, "self") == []
