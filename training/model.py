"""The trained model as the package ships it: two files.

``labels.crf`` holds the features' weights in fixed point, read by ``citekit/parsers/labelling/weights.py``: a line of
JSON, the features' names in buckets, the weights. ``labels.crfsuite`` is a CRFsuite model of nothing but the transitions
and one feature a label, into which the labeller puts the sums. CRFsuite's layout is that of version 0.12
(``crf1d_model.c``, ``cqdb.c``; Naoaki Okazaki, BSD).
"""

from __future__ import annotations

import json
import struct
from array import array
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

from training.crf import CHANCY, Field

__all__ = ["ship_model"]

_HEADER = struct.Struct("<4sI4s9I")
_FEATURE = struct.Struct("<3Id")
_TABLES = 256
_MASK = 0xFFFFFFFF
SCALE = 512
"""Weights are shipped as 16-bit integers: this many for 1."""
BUCKETS = 16_384
"""Parts of the file that are read one by one: some fifteen names each."""


def ship_model(model: Field, path: Path, *, least: float, least_words: float = 0.0) -> int:
    """Write the two files without the weights below ``least`` (``least_words`` for features of several words).

    Return how many weights they keep.
    """
    number = {label: at for at, label in enumerate(model.labels)}
    by_name: dict[str, list[tuple[int, int]]] = {}
    for (name, label), weight in model.states.items():
        if abs(weight) >= (least_words or least if name.startswith(CHANCY) else least):
            by_name.setdefault(name, []).append((number[label], max(-32000, min(32000, round(weight * SCALE)))))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_in_buckets(model.labels, by_name))
    bare = {(label, label): 1.0 for label in model.labels}
    _write_crfsuite(Field(model.labels, bare, model.moves), path.with_suffix(".crfsuite"))
    return sum(map(len, by_name.values()))


def _in_buckets(labels_of_model: Sequence[str], by_name: Mapping[str, Sequence[tuple[int, int]]]) -> bytes:
    """Return the file of the weights, (label, weight) by name; its layout is told in ``weights.py``."""
    buckets: list[list[str]] = [[] for _ in range(BUCKETS)]
    for name in sorted(by_name):
        buckets[crc32(name.encode("utf-8", "surrogatepass")) % BUCKETS].append(name)
    text = bytearray()
    counts, labels, weights = array("B"), array("B"), array("h")
    starts = array("I"), array("I"), array("I")
    for names in [*buckets, []]:
        for start, now in zip(starts, (len(counts), len(text), len(weights)), strict=True):
            start.append(now)
        for name in names:
            text += name.encode() + b"\n"
            counts.append(len(by_name[name]))
            for label, weight in sorted(by_name[name]):
                labels.append(label)
                weights.append(weight)
    head = {
        "labels": labels_of_model,
        "scale": SCALE,
        "names": len(counts),
        "bytes": len(text),
        "weights": len(weights),
        "buckets": BUCKETS,
    }
    parts = [*(start.tobytes() for start in starts), bytes(text), counts.tobytes(), labels.tobytes(), weights.tobytes()]
    return json.dumps(head).encode() + b"\n" + b"".join(parts)


def _write_crfsuite(model: Field, path: Path) -> None:
    number = {label: at for at, label in enumerate(model.labels)}
    attributes = sorted({attribute for attribute, _ in model.states})
    index = {attribute: at for at, attribute in enumerate(attributes)}
    features: list[tuple[int, int, int, float]] = []
    of_label: list[list[int]] = [[] for _ in range(len(number) + 2)]
    of_attribute: list[list[int]] = [[] for _ in attributes]
    for (source, target), weight in sorted(model.moves.items(), key=lambda item: (number[item[0][0]], number[item[0][1]])):
        of_label[number[source]].append(len(features))
        features.append((1, number[source], number[target], weight))
    for (attribute, label), weight in sorted(model.states.items(), key=lambda item: (index[item[0][0]], number[item[0][1]])):
        of_attribute[index[attribute]].append(len(features))
        features.append((0, index[attribute], number[label], weight))
    out = bytearray(_HEADER.size)
    places = [len(out)]
    out += struct.pack("<4s2I", b"FEAT", 12 + len(features) * _FEATURE.size, len(features))
    for feature in features:
        out += _FEATURE.pack(*feature)
    for database in (_database(model.labels), _database(attributes)):
        places.append(len(out))
        out += database
    for name, lists in ((b"LFRF", of_label), (b"AFRF", of_attribute)):
        places.append(len(out))
        out += _references(name, lists, len(out))
    _HEADER.pack_into(out, 0, b"lCRF", len(out), b"FOMC", 100, 0, len(number), len(attributes), *places)
    path.write_bytes(bytes(out))


def _references(name: bytes, lists: list[list[int]], start: int) -> bytes:
    head = 12 + 4 * len(lists)
    offsets, body = [], bytearray()
    for numbers in lists:
        offsets.append(start + head + len(body))
        body += struct.pack(f"<{len(numbers) + 1}I", len(numbers), *numbers)
    return struct.pack(f"<4s2I{len(lists)}I", name, head + len(body), len(lists), *offsets) + bytes(body)


def _database(names: list[str]) -> bytes:
    head = 24 + 8 * _TABLES
    body = bytearray()
    tables: list[list[tuple[int, int]]] = [[] for _ in range(_TABLES)]
    links = []
    for at, name in enumerate(names):
        key = name.encode() + b"\0"
        place = head + len(body)
        hashed = _hash(key)
        tables[hashed % _TABLES].append((hashed, place))
        links.append(place)
        body += struct.pack("<2I", at, len(key)) + key
    places = []
    for entries in tables:
        slots = [(0, 0)] * (2 * len(entries))
        places.append((head + len(body), len(slots)) if entries else (0, 0))
        for hashed, place in entries:
            slot = (hashed >> 8) % len(slots)
            while slots[slot][1]:
                slot = (slot + 1) % len(slots)
            slots[slot] = (hashed, place)
        for entry in slots:
            body += struct.pack("<2I", *entry)
    back = head + len(body)
    body += struct.pack(f"<{len(links)}I", *links)
    header = struct.pack("<4s5I", b"CQDB", head + len(body), 0, 0x62445371, len(links), back)
    return header + b"".join(struct.pack("<2I", *place) for place in places) + bytes(body)


def _rotated(x: int, k: int) -> int:
    return ((x << k) | (x >> (32 - k))) & _MASK


def _hash(key: bytes) -> int:
    """Return Bob Jenkins's lookup3 ``hashlittle`` of a key (public domain)."""
    length = len(key)
    a = b = c = (0xDEADBEEF + length) & _MASK
    at = 0
    while length > 12:
        x, y, z = struct.unpack_from("<3I", key, at)
        a, b, c = (a + x) & _MASK, (b + y) & _MASK, (c + z) & _MASK
        a = ((a - c) & _MASK) ^ _rotated(c, 4)
        c = (c + b) & _MASK
        b = ((b - a) & _MASK) ^ _rotated(a, 6)
        a = (a + c) & _MASK
        c = ((c - b) & _MASK) ^ _rotated(b, 8)
        b = (b + a) & _MASK
        a = ((a - c) & _MASK) ^ _rotated(c, 16)
        c = (c + b) & _MASK
        b = ((b - a) & _MASK) ^ _rotated(a, 19)
        a = (a + c) & _MASK
        c = ((c - b) & _MASK) ^ _rotated(b, 4)
        b = (b + a) & _MASK
        at += 12
        length -= 12
    if length:
        x, y, z = struct.unpack("<3I", key[at:].ljust(12, b"\0"))
        a, b, c = (a + x) & _MASK, (b + y) & _MASK, (c + z) & _MASK
        c = ((c ^ b) - _rotated(b, 14)) & _MASK
        a = ((a ^ c) - _rotated(c, 11)) & _MASK
        b = ((b ^ a) - _rotated(a, 25)) & _MASK
        c = ((c ^ b) - _rotated(b, 16)) & _MASK
        a = ((a ^ c) - _rotated(c, 4)) & _MASK
        b = ((b ^ a) - _rotated(a, 14)) & _MASK
        c = ((c ^ b) - _rotated(b, 24)) & _MASK
    return c
