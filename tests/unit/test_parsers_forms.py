"""Forms that real lists print and no style guide shows, and the references that were labelled by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from citekit.formats.items import item_of
from citekit.parsers import parse, parse_list

LABELLED = Path(__file__).resolve().parents[2] / "training"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "Голсуорси, Д. Сага : [в 2 томах] / Д. Голсуорси. – Москва : Время, 2017. – 2 т. – (Сквозь время). – ISBN 978-5-00112-035-3.",
            {"publisher": "Время", "collection_title": "Сквозь время"},
        ),
        (
            "О персональных данных : Федеральный закон № 152-ФЗ : принят Государственной думой 8 июля 2006 года. – Текст : электронный.",
            {"type": "legislation", "title": "О персональных данных", "number": "152-ФЗ"},
        ),
        ("Горький М. О литературе // Известия. 1934. № 194. 20 августа. С. 2.", {"container_title": "Известия", "issue": "194", "page": "2"}),
        ("Бублик В. В. Програмування: навч. посіб. 3-тє вид., допов. К.: ІТ-книга, 2015. 624 с.", {"edition": "3", "publisher": "ІТ-книга"}),
        ("Шилдт Г. Java 8, 9-е изд.: Пер. с англ. - М.: Вильямс, 2015. - 1 376 с.", {"edition": "9", "number_of_pages": "1376"}),
        ("Годунов С. К. Разностный метод // Матем. сб. 1959. Т. 47(89), № 3. С. 271–306.", {"volume": "47", "issue": "3"}),
        (
            "Карамзин Н.М. История государства Российского. Т. I. СПб., 1816. С. XXIII.",
            {"title": "История государства Российского", "volume": "I", "publisher_place": "СПб."},
        ),
        (
            "Human Rights Watch. 2009. Exploitation of Workers in Russia. New York: Human Rights Watch.",
            {"title": "Exploitation of Workers in Russia", "publisher": "Human Rights Watch"},
        ),
        ("Morrison, Toni. Beloved. Knopf, 1987.", {"title": "Beloved", "publisher": "Knopf"}),
        (
            "Michael Stonebraker and Lawrence A. Rowe. 1990. The Implementation of POSTGRES. IEEE Trans. Knowl. Data Eng. 2, 1 (1990), 125–142.",
            {"container_title": "IEEE Trans. Knowl. Data Eng.", "volume": "2", "issue": "1", "page": "125–142"},
        ),
        (
            "Deslandes L, Pileur F. 1998. A recessive locus in *Arabidopsis thaliana* that confers resistance. *Molecular Plant* 11(7): 659–667.",
            {"title": "A recessive locus in Arabidopsis thaliana that confers resistance", "container_title": "Molecular Plant"},
        ),
        ("U.S. Department of State. 2019 Trafficking in Persons Report. Washington, DC: State, 2019.", {"title": "2019 Trafficking in Persons Report"}),
        ("Bertschinger, E. 1986, ApJ, 304, 154", {"title": "", "container_title": "ApJ", "volume": "304", "page": "154"}),
        ("[Vas17] Vaswani A. et al. Attention // NIPS. – 2017. – Т. 30.", {"title": "Attention", "volume": "30"}),
        ("Что такое Docker? / Хабр [Электронный ресурс]. URL: https://habr.com/ru/post/310460/", {"container_title": "Хабр"}),
    ],
)  # fmt: skip
def test_a_form_of_real_lists_gives_its_fields(raw: str, expected: dict[str, str]) -> None:
    record = parse(raw).record
    assert {name: getattr(record, name).rstrip(".") for name in expected} == {name: value.rstrip(".") for name, value in expected.items()}


@pytest.mark.parametrize(
    ("raw", "role", "families"),
    [
        ("Теория / Под ред. проф. А.Д. Хомоненко. – СПб.: Корона, 2004. – 416 с.", "editor", ["Хомоненко"]),
        ("Теория / под общ. ред. д-ра экон. наук, проф. В. А. Петрова. – М.: Наука, 2004. – 416 с.", "editor", ["Петров"]),
        ("Психология / Под общ. ред. В.Н. Дружинина. СПб.: Питер, 2002. 672 с.", "editor", ["Дружинин"]),
        ("Фуко М. Слова и вещи / Пер. с фр., предисл. В. П. Визгина. СПб.: A-cad, 1994. 406 с.", "translator", ["Визгин"]),
        ("Леви-Строс К. Антропология / пер. с фр. под ред. Вяч. Вс. Иванова. М. : Эксмо, 2001. 512 с.", "editor", ["Иванов"]),
        ("Liu Guofu. Chinese Immigration Law. Farnham: Ashgate, 2011. 254 p.", "author", ["Liu"]),
        ("OECD (2020), International Migration Outlook, OECD Publishing, Paris.", "author", ["OECD"]),
        ("Moher D, Altman DG; PRISMA Group. Preferred items. PLoS Med. 2009;6(7):e1.", "author", ["Moher", "Altman", "PRISMA Group"]),
        ("Codou (Y.), Paysage religieux en Provence, Archéologie du Midi, 2003, n° 21, p. 33-69.", "author", ["Codou"]),
    ],
)
def test_names_come_out_of_ranks_roles_and_strange_orders(raw: str, role: str, families: list[str]) -> None:
    assert [name.literal or name.family for name in getattr(parse(raw).record, role)] == families


def plain(value: Any) -> str:
    return re.sub(r"[\W_]+", " ", str(value).replace("ё", "е")).strip().casefold()


@pytest.mark.parametrize(("name", "least"), [("russian", 0.85), ("western", 0.80)])
def test_most_labelled_references_keep_their_title_container_year_and_place(name: str, least: float) -> None:
    rows = [json.loads(line) for line in (LABELLED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    right = 0
    for row, reference in zip(rows, parse_list([row["raw"] for row in rows]), strict=True):
        item, accept = item_of(reference.record, plain=True), row.get("accept", {})
        right += all(
            plain(item.get(field) or "") in {plain(row["csl"].get(field) or ""), *(plain(v or "") for v in accept.get(field, ()))}
            for field in ("title", "container-title", "volume", "issue", "page", "publisher-place")
        )
    assert right / len(rows) >= least


def test_a_repeated_author_is_the_one_before() -> None:
    raws = (
        "Martin, Terry. “The Origins of Soviet Ethnic Cleansing.” Journal of Modern History 70, no. 4 (1998): 813–61.",
        "———. The Affirmative Action Empire. Ithaca, NY: Cornell University Press, 2001.",
        "Выготский Л. С. Мышление и речь. М.: Лабиринт, 1999. 352 с.",
        "Он же. Психология искусства. М.: Педагогика, 1987. 344 с.",
        "Arendt, Hannah. 1951. The Origins of Totalitarianism. New York: Harcourt.",
        "_______ (1958). The Human Condition. Chicago: University of Chicago Press.",
    )
    records = [r.record for r in parse_list(raws)]
    assert [r.author[0].family for r in records] == ["Martin", "Martin", "Выготский", "Выготский", "Arendt", "Arendt"]
    assert [r.title for r in records[1::2]] == ["The Affirmative Action Empire", "Психология искусства", "The Human Condition"]
    assert parse(raws[1]).record.author == ()


def test_the_english_face_in_brackets_behind_a_russian_reference_is_left_aside_but_for_its_doi() -> None:
    raw = (
        "Смирнов АВ, Шилов ЕМ. Хроническая болезнь почек. Нефрология 2012; 16 (1): 89–115 "
        "[Smirnov AV, Shilov EM. Chronic kidney disease. Nephrology (Saint-Petersburg) 2012; 16 (1): 89–115. doi: 10.24884/1561-6274]"
    )
    record = parse(raw).record
    assert (record.title, record.container_title, record.page) == ("Хроническая болезнь почек", "Нефрология", "89–115")
    assert (record.doi, record.raw) == ("10.24884/1561-6274", raw)


@pytest.mark.parametrize(
    ("raw", "number", "title"),
    [
        ('Federal Law No. 115-FZ of July 25, 2002, "On Foreign Citizens".', "115-FZ", "On Foreign Citizens"),
        ("Federal'nyi zakon ot 25.07.2002 № 115-FZ \"O pravovom polozhenii\".", "115-FZ", "O pravovom polozhenii"),
        ("Решение Арбитражного суда г. Москвы от 12.05.2019 по делу № А40-12345/2019 // СПС «Гарант».", "А40-12345/2019", "Решение Арбитражного суда г. Москвы"),
        ("Всеобщая декларация прав человека (принята ООН 10.12.1948) // Российская газета. 1995. 5 апр.", "", "Всеобщая декларация прав человека"),
    ],
)  # fmt: skip
def test_acts_of_other_countries_and_courts_are_legislation(raw: str, number: str, title: str) -> None:
    record = parse(raw).record
    assert (record.type, record.number, record.title) == ("legislation", number, title)
