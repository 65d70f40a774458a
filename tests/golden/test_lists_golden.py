"""Whole lists as files: what a person gets. Written anew by CITEKIT_WRITE_GOLDEN=1, then read by eye before they are committed."""

import os
from pathlib import Path

import pytest

from citekit.formatters import format_records
from citekit.formatters.journal import journal_lists, read_journal
from citekit.formatters.render import render
from citekit.model import Custom, Date, Name, Record, Variant

FOLDER = Path(__file__).parent / "lists"
SUFFIXES = {"text": "txt", "markdown": "md", "html": "html", "latex": "tex", "rtf": "rtf", "json": "json"}
RECORDS = (
    Record(
        id="vygotsky1999", type="book", language="ru", title="Мышление и речь", author=(Name(family="Выготский", given="Лев Семёнович"),), edition="5",
        publisher_place="М.", publisher="Лабиринт", issued=Date.of(1999), number_of_pages="352", custom=Custom(translated_title="Thinking and speech"),
    ),
    Record(
        id="turing1950", type="article-journal", language="en", title="Computing machinery and intelligence", author=(Name(family="Turing", given="A. M."),),
        container_title="Mind", volume="59", issue="236", page="433-460", issued=Date.of(1950), doi="10.1093/mind/LIX.236.433",
    ),
    Record(
        id="kolmogorov1965", type="article-journal", language="ru", title="Три подхода к определению понятия «количество информации»",
        author=(Name(family="Колмогоров", given="А. Н."),), container_title="Проблемы передачи информации", volume="1", issue="1", page="3–11",
        issued=Date.of(1965), custom=Custom(issue_term="Вып."),
        variants=(Variant("en", "official", Record(container_title="Problems of Information Transmission", title="Three approaches to the quantitative definition of information")),),
    ),
    Record(
        id="knuth1997", type="book", language="en", title="The art of computer programming", author=(Name(family="Knuth", given="Donald E."),), volume="1",
        edition="3", publisher_place="Reading, MA", publisher="Addison-Wesley", issued=Date.of(1997), number_of_pages="650",
    ),
    Record(
        id="hostile", type="webpage", language="en", title="A page with <b>marks</b>, 100 % \\LaTeX, *stars* & [brackets](javascript:alert(1))",
        url="https://example.org/a_b?q=1&r=2", accessed=Date.of(2020, 2, 29),
    ),
    Record(id="unread", raw="Нечто, чего нельзя прочесть"),
)  # fmt: skip


def made(name):
    if name in {"apa", "gost-7.0.5", "references"}:
        return (format_records(RECORDS, name),)
    return journal_lists(RECORDS, read_journal(name))


@pytest.mark.parametrize("to", SUFFIXES)
@pytest.mark.parametrize("name", ["apa", "references", "ru-bsi-translit"])
def test_a_list_is_the_file_that_was_read_by_eye(name, to):
    file = FOLDER / f"{name}.{SUFFIXES[to]}"
    text = render(made(name), to)
    if os.environ.get("CITEKIT_WRITE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
