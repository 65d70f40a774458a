"""Ask every rule that is selected; one that fails is citekit's own fault and does not stop the others."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

import msgspec

from citekit.checks.project import Source
from citekit.checks.registered import Entry
from citekit.checks.registry import faults, rules
from citekit.checks.settings import Settings
from citekit.model import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from citekit.checks.project import Project
    from citekit.checks.registry import Rule

__all__ = ["Outcome", "check"]

_IGNORE = re.compile(r"citekit:\s*ignore(?![\w-])((?:[\s,:]+[A-Z]{1,8}\d{1,4}\b)*)")
_MANY = 2_000  # blocks of .bib files from which a second process pays
_CODE = re.compile(r"[A-Z]{1,8}\d{1,4}")
_FAULTS = frozenset({"CK900", "CK990"})  # no finding: nothing silences them


class Outcome(msgspec.Struct, frozen=True):
    """What a check found, in the order of files and places; ``sources`` are the files by path.

    ``entries`` is what is known of each work, ``incomplete`` says that a registry could not be asked about all. ``status``
    is the exit status: 4 where a rule failed, 2 where a file could not be read, 3 where the answer is incomplete, 1 where
    something graver than an information was found, else 0.
    """

    findings: tuple[Diagnostic, ...]
    sources: dict[str, Source]
    entries: tuple[Entry, ...] = ()
    incomplete: bool = False

    @property
    def status(self) -> int:
        """Return the exit status."""
        codes = {f.code for f in self.findings}
        if "CK990" in codes:
            return 4
        if "CK900" in codes:
            return 2
        if self.incomplete:
            return 3
        return 1 if any(f.severity != "info" for f in self.findings) else 0


def check(
    project: Project, settings: Settings | None = None, *, asked: Iterable[Rule] | None = None, apart: Collection[str] = ()
) -> Outcome:
    """Return what the rules (``asked``, else all that the settings select) find in a project.

    Of many entries the rules ``apart`` are asked in a process of their own, beside the others: only for a program of one
    thread. The findings are the same.

    Raises:
        CitekitError: the settings name a journal whose profile cannot be read.
    """
    settings = settings or Settings()
    if settings.journal and project.journal is None:
        from citekit.formatters.journal import read_journal

        project.journal = read_journal(settings.journal)
    found: list[Diagnostic] = [*project.diagnostics, *(faults() if asked is None else ())]
    chosen = [r for r in (rules() if asked is None else asked) if settings.asks(r.code, default=r.default)]
    beside = _ask_apart([r for r in chosen if r.code in apart], project)
    for rule in chosen:
        if rule.code not in apart:
            found += _ask(rule, project)
    found += beside()
    sources = project.sources
    blocks = _entries(project)
    kept = [f for f in found if f.code in _FAULTS or not (settings.ignores_in(f) or _is_ignored(f, sources, blocks))]
    order = {path: number for number, path in enumerate(sources)}
    kept.sort(key=lambda f: (order.get(f.source, len(order)), f.source, f.line, f.column, f.span.start if f.span else 0, f.code, f.message))
    graded = tuple(msgspec.structs.replace(f, severity=settings.severity_of(f)) for f in kept)
    return Outcome(graded, sources, project.registered.entries(project), project.registered.is_incomplete)


def _ask(rule: Rule, project: Project) -> list[Diagnostic]:
    """Return what a rule finds, and that it failed where it did."""
    found: list[Diagnostic] = []
    try:
        for one in rule.check(project):
            if not isinstance(one, Diagnostic):
                raise TypeError(f"{one!r:.80} is no Diagnostic")  # noqa: TRY301  # said as any other fault of the rule
            found.append(one)
    except Exception as error:  # noqa: BLE001  # whatever a rule raises, the others go on
        whose = f"{rule.origin}'s fault, not your file's" if rule.origin else "citekit's own fault"
        message = f"the rule {rule.code} failed, this is {whose}: {type(error).__name__}: {error}"
        found.append(Diagnostic(code="CK990", severity="error", message=" ".join(message.split())))
    return found


def _ask_apart(asked: Sequence[Rule], project: Project) -> Callable[[], list[Diagnostic]]:
    """Ask rules in a process of their own where that saves time; return what waits for their findings."""

    def here() -> list[Diagnostic]:
        return [finding for rule in asked for finding in _ask(rule, project)]

    threads = sys.modules["threading"].active_count() if "threading" in sys.modules else 1
    if (
        not asked
        or not hasattr(os, "fork")
        or threads > 1
        or (os.cpu_count() or 1) < 2
        or sum(len(b.bib.blocks) for b in project.bibs) < _MANY
    ):
        return here
    for bib in project.bibs:
        bib.reading  # noqa: B018  # read once, for both
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            with os.fdopen(writer, "wb") as pipe:
                pipe.write(msgspec.msgpack.encode(here()))
        finally:
            os._exit(0)
    os.close(writer)

    def joined() -> list[Diagnostic]:
        with os.fdopen(reader, "rb") as pipe:
            data = pipe.read()
        os.waitpid(child, 0)
        try:
            return msgspec.msgpack.decode(data, type=list[Diagnostic])
        except msgspec.DecodeError:  # it was ended, or found what cannot be sent
            return here()

    return joined


def _entries(project: Project) -> dict[tuple[str, str], int]:
    """Return the line on which each entry begins, by file and key, where any line says «citekit: ignore» at all."""
    marked = [b for b in project.bibs if b.is_marked]
    return {(b.path, e.key): b.places.at(e.span.start)[0] for b in marked for e in b.bib.entries()}


def _is_ignored(finding: Diagnostic, sources: dict[str, Source], blocks: dict[tuple[str, str], int]) -> bool:
    """Tell whether the finding's line says so, or a comment line before it or before its entry."""
    source = sources.get(finding.source)
    if source is None or not finding.line or not source.is_marked:
        return False
    first = blocks.get((finding.source, finding.record), finding.line)
    for number, alone in ((finding.line, False), (finding.line - 1, True), (first, False), (first - 1, True)):
        line = source.line(number)
        match = _IGNORE.search(line)
        if match is None or (alone and not line.lstrip().startswith(("%", "<!--", "//", "#"))):
            continue
        codes = _CODE.findall(match[1])
        if not codes or finding.code.startswith(tuple(codes)):
            return True
    return False
