"""DOCX through python-docx: style «Bibliography», hanging indents, real numbering and hyperlinks, the same bytes each time."""

from __future__ import annotations

import datetime
import io
import zipfile
from html import escape
from typing import TYPE_CHECKING, Any

from citekit.formatters.render.runs import clean, plain_runs, printed_language
from citekit.model import MissingExtra

if TYPE_CHECKING:
    from citekit.formatters.richtext import RichText, Run
    from citekit.formatters.style import Bibliography

__all__ = ["document", "fixed_zip", "write"]

_EPOCH = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)  # the earliest that a ZIP can hold
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_FONT = "Times New Roman"
_LOCALES = {
    "ru": "ru-RU",
    "en": "en-US",
    "uk": "uk-UA",
    "be": "be-BY",
    "kk": "kk-KZ",
    "de": "de-DE",
    "fr": "fr-FR",
    "es": "es-ES",
    "it": "it-IT",
}


def fixed_zip(data: bytes) -> bytes:
    """Return a ZIP with the dates of its members fixed, so that the same contents are the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, date_time=_EPOCH.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            target.writestr(member, source.read(name))
    return out.getvalue()


class _Writer:
    """One document being made: python-docx's objects and the numbering's number."""

    def __init__(self) -> None:
        try:
            import docx
        except ImportError as error:
            raise MissingExtra("DOCX output", "docx") from error
        from docx.enum.style import WD_STYLE_TYPE
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls, qn
        from docx.shared import Mm, Pt, RGBColor

        self.qn, self.parse_xml, self.nsdecls, self.namespaces = qn, parse_xml, nsdecls, nsdecls("w", "r")
        self.relations: dict[str, str] = {}
        self.body: list[Any] = []
        self.file = docx.Document()
        section = self.file.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
        styles = self.file.styles
        for name, size in (("Normal", 12), ("Heading 1", 14)):
            style = styles[name]
            style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), RGBColor(0, 0, 0)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            for script in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{script}"), _FONT)
        styles["Heading 1"].paragraph_format.space_before = Pt(18)
        styles["Heading 1"].paragraph_format.space_after = Pt(12)
        entry = styles.add_style("Bibliography", WD_STYLE_TYPE.PARAGRAPH)
        entry.base_style, entry.quick_style = styles["Normal"], True
        entry.paragraph_format.left_indent, entry.paragraph_format.first_line_indent = Mm(10), Mm(-10)
        entry.paragraph_format.space_after, entry.paragraph_format.line_spacing = Pt(6), 1.15
        entry.paragraph_format.widow_control = True
        link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.color.rgb, link.font.underline = RGBColor(0x05, 0x63, 0xC1), True
        self.style_ids = {style.name: style.style_id for style in (entry, link)}

    def heading(self, text: str) -> None:
        """Add a heading."""
        self.body.append(
            self.parse_xml(
                f'<w:p {self.namespaces}><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
            )
        )

    def numbering(self, start: int = 1) -> str:
        """Add a numbering «1.» that hangs and begins with ``start``, and return its number."""
        root = self.file.part.numbering_part.element
        abstract = str(max((int(e.get(self.qn("w:abstractNumId"))) for e in root.findall(self.qn("w:abstractNum"))), default=0) + 1)
        level = (
            f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:tabs><w:tab w:val="num" w:pos="567"/></w:tabs><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl>'
        )
        made = self.parse_xml(
            f'<w:abstractNum {self.nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'
        )
        first = root.find(self.qn("w:num"))
        if first is None:
            root.append(made)
        else:
            first.addprevious(made)
        return str(root.add_num(int(abstract)).numId)

    def paragraph(self, text: RichText, language: str, number: str = "") -> None:
        """Add one reference, numbered by the numbering ``number`` where it is given."""
        numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
        locale = f'<w:lang w:val="{_LOCALES[language]}"/>' if language in _LOCALES else ""
        runs = "".join(self.run(run, locale) for run in plain_runs(text))
        # Written as XML at one go: python-docx's own calls take ten times as long.
        self.body.append(self.parse_xml(f'<w:p {self.namespaces}><w:pPr><w:pStyle w:val="Bibliography"/>{numbering}</w:pPr>{runs}</w:p>'))

    def run(self, run: Run, locale: str) -> str:
        """Return one run's XML, inside a hyperlink where it has an address."""
        marks = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "") + ("<w:smallCaps/>" if run.small_caps else "")
        style = '<w:rStyle w:val="Hyperlink"/>' if run.href else ""
        made = f'<w:r><w:rPr>{style}{marks}{locale}</w:rPr><w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'
        return f'<w:hyperlink r:id="{self.relation(run.href)}" w:history="1">{made}</w:hyperlink>' if run.href else made

    def relation(self, address: str) -> str:
        """Return the relationship's id of an address, the same for the same address."""
        if address not in self.relations:
            self.relations[address] = f"rIdLink{len(self.relations) + 1}"
            self.file.part.rels.add_relationship(_HYPERLINK, address, self.relations[address], is_external=True)
        return self.relations[address]

    def bytes(self, title: str) -> bytes:
        """Return the file; its properties hold no clock and no user."""
        root = self.file.element.body
        section = root.sectPr
        for paragraph in self.body:
            section.addprevious(paragraph)
        properties = self.file.core_properties
        properties.author, properties.last_modified_by, properties.comments = "", "", ""
        properties.title, properties.revision = title[:255], 1
        properties.created = properties.modified = _EPOCH.replace(tzinfo=None)
        out = io.BytesIO()
        self.file.save(out)
        return fixed_zip(out.getvalue())


def document(*sections: tuple[str, int, list[tuple[RichText, str]]]) -> bytes:
    """Return a DOCX of sections: a heading, the number of the first item (0: none has one), and (text, language) items.

    Raises:
        MissingExtra: python-docx is not installed.
    """
    writer = _Writer()
    for heading, first, items in sections:
        if heading:
            writer.heading(heading)
        number = writer.numbering(first) if first else ""
        for text, language in items:
            writer.paragraph(text, language, number)
    return writer.bytes(next((heading for heading, _, _ in sections if heading), ""))


def write(lists: tuple[Bibliography, ...]) -> bytes:
    """Return lists as DOCX; numbered lists are numbered by the word processor, so that items can be added.

    Raises:
        MissingExtra: python-docx is not installed.
    """
    return document(
        *((clean(b.heading), b.first_number if b.numbered else 0, [(e.text, printed_language(e)) for e in b.entries]) for b in lists)
    )
