"""Files written whole: a reader sees the old contents or the new, never half."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from citekit.model import UnwritableOutput

__all__ = ["write_whole"]


def write_whole(path: str | Path, data: str | bytes) -> Path:
    """Write ``data`` (text as UTF-8) to ``path`` through a temporary file beside it, and return the path.

    A link's target is written, the link stays; into a device or a pipe (``/dev/null``, ``/dev/stdout``) it is written straight.

    Raises:
        UnwritableOutput: the folder is missing or may not be written, or the disk is full.
    """
    target = Path(path)
    payload = data.encode("utf-8", errors="replace") if isinstance(data, str) else data
    temporary = ""
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as stream:
                stream.write(payload)
            return target
        whole = target.resolve() if target.is_symlink() else target
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=whole.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(payload)
        mode = whole.stat().st_mode & 0o777 if whole.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(whole)
    except OSError as error:
        raise UnwritableOutput(str(target), f"cannot be written: {error.strerror or error}") from error
    finally:
        if temporary:
            with contextlib.suppress(FileNotFoundError):
                Path(temporary).unlink()
    return target


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
