"""``citekit cache``: the answers that are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(no_args_is_help=True, help="The answers of Crossref that are kept: works 90 days, «not found» three.")
    group.command(epilog="Example:  citekit cache info")(info)
    group.command(epilog="Example:  citekit cache clear")(clear)
    app.add_typer(group, name="cache")


def info(
    cache: Annotated[Path | None, typer.Option("--cache", metavar="FILE", help="The cache, instead of the platform's.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print where the cache lies and what it holds."""
    import json

    from citekit.cli.terminal import complain
    from citekit.crossref.cache import Cache, cache_path
    from citekit.crossref.pace import SystemClock

    path = cache or cache_path()
    if not path.exists():
        print(json.dumps({"path": str(path), "answers": 0}) if json_ else f"{path}: no answers are kept yet")
        return
    kept = Cache(path, SystemClock())
    if kept.problem:
        complain(kept.problem)
        raise typer.Exit(2)
    facts = kept.info()
    kept.close()
    words = f"{facts['path']}: {facts['answers']} answers ({facts['not_found']} of them «not found»), {facts['bytes'] / 1e6:.1f} MB"
    print(json.dumps(facts) if json_ else words)


def clear(
    cache: Annotated[Path | None, typer.Option("--cache", metavar="FILE", help="The cache, instead of the platform's.")] = None,
) -> None:
    """Remove the cache, and what the hook of the checks keeps."""
    from citekit.checks.cache import cache_folder
    from citekit.checks.cache import clear as clear_checks
    from citekit.cli.terminal import say
    from citekit.crossref.cache import Cache, cache_path

    path = cache or cache_path()
    say(f"{path}: removed" if Cache.clear(path) else f"{path}: there was none")
    if cache is None and (count := clear_checks()):
        say(f"{cache_folder()}: {count} answers of the hook removed")
