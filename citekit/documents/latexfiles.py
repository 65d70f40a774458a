r"""The files that a LaTeX manuscript takes in: ``\input`` and its fellows, and the list that BibTeX has made (``.bbl``).

They are looked for where LaTeX looks, beside the main file, and beside the file that names them; never outside its folder.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from citekit.documents.attachments import inside
from citekit.language.encoding import decode
from citekit.model import CitekitError, Diagnostic

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Files"]

_ENDINGS = (".tex", "", ".ltx", ".bbl")
_MOST_FILES = 500
_MOST_TEXT = 30_000_000
_MOST_NESTED = 60
_MOST_SAID = 50


class Files:
    """The files of one manuscript: which are being read, how many have been, what could not be."""

    def __init__(self, folder: Path | None, source: str) -> None:
        """Begin with the main file ``source`` in ``folder``; None where no file may be opened."""
        self._folder = folder
        self._main = source
        self._open: list[str] = [source]
        self._count = 0
        self._letters = 0
        self.noticed: list[Diagnostic] = []

    def take_in(self, name: str, at: str, *, beside: str = "") -> tuple[str, str] | None:
        r"""Return the text of a file that the file ``at`` takes in, and how it is called; None where it cannot be had.

        ``beside`` is the folder that ``\\import`` names. Call :meth:`close` when the text has been read.
        """
        if self._folder is None or not name.strip():
            return None
        own = PurePosixPath(at).parent.as_posix()
        tried = [beside] if beside else ["", *([own] if own != "." else [])]
        path = next(
            (p for where in tried if (p := inside(self._folder, f"{where}/{name.strip()}".lstrip("/") if where else name, _ENDINGS))), None
        )
        if path is None:
            self._say(name, at, "is not in the manuscript's folder and was left out; put it there")
            return None
        shown = path.relative_to(self._folder.resolve()).as_posix()
        if shown in self._open:
            self._say(name, at, "takes itself in; mend the loop")
        elif self._count >= _MOST_FILES or self._letters > _MOST_TEXT or len(self._open) > _MOST_NESTED:
            self._say(name, at, f"is one file too many: citekit follows {_MOST_FILES} files")
        elif (text := self._text(path, shown, at)) is not None:
            self._open.append(shown)
            return text, shown
        return None

    def printed_list(self) -> tuple[str, str] | None:
        """Return the list that BibTeX or biber has made of the manuscript's records, where it lies beside it."""
        if self._folder is None:
            return None
        name = PurePosixPath(self._main).with_suffix(".bbl").name
        path = inside(self._folder, name)
        if path is None or name in self._open:
            return None
        text = self._text(path, name, self._main)
        if text is None:
            return None
        self._open.append(name)
        return text, name

    def close(self) -> None:
        """End the file that was taken in last."""
        self._open.pop()

    def _text(self, path: Path, shown: str, at: str) -> str | None:
        self._count += 1
        try:
            if path.stat().st_size > _MOST_TEXT:
                self._say(shown, at, f"is larger than {_MOST_TEXT // 1_000_000} MB; cut it")
                return None
            text, _, _ = decode(path.read_bytes(), shown)
        except (OSError, CitekitError) as error:
            self._say(shown, at, f"cannot be read: {error}")
            return None
        self._letters += len(text)
        return text

    def _say(self, name: str, at: str, problem: str) -> None:
        if len(self.noticed) < _MOST_SAID:
            message = f"\\input of {name[:200]!r} {problem}"
            self.noticed.append(Diagnostic(code="CK921", severity="warning", message=message, source=at))
