"""The files that a manuscript names: looked for inside its own folder only, of a bounded size and number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.documents.document import Attached
from citekit.model import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["attached", "inside"]

_MOST_BYTES = 50_000_000
_MOST_FILES = 50


def inside(folder: Path, name: str, endings: tuple[str, ...] = ("",)) -> Path | None:
    """Return the file of that name (with one of the ``endings``) if it lies inside ``folder``, links followed; else None."""
    name = name.strip().strip("\"'").replace("\\", "/")
    if not name or "\x00" in name or len(name) > 500:
        return None
    root = folder.resolve()
    for ending in endings:
        try:
            path = (root / (name + ending)).resolve()
            if path.is_relative_to(root) and path.is_file():
                return path
        except (OSError, ValueError, RuntimeError):
            return None
    return None


def attached(folder: Path | None, names: Iterable[str], source: str, ending: str = ".bib") -> tuple[tuple[Attached, ...], list[Diagnostic]]:
    """Return the files of records that a manuscript names, and what was noticed of those that cannot be had."""
    found: list[Attached] = []
    noticed: list[Diagnostic] = []
    for name in list(dict.fromkeys(n.strip() for n in names if n.strip()))[:_MOST_FILES]:
        if folder is None:
            break
        path = inside(folder, name, ("", ending))
        problem = ""
        if path is None:
            problem = "is not in the manuscript's folder; put it there"
        elif path.stat().st_size > _MOST_BYTES:
            problem = f"is larger than {_MOST_BYTES // 1_000_000} MB; cut it"
        else:
            try:
                found.append(Attached(path.relative_to(folder.resolve()).as_posix(), path.read_bytes()))
            except OSError as error:
                problem = f"cannot be read: {error.strerror or error}"
        if problem:
            noticed.append(
                Diagnostic(code="CK921", severity="warning", message=f"the bibliography {name[:200]!r} {problem}", source=source)
            )
    return tuple(found), noticed
