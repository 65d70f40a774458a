"""The trained model's weights: read from the compact file as they are asked for, added up many labels at a time.

The scores of all labels are kept in one integer, 32 bits each, so that adding two groups of features is one
addition: Python has no quicker way to add forty numbers without a library. The features' names stand in the file
in buckets by their checksum; a bucket is read when one of its names is first asked for, so that one reference
need not wait for a quarter of a million names.
"""

from __future__ import annotations

from array import array
from struct import Struct
from zlib import crc32

import msgspec

__all__ = ["Weights"]

_BIAS = 1 << 16
"""Added to each label's weight of a feature, so that no lane of the integer goes below zero: 60,000 features find room."""
_REACH = 5.0
_FLOOR = 7.0
"""A label so far (in natural logarithms) below its token's best by its own features is taken to be at the floor."""


class _Head(msgspec.Struct):
    labels: tuple[str, ...]
    scale: int
    names: int
    bytes: int
    weights: int
    buckets: int


class Weights:
    """A model's labels and its features' weights.

    The file: a line of JSON; of each bucket where its names, their bytes and their weights begin (32 bits, one more
    than there are buckets); the names, a line each; how many weights each has; the weights' labels; the weights.
    """

    def __init__(self, data: bytes) -> None:
        end = data.index(b"\n")
        head = msgspec.json.decode(data[:end], type=_Head)
        self.labels = head.labels
        view = memoryview(data)
        at = end + 1

        def taken(size: int) -> memoryview:
            nonlocal at
            at += size
            return view[at - size : at]

        self._first_name, self._first_byte, self._first_weight = (array("I", bytes(taken(4 * (head.buckets + 1)))) for _ in range(3))
        self._text = taken(head.bytes)
        self._counts = taken(head.names)
        self._labels = taken(head.weights)
        self._values = array("h", bytes(taken(2 * head.weights)))
        self._scale = float(head.scale)
        self._lanes = Struct(f"<{len(head.labels)}I").unpack
        self._size = 4 * len(head.labels)
        self._reach = int(_REACH * head.scale)
        self._floor = int(_FLOOR * head.scale)
        self._biases = [_BIAS] * len(head.labels)
        # of each name that was met: the sums, or, negative, where its weights are
        self._known: dict[str, int] = {}
        self._unread = bytearray(b"\1") * head.buckets
        self._left = head.buckets

    def packed(self, strings: tuple[str, ...]) -> int:
        """Return the sum of some features' weights for all labels, as one integer."""
        total = 0
        known = self._known.get
        for string in strings:
            pack = known(string)
            if pack is None:
                if not self._left:
                    continue
                pack = self._looked_up(string)
            total += pack if pack >= 0 else self._pack_of(string, pack)
        return total

    def _looked_up(self, name: str) -> int:
        bucket = crc32(name.encode("utf-8", "surrogatepass")) % len(self._unread)
        if not self._unread[bucket]:
            return 0
        if self._left > len(self._unread) // 2:
            self._read(bucket)
        else:
            for other in range(len(self._unread)):
                self._read(other)
        return self._known.get(name, 0)

    def _read(self, bucket: int) -> None:
        """Take note of a bucket's names and where the weights of each are."""
        if not self._unread[bucket]:
            return
        low, high = self._first_byte[bucket], self._first_byte[bucket + 1]
        at = self._first_weight[bucket]
        if high > low:
            first = self._first_name[bucket]
            for place, name in enumerate(bytes(self._text[low : high - 1]).decode("utf-8").split("\n"), first):
                count = self._counts[place]
                self._known[name] = ~(at << 8 | count)
                at += count
        self._unread[bucket] = 0
        self._left -= 1

    def _pack_of(self, name: str, code: int) -> int:
        sums = array("I", self._biases)
        start, count = ~code >> 8, ~code & 255
        for label, value in zip(self._labels[start : start + count], self._values[start : start + count], strict=True):
            sums[label] += value
        pack = self._known[name] = int.from_bytes(sums.tobytes(), "little")
        return pack

    def likely(self, packed: int) -> dict[str, float]:
        """Return a token's likely labels with their scores, zero being the score of all that are left out."""
        sums = self._lanes(packed.to_bytes(self._size, "little"))
        top = max(sums)
        least, floor, scale = top - self._reach, top - self._floor, self._scale
        return {label: (value - floor) / scale for label, value in zip(self.labels, sums, strict=True) if value > least}
