"""Any CSL style through citeproc-py (the extra ``[csl]``): each item in the locale of its own language.

CSL has one locale a bibliography, so a mixed list prints «Т. 521» for an English article. Here the style is
loaded once for each language of the list, and each item is printed by its own; an item at which the engine
fails is a finding, not a crash.
"""

from __future__ import annotations

import html.parser
import io
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.formatters.apa import UNTITLED
from citekit.formatters.draft import clean, item_language
from citekit.formatters.richtext import RichText, rich
from citekit.model import Diagnostic, MissingExtra, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.formatters.style import Option
    from citekit.model import Record

__all__ = ["CslStyle", "read_csl"]

_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_LARGEST_STYLE = 2_000_000  # bytes; the longest style of the public collection has 250 kB
_LOCALES = {
    "ru": "ru-RU", "uk": "uk-UA", "en": "en-US", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "pl": "pl-PL", "cs": "cs-CZ",
    "bg": "bg-BG", "be": "ru-RU", "kk": "ru-RU", "zh": "zh-CN", "ja": "ja-JP", "pt": "pt-PT", "nl": "nl-NL", "tr": "tr-TR",
}  # fmt: skip
# What citeproc-py does not take as a string or a name.
_FOREIGN = frozenset(["custom", "citation-key", "language", "id", "keyword", "abstract", "raw"])
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")


class CslStyle:
    """A style made of a CSL file; see :class:`citekit.formatters.style.Style`.

    Items are printed one by one: citeproc-py does not tell 2019a from 2019b in any case, and one bad item
    then spoils no other.
    """

    def __init__(self, name: str, title: str, xml: bytes, *, numbered: bool, sort: str) -> None:
        """Keep the style's XML; :func:`read_csl` checks it."""
        self.name, self.title, self.sort, self.numbered = name, title, sort, numbered
        self.options: Mapping[str, Option] = {}
        self._xml = xml
        self._styles: dict[str, Any] = {}

    def entry(self, record: Record, options: Mapping[str, str]) -> tuple[RichText, tuple[Diagnostic, ...]]:  # noqa: ARG002  # the protocol's
        """Return one record in the locale of its language; FM401 where the engine fails at it, FM402 where it prints nothing."""
        try:
            text = self._rendered(record)
        except _ENGINE_FAULTS as error:
            return _instead(record, "FM401", f"the CSL engine failed at it ({type(error).__name__}: {str(error)[:80]})")
        return (text, ()) if text else _instead(record, "FM402", "the CSL style prints nothing for this record")

    def _rendered(self, record: Record) -> RichText:
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        locale = _LOCALES.get(item_language(record)[0], "en-US")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # citeproc-py warns of each field that it does not know
            if locale not in self._styles:
                self._styles[locale] = CitationStylesStyle(io.BytesIO(self._xml), locale=locale, validate=False)
            bibliography = CitationStylesBibliography(self._styles[locale], CiteProcJSON([_item(record)]), formatter.html)
            bibliography.register(Citation([CitationItem("item")]))
            return RichText.join(" ", [_rich(str(text)) for text in bibliography.bibliography()])


# citeproc-py raises whatever its code runs into.
_ENGINE_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, KeyError, IndexError, NotImplementedError, RecursionError, TypeError, UnboundLocalError, ValueError,
)  # fmt: skip


def _instead(record: Record, code: str, problem: str) -> tuple[RichText, tuple[Diagnostic, ...]]:
    text = clean(record.raw or record.title) or record.id or UNTITLED
    return rich(text, "raw"), (Diagnostic(code=code, severity="warning", record=record.id, message=f"{problem}; printed as in the source"),)


# citeproc-py takes «<b>» in a title for its own markup; the record's marks pass through it in disguise.
_DISGUISE = str.maketrans({"<": "\ue000", ">": "\ue001", "&": "\ue002"})
_UNMASK = str.maketrans({"\ue000": "<", "\ue001": ">", "\ue002": "&"})


def _disguised(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value).translate(_DISGUISE)
    if isinstance(value, list):
        return [_disguised(one) for one in value]
    return {key: _disguised(one) for key, one in value.items()} if isinstance(value, dict) else value


def _item(record: Record) -> dict[str, Any]:
    """Return the record as citeproc-py takes it: strings, names and dates of whole figures."""
    from citekit.formats.items import item_of

    item = {field: _disguised(value) for field, value in item_of(record, plain=True).items() if field not in _FOREIGN}
    for value in item.values():
        if isinstance(value, dict):
            value.pop("raw", None)
    return {**item, "id": "item", "type": record.type}


class _Marks(html.parser.HTMLParser):
    """citeproc-py's HTML as runs: italics, bold, small capitals; all else is text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open = RichText(), dict.fromkeys(("i", "b", "span"), 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span" and "small-caps" not in (dict(attrs).get("style") or ""):
            return
        if tag in self.open:
            self.open[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        if self.open.get(tag):
            self.open[tag] -= 1

    def handle_data(self, data: str) -> None:
        for run in _linked(data.translate(_UNMASK)).runs:
            look = {"italic": bool(self.open["i"]), "bold": bool(self.open["b"]), "small_caps": bool(self.open["span"])}
            self.text = self.text + RichText((msgspec.structs.replace(run, **look),))


def _linked(text: str) -> RichText:
    parts: list[RichText] = []
    end = 0
    for address in _ADDRESS.finditer(text):
        parts += [rich(text[end : address.start()]), rich(address[0], "URL", href=address[0])]
        end = address.end()
    return RichText.join("", [*parts, rich(text[end:])])


def _rich(markup: str) -> RichText:
    marks = _Marks()
    marks.feed(markup)
    marks.close()
    return marks.text


def read_csl(path: str | Path) -> CslStyle:
    """Read a CSL 1.0 style from a file.

    The list is numbered where the style cites by number; the order is GOST's where the style sorts, else as given.

    Raises:
        UnreadableInput: the file cannot be read, is no CSL style, has no bibliography, refers to a parent, or a macro
            calls itself.
        MissingExtra: citeproc-py is not installed.
    """
    source = str(path)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise UnreadableInput(source, f"cannot be read: {error.strerror or error}") from error
    root = _parsed(data, source)
    info, bibliography = root.find(f"{_NAMESPACE}info"), root.find(f"{_NAMESPACE}bibliography")
    if bibliography is None:
        parent = next((e.get("href") for e in root.iter(f"{_NAMESPACE}link") if e.get("rel") == "independent-parent"), "")
        if parent:
            raise UnreadableInput(source, f"a dependent style: it only names its parent {parent}", "give the parent's .csl file")
        raise UnreadableInput(source, "the style has no <bibliography>: it prints notes only", "choose a style with a bibliography")
    _check_macros(root, source)
    try:
        import citeproc  # noqa: F401  # said now, before the first record
    except ImportError as error:
        raise MissingExtra("a CSL style", "csl") from error
    from lxml import etree

    for element in list(root.iter(f"{_NAMESPACE}text", f"{_NAMESPACE}number")):
        if element.get("variable") == "citation-number":
            element.getparent().remove(element)
    numeric = any(e.get("citation-format") == "numeric" for e in root.iter(f"{_NAMESPACE}category"))
    title = (info.findtext(f"{_NAMESPACE}title") if info is not None else "") or Path(path).stem
    sorts = bibliography.find(f"{_NAMESPACE}sort") is not None
    return CslStyle(Path(path).stem, title.strip(), etree.tostring(root), numbered=numeric, sort="ru-first" if sorts else "none")


def _parsed(data: bytes, source: str) -> Any:
    from lxml import etree

    if len(data) > _LARGEST_STYLE:
        raise UnreadableInput(source, f"a style of {len(data)} bytes; none is so long")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableInput(source, f"no XML: {error.msg}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableInput(source, "a style with a document type declaration; CSL has none")
    if root.tag != f"{_NAMESPACE}style":
        raise UnreadableInput(source, "no CSL style: the root element is not <style> of CSL")
    return root


def _check_macros(root: Any, source: str) -> None:
    """Find macros that call themselves, at whatever remove, and calls of macros that do not exist."""
    calls = {
        macro.get("name"): {e.get("macro") for e in macro.iter(f"{_NAMESPACE}text", f"{_NAMESPACE}key") if e.get("macro")}
        for macro in root.iter(f"{_NAMESPACE}macro")
    }
    for caller in root.iter(f"{_NAMESPACE}text", f"{_NAMESPACE}key"):
        if caller.get("macro") and caller.get("macro") not in calls:
            raise UnreadableInput(source, f"the macro {caller.get('macro')!r} is called and not defined")
    settled: set[str] = set()
    for start, called_first in calls.items():
        path: list[tuple[str, list[str]]] = [(start, sorted(called_first))]
        on_path = {start}
        while path:
            name, left = path[-1]
            if not left:
                path.pop()
                on_path.discard(name)
                settled.add(name)
            elif (called := left.pop()) in on_path:
                raise UnreadableInput(source, f"the macro {called!r} calls itself")
            elif called not in settled:
                on_path.add(called)
                path.append((called, sorted(calls[called])))
