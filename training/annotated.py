"""The annotated sets: AnyStyle core, gold, good; the GROBID citation corpus; Open Research Europe's JATS.

Each is turned into labelled samples; a row whose parts cannot be told apart by rule is left out.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import tarfile
from typing import TYPE_CHECKING

from lxml import etree

from training.sample import Sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["annotated_samples"]

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)


class Doubtful(Exception):
    """A row that no rule can split."""


def annotated_samples(shared: Path) -> Iterator[Sample]:
    """Yield every usable row of the three sets, in a fixed order."""
    yield from _anystyle(shared / "training/anystyle")
    yield from _grobid(shared / "training/grobid-citation-corpus.tar.gz")
    yield from _ore(shared / "training/ore-jats-references.tar.gz")


def is_held_out(sample: Sample, percent: int = 5) -> bool:
    """Tell whether a row belongs to the development part: decided by its text, so it never changes."""
    return int(hashlib.sha256(sample.text.encode()).hexdigest()[:8], 16) % 100 < percent


# ---------------------------------------------------------------- parts that hold several fields

_VOLUME_TERMS = r"vols?|volumes?|v|bde?|band|bänd|t|tome|tomo|tom|jg|jahrgang|том|т|год"
_ISSUE_TERMS = r"numbers?|no|nos|nr|nrs|núm|num|n|nº|n°|№|№№|iss|issue|heft|h|hft|fasc|вып|с?в|bd\.|suppl|supplement|série"
_PAGE_TERMS = r"pp?|pages?|pgs?|pag|págs?|s|ss|seiten?|с|сс|стр|стор|бр"
_WORD = re.compile(r"[^\W\d_]+\.?|№|n[º°]|\d+[^\s,;:().]*|[^\w\s]")
_MONTH = re.compile(
    r"(?i)^(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|spring|summer|fall|autumn|winter|янв|фев|мар|апр|ма[йя]|июн|июл|авг"
    r"|сен|окт|ноя|дек|ene|abr|ago|dic|janv|févr?|avr|juil|août|aout|déc|mär)"
)


def _volume(text: str) -> Iterator[tuple[str, str]]:
    """Split «Vol. 9(3)», «12, no. 4», «No. 134» into terms and figures."""
    dated = re.match(r"(\s*\(?)((?:18|19|20)\d\d)(\)?\s*[;,:]\s*)(?=\d)", text)
    if dated:
        # «1997;124(3)» was marked as a whole
        yield from zip(dated.groups(), ("sep", "year", "sep"), strict=True)
        text = text[dated.end() :]
    letters = False
    expected = "volume"
    seen = set()
    depth = 0
    for piece in re.findall(r"\s+|[nN][º°]|[^\W\d_]+\.?(?=\W|\d|$)|№|[\dIVXLCivxlc]+[\w\-–/.]*\w|\w+|[^\w\s]", text):
        bare = piece.strip().rstrip(".").casefold()
        if not bare or re.fullmatch(r"[^\w\s№]", piece):
            depth += piece == "("
            depth -= piece == ")"
            if piece in "(:/." and "volume" in seen:
                expected = "issue"
            yield piece, "sep"
        elif re.fullmatch(_VOLUME_TERMS, bare) and not (bare in ("t", "v") and "volume" in seen):
            expected = "volume"
            yield piece, "volume_term"
        elif re.fullmatch(_ISSUE_TERMS, bare):
            expected = "issue"
            yield piece, "issue_term"
        elif letters and bare.isdigit():
            letters = False
            yield piece, expected
        elif any(c.isdigit() for c in bare) or re.fullmatch(r"[ivxlc]+", bare) or (len(bare) <= 2 and bare.isalpha()):
            letters = bare.isalpha() and not seen
            if expected in seen and expected == "volume":
                expected = "issue"
            if expected in seen and not depth:
                raise Doubtful(text)
            seen.add(expected)
            yield piece, expected
        elif bare in ("in", "of", "and", "the"):
            raise Doubtful(text)
        elif expected == "issue" or depth:
            yield piece, "issue"
        else:
            raise Doubtful(text)


def _pages(text: str) -> Iterator[tuple[str, str]]:
    match = re.fullmatch(rf"(?i)(\W*)(\d+(?:\s*[–-]\s*\d+)?)(\s*)((?:{_PAGE_TERMS})\.?)(\W*)", text)
    if match:
        yield from zip(match.groups(), ("sep", "numpages", "sep", "page_term", "sep"), strict=True)
        return
    match = re.fullmatch(rf"(?i)(\W*)((?:{_PAGE_TERMS}|article|art|ch|chap|chapter)\b\.?)?(.*)", text, re.DOTALL)
    if match is None:
        raise Doubtful(text)
    before, term, rest = match.groups()
    yield before, "sep"
    if term:
        yield term, "page_term"
    if re.search(r"[^\W\d_]{4,}", rest):
        raise Doubtful(text)
    single = re.fullmatch(r"\W*([a-zA-Z]{1,3}\d[\w.]*|\d{6,}|\d+:\d+)\W*", rest)
    yield rest, "article_no" if single and not term else "pages"


def _date(text: str) -> Iterator[tuple[str, str]]:
    years = list(re.finditer(r"(?<!\d)(?:1[4-9]|20)\d\d(?:[–/-]\d{2,4})?[a-z]?(?![\w])", text))
    if not years:
        yield text, "date"
        return
    chosen = years[-1] if re.fullmatch(r"\W*\d{1,2}[./]\d{1,2}[./]\d{4}\W*", text) else years[0]
    before, after = text[: chosen.start()], text[chosen.end() :]
    yield before, "date" if any(c.isalnum() for c in before) else "sep"
    yield chosen[0], "year"
    yield after, "date" if any(c.isalnum() for c in after) else "sep"


_ET_AL = re.compile(
    r"(?i)\bet\.? ?al\b\.?|\band (?:\d+ )?others\b|\bи др\b\.?|\bи соавт\b\.?|\bu\. ?a\.|\b(?:y|e) (?:cols?|otros)\b\.?|…|\.\.\."
)
_ROLE = re.compile(
    r"(?i)\b(?:in\b\s*:?\s*)?(?:edited by|eds? by|hrsg\. ?von|herausgegeben von|translated by|trans\. by|übers\. von|сост\.|под ред\.|отв\. ред\.|"
    r"edited and translated by|(?:guest |series )?editors?|eds?|hrsgs?|hg|éds?|coords?|dirs?|comps?|red|trans|transl|translators?|trad|ed\. and trans|übers)\b\.?"
)


def _people(text: str, label: str) -> Iterator[tuple[str, str]]:
    at = 0
    lead = re.match(r"(?i)\W*in\b\s*:?\s*", text) if label != "author" else None
    if lead:
        yield lead[0], "sep"
        at = lead.end()
    marks = []
    if label != "author" or re.search(r"\((?:eds?|hrsg|éds?|dir|coord)s?\.?\)", text, re.IGNORECASE):
        marks += [(m.start(), m.end(), "editor_role") for m in _ROLE.finditer(text, at)]
        if label == "author" and marks:
            label = "editor"
    marks += [(m.start(), m.end(), "etal") for m in _ET_AL.finditer(text, at) if m[0] not in ("…", "...")]
    for start, end, mark in sorted(marks):
        if start < at:
            continue
        yield text[at:start], label
        yield text[start:end], mark
        at = end
    yield text[at:], label


def _genre(text: str) -> Iterator[tuple[str, str]]:
    match = re.search(r"(?i)(?:(?:\bno\.?|№|\bnr\.?|#)\s*)?\b(?=[\w/.-]*\d)[A-Z]*[\w/.-]*\d[\w/.:-]*", text)
    if match:
        yield text[: match.start()], "genre"
        yield match[0], "number"
        rest = text[match.end() :]
        yield rest, "genre" if re.search(r"\w", rest) else "sep"
    else:
        yield text, "genre"


_ACCESS = re.compile(
    r"(?i)\W*(?:last |zuletzt )?(?:accessed|access date|retrieved|visited|viewed|consulted|cited|abgerufen|accès|consulté|acesso em|дата обращения|проверено)\b"
)


def _note(text: str) -> Iterator[tuple[str, str]]:
    low = text.casefold()
    if re.fullmatch(r"(?i)\W*(?:in|на|en)?\s*(?:russian|russ|chinese|german|french|spanish|japanese|русском языке|рус)\W*", text):
        yield text, "language_note"
    elif re.fullmatch(
        r"(?i)\W*(?:\d+(?:st|nd|rd|th)?|first|second|third|fourth|fifth|revised|rev\.?|new|enlarged)\s+(?:ed|edn|edition)\W*", text
    ):
        yield text, "edition"
    elif _ACCESS.match(text):
        match = re.fullmatch(r"(?is)(.*?)(\W+(?:from|at|de|from the)\W*)", text)
        if match and re.search(r"\d", match[1]):
            yield match[1], "accessed"
            yield match[2], "url_lead"
        elif re.search(r"\d", text):
            yield text, "accessed"
        else:
            yield text, "url_lead"
    elif re.fullmatch(
        r"(?i)\W*(?:available|online|retrieved|from|url|en ligne|disponible|verfügbar|internet|download|at|http|see)?(?:\s+(?:at|from|online|unter|sur|on|en|via))*\W*",
        text,
    ):
        yield text, "url_lead"
    elif re.search(r"(?i)\bis[bs]n", low):
        match = re.search(r"(?i)(is([bs])n[^\d]*)([\dxX\-– ]+)", text)
        if not match:
            raise Doubtful(text)
        yield text[: match.start()], "note"
        yield match[1], "url_lead"
        yield match[3], "isbn" if match[2] in "bB" else "issn"
        yield text[match.end() :], "note"
    elif "doi" in low or "http" in low or "www" in low:
        yield from _address(text)
    else:
        yield text, "note"


def _address(text: str) -> Iterator[tuple[str, str]]:
    match = re.search(r"(?i)https?\s*:\s*/\s*/.*|www\..*|\b10\.\d{4,}/.*|ftp://.*|\b[\w-]+(?:\.[\w-]+)+/\S*", text, re.DOTALL)
    if match is None:
        raise Doubtful(text)
    yield text[: match.start()], "url_lead"
    body = match[0]
    rest = ""
    tail = re.search(r"(?i)[\s(\[]+(?:\(|\[)?(?:accessed|last|retrieved|visited|abgerufen|consulté|zugriff|stand|дата).*", body, re.DOTALL)
    if tail:
        body, rest = body[: tail.start()], tail[0]
    yield body, "doi" if re.search(r"\b10\.\d{4,}/", body) else "url"
    yield rest, "accessed"


def _container(text: str, label: str) -> Iterator[tuple[str, str]]:
    match = re.match(r"(?i)\W*(?:in|dans|en|в кн\.|в сб\.)\b\s*:?\s*(?=\S)", text)
    if match and label == "container":
        yield match[0], "sep"
        text = text[match.end() :]
    presented = re.match(
        r"(?i)\W*(?:(?:paper|poster|talk|speech)[\w ]* (?:presented|given|delivered) (?:at|to)|presented at|presentation at)\b", text
    )
    yield text, "event" if presented else label


_MEDIUM = re.compile(
    r"(?i)\[(?:electronic resource|online|internet|en ligne|электронный ресурс|текст|cd-rom|video|film|dvd|website|web page)\]|\((?:en ligne|online)\)"
)


def _title(text: str, label: str = "title") -> Iterator[tuple[str, str]]:
    at = 0
    for match in _MEDIUM.finditer(text):
        yield text[at : match.start()], label
        yield match[0], "medium"
        at = match.end()
    rest = text[at:]
    # a reference printed in two languages: «Russkoe nazvanie [English title]»
    match = re.fullmatch(r"(.{15,}?)(\s*\[)([^\[\]]{12,})(\][.,]?\s*)", rest, re.DOTALL)
    if match and label == "title":
        yield match[1], label
        yield match[2], "sep"
        yield match[3], "translated_title"
        yield match[4], "sep"
    else:
        yield rest, label


def _part(name: str, text: str) -> Iterator[tuple[str, str]]:
    match name:
        case "citation-number":
            yield text, "num"
        case "author":
            yield from _people(text, "author")
        case "editor" | "translator":
            yield from _people(text, name)
        case "title":
            yield from _title(text)
        case "journal" | "container-title":
            yield from _container(text, "container")
        case "collection-title":
            yield text, "series"
        case "volume":
            yield from _volume(text)
        case "pages":
            yield from _pages(text)
        case "date":
            yield from _date(text)
        case "location":
            yield text, "place"
        case "publisher" | "edition" | "medium":
            yield text, name
        case "genre":
            yield from _genre(text)
        case "note":
            yield from _note(text)
        case "doi" | "url":
            yield from _address(text)
        case "isbn":
            yield from _note(text if re.search("(?i)isbn", text) else "ISBN " + text)
        case _:
            raise Doubtful(name)


# ---------------------------------------------------------------- AnyStyle


def _anystyle(folder: Path) -> Iterator[Sample]:
    for name in ("core", "gold", "good"):
        root = etree.fromstring(gzip.decompress((folder / f"{name}.xml.gz").read_bytes()), _PARSER)
        for sequence in root.iter("sequence"):
            sample = Sample(source=f"anystyle-{name}")
            try:
                for at, element in enumerate(sequence):
                    if at:
                        sample.add(" ")
                    _add_parts(sample, _part(str(element.tag), " ".join((element.text or "").split())))
            except Doubtful:
                continue
            if len(sample.text) > 20:
                sample.check()
                yield sample


def _add_parts(sample: Sample, parts: Iterator[tuple[str, str]], *, slanted: bool = False) -> None:
    for text, label in parts:
        if text:
            sample.add(text, label, slanted=slanted)


# ---------------------------------------------------------------- GROBID


def _grobid(archive: Path) -> Iterator[Sample]:
    with tarfile.open(archive) as tar:
        members = sorted((m for m in tar.getmembers() if "/corpus/" in m.name and m.name.endswith(".xml")), key=lambda m: m.name)
        for member in members:
            if "kisti" in member.name and re.search("_(?:jp|ja|kr|cn)", member.name):
                continue
            handle = tar.extractfile(member)
            assert handle is not None
            root = etree.fromstring(handle.read(), _PARSER)
            if root is None:
                continue
            for bibl in root.iter("{*}bibl"):
                try:
                    sample = _bibl(bibl)
                except Doubtful:
                    continue
                sample.style = f"grobid {member.name.rpartition('/')[2]}"
                if len(sample.text.strip()) > 25 and "author" in sample.labels and not _FAR_EAST.search(sample.text):
                    sample.check()
                    yield sample


_BETWEEN = (
    (rf"(?:{_VOLUME_TERMS})\.?", "volume_term"),
    (rf"(?:{_ISSUE_TERMS})\.?", "issue_term"),
    (rf"(?:{_PAGE_TERMS})\.?", "page_term"),
    (r"(?:in|and|of|the|en|dans|at|im|à|und|a|to)\s*:?", "sep"),
    (r"(?:edited by|eds?\.?|editors?|hrsg\.?|ed\. by)", "editor_role"),
    (r"(?:et\.? al\.?|and others)", "etal"),
    (r"(?:doi|url|pmid|available(?: at| from| online)?|retrieved from|arxiv|eprint)\s*:?", "url_lead"),
)


def _between(text: str) -> Iterator[tuple[str, str]]:
    core = text.strip(" \n\t,.;:()[]{}<>'\"“”‘’«»–—-/*")
    if not re.search(r"\w", core):
        yield text, "sep"
        return
    at = text.index(core)
    dot = text[at + len(core) : at + len(core) + 1] == "."
    for pattern, label in _BETWEEN:
        if re.fullmatch(pattern, core, re.IGNORECASE):
            end = at + len(core) + dot
            yield text[:at], "sep"
            yield text[at:end], label
            yield text[end:], "sep"
            return
    if len(core) < 4 or len(core) > 60:
        raise Doubtful(text)
    yield text, "note"


_FAR_EAST = re.compile("[\u3040-\u9fff\uac00-\ud7af]")


def _bibl(bibl: etree._Element) -> Sample:
    sample = Sample(source="grobid")
    article = any(e.get("level") == "a" for e in bibl.iter("{*}title"))
    monograph_seen = any(e.get("level") in ("m", "j") for e in bibl.iter("{*}title"))

    def add(text: str | None, part: str | None) -> None:
        text = re.sub(r"\s+", " ", text or "")
        if sample.text.endswith(" ") and text.startswith(" "):
            text = text[1:]
        if not text:
            return
        _add_parts(sample, _between(text) if part is None else _grobid_part(part, text, article=article, whole=not article))

    add(bibl.text, None)
    for element in bibl:
        if not isinstance(element.tag, str):
            continue
        tag = etree.QName(element).localname.lower()
        kind = element.get("level") or element.get("unit") or element.get("type") or ""
        text = "".join(element.itertext()) if tag != "lb" else " "
        if tag == "lb":
            add(" ", None)
        else:
            add(text, f"{tag}:{kind}")
        add(element.tail, None)
    if not monograph_seen and not article:
        raise Doubtful
    return sample


def _grobid_part(part: str, text: str, *, article: bool, whole: bool) -> Iterator[tuple[str, str]]:
    tag, _, kind = part.partition(":")
    match tag, kind:
        case "author", _:
            yield from _people(text, "author")
        case "editor", _:
            yield from _people(text, "editor")
        case "title", "a":
            yield from _title(text)
        case "title", "j":
            yield text, "container"
        case "title", "m":
            yield from (_title(text) if whole else _container(text, "container"))
        case "title", "s":
            yield text, "series"
        case "biblscope", "volume" | "vol":
            yield from _volume(text)
        case "biblscope", "issue":
            yield from ((p, "issue" if lab == "volume" else lab) for p, lab in _volume(text))
        case "biblscope", "page" | "pp" | "pages":
            yield from _pages(text)
        case "date", _:
            yield from _date(text)
        case "pubplace", _:
            yield text, "place"
        case "publisher", _:
            yield text, "publisher"
        case "orgname", "collaboration":
            yield text, "author"
        case "orgname", _:
            yield text, "publisher"
        case "ptr", _:
            yield from _address(text)
        case "idno", "arxiv" | "arxive" | "report":
            yield text, "number"
        case "idno", _:
            if re.search(r"10\.\d{4}", text):
                yield from _address(text)
            else:
                yield text, "number"
        case "note", "report":
            yield from _genre(text)
        case "note", _:
            yield from _note(text)
        case _:
            raise Doubtful(part)


# ---------------------------------------------------------------- Open Research Europe


def _ore(archive: Path) -> Iterator[Sample]:
    seen = set()
    with tarfile.open(archive) as tar:
        members = sorted((m for m in tar.getmembers() if re.search(r"data/[^/]+\.xml$", m.name)), key=lambda m: m.name)
        for member in members:
            handle = tar.extractfile(member)
            if handle is None:
                continue
            root = etree.fromstring(handle.read(), _PARSER)
            if root is None:
                continue
            for at, citation in enumerate(root.iter("mixed-citation")):
                try:
                    sample = _mixed(citation, variety=at)
                except Doubtful:
                    continue
                sample.style = f"ore {member.name.rpartition('/')[2]}"
                if len(sample.text) > 30 and sample.text not in seen and "author" in sample.labels:
                    seen.add(sample.text)
                    sample.check()
                    yield sample


def _names(group: etree._Element) -> str:
    people = []
    for element in group:
        if not isinstance(element.tag, str):
            continue
        if element.tag == "name":
            people.append(" ".join(" ".join((element.findtext(k) or "").split()) for k in ("surname", "given-names")).strip())
        elif element.tag == "collab":
            people.append(" ".join("".join(element.itertext()).split()))
        elif element.tag != "etal":
            raise Doubtful(element.tag)
    return ", ".join(p for p in people if p)


def _mixed(citation: etree._Element, *, variety: int) -> Sample:
    sample = Sample(source="ore")
    has_article = citation.find("article-title") is not None or citation.find("chapter-title") is not None

    def loose(text: str | None) -> None:
        text = re.sub(r"\s+", " ", text or "")
        if sample.text.endswith(" ") or not sample.text:
            text = text.lstrip()
        if text:
            parts = list(_between(text))
            if any(label == "note" for _, label in parts):
                raise Doubtful(text)  # publishers and remarks stand there without a tag
            _add_parts(sample, iter(parts))

    loose(citation.text)
    for element in citation:
        if not isinstance(element.tag, str):
            continue
        text = " ".join("".join(element.itertext()).split())
        slanted = element.find("italic") is not None and len(element.findtext("italic") or "") > len(text) / 2
        match element.tag:
            case "person-group":
                label = "editor" if element.get("person-group-type") == "editor" else "author"
                sample.add(_names(element), label)
                if element.find("etal") is not None:
                    sample.add(", " if variety % 3 else " ")
                    sample.add("et al.", "etal")
            case "article-title" | "chapter-title":
                _add_parts(sample, _title(text), slanted=slanted)
            case "source":
                _add_parts(sample, _container(text, "container") if has_article else _title(text), slanted=slanted)
            case "year":
                _add_parts(sample, _date(text))
            case "volume":
                sample.add(text, "volume")
            case "issue":
                sample.add(text, "issue")
            case "fpage" | "lpage":
                # the dash between the two is the list's own text
                if element.tag == "lpage" and sample.labels and sample.text[-1:] in "–-":
                    sample.labels[-1] = "pages"
                sample.add(text, "article_no" if re.fullmatch(r"[a-zA-Z]+\d+|\d{6,}", text) else "pages")
            case "elocation-id":
                sample.add(text, "article_no")
            case "publisher-loc":
                sample.add(text, "place")
            case "publisher-name":
                sample.add(text, "publisher")
            case "edition":
                sample.add(text, "edition")
            case "series":
                sample.add(text, "series")
            case "collab":
                sample.add(text, "author")
            case "pub-id":
                if element.get("pub-id-type") != "doi" or variety % 5 == 0:
                    continue
                sample.add(("doi: ", "https://doi.org/", "DOI:", "")[variety % 4] if variety % 4 != 1 else "", "url_lead")
                sample.add(("https://doi.org/" if variety % 4 == 1 else "") + text, "doi")
            case "ext-link" | "uri":
                target = element.get("{http://www.w3.org/1999/xlink}href") or ""
                if variety % 2 and target.startswith("http"):
                    sample.add(target, "doi" if "doi.org/10." in target else "url")
                else:
                    sample.add(text, "doi" if "doi.org/10." in text else "url" if "http" in text else "note")
            case "italic" | "bold" | "etal":
                loose(text)
            case "day" | "month" | "date-in-citation":
                sample.add(text, "date")
            case _:
                raise Doubtful(element.tag)
        loose(element.tail)
    return sample
