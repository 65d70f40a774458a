"""Citations of reference managers, in the codes that those programs leave in DOCX and ODT: each with its records.

The codes are as Zotero 6, Mendeley Desktop 1.19, Mendeley Cite, EndNote 20 and Word 2019 write them.
"""

import base64
import io
import json
import zipfile
from xml.sax.saxutils import escape

import pytest

from citekit.documents import read_document
from citekit.parsers import extract
from citekit.parsers.citations.linking import find_citations

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = 'xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0" ' + " ".join(
    f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for p, n in (("office", "office"), ("text", "text"), ("meta", "meta"), ("style", "style"))
)  # fmt: skip
FIRST = "Рязанцев С. В. Трудовая миграция из Центральной Азии в Россию // Валдайские записки. 2016. № 55. С. 2–23."
SECOND = "Nye, J. S. (2004). Soft power: The means to success in world politics. New York: Public Affairs."
ARTICLE = {
    "id": 1431, "type": "article-journal", "abstract": "Text of the abstract.", "container-title": "Валдайские записки", "issue": "55", "journalAbbreviation": "Вал. зап.",
    "language": "ru", "page": "2-23", "title": "Трудовая миграция из Центральной Азии в Россию", "author": [{"family": "Рязанцев", "given": "Сергей Васильевич"}],
    "issued": {"date-parts": [["2016", 3]]},
}  # fmt: skip
BOOK = {
    "id": 77, "type": "book", "event-place": "New York", "publisher": "Public Affairs", "publisher-place": "New York", "title": "Soft power: the means to success in world politics",
    "author": [{"family": "Nye", "given": "Joseph S."}], "issued": {"date-parts": [["2004"]]},
}  # fmt: skip
SCHEMA = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"


def text(words):
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(*parts):
    return f"<w:p>{''.join(parts)}</w:p>"


def instructions(code, size=200):
    """Word cuts long instructions into runs."""
    return "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(code[at : at + size])}</w:instrText></w:r>' for at in range(0, len(code), size)
    )


def field(code, shown, data=""):
    held = f'<w:fldData xml:space="preserve">{data}</w:fldData>' if data else ""
    nested = ""
    if data:  # EndNote repeats its data in a field of their own
        nested = f'<w:r><w:fldChar w:fldCharType="begin">{held}</w:fldChar></w:r>{instructions(" ADDIN EN.CITE.DATA ")}<w:r></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{held}</w:fldChar></w:r>{instructions(code)}{nested}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:rPr><w:noProof/></w:rPr><w:t>{escape(shown)}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def printed_list(code, *entries):
    """The field that prints the list runs from its first paragraph to its last."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{instructions(code)}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    last = len(entries) - 1
    return "".join(paragraph("" if at else begin, text(entry), end if at == last else "") for at, entry in enumerate(entries))


def docx(tmp_path, body, **parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", part)
    path = tmp_path / "paper.docx"
    path.write_bytes(data.getvalue())
    return read_document(path)


def odt(tmp_path, body, meta=""):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr("meta.xml", f"<office:document-meta {ODF}><office:meta>{meta}</office:meta></office:document-meta>")
    path = tmp_path / "paper.odt"
    path.write_bytes(data.getvalue())
    return read_document(path)


def zotero(*cites):
    items = [
        {"id": item["id"], "uris": [f"http://zotero.org/users/42/items/K{item['id']}"], "itemData": item} | more for item, more in cites
    ]
    return json.dumps(
        {"citationID": "AQwSemPs", "properties": {"formattedCitation": "(…)", "plainCitation": "(…)", "noteIndex": 0}, "citationItems": items, "schema": SCHEMA},
        ensure_ascii=False,
    )  # fmt: skip


def mendeley(*cites):
    items = [
        {"id": f"ITEM-{n}", "itemData": item | {"id": f"ITEM-{n}"}, "uris": [f"http://www.mendeley.com/documents/?uuid={item['id']}"]}
        | more
        for n, (item, more) in enumerate(cites, 1)
    ]
    shown = {"formattedCitation": "(…)", "plainTextFormattedCitation": "(…)", "previouslyFormattedCitation": "(…)"}
    return json.dumps({"citationItems": items, "mendeley": shown, "properties": {"noteIndex": 0}, "schema": SCHEMA}, ensure_ascii=False)


def endnote(style="normal"):
    def set_in(words):
        return f'<style face="{style}" font="default" charset="204" size="100%">{escape(words)}</style>'

    article = (
        f"<Cite><Author>Рязанцев</Author><Year>2016</Year><RecNum>12</RecNum><Pages>5</Pages><DisplayText>(Рязанцев, 2016, с. 5)</DisplayText><record><rec-number>12</rec-number>"
        '<foreign-keys><key app="EN" db-id="p0s5w9">12</key></foreign-keys><ref-type name="Journal Article">17</ref-type>'
        f"<contributors><authors><author>{set_in('Рязанцев, Сергей Васильевич')}</author></authors></contributors>"
        f"<titles><title>{set_in('Трудовая миграция из Центральной Азии в Россию')}</title><secondary-title>{set_in('Валдайские записки')}</secondary-title></titles>"
        f"<periodical><full-title>Валдайские записки</full-title></periodical><pages>2-23</pages><number>55</number><dates><year>{set_in('2016')}</year></dates><urls></urls></record></Cite>"
    )
    book = (
        "<Cite><Author>Nye</Author><Year>2004</Year><RecNum>3</RecNum><Prefix>see </Prefix><record><rec-number>3</rec-number><ref-type name='Book'>6</ref-type>"
        "<contributors><authors><author>Nye, Joseph S.</author></authors></contributors><titles><title>Soft power: the means to success in world politics</title></titles>"
        "<dates><year>2004</year></dates><pub-location>New York</pub-location><publisher>Public Affairs</publisher><urls></urls></record></Cite>"
    )
    return f"<EndNote>{article}{book}</EndNote>"


def both_records(document):
    """The printed list gives both works, each with the record that the citation embeds; returns the citations."""
    references = extract(document, kinds=("bibliography",)).references
    assert [r.raw for r in references] == [FIRST, SECOND]
    article, book = (r.record for r in references)
    assert [r.confidence for r in references] == [1.0, 1.0]
    assert (article.author[0].family, article.author[0].given, article.container_title, article.issue, article.year) == ("Рязанцев", "Сергей Васильевич", "Валдайские записки", "55", 2016)  # fmt: skip
    assert (book.author[0].given, book.publisher, book.publisher_place, book.type) == ("Joseph S.", "Public Affairs", "New York", "book")
    assert article.evidence["title"][0].agent == "tagged"
    found = find_citations(document, references)
    assert {c.ref for citation in found for c in citation.cites} == {r.id for r in references}
    return found


CITES = ((ARTICLE, {"locator": "5", "label": "page"}), (BOOK, {"prefix": "see "}))
SHOWN = "(Рязанцев, 2016, с. 5; see Nye, 2004)"


@pytest.mark.parametrize(
    ("cite", "bibliography"),
    [
        (" ADDIN ZOTERO_ITEM CSL_CITATION " + zotero(*CITES) + " ", ' ADDIN ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY '),
        ("ADDIN CSL_CITATION " + mendeley(*CITES), "ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY "),
        ("ADDIN Mendeley Citation{970e7ce0-8a21-482e-b7d6-e77794a2d37d} CSL_CITATION " + mendeley(*CITES), "ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY"),
        (" ADDIN EN.CITE " + endnote(), " ADDIN EN.REFLIST "),
    ],
    ids=["zotero", "mendeley-desktop", "mendeley-old", "endnote"],
)  # fmt: skip
def test_fields_in_word_give_their_records_places_and_words_before(tmp_path, cite, bibliography):
    body = (
        paragraph(text("As was said "), field(cite, SHOWN), text("."))
        + paragraph(text("References"))
        + printed_list(bibliography, FIRST, SECOND)
    )
    document = docx(tmp_path, body)
    (citation,) = both_records(document)
    assert citation.raw == SHOWN
    assert [c.locator for c in citation.cites] == ["5", None]
    assert [c.prefix for c in document.citations[0].cites] == ["", "see"]
    assert "ADDIN" not in document.text


def test_endnotes_data_packed_beside_the_field_are_read(tmp_path):
    packed = base64.encodebytes(endnote().encode()).decode()  # lines of 76 letters, as in the file
    body = (
        paragraph(text("Said "), field(" ADDIN EN.CITE ", SHOWN, packed))
        + paragraph(text("References"))
        + printed_list(" ADDIN EN.REFLIST ", FIRST, SECOND)
    )
    (citation,) = both_records(docx(tmp_path, body))
    assert citation.raw == SHOWN


def test_content_controls_of_mendeley_cite_are_read_whichever_base64_they_are_in(tmp_path):
    code = base64.b64encode(mendeley(*CITES).encode()).decode()
    for packed in (code, code.replace("+", "-").replace("/", "_").rstrip("=")):
        control = f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{packed}"/><w:id w:val="-1"/></w:sdtPr><w:sdtContent>{text(SHOWN)}</w:sdtContent></w:sdt>'
        entries = paragraph(text(FIRST)) + paragraph(text(SECOND))
        listed = f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_BIBLIOGRAPHY"/></w:sdtPr><w:sdtContent>{entries}</w:sdtContent></w:sdt>'
        (citation,) = both_records(docx(tmp_path, paragraph(text("Said "), control) + paragraph(text("References")) + listed))
        assert citation.raw == SHOWN


def test_zoteros_citations_kept_in_bookmarks_are_read_in_word_and_in_writer(tmp_path):
    code = "ZOTERO_ITEM CSL_CITATION " + zotero(*CITES)
    pieces = [code[at : at + 255] for at in range(0, len(code), 255)]
    properties = "".join(
        f'<property fmtid="x" pid="{n}" name="ZOTERO_BREF_a1B2_{n}"><lpwstr>{escape(p)}</lpwstr></property>'
        for n, p in enumerate(pieces, 1)
    )
    marked = f'<w:bookmarkStart w:id="3" w:name="ZOTERO_BREF_a1B2"/>{text(SHOWN)}<w:bookmarkEnd w:id="3"/>'
    body = paragraph(text("Said "), marked, text(" so.")) + paragraph(text("References")) + paragraph(text(FIRST)) + paragraph(text(SECOND))
    (citation,) = both_records(docx(tmp_path, body, docProps__custom=f"<Properties>{properties}</Properties>"))
    assert citation.raw == SHOWN
    stated = "".join(
        f'<meta:user-defined meta:name="ZOTERO_BREF_a1B2_{n}">{escape(p)}</meta:user-defined>' for n, p in enumerate(pieces, 1)
    )
    body = f'<text:p>Said <text:bookmark-start text:name="ZOTERO_BREF_a1B2"/>{SHOWN}<text:bookmark-end text:name="ZOTERO_BREF_a1B2"/> so.</text:p><text:h>References</text:h><text:p>{FIRST}</text:p><text:p>{SECOND}</text:p>'
    (citation,) = both_records(odt(tmp_path, body, stated))
    assert citation.raw == SHOWN


@pytest.mark.parametrize(
    ("code", "section"),
    [
        ("ZOTERO_ITEM CSL_CITATION " + zotero(*CITES) + " RNDjURflxg9F1", 'ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY RNDfoP1Xk2p1Q'),
        ("ADDIN CSL_CITATION " + mendeley(*CITES), "ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY"),
        ("Mendeley Citation{970e7ce0-8a21-482e-b7d6-e77794a2d37d} CSL_CITATION " + mendeley(*CITES), "Mendeley Bibliography CSL_BIBLIOGRAPHY"),
    ],
    ids=["zotero", "mendeley", "mendeley-old"],
)  # fmt: skip
def test_reference_marks_in_writer_give_their_records(tmp_path, code, section):
    name = escape(code, {'"': "&quot;"})
    titled = escape(section, {'"': "&quot;"})
    body = (
        f'<text:p>As was said <text:reference-mark-start text:name="{name}"/><text:span>{SHOWN}</text:span><text:reference-mark-end text:name="{name}"/>.</text:p>'
        f'<text:h text:outline-level="1">References</text:h><text:section text:name="{titled}"><text:p>{FIRST}</text:p><text:p>{SECOND}</text:p></text:section><text:p>After it.</text:p>'
    )
    document = odt(tmp_path, body)
    (citation,) = both_records(document)
    assert citation.raw == SHOWN
    assert document.text.endswith("After it.")


def test_fields_of_word_that_libreoffice_has_saved_are_read(tmp_path):
    def mark(code, inside):
        param = f'<field:param field:name="vnd.oasis.opendocument.field.code" field:value="{escape(code, {chr(34): "&quot;"})}"/>'
        start = f'<field:fieldmark-start text:name="Bookmark" field:type="vnd.oasis.opendocument.field.UNHANDLED">{param}</field:fieldmark-start>'
        return f"{start}<field:fieldmark-separator/>{inside}<field:fieldmark-end/>"

    cited = mark(" ADDIN ZOTERO_ITEM CSL_CITATION " + zotero(*CITES), SHOWN)
    listed = mark("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", f"{FIRST}</text:p><text:p>{SECOND}")
    (citation,) = both_records(
        odt(tmp_path, f"<text:p>Said {cited}.</text:p><text:h>References</text:h><text:p>{listed}</text:p><text:p>After it.</text:p>")
    )
    assert citation.raw == SHOWN


def test_words_own_sources_are_the_records_of_what_it_cites(tmp_path):
    b = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"

    def person(last, first, middle=""):
        return f"<b:NameList><b:Person><b:Last>{last}</b:Last>{f'<b:Middle>{middle}</b:Middle>' if middle else ''}<b:First>{first}</b:First></b:Person></b:NameList>"

    sources = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="no"?><b:Sources xmlns:b="{b}" xmlns="{b}" SelectedStyle="\\APASixthEditionOfficeOnline.xsl" StyleName="APA" Version="6">'
        f"<b:Source><b:Tag>Ряз16</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Guid>{{0}}</b:Guid><b:LCID>ru-RU</b:LCID><b:Author><b:Author>{person('Рязанцев', 'Сергей', 'Васильевич')}</b:Author></b:Author>"
        "<b:Title>Трудовая миграция из Центральной Азии в Россию</b:Title><b:JournalName>Валдайские записки</b:JournalName><b:Year>2016</b:Year><b:Pages>2-23</b:Pages><b:Issue>55</b:Issue><b:RefOrder>1</b:RefOrder></b:Source>"
        f"<b:Source><b:Tag>Nye04</b:Tag><b:SourceType>Book</b:SourceType><b:Author><b:Author>{person('Nye', 'Joseph S.')}</b:Author></b:Author><b:Title>Soft power: the means to success in world politics</b:Title><b:Year>2004</b:Year><b:City>New York</b:City><b:Publisher>Public Affairs</b:Publisher></b:Source></b:Sources>"
    )
    code = field(' CITATION Ряз16 \\p 5 \\l 1049  \\m Nye04 \\f "see "', SHOWN)
    cited = f'<w:sdt><w:sdtPr><w:id w:val="1"/><w:citation/></w:sdtPr><w:sdtContent>{code}</w:sdtContent></w:sdt>'
    entries = printed_list("BIBLIOGRAPHY", FIRST, SECOND)
    listed = f"<w:sdt><w:sdtPr><w:id w:val='2'/><w:bibliography/></w:sdtPr><w:sdtContent>{entries}</w:sdtContent></w:sdt>"
    document = docx(tmp_path, paragraph(text("Said "), cited) + paragraph(text("Works cited")) + listed, customXml__item1=sources)
    (citation,) = both_records(document)
    assert [c.locator for c in citation.cites] == ["5", None]
    assert [c.prefix for c in document.citations[0].cites] == ["", "see"]


def test_one_work_cited_twice_is_one_reference_where_no_list_is_printed(tmp_path):
    once, again = (
        field(" ADDIN ZOTERO_ITEM CSL_CITATION " + zotero((ARTICLE, more)), "(Рязанцев, 2016)") for more in ({}, {"locator": "9"})
    )
    document = docx(tmp_path, paragraph(text("Said "), once, text(" and said "), again))
    (reference,) = extract(document).references
    assert reference.record.title == ARTICLE["title"]
    assert [c.cites[0].ref for c in find_citations(document, (reference,))] == [reference.id] * 2


def test_the_properties_of_a_document_are_the_papers_own_record_where_they_name_it(tmp_path):
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    core = f"<cp:coreProperties xmlns:cp='x' {dc}><dc:title>Мягкая сила и миграция</dc:title><dc:creator>Иванов Иван Ильич; Smith, John</dc:creator></cp:coreProperties>"
    papers = [
        docx(tmp_path, paragraph(text("Слова.")), docProps__core=core).paper,
        odt(
            tmp_path,
            "<text:p>Слова.</text:p>",
            f"<dc:title {dc}>Мягкая сила и миграция</dc:title><dc:creator {dc}>Иванов Иван Ильич; Smith, John</dc:creator>",
        ).paper,
    ]
    for paper in papers:
        assert paper is not None
        assert (paper.title, [(a.family, a.given) for a in paper.author]) == (
            "Мягкая сила и миграция",
            [("Иванов", "Иван Ильич"), ("Smith", "John")],
        )
    assert docx(tmp_path, paragraph(text("Слова.")), docProps__core=core.replace("Мягкая сила и миграция", "Document1")).paper is None
