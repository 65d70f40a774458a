"""Streams of a PDF that unpack to far more than a page holds: told before PDFium unpacks them.

Text and drawings pack three to thirty times; a stream of millions of bytes that packs some hundred times says one thing
over and over, and each time costs PDFium a thousand bytes.
"""

from __future__ import annotations

import zlib

__all__ = ["is_overpacked"]

_MUCH = 4_000_000  # bytes of one stream, unpacked
_RATIO = 150
_BEFORE = 1500  # bytes before a stream in which its dictionary is looked for
_CHUNK = 1 << 16
_FILTERS = (b"/FlateDecode", b"/Fl ", b"/Fl/", b"/Fl]")


def is_overpacked(data: bytes) -> bool:
    r"""Tell whether a PDF holds such a stream; pictures are left out, an empty page of a scan packs well.

    >>> import zlib
    >>> is_overpacked(b"1 0 obj<</Filter/FlateDecode>>stream\n" + zlib.compress(b"(a) Tj " * 1_000_000) + b"endstream")
    True
    """
    at = data.find(b"stream")
    while at >= 0:
        start = at + 6
        if data[at - 3 : at] != b"end" and data[start : start + 1] in (b"\r", b"\n"):
            start += 2 if data[start : start + 2] == b"\r\n" else 1
            head = data[max(0, at - _BEFORE) : at]
            head = head[head.rfind(b"obj") + 3 :]
            layers = head.count(b"/FlateDecode") or sum(head.count(name) for name in _FILTERS[1:])
            if layers and b"/Image" not in head and _unpacks(data, start, layers):
                return True
        at = data.find(b"stream", at + 6)
    return False


def _unpacks(data: bytes, start: int, layers: int) -> bool:
    """Tell whether the stream at ``start`` unpacks to much more than it is."""
    first = zlib.decompressobj()
    others = [zlib.decompressobj() for _ in range(min(layers, 4) - 1)]
    taken = given = 0
    try:
        while given < _MUCH and not first.eof and start + taken < len(data):
            chunk = data[start + taken : start + taken + _CHUNK]
            out = first.decompress(chunk, _MUCH)
            taken += len(chunk) - len(first.unconsumed_tail) - len(first.unused_data)
            for layer in others:
                out = layer.decompress(layer.unconsumed_tail + out, _MUCH)
            given += len(out)
            if not chunk or (not out and first.unconsumed_tail):
                break
    except zlib.error:
        return False
    return given >= _MUCH and given > _RATIO * max(1, taken)
