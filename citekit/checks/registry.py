"""The rules by code: each a module of :mod:`citekit.checks.rules`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import lru_cache

import msgspec

from citekit.checks.project import Project
from citekit.model import Diagnostic, Severity, UnknownName

__all__ = ["Rule", "rule", "rules"]


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule: its stable ``code``, a name in words, ``why`` it matters, and what ``fix`` does («» where nothing can)."""

    code: str
    name: str
    severity: Severity
    why: str
    fix: str
    check: Callable[[Project], Iterable[Diagnostic]]


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return all rules in the order of their codes."""
    from citekit.checks import rules as package

    names = sorted(m.name for m in pkgutil.iter_modules(package.__path__) if m.name.startswith("ck"))
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    return tuple(Rule(code=m.CODE, name=m.NAME, severity=m.SEVERITY, why=m.WHY, fix=m.FIX, check=m.check) for m in modules)


def rule(code: str) -> Rule:
    """Return a rule by its code.

    Raises:
        UnknownName: no rule has it; the nearest is named.
    """
    known = {r.code: r for r in rules()}
    if code.upper() not in known:
        raise UnknownName("rule", code, tuple(known))
    return known[code.upper()]
