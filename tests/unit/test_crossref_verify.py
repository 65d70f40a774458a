"""Is the DOI given this work: what is wrong, what is only said, what stays unchecked."""

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
    [{}, {"issued": Date.of(2027)}, {"author": (Name(family="Smith", given="John A."),)}, {"doi": "10.71707/x"}, {"issued": Date()}],
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
