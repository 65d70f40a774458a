"""What holds of every merge, whatever the records."""

import itertools

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citekit.dedupe import merge, undo
from citekit.dedupe.blocking import candidate_pairs
from citekit.dedupe.scoring import score_pair
from citekit.dedupe.similarity import container_similarity, name_similarity, text_similarity, title_similarity
from citekit.dedupe.traits import traits_of
from citekit.language import transliterate
from citekit.model import WORK_TYPES, Custom, Date, Name, Record

SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TITLES = (
    "Labour migration from the mountains", "Labour migration from the mountains: a survey of households", "Labour migration from the mountains. Part 1",
    "Labour migration from the mountains. Part 2", "Трудовая миграция из горных районов", "Trudovaya migratsiya iz gornykh rayonov", "Editorial",
    "Erratum to: Labour migration from the mountains", "[Labour migration from the mountains]", "",
)  # fmt: skip
NAMES = (
    Name(family="Щукин", given="А. Б."), Name(family="Shchukin", given="A. B."), Name(family="Malik", given="I."), Name(family="Malik", given="Irina"),
    Name(literal="United Nations"), Name(),
)  # fmt: skip
plain_records = st.builds(
    Record,
    type=st.sampled_from(("article-journal", "paper-conference", "book", "webpage", "document")),
    title=st.sampled_from(TITLES),
    author=st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
    container_title=st.sampled_from(("", "Journal of Mountains", "J. Mountains", "Управление", "Management (Russia)")),
    volume=st.sampled_from(("", "1", "2")),
    issue=st.sampled_from(("", "1", "2")),
    page=st.sampled_from(("", "1-18", "1–18", "19-40", "e12")),
    issued=st.sampled_from((Date(), Date.of(2015), Date.of(2016), Date.of(2015, 3))),
    doi=st.sampled_from(("", "", "10.5555/1", "10.5555/2")),
    custom=st.sampled_from((Custom(), Custom(edn="ABCDEF"))),
)
lists = st.lists(plain_records, max_size=9).map(lambda found: [msgspec.structs.replace(r, id=f"r{n}") for n, r in enumerate(found)])
wild_text = st.text(max_size=40)
wild_records = st.builds(
    Record,
    id=st.sampled_from(("", "a", "b")),
    type=st.sampled_from(WORK_TYPES),
    title=wild_text,
    author=st.lists(st.builds(Name, family=wild_text, given=wild_text, literal=wild_text), max_size=2).map(tuple),
    container_title=wild_text,
    volume=wild_text,
    issue=wild_text,
    page=wild_text,
    number_of_pages=wild_text,
    edition=wild_text,
    doi=wild_text,
    isbn=wild_text,
    url=wild_text,
    publisher=wild_text,
    language=st.sampled_from(("", "ru", "en", "x")),
)


def groups(result):
    return {frozenset(g.members) for g in result.groups}


@SETTINGS
@given(st.text(min_size=1, max_size=60))
def test_every_value_is_wholly_like_itself(text):
    assert title_similarity(text, text) == text_similarity(text, text) == container_similarity(text, text) == 1.0
    name = Name(family=text, given=text)
    assert name_similarity(name, name) == 1.0


@SETTINGS
@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_has_no_direction_and_stays_between_0_and_1(a, b):
    for alike in (title_similarity, text_similarity, container_similarity):
        assert 0.0 <= alike(a, b) <= 1.0
        assert alike(a, b) == alike(b, a)


@SETTINGS
@given(plain_records, plain_records)
def test_evidence_has_no_direction(a, b):
    x, y = traits_of(a), traits_of(b)
    assert score_pair(x, y) == score_pair(y, x)


@SETTINGS
@given(lists, st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_change_the_groups(records, rng):
    shuffled = list(records)
    rng.shuffle(shuffled)
    assert groups(merge(records)) == groups(merge(shuffled))


@SETTINGS
@given(lists)
def test_merging_again_changes_nothing(records):
    once = merge(records)
    again = merge(once.records)
    assert again.groups == ()
    assert again.records == once.records


@SETTINGS
@given(lists)
def test_undo_gives_back_the_input(records):
    assert undo(merge(records)) == tuple(records)


@SETTINGS
@given(lists)
def test_no_group_holds_a_pair_that_is_forbidden(records):
    found = {r.id: traits_of(r) for r in records}
    for group in merge(records).groups:
        for a, b in itertools.combinations(group.members, 2):
            assert not score_pair(found[a], found[b]).veto


@SETTINGS
@given(lists)
def test_every_record_stands_in_the_result_once(records):
    result = merge(records)
    gone = {m for g in result.groups for m in g.members if m != g.kept}
    assert sorted(r.id for r in result.records) == sorted({r.id for r in records} - gone)
    assert sum(len(g.members) for g in result.groups) == len({m for g in result.groups for m in g.members})


@SETTINGS
@given(lists)
def test_every_value_of_every_member_is_kept_as_evidence(records):
    result = merge(records)
    by_id = {r.id: r for r in result.records}
    for group in result.groups:
        for original in group.originals:
            said = [e for e in by_id[group.kept].evidence.get("title", ()) if e.source == original.id]
            assert [e.value for e in said] == ([original.title] if original.title else [])


@SETTINGS
@given(lists, st.booleans())
def test_decisions_are_obeyed(records, same):
    if len(records) < 2:
        return
    a, b = records[0].id, records[-1].id
    together = any({a, b} <= g for g in groups(merge(records, decisions={(a, b): same})))
    assert together == same


@SETTINGS
@given(
    st.lists(plain_records, min_size=1, max_size=4),
    st.sampled_from(("bgn", "bsi", "ala-lc", "iso9", "icao", "scientific", "wikipedia", "mvd", "gost-7.79b")),
)
def test_a_record_and_its_romanisation_are_one_work(records, scheme):
    record = msgspec.structs.replace(
        records[0],
        id="ru",
        title="Трудовая миграция из горных районов",
        author=(Name(family="Щукин", given="А. Б."), Name(family="Юдина", given="В.")),
        issued=Date.of(2015),
    )
    romanised = msgspec.structs.replace(
        record,
        id="tr",
        title=transliterate(record.title, scheme),
        author=tuple(Name(family=transliterate(n.family, scheme), given=transliterate(n.given, scheme)) for n in record.author),
        container_title=transliterate(record.container_title, scheme),
    )
    assert groups(merge([record, romanised])) == {frozenset(("ru", "tr"))}


@SETTINGS
@given(st.lists(wild_records, max_size=5))
def test_no_record_breaks_the_merge(records):
    result = merge(records)
    assert undo(result) == tuple(records)
    for x, y in itertools.combinations([traits_of(r) for r in records], 2):
        score_pair(x, y)


@SETTINGS
@given(lists, st.integers(min_value=1, max_value=4))
def test_capped_blocks_give_pairs_of_positions_in_order(records, cap):
    found = [traits_of(r) for r in records]
    pairs = candidate_pairs(found, cap=cap)
    assert pairs == sorted(set(pairs))
    assert all(0 <= i < j < len(found) for i, j in pairs)
