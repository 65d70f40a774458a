"""One record of several: the better value by stated rules, the others kept as evidence.

The rules, in order: a Russian work's Russian face leads, then the record with most identifiers; a longer title that begins with the shorter one wins
(it has the subtitle); fuller given names win; the publisher's own face before a translation; what the leading
record lacks is taken from the others. A face in another language becomes a variant. Each member's word on
each field stays as ``Evidence(agent="merge", source=MEMBER)``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.dedupe.similarity import title_language, titles_ratio
from citekit.dedupe.titles import title_key
from citekit.language import fold, language_of, script_of
from citekit.model import Custom, Date, Evidence, Record, Variant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.model import Name

__all__ = ["face_of", "leading", "member_names", "members_of", "merge_records"]

_OWN = frozenset(["id", "citation_key", "raw", "occurrences", "evidence", "variants", "extra", "custom"])
_ENCODED = {f.name: f.encode_name for f in msgspec.structs.fields(Record)}
_NAMES = tuple(_ENCODED)
_FIELDS = tuple(name for name in _ENCODED if name not in _OWN)
_FIELD_SET = frozenset(_FIELDS)
_CUSTOM_FIELDS = tuple(f.name for f in msgspec.structs.fields(Custom) if f.name != "extra")
# What belongs to a face of the work, not to the work: taken from another language's record only into a variant.
_FACE = frozenset(
    ["language", "author", "editor", "translator", "compiler", "title", "title_short", "container_title", "container_title_short", "collection_title",
     "publisher", "publisher_place", "event_title", "event_place", "genre", "note", "abstract", "keyword", "edition", "authority", "part_title", "volume_title"]
)  # fmt: skip
_CYRILLIC = frozenset(["ru", "uk", "be", "kk", "bg", "sr", "mk", "ky", "tg"])
_DEFAULTS = Record()
_NOTHING = Date()
_DEFAULT_CUSTOM = Custom()


def face_of(record: Record) -> str:
    """Return the language of a record's own face, ``ru-Latn`` for romanised Russian: its tag, else what it is written in.

    A tag that the script contradicts («en» on a Cyrillic title) is not believed.
    """
    text = record.title or record.container_title or " ".join(str(n) for n in record.author) or record.raw
    return _face_of_text(text[:600], record.language.partition("-")[0])


@lru_cache(maxsize=8192)
def _face_of_text(text: str, tag: str) -> str:
    script = "Latn" if text.isascii() else script_of(text)
    if script == "Cyrl":
        return tag if tag in _CYRILLIC else language_of(text)
    if script == "Latn":
        if tag in _CYRILLIC:
            # «language: ru» on an English face says what the work is in, not what is printed here
            return f"{tag}-Latn" if title_language(text).endswith("-Latn") else title_language(text)
        return tag or title_language(text)
    return tag or language_of(text)


def _same_face(a: Record, b: Record) -> bool:
    """Tell whether two records show one face of the work: the same words, or the same language."""
    if a.title == b.title or titles_ratio(title_key(a.title), title_key(b.title)) >= 0.85:
        return face_of(a).endswith("-Latn") == face_of(b).endswith("-Latn") and (
            a.title.isascii() == b.title.isascii() or script_of(a.title) == script_of(b.title)
        )
    return face_of(a) == face_of(b)


def _filled(record: Record) -> dict[str, Any]:
    """Return the fields of a record that hold something."""
    return {
        name: value
        for name, value in zip(_NAMES, msgspec.structs.astuple(record), strict=True)
        if value and value != _NOTHING and name in _FIELD_SET
    }


def _weight(record: Record) -> tuple[int, int, int]:
    identifiers = sum(bool(v) for v in (record.doi, record.pmid, record.custom.edn, record.isbn))
    return identifiers, len(_filled(record)), sum(len(n.given) for n in record.author)


def leading(records: Sequence[Record]) -> int:
    """Return the position of the record that leads a merge.

    The record in Cyrillic before its faces in Latin letters (a Russian work's own face), a face before a mere
    transliteration, then most identifiers, most fields, the fullest names, the first.
    """
    if _is_one_face(records):
        return max(range(len(records)), key=lambda i: (*_weight(records[i]), -i))
    faces = [face_of(r) for r in records]
    return max(range(len(records)), key=lambda i: (faces[i] in _CYRILLIC, not faces[i].endswith("-Latn"), *_weight(records[i]), -i))


def _is_one_face(records: Sequence[Record]) -> bool:
    """Tell, quickly, whether records plainly show one face of a work: titles alike letter by letter."""
    from rapidfuzz import fuzz

    first = records[0].title[:600].lower()
    return bool(first) and all(fuzz.ratio(first, r.title[:600].lower()) >= 85 for r in records[1:])


def _fuller_names(a: tuple[Name, ...], b: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return the list with more of the people, else name by name the fuller given name."""
    if not a or not b:
        return a or b
    if len(a) != len(b):
        return a if len(a) > len(b) else b
    out = []
    for x, y in zip(a, b, strict=True):
        same = fold(x.full_family) == fold(y.full_family)
        out.append(y if same and len(y.given.replace(".", "")) > len(x.given.replace(".", "")) else x)
    return tuple(out)


def _better(name: str, value: Any, other: Any) -> Any:
    if name in ("author", "editor", "translator", "compiler"):
        return _fuller_names(value, other)
    if name == "title":
        x, y = title_key(value), title_key(other)
        return other if len(y) > len(x) and y.startswith(x) else value
    if isinstance(value, Date):
        longer = len(other.start) > len(value.start) and other.start[: len(value.start)] == value.start
        return other if longer else value
    if name == "page":
        return other if len(other) > len(value) and other.startswith(value) else value
    if name == "type":
        return other if value in ("document", "article", "webpage") and other not in ("document", "article") else value
    if name == "container_title":
        return other if value.endswith(".") and len(other) > len(value) and value[:2].casefold() == other[:2].casefold() else value
    return value


def merge_records(records: Sequence[Record], *, names: Sequence[str] = (), lead: int | None = None) -> Record:
    """Return one record of the members of a group; ``names`` are the members' names in the evidence, ``lead`` the leading one.

    The leading record's id, key and face stay; figures and identifiers that it lacks come from the others,
    in their order. Members in another language become variants.
    """
    names = names or [r.id for r in records]
    lead = leading(records) if lead is None else lead
    order = [lead, *(i for i in range(len(records)) if i != lead)]
    base = records[lead]
    one_face = _is_one_face(records)
    language = "" if one_face else face_of(base)
    values: dict[str, Any] = {name: getattr(base, name) for name in _FIELDS}
    custom = {name: getattr(base.custom, name) for name in _CUSTOM_FIELDS}
    custom_extra: dict[str, Any] = dict(base.custom.extra)
    extra: dict[str, Any] = dict(base.extra)
    variants = {v.language: v for v in base.variants}
    for i in order[1:]:
        record = records[i]
        other_face = not one_face and not _same_face(base, record)
        for name, value in _filled(record).items():
            if other_face and name in _FACE:
                continue
            mine = values[name]
            if value != mine:
                values[name] = value if mine == getattr(_DEFAULTS, name) else _better(name, mine, value)
        for name in _CUSTOM_FIELDS:
            if not custom[name] and not (other_face and name in ("responsibility", "container_responsibility", "heading", "designation")):
                custom[name] = getattr(record.custom, name)
        for theirs, ours in ((record.custom.extra, custom_extra), (record.extra, extra)):
            for key, value in theirs.items():
                ours.setdefault(key, value)
        for variant in record.variants:
            if variant.language != language:
                variants.setdefault(variant.language, variant)
        if other_face and face_of(record) not in variants and face_of(record) != language:
            variants[face_of(record)] = _variant(record)
    occurrences = tuple(dict.fromkeys(o for r in records for o in r.occurrences))
    return msgspec.structs.replace(
        base,
        **values,
        citation_key=base.citation_key or next((records[i].citation_key for i in order if records[i].citation_key), ""),
        custom=Custom(**custom, extra=custom_extra),
        extra=extra,
        occurrences=occurrences,
        variants=tuple(variants.values()),
        evidence=_evidence(records, names, lead),
    )


def _variant(record: Record) -> Variant:
    language = face_of(record)
    fields = {name: value for name, value in _filled(record).items() if name in _FACE}
    fields["language"] = language
    return Variant(language, "transliteration" if language.endswith("-Latn") else "official", Record(**fields))


def _evidence(records: Sequence[Record], names: Sequence[str], lead: int) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, list[Evidence]] = {}
    for i in (lead, *(i for i in range(len(records)) if i != lead)):
        record = records[i]
        for field, words in record.evidence.items():
            found.setdefault(field, []).extend(words)
        if any(e.agent == "merge" for words in record.evidence.values() for e in words):
            continue  # itself made by a merge: its members have spoken
        for name, value in _filled(record).items():
            plain = value if isinstance(value, str) else msgspec.to_builtins(value)
            found.setdefault(_ENCODED[name], []).append(Evidence(agent="merge", value=plain, source=names[i]))
        if record.custom != _DEFAULT_CUSTOM:
            found.setdefault("custom", []).append(Evidence(agent="merge", value=msgspec.to_builtins(record.custom), source=names[i]))
        found.setdefault("id", []).append(Evidence(agent="merge", value=record.id, raw=record.raw, source=names[i]))
    return {field: tuple(words) for field, words in found.items()}


def members_of(record: Record) -> tuple[Record, ...]:
    """Return the records that a merged record was made of, as far as comparisons need them; itself if it is plain.

    What was changed after the merge (a DOI found, a title mended) is changed in each.
    """
    words = [e for e in record.evidence.get("id", ()) if e.agent == "merge"]
    if len(words) < 2:
        return (record,)
    members = []
    for word in words:
        plain = {field: e.value for field, said in record.evidence.items() for e in said if e.agent == "merge" and e.source == word.source}
        members.append(msgspec.convert(plain, Record, strict=False))
    edited = {
        name: getattr(record, name)
        for name in _FIELDS
        if getattr(record, name) != getattr(_DEFAULTS, name) and all(getattr(m, name) != getattr(record, name) for m in members)
    }
    mixed = frozenset(["author", "editor", "translator", "compiler"])  # the fuller names of several lists
    edited = {name: value for name, value in edited.items() if name not in mixed}
    return tuple(msgspec.structs.replace(m, **edited) for m in members) if edited else tuple(members)


def member_names(record: Record) -> tuple[str, ...]:
    """Return the names of the records that a merged record was made of; empty for a plain one."""
    return tuple(e.source for e in record.evidence.get("id", ()) if e.agent == "merge")
