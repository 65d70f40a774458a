"""The page of findings in headless Chromium: offline, by keyboard, filtered, with hostile text, and accessible."""

import sys
from pathlib import Path

import material
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from webdriver import Browser, missing

from citekit.checks import check, open_project
from citekit.checks.reports import report
from citekit.checks.settings import Settings

HOSTILE = '</script><img src=x onerror="document.title=1">'
BIB = f"""@article{{nye2004,
  author = {{Nye, Joseph S.}},
  title = {{Soft power}},
  journal = {{Foreign Affairs}},
  year = {{2004}},
  doi = {{https://doi.org/10.2307/20033985}},
  issn = {{1234-5678}},
}}
@book{{orlova2019, author = {{Орлова, И. Б.}}, title = {{Cоциальные {HOSTILE} ещё}}, publisher = {{Юрайт}}, year = {{2019}}, langid = {{russian}}}}
@misc{{evil, title = {{x}}, doi = {{{HOSTILE}}}}}
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    if absent := missing():
        pytest.skip(f"{absent} is not installed: the page is not tested in a browser")
    browser = Browser(tmp_path_factory.mktemp("browser"))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("findings")
    (folder / "refs.bib").write_text(BIB, encoding="utf-8")
    (folder / "paper.md").write_text("Как показал Най [@nye2004; @nobody].\n", encoding="utf-8")
    outcome = check(open_project([str(folder / "paper.md"), str(folder / "refs.bib")]), Settings(severity={"CK502": "info"}))
    (folder / "findings.html").write_text(report(outcome, "html"), encoding="utf-8")
    return (folder / "findings.html").as_uri()


@pytest.fixture
def shown(browser, page):
    browser.log("browser")
    browser.requests()
    browser.open(page)
    browser.settled()
    return browser


def codes(browser):
    return browser.js("return [...document.querySelectorAll('tbody tr:not([hidden]) .code')].map(c => c.innerText)")


def test_the_page_asks_nothing_of_any_network_and_complains_of_nothing(shown, page):
    shown.press("/")
    shown.press(*"nye")
    asked = {url.split("#")[0] for url in shown.requests() if not url.startswith(("chrome:", "chrome-", "about:", "data:"))}
    assert asked == {page}
    assert [entry["message"] for entry in shown.log("browser") if entry["level"] in ("SEVERE", "WARNING")] == []


def test_the_policy_forbids_what_the_page_does_not_do_itself(shown):
    policy = shown.js("return document.querySelector('meta[http-equiv=Content-Security-Policy]').content")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    shown.js("const s = document.createElement('script'); s.textContent = 'window.broken = 1'; document.head.append(s)")
    assert shown.js("return window.broken === undefined")


def test_hostile_text_is_shown_as_text(shown):
    assert HOSTILE in shown.js("return document.querySelector('table').innerText")
    assert shown.js("return document.images.length + document.querySelectorAll('main script').length") == 0
    assert shown.js("return document.title").startswith("Check of")


def test_each_finding_stands_beside_its_reference_with_a_link_to_its_doi(shown):
    rows = shown.js("return [...document.querySelectorAll('tbody tr')].map(r => [r.dataset.code, r.querySelector('.reference').innerText])")
    (misplaced,) = (reference for code, reference in rows if code == "CK202")
    assert misplaced.replace("\xa0", " ").startswith("nye2004 Nye J. S. Soft power")
    link = "return document.querySelector('[data-code=CK202] .reference a').href"
    assert shown.js(link) == "https://doi.org/10.2307/20033985"
    assert shown.js("return document.querySelector('[data-code=CK202] mark').innerText") == "https://doi.org/10.2307/20033985"


def test_search_and_filters_narrow_the_table_and_say_how_far(shown):
    everything = codes(shown)
    shown.press("/")
    shown.press(*"ЕЩЕ орлова")
    assert "CK101" in codes(shown)
    assert 0 < len(codes(shown)) < len(everything)
    assert shown.js("return document.getElementById('said').innerText") == f"{len(codes(shown))} of {len(everything)} findings are shown."
    shown.press("Escape")
    assert codes(shown) == everything
    shown.js("document.querySelector('[name=severity][value=info]').click()")
    assert "CK502" not in codes(shown)
    shown.js("const r = document.getElementById('rule'); r.value = 'CK501'; r.dispatchEvent(new Event('input', {bubbles: true}))")
    assert codes(shown) == ["CK501"]
    shown.js("const f = document.getElementById('file'); f.selectedIndex = 2; f.dispatchEvent(new Event('input', {bubbles: true}))")
    assert shown.js("return !document.getElementById('nothing').hidden") == (codes(shown) == [])
    shown.js("document.querySelector('[type=reset]').click()")
    shown.settled()
    assert codes(shown) == everything
    shown.js("document.getElementById('mendable').click()")
    assert set(codes(shown)) == {"CK101", "CK202"}


def test_by_keyboard_alone_from_the_search_through_the_findings_and_back(shown):
    shown.press("Tab")
    assert shown.js("return document.activeElement.className") == "skip"
    shown.press("/")
    assert shown.js("return document.activeElement.id") == "search"
    shown.press("Down", "Down")
    assert shown.js("return document.activeElement.dataset.n") == "1"
    shown.press("Tab")
    assert shown.js("return document.activeElement.closest('tr').dataset.n + document.activeElement.tagName") == "1A"
    shown.press("Up", "Up")
    assert shown.js("return document.activeElement.id") == "search"


def test_the_heads_sort_and_say_so(shown):
    shown.js("document.querySelector('[data-by=severity] button').click()")
    order = shown.js("return [...document.querySelectorAll('tbody tr')].map(r => r.dataset.severity)")
    assert order == sorted(order, key=["error", "warning", "info"].index)
    assert shown.js("return document.querySelector('[data-by=severity]').getAttribute('aria-sort')") == "ascending"
    shown.js("document.querySelector('[data-by=severity] button').click()")
    order = shown.js("return [...document.querySelectorAll('tbody tr')].map(r => r.dataset.severity)")
    assert order == sorted(order, key=["info", "warning", "error"].index)


@pytest.mark.parametrize("width", [1400, 400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_against_the_page(shown, page, scheme, width):
    axe = material.wanted("axe.min.js")
    shown.media(scheme, width)
    try:
        shown.open(page)
        shown.js(axe.read_text("utf-8"))
        found = shown.later(
            "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(r => done(r.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + n.failureSummary)])))"
        )
        assert found == []
        assert shown.js("return document.documentElement.scrollWidth <= innerWidth")
    finally:
        shown.media()
