"""What looks wrong in a reading of a reference: figures left in a title, names left in it, text that nobody has read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.parsers.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.parsers.grammar.sheet import Piece

__all__ = ["doubts"]

_FIGURES = pattern(
    r"(?:19|20)\d\d\s?[.,;]\s?(?:[–—-]\s)?(?:Т|т|Vol|vol|№|No|С|с|P|p|pp|вып|Вып|\d+\()|\b(?:[Vv]ol|[Тт]|[Вв]ып|[Nn]o|pp?|[Сс])\.\s?\d+|№\s?\d+"
    r"|\b\d{1,3}\s?\(\d{1,3}\)\s?[:,]|\b\d{2,5}\s?[-–—]\s?\d{2,5}\.?$|//|https?:"
)
_NAMES_AT_START = pattern(
    r"[^.]{0,24}\b[A-ZА-ЯЁ]\.\s?(?:[A-ZА-ЯЁ]\.)?|[A-ZА-ЯЁ][\w'’-]+,\s[A-ZА-ЯЁ][\w.]*[,.]|[A-ZÀ-Ö][\w'’-]+\s[A-Z]{1,3}[,.]"
)
_LEADS = pattern(
    r"\b(?:In|in|В кн|В сб|и др|et al|[Ee]ds?|pp?|С|с|[Vv]ol|[Nn]o|Т|№|URL|DOI|doi|EDN|and|by|from|Published|гг?|year|издание)\b"
)
_PUBLISHER_FIGURES = pattern(r"\d{3}|\.\s[–—-]\s|//")
_DIGIT = pattern(r"\d")


def doubts(text: str, pieces: Sequence[Piece]) -> int:
    """Count what looks wrong in the labelled ``pieces`` of a text; 0 is a reading without a doubt.

    >>> from citekit.parsers.grammar.sheet import Piece
    >>> doubts("Теория. 2019. № 3. С. 5–9.", [Piece("title", 0, 25)])
    1
    """
    count = 0
    title = ""
    rest: list[str] = []
    at = 0
    named = False
    for piece in pieces:
        said = text[piece.start : piece.end]
        if piece.label == "title":
            title = title or said
        elif piece.label == "container":
            count += bool(_FIGURES.search(said)) + (len(said) > 260)
        elif piece.label == "publisher":
            count += bool(_PUBLISHER_FIGURES.search(said)) or len(said.split()) > 14
        elif piece.label == "place":
            count += len(said.split()) > 6 or bool(_DIGIT.search(said))
        elif piece.label in ("author", "body", "editor", "compiler"):
            named = True
        if piece.start > at:
            rest.append(text[at : piece.start])
        at = max(at, piece.end)
    rest.append(text[at:])
    count += sum(c.isalnum() for c in _LEADS.sub(" ", " ".join(rest))) > 3
    if not title:
        return count + 1
    count += bool(_FIGURES.search(title)) + (len(title) > 450) + (title[0].islower() or title[0] in ",;)")
    return count + bool(not named and _NAMES_AT_START.match(title))
