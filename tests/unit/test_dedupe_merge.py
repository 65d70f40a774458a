"""Which records become one, what the one keeps, and how it is undone."""

import msgspec
import pytest

from citekit.dedupe import explain, match_papers, merge, undo
from citekit.model import Custom, Date, Name, Occurrence, Record

RUSSIAN = Record(
    id="ru",
    type="article-journal",
    language="ru",
    author=(Name(family="Щукин", given="А. Б."), Name(family="Юдина", given="В. Г.")),
    title="Образовательная миграция как ресурс мягкой силы",
    container_title="Управление",
    volume="7",
    issue="4",
    page="131–139",
    issued=Date.of(2019),
    doi="10.5555/upr.2019.4.131",
    occurrences=(Occurrence(source="a.txt", id="a-01"),),
)
ENGLISH = Record(
    id="en",
    type="article-journal",
    language="en",
    author=(Name(family="Shchukin", given="A. B."), Name(family="Yudina", given="V. G.")),
    title="Educational migration as a resource of soft power",
    container_title="UPRAVLENIE / MANAGEMENT (Russia)",
    volume="7",
    issue="4",
    page="131–139",
    issued=Date.of(2019),
    doi="10.5555/upr.2019.4.131",
    note="In Russian",
    occurrences=(Occurrence(source="b.txt", id="b-07"),),
)
ARTICLE = Record(
    id="x",
    type="article-journal",
    author=(Name(family="Malik", given="I."), Name(family="Costa", given="R.")),
    title="Labour migration from the mountains: Economic and social impact",
    container_title="Journal of Mountain Studies",
    volume="21",
    page="1-18",
    issued=Date.of(2015),
)


def changed(record, **fields):
    return msgspec.structs.replace(record, **fields)


def groups(*records, **options):
    return [set(g.members) for g in merge(records, **options).groups]


def test_a_russian_and_an_english_face_with_one_doi_become_one_record_with_a_variant():
    result = merge([ENGLISH, RUSSIAN])
    assert len(result.records) == 1
    record = result.records[0]
    assert record.id == "ru"
    assert record.title == RUSSIAN.title
    (variant,) = record.variants
    assert (variant.language, variant.kind) == ("en", "official")
    assert variant.record.title == ENGLISH.title
    assert variant.record.author == ENGLISH.author
    assert variant.record.note == "In Russian"
    assert record.note == ""
    assert [o.source for o in record.occurrences] == ["b.txt", "a.txt"]
    assert any("the same DOI" in reason for reason in result.groups[0].reasons)


def test_two_languages_without_a_doi_need_pages():
    assert groups(changed(RUSSIAN, doi=""), changed(ENGLISH, doi="")) == [{"ru", "en"}]
    result = merge([changed(RUSSIAN, doi="", page="", volume=""), changed(ENGLISH, doi="", page="", issue="")])
    assert result.groups == ()


def test_a_romanised_record_is_a_transliteration():
    romanised = changed(
        ENGLISH,
        id="tr",
        title="Obrazovatelnaya migratsiya kak resurs myagkoy sily",
        container_title="Upravlenie",
        doi="",
        language="",
        note="",
    )
    record = merge([romanised, RUSSIAN]).records[0]
    assert record.title == RUSSIAN.title
    assert [(v.language, v.kind) for v in record.variants] == [("ru-Latn", "transliteration")]


def test_a_translation_with_its_own_doi_is_related_and_not_merged():
    result = merge([RUSSIAN, changed(ENGLISH, doi="10.5555/mgmt.2019.88", page="12–20", volume="3")])
    assert result.groups == ()
    assert [(r.a, r.b, r.kind) for r in result.related] == [("ru", "en", "translation")]


def test_the_merged_record_keeps_the_better_values_and_every_losing_one():
    full = changed(
        ARTICLE,
        id="full",
        author=(Name(family="Malik", given="Irina"), Name(family="Costa", given="R.")),
        volume="",
        page="",
        type="report",
    )
    short = changed(ARTICLE, title="Labour migration from the mountains", doi="10.5555/jms.21.1", issued=Date.of(2015, 3))
    result = merge([full, short])
    (record,) = result.records
    assert result.groups[0].kept == record.id == "x"
    assert record.author[0].given == "Irina"
    assert record.title == full.title
    assert record.doi == "10.5555/jms.21.1"
    assert record.volume == "21"
    assert record.issued == Date.of(2015, 3)
    said = {(e.source, e.value) for e in record.evidence["title"] if e.agent == "merge"}
    assert said == {("full", full.title), ("x", short.title)}
    assert {e.value for e in record.evidence["type"] if e.agent == "merge"} == {"report", "article-journal"}


def test_fields_that_the_model_does_not_know_survive_a_merge():
    a = changed(ARTICLE, id="a", extra={"shelf": "12"}, custom=Custom(edn="ABCDEF"), citation_key="")
    b = changed(ARTICLE, id="b", extra={"colour": "red"}, custom=Custom(extra={"x": 1}), citation_key="malik2015")
    (record,) = merge([a, b]).records
    assert record.extra == {"shelf": "12", "colour": "red"}
    assert record.custom.edn == "ABCDEF"
    assert record.custom.extra == {"x": 1}
    assert record.citation_key == "malik2015"


def test_undo_gives_back_the_very_records_in_their_order():
    other = changed(ARTICLE, id="other", title="A quite different study of glaciers and lakes", page="30-40")
    records = (ARTICLE, RUSSIAN, other, changed(ARTICLE, id="x2", volume=""), ENGLISH)
    result = merge(records)
    assert len(result.records) == 3
    assert undo(result) == records


def test_a_merge_report_survives_json():
    result = merge([RUSSIAN, ENGLISH, ARTICLE])
    back = msgspec.json.decode(msgspec.json.encode(result), type=type(result))
    assert undo(back) == (RUSSIAN, ENGLISH, ARTICLE)


@pytest.mark.parametrize(
    ("why", "fields"),
    [
        ("another part", {"title": "Labour migration from the mountains: Economic and social impact. Part 2", "page": "19-40"}),
        ("an erratum", {"title": "Erratum to: Labour migration from the mountains: Economic and social impact", "page": "300"}),
        ("another place", {"container_title": "Annals of Ecology", "volume": "3", "page": "77-80"}),
        ("other authors", {"author": (Name(family="Zhang", given="W."),), "page": "5-9"}),
        ("a conference", {"type": "paper-conference", "container_title": "Proceedings of the Alpine Symposium", "volume": "", "page": ""}),
        ("ten years later", {"issued": Date.of(2025), "page": "4-9", "volume": "31"}),
        ("another DOI and other pages", {"doi": "10.5555/2", "page": "44-50"}),
    ],
)
def test_near_misses_stay_apart(why, fields):
    first = changed(ARTICLE, title=ARTICLE.title + (". Part 1" if why == "another part" else ""), doi="10.5555/1")
    assert groups(first, changed(first, id="y", **({"doi": ""} | fields))) == [], why


def test_titles_that_many_works_bear_need_the_same_place():
    one = Record(
        id="1",
        type="article-journal",
        author=(Name(family="Lee", given="A."),),
        title="Editorial",
        container_title="Quarterly",
        volume="24",
        issue="1",
        issued=Date.of(2000),
    )
    assert groups(one, changed(one, id="2", issue="2")) == []
    assert groups(one, changed(one, id="2", volume="25", issued=Date.of(2001))) == []


def test_issues_of_a_journal_with_one_standing_title_stay_apart():
    standing = Record(
        id="1",
        type="article-journal",
        author=(Name(family="Lee", given="A."),),
        title="Remarks on the state of our discipline",
        container_title="Quarterly",
        issued=Date.of(2000),
    )
    assert groups(changed(standing, volume="24", issue="1"), changed(standing, id="2", volume="24", issue="2")) == []


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("book", {"edition": "3"}),
        ("book", {"volume": "2"}),
        ("standard", {"number": "ГОСТ 7.1–2003"}),
        ("dataset", {"doi": "10.5555/data.2"}),
    ],
)
def test_editions_volumes_and_numbers_tell_works_apart(kind, fields):
    first = Record(
        id="1", type=kind, author=(Name(family="Иванов", given="И. И."),), title="Система стандартов по информации и библиотечному делу", issued=Date.of(2003),
        edition="2", volume="1", number="ГОСТ 7.80–2000", doi="10.5555/data.1" if kind == "dataset" else "",
    )  # fmt: skip
    assert groups(first, changed(first, id="2", **fields)) == []
    assert groups(first, changed(first, id="2")) == [{"1", "2"}]


def test_a_chain_does_not_swallow_what_is_known_to_differ():
    first = changed(ARTICLE, id="one", title="A survey of mountain households. Part 1", page="1-18")
    second = changed(ARTICLE, id="two", title="A survey of mountain households. Part 2", page="19-40")
    vague = changed(ARTICLE, id="vague", title="A survey of mountain households", page="")
    assert {"one", "two"} not in [g & {"one", "two"} for g in groups(first, vague, second)]


def test_decisions_are_obeyed_against_the_evidence():
    twin = changed(ARTICLE, id="twin")
    stranger = changed(RUSSIAN, id="stranger", doi="")
    assert groups(ARTICLE, twin, decisions={("x", "twin"): False}) == []
    result = merge([ARTICLE, stranger], decisions={("stranger", "x"): True})
    assert [set(g.members) for g in result.groups] == [{"x", "stranger"}]
    assert "you said so" in result.groups[0].reasons[0]
    assert merge([ARTICLE, twin], decisions={("x", "twin"): False}).uncertain == ()


def test_decisions_that_contradict_each_other_or_name_nobody_are_reported():
    records = [ARTICLE, changed(ARTICLE, id="y"), changed(ARTICLE, id="z")]
    result = merge(records, decisions={("x", "y"): True, ("y", "z"): True, ("x", "z"): False, ("x", "nobody"): True})
    assert [(d.code, d.record) for d in result.diagnostics] == [("DD102", "nobody"), ("DD103", "x")]
    assert len(result.records) == 1


def test_a_later_merge_remembers_the_members_of_an_earlier_one():
    first = merge([ARTICLE, changed(ARTICLE, id="y", doi="10.5555/jms.21.1")])
    later = merge([*first.records, changed(ARTICLE, id="z", page="", issued=Date.of(2015, 3))])
    assert later.groups[0].members == ("y", "z")
    assert {e.source for e in later.records[0].evidence["title"]} == {"x", "y", "z"}
    assert undo(later)[0] == first.records[0]
    assert merge(first.records, decisions={("x", "z"): False}).records == first.records


def test_a_doi_found_after_a_merge_takes_part_in_the_next():
    merged = merge([ARTICLE, changed(ARTICLE, id="y")]).records[0]
    found = changed(merged, doi="10.5555/jms.21.1")
    translation = Record(id="t", title="Миграция", author=(Name(family="Малик", given="И."),), doi="10.5555/jms.21.1", issued=Date.of(2015))
    assert len(merge([found, translation]).records) == 1


def test_what_is_neither_sure_nor_impossible_is_asked():
    doubtful = changed(ARTICLE, id="y", issued=Date.of(2016), container_title="Proceedings in Geography", volume="", page="")
    result = merge([ARTICLE, doubtful])
    assert result.groups == ()
    (pair,) = result.uncertain
    assert (pair.a, pair.b) == ("x", "y")
    assert "the same title" in pair.reasons
    assert "different journals, books or sites" in pair.against


def test_running_numbers_in_the_place_of_issues_are_found_out():
    subjects = [
        "Glaciers",
        "Pastures",
        "Weddings",
        "Schools",
        "Bridges",
        "Orchards",
        "Dialects",
        "Hospitals",
        "Irrigation",
        "Pilgrims",
        "Mines",
        "Tourism",
        "Avalanches",
        "Weaving",
        "Elections",
    ]
    records = []
    for n, subject in enumerate(subjects):
        one = changed(ARTICLE, id=f"{n}a", title=f"{subject} and the economy of high valleys", volume=str(n + 1), issue=str(2 * n))
        records += [one, changed(one, id=f"{n}b", issue=str(2 * n + 1), page="" if n > 12 else one.page)]
    assert groups(*records) == [{f"{n}a", f"{n}b"} for n in range(15)]
    assert groups(*records[-2:]) == []  # two records alone do not show it


def test_two_records_with_one_id_are_told_apart():
    result = merge([ARTICLE, changed(RUSSIAN, id="x"), changed(ARTICLE)])
    assert [d.code for d in result.diagnostics] == ["DD101", "DD101"]
    assert result.groups[0].members == ("x", "x~3")
    assert len(result.records) == 2


def test_records_without_ids_can_be_merged_and_unmerged():
    records = (changed(ARTICLE, id=""), changed(RUSSIAN, id=""), changed(ARTICLE, id="", volume=""))
    result = merge(records)
    assert result.groups[0].members == ("#1", "#3")
    assert undo(result) == records


def test_nothing_gives_nothing():
    assert merge([]).records == ()
    assert merge([Record(id="empty"), Record(id="void")]).groups == ()


def test_unread_records_are_kept_apart():
    a, b = Record(id="a", raw="Смотри там же."), Record(id="b", raw="Смотри там же.")
    assert merge([a, b]).records == (a, b)


def test_an_explanation_says_what_speaks_for_and_against():
    said = explain(ARTICLE, changed(ARTICLE, id="y", doi="10.5555/2", page="44-50", title="Erratum to: " + ARTICLE.title))
    assert said.startswith("x and y are two works: one is a notice on the other")
    assert "the same authors" in said
    assert "one work" in explain(ARTICLE, changed(ARTICLE, id="y"))


def test_a_paper_of_the_run_is_found_across_languages_by_its_three_authors():
    people = tuple(Name(family=f, given=g) for f, g in (("Гребёнкин", "А. А."), ("Протасов", "В. А."), ("Аверин", "А. А.")))
    latin = tuple(Name(family=f, given=g) for f, g in (("Grebenkin", "A. A."), ("Protasov", "V. A."), ("Averin", "A. A.")))
    paper = Record(
        id="p", type="article", language="en", author=latin, title="Attitudes of labour migrants to integration", issued=Date.of(2024)
    )
    cited = changed(RUSSIAN, id="c", author=people, title="Отношение трудовых мигрантов к объединениям", issued=Date.of(2024))
    (match,) = match_papers({"own.txt": paper}, [RUSSIAN, cited])
    assert (match.source, match.record_id) == ("own.txt", "c")
    assert "the same authors" in match.reasons
    assert (
        match_papers({"own.txt": paper}, [RUSSIAN, cited, changed(cited, id="c2", title="Иная статья тех же авторов", doi="10.5555/zz")])
        == ()
    )
    assert match_papers({"own.txt": changed(paper, issued=Date.of(2021))}, [cited]) == ()


def test_a_paper_of_the_run_is_found_by_its_doi():
    paper = changed(ENGLISH, author=(), container_title="", volume="", issue="", page="", issued=Date())
    assert [m.record_id for m in match_papers({"own.txt": paper}, [ARTICLE, RUSSIAN])] == ["ru"]


def test_a_crowd_of_copies_becomes_one_record():
    result = merge([changed(ARTICLE, id=f"c{n}") for n in range(400)])
    assert len(result.records) == 1
    assert len(result.groups[0].members) == 400


def test_copies_of_an_editorial_without_a_place_are_not_one_work():
    bare = Record(id="1", type="article-journal", title="Editorial", author=(Name(family="Lee", given="A."),))
    assert groups(*(changed(bare, id=str(n)) for n in range(5))) == []


@pytest.mark.parametrize("filler", [" ", "[", "; ", "A b", "1-", "<", "&", "«"])
def test_a_field_of_a_million_characters_stops_nothing(filler):
    huge = filler * (1_000_000 // len(filler))
    wild = Record(
        id="w", type="book", language="ru", title=huge, container_title=huge, volume=huge, issue=huge, page=huge, doi=huge, isbn=huge, issn=huge, url="http://" + huge,
        publisher=huge, edition=huge, number_of_pages=huge, abstract=huge, author=(Name(family=huge, given=huge), Name(literal=huge)),
    )  # fmt: skip
    records = (wild, changed(wild, id="v"), ARTICLE)
    assert undo(merge(records)) == records


def test_thousands_of_authors_are_compared_as_far_as_they_tell():
    crowd = tuple(Name(family=f"Name{n}", given="A.") for n in range(3000))
    assert groups(changed(ARTICLE, author=crowd), changed(ARTICLE, id="y", author=crowd[:2900])) == [{"x", "y"}]
