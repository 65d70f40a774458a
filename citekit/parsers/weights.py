"""The trained model's weights: read from the compact file, added up many labels at a time.

The scores of all labels are kept in one integer, 32 bits each, so that adding two groups of features is one
addition: Python has no quicker way to add forty numbers without a library.
"""

from __future__ import annotations

from array import array
from itertools import accumulate

import msgspec

__all__ = ["Weights"]

_BIAS = 1 << 22
"""Added to each label's sum in a group, so that no lane of the integer goes below zero: 100 groups find room."""
_REACH = 9.0
_FLOOR = 11.0
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
        self._empty = self._pack([0] * len(head.labels))

    @staticmethod
    def _pack(sums: list[int]) -> int:
        return int.from_bytes(array("I", [value + _BIAS for value in sums]).tobytes(), "little")

    def packed(self, strings: tuple[str, ...]) -> int:
        """Return the sum of some features' weights for all labels, as one integer."""
        sums: list[int] | None = None
        names, starts = self._names, self._starts
        for string in strings:
            at = names.get(string)
            if at is not None:
                if sums is None:
                    sums = [0] * len(self.labels)
                for place in range(starts[at], starts[at + 1]):
                    sums[self._labels[place]] += self._values[place]
        return self._empty if sums is None else self._pack(sums)

    def likely(self, packed: int) -> dict[str, float]:
        """Return a token's likely labels with their scores, zero being the score of all that are left out."""
        sums = memoryview(packed.to_bytes(self._size, "little")).cast("I").tolist()
        top = max(sums)
        least, floor, scale = top - self._reach, top - self._floor, self._scale
        return {label: (value - floor) / scale for label, value in zip(self.labels, sums, strict=True) if value > least}
