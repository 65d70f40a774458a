"""JSON lines: one finding a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from citekit.checks.reports.json import items

if TYPE_CHECKING:
    from citekit.checks.checking import Outcome

__all__ = ["written"]


def written(outcome: Outcome) -> str:
    """Return a JSON object a line."""
    return "".join(msgspec.json.encode(item).decode() + "\n" for item in items(outcome))
