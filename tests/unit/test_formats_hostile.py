"""Hostile and broken files: a diagnostic or one clear refusal, never a traceback; no case may take more than linear time."""

from __future__ import annotations

import pytest

from citekit import formats
from citekit.formats.lossless import apply_fixes, open_bib
from citekit.model import UnreadableInput

N = 5_000
BIBS = {
    "openers": "@a{" * N,
    "fields never closed": "@a{b," + "c={" * N,
    "lines never closed": "@a{b,\n" + "c={\n" * N,
    "nested": "@a{b, c = {" + "{" * N + "}" * N + "}}",
    "nested and open": "@a{b, c = " + "{" * N,
    "long field": "@a{b, title = {" + "слово " * 170_000 + "}}",
    "at signs": "@" * N,
    "at signs on lines": "\n@" * N,
    "quotes": '@a{b, c="' * N,
    "equals": "@a{b," + "x=" * N,
    "commas": "@a{b" + "," * N,
    "round": "@a(" * N,
    "names": "@a{b, author={" + " and ".join(["Иванов, И. И."] * N) + "}}",
    "words for a name": "@a{b, author={" + "x " * N + "}}",
    "parts": "@a{b, t=" + "{x} # " * N + "{y}}",
    "backslashes": "@a{b, t={" + "\\" * N + "}}",
    "empty lines": "@a{b, t={" + "\n" * N + "}}",
    "comments": "@comment{" * N,
    "long type": "@" + "a" * N,
    "strings that double": "@string{a0 = {xxxxxxxxxx}}\n"
    + "".join(f"@string{{a{i + 1} = a{i} # a{i}}}\n" for i in range(60))
    + "@a{b, t = a60}",
    "one key": "@a{k, t={x}}\n" * 2000,
    "chain of crossrefs": "".join(f"@a{{k{i}, crossref={{k{i + 1}}}}}\n" for i in range(1000)),
    "hyphens in a name": "@a{b, author={" + "x-" * N + "}}",
    "accents": "@a{b, title={" + "\\'" * N + "}}",
    "dollars": "@a{b, title={" + "$a" * N + "}}",
    "macros": "@a{b, title={" + "\\foreignlanguage{" * 1000 + "}}",
    "controls": "@a{b, title={\x01\x02\x0b\x0c\x1f\u2028\u202e}}",
}


@pytest.mark.parametrize("text", BIBS.values(), ids=BIBS)
def test_a_hostile_bib_is_read_and_its_text_kept(text):
    reading = formats.read(text, "bibtex", source="x.bib")
    for name in ("bibtex", "csl-json"):
        again = formats.read(formats.write(reading.records[:50], name), name)
        assert len(again.records) == min(50, len(reading.records))
    bib = open_bib(text)
    assert apply_fixes(text, bib.revise(reading.records[:50])) == text


def test_a_million_letters_in_one_field_survive():
    title = "слово " * 170_000 + "конец"
    (record,) = formats.read("@a{b, title = {" + title + "}}", "bibtex").records
    assert record.title == title


@pytest.mark.parametrize("name", ["csl-json", "bibtex", "ris", "nbib", "endnote", "csv", "crossref", "csl-yaml"])
def test_truncated_files_lose_only_what_is_cut(name):
    items = [
        f'{{"id": "k{i}", "type": "book", "title": "Название книги {i}", "author": [{{"family": "Автор", "given": "А."}}]}}'
        for i in range(6)
    ]
    whole = formats.write(formats.read(f"[{','.join(items)}]", "csl-json").records, name)
    for cut in range(0, len(whole), 17):
        try:
            reading = formats.read(whole[:cut], name)
        except UnreadableInput:
            continue
        titles = [r.title for r in reading.records]
        wanted = [f"Название книги {i}" for i in range(6)]
        assert titles[: len(titles) - 1] == wanted[: max(0, len(titles) - 1)]


@pytest.mark.parametrize("name", ["csl-json", "bibtex", "ris", "csv", "endnote"])
def test_binary_data_are_refused(name):
    with pytest.raises(UnreadableInput, match=r"^x: "):
        formats.read(b"\x00\x01\x02\xff\xfe\x00" * 100, name, source="x")
    with pytest.raises(UnreadableInput, match="PDF"):
        formats.read(b"%PDF-1.7 ...", name, source="x")


@pytest.mark.parametrize(
    "text",
    [
        "TY  - " * N,
        "TY  - JOUR\n" * 2000,
        "TY  - JOUR\n" + "AU  - a\n" * N,
        "TY  - JOUR\nTI  - " + "x" * 1_000_000,
        "TY  - JOUR\nTI  - a\n" + "more\n" * N,
    ],
)
def test_hostile_ris_is_read(text):
    assert formats.read(text, "ris").records


@pytest.mark.parametrize(
    "text",
    [
        "<a>" * N,
        "<record>" * N,
        "<xml>" + "<record/>" * N,
        "<xml><record><titles><title>" + "x" * 1_000_000 + "</title></titles></record></xml>",
    ],
)
def test_hostile_xml_is_read_or_refused(text):
    try:
        reading = formats.read(text, "endnote")
    except UnreadableInput:
        return
    assert reading.records


@pytest.mark.parametrize("text", ["title\n" + '"' * N, "title," * N, "title\n" + "\n" * N, "title\n" + "x" * 1_000_000, 'title\n"open'])
def test_hostile_csv_is_read(text):
    formats.read(text, "csv")
