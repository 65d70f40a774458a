"""Which rules are asked and how grave their findings are: ``[check]`` of citekit.toml or pyproject.toml."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.checks.registry import rules
from citekit.model import CitekitError, Severity, UnknownName, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.model import Diagnostic

__all__ = ["SETTINGS", "Settings", "read_settings", "settings_of"]

SETTINGS = ("select", "ignore", "per-file-ignores", "severity", "journal")
# the command line's own
_OTHERS = ("output-format", "json", "output", "online", "index", "offline", "refresh", "mailto", "base-url", "token", "deadline", "cache")
_SEVERITIES = ("error", "warning", "info")
_FAMILY = 2  # letters of «CK»


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Codes or beginnings of codes («CK5»); the longest that fits a finding's code decides, as ruff has it.

    Where nothing is selected all rules are asked that are on by default. ``per_file_ignores`` maps a pattern of
    paths to codes, ``severity`` a code to how grave its findings are; ``journal`` is the profile (a name, or a path
    of a .toml) that the lists are held against.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: dict[str, tuple[str, ...]] = {}
    severity: dict[str, Severity] = {}
    journal: str = ""
    folder: str = ""

    def asks(self, code: str, *, default: bool = True) -> bool:
        """Tell whether a code is selected and not ignored; one that is off by ``default`` asks for more than «CK».

        >>> Settings(select=("CK5",), ignore=("CK502",)).asks("CK502")
        False
        """
        wanted = max((len(s) for s in self.select if code.startswith(s)), default=-1 if self.select else 0)
        if not default and wanted <= _FAMILY:
            return False
        unwanted = max((len(s) for s in self.ignore if code.startswith(s)), default=-1)
        return wanted > unwanted

    def chosen(self, select: Sequence[str], ignore: Sequence[str], journal: str = "") -> Settings:
        """Return the settings with what the command line selects instead, and what it ignores too.

        Raises:
            UnknownName: no rule's code begins so.
        """
        chosen = tuple(c for codes in select for c in codes.split(",") if c)
        left = tuple(c for codes in ignore for c in codes.split(",") if c)
        known((*chosen, *left), "the command line")
        return msgspec.structs.replace(self, select=chosen or self.select, ignore=self.ignore + left, journal=journal or self.journal)

    def ignores_in(self, finding: Diagnostic) -> bool:
        """Tell whether the finding's file is one whose findings of this code are ignored."""
        path = PurePath(finding.source)
        shown = path.as_posix()
        if self.folder and path.is_absolute() and path.is_relative_to(self.folder):
            shown = path.relative_to(self.folder).as_posix()
        return any(
            finding.code.startswith(codes) and (fnmatch(shown, pattern) or fnmatch(path.name, pattern))
            for pattern, codes in self.per_file_ignores.items()
        )

    def severity_of(self, finding: Diagnostic) -> Severity:
        """Return how grave a finding is: as set for the longest beginning of its code, else as its rule says."""
        fitting = max((c for c in self.severity if finding.code.startswith(c)), key=len, default=None)
        return finding.severity if fitting is None else self.severity[fitting]


def read_settings(folder: Path) -> Settings:
    """Return the settings of the nearest citekit.toml or pyproject.toml with ``[tool.citekit]`` at or above ``folder``.

    Raises:
        UnreadableInput: the file is no TOML.
        CitekitError: a setting is unknown or of the wrong shape.
    """
    for place in (folder, *folder.parents):
        for name in ("citekit.toml", "pyproject.toml"):
            file = place / name
            if not file.is_file():
                continue
            try:
                found: Any = tomllib.loads(file.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise UnreadableInput(str(file), f"no valid TOML: {error}") from error
            except OSError as error:
                raise UnreadableInput(str(file), f"cannot be read: {error.strerror or error}") from error
            if name == "pyproject.toml":
                found = found.get("tool", {}).get("citekit")
                if not isinstance(found, dict):
                    continue
            return _settings(found, str(file), place)
    return Settings()


def _settings(configuration: dict[str, Any], where: str, place: Path) -> Settings:
    for key in configuration:
        if key != "check" and get_close_matches(key, ("check",), n=1, cutoff=0.8):
            raise UnknownName(f"table in {where}", key, ("check",))
    table = configuration.get("check", {})
    if isinstance(table, dict) and "journal" in configuration:
        table = {"journal": configuration["journal"]} | table
    return settings_of(table, where, folder=str(place))


def settings_of(table: Any, where: str, *, folder: str = "") -> Settings:
    """Return the settings that a table ``[check]`` holds; ``where`` names its file in what is raised."""
    if not isinstance(table, dict):
        raise CitekitError(f"{where}: check is a table: [check]")
    for key in table:
        if key not in SETTINGS + _OTHERS:
            raise UnknownName(f"setting of [check] in {where}", key, SETTINGS + _OTHERS)
    try:
        ignores = msgspec.convert(table.get("per-file-ignores", {}), dict[str, tuple[str, ...]])
        severity = msgspec.convert(table.get("severity", {}), dict[str, Severity])
        select = msgspec.convert(table.get("select", ()), tuple[str, ...])
        ignore = msgspec.convert(table.get("ignore", ()), tuple[str, ...])
        journal = msgspec.convert(table.get("journal", ""), str)
    except msgspec.ValidationError as error:
        raise CitekitError(
            f"{where}: [check]: {error}; select and ignore are lists of codes, severity one of {', '.join(_SEVERITIES)}, journal a name"
        ) from error
    known(select, where)
    for codes in (ignore, tuple(severity), *ignores.values()):
        known(codes, where)
    if journal.endswith(".toml") and folder:
        journal = str(Path(folder) / journal)
    return Settings(select=select, ignore=ignore, per_file_ignores=ignores, severity=severity, journal=journal, folder=folder)


def known(codes: Sequence[str], where: str) -> None:
    """Make sure that every one of ``codes`` is a rule's code or the beginning of one.

    Raises:
        UnknownName: one is not.
    """
    names = (*(r.code for r in rules()), "CK900", "CK990")
    for code in codes:
        if not code or not any(name.startswith(code) for name in names):
            raise UnknownName(f"rule in {where}", code, names)
