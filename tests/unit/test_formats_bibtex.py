from __future__ import annotations

import msgspec
import pytest

from citekit import formats
from citekit.formats.bibtex.latex import decode_latex
from citekit.formats.bibtex.names import names_of_value
from citekit.model import Custom, Date, Name, Record


def one(text):
    reading = formats.read(text, "bibtex", source="refs.bib")
    assert reading.diagnostics == ()
    (record,) = reading.records
    return record


def entry(**fields):
    kind = fields.pop("kind", "article")
    return one(f"@{kind}{{key, " + ", ".join(f"{k} = {{{v}}}" for k, v in fields.items()) + "}")


def test_both_dialects_say_the_same():
    old = one(
        '@phdthesis{k, author = "Иванов, Иван", title = {Т}, school = {МГУ}, address = {М.}, year = 1999, month = sep, type = {дис.}}'
    )
    new = one("@thesis{k, author = {Иванов, Иван}, title = {Т}, institution = {МГУ}, location = {М.}, date = {1999-09}, type = {дис.}}")
    assert msgspec.structs.replace(old, occurrences=()) == msgspec.structs.replace(new, occurrences=())
    assert (old.type, old.publisher, old.publisher_place, old.issued) == ("thesis", "МГУ", "М.", Date.of(1999, 9))


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", {}, "article-journal"),
        ("article", {"entrysubtype": "newspaper"}, "article-newspaper"),
        ("book", {}, "book"),
        ("incollection", {"booktitle": "B"}, "chapter"),
        ("inproceedings", {"booktitle": "B"}, "paper-conference"),
        ("mastersthesis", {}, "thesis"),
        ("techreport", {}, "report"),
        ("online", {}, "webpage"),
        ("patent", {}, "patent"),
        ("unpublished", {}, "manuscript"),
        ("misc", {"entrysubtype": "speech"}, "speech"),
        ("misc", {}, "document"),
        ("whatever", {}, "document"),
        ("inbook", {"title": "The book", "pages": "1--2"}, "book"),
    ],
)
def test_entry_types_become_types_of_csl(kind, fields, expected):
    assert entry(kind=kind, **fields).type == expected


def test_number_is_an_issue_a_number_in_a_series_or_a_works_own():
    assert entry(number="3").issue == "3"
    assert entry(kind="book", number="3", series="S").collection_number == "3"
    assert entry(kind="techreport", number="3").number == "3"


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"Caf{\'e}, caf\'e, caf{\'{e}}, na{\"\i}ve", "Café, café, café, naïve"),
        (r"{\v{S}}koda \c{c}a \H{o} \k{a} \o{} {\ss} \aa", "Škoda ça ő ą ø ß å"),
        (r"{\cyr\CYRI\cyrv\cyra\cyrn\cyro\cyrv} \cyrishrt", "Иванов й"),
        (r"12--15 --- «x» ``q'' \& \% \_ \#", "12–15 — «x» “q” & % _ #"),
        (r'"<Слово и дело"> <<так>>', "«Слово и дело» «так»"),
        (r"А.\,А.~Блок", "А.\u202fА.\u00a0Блок"),
        (r"\emph{a \textbf{b}} \unknown{c} \foreignlanguage{russian}{д}", "a b c д"),
        (r"$\alpha$-частица, H$_2$O, 10$^{-3}$, $n$", "α-частица, H₂O, 10⁻³, n"),
        (r"$\sqrt{x^2}$", r"$\sqrt{x^2}$"),
        ("  several\n   lines ", "several lines"),
        (r"{DNA} {C}ase", "DNA Case"),
    ],
)
def test_latex_is_decoded(latex, plain):
    assert decode_latex(latex) == plain


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Иванов, И. И. and Петров, П.~П.", [("Иванов", "И. И."), ("Петров", "П. П.")]),
        ("Ludwig Wittgenstein and Kurt Gödel", [("Wittgenstein", "Ludwig"), ("Gödel", "Kurt")]),
        (r"Erd{\H o}s, P\'al", [("Erdős", "Pál")]),
        ("Салтыков-Щедрин, М. Е.", [("Салтыков-Щедрин", "М. Е.")]),
        (r"Блок, А.\,А.", [("Блок", "А. А.")]),
    ],
)
def test_names_are_taken_apart(value, names):
    assert [(n.family, n.given) for n in names_of_value(value)[0]] == names


def test_particles_suffixes_bodies_and_others():
    names, more, bad = names_of_value("van der Berg, Jan and King, Jr., Martin and {Barnes and Noble} and others")
    assert names == (
        Name(family="Berg", given="Jan", non_dropping_particle="van der"),
        Name(family="King", given="Martin", suffix="Jr."),
        Name(literal="Barnes and Noble"),
    )
    assert more
    assert bad == ()
    assert names_of_value("family=Berg, given=Jan, prefix=van, useprefix=false")[0] == (
        Name(family="Berg", given="Jan", dropping_particle="van"),
    )


def test_a_name_that_pybtex_refuses_is_kept_whole_with_a_diagnostic():
    reading = formats.read("@misc{k, author = {a, b, c, d and Иванов, И.}, title = {T}}", "bibtex")
    assert reading.records[0].author == (Name(literal="a, b, c, d"), Name(family="Иванов", given="И."))
    assert [d.code for d in reading.diagnostics] == ["FT204"]


def test_strings_and_concatenation_are_put_together():
    text = '@string{vest = {Вестник}}\n@STRING(mgu = vest # " МГУ")\n@article{k, journal = mgu # {. Серия } # 2, month = "12~" # oct, year = 1999}'
    record = one(text)
    assert record.container_title == "Вестник МГУ. Серия 2"


def test_an_unknown_string_is_read_as_its_name_and_said():
    reading = formats.read("@article{k, journal = jacm, title = {T}}", "bibtex", source="refs.bib")
    assert reading.records[0].container_title == "jacm"
    assert [(d.code, d.line, d.record) for d in reading.diagnostics] == [("FT206", 1, "k")]


def test_a_part_takes_what_it_lacks_from_its_whole():
    text = """
@inproceedings{part, crossref = {whole}, author = {Иванов, И.}, title = {Доклад}, pages = {5--7}}
@xdata{pub, publisher = {Наука}, location = {М.}}
@proceedings{whole, title = {Труды}, subtitle = {Материалы}, editor = {Петров, П.}, year = {2001}, xdata = {pub}, pages = {300}}
"""
    part, whole = formats.read(text, "bibtex").records
    assert (part.title, part.container_title, part.page) == ("Доклад", "Труды: Материалы", "5–7")
    assert (part.publisher, part.publisher_place, part.year, part.editor) == ("Наука", "М.", 2001, (Name(family="Петров", given="П."),))
    assert whole.title == "Труды: Материалы"


def test_crossrefs_that_lead_nowhere_or_in_a_ring_are_said():
    text = "@misc{a, crossref = {b}}\n@misc{b, crossref = {a}}\n@misc{c, crossref = {d}, title = {T}}"
    reading = formats.read(text, "bibtex")
    assert [r.id for r in reading.records] == ["a", "b", "c"]
    assert {d.record for d in reading.diagnostics if d.code == "FT205"} == {"a", "b", "c"}


def test_language_is_told_by_langid_hyphenation_or_language():
    for fields in ({"langid": "russian"}, {"hyphenation": "russian"}, {"language": "Russian"}, {"language": "rus"}, {"language": "ru"}):
        assert entry(**fields).language == "ru"
    assert entry(langid="english", language="en-GB").language == "en-GB"
    assert entry(language="Russian and English").language == ""


def test_identifiers_and_addresses_lose_their_wrappings_but_not_their_letters():
    record = entry(
        doi=r"https://doi.org/10.1000/a\_b", url=r"\url{https://x.ru/a\_b?c=1\&d=\%20}", eprint="2101.00001", archiveprefix="arXiv"
    )
    assert record.doi == "10.1000/a_b"
    assert record.url == "https://x.ru/a_b?c=1&d=%20"
    assert record.custom.arxiv == "2101.00001"
    assert entry(howpublished=r"\url{https://x.ru}").url == "https://x.ru"


def test_fields_without_a_place_in_the_record_survive_the_round_trip_as_written():
    text = "@article{k,\n  title = {T},\n  file = {:C\\:/x.pdf:PDF},\n  my_field = {a {B} \\'c},\n}\n"
    assert formats.write(formats.read(text, "bibtex").records, "bibtex") == text


def test_entries_with_one_key_are_all_kept_under_ids_of_their_own():
    reading = formats.read("@misc{k, title = {A}}\n@misc{k, title = {B}}\n@misc{k, title = {C}}", "bibtex", source="refs.bib")
    assert [(r.id, r.citation_key, r.title) for r in reading.records] == [("k", "k", "A"), ("k~2", "k", "B"), ("k~3", "k", "C")]
    assert [(d.code, d.line) for d in reading.diagnostics] == [("FT202", 2), ("FT202", 3)]


def test_a_record_says_where_it_stands_in_the_file():
    text = "% первая строка\n@misc{k, title = {A}}\n"
    (occurrence,) = formats.read(text, "bibtex", source="refs.bib").records[0].occurrences
    assert (occurrence.source, occurrence.kind) == ("refs.bib", "entry")
    assert occurrence.span.of(text) == "@misc{k, title = {A}}"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("@article{good, title = {A}}\n@article{bad,\n  title = {never closed,\n  author = {Иванов, И.},\n  year = 1999\n}\n@misc{last, title = {Z}}", 3, "'title'"),
        ('@article{good, title = {A}}\n@article{bad, author = {Иванов, И.},\n  year = 1999, title = "x\n@misc{last, title = {Z}}', 3, "'title'"),
        ("@article{good, title = {A}}\n@article{bad, author = {Иванов, И.}, year = 1999,\n  title {x}}\n@misc{last, title = {Z}}", 2, "'year'"),
    ],
)  # fmt: skip
def test_a_broken_entry_is_placed_read_as_far_as_it_goes_and_costs_no_other(text, line, said):
    reading = formats.read(text, "bibtex", source="refs.bib")
    assert [r.id for r in reading.records] == ["good", "bad", "last"]
    bad = reading.records[1]
    assert bad.author == (Name(family="Иванов", given="И."),)
    assert bad.year == 1999
    assert bad.raw.startswith("@article{bad")
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.code, diagnostic.severity, diagnostic.line, diagnostic.record) == ("FT201", "error", line, "bad")
    assert said in diagnostic.message
    assert diagnostic.column > 1


def test_what_only_looks_broken_is_read_in_silence():
    record = one('@article{k,\n  % a comment line\n  note = {ends in two backslashes \\\\},\n  title = {A {"}quote{"}},\n}')
    assert record.title == 'A "quote"'
    assert record.note.startswith("ends in two")


def test_entries_in_round_brackets_cyrillic_keys_and_types_in_capitals_are_read():
    record = one("@ARTICLE(иванов:2019, TITLE = {А (б) в}, Year = 2019)")
    assert (record.id, record.title, record.year) == ("иванов:2019", "А (б) в", 2019)


def test_a_file_without_entries_gives_no_records():
    assert formats.read("", "bibtex").records == ()
    assert formats.read("just a text with user@example.org\n@comment{jabref-meta: x}", "bibtex").records == ()


def test_writing_is_stable_escaped_and_sets_langid():
    record = Record(
        type="article-journal",
        citation_key="k",
        language="ru",
        author=(Name(family="Иванов", given="И. И."), Name(literal="Иванов and Co"), Name(family="de Souza", given="A.")),
        title="50 % & {скобки} $5 #1 C:\\x_y~^",
        container_title="Вестник",
        issue="2",
        page="12–15",
        issued=Date.of(2019, 9),
        url="https://x.ru/a_b?c={1}\\",
        custom=Custom(et_al=True),
    )
    assert formats.write([record], "bibtex") == (
        "@article{k,\n"
        "  author = {Иванов, И. И. and {Иванов and Co} and {de Souza}, A. and others},\n"
        "  title = {50 \\% \\& \\{скобки\\} \\$5 \\#1 {C}:\\textbackslash{}x\\_y\\textasciitilde{}\\textasciicircum{}},\n"
        "  journal = {Вестник},\n"
        "  number = {2},\n"
        "  pages = {12--15},\n"
        "  year = {2019},\n"
        "  month = sep,\n"
        "  url = {https://x.ru/a_b?c=%7B1%7D%5C},\n"
        "  langid = {russian},\n"
        "}\n"
    ).replace("{C}:", "C:")


def test_capitals_that_a_style_must_keep_are_protected_and_no_others():
    def title(text, language="en"):
        written = formats.write([Record(type="book", citation_key="k", title=text, language=language)], "bibtex")
        return written.split("title = ")[1].split(",\n")[0]

    assert title("The structure of DNA in Russia: A review") == "{The structure of {DNA} in {Russia}: A review}"
    assert title("The Structure of DNA in Russia") == "{The Structure of {DNA} in Russia}"
    assert title("Роль РНК в России", "ru") == "{Роль РНК в России}"


def test_a_reference_that_could_not_be_read_keeps_its_text_in_the_bib():
    written = formats.write([Record(citation_key="k", raw="Ivanov_1 ??? 50 %")], "bibtex")
    assert "note = {Ivanov\\_1 ??? 50 \\%}" in written


def test_evidence_never_stands_in_a_bib():
    (record,) = formats.read(
        '[{"id": "a", "type": "book", "title": "T", "custom": {"citekit": {"raw": "RAW TEXT", "evidence": {"title": [{"raw": "EVID"}]}}}}]',
        "csl-json",
    )
    for name in ("bibtex", "biblatex", "ris", "nbib", "endnote", "csv", "crossref"):
        written = formats.write([record], name)
        assert "RAW TEXT" not in written
        assert "EVID" not in written


def test_keys_that_tex_could_not_read_are_made_safe_and_cyrillic_ones_stay():
    written = formats.write([Record(citation_key="a b,{c}"), Record(citation_key="иванов2019")], "bibtex")
    assert "@misc{a_b_c_," in written
    assert "@misc{иванов2019," in written


def test_entries_commented_out_stay_comments():
    text = "% @misc{a,\n%   title = {A}\n% }\n@misc{b, title = {B}}\n  %@misc{c, title = {C}}\n"
    reading = formats.read(text, "bibtex")
    assert [r.id for r in reading.records] == ["b"]
    assert [(d.code, d.severity, d.line) for d in reading.diagnostics] == [("FT208", "info", 1), ("FT208", "info", 5)]


def test_russian_theses_of_biblatex_gost_are_put_into_words():
    record = entry(kind="thesis", type="phdautoref", science="мед. наук", specialitycode="14.00.33", langid="russian", media="eresource")
    assert record.genre == "автореф. дис. ... канд. мед. наук"
    assert record.custom.specialty == "14.00.33"
    assert record.custom.designation == "Электронный ресурс"
    assert "media = {eresource}" in formats.write([record], "bibtex")
    assert entry(kind="thesis", type="phdthesis").genre == "PhD thesis"


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"date": "2001-02/2001-04"}, Date(date_parts=((2001, 2), (2001, 4)))),
        ({"date": "1034~"}, Date(date_parts=((1034,),), circa=True)),
        ({"date": "2003-21"}, Date(date_parts=((2003,),), season="1")),
        ({"date": "1999-XX"}, Date.of(1999)),
        ({"date": "1996-01-01/.."}, Date(date_parts=((1996, 1, 1),), raw="1996-01-01/..")),
        ({"year": "1999", "month": "{Sep.}", "day": "3"}, Date.of(1999, 9, 3)),
        ({"year": "1985a"}, Date(date_parts=((1985,),), raw="1985a")),
        ({"year": "в печати"}, Date(raw="в печати")),
        ({"year": "1995--1996"}, Date(date_parts=((1995,), (1996,)))),
    ],
)
def test_dates_are_read_and_come_back(fields, date):
    record = entry(**fields)
    assert record.issued == date
    assert formats.read(formats.write([record], "biblatex"), "bibtex").records[0].issued == date


def test_keywords_given_twice_are_joined_and_pages_with_blanks_closed():
    record = one('@article{k, keywords = "a", keywords = {b}, pages = "161 - 168"}')
    assert (record.keyword, record.page) == ("a, b", "161–168")


def test_messages_are_one_line_and_never_speak_to_the_terminal():
    reading = formats.read("@misc{k, title = a\x1b[31m\n\nb, author = {a,b,c,d\x07}}", "bibtex")
    assert len(reading.diagnostics) == 2
    assert all(d.message.isprintable() for d in reading.diagnostics)


def test_raw_values_that_would_break_the_file_are_escaped():
    records = [
        Record(citation_key=f"k{i}", title="T", custom=Custom(extra={"bibtex": {"file": value}}))
        for i, value in enumerate(["{", "}", "\\", "}{", "\n@misc{x"])
    ]
    reading = formats.read(formats.write(records, "bibtex"), "bibtex")
    assert reading.diagnostics == ()
    assert [r.title for r in reading.records] == ["T"] * 5
