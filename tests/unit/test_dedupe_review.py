"""Reviews, decisions, differences and reports as values."""

import msgspec
import pytest

from citekit.dedupe import merge, undo
from citekit.dedupe.decisions import Decision, obeyed, read_decisions, written
from citekit.dedupe.deduplication import Deduplication, Group, Pair
from citekit.dedupe.differences import differences
from citekit.dedupe.report import json_report, page, read_report
from citekit.dedupe.review import answer, current, review_of
from citekit.dedupe.splink_engine import comparison_levels
from citekit.model import Custom, Date, Name, Record, UnreadableInput


def book(id_, title="Soft power", year=2004, **more):
    return Record(id=id_, type="book", title=title, author=(Name(family="Nye", given="J."),), issued=Date.of(year), **more)


def review_of_pairs(*pairs, groups=()):
    names = dict.fromkeys(name for pair in pairs for name in pair)
    uncertain = tuple(Pair(a, b, 7 - n / 10) for n, (a, b) in enumerate(pairs))
    return review_of(Deduplication((), groups, uncertain), [book(name) for name in names])


def asked(review):
    at = current(review)
    return None if at is None else review.questions[at].names


def test_what_two_yeses_settle_is_not_asked():
    review = review_of_pairs("ab", "bc", "ac")
    review = answer(answer(review, "y"), "да")
    assert asked(review) is None
    assert [(d.a, d.b, d.same) for d in review.decisions] == [("a", "b", True), ("b", "c", True)]


def test_what_a_yes_and_a_no_settle_is_not_asked():
    review = answer(answer(review_of_pairs("ab", "bc", "ac"), "y"), "n")
    assert asked(review) is None
    review = answer(answer(review_of_pairs("ab", "bc", "ac"), "n"), "n")
    assert asked(review) == ("a", "c")


def test_two_groups_are_asked_about_once_by_their_likeliest_pair():
    group = Group(("a", "b"), "a", (), 1.0)
    review = review_of_pairs("bc", "ac", groups=(group,))
    assert [q.names for q in review.questions] == [("b", "c")]
    assert review.questions[0].sides == (("a", "b"), ("c",))


def test_skipping_decides_nothing_and_back_takes_an_answer_back():
    review = answer(review_of_pairs("ab", "cd", "ef"), "s")
    assert asked(review) == ("c", "d")
    review = answer(review, "n")
    assert len(review.decisions) == 1
    review = answer(review, "back")
    assert asked(review) == ("c", "d")
    assert review.decisions == ()
    assert answer(answer(review, "b"), "b").said == "this is the first question"


def test_a_word_that_is_no_answer_changes_nothing_but_says_so():
    review = review_of_pairs("ab")
    after = answer(review, "perhaps")
    assert after.answers == ()
    assert "no answer" in after.said
    assert answer(after, "").said == ""


def test_quitting_keeps_what_was_decided():
    review = answer(answer(review_of_pairs("ab", "cd"), "y"), "q")
    assert review.left
    assert asked(review) is None
    assert len(review.decisions) == 1
    assert answer(review, "y") == review


def test_a_no_between_members_of_two_groups_settles_the_groups():
    records = [book("a"), book("a2", publisher="Public"), book("b", year=2005), book("b2", year=2005, publisher="Affairs")]
    before = merge(records)
    assert {(p.a, p.b) for p in before.uncertain} >= {("a", "b"), ("a2", "b2")}
    assert merge(records, decisions={("a", "b"): False}).uncertain == ()


@pytest.mark.parametrize("name", ["d.jsonl", "d.toml"])
def test_written_decisions_are_read_back_and_what_stood_there_stays(name):
    hostile = 'a"\\\n\t\x7f«\u2028'
    one = Decision(hostile, "b", True, ("Title\x01", ""), "because")
    two = Decision("c", "d", False)
    before = "# mine\n" if name.endswith("toml") else ""
    text = written(written(before, [one], name), [two], name)
    assert text.startswith(before)
    assert read_decisions(text, name).decisions == (one, two)


def test_of_two_decisions_on_a_pair_the_later_holds_in_either_order_of_the_ids():
    found = read_decisions('{"a": "x", "b": "y", "same": true}\n{"a": "y", "b": "x", "same": false}\n', "d.jsonl")
    assert [(d.a, d.same) for d in found.decisions] == [("y", False)]
    assert [d.code for d in found.diagnostics] == ["DD111"]


@pytest.mark.parametrize("text", ["decision = 3", "[decision]\na = 1", "other = 1", "a = ", "a = " + "[" * 5000])
def test_toml_of_another_shape_is_refused(text):
    with pytest.raises(UnreadableInput, match=r"d\.toml"):
        read_decisions(text, "d.toml")


def test_a_decision_holds_only_while_the_records_bear_the_titles_it_was_made_on():
    said = [Decision("a", "b", True, ("Soft power", "Soft Power."))]
    assert obeyed(said, [book("a"), book("b")]) == ({("a", "b"): True}, ())
    held, noticed = obeyed(said, [book("a"), book("b", title="Hard power")])
    assert held == {}
    assert [(d.code, d.record) for d in noticed] == [("DD112", "b")]


def test_a_very_long_title_does_not_make_its_decision_stale():
    from citekit.dedupe.decisions import decision_on

    a, b = book("a", title="слово " * 300), book("b", title="слово " * 300 + "!")
    assert obeyed([decision_on(a, b, same=True, names=("a", "b"))], [a, b])[0] == {("a", "b"): True}


def marked(row):
    return [[p.text for p in cell if p.differs] for cell in row.cells]


def test_differences_are_marked_word_by_word_on_both_sides():
    rows = {r.field: r for r in differences([book("a", title="Soft power in Asia"), book("b", title="Soft power in Africa", page="3")])}
    assert marked(rows["Title"]) == [["Asia"], ["Africa"]]
    assert rows["Title"].verdict == "different"
    assert rows["Year"].verdict == "same"
    assert rows["Pages"].verdict == "missing"


def test_case_dashes_and_quotation_marks_are_no_differences():
    rows = differences([Record(title="«Сила» — Власть", page="3–9"), Record(title='"сила" - власть', page="3-9")])
    assert [(r.field, r.verdict) for r in rows] == [("Title", "same"), ("Pages", "same")]


def test_a_runaway_field_is_cut_and_loses_its_control_characters():
    rows = differences([Record(title="x\x1b[2J " * 100_000), Record(title="y")])
    text = "".join(p.text for p in rows[0].cells[0])
    assert len(text) <= 400
    assert "\x1b" not in text


def test_a_json_report_is_read_back_whole():
    records = [
        book("a", extra={"k": [1, {"x": None}]}, raw="p\udce9re", custom=Custom(imprint=(("М.", "Наука"),), extra={"y": 2.5})),
        book("b", year=2005),
        book("c", publisher="Public"),
    ]
    result = merge(records)
    assert result.groups
    back, unnamed = read_report(json_report(result, unnamed=[2]), "r.json")
    assert unnamed == (2,)
    assert json_report(back) == json_report(result)
    assert undo(back) == tuple(records)


def test_a_page_escapes_everything_and_says_what_it_left_out():
    evil = '"><img src=x onerror=alert(1)>'
    records = [book(f"{evil}{n}", title=f"Soft power {evil}", url=f"javascript:alert({n})") for n in range(20)]
    text = page(merge(records), records, title=evil)
    assert "<img" not in text
    assert 'href="javascript' not in text
    assert "more records of this group" in text


def test_every_level_of_the_evidence_has_its_place_in_the_sql_with_the_same_points():
    from citekit.dedupe.scoring import points_table

    table = points_table()
    found = comparison_levels()
    assert set(found) == set(table)
    for field, levels in found.items():
        assert {name: points for name, points, _ in levels}.items() <= table[field].items()
        assert [bool(sql) for *_, sql in levels] == [True] * (len(levels) - 1) + [False]
    assert not any("list_intersect" in sql for levels in comparison_levels("spark").values() for *_, sql in levels)


def test_undo_survives_the_trip_for_records_without_any_group():
    result = merge([book("a"), book("b", title="Another thing altogether", year=1990)])
    assert undo(read_report(json_report(result), "r")[0]) == undo(result)
    assert msgspec.structs.asdict(result)["groups"] == ()
