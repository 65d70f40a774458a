"""``citekit init``: the settings of a folder, written once and explained in place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["register"]

_FILE = "citekit.toml"

_TEXT = """\
# Settings of citekit for this folder and those below it. Any option of a command can stand here under its name:
# at the top for every command that has it, in a table named as the command for that one alone.
{journal}
[check]
# Rules by code, or by the beginning of one: `citekit rules` lists them, `citekit rule CK501` explains one.
# select = ["CK1", "CK5"]        # ask these alone; without it, all that are on by default
ignore = []
# output-format = "text"         # text, concise, json, json-lines, sarif, junit, github, gitlab, checkstyle, html

[check.per-file-ignores]
# "drafts/*.bib" = ["CK701"]

[check.severity]
# CK204 = "error"                # error, warning or info; informations alone do not fail a check

[format]
# style = "gost-7.0.5"           # `citekit styles` lists them; not together with a journal
"""

_NAMED = """
# {title}: {purpose}.
# `citekit journals` lists the others; the path of a .toml of your own may stand here, too.
journal = {name}
"""

_UNNAMED = """
# The journal whose lists are printed and whose limits are checked; `citekit journals` lists them.
# journal = "ru-bsi-translit"
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit init --journal ru-bsi-translit")(init)


def init(
    journal: Annotated[str | None, typer.Option("--journal", metavar="NAME", help="A profile of `citekit journals`, or the path of a .toml; without it the one that is configured.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a citekit.toml that is there.")] = False,
) -> None:  # fmt: skip
    """Write a citekit.toml with the settings of this folder, explained."""
    from citekit.cli.terminal import say
    from citekit.formats.files import write_whole
    from citekit.model import CitekitError

    if Path(_FILE).exists() and not force:
        raise CitekitError(f"{_FILE} is there already and was left as it is; --force writes over it")
    write_whole(_FILE, settings_text(journal))
    say(f"{_FILE} is written; citekit check FILE… and citekit format --journal obey it")


def settings_text(journal: str | None) -> str:
    """Return the settings for a journal (or none) as commented TOML.

    Raises:
        CitekitError: there is no such profile, or it cannot be read.
    """
    if not journal:
        return _TEXT.format(journal=_UNNAMED)
    import msgspec

    from citekit.formatters.journal import read_journal

    profile = read_journal(journal)
    one_line = {k: " ".join(getattr(profile, k).split()).rstrip(".") for k in ("title", "purpose")}
    name = msgspec.json.encode(journal).decode()  # TOML's strings are written as JSON's
    return _TEXT.format(journal=_NAMED.format(name=name, **one_line))
