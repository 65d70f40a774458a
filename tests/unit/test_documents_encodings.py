"""Files in the encodings that people have: read right, and which one it was is said."""

import pytest

from citekit.documents import decode, read_document
from citekit.parsers import extract, paper_record

RUSSIAN = "Миграция и мягкая сила\n\nТак считают многие «авторы» — см. ниже.\n\nСписок литературы\n\n1. Иванов И. И. Мягкая сила // Вестник. 2019. № 3. С. 5–9.\n2. Петров П. П. Социальные технологии. М. : Наука, 2001. 200 с.\n"
UKRAINIAN = "Їхні дії є важливі. Київський національний університет, історія України: Ґенеза і розвиток."
WESTERN = "Müller’s “théorie” – pp. 5–9 of the «Größe»; naïve façade, Señor Núñez."
POLISH = "Zażółć gęślą jaźń, Łukasz Żak – „Cześć”."


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8_r", "mac_cyrillic", "cp866", "iso8859_5"]
)
def test_russian_is_read_in_every_encoding_and_the_encoding_is_said(encoding):
    expected = RUSSIAN.encode(encoding, "ignore").decode(encoding)
    text, name, noticed = decode(RUSSIAN.encode(encoding, "ignore"), "paper.txt")
    assert text.lstrip("\ufeff") == expected.lstrip("\ufeff")
    assert [d.code for d in noticed] == ["CK901"]
    assert name in noticed[0].message


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_u", "mac_cyrillic"])
def test_ukrainian_letters_are_told_from_russian_ones(encoding):
    assert decode(UKRAINIAN.encode(encoding))[0] == UKRAINIAN.encode(encoding).decode(encoding)


@pytest.mark.parametrize(("text", "encoding"), [(WESTERN, "cp1252"), (WESTERN, "mac_roman"), (POLISH, "cp1250")])
def test_western_marks_are_not_taken_for_russian_letters(text, encoding):
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize("encoding", ["utf-16", "cp1251", "koi8_r", "mac_cyrillic"])
@pytest.mark.parametrize("ending", [".txt", ".md", ".tex", ".typ", ".html"])
def test_each_format_made_of_text_is_read_and_says_its_encoding(tmp_path, ending, encoding):
    path = tmp_path / f"paper{ending}"
    text = RUSSIAN.replace("№", "N") if encoding == "koi8_r" else RUSSIAN
    if ending == ".html":
        text = "<html><body>" + "".join(f"<p>{line}</p>" for line in text.splitlines() if line) + "</body></html>"
    path.write_bytes(text.encode(encoding, "ignore"))
    document = read_document(path)
    assert [r.record.title for r in extract(document).references] == ["Мягкая сила", "Социальные технологии"]
    assert "CK901" in {d.code for d in document.diagnostics}
    assert document.encoding.replace("-", "_").startswith(encoding.replace("-", "_"))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Для цитирования: Иванов И. И. Мягкая сила и миграция // Вестник. 2019. № 3. С. 5–9. DOI: 10.1000/182", "Мягкая сила и миграция"),
        ("For citation: Ivanov, I. I. (2019). Soft power and migration. Journal of Tests, 3(1), 5–9. https://doi.org/10.1000/182", "Soft power and migration"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", [".txt", ".md", ".tex", ".typ", ".html", ".fodt"])
def test_the_line_for_citation_gives_the_papers_own_record_in_every_format(tmp_path, ending, line, title):
    paragraphs = [
        "О науке",
        line,
        "Слова статьи, много слов.",
        "Список литературы",
        "Петров П. П. Социальные технологии. М. : Наука, 2001. 200 с.",
    ]
    names = "urn:oasis:names:tc:opendocument:xmlns"
    text = {
        ".html": "<html><body>" + "".join(f"<p>{p}</p>" for p in paragraphs) + "</body></html>",
        ".fodt": f'<?xml version="1.0"?><office:document xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0"><office:body><office:text>'
        + "".join(f"<text:p>{p}</text:p>" for p in paragraphs)
        + "</office:text></office:body></office:document>",
        ".tex": "\\begin{document}" + "\n\n".join(paragraphs) + "\\end{document}",
    }.get(ending, "\n\n".join(paragraphs))
    if ending == ".typ":
        text = text.replace(" // ", r" \/\/ ")  # two strokes begin a comment
    path = tmp_path / f"paper{ending}"
    path.write_text(text, encoding="utf-8")
    document = read_document(path)
    paper = paper_record(document, extract(document).references)
    assert (paper.title, paper.doi, paper.year) == (title, "10.1000/182", 2019)
