"""The rules by code: each a module of :mod:`citekit.checks.rules`, or another package's entry point ``citekit.checks``.

An entry point leads to a :class:`Rule`, to several, or to a module written as citekit's own are (``CODE``, ``NAME``,
``SEVERITY``, ``WHY``, ``FIX``, ``check`` and, where they help, ``EXAMPLE`` and ``DEFAULT``).
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.checks.project import Project
from citekit.model import Diagnostic, Severity, UnknownName

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["Rule", "faults", "rule", "rules"]

_GROUP = "citekit.checks"
_CODE = re.compile(r"[A-Z]{1,8}\d{1,4}")


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule: its stable ``code``, a name in words, ``why`` it matters, and what ``fix`` does («» where nothing can).

    ``example`` are files, by name, in which the rule finds something. A rule that is off by ``default`` is asked
    only where a code or a beginning longer than «CK» selects it. ``origin`` names another package's rule's package.
    """

    code: str
    name: str
    severity: Severity
    why: str
    fix: str
    check: Callable[[Project], Iterable[Diagnostic]]
    example: dict[str, str] = {}
    default: bool = True
    origin: str = ""


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[Rule, ...], tuple[Diagnostic, ...]]:
    """Return all rules, and what kept others' rules from being loaded."""
    from citekit.checks import rules as package

    names = sorted(m.name for m in pkgutil.iter_modules(package.__path__) if m.name.startswith("ck"))
    found = {r.code: r for name in names for r in _rules_of(importlib.import_module(f"{package.__name__}.{name}"), "")}
    problems = []
    for point in _entry_points():
        origin = point.dist.name if point.dist is not None else point.value
        try:
            for one in _rules_of(point.load(), origin):
                if one.code in found:
                    raise ValueError(f"the code {one.code} is taken")  # noqa: TRY301  # said as any other fault of the package
                found[one.code] = one
        except Exception as error:  # noqa: BLE001  # whatever a package does, the other rules go on
            message = f"the rules {point.name!r} of {origin} cannot be used: {type(error).__name__}: {error}"
            problems.append(Diagnostic(code="CK990", severity="error", message=" ".join(message.split())))
    return tuple(found.values()), tuple(problems)


def _entry_points() -> list[EntryPoint]:
    """Return the entry points of other packages' rules; where no package names the group, without loading what finds them."""
    if not any(_names_group(file) for folder in sys.path for file in Path(folder).glob("*.*-info/entry_points.txt")):
        return []
    from importlib.metadata import entry_points

    return sorted(entry_points(group=_GROUP), key=lambda p: (p.name, p.value))


def _names_group(file: Path) -> bool:
    try:
        return f"[{_GROUP}]" in file.read_text("utf-8")
    except (OSError, ValueError):
        return True


def _rules_of(given: Any, origin: str) -> Iterator[Rule]:
    """Yield the rules that an object is.

    Raises:
        TypeError: it is none.
        ValueError: a code is no capitals and figures.
    """
    if isinstance(given, Rule):
        found = given
    elif hasattr(given, "CODE"):
        found = Rule(
            code=given.CODE,
            name=given.NAME,
            severity=given.SEVERITY,
            why=given.WHY,
            fix=given.FIX,
            check=given.check,
            example=getattr(given, "EXAMPLE", {}),
            default=getattr(given, "DEFAULT", True),
        )
    elif isinstance(given, (tuple, list)):
        for one in given:
            yield from _rules_of(one, origin)
        return
    else:
        raise TypeError(f"{given!r:.80} is no rule: a Rule, a row of them, or a module with CODE, NAME, SEVERITY, WHY, FIX and check")
    if _CODE.fullmatch(found.code) is None:
        raise ValueError(f"{found.code!r:.40} is no code: capitals, then figures")
    yield msgspec.structs.replace(found, origin=origin)


def rules() -> tuple[Rule, ...]:
    """Return all rules: citekit's in the order of their codes, then other packages'."""
    return _known()[0]


def faults() -> tuple[Diagnostic, ...]:
    """Return what kept rules of other packages from being loaded."""
    return _known()[1]


def rule(code: str) -> Rule:
    """Return a rule by its code.

    Raises:
        UnknownName: no rule has it; the nearest is named.
    """
    known = {r.code: r for r in rules()}
    if code.upper() not in known:
        raise UnknownName("rule", code, tuple(known))
    return known[code.upper()]
