"""The application: its commands, what they share, and what an error looks like from outside."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from citekit import __version__
from citekit.cli import build, cache, check, convert, dedupe, extract, fix, format, index, init, journals, keys, map, parse, resolve, styles  # noqa: A004  # the commands' own names
from citekit.cli import rules as rules_commands
from citekit.cli.configuration import read_configuration
from citekit.cli.terminal import complain, set_quiet
from citekit.model import CitekitError

__all__ = ["app"]


class Commands(TyperGroup):
    """The group of commands; turns what a command raises into one line and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        """Run the chosen command."""
        try:
            return super().invoke(ctx)
        except CitekitError as error:
            complain(str(error))
            raise typer.Exit(error.exit_status) from None
        except KeyboardInterrupt:
            complain("interrupted; files are written whole, so what is there is complete")
            raise typer.Exit(130) from None
        except BrokenPipeError:
            # The reader of our output has gone; nothing is wrong and nobody listens.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except Exception as error:
            if os.environ.get("CITEKIT_DEBUG") or _is_usage_error(error):
                raise
            place = _innermost(error)
            complain(f"this is citekit's own fault: {type(error).__name__}: {error} ({place}); CITEKIT_DEBUG=1 shows the traceback")
            raise typer.Exit(4) from None


def _is_usage_error(error: Exception) -> bool:
    """Tell whether the command-line library will report the error itself (its classes differ between versions)."""
    return hasattr(error, "exit_code") and hasattr(error, "show")


def _innermost(error: Exception) -> str:
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    return f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else "?"  # noqa: PTH119  # a name, not a path


app = typer.Typer(
    name="citekit",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 done and clean, 1 findings, 2 wrong usage or unreadable input, 3 something could not be checked, 4 citekit's own fault.",
)


def _show_version(value: bool) -> None:
    if value:
        print(f"citekit {__version__}")
        raise typer.Exit


@app.callback()
def citekit(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.", callback=_show_version, is_eager=True)] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors alone on stderr.")] = False,
) -> None:
    """Turn source papers into finished bibliographies.

    Data go to stdout, everything else to stderr; - is standard input or output. Options can also stand in citekit.toml or in
    \\[tool.citekit] of pyproject.toml.
    """
    set_quiet(quiet)
    ctx.default_map = read_configuration(ctx.command)


for module in (build, extract, parse, convert, keys, dedupe, format, map):
    module.register(app)
styles.register(app)
journals.register(app)
for module in (check, fix, rules_commands, init, resolve, index, cache):
    module.register(app)
