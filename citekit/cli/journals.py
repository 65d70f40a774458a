"""``citekit journals``: which profiles of journals there are."""

from __future__ import annotations

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit journals")(journals)


def journals() -> None:
    """List the profiles of journals that `citekit format --journal` takes."""
    from citekit.formatters.journal import journal_names, read_journal

    for name in journal_names():
        journal = read_journal(name)
        print(f"{name}\t{journal.title}\t{journal.purpose}")
