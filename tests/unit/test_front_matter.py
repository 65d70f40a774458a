"""The paper's own record, from its first page."""

import pytest

from citekit.documents import document_of_text
from citekit.parsers import paper_record


@pytest.mark.parametrize(
    ("text", "title", "authors", "year", "doi"),
    [
        (
            "# **A Long Title about Reference Lists and Their Readers**\n\nMadina Karimova\n\nA graduate of the University of Tests\n\nReceived: 16 June 2025; Published: 14 August 2025\n\nAbstract: words",
            "A Long Title about Reference Lists and Their Readers", ["Karimova"], 2025, "",
        ),
        (
            "УДК 51-72\nDOI: 10.7242/1999-6691/2012.5.4.52\n\nМоделирование структуры и процессов чтения ссылок\n\nА.В. Петренко, В.Э. Вильямс\n\nПермский университет\n\nАннотация",
            "Моделирование структуры и процессов чтения ссылок", ["Петренко", "Вильямс"], 0, "10.7242/1999-6691/2012.5.4.52",
        ),
        (
            "Attitudes of readers to the lists of references in papers\n\nCover Page\n\nAbstract\n\nText.\n\nCopyright (c) 2024 Ivanov I.I., Petrova P.P.\n",
            "Attitudes of readers to the lists of references in papers", ["Ivanov", "Petrova"], 2024, "",
        ),
    ],
)  # fmt: skip
def test_title_authors_year_and_doi_are_read_from_a_first_page(text, title, authors, year, doi):
    record = paper_record(document_of_text(text))
    assert (record.title, [a.family for a in record.author], record.year, record.doi) == (title, authors, year, doi)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "References\n\n1. A. B.",
        "На правах рукописи\n\nДиссертация на соискание учёной степени\n",
        "Just one line of words without any name at all\n",
    ],
)
def test_nothing_is_invented_where_no_name_stands(text):
    record = paper_record(document_of_text(text))
    assert not record.author
    assert not record.title
