"""What is said of a reference, and the verdict that it adds up to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["INVENTED", "WRONG", "Finding", "Verdict", "Verification", "conclude"]

Verdict = Literal["ok", "wrong", "invented", "unchecked"]
# Findings that make a reference wrong; the others are said and leave the verdict alone.
WRONG = frozenset(
    ["malformed DOI", "malformed names", "unregistered DOI", "another DOI", "another work", "another title", "other authors", "missing authors", "another year", "another container", "preprint", "retracted", "withdrawn"]
)  # fmt: skip
INVENTED = frozenset(["invented", "gap"])


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing to say: its kind, the sentence, and for a field what was given and what the source has."""

    kind: str
    message: str
    field: str = ""
    given: str = ""
    found: str = ""


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one reference; ``doi`` is that of the work it was compared with."""

    id: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    doi: str = ""
    title: str = ""
    source: str = ""


def conclude(findings: Sequence[Finding], otherwise: Verdict) -> tuple[Verdict, tuple[Finding, ...]]:
    """Return the verdict that findings add up to, ``otherwise`` where none decides, and one finding on each matter, the first."""
    kept = tuple({(f.kind, f.field): f for f in reversed(findings)}.values())[::-1]
    kinds = {f.kind for f in kept}
    return ("invented" if kinds & INVENTED else "wrong" if kinds & WRONG else otherwise), kept
