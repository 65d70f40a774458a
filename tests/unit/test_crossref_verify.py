"""Is the DOI given this work: what is wrong, what is only said, what stays unchecked."""

import json
import sys
from pathlib import Path

import msgspec
import pytest

from citekit.crossref import signs_of_invention, verify, verify_all
from citekit.model import Date, Name, Record

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from crossref_server import client_of, crossref_on_loopback

YEAR = 2026


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def server():
    with crossref_on_loopback(datacite=["10.5281/zenodo.77"], handles=["10.9998/elsewhere"]) as crossref:
        yield crossref


@pytest.fixture
def client(server):
    server.fail("500", 0)
    with client_of(server) as client:
        yield client


ADAMSON = Record(
    id="adamson2006",
    type="article-journal",
    author=(Name(family="Adamson", given="Fiona B."),),
    title="Crossing Borders: International Migration and National Security",
    container_title="International Security",
    volume="31",
    issue="1",
    page="165--199",
    issued=Date.of(2006),
    doi="10.1162/isec.2006.31.1.165",
)


def kinds(verification):
    return {f.kind for f in verification.findings}


def changed(**fields):
    return msgspec.structs.replace(ADAMSON, **fields)


def test_a_right_reference_is_ok_and_nothing_is_said(client):
    verification = verify(ADAMSON, [client], year=YEAR)
    assert (verification.verdict, verification.findings) == ("ok", ())


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"doi": "10.1162"}, "malformed DOI"),
        ({"doi": "10.1162/isec.2006.31.1.166"}, "unregistered DOI"),
        ({"doi": "10.5555/published.1"}, "another work"),
        ({"title": "Crossing Oceans: International Migration and National Security"}, "another title"),
        ({"author": (Name(family="Smith", given="J."), Name(family="Brown", given="K."))}, "other authors"),
        ({"issued": Date.of(1999)}, "another year"),
        ({"container_title": "Botanical Letters"}, "another container"),
    ],
)
def test_what_a_reference_says_wrongly_is_named(client, fields, kind):
    verification = verify(changed(**fields), [client], year=YEAR)
    assert verification.verdict == "wrong"
    assert kind in kinds(verification)


@pytest.mark.parametrize(
    "fields",
    [
        {"issued": Date.of(2007)},
        {"title": "Crossing borders"},
        {"title": "CROSSING BORDERS — international migration and national security."},
        {"container_title": "Int. Secur."},
        {"page": "166-199"},
        {"author": ()},
        {"doi": "https://doi.org/10.1162/ISEC.2006.31.1.165."},
    ],
)
def test_small_differences_make_nothing_wrong(client, fields):
    assert verify(changed(**fields), [client], year=YEAR).verdict == "ok"


def test_pages_that_differ_are_told_with_both(client):
    finding = next(f for f in verify(changed(page="200-210"), [client], year=YEAR).findings if f.kind == "another page")
    assert (finding.given, finding.found) == ("200", "165")


@pytest.mark.parametrize(
    ("doi", "title", "name", "year", "kind", "verdict"),
    [
        ("10.5555/retracted.1", "A remarkable effect of nothing on everything", "Doubtful", 2018, "retracted", "wrong"),
        ("10.5555/concern.1", "On the uncertain growth of certain plants", "Green", 2019, "expression of concern", "ok"),
        ("10.5555/corrected.1", "Corrected measurements of an incorrect metre", "Metre", 2019, "corrected", "ok"),
        ("10.5555/preprint.1", "Slow servers and the people who wait for them", "Waiter", 2020, "version of record", "ok"),
        ("10.5555/translated.1", "Waves in Layered Media with Slow Boundaries", "Ivanov", 2019, "translation", "ok"),
    ],
)
def test_the_later_fate_of_a_work_is_told(client, doi, title, name, year, kind, verdict):  # noqa: PLR0917
    authors = (
        (Name(family="Ivanov", given="P. S."), Name(family="Shcherbakova", given="A. V."))
        if name == "Ivanov"
        else (Name(family=name, given=""),)
    )
    record = Record(id="k", type="article-journal", doi=doi, title=title, author=authors, issued=Date.of(year))
    verification = verify(record, [client], year=YEAR)
    assert kind in kinds(verification)
    assert verification.verdict == verdict


def test_the_retraction_of_a_work_cited_without_its_doi_is_told(client):
    record = Record(id="k", type="article-journal", title="A remarkable effect of nothing on everything", author=(Name(family="Doubtful", given="D."),), container_title="Journal of Test Records", issued=Date.of(2018))  # fmt: skip
    verification = verify(record, [client], year=YEAR)
    assert verification.verdict == "wrong"
    assert "retracted, by" in next(f.message for f in verification.findings if f.kind == "retracted")


def test_a_doi_of_another_agency_is_not_called_unregistered(client):
    for doi in ("10.5281/zenodo.77", "10.9998/elsewhere"):
        verification = verify(changed(doi=doi), [client], year=YEAR)
        assert verification.verdict == "unchecked"
        assert "unregistered DOI" not in kinds(verification)


@pytest.mark.parametrize("fault", ["429", "500", "503", "cut", "html", "403", "refuse", "wrong-doi", "404-html"])
def test_no_fault_of_the_service_is_a_fault_of_the_reference(server, fault):
    server.fail("500", 0)
    server.fail(fault, 100_000)
    records = [ADAMSON, changed(doi="10.5555/never.made"), changed(doi="")]
    with client_of(server) as client:
        verifications = list(verify_all(records, [client], year=YEAR))
    server.fail("500", 0)
    allowed = {"unchecked", "ok"} if fault == "wrong-doi" else {"unchecked"}
    assert {v.verdict for v in verifications[:1]} <= allowed
    assert all(v.verdict not in {"wrong", "invented"} for v in verifications[:2] if fault != "wrong-doi")


def test_an_outage_of_one_agency_proves_nothing(server):
    server.fail("503", 100_000, "/dois/")
    with client_of(server) as client:
        assert verify(changed(doi="10.5555/never.made"), [client], year=YEAR).verdict == "unchecked"
    server.fail("500", 0)


def test_a_reference_that_should_have_a_doi_is_told_which(client):
    verification = verify(changed(doi=""), [client], year=YEAR)
    assert verification.verdict == "ok"
    assert [f.found for f in verification.findings if f.kind == "missing DOI"] == [ADAMSON.doi]


def test_that_crossref_does_not_know_a_work_proves_nothing(client):
    unknown = Record(
        id="u",
        title="Очерки сравнительной истории малых городов Поволжья",
        author=(Name(family="Сидоров", given="А. А."),),
        issued=Date.of(1987),
        type="book",
    )
    assert verify(unknown, [client], year=YEAR).verdict == "unchecked"


@pytest.mark.parametrize(
    ("fields", "sign"),
    [
        ({"issued": Date.of(2031)}, "2031"),
        ({"author": (Name(family="Doe", given="John"), Name(family="Doe", given="Jane"))}, "placeholder"),
        ({"author": (Name(literal="First Author"),)}, "placeholder"),
        ({"title": "Title of the paper"}, "placeholder"),
        ({"author": (Name(literal="Anonymous Authors"),)}, "placeholder"),
        ({"author": (Name(literal="Anonymous"),), "container_title": "arXiv", "doi": ""}, "anonymous"),
        ({"doi": "10.99999/abc.1"}, "10.99999"),
        ({"doi": "10.1234/abc"}, "10.1234"),
    ],
)
def test_an_invented_reference_gives_itself_away_without_network(fields, sign):
    signs = signs_of_invention(changed(**fields), YEAR)
    assert any(sign in s for s in signs)
    assert verify(changed(**fields), [], year=YEAR).verdict == "invented"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"issued": Date.of(2027)},
        {"author": (Name(family="Smith", given="John"),)},
        {"author": (Name(literal="Anonymous"),)},
        {"doi": "10.71707/x"},
        {"issued": Date()},
    ],
)
def test_nothing_is_said_of_what_may_be(fields):
    assert signs_of_invention(changed(**fields), YEAR) == ()


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"doi": "10.1109/CVPR52729.2023.00373", "container_title": "ICML", "issued": Date.of(2023)}, "another container"),
        ({"doi": "10.1609/aaai.v37i9.26237", "container_title": "NeurIPS", "issued": Date.of(2023)}, "another container"),
        ({"doi": "10.1109/CVPR52729.2023.00373", "container_title": "CVPR", "issued": Date.of(2019)}, "another year"),
        ({"doi": "10.48550/arXiv.2101.00001", "container_title": "", "issued": Date.of(2017)}, "another year"),
        ({"doi": "", "container_title": "arXiv preprint arXiv:1606.06565", "issued": Date.of(2021)}, "another year"),
        ({"doi": "10.48550/arXiv.1811.03604", "container_title": "AISTATS", "issued": Date.of(2023)}, "another year"),
        ({"doi": "10.18653/v1/N19-1423", "container_title": "NAACL", "issued": Date.of(2021)}, "another year"),
        ({"doi": "10.18653/v1/2022.acl-long.379", "container_title": "CVPR", "issued": Date.of(2022)}, "another container"),
        ({"doi": "10.1145/2939672.2939778", "container_title": "KDD", "issued": Date.of(2021)}, "another year"),
        ({"doi": "10.1016/j.neucom.2023.01.012", "issued": Date.of(2019)}, "another year"),
        ({"doi": "10.1038/s41586-021-03819-2", "issued": Date.of(2018)}, "another year"),
        ({"doi": "10.22363/2313-1438-2016-2-123-134", "issued": Date.of(2006)}, "another year"),
        ({"doi": "", "container_title": "ECCV", "issued": Date.of(2021)}, "another year"),
    ],
)
def test_a_doi_that_tells_its_conference_or_year_is_held_against_them_without_network(fields, kind):
    verification = verify(changed(**fields), [], year=YEAR)
    assert verification.verdict == "wrong"
    assert kind in kinds(verification)


@pytest.mark.parametrize(
    "fields",
    [
        {"doi": "10.1109/CVPR52729.2023.00373", "container_title": "CVPR", "issued": Date.of(2023)},
        {
            "doi": "10.1109/CVPR52729.2023.00373",
            "container_title": "Proceedings of the Conference on Computer Vision",
            "issued": Date.of(2022),
        },
        {"doi": "10.48550/arXiv.2101.00001", "container_title": "NeurIPS", "issued": Date.of(2020)},
        {"doi": "10.48550/arXiv.2101.00001", "container_title": "NeurIPS", "issued": Date.of(2024)},
        {"doi": "10.1109/5.771073", "issued": Date.of(1999)},
        {"doi": "10.1109/TPAMI.2019.2929257", "container_title": "IEEE Trans. Pattern Anal. Mach. Intell.", "issued": Date.of(2021)},
        {"doi": "10.48550/arXiv.1705.08741", "container_title": "Journal of Machine Learning Research", "issued": Date.of(2022)},
        {"doi": "10.18653/v1/D19-1002", "container_title": "EMNLP-IJCNLP", "issued": Date.of(2019)},
        {"doi": "10.18653/v1/2021.findings-emnlp.12", "container_title": "EMNLP", "issued": Date.of(2021)},
        {"doi": "10.1145/3292500.3330701", "container_title": "KDD", "issued": Date.of(2019)},
        {"doi": "10.1145/3386252.3386253", "container_title": "Historical Proceedings", "issued": Date.of(1983)},
        {"doi": "10.1016/j.neucom.2020.12.001", "issued": Date.of(2022)},
        {"doi": "10.1007/s11263-020-01316-z", "issued": Date.of(2021)},
        {"doi": "10.18500/1818-9601-2025-25-2-126-133", "issued": Date.of(2025)},
        {"doi": "", "container_title": "ECCV 2022", "issued": Date.of(2022)},
    ],
)
def test_a_doi_that_may_fit_is_left_alone_without_network(fields):
    assert verify(changed(**fields), [], year=YEAR).verdict == "unchecked"


PRIMARY = {
    "DOI": "10.5555/primary.1",
    "type": "journal-article",
    "title": ["A work that was registered twice and cured of it"],
    "author": [{"family": "Twice", "given": "T."}],
    "issued": {"date-parts": [[2015]]},
    "aliases": ["10.5555/alias.1"],
}
TWICE = Record(
    id="t",
    title="A work that was registered twice and cured of it",
    author=(Name(family="Twice", given="T."),),
    issued=Date.of(2015),
    doi="10.5555/alias.1",
)


@pytest.mark.parametrize("is_named", [True, False])
def test_an_alias_leads_to_its_primary_doi_and_is_no_fault(is_named):
    with crossref_on_loopback([PRIMARY]) as server:
        if not is_named:
            server.works["10.5555/primary.1"] = {k: v for k, v in PRIMARY.items() if k != "aliases"}
        with client_of(server) as client:
            verification = verify(TWICE, [client], year=YEAR)
            assert verification.verdict == "ok"
            assert [(f.given, f.found) for f in verification.findings if f.kind == "alias"] == [("10.5555/alias.1", "10.5555/primary.1")]
            assert not isinstance(client.works(["10.5555/alias.1"])["10.5555/alias.1"], Exception)


def test_a_service_that_leads_a_doi_to_another_work_proves_nothing():
    stray = msgspec.structs.replace(
        TWICE, title="Something quite different about the rivers of the north", author=(Name(family="Stray", given="S."),)
    )
    with crossref_on_loopback([PRIMARY]) as server:
        server.works["10.5555/primary.1"] = {k: v for k, v in PRIMARY.items() if k != "aliases"}
        with client_of(server) as client:
            assert verify(stray, [client], year=YEAR).verdict == "unchecked"


def test_an_alias_that_the_record_itself_names_proves_another_work():
    stray = msgspec.structs.replace(
        TWICE, title="Something quite different about the rivers of the north", author=(Name(family="Stray", given="S."),)
    )
    with crossref_on_loopback([PRIMARY]) as server, client_of(server) as client:
        assert verify(stray, [client], year=YEAR).verdict == "wrong"


def test_names_that_commas_part_are_said():
    record = changed(author=(Name(family="Emma Johnson", suffix="Hiroshi Tanaka", given="Maria Gonzalez"),), doi="")
    assert "malformed names" in kinds(verify(record, [], year=YEAR))
    assert verify(changed(author=(Name(family="King", suffix="Jr.", given="Martin Luther"),), doi=""), [], year=YEAR).findings == ()


def work_of(n, **fields):
    words = (
        "Amber",
        "Basalt",
        "Cedar",
        "Delta",
        "Ember",
        "Fjord",
        "Granite",
        "Heather",
        "Island",
        "Jasper",
        "Kelp",
        "Lichen",
        "Marble",
        "Nettle",
        "Osier",
    )
    title = f"{words[n % 15]} and {words[(n * 7 + 3) % 15].lower()} in the valleys of the {words[(n * 4 + 1) % 15].lower()} coast"
    return {
        "DOI": f"10.5555/rivers.{n}",
        "type": "journal-article",
        "title": [title],
        "author": [{"family": f"{words[n % 15]}son", "given": "A."}],
        "container-title": ["Journal of Northern Rivers"],
        "issued": {"date-parts": [[2019]]},
        **fields,
    }


def record_of(n, **fields):
    work = work_of(n)
    record = Record(id=f"r{n}", type="article-journal", title=work["title"][0], author=(Name(family=work["author"][0]["family"], given="A."),), container_title="Journal of Northern Rivers", issued=Date.of(2019))  # fmt: skip
    return msgspec.structs.replace(record, **fields)


ABSENT = {"title": "Entirely unheard of matters and their bearing on quite other things", "author": (Name(family="Nobody", given="N."),)}


@pytest.fixture(scope="module")
def rivers(tmp_path_factory):
    index = pytest.importorskip("citekit.crossref.index")
    pytest.importorskip("tantivy")
    folder = tmp_path_factory.mktemp("rivers")
    (folder / "works.jsonl").write_text("".join(json.dumps(work_of(n)) + "\n" for n in range(15)), "utf-8")
    index.build_index([folder / "works.jsonl"], folder / "index")
    return index.Index(folder / "index")


def test_a_local_index_that_holds_a_journal_s_year_misses_an_invented_work_and_crossref_does_not(rivers):
    assert verify(record_of(1), [rivers], year=YEAR).verdict == "ok"
    assert verify(record_of(1, **ABSENT), [rivers], year=YEAR).verdict == "invented"
    assert verify(record_of(1, **ABSENT, issued=Date.of(2003)), [rivers], year=YEAR).verdict == "unchecked"
    with crossref_on_loopback([work_of(n) for n in range(15)]) as server, client_of(server) as client:
        assert verify(record_of(1, **ABSENT), [client], year=YEAR).verdict == "unchecked"


def test_what_an_index_lacks_is_asked_of_crossref_before_it_is_called_invented(rivers):
    late = work_of(99, title=[ABSENT["title"]], author=[{"family": "Nobody", "given": "N."}])
    with crossref_on_loopback([late]) as server:
        with client_of(server) as client:
            assert verify(record_of(1, **ABSENT), [rivers, client], year=YEAR).verdict == "ok"
        server.fail("503", 100_000)
        with client_of(server) as client:
            assert verify(record_of(1, **ABSENT), [rivers, client], year=YEAR).verdict == "unchecked"


def test_an_index_that_lacks_many_of_a_list_accuses_none(rivers):
    held = [record_of(n) for n in range(12)]
    strangers = [record_of(n, title=f"{ABSENT['title']} {n} of {'abcdefghijkl'[n]}", author=ABSENT["author"]) for n in range(12)]
    verdicts = [v.verdict for v in verify_all([*held, *strangers], [rivers], year=YEAR)]
    assert verdicts == ["ok"] * 12 + ["unchecked"] * 12
    few = [v.verdict for v in verify_all([*held, *strangers[:3]], [rivers], year=YEAR)]
    assert few == ["ok"] * 12 + ["invented"] * 3


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"title": "Crossing border: International migration and national security"}, "wrong"),
        ({"title": "Crossing Borders: International Migration and National Security in Europe", "issued": Date.of(2011), "container_title": "Review of Europe", "volume": "", "issue": "", "page": ""}, "unchecked"),
        ({"author": (Name(family="Other", given="O."),), "issued": Date.of(1990), "container_title": "Another Review", "volume": "", "issue": "", "page": ""}, "unchecked"),
    ],
)  # fmt: skip
def test_a_work_that_only_resembles_a_reference_without_a_doi_is_no_proof_against_it(client, fields, verdict):
    assert verify(changed(**{"doi": "", **fields}), [client], year=YEAR).verdict == verdict
