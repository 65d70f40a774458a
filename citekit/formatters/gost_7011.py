"""GOST R 7.0.11-2011, Annex B: the list of a dissertation, records in the form of GOST 7.1-2003."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from citekit.formatters.areas import DASH, DOT, EN_DASH_AREA
from citekit.formatters.draft import Manner, clean
from citekit.formatters.gost_7100 import Gost7100
from citekit.formatters.gost_kinds import LAWS, SERIALS
from citekit.formatters.gost_names import inverted
from citekit.formatters.gost_patent import is_described_patent
from citekit.formatters.richtext import RichText, rich
from citekit.formatters.style import Option
from citekit.language.abbreviations import short_genre

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.formatters.draft import Draft
    from citekit.model import Name

__all__ = ["GOST_7011", "Gost7011"]

_SEPARATORS = {"dash": DASH, "en-dash": EN_DASH_AREA, "dot": DOT}


class Gost7011(Gost7100):
    """The style ``gost-7.0.11``; see :class:`citekit.formatters.style.Style`."""

    name: ClassVar[str] = "gost-7.0.11"
    title: ClassVar[str] = "ГОСТ Р 7.0.11–2011. Список литературы диссертации"
    options: ClassVar[Mapping[str, Option]] = {
        "separator": Option("dash", tuple(_SEPARATORS), "between areas: «. — », «. – » or «. »"),
        "designation": Option("on", ("on", "off"), "«[Электронный ресурс]» after the title of electronic resources"),
        "locator": Option("", (), "pages cited"),
        "context": Option("list", ("list", "intext", "footnote"), "where the record stands; in the text it has no final dot"),
        "url": Option("on", ("on", "off"), "the address also where there is a DOI"),
        "numbers": Option("end", ("part", "end"), "DOI and EDN of an article: before « // », or at the end as eLIBRARY has them"),
    }
    cut_to: ClassVar[int] = 1  # «[и др.]» after the first of five and more (GOST 7.1-2003, 5.2.6.9)

    def manner(self, options: Mapping[str, str]) -> Manner:
        """Return how Annex B prints the common elements: only Москва and Санкт-Петербург are shortened."""
        separator = _SEPARATORS[options.get("separator", "dash")]
        return Manner(separator=separator, short_places=("М.", "СПб.", "Л."), access_label="Режим доступа:", drops_designation=False)

    def heading(self, draft: Draft) -> RichText:
        """Return the heading of a record; a report stands under its title."""
        return RichText() if draft.record.type == "report" else super().heading(draft)

    def people(self, draft: Draft, people: tuple[Name, ...]) -> RichText:
        """Return the authors after « / »; a report's as its title page has them, surname first."""
        if draft.record.type == "report" and len(people) <= self.most_names:
            return rich(", ".join(inverted(name) for name in people), "author")
        return super().people(draft, people)

    def kinds(self, draft: Draft) -> list[RichText]:
        """Return «дис. ... канд. юрид. наук», then the number of the specialty."""
        record = draft.record
        if is_described_patent(record):
            return super().kinds(draft)
        if record.type in LAWS or record.type in SERIALS:
            return []
        genre = short_genre(clean(record.genre, draft.language))
        if record.type == "thesis" and not genre and "дис" not in record.title.casefold():
            genre = draft.terms.thesis[0]
        known = clean(record.title).casefold()
        parts = ((genre, "genre"), (clean(record.custom.specialty, draft.language), "specialty"))
        return [rich(text, field) for text, field in parts if text and text.casefold() not in known]


GOST_7011 = Gost7011()
