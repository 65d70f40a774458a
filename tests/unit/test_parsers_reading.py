"""References ▶ records: what each printed form gives, field by field."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from citekit.parsers import parse, parse_list

if TYPE_CHECKING:
    from citekit.model import Name, Record


def said(names: tuple[Name, ...]) -> list[str]:
    return [str(n) for n in names]


def fields(record: Record, *names: str) -> list[object]:
    return [getattr(record, name) for name in names]


@pytest.mark.parametrize(
    ("raw", "kind", "expected"),
    [
        (
            "Каменева Е. Н. Логика письменной речи. — М. : Наука, 2008. — 312 с.",
            "book",
            {"title": "Логика письменной речи", "publisher": "Наука", "publisher_place": "М.", "number_of_pages": "312"},
        ),
        (
            "Зимин А. А. О датировке одного списка // Вопросы истории. 1998. № 4. С. 112–119.",
            "article-journal",
            {"container_title": "Вопросы истории", "issue": "4", "page": "112–119", "volume": ""},
        ),
        (
            "Лужин В. Г. Модель // Вестник Томского государственного университета. Экономика. 2016. № 2 (34). С. 45-58. DOI: 10.17223/19988648/34/4",
            "article-journal",
            {
                "container_title": "Вестник Томского государственного университета. Экономика",
                "issue": "2 (34)",
                "doi": "10.17223/19988648/34/4",
            },
        ),
        (
            "Тихонова А. Ю. Образ города // Филологические науки: сб. науч. тр. Вып. 7. Казань: Изд-во КФУ, 2011. С. 33-41.",
            "chapter",
            {"container_title": "Филологические науки: сб. науч. тр.", "publisher": "Изд-во КФУ", "page": "33–41"},
        ),
        (
            "Ершов К.Л. Очерк экономики региона : дис. ... канд. экон. наук : 08.00.05. М., 2010. 187 с.",
            "thesis",
            {"title": "Очерк экономики региона", "genre": "дис. ... канд. экон. наук", "number": "08.00.05", "publisher_place": "М."},
        ),
        (
            "О персональных данных : федер. закон от 27 июля 2006 г. № 152-ФЗ // Собрание законодательства РФ. 2006. № 31 (ч. 1). Ст. 3451.",
            "legislation",
            {
                "title": "О персональных данных",
                "number": "152-ФЗ",
                "issue": "31",
                "part_number": "1",
                "section": "3451",
                "genre": "федер. закон",
            },
        ),
        (
            "ГОСТ Р 7.0.5–2008. Библиографическая ссылка. Общие требования. М. : Стандартинформ, 2008. 19 с.",
            "standard",
            {"number": "ГОСТ Р 7.0.5–2008", "title": "Библиографическая ссылка. Общие требования", "publisher": "Стандартинформ"},
        ),
        (
            "IEEE Standard for Floating-Point Arithmetic, IEEE Std 754-2019, 2019.",
            "standard",
            {"title": "IEEE Standard for Floating-Point Arithmetic", "number": "IEEE Std 754-2019"},
        ),
        (
            "Миронов И. Как устроен рынок труда // Коммерсантъ. 2017. 12 мая.",
            "article-newspaper",
            {"container_title": "Коммерсантъ"},
        ),
        (
            "РГАСПИ. Ф. 17. Оп. 3. Д. 41. Л. 5–7.",
            "manuscript",
            {"archive": "РГАСПИ", "archive_location": "Ф. 17. Оп. 3. Д. 41. Л. 5–7"},
        ),
        (
            'Stone, Lena. "The Grammar of Towns." Urban Letters 14, no. 2 (2007): 88–103.',
            "article-journal",
            {"title": "The Grammar of Towns", "container_title": "Urban Letters", "volume": "14", "issue": "2", "page": "88–103"},
        ),
        (
            'L. Stone and R. Moss, "Sparse coding of maps," IEEE Trans. Image Process., vol. 21, no. 4, pp. 1200–1211, Apr. 2012.',
            "article-journal",
            {"container_title": "IEEE Trans. Image Process.", "volume": "21", "issue": "4", "page": "1200–1211"},
        ),
        (
            'J. Author and P. Writer, "Method of joining seams," U.S. Patent 7 123 456, Oct. 17, 2006.',
            "patent",
            {"title": "Method of joining seams", "number": "7 123 456"},
        ),
    ],
)
def test_each_kind_of_work_gives_its_fields(raw: str, kind: str, expected: dict[str, str]) -> None:
    record = parse(raw).record
    assert record.type == kind
    assert {name: getattr(record, name) for name in expected} == expected


def test_a_patent_gives_its_number_dates_and_class() -> None:
    record = parse(
        "Пат. 2187888 Российская Федерация, МПК7 H 04 B 1/38. Приёмопередающее устройство / Чугаева В. И. ; заявитель и "
        "патентообладатель Воронеж. НИИ связи. — № 2000131736/09 ; заявл. 18.12.00 ; опубл. 20.08.02, Бюл. № 23. — 3 с."
    ).record
    assert fields(record, "type", "number", "authority", "title") == [
        "patent",
        "2187888",
        "Российская Федерация",
        "Приёмопередающее устройство",
    ]
    assert (record.issued.iso, record.submitted.iso) == ("2002-08-20", "2000-12-18")
    assert (record.custom.application_number, record.custom.ipc, record.custom.bulletin) == ("2000131736/09", "H 04 B 1/38", "23")


def test_editors_in_the_genitive_come_out_in_the_nominative() -> None:
    record = parse("Савельев П. Д. Оценка риска / под ред. С. Ф. Мартыновича, А. Ю. Камышевой. СПб. : Питер, 2014. 288 с.").record
    assert said(record.editor) == ["Мартынович, С. Ф.", "Камышева, А. Ю."]
    assert said(record.author) == ["Савельев, П. Д."]


def test_a_statement_that_names_more_authors_than_the_heading_names_them_all() -> None:
    record = parse(
        "Орлова, Т. В. Чтение в школе : учебное пособие / Т. В. Орлова, И. П. Белова. – Екатеринбург : УрФУ, 2019. – 146 с."
    ).record
    assert said(record.author) == ["Орлова, Т. В.", "Белова, И. П."]
    assert record.genre == "учебное пособие"


def test_and_others_is_a_flag_and_no_name() -> None:
    for raw in (
        "Harlow JR, Penn M, et al. Rivers of the north. J Hydrol. 2014;12(3):45-67.",
        "Иванов А.А. и др. О реках // Водные ресурсы. 2005. Т. 12, вып. 3. С. 12-19.",
    ):
        record = parse(raw).record
        assert record.custom.et_al
        assert not any("al" in n.family or "др" in n.family for n in record.author)


def test_a_body_is_an_author_without_its_abbreviation() -> None:
    record = parse(
        "International Organization for Migration (IOM). (2018, May). Migration in Central Asia: Country profile. Geneva: IOM."
    ).record
    assert [n.literal for n in record.author] == ["International Organization for Migration"]
    assert (record.issued.iso, record.publisher, record.publisher_place) == ("2018-05", "IOM", "Geneva")


def test_an_address_broken_by_blanks_is_joined_and_its_access_date_read() -> None:
    record = parse(
        "Кузнецова М. И. Театр сегодня // Сцена. 2020. № 5. URL: http://scena.example.ru/2020/5/ kuznetsova. html (дата обращения: 01.02.2021)"
    ).record
    assert record.url == "http://scena.example.ru/2020/5/kuznetsova.html"
    assert record.accessed.iso == "2021-02-01"
    assert record.container_title == "Сцена"


def test_pages_of_an_extent_are_told_from_pages_of_a_part() -> None:
    whole = parse("Белов И. И. Право. М.: Норма, 2010. 267 с.").record
    part = parse("Белов И. И. Право // Закон. 2010. № 2. С. 267.").record
    assert (whole.number_of_pages, whole.page) == ("267", "")
    assert (part.number_of_pages, part.page) == ("", "267")


def test_evidence_points_into_the_reference_as_printed() -> None:
    raw = "3. *Громов А. К.* Мето\u00adды оценки // Вопросы истории. 1998. № 4. С. 112–119."
    record = parse(raw).record
    for evidence in record.evidence.values():
        for witness in evidence:
            assert witness.span is not None
            assert witness.span.of(raw) == witness.raw
            assert 0 < witness.confidence <= 1
    title = record.evidence["title"][0]
    assert title.raw == "Мето\u00adды оценки"
    assert record.title == "Методы оценки"


def test_a_list_keeps_its_length_and_order_and_loses_its_numbers() -> None:
    raws = [f"{i} Белов И. И. Право в мире {word}. М.: Норма, 2010. 267 с." for i, word in enumerate(("один", "два", "три"), 1)]
    references = parse_list(raws, source="a.txt")
    assert [r.raw for r in references] == raws
    assert [r.record.title for r in references] == ["Право в мире один", "Право в мире два", "Право в мире три"]


@pytest.mark.parametrize("raw", ["", " ", "…", "???", "12345", "—" * 50])
def test_what_cannot_be_read_is_kept_with_a_diagnostic(raw: str) -> None:
    reference = parse(raw, source="a.txt")
    assert reference.record.raw == raw
    assert reference.record.type == "document"
    assert {d.code for d in reference.diagnostics} & {"PA001", "PA002"}


def test_prose_is_said_not_to_look_like_a_reference() -> None:
    reference = parse("and so we went home, because it was late and nobody wanted to stay any longer than was needed")
    assert "PA002" in {d.code for d in reference.diagnostics}


def test_a_date_that_no_calendar_has_is_reported() -> None:
    reference = parse("Сайт города. URL: http://example.ru/a (дата обращения: 31.02.2021).")
    assert "PA004" in {d.code for d in reference.diagnostics}


def test_importing_the_parsers_loads_nothing_heavy() -> None:
    code = "import sys, json, citekit.parsers; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
    heavy = {"lxml", "docx", "numpy", "rapidfuzz", "bibtexparser", "pybtex", "habanero", "rich", "sklearn", "pycrfsuite"}
    assert not heavy & {name.split(".")[0] for name in loaded}


HOSTILE = {
    "a word of 100,000 letters": "a" * 100_000,
    "a line of 100,000 characters that begins as a reference": "Иванов И. И. Теория // Вестник. 2010. № 3. С. 5–9. " * 2_000,
    "brackets that never close": "(" * 50_000 + "2010",
    "quotes that never close": "«" * 50_000,
    "initials without end": "А. " * 30_000,
    "slashes without end": "/ " * 50_000,
    "figures without end": "1, 2 (2014), 3 " * 6_000,
    "roles without end": "под ред. проф. " * 6_000,
    "no letters": "12345 (67) 89–90; 11.12.2013, 14:15",
    "control characters": "Title\x00 \x01of\x07 a\x1b[31m book. London: Press, 2010.",
    "Arabic, from right to left": "محمود عبد الله. تاريخ الهجرة في آسيا. القاهرة: دار النشر، 2010. 254 ص.",
    "Hebrew with marks of direction": "\u202bכהן, דוד. תולדות ההגירה. ירושלים: מאגנס, 2005\u202c",
    "Chinese": "舒仁輝，《東都事略與宋史比較研究》。北京：商務，2007年。",
    "Georgian": "გელაშვილი ნ. მიგრაცია. თბილისი: მეცნიერება, 2011. 254 გვ.",
    "a script that we do not know": "ᚠᚢᚦᚨᚱᚲ ᚷᚹᚺᚾᛁᛃ. ᛇᛈᛉᛊᛏᛒ, 2010.",
    "lone surrogates' neighbours": "Title \ufffd\ufffe of a book. 2010.",
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_hostile_input_is_kept_as_printed_and_never_fails(raw: str) -> None:
    reference = parse(raw, source="a.txt")
    assert reference.raw == reference.record.raw == raw
    assert 0.0 <= reference.confidence <= 1.0
    for witnesses in reference.record.evidence.values():
        assert all(0 <= w.span.start <= w.span.end <= len(raw) for w in witnesses if w.span)


def test_a_line_too_long_to_be_a_reference_is_said_to_be_cut() -> None:
    codes = {d.code for d in parse(HOSTILE["a word of 100,000 letters"]).diagnostics}
    assert {"PA002", "PA006"} <= codes


@pytest.mark.parametrize("name", ["Arabic, from right to left", "a script that we do not know"])
def test_a_script_that_the_rules_do_not_know_is_believed_less(name: str) -> None:
    known = parse("Каменева Е. Н. Логика письменной речи. — М. : Наука, 2008. — 312 с.")
    assert parse(HOSTILE[name]).confidence < known.confidence
