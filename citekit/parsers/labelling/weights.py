"""The trained model's weights: read from the compact file, added up many labels at a time.

The scores of all labels are kept in one integer, 32 bits each, so that adding two groups of features is one
addition: Python has no quicker way to add forty numbers without a library.
"""

from __future__ import annotations

from array import array
from itertools import accumulate

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


class Weights:
    """A model's labels and its features' weights."""

    def __init__(self, data: bytes) -> None:
        end = data.index(b"\n")
        head = msgspec.json.decode(data[:end], type=_Head)
        self.labels = head.labels
        at = end + 1
        names = data[at : at + head.bytes].decode("utf-8").split("\n")
        at += head.bytes
        self._starts = [0, *accumulate(data[at : at + head.names])]
        at += head.names
        self._labels = data[at : at + head.weights]
        at += head.weights
        self._values = array("h")
        self._values.frombytes(data[at : at + 2 * head.weights])
        self._names = dict(zip(names, range(len(names)), strict=True))
        self._scale = float(head.scale)
        self._size = 4 * len(head.labels)
        self._reach = int(_REACH * head.scale)
        self._floor = int(_FLOOR * head.scale)
        self._biases = [_BIAS] * len(head.labels)
        self._packs = [0] * head.names

    def packed(self, strings: tuple[str, ...]) -> int:
        """Return the sum of some features' weights for all labels, as one integer."""
        total = 0
        names, packs = self._names, self._packs
        for string in strings:
            at = names.get(string)
            if at is not None:
                total += packs[at] or self._pack_of(at)
        return total

    def _pack_of(self, at: int) -> int:
        sums = array("I", self._biases)
        for place in range(self._starts[at], self._starts[at + 1]):
            sums[self._labels[place]] += self._values[place]
        pack = self._packs[at] = int.from_bytes(sums.tobytes(), "little")
        return pack

    def likely(self, packed: int) -> dict[str, float]:
        """Return a token's likely labels with their scores, zero being the score of all that are left out."""
        sums = memoryview(packed.to_bytes(self._size, "little")).cast("I").tolist()
        top = max(sums)
        least, floor, scale = top - self._reach, top - self._floor, self._scale
        return {label: (value - floor) / scale for label, value in zip(self.labels, sums, strict=True) if value > least}
