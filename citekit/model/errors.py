"""The errors that citekit raises for what a caller can cause.

Whatever is wrong *inside* the data of a run is a :class:`~citekit.model.diagnostics.Diagnostic`, not an
exception; an exception means that the call itself could not be done.
"""

from __future__ import annotations

__all__ = ["CitekitError", "InvalidIdentifier", "MissingExtra", "UnknownName", "UnreadableInput", "UnwritableOutput"]


class CitekitError(Exception):
    """Base of citekit's errors; its text says what, where and what to do."""

    exit_status = 2


class UnreadableInput(CitekitError):
    """An input cannot be read: missing, a folder, binary, or of the wrong shape."""

    def __init__(self, source: str, problem: str, remedy: str = "", *, code: str = "CK900") -> None:
        """Say which ``source``, what the ``problem`` is, and the ``remedy`` where there is one; ``code`` is its diagnostic's."""
        self.source, self.problem, self.remedy, self.code = source, problem, remedy, code
        super().__init__(f"{source}: {problem}" + (f"; {remedy}" if remedy else ""))


class UnwritableOutput(CitekitError):
    """An output cannot be written."""

    def __init__(self, target: str, problem: str) -> None:
        """Say which ``target`` and what the ``problem`` is."""
        self.target, self.problem = target, problem
        super().__init__(f"{target}: {problem}")


class UnknownName(CitekitError):
    """A style, format or option of that name does not exist; the known ones are listed."""

    def __init__(self, kind: str, name: str, known: tuple[str, ...]) -> None:
        """Say that there is no ``kind`` called ``name`` and which are ``known``, the nearest first."""
        import difflib

        near = difflib.get_close_matches(name, known, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        super().__init__(
            f"there is no {kind} {name!r}{hint} Known: {', '.join(known)}"
            if hint
            else f"there is no {kind} {name!r}. Known: {', '.join(known)}"
        )


class MissingExtra(CitekitError):
    """A feature needs an optional dependency that is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        """Name the ``feature`` and the command that installs its ``extra``."""
        super().__init__(f"{feature} needs an extra: pip install 'citekit[{extra}]'")


class InvalidIdentifier(CitekitError, ValueError):
    """A text is not an identifier of the kind asked for."""

    def __init__(self, kind: str, raw: str, problem: str) -> None:
        """Say which ``kind`` of identifier, what was given and why it is none."""
        self.kind, self.raw, self.problem = kind, raw, problem
        super().__init__(f"{raw[:80]!r} is no {kind}: {problem}")
