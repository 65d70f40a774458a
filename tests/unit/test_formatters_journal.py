"""Profiles of journals: the shipped families, and what is said of a mistake in a new one."""

import io

import pytest

from citekit.formatters.journal import journal_lists, journal_names, read_journal
from citekit.formatters.render import render
from citekit.model import Custom, Date, Name, Record, UnknownName, UnreadableInput

RUSSIAN = Record(
    id="r", type="book", language="ru", title="Книга", author=(Name(family="Щукин", given="Ю. Я."),), publisher_place="М.", publisher="Наука",
    issued=Date.of(2001), number_of_pages="100", custom=Custom(translated_title="A book"),
)  # fmt: skip
ENGLISH = Record(id="e", type="book", language="en", title="Work", author=(Name(family="Able", given="A."),), publisher="P", publisher_place="NY", issued=Date.of(2002))  # fmt: skip
WANTED = {
    "apa-only": "References\n\nAble, A. (2002). Work. P.\nShchukin, Yu. Ya. (2001). Kniga [A book]. Nauka.\n",
    "by-kind": "Литература\n\n1. Щукин Ю. Я. Книга. М. : Наука, 2001. 100 с.\n2. Able A. Work. NY : P, 2002.\n",
    "gost-only": "Список литературы\n\n1. Щукин Ю. Я. Книга. М. : Наука, 2001. 100 с.\n2. Able A. Work. NY : P, 2002.\n",
    "interleaved": (
        "Литература\n\n1. Щукин Ю. Я. Книга. М. : Наука, 2001. 100 с. [Shchukin Iu.Ia. Kniga [A book]. Moscow, Nauka Publ., 2001. 100 p. (In Russian)]\n"
        "2. Able A. Work. NY : P, 2002.\n"
    ),
    "inverted": (
        "References\n\n1. Able A. Work. NY: P; 2002.\n2. Shchukin YuYa. A book. Moscow: Nauka Publ.; 2001. 100 p. Russian "
        "(Щукин Ю. Я. Книга. М. : Наука, 2001. 100 с.)\n"
    ),
    "ru-ama-english": (
        "Литература\n\n1. Able A. Work. NY : P, 2002.\n2. Щукин Ю. Я. Книга. М. : Наука, 2001. 100 с.\n\n"
        "References\n\n1. Able A. Work. NY: P; 2002.\n2. Shchukin YuYa. A book. Moscow: Nauka; 2001. 100 p. (In Russ.)\n"
    ),
    "ru-apa-english": (
        "Список литературы\n\n1. Щукин Ю. Я. Книга. М. : Наука, 2001. 100 с.\n2. Able A. Work. NY : P, 2002.\n\n"
        "References\n\nAble, A. (2002). Work. P.\nShchukin, Yu. Ya. (2001). A book. Nauka. (In Russ.)\n"
    ),
    "ru-bsi-translit": (
        "Литература\n\n1. Щукин Ю. Я. Книга. М. : Наука, 2001. 100 с.\n2. Able A. Work. NY : P, 2002.\n\n"
        "References\n\n1. Shchukin Yu.Ya. Kniga [A book]. Moscow, Nauka Publ., 2001. 100 p. (In Russ.)\n2. Able A. Work. NY, P, 2002.\n"
    ),
}  # fmt: skip


def test_every_shipped_family_is_tested_here():
    assert set(journal_names()) == set(WANTED)


@pytest.mark.parametrize("name", WANTED)
def test_each_family_makes_its_lists(name):
    made = render(journal_lists([ENGLISH, RUSSIAN], read_journal(name)), "text")
    assert made.replace("\u00a0", " ") == WANTED[name]


def test_two_lists_have_the_same_numbers():
    first, second = journal_lists([ENGLISH, RUSSIAN], read_journal("ru-bsi-translit"))
    assert [(e.number, e.record.id) for e in first.entries] == [(e.number, e.record.id) for e in second.entries] == [(1, "r"), (2, "e")]


LAW = Record(id="l", type="legislation", language="ru", title="О библиотечном деле : федер. закон от 29 дек. 1994 г. № 78-ФЗ")
GROUPED = """
title = "J"
lists = "two"
[first]
style = "gost-7.0.5"
groups = [{ heading = "Источники", types = ["legislation"] }, { heading = "На русском", languages = ["ru"] }, { heading = "Прочее" }]
[second]
style = "references"
heading = "References"
"""


def grouped(tmp_path, text=GROUPED):
    file = tmp_path / "j.toml"
    file.write_text(text, encoding="utf-8")
    return journal_lists([ENGLISH, RUSSIAN, LAW], read_journal(file))


def test_a_list_in_groups_counts_on_and_the_second_list_has_its_order(tmp_path):
    lists = grouped(tmp_path)
    held = [(b.heading, [(e.number, e.record.id) for e in b.entries]) for b in lists]
    assert held == [
        ("Источники", [(1, "l")]), ("На русском", [(2, "r")]), ("Прочее", [(3, "e")]), ("References", [(1, "l"), (2, "r"), (3, "e")]),
    ]  # fmt: skip


def test_groups_may_each_count_from_one(tmp_path):
    lists = grouped(tmp_path, GROUPED.replace('style = "gost-7.0.5"', 'style = "gost-7.0.5"\nrestart = true'))
    assert [b.first_number for b in lists] == [1, 1, 1, 1]


def test_what_no_group_takes_stands_last_and_an_empty_group_has_no_heading(tmp_path):
    only = GROUPED.replace(', { heading = "Прочее" }', "").replace('"legislation"', '"patent"')
    held = [(b.heading, [e.record.id for e in b.entries]) for b in grouped(tmp_path, only)]
    assert held == [("На русском", ["l", "r"]), ("", ["e"]), ("References", ["l", "r", "e"])]


@pytest.mark.parametrize(
    ("to", "sign"),
    [
        ("html", '<ol class="entries" start="3">'),
        ("latex", "\\setcounter{enumiv}{2}"),
        ("rtf", "\\levelstartat3"),
        ("markdown", "\n3\\. "),
        ("text", "\n3. "),
    ],
)
def test_each_output_counts_on(tmp_path, to, sign):
    made = render(grouped(tmp_path), to)
    assert sign.replace("\\. ", ". ") in made.replace("\u00a0", " ")


def test_a_docx_counts_on(tmp_path):
    docx = pytest.importorskip("docx", reason="the extra docx is not installed")
    made = docx.Document(io.BytesIO(render(grouped(tmp_path), "docx")))
    starts = [e.get(docx.oxml.ns.qn("w:val")) for e in made.part.numbering_part.element.iter(docx.oxml.ns.qn("w:start"))]
    assert sorted(starts[-4:]) == ["1", "1", "2", "3"], starts


PROFILE = '[first]\nstyle = "gost-7.0.5"\n'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f'title = "J"\nlist = "two"\n{PROFILE}', "'list'; did you mean 'lists'"),
        (f'title = "J"\n{PROFILE}heding = "x"', "'first.heding'; did you mean 'first.heading'"),
        ('title = "J"\n[first]\nstyle = "gost-7.0.6"', "did you mean 'gost-7.0.5'"),
        ('title = "J"\n[first]\nstyle = "references"\noptions = { from = "bsi" }', "did you mean 'form'"),
        ('title = "J"\n[first]\nstyle = "references"\noptions = { form = "bsy" }', "did you mean 'bsi'"),
        (f'title = "J"\n{PROFILE}order = "ru-frist"', "did you mean 'ru-first'"),
        (f'title = "J"\nlists = "three"\n{PROFILE}', "Invalid enum value 'three'"),
        (f'title = "J"\nlists = "two"\n{PROFILE}', "needs a \\[second\\] list"),
        ('title = "J"', "missing required field `first`"),
        ("title = ", "no TOML"),
        (
            f'title = "J"\n{PROFILE}groups = [{{ heading = "A", type = ["book"] }}]',
            "'first.groups.type'; did you mean 'first.groups.types'",
        ),
        (f'title = "J"\n{PROFILE}groups = [{{ heading = "A", types = ["boook"] }}]', "did you mean 'book'"),
        (f'title = "J"\n{PROFILE}[limits]\nitmes = [1, 2]', "did you mean 'limits.items'"),
    ],
)
def test_a_mistake_in_a_profile_is_named_with_the_nearest_known(tmp_path, text, problem):
    file = tmp_path / "j.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises((UnknownName, UnreadableInput), match=problem):
        read_journal(file)


def test_a_profile_from_a_file_is_used_and_a_missing_one_is_said(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(f'title = "Mine"\n{PROFILE}heading = "Источники"\noptions = {{ separator = "dash" }}', encoding="utf-8")
    journal = read_journal(file)
    assert (journal.name, journal.title) == ("mine", "Mine")
    assert render(journal_lists([RUSSIAN], journal), "text").replace("\u00a0", " ").startswith("Источники\n\n1. Щукин Ю. Я. Книга. — М.")
    with pytest.raises(UnreadableInput, match="No such file"):
        read_journal(tmp_path / "none.toml")
    with pytest.raises(UnknownName, match="did you mean 'gost-only'"):
        read_journal("gost-onli")
