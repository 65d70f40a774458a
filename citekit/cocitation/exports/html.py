"""The map as one offline HTML file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citekit.cocitation.network import CoCitationMap

__all__ = ["html"]


def html(drawing: CoCitationMap) -> str:
    """Return the page."""
    from citekit.cocitation.page import page

    return page(drawing)
