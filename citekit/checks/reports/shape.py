"""What the reports share: places, clean text, fingerprints, counts."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.checks.checking import Outcome
    from citekit.model import Diagnostic

__all__ = ["clean", "end_of", "fingerprints", "place", "total", "uri"]

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return a text without what would speak to a terminal or break XML."""
    return _CONTROL.sub("�", text)


def place(finding: Diagnostic) -> str:
    """Return ``file:line:column``, or the file alone where it has no lines."""
    return clean(finding.source) + (f":{finding.line}:{finding.column}" if finding.line else "")


def uri(path: str) -> str:
    """Return a path with slashes, without «./»."""
    return PurePath(path).as_posix()


def end_of(finding: Diagnostic, outcome: Outcome) -> tuple[int, int]:
    """Return line and column (exclusive) where the finding ends, its own beginning where nothing is known."""
    source = outcome.sources.get(finding.source)
    if source is None or finding.span is None or not finding.line:
        return finding.line, finding.column
    return source.places.at(finding.span.end)


def fingerprints(findings: Sequence[Diagnostic]) -> tuple[str, ...]:
    """Return for each finding a name that outlives shifted lines: file, code, entry, words; numbered where equal."""
    seen: dict[str, int] = {}
    names = []
    for finding in findings:
        stable = "\0".join((uri(finding.source), finding.code, finding.record, finding.message))
        seen[stable] = seen.get(stable, 0) + 1
        names.append(hashlib.sha256(f"{stable}\0{seen[stable]}".encode("utf-8", "replace")).hexdigest()[:32])
    return tuple(names)


def total(findings: Sequence[Diagnostic]) -> str:
    """Return how many findings there are, in words."""
    counts = {s: sum(f.severity == s for f in findings) for s in ("error", "warning", "info")}
    said = ", ".join(f"{n} {s if s == 'info' or n == 1 else s + 's'}" for s, n in counts.items() if n)
    count = len(findings)
    return f"{count} finding{'s' if count != 1 else ''}" + (f" ({said})" if said else "")
