"""References: the second, romanised list of Russian journals, in the forms that they ask for.

``bsi``      Karminskii A.M. Reitingi v ekonomike [Ratings in economics]. Moscow, Nauka Publ., 2005. 240 p. (In Russ.)
``harvard``  Karminskii A.M. (2005). Reitingi v ekonomike [Ratings in economics]. Moscow, Nauka Publ. 240 p. (In Russ.)
``ama``      Karminskii AM. Ratings in economics. Moscow: Nauka; 2005. 240 p. (In Russ.)
``apa``      Karminskii, A. M. (2005). Ratings in economics. Nauka Publ. (In Russ.)

Source: guidelines for authors of Russian journals, named in docs/decisions/0005.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

import msgspec

from citekit.formatters.apa import GENRES, UNTITLED, printed
from citekit.formatters.apa_marks import sentence
from citekit.formatters.apa_source import archive_of, edition_of, page_range, setting_of
from citekit.formatters.apa_terms import apa_terms
from citekit.formatters.draft import clean
from citekit.formatters.latin_face import latin_face, reference_table
from citekit.formatters.richtext import NO_BREAK, RichText, rich
from citekit.formatters.romanised import has_cyrillic
from citekit.formatters.style import Option
from citekit.formatters.year_letters import lettered, year_letter
from citekit.language import SCHEMES
from citekit.language.typography import spaced_initials
from citekit.model import Diagnostic
from citekit.model.identifiers import doi_url

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citekit.formatters.latin_face import LatinFace
    from citekit.model import Name, Record

__all__ = ["REFERENCES", "References"]

_FORMS = {
    "bsi": {"initials": "I.I.", "comma": "off", "title": "translit+en", "publ": "on"},
    "harvard": {"initials": "I.I.", "comma": "off", "title": "translit+en", "publ": "on"},
    "ama": {"initials": "II", "comma": "off", "title": "en", "publ": "off"},
    "apa": {"initials": "I. I.", "comma": "on", "title": "en", "publ": "off"},
}
_AUTHORS = re.compile(r"all|[1-9]\d?(?:/[1-9]\d?)?")
_DISSERTATIONS = (
    ("канд", "Cand. Sci. diss."),
    ("д-ра", "Dr. Sci. diss."),
    ("доктор", "Dr. Sci. diss."),
    ("магист", "Master’s thesis"),
    ("phd", "PhD thesis"),
)


class References:
    """The style ``references``; see :class:`citekit.formatters.style.Style`."""

    name = "references"
    title = "References: the romanised second list of Russian journals"
    sort = "apa"
    numbered = True
    options: ClassVar[Mapping[str, Option]] = {
        "form": Option("bsi", tuple(_FORMS), "pattern of the entries"),
        "scheme": Option("bsi", tuple(SCHEMES), "transliteration"),
        "signs": Option("ascii", ("scheme", "ascii", "curly", "none"), "how ь and ъ are printed"),
        "yo": Option("e", ("e", "scheme"), "ё as е, or as the scheme has it"),
        "title": Option(
            "form",
            ("form", "translit+en", "en", "[en]", "official", "translit"),
            "title of a Cyrillic work; official: its English face, else translit+en",
        ),
        "source": Option("translit", ("translit", "translit+en", "translit=en", "en"), "name of the journal or book"),
        "initials": Option("form", ("form", "I.I.", "I. I.", "II"), "initials"),
        "comma": Option("form", ("form", "on", "off"), "comma between family name and initials"),
        "authors": Option("all", (), "how many are named: all, 6 (then et al.), 6/3 (of more than six the first three)"),
        "publ": Option("form", ("form", "on", "off"), "«Publ.» after a transliterated publisher"),
        "note": Option("(In Russ.)", (), "remark on the language; empty for none"),
        "note-place": Option("before-address", ("before-address", "end"), "where the remark stands"),
        "doi": Option("url", ("url", "doi:", "DOI:"), "DOI as an address or after a label"),
        "edn": Option("off", ("off", "on"), "EDN at the end"),
        "dash": Option("en", ("en", "hyphen", "em"), "dash between pages"),
    }

    def prepared(self, records: Sequence[Record], options: Mapping[str, str]) -> tuple[Record, ...]:
        """Return the records of an ordered list as they are to be printed: 2019a and 2019b where the form cites by year."""
        return lettered(records) if options.get("form") in {"apa", "harvard"} else tuple(records)

    def entry(self, record: Record, options: Mapping[str, str]) -> tuple[RichText, tuple[Diagnostic, ...]]:
        """Return the record's entry in the romanised list, and what was missing for it (FM3xx)."""
        settled = {key: options.get(key, option.default) for key, option in self.options.items()}
        form = settled["form"]
        for key, own in _FORMS[form].items():
            if settled[key] == "form":
                settled[key] = own
        if record.is_unread:
            found = Diagnostic(
                code="FM300", severity="warning", record=record.id, message="could not be read; printed as it stands in the source"
            )
            return rich(clean(record.raw) or record.id or UNTITLED, "raw"), (found,)
        face = latin_face(record, settled)
        findings = list(face.findings)
        if form == "apa":
            text = _apa(face, record, settled, findings)
        else:
            text = _ama(face, record, settled) if form == "ama" else _bsi(face, record, settled, dated_names=form == "harvard")
        if not text:
            text = rich(clean(record.raw) or record.id or UNTITLED, "raw")
        return _dashed(text, settled["dash"]), tuple(findings)


REFERENCES = References()


# names


def _name(name: Name, options: Mapping[str, str]) -> str:
    if name.is_body or not name.family:
        return name.full_family or name.given
    given = spaced_initials(name.given)
    if options["initials"] == "II":
        given = re.sub(r"[.\s\-]", "", given)
    elif options["initials"] == "I.I.":
        given = given.replace(f".{NO_BREAK}", ".")
    comma = "," if options["comma"] == "on" and given else ""
    family = f"{name.non_dropping_particle} {name.family}".strip()
    whole = f"{family}{comma}{NO_BREAK if given else ''}{given}"
    return f"{whole} {name.suffix}".strip()


def _names(names: tuple[Name, ...], field: str, options: Mapping[str, str], *, cut: bool) -> RichText:
    most, first = len(names), len(names)
    if _AUTHORS.fullmatch(options["authors"]) and options["authors"] != "all":
        limit, _, shown = options["authors"].partition("/")
        most, first = int(limit), int(shown or limit)
    kept = names[:first] if len(names) > most else names
    parts = [rich(_name(name, options), field) for name in kept]
    return RichText.join(", ", [*parts, "et al." if cut or len(kept) < len(names) else ""])


def _heads(face: LatinFace, options: Mapping[str, str], *, role: str) -> RichText:
    """Return the names at the head; «(eds.)» or «, eds» where editors head the entry."""
    record = face.record
    if record.author:
        return _names(record.author, "author", options, cut=record.custom.et_al)
    if setting_of(record) in {"periodical", "part"}:
        return RichText()
    for field, label in (("editor", "ed"), ("compiler", "comp")):
        names: tuple[Name, ...] = getattr(record, field)
        if names:
            several = "s" if len(names) > 1 or record.custom.editor_et_al else ""
            return _names(names, field, options, cut=record.custom.editor_et_al) + role.format(label + several)
    return RichText()


# the elements that the forms share


def _numbers(face: LatinFace) -> list[RichText]:
    """Return «vol. 41», «no. 2», with the word that the source itself uses for them."""
    record, terms = face.record, reference_table()["volume_terms"]

    def label(own: str, default: str) -> str:
        word = own.casefold().strip(" .")
        return next((latin for start, latin in terms.items() if word and word.startswith(start)), default)

    out = []
    if record.volume:
        out.append(rich(f"{label(record.custom.volume_term, 'vol.')}{NO_BREAK}{page_range(record.volume)}", "volume"))
    if record.issue:
        out.append(rich(f"{label(record.custom.issue_term, 'no.')}{NO_BREAK}{page_range(record.issue)}", "issue"))
    if record.custom.article_number:
        out.append(rich(f"article{NO_BREAK}{record.custom.article_number}", "number"))
    return out


def _pages(record: Record) -> RichText:
    page = page_range(record.page)
    if not page:
        return RichText()
    return rich(f"{'pp.' if '–' in page or ',' in page else 'p.'}{NO_BREAK}{page}", "page")


def _extent(record: Record) -> RichText:
    return rich(f"{record.number_of_pages}{NO_BREAK}p.", "number-of-pages") if record.number_of_pages else RichText()


def _day(record: Record) -> str:
    """Return «10 March» of a newspaper or a page on the web, which are told apart by their day."""
    if record.type not in {"article-newspaper", "article-magazine", "webpage", "post", "post-weblog"} or not record.issued.is_possible:
        return ""
    months = apa_terms("en").months
    if not record.issued.month:
        return ""
    return f"{record.issued.day}{NO_BREAK}{months[record.issued.month - 1]}" if record.issued.day else months[record.issued.month - 1]


def _kind(record: Record) -> str:
    """Return the English name of a kind of thesis; what the record names in Latin letters stays."""
    if record.type != "thesis":
        return ""
    genre = record.genre.casefold()
    kind = next((english for start, english in _DISSERTATIONS if start in genre), "" if has_cyrillic(genre) else record.genre)
    kind = kind or "Dissertation"
    return f"Abstract of {kind}" if "автореф" in genre else kind


def _designation(face: LatinFace) -> str:
    """Return «GOST R 7.0.5–2008», «Patent RF, no. 2187888», «Federal law no. 273-FZ» where a number is the work's name."""
    record = face.record
    if not record.number:
        return ""
    if record.type == "patent":
        country = record.authority or record.jurisdiction
        return f"Patent {country}, no.{NO_BREAK}{record.number}" if country else f"Patent no.{NO_BREAK}{record.number}"
    if record.type in {"report", "legislation", "regulation", "bill"}:
        return (
            f"{record.genre[:1].upper()}{record.genre[1:]} no.{NO_BREAK}{record.number}".strip()
            if record.genre
            else f"no.{NO_BREAK}{record.number}"
        )
    return record.number if record.type == "standard" else ""


def _address(record: Record, options: Mapping[str, str]) -> RichText:
    parts: list[RichText | str] = []
    if record.doi:
        url = doi_url(record.doi)
        shown = url if options["doi"] == "url" else f"{options['doi']}{' ' if options['doi'].isupper() else ''}{record.doi}"
        parts.append(rich(shown, "DOI", href=url))
    elif record.url:
        url = record.url.strip()
        link = rich(url, "URL", href=url if url.casefold().startswith(("http://", "https://")) else "")
        day = record.accessed
        when = f" (accessed {day.day:02d}.{day.month:02d}.{day.year})" if day.day and day.is_possible else ""
        parts.append("Available at: " + link + rich(when, "accessed") + ("." if when else ""))
    if options["edn"] == "on" and record.custom.edn:
        parts.append(rich(f"EDN{NO_BREAK}{record.custom.edn}", "EDN"))
    return RichText.join(" ", parts)


def _closed(face: LatinFace, parts: list[RichText], options: Mapping[str, str]) -> RichText:
    """Join the sentences of an entry, then the remark on the language and the address in the order asked for."""
    remark, address = rich(face.remark, "note"), _address(face.record, options)
    tail = [remark, address] if options["note-place"] == "before-address" else [address, remark]
    return RichText.join(" ", [*(sentence(part) for part in parts if part), *tail])


# the forms


def _year(record: Record) -> RichText:
    start, end = record.issued.year, record.issued.end[0] if record.issued.end else 0
    text = f"{start}–{end}" if end and end != start else str(start or record.issued.literal or "")
    return rich(text + year_letter(record) if text else "", "issued")


def _bsi(face: LatinFace, original: Record, options: Mapping[str, str], *, dated_names: bool) -> RichText:
    """Return «Names Title [English]. Source, 2016, vol. 41, no. 2, pp. 84–90. (In Russ.)»; Harvard has the year after the names."""
    record = face.record
    names = _heads(face, options, role=" ({}.)")
    year = RichText() if dated_names and names else _year(record)
    day = rich(_day(record), "issued")
    title = face.title
    if dated_names and names:
        names = names + " (" + (_year(record) or "n.d.") + ")."
    # A body's name is set off by a full stop, a person's initials are enough: «Ivanov I.I. Title», «World Bank. Title».
    bodied = bool(record.author) and record.author[-1].is_body and not names.plain().endswith((".", ")"))
    head = RichText.join(". " if bodied else " ", [names, title])
    designation = rich(_designation(face), "number")
    if record.type == "standard" and designation:
        head, designation = RichText.join(". ", [designation, head]), RichText()
    edition = rich(edition_of(record, apa_terms("en")), "edition")
    imprint = RichText.join(", ", [rich(face.place, "publisher-place"), rich(face.publisher, "publisher")])
    match setting_of(record):
        case "periodical":
            article = record.number if record.type == "article-journal" and not record.custom.article_number else ""
            numbers = [*_numbers(face), rich(f"article{NO_BREAK}{article}", "number") if article else rich("")]
            where = [RichText.join(", ", [face.source, year, day, *numbers, designation, _pages(record)])]
        case "part":
            where = [face.source, RichText.join(", ", [edition, imprint, year, *_numbers(face), _pages(record)])]
        case "site":
            where = [designation, RichText.join(", ", [face.source, year, day])]
        case _:
            event = RichText.join(", ", [rich(record.event_title, "event-title"), rich(record.event_place, "event-place")])
            pages = rich("") if _extent(record) else _pages(record)
            whole = RichText.join(", ", [edition, imprint, year, day, *_numbers(face), pages])
            where = [rich(_kind(original), "genre"), designation, event, whole, _extent(record), archive_of(record)]
    return _closed(face, [head, *where], options)


def _ama(face: LatinFace, original: Record, options: Mapping[str, str]) -> RichText:
    """Return «Names. Title. Source. 2016;41(2):84–90. (In Russ.)»."""
    record = face.record
    names = _heads(face, options, role=", {}")
    year = _year(record)
    designation = rich(_designation(face), "number")
    edition = rich(edition_of(record, apa_terms("en")), "edition")
    imprint = RichText.join(": ", [rich(face.place, "publisher-place"), rich(face.publisher, "publisher")])
    imprint = RichText.join("; ", [imprint, year])
    match setting_of(record):
        case "periodical":
            day = rich(_day(record), "issued")
            date = RichText.join(" ", [year, day])
            numbers = rich(page_range(record.volume), "volume")
            if record.issue:
                numbers = numbers + "(" + rich(page_range(record.issue), "issue") + ")"
            pages = rich(record.custom.article_number or page_range(record.page), "page")
            where = [face.source, RichText.join(";", [date, RichText.join(":", [numbers, pages])]), designation]
        case "part":
            editors = _names(record.editor, "editor", options, cut=record.custom.editor_et_al)
            editors = editors + (", eds" if len(record.editor) > 1 else ", ed") if editors else editors
            where = ["In: " + RichText.join(". ", [editors, face.source]), edition, imprint, *_numbers(face), _capital(_pages(record))]
        case "site":
            where = [designation, face.source, year]
        case _:
            kind = _kind(original)
            event = RichText.join("; ", [rich(record.event_title, "event-title"), rich(record.event_place, "event-place")])
            where = [rich(f"[{kind}]", "genre") if kind else rich(""), designation, edition, event, imprint]
            where += [*map(_capital, _numbers(face)), _extent(record) or _capital(_pages(record)), archive_of(record)]
    return _closed(face, [names, face.title, *where], options)


def _apa(face: LatinFace, original: Record, options: Mapping[str, str], findings: list[Diagnostic]) -> RichText:
    """Return the entry as APA 7 has it, of the Latin face; findings of APA's own (FM2xx) are kept but for the translation's."""
    title, bracket, _ = face.title.plain().partition(" [")
    translated = face.cyrillic and bracket and len(face.title.runs) > 1
    shown = msgspec.structs.replace(
        face.record,
        title=title if translated else face.title.plain(),
        container_title=face.source.plain(),
        publisher=face.publisher,
        custom=msgspec.structs.replace(
            face.record.custom, imprint=(), translated_title=face.title.runs[-1].text.strip("[]") if translated else ""
        ),
    )
    remark = face.remark
    last = options["note-place"] == "end"
    text = printed(
        shown, original.genre, apa_terms("en"), findings, {"accessed": "auto"}, known_genres=GENRES, remark="" if last else remark
    )
    if options["initials"] != "I. I." and face.cyrillic:
        text = RichText(
            tuple(
                (_tight(run.text, run.field) and msgspec.structs.replace(run, text=_tight(run.text, run.field))) or run for run in text.runs
            )
        )
    return RichText.join(" ", [text, remark if last else ""])


def _tight(text: str, field: str) -> str:
    return text.replace(f".{NO_BREAK}", ".") if field in {"author", "editor", "translator", "compiler", "contributor"} else text


def _capital(text: RichText) -> RichText:
    if not text:
        return text
    first = text.runs[0]
    return RichText((msgspec.structs.replace(first, text=first.text[:1].upper() + first.text[1:]), *text.runs[1:]))


def _dashed(text: RichText, dash: str) -> RichText:
    mark = {"hyphen": "-", "em": "—"}.get(dash)
    if mark is None:
        return text
    return RichText(
        tuple(msgspec.structs.replace(run, text=run.text.replace("–", mark)) if run.field == "page" else run for run in text.runs)
    )
