"""Manuscripts and bibliographies held to account: rules find, reports say, fixes mend. Nothing here prints or reaches the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citekit.checks.checking import Outcome, check
    from citekit.checks.fixing import Fixed, fix
    from citekit.checks.project import Project, open_project
    from citekit.checks.settings import Settings, read_settings

__all__ = ["Fixed", "Outcome", "Project", "Settings", "check", "fix", "open_project", "read_settings"]

_HOMES = {
    **dict.fromkeys(("Outcome", "check"), "checking"),
    **dict.fromkeys(("Fixed", "fix"), "fixing"),
    **dict.fromkeys(("Project", "open_project"), "project"),
    **dict.fromkeys(("Settings", "read_settings"), "settings"),
}


def __getattr__(name: str) -> Any:  # loaded when first used: the hook asks its cache before any of it
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
