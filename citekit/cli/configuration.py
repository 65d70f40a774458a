"""Options from citekit.toml or [tool.citekit] of pyproject.toml, under the names they have on the command line."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from citekit.model import UnknownName, UnreadableInput

__all__ = ["find_configuration", "read_configuration"]

_SETTINGS_OF_CHECKS = frozenset({"select", "ignore", "per-file-ignores", "severity", "journal"})


def find_configuration(folder: Path) -> tuple[Path, dict[str, Any]] | None:
    """Return the nearest configuration at or above ``folder`` and the file it stands in."""
    for place in (folder, *folder.parents):
        own = place / "citekit.toml"
        if own.is_file():
            return own, _load(own)
        project = place / "pyproject.toml"
        if project.is_file():
            section = _load(project).get("tool", {}).get("citekit")
            if isinstance(section, dict):
                return project, section
    return None


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(str(path), f"no valid TOML: {error}") from error
    except OSError as error:
        raise UnreadableInput(str(path), f"cannot be read: {error.strerror or error}") from error


def _options_of(command: Any) -> dict[str, Any]:
    return {option.lstrip("-"): p for p in command.params for option in getattr(p, "opts", ()) if option.startswith("--")}


def read_configuration(group: Any) -> dict[str, Any]:
    """Return the defaults that the configuration gives each command of ``group``.

    A table named as a command holds that command's options; an option at the top is for every command that has it.

    Raises:
        UnreadableInput: the file is no TOML.
        UnknownName: a table or option does not exist; the nearest known one is named.
    """
    found = find_configuration(Path.cwd())
    if found is None:
        return {}
    path, configuration = found
    commands: dict[str, Any] = group.commands
    options = {name: _options_of(command) for name, command in commands.items()}
    defaults: dict[str, dict[str, Any]] = {name: {} for name in commands}
    for key, value in configuration.items():
        if isinstance(value, dict):
            if key not in commands:
                raise UnknownName(f"command in {path}", key, tuple(commands))
            for option, setting in value.items():
                if key == "check" and option in _SETTINGS_OF_CHECKS:
                    continue  # citekit.checks reads them, for the hook too
                if option not in options[key]:
                    raise UnknownName(f"option of {key} in {path}", option, tuple(options[key]))
                defaults[key][options[key][option].name] = setting
            continue
        owners = [name for name in commands if key in options[name]]
        if not owners:
            raise UnknownName(f"option in {path}", key, tuple(sorted({o for known in options.values() for o in known})))
        for name in owners:
            if name == "check" and key in _SETTINGS_OF_CHECKS:
                continue
            defaults[name].setdefault(options[name][key].name, value)
    return defaults
