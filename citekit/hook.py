"""The pre-commit entry, ``citekit-hook check|fix FILE…``: starts on the standard library, needs no network."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.checks import Settings

__all__ = ["main"]

_PROJECT = (".bib", ".md", ".qmd", ".Rmd", ".tex")
_MOST = 10_000  # files of a folder that are looked at


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the hook and return its exit status: 0 clean, 1 findings or files changed, 2 usage or input, 4 citekit's own fault."""
    parser = argparse.ArgumentParser(prog="citekit-hook", description="Check or fix bibliographies and manuscripts, offline.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="check|fix")
    for name, about in (("check", "report findings; write nothing"), ("fix", "make the safe edits in .bib files")):
        command = commands.add_parser(name, help=about, description=about)
        command.add_argument("files", nargs="*", metavar="FILE")
        command.add_argument("--select", action="append", default=[], metavar="CODE", help="ask these rules alone")
        command.add_argument("--ignore", action="append", default=[], metavar="CODE", help="do not ask these rules")
        if name == "check":
            command.add_argument("--output-format", default="concise", metavar="FORMAT", help="text, concise, json, sarif, github, …")
            command.add_argument("--project", action="store_true", help="check all files of the folder; also what is never cited")
        else:
            command.add_argument("--unsafe", action="store_true", help="also make the edits that may change what is meant")
    options = parser.parse_args(arguments)
    if "numpy" not in sys.modules:
        sys.modules["numpy"] = None  # type: ignore[assignment]  # the comparison works without; loading it costs more than a check
    from citekit.model import CitekitError

    try:
        settings = _settings(options)
        return _fix(options, settings) if options.command == "fix" else _check(options, settings)
    except CitekitError as error:
        print(f"citekit: {error}", file=sys.stderr)  # noqa: T201  # the hook speaks to a terminal
        return error.exit_status


def _settings(options: argparse.Namespace) -> Settings:
    from citekit.checks import read_settings

    return read_settings(Path.cwd()).chosen(options.select, options.ignore)


def _check(options: argparse.Namespace, settings: Settings) -> int:
    from citekit.checks import check, open_project
    from citekit.checks.reports import report

    files = options.files
    if options.project and not files:
        files = _files_here()
    outcome = check(open_project(files, whole=options.project), settings)
    _say(report(outcome, options.output_format))
    return outcome.status


def _fix(options: argparse.Namespace, settings: Settings) -> int:
    from citekit.checks.fixing import mend_files
    from citekit.checks.reports.shape import place

    mended = mend_files(options.files, settings, unsafe=options.unsafe)
    for file in mended.files:
        _say("".join(f"{place(f)}: fixed {f.code} {f.message}\n" for f in file.findings))
    for problem in mended.problems:
        print(f"citekit: {problem}", file=sys.stderr)  # noqa: T201
    return mended.status


def _files_here() -> list[str]:
    """Return the files of the folder that make a project, hidden and installed ones left out."""
    found = []
    for folder, folders, names in os.walk(Path.cwd()):
        folders[:] = sorted(f for f in folders if f[0] != "." and f not in {"node_modules", "__pycache__", "venv", "site-packages"})
        found += [str((Path(folder) / n).relative_to(Path.cwd())) for n in sorted(names) if n.endswith(_PROJECT)]
        if len(found) > _MOST:
            break
    return found[:_MOST]


def _say(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    raise SystemExit(main())
