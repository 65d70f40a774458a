"""``citekit rules`` and ``citekit rule``: what the checks ask, and why."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command(epilog="Example:  citekit rules --json")(rules)
    app.command(epilog="Example:  citekit rule CK202")(rule)


def rules(json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the rules of citekit check."""
    from citekit.checks.registry import rules as known
    from citekit.cli.streams import write

    if json:
        import msgspec

        items = [
            {"code": r.code, "name": r.name, "severity": r.severity, "why": r.why, "fix": r.fix, "default": r.default, "origin": r.origin}
            for r in known()
        ]
        write(msgspec.json.format(msgspec.json.encode(items), indent=2).decode() + "\n", None)
        return
    write(
        "".join(
            f"{r.code}  {r.severity:8} {r.name}{' (fix)' if r.fix else ''}{'' if r.default else ' (off by default)'}\n" for r in known()
        ),
        None,
    )


def rule(code: Annotated[str, typer.Argument(metavar="CODE", help="A rule's code.")]) -> None:
    """Print what the documentation says about a rule."""
    from citekit.checks import registry
    from citekit.checks.documentation import page
    from citekit.cli.streams import write

    write(page(registry.rule(code)), None)
