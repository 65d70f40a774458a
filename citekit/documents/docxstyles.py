"""The styles of a Word document: what a paragraph or a run takes over from the styles that it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citekit.documents.numbering import W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["Style", "Styles", "is_on", "number_of"]

_OFF = frozenset({"0", "false", "off", "none"})


class Style(NamedTuple):
    """A style as written; None and empty where it says nothing itself. ``number`` is a list's (``numId``, level from 0)."""

    name: str
    based: str
    italic: bool | None
    bold: bool | None
    number: tuple[str, int] | None
    outline: int


def is_on(properties: _Element | None, name: str) -> bool | None:
    """Tell whether a switch (``i``, ``b``, ``vanish``) is on, None where it is not set."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return None if found is None else found.get(f"{W}val", "1") not in _OFF


def number_of(properties: _Element | None) -> tuple[str, int] | None:
    """Return the list (``numId``, empty where inherited) and the level from 0 that a paragraph's properties name."""
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None:
        return None
    number, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
    at = level.get(f"{W}val", "0") if level is not None else "0"
    return (number.get(f"{W}val", "0") if number is not None else "", int(at) if at.isdecimal() and len(at) < 3 else 0)


class Styles:
    """The styles of one document by their ids."""

    def __init__(self, root: _Element | None) -> None:
        """Read the root of ``styles.xml``, None where a document has none."""
        self._styles: dict[str, Style] = {}
        for style in root.iter(f"{W}style") if root is not None else ():
            name, based, fonts = style.find(f"{W}name"), style.find(f"{W}basedOn"), style.find(f"{W}rPr")
            paragraph = style.find(f"{W}pPr")
            outline = paragraph.find(f"{W}outlineLvl") if paragraph is not None else None
            level = outline.get(f"{W}val", "") if outline is not None else ""
            self._styles[style.get(f"{W}styleId", "")] = Style(
                name.get(f"{W}val", "") if name is not None else "",
                based.get(f"{W}val", "") if based is not None else "",
                is_on(fonts, "i"),
                is_on(fonts, "b"),
                number_of(paragraph),
                int(level) + 1 if level.isdecimal() and int(level) < 9 else 0,
            )

    def named_by(self, properties: _Element | None, tag: str) -> list[Style]:
        """Return the style that properties name (``pStyle``, ``rStyle``) and those that it stands on, nearest first."""
        found = properties.find(f"{W}{tag}") if properties is not None else None
        return list(self._chain(found.get(f"{W}val", ""))) if found is not None else []

    def _chain(self, name: str) -> Iterator[Style]:
        seen = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = self._styles[name].based
