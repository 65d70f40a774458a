"""What a pattern finds for certain: identifiers, addresses, dates of access, marks of the medium.

The labeller must keep to what stands here, and the fields' readers need not look for it again. An address
that a line break, a blank or a lost underscore has cut is put together; the target of an anchor goes before
its text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

import msgspec

from citekit.model import Date, identifiers
from citekit.parsers.fields.dates import DATE, find_date, read_date
from citekit.parsers.patterns import begun_by, pattern, words

if TYPE_CHECKING:
    from citekit.parsers.normalise import Normalised

__all__ = ["Atom", "AtomKind", "find_atoms"]

AtomKind = Literal[
    "doi", "url", "edn", "isbn", "issn", "arxiv", "pmid", "pmcid", "orcid", "file",
    "accessed", "medium", "site_mark", "software_mark", "language_note", "url_lead", "no_date",
]  # fmt: skip


class Atom(msgspec.Struct, frozen=True, gc=False):
    """A stretch of a clean text whose meaning is certain; ``value`` is canonical, ``date`` of an access."""

    kind: AtomKind
    start: int
    end: int
    value: str = ""
    date: Date = Date()


_URL_START = begun_by(
    r"fhw", r"(?:\bhttps?\s?:\s?/\s?/\s?|\bhttps?:(?=www)|\bftp://|\bfile:/{2,3}|(?<![\w.@/])www\s?\.\s?)(?=[^\s])", re.IGNORECASE
)
_CHUNK = pattern(r"[^\s<>\"«»“”„|]+")
_ENDINGS = r"(?:com|org|net|edu|gov|info|io|eu|uk|us|de|fr|ru|su|ua|by|kz|рф|int|ai|dev|app|me|tv|co|ch|nl|at|pl|cz|it|es|se|no|fi|dk|ca|au|jp|cn|in|br)"
_HOST_ENDING = pattern(rf"\.{_ENDINGS}(?![\w@])", re.IGNORECASE)
_BARE_HOST = pattern(
    rf"(?<![\w.@/\-])(?:(?:19|20)\d\d\.(?=[a-z]))?((?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,4}}{_ENDINGS})(/[^\s<>\"«»“”]*)?(?![\w@])",
    re.IGNORECASE,
)
_TAIL = ".,;:!?'…*|"
_CLOSERS = {")": "(", "]": "[", "}": "{", "’": "‘"}
_FILE_END = pattern(r"\.(?:pdf|html?|docx?|php|aspx?|xml|rtf|djvu|jsp|xlsx?|pptx?|zip|txt)$", re.IGNORECASE)
_TOP_LEVEL = pattern(r"(?:com|org|net|edu|gov|info|ru|ua|uk|de|eu|int|io|рф)(?:/|$)|(?:pdf|html?|php|aspx?)\b", re.IGNORECASE)
_LOST_UNDERSCORES = pattern(r"(?: [A-Za-z0-9%()'&+,-]+(?:\.[A-Za-z0-9%-]+)*){1,25}/?\.?$")
_AFTER_ADDRESS = pattern(r"\s*[(\[]|\s(?:pdf|html?|php|aspx?)\b")
_NO_TAIL = words(
    "accessed retrieved last viewed date and available in from the on at cited archived doi url дата "
    "режим доступа text текст abstract pp vol no"
)

_ACCESS_WORDS = (
    r"(?:дата\s+(?:обращения|доступа|обр\.|обращ\.|посещения|просмотра|звернення|перегляду|последнего\s+обращения)|обращение|доступ(?=:?\s*\d)|проверено|звернення|дата\s+зверн\.|"
    r"(?:last\s+|date\s+)?access(?:ed)?(?:\s+date)?(?:\s+on)?|(?<=\.\s)web\.|date\s+of\s+(?:access|treatment|the\s+application|appeal|circulation)|retrieved(?:\s+on)?|(?:last\s+)?(?:viewed|visited|checked)(?:\s+on)?|cited|"
    r"application\s+date|accessed\s+date|zugriff(?:\s+am)?|abgerufen(?:\s+am)?|letzter\s+zugriff|stand|consulté(?:\s+le)?|(?:page\s+)?consultée?(?:\s+le)?|visité\s+le)"
)
_ACCESSED = pattern(
    rf"[(\[]?\s?(?:\b(?:updated|revised|last\s+modified)[^;\]\[()]{{4,30}};\s*)?\b{_ACCESS_WORDS}\s*[:\-–—]?\s*(?P<date>{DATE}|(?P<short>[0-3]\d\.[01]\d\.[012]\d(?!\d))|(?P<partial>(?:[^\W\d_]{{3,10}}\.?,?\s+)?(?:19|20)\d\d))(?:\s?г(?:ода|\.)?)?(?:,?\s*\d{{1,2}}:\d\d(?::\d\d)?(?:\s?[ap]m)?)?\s?[)\]]?(?P<from>,?\s+from\b:?)?",
    re.IGNORECASE,
)
_ACCESS_HINTS = tuple(
    words(
        "обр. обращ доступ посещ просмотр звернен перегляд access retrieve viewed visited checked cited treatment appeal "
        "applic web. zugriff abgeruf consult visit stand проверено circul"
    )
)
_BARE_ACCESS = pattern(rf"\(\s?(?:{DATE})\s?(?:г\.)?\s?\)(?=\W*$)", re.IGNORECASE)

_MEDIUM = pattern(
    r"\[\s*(?:э?еэ?лектронн?\w*|э\w{0,3}л\w{0,3}ктрон\w*|электрон\.?|[ээeе]лектрон\w+|элэктронны|тэкст|online|on-line|internet|web|text|текст|print|electronic(?:al)?|electron\.?|digital|e-resource|мультимедиа|видеозапись|изоматериал|ноты|карты?|рукопись|звукозапись|cd-rom)"
    r"(?:\s+(?:ресурс\w*|рес\.?|resource|edition|version|document|source|текст|данные))?\s*\.?:?\s*\]"
    r"|[.:]\s*(?:[–—-]\s*)?(?:Текст|Изображение|Устная речь|Музыка|Text|Image)(?:\s*\([^()]{1,40}\))?(?:\.\s+Изображение(?:\s*\([^()]{1,40}\))?)?\s*:\s*(?:электронн\w+|непосредственн\w+|электрон\.|electronic|direct|unmediated|видео\w*|визуальн\w+)(?:\s+(?=//|\.|$))?",
    re.IGNORECASE,
)
_SITE_MARK = pattern(
    r"\[\s*(?:(?:официальный\s+)?(?:веб-)?сайт|(?:web\s?)?site|website|портал|веб-сторінка|интернет-портал|блог|blog|база данных|электронная библиотека|online database|database)\s*\]|:\s*(?:(?:официальный|информационный|официальный информационный|офіційний|офиц\.|официал\.)\s+)?(?:веб-?)?(?:сайт|портал)(?=\.?\s*[-–—]|\.\s)",
    re.IGNORECASE,
)
_SOFTWARE_MARK = pattern(
    r"\[\s*((?:computer\s+)?(?:software|program|code)|software\s+package|программ\w+(?:\s+обеспечение)?|data\s?set|набор данных|mobile app)[^\[\]]{0,30}\]",
    re.IGNORECASE,
)
_LANGUAGE_NOTE = pattern(
    r"[(\[]\s*(in\s+(?:russian|ukrainian|english|german|french|chinese|polish|spanish|belarusian|kazakh|italian|japanese|turkish|portuguese|czech)(?:\s*(?:,|with)\s[^()\[\]]{1,60})?"
    r"|in\s+russ\.?|in\s+rus\.?|in\s+engl?\.|на\s+(?:русском|английском|украинском|немецком|французском)\s+яз(?:\.|ыке)|на\s+(?:англ|рус|нем|укр|фр)\.\s?яз\.|(?:article\s+)?in\s+russian\s+language|rus|russian)\s*\.?\s*[)\]]",
    re.IGNORECASE,
)
_NO_DATE = begun_by(r"nosuб", r"(?<![\w.])(?:n\.\s?d\.(?!\s?[A-Z]\.)|no date|undated|б\.\s?г\.|s\.\s?a\.|o\.\s?J\.)(?!\w)")
_LEAD = begun_by(
    r"adfhilmoprsuvwадирсэ",
    r"(?:\b(?:режим\s+доступ[ау](?:\s+(?:до|к)\s+[^\W\d_]{4,12})?|url(?:-адрес)?|uri|доступ(?:но|ен)?(?:\s+(?:по\s+(?:адресу|ссылке)|на\s+сайте))?|адрес(?:\s+доступа)?|электрон(?:ный|\.)\s+адрес|электронн?\w*\s+ресурс|эл\.\s?ресурс|"
    r"ссылка(?:\s+на\s+[^\W\d_]{3,12})?|источник|(?:is\s+)?available(?:\s+(?:online|electronically))?(?:\s+(?:at|from|on|via|through))?|retrieved(?:\s+from)?|accessed(?:\s+(?:at|from|via))?|(?:free\s+)?access(?:\s+(?:mode|at))?|mode\s+of\s+access|(?:download|obtain)ed\s+from|"
    r"verfügbar\s+(?:unter|über)|online(?:\s+(?:at|unter))?|disponible\s+(?:sur|en|à)|from|via|link|website|web\s?site|web|сайт|site|see|published\s+online\s+first|электрон\.\s+(?:дан|версия)\.?(?:\s+печ\.\s+публикации)?|html|pdf|doi|dx\.doi)\b\s*[:.–—-]*\s*){1,3}[<(\[]?\s*$",
    re.IGNORECASE,
)
_PMID = pattern(r"\bPMID\s*:?\s*([1-9]\d{0,8})\b(?:\s*\[[^\]]{1,30}\])?", re.IGNORECASE)
_PMCID = pattern(r"\b(?:PMCID\s*:?\s*)?(PMC\s?\d{3,9})\b", re.IGNORECASE)
_ISBN = pattern(
    r"\bISBN(?:-1[03]|\s?1[03](?=[\s:]))?\s*:?\s*((?:97[89][\d\s\-–]{10,18}|[\d][\d\s\-–]{8,14}[\dXХ])(?<=[\dXХ]))(?:\s*\([^()]{1,30}\))?",
    re.IGNORECASE,
)
_ISSN = pattern(
    r"\b(?:[ep]-?)?ISSN(?:\s?\((?:online|print)\)|-L)?\s*:?\s*(\d{4}\s?[-–]\s?\d{3}[\dXХ])(?:\s*\((?:online|print)\))?", re.IGNORECASE
)
_BROKEN_DOI = pattern(r"\s([A-Za-z0-9][\w.\-/():;]*\d[\w.\-/():;]*)")
_EMPTY_DOI = pattern(r"\bDOI\b[:.]?\s*$", re.IGNORECASE)


def find_atoms(reference: Normalised) -> tuple[Atom, ...]:
    """Return the atoms of a reference in the order of its text; none overlaps another.

    >>> from citekit.parsers.normalise import normalise
    >>> found = find_atoms(normalise("Теория [Электронный ресурс]. URL: http://a.ru/ doc/ 1.html (дата обращения: 28.08.2011)."))
    >>> [(a.kind, a.date.iso or a.value) for a in found]
    [('medium', 'Электронный ресурс'), ('url_lead', ''), ('url', 'http://a.ru/doc/1.html'), ('accessed', '2011-08-28')]
    """
    text = reference.text
    folded = text.casefold() if len(text) < 20_000 else text.lower()
    atoms: list[Atom] = []
    _addresses(reference, text, folded, atoms)
    _registered(text, folded, atoms)
    if any(hint in folded for hint in _ACCESS_HINTS) or (text.rstrip(" .").endswith(")") and any(a.kind == "url" for a in atoms)):
        _access(text, atoms)
    if "[" in text or ":" in text:
        _marks(text, atoms)
    if "(" in text or "[" in text:
        for match in _LANGUAGE_NOTE.finditer(text):
            _add(atoms, Atom("language_note", match.start(), match.end(), match[1]))
    for match in _NO_DATE.finditer(text):
        _add(atoms, Atom("no_date", match.start(), match.end()))
    atoms.sort(key=lambda a: a.start)
    return _with_leads(text, atoms)


def _addresses(reference: Normalised, text: str, folded: str, atoms: list[Atom]) -> None:
    if "10." in text or "1О." in text or "1O." in text:
        _dois(text, atoms)
    if "http" in folded or "://" in text or "www" in folded or reference.links:
        _urls(reference, atoms)
    if _HOST_ENDING.search(text):
        _hosts(text, atoms)


def _registered(text: str, folded: str, atoms: list[Atom]) -> None:
    """Find the numbers that a register gives to works and people."""
    if "isbn" in folded:
        _numbers(_ISBN, "isbn", text, atoms)
    if "issn" in folded:
        _numbers(_ISSN, "issn", text, atoms)
    if "edn" in folded or "elibrary" in folded:
        for found in identifiers.find_edns(text):
            _add(atoms, Atom("edn", found.span.start, found.span.end, found.value))
    if "orcid" in folded:
        for found in identifiers.find_orcids(text):
            _replace(atoms, Atom("orcid", found.span.start, found.span.end, found.value))
    if "arxiv" in folded:
        for found in identifiers.find_arxiv(text):
            _replace(atoms, Atom("arxiv", found.span.start, found.span.end, found.value), keep="doi")
    if "pmid" in folded:
        _numbers(_PMID, "pmid", text, atoms)
    if "pmc" in folded:
        _numbers(_PMCID, "pmcid", text, atoms)


def _free(atoms: list[Atom], start: int, end: int) -> bool:
    return all(end <= a.start or start >= a.end for a in atoms)


def _add(atoms: list[Atom], atom: Atom) -> None:
    if _free(atoms, atom.start, atom.end):
        atoms.append(atom)


def _replace(atoms: list[Atom], atom: Atom, keep: str = "") -> None:
    """Add an atom in place of the addresses that it overlaps, unless one of the kind ``keep`` is there."""
    clash = [a for a in atoms if atom.start < a.end and a.start < atom.end]
    if any(a.kind == keep or a.kind not in ("url", "edn") for a in clash):
        return
    if clash:
        atom = Atom(atom.kind, min(atom.start, *(a.start for a in clash)), max(atom.end, *(a.end for a in clash)), atom.value)
    atoms[:] = [a for a in atoms if a not in clash]
    atoms.append(atom)


def _dois(text: str, atoms: list[Atom]) -> None:
    for found in identifiers.find_dois(text):
        start, end, value = found.span.start, found.span.end, found.value
        if not _free(atoms, start, end):
            continue
        tail = _BROKEN_DOI.match(text, end)
        if tail is None and end < len(text) and text[end] in ".-/_(":
            tail = _BROKEN_DOI.match(text, end + 1)
        before = text[end : tail.start()] if tail else ""
        if (
            tail
            and (before or text[end - 1] in "-/_(")
            and not re.fullmatch(r"(?:19|20)\d\d[.,;]?|\d{1,3}[.,)]?", tail[1])
            and before != "("
        ):
            more = identifiers.find_dois(text[start : tail.start()].rstrip() + tail[1])
            if more and len(more[0].value) > len(value):
                value, end = more[0].value, tail.end(1) - len(tail[1]) + len(tail[1].rstrip(".,;:)]"))
        atoms.append(Atom("doi", start, end, value))


_BEHIND = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\d{4,9}/\S{1,300})$")


def _urls(reference: Normalised, atoms: list[Atom]) -> None:
    text = reference.text
    at = 0
    while match := _URL_START.search(text, at):
        start = match.start()
        chunk = _CHUNK.match(text, match.end())
        if not chunk:
            at = match.end()
            continue
        clash = next((a for a in atoms if start < a.end and a.start < chunk.end()), None)
        if clash is not None:
            at = max(clash.end, match.end())
            continue
        link = next((k for k in reference.links if k.start <= start < k.end), None)
        stop = link.end if link else chunk.end()
        pieces = [re.sub(r"\s", "", text[start:stop])]
        end, more = _continuation(text, stop, anchored=link is not None, seen=pieces[0])
        pieces.append(more)
        address = "".join(pieces)
        if link and link.target.startswith(("http", "ftp", "www")):
            address = link.target.replace("\\", "") + more
        trimmed = _trim(address)
        if not more and not link:
            end = start + len(text[start:end].rstrip()) - (len(address) - len(trimmed))
        elif end == len(text) or more:
            while end > start and text[end - 1] in ".,; ":
                end -= 1
        kind: AtomKind = "file" if address.lower().startswith("file:") or (link and link.target.startswith(("mailto:", "file:"))) else "url"
        if kind == "file":
            end = _end_of_file_name(text, end)
        if len(trimmed) > 8:
            atoms.append(Atom(kind, start, max(end, match.end()), trimmed))
        at = max(end, match.end())
    for link in reference.links:
        if (
            link.target.startswith(("http://", "https://"))
            and _free(atoms, link.start, link.end)
            and not any(a.kind == "url" for a in atoms)
            and "doi.org/10." not in link.target
        ):
            atoms.append(Atom("url", link.end, link.end, _trim(link.target)))
        elif (doi := _BEHIND.match(link.target)) and not any(a.kind == "doi" for a in atoms):
            atoms.append(Atom("doi", link.end, link.end, unquote(doi[1]).casefold()))  # a DOI behind a word


def _end_of_file_name(text: str, end: int) -> int:
    tail = re.match(r"[^.]{0,60}\.(?:pdf|docx?|html?)", text[end:])
    return end + tail.end() if tail else end


def _continuation(text: str, end: int, *, anchored: bool, seen: str) -> tuple[int, str]:
    """Return where an address ends that goes on behind a blank, and what is to be added to it."""
    more = ""
    joined = seen
    for _ in range(8):
        if end >= len(text) or text[end] != " ":
            break
        chunk = _CHUNK.match(text, end + 1)
        if not chunk:
            break
        piece = chunk[0]
        last = joined[-1:]
        rest_is_end = not text[chunk.end() :].strip(" .")
        closed = rest_is_end or bool(_AFTER_ADDRESS.match(text, chunk.end()))
        if not _goes_on(last, piece, rest_is_end=rest_is_end, closed=closed, anchored=anchored and not more, seen=joined):
            break
        joined += piece
        more += piece
        end = chunk.end()
    if end < len(text) and text[end] == " ":
        tail = _LOST_UNDERSCORES.match(text, end)
        body = tail[0].strip().rstrip(".") if tail else ""
        words = body.split(" ")
        closed = body.endswith("/") or bool(_FILE_END.search(body))
        if (
            tail
            and closed
            and not joined.endswith(("/", ".", ",", ";", ")"))
            and not any(w.casefold() in _NO_TAIL and i == 0 for i, w in enumerate(words))
        ):
            return end + len(tail[0].rstrip().rstrip(".")), more + "_" + "_".join(words)
    return end, more


def _goes_on(last: str, piece: str, *, rest_is_end: bool, closed: bool, anchored: bool, seen: str) -> bool:
    body = piece.rstrip(".,;:)")
    if not body or body.casefold() in _NO_TAIL:
        return False
    foreign = not body.isascii()
    if foreign and seen.isascii():
        return False
    first = piece[0]
    if first in "/%?&=_#~" and len(body) > 1 and (body[1].isalnum() or body[1] in "%_") and not piece.startswith("//"):
        return True
    if first == "-" and len(body) > 1 and body[1].isalnum():
        return True
    if last in "-_=&?%#":
        return first.isalnum()
    if last == "/":
        if re.fullmatch(r"(?:19|20)\d\d", body) or not (first.islower() or first.isdigit()):
            return False
        return closed or any(c in "/_-.=?%" for c in body)
    if last == ".":
        return bool(_TOP_LEVEL.match(body)) or (seen.endswith("www.") and "." in body)
    # an anchor that broke off in the middle of a word: its tail has the look of an address, not of a word
    return anchored and rest_is_end and bool(re.search(r"[._=&%/-]", body)) and not body[0].isspace()


def _trim(address: str) -> str:
    while address:
        last = address[-1]
        if last in _TAIL or (last in _CLOSERS and address.count(last) > address.count(_CLOSERS[last])) or last in "([{":
            address = address[:-1]
            continue
        break
    return address


def _hosts(text: str, atoms: list[Atom]) -> None:
    """Find hosts without a scheme: with a path anywhere, alone only where an address must stand."""
    for match in _BARE_HOST.finditer(text):
        start = match.start(1)
        if not _free(atoms, start, match.end()):
            continue
        body = _trim(text[start : match.end()])
        end = start + len(body)
        before = text[:start].rstrip()
        after = text[end:].strip(" .")
        path = match[2] and len(match[2]) > 1 and body.count("/")
        led = re.search(r"(?:URL|URI|Режим доступ[ау]|доступа|Available (?:at|from)|from|at)\s*:?$", before, re.IGNORECASE)
        alone = not after and re.search(r"(?:\d{4}|First:\s\d{4})\.$", before) and match[1].islower()
        if (path and match[1].islower() and re.search(r"[a-z]{2}\.", body)) or (led and ":" in before[-2:]) or alone:
            if text[end : end + 1] == " " and path:
                end, more = _continuation(text, end, anchored=False, seen=body)
                body = _trim(body + more)
            atoms.append(Atom("url", start, end, body))


def _numbers(pattern: re.Pattern[str], kind: AtomKind, text: str, atoms: list[Atom]) -> None:
    for match in pattern.finditer(text):
        value = match[1].strip()
        if kind == "isbn":
            value = re.sub(r"\s*[-–]\s*", "-", value).replace("Х", "X").rstrip("- ")
            if len(re.sub(r"\D", "", value.replace("X", "0"))) not in (10, 13) and not re.match(r"97[89]|\d", value):
                continue
        elif kind == "issn":
            value = re.sub(r"\s*[-–]\s*", "-", value).replace("Х", "X")
        elif kind == "pmcid":
            value = value.replace(" ", "").upper()
        _replace(atoms, Atom(kind, match.start(), match.end(), value))


def _access(text: str, atoms: list[Atom]) -> None:
    for match in _ACCESSED.finditer(text):
        date = read_date(match["date"])
        if match["short"]:
            day, month, year = match["short"].split(".")
            date = Date.of(2000 + int(year), int(month), int(day))
        if match["partial"] and not date.year:
            continue
        word = match[0].lstrip("([ ").casefold()
        if word.startswith(("stand", "access ")) and match["partial"]:
            continue
        start, end = match.span()
        if match["from"]:
            end = match.start("from")
        opened = match[0][0] in "(["
        if not opened and text[end - 1] in ")]" and text[start:end].count("(") < text[start:end].count(")"):
            end -= 1
        if opened and text[end - 1] not in ")]":
            start += 1
        _add(atoms, Atom("accessed", start, end, match["date"], date))
    if not any(a.kind == "accessed" for a in atoms) and any(a.kind == "url" for a in atoms):
        bare = _BARE_ACCESS.search(text)
        if bare:
            found = find_date(bare[0])
            if found:
                _add(atoms, Atom("accessed", bare.start(), bare.end(), bare[0].strip("() "), found[0]))


def _marks(text: str, atoms: list[Atom]) -> None:
    for match in _MEDIUM.finditer(text):
        _add(atoms, Atom("medium", match.start(), match.end(), match[0].strip(" []:.–—-")))
    for match in _SITE_MARK.finditer(text):
        _add(atoms, Atom("site_mark", match.start(), match.end(), match[0].strip("[]: ")))
    if "[" in text:
        for match in _SOFTWARE_MARK.finditer(text):
            _add(atoms, Atom("software_mark", match.start(), match.end(), match[1]))


def _with_leads(text: str, atoms: list[Atom]) -> tuple[Atom, ...]:
    """Put the words that lead to an address before it; an empty «DOI» at the end is a lead to nothing."""
    out: list[Atom] = []
    previous_end = 0
    for atom in atoms:
        if atom.kind in ("url", "file", "doi", "edn", "isbn"):
            window = max(previous_end, atom.start - 70)
            lead = _LEAD.search(text, window, atom.start)
            if lead and lead.start() < atom.start and (lead.start() == 0 or not text[lead.start() - 1].isalnum()):
                out.append(Atom("url_lead", lead.start(), atom.start))
        out.append(atom)
        previous_end = atom.end
    empty = _EMPTY_DOI.search(text, previous_end)
    if empty:
        out.append(Atom("url_lead", empty.start(), empty.end()))
    return tuple(out)
