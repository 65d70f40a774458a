"""A CSL item into a record and back: the table is the record itself, whose names are CSL's.

What has the wrong shape is kept as it is in ``Record.extra``, and a diagnostic says where it stands.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import msgspec

from citekit.formats.dates import date_of_text
from citekit.model import WORK_TYPES, Custom, Date, Diagnostic, Evidence, Name, Occurrence, Record, Variant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.model import Severity, WorkType

__all__ = ["ItemReader", "item_of", "items_of"]

# Fields of names and dates that CSL or another tool adds and the model does not hold wait here for the way back.
DETAILS = "citekit-details"
_ADDED = ("raw", "occurrences", "evidence", "variants")
_TYPE_ALIASES = {
    "journal-article": "article-journal", "book-chapter": "chapter", "proceedings-article": "paper-conference", "dissertation": "thesis",
    "posted-content": "article", "monograph": "book", "edited-book": "book", "reference-entry": "entry", "webpage-article": "webpage",
}  # fmt: skip


class _Table(NamedTuple):
    names: dict[str, str]
    dates: dict[str, str]
    texts: dict[str, str]


class _Found(NamedTuple):
    """What has been read of one item: the record's fields, the unknown ones, what names and dates have more."""

    values: dict[str, Any]
    extra: dict[str, Any]
    details: dict[str, Any]


@lru_cache(maxsize=1)
def _table() -> _Table:
    """Return CSL's names of the record's fields, by what they hold."""
    table = _Table({}, {}, {})
    for field in msgspec.structs.fields(Record):
        if field.name in {"type", "custom", "extra", *_ADDED}:
            continue
        kind = table.dates if field.type is Date else table.texts if field.type is str else table.names
        kind[field.encode_name] = field.name
    return table


@lru_cache(maxsize=1)
def _custom_table() -> dict[str, tuple[str, Any]]:
    return {f.encode_name: (f.name, f.type) for f in msgspec.structs.fields(Custom) if f.name != "extra"}


_NAME_PARTS = {f.encode_name: f.name for f in msgspec.structs.fields(Name)}
_DATE_PARTS = frozenset({"date-parts", "season", "circa", "literal", "raw", "edtf"})


def _kind(value: Any) -> str:
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return "true or false" if isinstance(value, bool) else f"the {type(value).__name__} {str(value)[:40]!r}"


def _text(value: Any) -> str | None:
    """Return a scalar as text, None where it is none."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else str(value)


class ItemReader:
    """Reads items one after another and collects what it notices.

    ``codes`` are of the format whose file it is: a wrong shape, and something read though it is unusual.
    """

    def __init__(self, source: str, wrong: str = "FT102", odd: str = "FT103") -> None:
        """Begin with the ``source`` that diagnostics name and their two codes."""
        self._source, self._wrong, self._odd = source, wrong, odd
        self._id = ""
        self.diagnostics: list[Diagnostic] = []

    def note(self, path: str, message: str, *, odd: bool = False, severity: Severity | None = None) -> None:
        """Notice something at a JSON path."""
        self.diagnostics.append(
            Diagnostic(
                code=self._odd if odd else self._wrong,
                severity=severity or ("info" if odd else "warning"),
                message=f"{path}: {message}",
                source=self._source,
                record=self._id,
            )
        )

    def record(self, item: Any, path: str) -> Record:
        """Return the record of one item, as much of it as can be read."""
        if not isinstance(item, dict):
            self._id = ""
            self.note(path, f"{_kind(item)} stands where an item should; kept as the raw text", severity="error")
            return Record(raw=item if isinstance(item, str) else msgspec.json.encode(item).decode())
        self._id = _text(item.get("id")) or ""
        found = _Found({}, {}, {})
        table = _table()
        for key, value in item.items():
            if key == "type":
                self._type(value, f"{path}.type", found)
            elif key == "custom":
                self._custom(value, f"{path}.custom", found)
            elif key in table.texts:
                self._text_field(key, value, f"{path}.{key}", found)
            elif key in table.names:
                self._names(key, value, f"{path}.{key}", found)
            elif key in table.dates:
                self._date(key, value, f"{path}.{key}", found)
            else:
                found.extra[key] = value
        if found.details:
            found.extra[DETAILS] = found.details
        return Record(**found.values, extra=found.extra)

    def _type(self, value: Any, path: str, found: _Found) -> None:
        if value in WORK_TYPES:
            found.values["type"] = cast("WorkType", value)
            return
        found.extra["type"] = value
        known = _TYPE_ALIASES.get(value) if isinstance(value, str) else None
        if known:
            found.values["type"] = known
            del found.extra["type"]
        self.note(path, f"{value!r:.60} is no type of CSL; read as {known or 'document'!r}", odd=bool(known))

    def _text_field(self, key: str, value: Any, path: str, found: _Found) -> None:
        text = _text(value)
        if text is None and isinstance(value, list) and len(value) == 1 and (text := _text(value[0])) is not None:
            self.note(path, "a list of one stands where a text should; read as the text", odd=True)
        if text is not None:
            found.values[_table().texts[key]] = text
        elif value is not None:
            self.note(path, f"{_kind(value)} stands where a text should; kept as it is, not used")
            found.extra[key] = value

    def _names(self, key: str, value: Any, path: str, found: _Found) -> None:
        if isinstance(value, dict | str) and value:
            self.note(path, f"{_kind(value)} stands where a list of names should; read as one name", odd=True)
            value = [value]
        if not isinstance(value, list):
            if value:
                self.note(path, f"{_kind(value)} stands where a list of names should; kept as it is, not used")
                found.extra[key] = value
            return
        names = []
        for i, one in enumerate(value):
            if isinstance(one, str) and one:
                self.note(f"{path}[{i}]", "a text stands where a name should; read as a literal name", odd=True)
                names.append(Name(literal=one))
                continue
            if not isinstance(one, dict):
                self.note(f"{path}[{i}]", f"{_kind(one)} stands where a name should; the list is kept as it is, not used")
                found.extra[key] = value
                return
            parts = {_NAME_PARTS[k]: t for k, v in one.items() if k in _NAME_PARTS and (t := _text(v))}
            more = {k: v for k, v in one.items() if not (k in _NAME_PARTS and (_text(v) is not None or v is None))}
            if parts:
                names.append(Name(**parts))
            if more and parts:
                found.details.setdefault(key, []).append(msgspec.to_builtins(names[-1]) | more)
            elif not parts:
                self.note(f"{path}[{i}]", "a name without any part; left out")
        found.values[_table().names[key]] = tuple(names)

    def _date(self, key: str, value: Any, path: str, found: _Found) -> None:
        if value is None or value == "":
            return
        if (text := _text(value)) is not None:
            self.note(path, "a text stands where a date should; read as one", odd=True)
            found.values[_table().dates[key]] = date_of_text(text)
            return
        if not isinstance(value, dict):
            self.note(path, f"{_kind(value)} stands where a date should; kept as it is, not used")
            found.extra[key] = value
            return
        parts = self._date_parts(value.get("date-parts"), f"{path}.date-parts")
        if parts is None:
            found.extra[key] = value
            return
        season, literal, raw, edtf = (_text(value.get(k)) or "" for k in ("season", "literal", "raw", "edtf"))
        circa = value.get("circa")
        date = Date(date_parts=parts, season=season, literal=literal, raw=raw, circa=bool(circa) and circa != "false")
        if not parts and (worded := date_of_text(edtf or raw)).date_parts and not worded.raw:
            date = msgspec.structs.replace(
                date, date_parts=worded.date_parts, season=season or worded.season, circa=date.circa or worded.circa
            )
        if more := {k: v for k, v in value.items() if k not in _DATE_PARTS or (k == "edtf" and v)}:
            found.details[key] = more
        found.values[_table().dates[key]] = date

    def _date_parts(self, value: Any, path: str) -> tuple[tuple[int, ...], ...] | None:
        if value is None:
            return ()
        if not isinstance(value, list):
            self.note(path, f"{_kind(value)} stands where lists of year, month, day should; the date is kept as it is, not used")
            return None
        if value and not any(isinstance(v, list) for v in value):
            self.note(path, "one list too few around year, month, day; read as one date", odd=True)
            value = [value]
        dates = []
        for i, one in enumerate(value):
            numbers: list[int] = []
            for part in one if isinstance(one, list) else [one]:
                if part is None or part == "":
                    break
                text = _text(part)
                if text is None or not re.fullmatch(r"-?[0-9]{1,6}", text.strip()):
                    self.note(f"{path}[{i}]", f"{str(part)[:40]!r} is no figure; the date is kept as it is, not used")
                    return None
                if numbers and not int(text):
                    break
                numbers.append(int(text))
            if len(numbers) > 3 or i > 1:
                self.note(f"{path}[{i}]", "a date has year, month, day and at most an end; the date is kept as it is, not used")
                return None
            if numbers:
                dates.append(tuple(numbers))
        return tuple(dates)

    def _custom(self, value: Any, path: str, found: _Found) -> None:
        if not isinstance(value, dict):
            if value is not None:
                self.note(path, f"{_kind(value)} stands where an object should; kept as it is, not used")
                found.extra["custom"] = value
            return
        known: dict[str, Any] = {}
        more: dict[str, Any] = {}
        for key, one in value.items():
            name, kind = _custom_table().get(key, ("", None))
            if key == "citekit" and isinstance(one, dict):
                if rest := self._added(one, f"{path}.citekit", found.values):
                    more[key] = rest
            elif not name:
                more[key] = one
            elif kind is str and (text := _text(one)) is not None:
                known[name] = text
            elif kind is bool and isinstance(one, bool):
                known[name] = one
            elif name == "imprint" and isinstance(one, list) and all(_is_pair(pair) for pair in one):
                known[name] = tuple((str(place), str(publisher)) for place, publisher in one)
            elif one is not None:
                self.note(f"{path}.{key}", f"{_kind(one)} is not of the shape that citekit knows; kept as it is, not used")
                more[key] = one
        found.values["custom"] = Custom(**known, extra=more)

    def _added(self, value: dict[str, Any], path: str, values: dict[str, Any]) -> dict[str, Any]:
        """Read what citekit itself adds; return what is not its own."""
        kinds: dict[str, Any] = {"raw": str, "occurrences": tuple[Occurrence, ...], "evidence": dict[str, tuple[Evidence, ...]]}
        rest: dict[str, Any] = {}
        for key, one in value.items():
            try:
                if key in kinds:
                    values[key] = msgspec.convert(one, kinds[key])
                elif key == "variants":
                    values[key] = tuple(self._variant(v, f"{path}.variants[{i}]") for i, v in enumerate(one))
                else:
                    rest[key] = one
            except (msgspec.ValidationError, TypeError) as error:
                self.note(f"{path}.{key}", f"not as citekit writes it ({error}); kept as it is, not used")
                rest[key] = one
        return rest

    def _variant(self, value: Any, path: str) -> Variant:
        face = msgspec.convert({**value, "record": {}}, Variant)
        own = self._id
        record = self.record(value.get("record", {}), f"{path}.record")
        self._id = own
        return msgspec.structs.replace(face, record=record)


def _is_pair(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(v, str) for v in value)


def item_of(record: Record, *, plain: bool = False) -> dict[str, Any]:
    """Return the CSL item of a record; ``plain`` leaves out ``custom.citekit``.

    >>> item_of(Record(id="a", type="book", title="Кобзарь"))
    {'id': 'a', 'type': 'book', 'title': 'Кобзарь'}
    """
    data: dict[str, Any] = msgspec.to_builtins(record)
    extra = data.pop("extra", {})
    details = extra.pop(DETAILS, {})
    added = {key: data.pop(key) for key in _ADDED if key in data}
    custom = data.pop("custom", {})
    custom |= {k: v for k, v in custom.pop("extra", {}).items() if k not in custom}
    if added and not plain:
        if "variants" in added:
            added["variants"] = [{"language": v.language, "kind": v.kind, "record": item_of(v.record, plain=True)} for v in record.variants]
        theirs = custom.get("citekit")
        custom["citekit"] = {**theirs, **added} if isinstance(theirs, dict) else added
    elif plain:
        custom.pop("citekit", None)
    item = {key: value for key, value in data.items() if value != {}}
    if custom:
        item["custom"] = custom
    item |= {key: value for key, value in extra.items() if key not in item}
    for key, more in details.items() if isinstance(details, dict) else ():
        item[key] = _with_details(item.get(key), more)
        if item[key] is None:
            del item[key]
    return item


def _with_details(value: Any, more: Any) -> Any:
    """Put the fields that the model does not hold back to the names or the date they belong to."""
    if isinstance(value, dict) and isinstance(more, dict):
        return value | {k: v for k, v in more.items() if k not in value}
    if isinstance(value, list | tuple) and isinstance(more, list):
        waiting = [m for m in more if isinstance(m, dict)]
        names = []
        for name in value:
            match = next((m for m in waiting if {k: v for k, v in m.items() if k in _NAME_PARTS} == name), None)
            if match is not None:
                waiting.remove(match)
            names.append(match if match is not None else name)
        return names
    return value


def items_of(records: Iterable[Record], *, plain: bool = False) -> list[dict[str, Any]]:
    """Return the items of records, each with an ``id`` and a ``type``, which CSL demands."""
    items = []
    records = tuple(records)
    taken = {record.id for record in records}
    for number, record in enumerate(records, 1):
        item = item_of(record, plain=plain)
        own = record.id or record.citation_key
        if not own:
            own = f"item-{number}"
            while own in taken:
                own += "x"
            taken.add(own)
        items.append({"id": own, "type": record.type} | item)
    return items
