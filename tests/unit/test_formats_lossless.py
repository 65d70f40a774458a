from __future__ import annotations

import msgspec
import pytest

from citekit import formats
from citekit.formats.lossless import apply_fixes, open_bib
from citekit.model import Date, Fix, Record, Span

FILE = """% ВКР, глава 1
@string{vest = "Вестник МГУ"}

@Article{ivanov2019,
  author    = {Иванов, И. И.},
  TITLE     = "Стар{\\"о}е название" ,
  journal   = vest,
  year      = 2019,
  pages     = {1-2}
}
@comment{jabref-meta: keep me}
@incollection{part, crossref = {ivanov2019}, note={x} , title = {Часть}}
@article{broken, title = {не закрыто, year = 2001}
@misc{empty}
"""


def revised(text, **changes):
    """Change fields of records by id and return the new text."""
    records = {r.id: r for r in formats.read(text, "bibtex").records}
    for name, fields in changes.items():
        records[name] = msgspec.structs.replace(records[name], **fields)
    return apply_fixes(text, open_bib(text).revise(tuple(records.values())))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_comes_back_byte_for_byte_and_no_change_changes_nothing(encoding, end):
    data = FILE.replace("\n", end).encode(encoding)
    bib = open_bib(data)
    assert bib.encoded() == data
    records = formats.read(bib.text, "bibtex").records
    assert bib.encoded(apply_fixes(bib.text, bib.revise(records))) == data


def test_an_edit_touches_only_the_value_of_its_field():
    assert revised(FILE, ivanov2019={"title": "Новое"}) == FILE.replace('"Стар{\\"о}е название"', '"Новое"')
    assert revised(FILE, ivanov2019={"issued": Date.of(2020)}) == FILE.replace("= 2019,", "= 2020,")
    assert revised(FILE, part={"note": "y"}) == FILE.replace("note={x}", "note={y}")


def test_a_new_field_follows_the_manner_of_the_others():
    assert revised(FILE, ivanov2019={"doi": "10.1000/x"}) == FILE.replace("{1-2}\n", "{1-2},\n  doi       = {10.1000/x}\n")
    assert revised(FILE, part={"doi": "10.1000/x"}) == FILE.replace("{Часть}}", "{Часть}, doi = {10.1000/x}}")
    assert revised(FILE, empty={"doi": "10.1000/x"}) == FILE.replace("@misc{empty}", "@misc{empty,\n  doi = {10.1000/x}}")


def test_a_field_leaves_with_its_line():
    assert revised(FILE, ivanov2019={"page": ""}) == FILE.replace("  pages     = {1-2}\n", "")
    assert revised(FILE, part={"note": ""}) == FILE.replace("note={x} , ", "")


def test_what_a_part_takes_from_its_whole_is_not_written_into_it():
    assert revised(FILE, part={"note": "y"}).count("year") == FILE.count("year")


def test_a_new_key_is_changed_where_others_name_it():
    changed = revised(FILE, ivanov2019={"citation_key": "new:key"})
    assert changed == FILE.replace("ivanov2019", "new:key")


def test_fields_that_a_broken_entry_still_shows_can_be_edited():
    text = "@misc{a, title = {x}}\n@misc{b,\n  title = {open,\n  note = {old}\n}\n"
    assert revised(text, b={"note": "new"}) == text.replace("{old}", "{new}")


def test_a_new_record_is_added_at_the_end_in_the_dialect_of_the_file():
    new = Record(id="n", citation_key="n", type="article-journal", title="N", container_title="J", issued=Date.of(2001, 2, 3))
    old_dialect = "@article{a, journal = {J}, year = 1999}\n"
    new_dialect = "@article{a, journaltitle = {J}, date = {1999}}\r\n"
    assert "journal = {J},\n  year = {2001}" in apply_fixes(old_dialect, open_bib(old_dialect).revise([new]))
    assert "journaltitle = {J},\r\n  date = {2001-02-03}" in apply_fixes(new_dialect, open_bib(new_dialect).revise([new]))


def test_an_entry_is_taken_out_with_its_empty_line():
    text = "@misc{a}\n\n@misc{b}\n\n@misc{c}\n"
    bib = open_bib(text)
    assert apply_fixes(text, [bib.remove_entry(bib.entries()[1])]) == "@misc{a}\n\n@misc{c}\n"


def test_bytes_that_are_no_text_stay_as_they_are():
    data = "@misc{a, title = {Заголовок работы}}\n".encode() * 50 + b"% \xff\xfe\n"
    bib = open_bib(data)
    fix = bib.set_field(bib.entries()[0], "title", "T")
    assert bib.encoded(apply_fixes(bib.text, [fix])) == data.replace("Заголовок работы".encode(), b"T", 1)


def test_a_letter_that_the_encoding_has_not_is_told():
    bib = open_bib("@misc{a, title = {Заголовок русской работы}}\n".encode("cp1251"))
    assert bib.fits("Заголовок")
    assert not bib.fits("Өзбек")
    assert bib.encoded("Өзбек") == "Өзбек".encode()


def test_edits_that_overlap_are_refused():
    with pytest.raises(ValueError, match="overlap"):
        apply_fixes("abcd", [Fix(Span(0, 2), "x"), Fix(Span(1, 3), "y")])
