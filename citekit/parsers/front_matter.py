"""The paper's own record, from where a text states it: its «For citation» line, else its first page.

A first page is read with care: what is not certain is left empty, because a wrong author of the paper
itself is worse than none.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import msgspec

from citekit.language import language_of
from citekit.model import Custom, Date, Name, Record
from citekit.model.identifiers import find_dois, find_edns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.documents import Document
    from citekit.model import Reference

__all__ = ["paper_record"]

_FIRST_PAGE = 6000
_MARKS = re.compile(r"^[#\s]+|[*_]{1,3}|\\(?=[*_])|[\s¹²³⁴⁵⁶⁷⁸⁹⁰*†‡]+$")
_COPYRIGHT = re.compile(r"(?:Copyright\s*)?(?:\(c\)|©)\s*(?:Copyright\s*)?((?:19|20)\d\d),?\s+([^\n]{3,300})", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:Published|Опубликован[оа]?|Дата публикации)(?:\s+online)?\s*:?\s*(?:\d{1,2}[\s.]+)?(?:\w+[\s.]+)?((?:19|20)\d\d)", re.IGNORECASE
)
_AFFILIATION = re.compile(
    r"Universit|Institut|Academy|College|Fellow|Professor|graduate|Researcher|Centre|Center|Department|Faculty|School|@|"
    r"университет|институт|академи|факультет|кафедр|доцент|профессор|аспирант|центр\b|колледж",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"^(?:УДК|UDC|DOI|ISSN|doi|https?:|www\.|Vol|Том|Выпуск|Issue|Cover Page|Cite item|Abstract|Аннотация|Keywords|Research Article|"
    r"Original|Review|Научная статья|Оригинальная|Received|Поступила|©|Copyright|For citation|Для цитирования|На правах)",
    re.IGNORECASE,
)
_END_OF_FRONT = re.compile(
    r"^[#*\s]*(?:Abstract|Аннотация|Реферат|Summary|Introduction|Введение|Keywords|Ключевые слова|References|Bibliography|Литература|"
    r"Список (?:использованн\w+ )?(?:литературы|источников)|Copyright|Full Text)\b",
    re.IGNORECASE,
)
_LATIN_NAME = r"(?:[A-Z][\w'’\-]+|[A-Z]\.|(?:van|von|de|der|da|di|el|al|bin)\b)"
_NAME = re.compile(rf"{_LATIN_NAME}(?:\s+{_LATIN_NAME}){{1,4}}")
_CYRILLIC_NAME = re.compile(
    r"(?:[А-ЯЁ]\.\s?-?){1,3}\s*[А-ЯЁ][а-яё\-]+|[А-ЯЁ][а-яё\-]+\s+(?:[А-ЯЁ]\.\s?){1,3}|[А-ЯЁ][а-яё\-]+(?:\s+[А-ЯЁ][а-яё\-]+){1,2}"
)
_CYRILLIC_PATRONYMIC = re.compile(r"(?:вич|вна|ична|инична|ылы|кызы|оглы)$")


def paper_record(document: Document, references: Sequence[Reference] = ()) -> Record:
    """Return the paper's own record; an empty one of type ``document`` where nothing can be read.

    ``references`` are what was found in the document: one of kind ``self`` («For citation») is the paper's
    own word and is taken before the first page.
    """
    for reference in references:
        if reference.kind == "self" and reference.record.title:
            return msgspec.structs.replace(reference.record, id=reference.id)
    if document.paper is not None:
        return document.paper
    return _from_first_page(document)


def _clean(line: str) -> str:
    return re.sub(r"\s+", " ", _MARKS.sub("", line)).strip()


def _front_blocks(document: Document) -> list[list[str]]:
    blocks = []
    for block in document.blocks:
        if block.span.start > _FIRST_PAGE:
            break
        lines = [_clean(line) for line in document.of(block).splitlines()]
        lines = [line for line in lines if line]
        if not lines:
            continue
        if _END_OF_FRONT.match(lines[0]):
            break
        blocks.append(lines)
    return blocks


def _names_of(line: str) -> tuple[Name, ...]:
    """Read a line of nothing but names; empty where anything else stands in it."""
    parts = [p.strip(" .") + ("." if p.strip().endswith(".") else "") for p in re.split(r",|;|\band\b|&|\sи\s", line) if p.strip(" .")]
    names = []
    for part in parts:
        if _NAME.fullmatch(part):
            *given, family = part.split()
            if re.fullmatch(r"(?:[A-Z]\.)+|[A-Z]\.", family) or re.search(r"(?:[A-Z]\.){1,3}$", part):
                family, *given = part.split()
            names.append(Name(family=family, given=" ".join(given)))
        elif _CYRILLIC_NAME.fullmatch(part):
            words = re.findall(r"[А-ЯЁ]\.|[А-ЯЁ][а-яё\-]+", part)
            initials = [w for w in words if w.endswith(".")]
            full = [w for w in words if not w.endswith(".")]
            if initials:
                names.append(Name(family=full[0], given=" ".join(initials)))
            elif _CYRILLIC_PATRONYMIC.search(full[-1]):
                names.append(Name(family=full[0], given=" ".join(full[1:])))
            else:
                names.append(Name(family=full[-1], given=" ".join(full[:-1])))
        else:
            return ()
    return tuple(names)


def _copyright(text: str) -> tuple[int, tuple[Name, ...]]:
    """Return the year and the names of «Copyright (c) 2024 Ivanov I.I., Petrova P.P.»."""
    match = _COPYRIGHT.search(text)
    if match is None:
        return 0, ()
    names = []
    for part in re.split(r"[,;]| and | и ", match[2]):
        whole = re.fullmatch(r"\s*([^\W\d_][\w'’\-]+)\s+((?:[^\W\d_]\.\s?-?){1,3})\s*", part)
        if whole is None:
            return int(match[1]), ()
        names.append(Name(family=whole[1], given=" ".join(re.findall(r"\w\.", whole[2]))))
    return int(match[1]), tuple(names)


def _could_be_title(lines: list[str]) -> str:
    whole = " ".join(lines)
    fits = 20 <= len(whole) <= 300 and len(whole.split()) > 3 and whole[0].isupper()
    return whole if fits and not _NO_TITLE.match(whole) and not _AFFILIATION.search(whole) else ""


def _title_and_authors(blocks: Sequence[list[str]]) -> tuple[str, tuple[Name, ...]]:
    """Return the title and the names below it; names count only with initials or with an affiliation after them."""
    title = ""
    for lines, following in itertools.zip_longest(blocks, blocks[1:], fillvalue=[""]):
        if title and not _NO_TITLE.match(lines[0]):
            names = _names_of(lines[0])
            beside = " ".join([*lines[1:], *following[:2]])
            if names and (_AFFILIATION.search(beside) or any("." in n.given for n in names)):
                return title, names
        title = _could_be_title(lines) or title
    return title, ()


def _from_first_page(document: Document) -> Record:
    blocks = _front_blocks(document)
    title, authors = _title_and_authors(blocks)
    if not authors:
        title = next((title for lines in blocks if (title := _could_be_title(lines))), "")
    year, owners = _copyright(document.text)
    if not authors and not owners:
        # A first page without any name that we can read is too little to speak of a record.
        return Record()
    front = "\n".join(line for lines in blocks for line in lines)
    published = _PUBLISHED.search(document.text[:_FIRST_PAGE])
    dois, edns = find_dois(front), find_edns(front)
    stated = int(published[1]) if published else year
    return Record(
        id=document.source.rsplit(".", 1)[0],
        type="article",
        title=title.rstrip(".") if title else "",
        author=authors or owners,
        issued=Date.of(stated) if stated else Date(),
        doi=dois[0].value if dois else "",
        language=language_of(title),
        custom=Custom(edn=edns[0].value if edns else ""),
    )
