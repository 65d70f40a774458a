"""Which work is meant: what is written, what is only suggested, and what an outage does to a verdict."""

import sys
from pathlib import Path

import msgspec
import pytest

from citekit.crossref import resolve, resolve_all, same_work
from citekit.crossref.match import asked_of, candidate_of, judge
from citekit.crossref.report import render_report, row_of
from citekit.crossref.resolving import queries_of, with_doi
from citekit.language import SCHEMES, transliterate
from citekit.model import Date, Name, Record

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from crossref_server import bundled_works, client_of, crossref_on_loopback


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def server():
    with crossref_on_loopback() as crossref:
        yield crossref


@pytest.fixture
def crossref(server):
    server.fail("500", 0)
    server.asked.clear()
    return server


ADAMSON = Record(
    id="adamson",
    type="article-journal",
    author=(Name(family="Adamson", given="F. B."),),
    title="Crossing borders: International migration and national security",
    container_title="International Security",
    volume="31",
    issue="1",
    page="165–199",
    issued=Date.of(2006),
    raw="Adamson, F. B. (2006). Crossing borders: International migration and national security. International Security, 31(1), 165-199.",
)
ADAMSON_DOI = "10.1162/isec.2006.31.1.165"
RUSSIAN = Record(
    id="ru",
    type="article-journal",
    language="ru",
    author=(Name(family="Щербакова", given="А. В."), Name(family="Ёлкин", given="Ю. И.")),
    title="Межкультурная коммуникация в условиях цифровой трансформации общества",
    container_title="Вестник Примерного университета",
    volume="12",
    issue="3",
    page="45–58",
    issued=Date.of(2021),
)


def deposited(record, **changed):
    """A work as a journal might deposit it."""
    work = {
        "DOI": "10.5555/deposited",
        "type": "journal-article",
        "title": [record.title],
        "author": [{"family": n.family, "given": n.given} for n in record.author],
        "container-title": [record.container_title],
        "volume": record.volume,
        "issue": record.issue,
        "page": record.page.replace("–", "-"),
        "issued": {"date-parts": [[record.year]]},
    }
    return {k: v for k, v in (work | changed).items() if v}


def judged(record, work):
    return judge(asked_of(record), candidate_of(work))


def test_a_printed_reference_finds_its_doi_and_the_record_says_where_it_came_from(crossref):
    with client_of(crossref) as client:
        found = resolve(ADAMSON, [client])
    assert (found.verdict, found.doi) == ("matched", ADAMSON_DOI)
    changed = with_doi(ADAMSON, found)
    assert changed.doi == ADAMSON_DOI
    assert changed.evidence["DOI"][0].agent == "crossref"


@pytest.mark.parametrize("scheme", [s for s in SCHEMES if s != "uk-2010"])
def test_a_cyrillic_reference_is_its_record_in_every_romanisation(scheme):
    def latin(text):
        return transliterate(text, scheme)

    work = deposited(
        RUSSIAN,
        title=[latin(RUSSIAN.title)],
        author=[{"family": latin(n.family), "given": latin(n.given)} for n in RUSSIAN.author],
        **{"container-title": [latin(RUSSIAN.container_title)]},
    )
    judgement = judged(RUSSIAN, work)
    assert judgement.accepted, judgement.reasons


def test_a_cyrillic_reference_is_its_record_as_it_stands():
    assert judged(RUSSIAN, deposited(RUSSIAN)).accepted


ENGLISH_FACE = {
    "title": ["Intercultural communication amid the digital transformation of society"],
    "author": [{"family": "Shcherbakova", "given": "A. V."}, {"family": "Elkin", "given": "Yu. I."}],
    "container-title": ["Bulletin of Example University"],
}


def test_a_title_in_another_language_says_nothing_and_the_pages_decide():
    assert judged(RUSSIAN, deposited(RUSSIAN, **ENGLISH_FACE)).accepted


@pytest.mark.parametrize("missing", ["page", "author", "issued"])
def test_no_doi_is_written_from_another_language_without_pages_names_or_year(missing):
    work = deposited(RUSSIAN, **ENGLISH_FACE)
    del work[missing]
    assert not judged(RUSSIAN, work).accepted


def test_a_translated_edition_is_told_and_not_taken():
    original = msgspec.structs.replace(
        RUSSIAN,
        author=(Name(family="Иванов", given="П. С."), Name(family="Щербакова", given="А. В.")),
        issued=Date.of(2019),
        page="12–25",
        volume="12",
    )
    original = msgspec.structs.replace(original, title="Волны в слоистых средах с медленными границами", raw="")
    with crossref_on_loopback() as crossref, client_of(crossref) as client:
        found = resolve(original, [client])
    assert found.verdict != "matched"
    assert not found.doi
    assert [s.doi for s in found.suggestions if s.is_translation] == ["10.5555/translated.1"]
    assert any("translated edition" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    "changed",
    [
        {"title": ["Crossing borders: International migration and regional prosperity"], "volume": "32", "page": "1-20"},
        {"volume": "12", "page": "7-9", "issued": {"date-parts": [[1994]]}},
        {"title": ["Book review: Crossing borders: International migration and national security"], "page": "900-901", "volume": "40"},
        {"title": ["Erratum to: Crossing borders: International migration and national security"]},
        {"type": "component"},
        {"type": "peer-review"},
        {"author": [{"family": "Nobody", "given": "N."}], "page": "1-2", "volume": "3"},
    ],
)
def test_a_record_that_only_looks_like_the_work_is_not_taken(changed):
    assert not judged(ADAMSON, deposited(ADAMSON, **changed)).accepted


def test_two_records_that_fit_equally_are_left_to_a_person():
    twins = [deposited(ADAMSON, DOI="10.5555/twin.a"), deposited(ADAMSON, DOI="10.5555/twin.b")]
    with crossref_on_loopback(twins) as crossref, client_of(crossref) as client:
        found = resolve(ADAMSON, [client])
    assert (found.verdict, found.doi) == ("probable", "")
    assert {s.doi for s in found.suggestions} == {"10.5555/twin.a", "10.5555/twin.b"}


def test_the_doi_printed_in_a_reference_is_proved_before_it_is_believed(crossref):
    wrong = msgspec.structs.replace(ADAMSON, raw=ADAMSON.raw + " https://doi.org/10.5555/published.1")
    with client_of(crossref) as client:
        found = resolve(wrong, [client])
    assert (found.verdict, found.doi) == ("matched", ADAMSON_DOI)
    assert any("10.5555/published.1, is of another work" in reason for reason in found.reasons)


def test_a_doi_that_the_source_does_not_know_is_not_repeated_as_found(crossref):
    alone = Record(id="x", title="A work that nobody deposited", raw="Nobody N. A work that nobody deposited. 1999. doi:10.5555/never.made")
    with client_of(crossref) as client:
        found = resolve(alone, [client])
    assert (found.verdict, found.doi) == ("none", "")
    assert any("10.5555/never.made, is not known" in reason for reason in found.reasons)


@pytest.mark.parametrize("fault", ["429", "500", "503", "cut", "html", "403", "refuse", "empty", "deep"])
def test_under_every_lasting_fault_references_are_unchecked_never_missing(crossref, fault):
    crossref.fail(fault, 100_000)
    unknown = msgspec.structs.replace(ADAMSON, id="u", title="A work that nobody deposited", raw="A work that nobody deposited. 1999.")
    with client_of(crossref) as client:
        verdicts = [r.verdict for r in resolve_all([ADAMSON, unknown], [client])]
    assert verdicts == ["unchecked", "unchecked"]


@pytest.mark.parametrize("fault", ["429-retry-after", "500", "503", "cut", "html", "refuse"])
def test_faults_that_pass_change_no_verdict(crossref, fault):
    crossref.fail(fault, 2)
    with client_of(crossref) as client:
        assert resolve(ADAMSON, [client]).doi == ADAMSON_DOI


def test_a_wrong_doi_in_the_answer_is_no_verdict_on_the_reference(crossref):
    crossref.fail("wrong-doi", 1000)
    given = msgspec.structs.replace(ADAMSON, doi=ADAMSON_DOI, title="", raw="", author=(), container_title="")
    with client_of(crossref) as client:
        assert resolve(given, [client]).verdict == "unchecked"


def test_queries_go_from_the_printed_reference_to_names_and_figures():
    raw = "Щербакова А. В., Ёлкин Ю. И. Межкультурная коммуникация // Вестник. 2021. Т. 12, № 3. С. 45–58. DOI: 10.5555/x. URL: https://a.ru/b (дата обращения: 01.02.2023)."
    queries = list(queries_of(msgspec.structs.replace(RUSSIAN, raw=raw)))
    assert queries[0].startswith("Щербакова")
    assert "10.5555" not in queries[0]
    assert "https" not in queries[0]
    assert "обращения" not in queries[0]
    assert queries[1].isascii() or "Shcherbakova" in queries[1]
    assert "Shcherbakova" in queries[-1]
    assert "45" in queries[-1]


def test_an_unread_blank_line_keeps_its_place(crossref):
    with client_of(crossref) as client:
        rows = [row_of(r) for r in resolve_all([ADAMSON, Record(id="blank"), ADAMSON], [client])]
    assert [r["verdict"] for r in rows] == ["matched", "none", "matched"]
    assert list(rows[1])[:6] == ["id", "raw", "verdict", "DOI", "score", "reasons"]


def test_the_report_as_a_page_holds_no_markup_of_the_references():
    evil = msgspec.structs.replace(ADAMSON, raw="<script>alert(1)</script> & more", id="<b>")
    from citekit.crossref.resolving import unchecked

    page = render_report([unchecked(evil, "<i>why</i>")], "html")
    assert "<script>" not in page
    assert "<b>" not in page
    assert "<i>" not in page
    table = render_report([unchecked(msgspec.structs.replace(evil, raw="=1+1"), "x")], "csv")
    assert "'=1+1" in table


def test_the_works_of_the_five_papers_find_themselves(crossref):
    """Each bundled record, printed as a plain reference, finds its own DOI or is left to a person; never another's."""
    wrong, right, works = (
        [],
        0,
        [w for w in bundled_works() if w["type"] == "journal-article" and w.get("author") and "update-to" not in w][:60],
    )
    with client_of(crossref) as client:
        for work in works:
            names = ", ".join(f"{n.get('family', n.get('name'))} {n.get('given', '')}" for n in work["author"])
            year = work.get("issued", {}).get("date-parts", [[""]])[0][0]
            raw = f"{names} {work['title'][0]} // {(work.get('container-title') or [''])[0]}. {year}. Vol. {work.get('volume', '')}. No. {work.get('issue', '')}. P. {work.get('page', '')}."
            record = Record(
                id="r",
                type="article-journal",
                title=work["title"][0],
                author=tuple(Name(family=n.get("family", ""), given=n.get("given", ""), literal=n.get("name", "")) for n in work["author"]),
                volume=work.get("volume", ""),
                issue=work.get("issue", ""),
                page=work.get("page", ""),
                issued=Date.of(year) if year else Date(),
                raw=raw,
            )
            found = resolve(record, [client])
            right += found.doi == work["DOI"].lower()
            if found.doi and found.doi != work["DOI"].lower():
                wrong.append((work["DOI"], found.doi))
    assert wrong == []
    assert right >= 0.9 * len(works)


def test_versions_and_preprints_are_one_work_and_parts_are_not():
    first = Record(
        title="Constructing optimal witnesses of entanglement",
        author=(Name(family="Roe", given="R."),),
        issued=Date.of(2010),
        doi="10.5555/a/v1",
    )
    second = msgspec.structs.replace(first, doi="10.5555/a/v2", issued=Date.of(2011))
    part = msgspec.structs.replace(first, doi="10.5555/b", title="Constructing optimal witnesses of entanglement. II")
    assert same_work(first, second)[0]
    assert not same_work(first, part)[0]
    assert same_work(RUSSIAN, RUSSIAN)[0]
