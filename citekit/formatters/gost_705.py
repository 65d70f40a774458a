"""GOST R 7.0.5-2008: bibliographic references, as most journals and theses ask for them.

Clauses beside the rules; 7.1 is GOST 7.1-2003, to which 4.9 points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from citekit.formatters import gost_elements as element
from citekit.formatters.areas import DASH, DOT, elements, ended, joined, joined_areas
from citekit.formatters.draft import Draft, Manner, clean
from citekit.formatters.gost import Gost
from citekit.formatters.gost_kinds import LAWS, SERIALS
from citekit.formatters.gost_names import begins_with_name, bodies_of, heading_names, people_of
from citekit.formatters.gost_patent import claims, is_described_patent, patent_numbers, patent_statement
from citekit.formatters.gost_title import heading_number
from citekit.formatters.richtext import RichText, rich
from citekit.formatters.style import Option
from citekit.language.abbreviations import short_genre

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.model import Name, Record

__all__ = ["GOST_705", "Gost705", "heading_of"]


class Gost705(Gost):
    """The style ``gost-7.0.5``; see :class:`citekit.formatters.style.Style`."""

    name: ClassVar[str] = "gost-7.0.5"
    title: ClassVar[str] = "ГОСТ Р 7.0.5–2008. Библиографическая ссылка"
    options: ClassVar[Mapping[str, Option]] = {
        "separator": Option("dot", ("dot", "dash"), "between areas: «. » or «. — » (4.9.1)"),
        "context": Option("list", ("list", "intext", "footnote"), "where the reference stands; in the text it has no final dot (5.2)"),
        "designation": Option("off", ("on", "off"), "«[Электронный ресурс]» after the title of electronic resources (10.3)"),
        "locator": Option("", (), "pages cited, instead of the extent (4.9.4)"),
        "url": Option("on", ("on", "off"), "the address also where there is a DOI"),
        "isbn": Option("on", ("on", "off"), "the ISBN, which references may leave out"),
    }

    def manner(self, options: Mapping[str, str]) -> Manner:
        """Return how references print the common elements."""
        return Manner(separator=DASH if options.get("separator") == "dash" else DOT, records=False)

    def heading(self, draft: Draft) -> RichText:
        """Return one to three authors (4.10.1), else what heads a law or a standard."""
        record = draft.record
        if record.custom.heading:
            return draft.text(record.custom.heading, "heading")
        number = heading_number(record)
        if number:
            return rich(number, "number")
        return heading_names(heading_of(record))

    def statement(self, draft: Draft) -> RichText:
        """Return what stands after « / »: never the authors of the heading again (4.10.2)."""
        record = draft.record
        if is_described_patent(record):
            return patent_statement(draft)
        people, bodies = people_of(record), bodies_of(record)
        printed = record.custom.responsibility
        parts = []
        if not heading_of(record) and people and not begins_with_name(printed, people[0]):
            parts.append(self.named(draft, people, most=3, cut_to=1))
        if bodies and clean(bodies[0].literal) not in (clean(printed) or clean(record.container_title)):
            parts.append(self.named(draft, bodies, most=3, cut_to=1))
        if record.type == "thesis" and record.publisher and clean(record.publisher) not in clean(printed):
            parts.append(draft.text(record.publisher, "publisher"))
        return elements(" ; ", [*parts, *self.roles(draft)])

    def kinds(self, draft: Draft) -> list[RichText]:
        """Return «дис. ... канд. полит. наук», «учеб. пособие» where the title does not hold it."""
        record = draft.record
        if record.type in LAWS or record.type in SERIALS or is_described_patent(record):
            return patent_numbers(draft) if is_described_patent(record) else []
        genre = short_genre(clean(record.genre, draft.language))
        if record.type == "thesis" and not genre and "дис" not in record.title.casefold():
            genre = draft.terms.thesis[0]
        kinds = [rich(genre, "genre")] if genre and genre.casefold() not in clean(record.title).casefold() else []
        specialty = clean(record.custom.specialty)
        return [*kinds, rich(specialty, "specialty")] if specialty else kinds

    def whole(self, draft: Draft, own: RichText) -> RichText:
        """Return the areas of a whole work (4.9)."""
        record = draft.record
        dated = self.dated(draft)
        if record.type == "thesis":
            dated = joined(elements(" ; ", element.place_names(draft)), ", ", dated)
        elif is_described_patent(record):
            dated = RichText()
        else:
            dated = element.imprint(draft, dated)
        patent = claims(draft, " ; ") if is_described_patent(record) else RichText()
        areas = [own, patent, element.edition(draft), dated, RichText() if patent else self.day(draft)]
        areas += [element.numbering(draft, article=record.type in LAWS) if record.issue else element.volume(draft)]
        areas += [element.location(draft) or element.extent(draft), element.series(draft), element.notes(draft)]
        areas += [element.isbn(draft)] if draft.options.get("isbn") != "off" else []
        here = [*areas, *self.electronic(draft)]
        if element.site_of(record):
            return joined(joined_areas(draft.manner.separator, areas), " // ", self.site(draft))
        return joined_areas(draft.manner.separator, here)

    def site(self, draft: Draft) -> RichText:
        """Return the site or library of e-books that holds a whole work."""
        return joined_areas(draft.manner.separator, [draft.text(draft.record.container_title, "container-title"), *self.electronic(draft)])

    def electronic(self, draft: Draft) -> list[RichText]:
        """Return conditions of access, DOI, EDN and address (10.4); the DOI itself has no dot after it."""
        record = draft.record
        access = clean(record.custom.access)
        if access and access[0].islower():
            access = f"Доступ {access}"
        online = clean(record.custom.published_online)
        return [
            rich(access, "access"),
            rich(f"Дата публикации: {online}", "published-online") if online else RichText(),
            element.doi(draft, "DOI: "),
            element.edn(draft, "EDN: "),
            element.address(draft) if draft.options.get("url") != "off" or not record.doi else RichText(),
        ]

    def finished(self, draft: Draft, text: RichText) -> RichText:
        """Return the reference with its final dot; none in the text (5.2), none after a DOI."""
        if draft.options.get("context") == "intext" or (text.runs and text.runs[-1].field == "DOI"):
            return text
        return ended(text)


def heading_of(record: Record) -> tuple[Name, ...]:
    """Return the names that head a reference: of one to three authors, else none (4.10.1)."""
    people = people_of(record)
    return people if len(people) <= 3 and not record.custom.et_al else ()


GOST_705 = Gost705()
