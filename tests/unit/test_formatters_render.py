"""What each output is made of, beyond its text: links, languages, numbering, fixed bytes."""

import base64
import hashlib
import io
import re
import zipfile

import docx
import pytest

from citekit.formatters.render import output_names, render
from citekit.formatters.richtext import RichText, Run, rich
from citekit.formatters.style import Bibliography, Entry
from citekit.model import MissingExtra, Record, UnknownName

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = (
    rich("Выготский Л. С. ")
    + rich("Мышление", "title", italic=True)
    + ". "
    + rich("https://example.org/a_b", "URL", href="https://example.org/a_b")
)


def listing(*texts, numbered=True, heading="", language="ru"):
    entries = tuple(
        Entry(record=Record(id=f"k{n}", type="book"), text=text, number=n, language=language) for n, text in enumerate(texts, 1)
    )
    return Bibliography(style="gost-7.0.5", entries=entries, numbered=numbered, heading=heading)


def test_an_unknown_output_is_named_with_the_nearest():
    with pytest.raises(UnknownName, match="did you mean 'markdown'"):
        render(listing(), "markdwn")


@pytest.mark.parametrize("to", output_names())
def test_an_empty_list_is_an_empty_output_and_no_fault(to):
    assert isinstance(render(listing(), to), bytes if to == "docx" else str)


def test_text_is_numbered_where_the_list_is():
    assert render(listing(rich("A."), rich("B."), heading="Список"), "text") == "Список\n\n1. A.\n2. B.\n"
    assert render(listing(rich("A."), numbered=False), "text") == "A.\n"


def test_json_is_an_array_of_strings_and_of_several_lists_an_array_of_arrays():
    assert render(listing(rich("А.")), "json") == '[\n  "А."\n]\n'
    assert render([listing(rich("А.")), listing()], "json").replace("\n", "").replace(" ", "") == '[["А."],[]]'


def test_markdown_shows_links_and_italics():
    assert render(listing(TEXT), "markdown") == "1. Выготский Л. С. *Мышление*. <https://example.org/a_b>\n"
    linked = rich("10.1/x_y", "DOI", href="https://doi.org/10.1/x_y")
    assert render(listing(linked, numbered=False), "markdown") == "[10.1/x\\_y](<https://doi.org/10.1/x_y>)\n"


def test_html_says_the_language_of_each_item_and_of_the_page():
    page = render(
        [
            listing(TEXT),
            listing(rich("Shchukin"), language="ru"),
            listing(rich("Able"), language="en"),
            listing(rich("x"), language='"><x'),
        ],
        "html",
    )
    assert re.findall(r"<li [^>]*?(?: lang=\"([^\"]*)\")?>", page) == ["ru", "ru-Latn", "en", ""]
    assert '<html lang="ru">' in page
    assert '<i class="title">Мышление</i>' in page
    assert '<a class="url" href="https://example.org/a_b" rel="noopener noreferrer">https://example.org/a_b</a>' in page.replace(
        "/<wbr>", "/"
    )
    assert len(set(re.findall(r'id="([^"]*)"', page))) == 4


def test_the_pages_security_policy_allows_its_own_style_and_nothing_else():
    page = render(listing(TEXT), "html")
    css = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert "<script" not in page
    assert "url(" not in css
    assert "@import" not in css


def test_latex_keys_are_ascii_and_no_two_alike():
    records = [Record(id="Иванов"), Record(id="a b"), Record(id="ab"), Record(citation_key="ivanov2019", id="z")]
    entries = tuple(Entry(record=r, text=rich("T"), number=n, language="ru") for n, r in enumerate(records, 1))
    both = [Bibliography(style="apa", entries=entries), Bibliography(style="apa", entries=entries)]
    keys = re.findall(r"\\bibitem\{(.*?)\}", render(both, "latex"))
    assert keys[:4] == ["ref-1", "ab", "ab-2", "ivanov2019"]
    assert len(set(keys)) == 8


def test_latex_escapes_what_tex_reads_and_urls_stay_whole():
    made = render(
        listing(RichText((Run("50 % & {x} _ # $ ~ ^ \\ -- ''"), Run(" "), Run("https://e.org/a_b%20c#d", href="https://e.org/a_b%20c#d")))),
        "latex",
    )
    assert r"50 \% \& \{x\} \_ \# \$ \textasciitilde{} \textasciicircum{} \textbackslash{} -{}- '{}' \url{https://e.org/a_b%20c#d}" in made


def test_rtf_is_ascii_with_the_language_of_each_item():
    made = render(listing(TEXT, rich("😀 {x}")), "rtf")
    assert made.isascii()
    assert "\\lang1049" in made
    assert 'HYPERLINK "https://example.org/a_b"' in made
    assert "{\\i \\u1052?" in made
    assert "\\u-10179?\\u-8704? \\{x\\}" in made


def opened(*lists):
    data = render(lists, "docx")
    return data, docx.Document(io.BytesIO(data))


def test_docx_has_the_style_the_hanging_indent_and_the_italics():
    _, document = opened(listing(TEXT, heading="Литература"))
    heading, entry = document.paragraphs
    assert (heading.style.name, entry.style.name) == ("Heading 1", "Bibliography")
    assert entry.style.paragraph_format.first_line_indent < 0 < entry.style.paragraph_format.left_indent
    assert [run.text for run in entry.runs if run.italic] == ["Мышление"]
    assert {e.get(f"{W}val") for e in entry._p.iter(f"{W}lang")} == {"ru-RU"}


def test_docx_hyperlinks_are_real_and_shared():
    _, document = opened(listing(TEXT, TEXT))
    relations = [r.target_ref for r in document.part.rels.values() if r.is_external]
    assert relations == ["https://example.org/a_b"]
    assert [h.address for p in document.paragraphs for h in p.hyperlinks] == relations * 2


def test_docx_numbers_its_lists_itself_and_each_from_one():
    _, document = opened(listing(rich("A"), rich("B")), listing(rich("C")), listing(rich("D"), numbered=False))
    numbers = [p._p.pPr.numPr.numId.val if p._p.pPr.numPr is not None else None for p in document.paragraphs]
    assert numbers[0] == numbers[1] != numbers[2]
    assert numbers[3] is None
    used = {n.numId: n.abstractNumId.val for n in document.part.numbering_part.element.num_lst}
    assert used[numbers[0]] != used[numbers[2]]


def test_docx_holds_no_clock_and_no_user():
    data, document = opened(listing(TEXT))
    assert data == render(listing(TEXT), "docx")
    assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by, properties.created.year) == ("", "", 1980)


def test_docx_without_python_docx_names_the_extra(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(MissingExtra, match=r"DOCX output needs an extra: pip install 'citekit\[docx\]'"):
        render(listing(TEXT), "docx")
