"""Records into a bibliography: the registry of styles, their options, the order of the list."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import msgspec

from citekit.formatters.draft import item_language
from citekit.formatters.sorting import sorted_records
from citekit.formatters.style import Bibliography, Entry, ListStyle
from citekit.model import UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from citekit.formatters.style import Style
    from citekit.model import Record

__all__ = ["checked_options", "each_entry", "find_style", "format_records", "style_names"]

GROUP = "citekit.styles"
_BUILT_IN = {
    "gost-7.0.5": "citekit.formatters.gost_705:GOST_705",
    "gost-7.0.100": "citekit.formatters.gost_7100:GOST_7100",
    "gost-7.0.11": "citekit.formatters.gost_7011:GOST_7011",
    "apa": "citekit.formatters.apa:APA",
    "references": "citekit.formatters.references:REFERENCES",
}


@lru_cache(maxsize=1)
def _installed() -> Mapping[str, Any]:
    """Return the entry points of the group ``citekit.styles``: what other packages bring."""
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=GROUP)}


def style_names() -> tuple[str, ...]:
    """Return the names of the styles, citekit's own first."""
    return tuple(dict.fromkeys((*_BUILT_IN, *_installed())))


def find_style(name: str) -> Style:
    """Return the style of that name; one that ends in ``.csl`` is the path of a CSL style (extra ``[csl]``).

    Raises:
        UnknownName: there is no such style.
        UnreadableInput: the CSL file cannot be used.
        MissingExtra: the extra is not installed.
    """
    if name.casefold().endswith(".csl"):
        from citekit.formatters.csl import read_csl

        return read_csl(name)
    return _named(name)


@lru_cache(maxsize=64)
def _named(name: str) -> Style:
    if name in _BUILT_IN:
        from importlib import import_module

        module, _, attribute = _BUILT_IN[name].partition(":")
        return cast("Style", getattr(import_module(module), attribute))
    if name in _installed():
        found = _installed()[name].load()
        return cast("Style", found() if isinstance(found, type) else found)
    raise UnknownName("style", name, style_names())


def checked_options(style: Style, options: Mapping[str, str] | None) -> dict[str, str]:
    """Return all the options of a style: those given, the rest by default.

    Raises:
        UnknownName: the style has no such option, or the option no such value; the nearest is named.
    """
    given = dict(options or {})
    for key, value in given.items():
        if key not in style.options:
            raise UnknownName(f"option of {style.name}", key, tuple(style.options))
        values = style.options[key].values
        if values and value not in values:
            raise UnknownName(f"value of {key}", value, values)
    return {key: given.get(key, option.default) for key, option in style.options.items()}


def format_records(
    records: Iterable[Record], style: str | Style = "gost-7.0.5", *, options: Mapping[str, str] | None = None, sort: str | None = None
) -> Bibliography:
    """Print records in a style, in an order, with what had to be guessed or left out.

    ``style`` is a name of :func:`style_names` or a style; ``options`` are the style's own; ``sort`` an
    order of :data:`citekit.formatters.sorting.SORTS`, None for the style's own order.

    Raises:
        UnknownName: there is no such style, option, value or order.
    """
    chosen = find_style(style) if isinstance(style, str) else style
    ordered = sorted_records(tuple(records), chosen.sort if sort is None else sort)
    shown = ordered
    if isinstance(chosen, ListStyle) and sort != "none":  # in no order there is no list, only records one by one
        shown = chosen.prepared(ordered, checked_options(chosen, options))
    printed = zip(ordered, each_entry(shown, chosen, options=options), strict=True)
    entries = tuple(msgspec.structs.replace(entry, record=record) for record, entry in printed)
    diagnostics = tuple(found for entry in entries for found in entry.diagnostics)
    numbered = bool(getattr(chosen, "numbered", True))
    return Bibliography(style=chosen.name, entries=entries, diagnostics=diagnostics, numbered=numbered)


def each_entry(
    records: Iterable[Record], style: str | Style = "gost-7.0.5", *, options: Mapping[str, str] | None = None
) -> Iterator[Entry]:
    """Print records one after another as they come, in their order; nothing is kept.

    Raises:
        UnknownName: there is no such style, option or value.
    """
    chosen = find_style(style) if isinstance(style, str) else style
    settled = checked_options(chosen, options)
    for number, record in enumerate(records, 1):
        text, found = chosen.entry(record, settled)
        yield Entry(record=record, text=text, number=number, language=item_language(record)[0], diagnostics=found)
