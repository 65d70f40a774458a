"""Any bytes in any reader give a document or one clear error: never another exception, never text from nowhere."""

import io
import zipfile
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citekit.documents.registry import kind_of, read_as
from citekit.model import CitekitError
from citekit.parsers import extract

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
O = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'  # noqa: E741  # OpenDocument
LIST = "1. Ivanov I. I. A title // Journal. 2019. № 3. С. 5–9.\n2. Petrov P. P. Another. М. : Наука, 2001. 200 с.\n"
SEEDS = {
    "a.html": f"<html><head><meta name='citation_title' content='T'></head><body><h2>References</h2><ol class='references'><li>A<sup>1</sup> <a href='https://doi.org/10.1/x'>b</a></li></ol><table><tr><td>1</td><td>x</td></tr></table><pre>{LIST}</pre></body></html>",
    "a.xml": "<article><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front><body><p>x<xref ref-type='bibr' rid='a'>1</xref></p></body><back><ref-list><ref id='a'><label>1</label><mixed-citation publication-type='journal'><name><surname>S</surname></name><source>J</source><year>2001</year></mixed-citation></ref></ref-list></back></article>",
    "a.tex": "\\documentclass{article}\\begin{document}\\section{A} x \\cite[p. 5]{k}\\footnote{n \\emph{i}} $a$ \\begin{thebibliography}{9}\\bibitem[l]{k} "
    + LIST
    + "\\end{thebibliography}\\end{document}",
    "a.md": "---\ntitle: T\nbibliography: r.bib\n---\n# References\n\nx [@a, p. 5; -@b] `c` [^1]\n\n" + LIST + "\n[^1]: note\n",
    "a.typ": '#set document(title: "T")\n= References\n_x_ @k[p. 5] #cite(<k>) #footnote[n] `c` $m$ "s"\n+ ' + LIST,
    "a.txt": "Title\n\nReferences\n\n" + LIST,
    "a.fodt": f'<?xml version="1.0"?><office:document {O}><office:body><office:text><text:h text:outline-level="1">References</text:h><text:list><text:list-item><text:p>A<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>n</text:p></text:note-body></text:note><text:s text:c="3"/>b</text:p></text:list-item></text:list></office:text></office:body></office:document>',
}
BODY = f'<w:document xmlns:w="{W}"><w:body><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>A</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>CITATION a \\p 5</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>(x)</w:t><w:footnoteReference w:id="1"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>'
NUMBERING = f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n4 0 obj<</Length 60>>stream\nBT /F1 12 Tf 72 720 Td (Hello of the words) Tj 0 -14 Td (2) Tj ET\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Oblique>>endobj\ntrailer<</Size 6/Root 1 0 R>>\n"

BUILT = {name: text.encode() for name, text in SEEDS.items()} | {"a.pdf": PDF}
HURT = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), st.binary(max_size=6)), max_size=12)
RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def hurt(data, wounds):
    """Cut, overwrite, double and insert."""
    for place, size, new in wounds:
        at = int(place * len(data))
        data = data[:at] + new + data[at + size :] if size % 2 else data[:at] + data[at : at + 40 * size] * 2 + data[at:] + new
    return data[:200_000]


def check(data, name):
    try:
        kind, _ = kind_of(data, name)
        document = read_as(kind, data, name)
    except CitekitError:
        return
    size = len(document.text)
    spans = (
        [b.span for b in document.blocks]
        + [*document.italics, *document.bolds]
        + [x.span for x in (*document.links, *document.citations, *document.listed)]
    )
    assert all(0 <= s.start <= s.end <= size for s in spans)
    assert [b.span.start for b in document.blocks] == sorted(b.span.start for b in document.blocks)
    for reference in extract(document).references:
        assert 0 <= reference.span.start <= reference.span.end <= size


@RELAXED
@given(st.sampled_from(sorted(BUILT)), HURT)
def test_hurt_files_are_read_or_refused(name, wounds):
    check(hurt(BUILT[name], wounds), name)


@RELAXED
@given(HURT, HURT, st.booleans())
def test_hurt_word_documents_are_read_or_refused(body, numbering, whole):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", hurt(BODY.encode(), body) if whole else BODY)
        archive.writestr("word/numbering.xml", hurt(NUMBERING.encode(), numbering))
        archive.writestr(
            "word/footnotes.xml",
            f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1"><w:p><w:r><w:t>n</w:t></w:r></w:p></w:footnote></w:footnotes>',
        )
    check(data.getvalue() if whole else hurt(data.getvalue(), body), "a.docx")


@RELAXED
@given(st.sampled_from(sorted(BUILT)), st.text(alphabet="\\{}[]()@#$%^&*_`~<>\"'/=-+.:;,\n ab1А", max_size=400))
def test_any_marks_are_read_or_refused(name, text):
    check(text.encode(), name)


# --- real files ---------------------------------------------------------------------------------------------------

MANUSCRIPT = """---
title: A study of references
author: [Ivan Ivanov]
---

# Text

Said by many.[^1] *And* more words, [a link](https://doi.org/10.1000/182).

| a | b |
|---|---|
| 1 | x |

# References

1. Ivanov I. I. A title // Journal. 2019. № 3. С. 5–9.
2. Petrov P. P. Another. М. : Наука, 2001. 200 с.

[^1]: Ivanov I. I. A title. P. 7.
"""
PACKED = {
    "docx": ("word/document.xml", "word/footnotes.xml", "word/numbering.xml", "word/styles.xml"),
    "odt": ("content.xml", "styles.xml"),
}


@cache
def real(kind):
    """Return the bytes of a file that a real program has made."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"a.{kind}"
        if kind == "pdf":
            compiler = pytest.importorskip("typst")
            source = target.with_suffix(".typ")
            source.write_text(
                "#set page(header: [Head])\n= Text\nSaid.#footnote[A note.]\n= References\n" + LIST.replace("//", "\\/\\/"),
                encoding="utf-8",
            )
            compiler.compile(str(source), output=str(target))
        else:
            pypandoc = pytest.importorskip("pypandoc")
            to = {"xml": "jats", "tex": "latex", "typ": "typst"}.get(kind, kind)
            pypandoc.convert_text(MANUSCRIPT, to, format="markdown", outputfile=str(target), extra_args=["-s"])
        return target.read_bytes()


@pytest.mark.parametrize("kind", ["docx", "odt", "html", "xml", "tex", "typ", "pdf"])
@settings(RELAXED, max_examples=20)
@given(wounds=HURT)
def test_hurt_files_of_real_programs_are_read_or_refused(kind, wounds):
    check(hurt(real(kind), wounds), f"a.{kind}")


@pytest.mark.parametrize(("kind", "part"), [(kind, part) for kind, parts in PACKED.items() for part in parts])
@settings(RELAXED, max_examples=15)
@given(wounds=HURT)
def test_hurt_parts_of_real_archives_are_read_or_refused(kind, part, wounds):
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(real(kind))) as whole, zipfile.ZipFile(data, "w") as archive:
        for name in whole.namelist():
            archive.writestr(name, hurt(whole.read(name), wounds) if name == part else whole.read(name))
    check(data.getvalue(), f"a.{kind}")
