"""Every output without its marks is the text, whatever the text; and no text becomes a mark."""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from citekit.formatters.render import output_names, render
from citekit.formatters.render.runs import clean, safe_link
from citekit.formatters.richtext import RichText, Run
from citekit.formatters.style import Bibliography, Entry
from citekit.model import Record

sys.path.insert(0, str(Path(__file__).parent.parent))
from outputs import READERS, markdown_tokens, page

HOSTILE = (
    "<script>alert(1)</script>", "\\input{/etc/passwd}", "\\write18{rm}", "{\\object}", "](javascript:alert(1))", "[x](http://evil.example)",
    "*a* _b_ `c` ~~d~~ <b>", "# head", "1. list", "- item", "> quote", "| a | b |", "--- --", "''quoted''", "&lt;&amp;&#60;", "$x^2$", "%comment",
    "@cite", "a\\", "{", "}", "\u202eright", "😀", "Иванов И. И. «Слово»", "שלום", "\u00a0", "  ", "![img](x)", "<http://a.example>", "=HYPERLINK()",
)  # fmt: skip
texts = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(codec="utf-8"), max_size=12))
links = st.sampled_from(
    ["", "", "https://a.example/x_y%20z?q=1#f", "javascript:alert(1)", "https://a.example/{\\x}\"'<>", "doi:10.1000/1", "data:text/html,x"]
)
runs = st.builds(Run, text=texts, field=st.sampled_from(["", "title", "URL"]), italic=st.booleans(), bold=st.booleans(), href=links)
lists = st.lists(st.lists(runs, max_size=6).map(lambda r: RichText(tuple(r))), max_size=4)


def bibliography(items, *, numbered=False, heading=""):
    entries = tuple(Entry(record=Record(id=f"r{n}"), text=text, number=n, language="en") for n, text in enumerate(items, 1))
    return Bibliography(style="apa", entries=entries, numbered=numbered, heading=heading)


def squeezed(text):
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("to", output_names())
@given(items=lists, numbered=st.booleans())
@example(items=[RichText((Run("a*b", italic=True), Run("c")))], numbered=True)
@example(items=[RichText((Run("“x”", italic=True), Run("c")))], numbered=False)
@example(items=[RichText((Run("2019. x"),))], numbered=False)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_output_without_its_marks_is_the_text(to, items, numbered):
    wanted = [squeezed(clean(item.plain())) for item in items]
    seen = [squeezed(item) for item in READERS[to](render(bibliography(items, numbered=numbered), to))]
    if to == "text" and numbered:
        seen = [item.removeprefix(f"{n}.").strip() for n, item in enumerate(seen, 1)]
    if to == "markdown":  # an empty paragraph is none
        wanted, seen = [w for w in wanted if w], [s for s in seen if s]
    assert seen == wanted


@given(items=lists)
@settings(max_examples=60, deadline=None)
def test_html_holds_only_its_own_elements_and_web_links(items):
    parsed = page(render(bibliography(items), "html"))
    assert set(parsed.tags) <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "section",
        "ul",
        "li",
        "a",
        "i",
        "b",
        "span",
        "wbr",
    }
    assert all(re.match(r"https?://", link) for link in parsed.links)


@given(items=lists)
@settings(max_examples=60, deadline=None)
def test_markdown_holds_only_paragraphs_emphasis_and_web_links(items):
    tokens = markdown_tokens(render(bibliography(items), "markdown"))
    assert {t.type for t in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    children = [c for t in tokens for c in t.children or ()]
    assert {c.type for c in children} <= {
        "text", "em_open", "em_close", "strong_open", "strong_close", "link_open", "link_close", "html_inline", "text_special",
    }  # fmt: skip
    assert {c.content for c in children if c.type == "html_inline"} <= {"<em>", "</em>", "<strong>", "</strong>"}
    assert all(re.match(r"https?://", c.attrs["href"]) for c in children if c.type == "link_open")


@given(text=st.text(max_size=60))
def test_a_safe_link_is_an_http_address_or_nothing(text):
    for href in (text, f"https://{text}", f"doi:{text}"):
        made = safe_link(href)
        assert made == "" or re.fullmatch(r"https?://[^\s\"'<>\\{}`|^]+", made)


@given(items=lists, numbered=st.booleans())
@settings(max_examples=10, deadline=None)
def test_the_same_list_gives_the_same_bytes(items, numbered):
    made = bibliography(items, numbered=numbered, heading="Литература")
    assert all(render(made, to) == render(made, to) for to in output_names())
