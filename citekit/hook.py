"""The pre-commit entry, ``citekit-hook check|fix FILE…``: starts on the standard library, needs no network."""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from citekit.checks.cache import keep, key_of, recall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.checks import Project, Settings
    from citekit.model import CitekitError

__all__ = ["main", "script"]

_PROJECT = (".bib", ".md", ".qmd", ".Rmd", ".tex", ".typ")
_MOST = 10_000  # files of a folder that are looked at


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the hook and return its exit status: 0 clean, 1 findings or files changed, 2 usage or input, 4 citekit's own fault."""
    parser = argparse.ArgumentParser(prog="citekit-hook", description="Check or fix bibliographies and manuscripts, offline.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="check|fix")
    for name, about in (("check", "report findings; write nothing"), ("fix", "make the safe edits in text files")):
        command = commands.add_parser(name, help=about, description=about)
        command.add_argument("files", nargs="*", metavar="FILE")
        command.add_argument("--select", action="append", default=[], metavar="CODE", help="ask these rules alone")
        command.add_argument("--ignore", action="append", default=[], metavar="CODE", help="do not ask these rules")
        command.add_argument("--no-cache", action="store_true", help="ask the rules also where nothing has changed")
        if name == "check":
            command.add_argument("--output-format", default="concise", metavar="FORMAT", help="text, concise, json, sarif, github, …")
            command.add_argument("--project", action="store_true", help="check all files of the folder; also what is never cited")
        else:
            command.add_argument("--unsafe", action="store_true", help="also make the edits that may change what is meant")
    options = parser.parse_args(arguments)
    return _fix(options) if options.command == "fix" else _check(options)


def _check(options: argparse.Namespace) -> int:
    files = list(dict.fromkeys(options.files))
    if options.project and not files:
        files = _files_here()
    chosen = [*options.select, "-", *options.ignore, "-", options.output_format, str(options.project)]
    key = "" if options.no_cache else key_of(["check", *chosen], files)
    if (kept := recall(key)) is not None:
        _say(kept[1])
        return kept[0]
    _spare()
    from citekit.model import CitekitError

    try:
        from citekit.checks import check, open_project
        from citekit.checks.reports import report

        settings = _settings(options)
        project = open_project(files, whole=options.project)
        outcome = check(project, settings, apart=("CK701",))
        words = report(outcome, options.output_format).encode("utf-8", "replace")
    except CitekitError as error:
        return _complain(error)
    _say(words)
    if key and outcome.status < 2 and key == key_of(["check", *chosen], files):  # else a file has changed meanwhile
        keep(key, outcome.status, words, _rests_on(project, settings))
    return outcome.status


def _fix(options: argparse.Namespace) -> int:
    chosen = ["fix", *options.select, "-", *options.ignore, "-", str(options.unsafe)]
    files = dict.fromkeys(options.files)
    left = [f for f in files if options.no_cache or recall(key_of(chosen, [f])) is None]  # not known to need nothing
    if not left:
        return 0
    _spare()
    from citekit.model import CitekitError

    try:
        from citekit.checks.fixing import mend_files
        from citekit.checks.reports.shape import place

        settings = _settings(options)
        keys = {} if options.no_cache else {file: key_of(chosen, [file]) for file in left}
        mended = mend_files(left, settings, unsafe=options.unsafe)
    except CitekitError as error:
        return _complain(error)
    for file in mended.files:
        _say("".join(f"{place(f)}: fixed {f.code} {f.message}\n" for f in file.findings).encode("utf-8", "replace"))
    for problem in mended.problems:
        print(f"citekit: {problem}", file=sys.stderr)  # noqa: T201
    if not mended.problems:
        changed = {fixed.path for fixed in mended.files}
        for file, key in keys.items():
            if file not in changed and key == key_of(chosen, [file]):
                keep(key, 0, b"")
    return mended.status


def _spare() -> None:
    """Leave out what costs more time than a check takes."""
    gc.disable()  # a process this short has nothing to collect
    if "numpy" not in sys.modules:
        sys.modules["numpy"] = None  # type: ignore[assignment]  # the comparison works without


def _settings(options: argparse.Namespace) -> Settings:
    from citekit.checks import read_settings

    return read_settings(Path.cwd()).chosen(options.select, options.ignore)


def _rests_on(project: Project, settings: Settings) -> set[str]:
    """Return the files that were read beyond those given: parts of manuscripts, a journal's profile, others' rules."""
    from citekit.checks.registry import rules

    found = {str(Path(m.path).parent / origin.source) for m in project.manuscripts for origin in m.document.origins}
    if settings.journal.endswith(".toml"):
        found.add(settings.journal)
    for one in rules():
        if one.origin and (module := sys.modules.get(one.check.__module__)) and module.__file__:
            found.add(module.__file__)
    return found


def _files_here() -> list[str]:
    """Return the files of the folder that make a project: those that git knows, else all but hidden and installed ones."""
    import subprocess

    try:
        listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=True).stdout  # noqa: S607
        names = [os.fsdecode(name) for name in listed.split(b"\0")]
        return [n for n in dict.fromkeys(names) if n.endswith(_PROJECT) and Path(n).is_file()][:_MOST]
    except (OSError, subprocess.CalledProcessError):
        pass
    found = []
    for folder, folders, names in os.walk(Path.cwd()):
        folders[:] = sorted(f for f in folders if f[0] != "." and f not in {"node_modules", "__pycache__", "venv", "site-packages"})
        found += [str((Path(folder) / n).relative_to(Path.cwd())) for n in sorted(names) if n.endswith(_PROJECT)]
        if len(found) > _MOST:
            break
    return found[:_MOST]


def _complain(error: CitekitError) -> int:
    print(f"citekit: {error}", file=sys.stderr)  # noqa: T201  # the hook speaks to a terminal
    return error.exit_status


def _say(words: bytes) -> None:
    sys.stdout.buffer.write(words)
    sys.stdout.buffer.flush()


def script() -> NoReturn:
    """Run the hook as a program: end at once, without taking apart what the system takes back anyway."""
    status = 4
    try:
        status = main()
    except SystemExit as left:  # argparse's
        status = left.code if isinstance(left.code, int) else 2
    except KeyboardInterrupt:
        status = 130
    except BrokenPipeError:  # nobody listens
        status = 0
    except Exception:  # noqa: BLE001  # the traceback is printed and the status says whose fault it is
        sys.excepthook(*sys.exc_info())
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    script()
