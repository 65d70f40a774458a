"""Labelled pieces of a reference ▶ its record, with the evidence of every field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.language import language_of, transliterate
from citekit.model import Custom, Date, Evidence, Name, Record, Span
from citekit.parsers.atoms import Atom
from citekit.parsers.fields import figures
from citekit.parsers.fields.bodies import without_abbreviation
from citekit.parsers.fields.dates import read_date
from citekit.parsers.fields.lexicon import is_place
from citekit.parsers.fields.names import NameList, match_names, read_names
from citekit.parsers.fields.responsibility import Responsibility, in_nominative, ordered, read_responsibility, without_ranks
from citekit.parsers.fields.titles import clean_container, clean_title, read_title
from citekit.parsers.fields.worktype import Facts, work_type
from citekit.parsers.grammar.sheet import Piece
from citekit.parsers.patterns import begun_by, pattern, words

if TYPE_CHECKING:
    from citekit.parsers.normalise import Normalised

__all__ = ["assemble"]


class _Assembly:
    """The fields of one record as they come together."""

    def __init__(self, reference: Normalised, pieces: tuple[Piece, ...], source: str) -> None:
        self.reference = reference
        self.by_label: dict[str, list[Piece]] = {}
        for piece in pieces:
            self.by_label.setdefault(piece.label, []).append(piece)
        self.source = source
        self.values: dict[str, Any] = {}
        self.custom: dict[str, Any] = {}
        self.evidence: dict[str, tuple[Evidence, ...]] = {}

    def of(self, label: str) -> list[Piece]:
        return self.by_label.get(label, [])

    def text(self, piece: Piece) -> str:
        return self.reference.text[piece.start : piece.end]

    def put(self, field: str, value: Any, *pieces: Piece, name: str = "") -> None:
        """Set a field and say where it was read; an empty value sets nothing."""
        if value in ("", (), None, Date()):
            return
        self.values[field] = value
        self._witness(name or field.replace("_", "-"), pieces)

    def put_custom(self, field: str, value: Any, *pieces: Piece) -> None:
        if value in ("", (), None):
            return
        self.custom[field] = value
        self._witness("custom." + field.replace("_", "-"), pieces)

    def _witness(self, name: str, pieces: tuple[Piece, ...]) -> None:
        if not pieces:
            return
        start, end = min(p.start for p in pieces), max(p.end for p in pieces)
        span = self.reference.original(start, end)
        self.evidence[name] = (
            Evidence(
                agent="parser",
                raw=span.of(self.reference.raw),
                source=self.source,
                span=span,
                confidence=round(min(p.confidence for p in pieces), 4),
            ),
        )


_CUT_PLACES = frozenset(["М", "Л", "К", "Х", "СПб", "Спб", "Пг", "Мн", "М.–Л", "М.-Л", "М.; Л", "М.; СПб", "Екб", "Washington, D.C"])


def assemble(
    reference: Normalised,
    atoms: tuple[Atom, ...],
    pieces: tuple[Piece, ...],
    *,
    source: str = "",
    layout: str = "",
    form: str = "",
) -> Record:
    """Make a record of the labelled pieces of a reference.

    ``layout`` and ``form`` are what :mod:`citekit.parsers.grammar.structure` recognised; the kind of work depends
    on them too.
    """
    made = _Assembly(reference, pieces, source)
    _identifiers(made, atoms)
    _give_back(made)
    _title(made)
    _container(made)
    _names(made)
    _figures(made)
    _dates(made, atoms)
    _imprint(made)
    _rest(made)
    if form == "patent":
        _patent(made)
    _type(made, layout, form)
    if not made.values.get("publisher_place", "").endswith(".") and made.values.get("publisher_place", "") in _CUT_PLACES:
        made.values["publisher_place"] += "."
    return Record(
        raw=reference.raw,
        language=_language(made),
        custom=Custom(**made.custom),
        evidence=made.evidence,
        **made.values,
    )


_NOT_UKRAINIAN = pattern(r"[ыэъё]|\bи\b|(?:ия|ие|ии|ость|ение|ции)\b", re.IGNORECASE)
_UKRAINIAN = pattern(r"[іїєґ]", re.IGNORECASE)


def _language(made: _Assembly) -> str:
    """Return the language of the title; where its letters leave Russian or Ukrainian open, the whole reference tells."""
    title = made.values.get("title") or made.values.get("container_title") or made.reference.text
    language = language_of(title)
    if language == "ru" and not _NOT_UKRAINIAN.search(title) and _UKRAINIAN.search(made.reference.text):
        return "uk"
    return language


# -- identifiers --------------------------------------------------------------------------------------------


def _identifiers(made: _Assembly, atoms: tuple[Atom, ...]) -> None:
    def piece(atom: Atom) -> Piece:
        return Piece(atom.kind, atom.start, atom.end)

    urls = []
    for atom in atoms:
        if atom.kind == "doi" and "doi" not in made.values:
            made.put("doi", atom.value, piece(atom), name="DOI")
        elif atom.kind == "url":
            urls.append(atom)
        elif atom.kind == "edn" and "edn" not in made.custom:
            made.put_custom("edn", atom.value, piece(atom))
        elif atom.kind in ("isbn", "issn", "pmid", "pmcid") and atom.kind not in made.values:
            made.put(atom.kind, atom.value, piece(atom), name=atom.kind.upper())
        elif atom.kind in ("orcid", "arxiv"):
            made.put_custom(atom.kind, atom.value, piece(atom))
            address = _ADDRESS.search(made.reference.text, atom.start, atom.end) if atom.kind == "arxiv" else None
            if address:
                urls.append(Atom("url", *address.span(), address[0].rstrip(".,;)")))
    if urls:
        chosen = _best_url(urls)
        made.put("url", chosen.value, piece(chosen), name="URL")


_ADDRESS = pattern(r"https?://\S+")


def _best_url(urls: list[Atom]) -> Atom:
    """Choose the address of the work: one that another only begins is the site's, not the work's."""
    best = urls[0]
    for atom in urls[1:]:
        head = best.value.rstrip("/")
        if atom.value.startswith(head) and len(atom.value) > len(best.value) + 1:
            best = atom
    return best


_ONE_WORD = pattern(r"[A-ZА-ЯЁ][\w.+#-]*")


def _give_back(made: _Assembly) -> None:
    # «Tokio: An asynchronous runtime …»: a lone word before a colon is the title's; a page needs a title before an author
    if (
        not made.of("title")
        and made.of("container")
        and made.of("publisher")
        and not (made.of("pages") or made.of("issue") or made.of("article_no"))
    ):
        made.by_label["title"] = made.by_label.pop("container")  # «The Art of Computer Programming, vol. 1. Addison-Wesley»
    if not made.of("title") and not made.of("container") and made.of("genre") and made.of("publisher"):
        made.by_label["title"] = made.by_label.pop("genre")  # «Human Rights Watch, World Report 2019 (New York: HRW, 2019)»
    heads = made.of("author") + made.of("body")
    if len(heads) != 1 or "url" not in made.values or made.of("container"):
        return
    head, titles = heads[0], made.of("title")
    text = made.reference.text
    if (
        titles
        and head.end < titles[0].start
        and text[head.end : titles[0].start].strip(" ") == ":"
        and _ONE_WORD.fullmatch(text, head.start, head.end)
    ):
        made.by_label["title"] = [msgspec.structs.replace(titles[0], start=head.start), *titles[1:]]
    elif not titles and not made.of("publisher") and match_names(made.text(head)) is None:
        made.by_label["title"] = [Piece("title", head.start, head.end, head.confidence)]
    else:
        return
    made.by_label.pop("author", None)
    made.by_label.pop("body", None)


# -- titles -------------------------------------------------------------------------------------------------


def _joined(made: _Assembly, pieces: list[Piece]) -> str:
    """Return the text of pieces of one label that belong together: the first run and what adjoins it."""
    if not pieces:
        return ""
    start, end = pieces[0].start, pieces[0].end
    for piece in pieces[1:]:
        gap = made.reference.text[end : piece.start]
        if len(gap) > 4:
            break
        end = piece.end
    return made.reference.text[start:end]


_CLOSES_ABBREVIATION = pattern(r"\s*[:/;]|,")
_ABBREVIATIONS = words(
    "т тт ч чч кн тр сб пособ посіб спец науч техн газ журн лит изд мин обл ун-т ин-т в вв гг г др пр inc ltd co corp jr etc univ"
)


def _stopped(made: _Assembly, pieces: list[Piece], value: str) -> str:
    """Give an abbreviation at the end of a value its stop back, where the text shows that it is one."""
    text, end = made.reference.text, pieces[-1].end
    stop = end - 1 if text.startswith(".", end - 1) else end
    if not value or not value[-1].isalpha() or not text.startswith(".", stop) or not text[:stop].endswith(value[-3:]):
        return value
    if _CLOSES_ABBREVIATION.match(text, stop + 1) or value.rsplit(None, 1)[-1].casefold() in _ABBREVIATIONS:
        return value + "."
    return value


def _before_medium(made: _Assembly) -> list[Piece]:
    """Return the title's pieces as far as the sort of carrier that closes it: «Towns [Data set]. Zenodo»."""
    pieces = made.of("title")
    for mark in made.of("medium"):
        for i, piece in enumerate(pieces):
            if piece.start < mark.start and mark.end < piece.end and made.reference.text.startswith(".", mark.end):
                rest = Piece("publisher", mark.end + 2, piece.end, piece.confidence)
                if not made.of("publisher") and len(made.text(rest).split()) < 5:
                    made.by_label["publisher"] = [rest]
                return [*pieces[:i], Piece("title", piece.start, mark.start, piece.confidence)]
    return pieces


_MONTHS_BETWEEN = pattern(r"[:,]\s[^\W\d_]{3,10}(?:\s?[–—-]+\s?[^\W\d_]{3,10})?\s")


def _with_years(made: _Assembly, pieces: list[Piece]) -> list[Piece]:
    # a year that only a blank parts from the title is the title's, where another year is the work's
    years = made.of("year")
    if not pieces or len(years) < 2:
        return pieces
    text = made.reference.text
    first, last = pieces[0], pieces[-1]
    for year in years[:-1]:
        month = _MONTHS_BETWEEN.fullmatch(text, last.end, year.start) if last.end < year.start else None
        if month and text[year.end : year.end + 1] in ".,":  # «Situation Report: July–September 2024. Bishkek»
            made.by_label["date"] = [d for d in made.of("date") if not last.end <= d.start < year.start]
            last = msgspec.structs.replace(last, end=year.end)
        elif year.end < first.start and text[year.end : first.start] == " " and text[: year.start].rstrip().endswith("."):
            first = msgspec.structs.replace(first, start=year.start)
        elif last.end < year.start and text[last.end : year.start] == " " and text[year.end : year.end + 2].strip()[:1] in (".", ",", "("):
            last = msgspec.structs.replace(last, end=year.end)
        else:
            continue
        made.by_label["year"] = [y for y in years if y is not year]
        if len(pieces) == 1:
            return [msgspec.structs.replace(first, end=max(first.end, last.end))]
        return [first, *pieces[1:-1], last]
    return pieces


def _title(made: _Assembly) -> None:
    pieces = _with_years(made, _before_medium(made))
    text = _joined(made, pieces)
    if "://" in text:
        text = max((part.strip(" ,;:–—-") for part in _ADDRESS.split(text)), key=len)
    if text:
        found = read_title(text)
        made.put("title", found.title if found.genre or found.volume else _stopped(made, pieces, found.title), *pieces)
        if found.genre and not made.of("genre"):
            made.put("genre", _stopped(made, pieces, found.genre), *pieces)
        if found.volume and not made.of("volume"):
            made.put("volume", found.volume, *pieces)
            made.put_custom("volume_term", found.volume_term, *pieces)
    translated = made.of("translated_title")
    genre_code = re.compile(r"\s*:?\s*(\d\d?\.\d\d?\.\d\d?)\s*$")
    if translated:
        made.put_custom("translated_title", clean_title(_joined(made, translated)), *translated)
    genre = made.of("genre")
    if genre:
        made.put("genre", _stopped(made, genre, _joined(made, genre).strip(" .,;:()[]–—-")), *genre)
    code = genre_code.search(made.values.get("genre", ""))
    if code and code.start() > 3:
        made.put("number", code[1], *(genre or pieces))
        made.put_custom("specialty", code[1], *(genre or pieces))
        made.values["genre"] = made.values["genre"][: code.start()].rstrip(" :")


def _container(made: _Assembly) -> None:
    pieces = _with_years(made, made.of("container"))
    text = _joined(made, pieces)
    if not text:
        return
    title, short, blog = clean_container(text)
    volume = _VOLUME_BEHIND.search(title)
    if volume and made.of("pages") and not made.of("volume") and not made.of("issue"):
        made.put("volume", volume[1] or volume[2], *pieces)  # «JAMA Ophthalmology 131. p. 194»
        title = title[: volume.start()]
    bracket = re.search(r"\s*\(([^()]{3,40})\)$", title)
    if bracket and is_place(bracket[1]):
        title = title[: bracket.start()]
        made.put("publisher_place", bracket[1], *pieces)
    made.put("container_title", title if short else _stopped(made, pieces, title), *pieces)
    if short:
        made.put("container_title_short", short, *pieces)
    if blog:
        made.values["type"] = "post-weblog"


# -- names --------------------------------------------------------------------------------------------------


def _names(made: _Assembly) -> None:
    authors: tuple[Name, ...] = ()
    author_pieces = made.of("author")
    for piece in author_pieces:
        found: NameList = read_names(_with_stop(made, piece))
        authors += ordered(found.names) if found.form == "direct" else found.names  # «Фримен Эрик, Фримен Элизабет»
        if found.et_al:
            made.custom["et_al"] = True
    bodies = made.of("body")
    for piece in bodies:
        authors += (Name(literal=without_abbreviation(made.text(piece)).strip(" .,")),)
    author_pieces = author_pieces + bodies
    if made.of("etal"):
        made.custom["et_al"] = True
    roles: dict[str, tuple[Name, ...]] = {}
    for label in ("editor", "compiler", "translator"):
        pieces = made.of(label)
        names: tuple[Name, ...] = ()
        for piece in pieces:
            found = read_names(without_ranks(made.text(piece)))
            names += in_nominative(found.names) if _genitive_lead(made, piece) else found.names
            if found.et_al and label == "editor":
                made.custom["editor_et_al"] = True
        if names:
            roles[label] = names
            made.put(label, names, *pieces)
    for piece in made.of("responsibility"):
        said = read_responsibility(made.text(piece))
        authors = _with_statement(made, authors, said, piece)
    if authors:
        made.put("author", authors, *(author_pieces or made.of("responsibility")))


_CUT_INITIAL = pattern(r"(?:^|[\s.,-])(?:[^\W\d_a-zа-яё][a-zа-яё]?|[ДЮЯЁЕЧШ][а-яё]{1,2})$")


def _with_stop(made: _Assembly, piece: Piece) -> str:
    # «Ульман Дж|.»: the labeller leaves out the last initial's stop
    text = made.text(piece)
    return text + "." if made.reference.text.startswith(".", piece.end) and _CUT_INITIAL.search(text) else text


def _genitive_lead(made: _Assembly, piece: Piece) -> bool:
    before = made.reference.text[max(0, piece.start - 40) : piece.start]
    return bool(re.search(r"(?:[Пп]од|[Зз]а)\s[^;/]{0,30}(?:ред|рук)[^\s]*\s*$|\bпер\.[^;/]{0,20}$", before))


def _is_host(made: _Assembly, name: str) -> bool:
    host = made.values.get("url", "").split("//")[-1].split("/")[0].casefold()
    letters = re.sub(r"[^a-z0-9]", "", transliterate(name, "icao").casefold())
    return len(letters) > 3 and (letters in re.sub(r"[^a-z0-9]", "", host) or letters.replace("kh", "h") in host)


def _with_statement(made: _Assembly, authors: tuple[Name, ...], said: Responsibility, piece: Piece) -> tuple[Name, ...]:
    """Bring the statement's names together with the heading's: where it names them all, it is the list."""
    for field, names in (("editor", said.editors), ("compiler", said.compilers), ("translator", said.translators)):
        if names and field not in made.values:
            made.put(field, names, piece)
    if said.editor_et_al:
        made.custom["editor_et_al"] = True
    if said.statement:
        stop = "." if re.search(r"\b[^\W\d_]$", said.statement) and "." in made.reference.text[piece.end - 1 : piece.end + 1] else ""
        made.put_custom("responsibility", said.statement + stop, piece)
    if said.authors:
        heading = {n.family.casefold() for n in authors}
        stated = {n.family.casefold() for n in said.authors}
        if not authors or (heading <= stated) or not (heading & stated):
            authors = said.authors if heading <= stated else (*authors, *said.authors)
        if said.et_al:
            made.custom["et_al"] = True
    named = authors or said.editors or said.compilers or made.values.keys() & {"editor", "compiler"}
    if said.bodies and not named and "url" in made.values and not made.of("number") and piece.label == "responsibility":
        body = without_abbreviation(said.bodies[0]).strip(" .,")
        if "container_title" not in made.values and _is_host(made, body):
            made.put("container_title", body, piece)  # «Что такое Docker? / Хабр»
        else:
            authors = (Name(literal=body),)
    elif said.bodies and "publisher" not in made.values and re.search(r"дис|thesis|автореф", made.values.get("genre", ""), re.IGNORECASE):
        made.put("publisher", said.bodies[0], piece)  # the university where a thesis was written
    return authors


# -- figures, dates, imprint --------------------------------------------------------------------------------


def _figures(made: _Assembly) -> None:
    volumes, issues = [p for p in made.of("volume") if not _MANY.match(made.reference.text, p.end)], made.of("issue")
    terms = [made.text(p).casefold().rstrip(". ") for p in made.of("issue_term")]
    if volumes and issues and volumes[0].start > issues[0].end and _is_part(made, volumes[0]):
        made.put("part_number", figures.read_volume(made.text(volumes[0])), volumes[0])  # «№ 31 (ч. 1)»
        volumes = volumes[1:]
    if volumes:
        made.put("volume", figures.read_volume(made.text(volumes[0])), volumes[0])
    if len(issues) > 1 and not volumes and terms and terms[0].startswith(("вып", "iss")):
        # «вып. 10. № 2»: the first is the volume
        made.put("volume", figures.read_volume(made.text(issues[0])), issues[0])
        made.put("issue", figures.read_issue(made.text(issues[1])), issues[1])
    elif issues:
        made.put("issue", figures.read_issue(made.text(issues[0])), issues[0])
    pages = made.of("pages")
    if pages:
        made.put("page", figures.read_pages(made.text(pages[0])), pages[0])
    elif made.of("article_no"):
        piece = made.of("article_no")[0]
        made.put("page", figures.read_pages(made.text(piece)), piece)
        made.put_custom("article_number", figures.read_pages(made.text(piece)), piece)
    extent = made.of("numpages")
    if extent:
        made.put("number_of_pages", figures.read_extent(made.text(extent[0])), extent[0])
    editions = made.of("edition") or [p for p in made.of("note") if _EDITION.fullmatch(made.text(p).strip(" .,()"))]
    for piece in editions:
        number, note = figures.read_edition(made.text(piece))
        if number and not made.text(piece).lstrip("([ ").casefold().startswith(
            ("ред", "в ред", "с изм", "с доп", "прин", "одоб", "утв", "действ")
        ):
            made.put("edition", number, piece)
        elif number:
            note = made.text(piece).strip(" ()[].,;")  # an act's wording: «ред. от 02.07.2021»
        if note:
            made.put_custom("edition_note", note, piece)
    for piece in made.of("chapter")[:1]:
        made.put("chapter_number", made.text(piece), piece)
    section = made.of("section")
    if section:
        made.put("section", figures.read_pages(made.text(section[0])), section[0])


_EDITION = pattern(
    r"(?:\d{1,2}(?:st|nd|rd|th|-е|-ое)?|first|second|third|fourth|fifth|sixth|revised|updated|новое)\s(?:edition|edn|ed|изд|издание)\.?",
    re.IGNORECASE,
)
_MANY = pattern(r"\s?(?:vols\b|тт?\.(?!\s?\d)|томах\b|томов\b|Bde\b|кн\.(?!\s?\d))")  # «2 vols.» counts them


def _is_part(made: _Assembly, volume: Piece) -> bool:
    before = made.reference.text[max(0, volume.start - 6) : volume.start].casefold()
    return bool(re.search(r"(?:\bч|\bчасть|\bpt|\bpart)\.?\s?$", before))


def _near(made: _Assembly, year: Piece) -> list[Piece]:
    """Return the day and month that stand beside a year."""
    return [p for p in made.of("date") if abs(p.start - year.end) < 14 or abs(year.start - p.end) < 14]


def _dates(made: _Assembly, atoms: tuple[Atom, ...]) -> None:
    years = made.of("year")
    if years:
        year = next((y for y in years if made.text(y) == made.text(years[0]) and _near(made, y)), years[0])
        near = _near(made, year)
        start = min([year.start, *(p.start for p in near)])
        end = max([year.end, *(p.end for p in near)])
        made.put("issued", read_date(made.reference.text[start:end]), year, *near)
    for atom in atoms:
        if atom.kind == "accessed":
            made.put("accessed", atom.date, Piece("accessed", atom.start, atom.end))
            break


def _imprint(made: _Assembly) -> None:
    places, publishers = made.of("place"), made.of("publisher")
    defended = _DEFENDED.search(made.reference.text)
    if defended:
        made.put("publisher", defended[1].strip(), Piece("publisher", defended.start(1), defended.end(1)))
    if places:
        texts = [_imprint_text(made.text(p)) for p in places]
        made.put("publisher_place", "; ".join(dict.fromkeys(texts)), *places)
    if publishers:
        names = [_stopped(made, [p], re.sub(r"(?<=[^\W\d_]{2})\.$", "", _imprint_text(made.text(p)))) for p in publishers]
        made.put("publisher", "; ".join(dict.fromkeys(names)), *publishers)
        if len(publishers) > 1 and len(places) == len(publishers):
            made.custom["imprint"] = tuple(zip([_imprint_text(made.text(p)) for p in places], names, strict=True))


def _imprint_text(text: str) -> str:
    text = " ".join(text.split()).strip(" ,;:[]–—-")
    if text.count("(") != text.count(")"):
        text = text.strip("()")
    return text


_DEFENDED = begun_by(r"\[Мм\s", r"\[?\s?[Мм]есто защиты\s?:\s*([^\]\x00]{4,160}?)\s*\]")
_VOLUME_BEHIND = pattern(r"(?<=[^\W\d_]),\s((?!1[89]\d\d|20\d\d)\d{1,4})$|(?<=[^\W\d_])\s((?!1[89]\d\d|20\d\d)\d{1,4})$")
_SERIES_LEAD = pattern(r"^(?:Серия|Сер\.|серия|сер\.|Серія|Series)\s*[:.]?\s*(?=[«\"“А-ЯЁA-Z])")
_SERIES_NUMBER = pattern(r"\s*[;,.]\s*(?:вып\.|№|т\.|ч\.|кн\.|vol\.|no\.|issue|Вып\.|Т\.|Vol\.|No\.)?\s?(\d{1,5})\s*$")


_LIBRARIES = frozenset(
    [
        "JSTOR",
        "ProQuest",
        "EBSCOhost",
        "Project MUSE",
        "Google Books",
        "HathiTrust",
        "Academia.edu",
        "ResearchGate",
        "КиберЛенинка",
        "CyberLeninka",
        "eLIBRARY",
    ]
)


def _rest(made: _Assembly) -> None:
    for piece in made.of("series")[:1]:
        text = _SERIES_LEAD.sub("", made.text(piece).strip(" .;()")).removeprefix("of ")
        number = _SERIES_NUMBER.search(text)
        if number:
            made.put("collection_number", number[1], piece)
            text = text[: number.start()]
        made.put("collection_title", clean_title(text), piece)
    for piece in made.of("source")[:1]:
        made.put("source", made.text(piece).strip(" .,"), piece)
    for piece in made.of("extent")[:1]:
        made.put_custom("extent", made.text(piece), piece)
    for piece in made.of("volume_title")[:1]:
        made.put("volume_title", clean_title(made.text(piece)), piece)
    for label in ("archive", "archive_location"):
        for piece in made.of(label)[:1]:
            made.put(label, made.text(piece).strip(" .,"), piece, name=label)
    for piece in made.of("event")[:1]:
        made.put("event_title", clean_title(made.text(piece)), piece)
    for piece in made.of("event_place")[:1]:
        made.put("event_place", made.text(piece).strip(" .,"), piece)
    for piece in made.of("number")[:1]:
        made.put("number", made.text(piece).strip(" .,;№N"), piece)
    medium = made.of("medium")
    if medium:
        made.put_custom("designation", made.text(medium[0]).strip(" []:.–—-"), medium[0])
    notes = made.of("language_note") or made.of("note")
    if notes:
        text = made.text(notes[0]).strip(" ()[].,;")
        if len(text) > 2 and "://" not in text and not text.upper().startswith("ORCID"):  # an identifier has its own field
            made.put("note", text, notes[0])
    if made.values.get("publisher") in _LIBRARIES and "url" in made.values and "source" not in made.values:
        made.put("source", made.values.pop("publisher"), *made.of("publisher"))
        made.evidence.pop("publisher", None)


def _patent(made: _Assembly) -> None:
    for label, field in (("authority", "authority"),):
        for piece in made.of(label)[:1]:
            made.put(field, made.text(piece), piece)
    for piece in made.of("published")[:1]:
        made.put("issued", read_date(made.text(piece)), piece)
    for piece in made.of("filed")[:1]:
        made.put("submitted", read_date(made.text(piece)), piece)
    for label, field in (("application", "application_number"), ("ipc", "ipc"), ("bulletin", "bulletin"), ("applicant", "applicant")):
        for piece in made.of(label)[:1]:
            made.put_custom(field, made.text(piece).strip(" .,;"), piece)


# -- type ---------------------------------------------------------------------------------------------------


def _type(made: _Assembly, layout: str, form: str) -> None:
    _choose_type(made, layout, form)
    values = made.values
    if values["type"] == "paper-conference" and "publisher" not in values and _stands_for_event(made):
        values["event_place"] = values.pop("publisher_place")
        made.evidence["event-place"] = made.evidence.pop("publisher-place")


def _stands_for_event(made: _Assembly) -> bool:
    """Tell whether a town is where the conference met: it follows the proceedings' title behind a comma."""
    places = made.of("place")
    return bool(places) and "publisher_place" in made.values and made.reference.text[: places[0].start].rstrip().endswith(",")


def _choose_type(made: _Assembly, layout: str, form: str) -> None:
    values = made.values
    if re.search(r"\bpatent\b", values.get("genre", ""), re.IGNORECASE) and "number" in values:
        values["type"] = "patent"
        return
    known = {"patent": "patent", "standard": "standard", "law": "legislation", "code": "legislation", "archive": "manuscript"}.get(form)
    if known and not (form == "patent" and "программ" in made.reference.text[:120].casefold()):
        values["type"] = known
        return
    if form == "patent":
        values["type"] = "software"
        return
    issued: Date = values.get("issued", Date())
    authors: tuple[Name, ...] = values.get("author", ())
    slashes = layout in ("gost-part", "slashes")
    italics = made.reference.italics
    title = made.of("title")
    facts = Facts(
        title=values.get("title", ""),
        container=values.get("container_title", ""),
        genre=values.get("genre", ""),
        publisher=values.get("publisher", ""),
        event=values.get("event_title", ""),
        medium=made.custom.get("designation", ""),
        volume="volume" in values,
        issue="issue" in values,
        pages="page" in values,
        extent="number_of_pages" in values,
        place="publisher_place" in values,
        edition="edition" in values,
        isbn="isbn" in values,
        doi="doi" in values,
        url=values.get("url", ""),
        accessed="accessed" in values,
        year=bool(issued.year),
        day=bool(issued.day),
        author=bool(authors),
        body_author=bool(authors) and all(n.literal for n in authors),
        editors="editor" in values,
        inside=layout in ("in", "gost-part", "slashes"),
        slashes=slashes,
        italic_title=bool(title) and any(a <= title[0].start + 1 and b >= title[0].end - 1 for a, b in italics),
        series="collection_title" in values,
        number="number" in values,
        blog=values.get("type") == "post-weblog",
    )
    values["type"] = work_type(facts)


def whole_span(reference: Normalised) -> Span:
    """Return the reference's own span in its raw text."""
    return Span(0, len(reference.raw))
