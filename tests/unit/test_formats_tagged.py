from __future__ import annotations

import json

import pytest

from citekit import formats
from citekit.model import Date, Name, Record, UnknownName, UnreadableInput

RIS = """\ufeffTY  - JOUR
AU  - Иванов, И. И.
AU  - van den Berg, Jan
A2  - Петров, П.
AU  - Институт философии РАН
TI  - О мягкой силе :
      продолжение
T2  - Вестник
J2  - Вест.
VL  - 4
IS  - 2
SP  - 12
EP  - 15
PY  - 2019
DA  - 2019/09/03/
KW  - сила
KW  - власть, право
DO  - https://doi.org/10.1000/X
SN  - 0317-8471
LA  - Russian
C1  - kept
C1  - twice
ID  - ivanov2019
ER  -

TY  - CHAP
TI  - Part
BT  - Book
PY  - 2001//
SN  - 978-5-394-02783-3
ER  -
"""


def test_ris_is_read_into_the_record():
    reading = formats.read(RIS, "ris", source="refs.ris")
    assert reading.diagnostics == ()
    first, second = reading.records
    assert (first.id, first.citation_key, first.type, first.language) == ("ivanov2019", "ivanov2019", "article-journal", "ru")
    assert first.author == (Name(family="Иванов", given="И. И."), Name(family="Berg", given="Jan", non_dropping_particle="van den"), Name(literal="Институт философии РАН"))  # fmt: skip
    assert first.editor == (Name(family="Петров", given="П."),)
    assert first.title == "О мягкой силе : продолжение"
    assert (first.container_title, first.container_title_short, first.volume, first.issue, first.page) == (
        "Вестник",
        "Вест.",
        "4",
        "2",
        "12–15",
    )
    assert first.issued == Date.of(2019, 9, 3)
    assert (first.doi, first.issn, first.keyword) == ("10.1000/x", "0317-8471", "сила; власть, право")
    assert first.custom.extra == {"ris": {"C1": ["kept", "twice"]}}
    assert (second.id, second.type, second.container_title, second.isbn, second.year) == (
        "entry-2",
        "chapter",
        "Book",
        "978-5-394-02783-3",
        2001,
    )
    assert first.occurrences[0].span.of(RIS.removeprefix("\ufeff")).startswith("TY  - JOUR")


def test_ris_is_written_as_its_specification_asks_and_comes_back():
    records = formats.read(RIS, "ris").records
    written = formats.write(records, "ris")
    assert written.startswith("TY  - JOUR\r\n")
    assert written.count("\r\nER  - \r\n") == 2
    assert "C1  - twice\r\n" in written
    assert formats.write(formats.read(written, "ris").records, "ris") == written


def test_ris_without_ends_and_with_junk_is_read_and_said():
    reading = formats.read("junk\nTY  - BOOK\nTI  - A\nTY  - XXXX\nTI  - B\n", "ris", source="refs.ris")
    assert [r.title for r in reading.records] == ["A", "B"]
    assert [(d.code, d.line) for d in reading.diagnostics] == [("FT301", 1), ("FT302", 2), ("FT302", 4), ("FT303", 4)]


NBIB = """PMID- 12345678
TI  - A study of something
      rather long.
FAU - Smith, John A
AU  - Smith JA
CN  - The Study Group
JT  - Journal of studies
TA  - J Stud
DP  - 2019 Sep 3
VI  - 4
IP  - 2
PG  - 12-5
LID - S0000(19)1 [pii]
LID - 10.1000/x [doi]
IS  - 0317-8471 (Print)
IS  - 1050-5164 (Electronic)
LA  - eng
PT  - Journal Article
MH  - Humans
OT  - first
OT  - second
PMC - PMC123

PMID- 2
TI  - Second
AU  - Ivanov II
DP  - 2001 Spring
"""


def test_nbib_is_read_into_the_record_and_comes_back():
    reading = formats.read(NBIB, "nbib")
    assert reading.diagnostics == ()
    first, second = reading.records
    assert first.author == (Name(family="Smith", given="John A"), Name(literal="The Study Group"))
    assert first.title == "A study of something rather long"
    assert (first.container_title, first.container_title_short, first.page) == ("Journal of studies", "J Stud", "12-5")
    assert (first.doi, first.pmid, first.pmcid, first.issn, first.language) == ("10.1000/x", "12345678", "PMC123", "0317-8471", "en")
    assert first.issued == Date.of(2019, 9, 3)
    assert first.custom.extra["nbib"]["MH"] == ["Humans"]
    assert second.author == (Name(family="Ivanov", given="II"),)
    assert (second.issued.year, second.issued.season) == (2001, "1")
    written = formats.write(reading.records, "nbib")
    assert formats.write(formats.read(written, "nbib").records, "nbib") == written


ENDNOTE = """<?xml version="1.0" encoding="UTF-16"?>
<xml><records><record><rec-number>12</rec-number><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Иванов, И. И.</style></author><author>UNESCO</author></authors></contributors>
<titles><title><style>О </style><style face="italic">мягкой</style><style> силе</style></title><secondary-title>Вестник</secondary-title></titles>
<periodical><full-title>Вестник</full-title></periodical><pages>12-15</pages><volume>4</volume><number>2</number>
<dates><year>2019</year><pub-dates><date>3 Sep</date></pub-dates></dates><isbn>0317-8471 (print)</isbn>
<electronic-resource-num>doi:10.1000/X</electronic-resource-num><urls><related-urls><url>https://x.ru</url></related-urls></urls>
<custom3>kept</custom3><label>ivanov</label></record></records></xml>"""


def test_endnote_xml_is_read_into_the_record_and_comes_back():
    reading = formats.read(ENDNOTE, "endnote")
    (record,) = reading.records
    assert reading.diagnostics == ()
    assert (record.id, record.title, record.container_title) == ("12", "О мягкой силе", "Вестник")
    assert record.author == (Name(family="Иванов", given="И. И."), Name(literal="UNESCO"))
    assert (record.issued, record.doi, record.issn, record.url) == (Date.of(2019, 9, 3), "10.1000/x", "0317-8471", "https://x.ru")
    assert record.custom.extra == {"endnote": {"custom3": ["kept"]}}
    written = formats.write(reading.records, "endnote")
    assert formats.write(formats.read(written, "endnote").records, "endnote") == written


def test_xml_entities_are_not_resolved():
    hostile = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    text = f"<?xml version='1.0'?>{hostile}<xml><records><record><titles><title>T&f;&b;</title></titles></record></records></xml>"
    reading = formats.read(text, "endnote")
    assert reading.records[0].title == "T"
    assert [d.code for d in reading.diagnostics] == ["FT503"]


def test_of_broken_xml_what_came_before_the_break_is_read():
    reading = formats.read(
        ENDNOTE.replace("</record></records></xml>", "</record><record><titles><title>Second"), "endnote", source="e.xml"
    )
    assert reading.records[0].title == "О мягкой силе"
    assert reading.diagnostics[0].code == "FT502"
    assert reading.diagnostics[0].line > 1


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ('ID,title,author\n1,T,"Zuna, R E and Wang, S S"', [("Zuna", "R E"), ("Wang", "S S")]),
        ('EID,Title,Authors\n1,T,"Zuna R.E.; Иванов И.-П."', [("Zuna", "R.E."), ("Иванов", "И.-П.")]),
        ('EID,Title,Authors\n1,T,"Zuna R.E., Wang S.S."', [("Zuna", "R.E."), ("Wang", "S.S.")]),
        ('record_id;title;author\n1;T;"Zuna, R E"', [("Zuna", "R E")]),
        ("ID\ttitle\tAuthor full names\n1\tT\tZuna, Rosemary (57200000001)", [("Zuna", "Rosemary")]),
    ],
)  # fmt: skip
def test_tables_are_read_as_bib_dedupe_scopus_and_asysd_write_them(text, authors):
    (record,) = formats.read(text, "csv").records
    assert (record.id, record.title) == ("1", "T")
    assert [(n.family, n.given) for n in record.author] == authors


def test_a_row_of_scopus_fills_the_record():
    text = (
        "Authors,Title,Year,Source title,Volume,Issue,Art. No.,Page start,Page end,DOI,Link,Document Type,Cited by,EID\n"
        'Ivanov I.,"On soft power, again",2019,Journal,4,2,,12,15,10.1000/x,https://x.ru,Conference Paper,7,2-s2.0-1\n'
    )
    (record,) = formats.read(text, "csv").records
    assert (record.id, record.type, record.container_title, record.page) == ("2-s2.0-1", "paper-conference", "Journal", "12–15")
    assert (record.title, record.year, record.doi, record.url) == ("On soft power, again", 2019, "10.1000/x", "https://x.ru")
    assert record.custom.extra == {"csv": {"Cited by": "7"}}


def test_the_id_column_keeps_its_values_and_other_columns_come_back():
    text = "ID,ENTRYTYPE,author,title,year,journal,booktitle,volume,number,pages,doi,origin\nid_0000001,article,,T,2001,J,,1,2,3–4,,embase.csv;7\n"
    assert formats.write(formats.read(text, "csv").records, "csv") == text


def test_rows_of_another_length_are_said_and_kept():
    reading = formats.read("ID,title,year\n1,A\n2,B,2001,more\n", "csv", source="t.csv")
    assert [(r.id, r.title) for r in reading.records] == [("1", "A"), ("2", "B")]
    assert reading.records[1].custom.extra == {"csv": {"column 4": "more"}}
    assert [(d.code, d.line) for d in reading.diagnostics] == [("FT601", 2), ("FT601", 3)]


WORK = {
    "status": "ok",
    "message": {
        "DOI": "10.1000/x",
        "type": "journal-article",
        "title": ["Soft <i>power</i> &amp; law"],
        "subtitle": ["A study"],
        "author": [{"given": "Иван", "family": "Иванов", "sequence": "first", "affiliation": []}, {"name": "The Group"}],
        "container-title": ["Вестник", "Vestnik"],
        "issued": {"date-parts": [[None]]},
        "published-print": {"date-parts": [[2019, 9]]},
        "ISSN": ["0317-8471", "1050-5164"],
        "volume": "4",
        "article-number": "e17",
        "publisher": "МГУ",
        "reference": [{"key": "1"}],
        "relation": {"is-translation-of": [{"id": "10.1000/y"}]},
    },
}


def test_a_work_of_crossref_is_read_into_the_record():
    (record,) = formats.read(json.dumps(WORK), "crossref").records
    assert (record.id, record.doi, record.type, record.title) == ("10.1000/x", "10.1000/x", "article-journal", "Soft power & law: A study")
    assert record.author == (Name(family="Иванов", given="Иван"), Name(literal="The Group"))
    assert (record.issued, record.container_title, record.issn, record.number) == (Date.of(2019, 9), "Вестник", "0317-8471", "e17")
    assert record.custom.extra["crossref"]["relation"] == WORK["message"]["relation"]
    assert "reference" not in record.custom.extra["crossref"]
    assert formats.read(json.dumps(WORK), "csl-json").records == (record,)
    written = formats.write([record], "crossref")
    assert formats.write(formats.read(written, "crossref").records, "crossref") == written


@pytest.mark.parametrize("name", ["ris", "nbib", "endnote", "csv", "crossref"])
def test_a_file_of_another_kind_is_refused_in_one_line(name):
    with pytest.raises(UnreadableInput) as refused:
        formats.read("Просто текст без всяких записей.\nИ ещё строка.", name, source="x.txt")
    assert str(refused.value).startswith("x.txt")
    assert "\n" not in str(refused.value)


def test_formats_go_by_name_alias_and_ending():
    assert formats.format_of("a/refs.bib") == "bibtex"
    assert formats.format_of("export.NBIB") == "nbib"
    assert formats.format_of("noend") is None
    assert formats.read("@misc{a}", "bib").records[0].id == "a"
    with pytest.raises(UnknownName, match="bibtex"):
        formats.read("", "bibtx")


def test_what_a_format_cannot_hold_is_named():
    record = Record(id="a", type="map", title="T", archive="РГИА", issued=Date.of(2001))
    (loss,) = formats.losses([record], "nbib")
    assert loss.record == "a"
    assert "type" in loss.message
    assert "archive" in loss.message
    assert formats.losses([record], "csl-json") == ()
    assert formats.losses([record], "bibtex") == ()


def test_every_code_is_explained_and_every_explained_code_is_used():
    import re
    from pathlib import Path

    from citekit.formats.codes import CODES

    folder = Path(formats.__file__).parent
    used = {
        code for path in folder.rglob("*.py") if path.name != "codes.py" for code in re.findall(r"\bFT\d{3}\b", path.read_text("utf-8"))
    }
    assert used == set(CODES)


def test_a_format_of_another_package_is_found_by_its_entry_point(monkeypatch):
    from importlib.metadata import EntryPoint

    from citekit.formats import registry

    class Lines:
        @staticmethod
        def read(text, source):
            return formats.Reading(tuple(Record(id=line) for line in text.splitlines()))

        @staticmethod
        def write(records, *, plain=False):
            return "".join(f"{r.id}\n" for r in records)

    monkeypatch.setattr(EntryPoint, "load", lambda point: Lines)
    monkeypatch.setattr(registry, "_entry_points", lambda: {"lines": EntryPoint("lines", "x:y", "citekit.formats")})
    assert formats.format_names()[-1] == "lines"
    assert formats.write(formats.read("a\nb\n", "lines").records, "lines") == "a\nb\n"


def test_heavy_libraries_are_loaded_only_by_the_format_that_needs_them():
    import subprocess
    import sys

    code = "import sys; from citekit import formats; formats.write(formats.read('[]', 'csl-json').records, 'csl-json'); print([m for m in ('bibtexparser', 'pybtex', 'lxml', 'yaml', 'csv', 'iuliia') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
