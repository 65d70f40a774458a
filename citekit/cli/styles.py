"""``citekit styles``: which styles there are and what they take."""

from __future__ import annotations

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example:  citekit styles")(styles)


def styles() -> None:
    """List the styles with their options."""
    from citekit.formatters import find_style, style_names

    for name in style_names():
        style = find_style(name)
        print(f"{name}\t{style.title}")
        for key, option in style.options.items():
            values = "|".join(option.values) or "TEXT"
            print(f"\t--set {key}={values}\t{option.purpose} (default: {option.default or 'none'})")
