"""What a person sees on stderr: messages, diagnostics, progress, tables. Colours on a terminal only."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from typing import TYPE_CHECKING

from citekit.model import Diagnostic, count_by_severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console

__all__ = ["complain", "console", "progress", "report", "say", "set_quiet", "table"]

_state = {"quiet": False}
_SHOWN = 20


def set_quiet(quiet: bool) -> None:
    """Keep everything but errors from stderr."""
    _state["quiet"] = quiet


def console() -> Console:
    """Return the terminal that messages go to."""
    from rich.console import Console

    return Console(
        stderr=True, highlight=False, soft_wrap=True, no_color=bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    )


# What a file holds must not speak to the terminal: control characters, marks that turn the direction of text.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _shown(message: str) -> str:
    return _OBEYED.sub("\ufffd", message)


def complain(message: str) -> None:
    """Print an error: one line on stderr, also when quiet."""
    line = _shown(" ".join(message.split("\n")))
    coloured = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    print(f"\x1b[31mcitekit:\x1b[0m {line}" if coloured else f"citekit: {line}", file=sys.stderr)


def say(message: str) -> None:
    """Print a message on stderr unless quiet."""
    if not _state["quiet"]:
        print(_shown(message), file=sys.stderr)


def report(diagnostics: Sequence[Diagnostic], *, limit: int = _SHOWN) -> None:
    """Print diagnostics, the errors first, ``limit`` of them, and how many there are."""
    ranks = {"error": 0, "warning": 1, "info": 2}
    ordered = sorted(diagnostics, key=lambda d: ranks[d.severity])
    if _state["quiet"]:
        ordered = [d for d in ordered if d.severity == "error"]
    for diagnostic in ordered[:limit]:
        print(_shown(f"{diagnostic.severity}: {diagnostic}"), file=sys.stderr)
    if len(ordered) > limit:
        counts = count_by_severity(tuple(diagnostics))
        said = ", ".join(f"{n} {severity}{'s' if n != 1 and severity != 'info' else ''}" for severity, n in counts.items() if n)
        print(f"… and {len(ordered) - limit} more ({said}); --json or a file holds them all", file=sys.stderr)


@contextlib.contextmanager
def progress(what: str) -> Iterator[Callable[[str, int, int], None]]:
    """Show a progress bar on a terminal; yield a function of (what is done now, done, total)."""
    if _state["quiet"] or not sys.stderr.isatty():
        yield lambda _name, _done, _total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(), transient=True) as bar:
        task = bar.add_task(what, total=None)

        def advance(name: str, done: int, total: int) -> None:
            bar.update(task, description=f"{what} {name}", completed=done, total=total)

        yield advance


def table(title: str, rows: Sequence[tuple[str, str]]) -> None:
    """Print a two-column table on stderr unless quiet."""
    if _state["quiet"]:
        return
    if not sys.stderr.isatty():
        print("\n".join([title, *(f"{figure:>7}  {what}" for figure, what in rows)]), file=sys.stderr)
        return
    from rich.table import Table

    grid = Table(title=title, title_justify="left", show_header=False, box=None, pad_edge=False)
    grid.add_column(style="bold", justify="right")
    grid.add_column()
    for figure, what in rows:
        grid.add_row(figure, what)
    console().print(grid)
