r"""RTF: what any word processor opens; every letter beyond ASCII as ``\uN``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.formatters.render.runs import clean, plain_runs, printed_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.formatters.richtext import RichText, Run
    from citekit.formatters.style import Bibliography

__all__ = ["document", "item", "section", "write"]

_SPECIAL = re.compile(r"[\\{}]|[^\x20-\x7e]")
# Windows' language identifiers, so that a spelling checker reads each item in its own language; 1024 is none.
_LANGUAGES = {"ru": 1049, "en": 1033, "uk": 1058, "be": 1059, "kk": 1087, "de": 1031, "fr": 1036, "es": 3082, "it": 1040, "pl": 1045}
_HEADER = (
    "{\\rtf1\\ansi\\ansicpg1252\\deff0\\uc1\n"
    "{\\fonttbl{\\f0\\froman\\fcharset204 Times New Roman;}}\n"
    "{\\colortbl;\\red5\\green99\\blue193;}\n"
    "{\\stylesheet{\\s0 Normal;}{\\s1\\sb0\\sa240\\b\\fs28 Heading 1;}{\\s2\\sa120 Bibliography;}}\n"
    "\\paperw11906\\paperh16838\\margl1418\\margr1418\\margt1418\\margb1418\n"
)


def _letter(letter: str) -> str:
    if letter in "\\{}":
        return f"\\{letter}"
    if letter == "\u00a0":
        return "\\~"
    units = letter.encode("utf-16-le")
    numbers = (int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2))
    return "".join(f"\\u{number}?" for number in numbers)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda m: _letter(m[0]), text)


def _run(run: Run) -> str:
    marks = ("\\i" if run.italic else "") + ("\\b" if run.bold else "") + ("\\scaps" if run.small_caps else "")
    inner = _escaped(run.text)
    if run.href:
        address = _escaped(run.href)
        inner = f'{{\\field{{\\*\\fldinst{{HYPERLINK "{address}"}}}}{{\\fldrslt{{\\ul\\cf1 {inner}}}}}}}'
    return f"{{{marks} {inner}}}" if marks else inner


def item(text: RichText) -> str:
    """Return one reference as RTF inside a paragraph."""
    return "".join(_run(run) for run in plain_runs(text))


def section(paragraphs: list[tuple[int, str, str]], *, list_number: int = 0, heading: str = "") -> str:
    """Return a heading and (number, language, RTF text) paragraphs; ``list_number`` from 1 names a numbered list, 0 none."""
    body = f"\\pard\\plain\\s1\\sb240\\sa240\\b\\f0\\fs28 {_escaped(heading)}\\par\n" if heading else ""
    for number, language, text in paragraphs:
        lang = _LANGUAGES.get(language, 1024)
        numbering = f"{{\\listtext {number}.\\tab}}\\ls{list_number}" if list_number else ""
        body += f"\\pard\\plain\\s2{numbering}\\fi-567\\li567\\sa120\\f0\\fs24\\lang{lang} {text}\\par\n"
    return body


def document(*sections: str, starts: Sequence[int] = ()) -> str:
    """Return a whole RTF file of sections; the n-th may name the numbered list n, which begins with the n-th of ``starts``."""
    levels = "{{\\listlevel\\levelnfc0\\leveljc0\\levelfollow0\\levelstartat{}{{\\leveltext\\'02\\'00.;}}{{\\levelnumbers\\'01;}}\\fi-567\\li567}}"
    numbers = range(1, len(sections) + 1)
    begins = (*starts, *([1] * (len(sections) - len(starts))))
    lists = "".join(
        f"{{\\list\\listtemplateid{n}\\listsimple{levels.format(start)}\\listid{n}}}" for n, start in zip(numbers, begins, strict=True)
    )
    overrides = "".join(f"{{\\listoverride\\listid{n}\\listoverridecount0\\ls{n}}}" for n in numbers)
    return f"{_HEADER}{{\\*\\listtable{lists}}}\n{{\\*\\listoverridetable{overrides}}}\n{''.join(sections)}}}\n"


def write(lists: tuple[Bibliography, ...]) -> str:
    """Return lists as RTF in ASCII: hanging indents, numbering where the list has it, links as fields."""
    return document(
        *(
            section(
                [(entry.number, printed_language(entry), item(entry.text)) for entry in bibliography.entries],
                list_number=place if bibliography.numbered else 0,
                heading=clean(bibliography.heading),
            )
            for place, bibliography in enumerate(lists, 1)
        ),
        starts=[bibliography.first_number for bibliography in lists],
    )
