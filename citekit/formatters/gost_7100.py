"""GOST R 7.0.100-2018: bibliographic records, as libraries make them and universities ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from citekit.formatters import gost_elements as element
from citekit.formatters.areas import DASH, DOT, EN_DASH_AREA, capitalised, elements, joined, joined_areas
from citekit.formatters.draft import Manner, clean
from citekit.formatters.gost import Gost
from citekit.formatters.gost_kinds import LAWS, SERIALS
from citekit.formatters.gost_names import begins_with_name, bodies_of, full_inverted, heading_names, people_of
from citekit.formatters.gost_patent import claims, country_of, inventors, ipc_of, is_described_patent, owner_of
from citekit.formatters.gost_title import heading_number, is_electronic
from citekit.formatters.richtext import NO_BREAK, RichText, rich
from citekit.formatters.style import Option
from citekit.language.abbreviations import full_genre, short_genre

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.formatters.draft import Draft
    from citekit.model import Name

__all__ = ["GOST_7100", "Gost7100"]

_SEPARATORS = {"dash": EN_DASH_AREA, "em-dash": DASH, "dot": DOT}
# GOST R 7.0.100-2018, 5.10: form of content and means of access; Text for what is not named here.
_CONTENT = {
    "software": "Программа",
    "dataset": "Данные",
    "map": "Изображение",
    "graphic": "Изображение",
    "figure": "Изображение",
    "motion_picture": "Изображение движущееся",
    "song": "Музыка",
    "musical_score": "Музыка",
}


class Gost7100(Gost):
    """The style ``gost-7.0.100``; see :class:`citekit.formatters.style.Style`."""

    name: ClassVar[str] = "gost-7.0.100"
    title: ClassVar[str] = "ГОСТ Р 7.0.100–2018. Библиографическая запись"
    options: ClassVar[Mapping[str, Option]] = {
        "content-type": Option("off", ("on", "off"), "«Текст : непосредственный», «Текст : электронный» (area 9)"),
        "separator": Option("dash", tuple(_SEPARATORS), "between areas: «. – », «. — » or, where areas are set apart by type, «. »"),
        "designation": Option("off", ("on", "off"), "the older «[Электронный ресурс]» after the title"),
        "locator": Option("", (), "pages cited"),
        "context": Option("list", ("list", "intext", "footnote"), "where the record stands; in the text it has no final dot"),
        "url": Option("on", ("on", "off"), "the address also where there is a DOI"),
        "numbers": Option("part", ("part", "end"), "DOI and EDN of an article: before « // », or at the end as eLIBRARY has them"),
    }
    most_names: ClassVar[int] = 4  # all four; of five and more the first three (GOST R 7.0.100-2018, 5.2)
    cut_to: ClassVar[int] = 3

    def manner(self, options: Mapping[str, str]) -> Manner:
        """Return how records print the common elements."""
        return Manner(separator=_SEPARATORS[options.get("separator", "dash")], written_out=True)

    def heading(self, draft: Draft) -> RichText:
        """Return the first of one to three authors (GOST 7.80-2000, 5.2), or what heads a law, a standard, a patent."""
        record = draft.record
        if record.custom.heading:
            return draft.text(record.custom.heading, "heading")
        if is_described_patent(record) and record.number and clean(record.number) not in clean(record.title):
            return self.patent_heading(draft)
        number = heading_number(record)
        if number:
            return rich(number, "number")
        people = people_of(record)
        return heading_names(people[:1], comma=True) if len(people) <= 3 and not record.custom.et_al else RichText()

    def patent_heading(self, draft: Draft) -> RichText:
        """Return «Патент № 2637215 Российская Федерация, МПК B02C 19/16 (2006.01)»."""
        record = draft.record
        kind = clean(record.genre) or "Патент"
        number = clean(record.number)
        marked = f"№{NO_BREAK}{number}" if number[:1].isdigit() else number
        named = number if number.casefold().startswith("патент") else f"{kind} {marked}"
        return elements(", ", [rich(f"{named} {country_of(draft)}".strip(), "number"), rich(ipc_of(record), "ipc")])

    def statement(self, draft: Draft) -> RichText:
        """Return all the names, those of the heading again, and whoever else is responsible."""
        record = draft.record
        if is_described_patent(record):
            return elements(" ; ", [inventors(draft), rich(owner_of(draft), "assignee")])
        printed = record.custom.responsibility
        people, bodies = people_of(record), bodies_of(record)
        parts = []
        if people and not begins_with_name(printed, people[0]):
            parts.append(self.people(draft, people))
        if bodies and clean(bodies[0].literal) not in (clean(printed) or clean(record.container_title)):
            parts.append(self.named(draft, bodies, most=3, cut_to=1))
        roles = self.roles(draft)
        if record.type == "thesis" and record.publisher and clean(record.publisher) not in clean(printed):
            roles.append(draft.text(record.publisher, "publisher"))
        return elements(" ; ", [*parts, *roles])

    def people(self, draft: Draft, people: tuple[Name, ...]) -> RichText:
        """Return the authors after « / »: a thesis's in full, surname first."""
        if draft.record.type == "thesis":
            return rich(", ".join(full_inverted(name) for name in people), "author")
        return self.named(draft, people, most=self.most_names, cut_to=self.cut_to)

    def kinds(self, draft: Draft) -> list[RichText]:
        """Return «специальность …», then the kind of work written out."""
        record = draft.record
        if is_described_patent(record):
            return [claims(draft, " : ")] if claims(draft, " : ") else []
        if record.type in LAWS or record.type in SERIALS:
            return []
        genre = full_genre(short_genre(clean(record.genre, draft.language)))
        if record.type == "thesis" and not genre and "диссертац" not in record.title.casefold():
            genre = draft.terms.thesis[1]
        specialty = clean(record.custom.specialty, draft.language)
        if specialty and not specialty.casefold().startswith("специальность"):
            specialty = f"специальность {specialty}"
        known = clean(record.title).casefold()
        return [rich(text, field) for text, field in ((specialty, "specialty"), (genre, "genre")) if text and text.casefold() not in known]

    def dated(self, draft: Draft) -> RichText:
        """Return the year; none where the day of publication on the web says it."""
        online = clean(draft.record.custom.published_online)
        return RichText() if online and online.endswith(str(draft.record.year)) else super().dated(draft)

    def day(self, draft: Draft) -> RichText:
        """Return day and month, unless the day of publication on the web says them."""
        return RichText() if draft.record.custom.published_online else super().day(draft)

    def numbers(self, draft: Draft) -> list[RichText]:
        """Return day, volume and issue, then the article of law as an area of its own."""
        record = draft.record
        found = super().numbers(draft)
        if record.type in LAWS or record.type in SERIALS:
            article = capitalised(element.article_number(draft))
            if article and record.type != "article-newspaper":
                return [*found[:-1], element.numbering(draft), article]
        return found

    def part_tail(self, draft: Draft) -> list[RichText]:
        """Return DOI, EDN and area 9, which belong to the part and stand before « // »."""
        return [*self.identifiers(draft), self.content(draft)] if draft.options.get("numbers") != "end" else [self.content(draft)]

    def host(self, draft: Draft) -> list[RichText]:
        """Return the areas of the work that the part is in, and the part's numbers where the option puts them there."""
        return [*super().host(draft), *(self.identifiers(draft) if draft.options.get("numbers") == "end" else [])]

    def identifiers(self, draft: Draft) -> list[RichText]:
        """Return the numbers of area 8."""
        return [element.doi(draft, f"DOI{NO_BREAK}"), element.edn(draft, f"EDN{NO_BREAK}")]

    def whole(self, draft: Draft, own: RichText) -> RichText:
        """Return the areas of a whole work."""
        record, separator = draft.record, draft.manner.separator
        dated = self.dated(draft)
        if record.type == "thesis":
            dated = joined(elements(" ; ", element.place_names(draft)), ", ", dated)
        elif is_described_patent(record):
            dated = RichText()
        else:
            dated = element.imprint(draft, dated)
        areas = [own, element.edition(draft), dated]
        areas += [RichText() if is_described_patent(record) else self.day(draft)]
        areas += [element.numbering(draft) if record.issue else element.volume(draft)]
        areas += [element.location(draft) or element.extent(draft), element.series(draft), element.notes(draft)]
        numbers = [element.isbn(draft), *self.identifiers(draft), self.content(draft)]
        if element.site_of(record):
            site = [draft.text(record.container_title, "container-title"), *self.electronic(draft)]
            return joined(joined_areas(separator, [*areas, *numbers]), " // ", joined_areas(separator, site))
        return joined_areas(separator, [*areas, *self.electronic(draft), *numbers])

    def electronic(self, draft: Draft) -> list[RichText]:
        """Return the address, the day of publication, the conditions of access (5.8.6)."""
        record = draft.record
        access, online = clean(record.custom.access), clean(record.custom.published_online)
        return [
            element.address(draft, draft.manner.access_label) if draft.options.get("url") != "off" or not record.doi else RichText(),
            rich(f"Дата публикации: {online}", "published-online") if online else RichText(),
            rich(access if access.startswith(("Режим", "Доступ")) else f"Режим доступа: {access}", "access") if access else RichText(),
        ]

    def content(self, draft: Draft) -> RichText:
        """Return area 9, in Russian for every item (7.1, 4.9): «Текст : электронный»."""
        if draft.options.get("content-type") != "on":
            return RichText()
        record = draft.record
        own = clean(str(record.custom.extra.get("content-type", "")))
        means = "электронный" if is_electronic(record) else "непосредственный"
        kind = _CONTENT.get(record.type, "Текст")
        return rich(own or f"{kind} : {_agreeing(means, kind)}", "content-type")


def _agreeing(means: str, kind: str) -> str:
    """Return the means of access in the gender or number of the content's noun."""
    stem = means[:-2]
    if kind in {"Программа", "Музыка"}:
        return f"{stem}ая"
    if kind == "Данные":
        return f"{stem}ые"
    return f"{stem}ое" if kind.startswith("Изображение") else means


GOST_7100 = Gost7100()
