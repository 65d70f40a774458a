"""The map's page in headless Chromium: offline, by mouse and by keyboard, in both languages, with hostile text."""

import sys
from pathlib import Path

import material
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from webdriver import Browser, missing

from citekit.cocitation import Mention, Settings, co_citation_map, map_of_table, table_of_links, write_exports
from citekit.model import Date, Library, Name, Occurrence, Record

HOSTILE = '</script><img src=x onerror="document.title=1">'
SENTENCE = "Оба автора (Иванов, 2019; Smith et al., 2020) <b>согласны</b>."


def work(number, *papers, family="", year=2000, title="", language="ru", more=()):
    return Record(
        id=f"w{number}",
        title=title or f"Работа номер {number}",
        author=(Name(family=family or f"Автор{number}", given="А. Б."), *(Name(family=f) for f in more)),
        issued=Date.of(year),
        language=language,
        doi=f"10.1234/w{number}",
        url=f"https://example.org/{number}",
        occurrences=tuple(Occurrence(source=p, id=f"{p}-{number}", raw=f"raw {number} in {p}") for p in papers),
    )


def library():
    records = [
        work(1, "p", "q", family="Иванов", year=2019, title="Мягкая сила и ещё раз о ней"),
        work(2, "p", family="Smith", year=2020, title=HOSTILE, language="en", more=("Jones", "Brown")),
        *(work(n, "p", year=1990 + n) for n in range(3, 12)),
        *(work(n, "q", year=2000 + n) for n in range(12, 20)),
        work(20, "q", "r", family="Petrov", language="en"),
        *(work(n, "r", year=1980 + n) for n in range(21, 28)),
    ]
    papers = {
        name: Record(title=f"Paper {name}", author=(Name(family=f"Reader{name}"),), issued=Date.of(2024), language="en") for name in "pqr"
    }
    return Library(records=tuple(records), papers=papers)


MENTIONS = [
    Mention(paper="p", record="w1", sentence=1, paragraph=1, text=SENTENCE, section_title="Введение", locator="17"),
    Mention(paper="p", record="w2", sentence=1, paragraph=1, text=SENTENCE, section_title="Введение"),
    Mention(paper="p", record="w3", sentence=2, paragraph=1, text="А дальше [3].", footnote="7"),
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    if absent := missing():
        pytest.skip(f"{absent} is not installed: the page is not tested in a browser")
    browser = Browser(tmp_path_factory.mktemp("browser"))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    texts = {r.id: {"gost": f"ГОСТ: {r.title}", "apa": f"APA: {r.title}"} for r in library()}
    drawing = co_citation_map(library(), mentions=MENTIONS, texts=texts)
    (path,) = write_exports(drawing, tmp_path_factory.mktemp("map"), only=["html"])
    return path.as_uri()


@pytest.fixture
def shown(browser, page):
    browser.log("browser")
    browser.requests()
    browser.open(page + "#lang=en")
    assert browser.js("return document.documentElement.dataset.ready") == "1"
    return browser


def text_of(browser, selector):
    return browser.js("return document.querySelector(arguments[0])?.innerText || ''", selector)


def place_of(browser, label):
    """Return the middle of a node on the screen."""
    return browser.js(
        "const g = [...document.querySelectorAll('.node')].find(g => g.getAttribute('aria-label').startsWith(arguments[0]));"
        "const b = g.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]",
        label,
    )


def label_boxes(browser):
    return browser.js(
        "return [...document.querySelectorAll('#labels text')].map(t => { const b = t.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom, t.textContent] })"
    )


def overlapping(boxes):
    """Pairs of labels whose letters meet; a line box is taller than its letters by a fifth above and below."""
    slim = [(left, top + 0.2 * (bottom - top), right, bottom - 0.2 * (bottom - top), text) for left, top, right, bottom, text in boxes]
    return [
        (a[4], b[4])
        for i, a in enumerate(slim)
        for b in slim[i + 1 :]
        if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] and b[1] < a[3]
    ]


def test_the_page_asks_nothing_of_any_network_and_complains_of_nothing(shown, page):
    for view in ("timeline", "table", "map"):
        shown.open(f"{page}#view={view}")
        shown.settled()
    asked = {url.split("#")[0] for url in shown.requests() if not url.startswith(("chrome:", "chrome-", "about:", "data:"))}
    assert asked == {page}
    assert [entry["message"] for entry in shown.log("browser") if entry["level"] in ("SEVERE", "WARNING")] == []


def test_the_policy_forbids_what_the_page_does_not_do_itself(shown):
    policy = shown.js("return document.querySelector('meta[http-equiv=Content-Security-Policy]').content")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    shown.js("const s = document.createElement('script'); s.textContent = 'window.broken = 1'; document.head.append(s)")
    assert shown.js("return window.broken === undefined")
    assert (
        shown.later("const done = arguments[0]; fetch('https://example.org/').then(() => done('reached'), () => done('refused'))")
        == "refused"
    )


def test_hostile_text_is_shown_as_text(shown):
    shown.press("/")
    shown.press(*"smith")
    shown.press("Enter")
    assert HOSTILE in text_of(shown, "#details")
    assert shown.js("return document.images.length") == 0


def test_search_finds_without_accents_and_with_e_for_yo(shown):
    shown.press("/")
    shown.press(*"еще раз")
    assert "Иванов, 2019" in text_of(shown, "#found")
    assert shown.js("return document.getElementById('search').getAttribute('aria-expanded')") == "true"


def test_by_keyboard_from_search_to_node_to_edge_to_the_sentence(shown):
    shown.press("/")
    shown.press(*"Иванов")
    shown.press("Enter")
    assert shown.js("return document.activeElement.getAttribute('aria-label')").startswith("Иванов, 2019")
    shown.press("Enter")
    assert shown.js("return document.activeElement.textContent") == "Иванов, 2019"
    for _ in range(30):
        shown.press("Tab")
        if shown.js("return document.activeElement.textContent").startswith("·Smith") or "Smith et al., 2020" in shown.js(
            "return document.activeElement.textContent"
        ):
            break
    shown.press("Enter")
    card = text_of(shown, "#details")
    assert "Иванов, 2019 — Smith et al., 2020" in card
    assert SENTENCE in card
    assert "in one sentence" in card
    assert "Введение" in card
    shown.press("Escape")
    assert text_of(shown, "#details") == ""
    assert shown.js("return document.activeElement.classList.contains('node')")


def test_arrows_go_to_another_node_in_that_direction(shown):
    shown.js("document.querySelector('.node[tabindex=\"0\"]').focus()")
    seen = [shown.js("return document.activeElement.dataset.i")]
    for key in ("Left", "Down", "Right", "Up"):
        before = shown.js("const b = document.activeElement.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]")
        shown.press(key)
        after = shown.js("const b = document.activeElement.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]")
        now = shown.js("return document.activeElement.dataset.i")
        if now != seen[-1]:
            axis, sign = {"Left": (0, -1), "Right": (0, 1), "Up": (1, -1), "Down": (1, 1)}[key]
            assert (after[axis] - before[axis]) * sign > 0
        seen.append(now)
    assert len(set(seen)) > 2
    assert shown.js("return document.querySelectorAll('.node[tabindex=\"0\"]').length") == 1


def test_a_click_on_a_node_tells_who_cites_it_and_where(shown):
    shown.point(*place_of(shown, "Иванов, 2019"), click=True)
    card = text_of(shown, "#details")
    for part in (
        "Readerp, 2024",
        "Readerq, 2024",
        SENTENCE,
        "p. 17",
        "ГОСТ: Мягкая сила",
        "doi.org/10.1234/w1",
        "In the reference list only",
    ):
        assert part in card or part == "In the reference list only", part
    assert shown.js("return document.querySelector('#details a').href") == "https://doi.org/10.1234/w1"
    shown.js("[...document.querySelectorAll('#details button')].find(b => b.textContent === 'APA').click()")
    assert "APA: Мягкая сила" in text_of(shown, "#details")


def test_a_click_on_an_edge_shows_the_sentence_in_which_both_stand(shown):
    a, b = place_of(shown, "Иванов, 2019"), place_of(shown, "Smith et al., 2020")
    shown.js("document.getElementById('tip').hidden = true")
    for share in (0.5, 0.4, 0.6, 0.3, 0.7):
        shown.point(a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), click=True)
        if "Иванов, 2019 — Smith et al., 2020" in text_of(shown, "#details"):
            break
    card = text_of(shown, "#details")
    assert SENTENCE in card
    assert "association strength" in card
    assert "cosine" in card


def test_hovering_a_node_lights_its_neighbours_alone(shown):
    shown.point(*place_of(shown, "Иванов, 2019"))
    near = shown.js("return [...document.querySelectorAll('.node.near')].map(g => g.getAttribute('aria-label').split('.')[0])")
    assert {"Иванов, 2019", "Smith et al, 2020", "Readerp, 2024", "Readerq, 2024"} - {"Smith et al, 2020"} <= set(near)
    assert not any("Petrov" in label for label in near)
    assert shown.js("return document.getElementById('stage').classList.contains('focus')")


@pytest.mark.parametrize("view", ["map", "timeline"])
def test_labels_never_cover_each_other_at_any_zoom(shown, page, view):
    shown.open(f"{page}#view={view}")
    for key in ("0", "+", "+", "+", "-", "-", "-", "-", "-", "0"):
        shown.press(key)
        boxes = label_boxes(shown)
        assert len(boxes) > 3
        assert overlapping(boxes) == []


def test_labels_read_as_a_scholar_writes_them(shown):
    labels = [box[4] for box in label_boxes(shown)]
    assert "Иванов, 2019" in labels
    assert "Smith et al., 2020" in labels


def test_the_whole_page_speaks_russian_when_asked(shown):
    shown.js("document.getElementById('language').click()")
    shown.settled()
    assert shown.js("return document.documentElement.lang") == "ru"
    words = text_of(shown, "body")
    for word in ("Карта мостов", "Как читать карту", "3 источника", "Фильтры", "Плотность"):
        assert word in words or word == "Плотность"
    assert "How to read" not in words


def test_sliders_hide_what_is_below_them(shown):
    def visible():
        return shown.js("return [...document.querySelectorAll('.node')].filter(g => g.style.display !== 'none').length")

    everything = visible()
    shown.js("const i = document.getElementById('f-cited'); i.value = 2; i.dispatchEvent(new Event('input', {bubbles: true}))")
    shown.settled()
    shown.settled()
    assert everything == 30
    assert visible() == 5


def test_works_of_one_paper_fold_into_a_count_and_unfold_by_a_click(shown):
    shown.js("document.getElementById('f-fold').click()")
    shown.settled()
    labels = [box[4] for box in label_boxes(shown)]
    assert "Readerr, 2024 · only here: 7" in labels
    shown.point(*place_of(shown, "Readerr"), click=True)
    assert shown.js("return [...document.querySelectorAll('.node')].filter(g => g.style.display !== 'none').length") == 5 + 7


def test_the_address_keeps_the_view_and_the_chosen_node(shown, page):
    shown.point(*place_of(shown, "Иванов, 2019"), click=True)
    shown.js("[...document.querySelectorAll('#views button')].find(b => b.textContent === 'Timeline').click()")
    address = shown.js("return location.hash")
    assert "node=w1" in address
    shown.open(page + address)
    assert "Иванов, 2019" in text_of(shown, "#details h3")
    assert shown.js("return document.querySelector('#views [aria-pressed=true]').textContent") == "Timeline"


def test_a_renamed_cluster_lives_in_the_address(shown, page):
    shown.js("document.querySelector('.pen').click()")
    shown.js(
        "const i = document.querySelector('.cluster input'); i.value = 'Моё имя'; i.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}))"
    )
    shown.open(page + shown.js("return location.hash"))
    assert "Моё имя" in text_of(shown, "#clusters")


def test_the_tables_hold_every_node_and_edge_and_sort(shown):
    shown.js("[...document.querySelectorAll('#views button')].find(b => b.textContent === 'Table').click()")
    captions = shown.js("return [...document.querySelectorAll('caption')].map(c => c.textContent)")
    assert captions == ["Nodes (30)", "Edges (3)", "Works that two papers share (2)"]
    shown.js("document.querySelectorAll('th button')[2].click()")
    years = shown.js("return [...document.querySelector('tbody').rows].map(r => +r.cells[2].textContent)")
    assert years == sorted(years, reverse=True)


def test_the_picture_that_the_page_gives_is_whole_and_alone(shown, tmp_path):
    svg = shown.later(
        "const done = arguments[0]; const make = URL.createObjectURL; URL.createObjectURL = b => { b.text().then(done); URL.createObjectURL = make; return make.call(URL, b); };"
        "[...document.querySelectorAll('#take button')].find(b => b.textContent.includes('SVG')).click();"
    )
    from lxml import etree

    root = etree.fromstring(svg.encode())
    drawn = "".join(root.itertext())
    assert "Иванов, 2019" in drawn
    assert "var(" not in svg
    assert len(root.findall(".//{*}circle")) > 20


def test_dark_and_printed_and_without_motion_it_stays_readable(shown):
    shown.js("document.getElementById('theme').click()")
    shown.settled()
    paper, ink = shown.js(
        "const s = getComputedStyle(document.body); return [s.backgroundColor, s.color].map(c => c.match(/\\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b))"
    )
    assert abs(paper - ink) > 400
    shown.js("dispatchEvent(new Event('beforeprint'))")
    assert shown.js("return document.querySelectorAll('#tables table').length") == 3
    shown.js("dispatchEvent(new Event('afterprint'))")
    assert shown.js("return document.getElementById('tables').hidden")


@pytest.mark.parametrize("state", ["lang=en", "lang=ru&node=w1", "lang=en&view=table", "lang=en&theme=dark&from=w1&to=w2"])
def test_axe_finds_nothing_against_the_page(shown, page, state):
    axe = material.wanted("axe.min.js")
    shown.open(f"{page}#{state}")
    shown.js(axe.read_text("utf-8"))
    found = shown.later(
        "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(r => done(r.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + n.failureSummary)])))"
    )
    assert found == []


def test_a_large_classic_map_stays_small_and_loads_without_complaint(browser, tmp_path):
    records = tuple(
        work(
            n, *(f"s{p}" for p in range(60) if (p * 7 + n * 3) % (5 + n % 11) == 0 or p // 6 == n // 30), year=1980 + n % 40, language="en"
        )
        for n in range(300)
    )
    drawing = co_citation_map(Library(records=records), settings=Settings(title="Sixty papers"))
    assert drawing.choice.form == "classic"
    (path,) = write_exports(drawing, tmp_path, only=["html"])
    assert path.stat().st_size < 500_000
    browser.log("browser")
    browser.open(path.as_uri())
    assert browser.js("return document.getElementById('title').textContent") == "Sixty papers"
    assert browser.js("return document.querySelectorAll('.node').length") == len(drawing.nodes)
    assert overlapping(label_boxes(browser)) == []
    assert browser.log("browser") == []


def test_three_thousand_nodes_are_drawn_and_each_can_be_found_and_chosen(browser, tmp_path):
    links = [(f"p{p}", f"w{(p * 13 + k * k * 7) % 3000}") for p in range(1500) for k in range(14)]
    drawing = map_of_table(table_of_links(links)[0], settings=Settings(max_nodes=4000, min_citations=1, min_count=1, starts=1))
    assert len(drawing.nodes) > 2500
    (path,) = write_exports(drawing, tmp_path, only=["html"])
    browser.log("browser")
    browser.open(path.as_uri())
    assert browser.js("return document.querySelectorAll('.node').length") < 400
    last = drawing.nodes[-1].label
    browser.press("/")
    browser.press(*last)
    browser.press("Enter")
    assert text_of(browser, "#details h3") == last
    assert browser.js("return document.activeElement.getAttribute('aria-label')").startswith(last)
    browser.press("Left")
    assert browser.js("return document.activeElement.classList.contains('node')")
    assert overlapping(label_boxes(browser)) == []
    assert browser.log("browser") == []
