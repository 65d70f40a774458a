"""``citekit styles``: which styles there are, what they take, and what they print."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit styles --show gost-7.0.5")(styles)


def styles(
    show: Annotated[
        str | None, typer.Option("--show", metavar="STYLE", help="Print an example of every kind of work in this style.")
    ] = None,
) -> None:
    """List the styles with their options, or show what one prints."""
    from citekit.formatters import find_style, format_records, style_names

    if show is not None:
        from citekit.formatters.examples import example_records

        for entry in format_records(example_records(), show, sort="none").entries:
            print(f"{entry.record.id:12}  {entry.text.plain()}")
        return
    for name in style_names():
        style = find_style(name)
        print(f"{name}\t{style.title}")
        for key, option in style.options.items():
            values = "|".join(option.values) or "TEXT"
            print(f"\t--set {key}={values}\t{option.purpose} (default: {option.default or 'none'})")
