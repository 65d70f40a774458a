"""Files that are broken, mislabelled, locked or meant to do harm: one clear word, bounded work, nothing outside read."""

import base64
import io
import json
import os
import zipfile
import zlib

import pytest

from citekit.documents import read_document
from citekit.model import UnreadableInput
from citekit.parsers import extract

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body, **parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return data.getvalue()


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(text="Hello", *, contents=b"", font=b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", more=()):
    """A PDF of one page, written by hand; its cross-reference table is right."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        contents or b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        font,
        *more,
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    return data + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def write(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def codes(document):
    return {d.code for d in document.diagnostics}


# --- names and bytes that disagree --------------------------------------------------------------------------------


def test_a_pdf_named_docx_is_read_as_a_pdf_and_said(tmp_path):
    pytest.importorskip("pypdfium2")
    document = read_document(write(tmp_path, "paper.docx", pdf("Hello there")))
    assert "Hello there" in document.text
    assert [d.code for d in document.diagnostics] == ["CK910"]
    assert ".pdf" in document.diagnostics[0].message


def test_a_docx_named_pdf_is_read_as_a_docx_and_said(tmp_path):
    document = read_document(write(tmp_path, "paper.pdf", docx(paragraph("Words"))))
    assert document.text == "Words"
    assert "CK910" in codes(document)


def test_a_page_of_html_named_txt_is_read_as_html(tmp_path):
    document = read_document(write(tmp_path, "page.txt", "<!DOCTYPE html><html><body><p>One<p>Two</body></html>"))
    assert document.text == "One\n\nTwo"


@pytest.mark.parametrize(
    ("name", "data", "remedy"),
    [
        ("paper.pdf", b"plain words", "true ending"),
        ("paper.docx", b"plain words", "true ending"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".docx"),
        ("paper.rtf", b"{\\rtf1 words}", ".docx"),
        ("locked.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "without"),
    ],
)
def test_what_cannot_be_read_names_a_remedy(tmp_path, name, data, remedy):
    with pytest.raises(UnreadableInput, match=remedy) as caught:
        read_document(write(tmp_path, name, data))
    assert caught.value.code.startswith("CK91")


def test_a_table_is_no_paper(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(UnreadableInput, match="table"):
        read_document(write(tmp_path, "sheet.docx", data.getvalue()))


# --- cut short ----------------------------------------------------------------------------------------------------


def test_a_truncated_pdf_is_said_to_be_damaged(tmp_path):
    pytest.importorskip("pypdfium2")
    with pytest.raises(UnreadableInput, match="damaged") as caught:
        read_document(write(tmp_path, "cut.pdf", pdf()[:60]))
    assert caught.value.code == "CK911"


def test_a_truncated_archive_is_said_to_be_damaged(tmp_path):
    data = docx(paragraph("Words " * 400))
    with pytest.raises(UnreadableInput, match="cut short"):
        read_document(write(tmp_path, "cut.docx", data[: len(data) // 2]))


def test_broken_xml_is_read_as_far_as_it_goes(tmp_path):
    text = "<?xml version='1.0'?><article><body><p>First words.</p><p>Second wo"
    document = read_document(write(tmp_path, "cut.xml", text))
    assert "First words." in document.text
    assert [d.code for d in document.diagnostics] == ["CK912"]
    assert document.diagnostics[0].line == 1


def test_pictures_without_text_are_called_a_scan_and_ocr_is_named(tmp_path):
    pdfium = pytest.importorskip("pypdfium2")
    file = pdfium.PdfDocument.new()
    page = file.new_page(200, 200)
    picture = pdfium.PdfImage.new(file)
    bitmap = pdfium.PdfBitmap.new_native(8, 8, pdfium.raw.FPDFBitmap_BGR)
    bitmap.fill_rect((200, 10, 10, 255), 0, 0, 8, 8)
    picture.set_bitmap(bitmap)
    picture.set_matrix(pdfium.PdfMatrix().scale(200, 200))
    page.insert_obj(picture)
    page.gen_content()
    file.save(str(tmp_path / "scan.pdf"))
    file.close()
    document = read_document(tmp_path / "scan.pdf")
    said = [d for d in document.diagnostics if d.code == "CK916"]
    assert said
    assert said[0].severity == "error"
    assert "OCR" in said[0].message


# --- meant to do harm ---------------------------------------------------------------------------------------------


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(60):
                part.write(b" " * 1_000_000)
    assert len(bomb.getvalue()) < 200_000
    with pytest.raises(UnreadableInput, match="bomb") as caught:
        read_document(write(tmp_path, "bomb.docx", bomb.getvalue()))
    assert caught.value.code == "CK915"


@pytest.mark.parametrize("name", ["article.xml", "page.html"])
def test_entities_are_not_expanded_and_no_file_is_read_through_them(tmp_path, name):
    secret = write(tmp_path, "secret.txt", "the secret words")
    laughs = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    text = f'<?xml version="1.0"?><!DOCTYPE article [<!ENTITY a0 "ha">{laughs}<!ENTITY x SYSTEM "{secret.as_uri()}">]><article><body><p>before &x; &a11; after</p></body></article>'
    document = read_document(write(tmp_path, name, text))
    assert "secret" not in document.text
    assert len(document.text) < 2000


def test_entities_in_a_docx_are_not_expanded(tmp_path):
    data = io.BytesIO()
    secret = write(tmp_path, "secret.txt", "the secret words")
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document xmlns:w="{W}"><w:body>{paragraph("seen &x;")}</w:body></w:document>',
        )
    document = read_document(write(tmp_path, "paper.docx", data.getvalue()))
    assert "secret" not in document.text
    assert "seen" in document.text


def test_names_of_parts_lead_nowhere(tmp_path):
    outside = write(tmp_path, "document.xml", "outside")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("../document.xml", "x")
        archive.writestr("word/../../document.xml", "x")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{paragraph("inside")}</w:body></w:document>')
    (tmp_path / "sub").mkdir()
    assert read_document(write(tmp_path / "sub", "paper.docx", data.getvalue())).text == "inside"
    assert outside.read_text() == "outside"


@pytest.mark.parametrize("name", ["../secret", "../secret.tex", "/etc/passwd", "sub/../../secret", "~/secret", "link"])
def test_input_reads_nothing_outside_the_folder(tmp_path, name):
    write(tmp_path, "secret.tex", "the secret words")
    folder = tmp_path / "paper"
    folder.mkdir()
    (folder / "link.tex").symlink_to(tmp_path / "secret.tex")
    for suffix, text in (
        (".tex", f"\\begin{{document}}Before \\input{{{name}}} after\\end{{document}}"),
        (".typ", f'Before #include "{name}" after'),
    ):
        document = read_document(write(folder, "main" + suffix, text))
        assert "secret words" not in document.text
        assert "root:" not in document.text
        assert "after" in document.text
        assert "CK921" in codes(document)


def test_bibliographies_outside_the_folder_are_not_read(tmp_path):
    write(tmp_path, "refs.bib", "@book{a, title={The secret title of a book}, year=2001}")
    folder = tmp_path / "paper"
    folder.mkdir()
    for name, text in (
        ("m.tex", "\\addbibresource{../refs.bib}\\begin{document}\\cite{a}\\end{document}"),
        ("m.md", "---\nbibliography: ../refs.bib\n---\nText [@a]."),
        ("m.typ", '#bibliography("../refs.bib")\n@a'),
    ):
        document = read_document(write(folder, name, text))
        assert document.bibliographies == ()
        assert "CK921" in codes(document)


def test_files_that_take_each_other_in_end(tmp_path):
    write(tmp_path, "a.tex", "A \\input{b} ")
    write(tmp_path, "b.tex", "B \\include{a} \\input{main} ")
    document = read_document(write(tmp_path, "main.tex", "\\begin{document}\\input{a} end\\end{document}"))
    assert document.text.split() == ["A", "B", "end"]
    assert sum(d.code == "CK921" for d in document.diagnostics) == 2


def test_files_that_multiply_are_bounded(tmp_path):
    for level in range(20):
        write(tmp_path, f"f{level}.tex", f"x \\input{{f{level + 1}}} \\input{{f{level + 1}}}\n")
    document = read_document(write(tmp_path, "main.tex", "\\begin{document}\\input{f0}\\end{document}"))
    assert document.text.count("x") <= 501
    assert "CK921" in codes(document)


def test_macros_without_end_are_not_expanded(tmp_path):
    text = "\\def\\a{\\a\\a}\\newcommand{\\b}[1]{\\b{#1}\\b{#1}}\\begin{document}One \\a \\b{two} three\\end{document}"
    assert read_document(write(tmp_path, "main.tex", text)).text.split() == ["One", "two", "three"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.tex", "\\begin{document}" + "{" * 30_000 + "core" + "}" * 30_000 + "\\end{document}"),
        ("deep2.tex", "\\begin{document}" + "\\footnote{" * 3_000 + "core" + "}" * 3_000 + "\\end{document}"),
        ("deep.html", "<html><body>" + "<div>" * 5_000 + "core" + "</div>" * 5_000),
        ("deep.xml", "<article><body>" + "<sec>" * 5_000 + "<p>core</p>" + "</sec>" * 5_000 + "</body></article>"),
        ("deep.md", "[" * 20_000 + "@a" + "]" * 20_000),
        ("deep.typ", "#emph[" * 3_000 + "core" + "]" * 3_000),
        ("deep2.typ", "[" * 30_000 + "@a[" * 10_000),
        ("deep.txt", ">" * 50_000 + " core"),
        ("quotes.typ", "'\"" * 40_000),
        ("ticks.md", "`" * 30_001 + "a``b`c" * 5_000),
        ("open.tex", "\\begin{document}" + "$" * 20_001 + "\\cite[" * 5_000),
        ("brackets.md", "[@" * 20_000),
    ],
)
def test_nesting_without_end_is_read_in_bounded_depth(tmp_path, name, data):
    document = read_document(write(tmp_path, name, data))
    assert isinstance(document.text, str)
    extract(document)


def test_tables_nested_deep_in_a_docx_are_cut_and_said(tmp_path):
    body = paragraph("before") + "<w:sdt><w:sdtContent>" * 240 + paragraph("core") + "</w:sdtContent></w:sdt>" * 240 + paragraph("after")
    try:
        document = read_document(write(tmp_path, "deep.docx", docx(body)))
    except UnreadableInput:
        return  # libxml2 itself stops at 256 levels
    assert document.text.startswith("before")
    assert codes(document) & {"CK912", "CK917"}


def test_a_hundred_thousand_footnotes_are_read(tmp_path):
    count = 100_000
    notes = "".join(f'<w:footnote w:id="{i}"><w:p><w:r><w:t>Note {i}.</w:t></w:r></w:p></w:footnote>' for i in range(1, count + 1))
    marks = "".join(f'<w:r><w:footnoteReference w:id="{i}"/></w:r>' for i in range(1, count + 1))
    data = docx(f"<w:p>{marks}</w:p>", **{"word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>'})
    document = read_document(write(tmp_path, "notes.docx", data))
    assert len(document.listed) == count
    assert document.listed[-1].raw == f"Note {count}."


NOTES = 10_000
ODF = "urn:oasis:names:tc:opendocument:xmlns"


@pytest.mark.parametrize(
    ("name", "one", "whole"),
    [
        ("many.tex", "w\\footnote{{Note {i} of it.}} ", "\\begin{{document}}{notes}\\end{{document}}"),
        ("many.md", "\n[^{i}]: Note {i} of it.\n", "Words.\n{notes}"),
        ("many.typ", "w#footnote[Note {i} of it.] ", "{notes}"),
        ("many.html", "<li>Note {i} of it.</li>", "<html><body><p>w</p><section class='footnotes'><ol>{notes}</ol></section></body></html>"),
        ("many.xml", "<fn id='f{i}'><label>{i}</label><p>Note {i} of it.</p></fn>", "<article><body><p>w</p></body><back><fn-group>{notes}</fn-group></back></article>"),
        (
            "many.fodt",
            "<text:note><text:note-citation>{i}</text:note-citation><text:note-body><text:p>Note {i} of it.</text:p></text:note-body></text:note> ",
            f"<?xml version='1.0'?><office:document xmlns:office='{ODF}:office:1.0' xmlns:text='{ODF}:text:1.0'><office:body><office:text><text:p>{{notes}}</text:p></office:text></office:body></office:document>",
        ),
    ],
)  # fmt: skip
def test_ten_thousand_notes_of_each_format_are_told_apart(tmp_path, name, one, whole):
    text = whole.format(notes="".join(one.format(i=i) for i in range(1, NOTES + 1)))
    document = read_document(write(tmp_path, name, text))
    notes = [n for n in document.listed if n.kind == "footnote"]
    assert len(notes) == NOTES
    assert (notes[-1].raw, notes[-1].number) == (f"Note {NOTES} of it.", str(NOTES))


@pytest.mark.parametrize("layers", [1, 2])
def test_a_pdf_whose_page_unpacks_to_a_thousand_times_its_size_is_refused(tmp_path, layers):
    pytest.importorskip("pypdfium2")
    stream = b"BT /F1 12 Tf 72 720 Td " + b"(Hello words) Tj " * 400_000 + b"ET"
    for _ in range(layers):
        stream = zlib.compress(stream, 9)
    packed = b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(stream), b"/FlateDecode " * layers, stream)
    with pytest.raises(UnreadableInput, match="bomb") as caught:
        read_document(write(tmp_path, "bomb.pdf", pdf(contents=packed)))
    assert caught.value.code == "CK915"


def test_fonts_without_a_map_to_letters_are_said_and_ocr_is_named(tmp_path):
    pytest.importorskip("pypdfium2")
    cmap = b"/CIDInit/ProcSet findresource begin begincmap/CMapType 2 def 1 begincodespacerange<00><FF>endcodespacerange 1 beginbfrange<21><7E><E021>endbfrange endcmap"
    private = b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap)
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    document = read_document(write(tmp_path, "unmapped.pdf", pdf("Hello there and more of it", font=font, more=[private])))
    (said,) = [d for d in document.diagnostics if d.code == "CK918"]
    assert "OCR" in said.message
    assert "pages 1" in said.message


def test_yaml_that_multiplies_itself_is_not_read(tmp_path):
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x]", *(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12))]
    document = read_document(write(tmp_path, "bomb.md", "---\n" + "\n".join(lines) + "\n---\nText.\n"))
    assert "CK912" in codes(document)


@pytest.mark.parametrize(
    "items",
    [
        "{",
        "[]",
        '{"citationItems": 5}',
        '{"citationItems": [7, {"itemData": "x"}, {"id": {}, "itemData": {"author": 3, "issued": []}}]}',
        "[" * 3000,
    ],
)
def test_broken_data_in_a_citation_field_loses_nothing_else(tmp_path, items):
    escaped = items.replace("&", "&amp;").replace("<", "&lt;")
    field = (
        '<w:p><w:r><w:t xml:space="preserve">Text </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText>ADDIN ZOTERO_ITEM CSL_CITATION {escaped}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>[1]</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> goes on</w:t></w:r></w:p>'
    )
    document = read_document(write(tmp_path, "field.docx", docx(field)))
    assert document.text == "Text [1] goes on"
    extract(document)


def test_fields_that_are_never_closed_do_not_hide_the_rest(tmp_path):
    body = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p>' * 300 + paragraph(
        "the rest"
    )
    assert "the rest" in read_document(write(tmp_path, "open.docx", docx(body))).text


def test_a_locked_pdf_asks_for_the_password_and_takes_it(tmp_path):
    pytest.importorskip("pypdfium2")
    locked = base64.b64decode(LOCKED)
    path = write(tmp_path, "locked.pdf", locked)
    with pytest.raises(UnreadableInput, match="--password") as caught:
        read_document(path)
    assert caught.value.code == "CK914"
    with pytest.raises(UnreadableInput, match="does not open"):
        read_document(path, password="wrong")
    assert "Hello" in read_document(path, password="secret").text


def _locked():
    """Lock the little PDF with the standard security handler, revision 2 (RC4, 40 bit)."""
    import hashlib

    padding = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")

    def rc4(key, data):
        box, j, out = list(range(256)), 0, bytearray()
        for i in range(256):
            j = (j + box[i] + key[i % len(key)]) % 256
            box[i], box[j] = box[j], box[i]
        i = j = 0
        for byte in data:
            i = (i + 1) % 256
            j = (j + box[i]) % 256
            box[i], box[j] = box[j], box[i]
            out.append(byte ^ box[(box[i] + box[j]) % 256])
        return bytes(out)

    word = (b"secret" + padding)[:32]
    owner = rc4(hashlib.md5(word).digest()[:5], word)
    name = b"0123456789abcdef"
    key = hashlib.md5(word + owner + (0xFFFFFFFC).to_bytes(4, "little") + name).digest()[:5]
    user = rc4(key, padding)
    stream = rc4(hashlib.md5(key + b"\x04\0\0\0\0").digest()[:10], b"BT /F1 12 Tf 72 720 Td (Hello) Tj ET")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (owner.hex().encode(), user.hex().encode()),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    table = b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    ids = name.hex().encode()
    return data + table + b"trailer<</Size 7/Root 1 0 R/Encrypt 6 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF" % (ids, ids, start)


LOCKED = base64.b64encode(_locked())


def test_a_folder_is_walked_and_a_file_that_fails_is_one_line(citekit, tmp_path):
    papers = tmp_path / "papers" / "sub"
    papers.mkdir(parents=True)
    (tmp_path / "papers" / ".hidden.txt").write_text("x")
    text = "Title of a paper\n\nReferences\n\n1. Ivanov, I. I. (2019). A title of an article. Journal of Tests, 3(1), 5–9.\n2. Petrov, P. P. (2018). Another title. Journal of Tests, 2(1), 7–9.\n"
    for name in ("a.txt", "b.txt", "sub/a.txt", "sub/c.md"):
        (tmp_path / "papers" / name).write_text(text)
    (papers / "bad.docx").write_bytes(b"PK\x03\x04 no archive")
    os.symlink(tmp_path, papers / "loop")
    run = citekit("extract", "papers", "-j", "2")
    assert run.returncode == 2
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(rows) == 8
    assert len({row["id"] for row in rows}) == 8
    assert {row["source"] for row in rows} == {"a.txt", "b.txt", "sub/a.txt", "sub/c.md"}
    said = run.stderr.decode()
    assert [line for line in said.splitlines() if line.startswith("error")] == [
        "error: CK911 sub/bad.docx: the ZIP archive is damaged or cut short; get the whole file, or open it in an office program and save it anew"
    ]
    assert "Traceback" not in said
