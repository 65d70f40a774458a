"""citekit's styles as pybtex plugins, so that pybtex-format and sphinxcontrib-bibtex print GOST and APA.

Entry points: ``pybtex.style.formatting`` (gost705, gost7100, gost7011, apa7, references), ``pybtex.style.sorting``
(citekit: the order that the style asks for) and ``pybtex.backends`` (docx, rtf).
"""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec
from pybtex.backends import BaseBackend
from pybtex.database import BibliographyData, Entry
from pybtex.richtext import HRef, String, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.sorting import BaseSortingStyle

from citekit.formats import read
from citekit.formatters.formatting import checked_options, find_style
from citekit.formatters.render import docx, rtf
from citekit.formatters.render.runs import printed_runs
from citekit.formatters.richtext import RichText, rich
from citekit.formatters.sorting import sorted_records
from citekit.model import Record

__all__ = ["Apa7", "CitekitStyle", "DocxBackend", "Gost705", "Gost7011", "Gost7100", "InStyleOrder", "References", "RtfBackend"]


def _record(key: str, entry: Entry) -> Record:
    """Return a pybtex entry as a record, through BibTeX, so that both read the same."""
    one = BibliographyData(entries={key: entry})
    records = read(one.to_string("bibtex"), "bibtex", source=key).records
    return records[0] if records else Record(id=key, raw=key)


def _text(rich_text: RichText) -> Text:
    """Return citekit's rich text as pybtex's."""
    parts: list[Any] = []
    for run in printed_runs(rich_text):
        part: Any = String(run.text)
        if run.href:
            part = HRef(run.href, part)
        if run.bold:
            part = Tag("strong", part)
        if run.italic:
            part = Tag("em", part)
        parts.append(part)
    return Text(*parts)


class CitekitStyle(BaseStyle):  # type: ignore[misc]  # pybtex has no types
    """A pybtex style that prints by the citekit style ``style``."""

    style: ClassVar[str] = "gost-7.0.5"
    default_sorting_style = "citekit"

    def __init__(self, **options: Any) -> None:
        """Take pybtex's options; the order is the style's own unless another sorting plugin is asked for."""
        super().__init__(**options)
        self.sorting_style.style = self.style

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> FormattedEntry:  # noqa: ARG002  # pybtex's signature
        """Return one entry; pybtex and sphinxcontrib-bibtex call this."""
        chosen = find_style(self.style)
        text, _ = chosen.entry(_record(entry.key, entry), checked_options(chosen, None))
        return FormattedEntry(entry.key, _text(text), label)


class Gost705(CitekitStyle):
    """GOST R 7.0.5-2008."""

    style = "gost-7.0.5"


class Gost7100(CitekitStyle):
    """GOST R 7.0.100-2018."""

    style = "gost-7.0.100"


class Gost7011(CitekitStyle):
    """GOST R 7.0.11-2011."""

    style = "gost-7.0.11"


class Apa7(CitekitStyle):
    """APA 7."""

    style = "apa"


class References(CitekitStyle):
    """The romanised second list."""

    style = "references"


class InStyleOrder(BaseSortingStyle):  # type: ignore[misc]  # pybtex has no types
    """The order that the citekit style asks for; GOST's where the style is not citekit's."""

    style: str = "gost-7.0.5"

    def sort(self, entries: Any) -> list[Any]:
        """Return the entries in order."""
        by_id = {f"{place}": entry for place, entry in enumerate(entries)}
        records = [msgspec.structs.replace(_record(entry.key, entry), id=place) for place, entry in by_id.items()]
        return [by_id[record.id] for record in sorted_records(records, find_style(self.style).sort)]


class _RichBackend(BaseBackend):  # type: ignore[misc]  # pybtex has no types
    """A backend whose rendered text is citekit's rich text, written whole at the end."""

    RenderType = RichText
    symbols: ClassVar[dict[str, RichText]] = {"ndash": rich("–"), "newblock": rich(" "), "nbsp": rich("\u00a0")}

    def format_str(self, str_: str) -> RichText:
        """Return plain text."""
        return rich(str_)

    def format_tag(self, tag_name: str, text: RichText) -> RichText:
        """Return italic or bold text; other tags leave it as it is."""
        if tag_name in {"em", "i"}:
            return text.italicised()
        if tag_name in {"strong", "b"}:
            return RichText(tuple(msgspec.structs.replace(run, bold=True) for run in text.runs))
        return text

    def format_href(self, url: str, text: RichText, external: bool = False) -> RichText:  # noqa: ARG002  # pybtex's signature
        """Return a link."""
        return text.linked(url)

    def render_sequence(self, rendered_list: list[RichText]) -> RichText:
        """Return the parts joined."""
        return RichText.join("", rendered_list)

    def data(self, entries: list[RichText]) -> bytes:
        """Return the file's bytes."""
        raise NotImplementedError

    def write_to_file(self, formatted_entries: Any, filename: str) -> None:
        """Write the list into a file."""
        from pathlib import Path

        Path(filename).write_bytes(self.data([entry.text.render(self) for entry in formatted_entries]))


class DocxBackend(_RichBackend):
    """DOCX with real numbering and hyperlinks."""

    default_suffix = ".docx"

    def data(self, entries: list[RichText]) -> bytes:
        """Return the DOCX file."""
        return docx.document(("", 1, [(entry, "") for entry in entries]))


class RtfBackend(_RichBackend):
    """RTF in ASCII."""

    default_suffix = ".rtf"

    def data(self, entries: list[RichText]) -> bytes:
        """Return the RTF file."""
        paragraphs = [(number, "", rtf.item(entry)) for number, entry in enumerate(entries, 1)]
        return rtf.document(rtf.section(paragraphs, list_number=1)).encode("ascii")
