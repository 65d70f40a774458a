"""A journal's profile: which lists it asks for, in which order and style; and the lists made by it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from citekit.formats.pages import templates_folder
from citekit.formatters.formatting import checked_options, find_style, format_records
from citekit.formatters.richtext import RichText
from citekit.formatters.romanised import CYRILLIC
from citekit.formatters.sorting import SORTS
from citekit.model import WORK_TYPES, UnknownName, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citekit.formatters.style import Bibliography, Entry
    from citekit.model import Record

__all__ = ["CitationForm", "Group", "Journal", "Limits", "ListPlan", "journal_lists", "journal_names", "read_journal"]


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a list with a heading of its own: works of some types and languages; without either, the rest."""

    heading: str
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def holds(self, entry: Entry) -> bool:
        """Tell whether an entry belongs here."""
        return (not self.types or entry.record.type in self.types) and (not self.languages or entry.language in self.languages)


class ListPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One list: its heading, style, order (empty: the style's own; ``same``: the first list's), options and groups.

    With ``groups`` each entry stands in the first group that holds it, under the group's heading; the numbers go on
    from group to group, unless ``restart`` says otherwise.
    """

    style: str = ""
    heading: str = ""
    order: str = ""
    numbered: bool | None = None
    options: dict[str, str] = {}
    groups: tuple[Group, ...] = ()
    restart: bool = False


class CitationForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the text cites."""

    form: Literal["numeric", "author-year", "author-year-colon"] = "numeric"


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the journal allows: bounds of the number of items (0: none), shares 0…1, types of work.

    ``doi`` says that every article has one, or the share of all works that have.
    """

    items: tuple[int, int] = (0, 0)
    younger: tuple[int, float] = (0, 0.0)
    self_citations: float = 1.0
    doi: bool | float = False
    edn: bool = False
    banned: tuple[str, ...] = ()


class Journal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A profile; its keys are explained in ``templates/journals/README.md``."""

    title: str
    first: ListPlan
    name: str = ""
    purpose: str = ""
    lists: Literal["one", "two", "interleaved", "inverted"] = "one"
    second: ListPlan = ListPlan()
    citations: CitationForm = CitationForm()
    limits: Limits = Limits()


_TABLES: Mapping[str, type[msgspec.Struct]] = {"first": ListPlan, "second": ListPlan, "citations": CitationForm, "limits": Limits}


@cache
def journal_names() -> tuple[str, ...]:
    """Return the names of the profiles that citekit brings."""
    return tuple(sorted(item.name.removesuffix(".toml") for item in templates_folder("journals").iterdir() if item.name.endswith(".toml")))


def read_journal(name: str | Path) -> Journal:
    """Return a profile by its name, or from a file whose path ends in ``.toml``.

    Raises:
        UnknownName: there is no such profile; or a key, style, order or option in it is unknown, with the nearest known.
        UnreadableInput: the file cannot be read, is no TOML, or a value is of the wrong kind.
    """
    import tomllib

    source = str(name)
    if source.endswith(".toml"):
        file = Path(source)
    else:
        if source not in journal_names():
            raise UnknownName("journal", source, journal_names())
        file = templates_folder("journals") / f"{source}.toml"
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableInput(source, f"cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(source, f"no TOML: {error}") from error
    return _checked(_journal(table, source), source)


def _journal(table: dict[str, Any], source: str) -> Journal:
    _check_keys(table, Journal, source, "")
    for key, kind in _TABLES.items():
        if isinstance(table.get(key), dict):
            _check_keys(table[key], kind, source, f"{key}.")
            for group in table[key].get("groups", ()):
                if isinstance(group, dict):
                    _check_keys(group, Group, source, f"{key}.groups.")
    try:
        journal = msgspec.convert(table, Journal)
    except msgspec.ValidationError as error:
        raise UnreadableInput(source, str(error), "templates/journals/README.md explains the keys") from error
    return msgspec.structs.replace(journal, name=journal.name or Path(source).stem)


def _check_keys(table: Mapping[str, Any], kind: type[msgspec.Struct], source: str, path: str) -> None:
    known = tuple(field.name for field in msgspec.structs.fields(kind))
    for key in table:
        if key not in known:
            raise UnknownName(f"key in {source}", path + key, tuple(path + name for name in known))


def _checked(journal: Journal, source: str) -> Journal:
    """Settle the names inside a profile now, so that a mistake is found before the first list is made."""
    if journal.lists != "one" and not journal.second.style:
        raise UnreadableInput(source, f"lists = {journal.lists!r} needs a [second] list with a style")
    for part, plan in (("first", journal.first), ("second", journal.second)):
        if part == "second" and not plan.style:
            continue
        if plan.groups and journal.lists not in {"one", "two"}:
            raise UnreadableInput(source, f"[{part}] has groups, which a list in pairs (lists = {journal.lists!r}) has no room for")
        for group in plan.groups:
            for name in group.types:
                if name not in WORK_TYPES:
                    raise UnknownName(f"type of work in a group of [{part}] in {source}", name, WORK_TYPES)
        checked_options(find_style(plan.style), plan.options)
        if plan.order and plan.order not in (*SORTS, *(["same"] if part == "second" else [])):
            raise UnknownName(f"order of [{part}] in {source}", plan.order, (*SORTS, "same"))
    return journal


def journal_lists(records: Sequence[Record], journal: Journal) -> tuple[Bibliography, ...]:
    """Return the lists that a journal asks for, in its order, a list's groups one after another; see ``render``.

    In an interleaved list each Cyrillic item is followed by its Latin version in square brackets, in an inverted
    one the Latin version by the Russian description in parentheses; other items stand once.
    """
    first = _planned(records, journal.first)
    parts = _parts(first, journal.first)
    if journal.lists == "one":
        return parts
    ordered = tuple(entry.record for part in parts for entry in part.entries)
    if journal.lists == "two":
        same = journal.second.order in {"", "same"}
        second = _planned(ordered if same else records, journal.second, order="none" if same else "")
        return *parts, *_parts(second, journal.second)
    if journal.lists == "interleaved":
        second = _planned(ordered, journal.second, order="none")
        return (_paired(first, second, " [", "]"),)
    order = journal.second.order if journal.second.order != "same" else ""
    second = _planned(records, journal.second, order=order)
    russian = _planned([entry.record for entry in second.entries], journal.first, order="none")
    return (_paired(second, russian, " (", ")"),)


def _planned(records: Sequence[Record], plan: ListPlan, order: str = "") -> Bibliography:
    made = format_records(records, plan.style, options=plan.options, sort=order or plan.order or None)
    numbered = made.numbered if plan.numbered is None else plan.numbered
    return msgspec.structs.replace(made, heading=plan.heading, numbered=numbered)


def _parts(whole: Bibliography, plan: ListPlan) -> tuple[Bibliography, ...]:
    """Return a list as its groups, those that hold nothing left out; what no group holds stands last under the list's heading."""
    if not plan.groups:
        return (whole,)
    rest = list(whole.entries)
    parts: list[Bibliography] = []
    number = 1
    for group in (*plan.groups, Group(whole.heading)):
        held = [entry for entry in rest if group.holds(entry)]
        rest = [entry for entry in rest if not group.holds(entry)]
        if not held:
            continue
        number = 1 if plan.restart else number
        entries = tuple(msgspec.structs.replace(entry, number=n) for n, entry in enumerate(held, number))
        number += len(entries)
        said = tuple(d for entry in entries for d in entry.diagnostics)
        parts.append(msgspec.structs.replace(whole, heading=group.heading, entries=entries, diagnostics=said))
    return tuple(parts) or (whole,)


def _paired(main: Bibliography, other: Bibliography, before: str, after: str) -> Bibliography:
    """Put after each Cyrillic item of ``main`` the same item of ``other``, between ``before`` and ``after``."""

    def both(entry: Entry, twin: Entry) -> Entry:
        if entry.language not in CYRILLIC:
            return entry
        text = entry.text + before + twin.text + after
        return msgspec.structs.replace(entry, text=RichText(text.runs), diagnostics=(*entry.diagnostics, *twin.diagnostics))

    entries = tuple(both(entry, twin) for entry, twin in zip(main.entries, other.entries, strict=True))
    return msgspec.structs.replace(main, entries=entries, diagnostics=tuple(d for e in entries for d in e.diagnostics))
