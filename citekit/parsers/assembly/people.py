"""Authors, editors, compilers, translators and the statement after the slash."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.language import transliterate
from citekit.model import Name
from citekit.parsers.fields.bodies import without_abbreviation
from citekit.parsers.fields.names import NameList, read_names
from citekit.parsers.fields.responsibility import Responsibility, in_nominative, ordered, read_responsibility, without_ranks
from citekit.parsers.patterns import pattern

if TYPE_CHECKING:
    from citekit.parsers.assembly.gathered import Gathered
    from citekit.parsers.grammar.sheet import Piece

__all__ = ["put_names"]


def put_names(made: Gathered) -> None:
    """Put the people and bodies by their roles."""
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


def _with_stop(made: Gathered, piece: Piece) -> str:
    # «Ульман Дж|.»: the labeller leaves out the last initial's stop
    text = made.text(piece)
    return text + "." if made.reference.text.startswith(".", piece.end) and _CUT_INITIAL.search(text) else text


def _genitive_lead(made: Gathered, piece: Piece) -> bool:
    before = made.reference.text[max(0, piece.start - 40) : piece.start]
    return bool(re.search(r"(?:[Пп]од|[Зз]а)\s[^;/]{0,30}(?:ред|рук)[^\s]*\s*$|\bпер\.[^;/]{0,20}$", before))


def _is_host(made: Gathered, name: str) -> bool:
    host = made.values.get("url", "").split("//")[-1].split("/")[0].casefold()
    letters = re.sub(r"[^a-z0-9]", "", transliterate(name, "icao").casefold())
    return len(letters) > 3 and (letters in re.sub(r"[^a-z0-9]", "", host) or letters.replace("kh", "h") in host)


def _with_statement(made: Gathered, authors: tuple[Name, ...], said: Responsibility, piece: Piece) -> tuple[Name, ...]:
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
