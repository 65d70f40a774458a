"""The map as a PNG picture, drawn from the SVG by resvg."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.cocitation.exports.svg import svg
from citekit.model import MissingExtra

if TYPE_CHECKING:
    from citekit.cocitation.network import CoCitationMap

__all__ = ["png"]

_SCALE = 2.0  # pixels for each of the picture's: sharp on dense screens and in print


def png(drawing: CoCitationMap) -> bytes:
    """Return the picture in the fonts of this machine.

    Raises:
        MissingExtra: resvg-py is not installed.
    """
    try:
        import resvg_py
    except ImportError as error:
        raise MissingExtra("a PNG picture of a map", "png") from error
    return bytes(resvg_py.svg_to_bytes(svg_string=svg(drawing), zoom=_SCALE))
