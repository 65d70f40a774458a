"""APA 7: the American Psychological Association's reference list.

Source: Publication Manual of the American Psychological Association, 7th edition (2020), chapters 9–11;
apastyle.apa.org, reference examples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import msgspec

from citekit.formatters.apa_dates import YEAR_ALONE, day_of_access, heading_date, year_of
from citekit.formatters.apa_law import law_of
from citekit.formatters.apa_marks import sentence
from citekit.formatters.apa_names import heading_names
from citekit.formatters.apa_source import setting_of, source_of
from citekit.formatters.apa_terms import apa_terms
from citekit.formatters.apa_title import NUMBERED_BY_GENRE, is_headline_case, kind_of_work, sentence_case, title_of
from citekit.formatters.draft import clean, item_language
from citekit.formatters.richtext import RichText, rich
from citekit.formatters.romanised import has_cyrillic, romanised, romaniser
from citekit.formatters.style import Option
from citekit.formatters.year_letters import lettered, year_letter
from citekit.language import SCHEMES
from citekit.language.typography import spaced_initials
from citekit.model import Diagnostic
from citekit.model.identifiers import doi_url

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citekit.formatters.apa_terms import ApaTerms
    from citekit.model import Name, Record

__all__ = ["APA", "GENRES", "UNTITLED", "Apa", "cleaned", "printed"]

UNTITLED = "[Untitled]"
_HEADS = (
    "author",
    "director",
    "script_writer",
    "host",
    "executive_producer",
    "composer",
    "editor",
    "compiler",
    "curator",
    "organizer",
    "illustrator",
)
# A chapter's editor belongs to its book, so it never heads the chapter.
_NEVER_HEAD_A_PART = frozenset(["editor", "compiler", "executive_producer"])
_OWN_ROLE = frozenset(["author", "composer"])
# Kinds of Russian works under the names that APA lists in English give them; the first that occurs in the genre is taken.
GENRES = {
    "автореф": "Extended abstract of dissertation",
    "д-ра": "Doctoral dissertation",
    "доктор": "Doctoral dissertation",
    "канд": "Candidate’s dissertation",
    "дис": "Dissertation",
    "выпускная квалификационная": "Graduation thesis",
    "магистер": "Master’s thesis",
    "тезисы": "Abstract",
    "препринт": "Preprint",
    "пресс-релиз": "Press release",
    "рецензия": "Review",
}


class Apa:
    """The style ``apa``; see :class:`citekit.formatters.style.Style`."""

    name = "apa"
    title = "APA, 7th edition"
    sort = "apa"
    numbered = False
    options: ClassVar[Mapping[str, Option]] = {
        "script": Option("translit", ("translit", "keep"), "Cyrillic items: in Latin letters, or kept with Russian terms"),
        "scheme": Option("bsi", tuple(SCHEMES), "transliteration of Cyrillic items"),
        "case": Option("keep", ("keep", "sentence"), "English titles: as given, or headline case made sentence case"),
        "accessed": Option("auto", ("auto", "always", "never"), "date of access: where there is no date of issue, always, never"),
    }

    def prepared(self, records: Sequence[Record], options: Mapping[str, str]) -> tuple[Record, ...]:  # noqa: ARG002  # see References
        """Return the records of an ordered list as they are to be printed: 2019a and 2019b told apart."""
        return lettered(records)

    def entry(self, record: Record, options: Mapping[str, str]) -> tuple[RichText, tuple[Diagnostic, ...]]:
        """Return the record as APA 7 prints it, and what was missing, dropped or guessed (FM2xx)."""
        if record.is_unread:
            unread = _note("FM201", record, "could not be read; printed as it stands in the source", "warning")
            return rich(clean(record.raw) or record.id or UNTITLED, "raw"), (unread,)
        notes: list[Diagnostic] = []
        language = item_language(record)[0]
        own = cleaned(record, language)
        if options.get("script", "translit") == "keep":
            text = printed(own, own.genre, apa_terms(language), notes, options, known_genres={})
        else:
            text = printed(_face(own, language, notes, options), own.genre, apa_terms("en"), notes, options)
        return text, tuple(notes)


APA = Apa()


def _note(code: str, record: Record, message: str, severity: str = "info") -> Diagnostic:
    return Diagnostic(code=code, message=message, severity="warning" if severity == "warning" else "info", record=record.id)


def cleaned(record: Record, language: str) -> Record:
    """Return the record with its words as they are to be printed: one line, no tags, the language's quotation marks."""
    words = {
        # GOST's blank before a colon is not APA's.
        field: clean(text, language).replace(" : ", ": ")
        for field in ("title", "container_title", "publisher", "volume_title")
        if (text := getattr(record, field))
    }
    return msgspec.structs.replace(record, **words)


def _face(record: Record, language: str, notes: list[Diagnostic], options: Mapping[str, str]) -> Record:
    """Return the record in Latin letters, its title in the case asked for."""
    shown = romanised(record, romaniser(options.get("scheme", "bsi"), signs="curly", language=language), initials=spaced_initials)
    if has_cyrillic(record.title) and not shown.custom.translated_title:
        notes.append(_note("FM206", record, "the title has no English translation to stand in brackets"))
    if language == "en" and is_headline_case(record.title):
        if options.get("case", "keep") == "sentence":
            shown = msgspec.structs.replace(shown, title=sentence_case(record.title))
            notes.append(_note("FM204", record, "the title was made sentence case; see that its names kept their capitals"))
        else:
            notes.append(_note("FM204", record, "the title is in headline case where APA has sentence case (option case=sentence)"))
    return shown


def printed(
    shown: Record,
    genre: str,
    terms: ApaTerms,
    notes: list[Diagnostic],
    options: Mapping[str, str],
    *,
    known_genres: Mapping[str, str] = GENRES,
    remark: str = "",
) -> RichText:
    """Return a record whose fields are as they are to be shown.

    ``genre`` is the kind of work as the record has it, ``known_genres`` the English names of Russian kinds,
    ``remark`` what stands before the address, «(In Russ.)».
    """
    kind = kind_of_work(msgspec.structs.replace(shown, genre=genre), terms, known_genres=known_genres)
    with_number = shown.number and (shown.type in NUMBERED_BY_GENRE or shown.type == "patent")
    if has_cyrillic(genre) and known_genres and not (kind or with_number):
        notes.append(_note("FM210", shown, f"the kind of work {genre!r} has no English term here and was left out"))
    if law := law_of(shown):
        return RichText.join(" ", [sentence(law), remark, _address(shown, terms, dated=True, options=options)])
    return _assemble(shown, terms, kind, notes, options=options, remark=remark)


def _heading_field(record: Record) -> str:
    part = setting_of(record) == "part"
    return next((f for f in _HEADS if getattr(record, f) and not (part and f in _NEVER_HEAD_A_PART)), "")


def _heading(record: Record, field: str, terms: ApaTerms, notes: list[Diagnostic]) -> RichText:
    names: tuple[Name, ...] = getattr(record, field) if field else ()
    if not names:
        return RichText()
    cut = record.custom.et_al if field == "author" else record.custom.editor_et_al
    if cut:
        notes.append(_note("FM205", record, "the source cut the list of names short; APA asks for all of up to 20"))
    text = heading_names(names, field.replace("_", "-"), terms.et_al if cut else "")
    if field in _OWN_ROLE:
        if record.contributor and record.type == "book":
            text = text + f" ({terms.with_} " + heading_names(record.contributor, "contributor") + ")"
        return text
    if field == "director" and record.script_writer:
        return _writers_and_directors(record, terms)
    return text + f" ({terms.roles[field][len(names) > 1 or cut]})"


def _writers_and_directors(record: Record, terms: ApaTerms) -> RichText:
    """Return «Barris, K. (Writer & Director)», or each name with its own role where they are not the same people."""
    writer, director = terms.roles["script_writer"], terms.roles["director"]
    if record.script_writer == record.director:
        several = len(record.director) > 1
        return heading_names(record.director, "director") + f" ({writer[several]} & {director[several]})"
    people = [
        heading_names([name], field) + f" ({role[0]})"
        for field, names, role in (("script-writer", record.script_writer, writer), ("director", record.director, director))
        for name in names
    ]
    return RichText.join(", ", people[:-1]) + ", & " + people[-1]


def _date(record: Record, terms: ApaTerms, notes: list[Diagnostic]) -> RichText:
    date = record.issued
    if record.type in {"speech", "paper-conference"} and not record.container_title and len(record.event_date.start) > len(date.start):
        date = record.event_date
    if not date.is_possible:
        notes.append(_note("FM208", record, f"the date {date.iso} does not exist; what cannot be was left out", "warning"))
        date = msgspec.structs.replace(date, date_parts=tuple(parts[:1] for parts in date.date_parts))
    year_alone = record.type in YEAR_ALONE or (record.type == "paper-conference" and bool(record.container_title))
    if record.type.startswith("entry"):  # an entry of Wikipedia has its day, one of a published encyclopedia its year
        year_alone = bool(record.doi or record.publisher)
    # A journal without volume and issue is told apart by its date.
    if record.type == "article-journal" and record.container_title and not (record.volume or record.issue or record.doi):
        year_alone = False
    text = heading_date(date, terms, whole=not year_alone)
    letter = year_letter(record)
    if text:
        if year_alone and date.month and not date.season:
            notes.append(_note("FM209", record, "month and day were left out: APA dates this kind of work by the year"))
        year, rest = text.partition(",")[0], text.partition(",")[2]
        return rich(f"{year}{letter}" + (f",{rest}" if rest else ""), "issued")
    letter = f"-{letter}" if letter else ""
    if "press" in record.status.casefold() or "печат" in record.status.casefold():
        return rich(terms.in_press + letter, "status")
    notes.append(_note("FM203", record, "the record has no date of issue"))
    return rich(terms.no_date + letter, "issued")


def _address(record: Record, terms: ApaTerms, *, dated: bool, options: Mapping[str, str]) -> RichText:
    if record.doi:
        url = doi_url(record.doi)
        return rich(url, "DOI", href=url)
    if not record.url:
        return RichText()
    url = record.url.strip()
    link = rich(url, "URL", href=url if url.casefold().startswith(("http://", "https://")) else "")
    wanted = options.get("accessed", "auto")
    day = day_of_access(record.accessed, terms) if record.accessed.is_possible else ""
    if day and (wanted == "always" or (wanted == "auto" and not dated)):
        return rich(terms.retrieved.format(date=day), "accessed") + link
    return link


def _original(record: Record, terms: ApaTerms) -> str:
    year = year_of(record.original_date, terms)
    return f"({terms.original.format(year)})" if year else ""


def _assemble(record: Record, terms: ApaTerms, kind: str, notes: list[Diagnostic], *, options: Mapping[str, str], remark: str) -> RichText:
    field = _heading_field(record)
    heading = _heading(record, field, terms, notes)
    title = title_of(record, terms, heading_field=field, kind=kind)
    names: tuple[Name, ...] = getattr(record, field) if field else ()
    source = source_of(record, terms, heading=names)
    date = "(" + _date(record, terms, notes) + ")."
    dated = bool(record.issued.date_parts or record.issued.literal or record.issued.raw)
    address = _address(record, terms, dated=dated, options=options)
    if not heading and not title:
        notes.append(_note("FM202", record, "the record has neither names nor a title", "warning"))
        if not source and not address:
            return rich(clean(record.raw) or record.id or UNTITLED, "raw")
    if record.type in {"book", "chapter"} and not (record.publisher or record.custom.imprint or record.container_title):
        notes.append(_note("FM207", record, "the publisher is missing"))
    front = [sentence(heading), date, sentence(title)] if heading else [sentence(title), date]
    if not heading and not title:
        front = [source, date]
        source = RichText()
    return RichText.join(" ", [*front, source, remark, address, _original(record, terms)])
