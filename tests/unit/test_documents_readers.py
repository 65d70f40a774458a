"""What each kind of document gives: text in reading order, notes, styles, links, citations by key, the paper's record."""

import io
import json
import zipfile

import pytest

from citekit.documents import read_document
from citekit.parsers import extract, paper_record
from citekit.parsers.citations.linking import find_citations

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FIRST = "Ivanov, I. I. (2019). The first of the works that are cited. Journal of Tests, 3(1), 5–9."
SECOND = "Petrov, P. P. (2018). Another of the works that are cited. Journal of Tests, 2(4), 17–29."
ITEM = {
    "id": 7,
    "type": "article-journal",
    "title": "The first of the works that are cited",
    "author": [{"family": "Ivanov", "given": "Ivan Ivanovich"}],
    "container-title": "Journal of Tests",
    "issued": {"date-parts": [["2019"]]},
    "volume": "3",
    "issue": "1",
    "page": "5-9",
}


def write(tmp_path, name, text):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def docx(tmp_path, body, parts=()):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>')
        for name, text in dict(parts).items():
            archive.writestr(name, text)
    return write(tmp_path, "paper.docx", data.getvalue())


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction, text):
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{text}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def spans(document, name):
    return [span.of(document.text) for span in getattr(document, name)]


# --- DOCX ---------------------------------------------------------------------------------------------------------


def test_tracked_changes_are_read_as_accepted_and_comments_left_out(tmp_path):
    body = f"<w:p>{run('One ')}<w:ins>{run('new ')}</w:ins><w:del><w:r><w:delText>old </w:delText></w:r></w:del><w:commentRangeStart/>{run('word')}<w:r><w:commentReference/></w:r></w:p>"
    assert read_document(docx(tmp_path, body)).text == "One new word"


def test_numbers_of_word_lists_are_computed(tmp_path):
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="[%1]"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )

    def item(text, level):
        return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr></w:pPr>{run(text)}</w:p>'

    body = item("a", 0) + item("b", 0) + item("c", 1) + item("d", 1) + item("e", 0) + item("f", 1)
    document = read_document(docx(tmp_path, body, {"word/numbering.xml": numbering}))
    assert [b.marker for b in document.blocks] == ["[3]", "[4]", "4.i)", "4.ii)", "[5]", "5.i)"]
    assert document.of(document.blocks[2]) == "c"


def test_italics_of_runs_and_of_styles_become_spans(tmp_path):
    styles = f'<w:styles xmlns:w="{W}"><w:style w:styleId="E"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style><w:style w:styleId="D"><w:basedOn w:val="E"/></w:style></w:styles>'
    inherited, upright = run("three", '<w:rStyle w:val="D"/>'), run(" four", '<w:rStyle w:val="D"/><w:i w:val="0"/>')
    body = f"<w:p>{run('one ')}{run('two', '<w:i/>')}{run(' and ')}{inherited}{upright}</w:p>"
    assert spans(read_document(docx(tmp_path, body, {"word/styles.xml": styles})), "italics") == ["two", "three"]


def test_a_doi_behind_a_word_reaches_the_record(tmp_path):
    relations = '<Relationships><Relationship Id="r1" Target="https://doi.org/10.1000/182" TargetMode="External"/></Relationships>'
    entry = f'<w:p>{run("Ivanov, I. I. (2019). The first of the works that are cited. Journal of Tests, 3(1), 5–9. ")}<w:hyperlink r:id="r1">{run("Crossref")}</w:hyperlink></w:p>'
    body = f"<w:p>{run('References')}</w:p>{entry}<w:p>{run(SECOND)}</w:p>"
    document = read_document(docx(tmp_path, body, {"word/_rels/document.xml.rels": relations}))
    assert [link.target for link in document.links] == ["https://doi.org/10.1000/182"]
    assert extract(document).references[0].record.doi == "10.1000/182"


def test_footnotes_stand_after_the_text_with_their_marks_in_it(tmp_path):
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"/><w:footnote w:id="4"><w:p>{run("Said in the ")}{run("note", "<w:i/>")}</w:p></w:footnote></w:footnotes>'
    body = f'<w:p>{run("Text")}<w:r><w:footnoteReference w:id="4"/></w:r>{run(" goes on.")}</w:p><w:p>{run("End.")}</w:p>'
    document = read_document(docx(tmp_path, body, {"word/footnotes.xml": notes}))
    assert document.text == "Text¹ goes on.\n\nEnd.\n\n¹ Said in the note"
    assert [(n.number, n.raw, n.kind) for n in document.listed] == [("1", "Said in the note", "footnote")]
    assert spans(document, "italics") == ["note"]
    assert [r.raw for r in extract(document, kinds=("footnote",)).references] == ["Said in the note"]


def test_a_citation_of_zotero_gives_its_record_to_the_printed_reference(tmp_path):
    code = json.dumps({"citationItems": [{"id": 7, "locator": "8", "itemData": ITEM}]}).replace('"', "&quot;")
    body = f"<w:p>{run('As was said ')}{field('ADDIN ZOTERO_ITEM CSL_CITATION ' + code, '(Ivanov, 2019, p. 8)')}{run('.')}</w:p><w:p>{run('References')}</w:p><w:p>{run(FIRST)}</w:p><w:p>{run(SECOND)}</w:p>"
    document = read_document(docx(tmp_path, body))
    first, second = extract(document).references
    assert (first.raw, first.confidence) == (FIRST, 1.0)
    assert first.record.author[0].given == "Ivan Ivanovich"
    assert first.record.evidence["title"][0].agent == "tagged"
    assert second.record.evidence["title"][0].agent == "parser"
    (citation,) = find_citations(document, (first, second))
    assert (citation.raw, citation.cites[0].ref, citation.cites[0].locator) == ("(Ivanov, 2019, p. 8)", first.id, "8")


def test_a_manuscript_without_a_list_has_the_works_it_cites(tmp_path):
    code = json.dumps({"citationItems": [{"id": 7, "itemData": ITEM}]}).replace('"', "&quot;")
    document = read_document(docx(tmp_path, f"<w:p>{run('Said ')}{field('ADDIN CSL_CITATION ' + code, '[1]')}</w:p>"))
    (reference,) = extract(document).references
    assert reference.record.title == ITEM["title"]
    assert reference.span.of(document.text) == "[1]"


def test_the_bibliography_field_bounds_its_entries(tmp_path):
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    body = f"<w:p>{run('Words.')}</w:p><w:p>{begin}{run('An entry of no usual form')}</w:p><w:p>{run('Another one, as odd')}{end}</w:p><w:p>{run('After it.')}</w:p>"
    references = extract(read_document(docx(tmp_path, body))).references
    assert [r.raw for r in references] == ["An entry of no usual form", "Another one, as odd"]


def test_a_source_of_words_own_list_is_its_record(tmp_path):
    b = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
    sources = f'<b:Sources xmlns:b="{b}"><b:Source><b:Tag>Iva19</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Title>The first of the works that are cited</b:Title><b:Year>2019</b:Year><b:JournalName>Journal of Tests</b:JournalName><b:Author><b:Author><b:NameList><b:Person><b:Last>Ivanov</b:Last><b:First>Ivan</b:First></b:Person></b:NameList></b:Author></b:Author></b:Source></b:Sources>'
    cited = field(" CITATION Iva19 \\p 5 \\l 1049 ", "(Ivanov 2019)")
    document = read_document(docx(tmp_path, f"<w:p>{cited}</w:p>", {"customXml/item1.xml": sources}))
    (reference,) = extract(document).references
    assert (reference.record.type, reference.record.author[0].family, reference.record.year) == ("article-journal", "Ivanov", 2019)
    assert document.citations[0].cites[0].locator == "5"


def test_endnote_xml_in_a_field_is_read(tmp_path):
    xml = "<EndNote><Cite><RecNum>3</RecNum><record><ref-type name='Journal Article'>17</ref-type><contributors><authors><author>Ivanov, I.</author></authors></contributors><titles><title>The first of the works that are cited</title><secondary-title>Journal of Tests</secondary-title></titles><dates><year>2019</year></dates></record></Cite></EndNote>"
    escaped = xml.replace("<", "&lt;")
    (reference,) = extract(read_document(docx(tmp_path, f"<w:p>{field('ADDIN EN.CITE ' + escaped, '[1]')}</w:p>"))).references
    assert (reference.record.container_title, reference.record.year) == ("Journal of Tests", 2019)


# --- JATS ---------------------------------------------------------------------------------------------------------

JATS = """<?xml version="1.0"?><article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="ru"><front><journal-meta><journal-title-group><journal-title>Вестник тестов</journal-title></journal-title-group></journal-meta>
<article-meta><article-id pub-id-type="doi">10.1000/ABC</article-id><title-group><article-title>О ссылках</article-title></title-group><contrib-group><contrib contrib-type="author"><name><surname>Автор</surname><given-names>А. А.</given-names></name></contrib></contrib-group>
<pub-date><year>2024</year></pub-date><volume>5</volume><fpage>1</fpage><lpage>9</lpage></article-meta></front><body><sec><title>Введение</title><p>Так считают многие [<xref ref-type="bibr" rid="B1">1</xref>, с. 5].</p></sec></body>
<back><ref-list><title>Литература</title><ref id="B1"><label>1</label><mixed-citation publication-type="journal" xml:lang="ru"><person-group person-group-type="author"><name><surname>Иванов</surname><given-names>И. И.</given-names></name></person-group> <article-title>Мягкая сила</article-title> // <source>Валдайские записки</source>. <year>2016</year>. № <issue>55</issue>. С. <fpage>2</fpage>–<lpage>23</lpage>.</mixed-citation>
<mixed-citation publication-type="journal" xml:lang="en"><name><surname>Ivanov</surname><given-names>I.I.</given-names></name> <article-title>Soft power</article-title>. <source>Valdai Papers</source>, <year>2016</year></mixed-citation></ref>
<ref id="B2"><element-citation publication-type="book"><name><surname>Smith</surname><given-names>J</given-names></name><source>Methods of tests</source><publisher-name>Wiley</publisher-name><year>2001</year></element-citation></ref>
<ref id="B3"><mixed-citation>Орлова И. Б. Социальные технологии. М. : Юрайт, 2019. 174 с.</mixed-citation></ref></ref-list></back></article>"""


def test_tagged_references_are_records_with_confidence_one(tmp_path):
    document = read_document(write(tmp_path, "a.xml", JATS))
    first, second, third = extract(document).references
    record = first.record
    assert first.raw == "Иванов И. И. Мягкая сила // Валдайские записки. 2016. № 55. С. 2–23."
    assert (record.title, record.container_title, record.issue, record.page, record.year) == (
        "Мягкая сила",
        "Валдайские записки",
        "55",
        "2–23",
        2016,
    )
    assert (first.confidence, record.type, first.number) == (1.0, "article-journal", "1")
    assert [(v.language, v.record.title) for v in record.variants] == [("en", "Soft power")]
    assert (second.record.type, second.record.title, second.record.publisher) == ("book", "Methods of tests", "Wiley")
    assert (third.record.publisher, third.record.evidence["publisher"][0].agent) == ("Юрайт", "parser")


def test_xrefs_are_citations_of_the_references_and_the_front_is_the_papers_record(tmp_path):
    document = read_document(write(tmp_path, "a.xml", JATS))
    references = extract(document).references
    paper = paper_record(document, references)
    assert (paper.title, paper.doi, paper.page, paper.author[0].family) == ("О ссылках", "10.1000/abc", "1–9", "Автор")
    cited = [c.ref for citation in find_citations(document, references) for c in citation.cites]
    assert references[0].id in cited


# --- HTML ---------------------------------------------------------------------------------------------------------


def test_a_journals_page_gives_its_list_its_links_and_its_own_record(tmp_path):
    page = f"""<!DOCTYPE html><html><head><title>Site</title><meta name="citation_title" content="О ссылках"><meta name="citation_author" content="Автор, А. А."><meta name="citation_journal_title" content="Вестник">
    <meta name="citation_doi" content="https://doi.org/10.1000/ABC"><meta name="citation_publication_date" content="2024/05/17"><meta name="citation_firstpage" content="3"></head><body><nav>Menu</nav><script>var x = "Hidden";</script>
    <p>Text<sup>1</sup> here.</p><h2>References</h2><ol class="references"><li>{FIRST} <a href="https://doi.org/10.1000/182">link</a> <a href="#top">Google Scholar</a></li><li>Petrov, P. P. (2018). Another of the works that are cited. <i>Journal of Tests</i>, 2(4), 17–29.</li></ol></body></html>"""
    document = read_document(write(tmp_path, "a.html", page))
    references = extract(document).references
    assert [r.raw for r in references] == [FIRST + " link", SECOND]
    assert references[0].record.doi == "10.1000/182"
    assert "Journal of Tests" in spans(document, "italics")
    assert "Hidden" not in document.text
    assert "Menu" not in document.text
    assert document.paper is not None
    assert (document.paper.doi, document.paper.issued.iso, document.paper.page) == ("10.1000/abc", "2024-05-17", "3")


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-8"])
def test_a_page_is_read_in_the_encoding_that_it_names(tmp_path, encoding):
    page = f"<html><head><meta charset='{encoding}'></head><body><p>Список литературы</p></body></html>"
    assert read_document(write(tmp_path, "a.html", page.encode(encoding))).text == "Список литературы"


# --- LaTeX --------------------------------------------------------------------------------------------------------


def test_latex_gives_citations_with_their_places_and_the_entries_of_thebibliography(tmp_path):
    text = r"""\documentclass{article}\title{On references}\author{A. Author}\begin{document}\maketitle % a remark \cite{none}
Said by \textcite[p.~5]{iva} and others \parencites[see][12--15]{pet}{iva}.\footnote{A \emph{note}.}
\begin{thebibliography}{9}
\bibitem{iva} Ivanov, I.~I. (2019). The first of the works that are cited. \textit{Journal of Tests}, 3(1), 5--9.
\bibitem{pet} Petrov, P.~P. (2018). Another of the works that are cited. Journal of \"Uber-Tests, 2(4), 17--29. \url{https://a.org/b_c}
\end{thebibliography}\end{document}"""
    document = read_document(write(tmp_path, "m.tex", text))
    assert [[(c.key, c.locator) for c in one.cites] for one in document.citations] == [[("iva", "5")], [("pet", "12–15"), ("iva", "")]]
    first, second = extract(document).references[:2]
    assert " ".join(first.raw.split()) == FIRST
    assert second.raw.endswith("Journal of Über-Tests, 2(4), 17–29. https://a.org/b_c")
    assert "Journal of Tests" in spans(document, "italics")
    assert [n.raw for n in document.listed if n.kind == "footnote"] == ["A note."]
    assert "remark" not in document.text
    cited = find_citations(document, (first, second))
    assert [c.ref for citation in cited for c in citation.cites if citation.kind != "footnote"][:3] == [first.id, second.id, first.id]
    source, offset = document.origin_of(document.text.index("Another"))
    assert (source, text[offset : offset + 7]) == ("m.tex", "Another")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.tex", "\\addbibresource{refs.bib}\\begin{document}Said \\autocite[с.~5]{iva}.\\input{part}\\printbibliography\\end{document}"),
        ("m.md", "---\nbibliography: refs.bib\n---\n\nSaid [@iva, с. 5].\n\n```\nnot [@pet]\n```\n"),
        ("m.qmd", "---\nbibliography: [refs.bib]\n---\n\nSaid [см. @iva с. 5] and `[@pet]`.\n"),
        ("m.typ", 'Said @iva[с. 5].\n\n#bibliography("refs.bib")\n'),
        ("n.typ", 'Said #cite(<iva>, supplement: [с. 5]).\n\n#bibliography("refs.bib", title: none)\n'),
    ],
)
def test_the_records_beside_a_manuscript_are_its_references(tmp_path, name, text):
    write(
        tmp_path,
        "refs.bib",
        "@article{iva, author={Иванов, Иван}, title={Мягкая сила}, journal={Вестник}, year=2016}\n@book{pet, title={Other}, year=2001}\n",
    )
    write(tmp_path, "part.tex", "More words.")
    document = read_document(write(tmp_path, name, text))
    references = extract(document).references
    assert [(r.record.citation_key, r.record.title, r.confidence) for r in references] == [("iva", "Мягкая сила", 1.0)]
    (citation,) = find_citations(document, references)
    assert (citation.cites[0].ref, citation.cites[0].locator) == (references[0].id, "5")


# --- Markdown and Typst -------------------------------------------------------------------------------------------


def test_markdown_keeps_its_text_and_tells_citations_from_addresses_and_cross_references(tmp_path):
    text = "---\ntitle: On references\nauthor: [Ivan Ivanov]\ndate: 2024-05-17\n---\n\n@iva [p. 3] writes to a@b.org, see @fig-one; [@{odd:key/1}, pp. 5-7; -@pet].\n"
    document = read_document(write(tmp_path, "m.md", text))
    assert document.text == text
    assert [[(c.key, c.locator) for c in one.cites] for one in document.citations] == [[("iva", "3")], [("odd:key/1", "5–7"), ("pet", "")]]
    assert document.citations[0].narrative
    assert document.paper is not None
    assert (document.paper.title, document.paper.author[0].family) == ("On references", "Ivanov")


def test_typst_leaves_code_and_comments_out(tmp_path):
    text = '#set document(title: "On references", author: "Ivan Ivanov")\n#let x = [hidden]\n= Heading\n\nText _in italics_ // remark\nhttps://a.org/b goes on.#footnote[A note.]\n\n+ one\n+ two\n'
    document = read_document(write(tmp_path, "m.typ", text))
    assert document.text == "Heading\n\nText in italics https://a.org/b goes on.¹\n\n1. one\n\n2. two\n\n¹ A note."
    assert spans(document, "italics") == ["in italics"]
    assert document.paper is not None
    assert document.paper.title == "On references"


# --- PDF ----------------------------------------------------------------------------------------------------------


def glyphs(lines, page=1):
    """Lay out words as a page: (x, y, text, size) a line."""
    from citekit.documents.glyphs import Page, Word

    words = []
    for x, y, text, size in lines:
        at = x
        for number, word in enumerate(text.split()):
            width = 0.5 * size * len(word)
            words.append(Word(word, at, at + width, y, size, False, False, number > 0))
            at += width + 0.25 * size
    return Page(words, 600, 800, 0, 0, 0, False)


def test_two_columns_are_read_one_after_the_other_below_the_title():
    from citekit.documents.columns import sheet_of

    left = [(50, 700 - 12 * i, f"left{i} column and the words of its line", 10) for i in range(15)]
    right = [(320, 695 - 12 * i, f"right{i} column and the words of its line", 10) for i in range(15)]
    rows = [
        (50, 740, "A title that runs across both of the columns of this page and further on still", 14),
        *(r for pair in zip(left, right, strict=True) for r in pair),
    ]
    sheet, gaps = sheet_of(glyphs(rows), 1)
    firsts = [line.text.split()[0] for line in sheet.lines]
    assert len(gaps) == 1
    assert 230 < gaps[0] < 320
    assert firsts == ["A", *(f"left{i}" for i in range(15)), *(f"right{i}" for i in range(15))]


def test_justified_lines_with_wide_gaps_are_one_column():
    from citekit.documents.columns import sheet_of

    rows = []
    for i in range(25):
        rows += [(50, 700 - 12 * i, "words " * (4 + i % 3), 10), (50 + 190 + 17 * (i % 5), 700 - 12 * i, "and the rest of it", 10)]
    sheet, gaps = sheet_of(glyphs(rows), 1)
    assert gaps == ()
    assert len(sheet.lines) == 25


def test_three_columns_are_read_one_after_the_other():
    from citekit.documents.columns import sheet_of

    columns = [[(50 + 180 * c, 700 - 12 * i - c, f"c{c}r{i} of words in a line", 9) for i in range(20)] for c in range(3)]
    sheet, gaps = sheet_of(glyphs([line for row in zip(*columns, strict=True) for line in row]), 1)
    assert len(gaps) == 2
    assert [line.text.split()[0] for line in sheet.lines] == [f"c{c}r{i}" for c in range(3) for i in range(20)]


def test_notes_alike_at_the_same_height_are_no_running_heads():
    from citekit.documents.columns import sheet_of
    from citekit.documents.layout import flow

    sheets = []
    for number in range(1, 5):
        page = glyphs([(50, 700 - 12 * i, "Words of " + "abcdefgh"[number] * (i + 3) + " go on", 10) for i in range(30)])
        note = glyphs([(56, 60, "Ibid., p. 5.", 8)]).words
        mark = note[0]._replace(text=str(number), x0=50, x1=53, y=63, size=5)
        sheets.append(sheet_of(page._replace(words=[*page.words, mark, *note]), number)[0])
    kinds = [line.kind for sheet in flow(sheets).sheets for line in sheet.lines if "Ibid" in line.text]
    assert kinds == ["note"] * 4


def test_running_heads_and_page_numbers_are_told_from_the_text():
    from citekit.documents.columns import sheet_of
    from citekit.documents.layout import flow

    sheets = []
    for number in range(1, 5):
        body = [(50, 700 - 12 * i, "Words of " + "abcdefgh"[number] * (i + 3) + " go on", 10) for i in range(30)]
        rows = [(50, 760, f"Journal of Tests, 2025 {number + 10}", 9), *body, (300, 40, str(number + 10), 9)]
        sheets.append(sheet_of(glyphs(rows), number)[0])
    heads = [line.text for sheet in flow(sheets).sheets for line in sheet.lines if line.kind == "head"]
    assert len(heads) == 8
    assert all(line.kind == "body" for sheet in flow(sheets).sheets for line in sheet.lines if "Words" in line.text)


def test_words_broken_at_line_ends_are_whole_again_and_compounds_keep_their_hyphen():
    from citekit.documents.columns import sheet_of
    from citekit.documents.layout import flow
    from citekit.documents.pdf import _composed

    words = [
        "a neuro-",
        "nal net of the soft-power kind",
        "and the inter-",
        "national life of soft-",
        "power in Saint-",
        "Petersburg, pp. 128-",
        "135 of it",
    ]
    rows = [(50, 700 - 12 * i, text, 10) for i, text in enumerate(words)]
    document = _composed(flow([sheet_of(glyphs(rows), 1)[0]]), "a.pdf", None, ())
    text = " ".join(document.text.split())
    assert text == "a neuronal net of the soft-power kind and the international life of soft-power in Saint-Petersburg, pp. 128-135 of it"
