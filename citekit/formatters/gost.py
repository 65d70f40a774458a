"""The skeleton that the GOST styles share: which areas a description has, and in which order.

A whole work: heading, title and responsibility, edition, imprint, volume, extent, series, notes, numbers,
address. A part: its heading, title and responsibility, « // », then the same areas of the work it is in.
The three standards differ in what :class:`Gost` leaves to be said: see gost_705, gost_7100, gost_7011.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from citekit.formatters import gost_elements as element
from citekit.formatters.areas import elements, ended, joined, joined_areas
from citekit.formatters.draft import Draft, Manner, clean
from citekit.formatters.gost_kinds import LAWS, SERIALS, is_archival, is_part
from citekit.formatters.gost_names import direct, names_after_slash, people_of, responsibilities
from citekit.formatters.gost_title import main_title
from citekit.formatters.richtext import RichText, rich
from citekit.language.abbreviations import begun_small, full_statement
from citekit.language.typography import spaced_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.formatters.style import Option
    from citekit.model import Diagnostic, Name, Record

__all__ = ["Gost"]

_DATED_BY_DAY = frozenset({"article-newspaper", "webpage", "post", "post-weblog", "broadcast", "interview", "document", "speech"})


class Gost:
    """A GOST style; see :class:`citekit.formatters.style.Style`."""

    name: ClassVar[str]
    title: ClassVar[str]
    sort: ClassVar[str] = "ru-first"
    numbered: ClassVar[bool] = True
    options: ClassVar[Mapping[str, Option]]

    def manner(self, options: Mapping[str, str]) -> Manner:
        """Return how this standard prints the common elements, under the given options."""
        raise NotImplementedError

    def entry(self, record: Record, options: Mapping[str, str]) -> tuple[RichText, tuple[Diagnostic, ...]]:
        """Return one record as the standard prints it, and what it had to leave out or guess."""
        draft = Draft(record, self.manner(options), options)
        text = self.description(draft)
        if record.is_unread or not text:
            draft.note("FM100")
            known = clean(record.raw) or clean(record.id) or "[Б. н.]"
            return rich(known, "raw"), tuple(draft.findings)
        self.complain(draft)
        return self.finished(draft, text), tuple(draft.findings)

    def finished(self, draft: Draft, text: RichText) -> RichText:
        """Return the description with its final dot; none in the text."""
        return text if draft.options.get("context") == "intext" else ended(text)

    # the parts of a description

    def description(self, draft: Draft) -> RichText:
        """Return the description without its end."""
        record = draft.record
        heading = self.heading(draft)
        title = joined(self.title_area(draft), " / ", self.statement(draft))
        own = joined(heading, ". ", title)
        separator = draft.manner.separator
        if is_archival(record):
            return joined(own, " // ", joined_areas(". ", self.archive(draft)))
        if is_part(record):
            host = joined_areas(separator, self.host(draft))
            return joined(joined_areas(separator, [own, *self.part_tail(draft)]), " // ", host)
        return self.whole(draft, own)

    def whole(self, draft: Draft, own: RichText) -> RichText:
        """Return the description of a whole work from its heading and title area on."""
        raise NotImplementedError

    def heading(self, draft: Draft) -> RichText:
        """Return the heading: names, a law's country, a standard's or patent's number."""
        raise NotImplementedError

    def statement(self, draft: Draft) -> RichText:
        """Return the statements of responsibility after « / »."""
        raise NotImplementedError

    def part_tail(self, draft: Draft) -> list[RichText]:  # noqa: ARG002  # for those that print something here
        """Return the areas of a part that stand before « // »."""
        return []

    def title_area(self, draft: Draft) -> RichText:
        """Return the title with what belongs to it."""
        return main_title(draft, self.kinds(draft))

    def kinds(self, draft: Draft) -> list[RichText]:
        """Return the kind of work and a thesis's specialty, as other title information."""
        raise NotImplementedError

    def host(self, draft: Draft) -> list[RichText]:
        """Return the areas of the work that the part is in."""
        record = draft.record
        serial = record.type in SERIALS
        title = joined(draft.text(record.container_title, "container-title"), " / ", self.host_statement(draft))
        if serial:
            dated = [self.dated(draft)]
        else:
            authors = people_of(record, record.container_author)[:3]
            if authors:
                title = joined(rich(", ".join(direct(n) for n in authors), "container-author"), " ", title)
            dated = [element.edition(draft), element.imprint(draft, self.dated(draft))]
        return [
            title,
            *dated,
            *self.numbers(draft),
            element.location(draft),
            element.series(draft),
            element.notes(draft),
            *self.electronic(draft),
        ]

    def dated(self, draft: Draft) -> RichText:
        """Return the year of the host."""
        record = draft.record
        if record.type in LAWS and record.number and not (record.container_title or record.publisher or record.publisher_place):
            return RichText()  # the act's date stands in its title
        return element.year(draft)

    def numbers(self, draft: Draft) -> list[RichText]:
        """Return day and month where the kind of work has them, volume, issue, article."""
        record = draft.record
        day = self.day(draft)
        if day and record.issue and record.type == "article-newspaper":
            issue = element.numbering(draft)
            return [day + " (" + issue + ")"]
        return [day, element.numbering(draft, article=record.type in LAWS or record.type in SERIALS)]

    def day(self, draft: Draft) -> RichText:
        """Return day and month of a newspaper or news on the web; numbered journals have none."""
        record = draft.record
        if not record.issued.month:
            return RichText()
        unnumbered = record.type in {"article-magazine", *LAWS} and not (record.issue or record.volume or record.number)
        if (record.type in _DATED_BY_DAY and not (record.type == "document" and record.issue)) or unnumbered:
            return rich(element.day_and_month(draft, record.issued), "issued")
        if not (record.type in LAWS and record.number):  # an act's own date stands beside its number
            draft.note("FM109")
        return RichText()

    def archive(self, draft: Draft) -> list[RichText]:
        """Return where an archive keeps the document: «ОР РНБ», «Ф. 316. Оп. 1. Д. 161. Л. 1–10»."""
        record = draft.record
        place = draft.text(record.archive_place, "archive-place")
        return [
            joined(draft.text(record.archive, "archive"), ", ", place),
            draft.text(record.archive_collection, "archive_collection"),
            rich(element.figures(record.archive_location), "archive_location"),
            element.notes(draft),
            *self.electronic(draft),
        ]

    def electronic(self, draft: Draft) -> list[RichText]:
        """Return DOI, EDN, address and conditions of access."""
        raise NotImplementedError

    # statements of responsibility

    def host_statement(self, draft: Draft) -> RichText:
        """Return who is responsible for the work that the part is in; a journal's editors are not named."""
        record = draft.record
        if record.custom.container_responsibility:
            return self.printed(draft, record.custom.container_responsibility, "container-responsibility")
        if record.type in SERIALS:
            return RichText()
        return elements(" ; ", responsibilities(draft, roles=("compiler", "editor")))

    def printed(self, draft: Draft, statement: str, field: str) -> RichText:
        """Return a statement as the source prints it, its words written out where the standard wants that."""
        given = begun_small(spaced_names(clean(statement, draft.language)))
        if not (draft.manner.written_out and draft.language == "ru"):
            return rich(given, field)
        whole = full_statement(given)
        if whole != given:
            draft.note("FM110", given[:60], whole[:60])
        return rich(whole, field)

    def roles(self, draft: Draft) -> list[RichText]:
        """Return the statement as printed in the source, else one made of editors, compilers, translators."""
        record = draft.record
        if record.custom.responsibility:
            return [self.printed(draft, record.custom.responsibility, "responsibility")]
        return responsibilities(draft, roles=("translator",) if is_part(record) else ("compiler", "translator", "editor"))

    def named(self, draft: Draft, names: tuple[Name, ...], *, most: int, cut_to: int) -> RichText:
        """Return names after « / », cut as the standard cuts them."""
        return names_after_slash(draft, names, "author", most=most, cut_to=cut_to, cut=draft.record.custom.et_al)

    def complain(self, draft: Draft) -> None:
        """Note what a description of this kind should have and the record has not."""
        record = draft.record
        serial, part = record.type in SERIALS, is_part(record)
        if not (record.title or record.custom.translated_title):
            draft.note("FM101")
        if is_archival(record) or (record.type in LAWS and not part):
            return
        dated = record.year or record.issued.literal or record.issued.raw or record.custom.published
        if not dated and not record.url:
            draft.note("FM104")
        if serial and record.author and not record.container_title:
            draft.note("FM114")
        if record.type in {"book", "chapter", "thesis", "paper-conference"}:
            if not (record.publisher_place or record.custom.imprint):
                draft.note("FM102")
            if not (record.publisher or record.custom.imprint) and record.type == "book":
                draft.note("FM103")
        if record.type in {"book", "chapter", "thesis", "paper-conference", "article-journal", "standard", "report"}:
            told = record.page or record.number_of_pages or record.custom.extent or record.url or record.custom.article_number
            if not (told or record.number_of_volumes or record.page_first or record.number or record.volume):
                draft.note("FM105")
        if (
            record.url
            and not record.doi
            and not (record.accessed.start or record.accessed.literal)
            and draft.options.get("context") != "intext"
        ):
            draft.note("FM106")
